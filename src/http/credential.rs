//! `/recognition/verify`: is a signed assessment valid, and if not, why?
//!
//! Nothing is stored, and nothing that the credential names is looked up.

use super::body;
use super::bridge;
use super::negotiate;
use super::params::Params;
use super::problem::{Code, Problem};
use super::state::Shared;
use crate::credential::Limits;
use crate::registry::{Registry, verdict_json};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;

/// The media types of a credential; a body without one is taken as it is.
const MEDIA_TYPES: [&str; 3] = ["application/vc", "application/ld+json", "application/json"];

/// POST a credential as JSON-LD; `issuer` is one that is trusted, as often as wanted; `at` is the time that counts.
///
/// A credential that is not valid is an answer like any other, with status 200.
pub(super) async fn verify(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let params = Params::of(&parts)?;
    let (issuers, at) = (params.all("issuer"), params.only("at")?.map(str::to_owned));
    let kind = negotiate::content_type(&parts.headers);
    if !kind.is_empty() && !MEDIA_TYPES.contains(&kind.as_str()) {
        let problem = Problem::new(Code::BadMediaType, format!("a credential is not sent as `{kind}`"));
        return Err(problem.offering(MEDIA_TYPES.into_iter()));
    }
    let text = body::read_up_to(&app, body, Limits::default().credential_bytes_max).await?;
    let permit = app.gate.enter().await?;
    let work = move || {
        let _permit = permit;
        Registry::verify_credential(&text, issuers, at.as_deref()).map(|it| verdict_json(&it))
    };
    let mut response = Response::new(Body::from(bridge::run(work).await??));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
