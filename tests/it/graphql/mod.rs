//! GraphQL: the schema that follows from the shapes, and what is answered over it.

mod bad_input;
mod batches;
mod random;
mod schema;
mod tour;

use super::registry::{input, settings};
use concord::graphql::{Answer, Api, Limits, Outcome, Request};
use concord::load::{Mode, RdfFormat};
use concord::registry::{Author, Registry, SHAPES_GRAPH, Settings};
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;

/// A registry with the embedded ontology, shapes and seeds.
pub(super) fn seeded(folder: &Path) -> Arc<Registry> {
    Arc::new(Registry::open(Settings { empty: false, ..settings(folder) }).unwrap())
}

/// A registry with shapes and data of a test.
fn with(folder: &Path, shapes: &str, data: &str) -> Arc<Registry> {
    let registry = Arc::new(Registry::open(settings(folder)).unwrap());
    load(&registry, shapes, SHAPES_GRAPH);
    load(&registry, data, super::registry::GRAPH);
    registry
}

fn load(registry: &Registry, turtle: &str, graph: &str) {
    let input = input(turtle.as_bytes(), RdfFormat::Turtle, Some(graph));
    registry.load(vec![input], Mode::Replace, &Author::default()).unwrap();
}

pub(super) fn api(registry: &Arc<Registry>) -> Api {
    Api::new(Arc::clone(registry), Limits::default())
}

fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap()
}

/// The data of an answer without errors.
pub(super) fn data(api: &Api, query: &str) -> Value {
    let answer = api.execute(&Request::of(query));
    let mut body = json(&answer);
    assert!(body.get("errors").is_none(), "{query}\n{body:#}");
    assert_eq!(answer.outcome, Outcome::Whole);
    body["data"].take()
}

/// The codes of the errors of an answer.
fn codes(answer: &Answer) -> Vec<String> {
    let body = json(answer);
    let errors = body["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().map(|it| it["extensions"]["code"].as_str().unwrap().to_owned()).collect()
}
