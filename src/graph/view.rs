//! What does a reader see, and how does the next thing that readers see come about?
//!
//! A [`View`] is one revision: a dictionary, each graph, and the union of all graphs as a set.
//! A [`Stage`] collects changes over a view and freezes them into the next one; nobody sees it before.

use super::dictionary::{Dictionary, Interner, NONE, TermId};
use super::index::{Ids, Pattern, TripleIndex};
use super::triples::{Scan, Triples};
use oxrdf::{GraphName, GraphNameRef, Quad, QuadRef};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A triple in a graph; graph [`NONE`] is the default graph of the dataset.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct QuadIds {
    pub graph: TermId,
    pub triple: Ids,
}

/// One revision of the dataset, immutable.
#[derive(Clone, Debug, Default)]
pub struct View {
    revision: u64,
    dictionary: Dictionary,
    union: Triples,
    graphs: BTreeMap<TermId, Triples>,
    /// A graph about the dataset rather than of it: to be had by its name alone, in no union, list or count.
    apart: Option<(TermId, Triples)>,
}

impl View {
    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// Every triple of every graph, once.
    pub fn union(&self) -> &Triples {
        &self.union
    }

    /// One graph; [`NONE`] is the default graph. `None` where it holds nothing.
    pub fn graph(&self, graph: TermId) -> Option<&Triples> {
        match &self.apart {
            Some((name, triples)) if *name == graph => Some(triples),
            Some(_) | None => self.graphs.get(&graph),
        }
    }

    /// The same content without the graph that is kept apart.
    #[must_use]
    pub fn without_apart(&self) -> Self {
        Self { apart: None, ..self.clone() }
    }

    /// The union of all graphs as the default graph, and no other: what is said, whoever says it.
    #[must_use]
    pub fn merged(&self) -> Self {
        let graphs = BTreeMap::from([(NONE, self.union.clone())]);
        let graphs = if self.union.is_empty() { BTreeMap::new() } else { graphs };
        Self { graphs, apart: None, ..self.clone() }
    }

    /// The graphs that hold something, the default graph first where it does.
    pub fn graphs(&self) -> impl Iterator<Item = (TermId, &Triples)> {
        self.graphs.iter().map(|(name, triples)| (*name, triples))
    }

