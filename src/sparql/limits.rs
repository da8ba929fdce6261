//! How much work may one request cause?

use super::error::SparqlError;
use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The limits of one query or update.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Wall time of one query, milliseconds.
    pub query_ms_max: u64,
    /// Rows (or triples) in an answer; a longer one is cut off and says so.
    pub rows_max: u64,
    /// Bytes of a serialised answer; a longer one is cut off and says so.
    pub result_bytes_max: u64,
    /// Values held at once by joins, groups and sorts.
    pub held_values_max: u64,
    /// Groups, brackets and braces inside each other in a query text.
    pub depth_max: usize,
    /// Bytes of a query or update text.
    pub text_bytes_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            query_ms_max: 30_000,
            rows_max: 10_000_000,
            result_bytes_max: 4 << 30,
            held_values_max: 100_000_000,
            depth_max: 128,
            text_bytes_max: 1 << 20,
        }
    }
}

/// Stops a query from outside, as when a client hangs up.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Watches over one running query: its deadline, its cancellation, what it holds and what it reads.
#[derive(Debug)]
pub(super) struct Meter {
    deadline: Instant,
    query_ms_max: u64,
    cancel: Cancel,
    steps: Cell<u32>,
    reads: Cell<u64>,
    held: Cell<u64>,
    held_values_max: u64,
}

/// Steps between two looks at the clock; a step is some tens of nanoseconds.
const STEPS_PER_LOOK: u32 = 4_096;

impl Meter {
    pub(super) fn new(limits: &Limits, cancel: &Cancel) -> Self {
        Self {
            deadline: Instant::now() + Duration::from_millis(limits.query_ms_max),
            query_ms_max: limits.query_ms_max,
            cancel: cancel.clone(),
            steps: Cell::new(0),
            reads: Cell::new(0),
            held: Cell::new(0),
            held_values_max: limits.held_values_max,
        }
    }

    /// One small step of work.
    pub(super) fn step(&self) -> Result<(), SparqlError> {
        let steps = self.steps.get() + 1;
        if steps < STEPS_PER_LOOK {
            self.steps.set(steps);
            return Ok(());
        }
        self.look()
    }

    /// A look at the clock and the cancellation.
    pub(super) fn look(&self) -> Result<(), SparqlError> {
        self.steps.set(0);
        if self.cancel.is_cancelled() {
            return Err(SparqlError::Cancelled);
        }
        if Instant::now() > self.deadline {
            return Err(SparqlError::Deadline { query_ms_max: self.query_ms_max });
        }
        Ok(())
    }

    /// One read of the index.
    pub(super) fn read(&self) {
        self.reads.set(self.reads.get() + 1);
    }

    pub(super) fn reads(&self) -> u64 {
        self.reads.get()
    }

    /// Some values more are kept in memory.
    pub(super) fn hold(&self, values: usize) -> Result<(), SparqlError> {
        let held = self.held.get() + values as u64;
        self.held.set(held);
        if held > self.held_values_max {
            return Err(SparqlError::Memory { held_values_max: self.held_values_max });
        }
        Ok(())
    }

    /// Values kept before are dropped again.
    pub(super) fn release(&self, values: usize) {
        self.held.set(self.held.get().saturating_sub(values as u64));
    }
}
