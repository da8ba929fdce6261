//! By which hash is a graph known after a revision?
//!
//! The head of a revision names each graph that it touched by its RDFC-1.0 hash, or, after a small change of a large
//! graph, by a chained one; the RDFC-1.0 hash behind that is computed when somebody asks for it.

use super::{At, Registry, RegistryError, lock, revisions};
use crate::graph::{CanonLimits, GraphHash, NONE, Patch, TermId, View, graph_hash};
use crate::load;
use crate::log::{RevisionHead, TouchedGraph};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// A small change of a graph with more triples than this is told by a chained hash, not by a canonical one.
///
/// A canonical hash reads the whole graph, a microsecond a triple; a small change may not take that long.
const CANONICAL_TRIPLES_MAX: u64 = 10_000;

/// A change is small below this part of its graph.
const SMALL_CHANGE_PART: u64 = 8;

/// What starts a chained hash in the head of a revision; a canonical one is bare hexadecimal.
pub(super) const CHAIN_MARK: &str = "chain:";

/// Canonical hashes that are kept once they are computed.
const KEPT_MAX: usize = 10_000;

impl Registry {
    /// The RDFC-1.0 hash of each graph that a revision touched, as that revision left it, in the order of its head.
    ///
    /// It may read a whole graph where the head has a chained hash. `None` stands for a graph whose blank nodes are
    /// too symmetrical to be told apart within the limits.
    ///
    /// # Errors
    /// As [`Registry::view_at`].
    pub fn canonical_hashes(&self, head: &RevisionHead) -> Result<Vec<Option<String>>, RegistryError> {
        head.graphs.iter().map(|it| self.canonical_hash_of(head.number, it)).collect()
    }

    fn canonical_hash_of(
        &self,
        number: u64,
        touched: &TouchedGraph,
    ) -> Result<Option<String>, RegistryError> {
        if let Some(hash) = known_canonical(touched) {
            return Ok(Some(hash.to_owned()));
        }
        let key = (number, touched.graph.clone().unwrap_or_default());
        if let Some(hash) = lock(&self.canonical).get(&key) {
            return Ok(Some(hash.clone()));
        }
        let view = self.view_at(&At::Revision(number))?;
        let graph = match &touched.graph {
            None => NONE,
            Some(name) => match view.dictionary().iri(name) {
                Some(graph) => graph,
                // A graph that is named by a blank node is found by its label alone.
                None => return Ok(None),
            },
        };
        let Ok(hash) = canonical_hash(&view, graph) else { return Ok(None) };
        let mut kept = lock(&self.canonical);
        if kept.len() >= KEPT_MAX {
            kept.clear();
        }
        kept.insert(key, hash.clone());
        Ok(Some(hash))
    }
}

/// The RDFC-1.0 hash where the head of the revision itself has it.
pub fn known_canonical(touched: &TouchedGraph) -> Option<&str> {
    (!touched.hash.starts_with(CHAIN_MARK)).then_some(touched.hash.as_str())
}

/// What a patch did to each graph, by the graph's number.
pub(super) fn touched_graphs(
    view: &View,
    patch: &Patch,
    hashes: &FxHashMap<String, String>,
) -> Result<Vec<TouchedGraph>, RegistryError> {
    let mut touched = Vec::new();
    for graph in patch.graphs() {
        let part = revisions::part_of(patch, graph);
        let name = revisions::graph_text(view, graph);
        let triples = view.graph(graph).map_or(0, crate::graph::Triples::len) as u64;
        let (added, removed) = (part.added.len() as u64, part.removed.len() as u64);
        let before = hashes.get(name.as_deref().unwrap_or_default());
        let is_small = triples > CANONICAL_TRIPLES_MAX && (added + removed) < triples / SMALL_CHANGE_PART;
        let hash = match before {
            Some(before) if is_small => chained_hash(view, &part, before),
            Some(_) | None => canonical_hash(view, graph)?,
        };
        touched.push(TouchedGraph { graph: name, hash, triples, added, removed });
    }
    Ok(touched)
}

/// The RDFC-1.0 hash of a graph, hexadecimal.
pub(super) fn canonical_hash(view: &View, graph: TermId) -> Result<String, RegistryError> {
    graph_hash(view, graph, CanonLimits::default()).map(|it| it.to_string()).map_err(|source| {
        RegistryError::Canon {
            graph: revisions::graph_text(view, graph).unwrap_or_default(),
            problem: source,
        }
    })
}

/// The hash of what a graph was before and what was changed of it: it names the state as surely as a canonical hash
/// does for whoever has the log, but costs only the change.
pub(super) fn chained_hash(view: &View, part: &Patch, before: &str) -> String {
    let mut text = format!("{before}\n").into_bytes();
    // Writing to memory cannot fail.
    let _ = load::write_patch(part, view.dictionary(), &mut text);
    format!("{CHAIN_MARK}{}", GraphHash(Sha256::digest(&text).into()))
}
