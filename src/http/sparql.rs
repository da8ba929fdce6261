//! `/sparql`: the SPARQL 1.1 Protocol for queries, by GET, by form and by direct POST.

use super::bridge::{self, CancelOnDrop};
use super::html::{self, Reader};
use super::openapi::{AS_OF, Endpoint, FORMAT, Parameter, REVISION};
use super::params::Params;
use super::problem::{Code, Problem};
use super::reading::Reading;
use super::respond::{self, Shape};
use super::state::Shared;
use super::stream::{Ending, Short};
use super::{body, negotiate, pace, pages};
use crate::catalogue::{self, Offer};
use crate::graph::View;
use crate::sparql::{
    self, Cancel, Completeness, Form, Format, Limits, Options, Query, QueryResultsFormat, SparqlError,
};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::Response;
use oxrdf::GraphName;
use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

/// What a query may be given beside its text.
const PARAMETERS: &[Parameter] = &[
    Parameter::query("query", "string", "The query; without it the service is described."),
    Parameter::query("default-graph-uri", "string", "A graph of the default graph.").repeated(),
    Parameter::query("named-graph-uri", "string", "A named graph.").repeated(),
    Parameter::query(
        "timeout",
        "integer",
        "After how many milliseconds to give up, within the server's own limit.",
    ),
    FORMAT,
    REVISION,
    AS_OF,
];

const ANSWERS: &[&str] = &[
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
];

pub(super) const API: &[Endpoint] = &[
    Endpoint::get("/sparql", "query", "Answer a SPARQL query, or describe the service.")
        .taking(PARAMETERS)
        .answering(ANSWERS),
    Endpoint::get("/sparql", "queryByPost", "Answer a SPARQL query that is sent as a form or as it is.")
        .by("post", &["application/x-www-form-urlencoded", "application/sparql-query"])
        .taking(PARAMETERS)
        .answering(ANSWERS),
];

/// Rows of a table that a person reads.
const PAGE_ROWS_MAX: u64 = 1_000;

pub(super) async fn get(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    answer(&app, &parts, &params).await
}

pub(super) async fn post(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let params = posted(&app, &parts, body, "query", "application/sparql-query").await?;
    answer(&app, &parts, &params).await
}

/// The parameters of a POST: a form, or a text that is the parameter `name` itself.
pub(super) async fn posted(
    app: &Shared,
    parts: &Parts,
    body: Body,
    name: &str,
    direct: &'static str,
) -> Result<Params, Problem> {
    const FORM: &str = "application/x-www-form-urlencoded";
    let kind = negotiate::content_type(&parts.headers);
    if kind != FORM && kind != direct {
        let detail = format!("`Content-Type` is {}", if kind.is_empty() { "missing" } else { &kind });
        return Err(Problem::new(Code::BadMediaType, detail).offering([FORM, direct].into_iter()));
    }
    let of_address = Params::of(parts)?;
    let bytes = body::read(app, body).await?;
    if kind == FORM {
        return Ok(Params::parse(&bytes)?.and(of_address));
    }
    let text = String::from_utf8(bytes.into()).map_err(|it| Problem::utf8(it.utf8_error()))?;
    Ok(Params::one(name, text).and(of_address))
}

async fn answer(app: &Shared, parts: &Parts, params: &Params) -> Result<Response, Problem> {
    let Some(text) = params.only("query")? else { return description(app, parts, params).await };
    let limits = limits(app, params)?;
    let reading = Reading::new(app, params).await?;
    let options = options(app, parts, params, ["default-graph-uri", "named-graph-uri"]);
    let query = parse(text, options, &limits).await?;
    let named = params.first("format").or_else(|| params.first("output"));
    if query.form() != Form::Graph && negotiate::wants_page(named, &parts.headers, negotiate::RESULTS) {
        return page(app, parts, params, text, query, limits, reading).await;
    }
    let media = negotiate::choose(named, &parts.headers, negotiate::offers(query.form()))?;
    let graphs = (params.all("default-graph-uri"), params.all("named-graph-uri"));
    let tag = reading.tag(parts, (text, media.name, graphs, params.values()));
    if let Some(unchanged) = reading.unchanged(parts, &tag) {
        return Ok(unchanged);
    }
    let (pace, shape) = (pace::Shape::of(text, media.name), Shape { reading, media, tag });
    if app.pace.is_short(pace) {
        if let Some(answer) = here(&shape.reading.view, &query, &limits, media.value) {
            let (bytes, ending) = answer?;
            return Ok(respond::whole(&shape, bytes, ending));
        }
        app.pace.forget(pace);
    }
    elsewhere(app, parts, shape, query, limits, pace).await
}

async fn parse(text: &str, options: Options, limits: &Limits) -> Result<Query, Problem> {
    if text.len() <= pace::HERE_TEXT_BYTES_MAX {
        return Ok(Query::parse(text, &options, limits)?);
    }
    let (text, limits) = (text.to_owned(), limits.clone());
    Ok(bridge::run(move || Query::parse(&text, &options, &limits)).await??)
}

