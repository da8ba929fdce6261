//! How are the triples of one graph laid out for reading?
//!
//! Three sorted orders (SPO, POS, OSP), each a directory over its first position and two columns for the others.
//! Every pattern with any choice of bound positions is one contiguous run of one order, so that a count is a subtraction.

use super::dictionary::TermId;
use std::ops::Range;

/// Subject, predicate and object as numbers.
pub type Ids = [TermId; 3];

/// What a read asks for: `None` is a wildcard.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Pattern {
    pub subject: Option<TermId>,
    pub predicate: Option<TermId>,
    pub object: Option<TermId>,
}

impl Pattern {
    pub fn new(subject: Option<TermId>, predicate: Option<TermId>, object: Option<TermId>) -> Self {
        Self { subject, predicate, object }
    }
}

/// How often a predicate occurs, exact for the frozen part of a graph.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct PredicateStats {
    pub triples: u32,
    pub subjects: u32,
    pub objects: u32,
}

/// The order that a [`Run`] comes in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Order {
    Spo,
    Pos,
    Osp,
}

/// Consecutive triples of one order that share their first position.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    pub order: Order,
    pub first: TermId,
    pub second: &'a [TermId],
    pub third: &'a [TermId],
}

impl Run<'_> {
    pub fn len(&self) -> usize {
        self.third.len()
    }

    pub fn is_empty(&self) -> bool {
        self.third.is_empty()
    }

    pub fn get(&self, at: usize) -> Ids {
        let (first, second, third) = (self.first, self.second[at], self.third[at]);
        match self.order {
            Order::Spo => [first, second, third],
            Order::Pos => [third, first, second],
            Order::Osp => [second, third, first],
        }
    }
}

/// Where the rows of each first position start.
#[derive(Clone, Debug)]
enum Directory {
    /// `starts[key - first]`: one look for a key, where most numbers between the ends occur.
    Dense {
        first: TermId,
        starts: Vec<u32>,
    },
    Sparse {
        keys: Vec<TermId>,
        starts: Vec<u32>,
    },
}

impl Directory {
    fn new(sorted: &[Ids]) -> Self {
        let (mut keys, mut starts) = (Vec::new(), Vec::new());
        for (at, row) in sorted.iter().enumerate() {
            if keys.last() != Some(&row[0]) {
                keys.push(row[0]);
                starts.push(at as u32);
            }
        }
        starts.push(sorted.len() as u32);
        let (Some(&first), Some(&last)) = (keys.first(), keys.last()) else {
            return Self::Sparse { keys, starts };
        };
        if (last - first) as usize > keys.len() * 4 + 64 {
            keys.shrink_to_fit();
            starts.shrink_to_fit();
            return Self::Sparse { keys, starts };
        }
        let mut dense = Vec::with_capacity((last - first) as usize + 2);
        for (key, start) in keys.iter().zip(&starts) {
            dense.resize((key - first) as usize + 1, *start);
        }
        dense.push(sorted.len() as u32);
        // A key that does not occur starts where the next one does: the fill above gave it exactly that.
        Self::Dense { first, starts: dense }
    }

    fn range(&self, key: TermId) -> Range<usize> {
        match self {
            Self::Dense { first, starts } => {
                let Some(at) = key.checked_sub(*first) else { return 0..0 };
                let at = at as usize;
                if at + 1 >= starts.len() { 0..0 } else { starts[at] as usize..starts[at + 1] as usize }
            }
            Self::Sparse { keys, starts } => match keys.binary_search(&key) {
                Ok(at) => starts[at] as usize..starts[at + 1] as usize,
                Err(_) => 0..0,
            },
        }
    }

    /// The keys with at least one row, ascending.
    fn keys(&self) -> Box<dyn Iterator<Item = TermId> + '_> {
        match self {
            Self::Dense { first, starts } => Box::new(
                (0u32..)
                    .zip(starts.windows(2))
                    .filter(|(_, it)| it[0] < it[1])
                    .map(move |(at, _)| first + at),
            ),
            Self::Sparse { keys, .. } => Box::new(keys.iter().copied()),
        }
    }

    /// The first key at or after `key` that has rows.
    fn key_from(&self, key: TermId) -> Option<TermId> {
        match self {
            Self::Dense { first, starts } => {
                let mut at = key.saturating_sub(*first) as usize;
                while at + 1 < starts.len() {
                    if starts[at] < starts[at + 1] {
                        return Some(first + at as TermId);
                    }
                    at += 1;
                }
                None
            }
            Self::Sparse { keys, .. } => keys.get(keys.partition_point(|it| *it < key)).copied(),
        }
    }

    fn bytes(&self) -> usize {
        4 * match self {
            Self::Dense { starts, .. } => starts.capacity(),
            Self::Sparse { keys, starts } => keys.capacity() + starts.capacity(),
        }
    }
}

