//! How does a request's body come in whole, within its limits?

use super::problem::{Code, Problem};
use super::state::Shared;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use std::time::Duration;
use tokio::time::timeout;

/// The whole body, unless it is too long or too slow.
pub(super) async fn read(app: &Shared, body: Body) -> Result<Bytes, Problem> {
    read_up_to(app, body, usize::MAX).await
}

/// The whole body, with a limit of its own beside that of the server, bytes.
pub(super) async fn read_up_to(app: &Shared, body: Body, bytes_max: usize) -> Result<Bytes, Problem> {
    let max = app.settings.body_bytes_max.min(bytes_max);
    let too_large = || Problem::new(Code::TooLarge, format!("a body may have {max} bytes at most"));
    if body.size_hint().lower() > max as u64 {
        return Err(too_large());
    }
    let time = Duration::from_millis(app.settings.body_ms_max);
    match timeout(time, to_bytes(body, max)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) if is_too_long(&error) => Err(too_large()),
        Ok(Err(error)) => Err(Problem::new(Code::BrokenBody, format!("the body broke off: {error}"))),
        Err(_) => {
            Err(Problem::new(Code::SlowBody, format!("the body took more than {} ms", time.as_millis())))
        }
    }
}

/// What `to_bytes` says of a body beyond its limit; the type behind it belongs to a crate that is not ours.
fn is_too_long(error: &axum::Error) -> bool {
    error.to_string().contains("length limit")
}
