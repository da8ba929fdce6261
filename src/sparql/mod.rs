//! What follows from what is said: SPARQL 1.1 queries and updates over a frozen view.

mod answer;
mod arrange;
mod bind;
mod change;
mod context;
mod error;
mod evaluate;
mod expression;
mod functions;
mod group;
mod limits;
mod math;
mod parameters;
mod parse;
mod path;
mod plan;
mod prebind;
mod print;
mod readings;
mod reference;
mod retarget;
mod rows;
mod run;
mod session;
mod template;
mod translate;
mod value;
mod variables;

pub use answer::execute;
pub use change::{Loader, update};

pub use error::SparqlError;
pub use limits::{Cancel, Limits};
pub use parameters::{Parameter, parameters};
pub use parse::{DefaultGraph, Form, Options, Query, Table, Update};
pub use prebind::{PreBound, PreBoundText};
pub use session::Session;

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
