//! `/registry`, `/style.css`, `/problems`, and what is shown where nothing is: the pages that stand for no resource.

use super::html::{self, Reader};
use super::openapi::Endpoint;
use super::params::Params;
use super::problem::{Code, Problem};
use super::reading::{Reading, Tag};
use super::state::Shared;
use super::{bridge, negotiate};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

pub(super) const API: &[Endpoint] = &[
    Endpoint::get("/", "front", "The front page.").answering(&["text/html"]),
    Endpoint::get("/style.css", "style", "How pages look.").answering(&["text/css"]),
    Endpoint::get("/problems", "problems", "Every problem that an answer may tell of.")
        .answering(&["text/html"]),
];

pub(super) async fn front(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let reading = Reading::new(&app, &params).await?;
    let reader = Reader::new(parts.uri.path(), &parts.headers, &params);
    let tag = reading.tag(&parts, ("front", reader.tag()));
    if let Some(unchanged) = reading.unchanged(&parts, &tag) {
        return Ok(unchanged);
    }
    let view = Arc::clone(&reading.view);
    let (page, reader) =
        bridge::run(move || (html::front_page(&reader, &view, super::web::is_built()), reader)).await?;
    Ok(self::page(&reading, &tag, &reader, page))
}

pub(super) async fn style() -> Response {
    let mut response = Response::new(Body::from(html::STYLE));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    response
}

/// The table of problems, where the `type` of each problem leads.
pub(super) async fn problems(request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let reader = Reader::new(parts.uri.path(), &parts.headers, &Params::of(&parts)?);
    let mut response = Response::new(Body::from(html::problems_page(&reader)));
    reader.dress(response.headers_mut());
    Ok(response)
}

/// A page as the answer of a read.
pub(super) fn page(reading: &Reading, tag: &Tag, reader: &Reader, page: String) -> Response {
    let mut response = reading.answer(tag, "text/html; charset=utf-8", page);
    reader.dress(response.headers_mut());
    response
}

/// A problem as a page for people, and as `application/problem+json` for programs.
pub(super) fn told(parts: &Parts, problem: Problem) -> Response {
    let wants_page = is_person(&parts.headers);
    if !wants_page {
        return problem.into_response();
    }
    let params = Params::of(parts).unwrap_or_default();
    html::problem_page(&Reader::new(parts.uri.path(), &parts.headers, &params), &problem)
}

fn is_person(headers: &HeaderMap) -> bool {
    negotiate::wants_page(None, headers, negotiate::GRAPHS)
}

/// The answer at an address that leads nowhere.
pub(super) async fn no_such_page(request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let problem = Problem::new(Code::NoPage, format!("nothing lives at {}", parts.uri.path()));
    told(&parts, problem)
}

/// The answer to a method that an address does not take.
pub(super) async fn no_such_method(method: Method, uri: Uri) -> Problem {
    Problem::new(Code::BadMethod, format!("{} does not take {method}", uri.path()))
}
