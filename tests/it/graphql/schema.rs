//! Does the schema follow from the shapes, and from nothing else?

use super::super::cli::done;
use super::{api, data, load, seeded, with};
use concord::graphql::changes;
use concord::registry::{At, SHAPES_GRAPH};

const PREFIXES: &str = "@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix con: <https://w3id.org/concord/ns#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.org/> .\n";

/// `make test` with `BLESS=1` in the environment writes the golden anew.
#[test]
fn the_embedded_shapes_give_the_golden_schema() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(&seeded(folder.path()));
    assert_eq!(api.problems(&At::Latest).unwrap(), Vec::<String>::new());
    let sdl = api.sdl(&At::Latest).unwrap();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reference/schema.graphql");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &sdl).unwrap();
    }
    let golden = std::fs::read_to_string(path).unwrap_or_default();
    let changes = changes(&golden, &sdl).unwrap();
    let told: Vec<String> = changes.iter().map(ToString::to_string).collect();
    assert!(sdl == golden, "docs/reference/schema.graphql is not what the shapes give: {told:#?}");
}

#[test]
fn a_class_added_by_turtle_alone_is_queryable() {
    let folder = tempfile::tempdir().unwrap();
    let registry = seeded(folder.path());
    let api = api(&registry);
    let before = api.sdl(&At::Latest).unwrap();
    let shapes = format!(
        "{PREFIXES}
        ex:PlantShape a sh:NodeShape ; sh:targetClass ex:Plant ; con:graphqlName \"Plant\" ; con:order 500 ;
            sh:description \"A factory.\"@en ;
            sh:property [ sh:path ex:opened ; sh:datatype xsd:gYear ; sh:maxCount 1 ; con:graphqlName \"opened\" ] ,
                [ sh:path ex:region ; sh:class con:Region ; sh:maxCount 1 ; con:graphqlName \"region\" ] ,
                [ sh:path ex:drive ; sh:in ( \"battery\" \"fuel cell\" ) ; con:graphqlName \"drives\" ] ."
    );
    load(&registry, &shapes, &format!("{SHAPES_GRAPH}/plants"));
    let plants = format!(
        "{PREFIXES}
        ex:Plant a rdfs:Class ; rdfs:label \"plant\"@en .
        ex:Works rdfs:subClassOf ex:Plant .
        ex:zwickau a ex:Works ; rdfs:label \"Zwickau\"@de ; ex:opened \"1904\"^^xsd:gYear ; ex:drive \"battery\" ;
            ex:region <https://w3id.org/concord/id/region/saxony> ."
    );
    load(&registry, &plants, "https://w3id.org/concord/graph/plants");
    let found = data(
        &api,
        "{ plants(where: {region: {slug: {eq: \"saxony\"}}, opened: {lt: \"1950\"}}) {
            totalCount nodes { __typename id label { value lang } opened drives region { slug } sources { graph } } } }",
    );
    assert_eq!(
        found.to_string(),
        "{\"plants\":{\"totalCount\":1,\"nodes\":[{\"__typename\":\"Plant\",\"id\":\"https://example.org/zwickau\",\
         \"label\":{\"value\":\"Zwickau\",\"lang\":\"de\"},\"opened\":\"1904\",\"drives\":[\"BATTERY\"],\
         \"region\":{\"slug\":\"saxony\"},\"sources\":[{\"graph\":\"https://w3id.org/concord/graph/plants\"}]}]}}"
    );
    let after = changes(&before, &api.sdl(&At::Latest).unwrap()).unwrap();
    assert!(after.iter().all(|it| it.is_harmless), "{after:#?}");
    assert!(after.iter().any(|it| it.place == "Plant"));
}

#[test]
fn what_has_no_place_in_the_schema_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let shapes = format!(
        "{PREFIXES}
        ex:A a sh:NodeShape ; con:graphqlName \"Thing\" ; con:extendsShape ex:Missing ;
            sh:property [ sh:path ex:p ; con:graphqlName \"no name\" ] , [ sh:path ex:q ; con:graphqlName \"id\" ] .
        ex:B a sh:NodeShape ; con:graphqlName \"Thing\" .
        ex:C a sh:NodeShape ; con:graphqlName \"thing\" .
        ex:D a sh:NodeShape ; con:graphqlName \"Query\" .
        ex:E a sh:NodeShape ; con:graphqlName \"News\" , \"Item\" .
        ex:F a sh:NodeShape ; con:graphqlName \"Ring\" ; con:extendsShape ex:G .
        ex:G a sh:NodeShape ; con:graphqlName \"Ring2\" ; con:extendsShape ex:F ."
    );
    let registry = with(folder.path(), &shapes, "");
    let api = api(&registry);
    let problems = api.problems(&At::Latest).unwrap();
    for part in [
        "ex:Missing",
        "\"no name\" is no name",
        "name id is reserved",
        "Thing is taken",
        "capital",
        "Query is taken",
        "several names",
    ] {
        let part = part.replace("ex:", "https://example.org/");
        assert!(problems.iter().any(|it| it.contains(&part)), "{part}: {problems:#?}");
    }
    assert!(api.sdl(&At::Latest).unwrap().contains("type Thing implements Node"));
}

#[test]
fn changes_are_breaking_or_harmless() {
    let old = "type Query { a(x: Int): A b: Int! } type A { c: [Int!]! } enum E { X Y }";
    let new = "type Query { a(x: Int, y: Int!): A b: Int } type A { c: [Int!]! d: Int } enum E { X Z }";
    let told: Vec<String> = changes(old, new).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "breaking: E: the value Y is gone",
            "breaking: Query.a(y): the input is new and must be given",
            "breaking: Query.b: its type was Int! and is Int",
            "harmless: A.d: the field is new",
            "harmless: E: the value Z is new",
        ]
    );
    assert_eq!(changes(old, old).unwrap(), []);
}

