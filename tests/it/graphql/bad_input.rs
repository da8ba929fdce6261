//! Does bad input give a clear error with a stable code, in bounded time?

use super::{api, codes, data, json, load, seeded, with};
use concord::graphql::{Api, Limits, Operations, Outcome, Request};
use concord::registry::At;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};

const SHAPES: &str = r#"@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix con: <https://w3id.org/concord/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.org/> .
ex:CarShape a sh:NodeShape ; sh:targetClass ex:Car ; con:graphqlName "Car" ;
    sh:property [ sh:path ex:next ; sh:class ex:Car ; con:graphqlName "next" ] ,
        [ sh:path ex:size ; sh:datatype xsd:integer ; sh:maxCount 1 ; con:graphqlName "size" ] .
"#;

const CARS: &str = "@prefix ex: <https://example.org/> .
ex:a a ex:Car ; ex:next ex:b ; ex:size 1 . ex:b a ex:Car ; ex:next ex:c ; ex:size 2 . ex:c a ex:Car ; ex:next ex:a ; ex:size 3000000000 .";

fn repeated(n: usize, one: impl Fn(usize) -> String) -> String {
    (0..n).map(one).collect::<Vec<_>>().concat()
}

fn refused(api: &Api, query: &str, code: &str) -> Value {
    let start = Instant::now();
    let answer = api.execute(&Request::of(query));
    let told: String = query.chars().take(200).collect();
    assert_eq!(codes(&answer).first().map(String::as_str), Some(code), "{told}: {:#}", json(&answer));
    let outcome = if code == "wrong-operation" { Outcome::WrongOperation } else { Outcome::Invalid };
    assert_eq!(answer.outcome, outcome, "{told}");
    assert!(start.elapsed() < Duration::from_secs(5), "{told}");
    let mut body = json(&answer);
    assert!(body.get("data").is_none());
    body["errors"][0].take()
}

#[test]
fn requests_that_cannot_be_run_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(&with(folder.path(), SHAPES, CARS));
    let error = refused(&api, "{ cars { nodes { sizes } } }", "unknown-field");
    assert_eq!(error["extensions"]["suggestion"], "size");
    assert_eq!(error["locations"], json!([{"line": 1, "column": 18}]));
    refused(&api, "{ cars { nodes { next } } }", "graphql-validation");
    refused(&api, "{ cars(first: \"many\") { totalCount } }", "graphql-validation");
    refused(&api, "{ cars(where: {size: {eq: \"big\"}}) { totalCount } }", "graphql-validation");
    refused(&api, "{ cars(where: {id: {eq: 1, like: 2}}) { totalCount } }", "graphql-validation");
    refused(&api, "{ cars(first: -1) { totalCount } }", "bad-argument");
    refused(&api, "{ cars(first: 1, last: 1) { totalCount } }", "bad-argument");
    refused(&api, "{ cars(revision: 1, asOf: \"2025-01-01\") { totalCount } }", "bad-argument");
    refused(&api, "{ car { id } }", "bad-argument");
    refused(&api, "{ car(id: \"no iri\") { id } }", "bad-argument");
    refused(&api, "{ cars(first: 1001) { totalCount } }", "page-too-large");
    refused(&api, "{ cars { nodes { next(first: 5000) { id } } } }", "page-too-large");
    refused(&api, "{ cars(after: \"xyz\") { totalCount } }", "bad-cursor");
    refused(&api, "{ cars", "graphql-syntax");
    refused(&api, "", "graphql-syntax");
    refused(&api, "query a { cars { totalCount } } query b { cars { totalCount } }", "unknown-operation");
    refused(&api, "mutation { cars { totalCount } }", "wrong-operation");
    refused(&api, "subscription { revisions { number } }", "wrong-operation");
    refused(&api, "query($n: Int!) { cars(first: $n) { totalCount } }", "bad-variable");
    refused(&api, "{ cars { ...Lost } }", "graphql-validation");
}

