//! What becomes of rows after matching: grouping, sorting, distinction, slices (section 18.2.4 and 18.2.5).

use super::context::Context;
use super::plan::{Aggregate, AggregateKind, Expr, Node, OrderKey, Slot, Source, Step};
use super::reference::Operator;
use super::run::{Halt, Row, Sink};
use super::value::Value;
use crate::graph::{NONE, Order, Pattern, TermId};
use oxsdatatypes::{Decimal, Integer};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;

impl<'a> Context<'a> {
    /// Runs a node from a row in which nothing but what surrounds it is bound.
    pub(super) fn node(&self, node: &Node, row: &mut Row, sink: Sink<'_>) -> Result<(), Halt> {
        match node {
            Node::Steps { steps, .. } => self.run(steps, row, sink),
            Node::PerGraph { slot, inner } => {
                for graph in self.named_graphs() {
                    row[*slot] = graph;
                    self.node(inner, row, &mut |row| {
                        let before = std::mem::replace(&mut row[*slot], graph);
                        sink(row)?;
                        row[*slot] = before;
                        Ok(())
                    })?;
                }
                row[*slot] = NONE;
                Ok(())
            }
            Node::Then { inner, steps } => self.node(inner, row, &mut |row| self.run(steps, row, sink)),
            Node::Group { inner, keys, aggregates } => self.group_rows(inner, keys, aggregates, row, sink),
            Node::Order { inner, keys, kept, rows_max } => {
                self.sort_rows(inner, keys, kept, *rows_max, row, sink)
            }
            Node::Distinct { inner, slots } => {
                let mut seen = Distinct::new(slots);
                self.node(inner, row, &mut |row| {
                    self.meter.step()?;
                    if !seen.insert(row) {
                        return Ok(());
                    }
                    self.meter.hold(slots.len() + 1)?;
                    sink(row)
                })
            }
            Node::Slice { inner, start, length } => {
                let (mut skip, mut left) = (*start, length.unwrap_or(usize::MAX));
                if left == 0 {
                    return Ok(());
                }
                let mut is_full = false;
                let outcome = self.node(inner, row, &mut |row| {
                    if skip > 0 {
                        skip -= 1;
                        return Ok(());
                    }
                    sink(row)?;
                    left -= 1;
                    is_full = left == 0;
                    if is_full { Err(Halt::Enough) } else { Ok(()) }
                });
                match outcome {
                    // The row may be left as it was in the middle of a run: whoever comes next finds it empty.
                    Err(Halt::Enough) if is_full => {
                        row.fill(NONE);
                        Ok(())
                    }
                    other => other,
                }
            }
        }
    }

    fn group_rows(
        &self,
        inner: &Node,
        keys: &[Slot],
        aggregates: &[Aggregate],
        row: &mut Row,
        sink: Sink<'_>,
    ) -> Result<(), Halt> {
        if let Some(counts) = self.counted_runs(inner, keys, aggregates, row) {
            for (key, count) in counts {
                self.meter.step()?;
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                let count = self.intern(Value::Integer(count.into()).into_term());
                for slot in keys {
                    row[*slot] = key;
                }
                for aggregate in aggregates {
                    row[aggregate.slot] = count;
                }
                sink(row)?;
            }
            for slot in keys.iter().copied().chain(aggregates.iter().map(|it| it.slot)) {
                row[slot] = NONE;
            }
            return Ok(());
        }
        let mut groups: FxHashMap<GroupKey, usize> = FxHashMap::default();
        let mut order: Vec<GroupKey> = Vec::new();
        let mut states: Vec<State<'a>> = Vec::new();
        if keys.is_empty() {
            // Without GROUP BY there is one group, be it empty.
            order.push(GroupKey::default());
            states.extend(aggregates.iter().map(State::new));
            groups.insert(GroupKey::default(), 0);
        }
        // Rows of one group often come one after the other, since the index is sorted.
        let mut last: Option<(GroupKey, usize)> = None;
        self.node(inner, row, &mut |row| {
            self.meter.step()?;
            let key = GroupKey::of(keys, row);
            let known = match &last {
                Some((it, at)) if *it == key => Some(*at),
                Some(_) | None => groups.get(&key).copied(),
            };
            let at = if let Some(at) = known {
                at
            } else {
                self.meter.hold(keys.len() + 2 * aggregates.len() + 1)?;
                let at = order.len();
                groups.insert(key.clone(), at);
                order.push(key.clone());
                states.extend(aggregates.iter().map(State::new));
                at
            };
            last = Some((key, at));
            for (nth, aggregate) in aggregates.iter().enumerate() {
                self.accumulate(aggregate, &mut states[at * aggregates.len() + nth], row)?;
            }
            Ok(())
        })?;
        let mut states = states.into_iter();
        for key in order {
            self.meter.step()?;
            for (slot, id) in keys.iter().zip(key.ids()) {
                row[*slot] = *id;
            }
            for aggregate in aggregates {
                if let Some(state) = states.next() {
                    row[aggregate.slot] = state.finish(self, &aggregate.kind).unwrap_or(NONE);
                }
            }
            self.check_fault()?;
            sink(row)?;
        }
        for slot in keys.iter().copied().chain(aggregates.iter().map(|it| it.slot)) {
            row[slot] = NONE;
        }
        Ok(())
    }

