//! Which blank node of a new graph is which one of the graph that it replaces?
//!
//! A blank node has no name to be known by; it is known by what is said of it. Its colour is a hash of its statements,
//! and in each round of the colours of the blank nodes beside it as well. Where a colour occurs once on both sides,
//! the two are the same node; from such pairs the neighbours follow. What is matched wrongly costs a longer diff
//! and never content: the matching is one to one, so that the new graph stays isomorphic to what was given.

use super::canon::{CanonLimits, blank_numbers};
use super::dictionary::{Entry, Interner, Kind, NONE, TermId};
use super::index::{Ids, Pattern};
use super::triples::Triples;
use rustc_hash::{FxHashMap, FxHashSet};

/// Rounds of colouring: how far away, in steps between blank nodes, a difference can be seen. What lies deeper
/// is reached from pair to pair.
const ROUNDS_MAX: usize = 8;

/// Neighbours looked at, over all pairs, before members of a class of equals are paired all at once.
const STEPS_MAX: usize = 1 << 24;

/// Rewrites the blank nodes of `new` to those of `old` that they are; returns how many were matched.
///
/// `new` are candidate triples for the graph whose present content is `old`, without repeats, with blank nodes of
/// their own, all numbered by `interner`. A graph that is isomorphic to the old one comes out equal to it.
/// A blank node without a match keeps its number, or gets a fresh one where a match has taken that.
pub fn align_blanks(old: &Triples, new: &mut [Ids], interner: &mut Interner) -> usize {
    let mut new_side = Side::new(new.iter().copied(), interner);
    if new_side.blanks.is_empty() {
        return 0;
    }
    let mut old_side = Side::new(old.scan(Pattern::default()), interner);
    if old_side.blanks.is_empty() {
        return 0;
    }
    colour(&mut old_side, &mut new_side);
    let mut matching = Matching::new(&old_side, &new_side);
    matching.run();
    let mut pairs = matching.pairs();
    if !is_aligned(&pairs, &new_side, old, interner) && matching.looks_isomorphic() {
        // Colours cannot tell some regular structures apart; RDFC-1.0 can.
        let exact = canonical_pairs(&old_side, &new_side, interner);
        if let Some(exact) = exact.filter(|it| is_aligned(it, &new_side, old, interner)) {
            pairs = exact;
        }
    }
    rewrite(new, &new_side, &pairs, interner);
    pairs.len()
}

fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0x9E37_79B9_7F4A_7C15) * u128::from(b ^ 0xD1B5_4A32_D192_ED03);
    (product as u64 ^ (product >> 64) as u64).wrapping_mul(0x2545_F491_4F6C_DD1D).rotate_left(29) ^ a
}

/// The triples of one side that mention blank nodes.
struct Side {
    rows: Vec<Ids>,
    blanks: Vec<TermId>,
    /// What is said of each blank node without the others.
    ground: Vec<u64>,
    /// For each blank node the blank nodes that stand in one triple with it, by what is said there.
    edges: Vec<Vec<(u64, u32)>>,
    /// The colours after each round.
    colours: Vec<Vec<u64>>,
}

impl Side {
    fn new(triples: impl Iterator<Item = Ids>, interner: &Interner) -> Self {
        let mut rows = Vec::new();
        let mut numbers: FxHashMap<TermId, u32> = FxHashMap::default();
        let (mut blanks, mut ground, mut edges) = (Vec::new(), Vec::new(), Vec::new());
        let mut mentions = Vec::new();
        for row in triples {
            mentions.clear();
            let mut hash = mix(1, u64::from(row[1]));
            for (position, id) in [(2, row[0]), (3, row[2])] {
                hash = mix(hash, shape(interner, id, position, &mut mentions));
            }
            if mentions.is_empty() {
                continue;
            }
            rows.push(row);
            let of_row: Vec<(u64, u32)> = mentions
                .iter()
                .map(|(position, id)| {
                    let number = *numbers.entry(*id).or_insert_with(|| {
                        blanks.push(*id);
                        ground.push(0);
                        edges.push(Vec::new());
                        blanks.len() as u32 - 1
                    });
                    (*position, number)
                })
                .collect();
            for (at, (position, number)) in of_row.iter().enumerate() {
                let said = mix(hash, *position);
                let ground: &mut u64 = &mut ground[*number as usize];
                *ground = ground.wrapping_add(mix(said, 1));
                for (_, (other_position, other)) in of_row.iter().enumerate().filter(|it| it.0 != at) {
                    let label = mix(said, *other_position);
                    if other == number {
                        *ground = ground.wrapping_add(mix(label, 2));
                    } else {
                        edges[*number as usize].push((label, *other));
                    }
                }
            }
        }
        Self { rows, colours: vec![ground.clone()], blanks, ground, edges }
    }

