//! Which focus nodes do not have their shape?
//!
//! Focus nodes are checked in parallel, and findings come in the order of the shapes graph and of the focus nodes,
//! so that the same input always gives the same report.

use super::evaluate::{Evaluator, Hit, Stop};
use super::model::{Severity, ShapeSet};
use super::path::Path;
use super::plan::{self, Names, Plan};
use super::terms::Terms;
use crate::graph::{TermId, Triples, View};
use oxrdf::{Literal, NamedNode, Term};
use rayon::prelude::*;
use std::sync::Arc;

/// How much one validation may do.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Findings that are kept; more are counted.
    pub findings_max: usize,
    /// Constraints checked on one focus node, nested shapes included: shapes that share shapes may fan out.
    pub steps_max: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { findings_max: 1_000_000, steps_max: 10_000_000 }
    }
}

/// Why there is no (whole) report; not to be mistaken for findings.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CheckError {
    #[error("checking one focus node against {shape} takes more than {steps_max} steps (steps_max)")]
    Steps { shape: String, steps_max: u64 },
    /// Section 5.3: a failure of the query is a failure of the validation.
    #[error("the SPARQL query of {shape} failed: {message}")]
    Question { shape: String, message: String },
}

/// What all findings of one constraint share.
#[derive(Debug)]
pub struct Source {
    /// The shape's node.
    pub shape: Term,
    /// The shape's path, `None` for a node shape.
    pub path: Option<Path<NamedNode>>,
    /// The constraint component.
    pub component: NamedNode,
    /// The node of a `sh:sparql` constraint.
    pub constraint: Option<Term>,
    pub severity: Severity,
    /// The shape's messages, in any number of languages.
    pub messages: Vec<Literal>,
    /// What was expected, in English, for where there is no message.
    pub expected: String,
}

/// One validation result (section 3.6.2).
#[derive(Clone, Debug)]
pub struct Finding {
    pub focus_node: Term,
    pub value: Option<Term>,
    /// The path where it is not the shape's own.
    pub path: Option<Path<NamedNode>>,
    /// Messages of a SPARQL constraint with its values in them, where there are some.
    pub messages: Vec<Literal>,
    pub source: Arc<Source>,
}

impl Finding {
    /// The path of the result.
    pub fn path(&self) -> Option<&Path<NamedNode>> {
        self.path.as_ref().or(self.source.path.as_ref())
    }

    pub fn severity(&self) -> &Severity {
        &self.source.severity
    }

    /// The messages of the result, none where neither the constraint nor the shape has one.
    pub fn messages(&self) -> &[Literal] {
        if self.messages.is_empty() { &self.source.messages } else { &self.messages }
    }
}

/// The outcome of a validation.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// In a fixed order; at most `findings_max`.
    pub all: Vec<Finding>,
    /// How many there are, those that are not kept included.
    pub total: usize,
    /// How many of them block (violations and severities of one's own).
    pub blocking: usize,
    /// Focus nodes that were checked, once for each shape.
    pub focus_nodes: usize,
}

impl Findings {
    /// Section 3.6.1: no result of any severity.
    pub fn conforms(&self) -> bool {
        self.total == 0
    }
}

/// Checks the union of all graphs of a view.
///
/// # Errors
/// [`CheckError`]; there is no report then.
pub fn check(view: &View, shapes: &ShapeSet, limits: Limits) -> Result<Findings, CheckError> {
    run(view, shapes, limits, None)
}

/// Checks only these nodes, each against the shapes whose targets it is among.
///
/// # Errors
/// As [`check`].
pub fn check_only(
    view: &View,
    shapes: &ShapeSet,
    limits: Limits,
    focus_nodes: &[TermId],
) -> Result<Findings, CheckError> {
    run(view, shapes, limits, Some(&super::path::sorted(focus_nodes.to_vec())))
}

/// Focus nodes that one thread takes at once.
const BATCH_NODES: usize = 256;

fn run(
    view: &View,
    shapes: &ShapeSet,
    limits: Limits,
    only: Option<&[TermId]>,
) -> Result<Findings, CheckError> {
    let mut terms = Terms::new(view.dictionary());
    let data = view.union();
    let names = plan::names(&mut terms);
    let plans = plan::plans(shapes, &mut terms, &names, data);
    let whole = Whole { view, shapes, data, terms, names, plans, limits };
    let mut findings = Findings::default();
    for (at, plan) in whole.plans.iter().enumerate() {
        if plan.is_deactivated || plan.targets.is_empty() {
            continue;
        }
        let mut focus = plan::focus_nodes(plan, &whole.names, data);
        if let Some(only) = only {
            focus.retain(|it| only.binary_search(it).is_ok());
        }
        findings.focus_nodes += focus.len();
        let parts: Vec<Result<Findings, CheckError>> =
            focus.par_chunks(BATCH_NODES).map(|it| whole.batch(at, it)).collect();
        for part in parts {
            findings.take(part?, limits.findings_max);
        }
    }
    Ok(findings)
}

impl Findings {
    fn take(&mut self, part: Self, findings_max: usize) {
        let room = findings_max.saturating_sub(self.all.len());
        self.all.extend(part.all.into_iter().take(room));
        self.total += part.total;
        self.blocking += part.blocking;
    }
}

/// All that one validation works with.
pub(super) struct Whole<'v> {
    pub(super) view: &'v View,
    pub(super) shapes: &'v ShapeSet,
    pub(super) data: &'v Triples,
    pub(super) terms: Terms<'v>,
    pub(super) names: Names,
    pub(super) plans: Vec<Plan>,
    pub(super) limits: Limits,
}

impl Whole<'_> {
    fn batch(&self, shape: usize, focus_nodes: &[TermId]) -> Result<Findings, CheckError> {
        let mut findings = Findings::default();
        for focus in focus_nodes {
            let evaluator = Evaluator::new(self);
            let outcome = evaluator.run(shape, *focus, &mut |hit| {
                findings.total += 1;
                findings.blocking += usize::from(hit.check.source.severity.blocks());
                if findings.all.len() < self.limits.findings_max {
                    findings.all.push(self.finding(hit));
                }
                Ok(())
            });
            match outcome {
                Ok(()) | Err(Stop::Enough) => (),
                Err(Stop::Failed(error)) => return Err(*error),
            }
        }
        Ok(findings)
    }

    fn finding(&self, hit: Hit<'_>) -> Finding {
        Finding {
            focus_node: self.terms.term(hit.focus),
            value: hit.value_term.or_else(|| hit.value.map(|it| self.terms.term(it))),
            path: hit.path,
            messages: hit.messages,
            source: Arc::clone(&hit.check.source),
        }
    }
}
