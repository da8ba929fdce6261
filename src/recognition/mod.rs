//! Does a qualification count in another state, on which basis, and what is missing?
//!
//! [`Facts`] are read from a view once, an [`Application`] from a file; [`decide`] evaluates every rule of the catalogue and
//! gives an [`Assessment`] with its trace. An assessment informs; only an authority decides.
//!
//! The meaning of the rules is that of the specification of recognition; `queries/recognition/decide.rq` says the same in
//! SPARQL, and tests hold the two together.
//!
//! Deliberately absent: the clock, files, the words of a person's name, and any code for a particular version of the law:
//! law, limbs and parameters are facts.

mod application;
mod assessment;
mod compare;
mod counterfactual;
mod dataset;
mod day;
mod decide;
mod experience;
mod facts;
mod file;
mod paths;
mod ratio;
mod rdf;
mod reader;
mod rules;
mod sentences;
mod tables;
mod text;

pub use application::{Application, Award, Period, Validated};
pub use assessment::{Assessment, Choice, Deadline, Measure, Note, Outcome, Step, Verdict, local};
pub use compare::{Comparison, Cover, Side, TITLES_MAX, compare};
pub use counterfactual::{Addition, Change, changes};
pub use dataset::fact_triples;
pub use day::{Day, Interval};
pub use decide::decide;
pub use experience::{Run, runs};
pub use facts::Facts;
pub use file::normalised;
pub use paths::{Chain, Coverage, Hop, chains, coverage};
pub use ratio::Ratio;
pub use rdf::{Provenance, Words, told};
pub use sentences::LANGUAGES;
pub use tables::{InForce, Regulated, agreements, regulated};
pub use text::{Namer, fallback, letter, text, words};

use std::fmt;
use std::sync::Arc;

/// The IRI of a node, or `_:label`.
pub type Iri = Arc<str>;

/// A value of a fact or an application that does not fit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    pub node: Iri,
    pub property: Iri,
    pub problem: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: con:{}: {}", self.node, local(&self.property), self.problem)
    }
}
