//! `/validate`: RDF checked against SHACL shapes, and nothing stored.
//!
//! A `multipart/form-data` body with parts `data` and `shapes`, each any number of times: the data is checked against
//! these shapes and stands alone. RDF without shapes is checked as a load would: against the shapes of the registry and
//! beside what it holds, in the place of the graph named by `graph` if one is named.

use super::body;
use super::bridge::{self, CancelOnDrop};
use super::loads;
use super::multipart::{self, Part};
use super::negotiate::{self, GRAPHS};
use super::openapi::{Endpoint, FORMAT, LANG};
use super::params::Params;
use super::problem::{Code, Problem};
use super::state::Shared;
use crate::load::{
    self, Compression, Input, Limits, Mode, RdfFormat, SparqlAsker, format_of_file, format_of_media_type,
};
use crate::registry::{FindingsFormat, write_findings};
use crate::shape;
use crate::sparql::Cancel;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use std::io::Cursor;
use std::sync::Arc;

pub(super) const API: &[Endpoint] =
    &[Endpoint::get("/validate", "validate", "Check data against shapes; nothing is stored.")
        .by(
            "post",
            &[
                "text/turtle",
                "application/n-triples",
                "application/ld+json",
                "application/rdf+xml",
                "application/trig",
                "application/n-quads",
                "multipart/form-data",
            ],
        )
        .taking(&[FORMAT, LANG])
        .answering(&[
            "text/turtle",
            "application/json",
            "text/csv",
            "text/plain",
            "application/sarif+json",
            "text/html",
        ])];

/// What one request may send, bytes: nobody needs a token here.
const DATA_BYTES_MAX: usize = 64 << 20;

/// Findings that one answer tells; more are counted.
const FINDINGS_MAX: usize = 10_000;

/// Findings that are counted; with more there is no report.
const COUNTED_MAX: usize = 1_000_000;

/// Time for the SPARQL queries of shapes on one focus node, milliseconds.
const QUESTION_MS_MAX: u64 = 2_000;

/// A report as a page has its own style and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

pub(super) async fn post(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let params = Params::of(&parts)?;
    let media = negotiate::choose(params.first("format"), &parts.headers, negotiate::REPORTS)?;
    let language = params.first("lang").unwrap_or("en").to_owned();
    let graph = loads::graph(&params)?;
    let registry = Arc::clone(&app.registry);
    let base = format!("{}validate", app.base(&parts.headers));
    let kind = negotiate::content_type(&parts.headers);
    let whole = parts.headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let bytes = body::read(&app, body).await?;
    if bytes.len() > DATA_BYTES_MAX {
        let detail = format!("a validation takes {DATA_BYTES_MAX} bytes at most");
        return Err(Problem::new(Code::TooLarge, detail));
    }
    let (data, shapes) = if kind == "multipart/form-data" {
        form(whole, &bytes)?
    } else {
        let part = Part { name: "data".to_owned(), filename: None, content_type: kind, bytes };
        (vec![Sent::new(part)?], Vec::new())
    };
    let permit = app.gate.enter().await?;
    let cancel = Cancel::default();
    let _guard = CancelOnDrop(cancel.clone());
    let mut limits = app.registry.settings().limits.clone();
    limits.query_ms_max = limits.query_ms_max.min(QUESTION_MS_MAX);
    let asker = SparqlAsker { limits, cancel };
    let work = move || {
        let _permit = permit;
        let check_limits = shape::Limits {
            findings_max: FINDINGS_MAX,
            counted_max: COUNTED_MAX,
            ..shape::Limits::default()
        };
        let load_limits = Limits { bytes_max: 4 * DATA_BYTES_MAX as u64, ..Limits::default() };
        let inputs = |all: &[Sent]| all.iter().map(|it| it.input(&base)).collect::<Vec<_>>();
        let findings = if shapes.is_empty() {
            let into = |all: Vec<Input<'static>>| -> Vec<_> {
                all.into_iter().map(|it| Input { graph: graph.clone(), ..it }).collect()
            };
            let mode = if graph.is_some() { Mode::Replace } else { Mode::Add };
            let again = || into(inputs(&data));
            registry.validate(into(inputs(&data)), again, mode, &load_limits)?
        } else {
            let (shapes, data_inputs) = (inputs(&shapes), inputs(&data));
            let mut findings = load::validate(shapes, data_inputs, &load_limits, check_limits, &asker)?;
            // A report in RDF has no place for lines.
            if !matches!(media.value, FindingsFormat::Rdf(_)) {
                load::locate(&mut findings.all, inputs(&data), load::DATA_REVISION, &load_limits);
            }
            findings
        };
        let mut text = Vec::new();
        // Writing to memory cannot fail.
        let _ = write_findings(&findings, media.value, &language, &mut text);
        Ok::<_, Problem>((text, findings.is_capped()))
    };
    let (text, is_cut) = bridge::run(work).await??;
    let mut response = Response::new(Body::from(text));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media.content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    let whole = if is_cut { "truncated" } else { "complete" };
    headers.insert(super::reading::CONCORD_RESULT, HeaderValue::from_static(whole));
    Ok(response)
}

/// One part of a request, as it is to be read.
struct Sent {
    name: String,
    format: RdfFormat,
    compression: Compression,
    bytes: Bytes,
}

impl Sent {
    fn new(part: Part) -> Result<Self, Problem> {
        let named = part.filename.as_deref().and_then(|it| format_of_file(it).ok());
        let (format, compression) = match (format_of_media_type(&part.content_type), named) {
            (Ok(format), named) => (format, named.map_or(Compression::None, |it| it.1)),
            (Err(_), Some(named)) => named,
            (Err(error), None) => {
                let problem = Problem::new(Code::BadMediaType, error.to_string());
                return Err(problem.offering(GRAPHS.iter().map(|it| it.essence)));
            }
        };
        Ok(Self { name: part.filename.unwrap_or(part.name), format, compression, bytes: part.bytes })
    }

    fn input(&self, base: &str) -> Input<'static> {
        Input {
            name: self.name.clone(),
            format: self.format,
            compression: self.compression,
            graph: None,
            base_iri: Some(base.to_owned()),
            reader: Box::new(Cursor::new(self.bytes.clone())),
        }
    }
}

/// The parts `data` and `shapes` of a form.
fn form(content_type: &str, bytes: &Bytes) -> Result<(Vec<Sent>, Vec<Sent>), Problem> {
    let (mut data, mut shapes) = (Vec::new(), Vec::new());
    for part in multipart::parts(content_type, bytes)? {
        match part.name.as_str() {
            "data" => data.push(Sent::new(part)?),
            "shapes" => shapes.push(Sent::new(part)?),
            other => {
                let detail = format!("the part `{other}` means nothing here: send `data` and `shapes`");
                return Err(Problem::new(Code::BadParameter, detail));
            }
        }
    }
    if data.is_empty() {
        return Err(Problem::new(Code::BadParameter, "the part `data` is missing"));
    }
    Ok((data, shapes))
}
