//! Statements put together by hand, without a mistake in their terms.

use crate::vocab::rdf;
use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};

/// Collects statements about one subject after the other.
pub(super) struct Writer {
    triples: Vec<Triple>,
    /// Numbers the blank nodes, so that the same content gives the same text.
    n_blank: usize,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self { triples: Vec::new(), n_blank: 0 }
    }

    pub(super) fn blank(&mut self) -> NamedOrBlankNode {
        self.n_blank += 1;
        BlankNode::new_unchecked(format!("c{}", self.n_blank)).into()
    }

    pub(super) fn put(&mut self, subject: &NamedOrBlankNode, predicate: &str, object: impl Into<Term>) {
        let predicate = NamedNode::new_unchecked(predicate);
        self.triples.push(Triple::new(subject.clone(), predicate, object));
    }

    pub(super) fn link(&mut self, subject: &NamedOrBlankNode, predicate: &str, object: &str) {
        self.put(subject, predicate, NamedNode::new_unchecked(object));
    }

    pub(super) fn is_a(&mut self, subject: &NamedOrBlankNode, class: &str) {
        self.link(subject, rdf::TYPE, class);
    }

    pub(super) fn count(&mut self, subject: &NamedOrBlankNode, predicate: &str, count: usize) {
        self.put(subject, predicate, Literal::from(count as u64));
    }

    /// A text in English.
    pub(super) fn text(&mut self, subject: &NamedOrBlankNode, predicate: &str, text: &str) {
        self.put(subject, predicate, Literal::new_language_tagged_literal_unchecked(text, "en"));
    }

    pub(super) fn finish(self) -> Vec<Triple> {
        self.triples
    }
}

/// A name whose text is known to be an IRI.
pub(super) fn named(iri: impl Into<String>) -> NamedOrBlankNode {
    NamedNode::new_unchecked(iri).into()
}
