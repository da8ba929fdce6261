//! What must hold? SHACL Core and SHACL-SPARQL over a frozen index.
//!
//! [`read`] turns a shapes graph into a [`ShapeSet`] or refuses it with reasons; [`check`] compares a data graph with
//! it and gives [`Findings`]; [`report`](report::triples) and [`words`] tell them as RDF and for people.
//! Clauses are those of the Shapes Constraint Language (SHACL), W3C Recommendation of 20 July 2017.
//!
//! After a change, [`affected`] tells which focus nodes it can have touched, and [`check_affected`] checks no others.
//!
//! Deliberately absent: SPARQL itself, which lives beside this room. Whoever reads shapes lends an [`Asker`], and a
//! shapes graph that asks SPARQL questions keeps what it prepared.

mod affected;
mod asking;
mod check;
mod components;
mod contradictions;
pub mod cube;
mod describe;
mod evaluate;
mod expect;
mod finding;
mod lexical;
mod model;
mod parameters;
mod path;
mod plan;
mod question;
mod read;
pub mod report;
mod terms;
mod value;
pub mod words;

pub use affected::{Affected, affected};
pub use check::{CheckError, Limits, check, check_affected, check_only};
pub use describe::{NodeShape, PropertyShape, Values};
pub use finding::{Finding, Findings, Place, Source, Standing};
pub use model::{Severity, ShapeSet};
pub use path::Path;
pub use question::{Asker, Form, Prepared, Question, Session, Solution};
pub use read::{Refusal, ShapeError, read};
