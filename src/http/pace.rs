//! Which queries are so short that changing the thread would take longer than they do?
//!
//! A query runs on a blocking thread until one of its shape has proven short; from then on it runs where the request
//! came in, under a deadline of its own. One that runs into that deadline goes to a blocking thread again.

use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Shapes that are remembered; another one in the same place pushes the first out.
const SHAPES: usize = 4_096;

/// A query is short below this; microseconds.
const SHORT_US_MAX: u128 = 500;

/// The deadline of a query that runs where the request came in, milliseconds.
pub(super) const HERE_MS_MAX: u64 = 1;

/// The longest text that is read where the request came in, bytes; reading takes about a millisecond for this.
pub(super) const HERE_TEXT_BYTES_MAX: usize = 16 << 10;

/// What has been learnt of the shapes of queries.
pub(super) struct Pace {
    short: Box<[AtomicU64]>,
}

/// A query without its numbers, in one format.
#[derive(Clone, Copy)]
pub(super) struct Shape(u64);

impl Shape {
    pub(super) fn of(text: &str, format: &str) -> Self {
        let mut hasher = FxHasher::default();
        for part in text.split(|it: char| it.is_ascii_digit()).filter(|it| !it.is_empty()) {
            hasher.write(part.as_bytes());
        }
        hasher.write(format.as_bytes());
        Self(hasher.finish() | 1)
    }
}

impl Pace {
    pub(super) fn new() -> Self {
        Self { short: (0..SHAPES).map(|_| AtomicU64::new(0)).collect() }
    }

    pub(super) fn is_short(&self, shape: Shape) -> bool {
        self.place(shape).load(Ordering::Relaxed) == shape.0
    }

    /// Notes how long a query of that shape took.
    pub(super) fn learn(&self, shape: Shape, took: Duration) {
        if took.as_micros() < SHORT_US_MAX {
            self.place(shape).store(shape.0, Ordering::Relaxed);
        }
    }

    /// A query of that shape was not short after all.
    pub(super) fn forget(&self, shape: Shape) {
        self.place(shape).store(0, Ordering::Relaxed);
    }

    fn place(&self, shape: Shape) -> &AtomicU64 {
        &self.short[(shape.0 >> 40) as usize % SHAPES]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_differ_by_more_than_numbers() {
        let pace = Pace::new();
        let shape = Shape::of("SELECT * { ?s ?p 12 }", "json");
        assert!(!pace.is_short(shape));
        pace.learn(shape, Duration::from_millis(2));
        assert!(!pace.is_short(shape));
        pace.learn(shape, Duration::from_micros(20));
        assert!(pace.is_short(Shape::of("SELECT * { ?s ?p 3 }", "json")));
        assert!(!pace.is_short(Shape::of("SELECT * { ?s ?q 3 }", "json")));
        assert!(!pace.is_short(Shape::of("SELECT * { ?s ?p 3 }", "csv")));
        pace.forget(shape);
        assert!(!pace.is_short(shape));
    }
}
