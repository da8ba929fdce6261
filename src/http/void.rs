//! `/.well-known/void`: what the registry holds, in the vocabulary of interlinked datasets.

use super::negotiate::{self, GRAPHS};
use super::openapi::{AS_OF, Endpoint, FORMAT, RDF, REVISION};
use super::params::Params;
use super::problem::Problem;
use super::reading::Reading;
use super::respond::{self, Shape};
use super::state::Shared;
use crate::catalogue;
use axum::extract::{Request, State};
use axum::response::Response;
use oxrdf::GraphName;
use std::sync::Arc;

pub(super) const API: &[Endpoint] =
    &[Endpoint::get("/.well-known/void", "void", "Describe the dataset (VoID).")
        .taking(&[FORMAT, REVISION, AS_OF])
        .answering(RDF)];

pub(super) async fn get(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let reading = Reading::new(&app, &params).await?;
    let media = negotiate::choose(params.first("format"), &parts.headers, GRAPHS)?;
    let base = app.base(&parts.headers);
    let tag = reading.tag(&parts, (media.name, &base));
    if let Some(unchanged) = reading.unchanged(&parts, &tag) {
        return Ok(unchanged);
    }
    let view = Arc::clone(&reading.view);
    let source =
        move || catalogue::void(&view, &base).into_iter().map(|it| it.in_graph(GraphName::DefaultGraph));
    respond::quads(&app, &parts, Shape { reading, media, tag }, source).await
}
