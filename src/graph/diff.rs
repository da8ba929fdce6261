//! What is different between two views?
//!
//! Graph by graph, what the new one holds beyond the old one and the other way round. Views of one line of revisions
//! share numbers and often whole indexes, which need no look; views of different dictionaries are compared by
//! translating the numbers of the old one. Blank nodes are compared by label: they keep it from revision to revision.

use super::dictionary::{Dictionary, Entry, NONE, TermId};
use super::index::Ids;
use super::triples::Triples;
use super::view::{Patch, QuadIds, View};
use oxrdf::{GraphName, Quad};
use std::cmp::Ordering;

/// The difference of one graph, both lists sorted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GraphDiff {
    pub graph: GraphName,
    /// In numbers of the new view's dictionary.
    pub added: Vec<Ids>,
    /// In numbers of the old view's dictionary.
    pub removed: Vec<Ids>,
}

/// The difference of two views: the graphs that differ.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct DatasetDiff {
    pub graphs: Vec<GraphDiff>,
}

impl DatasetDiff {
    /// The difference that a patch makes, from the view before it to this view after it.
    pub fn of_patch(new: &View, patch: &Patch) -> Self {
        let part = |quads: &[QuadIds], graph: TermId| {
            // Both lists are sorted by graph.
            let start = quads.partition_point(|it| it.graph < graph);
            let end = quads.partition_point(|it| it.graph <= graph);
            quads[start..end].iter().map(|it| it.triple).collect()
        };
        let graph = |graph: TermId| GraphDiff {
            graph: new.graph_name(graph),
            added: part(&patch.added, graph),
            removed: part(&patch.removed, graph),
        };
        Self { graphs: patch.graphs().into_iter().map(graph).collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.graphs.is_empty()
    }

    pub fn n_added(&self) -> usize {
        self.graphs.iter().map(|it| it.added.len()).sum()
    }

    pub fn n_removed(&self) -> usize {
        self.graphs.iter().map(|it| it.removed.len()).sum()
    }

    /// What the new view holds beyond the old one; `new` is the view that the diff was made with.
    pub fn added<'a>(&'a self, new: &'a View) -> impl Iterator<Item = Quad> + 'a {
        self.graphs.iter().flat_map(|it| quads(new, &it.graph, &it.added))
    }

    /// What the old view held beyond the new one; `old` is the view that the diff was made with.
    pub fn removed<'a>(&'a self, old: &'a View) -> impl Iterator<Item = Quad> + 'a {
        self.graphs.iter().flat_map(|it| quads(old, &it.graph, &it.removed))
    }
}

fn quads<'a>(view: &'a View, graph: &'a GraphName, triples: &'a [Ids]) -> impl Iterator<Item = Quad> + 'a {
    triples.iter().map(|it| view.dictionary().triple(*it).in_graph(graph.clone()))
}

/// Compares two views.
pub fn diff(old: &View, new: &View) -> DatasetDiff {
    let to_new = if old.dictionary().is_same_line(new.dictionary()) {
        None
    } else {
        Some(translation(old.dictionary(), new.dictionary()))
    };
    let mut graphs = Vec::new();
    let mut kept = Vec::new();
    for (name, before) in old.graphs() {
        let name_in_new = match &to_new {
            Some(to_new) if name != NONE => Some(to_new[name as usize]).filter(|it| *it != NONE),
            Some(_) | None => Some(name),
        };
        kept.extend(name_in_new);
        let (added, removed) = match (name_in_new.and_then(|it| new.graph(it)), &to_new) {
            (None, _) => (Vec::new(), before.sorted()),
            (Some(after), None) => before.changes_to(after),
            (Some(after), Some(to_new)) => translated_changes(before, after, to_new),
        };
        if !(added.is_empty() && removed.is_empty()) {
            graphs.push(GraphDiff { graph: old.graph_name(name), added, removed });
        }
    }
    kept.sort_unstable();
    for (name, after) in new.graphs().filter(|it| kept.binary_search(&it.0).is_err()) {
        graphs.push(GraphDiff { graph: new.graph_name(name), added: after.sorted(), removed: Vec::new() });
    }
    DatasetDiff { graphs }
}

/// The number in `new` of each term of `old`, [`NONE`] where it has none.
fn translation(old: &Dictionary, new: &Dictionary) -> Vec<TermId> {
    let mut to_new = vec![NONE; old.end() as usize];
    for (id, entry) in old.entries() {
        // Parts have smaller numbers than the whole, so that they are translated already.
        let qualifier = to_new[entry.qualifier as usize];
        let triple = entry.triple.map(|it| to_new[it as usize]);
        let has_all = (entry.qualifier == NONE || qualifier != NONE)
            && (entry.triple[0] == NONE || triple.iter().all(|it| *it != NONE));
        if has_all {
            let wanted = Entry { qualifier, triple, ..entry };
            let is_there = id < new.end() && new.entry(id) == wanted;
            to_new[id as usize] = if is_there { id } else { new.find(&wanted).unwrap_or(NONE) };
        }
    }
    to_new
}

fn translated_changes(before: &Triples, after: &Triples, to_new: &[TermId]) -> (Vec<Ids>, Vec<Ids>) {
    let mut removed = Vec::new();
    let mut translated: Vec<(Ids, Ids)> = Vec::with_capacity(before.len());
    for triple in before.sorted() {
        let in_new = triple.map(|it| to_new[it as usize]);
        if in_new.contains(&NONE) {
            removed.push(triple);
        } else {
            translated.push((in_new, triple));
        }
    }
    translated.sort_unstable();
    let mut added = Vec::new();
    merge(&translated, &after.sorted(), |it| it.0, |gone| removed.push(gone.1), |new| added.push(new));
    removed.sort_unstable();
    (added, removed)
}

impl Triples {
    /// What `new` holds beyond this set and what this set holds beyond `new`, both sorted; both of one numbering.
    pub(super) fn changes_to(&self, new: &Self) -> (Vec<Ids>, Vec<Ids>) {
        let (mut added, mut removed) = (Vec::new(), Vec::new());
        if self.is_shared_with(new) {
            return (added, removed);
        }
        if let Some([plus, minus, new_plus, new_minus]) = self.layers_over_one_base(new) {
            // Over one base: additions are outside of it and removals inside, so that they never meet.
            merge(&plus, &new_plus, |it| *it, |it| removed.push(it), |it| added.push(it));
            merge(&minus, &new_minus, |it| *it, |it| added.push(it), |it| removed.push(it));
            added.sort_unstable();
            removed.sort_unstable();
        } else {
            merge(&self.sorted(), &new.sorted(), |it| *it, |it| removed.push(it), |it| added.push(it));
        }
        (added, removed)
    }
}

/// Walks two sorted lists and gives what is in one of them only.
fn merge<T: Copy>(
    old: &[T],
    new: &[Ids],
    key: impl Fn(&T) -> Ids,
    mut only_old: impl FnMut(T),
    mut only_new: impl FnMut(Ids),
) {
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        match key(&old[i]).cmp(&new[j]) {
            Ordering::Less => {
                only_old(old[i]);
                i += 1;
            }
            Ordering::Greater => {
                only_new(new[j]);
                j += 1;
            }
            Ordering::Equal => {
                i += 1;
                j += 1;
            }
        }
    }
    old[i..].iter().for_each(|it| only_old(*it));
    new[j..].iter().for_each(|it| only_new(*it));
}
