//! In which order do the pieces of a group run, and how?
//!
//! The index knows exact counts, so that each piece has an estimate of how many rows it makes of one. From every
//! possible first piece the cheapest next one is taken greedily; the order with the least work in sum wins.

#![expect(clippy::cast_precision_loss, reason = "estimates need no more than 52 bits")]

use super::error::SparqlError;
use super::plan::{
    Aggregate, AggregateKind, Arg, Node, OrderKey, Path, Scan, Slot, Slots, Source, Step, Table,
};
use super::translate::{Group, Kind, Piece, Scope, Translator};
use super::variables::is_plain;
use crate::graph::{Pattern, Triples};
use spargebra::algebra::{AggregateExpression, AggregateFunction, GraphPattern, OrderExpression};

/// How many first pieces are tried.
const STARTS_MAX: usize = 12;

impl Translator<'_, '_> {
    /// A pattern with its solution modifiers.
    pub(super) fn node(
        &mut self,
        pattern: &GraphPattern,
        scope: &Scope,
        source: Source,
    ) -> Result<Node, SparqlError> {
        Ok(match pattern {
            GraphPattern::Slice { inner, start, length } => {
                let mut inner = self.node(inner, scope, source)?;
                if let (Node::Order { rows_max, .. }, Some(length)) = (&mut inner, length) {
                    *rows_max = Some(start.saturating_add(*length));
                }
                Node::Slice { inner: Box::new(inner), start: *start, length: *length }
            }
            GraphPattern::Distinct { inner } => {
                let slots = self.visible(inner, scope, source).iter().collect();
                Node::Distinct { inner: Box::new(self.node(inner, scope, source)?), slots }
            }
            GraphPattern::Reduced { inner } => self.node(inner, scope, source)?,
            GraphPattern::Project { inner, variables } => {
                let scope = self.inner_scope(scope, variables);
                self.node(inner, &scope, source)?
            }
            GraphPattern::OrderBy { inner, expression } => {
                let node = self.node(inner, scope, source)?;
                let kept = self.visible(inner, scope, source);
                let mut keys = Vec::with_capacity(expression.len());
                for it in expression {
                    let (OrderExpression::Asc(it2) | OrderExpression::Desc(it2)) = it;
                    keys.push(OrderKey {
                        expression: self.expression(it2, scope, source, &node.certain())?,
                        is_descending: matches!(it, OrderExpression::Desc(_)),
                    });
                }
                Node::Order { inner: Box::new(node), keys, kept: kept.iter().collect(), rows_max: None }
            }
            GraphPattern::Group { inner, variables, aggregates } => {
                let node = self.node(inner, scope, source)?;
                let visible = self.visible(inner, scope, source);
                let keys = variables.iter().map(|it| self.slot(scope, it)).collect();
                let mut compiled = Vec::with_capacity(aggregates.len());
                for (variable, aggregate) in aggregates {
                    let slot = self.slot(scope, variable);
                    compiled.push(self.aggregate(
                        slot,
                        aggregate,
                        scope,
                        source,
                        &visible,
                        &node.certain(),
                    )?);
                }
                Node::Group { inner: Box::new(node), keys, aggregates: compiled }
            }
            GraphPattern::Extend { inner, variable, expression } if !is_plain(inner) => {
                let node = self.node(inner, scope, source)?;
                let expression = self.expression(expression, scope, source, &node.certain())?;
                let step = Step::Bind(self.slot(scope, variable), expression);
                Node::Then { inner: Box::new(node), steps: vec![step] }
            }
            GraphPattern::Filter { inner, expr } if !is_plain(inner) => {
                let node = self.node(inner, scope, source)?;
                let step = Step::Filter(self.expression(expr, scope, source, &node.certain())?);
                Node::Then { inner: Box::new(node), steps: vec![step] }
            }
            GraphPattern::Bgp { .. }
            | GraphPattern::Path { .. }
            | GraphPattern::Join { .. }
            | GraphPattern::LeftJoin { .. }
            | GraphPattern::Filter { .. }
            | GraphPattern::Union { .. }
            | GraphPattern::Graph { .. }
            | GraphPattern::Extend { .. }
            | GraphPattern::Minus { .. }
            | GraphPattern::Values { .. }
            | GraphPattern::Lateral { .. }
            | GraphPattern::Service { .. } => {
                let group = self.group(pattern, scope, source)?;
                let certain = group.certain.clone();
                let (steps, rows) = self.arrange(group, &Slots::default())?;
                Node::Steps { steps, certain, rows }
            }
        })
    }

