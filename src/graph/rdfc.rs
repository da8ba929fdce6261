//! Which canonical number does each blank node get?
//!
//! RDFC-1.0 (W3C Recommendation "RDF Dataset Canonicalization", section 4) straight on ids. Only triples that
//! mention a blank node take part. The recursion of Hash N-Degree Quads runs on a stack of its own, so that
//! a long chain of blank nodes cannot overflow the thread's.
//!
//! Beyond the Recommendation: blank nodes inside triple terms are found, with the position `os` for the subject and
//! `oo` for the object of the triple term, one more `o` for each level. And of permutations that differ only in
//! the order of twins (blank nodes of which exactly the same is said, in which case exchanging them changes nothing)
//! one is tried instead of all: every one of them has the same path.

use super::canon::CanonError;
use super::dictionary::{Dictionary, Kind, TermId};
use super::index::Ids;
use super::ntriples::write_term_with;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

type Hash = [u8; 32];

/// No number has been issued.
const UNISSUED: u32 = u32::MAX;

/// What each blank node that shares its first-degree hash may cost before it counts towards the limit.
const CALLS_PER_TIED: u64 = 8;

/// A blank node in a triple, other than as what the triple is looked at for.
#[derive(Clone, Copy, Debug)]
struct Mention {
    blank: u32,
    /// Triple terms around it.
    depth: u16,
    is_object: bool,
}

/// The triples that mention blank nodes, and where; blank nodes are numbered from 0 in the order of their ids.
struct Graph<'a> {
    dictionary: &'a Dictionary,
    blanks: Vec<TermId>,
    rows: Vec<Ids>,
    mentions: Vec<Vec<Mention>>,
    /// The rows that mention each blank node.
    rows_of: Vec<Vec<u32>>,
}

/// The canonical number of each blank node: `n` for `_:c14n{n}`.
pub(super) fn number_blanks(
    dictionary: &Dictionary,
    triples: &[Ids],
    canon_calls_max: u64,
) -> Result<FxHashMap<TermId, u32>, CanonError> {
    let graph = Graph::new(dictionary, triples);
    let first_degree: Vec<Hash> =
        (0..graph.blanks.len() as u32).into_par_iter().map(|it| graph.hash_first_degree(it)).collect();
    let mut by_hash: Vec<(Hash, u32)> = first_degree.iter().copied().zip(0..).collect();
    by_hash.par_sort_unstable();
    let mut canonical = Issuer::new(graph.blanks.len());
    for alone in by_hash.chunk_by(|a, b| a.0 == b.0).filter(|it| it.len() == 1) {
        canonical.issue(alone[0].1);
    }
    let n_tied = by_hash.chunk_by(|a, b| a.0 == b.0).filter(|it| it.len() > 1).map(<[_]>::len).sum::<usize>();
    let mut search = Search {
        graph: &graph,
        first_degree: &first_degree,
        canonical,
        temporary: Issuer::new(graph.blanks.len()),
        twins: FxHashMap::default(),
        calls_left: canon_calls_max.saturating_add(CALLS_PER_TIED * n_tied as u64),
        canon_calls_max,
    };
    for tied in by_hash.chunk_by(|a, b| a.0 == b.0).filter(|it| it.len() > 1) {
        let mut results = Vec::new();
        for (_, blank) in tied {
            if search.canonical.has(*blank) {
                continue;
            }
            search.temporary.roll_back(0);
            search.temporary.issue(*blank);
            let hash = search.hash_n_degree(*blank)?;
            results.push((hash, search.temporary.order.clone()));
        }
        results.sort_unstable();
        for blank in results.into_iter().flat_map(|it| it.1) {
            search.canonical.issue(blank);
        }
    }
    let Issuer { order, .. } = search.canonical;
    Ok(order.into_iter().map(|it| graph.blanks[it as usize]).zip(0..).collect())
}

/// Calls `found` for each blank node of a term with its depth in triple terms and whether it is an object.
fn each_blank(
    dictionary: &Dictionary,
    id: TermId,
    depth: u16,
    is_object: bool,
    found: &mut dyn FnMut(TermId, u16, bool),
) {
    let entry = dictionary.entry(id);
    match entry.kind {
        Kind::Blank => found(id, depth, is_object),
        Kind::Triple => {
            each_blank(dictionary, entry.triple[0], depth.saturating_add(1), false, found);
            each_blank(dictionary, entry.triple[2], depth.saturating_add(1), true, found);
        }
        Kind::Iri | Kind::String | Kind::Lang | Kind::Typed | Kind::LangLtr | Kind::LangRtl => (),
    }
}