    /// The graphs that hold a triple.
    pub fn graphs_of(&self, triple: Ids) -> impl Iterator<Item = TermId> + '_ {
        self.graphs().filter(move |(_, it)| it.contains(triple)).map(|it| it.0)
    }

    /// The number of a graph name, `None` where nothing is known of it.
    pub fn graph_id(&self, graph: GraphNameRef<'_>) -> Option<TermId> {
        match graph {
            GraphNameRef::NamedNode(it) => self.dictionary.id(it.into()),
            GraphNameRef::BlankNode(it) => self.dictionary.id(it.into()),
            GraphNameRef::DefaultGraph => Some(NONE),
        }
    }

    pub fn graph_name(&self, graph: TermId) -> GraphName {
        if graph == NONE { GraphName::DefaultGraph } else { self.dictionary.subject(graph).into() }
    }

    pub fn n_quads(&self) -> usize {
        self.graphs.values().map(Triples::len).sum()
    }

    /// Every quad, graph by graph, in index order.
    pub fn quads(&self) -> impl Iterator<Item = QuadIds> + '_ {
        self.graphs().flat_map(|(graph, triples)| {
            triples.scan(Pattern::default()).map(move |triple| QuadIds { graph, triple })
        })
    }

    pub fn quad(&self, quad: QuadIds) -> Quad {
        let triple = self.dictionary.triple(quad.triple);
        Quad {
            subject: triple.subject,
            predicate: triple.predicate,
            object: triple.object,
            graph_name: self.graph_name(quad.graph),
        }
    }

    pub fn contains(&self, quad: QuadRef<'_>) -> bool {
        let Some(graph) = self.graph_id(quad.graph_name) else { return false };
        let (Some(s), Some(p), Some(o)) = (
            self.dictionary.id(quad.subject.into()),
            self.dictionary.id(quad.predicate.into()),
            self.dictionary.id(quad.object),
        ) else {
            return false;
        };
        self.graph(graph).is_some_and(|it| it.contains([s, p, o]))
    }

    /// Matches in the union of all graphs.
    pub fn scan(&self, pattern: Pattern) -> Scan<'_> {
        self.union.scan(pattern)
    }

    /// The objects of many subjects for one predicate in the union, as (position in `subjects`, object): one read.
    pub fn objects_of(&self, subjects: &[TermId], predicate: TermId) -> Vec<(u32, TermId)> {
        self.batch(subjects, |it| Pattern::new(Some(it), Some(predicate), None), |it| it[2])
    }

    /// The subjects of many objects for one predicate in the union, as (position in `objects`, subject): one read.
    pub fn subjects_of(&self, objects: &[TermId], predicate: TermId) -> Vec<(u32, TermId)> {
        self.batch(objects, |it| Pattern::new(None, Some(predicate), Some(it)), |it| it[0])
    }

    fn batch(
        &self,
        keys: &[TermId],
        pattern: impl Fn(TermId) -> Pattern,
        wanted: impl Fn(Ids) -> TermId,
    ) -> Vec<(u32, TermId)> {
        let mut found = Vec::with_capacity(keys.len());
        for (at, key) in (0u32..).zip(keys) {
            found.extend(self.union.scan(pattern(*key)).map(|it| (at, wanted(it))));
        }
        found
    }

    /// Bytes held by the dictionary and the indexes; an index that two graphs share counts once.
    pub fn bytes(&self) -> usize {
        let graphs = self.graphs.values().filter(|it| !it.is_shared_with(&self.union)).map(Triples::bytes);
        self.dictionary.bytes() + self.union.bytes() + graphs.sum::<usize>()
    }

    /// The same content under another number.
    #[must_use]
    pub fn with_revision(&self, revision: u64) -> Self {
        Self { revision, ..self.clone() }
    }

    /// A view from its parts, as a checkpoint keeps them: the triples of each graph in any order.
    pub fn from_parts(revision: u64, dictionary: Dictionary, graphs: Vec<(TermId, Vec<Ids>)>) -> Self {
        let graphs: BTreeMap<TermId, Triples> = graphs
            .into_iter()
            .filter(|(_, it)| !it.is_empty())
            .map(|(name, triples)| (name, Triples::from_index(TripleIndex::new(triples))))
            .collect();
        Self::from_graphs(revision, dictionary, graphs)
    }

    /// A view from graphs none of which is empty.
    pub(super) fn from_graphs(
        revision: u64,
        dictionary: Dictionary,
        graphs: BTreeMap<TermId, Triples>,
    ) -> Self {
        let union = union_of(&graphs);
        Self { revision, dictionary, union, graphs, apart: None }
    }
}

fn union_of(graphs: &BTreeMap<TermId, Triples>) -> Triples {
    if graphs.len() == 1 {
        return graphs.values().next().cloned().unwrap_or_default();
    }
    Triples::from_index(TripleIndex::new(
        graphs.values().flat_map(|it| it.scan(Pattern::default())).collect(),
    ))
}

/// What one step changes; both lists sorted, disjoint, and true changes of the view before.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Patch {
    pub added: Vec<QuadIds>,
    pub removed: Vec<QuadIds>,
}