    fn refine(&mut self) {
        let Some(before) = self.colours.last() else { return };
        let after = (0..self.blanks.len())
            .map(|at| {
                let around = self.edges[at].iter().map(|(label, other)| mix(*label, before[*other as usize]));
                mix(before[at], around.fold(self.ground[at], u64::wrapping_add))
            })
            .collect();
        self.colours.push(after);
    }
}

/// The hash of a term with its blank nodes left out; these go to `mentions` with where they stand.
fn shape(interner: &Interner, id: TermId, position: u64, mentions: &mut Vec<(u64, TermId)>) -> u64 {
    let entry = interner.entry(id);
    match entry.kind {
        Kind::Blank => {
            mentions.push((position, id));
            mix(position, 0)
        }
        Kind::Triple => {
            let n_before = mentions.len();
            let [s, p, o] = entry.triple;
            let s = shape(interner, s, mix(position, 4), mentions);
            let o = shape(interner, o, mix(position, 5), mentions);
            if mentions.len() == n_before { u64::from(id) } else { mix(mix(s, u64::from(p)), o) }
        }
        Kind::Iri | Kind::String | Kind::Lang | Kind::Typed | Kind::LangLtr | Kind::LangRtl => u64::from(id),
    }
}

/// Colours both sides, round by round, until no further colours come up.
fn colour(old: &mut Side, new: &mut Side) {
    let n_colours = |old: &Side, new: &Side| {
        let last = [old, new].into_iter().filter_map(|it| it.colours.last()).flatten();
        last.collect::<FxHashSet<&u64>>().len()
    };
    let mut n_before = n_colours(old, new);
    for _ in 0..ROUNDS_MAX {
        old.refine();
        new.refine();
        let n_after = n_colours(old, new);
        if n_after <= n_before {
            return;
        }
        n_before = n_after;
    }
}

/// Blank nodes of both sides by their numbers there, paired one to one.
struct Matching<'a> {
    old: &'a Side,
    new: &'a Side,
    /// The new partner of each old blank node.
    new_of: Vec<Option<u32>>,
    /// The old partner of each new blank node.
    old_of: Vec<Option<u32>>,
    steps_left: usize,
}

impl<'a> Matching<'a> {
    fn new(old: &'a Side, new: &'a Side) -> Self {
        Self {
            old,
            new,
            new_of: vec![None; old.blanks.len()],
            old_of: vec![None; new.blanks.len()],
            steps_left: STEPS_MAX,
        }
    }

    fn run(&mut self) {
        let deepest = self.old.colours.len() - 1;
        for round in (0..=deepest).rev() {
            for (old, new) in self.classes(round) {
                if let ([old], [new]) = (&old[..], &new[..]) {
                    self.pair_and_follow(*old, *new, round);
                }
            }
            // The colour of round 0 leaves out what stands around: too little to choose among equals.
            if round > 0 || deepest == 0 {
                for (old, new) in self.classes(round) {
                    self.pair_class(&old, &new, round);
                }
            }
        }
        self.pair_owned();
    }

    /// The unmatched blank nodes of each colour that occurs on both sides.
    fn classes(&self, round: usize) -> Vec<(Vec<u32>, Vec<u32>)> {
        let mut classes: FxHashMap<u64, (Vec<u32>, Vec<u32>)> = FxHashMap::default();
        for (at, colour) in (0u32..).zip(&self.old.colours[round]) {
            if self.new_of[at as usize].is_none() {
                classes.entry(*colour).or_default().0.push(at);
            }
        }
        for (at, colour) in (0u32..).zip(&self.new.colours[round]) {
            if self.old_of[at as usize].is_none() {
                classes.entry(*colour).or_default().1.push(at);
            }
        }
        let mut classes: Vec<_> =
            classes.into_values().filter(|(old, new)| !old.is_empty() && !new.is_empty()).collect();
        classes.sort_unstable();
        classes
    }

