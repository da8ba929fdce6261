//! `/data`: the SPARQL 1.1 Graph Store Protocol, indirect, and the whole dataset where no graph is named.

use super::bridge;
use super::negotiate::{self, DATASETS, GRAPHS};
use super::params::Params;
use super::problem::{Code, Problem};
use super::reading::Reading;
use super::respond::{self, Shape};
use super::state::Shared;
use super::update::{reason, report};
use super::{auth, body, named};
use crate::graph::{NONE, Patch, Stage, View};
use crate::load::{self, Compression, Input, Mode, RdfFormat};
use crate::registry::{Author, RegistryError, Report, Role};
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use oxrdf::{GraphName, NamedNode};
use std::sync::Arc;

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
    let token = auth::require(&app, &parts.headers, Role::Admin).await?;
    let params = Params::of(&parts)?;
    let target = Target::of(&params)?;
    let Some(name) = target.name() else {
        return Err(Problem::new(Code::BadParameter, "name what to delete by `graph` or `default`"));
    };
    let author = auth::author(token, reason(&params, "delete by the Graph Store Protocol"));
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
    let cleared = cleared.await??;
    if cleared.is_change || target == Target::Default {
        return Ok(report(&cleared, StatusCode::NO_CONTENT));
    }
    Err(absent(&target))
}

async fn write(app: &Shared, request: Request, mode: Mode) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let token = auth::require(app, &parts.headers, Role::Admin).await?;
    let params = Params::of(&parts)?;
    let target = Target::of(&params)?;
    let source = source(app, &parts, &target, body).await?;
    let author = auth::author(token, reason(&params, "load by the Graph Store Protocol"));
    let is_new = !target.exists(&app.registry.view());
    let permit = app.gate.enter().await?;
    let shared = Arc::clone(app);
    let loaded = bridge::run(move || {
        let _permit = permit;
        load(&shared, &target, source, mode, &author)
    });
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok(report(&loaded.await??, status))
}

/// A body that has come in, and how it is to be read.
struct Source {
    bytes: Bytes,
    format: RdfFormat,
    compression: Compression,
    base_iri: String,
}

async fn source(app: &Shared, parts: &Parts, target: &Target, body: Body) -> Result<Source, Problem> {
    let offers = if *target == Target::Dataset { DATASETS } else { GRAPHS };
    let kind = negotiate::content_type(&parts.headers);
    let unknown = |detail: String| {
        Problem::new(Code::BadMediaType, detail).offering(offers.iter().map(|it| it.essence))
    };
    if kind.is_empty() {
        return Err(unknown("`Content-Type` is missing".to_owned()));
    }
    let format = load::format_of_media_type(&kind).map_err(|it| unknown(it.to_string()))?;
    if *target == Target::Dataset && !format.supports_datasets() {
        return Err(unknown(format!("{kind} holds one graph: name it by `graph`, or give `default`")));
    }
    let base_iri = match target {
        Target::Named(iri) => iri.as_str().to_owned(),
        Target::Default | Target::Dataset => format!("{}data", app.base(&parts.headers)),
    };
    let compression = compression(&parts.headers)?;
    Ok(Source { bytes: body::read(app, body).await?, format, compression, base_iri })
}

fn compression(headers: &HeaderMap) -> Result<Compression, Problem> {
    let name = headers.get(header::CONTENT_ENCODING).map(|it| it.to_str().unwrap_or("?"));
    match name.map(str::trim) {
        None | Some("" | "identity") => Ok(Compression::None),
        Some("gzip" | "x-gzip") => Ok(Compression::Gzip),
        Some("zstd") => Ok(Compression::Zstd),
        Some(other) => {
            let detail = format!("`Content-Encoding: {other}` is not read here");
            Err(Problem::new(Code::BadMediaType, detail).offering(["gzip", "zstd"].into_iter()))
        }
    }
}

fn load(
    app: &Shared,
    target: &Target,
    source: Source,
    mode: Mode,
    author: &Author,
) -> Result<Report, RegistryError> {
    let graph = match target {
        Target::Named(iri) => Some(iri.as_str().to_owned()),
        Target::Default | Target::Dataset => None,
    };
    let Source { bytes, format, compression, base_iri } = source;
    let reader = Box::new(std::io::Cursor::new(bytes));
    let input =
        Input { name: "request".to_owned(), format, compression, graph, base_iri: Some(base_iri), reader };
    if *target == Target::Dataset && mode == Mode::Replace {
        return app.registry.commit(author, |base, next| replace_all(base, next, input));
    }
    app.registry.load(vec![input], mode, author)
}

/// The dataset holds exactly what one source says.
fn replace_all(base: Arc<View>, next: u64, input: Input<'_>) -> Result<(View, Patch), RegistryError> {
    let graphs: Vec<_> = base.graphs().map(|it| it.0).collect();
    let mut stage = Stage::new(base);
    for graph in graphs {
        stage.clear(graph);
    }
    load::load(&mut stage, vec![input], Mode::Add, next, &load::Limits::default())?;
    Ok(stage.freeze(next))
}
