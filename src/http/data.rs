//! `/data`: the SPARQL 1.1 Graph Store Protocol, indirect, and the whole dataset where no graph is named.

use super::bridge;
use super::negotiate::{self, DATASETS, GRAPHS};
use super::openapi::{AS_OF, Endpoint, FORMAT, Parameter, RDF, REVISION};
use super::params::Params;
use super::problem::{Code, Problem};
use super::reading::Reading;
use super::report::{self, author};
use super::respond::{self, Shape};
use super::state::Shared;
use super::upload::Upload;
use super::{auth, loads, named};
use crate::graph::{NONE, Patch, Stage, View};
use crate::load::{self, Input, Mode};
use crate::registry::{Author, RegistryError, Report, Role};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use oxrdf::{GraphName, NamedNode};
use std::sync::Arc;

const GRAPH: Parameter =
    Parameter::query("graph", "string", "The graph; `default` alone is the default graph.");
const DEFAULT: Parameter = Parameter::query("default", "string", "The default graph is meant.");

pub(super) const API: &[Endpoint] = &[
    Endpoint::get("/data", "getGraph", "Give a graph (Graph Store Protocol).")
        .taking(&[GRAPH, DEFAULT, FORMAT, REVISION, AS_OF])
        .answering(RDF),
    Endpoint::get("/data", "putGraph", "Replace a graph.").by("put", RDF).taking(&[GRAPH, DEFAULT]).writing(),
    Endpoint::get("/data", "postGraph", "Add to a graph.")
        .by("post", RDF)
        .taking(&[GRAPH, DEFAULT])
        .writing(),
    Endpoint::get("/data", "deleteGraph", "Remove a graph.")
        .by("delete", &[])
        .taking(&[GRAPH, DEFAULT])
        .writing(),
];

/// What a request speaks of.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Target {
    Default,
    Named(NamedNode),
    Dataset,
}

impl Target {
    fn of(params: &Params) -> Result<Self, Problem> {
        match (params.only("graph")?, params.has("default")) {
            (Some(_), true) => {
                Err(Problem::new(Code::BadParameter, "either `graph` or `default` may be given, not both"))
            }
            (Some(iri), false) => {
                let bad = |it| Problem::new(Code::BadIri, format!("`graph` is not an absolute IRI: {it}"));
                NamedNode::new(iri).map(Self::Named).map_err(bad)
            }
            (None, true) => Ok(Self::Default),
            (None, false) => Ok(Self::Dataset),
        }
    }

    fn name(&self) -> Option<GraphName> {
        match self {
            Self::Default => Some(GraphName::DefaultGraph),
            Self::Named(iri) => Some(iri.clone().into()),
            Self::Dataset => None,
        }
    }

    /// Whether the author may change it; what a whole dataset touches is seen when it is compared.
    fn require_reach(&self, author: &Author) -> Result<(), Problem> {
        let terms = &author.terms;
        match self {
            Self::Default => Ok(terms.require_name(None)?),
            Self::Named(iri) => Ok(terms.require_name(Some(iri.as_str()))?),
            Self::Dataset => Ok(()),
        }
    }

    /// Whether it holds something; the default graph and the dataset are always there.
    fn exists(&self, view: &View) -> bool {
        match self {
            Self::Default | Self::Dataset => true,
            Self::Named(iri) => {
                view.dictionary().iri(iri.as_str()).is_some_and(|it| view.graph(it).is_some())
            }
        }
    }
}

fn absent(target: &Target) -> Problem {
    let name = target.name().map(|it| it.to_string()).unwrap_or_default();
    Problem::new(Code::NoGraph, format!("there is no graph {name}"))
}

/// GET and HEAD.
pub(super) async fn get(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let target = Target::of(&params)?;
    let reading = Reading::new(&app, &params).await?;
    if !target.exists(&reading.view) {
        return Err(absent(&target));
    }
    let offers = if target == Target::Dataset { DATASETS } else { GRAPHS };
    let media = negotiate::choose(params.first("format"), &parts.headers, offers)?;
    let tag = reading.tag(&parts, (media.name, target.name()));
    if let Some(unchanged) = reading.unchanged(&parts, &tag) {
        return Ok(unchanged);
    }
    let view = Arc::clone(&reading.view);
    let shape = Shape { reading, media, tag };
    match target.name() {
        Some(name) => {
            let id = view.graph_id(name.as_ref()).unwrap_or(NONE);
            respond::quads(&app, &parts, shape, move || named::triples(view, id)).await
        }
        None => respond::quads(&app, &parts, shape, move || named::quads(view)).await,
    }
}