    /// Counts of one pattern with nothing else, in all, by object or by predicate: the index knows them.
    ///
    /// Every class with the number of its instances in 100,000 takes 3.8 ms by rows and a tenth by runs.
    fn counted_runs(
        &self,
        inner: &Node,
        keys: &[Slot],
        aggregates: &[Aggregate],
        row: &Row,
    ) -> Option<Vec<(TermId, u64)>> {
        let Node::Steps { steps, .. } = inner else { return None };
        let [Step::Scan(scan)] = &steps[..] else { return None };
        let slots: Vec<Slot> =
            [scan.subject, scan.predicate, scan.object].iter().filter_map(|it| it.slot()).collect();
        let is_each_once =
            slots.iter().enumerate().all(|(at, it)| !slots[..at].contains(it) && row[*it] == NONE);
        let is_count = |it: &Aggregate| {
            it.kind == AggregateKind::Count
                && !it.is_distinct
                && match &it.expression {
                    None => true,
                    Some(Expr::Slot(slot)) => slots.contains(slot),
                    Some(_) => false,
                }
        };
        if !is_each_once || scan.source != Source::Default || !aggregates.iter().all(is_count) {
            return None;
        }
        let triples = self.triples(scan.source, NONE)?;
        let bound = |it| Self::arg(it, row);
        let pattern = Pattern::new(bound(scan.subject), bound(scan.predicate), bound(scan.object));
        self.meter.read();
        if keys.is_empty() {
            return Some(vec![(NONE, triples.count(pattern) as u64)]);
        }
        if pattern == Pattern::default() && scan.predicate.slot().is_some_and(|it| keys == [it]) {
            let count = |it: TermId| triples.count(Pattern::new(None, Some(it), None)) as u64;
            return Some(triples.predicates().into_iter().map(|it| (it, count(it))).collect());
        }
        let is_by_object = scan.object.slot().is_some_and(|it| keys == [it]) && scan.subject.slot().is_some();
        let run = triples.plain_run(pattern).filter(|it| is_by_object && it.order == Order::Pos)?;
        Some(run.second.chunk_by(|a, b| a == b).map(|it| (it[0], it.len() as u64)).collect())
    }

    fn accumulate(&self, aggregate: &Aggregate, state: &mut State<'a>, row: &mut Row) -> Result<(), Halt> {
        let Some(expression) = &aggregate.expression else {
            if aggregate.is_distinct {
                let key = GroupKey::of(&aggregate.solution, row);
                if !state.solutions.insert(key) {
                    return Ok(());
                }
                self.meter.hold(aggregate.solution.len() + 1)?;
            }
            state.count += 1;
            return Ok(());
        };
        if state.is_failed {
            return Ok(());
        }
        let needs_id =
            aggregate.is_distinct || !matches!(aggregate.kind, AggregateKind::Sum | AggregateKind::Avg);
        let (id, value) = if needs_id {
            (self.id(expression, row), None)
        } else {
            let value = self.value(expression, row);
            (value.as_ref().map(|_| NONE), value)
        };
        self.check_fault()?;
        let Some(id) = id else {
            // COUNT and SAMPLE pass an error over, the others fail by it (section 18.5.1).
            state.is_failed = !matches!(aggregate.kind, AggregateKind::Count | AggregateKind::Sample);
            return Ok(());
        };
        if aggregate.is_distinct {
            if !state.seen.insert(id) {
                return Ok(());
            }
            self.meter.hold(1)?;
        }
        state.count += 1;
        match &aggregate.kind {
            AggregateKind::Count => (),
            AggregateKind::Sample => {
                if state.id == NONE {
                    state.id = id;
                }
            }
            AggregateKind::Sum | AggregateKind::Avg => {
                let value = value.unwrap_or_else(|| self.load(id));
                let sum = state.value.take().unwrap_or(Value::Integer(Integer::from(0)));
                if value.is_numeric() {
                    state.value = Value::calculate(Operator::Add, &sum, &value);
                }
                state.is_failed = state.value.is_none();
            }
            AggregateKind::Min | AggregateKind::Max => {
                let value = self.load(id);
                let wanted =
                    if aggregate.kind == AggregateKind::Min { Ordering::Less } else { Ordering::Greater };
                if state.value.as_ref().is_none_or(|it| value.order(it) == wanted) {
                    (state.id, state.value) = (id, Some(value));
                }
            }
            AggregateKind::GroupConcat(separator) => {
                // The result is a simple literal whatever the tags were (section 18.5.1.7).
                let oxrdf::Term::Literal(literal) = self.term(id) else {
                    state.is_failed = true;
                    return Ok(());
                };
                let text = literal.value();
                let text_so_far = state.text.get_or_insert_default();
                if state.count > 1 {
                    text_so_far.push_str(separator);
                }
                self.meter.hold(text.len() / 8 + 1)?;
                text_so_far.push_str(text);
            }
        }
        Ok(())
    }

