//! Do some sources have the shapes of others, or those of the ground state beside it? Nothing is kept.

use super::ask::SparqlAsker;
use super::{Compression, Input, Limits, LoadError, Mode, RdfFormat, load};
use crate::graph::{Stage, Triples, View};
use crate::ground::{GroundFile, ONTOLOGY, SEEDS, SHAPES};
use crate::shape::{self, CheckError, Findings, ShapeError, ShapeSet};
use crate::vocab;
use oxrdf::NamedNode;
use std::sync::Arc;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ValidateError {
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error(transparent)]
    Shapes(#[from] ShapeError),
    #[error(transparent)]
    Check(#[from] CheckError),
}

/// The number that the data of a validation counts as: its blank nodes are called after it.
pub const DATA_REVISION: u64 = 2;

/// The name of the graph of shapes beside the data, as `$shapesGraph` has it.
fn shapes_graph() -> String {
    format!("{}shapes", vocab::GRAPH)
}

/// The shapes that a registry starts with.
pub fn embedded_shapes() -> Vec<Input<'static>> {
    SHAPES.iter().map(|it| Input { graph: None, ..ground_input(it, shapes_graph()) }).collect()
}

/// Reads shapes and data, and checks the data: the union of all its graphs.
///
/// # Errors
/// [`ValidateError`]; faulty data is no error but findings.
pub fn validate(
    shapes: Vec<Input<'_>>,
    data: Vec<Input<'_>>,
    limits: &Limits,
    check_limits: shape::Limits,
    asker: &SparqlAsker,
) -> Result<Findings, ValidateError> {
    let name = shapes_graph();
    let mut stage = Stage::new(Arc::default());
    // The shapes stand apart: to be asked for by name, but no part of the data.
    let graph = stage.interner().intern_iri(&name);
    stage.keep_apart(graph);
    let shapes = shapes.into_iter().map(|it| Input { graph: Some(name.clone()), ..it }).collect();
    load(&mut stage, shapes, Mode::Add, 1, limits)?;
    load(&mut stage, data, Mode::Add, DATA_REVISION, limits)?;
    let (view, _) = stage.freeze(1);
    let shapes = read_shapes(&view, &name, asker)?;
    Ok(shape::check(&view, &shapes, check_limits)?)
}

/// Reads sources beside the ontology and the seeds, and checks what they can have touched against the shapes that a
/// registry starts with.
///
/// A source that fills a graph of the seeds takes its place. What was there before is told as [`Findings::against`]
/// has it; the ground state itself has no findings.
///
/// # Errors
/// As [`validate`].
pub fn validate_beside_ground(
    data: Vec<Input<'_>>,
    limits: &Limits,
    check_limits: shape::Limits,
    asker: &SparqlAsker,
) -> Result<Findings, ValidateError> {
    let (base, shapes) = ground(asker)?;
    let mut stage = Stage::new(Arc::clone(&base));
    load(&mut stage, data, Mode::Replace, DATA_REVISION, limits)?;
    let (view, patch) = stage.freeze(DATA_REVISION);
    let (added, removed) = patch.of_union(&base, &view);
    let affected = shape::affected(&view, &shapes, &added, &removed);
    let before = shape::check_affected(&base, &shapes, check_limits, &affected)?;
    Ok(shape::check_affected(&view, &shapes, check_limits, &affected)?.against(&before))
}

/// Ontology and seeds, each file in its graph, as revision 1, and the shapes kept apart from them.
///
/// # Errors
/// As [`validate`]; the embedded files have no faults.
pub fn ground(asker: &SparqlAsker) -> Result<(Arc<View>, ShapeSet), ValidateError> {
    let name = shapes_graph();
    let mut stage = Stage::new(Arc::default());
    let graph = stage.interner().intern_iri(&name);
    stage.keep_apart(graph);
    let shapes = embedded_shapes().into_iter().map(|it| Input { graph: Some(name.clone()), ..it }).collect();
    load(&mut stage, shapes, Mode::Add, 0, &Limits::default())?;
    let files = ONTOLOGY.iter().chain(SEEDS);
    let files = files.map(|it| ground_input(it, format!("{}{}", vocab::GRAPH, it.slug))).collect();
    load(&mut stage, files, Mode::Add, 1, &Limits::default())?;
    let (view, _) = stage.freeze(1);
    let shapes = read_shapes(&view, &name, asker)?;
    Ok((Arc::new(view), shapes))
}

/// An embedded file as a source that fills a graph, which is its base as well.
pub fn ground_input(file: &'static GroundFile, graph: String) -> Input<'static> {
    Input {
        name: file.name.to_owned(),
        format: RdfFormat::Turtle,
        compression: Compression::None,
        base_iri: Some(graph.clone()),
        graph: Some(graph),
        reader: Box::new(file.text.as_bytes()),
    }
}

/// The shapes in one graph of a view; none where there is no such graph.
///
/// # Errors
/// [`ShapeError`] with every reason.
pub fn read_shapes(view: &View, graph: &str, asker: &SparqlAsker) -> Result<ShapeSet, ShapeError> {
    let none = Triples::default();
    let triples = view.dictionary().iri(graph).and_then(|it| view.graph(it)).unwrap_or(&none);
    shape::read(view, triples, Some(NamedNode::new_unchecked(graph)), asker)
}
