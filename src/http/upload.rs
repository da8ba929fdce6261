//! How does a request's body become a source of a load?

use super::body;
use super::negotiate::{self, DATASETS, GRAPHS};
use super::problem::{Code, Problem};
use super::state::Shared;
use crate::load::{self, Compression, Input, RdfFormat};
use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

/// A body that has come in, and how it is to be read; a clone shares the bytes.
#[derive(Clone)]
pub(super) struct Upload {
    bytes: Bytes,
    format: RdfFormat,
    compression: Compression,
    base_iri: String,
}

impl Upload {
    /// Takes the body in; it has to be of a format with named graphs where it `needs_graphs`.
    pub(super) async fn read(
        app: &Shared,
        parts: &Parts,
        base_iri: String,
        needs_graphs: bool,
        body: Body,
    ) -> Result<Self, Problem> {
        let offers = if needs_graphs { DATASETS } else { GRAPHS };
        let kind = negotiate::content_type(&parts.headers);
        let unknown = |detail: String| {
            Problem::new(Code::BadMediaType, detail).offering(offers.iter().map(|it| it.essence))
        };
        if kind.is_empty() {
            return Err(unknown("`Content-Type` is missing".to_owned()));
        }
        let format = load::format_of_media_type(&kind).map_err(|it| unknown(it.to_string()))?;
        if needs_graphs && !format.supports_datasets() {
            return Err(unknown(format!("{kind} holds one graph: name it by `graph`, or give `default`")));
        }
        let compression = compression(&parts.headers)?;
        Ok(Self { bytes: body::read(app, body).await?, format, compression, base_iri })
    }

    /// What it says outside of named graphs goes into that graph.
    pub(super) fn into_input(self, graph: Option<String>) -> Input<'static> {
        let Self { bytes, format, compression, base_iri } = self;
        let reader = Box::new(std::io::Cursor::new(bytes));
        Input { name: "request".to_owned(), format, compression, graph, base_iri: Some(base_iri), reader }
    }
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
