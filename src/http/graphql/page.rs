//! What does a browser see that opens `/graphql`? A form that runs a query, and the answer below it.

use super::request::Asked;
use super::{GET_ALLOWS, answer, complete, execute};
use crate::http::html::{self, GraphqlForm, Reader};
use crate::http::params::Params;
use crate::http::problem::Problem;
use crate::http::reading::Reading;
use crate::http::state::Shared;
use crate::http::{negotiate, pages};
use crate::registry::At;
use axum::http::request::Parts;
use axum::response::Response;
use serde_json::json;
use std::sync::Arc;

/// The longest answer that is shown, bytes; a program gets it whole.
const SHOWN_BYTES_MAX: usize = 1 << 20;

pub(super) async fn get(app: &Shared, parts: &Parts, params: &Params) -> Result<Response, Problem> {
    let reading = Reading::new(app, params).await?;
    let reader = Reader::new(parts.uri.path(), &parts.headers, params);
    let revision = reading.view.revision();
    let (query, variables) = (params.first("query"), params.first("variables").unwrap_or_default());
    let languages = negotiate::languages(&parts.headers);
    let asked = (query, variables, params.first("operationName"), params.first("extensions"));
    let tag = reading.tag(parts, ("page", asked, languages, reader.tag()));
    if let Some(unchanged) = reading.unchanged(parts, &tag) {
        return Ok(unchanged);
    }
    let mut form = GraphqlForm { query, variables, answer: None, is_cut: false };
    if query.is_some_and(|it| !it.trim().is_empty()) {
        let asked = Asked::from_params(params);
        let text = match asked.and_then(|it| complete(app, &parts.headers, params, it, GET_ALLOWS)) {
            Ok(mut request) => {
                // The page tells of the revision that its tag names, whatever is published meanwhile.
                request.at = At::Revision(revision);
                pretty(&execute(app, Arc::new(request)).await?.body)
            }
            // What was typed stays in its field.
            Err(problem) => pretty(json!({"errors": [answer::error(&problem)]}).to_string().as_bytes()),
        };
        form.is_cut = text.len() > SHOWN_BYTES_MAX;
        form.answer = Some(cut(text));
    }
    let page = html::graphql_page(&reader, revision, &form);
    Ok(pages::page(&reading, &tag, &reader, page))
}

/// JSON with one value a line.
fn pretty(body: &[u8]) -> String {
    let value: Result<serde_json::Value, _> = serde_json::from_slice(body);
    let text = value.and_then(|it| serde_json::to_string_pretty(&it));
    text.unwrap_or_else(|_| String::from_utf8_lossy(body).into_owned())
}

fn cut(mut text: String) -> String {
    text.truncate(text.floor_char_boundary(SHOWN_BYTES_MAX));
    text
}
