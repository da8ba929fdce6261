//! How much has a request taken so far, and may it go on?

use super::error::{Code, Fault};
use super::limits::Limits;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

/// Work between two looks at the clock, in values.
const WORK_PER_LOOK: u64 = 4_096;

/// What one batch read.
#[derive(Clone, Debug)]
pub(super) struct Batch {
    /// The response keys that lead to the field, with a dot between.
    pub(super) path: String,
    pub(super) keys: u64,
    pub(super) rows: u64,
    pub(super) micros: u64,
}

/// The stop-watch and the scales of one request.
pub(super) struct Meter {
    deadline: Instant,
    query_ms_max: u64,
    cost_max: u64,
    work: Cell<u64>,
    next_look: Cell<u64>,
    values: Cell<u64>,
    n_batches: Cell<u64>,
    batches: Option<RefCell<Vec<Batch>>>,
}

impl Meter {
    pub(super) fn new(limits: &Limits, explains: bool) -> Self {
        Self {
            deadline: Instant::now() + Duration::from_millis(limits.query_ms_max),
            query_ms_max: limits.query_ms_max,
            cost_max: limits.cost_max,
            work: Cell::new(0),
            next_look: Cell::new(WORK_PER_LOOK),
            values: Cell::new(0),
            n_batches: Cell::new(0),
            batches: explains.then(RefCell::default),
        }
    }

    /// Notes work that the answer does not hold, such as what a filter reads.
    pub(super) fn work(&self, n: u64) -> Result<(), Fault> {
        let work = self.work.get() + n;
        self.work.set(work);
        if work >= self.next_look.get() {
            self.next_look.set(work + WORK_PER_LOOK);
            if Instant::now() >= self.deadline {
                let what = format!("the request took longer than {} ms", self.query_ms_max);
                return Err(Fault::limit(Code::Deadline, "query_ms_max", self.query_ms_max, what));
            }
        }
        Ok(())
    }

    /// Notes values that the answer will hold.
    pub(super) fn values(&self, n: u64) -> Result<(), Fault> {
        let values = self.values.get() + n;
        self.values.set(values);
        if values > self.cost_max {
            return Err(too_costly(values, self.cost_max));
        }
        self.work(n)
    }

    pub(super) fn start(&self) -> Option<Instant> {
        self.batches.as_ref().map(|_| Instant::now())
    }

    /// Notes one read of the index for many keys.
    pub(super) fn batch(&self, path: &str, keys: usize, rows: usize, start: Option<Instant>) {
        self.n_batches.set(self.n_batches.get() + 1);
        if let (Some(batches), Some(start)) = (&self.batches, start) {
            batches.borrow_mut().push(Batch {
                path: path.to_owned(),
                keys: keys as u64,
                rows: rows as u64,
                micros: u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX),
            });
        }
    }

    /// Batches, rows and time by field, and the sums.
    pub(super) fn explanation(&self) -> Option<Value> {
        let batches = self.batches.as_ref()?.borrow();
        let mut levels: Vec<(String, u64, u64, u64, u64)> = Vec::new();
        for it in batches.iter() {
            match levels.iter_mut().find(|level| level.0 == it.path) {
                Some(level) => {
                    (level.1, level.2, level.3, level.4) =
                        (level.1 + 1, level.2 + it.keys, level.3 + it.rows, level.4 + it.micros);
                }
                None => levels.push((it.path.clone(), 1, it.keys, it.rows, it.micros)),
            }
        }
        let fields: Vec<Value> = levels
            .iter()
            .map(|(path, n, keys, rows, micros)| {
                let level = path.matches('.').count();
                json!({"path": path, "level": level, "batches": n, "keys": keys, "rows": rows, "micros": micros})
            })
            .collect();
        let sum = |of: fn(&Batch) -> u64| batches.iter().map(of).sum::<u64>();
        Some(json!({
            "batches": self.n_batches.get(),
            "rows": sum(|it| it.rows),
            "micros": sum(|it| it.micros),
            "fields": fields,
        }))
    }
}

pub(super) fn too_costly(cost: u64, cost_max: u64) -> Fault {
    let what = format!("the answer would hold about {cost} values, at most {cost_max} may be asked for");
    Fault::limit(Code::CostExceeded, "cost_max", cost_max, what).with("cost", json!(cost))
}
