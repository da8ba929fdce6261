//! How does an answer of any length become a response?

use super::bridge::{self, Answer};
use super::gate::Permit;
use super::negotiate::Media;
use super::problem::{Code, Problem};
use super::reading::{CONCORD_RESULT, Reading, Tag};
use super::state::Shared;
use super::stream::{Ending, Plan};
use crate::sparql::{Cancel, Format, RdfFormat};
use crate::vocab::PREFIXES;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use oxrdf::{NamedOrBlankNode, Quad, Term};
use oxrdfio::RdfSerializer;
use std::io::{self, Write};

/// What an answer is about: the revision it reads, the format it has, how a cache knows it.
pub(super) struct Shape {
    pub(super) reading: Reading,
    pub(super) media: &'static Media<Format>,
    pub(super) tag: Tag,
}

/// Runs work that writes an answer, and sends what it writes.
pub(super) async fn produce(
    app: &Shared,
    parts: &Parts,
    shape: Shape,
    cancel: Cancel,
    permit: Permit,
    work: impl FnOnce(&mut dyn Write) -> Result<Ending, Problem> + Send + 'static,
) -> Result<Response, Problem> {
    let plan = Plan::new(parts, shape.media.value, app.settings.stall_ms_max);
    Ok(match bridge::produce(work, cancel, plan, permit).await? {
        Answer::Whole(bytes, ending) => whole(&shape, bytes, ending),
        Answer::Begun(rest) => {
            response(&shape, Body::new(rest), header::TRAILER, HeaderValue::from_static("Concord-Result"))
        }
    })
}

/// An answer that is there already.
pub(super) fn whole(shape: &Shape, bytes: Vec<u8>, ending: Ending) -> Response {
    response(shape, Body::from(bytes), CONCORD_RESULT, ending.header())
}

fn response(shape: &Shape, body: Body, name: HeaderName, value: HeaderValue) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(shape.media.content_type));
    headers.insert(name, value);
    shape.reading.dress(headers, &shape.tag);
    response
}

/// Sends quads that a closure gives, in the format of the shape.
pub(super) async fn quads<I: Iterator<Item = Quad>>(
    app: &Shared,
    parts: &Parts,
    shape: Shape,
    source: impl FnOnce() -> I + Send + 'static,
) -> Result<Response, Problem> {
    let permit = app.gate.enter().await?;
    let cancel = Cancel::default();
    let (format, inner) = (shape.media.value, cancel.clone());
    let work = move |out: &mut dyn Write| write(source(), format, &inner, out).map(|()| Ending::Complete);
    produce(app, parts, shape, cancel, permit, work).await
}

/// Quads that are looked at before the first is written, to see which prefixes are of use.
const SAMPLE_QUADS: usize = 4_096;

/// The known prefixes, for the formats that have some; of a short text those that it uses.
fn prefixes(format: RdfFormat, sample: &[Quad]) -> Vec<(&'static str, &'static str)> {
    if !matches!(format, RdfFormat::Turtle | RdfFormat::TriG | RdfFormat::RdfXml) {
        return Vec::new();
    }
    let mut left = PREFIXES.to_vec();
    if sample.len() == SAMPLE_QUADS {
        return left;
    }
    let mut used = Vec::new();
    for iri in sample.iter().flat_map(iris) {
        used.extend(left.extract_if(.., |it| iri.starts_with(it.1)));
    }
    used
}

fn iris(quad: &Quad) -> impl Iterator<Item = &str> {
    let subject = match &quad.subject {
        NamedOrBlankNode::NamedNode(it) => Some(it.as_str()),
        NamedOrBlankNode::BlankNode(_) => None,
    };
    let object = match &quad.object {
        Term::NamedNode(it) => Some(it.as_str()),
        Term::Literal(it) => Some(it.datatype().as_str()),
        Term::BlankNode(_) | Term::Triple(_) => None,
    };
    [subject, Some(quad.predicate.as_str()), object].into_iter().flatten()
}

fn write(
    quads: impl Iterator<Item = Quad>,
    format: Format,
    cancel: &Cancel,
    out: &mut dyn Write,
) -> Result<(), Problem> {
    let Format::Rdf(format) = format else {
        return Err(Problem::new(Code::NotAcceptable, "a graph has no such format"));
    };
    let failed =
        |it: io::Error| Problem::new(Code::NotAcceptable, format!("not to be written as {format}: {it}"));
    let mut quads = quads;
    let sample: Vec<Quad> = quads.by_ref().take(SAMPLE_QUADS).collect();
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in prefixes(format, &sample) {
        let with = serializer.with_prefix(prefix, namespace);
        serializer = with.map_err(|it| Problem::new(Code::Internal, it.to_string()))?;
    }
    let mut writer = serializer.for_writer(out);
    for quad in sample.into_iter().chain(quads) {
        if cancel.is_cancelled() {
            return Err(Problem::new(Code::Cancelled, "nobody reads any more"));
        }
        let quad = quad.as_ref();
        if format.supports_datasets() {
            writer.serialize_quad(quad).map_err(failed)?;
        } else {
            writer.serialize_triple(oxrdf::TripleRef::from(quad)).map_err(failed)?;
        }
    }
    writer.finish().map(drop).map_err(failed)
}
