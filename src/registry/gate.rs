//! What must hold of a change before it is accepted?
//!
//! The gate looks at each candidate between comparison and log, whichever way it came in: a load, a graph that is
//! put, an update, a rollback. The shapes are those that the candidate itself holds, in the graph
//! [`SHAPES_GRAPH`] and in graphs whose names go on from there (`.../shapes-saxony`, `.../shapes/saxony`); a registry
//! without shapes takes all well-formed RDF.
//! Where the shapes stay as they are, only the focus nodes are checked that the change can have touched.
//! What is found is data, not an error; a violation that was not there before refuses the change.

use super::{RegistryError, lock};
use crate::graph::{Patch, Pattern, TermId, TripleIndex, Triples, View};
use crate::load::SparqlAsker;
use crate::shape::{self, Findings, ShapeSet};
use crate::sparql;
use oxrdf::NamedNode;
use std::sync::{Arc, Mutex};

/// The graph of the shapes that a registry starts with.
pub const SHAPES_GRAPH: &str = "https://w3id.org/concord/graph/shapes";

/// Findings that are kept of one change; more are counted.
const FINDINGS_MAX: usize = 10_000;

/// Findings of one change that are counted; with more it is refused without a count.
const COUNTED_MAX: usize = 1_000_000;

/// A change of more than this part of the dataset is checked by checking everything.
const WHOLE_PART: usize = 8;

/// Judges candidates.
pub(super) struct Gate {
    asker: SparqlAsker,
    /// The shapes read last, with the graphs that they were read from.
    last: Mutex<Option<Shapes>>,
}

/// The shapes of one view.
#[derive(Clone)]
struct Shapes {
    graphs: Vec<(TermId, Triples)>,
    set: Arc<ShapeSet>,
}

impl Gate {
    pub(super) fn new(limits: sparql::Limits) -> Self {
        Self { asker: SparqlAsker { limits, ..SparqlAsker::default() }, last: Mutex::default() }
    }

    /// What the shapes have to say of the step from one view to the next; the patch is in the numbers of `view`.
    ///
    /// # Errors
    /// [`RegistryError::Shapes`] for shapes that cannot be checked, [`RegistryError::Check`] for a check without end.
    pub(super) fn check(&self, base: &View, view: &View, patch: &Patch) -> Result<Findings, RegistryError> {
        let shapes = self.shapes(view)?;
        let limits = shape::Limits {
            findings_max: FINDINGS_MAX,
            counted_max: COUNTED_MAX,
            ..shape::Limits::default()
        };
        if !shapes.is_of(base) {
            let after = shape::check(view, &shapes.set, limits)?;
            // A folder of another version may hold shapes that are not read any more: whoever mends them comes in here.
            let before = self.shapes(base).ok().and_then(|it| shape::check(base, &it.set, limits).ok());
            self.keep(shapes);
            return Ok(after.against(&before.unwrap_or_default()));
        }
        if shapes.set.is_empty() {
            return Ok(Findings::default());
        }
        let (added, removed) = patch.of_union(base, view);
        self.keep(shapes.clone());
        if added.len() + removed.len() > view.union().len() / WHOLE_PART {
            let after = shape::check(view, &shapes.set, limits)?;
            return Ok(after.against(&shape::check(base, &shapes.set, limits)?));
        }
        let affected = shape::affected(view, &shapes.set, &added, &removed);
        let after = shape::check_affected(view, &shapes.set, limits, &affected)?;
        Ok(after.against(&shape::check_affected(base, &shapes.set, limits, &affected)?))
    }

    /// The shapes of a view; those of the last one are kept.
    pub(super) fn shapes_of(&self, view: &View, is_last: bool) -> Result<Arc<ShapeSet>, RegistryError> {
        let shapes = self.shapes(view)?;
        let set = Arc::clone(&shapes.set);
        if is_last {
            self.keep(shapes);
        }
        Ok(set)
    }

    fn keep(&self, shapes: Shapes) {
        *lock(&self.last) = Some(shapes);
    }

    /// The shapes of a view, read again only where their graphs have changed.
    fn shapes(&self, view: &View) -> Result<Shapes, RegistryError> {
        let last = lock(&self.last).clone();
        if let Some(last) = last.filter(|it| it.is_of(view)) {
            return Ok(last);
        }
        let graphs = shapes_graphs(view);
        let triples = match &graphs[..] {
            [(_, only)] => only.clone(),
            several => {
                let all = several.iter().flat_map(|(_, it)| it.scan(Pattern::default()));
                Triples::from_index(TripleIndex::new(all.collect()))
            }
        };
        let name = NamedNode::new_unchecked(SHAPES_GRAPH);
        let set = Arc::new(shape::read(view, &triples, Some(name), &self.asker)?);
        Ok(Shapes { graphs, set })
    }
}

impl Shapes {
    /// Whether a view holds these very shapes.
    fn is_of(&self, view: &View) -> bool {
        let graphs = shapes_graphs(view);
        graphs.len() == self.graphs.len()
            && graphs.iter().zip(&self.graphs).all(|(a, b)| a.0 == b.0 && a.1.is_shared_with(&b.1))
    }
}

/// The graphs of a view that hold shapes.
fn shapes_graphs(view: &View) -> Vec<(TermId, Triples)> {
    let is_for_shapes = |graph: TermId| {
        graph != crate::graph::NONE && {
            let more = view.dictionary().text(graph).strip_prefix(SHAPES_GRAPH);
            more.is_some_and(|it| it.is_empty() || it.starts_with(['-', '/']))
        }
    };
    view.graphs().filter(|it| is_for_shapes(it.0)).map(|(graph, it)| (graph, it.clone())).collect()
}
