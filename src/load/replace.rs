//! How does a graph come to hold exactly what a load says, with as little change as there is?

use crate::graph::{Ids, Interner, Kind, Pattern, QuadIds, Stage, TermId, align_blanks};
use rayon::slice::ParallelSliceMut;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Makes each graph hold exactly these triples.
pub(super) fn replace(stage: &mut Stage, graphs: BTreeMap<TermId, Vec<Ids>>) {
    let base = stage.base().clone();
    let mut kept = Vec::new();
    for (graph, mut triples) in graphs {
        match base.graph(graph) {
            None => stage.insert_all(graph, triples),
            Some(old) => {
                triples.par_sort_unstable();
                triples.dedup();
                kept.push((graph, old, triples));
            }
        }
    }
    let mut aligned: Vec<Vec<Ids>> = kept.iter().map(|it| it.2.clone()).collect();
    let mut n_matched = 0;
    for ((_, old, _), triples) in kept.iter().zip(&mut aligned) {
        n_matched += align_blanks(old, triples, stage.interner());
    }
    let pairs = kept.iter().map(|it| &it.2).zip(&aligned);
    let is_aligned = kept.len() < 2 || n_matched == 0 || is_one_to_one(pairs, stage.interner());
    for ((graph, old, own), aligned) in kept.into_iter().zip(aligned) {
        let mut triples = if is_aligned { aligned } else { own };
        triples.par_sort_unstable();
        for triple in old.scan(Pattern::default()) {
            if triples.binary_search(&triple).is_err() {
                stage.remove(QuadIds { graph, triple });
            }
        }
        for triple in triples {
            if !old.contains(triple) {
                stage.insert(QuadIds { graph, triple });
            }
        }
    }
}

/// Whether the graphs, matched one by one, agree on which blank node is which.
fn is_one_to_one<'a>(pairs: impl Iterator<Item = (&'a Vec<Ids>, &'a Vec<Ids>)>, interner: &Interner) -> bool {
    let (mut forth, mut back) = (FxHashMap::default(), FxHashMap::default());
    for (own, aligned) in pairs {
        for (own, aligned) in own.iter().flatten().zip(aligned.iter().flatten()) {
            if interner.entry(*own).kind == Kind::Blank
                && (*forth.entry(*own).or_insert(*aligned) != *aligned
                    || *back.entry(*aligned).or_insert(*own) != *own)
            {
                return false;
            }
        }
    }
    true
}
