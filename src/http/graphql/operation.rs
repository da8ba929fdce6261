//! How does one operation run over a socket, and where do its results go?

use super::message;
use super::{answer, execute};
use crate::graphql::{Answer, Fault, Operations, Outcome, Request};
use crate::http::bridge;
use crate::http::problem::{Code, Problem};
use crate::http::state::Shared;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::sleep;

/// How long a subscription waits before it asks for a turn again, milliseconds; it may not leave a revision out.
const BUSY_MS: u64 = 200;

/// What may run once an operation has turned out to be no query.
const SUBSCRIPTION: Operations = Operations { query: false, mutation: false, subscription: true };

/// A message of an operation to its client.
pub(super) struct Message {
    pub(super) id: Arc<str>,
    /// Which of the operations that have had this identifier it was.
    pub(super) serial: u64,
    pub(super) text: String,
    /// Whether the operation has ended with it.
    pub(super) is_last: bool,
    /// Held until the message is sent, so that a socket keeps few answers.
    pub(super) turn: OwnedSemaphorePermit,
}

/// An operation that runs; it stops when this is dropped.
pub(super) struct Running {
    pub(super) serial: u64,
    task: JoinHandle<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Where an operation sends its messages.
pub(super) struct Outlet {
    pub(super) id: Arc<str>,
    pub(super) serial: u64,
    pub(super) messages: mpsc::Sender<Message>,
    /// Who holds a turn may have one answer in memory.
    pub(super) turns: Arc<Semaphore>,
}

impl Outlet {
    async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.turns).acquire_owned().await.ok()
    }

    async fn send(&self, turn: OwnedSemaphorePermit, text: String, is_last: bool) {
        let message = Message { id: Arc::clone(&self.id), serial: self.serial, text, is_last, turn };
        // Without a socket nobody waits for it.
        let _ = self.messages.send(message).await;
    }

    async fn fail(&self, turn: OwnedSemaphorePermit, errors: &Value) {
        self.send(turn, message::error(&self.id, errors), true).await;
    }

    async fn fail_with(&self, turn: OwnedSemaphorePermit, problem: &Problem) {
        self.fail(turn, &json!([answer::error(problem)])).await;
    }
}

/// Starts an operation.
pub(super) fn start(app: &Shared, request: Result<Request, Problem>, outlet: Outlet) -> Running {
    let serial = outlet.serial;
    Running { serial, task: tokio::spawn(run(Arc::clone(app), request, outlet)) }
}

async fn run(app: Shared, request: Result<Request, Problem>, outlet: Outlet) {
    // Revisions that come from here on are told.
    let mut news = app.news.follow();
    let told = *news.borrow_and_update();
    let Some(turn) = outlet.turn().await else { return };
    let request = match request {
        Ok(request) => Arc::new(request),
        Err(problem) => return outlet.fail_with(turn, &problem).await,
    };
    match execute(&app, Arc::clone(&request)).await {
        Ok(answer) if answer.outcome == Outcome::Whole => {
            outlet.send(turn, message::next(&outlet.id, &answer.body), false).await;
            let Some(turn) = outlet.turn().await else { return };
            outlet.send(turn, message::complete(&outlet.id), true).await;
        }
        Ok(answer) if answer.outcome == Outcome::WrongOperation => {
            let request = Request { allows: SUBSCRIPTION, ..Request::clone(&request) };
            subscribe(&app, Arc::new(request), &outlet, turn, (news, told)).await;
        }
        Ok(answer) => outlet.fail(turn, &errors(&answer)).await,
        Err(problem) => outlet.fail_with(turn, &problem).await,
    }
}

/// An operation with a result for each revision after `told`.
async fn subscribe(
    app: &Shared,
    request: Arc<Request>,
    outlet: &Outlet,
    turn: OwnedSemaphorePermit,
    (mut news, mut told): (watch::Receiver<u64>, u64),
) {
    // What is wrong with the text is said now, and not when the next revision comes.
    match check(app, Arc::clone(&request)).await {
        Ok(Ok(())) => drop(turn),
        Ok(Err(faults)) => return outlet.fail(turn, &faults.iter().map(Fault::json).collect()).await,
        Err(problem) => return outlet.fail_with(turn, &problem).await,
    }
    loop {
        let last = *news.borrow_and_update();
        while told < last {
            told += 1;
            let Some(turn) = outlet.turn().await else { return };
            match event(app, &request, told).await {
                Ok(answer) if answer.outcome == Outcome::Whole => {
                    outlet.send(turn, message::next(&outlet.id, &answer.body), false).await;
                }
                Ok(answer) => return outlet.fail(turn, &errors(&answer)).await,
                Err(problem) => return outlet.fail_with(turn, &problem).await,
            }
        }
        if news.changed().await.is_err() {
            return;
        }
    }
}

/// What is wrong with a subscription before its first event.
async fn check(app: &Shared, request: Arc<Request>) -> Result<Result<(), Vec<Fault>>, Problem> {
    let permit = app.gate.enter().await?;
    let api = Arc::clone(&app.graphql);
    bridge::run(move || {
        let _permit = permit;
        api.operation_kind(&request).map(drop)
    })
    .await
}

/// The result of a subscription for the revision of that number.
async fn event(app: &Shared, request: &Arc<Request>, number: u64) -> Result<Answer, Problem> {
    let _turn = app.news.turn().await;
    let permit = loop {
        match app.gate.enter().await {
            Err(problem) if problem.code == Code::Busy => sleep(Duration::from_millis(BUSY_MS)).await,
            permit => break permit?,
        }
    };
    let (api, request) = (Arc::clone(&app.graphql), Arc::clone(request));
    bridge::run(move || {
        let _permit = permit;
        api.event(&request, number)
    })
    .await
}

/// The errors of an answer without data.
fn errors(answer: &Answer) -> Value {
    let mut body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    body["errors"].take()
}