/// Evaluates where the request came in; `None` where that takes too long for this place.
fn here(
    view: &View,
    query: &Query,
    limits: &Limits,
    format: Format,
) -> Option<Result<(Vec<u8>, Ending), Problem>> {
    let limits = Limits { query_ms_max: limits.query_ms_max.min(pace::HERE_MS_MAX), ..limits.clone() };
    let mut out = Short::default();
    match sparql::execute(view, query, &limits, &Cancel::default(), format, &mut out) {
        Ok(outcome) => Some(Ok((out.0, outcome.completeness.into()))),
        Err(SparqlError::Deadline { .. } | SparqlError::Write(_)) => None,
        Err(error) => Some(Err(error.into())),
    }
}

/// Evaluates on a blocking thread, and notes how long it took.
async fn elsewhere(
    app: &Shared,
    parts: &Parts,
    shape: Shape,
    query: Query,
    limits: Limits,
    pace: pace::Shape,
) -> Result<Response, Problem> {
    let permit = app.gate.enter().await?;
    let (cancel, view) = (Cancel::default(), Arc::clone(&shape.reading.view));
    let (inner, shared, format) = (cancel.clone(), Arc::clone(app), shape.media.value);
    let work = move |out: &mut dyn Write| {
        let start = Instant::now();
        let outcome = sparql::execute(&view, &query, &limits, &inner, format, out)?;
        shared.pace.learn(pace, start.elapsed());
        Ok(Ending::from(outcome.completeness))
    };
    respond::produce(app, parts, shape, cancel, permit, work).await
}

/// The answer as a page, with no more rows than a person reads.
async fn page(
    app: &Shared,
    parts: &Parts,
    params: &Params,
    text: &str,
    query: Query,
    mut limits: Limits,
    reading: Reading,
) -> Result<Response, Problem> {
    let reader = Reader::new(parts.uri.path(), &parts.headers, params);
    limits.rows_max = limits.rows_max.min(PAGE_ROWS_MAX);
    let permit = app.gate.enter().await?;
    let cancel = Cancel::default();
    let _guard = CancelOnDrop(cancel.clone());
    let view = Arc::clone(&reading.view);
    let json = Format::Results(QueryResultsFormat::Json);
    let work = move || {
        let _permit = permit;
        let mut bytes = Vec::new();
        let outcome = sparql::execute(&view, &query, &limits, &cancel, json, &mut bytes)?;
        Ok::<_, SparqlError>((bytes, outcome.completeness))
    };
    let (bytes, completeness) = bridge::run(work).await??;
    let results =
        serde_json::from_slice(&bytes).map_err(|it| Problem::new(Code::Internal, it.to_string()))?;
    let is_cut = completeness == Completeness::Truncated;
    let page = html::result_page(&reader, reading.view.revision(), text, &results, is_cut);
    let tag = reading.tag(parts, (text, "page", reader.tag()));
    Ok(pages::page(&reading, &tag, &reader, page))
}

/// Without a query: what the endpoint offers, or a form for people.
async fn description(app: &Shared, parts: &Parts, params: &Params) -> Result<Response, Problem> {
    if parts.method == Method::POST {
        return Err(Problem::new(Code::BadParameter, "the parameter `query` is missing"));
    }
    let reading = Reading::new(app, params).await?;
    if negotiate::wants_page(params.first("format"), &parts.headers, negotiate::GRAPHS) {
        let reader = Reader::new(parts.uri.path(), &parts.headers, params);
        let page = html::form_page(&reader, reading.view.revision());
        let tag = reading.tag(parts, ("form", reader.tag()));
        return Ok(pages::page(&reading, &tag, &reader, page));
    }
    let media = negotiate::choose(params.first("format"), &parts.headers, negotiate::GRAPHS)?;
    let endpoint = format!("{}sparql", app.base(&parts.headers));
    let tag = reading.tag(parts, (media.name, &endpoint));
    let default_graph = app.registry.settings().default_graph;
    let offer = Offer { endpoint: &endpoint, default_graph };
    let triples = catalogue::service_description(&reading.view, offer);
    let source = move || triples.into_iter().map(|it| it.in_graph(GraphName::DefaultGraph));
    respond::quads(app, parts, Shape { reading, media, tag }, source).await
}

/// `timeout`, in milliseconds, may lower the server's own limit.
pub(super) fn limits(app: &Shared, params: &Params) -> Result<Limits, Problem> {
    let mut limits = app.registry.settings().limits.clone();
    if let Some(wanted) = params.number("timeout")? {
        limits.query_ms_max = limits.query_ms_max.min(wanted);
    }
    Ok(limits)
}

/// What comes with a text from outside of it; the names of the parameters differ between queries and updates.
pub(super) fn options(app: &Shared, parts: &Parts, params: &Params, [default, named]: [&str; 2]) -> Options {
    Options {
        base_iri: Some(app.base(&parts.headers) + parts.uri.path().trim_start_matches('/')),
        default_graph: app.registry.settings().default_graph,
        default_graph_uris: params.all(default),
        named_graph_uris: params.all(named),
        values: params.values(),
        ..Options::default()
    }
}
