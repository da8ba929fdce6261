//! `/graphql/ws`: queries and subscriptions over one WebSocket (RFC 6455), by the protocol `graphql-transport-ws`.
//!
//! One task a socket reads and writes it; each operation is a task of its own, whose messages come through one queue.
//! Whoever reads slowly makes its operations wait, and whoever does not read is let go.

use super::message::{self, Close, Message, SUBPROTOCOL};
use super::operation::{self, Outlet, Running};
use super::request::{Asked, REQUEST_BYTES_MAX};
use super::{POST_ALLOWS, answer, complete};
use crate::http::params::Params;
use crate::http::problem::{Code, Problem};
use crate::http::state::Shared;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message as Frame, WebSocket, WebSocketUpgrade};
use axum::http::request::Parts;
use axum::response::Response;
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::{Instant, interval_at, sleep, timeout};

/// Operations that run on one socket at the same time.
const OPERATIONS_MAX: usize = 64;

/// Answers that one socket holds at the same time, sent or being made.
const ANSWERS_MAX: usize = 2;

/// The time between two pings; a client that is not heard of for two of them is gone. Seconds.
const PING_S: u64 = 30;

/// The time that a close frame gets to be sent, milliseconds.
const CLOSE_MS_MAX: u64 = 1_000;

/// The places for sockets.
pub(in crate::http) struct Sockets(Arc<Semaphore>);

impl Sockets {
    pub(in crate::http) fn new(sockets_max: usize) -> Self {
        Self(Arc::new(Semaphore::new(sockets_max)))
    }

    fn enter(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let full = |_| Problem::new(Code::Busy, "all sockets are taken");
        Arc::clone(&self.0).try_acquire_owned().map_err(full)
    }
}

pub(in crate::http) async fn get(
    State(app): State<Shared>,
    parts: Parts,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    let upgrade = upgrade.map_err(|it| Problem::new(Code::NoUpgrade, it.to_string()))?;
    let params = Params::of(&parts)?;
    let place = app.sockets.enter()?;
    let upgrade = upgrade.protocols([SUBPROTOCOL]);
    let upgrade = upgrade.max_message_size(REQUEST_BYTES_MAX).max_frame_size(REQUEST_BYTES_MAX);
    Ok(upgrade.on_upgrade(move |socket| async move {
        let _place = place;
        serve(app, parts, params, socket).await;
    }))
}

async fn serve(app: Shared, parts: Parts, params: Params, mut socket: WebSocket) {
    let end = Session::new(app, parts, params).run(&mut socket).await;
    let last = async {
        if let Err(close) = end {
            tracing::debug!("a socket is closed: {} {}", close.code, close.reason());
            let frame = CloseFrame { code: close.code, reason: close.reason().into() };
            drop(socket.send(Frame::Close(Some(frame))).await);
        }
        // The close frame of a client is answered by reading on, and a line that is cut with something unread loses
        // what was sent last.
        while let Some(Ok(_)) = socket.recv().await {}
    };
    // Whoever does not answer is let go.
    let _ = timeout(Duration::from_millis(CLOSE_MS_MAX), last).await;
}

/// The state of one socket.
struct Session {
    app: Shared,
    parts: Parts,
    params: Params,
    is_acknowledged: bool,
    operations: FxHashMap<String, Running>,
    /// How many operations there have been.
    serial: u64,
    turns: Arc<Semaphore>,
    sender: mpsc::Sender<operation::Message>,
    messages: mpsc::Receiver<operation::Message>,
}

impl Session {
    fn new(app: Shared, parts: Parts, params: Params) -> Self {
        let (sender, messages) = mpsc::channel(ANSWERS_MAX);
        Self {
            app,
            parts,
            params,
            is_acknowledged: false,
            operations: FxHashMap::default(),
            serial: 0,
            turns: Arc::new(Semaphore::new(ANSWERS_MAX)),
            sender,
            messages,
        }
    }

