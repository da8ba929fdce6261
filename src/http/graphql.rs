//! `/graphql`: GraphQL over HTTP (draft), by GET and by POST, with automatic persisted queries (Apollo).
//!
//! What a query means is told by `crate::graphql`; here it is read, run on a blocking thread, and answered with the
//! status and the headers that its media type asks for.
//!
//! Deliberately absent: batches, which would make one request as dear as many; uploads; mutations by GET.

mod answer;
mod message;
mod operation;
mod page;
mod persisted;
mod request;
mod schema;
mod socket;

pub(super) use persisted::Persisted;
pub(super) use schema::get as schema;
pub(super) use socket::{Sockets, get as socket};

use super::negotiate::{self, GRAPHQL, GraphqlForm, Media};
use super::openapi::{AS_OF, Endpoint, LANG, Parameter, REVISION};
use super::params::Params;
use super::problem::{Code, Problem};
use super::report::flag;
use super::state::Shared;
use super::{body, bridge, pages, reading};
use crate::graphql::{Answer, Operations, Request};
use crate::registry::At;
use axum::body::Body;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use request::Asked;
use std::sync::Arc;

/// What a request may have in its address.
const PARAMETERS: &[Parameter] = &[
    Parameter::query("query", "string", "The document."),
    Parameter::query("variables", "string", "A JSON object."),
    Parameter::query("operationName", "string", "Which operation of the document."),
    Parameter::query("extensions", "string", "A JSON object; persisted queries."),
    LANG,
    REVISION,
    AS_OF,
];

const ANSWERS: &[&str] = &["application/json", "application/graphql-response+json"];

pub(super) const API: &[Endpoint] = &[
    Endpoint::get("/graphql", "graphql", "Answer a GraphQL query, or show the page to write one.")
        .taking(PARAMETERS)
        .answering(ANSWERS),
    Endpoint::get("/graphql", "graphqlByPost", "Answer a GraphQL request.")
        .by("post", &["application/json"])
        .taking(&[LANG, REVISION, AS_OF])
        .answering(ANSWERS),
    Endpoint::get("/graphql/ws", "graphqlSocket", "Open a socket (graphql-transport-ws).")
        .giving(101)
        .answering(&[]),
    Endpoint::get("/graphql/schema.graphql", "graphqlSchema", "The schema.")
        .taking(&[REVISION, AS_OF])
        .answering(&["text/plain", "application/graphql"]),
];

/// What the body of a POST may be; the draft asks for no more.
const JSON: &str = "application/json";

/// A subscription has no one answer; a mutation by a link would be a trap (draft, "GET").
const GET_ALLOWS: Operations = Operations::QUERY;
const POST_ALLOWS: Operations = Operations { query: true, mutation: true, subscription: false };

pub(super) async fn get(State(app): State<Shared>, request: axum::extract::Request) -> Response {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts);
    let named = params.as_ref().ok().and_then(|it| it.first("format"));
    if let (Ok(params), true) = (&params, negotiate::wants_page(named, &parts.headers, GRAPHQL)) {
        let page = page::get(&app, &parts, params).await;
        return page.unwrap_or_else(|problem| pages::told(&parts, problem));
    }
    let media = negotiate::choose(named, &parts.headers, GRAPHQL);
    let form = media.as_ref().map_or(GraphqlForm::Json, |it| it.value);
    let answered = async {
        let (media, params) = (media?, params.as_ref().map_err(Clone::clone)?);
        let asked = Asked::from_params(params)?;
        respond(&app, &parts, params, media, asked).await
    };
    answered.await.unwrap_or_else(|problem| answer::problem(&problem, form))
}

pub(super) async fn post(State(app): State<Shared>, request: axum::extract::Request) -> Response {
    let (parts, body) = request.into_parts();
    let params = Params::of(&parts);
    let named = params.as_ref().ok().and_then(|it| it.first("format"));
    let media = negotiate::choose(named, &parts.headers, GRAPHQL);
    let form = media.as_ref().map_or(GraphqlForm::Json, |it| it.value);
    let answered = async {
        let (media, params) = (media?, params.as_ref().map_err(Clone::clone)?);
        let asked = posted(&app, &parts, body).await?;
        respond(&app, &parts, params, media, asked).await
    };
    answered.await.unwrap_or_else(|problem| answer::problem(&problem, form))
}

/// Reads the body of a POST: JSON in UTF-8 (draft, "POST").
async fn posted(app: &Shared, parts: &Parts, body: Body) -> Result<Asked, Problem> {
    let unknown = |detail: String| Problem::new(Code::BadMediaType, detail).offering([JSON].into_iter());
    let kind = negotiate::content_type(&parts.headers);
    if kind != JSON {
        let kind = if kind.is_empty() { "missing" } else { &kind };
        return Err(unknown(format!("`Content-Type` is {kind}")));
    }
    if let Some(charset) = negotiate::charset(&parts.headers).filter(|it| it != "utf-8" && it != "utf8") {
        return Err(unknown(format!("the charset is {charset}, and only UTF-8 is read")));
    }
    Asked::from_json(&body::read_up_to(app, body, request::REQUEST_BYTES_MAX).await?)
}

/// What is asked for, with what the address and the headers add to it.
fn complete(
    app: &Shared,
    headers: &HeaderMap,
    params: &Params,
    asked: Asked,
    allows: Operations,
) -> Result<Request, Problem> {
    let mut languages = negotiate::languages(headers);
    if let Some(language) = params.first("lang").filter(|it| !it.is_empty()) {
        languages.insert(0, language.to_owned());
    }
    let at = reading::at(params)?;
    // A revision that the address names is there, or nothing is.
    app.registry.number_at(&at)?;
    Ok(Request {
        query: app.persisted.resolve(asked.query, asked.hash)?.to_string(),
        operation_name: asked.operation_name,
        variables: asked.variables,
        explain: flag(params, "explain")?,
        languages,
        allows,
        at,
    })
}

/// Runs a request when its turn has come.
async fn execute(app: &Shared, request: Arc<Request>) -> Result<Answer, Problem> {
    let permit = app.gate.enter().await?;
    let api = Arc::clone(&app.graphql);
    bridge::run(move || {
        let _permit = permit;
        api.execute(&request)
    })
    .await
}

/// Answers a request in that media type.
async fn respond(
    app: &Shared,
    parts: &Parts,
    params: &Params,
    media: &'static Media<GraphqlForm>,
    asked: Asked,
) -> Result<Response, Problem> {
    // A POST is not answered from a cache, and `If-None-Match` means another thing there (RFC 9110, 13.1.2).
    let is_cached = parts.method != Method::POST;
    let allows = if is_cached { GET_ALLOWS } else { POST_ALLOWS };
    let request = Arc::new(complete(app, &parts.headers, params, asked, allows)?);
    // Times differ from run to run.
    let is_cached = is_cached && !request.explain;
    let tag = |revision, is_pinned| answer::tag(app, parts, media, &request, revision, is_pinned);
    if is_cached && request.at == At::Latest {
        let revision = app.registry.view().revision();
        let tag = tag(revision, false);
        if tag.is_held(&parts.headers) {
            return Ok(answer::unchanged(&tag, revision, false));
        }
    }
    let answer = execute(app, Arc::clone(&request)).await?;
    let tag = is_cached.then(|| tag(answer.revision, answer.is_pinned));
    Ok(answer::respond(parts, media, answer, tag))
}
