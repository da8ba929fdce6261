//! What does this room ask of SPARQL, without knowing it?

use crate::graph::{Reading, View};
use oxrdf::{NamedNode, Term, Variable};
use std::fmt::Debug;
use std::sync::Arc;

/// What kind of query a question must be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    Ask,
    Select,
}

/// A SPARQL query of a shapes graph (sections 5 and 6), `$PATH` replaced already.
#[derive(Clone, Debug)]
pub struct Question {
    pub form: Form,
    pub text: String,
    /// What `sh:declare` says (section 5.2.1): prefix and namespace.
    pub prefixes: Vec<(String, String)>,
    /// The variables that are pre-bound (appendix A), without `$`.
    pub pre_bound: Vec<String>,
    /// Those of them that every sub-SELECT must project.
    pub projected: Vec<String>,
}

/// The bound variables of one row.
pub type Solution = Vec<(Variable, Term)>;

/// Lends SPARQL to whoever reads shapes.
pub trait Asker {
    /// Parses a question and holds it against the restrictions of pre-binding (appendix A).
    ///
    /// # Errors
    /// Why the question cannot be asked, as a sentence without a full stop.
    fn prepare(&self, question: &Question) -> Result<Arc<dyn Prepared>, String>;
}

/// A question that may be asked of any view, from any thread.
pub trait Prepared: Debug + Send + Sync {
    /// Every triple of the union of all graphs that an answer can depend on; `None` where that cannot be told.
    fn readings(&self) -> Option<&[Reading]>;

    /// A series of questions to one view, by one thread.
    fn session<'a>(&'a self, view: &'a View) -> Box<dyn Session + 'a>;
}

/// A question that is asked again and again.
pub trait Session {
    /// The solutions of a SELECT; for ASK one empty solution where the answer is yes, none where it is no.
    /// Only the values of `changing` are others from call to call, so that the rest can be prepared once.
    ///
    /// # Errors
    /// Why there is no (whole) answer.
    fn ask(&mut self, values: &[(&str, Term)], changing: &[&str]) -> Result<Vec<Solution>, String>;
}

/// The name of the shapes graph for `$shapesGraph`, where the view holds it as a graph.
pub(super) type ShapesGraph = Option<NamedNode>;
