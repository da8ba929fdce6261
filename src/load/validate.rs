//! Do some sources have the shapes of others? Nothing is kept.

use super::ask::SparqlAsker;
use super::{Compression, Input, Limits, LoadError, Mode, RdfFormat, load};
use crate::graph::{Stage, Triples, View};
use crate::ground::SHAPES;
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
    let input = |it: &'static crate::ground::GroundFile| Input {
        name: it.name.to_owned(),
        format: RdfFormat::Turtle,
        compression: Compression::None,
        graph: None,
        base_iri: Some(shapes_graph()),
        reader: Box::new(it.text.as_bytes()),
    };
    SHAPES.iter().map(input).collect()
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

/// The shapes in one graph of a view; none where there is no such graph.
///
/// # Errors
/// [`ShapeError`] with every reason.
pub fn read_shapes(view: &View, graph: &str, asker: &SparqlAsker) -> Result<ShapeSet, ShapeError> {
    let none = Triples::default();
    let triples = view.dictionary().iri(graph).and_then(|it| view.graph(it)).unwrap_or(&none);
    shape::read(view, triples, Some(NamedNode::new_unchecked(graph)), asker)
}
