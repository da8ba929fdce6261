//! Which triples may something that is asked of a graph look at?

use oxrdf::{NamedNode, Term};

/// Triples of one kind, told by the way to them from a variable that has a value before anything is read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reading {
    /// `None` where the triples may be anywhere.
    pub from: Option<Trail>,
    /// `None` for any.
    pub predicate: Option<NamedNode>,
    /// Subject and object, where they are known.
    pub ends: [Option<Term>; 2],
}

/// A way from a variable to the subject or the object of a triple.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Trail {
    /// The variable, without `$`.
    pub variable: String,
    /// Predicates, each with whether it is walked from object to subject.
    pub steps: Vec<(NamedNode, bool)>,
    /// Whether the way ends at the object of the triple rather than at its subject.
    pub is_to_object: bool,
}