/// Interfaces, unions, enums and languages of the embedded shapes, asked of the seeds.
#[test]
fn interfaces_unions_and_enums_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(&seeded(folder.path()));
    let found = data(
        &api,
        "{ fundingInstruments(where: {instrumentStatus: {eq: REQUESTED}}, first: 1) { nodes {
            instrumentStatus requestedIn { __typename ... on Provision { document { label { lang } } } ... on Node { id } } } }
          documents(first: 1000) { totalCount nodes { __typename ... on Declaration { sureness { slug } } titles(lang: \"nl\") { lang } } }
          declarations { totalCount }
          facts(first: 1) { nodes { __typename } }
          entity(slug: \"saxony\") { __typename ... on Region { country { __typename isoCode within { __typename } } } }
          nothing: documents(where: {exists: false}) { totalCount } }",
    );
    let instrument = &found["fundingInstruments"]["nodes"][0];
    assert_eq!(instrument["instrumentStatus"], "REQUESTED");
    assert!(instrument["requestedIn"][0]["id"].is_string(), "{instrument:#}");
    let documents = found["documents"]["nodes"].as_array().unwrap();
    assert_eq!(found["documents"]["totalCount"], documents.len());
    let declarations = documents.iter().filter(|it| it["__typename"] == "Declaration").count();
    assert_eq!(found["declarations"]["totalCount"], declarations);
    assert!(documents.iter().all(|it| it.get("sureness").is_some() == (it["__typename"] == "Declaration")));
    assert_eq!(
        found["entity"].to_string(),
        "{\"__typename\":\"Region\",\"country\":{\"__typename\":\"Country\",\"isoCode\":\"DE\",\"within\":{\"__typename\":\"StateUnion\"}}}"
    );
    assert_eq!(found["nothing"]["totalCount"], 0);
}

#[test]
fn the_command_line_prints_and_compares_schemas() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    let shape = |field: &str| {
        format!(
            "{PREFIXES} ex:S a sh:NodeShape ; con:graphqlName \"Thing\" ; sh:property [ sh:path ex:p ; con:graphqlName \"{field}\" ] ."
        )
    };
    for field in ["size", "length"] {
        std::fs::write(it.join("shapes.ttl"), shape(field)).unwrap();
        done(it, &["load", "--empty", "--graph", SHAPES_GRAPH, "shapes.ttl"]);
    }
    assert!(done(it, &["schema"]).contains("type Thing implements Node {"));
    assert!(done(it, &["schema", "--revision", "1"]).contains("  size: [Value!]!"));
    let told = done(it, &["schema", "diff", "1", "2"]);
    assert!(told.contains("breaking: Thing.size: the field is gone\n"), "{told}");
    assert!(told.contains("harmless: Thing.length: the field is new\n"), "{told}");
    assert_eq!(done(it, &["schema", "diff", "2", "2"]), "0 breaking, 0 harmless\n");
}

/// As tools ask it, with nine types inside each other.
#[test]
fn the_schema_tells_of_itself() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(&seeded(folder.path()));
    let inner = (0..9).fold("kind name".to_owned(), |inner, _| format!("kind name ofType {{ {inner} }}"));
    let query = format!(
        "query IntrospectionQuery {{ __schema {{ queryType {{ name }} mutationType {{ name }} subscriptionType {{ name }}
            types {{ ...FullType }} directives {{ name description locations args {{ ...InputValue }} }} }} }}
        fragment FullType on __Type {{ kind name description
            fields(includeDeprecated: true) {{ name description args {{ ...InputValue }} type {{ ...TypeRef }} isDeprecated deprecationReason }}
            inputFields {{ ...InputValue }} interfaces {{ ...TypeRef }}
            enumValues(includeDeprecated: true) {{ name description isDeprecated deprecationReason }} possibleTypes {{ ...TypeRef }} }}
        fragment InputValue on __InputValue {{ name description type {{ ...TypeRef }} defaultValue }}
        fragment TypeRef on __Type {{ {inner} }}"
    );
    let found = data(&api, &query);
    let types = found["__schema"]["types"].as_array().unwrap();
    let type_named = |name: &str| types.iter().find(|it| it["name"] == name).unwrap();
    let names = |list: &serde_json::Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
    };
    assert!(types.len() > 300);
    assert_eq!(type_named("Territory")["kind"], "INTERFACE");
    assert!(names(&type_named("Territory")["possibleTypes"]).contains(&"Region".to_owned()));
    assert!(names(&type_named("Region")["interfaces"]).contains(&"Territory".to_owned()));
    assert_eq!(names(&type_named("Territory")["interfaces"]), ["Fact", "Entity", "Node"]);
}
