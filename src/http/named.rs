//! `/ns` and `/graph/{slug}`: the ontology, and each graph under its own name.

use super::entity::split;
use super::html::{self, Reader};
use super::negotiate::{self, GRAPHS};
use super::openapi::{AS_OF, Endpoint, FORMAT, Parameter, REVISION};
use super::params::{Params, encode};
use super::problem::{Code, Problem};
use super::reading::Reading;
use super::respond::{self, Shape};
use super::state::Shared;
use super::{bridge, pages};
use crate::graph::{Pattern, TermId, View};
use crate::vocab;
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::response::Response;
use oxrdf::Quad;
use std::sync::Arc;

const NAMED: &[&str] = &[
    "text/html",
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/trig",
    "application/n-quads",
];

pub(super) const API: &[Endpoint] = &[
    Endpoint::get("/ns", "ontology", "The ontology.").taking(&[FORMAT, REVISION, AS_OF]).answering(NAMED),
    Endpoint::get("/ns.{suffix}", "ontologyAs", "The ontology in the format of a suffix.")
        .taking(&[Parameter::path("suffix", "Such as `ttl`."), REVISION, AS_OF])
        .answering(NAMED),
    Endpoint::get("/graph/{slug}", "graph", "One graph of the registry.")
        .taking(&[Parameter::path("slug", "The name of the graph."), FORMAT, REVISION, AS_OF])
        .answering(NAMED),
];

/// The graph that holds the ontology.
const ONTOLOGY: &str = "ontology";

pub(super) async fn ontology(State(app): State<Shared>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let suffix = parts.uri.path().strip_prefix("/ns.").map(str::to_owned);
    let shown = show(&app, &parts, ONTOLOGY, suffix.as_deref(), "/ns", html_of_ontology).await;
    shown.unwrap_or_else(|problem| pages::told(&parts, problem))
}

pub(super) async fn graph(State(app): State<Shared>, Path(name): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let (slug, suffix) = split(&name);
    let data = format!("/graph/{}", encode(slug));
    let shown = show(&app, &parts, slug, suffix, &data, html::graph_page).await;
    shown.unwrap_or_else(|problem| pages::told(&parts, problem))
}

fn html_of_ontology(reader: &Reader, view: &View, graph: TermId, _: &str) -> String {
    html::ontology_page(reader, view, graph)
}

type Page = fn(&Reader, &View, TermId, &str) -> String;

async fn show(
    app: &Shared,
    parts: &Parts,
    slug: &str,
    suffix: Option<&str>,
    data: &str,
    page: Page,
) -> Result<Response, Problem> {
    let params = Params::of(parts)?;
    let named = suffix.or_else(|| params.first("format"));
    let reading = Reading::new(app, &params).await?;
    let iri = format!("{}{slug}", vocab::GRAPH);
    let id = reading.view.dictionary().iri(&iri).filter(|it| reading.view.graph(*it).is_some());
    let id = id.ok_or_else(|| Problem::new(Code::NoGraph, format!("there is no graph <{iri}>")))?;
    if negotiate::wants_page(named, &parts.headers, GRAPHS) {
        let reader = Reader::new(parts.uri.path(), &parts.headers, &params);
        return self::page(reading, parts, reader, id, data, page).await;
    }
    let media = negotiate::choose(named, &parts.headers, GRAPHS)?;
    let tag = reading.tag(parts, media.name);
    if let Some(unchanged) = reading.unchanged(parts, &tag) {
        return Ok(unchanged);
    }
    let view = Arc::clone(&reading.view);
    respond::quads(app, parts, Shape { reading, media, tag }, move || triples(view, id)).await
}

async fn page(
    reading: Reading,
    parts: &Parts,
    reader: Reader,
    graph: TermId,
    data: &str,
    page: Page,
) -> Result<Response, Problem> {
    let tag = reading.tag(parts, ("page", reader.tag()));
    if let Some(unchanged) = reading.unchanged(parts, &tag) {
        return Ok(unchanged);
    }
    let (view, data) = (Arc::clone(&reading.view), data.to_owned());
    let (page, reader) = bridge::run(move || (page(&reader, &view, graph, &data), reader)).await?;
    Ok(pages::page(&reading, &tag, &reader, page))
}

/// The statements of one graph, as of no graph.
pub(super) fn triples(view: Arc<View>, graph: TermId) -> impl Iterator<Item = Quad> {
    let ids: Vec<_> = view.graph(graph).into_iter().flat_map(|it| it.scan(Pattern::default())).collect();
    ids.into_iter().map(move |it| view.dictionary().triple(it).in_graph(oxrdf::GraphName::DefaultGraph))
}

/// Every statement of every graph.
pub(super) fn quads(view: Arc<View>) -> impl Iterator<Item = Quad> {
    let ids: Vec<_> = view.quads().collect();
    ids.into_iter().map(move |it| view.quad(it))
}
