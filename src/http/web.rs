//! The pages for people who would rather look than read: what `make pages` built, out of the binary.
//!
//! Deliberately absent: data. The pages read the public interfaces like anybody else.

use super::pages;
use super::state::Shared;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::{EmbeddedFile, RustEmbed};
use std::fmt::Write as _;

/// What Vite wrote; nothing where Node was not there.
#[derive(RustEmbed)]
#[folder = "web/dist/site"]
#[allow_missing = true]
struct Site;

const INDEX: &str = "index.html";

/// The addresses of the pages. Each is the same file: what it shows follows from the address.
const PLACES: &[&str] = &[
    "/",
    "/regions",
    "/regions/{slug}",
    "/indicators",
    "/indicators/{slug}",
    "/agreements",
    "/agreements/{slug}",
    "/jobs",
    "/jobs/{slug}",
    "/recognition",
    "/explore",
    "/steward",
];

/// Only our own files, our own interfaces, and pictures that a page itself has drawn.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The sign of the registry, for builds without the pages as well.
const ICON: &str = include_str!("../../web/public/icon.svg");

/// The name of an asset holds a hash of what is in it.
const FOREVER: &str = "public, max-age=31536000, immutable";
const ASK_EACH_TIME: &str = "no-cache";

pub(super) fn routes() -> Router<Shared> {
    let pages = PLACES.iter().fold(Router::new(), |router, path| router.route(path, get(page)));
    pages.route("/icon.svg", get(icon)).route("/assets/{name}", get(asset))
}

/// Whether the pages are in this binary.
pub(super) fn is_built() -> bool {
    Site::get(INDEX).is_some()
}

/// The pages, or else the page that every build has.
async fn page(State(app): State<Shared>, request: Request) -> Response {
    match file(INDEX, request.headers(), ASK_EACH_TIME) {
        Some(response) => response,
        None => pages::front(State(app), request).await.into_response(),
    }
}

async fn icon(request: Request) -> Response {
    match file("icon.svg", request.headers(), ASK_EACH_TIME) {
        Some(response) => response,
        None => ([(header::CONTENT_TYPE, "image/svg+xml")], ICON).into_response(),
    }
}

async fn asset(Path(name): Path<String>, request: Request) -> Response {
    match file(&format!("assets/{name}"), request.headers(), FOREVER) {
        Some(response) => response,
        None => pages::no_such_page(request).await,
    }
}

/// One built file, in the packed form where the client takes it.
fn file(name: &str, headers: &HeaderMap, caching: &'static str) -> Option<Response> {
    let content_type = content_type(name)?;
    let plain = Site::get(name)?;
    let tag = tag(&plain);
    let packed = if takes_brotli(headers) { Site::get(&format!("{name}.br")) } else { None };
    let is_packed = packed.is_some();
    let mut response = if headers.get(header::IF_NONE_MATCH).is_some_and(|it| *it == tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Response::new(Body::from(packed.unwrap_or(plain).data))
    };
    let mut set = |name: HeaderName, value: &'static str| {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    };
    set(header::CONTENT_TYPE, content_type);
    set(header::CACHE_CONTROL, caching);
    set(header::VARY, "accept-encoding");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    if is_packed {
        set(header::CONTENT_ENCODING, "br");
    }
    response.headers_mut().insert(header::ETAG, tag);
    Some(response)
}

/// A weak validator, since the same file is sent packed and as it is.
fn tag(file: &EmbeddedFile) -> HeaderValue {
    let hash = file.metadata.sha256_hash();
    let mut text = "W/\"".to_owned();
    for it in &hash[..12] {
        let _ = write!(text, "{it:02x}");
    }
    text.push('"');
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("W/\"pages\""))
}

fn content_type(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => return None,
    })
}

/// Whether `Accept-Encoding` names brotli and does not refuse it (RFC 9110, 12.5.3).
fn takes_brotli(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|it| it.to_str().ok());
    values.flat_map(|it| it.split(',')).any(|member| {
        let mut parts = member.split(';').map(str::trim);
        let is_brotli = parts.next().is_some_and(|it| it.eq_ignore_ascii_case("br"));
        let quality = parts.find_map(|it| it.strip_prefix("q=")).and_then(|it| it.parse::<f32>().ok());
        is_brotli && quality.is_none_or(|it| it > 0.0)
    })
}