impl Patch {
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }

    /// The graphs that the patch touches, ascending.
    pub fn graphs(&self) -> Vec<TermId> {
        let mut graphs: Vec<TermId> = self.added.iter().chain(&self.removed).map(|it| it.graph).collect();
        graphs.sort_unstable();
        graphs.dedup();
        graphs
    }

    /// The triples that came into the union of all graphs and those that left it, each once and sorted; the patch leads
    /// from `old` to `new`.
    pub fn of_union(&self, old: &View, new: &View) -> (Vec<Ids>, Vec<Ids>) {
        let news = |quads: &[QuadIds], other: &View| {
            let triples = quads.iter().map(|it| it.triple).filter(|it| !other.union.contains(*it));
            let mut triples: Vec<Ids> = triples.collect();
            triples.sort_unstable();
            triples.dedup();
            triples
        };
        (news(&self.added, old), news(&self.removed, new))
    }

    /// The change of this step and a second one that follows it.
    #[must_use]
    pub fn then(self, second: Self) -> Self {
        if self.is_empty() {
            return second;
        }
        let mut added: FxHashSet<QuadIds> = self.added.into_iter().collect();
        let mut removed: FxHashSet<QuadIds> = self.removed.into_iter().collect();
        for quad in second.removed {
            if !added.remove(&quad) {
                removed.insert(quad);
            }
        }
        for quad in second.added {
            if !removed.remove(&quad) {
                added.insert(quad);
            }
        }
        Self { added: sorted(added), removed: sorted(removed) }
    }
}

fn sorted<T: Ord>(set: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = set.into_iter().collect();
    all.sort_unstable();
    all
}

/// What a stage has changed of one graph.
#[derive(Clone, Debug, Default)]
struct Change {
    /// Additions to a graph that is empty so far, in any order, repeats included.
    bulk: Vec<Ids>,
    added: FxHashSet<Ids>,
    removed: FxHashSet<Ids>,
}

/// A candidate for the next view.
#[derive(Clone, Debug)]
pub struct Stage {
    base: Arc<View>,
    interner: Interner,
    changes: FxHashMap<TermId, Change>,
    apart: TermId,
}

impl Stage {
    pub fn new(base: Arc<View>) -> Self {
        let interner = Interner::new(&base.dictionary);
        let apart = base.apart.as_ref().map_or(NONE, |it| it.0);
        Self { base, interner, changes: FxHashMap::default(), apart }
    }

    pub fn base(&self) -> &Arc<View> {
        &self.base
    }

    pub fn interner(&mut self) -> &mut Interner {
        &mut self.interner
    }

    /// Keeps a named graph apart from the dataset that it tells of.
    pub fn keep_apart(&mut self, graph: TermId) {
        self.apart = graph;
    }

    pub fn intern_graph(&mut self, graph: GraphNameRef<'_>) -> TermId {
        match graph {
            GraphNameRef::NamedNode(it) => self.interner.intern(it.into()),
            GraphNameRef::BlankNode(it) => self.interner.intern(it.into()),
            GraphNameRef::DefaultGraph => NONE,
        }
    }

    pub fn intern_quad(&mut self, quad: QuadRef<'_>) -> QuadIds {
        let graph = self.intern_graph(quad.graph_name);
        let triple = [
            self.interner.intern(quad.subject.into()),
            self.interner.intern(quad.predicate.into()),
            self.interner.intern(quad.object),
        ];
        QuadIds { graph, triple }
    }

    pub fn insert(&mut self, quad: QuadIds) {
        let in_base = self.base.graph(quad.graph).is_some_and(|it| it.contains(quad.triple));
        let change = self.change(quad.graph);
        if !change.removed.remove(&quad.triple) && !in_base {
            change.added.insert(quad.triple);
        }
    }

    pub fn remove(&mut self, quad: QuadIds) {
        let in_base = self.base.graph(quad.graph).is_some_and(|it| it.contains(quad.triple));
        let change = self.change(quad.graph);
        if !change.added.remove(&quad.triple) && in_base {
            change.removed.insert(quad.triple);
        }
    }

