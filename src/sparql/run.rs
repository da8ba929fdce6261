//! How do the steps of a plan run?
//!
//! One row is filled and emptied again, depth first: a step binds slots, hands the row on, and takes back what it
//! bound. Nothing is kept but what joins, groups and sorts have to keep, so that LIMIT, ASK and EXISTS stop early.

use super::context::{Context, Rows};
use super::error::SparqlError;
use super::plan::{Arg, Expr, Scan, Slot, Source, Step, Table};
use crate::graph::{Ids, Kind, NONE, Order, Pattern, TermId};
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::rc::Rc;

/// The values of all slots; [`NONE`] is unbound.
pub(super) type Row = [TermId];

/// Where rows go.
pub(super) type Sink<'s> = &'s mut dyn FnMut(&mut Row) -> Result<(), Halt>;

/// Why a run ends before its time.
#[derive(Debug)]
pub(super) enum Halt {
    /// Whoever takes the rows needs no more.
    Enough,
    Failed(SparqlError),
}

impl From<SparqlError> for Halt {
    fn from(it: SparqlError) -> Self {
        Self::Failed(it)
    }
}

impl Context<'_> {
    /// Runs steps from a row; `sink` gets each row that comes through. The row is afterwards as it was before.
    pub(super) fn run(&self, steps: &[Step], row: &mut Row, sink: Sink<'_>) -> Result<(), Halt> {
        let Some((step, rest)) = steps.split_first() else { return sink(row) };
        match step {
            Step::Scan(scan) => self.scan(scan, rest, row, sink),
            Step::Path { source, subject, path, object } => {
                self.path_step((*source, *subject, path, *object), row, &mut |row| self.run(rest, row, sink))
            }
            Step::Filter(expr) => {
                self.meter.step()?;
                let truth = self.truth(expr, row);
                self.check_fault()?;
                if truth == Some(true) { self.run(rest, row, sink) } else { Ok(()) }
            }
            Step::Bind(slot, expr) => {
                self.meter.step()?;
                let value = self.id(expr, row);
                self.check_fault()?;
                match value {
                    Some(id) if row[*slot] == NONE => {
                        row[*slot] = id;
                        self.run(rest, row, sink)?;
                        row[*slot] = NONE;
                        Ok(())
                    }
                    Some(id) if row[*slot] != id => Ok(()),
                    Some(_) | None => self.run(rest, row, sink),
                }
            }
            Step::Optional { steps, condition } => {
                let left_join = (condition.as_ref(), rest);
                self.left_join(left_join, row, sink, &mut |row, sink| self.run(steps, row, sink))
            }
            Step::Union(branches) => {
                for branch in branches {
                    self.run(branch, row, &mut |row| self.run(rest, row, sink))?;
                }
                Ok(())
            }
            Step::Unless(steps) => {
                if self.finds(steps, row)? {
                    Ok(())
                } else {
                    self.run(rest, row, sink)
                }
            }
            Step::Values { slots, rows } => {
                for values in rows {
                    self.meter.step()?;
                    Self::with(slots, values, row, &mut |row| self.run(rest, row, sink))?;
                }
                Ok(())
            }
            Step::Graphs(slot) => {
                let bound = row[*slot];
                for graph in self.named_graphs() {
                    if bound == NONE || bound == graph {
                        row[*slot] = graph;
                        self.run(rest, row, sink)?;
                    }
                }
                row[*slot] = bound;
                Ok(())
            }
            Step::IsGraph(graph) => {
                if self.triples(Source::Named(Arg::Term(*graph)), *graph).is_some() {
                    self.run(rest, row, sink)
                } else {
                    Ok(())
                }
            }
            Step::Unnest { term, parts } => {
                self.unnest(row[*term], *parts, row, &mut |row| self.run(rest, row, sink))
            }
            Step::Table(table) => self.join(table, row, &mut |row| self.run(rest, row, sink)),
            Step::Except(table) => {
                let rows = self.table(table)?;
                if self.excepts(&rows, table, row)? { Ok(()) } else { self.run(rest, row, sink) }
            }
            Step::OptionalTable { table, condition } => {
                let left_join = (condition.as_ref(), rest);
                self.left_join(left_join, row, sink, &mut |row, sink| self.join(table, row, sink))
            }
        }
    }

    /// Hands on what `right` makes of a row and the condition lets pass, or the row itself where that is nothing.
    fn left_join(
        &self,
        (condition, rest): (Option<&Expr>, &[Step]),
        row: &mut Row,
        sink: Sink<'_>,
        right: &mut dyn FnMut(&mut Row, Sink<'_>) -> Result<(), Halt>,
    ) -> Result<(), Halt> {
        let mut is_found = false;
        right(row, &mut |row| {
            if let Some(condition) = condition {
                let truth = self.truth(condition, row);
                self.check_fault()?;
                if truth != Some(true) {
                    return Ok(());
                }
            }
            is_found = true;
            self.run(rest, row, sink)
        })?;
        if is_found { Ok(()) } else { self.run(rest, row, sink) }
    }

    /// An error inside an EXISTS ends the evaluation, not just the expression.
    pub(super) fn check_fault(&self) -> Result<(), Halt> {
        match self.fault.borrow_mut().take() {
            Some(error) => Err(Halt::Failed(error)),
            None => Ok(()),
        }
    }

    /// Whether steps let any row through; the row itself stays as it is.
    pub(super) fn finds(&self, steps: &[Step], row: &Row) -> Result<bool, Halt> {
        // A run that is stopped in the middle leaves slots bound, hence the copy.
        match self.run(steps, &mut row.to_vec(), &mut |_| Err(Halt::Enough)) {
            Ok(()) => Ok(false),
            Err(Halt::Enough) => Ok(true),
            Err(failed @ Halt::Failed(_)) => Err(failed),
        }
    }

    pub(super) fn arg(arg: Arg, row: &Row) -> Option<TermId> {
        match arg {
            Arg::Term(id) => Some(id),
            Arg::Slot(slot) => Some(row[slot]).filter(|it| *it != NONE),
        }
    }

    fn scan(&self, scan: &Scan, rest: &[Step], row: &mut Row, sink: Sink<'_>) -> Result<(), Halt> {
        let graph = match scan.source {
            Source::Default => NONE,
            Source::Named(arg) => Self::arg(arg, row).unwrap_or(NONE),
        };
        let Some(triples) = self.triples(scan.source, graph) else { return Ok(()) };
        let pattern = Pattern::new(
            Self::arg(scan.subject, row),
            Self::arg(scan.predicate, row),
            Self::arg(scan.object, row),
        );
        self.meter.read();
        self.meter.step()?;
        // The common cases: one slot to fill from one column of the index.
        if let Some(run) = triples.plain_run(pattern) {
            let free = match (pattern.subject, pattern.predicate, pattern.object, run.order) {
                (Some(_), Some(_), Some(_), _) => {
                    return if run.is_empty() { Ok(()) } else { self.run(rest, row, sink) };
                }
                (Some(_), Some(_), None, Order::Spo) => Some(scan.object),
                (None, Some(_), Some(_), Order::Pos) => Some(scan.subject),
                (Some(_), None, Some(_), Order::Osp) => Some(scan.predicate),
                _ => None,
            };
            if let Some(Arg::Slot(slot)) = free {
                for id in run.third {
                    self.meter.step()?;
                    row[slot] = *id;
                    self.run(rest, row, sink)?;
                }
                row[slot] = NONE;
                return Ok(());
            }
        }
        let slots =
            [scan.subject, scan.predicate, scan.object].map(|it| it.slot().filter(|it| row[*it] == NONE));
        for ids in triples.scan(pattern) {
            self.meter.step()?;
            if fill(slots, ids, row) {
                self.run(rest, row, sink)?;
            }
            for slot in slots.into_iter().flatten() {
                row[slot] = NONE;
            }
        }
        Ok(())
    }

    fn unnest(&self, term: TermId, parts: [Arg; 3], row: &mut Row, sink: Sink<'_>) -> Result<(), Halt> {
        if term == NONE {
            return Ok(());
        }
        let ids = match self.entry(term) {
            Some(entry) if entry.kind == Kind::Triple => entry.triple,
            Some(_) => return Ok(()),
            None => match self.term(term) {
                oxrdf::Term::Triple(it) => {
                    [self.intern(it.subject.into()), self.intern(it.predicate.into()), self.intern(it.object)]
                }
                oxrdf::Term::NamedNode(_) | oxrdf::Term::BlankNode(_) | oxrdf::Term::Literal(_) => {
                    return Ok(());
                }
            },
        };
        let fits = |at: usize, row: &Row| Self::arg(parts[at], row).is_none_or(|it| it == ids[at]);
        if !(fits(0, row) && fits(1, row) && fits(2, row)) {
            return Ok(());
        }
        let slots = parts.map(|it| it.slot().filter(|it| row[*it] == NONE));
        if fill(slots, ids, row) {
            sink(row)?;
        }
        for slot in slots.into_iter().flatten() {
            row[slot] = NONE;
        }
        Ok(())
    }

    /// Hands the row on with `values` filled in, where they are compatible with it.
    fn with(slots: &[Slot], values: &[TermId], row: &mut Row, sink: Sink<'_>) -> Result<(), Halt> {
        let is_compatible = slots.iter().zip(values).all(|(slot, id)| {
            let bound = row[*slot];
            *id == NONE || bound == NONE || bound == *id
        });
        if !is_compatible {
            return Ok(());
        }
        let mut filled: Vec<Slot> = Vec::with_capacity(slots.len());
        for (slot, id) in slots.iter().zip(values) {
            if *id != NONE && row[*slot] == NONE {
                row[*slot] = *id;
                filled.push(*slot);
            }
        }
        sink(row)?;
        for slot in filled {
            row[slot] = NONE;
        }
        Ok(())
    }

    /// The rows of a table, computed when they are first asked for.
    fn table(&self, table: &Table) -> Result<Rc<Rows>, Halt> {
        if let Some(rows) = self.tables.borrow().get(&table.number) {
            return Ok(Rc::clone(rows));
        }
        let mut rows = Rows { width: table.slots.len(), ..Rows::default() };
        let mut row = vec![NONE; self.n_slots.get()];
        let outcome = self.node(&table.node, &mut row, &mut |row| {
            self.meter.hold(table.slots.len() + 1)?;
            rows.cells.extend(table.slots.iter().map(|it| row[*it]));
            rows.len += 1;
            Ok(())
        });
        match outcome {
            Ok(()) | Err(Halt::Enough) => (),
            Err(failed @ Halt::Failed(_)) => return Err(failed),
        }
        if !table.keys.is_empty() {
            let places: Vec<usize> =
                table.keys.iter().filter_map(|key| table.slots.iter().position(|it| it == key)).collect();
            for at in 0..rows.len {
                let cells = rows.row(at);
                let hash = hash_of(places.iter().map(|it| cells[*it]));
                rows.by_key.entry(hash).or_default().push(at as u32);
            }
        }
        let rows = Rc::new(rows);
        self.tables.borrow_mut().insert(table.number, Rc::clone(&rows));
        Ok(rows)
    }

    fn join(&self, table: &Table, row: &mut Row, sink: Sink<'_>) -> Result<(), Halt> {
        let rows = self.table(table)?;
        if table.keys.is_empty() {
            for at in 0..rows.len {
                self.meter.step()?;
                Self::with(&table.slots, rows.row(at), row, sink)?;
            }
            return Ok(());
        }
        let hash = hash_of(table.keys.iter().map(|it| row[*it]));
        self.meter.step()?;
        for at in rows.by_key.get(&hash).map_or(&[][..], Vec::as_slice) {
            self.meter.step()?;
            Self::with(&table.slots, rows.row(*at as usize), row, sink)?;
        }
        Ok(())
    }

    /// Whether some row of the table is compatible with this one and shares a bound variable with it.
    fn excepts(&self, rows: &Rows, table: &Table, row: &Row) -> Result<bool, Halt> {
        for at in 0..rows.len {
            self.meter.step()?;
            let (mut is_compatible, mut is_shared) = (true, false);
            for (slot, id) in table.slots.iter().zip(rows.row(at)) {
                let bound = row[*slot];
                if bound != NONE && *id != NONE {
                    is_shared = true;
                    is_compatible &= bound == *id;
                }
            }
            if is_compatible && is_shared {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Fills the free slots from a triple; false where one slot would take two values.
fn fill(slots: [Option<Slot>; 3], ids: Ids, row: &mut Row) -> bool {
    for (slot, id) in slots.into_iter().zip(ids) {
        if let Some(slot) = slot {
            if row[slot] == NONE {
                row[slot] = id;
            } else if row[slot] != id {
                return false;
            }
        }
    }
    true
}

pub(super) fn hash_of(ids: impl IntoIterator<Item = TermId>) -> u64 {
    let mut hasher = FxHasher::default();
    for id in ids {
        hasher.write_u32(id);
    }
    hasher.finish()
}