    /// Pairs equals one after the other: each pair may settle others.
    fn pair_class(&mut self, old: &[u32], new: &[u32], round: usize) {
        let (mut old, mut new) = (old.iter(), new.iter());
        loop {
            let next_old = old.find(|it| self.new_of[**it as usize].is_none());
            let next_new = new.find(|it| self.old_of[**it as usize].is_none());
            let (Some(next_old), Some(next_new)) = (next_old, next_new) else { return };
            self.pair_and_follow(*next_old, *next_new, round);
        }
    }

    fn pair(&mut self, old: u32, new: u32) -> bool {
        let is_free = self.new_of[old as usize].is_none() && self.old_of[new as usize].is_none();
        if is_free {
            self.new_of[old as usize] = Some(new);
            self.old_of[new as usize] = Some(old);
        }
        is_free
    }

    /// Pairs two blank nodes and then those beside them that stand in the same place with the same colour.
    fn pair_and_follow(&mut self, old: u32, new: u32, round: usize) {
        if !self.pair(old, new) {
            return;
        }
        let mut waiting = vec![(old, new)];
        while let Some((old, new)) = waiting.pop() {
            let old_around = around(self.old, old, round, &self.new_of);
            let new_around = around(self.new, new, round, &self.old_of);
            self.steps_left = self.steps_left.saturating_sub(1 + old_around.len() + new_around.len());
            let mut found = Vec::new();
            let mut choice = None;
            let mut olds = old_around.chunk_by(|a, b| a.0 == b.0).peekable();
            for news in new_around.chunk_by(|a, b| a.0 == b.0) {
                while olds.next_if(|it| it[0].0 < news[0].0).is_some() {}
                let Some(olds) = olds.next_if(|it| it[0].0 == news[0].0) else { continue };
                let is_settled = olds.len() == 1 && news.len() == 1;
                let are_leaves = olds.iter().all(|it| self.old.edges[it.1 as usize].len() == 1);
                if is_settled || are_leaves || self.steps_left == 0 {
                    found.extend(olds.iter().zip(news).map(|(old, new)| (old.1, new.1)));
                } else {
                    choice = choice.or(Some((olds[0].1, news[0].1)));
                }
            }
            found.retain(|(old, new)| self.pair(*old, *new));
            if let Some((next_old, next_new)) = choice {
                // One of several equals at a time, and only when what is certain has been followed.
                if !found.is_empty() {
                    waiting.push((old, new));
                } else if self.pair(next_old, next_new) {
                    waiting.push((old, new));
                    found.push((next_old, next_new));
                }
            }
            waiting.extend(found);
        }
    }

    /// Pairs what has changed itself but is the only such thing of its owner, whose identity is known.
    fn pair_owned(&mut self) {
        for _ in 0..ROUNDS_MAX {
            let to_new: FxHashMap<TermId, TermId> =
                self.pairs().into_iter().map(|(new, old)| (old, new)).collect();
            let old_owned = owned(self.old, &self.new_of, |it| to_new.get(&it).copied());
            let new_owned = owned(self.new, &self.old_of, Some);
            let n_before = to_new.len();
            let mut pairs: Vec<(u32, u32)> = new_owned
                .into_iter()
                .filter_map(|(key, new)| match (old_owned.get(&key).map(Vec::as_slice), new.as_slice()) {
                    (Some([old]), [new]) => Some((*old, *new)),
                    (Some(_) | None, _) => None,
                })
                .collect();
            pairs.sort_unstable();
            for (old, new) in pairs {
                self.pair_and_follow(old, new, 0);
            }
            if self.pairs().len() == n_before {
                return;
            }
        }
    }

    /// Pairs as terms: the new blank node and the old one that it is.
    fn pairs(&self) -> Vec<(TermId, TermId)> {
        let new_and_old = self.new.blanks.iter().zip(&self.old_of);
        new_and_old.filter_map(|(new, old)| old.map(|old| (*new, self.old.blanks[old as usize]))).collect()
    }

    /// Whether no colour speaks against both sides being the same.
    fn looks_isomorphic(&self) -> bool {
        let colours = |side: &Side| {
            let mut colours = side.colours.last().cloned().unwrap_or_default();
            colours.sort_unstable();
            colours
        };
        self.old.rows.len() == self.new.rows.len() && colours(self.old) == colours(self.new)
    }
}

