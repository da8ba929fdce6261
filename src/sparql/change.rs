//! What does an update change?
//!
//! SPARQL 1.1 Update section 3: operations one after the other, each on what the ones before it left, all or nothing.

use super::context::Context;
use super::error::SparqlError;
use super::limits::{Cancel, Limits};
use super::parse::Update;
use super::plan::Source;
use super::run::Halt;
use super::template::Template;
use super::translate::{Scope, Translator};
use crate::graph::{NONE, Patch, Stage, TermId, View};
use oxrdf::{BlankNode, GraphName, GraphNameRef, NamedOrBlankNode, Quad, Term};
use spargebra::GraphUpdateOperation;
use spargebra::algebra::{GraphPattern, GraphTarget, QueryDataset};
use spargebra::term::{GroundQuadPattern, QuadPattern};
use std::collections::HashMap;
use std::sync::Arc;

/// Where `LOAD` gets its quads from; the room itself reaches no file and no host.
pub type Loader<'a> = dyn Fn(&str) -> Result<Vec<Quad>, String> + 'a;

/// Runs an update on a copy; the result is a candidate for the next revision with what changed, seen by nobody yet.
///
/// # Errors
/// As [`SparqlError`]; nothing is changed then.
pub fn update(
    base: &Arc<View>,
    update: &Update,
    revision: u64,
    limits: &Limits,
    cancel: &Cancel,
    loader: &Loader<'_>,
) -> Result<(View, Patch), SparqlError> {
    let mut run = Run {
        update,
        revision,
        limits,
        cancel,
        loader,
        patch: Patch::default(),
        stage: Stage::new(Arc::clone(base)),
        is_dirty: false,
    };
    for operation in &update.algebra.operations {
        run.operation(operation)?;
    }
    let (view, last) = run.stage.freeze(revision);
    Ok((view, run.patch.then(last)))
}

struct Run<'u> {
    update: &'u Update,
    revision: u64,
    limits: &'u Limits,
    cancel: &'u Cancel,
    loader: &'u Loader<'u>,
    /// What the frozen steps so far changed.
    patch: Patch,
    stage: Stage,
    is_dirty: bool,
}