impl<'a> Graph<'a> {
    fn new(dictionary: &'a Dictionary, triples: &[Ids]) -> Self {
        let mut found = Vec::new();
        for row in triples {
            let mut mentions: Vec<(TermId, u16, bool)> = Vec::new();
            for (id, is_object) in [(row[0], false), (row[2], true)] {
                each_blank(dictionary, id, 0, is_object, &mut |id, depth, is_object| {
                    mentions.push((id, depth, is_object));
                });
            }
            if !mentions.is_empty() {
                found.push((*row, mentions));
            }
        }
        let mut blanks: Vec<TermId> = found.iter().flat_map(|it| &it.1).map(|it| it.0).collect();
        blanks.sort_unstable();
        blanks.dedup();
        let numbers: FxHashMap<TermId, u32> = blanks.iter().copied().zip(0..).collect();
        let mut rows_of = vec![Vec::new(); blanks.len()];
        let (mut rows, mut mentions) = (Vec::with_capacity(found.len()), Vec::with_capacity(found.len()));
        for (at, (row, of_row)) in (0u32..).zip(found) {
            let of_row: Vec<Mention> = of_row
                .into_iter()
                .map(|(id, depth, is_object)| Mention { blank: numbers[&id], depth, is_object })
                .collect();
            for mention in &of_row {
                let rows: &mut Vec<u32> = &mut rows_of[mention.blank as usize];
                if rows.last() != Some(&at) {
                    rows.push(at);
                }
            }
            rows.push(row);
            mentions.push(of_row);
        }
        Self { dictionary, blanks, rows, mentions, rows_of }
    }

    fn rows_of(&self, blank: u32) -> &[u32] {
        &self.rows_of[blank as usize]
    }

    /// Hash First Degree Quads (section 4.6.3).
    fn hash_first_degree(&self, blank: u32) -> Hash {
        let reference = self.blanks[blank as usize];
        let label = |id: TermId, out: &mut Vec<u8>| out.push(if id == reference { b'a' } else { b'z' });
        let mut lines: Vec<Vec<u8>> = Vec::with_capacity(self.rows_of(blank).len());
        for row in self.rows_of(blank) {
            let mut line = Vec::with_capacity(128);
            for id in self.rows[*row as usize] {
                write_term_with(self.dictionary, id, &mut line, &label);
                line.push(b' ');
            }
            line.extend_from_slice(b".\n");
            lines.push(line);
        }
        lines.sort_unstable();
        let mut hasher = Sha256::new();
        for line in lines {
            hasher.update(line);
        }
        hasher.finalize().into()
    }

    /// The triples of a blank node with itself taken out: equal for twins only. `None` where a triple term is among
    /// them, which keeps its text to itself.
    fn signature(&self, blank: u32) -> Option<Vec<Ids>> {
        let id = self.blanks[blank as usize];
        let mut signature = Vec::with_capacity(self.rows_of(blank).len());
        for row in self.rows_of(blank) {
            if self.mentions[*row as usize].iter().any(|it| it.depth > 0) {
                return None;
            }
            signature.push(self.rows[*row as usize].map(|it| if it == id { TermId::MAX } else { it }));
        }
        signature.sort_unstable();
        Some(signature)
    }
}

/// Issue Identifier (section 4.5), as numbers in the order of issue.
#[derive(Clone, Debug)]
struct Issuer {
    issued: Vec<u32>,
    order: Vec<u32>,
}

impl Issuer {
    fn new(n_blanks: usize) -> Self {
        Self { issued: vec![UNISSUED; n_blanks], order: Vec::new() }
    }

    fn get(&self, blank: u32) -> Option<u32> {
        Some(self.issued[blank as usize]).filter(|it| *it != UNISSUED)
    }

    fn has(&self, blank: u32) -> bool {
        self.get(blank).is_some()
    }

    fn issue(&mut self, blank: u32) -> u32 {
        if let Some(number) = self.get(blank) {
            return number;
        }
        let number = self.order.len() as u32;
        self.issued[blank as usize] = number;
        self.order.push(blank);
        number
    }

    /// Takes back everything after the first `len` issues: cheaper than the copies that the Recommendation makes.
    fn roll_back(&mut self, len: usize) {
        for blank in self.order.drain(len..) {
            self.issued[blank as usize] = UNISSUED;
        }
    }
}

/// The state of Hash N-Degree Quads for one graph.
struct Search<'a> {
    graph: &'a Graph<'a>,
    first_degree: &'a [Hash],
    canonical: Issuer,
    temporary: Issuer,
    twins: FxHashMap<Vec<Ids>, u32>,
    calls_left: u64,
    canon_calls_max: u64,
}

