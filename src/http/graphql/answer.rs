//! How does the answer to a GraphQL request look over HTTP? Status, headers, and the form of errors.

use crate::graphql::{Answer, Outcome, Request};
use crate::http::negotiate::{GraphqlForm, Media};
use crate::http::problem::{Code, Problem};
use crate::http::reading::{CONCORD_RESULT, CONCORD_REVISION, Tag};
use crate::http::state::Shared;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use serde_json::{Map, Value, json};

/// The statuses of request errors that are not simply bad requests, by their codes.
const STATUSES: &[(&str, StatusCode)] = &[
    ("query-too-large", StatusCode::PAYLOAD_TOO_LARGE),
    ("deadline", StatusCode::SERVICE_UNAVAILABLE),
    ("internal", StatusCode::INTERNAL_SERVER_ERROR),
];

/// The strong validator of an answer: its revision, and everything of the request that shapes the bytes.
pub(super) fn tag(
    app: &Shared,
    parts: &Parts,
    media: &Media<GraphqlForm>,
    request: &Request,
    revision: u64,
    is_pinned: bool,
) -> Tag {
    let Request { query, operation_name, variables, explain, languages, allows: _, at } = request;
    // Another registry may have a revision of the same number, hardly of the same time.
    let heads = app.registry.revisions();
    let head = (revision as usize).checked_sub(1).and_then(|it| heads.get(it));
    let time = head.map(|it| it.time.as_str());
    let variables = Value::Object(variables.clone()).to_string();
    let asked = (query, operation_name, variables, explain, languages, format!("{at:?}"));
    Tag::new(revision, parts, (media.name, asked, time, is_pinned))
}

/// `304 Not Modified`: the client holds this answer already.
pub(super) fn unchanged(tag: &Tag, revision: u64, is_pinned: bool) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    tag.dress(response.headers_mut(), revision, is_pinned);
    response
}

/// An answer in its media type; with a tag, a cache may keep it where it is complete.
pub(super) fn respond(
    parts: &Parts,
    media: &Media<GraphqlForm>,
    answer: Answer,
    tag: Option<Tag>,
) -> Response {
    // What was cut off by a limit may be whole the next time.
    let tag = tag.filter(|_| answer.is_complete);
    if let Some(tag) = tag.as_ref().filter(|it| it.is_held(&parts.headers)) {
        return unchanged(tag, answer.revision, answer.is_pinned);
    }
    // A GET runs queries alone (draft, "GET").
    let needs_post = answer.outcome == Outcome::WrongOperation && parts.method != Method::POST;
    let status = if needs_post { StatusCode::METHOD_NOT_ALLOWED } else { status(media.value, &answer) };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media.content_type));
    if let Some(tag) = tag {
        tag.dress(headers, answer.revision, answer.is_pinned);
    } else {
        headers.insert(CONCORD_REVISION, HeaderValue::from(answer.revision));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if answer.outcome == Outcome::Whole {
        let result = if answer.is_complete { "complete" } else { "truncated" };
        headers.insert(CONCORD_RESULT, HeaderValue::from_static(result));
    }
    if needs_post {
        headers.insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    *response.body_mut() = Body::from(answer.body);
    response
}

/// The status of an answer (draft, "Status Codes").
///
/// In `application/json` every answer to a well-formed request has 200, since a client cannot tell an error of ours
/// from one of a proxy; in `application/graphql-response+json` one without data has 4xx or 5xx.
fn status(form: GraphqlForm, answer: &Answer) -> StatusCode {
    match (answer.outcome, form) {
        (Outcome::Whole, _) | (_, GraphqlForm::Json) => StatusCode::OK,
        (Outcome::Invalid | Outcome::WrongOperation, GraphqlForm::Response) => {
            let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
            let code = body["errors"][0]["extensions"]["code"].as_str();
            let found = STATUSES.iter().find(|it| Some(it.0) == code);
            found.map_or(StatusCode::BAD_REQUEST, |it| it.1)
        }
    }
}

/// A problem that kept a request from being run, as a GraphQL answer without data.
pub(super) fn problem(problem: &Problem, form: GraphqlForm) -> Response {
    // These requests are well formed; the client sends them again in another way.
    let is_well_formed = matches!(problem.code, Code::PersistedUnknown | Code::PersistedUnsupported);
    let content_type = match form {
        GraphqlForm::Json => "application/json; charset=utf-8",
        GraphqlForm::Response => "application/graphql-response+json; charset=utf-8",
    };
    let mut response = Response::new(Body::from(json!({"errors": [error(problem)]}).to_string()));
    *response.status_mut() =
        if is_well_formed && form == GraphqlForm::Json { StatusCode::OK } else { problem.status() };
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    problem.dress(&mut response);
    response
}

/// A problem as one of the `errors` of an answer (GraphQL, 7.1.2); its code is that of the problem table.
pub(super) fn error(problem: &Problem) -> Value {
    let (_, code, _, title, action) = *problem.row();
    let mut error = Map::new();
    error.insert("message".to_owned(), json!(problem.detail));
    let mut extensions = Map::new();
    extensions.insert("code".to_owned(), json!(code));
    extensions.insert("title".to_owned(), json!(title));
    extensions.insert("action".to_owned(), json!(action));
    if let Some((line, column)) = problem.place {
        extensions.insert("line".to_owned(), json!(line));
        extensions.insert("column".to_owned(), json!(column));
    }
    if !problem.available.is_empty() {
        extensions.insert("available".to_owned(), json!(problem.available));
    }
    error.insert("extensions".to_owned(), Value::Object(extensions));
    Value::Object(error)
}
