//! Who may work now, and who waits?

use super::problem::{Code, Problem};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// Lets a bounded number of evaluations run, and a bounded number wait.
pub(super) struct Gate {
    running: Arc<Semaphore>,
    tasks_max: usize,
    waiting: AtomicUsize,
    queue_tasks_max: usize,
    queue_ms_max: u64,
}

/// The right to run one evaluation, given back when dropped.
pub(super) type Permit = OwnedSemaphorePermit;

impl Gate {
    pub(super) fn new(tasks_max: usize, queue_tasks_max: usize, queue_ms_max: u64) -> Self {
        let tasks_max = tasks_max.max(1);
        let running = Arc::new(Semaphore::new(tasks_max));
        Self { running, tasks_max, waiting: AtomicUsize::new(0), queue_tasks_max, queue_ms_max }
    }

    pub(super) async fn enter(&self) -> Result<Permit, Problem> {
        if let Ok(permit) = Arc::clone(&self.running).try_acquire_owned() {
            return Ok(permit);
        }
        let _place = self.queue()?;
        let turn = Arc::clone(&self.running).acquire_owned();
        match timeout(Duration::from_millis(self.queue_ms_max), turn).await {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(_)) | Err(_) => {
                Err(Problem::new(Code::Busy, format!("no turn came up within {} ms", self.queue_ms_max)))
            }
        }
    }

    /// Evaluations that run now.
    pub(super) fn n_running(&self) -> usize {
        self.tasks_max - self.running.available_permits()
    }

    /// Requests that wait now.
    pub(super) fn n_waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    fn queue(&self) -> Result<Place<'_>, Problem> {
        let before = self.waiting.fetch_add(1, Ordering::Relaxed);
        let place = Place(&self.waiting);
        if before < self.queue_tasks_max {
            return Ok(place);
        }
        Err(Problem::new(Code::Busy, format!("{before} requests wait already")))
    }
}

/// A place in the queue.
struct Place<'a>(&'a AtomicUsize);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
