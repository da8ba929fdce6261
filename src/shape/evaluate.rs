//! Does one node have one shape? (Section 3.4 with the validators of section 4.)
//!
//! There is one walk for both questions: it hands on each miss, and whoever only asks whether a node conforms stops
//! it at the first.

use super::check::{CheckError, Whole};
use super::components;
use super::model::{Asked, Constraint, Qualified, Range, ShapeAt};
use super::path::{Path, objects};
use super::plan::{Check, Plan};
use super::question::Session;
use super::value::Value;
use crate::graph::{Pattern, TermId};
use oxrdf::{Literal, NamedNode, Term};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::cmp::Ordering;

/// A constraint that does not hold.
pub(super) struct Hit<'w> {
    pub(super) check: &'w Check,
    pub(super) focus: TermId,
    pub(super) value: Option<TermId>,
    /// A value that a query made up.
    pub(super) value_term: Option<Term>,
    pub(super) path: Option<Path<NamedNode>>,
    pub(super) messages: Vec<Literal>,
}

/// Why a walk ends early.
pub(super) enum Stop {
    /// Whoever takes the hits needs no more.
    Enough,
    Failed(Box<CheckError>),
}

pub(super) type Walk = Result<(), Stop>;

/// Where hits go.
pub(super) type Sink<'s, 'w> = &'s mut dyn FnMut(Hit<'w>) -> Walk;

/// Checks focus nodes, one after the other.
pub(super) struct Evaluator<'w> {
    pub(super) whole: &'w Whole<'w>,
    steps: Cell<u64>,
    /// The questions that were asked, each with what it has prepared.
    pub(super) sessions: RefCell<Vec<(*const Asked, Box<dyn Session + 'w>)>>,
}

/// A constraint at work: its shape, its focus node, the value nodes.
#[derive(Clone, Copy)]
pub(super) struct At<'w, 'n> {
    pub(super) shape: ShapeAt,
    pub(super) plan: &'w Plan,
    pub(super) check: &'w Check,
    pub(super) focus: TermId,
    pub(super) values: &'n [TermId],
}

impl<'w> At<'w, '_> {
    fn miss(&self) -> Hit<'w> {
        let (check, focus) = (self.check, self.focus);
        Hit { check, focus, value: None, value_term: None, path: None, messages: Vec::new() }
    }

    pub(super) fn miss_of(&self, value: TermId) -> Hit<'w> {
        Hit { value: Some(value), ..self.miss() }
    }
}

impl<'w> Evaluator<'w> {
    pub(super) fn new(whole: &'w Whole<'w>) -> Self {
        Self { whole, steps: Cell::new(0), sessions: RefCell::default() }
    }

    /// Hands every miss of a focus node on, with the steps counted from nought.
    pub(super) fn start(&self, shape: ShapeAt, focus: TermId, sink: Sink<'_, 'w>) -> Walk {
        self.steps.set(0);
        self.run(shape, focus, sink)
    }

    /// Hands every miss of a focus node on.
    fn run(&self, shape: ShapeAt, focus: TermId, sink: Sink<'_, 'w>) -> Walk {
        let plan = &self.whole.plans[shape];
        // Section 2.1.6: every node conforms to a deactivated shape.
        if plan.is_deactivated {
            return Ok(());
        }
        let values = match &plan.path {
            None => std::borrow::Cow::Owned(vec![focus]),
            Some(path) => path.values(self.whole.data, focus),
        };
        for check in &plan.checks {
            self.step(shape, 1 + values.len() as u64)?;
            self.check(At { shape, plan, check, focus, values: &values }, sink)?;
        }
        Ok(())
    }

    fn step(&self, shape: ShapeAt, n: u64) -> Walk {
        let (steps, steps_max) = (self.steps.get() + n, self.whole.limits.steps_max);
        self.steps.set(steps);
        if steps <= steps_max {
            return Ok(());
        }
        let shape = self.whole.shapes.shapes[shape].node.to_string();
        Err(Stop::Failed(Box::new(CheckError::Steps { shape, steps_max })))
    }

    fn conforms(&self, shape: ShapeAt, focus: TermId) -> Result<bool, Stop> {
        match self.run(shape, focus, &mut |_| Err(Stop::Enough)) {
            Ok(()) => Ok(true),
            Err(Stop::Enough) => Ok(false),
            Err(failed @ Stop::Failed(_)) => Err(failed),
        }
    }