    fn aggregate(
        &mut self,
        slot: Slot,
        aggregate: &AggregateExpression,
        scope: &Scope,
        source: Source,
        visible: &Slots,
        bound: &Slots,
    ) -> Result<Aggregate, SparqlError> {
        Ok(match aggregate {
            AggregateExpression::CountSolutions { distinct } => Aggregate {
                slot,
                kind: AggregateKind::Count,
                expression: None,
                is_distinct: *distinct,
                solution: visible.iter().collect(),
            },
            AggregateExpression::FunctionCall { name, expr, distinct } => {
                let kind = match name {
                    AggregateFunction::Count => AggregateKind::Count,
                    AggregateFunction::Sum => AggregateKind::Sum,
                    AggregateFunction::Avg => AggregateKind::Avg,
                    AggregateFunction::Min => AggregateKind::Min,
                    AggregateFunction::Max => AggregateKind::Max,
                    AggregateFunction::Sample => AggregateKind::Sample,
                    AggregateFunction::GroupConcat { separator } => {
                        AggregateKind::GroupConcat(separator.clone().unwrap_or_else(|| " ".to_owned()))
                    }
                    AggregateFunction::Custom(name) => {
                        return Err(SparqlError::Unsupported(format!("the aggregate {name}")));
                    }
                };
                let expression = Some(self.expression(expr, scope, source, bound)?);
                Aggregate { slot, kind, expression, is_distinct: *distinct, solution: Vec::new() }
            }
        })
    }

    /// Orders the pieces for rows in which `bound` is bound, and tells about how many rows each makes.
    pub(super) fn arrange(
        &mut self,
        group: Group<'_>,
        bound: &Slots,
    ) -> Result<(Vec<Step>, f64), SparqlError> {
        let (order, rows) = self.order(&group, bound);
        let mut pieces: Vec<Option<Piece<'_>>> = group.pieces.into_iter().map(Some).collect();
        let mut bound = bound.clone();
        let mut steps = Vec::with_capacity(order.len());
        for at in order {
            if let Some(piece) = pieces[at].take() {
                let certain = piece.certain.clone();
                steps.push(self.step(piece, &bound)?);
                bound.add(&certain);
            }
        }
        Ok((steps, rows))
    }

    fn step(&mut self, piece: Piece<'_>, bound: &Slots) -> Result<Step, SparqlError> {
        let slots: Vec<Slot> = piece.vars.iter().collect();
        let reads: Vec<Slot> = piece.reads.iter().collect();
        let keys: Vec<Slot> = piece.certain.common(bound).iter().collect();
        Ok(match piece.kind {
            Kind::Leaf(step) => step,
            Kind::Filter(expression, scope, source) => {
                Step::Filter(self.expression(expression, &scope, source, bound)?)
            }
            Kind::Bind(slot, expression, scope, source) => {
                Step::Bind(slot, self.expression(expression, &scope, source, bound)?)
            }
            Kind::Optional(group, condition, source) => {
                let inside = bound.with(&group.certain);
                let (steps, _) = self.arrange(group, bound)?;
                let condition = match condition {
                    Some((it, scope)) => Some(self.expression(it, &scope, source, &inside)?),
                    None => None,
                };
                Step::Optional { steps, condition }
            }
            Kind::Union(branches) => {
                let mut arranged = Vec::with_capacity(branches.len());
                for branch in branches {
                    arranged.push(self.arrange(branch, bound)?.0);
                }
                Step::Union(arranged)
            }
            Kind::Minus(group) => Step::Unless(self.arrange(group, bound)?.0),
            Kind::Table(node) => Step::Table(self.table(node, slots, keys)),
            Kind::ExceptTable(node) => Step::Except(self.table(node, reads, Vec::new())),
            Kind::OptionalTable(node, condition, source) => {
                let keys = node.certain().common(bound).iter().collect();
                let condition = match condition {
                    Some((it, scope)) => Some(self.expression(it, &scope, source, bound)?),
                    None => None,
                };
                Step::OptionalTable { table: self.table(node, slots, keys), condition }
            }
        })
    }

    fn table(&mut self, node: Node, slots: Vec<Slot>, keys: Vec<Slot>) -> Table {
        Table { number: self.next_table(), node: Box::new(node), slots, keys }
    }

