//! Computed fields on `Query` and on a type of the shapes: arguments, nodes in them, batches, faults.

use super::{Call, Domain, Tree};
use crate::graphql::error::{Code, Fault};
use crate::graphql::{Api, Limits, Request};
use crate::registry::{Registry, Settings};
use crate::sparql::DefaultGraph;
use serde_json::{Value, json};
use std::sync::Arc;

const ECHO: Domain = Domain {
    sdl: r#"
enum Mood { GLAD SORRY }
input Wish { text: String! weight: Float = 0.5 }
type Echo { text: String mood: Mood count: Int ratio: Float wishes: [Wished!]! nodes: [Node!]! self: Region }
type Wished { text: String! weight: Float }
extend type Query { echo(text: String = "nothing", mood: Mood, wishes: [Wish!], ids: [IRI!]): Echo }
extend type Region { echo(text: String): Echo  texts: [String!] }
extend type NoSuchType { lost: Int }
"#,
    resolve,
};

const DOMAINS: &[Domain] = &[ECHO];

fn resolve(call: &Call<'_>) -> Result<Vec<Tree>, Fault> {
    let arguments = call.arguments;
    if arguments.text("text")? == Some("fail") {
        return Err(Fault::new(Code::BadArgument, "text: told to fail"));
    }
    let wish = |it: &super::Arguments| {
        Ok(Tree::Record(vec![
            ("text", Tree::maybe(it.text("text")?, Tree::text)),
            ("weight", Tree::maybe(it.float("weight")?, Tree::Float)),
        ]))
    };
    let wishes: Vec<Tree> = arguments.objects("wishes")?.iter().map(wish).collect::<Result<_, Fault>>()?;
    let ids = arguments.texts("ids")?;
    let nodes: Vec<Tree> =
        ids.iter().filter_map(|it| call.view.dictionary().iri(it)).map(Tree::Node).collect();
    let record = |node: Option<u32>| {
        Ok::<_, Fault>(Tree::Record(vec![
            ("text", Tree::maybe(arguments.text("text")?, Tree::text)),
            ("mood", Tree::maybe(arguments.text("mood")?, Tree::text)),
            ("count", Tree::count(call.nodes.len())),
            ("ratio", Tree::Float(f64::NAN)),
            ("wishes", Tree::List(wishes.clone())),
            ("nodes", Tree::List(nodes.clone())),
            ("self", Tree::maybe(node, Tree::Node)),
        ]))
    };
    match (call.owner, call.field) {
        ("Query", _) => Ok(vec![record(None)?]),
        (_, "texts") => Ok(call.nodes.iter().map(|_| Tree::List(vec![Tree::text("a")])).collect()),
        _ => call.nodes.iter().map(|it| record(Some(*it))).collect(),
    }
}

fn api(folder: &std::path::Path) -> Api {
    let registry = Registry::open(Settings {
        folder: folder.to_owned(),
        empty: false,
        default_graph: DefaultGraph::Union,
        limits: crate::sparql::Limits::default(),
        load: crate::load::Limits::default(),
    })
    .unwrap();
    Api::with_domains(Arc::new(registry), Limits::default(), DOMAINS)
}

fn ask(api: &Api, query: &str) -> Value {
    let request = Request { explain: true, ..Request::of(query) };
    serde_json::from_slice(&api.execute(&request).body).unwrap()
}

#[test]
fn a_domain_answers_on_the_root_and_on_a_type() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(folder.path());
    let answer = ask(
        &api,
        r#"{ echo(mood: GLAD, wishes: [{text: "a"}, {text: "b", weight: 2}], ids: ["https://w3id.org/concord/id/organisation/asa"]) {
            __typename text mood count ratio wishes { __typename text w: weight } nodes { id label(lang: "en") { lang } } } }"#,
    );
    let wanted = json!({
        "__typename": "Echo", "text": "nothing", "mood": "GLAD", "count": 0, "ratio": null,
        "wishes": [{"__typename": "Wished", "text": "a", "w": 0.5}, {"__typename": "Wished", "text": "b", "w": 2.0}],
        "nodes": [{"id": "https://w3id.org/concord/id/organisation/asa", "label": {"lang": "en"}}],
    });
    assert_eq!(answer["data"]["echo"], wanted, "{answer:#}");
    let answer = ask(
        &api,
        r#"{ regions(first: 5) { nodes { id echo(text: "x") { text count self { id } } texts } } }"#,
    );
    let nodes = answer["data"]["regions"]["nodes"].as_array().unwrap();
    assert_eq!(nodes.len(), 5, "{answer:#}");
    for it in nodes {
        assert_eq!(it["echo"], json!({"text": "x", "count": 5, "self": {"id": it["id"]}}));
        assert_eq!(it["texts"], json!(["a"]));
    }
}

#[test]
fn a_call_is_one_batch_however_many_objects_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(folder.path());
    let batches = |first: usize| {
        let query = format!(
            "{{ regions(first: {first}) {{ nodes {{ echo {{ self {{ id label {{ value }} }} }} }} }} }}"
        );
        let answer = ask(&api, &query);
        assert_eq!(answer["data"]["regions"]["nodes"].as_array().unwrap().len(), first);
        answer["extensions"]["explain"]["batches"].as_u64().unwrap()
    };
    assert_eq!(batches(1), batches(12));
}

#[test]
fn what_a_domain_refuses_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(folder.path());
    let answer = ask(
        &api,
        "{\n  echo(text: \"fail\") { text }\n  node(id: \"https://w3id.org/concord/id/organisation/asa\") { id } }",
    );
    assert_eq!(answer["errors"][0]["message"], "text: told to fail");
    assert_eq!(answer["errors"][0]["locations"][0], json!({"line": 2, "column": 3}));
    assert_eq!(answer["data"]["echo"], Value::Null);
    assert!(answer["data"]["node"]["id"].is_string());
    // Values are checked before the domain sees them.
    let answer = ask(&api, "{ echo(mood: ANGRY) { text } }");
    assert_eq!(answer["errors"][0]["extensions"]["code"], "graphql-validation", "{answer:#}");
}

#[test]
fn a_field_of_a_type_that_is_not_there_is_left_out_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(folder.path());
    let problems = api.problems(&crate::registry::At::Latest).unwrap();
    assert!(problems.iter().any(|it| it.contains("NoSuchType")), "{problems:?}");
    assert!(!api.sdl(&crate::registry::At::Latest).unwrap().contains("lost"));
}
