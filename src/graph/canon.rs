//! What is the one name of a graph's content?
//!
//! The canonical N-Quads form of one graph and its SHA-256, with blank nodes labelled by RDFC-1.0
//! (W3C Recommendation "RDF Dataset Canonicalization"). Each graph is taken by itself as a dataset whose
//! default graph it is: its lines carry no graph name, so that the hash does not depend on where a graph is kept.
//! Two graphs have the same hash exactly if they are isomorphic.

use super::dictionary::{Dictionary, TermId};
use super::index::Ids;
use super::ntriples::write_term_with;
use super::rdfc;
use super::triples::Triples;
use super::view::View;
use rayon::slice::ParallelSliceMut;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// SHA-256 of a graph in canonical form; written and read as 64 lowercase hexadecimal digits.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GraphHash(pub [u8; 32]);

impl fmt::Display for GraphHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The text is not 64 lowercase hexadecimal digits.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not a graph hash: 64 lowercase hexadecimal digits are wanted")]
pub struct GraphHashError;

impl FromStr for GraphHash {
    type Err = GraphHashError;

    fn from_str(text: &str) -> Result<Self, GraphHashError> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(GraphHashError),
        };
        let mut hash = [0; 32];
        if text.len() != 64 {
            return Err(GraphHashError);
        }
        for (byte, pair) in hash.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(hash))
    }
}

/// How much work the blank nodes of one graph may cost.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct CanonLimits {
    /// Identifiers looked at by Hash N-Degree Quads over all its calls and permutations, about 300 ns each, on top
    /// of a few for each blank node that needs it at all. Blank nodes that differ in what is said of them directly
    /// cost none; poison graphs ask for n! of them.
    pub canon_calls_max: u64,
}

impl Default for CanonLimits {
    fn default() -> Self {
        Self { canon_calls_max: 1 << 21 }
    }
}

/// Why a graph has no canonical form here.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CanonError {
    #[error(
        "the blank nodes of the graph are too symmetrical to be told apart within {canon_calls_max} steps \
         (canon_calls_max): name some of them by IRIs"
    )]
    TooSymmetrical { canon_calls_max: u64 },
}

/// The hash of one graph of a view; a graph that holds nothing has the hash of no bytes.
///
/// # Errors
/// [`CanonError`] where blank nodes cost more than `limits` allows.
pub fn graph_hash(view: &View, graph: TermId, limits: CanonLimits) -> Result<GraphHash, CanonError> {
    match view.graph(graph) {
        Some(triples) => triples_hash(view.dictionary(), triples, limits),
        None => Ok(GraphHash(Sha256::digest([]).into())),
    }
}

/// The hash of a set of triples, taken as the default graph of a dataset.
///
/// # Errors
/// As [`graph_hash`].
pub fn triples_hash(
    dictionary: &Dictionary,
    triples: &Triples,
    limits: CanonLimits,
) -> Result<GraphHash, CanonError> {
    let mut hasher = Sha256::new();
    for_lines(dictionary, &triples.sorted(), limits, &mut |lines| hasher.update(lines))?;
    Ok(GraphHash(hasher.finalize().into()))
}

/// The canonical N-Quads document of one graph: sorted lines without a graph name.
///
/// # Errors
/// As [`graph_hash`].
pub fn canonical_nquads(view: &View, graph: TermId, limits: CanonLimits) -> Result<Vec<u8>, CanonError> {
    let mut document = Vec::new();
    let triples = view.graph(graph).map(Triples::sorted).unwrap_or_default();
    for_lines(view.dictionary(), &triples, limits, &mut |lines| document.extend_from_slice(lines))?;
    Ok(document)
}

/// The canonical number of each blank node (`c14n0` is 0) in a set of triples without repeats.
///
/// # Errors
/// As [`graph_hash`].
pub(super) fn blank_numbers(
    dictionary: &Dictionary,
    triples: &[Ids],
    limits: CanonLimits,
) -> Result<FxHashMap<TermId, u32>, CanonError> {
    rdfc::number_blanks(dictionary, triples, limits.canon_calls_max)
}

/// Lines that are written at once, while the ones before are taken.
const LINES_PER_CHUNK: usize = 4_096;

