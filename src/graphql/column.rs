//! How are the values of a field read for many nodes at once?

use super::bound::{Bound, Walk};
use super::error::Fault;
use super::meter::Meter;
use super::model::Origin;
use crate::graph::{NONE, Pattern, TermId};

/// The values of a field for a list of nodes: those of node `i` stand from `starts[i]` to `starts[i + 1]`.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub(super) starts: Vec<u32>,
    pub(super) values: Vec<TermId>,
}

impl Column {
    fn with_capacity(n: usize) -> Self {
        let mut starts = Vec::with_capacity(n + 1);
        starts.push(0);
        Self { starts, values: Vec::with_capacity(n) }
    }

    pub(super) fn close(&mut self) {
        self.starts.push(self.values.len() as u32);
    }

    pub(super) fn of(&self, at: usize) -> &[TermId] {
        &self.values[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The same rows with what `keep` leaves of each.
    pub(super) fn map(&self, mut keep: impl FnMut(&[TermId], &mut Vec<TermId>)) -> Self {
        let mut column = Self::with_capacity(self.len());
        for at in 0..self.len() {
            keep(self.of(at), &mut column.values);
            column.close();
        }
        column
    }
}

/// A view that is read, and the meter of whoever reads it.
#[derive(Clone, Copy)]
pub(super) struct Reading<'r> {
    pub(super) bound: &'r Bound,
    pub(super) meter: &'r Meter,
}

impl Reading<'_> {
    /// One batch: the values of a field for nodes; `uses` tells which nodes have the field.
    ///
    /// # Errors
    /// The deadline.
    pub(super) fn column(
        &self,
        path: &str,
        origin: Origin,
        nodes: &[TermId],
        uses: Option<&[bool]>,
    ) -> Result<Column, Fault> {
        let start = self.meter.start();
        let mut column = Column::with_capacity(nodes.len());
        for (at, node) in nodes.iter().enumerate() {
            if uses.is_none_or(|it| it[at]) {
                let before = column.values.len();
                self.read(origin, *node, &mut column.values);
                self.meter.work(1 + (column.values.len() - before) as u64)?;
            }
            column.close();
        }
        // What a node says of itself is no read of the index.
        if !matches!(origin, Origin::Id | Origin::Slug) {
            self.meter.batch(path, nodes.len(), column.values.len(), start);
        }
        Ok(column)
    }

    #[inline]
    fn read(&self, origin: Origin, node: TermId, values: &mut Vec<TermId>) {
        match origin {
            Origin::Id | Origin::Slug => values.push(node),
            Origin::Types => self.forward(node, self.bound.rdf_type, values),
            Origin::Label => self.bound.names.iter().for_each(|it| self.forward(node, *it, values)),
            // Graphs are read by themselves, and domains read what they need.
            Origin::Sources | Origin::Computed(_) => (),
            Origin::Path(at) => match &self.bound.walks[at] {
                Walk::Forward(it) => self.forward(node, *it, values),
                Walk::Backward(NONE) => (),
                Walk::Backward(it) => {
                    let pattern = Pattern::new(None, Some(*it), Some(node));
                    let union = self.bound.view.union();
                    match union.plain_run(pattern) {
                        // The order is POS: the subjects stand third.
                        Some(run) if run.order == crate::graph::Order::Pos => {
                            values.extend_from_slice(run.third);
                        }
                        Some(_) | None => values.extend(union.scan(pattern).map(|it| it[0])),
                    }
                }
                Walk::Path(it) => values.extend_from_slice(&it.values(self.bound.view.union(), node)),
            },
        }
    }

    #[inline]
    fn forward(&self, node: TermId, predicate: TermId, values: &mut Vec<TermId>) {
        if predicate == NONE {
            return;
        }
        let pattern = Pattern::new(Some(node), Some(predicate), None);
        let union = self.bound.view.union();
        match union.plain_run(pattern) {
            Some(run) => values.extend_from_slice(run.third),
            None => values.extend(union.scan(pattern).map(|it| it[2])),
        }
    }
}
