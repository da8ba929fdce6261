//! Which focus nodes do not have their shape?
//!
//! Focus nodes are checked in parallel, and findings come in the order of the shapes graph and of the focus nodes,
//! so that the same input always gives the same report.

use super::affected::{Affected, Touched};
use super::cube;
use super::evaluate::{Evaluator, Hit, Stop};
use super::finding::{Finding, Findings};
use super::model::ShapeSet;
use super::plan::{self, Names, Plan};
use super::terms::Terms;
use crate::graph::{TermId, Triples, View};
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How much one validation may do.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Findings that are kept; more are counted.
    pub findings_max: usize,
    /// Constraints checked on one focus node, nested shapes included: shapes that share shapes may fan out.
    pub steps_max: u64,
    /// Findings that are counted; with more the check ends, since data that is at fault all over may have as many
    /// findings as there are pairs of nodes.
    pub counted_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { findings_max: 1_000_000, steps_max: 10_000_000, counted_max: 5_000_000 }
    }
}

/// Why there is no (whole) report; not to be mistaken for findings.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CheckError {
    #[error("checking one focus node against {shape} takes more than {steps_max} steps (steps_max)")]
    Steps { shape: String, steps_max: u64 },
    #[error(
        "there are more than {counted_max} findings (counted_max): correct the first ones, or check a part of the data"
    )]
    Findings { counted_max: usize },
    /// Section 5.3: a failure of the query is a failure of the validation.
    #[error("the SPARQL query of {shape} failed: {message}")]
    Question { shape: String, message: String },
}

/// Checks the union of all graphs of a view: the shapes, then the constraints on cubes.
///
/// # Errors
/// [`CheckError`]; there is no report then.
pub fn check(view: &View, shapes: &ShapeSet, limits: Limits) -> Result<Findings, CheckError> {
    let whole = Whole::new(view, shapes, limits);
    let targets = |plan: &Plan| plan::focus_nodes(plan, &whole.names, whole.data);
    whole.run(targets, cube::Scope::Whole)
}

/// Checks only what a change can have touched.
///
/// # Errors
/// As [`check`].
pub fn check_affected(
    view: &View,
    shapes: &ShapeSet,
    limits: Limits,
    affected: &Affected,
) -> Result<Findings, CheckError> {
    let whole = Whole::new(view, shapes, limits);
    let mut touched = affected.shapes.iter();
    let targets = |plan: &Plan| match touched.next() {
        None | Some(Touched::All) => plan::focus_nodes(plan, &whole.names, whole.data),
        Some(Touched::Nodes(nodes)) => plan::focus_nodes_among(plan, nodes, &whole.names, whole.data),
    };
    whole.run(targets, affected.cubes.scope())
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
    let whole = Whole::new(view, shapes, limits);
    let only = super::path::sorted(focus_nodes.to_vec());
    whole
        .run(|plan| plan::focus_nodes_among(plan, &only, &whole.names, whole.data), cube::Scope::Nodes(&only))
}

/// Focus nodes that one thread takes at once.
const BATCH_NODES: usize = 256;

/// All that one validation works with.
pub(super) struct Whole<'v> {
    pub(super) view: &'v View,
    pub(super) shapes: &'v ShapeSet,
    pub(super) data: &'v Triples,
    pub(super) terms: Terms<'v>,
    pub(super) names: Names,
    pub(super) plans: Vec<Plan>,
    pub(super) limits: Limits,
    n_counted: AtomicUsize,
}

impl<'v> Whole<'v> {
    pub(super) fn new(view: &'v View, shapes: &'v ShapeSet, limits: Limits) -> Self {
        let mut terms = Terms::new(view.dictionary());
        let data = view.union();
        let names = plan::names(&mut terms);
        let plans = plan::plans(shapes, &mut terms, &names, data);
        Self { view, shapes, data, terms, names, plans, limits, n_counted: AtomicUsize::new(0) }
    }

    /// Checks the focus nodes that `focus_nodes` gives for each shape, which is asked once a shape in their order.
    fn run(
        &self,
        mut focus_nodes: impl FnMut(&Plan) -> Vec<TermId>,
        cubes: cube::Scope<'_>,
    ) -> Result<Findings, CheckError> {
        let mut findings = Findings::default();
        for (at, plan) in self.plans.iter().enumerate() {
            let focus = focus_nodes(plan);
            if plan.is_deactivated {
                continue;
            }
            findings.focus_nodes += focus.len();
            let parts: Vec<Result<Findings, CheckError>> =
                focus.par_chunks(BATCH_NODES).map(|it| self.batch(at, it)).collect();
            for part in parts {
                findings.take(part?, self.limits.findings_max);
            }
        }
        let findings_max = self.limits.findings_max;
        findings.take(cube::check(self.view, self.shapes, cubes, findings_max), findings_max);
        Ok(findings.finish(findings_max))
    }

    fn batch(&self, shape: usize, focus_nodes: &[TermId]) -> Result<Findings, CheckError> {
        let mut findings = Findings::default();
        let evaluator = Evaluator::new(self);
        for focus in focus_nodes {
            let outcome = evaluator.start(shape, *focus, &mut |hit| {
                let n_counted = self.n_counted.fetch_add(1, Ordering::Relaxed);
                if n_counted >= self.limits.counted_max {
                    let counted_max = self.limits.counted_max;
                    return Err(Stop::Failed(Box::new(CheckError::Findings { counted_max })));
                }
                let source = Arc::clone(&hit.check.source);
                findings.add(&source.severity, self.limits.findings_max, || self.finding(hit));
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
            standing: None,
            place: None,
            source: Arc::clone(&hit.check.source),
        }
    }
}
