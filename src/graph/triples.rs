//! How does a large frozen graph take a small change without being built again?
//!
//! A frozen base, and over it what was added and what was removed since; readers see one set.
//! When the layer outgrows a sixteenth of its base, both are merged into a new base.

use super::dictionary::TermId;
use super::index::{Ids, Pattern, PredicateStats, Run, TripleIndex};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// A layer shorter than this is never merged, in triples.
const LAYER_TRIPLES_MIN: usize = 1_024;

/// An immutable set of triples; a clone shares everything.
#[derive(Clone, Debug, Default)]
pub struct Triples {
    base: Arc<TripleIndex>,
    /// Disjoint from the base.
    added: Arc<TripleIndex>,
    /// A subset of the base.
    removed: Arc<TripleIndex>,
}

impl Triples {
    pub fn from_index(base: TripleIndex) -> Self {
        Self { base: Arc::new(base), ..Self::default() }
    }

    pub fn len(&self) -> usize {
        self.base.len() + self.added.len() - self.removed.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes held by this set's own indexes.
    pub fn bytes(&self) -> usize {
        self.base.bytes() + self.added.bytes() + self.removed.bytes()
    }

    /// Whether both are the same indexes, so that nothing needs to be compared.
    pub fn is_shared_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.base, &other.base)
            && Arc::ptr_eq(&self.added, &other.added)
            && Arc::ptr_eq(&self.removed, &other.removed)
    }

    /// What this set and another one over the same base added and removed, sorted; `None` where the bases differ.
    pub(super) fn layers_over_one_base(&self, other: &Self) -> Option<[Vec<Ids>; 4]> {
        Arc::ptr_eq(&self.base, &other.base).then(|| {
            [&self.added, &self.removed, &other.added, &other.removed].map(|it| it.triples().collect())
        })
    }

    /// Whether a change lies over the base.
    pub fn is_layered(&self) -> bool {
        !(self.added.is_empty() && self.removed.is_empty())
    }

    pub fn contains(&self, ids: Ids) -> bool {
        if self.base.contains(ids) {
            self.removed.is_empty() || !self.removed.contains(ids)
        } else {
            !self.added.is_empty() && self.added.contains(ids)
        }
    }

    /// The exact number of matches.
    pub fn count(&self, pattern: Pattern) -> usize {
        let mut count = self.base.count(pattern);
        if !self.added.is_empty() {
            count += self.added.count(pattern);
        }
        if !self.removed.is_empty() {
            count -= self.removed.count(pattern);
        }
        count
    }

    /// Counts for a predicate: triples exactly, distinct ends at most a layer's size off.
    pub fn stats(&self, predicate: TermId) -> PredicateStats {
        let (base, added, removed) =
            (self.base.stats(predicate), self.added.stats(predicate), self.removed.stats(predicate));
        PredicateStats {
            triples: base.triples + added.triples - removed.triples,
            subjects: base.subjects + added.subjects,
            objects: base.objects + added.objects,
        }
    }

    /// The predicates in use, ascending.
    pub fn predicates(&self) -> Vec<TermId> {
        let mut all: Vec<TermId> =
            self.base.predicates().iter().chain(self.added.predicates()).map(|it| it.0).collect();
        all.sort_unstable();
        all.dedup();
        all.retain(|p| self.count(Pattern::new(None, Some(*p), None)) > 0);
        all
    }

    /// About how many subjects there are, never fewer than there are.
    pub fn n_subjects(&self) -> usize {
        self.base.n_subjects() + self.added.n_subjects()
    }

    /// About how many objects there are, never fewer than there are.
    pub fn n_objects(&self) -> usize {
        self.base.n_objects() + self.added.n_objects()
    }

    /// The base's run where no layer touches this set, else `None`: the shortest way for hot loops.
    pub fn plain_run(&self, pattern: Pattern) -> Option<Run<'_>> {
        if self.is_layered() { None } else { self.base.run(pattern) }
    }

    /// Every match once; in index order where no layer touches the pattern.
    pub fn scan(&self, pattern: Pattern) -> Scan<'_> {
        let removed = if self.removed.is_empty() || self.removed.count(pattern) == 0 {
            None
        } else {
            Some(&*self.removed)
        };
        let mut scan = Scan { run: EMPTY_RUN, at: 0, all: None, removed, next: None };
        if let Some(run) = self.base.run(pattern) {
            scan.run = run;
        } else {
            scan.all = Some((&self.base, 0));
        }
        if !self.added.is_empty() {
            scan.next = Some((&self.added, pattern));
        }
        scan
    }

    /// Every triple in SPO order.
    pub fn sorted(&self) -> Vec<Ids> {
        if !self.is_layered() {
            return self.base.triples().collect();
        }
        let mut all: Vec<Ids> = self.scan(Pattern::default()).collect();
        all.sort_unstable();
        all
    }

    /// The set with `added` and without `removed`; what is there already and what is not there are passed over.
    #[must_use]
    pub fn apply(&self, added: &[Ids], removed: &[Ids]) -> Self {
        if added.is_empty() && removed.is_empty() {
            return self.clone();
        }
        let mut plus: FxHashSet<Ids> = self.added.triples().collect();
        let mut minus: FxHashSet<Ids> = self.removed.triples().collect();
        for ids in removed {
            if !plus.remove(ids) && self.base.contains(*ids) {
                minus.insert(*ids);
            }
        }
        for ids in added {
            if !minus.remove(ids) && !self.base.contains(*ids) {
                plus.insert(*ids);
            }
        }
        if plus.len() + minus.len() <= LAYER_TRIPLES_MIN.max(self.base.len() / 16) {
            return Self {
                base: Arc::clone(&self.base),
                added: Arc::new(TripleIndex::new(plus.into_iter().collect())),
                removed: Arc::new(TripleIndex::new(minus.into_iter().collect())),
            };
        }
        let mut all: Vec<Ids> = self.base.triples().filter(|it| !minus.contains(it)).collect();
        all.extend(plus);
        Self::from_index(TripleIndex::new(all))
    }
}

const EMPTY_RUN: Run<'static> = Run { order: super::index::Order::Spo, first: 0, second: &[], third: &[] };

/// The matches of one pattern.
#[derive(Clone, Debug)]
pub struct Scan<'a> {
    run: Run<'a>,
    at: usize,
    /// Where everything is asked for: the index and the subject to go on from.
    all: Option<(&'a TripleIndex, TermId)>,
    removed: Option<&'a TripleIndex>,
    /// What follows the base: the added triples.
    next: Option<(&'a TripleIndex, Pattern)>,
}

impl Iterator for Scan<'_> {
    type Item = Ids;

    fn next(&mut self) -> Option<Ids> {
        loop {
            if self.at < self.run.len() {
                let ids = self.run.get(self.at);
                self.at += 1;
                if self.removed.is_some_and(|it| it.contains(ids)) {
                    continue;
                }
                return Some(ids);
            }
            if let Some((index, from)) = self.all {
                if let Some(run) = index.subject_run_from(from) {
                    (self.run, self.at) = (run, 0);
                    self.all = Some((index, run.first + 1));
                    continue;
                }
                self.all = None;
            }
            let (index, pattern) = self.next.take()?;
            self.removed = None;
            self.at = 0;
            if let Some(run) = index.run(pattern) {
                self.run = run;
            } else {
                self.run = EMPTY_RUN;
                self.all = Some((index, 0));
            }
        }
    }
}
