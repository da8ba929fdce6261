//! How does synchronous work run under the async server? The one door between the two.

use super::gate::Permit;
use super::problem::{Code, Problem};
use super::stream::{Ending, First, Outlet, Plan, Rest};
use crate::sparql::Cancel;
use std::io::Write;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;

/// Runs short synchronous work that touches the disk or takes more than some microseconds.
pub(super) async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    spawn_blocking(work).await.map_err(|_| broken())
}

/// An answer, or the first part of one.
pub(super) enum Answer {
    /// It is whole, and short enough to have been kept back.
    Whole(Vec<u8>, Ending),
    /// It goes on; the body is fed while the work runs.
    Begun(Rest),
}

/// Runs work that writes an answer of any length on one blocking thread.
///
/// When the caller hangs up, here or while it reads the body, `cancel` is set.
pub(super) async fn produce(
    work: impl FnOnce(&mut dyn Write) -> Result<Ending, Problem> + Send + 'static,
    cancel: Cancel,
    plan: Plan,
    permit: Permit,
) -> Result<Answer, Problem> {
    let guard = CancelOnDrop(cancel);
    let (first, begun) = oneshot::channel();
    let runtime = Handle::current();
    drop(spawn_blocking(move || {
        let _permit = permit;
        let mut outlet = Outlet::new(first, plan, runtime);
        let end = work(&mut outlet);
        outlet.end(end);
    }));
    match begun.await.map_err(|_| broken())? {
        First::Whole(bytes, ending) => Ok(Answer::Whole(bytes, ending)),
        First::Failed(problem) => Err(problem),
        First::Begun(head, pieces) => Ok(Answer::Begun(Rest::new(head, pieces, guard, plan.has_trailers))),
    }
}

/// Stops the work behind an answer that nobody waits for any more.
pub(super) struct CancelOnDrop(pub(super) Cancel);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// A panic in the work is a fault of ours.
fn broken() -> Problem {
    Problem::new(Code::Internal, "the work behind this answer broke off")
}
