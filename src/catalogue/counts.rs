//! How many of what?

use crate::graph::{Pattern, TermId, Triples, View};
use crate::vocab::rdf;
use rustc_hash::FxHashMap;

/// A term and how often it counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Count {
    pub term: TermId,
    pub count: usize,
}

/// The classes with their instances, the largest first.
pub fn classes(triples: &Triples, view: &View) -> Vec<Count> {
    let Some(rdf_type) = view.dictionary().iri(rdf::TYPE) else { return Vec::new() };
    let mut counts: FxHashMap<TermId, usize> = FxHashMap::default();
    for [_, _, class] in triples.scan(Pattern::new(None, Some(rdf_type), None)) {
        *counts.entry(class).or_default() += 1;
    }
    let mut all: Vec<Count> = counts.into_iter().map(|(term, count)| Count { term, count }).collect();
    all.sort_unstable_by_key(|it| (std::cmp::Reverse(it.count), it.term));
    all
}

/// The named graphs with their triples, by name.
pub fn graphs(view: &View) -> Vec<Count> {
    let named = view.graphs().filter(|it| it.0 != crate::graph::NONE);
    let mut all: Vec<Count> = named.map(|(term, triples)| Count { term, count: triples.len() }).collect();
    all.sort_unstable_by_key(|it| view.dictionary().text(it.term));
    all
}