    /// The order of the pieces and about how many rows come out for one row that goes in.
    fn order(&self, group: &Group<'_>, bound: &Slots) -> (Vec<usize>, f64) {
        let pieces = &group.pieces;
        let plan = Ordering {
            pieces,
            before: before(pieces),
            sizes: pieces.iter().map(|it| self.size(it)).collect(),
        };
        let first = plan.run(self, bound, None);
        if pieces.len() < 3 {
            return (first.order, first.rows);
        }
        let starts = (0..pieces.len())
            .filter(|at| matches!(pieces[*at].kind, Kind::Leaf(_) | Kind::Table(_) | Kind::Union(_)))
            .filter(|at| plan.before[*at].is_empty() && pieces[*at].needs.is_within(bound));
        let best = starts
            .take(STARTS_MAX)
            .map(|at| plan.run(self, bound, Some(at)))
            .fold(first, |best, it| if it.cost < best.cost { it } else { best });
        (best.order, best.rows)
    }

    fn source(&self, source: Source) -> &Triples {
        match source {
            Source::Default => self.context.triples(source, 0).unwrap_or(self.context.view.union()),
            Source::Named(Arg::Term(graph)) => {
                self.context.triples(source, graph).unwrap_or(self.context.view.union())
            }
            Source::Named(Arg::Slot(_)) => self.context.view.union(),
        }
    }

    /// What stays the same of a piece's estimate whatever is bound.
    fn size(&self, piece: &Piece<'_>) -> f64 {
        match &piece.kind {
            Kind::Leaf(Step::Scan(it)) => {
                let like = &self.context.like;
                let term = |arg: Arg| match arg {
                    Arg::Term(id) => Some(like.iter().find(|it| it.0 == id).map_or(id, |it| it.1)),
                    Arg::Slot(_) => None,
                };
                let pattern = Pattern::new(term(it.subject), term(it.predicate), term(it.object));
                self.source(it.source).count(pattern) as f64
            }
            Kind::Leaf(Step::Path { source, .. }) => self.source(*source).n_subjects() as f64,
            Kind::Leaf(Step::Values { rows, .. }) => rows.len() as f64,
            Kind::Leaf(Step::Graphs(_)) => self.context.view.graphs().count() as f64,
            Kind::Table(node) | Kind::OptionalTable(node, ..) | Kind::ExceptTable(node) => node.rows(),
            Kind::Leaf(_)
            | Kind::Filter(..)
            | Kind::Bind(..)
            | Kind::Optional(..)
            | Kind::Union(_)
            | Kind::Minus(_) => 1.0,
        }
    }

    /// About how many rows a piece makes of one row, and the work that this takes beside.
    fn fan_out(&self, piece: &Piece<'_>, size: f64, bound: &Slots) -> (f64, f64) {
        match &piece.kind {
            Kind::Leaf(Step::Scan(it)) => (self.scan_fan_out(it, size, bound), 1.0),
            Kind::Leaf(Step::Path { subject, object, path, .. }) => {
                let is_bound = |it: &Arg| it.slot().is_none_or(|it| bound.contains(it));
                let reach = if matches!(path, Path::ZeroOrOne(_) | Path::Not(_)) { 2.0 } else { 6.0 };
                match (is_bound(subject), is_bound(object)) {
                    (true, true) => (0.5, reach),
                    (true, false) | (false, true) => (reach, reach),
                    (false, false) => (size * reach, size * reach),
                }
            }
            Kind::Leaf(Step::Values { .. }) if piece.vars.meets(bound) => {
                ((size / 8.0).min(0.5), 1.0 + size / 8.0)
            }
            Kind::Leaf(Step::Graphs(_)) if piece.vars.is_within(bound) => (1.0, 1.0),
            Kind::Leaf(Step::Values { .. } | Step::Graphs(_)) => (size, 1.0),
            Kind::Leaf(_) | Kind::Bind(..) => (1.0, 0.5),
            Kind::Filter(..) => (0.5, 0.5),
            Kind::Table(_) if piece.certain.meets(bound) => (0.5, 2.0),
            Kind::Table(_) => (size, size),
            Kind::OptionalTable(..) | Kind::ExceptTable(_) => (1.0, 2.0),
            Kind::Optional(group, ..) => {
                let rows = self.estimate(group, bound);
                (rows.max(1.0), rows + 1.0)
            }
            Kind::Minus(group) => (0.5, self.estimate(group, bound).min(2.0) + 1.0),
            Kind::Union(branches) => {
                let rows: f64 = branches.iter().map(|it| self.estimate(it, bound)).sum();
                (rows, rows + branches.len() as f64)
            }
        }
    }

    fn estimate(&self, group: &Group<'_>, bound: &Slots) -> f64 {
        let pieces = &group.pieces;
        let plan = Ordering {
            pieces,
            before: before(pieces),
            sizes: pieces.iter().map(|it| self.size(it)).collect(),
        };
        plan.run(self, bound, None).rows
    }

