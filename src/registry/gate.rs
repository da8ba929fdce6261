//! What must hold of a change before it is accepted?
//!
//! A [`Gate`] looks at each candidate between comparison and log, whichever way it came in: a load, a graph that is
//! put, an update, a rollback. What it finds is data, not an error; a violation refuses the change.

use crate::graph::{Patch, View};
use oxrdf::Term;
use std::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    Info,
    Warning,
    /// The change is refused.
    Violation,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Violation => "violation",
        })
    }
}

/// One thing that a gate has to say of a candidate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    pub severity: Severity,
    /// In words, with what was expected.
    pub message: String,
    /// The node that the finding is about.
    pub focus_node: Option<Term>,
    /// The property, or the path as text.
    pub path: Option<String>,
    /// The value found.
    pub value: Option<Term>,
    /// The rule that says so: a shape or a constraint.
    pub rule: Option<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.severity)?;
        if let Some(node) = &self.focus_node {
            write!(f, "{node}: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(path) = &self.path {
            write!(f, ", at {path}")?;
        }
        if let Some(value) = &self.value {
            write!(f, ", found {value}")?;
        }
        Ok(())
    }
}

/// What a gate found: the counts are true, the list may be cut off.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Findings {
    /// The worst first.
    pub list: Vec<Finding>,
    pub n_violations: u64,
    pub n_warnings: u64,
    pub n_infos: u64,
}

/// Findings that are kept of one change.
const FINDINGS_MAX: usize = 1_000;

impl Findings {
    /// Counts all findings and keeps the worst ones, in their order.
    pub fn new(mut all: Vec<Finding>) -> Self {
        let count = |severity| all.iter().filter(|it| it.severity == severity).count() as u64;
        let (n_violations, n_warnings, n_infos) =
            (count(Severity::Violation), count(Severity::Warning), count(Severity::Info));
        all.sort_by_key(|it| std::cmp::Reverse(it.severity));
        all.truncate(FINDINGS_MAX);
        Self { list: all, n_violations, n_warnings, n_infos }
    }

    pub fn total(&self) -> u64 {
        self.n_violations + self.n_warnings + self.n_infos
    }

    /// Whether the change is refused.
    pub fn is_refusal(&self) -> bool {
        self.n_violations > 0
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { n_violations, n_warnings, n_infos, .. } = self;
        write!(f, "{n_violations} violations, {n_warnings} warnings, {n_infos} remarks")
    }
}

/// A change before it is accepted.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    /// What everybody sees.
    pub base: &'a View,
    /// What everybody would see.
    pub view: &'a View,
    /// From the one to the other, in numbers of `view`, which are those of `base` where it has them.
    pub patch: &'a Patch,
}

/// Judges candidates.
pub trait Gate: Send + Sync {
    fn check(&self, candidate: Candidate<'_>) -> Findings;
}

/// Lets all well-formed RDF in.
pub struct OpenGate;

impl Gate for OpenGate {
    fn check(&self, _: Candidate<'_>) -> Findings {
        Findings::default()
    }
}