#[test]
fn requests_that_are_too_large_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(&with(folder.path(), SHAPES, CARS));
    let circular =
        "{ cars { nodes { ...A } } } fragment A on Car { next { ...B } } fragment B on Car { next { ...A } }";
    refused(&api, circular, "graphql-validation");
    let aliases = repeated(10_000, |it| format!("a{it}:__typename "));
    refused(&api, &format!("{{ {aliases} }}"), "alias-limit");
    refused(&api, &format!("{{ cars {{ totalCount }} }} # {}", "x".repeat(1 << 20)), "query-too-large");
    for (open, close) in [("{a", "}"), ("[", "]"), ("(", ")"), ("{a(b:[", "])}")] {
        refused(&api, &format!("{}{}", open.repeat(5_000), close.repeat(5_000)), "nesting-exceeded");
    }
    let lists = format!(
        "{{ cars(where: {{id: {{in: {}1{}}}}}) {{ totalCount }} }}",
        "[".repeat(5_000),
        "]".repeat(5_000)
    );
    refused(&api, &lists, "nesting-exceeded");
    let deep = (0..30).fold("id".to_owned(), |inner, _| format!("next {{ {inner} }}"));
    refused(&api, &format!("{{ cars {{ nodes {{ {deep} }} }} }}"), "depth-exceeded");
    // Each fragment spreads the next one twice: 2^40 fields.
    let twice = |it: usize| {
        format!("fragment F{it} on Car {{ a: next {{ ...F{0} }} b: next {{ ...F{0} }} }} ", it + 1)
    };
    let bomb = repeated(40, twice);
    refused(
        &api,
        &format!("{{ cars {{ nodes {{ ...F0 }} }} }} {bomb} fragment F40 on Car {{ id }}"),
        "field-limit",
    );
    let chain = repeated(500, |it| format!("fragment F{it} on Car {{ ...F{} }} ", it + 1));
    refused(
        &api,
        &format!("{{ cars {{ nodes {{ ...F0 }} }} }} {chain} fragment F500 on Car {{ id }}"),
        "depth-exceeded",
    );
    let nested = |it: usize| {
        let (open, close) = ("... on Car { ".repeat(40), "}".repeat(40));
        format!("fragment F{it} on Car {{ {open} ...F{} {close} }} ", it + 1)
    };
    let nested = repeated(40, nested);
    refused(
        &api,
        &format!("{{ cars {{ nodes {{ ...F0 }} }} }} {nested} fragment F40 on Car {{ id }}"),
        "depth-exceeded",
    );
    let filter = "{size: {gt: 0}},".repeat(2_000);
    refused(&api, &format!("{{ cars(where: {{or: [{filter}]}}) {{ totalCount }} }}"), "field-limit");
    let quoted = format!("{{ cars(where: {{slug: {{eq: \"{}\"}}}}) {{ totalCount }} }}", "{[(".repeat(2_000));
    assert_eq!(data(&api, &quoted)["cars"]["totalCount"], 0);
}

#[test]
fn an_answer_is_bounded_in_cost_size_and_time() {
    let folder = tempfile::tempdir().unwrap();
    let registry = with(folder.path(), SHAPES, CARS);
    let query = "{ cars { nodes { id next { id next { id } } } } }";
    let limited = |limits: Limits| Api::new(Arc::clone(&registry), limits);
    let error = refused(&limited(Limits { cost_max: 10, ..Limits::default() }), query, "cost-exceeded");
    assert!(error["extensions"]["cost"].as_u64().unwrap() > 10);
    assert_eq!(error["extensions"]["limit"], "cost_max");
    let answer = limited(Limits { answer_bytes_max: 50, ..Limits::default() }).execute(&Request::of(query));
    assert_eq!(codes(&answer), ["answer-too-large"]);
    assert_eq!(json(&answer)["data"], json!({"cars": null}));
    assert_eq!(json(&answer)["extensions"]["completeness"], "partial");
    let many = repeated(6_000, |it| format!("ex:n{it} a ex:Car ; ex:size {it} . "));
    load(&registry, &format!("@prefix ex: <https://example.org/> . {many}"), "https://example.org/many");
    let answer = limited(Limits { query_ms_max: 0, ..Limits::default() })
        .execute(&Request::of("{ cars(where: {size: {gt: 5}}) { totalCount } }"));
    assert_eq!(codes(&answer), ["deadline"]);
}

