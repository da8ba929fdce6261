//! What does an evaluation do, step by step?
//!
//! Variables are slots of one row. A group is a list of steps, each run once per row that the steps before it let
//! through; a modifier ([`Node`]) collects or filters the rows of what is below it.

use super::reference::Operator;
use super::value::Value;
use crate::graph::TermId;
use spargebra::algebra::Function;
use std::rc::Rc;

pub(super) type Slot = usize;

/// A set of slots.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Slots(Vec<u64>);

impl Slots {
    pub(super) fn of(slots: impl IntoIterator<Item = Slot>) -> Self {
        let mut set = Self::default();
        for slot in slots {
            set.insert(slot);
        }
        set
    }

    pub(super) fn insert(&mut self, slot: Slot) {
        if self.0.len() <= slot / 64 {
            self.0.resize(slot / 64 + 1, 0);
        }
        self.0[slot / 64] |= 1 << (slot % 64);
    }

    pub(super) fn contains(&self, slot: Slot) -> bool {
        self.0.get(slot / 64).is_some_and(|it| it & (1 << (slot % 64)) != 0)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|it| *it == 0)
    }

    pub(super) fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (to, from) in self.0.iter_mut().zip(&other.0) {
            *to |= from;
        }
    }

    #[must_use]
    pub(super) fn with(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.add(other);
        both
    }

    #[must_use]
    pub(super) fn common(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect())
    }

    #[must_use]
    pub(super) fn without(&self, other: &Self) -> Self {
        Self(
            self.0
                .iter()
                .enumerate()
                .map(|(at, it)| it & !other.0.get(at).copied().unwrap_or_default())
                .collect(),
        )
    }

    pub(super) fn is_within(&self, other: &Self) -> bool {
        self.without(other).is_empty()
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Slot> + '_ {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            (0..64).filter(move |bit| word & (1 << bit) != 0).map(move |bit| at * 64 + bit)
        })
    }
}

/// A position of a pattern.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Arg {
    Term(TermId),
    Slot(Slot),
}

impl Arg {
    pub(super) fn slot(self) -> Option<Slot> {
        match self {
            Self::Slot(it) => Some(it),
            Self::Term(_) => None,
        }
    }
}

/// Where a pattern is looked up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Source {
    /// The default graph of the query's dataset.
    Default,
    Named(Arg),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Scan {
    pub(super) source: Source,
    pub(super) subject: Arg,
    pub(super) predicate: Arg,
    pub(super) object: Arg,
}

/// A property path whose ends are not yet looked at (section 18.1.7); sequences and alternatives stay inside.
#[derive(Clone, Debug)]
pub(super) enum Path {
    Predicate(TermId),
    Reverse(Box<Path>),
    Sequence(Box<Path>, Box<Path>),
    Alternative(Box<Path>, Box<Path>),
    ZeroOrMore(Box<Path>),
    OneOrMore(Box<Path>),
    ZeroOrOne(Box<Path>),
    Not(Vec<TermId>),
}

#[derive(Clone, Debug)]
pub(super) enum Step {
    Scan(Scan),
    Path {
        source: Source,
        subject: Arg,
        path: Path,
        object: Arg,
    },
    /// The named graphs of the dataset, one after the other.
    Graphs(Slot),
    /// Lets a row pass where the named graph is in the dataset.
    IsGraph(TermId),
    /// Takes a triple term apart.
    Unnest {
        term: Slot,
        parts: [Arg; 3],
    },
    Filter(Expr),
    /// Binds a slot, or checks it where it is bound.
    Bind(Slot, Expr),
    Optional {
        steps: Vec<Step>,
        condition: Option<Expr>,
    },
    Union(Vec<Vec<Step>>),
    /// Drops a row for which the steps find something.
    Unless(Vec<Step>),
    Values {
        slots: Vec<Slot>,
        rows: Vec<Vec<TermId>>,
    },
    /// Joins with rows that are computed once, alone.
    Table(Table),
    /// Drops a row that is compatible with a row of the table and shares a variable with it.
    Except(Table),
    /// As `Optional`, with rows that are computed once, alone.
    OptionalTable {
        table: Table,
        condition: Option<Expr>,
    },
}

