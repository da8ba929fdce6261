//! `/sparql`: the SPARQL 1.1 Protocol for queries, by GET, by form and by direct POST.

use super::body;
use super::bridge::{self, Answer};
use super::negotiate::{self, Media};
use super::params::Params;
use super::problem::{Code, Problem};
use super::reading::{CONCORD_RESULT, Reading, Tag};
use super::state::Shared;
use super::stream::{Ending, Plan};
use crate::sparql::{self, Cancel, Format, Limits, Options, Query};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use std::sync::Arc;

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
    let Some(text) = params.only("query")? else {
        return Err(Problem::new(Code::BadParameter, "the parameter `query` is missing"));
    };
    let limits = limits(app, params)?;
    let reading = Reading::new(app, params).await?;
    let query = Query::parse(text, &options(app, params, "default-graph-uri", "named-graph-uri"), &limits)?;
    let media = format(&query, &parts.headers, params)?;
    let graphs = (params.all("default-graph-uri"), params.all("named-graph-uri"));
    let tag = reading.tag(parts, (text, media.name, graphs));
    if let Some(unchanged) = reading.unchanged(parts, &tag) {
        return Ok(unchanged);
    }
    evaluate(app, parts, query, limits, media, reading, tag).await
}

async fn evaluate(
    app: &Shared,
    parts: &Parts,
    query: Query,
    limits: Limits,
    media: &'static Media<Format>,
    reading: Reading,
    tag: Tag,
) -> Result<Response, Problem> {
    let permit = app.gate.enter().await?;
    let (cancel, view) = (Cancel::default(), Arc::clone(&reading.view));
    let plan = Plan::new(parts, media.value, app.settings.stall_ms_max);
    let inner = cancel.clone();
    let work = move |out: &mut dyn std::io::Write| {
        let outcome = sparql::execute(&view, &query, &limits, &inner, media.value, out)?;
        Ok(Ending::from(outcome.completeness))
    };
    let mut response = match bridge::produce(work, cancel, plan, permit).await? {
        Answer::Whole(bytes, ending) => {
            let mut response = Response::new(Body::from(bytes));
            response.headers_mut().insert(CONCORD_RESULT, ending.header());
            response
        }
        Answer::Begun(rest) => {
            let mut response = Response::new(Body::new(rest));
            let names = HeaderValue::from_static("Concord-Result");
            response.headers_mut().insert(header::TRAILER, names);
            response
        }
    };
    let kind = HeaderValue::from_static(media.content_type);
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    reading.dress(response.headers_mut(), &tag);
    Ok(response)
}

/// `timeout`, in milliseconds, may lower the server's own limit.
pub(super) fn limits(app: &Shared, params: &Params) -> Result<Limits, Problem> {
    let mut limits = app.registry.settings().limits.clone();
    if let Some(wanted) = params.number("timeout")? {
        limits.query_ms_max = limits.query_ms_max.min(wanted);
    }
    Ok(limits)
}

/// What comes with a text from outside of it; the names differ between queries and updates.
pub(super) fn options(app: &Shared, params: &Params, default: &str, named: &str) -> Options {
    Options {
        default_graph: app.registry.settings().default_graph,
        default_graph_uris: params.all(default),
        named_graph_uris: params.all(named),
        ..Options::default()
    }
}

/// The format of the answer: `format` (or `output`) goes before `Accept`.
fn format(query: &Query, headers: &HeaderMap, params: &Params) -> Result<&'static Media<Format>, Problem> {
    let named = params.first("format").or_else(|| params.first("output"));
    negotiate::choose(named, headers, negotiate::offers(query.form()))
}
