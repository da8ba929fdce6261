//! How do those who wait for it learn of a new revision?

use crate::registry::Registry;
use std::sync::Arc;
use tokio::sync::{Semaphore, SemaphorePermit, watch};

/// Events that are put together at the same time, over all subscriptions; the rest of the house goes on.
const EVENTS_MAX: usize = 1;

/// Holds the number of the last revision, and wakes those who wait for the next.
///
/// Numbers are not queued: whoever has told of revision 5 and finds 7 tells of 6 and 7, both of which the log holds.
/// So nothing is lost, and a slow reader costs no memory.
pub(super) struct News {
    last: Arc<watch::Sender<u64>>,
    turns: Semaphore,
}

impl News {
    pub(super) fn of(registry: &Registry) -> Self {
        let sender = Arc::new(watch::Sender::new(0));
        let listener = Arc::downgrade(&sender);
        registry.on_revision(move |number| listener.upgrade().inspect(|it| tell(it, number)).is_some());
        // A revision that came before the listener was known is this one or an earlier one.
        tell(&sender, registry.view().revision());
        Self { last: sender, turns: Semaphore::new(EVENTS_MAX) }
    }

    /// The number of the last revision, which can be waited on.
    pub(super) fn follow(&self) -> watch::Receiver<u64> {
        self.last.subscribe()
    }

    /// The right to put one event together, given back when dropped.
    pub(super) async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        self.turns.acquire().await.ok()
    }
}

fn tell(sender: &watch::Sender<u64>, number: u64) {
    sender.send_if_modified(|last| {
        let is_new = number > *last;
        *last = number.max(*last);
        is_new
    });
}