#[test]
fn a_cursor_of_another_revision_reads_that_revision() {
    let folder = tempfile::tempdir().unwrap();
    let registry = with(folder.path(), SHAPES, CARS);
    let api = api(&registry);
    let first = data(&api, "{ cars(first: 1) { totalCount pageInfo { endCursor } } }");
    let cursor = first["cars"]["pageInfo"]["endCursor"].as_str().unwrap().to_owned();
    load(&registry, "@prefix ex: <https://example.org/> . ex:aa a ex:Car .", "https://example.org/more");
    let next = |rest: &str| {
        format!("{{ cars(first: 5, after: \"{cursor}\"{rest}) {{ totalCount nodes {{ slug }} }} }}")
    };
    let answer = api.execute(&Request::of(next("")));
    assert_eq!(
        json(&answer)["data"],
        json!({"cars": {"totalCount": 3, "nodes": [{"slug": "b"}, {"slug": "c"}]}})
    );
    assert_eq!((answer.revision, answer.is_pinned), (2, true));
    assert_eq!(data(&api, "{ cars { totalCount } }"), json!({"cars": {"totalCount": 4}}));
    assert_eq!(codes(&api.execute(&Request::of(next(", revision: 3")))), ["bad-cursor"]);
    assert_eq!(codes(&api.execute(&Request::of(next(", where: {size: {gt: 1}}")))), ["bad-cursor"]);
    assert_eq!(
        codes(&api.execute(&Request::of("{ cars(revision: 99) { totalCount } }"))),
        ["no-such-revision"]
    );
    assert_eq!(data(&api, "{ cars(revision: 1) { totalCount } }"), json!({"cars": {"totalCount": 0}}));
    let pinned = Request { at: At::Revision(2), ..Request::of("{ cars { totalCount } }") };
    let answer = api.execute(&pinned);
    assert_eq!((json(&answer)["data"]["cars"]["totalCount"].as_u64(), answer.is_pinned), (Some(3), true));
}

#[test]
fn a_value_that_does_not_fit_is_null_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(&with(folder.path(), SHAPES, CARS));
    let answer = api.execute(&Request::of("{ cars { nodes { slug size } } }"));
    let body = json(&answer);
    assert_eq!(codes(&answer), ["bad-value"]);
    assert_eq!(body["errors"][0]["path"], json!(["cars", "nodes", 2, "size"]));
    assert_eq!(body["data"]["cars"]["nodes"][2], json!({"slug": "c", "size": null}));
}

#[test]
fn variables_directives_and_names_work() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(&with(folder.path(), SHAPES, CARS));
    let variables = json!({"n": 2, "with": false, "filter": {"size": {"lt": 5}}});
    let query = "query Q($n: Int = 1, $with: Boolean!, $filter: CarFilter, $none: String) {
        all: cars(first: $n, where: $filter, after: $none) { nodes { slug size @include(if: $with) __typename } } __typename }
        query Other { cars { totalCount } }";
    let request = Request {
        operation_name: Some("Q".to_owned()),
        variables: variables.as_object().unwrap().clone(),
        ..Request::of(query)
    };
    let answer = api.execute(&request);
    assert_eq!(
        json(&answer)["data"],
        json!({"all": {"nodes": [{"slug": "a", "__typename": "Car"}, {"slug": "b", "__typename": "Car"}]}, "__typename": "Query"})
    );
    let wrong =
        Request { variables: json!({"with": true, "n": "x"}).as_object().unwrap().clone(), ..request };
    assert_eq!(codes(&api.execute(&wrong)), ["graphql-validation"]);
    let schema = data(&api, "{ __type(name: \"Car\") { kind interfaces { name } } cars { totalCount } }");
    assert_eq!(
        schema,
        json!({"__type": {"kind": "OBJECT", "interfaces": [{"name": "Node"}]}, "cars": {"totalCount": 3}})
    );
}

#[test]
fn a_subscription_is_answered_by_event() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(&with(folder.path(), SHAPES, CARS));
    let query = "subscription { r: revisions { number ...E } } fragment E on RevisionEvent { graphs entities entityCount }";
    let request = Request { allows: Operations::ALL, ..Request::of(query) };
    let answer = api.event(&request, 2);
    let names = ["a", "b", "c"].map(|it| format!("https://example.org/{it}"));
    assert_eq!(
        json(&answer)["data"],
        json!({"r": {"number": 2, "graphs": [super::super::registry::GRAPH], "entities": names, "entityCount": 3}})
    );
    assert_eq!(codes(&api.event(&request, 7)), ["no-such-revision"]);
    assert_eq!(
        codes(&api.event(&Request { allows: Operations::ALL, ..Request::of("{ cars { totalCount } }") }, 1)),
        ["wrong-operation"]
    );
}

#[test]
fn the_language_that_was_served_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(&seeded(folder.path()));
    let query = "{ region(slug: \"saxony\") { label { value lang } de: label(lang: \"de-AT\") { value lang } xx: label(lang: \"xx\") { lang } } }";
    let french = Request { languages: vec!["fr".to_owned()], ..Request::of(query) };
    assert_eq!(
        json(&api.execute(&french))["data"]["region"]["de"],
        json!({"value": "Sachsen", "lang": "de"})
    );
    assert_eq!(data(&api, query)["region"]["label"]["lang"], "en");
}