/// The unmatched blank nodes beside one, by what stands between them and their colour.
fn around(side: &Side, at: u32, round: usize, partners: &[Option<u32>]) -> Vec<((u64, u64), u32)> {
    let mut around: Vec<((u64, u64), u32)> = side.edges[at as usize]
        .iter()
        .filter(|(_, other)| partners[*other as usize].is_none())
        .map(|(label, other)| ((*label, side.colours[round][*other as usize]), *other))
        .collect();
    around.sort_unstable();
    around
}

/// The unmatched blank nodes that are objects, by subject and predicate; `translate` is asked for a blank subject.
fn owned(
    side: &Side,
    partners: &[Option<u32>],
    translate: impl Fn(TermId) -> Option<TermId>,
) -> FxHashMap<(TermId, TermId), Vec<u32>> {
    let numbers: FxHashMap<TermId, u32> = side.blanks.iter().copied().zip(0..).collect();
    let is_matched = |id: &TermId| numbers.get(id).map(|it| partners[*it as usize].is_some());
    let mut owned: FxHashMap<(TermId, TermId), Vec<u32>> = FxHashMap::default();
    for [s, p, o] in &side.rows {
        if is_matched(o) != Some(false) {
            continue;
        }
        let subject = match is_matched(s) {
            None => Some(*s),
            Some(true) => translate(*s),
            Some(false) => None,
        };
        if let Some(subject) = subject {
            owned.entry((subject, *p)).or_default().push(numbers[o]);
        }
    }
    owned
}

/// The pairs of the canonical labels of both sides; `None` where they cost too much.
fn canonical_pairs(old: &Side, new: &Side, interner: &Interner) -> Option<Vec<(TermId, TermId)>> {
    let dictionary = interner.clone().freeze();
    let numbers = |side: &Side| blank_numbers(&dictionary, &side.rows, CanonLimits::default()).ok();
    let old_by_number: FxHashMap<u32, TermId> =
        numbers(old)?.into_iter().map(|(id, number)| (number, id)).collect();
    let mut pairs: Vec<(TermId, TermId)> = numbers(new)?
        .into_iter()
        .filter_map(|(id, number)| old_by_number.get(&number).map(|old| (id, *old)))
        .collect();
    pairs.sort_unstable();
    Some(pairs)
}

fn is_aligned(pairs: &[(TermId, TermId)], new: &Side, old: &Triples, interner: &mut Interner) -> bool {
    let mut rows = new.rows.clone();
    rewrite(&mut rows, new, pairs, interner);
    rows.iter().all(|it| old.contains(*it))
}

/// Puts the old blank nodes in the place of the new ones, within triple terms too.
fn rewrite(triples: &mut [Ids], new: &Side, pairs: &[(TermId, TermId)], interner: &mut Interner) {
    let mut names: FxHashMap<TermId, TermId> = pairs.iter().copied().collect();
    let taken: FxHashSet<TermId> = pairs.iter().map(|it| it.1).collect();
    for id in &new.blanks {
        if taken.contains(id) && !names.contains_key(id) {
            let fresh = fresh_blank(*id, interner);
            names.insert(*id, fresh);
        }
    }
    for [s, _, o] in triples {
        *s = renamed(*s, &mut names, interner);
        *o = renamed(*o, &mut names, interner);
    }
}

fn fresh_blank(id: TermId, interner: &mut Interner) -> TermId {
    let label = interner.entry(id).text.to_owned();
    let mut n_tried = 0u64;
    loop {
        let end = interner.end();
        let fresh = interner.intern_blank(&format!("{label}x{n_tried}"));
        if fresh >= end {
            return fresh;
        }
        n_tried += 1;
    }
}

fn renamed(id: TermId, names: &mut FxHashMap<TermId, TermId>, interner: &mut Interner) -> TermId {
    if let Some(name) = names.get(&id) {
        return *name;
    }
    let entry = interner.entry(id);
    if entry.kind != Kind::Triple {
        return id;
    }
    let [s, p, o] = entry.triple;
    let triple = [renamed(s, names, interner), p, renamed(o, names, interner)];
    let name = interner.intern_entry(&Entry { kind: Kind::Triple, text: "", qualifier: NONE, triple });
    names.insert(id, name);
    name
}
