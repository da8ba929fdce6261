//! How do batches, each with its own numbers, become one set of numbered triples per graph?

use super::parse::Batch;
use crate::graph::{Entry, Ids, Interner, Kind, NONE, QuadIds, TermId};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Gives the terms of a batch their numbers in `interner`: entry `n` of the result is the number of the batch's `n`.
///
/// `blank` numbers a blank node by its label.
pub(super) fn renumber(
    interner: &mut Interner,
    batch: &Interner,
    mut blank: impl FnMut(&mut Interner, &str) -> TermId,
) -> Vec<TermId> {
    let mut numbers = Vec::with_capacity(batch.end() as usize);
    numbers.push(NONE);
    for id in 1..batch.end() {
        let entry = batch.entry(id);
        // A part is always interned before the whole, so that its new number is known.
        let part = |it: TermId| numbers[it as usize];
        let number = match entry.kind {
            Kind::Blank => blank(interner, entry.text),
            Kind::Triple => interner.intern_entry(&Entry { triple: entry.triple.map(part), ..entry }),
            Kind::Iri | Kind::String | Kind::Lang | Kind::Typed | Kind::LangLtr | Kind::LangRtl => {
                interner.intern_entry(&Entry { qualifier: part(entry.qualifier), ..entry })
            }
        };
        numbers.push(number);
    }
    numbers
}

pub(super) fn renumbered(numbers: &[TermId], quad: QuadIds) -> QuadIds {
    let number = |it: TermId| numbers[it as usize];
    QuadIds { graph: number(quad.graph), triple: quad.triple.map(number) }
}

/// The triples of a load by graph.
pub(super) struct Collector<'a> {
    pub(super) interner: &'a mut Interner,
    revision: u64,
    n_blanks: u64,
    /// The blank nodes of the current source by their label in it.
    labels: FxHashMap<String, TermId>,
    /// Where the current source's triples without a graph go.
    default: TermId,
    graphs: BTreeMap<TermId, Vec<Ids>>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(interner: &'a mut Interner, revision: u64) -> Self {
        Self {
            interner,
            revision,
            n_blanks: 0,
            labels: FxHashMap::default(),
            default: NONE,
            graphs: BTreeMap::new(),
        }
    }

    /// Begins a source; where it `is_whole`, its graph is part of the load even if it says nothing.
    pub(super) fn start(&mut self, graph: TermId, is_whole: bool) {
        self.labels.clear();
        self.default = graph;
        if is_whole {
            self.graphs.entry(graph).or_default();
        }
    }

    pub(super) fn take(&mut self, batch: &Batch) {
        let Self { interner, revision, n_blanks, labels, default, graphs } = self;
        let numbers = renumber(interner, &batch.interner, |interner, label| {
            if let Some(id) = labels.get(label) {
                return *id;
            }
            let id = interner.intern_blank(&format!("r{revision}b{n_blanks}"));
            *n_blanks += 1;
            labels.insert(label.to_owned(), id);
            id
        });
        for run in batch.quads.chunk_by(|a, b| a.graph == b.graph) {
            let graph = if run[0].graph == NONE { *default } else { numbers[run[0].graph as usize] };
            let triples = run.iter().map(|it| it.triple.map(|id| numbers[id as usize]));
            graphs.entry(graph).or_default().extend(triples);
        }
    }

    pub(super) fn finish(self) -> BTreeMap<TermId, Vec<Ids>> {
        self.graphs
    }
}
