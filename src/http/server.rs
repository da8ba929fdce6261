//! How does the server start, and how does it stop?

use super::{Settings, router};
use crate::registry::Registry;
use axum::Router;
use axum::serve::ListenerExt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

/// Why the server could not run.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    #[error("failed to listen on {address}: {source}")]
    Bind { address: SocketAddr, source: io::Error },
    #[error("failed to start the server: {0}")]
    Start(#[from] io::Error),
}

/// Serves until the process is told to stop; running requests get some time to end, the rest is cancelled.
pub fn serve(registry: Arc<Registry>, settings: Settings) -> Result<(), HttpError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = runtime.block_on(run(registry, settings));
    // Dropping what still runs cancels it; a query looks at that many times a second.
    runtime.shutdown_timeout(Duration::from_secs(2));
    outcome
}

async fn run(registry: Arc<Registry>, settings: Settings) -> Result<(), HttpError> {
    let address = settings.bind;
    let time = Duration::from_millis(settings.shutdown_ms_max);
    let listener = TcpListener::bind(address).await.map_err(|source| HttpError::Bind { address, source })?;
    let address = listener.local_addr()?;
    let router = router(registry, settings);
    tracing::info!("listening on http://{address}/");
    serve_until_told(listener, router, time).await
}

async fn serve_until_told(listener: TcpListener, router: Router, time: Duration) -> Result<(), HttpError> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let (told, stopping) = oneshot::channel();
    // Answers are short: waiting for more to send with them would cost more than it saves.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        tokio::select! { _ = interrupt.recv() => (), _ = terminate.recv() => () }
        tracing::info!("stopping");
        let _ = told.send(());
    });
    tokio::select! {
        end = server.into_future() => end?,
        () = async { if stopping.await.is_ok() { tokio::time::sleep(time).await } else { std::future::pending().await } } => (),
    }
    Ok(())
}
