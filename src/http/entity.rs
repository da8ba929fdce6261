//! `/id/{kind}/{slug}` and `/doc/{kind}/{slug}`: the name of a thing leads to what is known of it.

use super::html::{self, Reader};
use super::negotiate::{self, GRAPHS, Media};
use super::openapi::{AS_OF, Endpoint, FORMAT, LANG, Parameter, REVISION};
use super::params::{Params, encode};
use super::problem::{Code, Problem};
use super::reading::Reading;
use super::respond::{self, Shape};
use super::state::Shared;
use super::{bridge, pages};
use crate::graph::TermId;
use crate::resource::{self, Description};
use crate::sparql::Format;
use crate::vocab;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use std::sync::Arc;

/// The forms in which a thing is described.
const FORMS: &[&str] = &[
    "text/html",
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/trig",
    "application/n-quads",
];

const KIND: Parameter = Parameter::path("kind", "The kind of thing, as its address has it.");
const SLUG: Parameter =
    Parameter::path("slug", "Its name in the address; with a suffix such as `.ttl` for a format.");

pub(super) const API: &[Endpoint] = &[
    Endpoint::get("/id/{kind}/{slug}", "thing", "Lead from a thing to its description.")
        .taking(&[KIND, SLUG])
        .giving(303)
        .answering(&[]),
    Endpoint::get("/doc/{kind}/{slug}", "description", "Describe a thing.")
        .taking(&[KIND, SLUG, FORMAT, LANG, REVISION, AS_OF])
        .answering(FORMS),
    Endpoint::get("/doc", "descriptionOf", "Describe a thing of any address.")
        .taking(&[
            Parameter::query("iri", "string", "The address of the thing.").needed(),
            FORMAT,
            LANG,
            REVISION,
            AS_OF,
        ])
        .answering(FORMS),
];

/// `303 See Other`: the thing itself is not a document.
pub(super) async fn id(
    Path((kind, slug)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let query = request.uri().query().map(|it| format!("?{it}")).unwrap_or_default();
    let place = format!("/doc/{}/{}{query}", encode(&kind), encode(&slug));
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let bad = |_| Problem::new(Code::NoPage, "this address cannot be led on");
    let place = HeaderValue::from_str(&place).map_err(bad)?;
    response.headers_mut().insert(header::LOCATION, place);
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    Ok(response)
}

pub(super) async fn doc(
    State(app): State<Shared>,
    Path((kind, slug)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let (slug, suffix) = split(&slug);
    let iri = format!("{}{kind}/{slug}", vocab::ID);
    let data = format!("/doc/{}/{}", encode(&kind), encode(slug));
    let described = describe(&app, &parts, &iri, suffix, &data).await;
    described.unwrap_or_else(|problem| pages::told(&parts, problem))
}

/// `/doc?iri=`: anything that the registry speaks of, whoever named it.
pub(super) async fn any(State(app): State<Shared>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let described = async {
        let params = Params::of(&parts)?;
        let missing = || Problem::new(Code::BadParameter, "the parameter `iri` is missing");
        let iri = params.only("iri")?.ok_or_else(missing)?;
        let data = format!("/doc?iri={}", encode(iri));
        describe(&app, &parts, iri, None, &data).await
    };
    described.await.unwrap_or_else(|problem| pages::told(&parts, problem))
}

/// A name and the suffix that names a format.
pub(super) fn split(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((stem, suffix)) if suffix == "html" || GRAPHS.iter().any(|it| it.name == suffix) => {
            (stem, Some(suffix))
        }
        Some(_) | None => (name, None),
    }
}

async fn describe(
    app: &Shared,
    parts: &Parts,
    iri: &str,
    suffix: Option<&str>,
    data: &str,
) -> Result<Response, Problem> {
    let params = Params::of(parts)?;
    let named = suffix.or_else(|| params.first("format"));
    let reading = Reading::new(app, &params).await?;
    let unknown = || Problem::new(Code::NoEntity, format!("nothing is said of <{iri}>"));
    let thing = reading.view.dictionary().iri(iri).ok_or_else(unknown)?;
    if negotiate::wants_page(named, &parts.headers, GRAPHS) {
        let reader = Reader::new(parts.uri.path(), &parts.headers, &params);
        return page(reading, parts, reader, thing, data).await?.ok_or_else(unknown);
    }
    let media = negotiate::choose(named, &parts.headers, GRAPHS)?;
    let view = Arc::clone(&reading.view);
    let description = bridge::run(move || resource::describe(&view, thing, resource::Limits::default()));
    let description = description.await?.ok_or_else(unknown)?;
    self::data(app, parts, reading, media, description).await
}

async fn page(
    reading: Reading,
    parts: &Parts,
    reader: Reader,
    thing: TermId,
    data: &str,
) -> Result<Option<Response>, Problem> {
    let tag = reading.tag(parts, ("page", thing, reader.tag()));
    if let Some(unchanged) = reading.unchanged(parts, &tag) {
        return Ok(Some(unchanged));
    }
    let (view, data) = (Arc::clone(&reading.view), data.to_owned());
    let (page, reader) = bridge::run(move || {
        let description = resource::describe(&view, thing, resource::Limits::default());
        (description.map(|it| html::entity_page(&reader, &view, &it, &data)), reader)
    })
    .await?;
    Ok(page.map(|it| pages::page(&reading, &tag, &reader, it)))
}

async fn data(
    app: &Shared,
    parts: &Parts,
    reading: Reading,
    media: &'static Media<Format>,
    description: Description,
) -> Result<Response, Problem> {
    let tag = reading.tag(parts, (media.name, description.thing));
    if let Some(unchanged) = reading.unchanged(parts, &tag) {
        return Ok(unchanged);
    }
    let view = Arc::clone(&reading.view);
    let with_graphs =
        matches!(media.value, Format::Rdf(it) if it.supports_datasets() && media.name != "jsonld");
    let source = move || {
        let quads: Vec<_> = if with_graphs {
            description.quads(&view).collect()
        } else {
            description.triples(&view).collect()
        };
        quads.into_iter()
    };
    respond::quads(app, parts, Shape { reading, media, tag }, source).await
}
