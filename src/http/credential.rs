//! `/recognition/credentials` and `/recognition/verify`: an assessment signed; and is a signed one valid, and if not, why?
//!
//! Nothing is stored, and nothing that a credential names is looked up.

use super::params::Params;
use super::problem::{Code, Problem};
use super::state::{App, Shared};
use super::upload::Upload;
use super::{body, bridge, negotiate, reading, recognition};
use crate::credential::{CredentialError, IssuerKey, Limits};
use crate::registry::{Registry, Shown, verdict_json};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde_json::json;
use std::sync::Arc;

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
    Ok(told(bridge::run(work).await??))
}

/// JSON that no cache keeps.
fn told(json: String) -> Response {
    let mut response = Response::new(Body::from(json));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// POST of one application: its assessment, signed with the key of the server.
pub(super) async fn sign(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let key = key(&app)?;
    let (parts, body) = request.into_parts();
    let params = Params::of(&parts)?;
    let valid_until = params.only("validUntil")?.map(str::to_owned);
    let at = reading::at(&params)?;
    let base = format!("{}recognition/credentials", app.base(&parts.headers));
    let upload = Upload::read(&app, &parts, base, false, body).await?;
    let permit = app.gate.enter().await?;
    let registry = Arc::clone(&app.registry);
    let work = move || {
        let _permit = permit;
        let view = registry.view_at(&at)?;
        let application = recognition::only_application(&registry, upload)?;
        let ready = registry.recognition_facts(&view)?;
        let assessment = ready.decide(&application);
        let shown = Shown { application: &application, assessment: &assessment, ready: &ready, view: &view };
        let signed = Registry::sign_assessment(&shown, &key, valid_until.as_deref())?;
        Ok(recognition::private("application/vc", signed.into_bytes(), ready.revision))
    };
    bridge::run(work).await?
}

/// GET of the issuer of what this server signs.
pub(super) async fn issuer(State(app): State<Shared>) -> Result<Response, Problem> {
    Ok(told(json!({ "issuer": key(&app)?.public().did() }).to_string()))
}

fn key(app: &App) -> Result<Arc<IssuerKey>, Problem> {
    let key = app.settings.key.clone();
    key.ok_or_else(|| Problem::new(Code::NoKey, "the server was started without a key"))
}

impl From<CredentialError> for Problem {
    fn from(error: CredentialError) -> Self {
        let code = match error {
            CredentialError::NoTimeZone(_) => Code::BadParameter,
            _ => Code::Refused,
        };
        Self::new(code, error.to_string())
    }
}
