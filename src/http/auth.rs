//! Who asks? A bearer token and its role.

use super::bridge;
use super::problem::{Code, Problem};
use super::state::Shared;
use crate::registry::{Role, Token};
use axum::http::{HeaderMap, header};
use std::sync::Arc;

/// The token of a request, where its role is that one or a higher one.
pub(super) async fn require(app: &Shared, headers: &HeaderMap, role: Role) -> Result<Token, Problem> {
    let Some(secret) = bearer(headers) else {
        return Err(Problem::new(Code::NoToken, "the request has no `Authorization: Bearer` header"));
    };
    let (registry, secret) = (Arc::clone(&app.registry), secret.to_owned());
    let found = bridge::run(move || registry.tokens().find(&secret)).await?;
    let failed = |error: crate::registry::TokenError| Problem::new(Code::Internal, error.to_string());
    let Some(token) = found.map_err(failed)? else {
        return Err(Problem::new(Code::NoToken, "the token is not known here"));
    };
    if token.role < role {
        let detail = format!("the token `{}` has the role {}, this needs {role}", token.name, token.role);
        return Err(Problem::new(Code::Forbidden, detail));
    }
    Ok(token)
}

/// The scheme is compared without regard to case (RFC 9110, 11.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, secret) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(secret.trim())
}