    fn sort_rows(
        &self,
        inner: &Node,
        keys: &[OrderKey],
        kept: &[Slot],
        rows_max: Option<usize>,
        row: &mut Row,
        sink: Sink<'_>,
    ) -> Result<(), Halt> {
        let mut cells: Vec<TermId> = Vec::new();
        let mut values: Vec<Option<Value<'a>>> = Vec::new();
        let mut n_rows = 0_usize;
        self.node(inner, row, &mut |row| {
            self.meter.step()?;
            self.meter.hold(kept.len() + 16 * keys.len())?;
            cells.extend(kept.iter().map(|it| row[*it]));
            for key in keys {
                values.push(self.value(&key.expression, row));
            }
            n_rows += 1;
            self.check_fault()
        })?;
        let mut order: Vec<u32> = (0..n_rows as u32).collect();
        let compare = |a: &u32, b: &u32| {
            for (nth, key) in keys.iter().enumerate() {
                let value = |row: u32| &values[row as usize * keys.len() + nth];
                let ordering = match (value(*a), value(*b)) {
                    (Some(a), Some(b)) => a.order(b),
                    (a, b) => a.is_some().cmp(&b.is_some()),
                };
                if ordering != Ordering::Equal {
                    return if key.is_descending { ordering.reverse() } else { ordering };
                }
            }
            a.cmp(b)
        };
        self.meter.look()?;
        if let Some(rows_max) = rows_max.filter(|it| *it < n_rows) {
            if rows_max > 0 {
                order.select_nth_unstable_by(rows_max - 1, compare);
            }
            order.truncate(rows_max);
        }
        order.sort_unstable_by(compare);
        for at in order {
            self.meter.step()?;
            let cells = &cells[at as usize * kept.len()..(at as usize + 1) * kept.len()];
            for (slot, id) in kept.iter().zip(cells) {
                row[*slot] = *id;
            }
            sink(row)?;
        }
        for slot in kept {
            row[*slot] = NONE;
        }
        Ok(())
    }
}

/// The values of some slots; few of them need no allocation.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
enum GroupKey {
    Few([TermId; 3]),
    Many(Box<[TermId]>),
}

impl Default for GroupKey {
    fn default() -> Self {
        Self::Few([NONE; 3])
    }
}

impl GroupKey {
    fn of(slots: &[Slot], row: &Row) -> Self {
        if slots.len() > 3 {
            return Self::Many(slots.iter().map(|it| row[*it]).collect());
        }
        let mut key = [NONE; 3];
        for (to, slot) in key.iter_mut().zip(slots) {
            *to = row[*slot];
        }
        Self::Few(key)
    }

    fn ids(&self) -> &[TermId] {
        match self {
            Self::Few(it) => it,
            Self::Many(it) => it,
        }
    }
}

/// Which rows have been seen.
pub(super) struct Distinct<'s> {
    slots: &'s [Slot],
    seen: FxHashSet<GroupKey>,
}

impl<'s> Distinct<'s> {
    pub(super) fn new(slots: &'s [Slot]) -> Self {
        Self { slots, seen: FxHashSet::default() }
    }

    pub(super) fn insert(&mut self, row: &Row) -> bool {
        self.seen.insert(GroupKey::of(self.slots, row))
    }
}

/// One aggregate of one group so far.
#[derive(Debug, Default)]
struct State<'a> {
    count: u64,
    id: TermId,
    value: Option<Value<'a>>,
    text: Option<String>,
    seen: FxHashSet<TermId>,
    solutions: FxHashSet<GroupKey>,
    is_failed: bool,
}

impl<'a> State<'a> {
    fn new(_: &Aggregate) -> Self {
        Self::default()
    }

    fn finish(self, context: &Context<'a>, kind: &AggregateKind) -> Option<TermId> {
        if self.is_failed {
            return None;
        }
        let count = i64::try_from(self.count).ok()?;
        let value = match kind {
            AggregateKind::Count => Value::Integer(count.into()),
            AggregateKind::Min | AggregateKind::Max | AggregateKind::Sample => {
                return Some(self.id).filter(|it| *it != NONE);
            }
            AggregateKind::Sum => self.value.unwrap_or(Value::Integer(Integer::from(0))),
            AggregateKind::Avg => match self.value {
                None => Value::Integer(Integer::from(0)),
                Some(Value::Integer(sum)) => {
                    Value::Decimal(Decimal::from(sum).checked_div(Integer::from(count))?)
                }
                Some(sum) => Value::calculate(Operator::Divide, &sum, &Value::Integer(count.into()))?,
            },
            AggregateKind::GroupConcat(_) => Value::String(self.text.unwrap_or_default().into()),
        };
        Some(context.intern_value(value))
    }
}