    /// Adds many triples to one graph; the fast way where the graph is empty so far.
    pub fn insert_all(&mut self, graph: TermId, triples: Vec<Ids>) {
        let is_new = self.base.graph(graph).is_none();
        let change = self.changes.entry(graph).or_default();
        if is_new && change.added.is_empty() {
            if change.bulk.is_empty() {
                change.bulk = triples;
            } else {
                change.bulk.extend(triples);
            }
            return;
        }
        for triple in triples {
            self.insert(QuadIds { graph, triple });
        }
    }

    /// Removes everything from a graph.
    pub fn clear(&mut self, graph: TermId) {
        let base = Arc::clone(&self.base);
        let change = self.changes.entry(graph).or_default();
        change.bulk.clear();
        change.added.clear();
        change.removed =
            base.graph(graph).map(|it| it.scan(Pattern::default()).collect()).unwrap_or_default();
    }

    /// The named graphs and, where it holds something, the default graph, as the stage stands.
    pub fn graphs(&self) -> Vec<TermId> {
        let mut graphs: Vec<TermId> = self.base.graphs.keys().chain(self.changes.keys()).copied().collect();
        graphs.sort_unstable();
        graphs.dedup();
        graphs.retain(|it| self.graph_len(*it) > 0 && (*it == NONE || *it != self.apart));
        graphs
    }

    fn graph_len(&self, graph: TermId) -> usize {
        let base = self.base.graph(graph).map_or(0, Triples::len);
        self.changes.get(&graph).map_or(base, |it| base + it.bulk.len() + it.added.len() - it.removed.len())
    }

    fn change(&mut self, graph: TermId) -> &mut Change {
        let change = self.changes.entry(graph).or_default();
        if !change.bulk.is_empty() {
            change.added.extend(change.bulk.drain(..));
            change.bulk = Vec::new();
        }
        change
    }

    /// Builds the view of the next revision and tells what changed.
    pub fn freeze(self, revision: u64) -> (View, Patch) {
        let Self { base, interner, changes, apart } = self;
        let mut kept_apart = base.apart.clone();
        let mut graphs = base.graphs.clone();
        let mut patch = Patch::default();
        let mut is_bulk = false;
        for (name, change) in changes {
            let old = base.graph(name).cloned().unwrap_or_default();
            let new = if change.bulk.is_empty() {
                let (added, removed) = (sorted(change.added), sorted(change.removed));
                let new = old.apply(&added, &removed);
                patch.added.extend(added.iter().map(|it| QuadIds { graph: name, triple: *it }));
                patch.removed.extend(removed.iter().map(|it| QuadIds { graph: name, triple: *it }));
                new
            } else {
                is_bulk |= change.bulk.len() > base.union.len() / 16;
                let index = TripleIndex::new(change.bulk);
                patch.added.extend(index.triples().map(|it| QuadIds { graph: name, triple: it }));
                Triples::from_index(index)
            };
            if apart != NONE && name == apart {
                kept_apart = Some((name, new));
            } else if new.is_empty() {
                graphs.remove(&name);
            } else {
                graphs.insert(name, new);
            }
        }
        if !patch.added.is_sorted() {
            patch.added.sort_unstable();
        }
        patch.removed.sort_unstable();
        let union = if is_bulk || graphs.len() <= 1 {
            union_of(&graphs)
        } else {
            union_after(&base, &graphs, &patch)
        };
        (View { revision, dictionary: interner.freeze(), union, graphs, apart: kept_apart }, patch)
    }
}

/// The union after a patch: a triple leaves it only where no graph holds it any more.
fn union_after(base: &View, graphs: &BTreeMap<TermId, Triples>, patch: &Patch) -> Triples {
    let removed: Vec<Ids> = patch
        .removed
        .iter()
        .map(|it| it.triple)
        .filter(|triple| !graphs.values().any(|it| it.contains(*triple)))
        .collect();
    let added: Vec<Ids> =
        patch.added.iter().filter(|it| graphs.contains_key(&it.graph)).map(|it| it.triple).collect();
    base.union.apply(&added, &removed)
}