/// PUT: the graph, or the dataset, holds exactly this afterwards.
pub(super) async fn put(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    write(&app, request, Mode::Replace).await
}

/// POST: this is added.
pub(super) async fn post(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    write(&app, request, Mode::Add).await
}

/// DELETE of one graph; the whole dataset is not deleted in one word.
pub(super) async fn delete(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let token = auth::require(&app, &parts.headers, Role::Steward).await?;
    let params = Params::of(&parts)?;
    let target = Target::of(&params)?;
    let Some(name) = target.name() else {
        return Err(Problem::new(Code::BadParameter, "name what to delete by `graph` or `default`"));
    };
    let author = author(token, &parts.headers, &params, "delete by the Graph Store Protocol");
    target.require_reach(&author)?;
    let registry = Arc::clone(&app.registry);
    let cleared = bridge::run(move || {
        registry.commit(&author, |base, next| {
            let Some(id) = base.graph_id(name.as_ref()).filter(|it| base.graph(*it).is_some()) else {
                return Ok::<_, RegistryError>((View::clone(&base), Patch::default()));
            };
            let mut stage = Stage::new(base);
            stage.clear(id);
            Ok(stage.freeze(next))
        })
    });
    let language = report::language(&params, &parts.headers);
    let cleared = cleared.await?.map_err(|it| Problem::from(it).speaking(&language))?;
    if cleared.is_change || target == Target::Default {
        return Ok(report::short(&cleared, StatusCode::NO_CONTENT, &language));
    }
    Err(absent(&target))
}

async fn write(app: &Shared, request: Request, mode: Mode) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let token = auth::require(app, &parts.headers, Role::Steward).await?;
    let params = Params::of(&parts)?;
    let target = Target::of(&params)?;
    let author = author(token, &parts.headers, &params, "load by the Graph Store Protocol");
    target.require_reach(&author)?;
    app.registry.require_current(&author)?;
    let base_iri = match &target {
        Target::Named(iri) => iri.as_str().to_owned(),
        Target::Default | Target::Dataset => format!("{}data", app.base(&parts.headers)),
    };
    let upload = Upload::read(app, &parts, base_iri, target == Target::Dataset, body).await?;
    let is_new = !target.exists(&app.registry.view());
    let permit = app.gate.enter().await?;
    let shared = Arc::clone(app);
    let loaded = bridge::run(move || {
        let _permit = permit;
        load(&shared, &target, upload, mode, &author)
    });
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    let language = report::language(&params, &parts.headers);
    let loaded = loaded.await?.map_err(|it| Problem::from(it).speaking(&language))?;
    Ok(report::short(&loaded, status, &language))
}

fn load(
    app: &Shared,
    target: &Target,
    upload: Upload,
    mode: Mode,
    author: &Author,
) -> Result<Report, RegistryError> {
    let graph = match target {
        Target::Named(iri) => Some(iri.as_str().to_owned()),
        Target::Default | Target::Dataset => None,
    };
    if *target == Target::Dataset && mode == Mode::Replace {
        let input = upload.into_input(graph);
        let limits = &app.registry.settings().load;
        return app.registry.commit(author, |base, next| replace_all(base, next, input, limits));
    }
    loads::load(&app.registry, upload, graph, mode, author)
}

/// The dataset holds exactly what one source says.
fn replace_all(
    base: Arc<View>,
    next: u64,
    input: Input<'_>,
    limits: &load::Limits,
) -> Result<(View, Patch), RegistryError> {
    let graphs: Vec<_> = base.graphs().map(|it| it.0).collect();
    let mut stage = Stage::new(base);
    for graph in graphs {
        stage.clear(graph);
    }
    load::load(&mut stage, vec![input], Mode::Add, next, limits)?;
    Ok(stage.freeze(next))
}
