//! Which revision does a read see, and how does a cache know its answer again?

use super::bridge;
use super::params::Params;
use super::problem::{Code, Problem};
use super::state::Shared;
use crate::graph::View;
use crate::registry::At;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

pub(super) const CONCORD_REVISION: HeaderName = HeaderName::from_static("concord-revision");
pub(super) const CONCORD_RESULT: HeaderName = HeaderName::from_static("concord-result");
pub(super) const MEMENTO_DATETIME: HeaderName = HeaderName::from_static("memento-datetime");

/// One revision, held from the start of a read to its end.
#[derive(Clone)]
pub(super) struct Reading {
    pub(super) view: Arc<View>,
    /// Whether the request names the revision, so that the answer never changes.
    is_pinned: bool,
    /// When the revision was accepted, where the request asks for an earlier state.
    date: Option<HeaderValue>,
}

impl Reading {
    /// The revision that `revision` or `as-of` name, or else the last.
    pub(super) async fn new(app: &Shared, params: &Params) -> Result<Self, Problem> {
        Self::at(app, at(params)?).await
    }

    /// That revision.
    pub(super) async fn at(app: &Shared, at: At) -> Result<Self, Problem> {
        if at == At::Latest {
            return Ok(Self { view: app.registry.view(), is_pinned: false, date: None });
        }
        let is_pinned = matches!(at, At::Revision(_));
        let registry = Arc::clone(&app.registry);
        let view = bridge::run(move || registry.view_at(&at)).await??;
        let heads = app.registry.revisions();
        let head = (view.revision() as usize).checked_sub(1).and_then(|it| heads.get(it));
        Ok(Self { date: head.and_then(|it| http_date(&it.time)), view, is_pinned })
    }

    /// The strong validator of an answer: the revision, and everything of the request that shapes the bytes.
    pub(super) fn tag(&self, parts: &Parts, request: impl Hash) -> Tag {
        let sizes = (self.view.union().len(), self.view.dictionary().len());
        Tag::new(self.view.revision(), parts, (request, sizes))
    }

    /// What every read tells in its headers.
    pub(super) fn dress(&self, headers: &mut HeaderMap, tag: &Tag) {
        tag.dress(headers, self.view.revision(), self.is_pinned);
        if let Some(date) = &self.date {
            headers.insert(MEMENTO_DATETIME, date.clone());
        }
    }

    /// A short answer that is whole.
    pub(super) fn answer(&self, tag: &Tag, content_type: &'static str, body: impl Into<Body>) -> Response {
        let mut response = Response::new(body.into());
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        headers.insert(CONCORD_RESULT, HeaderValue::from_static("complete"));
        self.dress(headers, tag);
        response
    }

    /// `304 Not Modified` where the client holds this answer already.
    pub(super) fn unchanged(&self, parts: &Parts, tag: &Tag) -> Option<Response> {
        if !tag.is_held(&parts.headers) {
            return None;
        }
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        self.dress(response.headers_mut(), tag);
        Some(response)
    }
}

/// An entity tag, with its quotes.
pub(super) struct Tag(String);

impl Tag {
    /// The validator of an answer of that revision to what `request` says beside method, path and encoding.
    pub(super) fn new(revision: u64, parts: &Parts, request: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        (parts.method.as_str(), parts.uri.path(), request).hash(&mut hasher);
        let encoding = parts.headers.get(header::ACCEPT_ENCODING);
        encoding.map(HeaderValue::as_bytes).hash(&mut hasher);
        Self(format!("\"{revision}-{:016x}\"", hasher.finish()))
    }

    /// What a cache is told of an answer of that revision; a pinned one never changes.
    pub(super) fn dress(&self, headers: &mut HeaderMap, revision: u64, is_pinned: bool) {
        headers.insert(CONCORD_REVISION, HeaderValue::from(revision));
        if let Ok(tag) = HeaderValue::from_str(&self.0) {
            headers.insert(header::ETAG, tag);
        }
        let cache = if is_pinned { "public, max-age=31536000, immutable" } else { "no-cache" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        let vary = HeaderValue::from_static("accept, accept-encoding, accept-language");
        headers.insert(header::VARY, vary);
    }

    /// Whether the client holds the answer with this tag (RFC 9110, 13.1.2).
    pub(super) fn is_held(&self, headers: &HeaderMap) -> bool {
        let held = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|it| it.to_str().ok());
        held.flat_map(|it| it.split(','))
            .map(str::trim)
            .any(|it| it == "*" || it.strip_prefix("W/").unwrap_or(it) == self.0)
    }
}

/// Which revision `revision` or `as-of` name, or else the last.
pub(super) fn at(params: &Params) -> Result<At, Problem> {
    let time = params.only("as-of")?;
    match (params.number("revision")?, time) {
        (None, None) => Ok(At::Latest),
        (Some(number), None) => Ok(At::Revision(number)),
        // A `+` that was not encoded has come as a blank.
        (None, Some(time)) => Ok(At::AsOf(time.replace(' ', "+"))),
        (Some(_), Some(_)) => {
            Err(Problem::new(Code::BadParameter, "either `revision` or `as-of` may be given, not both"))
        }
    }
}

/// A time of the log, RFC 3339, as HTTP writes dates.
pub(super) fn http_date(time: &str) -> Option<HeaderValue> {
    let time: jiff::Timestamp = time.parse().ok()?;
    HeaderValue::from_str(&time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()).ok()
}
