//! `/health`, `/ready`, `/metrics`: is the server well, and how busy is it?

use super::openapi::Endpoint;
use super::reading::CONCORD_REVISION;
use super::state::Shared;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde::Serialize;
use std::fmt::Write;

pub(super) const API: &[Endpoint] = &[
    Endpoint::get("/health", "health", "Whether the server lives.").answering(&["application/json"]),
    Endpoint::get("/ready", "ready", "Whether the server answers.").answering(&["application/json"]),
    Endpoint::get("/metrics", "metrics", "Counters for Prometheus.").answering(&["text/plain"]),
];

#[derive(Serialize)]
struct Health {
    status: &'static str,
    revision: u64,
    triples: usize,
    quads: usize,
    graphs: usize,
    running: usize,
    waiting: usize,
}

/// The server answers, and this is what it serves; the same for `/ready`, as it is up only when it can answer.
pub(super) async fn health(State(app): State<Shared>) -> Response {
    let view = app.registry.view();
    let health = Health {
        status: "ok",
        revision: view.revision(),
        triples: view.union().len(),
        quads: view.n_quads(),
        graphs: view.graphs().count(),
        running: app.gate.n_running(),
        waiting: app.gate.n_waiting(),
    };
    answer(view.revision(), "application/json", serde_json::to_string(&health).unwrap_or_default())
}

/// The same numbers for Prometheus.
pub(super) async fn metrics(State(app): State<Shared>) -> Response {
    let view = app.registry.view();
    let gauges = [
        ("concord_revision", "Number of the last revision.", view.revision() as usize),
        ("concord_triples", "Triples in the union of all graphs.", view.union().len()),
        ("concord_quads", "Triples, counted in each graph that holds them.", view.n_quads()),
        ("concord_index_bytes", "Bytes held by the dictionary and the indexes.", view.bytes()),
        ("concord_running", "Evaluations that run now.", app.gate.n_running()),
        ("concord_waiting", "Requests that wait for their turn.", app.gate.n_waiting()),
    ];
    let mut text = String::new();
    for (name, help, value) in gauges {
        // Writing to a string cannot fail.
        let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n");
    }
    answer(view.revision(), "text/plain; version=0.0.4; charset=utf-8", text)
}

fn answer(revision: u64, content_type: &'static str, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(CONCORD_REVISION, HeaderValue::from(revision));
    response
}
