//! `/update`: the SPARQL 1.1 Protocol for updates, as one revision each.

use super::auth;
use super::bridge::{self, CancelOnDrop};
use super::params::Params;
use super::problem::{Code, Problem};
use super::reading::CONCORD_REVISION;
use super::sparql::{limits, options, posted};
use super::state::Shared;
use crate::registry::{Report, Role};
use crate::sparql::{Cancel, Update};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;
use std::sync::Arc;

pub(super) async fn post(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let token = auth::require(&app, &parts.headers, Role::Admin).await?;
    let params = posted(&app, &parts, body, "update", "application/sparql-update").await?;
    let missing = || Problem::new(Code::BadParameter, "the parameter `update` is missing");
    let text = params.only("update")?.ok_or_else(missing)?;
    let options = options(&app, &parts, &params, ["using-graph-uri", "using-named-graph-uri"]);
    let update = Update::parse(text, &options, &limits(&app, &params)?)?;
    let author = auth::author(token, reason(&params, "SPARQL update"));
    let permit = app.gate.enter().await?;
    let cancel = Cancel::default();
    let _guard = CancelOnDrop(cancel.clone());
    let registry = Arc::clone(&app.registry);
    let work = move || {
        let _permit = permit;
        registry.update(&update, &author, &cancel, &no_host)
    };
    Ok(report(&bridge::run(work).await??, StatusCode::OK))
}

/// `LOAD` reaches nothing from here: the server fetches for nobody.
fn no_host(iri: &str) -> Result<Vec<oxrdf::Quad>, String> {
    Err(format!(
        "this server fetches nothing from elsewhere, so that <{iri}> cannot be loaded: send it to `/data`"
    ))
}

/// Why something is changed: `reason` of the request, or what kind of request it was.
pub(super) fn reason(params: &Params, kind: &str) -> String {
    params.first("reason").unwrap_or(kind).to_owned()
}

/// The wire form of a report.
#[derive(Serialize)]
struct Wire {
    revision: u64,
    changed: bool,
    added: u64,
    removed: u64,
}

/// What a change came to.
pub(super) fn report(report: &Report, status: StatusCode) -> Response {
    let wire = Wire {
        revision: report.revision,
        changed: report.is_change,
        added: report.added,
        removed: report.removed,
    };
    let body = match status {
        StatusCode::NO_CONTENT => Body::empty(),
        _ => Body::from(serde_json::to_string(&wire).unwrap_or_default()),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if status != StatusCode::NO_CONTENT {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    headers.insert(CONCORD_REVISION, HeaderValue::from(report.revision));
    response
}