/// One call of Hash N-Degree Quads (section 4.8.3) that waits for another.
struct Call {
    /// `Hn`, steps 1 to 3: related blank nodes by hash, in order.
    groups: Vec<(Hash, Vec<u32>)>,
    group: usize,
    data_to_hash: Sha256,
    /// How many temporary numbers were issued when the group began.
    n_issued: usize,
    /// The permutation being tried: the twin class and the blank node.
    permutation: Vec<(u64, u32)>,
    path: Vec<u8>,
    recursion: Vec<u32>,
    at: usize,
    /// The best path so far with what it issued.
    chosen: Option<(Vec<u8>, Vec<u32>)>,
    next: Step,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Group,
    Permutation,
    Recursion,
    Rejected,
}

enum Outcome {
    CallsFor(u32),
    Hash(Hash),
}

impl Search<'_> {
    fn spend(&mut self, n_calls: usize) -> Result<(), CanonError> {
        self.calls_left = self
            .calls_left
            .checked_sub(n_calls as u64)
            .ok_or(CanonError::TooSymmetrical { canon_calls_max: self.canon_calls_max })?;
        Ok(())
    }

    /// Hash N-Degree Quads of a blank node that `temporary` has a number for.
    fn hash_n_degree(&mut self, blank: u32) -> Result<Hash, CanonError> {
        let mut stack = vec![self.call(blank)?];
        while let Some(call) = stack.last_mut() {
            match self.advance(call)? {
                Outcome::CallsFor(related) => {
                    let call = self.call(related)?;
                    stack.push(call);
                }
                Outcome::Hash(hash) => {
                    stack.pop();
                    match stack.last_mut() {
                        Some(caller) => self.returned(caller, hash),
                        None => return Ok(hash),
                    }
                }
            }
        }
        // The first call is only taken off the stack with its hash.
        Err(CanonError::TooSymmetrical { canon_calls_max: self.canon_calls_max })
    }

    /// Steps 1 to 3: the related blank nodes by hash.
    fn call(&mut self, blank: u32) -> Result<Call, CanonError> {
        let mut related: Vec<(Hash, u32)> = Vec::new();
        for row in self.graph.rows_of(blank) {
            for mention in self.graph.mentions[*row as usize].iter().filter(|it| it.blank != blank) {
                related.push((self.hash_related(*row, *mention), mention.blank));
            }
        }
        self.spend(1 + related.len())?;
        related.sort_unstable();
        related.dedup();
        let groups = related
            .chunk_by(|a, b| a.0 == b.0)
            .map(|group| (group[0].0, group.iter().map(|it| it.1).collect()))
            .collect();
        Ok(Call {
            groups,
            group: 0,
            data_to_hash: Sha256::new(),
            n_issued: 0,
            permutation: Vec::new(),
            path: Vec::new(),
            recursion: Vec::new(),
            at: 0,
            chosen: None,
            next: Step::Group,
        })
    }

    /// Hash Related Blank Node (section 4.7.3).
    fn hash_related(&self, row: u32, mention: Mention) -> Hash {
        let mut input = vec![b'o'; usize::from(mention.depth)];
        input.push(if mention.is_object { b'o' } else { b's' });
        input.push(b'<');
        let predicate = self.graph.rows[row as usize][1];
        input.extend_from_slice(self.graph.dictionary.text(predicate).as_bytes());
        input.push(b'>');
        if self.canonical.has(mention.blank) || self.temporary.has(mention.blank) {
            self.put_identifier(mention.blank, &mut input);
        } else {
            put_hex(&self.first_degree[mention.blank as usize], &mut input);
        }
        Sha256::digest(&input).into()
    }

    /// The canonical identifier of a blank node, else the temporary one.
    fn put_identifier(&self, blank: u32, out: &mut Vec<u8>) {
        let (prefix, number) = match self.canonical.get(blank) {
            Some(number) => ("_:c14n", number),
            None => ("_:b", self.temporary.issued[blank as usize]),
        };
        out.extend_from_slice(prefix.as_bytes());
        out.extend_from_slice(number.to_string().as_bytes());
    }

    /// Steps 5 and 6 up to the next call or the end.
    fn advance(&mut self, call: &mut Call) -> Result<Outcome, CanonError> {
        loop {
            match call.next {
                Step::Group => {
                    let Some((hash, related)) = call.groups.get(call.group) else {
                        return Ok(Outcome::Hash(call.data_to_hash.finalize_reset().into()));
                    };
                    let mut hex = Vec::with_capacity(64);
                    put_hex(hash, &mut hex);
                    call.data_to_hash.update(&hex);
                    call.permutation = related.iter().map(|it| (0, *it)).collect();
                    if related.len() > 1 {
                        self.spend(related.len())?;
                        call.permutation.iter_mut().for_each(|it| it.0 = self.twin_class(it.1));
                        call.permutation.sort_unstable();
                    }
                    call.n_issued = self.temporary.order.len();
                    call.chosen = None;
                    call.next = Step::Permutation;
                }
                Step::Permutation => {
                    self.spend(call.permutation.len())?;
                    self.begin_permutation(call);
                }
                Step::Recursion => {
                    if let Some(related) = call.recursion.get(call.at) {
                        return Ok(Outcome::CallsFor(*related));
                    }
                    self.end_permutation(call);
                }
                Step::Rejected => self.next_permutation(call),
            }
        }
    }

    /// Step 5.4.4: identifiers for one permutation.
    fn begin_permutation(&mut self, call: &mut Call) {
        call.path.clear();
        call.recursion.clear();
        call.at = 0;
        for at in 0..call.permutation.len() {
            let related = call.permutation[at].1;
            if !self.canonical.has(related) && !self.temporary.has(related) {
                call.recursion.push(related);
                self.temporary.issue(related);
            }
            self.put_identifier(related, &mut call.path);
        }
        call.next = if call.is_worse() { Step::Rejected } else { Step::Recursion };
    }

    /// Steps 5.4.5.2 to 5.4.5.5: what a call made from here has given.
    fn returned(&self, call: &mut Call, hash: Hash) {
        let related = call.recursion[call.at];
        // A blank node in recursion has no canonical number.
        self.put_identifier(related, &mut call.path);
        call.path.push(b'<');
        put_hex(&hash, &mut call.path);
        call.path.push(b'>');
        call.at += 1;
        if call.is_worse() {
            call.next = Step::Rejected;
        }
    }

    /// Step 5.4.6; where there is nothing to choose from, what was issued stays issued.
    fn end_permutation(&mut self, call: &mut Call) {
        if call.permutation.len() == 1 {
            call.data_to_hash.update(&call.path);
            call.group += 1;
            call.next = Step::Group;
            return;
        }
        if call.chosen.as_ref().is_none_or(|it| call.path < it.0) {
            let issued = self.temporary.order[call.n_issued..].to_vec();
            call.chosen = Some((std::mem::take(&mut call.path), issued));
        }
        call.next = Step::Rejected;
    }

    /// Goes on to the next permutation, or with the chosen one to the next group (steps 5.5 and 5.6).
    fn next_permutation(&mut self, call: &mut Call) {
        self.temporary.roll_back(call.n_issued);
        if permute(&mut call.permutation) {
            call.next = Step::Permutation;
            return;
        }
        if let Some((path, issued)) = call.chosen.take() {
            call.data_to_hash.update(&path);
            for blank in issued {
                self.temporary.issue(blank);
            }
        }
        call.group += 1;
        call.next = Step::Group;
    }

    /// Equal for blank nodes that can be exchanged: twins that have no identifier yet.
    fn twin_class(&mut self, blank: u32) -> u64 {
        let alone = u64::from(blank) | 1 << 32;
        if self.canonical.has(blank) || self.temporary.has(blank) {
            return alone;
        }
        let Some(signature) = self.graph.signature(blank) else { return alone };
        u64::from(*self.twins.entry(signature).or_insert(blank))
    }
}

impl Call {
    /// Whether the path, and so all that it can become, comes after the chosen one.
    fn is_worse(&self) -> bool {
        self.chosen.as_ref().is_some_and(|(chosen, _)| self.path.len() >= chosen.len() && self.path > *chosen)
    }
}

/// The next permutation in the order of the classes, `false` after the last; members of a class keep their order.
fn permute(items: &mut [(u64, u32)]) -> bool {
    let Some(pivot) = (1..items.len()).rev().find(|at| items[at - 1].0 < items[*at].0) else { return false };
    let pivot = pivot - 1;
    let Some(successor) = (pivot + 1..items.len()).rev().find(|at| items[*at].0 > items[pivot].0) else {
        return false;
    };
    items.swap(pivot, successor);
    items[pivot + 1..].reverse();
    true
}

fn put_hex(hash: &Hash, out: &mut Vec<u8>) {
    for byte in hash {
        out.push(b"0123456789abcdef"[usize::from(byte >> 4)]);
        out.push(b"0123456789abcdef"[usize::from(byte & 0xF)]);
    }
}