    /// Goes on until the client ends the socket, or there is a reason to close it.
    async fn run(&mut self, socket: &mut WebSocket) -> Result<(), Close> {
        if socket.protocol().is_none() {
            return Err(Close::subprotocol());
        }
        let limit = sleep(Duration::from_millis(self.app.settings.socket_init_ms_max));
        tokio::pin!(limit);
        let period = Duration::from_secs(PING_S);
        let mut pings = interval_at(Instant::now() + period, period);
        let mut is_heard_of = true;
        loop {
            tokio::select! {
                frame = socket.recv() => match frame {
                    Some(Ok(Frame::Close(_))) | None => return Ok(()),
                    Some(Ok(frame)) => {
                        is_heard_of = true;
                        self.take(socket, frame).await?;
                    }
                    Some(Err(_)) => return Err(Close::invalid("Invalid message: too long, or no WebSocket frame")),
                },
                Some(message) = self.messages.recv() => self.pass_on(socket, message).await?,
                () = &mut limit, if !self.is_acknowledged => return Err(Close::initialisation_timeout()),
                _ = pings.tick() => {
                    if !std::mem::take(&mut is_heard_of) {
                        return Err(Close::stalled());
                    }
                    self.send(socket, Frame::Ping(Bytes::new())).await?;
                }
            }
        }
    }

    async fn take(&mut self, socket: &mut WebSocket, frame: Frame) -> Result<(), Close> {
        let text = match frame {
            Frame::Text(text) => text,
            Frame::Binary(_) => return Err(Close::invalid("Invalid message: it is binary")),
            Frame::Ping(_) | Frame::Pong(_) | Frame::Close(_) => return Ok(()),
        };
        match Message::read(&text)? {
            Message::ConnectionInit if self.is_acknowledged => Err(Close::too_many_initialisations()),
            Message::ConnectionInit => {
                self.is_acknowledged = true;
                self.say(socket, message::connection_ack()).await
            }
            Message::Ping(payload) => self.say(socket, message::pong(payload)).await,
            Message::Pong => Ok(()),
            Message::Subscribe { .. } if !self.is_acknowledged => Err(Close::unauthorized()),
            Message::Subscribe { id, payload } => self.subscribe(socket, id, payload).await,
            Message::Complete { id } => {
                // The operation may have ended meanwhile.
                self.operations.remove(&id);
                Ok(())
            }
        }
    }

    async fn subscribe(&mut self, socket: &mut WebSocket, id: String, payload: Value) -> Result<(), Close> {
        if self.operations.contains_key(&id) {
            return Err(Close::subscriber_exists(&id));
        }
        if self.operations.len() >= OPERATIONS_MAX {
            let detail = format!("{OPERATIONS_MAX} operations run on this socket");
            let errors = json!([answer::error(&Problem::new(Code::TooManySubscriptions, detail))]);
            return self.say(socket, message::error(&id, &errors)).await;
        }
        self.serial += 1;
        let asked = Asked::from_value(payload);
        let request =
            asked.and_then(|it| complete(&self.app, &self.parts.headers, &self.params, it, POST_ALLOWS));
        let outlet = Outlet {
            id: id.as_str().into(),
            serial: self.serial,
            messages: self.sender.clone(),
            turns: Arc::clone(&self.turns),
        };
        self.operations.insert(id, operation::start(&self.app, request, outlet));
        Ok(())
    }

    /// Sends what an operation says, unless the client has completed it.
    async fn pass_on(&mut self, socket: &mut WebSocket, message: operation::Message) -> Result<(), Close> {
        let is_current = self.operations.get(&*message.id).is_some_and(|it| it.serial == message.serial);
        if !is_current {
            return Ok(());
        }
        if message.is_last {
            self.operations.remove(&*message.id);
        }
        let operation::Message { text, turn, .. } = message;
        let sent = self.say(socket, text).await;
        drop(turn);
        sent
    }

    async fn say(&self, socket: &mut WebSocket, text: String) -> Result<(), Close> {
        self.send(socket, Frame::Text(text.into())).await
    }

    async fn send(&self, socket: &mut WebSocket, frame: Frame) -> Result<(), Close> {
        let time = Duration::from_millis(self.app.settings.stall_ms_max);
        match timeout(time, socket.send(frame)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Close::stalled()),
        }
    }
}