    fn n_conforming(&self, shapes: &[ShapeAt], focus: TermId, enough: usize) -> Result<usize, Stop> {
        let mut n = 0;
        for shape in shapes {
            n += usize::from(self.conforms(*shape, focus)?);
            if n == enough {
                break;
            }
        }
        Ok(n)
    }

    /// Hands on each value that does not hold.
    fn each(at: At<'w, '_>, sink: Sink<'_, 'w>, mut holds: impl FnMut(TermId) -> Result<bool, Stop>) -> Walk {
        for value in at.values {
            if !holds(*value)? {
                sink(at.miss_of(*value))?;
            }
        }
        Ok(())
    }

    fn check(&self, at: At<'w, '_>, sink: Sink<'_, 'w>) -> Walk {
        let (whole, members) = (self.whole, &at.check.members);
        let n_values = at.values.len() as u64;
        match &at.check.constraint {
            Constraint::Class(_) => Self::each(at, sink, |it| Ok(self.is_instance(it, members))),
            Constraint::Datatype(datatype) => {
                Self::each(at, sink, |it| Ok(components::has_datatype(&whole.terms, it, *datatype)))
            }
            Constraint::NodeKind(kinds) => {
                Self::each(at, sink, |it| Ok(kinds.permit(whole.terms.entry(it).kind)))
            }
            Constraint::MinCount(min) if n_values < *min => sink(at.miss()),
            Constraint::MaxCount(max) if n_values > *max => sink(at.miss()),
            Constraint::MinCount(_) | Constraint::MaxCount(_) => Ok(()),
            Constraint::Range(range, limit) => self.range(at, *range, *limit, sink),
            Constraint::MinLength(min) => {
                let has = |it| components::length(&whole.terms, it).is_some_and(|n| n >= *min);
                Self::each(at, sink, |it| Ok(has(it)))
            }
            Constraint::MaxLength(max) => {
                let has = |it| components::length(&whole.terms, it).is_some_and(|n| n <= *max);
                Self::each(at, sink, |it| Ok(has(it)))
            }
            Constraint::Pattern(regex) => {
                let fits = |it| components::text(&whole.terms, it).is_some_and(|text| regex.is_match(text));
                Self::each(at, sink, |it| Ok(fits(it)))
            }
            Constraint::LanguageIn(tags) => {
                Self::each(at, sink, |it| Ok(components::has_language(&whole.terms, it, tags)))
            }
            Constraint::UniqueLang => self.unique_lang(at, sink),
            Constraint::Equals(_)
            | Constraint::Disjoint(_)
            | Constraint::LessThan(_)
            | Constraint::LessThanOrEquals(_) => self.pair(at, sink),
            Constraint::Not(shape) => Self::each(at, sink, |it| Ok(!self.conforms(*shape, it)?)),
            Constraint::And(all) => Self::each(at, sink, |it| {
                for shape in all {
                    if !self.conforms(*shape, it)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }),
            Constraint::Or(all) => Self::each(at, sink, |it| Ok(self.n_conforming(all, it, 1)? == 1)),
            Constraint::Xone(all) => Self::each(at, sink, |it| Ok(self.n_conforming(all, it, 2)? == 1)),
            Constraint::Node(shape) => Self::each(at, sink, |it| self.conforms(*shape, it)),
            Constraint::Property(shape) => at.values.iter().try_for_each(|it| self.run(*shape, *it, sink)),
            Constraint::QualifiedMin(qualified, min) => {
                if self.n_qualified(at.values, qualified)? < *min {
                    sink(at.miss())
                } else {
                    Ok(())
                }
            }
            Constraint::QualifiedMax(qualified, max) => {
                if self.n_qualified(at.values, qualified)? > *max {
                    sink(at.miss())
                } else {
                    Ok(())
                }
            }
            Constraint::Closed(_) => self.closed(at, sink),
            Constraint::HasValue(value) => {
                if at.values.contains(value) {
                    Ok(())
                } else {
                    sink(at.miss())
                }
            }
            Constraint::In(_) => Self::each(at, sink, |it| Ok(members.binary_search(&it).is_ok())),
            Constraint::Sparql(asked) => self.ask(at, asked, sink),
        }
    }

    /// Section 1.1, "SHACL instance"; `classes` are the class and its subclasses.
    fn is_instance(&self, node: TermId, classes: &[TermId]) -> bool {
        let types = objects(self.whole.data, node, self.whole.names.rdf_type);
        types.iter().any(|it| if let [one] = classes { it == one } else { classes.binary_search(it).is_ok() })
    }

    /// Section 4.3: what does not compare does not hold.
    fn range(&self, at: At<'w, '_>, range: Range, limit: TermId, sink: Sink<'_, 'w>) -> Walk {
        let terms = &self.whole.terms;
        let limit = Value::of(terms, limit);
        Self::each(at, sink, |it| {
            let order = match (&limit, Value::of(terms, it)) {
                (Some(limit), Some(value)) => value.compare(limit),
                _ => None,
            };
            Ok(order.is_some_and(|it| match range {
                Range::MinExclusive => it == Ordering::Greater,
                Range::MinInclusive => it != Ordering::Less,
                Range::MaxExclusive => it == Ordering::Less,
                Range::MaxInclusive => it != Ordering::Greater,
            }))
        })
    }

    /// Section 4.4.5: one result for each language that is used more than once.
    fn unique_lang(&self, at: At<'w, '_>, sink: Sink<'_, 'w>) -> Walk {
        let terms = &self.whole.terms;
        let mut uses: FxHashMap<String, usize> = FxHashMap::default();
        let mut order = Vec::new();
        for value in at.values {
            let entry = terms.entry(*value);
            if entry.kind.is_lang() {
                let tag = terms.qualifier(&entry).to_ascii_lowercase();
                let n = uses.entry(tag.clone()).or_default();
                *n += 1;
                if *n == 2 {
                    order.push(tag);
                }
            }
        }
        order.iter().try_for_each(|_| sink(at.miss()))
    }

    /// Section 4.5: the values compared with those of another property of the focus node.
    fn pair(&self, at: At<'w, '_>, sink: Sink<'_, 'w>) -> Walk {
        let constraint = &at.check.constraint;
        let (Constraint::Equals(other)
        | Constraint::Disjoint(other)
        | Constraint::LessThan(other)
        | Constraint::LessThanOrEquals(other)) = constraint
        else {
            return Ok(());
        };
        let others = objects(self.whole.data, at.focus, *other);
        match constraint {
            Constraint::Equals(_) => {
                Self::each(at, sink, |it| Ok(others.contains(&it)))?;
                let missing = others.iter().filter(|it| !at.values.contains(it));
                missing.copied().try_for_each(|it| sink(at.miss_of(it)))
            }
            Constraint::Disjoint(_) => Self::each(at, sink, |it| Ok(!others.contains(&it))),
            _ => {
                let or_equal = matches!(constraint, Constraint::LessThanOrEquals(_));
                for value in at.values {
                    for other in others.iter() {
                        self.step(at.shape, 1)?;
                        let order = self.compare(*value, *other);
                        let holds =
                            order == Some(Ordering::Less) || or_equal && order == Some(Ordering::Equal);
                        if !holds {
                            sink(at.miss_of(*value))?;
                        }
                    }
                }
                Ok(())
            }
        }
    }

    fn compare(&self, a: TermId, b: TermId) -> Option<Ordering> {
        Value::of(&self.whole.terms, a)?.compare(&Value::of(&self.whole.terms, b)?)
    }

    fn n_qualified(&self, values: &[TermId], qualified: &Qualified) -> Result<u64, Stop> {
        let mut n = 0;
        for value in values {
            if self.conforms(qualified.shape, *value)?
                && self.n_conforming(&qualified.siblings, *value, 1)? == 0
            {
                n += 1;
            }
        }
        Ok(n)
    }

    /// Section 4.8.1.
    fn closed(&self, at: At<'w, '_>, sink: Sink<'_, 'w>) -> Walk {
        for node in at.values {
            for [_, predicate, object] in self.whole.data.scan(Pattern::new(Some(*node), None, None)) {
                if at.check.members.binary_search(&predicate).is_err() {
                    let predicate = NamedNode::new_unchecked(self.whole.terms.entry(predicate).text);
                    sink(Hit { path: Some(Path::Predicate(predicate)), ..at.miss_of(object) })?;
                }
            }
        }
        Ok(())
    }
}