#[derive(Clone, Debug)]
struct Columns {
    directory: Directory,
    second: Vec<TermId>,
    third: Vec<TermId>,
}

/// Below this length a plain walk beats a binary search.
const WALK_MAX: usize = 24;

/// The part of a sorted slice that equals `wanted`.
fn equal_range(sorted: &[TermId], wanted: TermId) -> Range<usize> {
    let start = if sorted.len() <= WALK_MAX {
        sorted.iter().position(|it| *it >= wanted).unwrap_or(sorted.len())
    } else {
        sorted.partition_point(|it| *it < wanted)
    };
    // Gallop: most keys have few rows, whatever the length of the rest.
    let rest = &sorted[start..];
    let mut step = 1;
    while step < rest.len() && rest[step] == wanted {
        step *= 2;
    }
    let from = step / 2;
    let upto = rest.len().min(step);
    let end = start + from + rest[from..upto].partition_point(|it| *it <= wanted);
    start..end
}

impl Columns {
    fn new(sorted: &[Ids]) -> Self {
        Self {
            directory: Directory::new(sorted),
            second: sorted.iter().map(|it| it[1]).collect(),
            third: sorted.iter().map(|it| it[2]).collect(),
        }
    }

    fn one(&self, order: Order, first: TermId) -> Run<'_> {
        let range = self.directory.range(first);
        Run { order, first, second: &self.second[range.clone()], third: &self.third[range] }
    }

    fn two(&self, order: Order, first: TermId, second: TermId) -> Run<'_> {
        let run = self.one(order, first);
        let range = equal_range(run.second, second);
        Run { order, first, second: &run.second[range.clone()], third: &run.third[range] }
    }

    fn bytes(&self) -> usize {
        self.directory.bytes() + 4 * (self.second.capacity() + self.third.capacity())
    }
}

/// The triples of one graph, sorted three ways and immutable.
#[derive(Clone, Debug)]
pub struct TripleIndex {
    spo: Columns,
    pos: Columns,
    osp: Columns,
    stats: Vec<(TermId, PredicateStats)>,
}

impl Default for TripleIndex {
    fn default() -> Self {
        Self::from_sorted(&[])
    }
}

/// Below this many triples one core is quicker than two.
const SEQUENTIAL_MAX: usize = 10_000;

impl TripleIndex {
    /// Sorts and freezes triples in any order, duplicates included.
    pub fn new(mut triples: Vec<Ids>) -> Self {
        sort(&mut triples);
        triples.dedup();
        Self::from_sorted(&triples)
    }

    /// Freezes triples that are in SPO order without duplicates.
    pub fn from_sorted(spo: &[Ids]) -> Self {
        debug_assert!(spo.is_sorted());
        let build = |permute: fn(&Ids) -> Ids| {
            let mut rows: Vec<Ids> = spo.iter().map(permute).collect();
            sort(&mut rows);
            Columns::new(&rows)
        };
        let by_predicate = || build(|[s, p, o]| [*p, *o, *s]);
        let by_object = || build(|[s, p, o]| [*o, *s, *p]);
        let (spo_columns, (pos, osp)) = if spo.len() < SEQUENTIAL_MAX {
            (Columns::new(spo), (by_predicate(), by_object()))
        } else {
            rayon::join(|| Columns::new(spo), || rayon::join(by_predicate, by_object))
        };
        let stats = stats(&spo_columns, &pos);
        Self { spo: spo_columns, pos, osp, stats }
    }

