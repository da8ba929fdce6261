//! `/loads`: RDF is checked, compared and published as one revision, or only tried.

use super::openapi::{Endpoint, Parameter, RDF};
use super::params::Params;
use super::problem::{Code, Problem};
use super::report::{self, author, flag};
use super::state::Shared;
use super::upload::Upload;
use super::{auth, bridge};
use crate::load::Mode;
use crate::registry::{Author, Registry, RegistryError, Report, Role, Telling};
use axum::extract::{Request, State};
use axum::response::Response;
use oxrdf::NamedNode;
use std::sync::Arc;

pub(super) const API: &[Endpoint] =
    &[Endpoint::get("/loads", "load", "Load RDF as one revision, with a report.")
        .by("post", RDF)
        .taking(&[
            Parameter::query("graph", "string", "The graph that the body fills."),
            Parameter::query("mode", "string", "`replace` (the usual way) or `add`."),
            Parameter::query("source", "string", "Where the data come from, for the history."),
            Parameter::query("dry-run", "boolean", "Tell what would change, and change nothing."),
            Parameter::query("reason", "string", "Why, for the history."),
        ])
        .giving(201)
        .writing()];

pub(super) async fn post(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let token = auth::require(&app, &parts.headers, Role::Steward).await?;
    let params = Params::of(&parts)?;
    let graph = graph(&params)?;
    let mode = mode(&params)?;
    let mut author = author(token, &parts.headers, &params, "load");
    author.source = params.first("source").map(str::to_owned);
    author.terms.is_dry_run = flag(&params, "dry-run")?;
    let language = report::language(&params, &parts.headers);
    author.terms.telling = Some(Telling { language: language.clone(), ..Telling::default() });
    // Known before the body comes in; what the body says in other graphs is seen later.
    if let Some(graph) = &graph {
        author.terms.require_name(Some(graph))?;
    }
    app.registry.require_current(&author)?;
    let base_iri = graph.clone().unwrap_or_else(|| format!("{}loads", app.base(&parts.headers)));
    let upload = Upload::read(&app, &parts, base_iri, graph.is_none(), body).await?;
    let permit = app.gate.enter().await?;
    let registry = Arc::clone(&app.registry);
    let is_dry_run = author.terms.is_dry_run;
    let loaded = bridge::run(move || {
        let _permit = permit;
        load(&registry, upload, graph, mode, &author)
    });
    let loaded = loaded.await?.map_err(|it| Problem::from(it).speaking(&language))?;
    Ok(report::long(&loaded, is_dry_run, &language))
}

/// Loads a body; what is found in it is told with line and column.
pub(super) fn load(
    registry: &Registry,
    upload: Upload,
    graph: Option<String>,
    mode: Mode,
    author: &Author,
) -> Result<Report, RegistryError> {
    let again = upload.clone();
    let inputs = vec![upload.into_input(graph.clone())];
    registry.load_and_locate(inputs, || vec![again.into_input(graph)], mode, author)
}

pub(super) fn graph(params: &Params) -> Result<Option<String>, Problem> {
    let Some(iri) = params.only("graph")? else { return Ok(None) };
    let bad = |it| Problem::new(Code::BadIri, format!("`graph` is not an absolute IRI: {it}"));
    Ok(Some(NamedNode::new(iri).map_err(bad)?.into_string()))
}

fn mode(params: &Params) -> Result<Mode, Problem> {
    match params.only("mode")? {
        None | Some("replace") => Ok(Mode::Replace),
        Some("add") => Ok(Mode::Add),
        Some(other) => {
            Err(Problem::new(Code::BadParameter, format!("`mode` is neither replace nor add: {other}")))
        }
    }
}
