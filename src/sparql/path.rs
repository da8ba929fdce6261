//! Which nodes does a property path connect?
//!
//! Section 18.4: `*`, `+` and `?` give each pair once, the others as often as there are ways, except inside of those.

use super::context::Context;
use super::plan::{Arg, Path, Slot, Source};
use super::run::{Halt, Row, Sink};
use crate::graph::{NONE, Pattern, TermId, Triples};
use rustc_hash::FxHashSet;

type Each<'s> = &'s mut dyn FnMut(TermId) -> Result<(), Halt>;

/// The direction of a walk.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Way {
    Forth,
    Back,
}

impl Way {
    fn turned(self) -> Self {
        match self {
            Self::Forth => Self::Back,
            Self::Back => Self::Forth,
        }
    }

    /// What leads away from a node.
    fn pattern(self, predicate: Option<TermId>, node: TermId) -> Pattern {
        match self {
            Self::Forth => Pattern::new(Some(node), predicate, None),
            Self::Back => Pattern::new(None, predicate, Some(node)),
        }
    }

    /// The position of the node that is reached.
    fn end(self) -> usize {
        match self {
            Self::Forth => 2,
            Self::Back => 0,
        }
    }
}

impl Context<'_> {
    pub(super) fn path_step(
        &self,
        (source, subject, path, object): (Source, Arg, &Path, Arg),
        row: &mut Row,
        sink: Sink<'_>,
    ) -> Result<(), Halt> {
        let graph = match source {
            Source::Default => NONE,
            Source::Named(arg) => Self::arg(arg, row).unwrap_or(NONE),
        };
        let Some(triples) = self.triples(source, graph) else { return Ok(()) };
        let ends = (Self::arg(subject, row), Self::arg(object, row));
        // Between two variables, a way of no steps leads from nodes of the graph alone (section 18.4).
        if let (Arg::Slot(_), Arg::Slot(_), Some(node)) = (subject, object, ends.0.or(ends.1))
            && is_nullable(path)
            && triples.count(Pattern::new(Some(node), None, None)) == 0
            && triples.count(Pattern::new(None, None, Some(node))) == 0
        {
            return Ok(());
        }
        match ends {
            (Some(start), Some(end)) => {
                if self.connects(triples, path, start, end)? {
                    self.repeat(triples, path, (start, end), row, sink)
                } else {
                    Ok(())
                }
            }
            (Some(start), None) => {
                let slot = object.slot().unwrap_or_default();
                self.walk(triples, path, Way::Forth, start, &mut |end| bind(slot, end, row, sink))
            }
            (None, Some(end)) => {
                let slot = subject.slot().unwrap_or_default();
                self.walk(triples, path, Way::Back, end, &mut |start| bind(slot, start, row, sink))
            }
            (None, None) => {
                let (from, to) = (subject.slot().unwrap_or_default(), object.slot().unwrap_or_default());
                for start in self.starts(triples, path)? {
                    self.meter.step()?;
                    row[from] = start;
                    self.walk(triples, path, Way::Forth, start, &mut |end| {
                        if from == to {
                            if start == end { sink(row) } else { Ok(()) }
                        } else {
                            bind(to, end, row, sink)
                        }
                    })?;
                }
                row[from] = NONE;
                Ok(())
            }
        }
    }

    /// Hands on a row whose ends are both bound: once for a closure, as often as there are ways else.
    fn repeat(
        &self,
        triples: &Triples,
        path: &Path,
        (start, end): (TermId, TermId),
        row: &mut Row,
        sink: Sink<'_>,
    ) -> Result<(), Halt> {
        if let Path::Not(_) = path {
            return self.walk(triples, path, Way::Forth, start, &mut |it| {
                if it == end { sink(row) } else { Ok(()) }
            });
        }
        sink(row)
    }

    fn connects(&self, triples: &Triples, path: &Path, start: TermId, end: TermId) -> Result<bool, Halt> {
        if let Path::Predicate(p) = path {
            self.meter.read();
            return Ok(triples.contains([start, *p, end]));
        }
        let mut is_found = false;
        let outcome = self.walk(triples, path, Way::Forth, start, &mut |it| {
            if it == end {
                is_found = true;
                return Err(Halt::Enough);
            }
            Ok(())
        });
        match outcome {
            Err(Halt::Enough) if is_found => Ok(true),
            other => other.map(|()| is_found),
        }
    }

    /// The nodes that a path leads to from a node, forwards or backwards.
    fn walk(
        &self,
        triples: &Triples,
        path: &Path,
        way: Way,
        node: TermId,
        each: Each<'_>,
    ) -> Result<(), Halt> {
        let step = |inner: &Path, node, each: Each<'_>| self.walk(triples, inner, way, node, each);
        match path {
            Path::Predicate(p) => self.hop(triples, *p, way, node, each),
            Path::Reverse(inner) => self.walk(triples, inner, way.turned(), node, each),
            Path::Sequence(a, b) => {
                let (first, then) = if way == Way::Forth { (a, b) } else { (b, a) };
                step(first, node, &mut |middle| step(then, middle, each))
            }
            Path::Alternative(a, b) => {
                step(a, node, each)?;
                step(b, node, each)
            }
            Path::ZeroOrMore(inner) => self.closure(node, true, each, &|it, each| step(inner, it, each)),
            Path::OneOrMore(inner) => self.closure(node, false, each, &|it, each| step(inner, it, each)),
            Path::ZeroOrOne(inner) => zero_or_one(node, each, |each| step(inner, node, each)),
            Path::Not(predicates) => {
                self.meter.read();
                for ids in triples.scan(way.pattern(None, node)) {
                    self.meter.step()?;
                    if !predicates.contains(&ids[1]) {
                        each(ids[way.end()])?;
                    }
                }
                Ok(())
            }
        }
    }

    fn hop(
        &self,
        triples: &Triples,
        predicate: TermId,
        way: Way,
        node: TermId,
        each: Each<'_>,
    ) -> Result<(), Halt> {
        self.meter.read();
        self.meter.step()?;
        let pattern = way.pattern(Some(predicate), node);
        if let Some(run) = triples.plain_run(pattern) {
            // The free position of a pattern with two bound ones is the last of its order.
            for id in run.third {
                each(*id)?;
            }
            return Ok(());
        }
        for ids in triples.scan(pattern) {
            each(ids[way.end()])?;
        }
        Ok(())
    }

    /// Every node that is reached in any number of steps, each once.
    fn closure(
        &self,
        start: TermId,
        with_start: bool,
        each: Each<'_>,
        step: &dyn Fn(TermId, Each<'_>) -> Result<(), Halt>,
    ) -> Result<(), Halt> {
        let mut seen = FxHashSet::default();
        let mut open = vec![start];
        if with_start {
            seen.insert(start);
            each(start)?;
        }
        while let Some(node) = open.pop() {
            self.meter.step()?;
            let mut found = Vec::new();
            step(node, &mut |it| {
                if seen.insert(it) {
                    found.push(it);
                }
                Ok(())
            })?;
            self.meter.hold(found.len())?;
            for it in found {
                each(it)?;
                open.push(it);
            }
        }
        self.meter.release(seen.len());
        Ok(())
    }

    /// Where a path may start, each node once.
    fn starts(&self, triples: &Triples, path: &Path) -> Result<Vec<TermId>, Halt> {
        let mut starts: Vec<TermId> = match path {
            Path::Predicate(p) => triples.scan(Pattern::new(None, Some(*p), None)).map(|it| it[0]).collect(),
            Path::OneOrMore(inner) => self.starts(triples, inner)?,
            Path::Sequence(a, _) => self.starts(triples, a)?,
            Path::Alternative(a, b) => [self.starts(triples, a)?, self.starts(triples, b)?].concat(),
            // Every node has a way of no steps to itself.
            Path::ZeroOrMore(_) | Path::ZeroOrOne(_) | Path::Reverse(_) | Path::Not(_) => {
                let mut all = Vec::new();
                for [s, _, o] in triples.scan(Pattern::default()) {
                    self.meter.step()?;
                    all.push(s);
                    all.push(o);
                }
                all
            }
        };
        self.meter.hold(starts.len())?;
        starts.sort_unstable();
        starts.dedup();
        Ok(starts)
    }
}

/// Whether a path may have no steps.
fn is_nullable(path: &Path) -> bool {
    match path {
        Path::ZeroOrMore(_) | Path::ZeroOrOne(_) => true,
        Path::Reverse(it) | Path::OneOrMore(it) => is_nullable(it),
        Path::Sequence(a, b) => is_nullable(a) && is_nullable(b),
        Path::Alternative(a, b) => is_nullable(a) || is_nullable(b),
        Path::Predicate(_) | Path::Not(_) => false,
    }
}

fn bind(slot: Slot, id: TermId, row: &mut Row, sink: Sink<'_>) -> Result<(), Halt> {
    row[slot] = id;
    sink(row)?;
    row[slot] = NONE;
    Ok(())
}

fn zero_or_one(
    start: TermId,
    each: Each<'_>,
    step: impl FnOnce(Each<'_>) -> Result<(), Halt>,
) -> Result<(), Halt> {
    let mut seen = FxHashSet::default();
    seen.insert(start);
    each(start)?;
    step(&mut |it| if seen.insert(it) { each(it) } else { Ok(()) })
}