    pub fn len(&self) -> usize {
        self.spo.third.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes held by the columns.
    pub fn bytes(&self) -> usize {
        self.spo.bytes() + self.pos.bytes() + self.osp.bytes()
    }

    /// The run of a pattern with at least one bound position; `None` asks for everything, which is no single run.
    pub fn run(&self, pattern: Pattern) -> Option<Run<'_>> {
        Some(match (pattern.subject, pattern.predicate, pattern.object) {
            (Some(s), Some(p), Some(o)) => {
                let run = self.spo.two(Order::Spo, s, p);
                let range = equal_range(run.third, o);
                Run { second: &run.second[range.clone()], third: &run.third[range], ..run }
            }
            (Some(s), Some(p), None) => self.spo.two(Order::Spo, s, p),
            (Some(s), None, Some(o)) => self.osp.two(Order::Osp, o, s),
            (Some(s), None, None) => self.spo.one(Order::Spo, s),
            (None, Some(p), Some(o)) => self.pos.two(Order::Pos, p, o),
            (None, Some(p), None) => self.pos.one(Order::Pos, p),
            (None, None, Some(o)) => self.osp.one(Order::Osp, o),
            (None, None, None) => return None,
        })
    }

    /// The objects of a subject and predicate, ascending.
    pub fn objects(&self, subject: TermId, predicate: TermId) -> &[TermId] {
        self.spo.two(Order::Spo, subject, predicate).third
    }

    pub fn count(&self, pattern: Pattern) -> usize {
        self.run(pattern).map_or(self.len(), |it| it.len())
    }

    pub fn contains(&self, [s, p, o]: Ids) -> bool {
        let run = self.spo.two(Order::Spo, s, p);
        if run.len() <= WALK_MAX { run.third.contains(&o) } else { run.third.binary_search(&o).is_ok() }
    }

    /// All subjects, ascending.
    pub fn subjects(&self) -> impl Iterator<Item = TermId> + '_ {
        self.spo.directory.keys()
    }

    /// The run of the first subject at or after `from`.
    pub(super) fn subject_run_from(&self, from: TermId) -> Option<Run<'_>> {
        self.spo.directory.key_from(from).map(|it| self.spo.one(Order::Spo, it))
    }

    /// Every triple in SPO order.
    pub fn triples(&self) -> impl Iterator<Item = Ids> + '_ {
        self.subjects().flat_map(|s| {
            let run = self.spo.one(Order::Spo, s);
            (0..run.len()).map(move |at| run.get(at))
        })
    }

    pub fn predicates(&self) -> &[(TermId, PredicateStats)] {
        &self.stats
    }

    pub fn stats(&self, predicate: TermId) -> PredicateStats {
        match self.stats.binary_search_by_key(&predicate, |it| it.0) {
            Ok(at) => self.stats[at].1,
            Err(_) => PredicateStats::default(),
        }
    }

    pub fn n_subjects(&self) -> usize {
        match &self.spo.directory {
            Directory::Dense { starts, .. } => starts.len().saturating_sub(1),
            Directory::Sparse { keys, .. } => keys.len(),
        }
    }

    pub fn n_objects(&self) -> usize {
        match &self.osp.directory {
            Directory::Dense { starts, .. } => starts.len().saturating_sub(1),
            Directory::Sparse { keys, .. } => keys.len(),
        }
    }
}

fn sort(rows: &mut [Ids]) {
    use rayon::slice::ParallelSliceMut;
    if rows.len() < SEQUENTIAL_MAX {
        rows.sort_unstable();
    } else {
        rows.par_sort_unstable();
    }
}

fn stats(spo: &Columns, pos: &Columns) -> Vec<(TermId, PredicateStats)> {
    let mut stats: Vec<(TermId, PredicateStats)> = pos
        .directory
        .keys()
        .map(|p| {
            let run = pos.one(Order::Pos, p);
            let objects = run.second.chunk_by(|a, b| a == b).count() as u32;
            (p, PredicateStats { triples: run.len() as u32, subjects: 0, objects })
        })
        .collect();
    let slot: rustc_hash::FxHashMap<TermId, usize> =
        stats.iter().enumerate().map(|(at, it)| (it.0, at)).collect();
    for s in spo.directory.keys() {
        for of_predicate in spo.one(Order::Spo, s).second.chunk_by(|a, b| a == b) {
            stats[slot[&of_predicate[0]]].1.subjects += 1;
        }
    }
    stats
}