/// Gives the sorted lines of a set of triples to `take`, many at a time.
///
/// Lines are ordered by sorting triples by the rank of their terms' texts, never by comparing lines. Both orders
/// are the same. A line is the texts of its three terms, each followed by a space, and a full stop. Take two lines
/// and the first position at which their terms differ; up to there they are byte for byte the same. Either the two
/// texts differ at a byte, which decides both comparisons alike; or one text is a proper prefix of the other, and
/// then ranks put the shorter first, while in the lines the shorter one's space meets the longer one's next byte.
/// That byte is greater than a space: an IRI ends at its only `>` and a triple term at the `)>>` that closes it,
/// so neither is the prefix of another term; a label goes on with a letter, a digit or other label characters;
/// a literal, whose closing quote is its only unescaped one, goes on with `@` or `^`, a language tag with
/// a letter, a digit or `-`. So the line of the shorter term comes first as well.
fn for_lines(
    dictionary: &Dictionary,
    triples: &[Ids],
    limits: CanonLimits,
    take: &mut (dyn FnMut(&[u8]) + Send),
) -> Result<(), CanonError> {
    let numbers = blank_numbers(dictionary, triples, limits)?;
    let texts = Texts::new(dictionary, triples, &numbers);
    let mut rows: Vec<Ids> = triples.iter().map(|it| it.map(|id| texts.rank(id))).collect();
    rows.par_sort_unstable();
    let (mut ready, mut next) = (Vec::new(), Vec::new());
    for chunk in rows.chunks(LINES_PER_CHUNK) {
        next.clear();
        rayon::join(|| take(&ready), || texts.write_lines(chunk, &mut next));
        std::mem::swap(&mut ready, &mut next);
    }
    take(&ready);
    Ok(())
}

/// The canonical texts of the terms of a graph, ordered.
struct Texts {
    bytes: Vec<u8>,
    /// Where the text of each rank stands.
    ranges: Vec<Range<usize>>,
    ranks: Ranks,
}

/// Rank by term: an array where much of the dictionary takes part, a map where a small graph lies in a large one.
enum Ranks {
    Dense(Vec<u32>),
    Sparse(FxHashMap<TermId, u32>),
}

impl Texts {
    fn new(dictionary: &Dictionary, triples: &[Ids], numbers: &FxHashMap<TermId, u32>) -> Self {
        let is_dense = triples.len() > dictionary.len() / 16;
        let terms = distinct_terms(dictionary, triples, is_dense);
        let label = |id: TermId, out: &mut Vec<u8>| {
            out.extend_from_slice(b"c14n");
            out.extend_from_slice(numbers[&id].to_string().as_bytes());
        };
        let mut bytes = Vec::new();
        let mut written: Vec<(Range<usize>, TermId)> = Vec::with_capacity(terms.len());
        for id in terms {
            let start = bytes.len();
            write_term_with(dictionary, id, &mut bytes, &label);
            written.push((start..bytes.len(), id));
        }
        written.par_sort_unstable_by(|(a, _), (b, _)| bytes[a.clone()].cmp(&bytes[b.clone()]));
        let ranked = (0u32..).zip(&written).map(|(rank, (_, id))| (*id, rank));
        let ranks = if is_dense {
            let mut dense = vec![0; dictionary.end() as usize];
            ranked.for_each(|(id, rank)| dense[id as usize] = rank);
            Ranks::Dense(dense)
        } else {
            Ranks::Sparse(ranked.collect())
        };
        Self { bytes, ranges: written.into_iter().map(|it| it.0).collect(), ranks }
    }

    fn rank(&self, id: TermId) -> u32 {
        match &self.ranks {
            Ranks::Dense(ranks) => ranks[id as usize],
            Ranks::Sparse(ranks) => ranks[&id],
        }
    }

    fn write_lines(&self, rows: &[Ids], out: &mut Vec<u8>) {
        for row in rows {
            for rank in row {
                out.extend_from_slice(&self.bytes[self.ranges[*rank as usize].clone()]);
                out.push(b' ');
            }
            out.extend_from_slice(b".\n");
        }
    }
}

/// Every term that stands in a triple, once.
fn distinct_terms(dictionary: &Dictionary, triples: &[Ids], is_dense: bool) -> Vec<TermId> {
    if is_dense {
        let mut is_used = vec![false; dictionary.end() as usize];
        triples.iter().flatten().for_each(|id| is_used[*id as usize] = true);
        return (0..).zip(is_used).filter(|(_, is_used)| *is_used).map(|it| it.0).collect();
    }
    let mut terms: Vec<TermId> = triples.iter().flatten().copied().collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}
