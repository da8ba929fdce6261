//! `/revisions` and `/revisions/{n}`: what changed, when, by whom and why.

use super::html::{self, Reader};
use super::negotiate::{HISTORY, Media};
use super::openapi::{Endpoint, FORMAT, Parameter};
use super::params::Params;
use super::problem::{Code, Problem};
use super::reading::{CONCORD_REVISION, Reading, http_date};
use super::respond::{self, Shape};
use super::state::Shared;
use super::{bridge, negotiate, pages};
use crate::graph::{Ids, NONE, Pattern, TermId, Triples, View};
use crate::log::{RevisionHead, TouchedGraph};
use crate::registry::{At, REVISIONS_GRAPH, known_canonical, revision_iri};
use crate::sparql::Format;
use crate::vocab::con;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use oxrdf::GraphName;
use serde::Serialize;
use std::sync::Arc;

pub(super) const API: &[Endpoint] = &[
    Endpoint::get("/revisions", "revisions", "List the revisions, the last one first.")
        .taking(&[
            Parameter::query("before", "integer", "List those before this one."),
            Parameter::query("limit", "integer", "List at most so many."),
            FORMAT,
        ])
        .answering(&[
            "application/json",
            "text/turtle",
            "application/n-triples",
            "application/ld+json",
            "application/rdf+xml",
            "text/html",
        ]),
    Endpoint::get(
        "/revisions/{number}",
        "revision",
        "One revision, with the hash of every graph that it touched.",
    )
    .taking(&[Parameter::path("number", "The number of the revision."), FORMAT])
    .answering(&[
        "application/json",
        "text/turtle",
        "application/n-triples",
        "application/ld+json",
        "application/rdf+xml",
        "text/html",
    ]),
];

/// Revisions on one page, unless `limit` says less.
const PAGE_REVISIONS_MAX: u64 = 100;

/// The wire form of a revision.
#[derive(Serialize)]
struct Wire<'a> {
    revision: u64,
    time: &'a str,
    agent: &'a str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    added: u64,
    removed: u64,
    graphs: Vec<WireGraph<'a>>,
}

#[derive(Serialize)]
struct WireGraph<'a> {
    /// Null for the default graph.
    graph: Option<&'a str>,
    /// What the revision is sealed with: the RDFC-1.0 hash, or a chained one for a small change of a large graph.
    hash: &'a str,
    /// The RDFC-1.0 hash of the graph after the revision; left out of lists where it would have to be computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    rdfc10: Option<&'a str>,
    triples: u64,
    added: u64,
    removed: u64,
}

#[derive(Serialize)]
struct WirePage<'a> {
    total: usize,
    /// The youngest first.
    revisions: Vec<Wire<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

pub(super) async fn all(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let heads = app.registry.revisions();
    let before = params.number("before")?.unwrap_or(u64::MAX).min(heads.len() as u64 + 1);
    let limit = params.number("limit")?.unwrap_or(PAGE_REVISIONS_MAX).clamp(1, PAGE_REVISIONS_MAX);
    let page: Vec<_> =
        heads.iter().take(before.saturating_sub(1) as usize).rev().take(limit as usize).collect();
    let next = page.last().filter(|it| it.number > 1).map(|it| it.number);
    let next = next.map(|it| format!("/revisions?before={it}&limit={limit}"));
    if is_person(&parts, &params) {
        let reader = Reader::new(parts.uri.path(), &parts.headers, &params);
        let text = html::revisions_page(&reader, &page, next.as_deref());
        return Ok(shown(&reader, text, heads.len() as u64));
    }
    if let Format::Rdf(_) = media(&parts, &params)?.value {
        return told(&app, &parts, &params, None).await;
    }
    let revisions = page.iter().map(|it| wire(it)).collect();
    Ok(json(&WirePage { total: heads.len(), revisions, next }, heads.len() as u64))
}

pub(super) async fn one(State(app): State<Shared>, Path(number): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    one_of(&app, &parts, &number).await.unwrap_or_else(|problem| pages::told(&parts, problem))
}

