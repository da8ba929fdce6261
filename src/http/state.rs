//! What do all handlers share?

use super::gate::Gate;
use super::graphql::{Persisted, Sockets};
use super::news::News;
use super::pace::Pace;
use crate::credential::IssuerKey;
use crate::graphql::{Api, Limits};
use crate::registry::Registry;
use axum::http::HeaderMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

/// How the server is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    pub bind: SocketAddr,
    /// The address that clients see, with its last slash; else it is taken from each request.
    pub base: Option<String>,
    /// What assessments are signed with; without it none is.
    pub key: Option<Arc<IssuerKey>>,
    /// Queries and updates that run at the same time.
    pub tasks_max: usize,
    /// Requests that wait for their turn; one more is turned away.
    pub queue_tasks_max: usize,
    /// The longest wait for a turn, milliseconds.
    pub queue_ms_max: u64,
    /// The longest request body, bytes.
    pub body_bytes_max: usize,
    /// The time for a whole request body to come in, milliseconds.
    pub body_ms_max: u64,
    /// The longest pause of a client that reads a long answer, milliseconds.
    pub stall_ms_max: u64,
    /// Sockets of GraphQL that are open at the same time; one more is turned away.
    pub sockets_max: usize,
    /// The time for a new socket to ask for its connection, milliseconds.
    pub socket_init_ms_max: u64,
    /// What running requests get to end in when the server stops, milliseconds.
    pub shutdown_ms_max: u64,
}

impl Default for Settings {
    fn default() -> Self {
        let n_cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            bind: SocketAddr::from((Ipv4Addr::LOCALHOST, 7878)),
            base: None,
            key: None,
            tasks_max: n_cores * 2,
            queue_tasks_max: 256,
            queue_ms_max: 10_000,
            body_bytes_max: 1 << 30,
            body_ms_max: 600_000,
            stall_ms_max: 30_000,
            sockets_max: 256,
            socket_init_ms_max: 10_000,
            shutdown_ms_max: 10_000,
        }
    }
}

/// The state behind every handler.
pub(super) struct App {
    pub(super) registry: Arc<Registry>,
    pub(super) settings: Settings,
    pub(super) gate: Gate,
    pub(super) pace: Pace,
    pub(super) graphql: Arc<Api>,
    pub(super) persisted: Persisted,
    pub(super) sockets: Sockets,
    pub(super) news: News,
}

pub(super) type Shared = Arc<App>;

impl App {
    pub(super) fn new(registry: Arc<Registry>, settings: Settings) -> Self {
        let gate = Gate::new(settings.tasks_max, settings.queue_tasks_max, settings.queue_ms_max);
        Self {
            graphql: Arc::new(Api::new(Arc::clone(&registry), Limits::default())),
            persisted: Persisted::new(),
            sockets: Sockets::new(settings.sockets_max),
            news: News::of(&registry),
            registry,
            settings,
            gate,
            pace: Pace::new(),
        }
    }

    /// The address under which the client sees the server, with its last slash.
    pub(super) fn base(&self, headers: &HeaderMap) -> String {
        if let Some(base) = &self.settings.base {
            return base.clone();
        }
        let text = |name: &str| headers.get(name).and_then(|it| it.to_str().ok());
        let is_host = |it: &&str| it.bytes().all(|it| it.is_ascii_alphanumeric() || b".-_:[]".contains(&it));
        let scheme = if text("x-forwarded-proto") == Some("https") { "https" } else { "http" };
        match text("host").filter(is_host).filter(|it| !it.is_empty()) {
            Some(host) => format!("{scheme}://{host}/"),
            None => format!("http://{}/", self.settings.bind),
        }
    }
}
