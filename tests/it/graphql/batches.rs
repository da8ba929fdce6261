//! Does an answer cost the same number of reads, however many objects it has?

use super::{api, data, json, with};
use concord::graphql::Request;
use serde_json::Value;
use std::fmt::Write as _;

const SHAPES: &str = r#"@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix con: <https://w3id.org/concord/ns#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.org/> .
ex:RegionShape a sh:NodeShape ; sh:targetClass ex:Region ; con:graphqlName "Region" ;
    sh:property [ sh:path [ sh:inversePath ex:in ] ; sh:class ex:Plant ; con:graphqlName "plants" ] ,
        [ sh:path ex:name ; sh:datatype rdf:langString ; sh:uniqueLang true ; con:graphqlName "name" ] .
ex:PlantShape a sh:NodeShape ; sh:targetClass ex:Plant ; con:graphqlName "Plant" ;
    sh:property [ sh:path ex:in ; sh:class ex:Region ; sh:maxCount 1 ; con:graphqlName "region" ] ,
        [ sh:path ex:makes ; sh:class ex:Product ; con:graphqlName "products" ] .
ex:ProductShape a sh:NodeShape ; sh:targetClass ex:Product ; con:graphqlName "Product" ;
    sh:property [ sh:path ex:price ; sh:datatype xsd:decimal ; sh:maxCount 1 ; con:graphqlName "price" ] ,
        [ sh:path ex:part ; sh:class ex:Product ; con:graphqlName "parts" ] .
"#;

fn regions(n: usize) -> String {
    let mut text = String::from("@prefix ex: <https://example.org/> .\n");
    for region in 0..n {
        writeln!(text, "ex:r{region} a ex:Region ; ex:name \"Region {region}\"@en .").unwrap();
        for plant in 0..3 {
            let name = format!("ex:p{region}-{plant}");
            writeln!(text, "{name} a ex:Plant ; ex:in ex:r{region} ; ex:makes {name}-a , {name}-b .")
                .unwrap();
            writeln!(text, "{name}-a a ex:Product ; ex:price 1.50 ; ex:part {name}-b .").unwrap();
            writeln!(text, "{name}-b a ex:Product ; ex:price 2.0 .").unwrap();
        }
    }
    text
}

#[test]
fn a_hundred_regions_cost_as_many_batches_as_one() {
    let query = "{ regions(first: 1000, where: {plants: {products: {price: {gt: \"1\"}}}}, orderBy: {field: name}) {
        totalCount facets(field: plants) { count }
        nodes { id name { value } label { value } sources { graph }
            plants { id region { slug } products(orderBy: {field: price}) { price parts { id price types } } } } } }";
    let mut outcomes = Vec::new();
    for n in [1, 10, 100] {
        let folder = tempfile::tempdir().unwrap();
        let api = api(&with(folder.path(), SHAPES, &regions(n)));
        let body = json(&api.execute(&Request { explain: true, ..Request::of(query) }));
        assert_eq!(body.get("errors"), None, "{body:#}");
        assert_eq!(body["data"]["regions"]["totalCount"], n);
        let explain = &body["extensions"]["explain"];
        let fields = explain["fields"].as_array().unwrap();
        let of_fields: Vec<Value> =
            fields.iter().map(|it| serde_json::json!([it["path"], it["batches"]])).collect();
        outcomes.push((explain["batches"].clone(), of_fields));
        assert!(explain["rows"].as_u64().unwrap() as usize > 30 * n);
    }
    assert_eq!(outcomes[0], outcomes[1]);
    assert_eq!(outcomes[1], outcomes[2]);
}

#[test]
fn objects_are_nested_as_asked() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(&with(folder.path(), SHAPES, &regions(2)));
    let found = data(
        &api,
        "query { region(slug: \"r1\") { ...R } }
        fragment R on Region { id plants(first: 1) { slug products(orderBy: [{field: price, direction: DESC}]) { price } } }",
    );
    assert_eq!(
        found.to_string(),
        "{\"region\":{\"id\":\"https://example.org/r1\",\"plants\":[{\"slug\":\"p1-0\",\
         \"products\":[{\"price\":\"2.0\"},{\"price\":\"1.50\"}]}]}}"
    );
    let found = data(
        &api,
        "{ nodes(ids: [\"https://example.org/r0\", \"urn:none\"]) { __typename id ... on Region { name { value lang } } } }",
    );
    assert_eq!(
        found.to_string(),
        "{\"nodes\":[{\"__typename\":\"Region\",\"id\":\"https://example.org/r0\",\
         \"name\":{\"value\":\"Region 0\",\"lang\":\"en\"}},null]}"
    );
}
