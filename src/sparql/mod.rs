//! What follows from what is said: SPARQL 1.1 queries and updates over a frozen view.

mod error;
mod limits;
mod parse;
pub mod reference;

pub use error::SparqlError;
pub use limits::{Cancel, Limits};
pub use parse::{DefaultGraph, Form, Options, Query, Update};

use crate::graph::{Patch, View};
use oxrdf::Quad;
use std::io::Write;
use std::sync::Arc;

pub use oxrdfio::RdfFormat;
pub use sparesults::QueryResultsFormat;

/// The format of an answer; it has to fit the query's [`Form`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    Results(QueryResultsFormat),
    Rdf(RdfFormat),
}

/// Whether an answer is whole.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Completeness {
    Complete,
    /// Cut off at `rows_max` or `result_bytes_max`.
    Truncated,
}

/// What an evaluation tells beside its answer.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    pub completeness: Completeness,
    /// Rows or triples written.
    pub rows: u64,
    /// Reads of the index.
    pub reads: u64,
}

/// Evaluates a query and writes the answer as it comes.
///
/// # Errors
/// As [`SparqlError`]; part of the answer may have been written before.
pub fn execute(
    view: &View,
    query: &Query,
    limits: &Limits,
    cancel: &Cancel,
    format: Format,
    out: &mut dyn Write,
) -> Result<Outcome, SparqlError> {
    let _ = (limits, cancel);
    let results = reference::evaluate(view, query).map_err(SparqlError::Evaluation)?;
    let mut rows = 0;
    match (results, format) {
        (spareval::QueryResults::Boolean(it), Format::Results(format)) => {
            sparesults::QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(out, it)?;
        }
        (spareval::QueryResults::Solutions(solutions), Format::Results(format)) => {
            let mut writer = sparesults::QueryResultsSerializer::from_format(format)
                .serialize_solutions_to_writer(out, solutions.variables().to_vec())?;
            for row in solutions {
                rows += 1;
                writer.serialize(&row.map_err(|it| SparqlError::Evaluation(it.to_string()))?)?;
            }
            writer.finish()?;
        }
        (spareval::QueryResults::Graph(triples), Format::Rdf(format)) => {
            let mut writer = oxrdfio::RdfSerializer::from_format(format).for_writer(out);
            for triple in triples {
                rows += 1;
                writer.serialize_triple(&triple.map_err(|it| SparqlError::Evaluation(it.to_string()))?)?;
            }
            writer.finish()?;
        }
        _ => return Err(SparqlError::Unsupported("this format for this form of query".to_owned())),
    }
    Ok(Outcome { completeness: Completeness::Complete, rows, reads: 0 })
}

/// Where `LOAD` gets its triples from; the room itself reaches no file and no host.
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
    let _ = (
        base,
        update,
        revision,
        limits,
        cancel,
        loader,
        &update.algebra,
        &update.using,
        update.default_graph,
    );
    Err(SparqlError::Unsupported("SPARQL Update".to_owned()))
}