#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The number of this table in one evaluation.
    pub(super) number: usize,
    pub(super) node: Box<Node>,
    /// What the rows may bind.
    pub(super) slots: Vec<Slot>,
    /// Slots bound in every row and, when the table is joined, in the row that it is joined to.
    pub(super) keys: Vec<Slot>,
}

/// Rows and what becomes of them.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Steps {
        steps: Vec<Step>,
        certain: Slots,
        rows: f64,
    },
    /// The inner node once for each named graph.
    PerGraph {
        slot: Slot,
        inner: Box<Node>,
    },
    /// Each row of the inner node goes through more steps.
    Then {
        inner: Box<Node>,
        steps: Vec<Step>,
    },
    Group {
        inner: Box<Node>,
        keys: Vec<Slot>,
        aggregates: Vec<Aggregate>,
    },
    Order {
        inner: Box<Node>,
        keys: Vec<OrderKey>,
        kept: Vec<Slot>,
        rows_max: Option<usize>,
    },
    Distinct {
        inner: Box<Node>,
        slots: Vec<Slot>,
    },
    Slice {
        inner: Box<Node>,
        start: usize,
        length: Option<usize>,
    },
}

impl Node {
    /// What is bound in every row.
    pub(super) fn certain(&self) -> Slots {
        match self {
            Self::Steps { certain, .. } => certain.clone(),
            Self::PerGraph { slot, inner } => inner.certain().with(&Slots::of([*slot])),
            Self::Group { inner, keys, aggregates } => {
                let mut certain = inner.certain().common(&Slots::of(keys.iter().copied()));
                aggregates
                    .iter()
                    .filter(|it| it.kind == AggregateKind::Count)
                    .for_each(|it| certain.insert(it.slot));
                certain
            }
            Self::Then { inner, .. }
            | Self::Order { inner, .. }
            | Self::Distinct { inner, .. }
            | Self::Slice { inner, .. } => inner.certain(),
        }
    }

    /// About how many rows come out.
    pub(super) fn rows(&self) -> f64 {
        match self {
            Self::Steps { rows, .. } => *rows,
            Self::Group { keys, .. } if keys.is_empty() => 1.0,
            Self::Group { inner, .. } => inner.rows() / 4.0,
            Self::Slice { inner, length: Some(length), .. } => {
                inner.rows().min(f64::from(u32::try_from(*length).unwrap_or(u32::MAX)))
            }
            Self::PerGraph { inner, .. }
            | Self::Then { inner, .. }
            | Self::Order { inner, .. }
            | Self::Distinct { inner, .. }
            | Self::Slice { inner, .. } => inner.rows(),
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct OrderKey {
    pub(super) expression: Expr,
    pub(super) is_descending: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Aggregate {
    pub(super) slot: Slot,
    pub(super) kind: AggregateKind,
    /// `None` only for `COUNT(*)`.
    pub(super) expression: Option<Expr>,
    pub(super) is_distinct: bool,
    /// For `COUNT(DISTINCT *)`: what makes a solution.
    pub(super) solution: Vec<Slot>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum AggregateKind {
    Count,
    Sum,
    Avg,
    Min,
    Max,
    Sample,
    GroupConcat(String),
}

#[derive(Clone, Debug)]
pub(super) enum Expr {
    Term(TermId),
    /// A constant whose value is no text, read once.
    Constant(TermId, Value<'static>),
    Slot(Slot),
    Or(Vec<Expr>),
    And(Vec<Expr>),
    Not(Box<Expr>),
    Equal(Box<Expr>, Box<Expr>),
    SameTerm(Box<Expr>, Box<Expr>),
    /// `a < b`; the greater side comes second.
    Less(Box<Expr>, Box<Expr>),
    LessOrEqual(Box<Expr>, Box<Expr>),
    In(Box<Expr>, Vec<Expr>),
    Calculate(Operator, Box<Expr>, Box<Expr>),
    Plus(Box<Expr>),
    Minus(Box<Expr>),
    Bound(Slot),
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    Coalesce(Vec<Expr>),
    Exists(Vec<Step>),
    Call(Function, Vec<Expr>),
    /// `LANG(?slot) = "tag"`, with the tag as a term: a look at one number.
    LangIs(Slot, TermId),
    /// REGEX with constant pattern and flags: compiled once.
    Regex {
        text: Box<Expr>,
        regex: Rc<regex::Regex>,
    },
}