impl Run<'_> {
    fn operation(&mut self, operation: &GraphUpdateOperation) -> Result<(), SparqlError> {
        match operation {
            GraphUpdateOperation::InsertData { data } => {
                let mut blanks = HashMap::new();
                for it in data {
                    let quad = Quad {
                        subject: fresh_subject(&it.subject, &mut blanks),
                        predicate: it.predicate.clone(),
                        object: fresh_term(&it.object, &mut blanks),
                        graph_name: graph_of(&it.graph_name),
                    };
                    self.insert(&quad);
                }
            }
            GraphUpdateOperation::DeleteData { data } => {
                for it in data {
                    let quad = Quad {
                        subject: it.subject.clone().into(),
                        predicate: it.predicate.clone(),
                        object: it.object.clone().into(),
                        graph_name: graph_of(&it.graph_name),
                    };
                    self.remove(&quad);
                }
            }
            GraphUpdateOperation::DeleteInsert { delete, insert, using, pattern } => {
                self.delete_insert(delete, insert, using.as_ref(), pattern)?;
            }
            GraphUpdateOperation::Load { silent, source, destination } => {
                match (self.loader)(source.as_str()) {
                    Ok(quads) => {
                        let graph_name = graph_of(destination);
                        for quad in quads {
                            let quad = Quad { graph_name: graph_name.clone(), ..quad };
                            self.insert(&quad);
                        }
                    }
                    Err(_) if *silent => (),
                    Err(problem) => {
                        return Err(SparqlError::Evaluation(format!("failed to load {source}: {problem}")));
                    }
                }
            }
            GraphUpdateOperation::Clear { graph, .. } | GraphUpdateOperation::Drop { graph, .. } => {
                for graph in self.targets(graph) {
                    self.stage.clear(graph);
                    self.is_dirty = true;
                }
            }
            GraphUpdateOperation::Create { graph, silent } => {
                // An empty graph is no graph here, so that only one with triples can be in the way.
                let id = self.stage.intern_graph(GraphNameRef::NamedNode(graph.as_ref()));
                if !silent && self.stage.graphs().contains(&id) {
                    return Err(SparqlError::Evaluation(format!("the graph {graph} exists already")));
                }
            }
        }
        Ok(())
    }

    fn insert(&mut self, quad: &Quad) {
        let ids = self.stage.intern_quad(quad.as_ref());
        self.stage.insert(ids);
        self.is_dirty = true;
    }

    fn remove(&mut self, quad: &Quad) {
        let ids = self.stage.intern_quad(quad.as_ref());
        self.stage.remove(ids);
        self.is_dirty = true;
    }

    fn targets(&mut self, target: &GraphTarget) -> Vec<TermId> {
        match target {
            GraphTarget::NamedNode(it) => vec![self.stage.intern_graph(GraphNameRef::NamedNode(it.as_ref()))],
            GraphTarget::DefaultGraph => vec![NONE],
            GraphTarget::NamedGraphs => self.stage.graphs().into_iter().filter(|it| *it != NONE).collect(),
            GraphTarget::AllGraphs => self.stage.graphs(),
        }
    }

    /// Makes what was changed so far visible to the next pattern.
    fn settle(&mut self) {
        if !self.is_dirty {
            return;
        }
        let empty = Stage::new(Arc::clone(self.stage.base()));
        let (view, patch) = std::mem::replace(&mut self.stage, empty).freeze(self.revision);
        self.patch = std::mem::take(&mut self.patch).then(patch);
        self.stage = Stage::new(Arc::new(view));
        self.is_dirty = false;
    }

    fn delete_insert(
        &mut self,
        delete: &[GroundQuadPattern],
        insert: &[QuadPattern],
        using: Option<&QueryDataset>,
        pattern: &GraphPattern,
    ) -> Result<(), SparqlError> {
        self.settle();
        let view = Arc::clone(self.stage.base());
        let dataset = self.update.using.as_ref().or(using);
        let mut context = Context::new(&view, dataset, self.update.default_graph, self.limits, self.cancel);
        context.base_iri.clone_from(&self.update.algebra.base_iri);
        let scope = Scope::default();
        let mut translator = Translator::new(&context);
        pattern.on_in_scope_variable(|it| {
            translator.slot(&scope, it);
        });
        let node = translator.node(pattern, &scope, Source::Default)?;
        let n_slots = translator.n_slots();
        context.n_slots.set(n_slots);
        let template = Template { context: &context, scope: &scope };
        let (mut removed, mut added): (Vec<Quad>, Vec<Quad>) = (Vec::new(), Vec::new());
        let outcome = context.node(&node, &mut vec![NONE; n_slots], &mut |row| {
            context.meter.hold(8 * (delete.len() + insert.len()))?;
            removed.extend(delete.iter().filter_map(|it| template.ground_quad(it, row)));
            let mut blanks = Vec::new();
            added.extend(insert.iter().filter_map(|it| template.quad(it, row, &mut blanks)));
            Ok(())
        });
        match outcome {
            Ok(()) | Err(Halt::Enough) => (),
            Err(Halt::Failed(error)) => return Err(error),
        }
        drop(context);
        // First everything is deleted, then everything is inserted (section 3.1.3).
        for it in &removed {
            self.remove(it);
        }
        for it in &added {
            self.insert(it);
        }
        Ok(())
    }
}

/// The new blank nodes of one operation.
type Blanks = HashMap<BlankNode, BlankNode>;

fn fresh(label: &BlankNode, blanks: &mut Blanks) -> BlankNode {
    blanks.entry(label.clone()).or_default().clone()
}

fn fresh_subject(subject: &NamedOrBlankNode, blanks: &mut Blanks) -> NamedOrBlankNode {
    match subject {
        NamedOrBlankNode::NamedNode(it) => it.clone().into(),
        NamedOrBlankNode::BlankNode(it) => fresh(it, blanks).into(),
    }
}

fn fresh_term(term: &Term, blanks: &mut Blanks) -> Term {
    match term {
        Term::BlankNode(it) => fresh(it, blanks).into(),
        Term::Triple(it) => oxrdf::Triple {
            subject: fresh_subject(&it.subject, blanks),
            predicate: it.predicate.clone(),
            object: fresh_term(&it.object, blanks),
        }
        .into(),
        Term::NamedNode(_) | Term::Literal(_) => term.clone(),
    }
}

fn graph_of(graph: &spargebra::term::GraphName) -> GraphName {
    match graph {
        spargebra::term::GraphName::NamedNode(it) => it.clone().into(),
        spargebra::term::GraphName::DefaultGraph => GraphName::DefaultGraph,
    }
}