    fn scan_fan_out(&self, scan: &Scan, size: f64, bound: &Slots) -> f64 {
        let is_bound = |it: Arg| it.slot().is_some_and(|it| bound.contains(it));
        let triples = self.source(scan.source);
        let mut rows = size;
        if let Arg::Term(predicate) = scan.predicate {
            let stats = triples.stats(predicate);
            if is_bound(scan.subject) {
                rows /= f64::from(stats.subjects.max(1));
            }
            if is_bound(scan.object) {
                rows /= f64::from(stats.objects.max(1));
            }
        } else {
            if is_bound(scan.subject) {
                rows /= triples.n_subjects().max(1) as f64;
            }
            if is_bound(scan.object) {
                rows /= triples.n_objects().max(1) as f64;
            }
            if is_bound(scan.predicate) {
                rows /= 10.0;
            }
        }
        rows
    }
}

/// The pieces that have to run before each piece.
fn before(pieces: &[Piece<'_>]) -> Vec<Vec<usize>> {
    let mut before = vec![Vec::new(); pieces.len()];
    for (at, piece) in pieces.iter().enumerate() {
        let inner = at.saturating_sub(piece.n_inner)..at;
        let looks_at = piece.reads.with(&piece.vars);
        let is_filter = matches!(piece.kind, Kind::Filter(..));
        // A filter on variables that its own pieces bind for sure may run as soon as they are bound.
        if piece.n_inner > 0 && !(is_filter && piece.sensitive.is_empty()) {
            before[at].extend(inner.clone().filter(|it| pieces[*it].vars.meets(&looks_at)));
        }
        if !piece.sensitive.is_empty() {
            for (other, it) in pieces.iter().enumerate() {
                if other != at && !inner.contains(&other) && it.vars.meets(&piece.sensitive) {
                    before[other].push(at);
                }
            }
        }
    }
    before
}

struct Ordering<'g, 'q> {
    pieces: &'g [Piece<'q>],
    before: Vec<Vec<usize>>,
    sizes: Vec<f64>,
}

struct Run {
    order: Vec<usize>,
    cost: f64,
    rows: f64,
}

impl Ordering<'_, '_> {
    fn run(&self, translator: &Translator<'_, '_>, bound: &Slots, start: Option<usize>) -> Run {
        let mut bound = bound.clone();
        let mut done = vec![false; self.pieces.len()];
        let mut run = Run { order: Vec::with_capacity(done.len()), cost: 0.0, rows: 1.0 };
        let mut start = start;
        while run.order.len() < done.len() {
            let next = start.take().map(|at| (at, self.fan_out(translator, at, &bound)));
            let next = next.or_else(|| self.cheapest(translator, &bound, &done));
            // Nothing is ready only where a variable is never bound: then the order as written is as good as any.
            let (at, (fan_out, work)) =
                next.unwrap_or_else(|| (done.iter().position(|it| !it).unwrap_or_default(), (1.0, 1.0)));
            run.cost += run.rows * work;
            run.rows *= fan_out;
            run.cost += run.rows;
            bound.add(&self.pieces[at].certain);
            done[at] = true;
            run.order.push(at);
        }
        run
    }

    fn fan_out(&self, translator: &Translator<'_, '_>, at: usize, bound: &Slots) -> (f64, f64) {
        translator.fan_out(&self.pieces[at], self.sizes[at], bound)
    }

    fn cheapest(
        &self,
        translator: &Translator<'_, '_>,
        bound: &Slots,
        done: &[bool],
    ) -> Option<(usize, (f64, f64))> {
        let mut best: Option<(usize, (f64, f64))> = None;
        for (at, piece) in self.pieces.iter().enumerate() {
            if done[at] || !self.is_ready(at, bound, done) {
                continue;
            }
            if matches!(piece.kind, Kind::Filter(..)) {
                return Some((at, (0.5, 0.5)));
            }
            let fan_out = self.fan_out(translator, at, bound);
            if best.is_none_or(|(_, it)| fan_out.0 < it.0) {
                best = Some((at, fan_out));
            }
        }
        best
    }

    fn is_ready(&self, at: usize, bound: &Slots, done: &[bool]) -> bool {
        let piece = &self.pieces[at];
        let waits_for_reads = matches!(piece.kind, Kind::Filter(..)) && piece.sensitive.is_empty();
        piece.needs.is_within(bound)
            && self.before[at].iter().all(|it| done[*it])
            && (!waits_for_reads || piece.reads.is_within(bound))
    }
}
