//! `/update`: the SPARQL 1.1 Protocol for updates, as one revision each.

use super::auth;
use super::bridge::{self, CancelOnDrop};
use super::openapi::{Endpoint, Parameter};
use super::problem::{Code, Problem};
use super::report::{self, author};
use super::sparql::{limits, options, posted};
use super::state::Shared;
use crate::registry::Role;
use crate::sparql::{Cancel, Update};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use std::sync::Arc;

pub(super) const API: &[Endpoint] =
    &[Endpoint::get("/update", "update", "Change the registry by a SPARQL update, as one revision.")
        .by("post", &["application/x-www-form-urlencoded", "application/sparql-update"])
        .taking(&[Parameter::query("reason", "string", "Why, for the history.")])
        .writing()];

pub(super) async fn post(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let token = auth::require(&app, &parts.headers, Role::Steward).await?;
    let params = posted(&app, &parts, body, "update", "application/sparql-update").await?;
    let missing = || Problem::new(Code::BadParameter, "the parameter `update` is missing");
    let text = params.only("update")?.ok_or_else(missing)?;
    let options = options(&app, &parts, &params, ["using-graph-uri", "using-named-graph-uri"]);
    let update = Update::parse(text, &options, &limits(&app, &params)?)?;
    // What an update touches is known when it has run: a steward's may change the graphs of the token alone.
    let author = author(token, &parts.headers, &params, "SPARQL update");
    app.registry.require_current(&author)?;
    let permit = app.gate.enter().await?;
    let cancel = Cancel::default();
    let _guard = CancelOnDrop(cancel.clone());
    let registry = Arc::clone(&app.registry);
    let work = move || {
        let _permit = permit;
        registry.update(&update, &author, &cancel, &no_host)
    };
    let language = report::language(&params, &parts.headers);
    let done = bridge::run(work).await?.map_err(|it| Problem::from(it).speaking(&language))?;
    Ok(report::short(&done, StatusCode::OK, &language))
}

/// `LOAD` reaches nothing from here: the server fetches for nobody.
fn no_host(iri: &str) -> Result<Vec<oxrdf::Quad>, String> {
    Err(format!(
        "this server fetches nothing from elsewhere, so that <{iri}> cannot be loaded: send it to `/data`"
    ))
}
