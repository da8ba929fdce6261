//! How is a change written down, and how is it done again?
//!
//! One canonical N-Quads statement a line, after `A ` where it was added and `D ` where it was taken away, sorted by
//! code point:
//!
//! ```text
//! A <https://example.org/s> <https://example.org/p> "o" <https://example.org/g> .
//! ```

use super::error::PatchError;
use super::merge::{renumber, renumbered};
use super::parse;
use crate::graph::{Dictionary, Interner, NONE, Patch, QuadIds, Stage, TermId, write_term};
use rayon::prelude::*;
use std::io::{self, Read, Write};

/// Writes a patch whose terms are in the dictionary.
///
/// # Errors
/// What `out` says.
pub fn write_patch(patch: &Patch, dictionary: &Dictionary, out: &mut dyn Write) -> io::Result<()> {
    let texts = Texts::new(patch, dictionary);
    let mut line = Vec::new();
    for (mark, quads) in [(b"A ", &patch.added), (b"D ", &patch.removed)] {
        for [s, p, o, g] in texts.sorted(quads) {
            line.clear();
            line.extend_from_slice(mark);
            for rank in [s, p, o] {
                line.extend_from_slice(texts.text(rank));
                line.push(b' ');
            }
            if g != NONE {
                line.extend_from_slice(texts.text(g));
                line.push(b' ');
            }
            line.extend_from_slice(b".\n");
            out.write_all(&line)?;
        }
    }
    Ok(())
}

/// The terms of a patch as text, ranked by code point from 1; rank 0 is the default graph.
struct Texts {
    /// The terms in use, ascending.
    ids: Vec<TermId>,
    /// The rank of each of `ids`.
    ranks: Vec<u32>,
    text: Vec<u8>,
    /// Where the text of each rank is.
    places: Vec<(usize, usize)>,
}

impl Texts {
    fn new(patch: &Patch, dictionary: &Dictionary) -> Self {
        let ids = terms(patch, dictionary);
        let mut text = Vec::new();
        let mut places: Vec<(usize, usize)> = Vec::with_capacity(ids.len());
        for id in &ids {
            let start = text.len();
            write_term(dictionary, *id, &mut text);
            places.push((start, text.len()));
        }
        let mut order: Vec<u32> = (0..ids.len() as u32).collect();
        let of = |at: &u32| {
            let (start, end) = places[*at as usize];
            &text[start..end]
        };
        order.par_sort_unstable_by(|a, b| of(a).cmp(of(b)));
        let mut ranks = vec![0; ids.len()];
        for (rank, at) in (1u32..).zip(&order) {
            ranks[*at as usize] = rank;
        }
        let places = order.iter().map(|at| places[*at as usize]).collect();
        Self { ids, ranks, text, places }
    }

    fn text(&self, rank: u32) -> &[u8] {
        let (start, end) = self.places[rank as usize - 1];
        &self.text[start..end]
    }

    /// The quads as ranks in the order of their lines: a term's text is never the start of another line's.
    fn sorted(&self, quads: &[QuadIds]) -> Vec<[u32; 4]> {
        let is_dense = self.ids.last().is_some_and(|it| *it as usize == self.ids.len());
        let rank = |id: TermId| match id {
            NONE => NONE,
            id if is_dense => self.ranks[id as usize - 1],
            id => self.ids.binary_search(&id).map_or(NONE, |at| self.ranks[at]),
        };
        let mut rows: Vec<[u32; 4]> = quads
            .par_iter()
            .map(|QuadIds { graph, triple: [s, p, o] }| [rank(*s), rank(*p), rank(*o), rank(*graph)])
            .collect();
        rows.par_sort_unstable();
        rows
    }
}

/// The terms that a patch names, ascending.
fn terms(patch: &Patch, dictionary: &Dictionary) -> Vec<TermId> {
    let all = patch.added.iter().chain(&patch.removed);
    let each = all.flat_map(|QuadIds { graph, triple: [s, p, o] }| [*graph, *s, *p, *o]);
    if (patch.added.len() + patch.removed.len()) < dictionary.len() / 16 {
        let mut ids: Vec<TermId> = each.filter(|it| *it != NONE).collect();
        ids.sort_unstable();
        ids.dedup();
        return ids;
    }
    let mut is_used = vec![false; dictionary.end() as usize];
    for id in each {
        is_used[id as usize] = true;
    }
    (1..dictionary.end()).filter(|it| is_used[*it as usize]).collect()
}

/// Does the change of a revision again, on a stage over the state before it.
///
/// # Errors
/// [`PatchError`]; the stage is of no use then.
pub fn apply_patch(body: &mut (dyn Read + Send), stage: &mut Stage) -> Result<(), PatchError> {
    parse::read_patch(body, &mut |batch| {
        let numbers = renumber(stage.interner(), &batch.interner, Interner::intern_blank);
        for run in batch.quads.chunk_by(|a, b| a.graph == b.graph) {
            let graph = numbers[run[0].graph as usize];
            stage.insert_all(graph, run.iter().map(|it| it.triple.map(|id| numbers[id as usize])).collect());
        }
        for quad in &batch.removed {
            stage.remove(renumbered(&numbers, *quad));
        }
        Ok(())
    })
}