async fn one_of(app: &Shared, parts: &Parts, number: &str) -> Result<Response, Problem> {
    let params = Params::of(parts)?;
    let heads = app.registry.revisions();
    let found = number.parse::<usize>().ok().and_then(|it| heads.get(it.checked_sub(1)?));
    let unknown = || Problem::new(Code::NoRevision, format!("there is no revision {number}"));
    let head: &Arc<RevisionHead> = found.ok_or_else(unknown)?;
    let hashes = || {
        let (registry, head) = (Arc::clone(&app.registry), Arc::clone(head));
        bridge::run(move || registry.canonical_hashes(&head))
    };
    if is_person(parts, &params) {
        let reader = Reader::new(parts.uri.path(), &parts.headers, &params);
        let hashes = hashes().await??;
        return Ok(shown(&reader, html::revision_page(&reader, head, &hashes), head.number));
    }
    if let Format::Rdf(_) = media(parts, &params)?.value {
        return told(app, parts, &params, Some(head.number)).await;
    }
    let hashes = hashes().await??;
    let mut wire = wire(head);
    for (graph, hash) in wire.graphs.iter_mut().zip(&hashes) {
        graph.rdfc10 = hash.as_deref();
    }
    let mut response = json(&wire, head.number);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    if let Some(date) = http_date(&head.time) {
        headers.insert(header::LAST_MODIFIED, date);
    }
    Ok(response)
}

fn is_person(parts: &Parts, params: &Params) -> bool {
    negotiate::wants_page(params.first("format"), &parts.headers, HISTORY)
}

fn media(parts: &Parts, params: &Params) -> Result<&'static Media<Format>, Problem> {
    negotiate::choose(params.first("format"), &parts.headers, HISTORY)
}

/// The graph of revisions, or what it tells of one of them.
async fn told(
    app: &Shared,
    parts: &Parts,
    params: &Params,
    number: Option<u64>,
) -> Result<Response, Problem> {
    let media = media(parts, params)?;
    let reading = Reading::at(app, number.map_or(At::Latest, At::Revision)).await?;
    let tag = reading.tag(parts, (media.name, number));
    if let Some(unchanged) = reading.unchanged(parts, &tag) {
        return Ok(unchanged);
    }
    let view = Arc::clone(&reading.view);
    respond::quads(app, parts, Shape { reading, media, tag }, move || {
        let dictionary = view.dictionary();
        let graph = dictionary.iri(REVISIONS_GRAPH).unwrap_or(NONE);
        let ids = match number.map(|it| dictionary.iri(&revision_iri(it))) {
            None => view.graph(graph).map(Triples::sorted).unwrap_or_default(),
            Some(Some(revision)) => about(&view, graph, revision),
            Some(None) => Vec::new(),
        };
        ids.into_iter().map(move |it| view.dictionary().triple(it).in_graph(GraphName::DefaultGraph))
    })
    .await
}

/// What the graph says of a revision and of what it leads to, other revisions apart.
fn about(view: &View, graph: TermId, revision: TermId) -> Vec<Ids> {
    let Some(graph) = view.graph(graph) else { return Vec::new() };
    let number = view.dictionary().iri(con::property::REVISION_NUMBER);
    let (mut seen, mut open, mut found) = (Vec::from([revision]), vec![revision], Vec::new());
    while let Some(thing) = open.pop() {
        for triple in graph.scan(Pattern::new(Some(thing), None, None)) {
            found.push(triple);
            let is_revision = graph.count(Pattern::new(Some(triple[2]), number, None)) > 0;
            if !is_revision && !seen.contains(&triple[2]) {
                seen.push(triple[2]);
                open.push(triple[2]);
            }
        }
    }
    found
}

fn wire(head: &RevisionHead) -> Wire<'_> {
    Wire {
        revision: head.number,
        time: &head.time,
        agent: &head.agent,
        reason: &head.reason,
        source: head.source.as_deref(),
        added: head.added,
        removed: head.removed,
        graphs: head.graphs.iter().map(wire_graph).collect(),
    }
}

fn wire_graph(it: &TouchedGraph) -> WireGraph<'_> {
    WireGraph {
        graph: it.graph.as_deref(),
        hash: &it.hash,
        rdfc10: known_canonical(it),
        triples: it.triples,
        added: it.added,
        removed: it.removed,
    }
}

fn json(wire: &impl Serialize, revision: u64) -> Response {
    let mut response = Response::new(Body::from(serde_json::to_string(wire).unwrap_or_default()));
    dress(&mut response, revision);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn shown(reader: &Reader, page: String, revision: u64) -> Response {
    let mut response = Response::new(Body::from(page));
    dress(&mut response, revision);
    reader.dress(response.headers_mut());
    response
}

fn dress(response: &mut Response, revision: u64) {
    let headers = response.headers_mut();
    headers.insert(CONCORD_REVISION, HeaderValue::from(revision));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding, accept-language"));
}
