//! Does every object hold what was accepted, and does doing it all again give what the heads say?

use super::hashes::{CHAIN_MARK, canonical_hash, chained_hash};
use super::{Registry, RegistryError, Settings, lock, revisions};
use crate::graph::{Patch, SnapshotError, Stage, TermId, Triples, View};
use crate::load;
use crate::log::{Access, Log, RevisionHead, VerifySummary};
use rustc_hash::FxHashMap;
use std::io::Read;
use std::sync::Arc;

/// What was found to fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub revisions: u64,
    pub checkpoints: u64,
    /// Hashes of graphs that were computed again.
    pub graph_hashes: u64,
    /// Quads of the last revision.
    pub quads: u64,
    /// The graphs of the last revision with their RDFC-1.0 hashes, where these were asked for.
    pub graphs: Vec<(Option<String>, String)>,
}

impl Registry {
    /// Checks a data folder that may be too damaged to open; a server may have it open.
    ///
    /// `with_graphs` asks for the RDFC-1.0 hash of every graph of the last revision, computed from what was done
    /// again from the first revision on.
    ///
    /// # Errors
    /// The first object that does not fit, in the order of the revisions: [`RegistryError::Log`] where its bytes are
    /// not what was written, [`RegistryError::Mismatch`] where they are but do not give what its head says.
    pub fn verify(settings: &Settings, with_graphs: bool) -> Result<Verified, RegistryError> {
        let summary = Log::verify_folder(&settings.folder)?;
        let log = Log::open(&settings.folder, Access::Read)?;
        replay(&log, &summary, with_graphs)
    }

    /// As [`Registry::verify`], for the folder of this registry.
    ///
    /// # Errors
    /// As [`Registry::verify`].
    pub fn verify_open(&self) -> Result<Verified, RegistryError> {
        let log = lock(&self.log);
        let summary = log.verify()?;
        replay(&log, &summary, false)
    }
}

fn replay(log: &Log, summary: &VerifySummary, with_graphs: bool) -> Result<Verified, RegistryError> {
    let checkpoints = log.checkpoints()?;
    let mut view = View::default();
    let mut hashes = FxHashMap::default();
    let mut graph_hashes = 0;
    for head in log.heads() {
        let number = head.number;
        let mut stage = Stage::new(Arc::new(view));
        load::apply_patch(&mut log.body(number)?, &mut stage)
            .map_err(|source| RegistryError::Replay { number, problem: source })?;
        let patch;
        (view, patch) = stage.freeze(number);
        check_head(head, &view, &patch, &mut hashes)?;
        graph_hashes += head.graphs.len() as u64;
        if checkpoints.contains(&number) {
            check_checkpoint(log, &view)?;
        }
    }
    let quads = view.n_quads() as u64;
    let mut graphs = Vec::new();
    for (graph, _) in view.graphs().filter(|_| with_graphs) {
        graphs.push((revisions::graph_text(&view, graph), canonical_hash(&view, graph)?));
    }
    let VerifySummary { revisions, checkpoints, .. } = *summary;
    Ok(Verified { revisions, checkpoints, graph_hashes, quads, graphs })
}

/// Whether a revision did what its head says.
fn check_head(
    head: &RevisionHead,
    view: &View,
    patch: &Patch,
    hashes: &mut FxHashMap<String, String>,
) -> Result<(), RegistryError> {
    let mismatch = |problem: String| RegistryError::Mismatch { number: head.number, problem };
    let counts = (patch.added.len() as u64, patch.removed.len() as u64);
    if counts != (head.added, head.removed) {
        return Err(mismatch(format!(
            "it adds {} and takes away {} quads, where {} and {} were accepted",
            counts.0, counts.1, head.added, head.removed
        )));
    }
    let graphs = patch.graphs();
    if graphs.len() != head.graphs.len() {
        return Err(mismatch(format!(
            "it touches {} graphs, where {} were",
            graphs.len(),
            head.graphs.len()
        )));
    }
    for graph in graphs {
        let name = revisions::graph_text(view, graph);
        let Some(touched) = head.graphs.iter().find(|it| it.graph == name) else {
            return Err(mismatch(format!("it touches {}", shown(name.as_deref()))));
        };
        let key = name.clone().unwrap_or_default();
        let part = revisions::part_of(patch, graph);
        let hash = match hashes.get(&key) {
            Some(before) if touched.hash.starts_with(CHAIN_MARK) => chained_hash(view, &part, before),
            Some(_) | None => canonical_hash(view, graph)?,
        };
        let found = (hash, n_triples(view, graph), part.added.len() as u64, part.removed.len() as u64);
        if found != (touched.hash.clone(), touched.triples, touched.added, touched.removed) {
            let graph = shown(name.as_deref());
            return Err(mismatch(format!(
                "{graph} has {} triples and the hash {}, where {} and {} were accepted",
                found.1, found.0, touched.triples, touched.hash
            )));
        }
        hashes.insert(key, found.0);
    }
    Ok(())
}

/// Whether the checkpoint of a view's revision holds that view.
fn check_checkpoint(log: &Log, view: &View) -> Result<(), RegistryError> {
    let number = view.revision();
    let wrong = |problem: String| RegistryError::Checkpoint { number, problem };
    let Some((found, mut body)) = log.checkpoint_at_or_before(number)?.checkpoint else { return Ok(()) };
    if found != number {
        return Ok(()); // it was removed meanwhile
    }
    let mut bytes = Vec::new();
    body.read_to_end(&mut bytes).map_err(|error| wrong(error.to_string()))?;
    let stored = View::from_snapshot(&bytes).map_err(|error: SnapshotError| wrong(error.to_string()))?;
    if stored.graphs().count() != view.graphs().count() {
        return Err(wrong("it has other graphs".to_owned()));
    }
    for (graph, triples) in view.graphs() {
        let name = revisions::graph_text(view, graph);
        let is_same = stored.graph_id(view.graph_name(graph).as_ref()).is_some_and(|other| {
            n_triples(&stored, other) == triples.len() as u64
                && matches!((canonical_hash(&stored, other), canonical_hash(view, graph)), (Ok(a), Ok(b)) if a == b)
        });
        if !is_same {
            return Err(wrong(format!("{} differs", shown(name.as_deref()))));
        }
    }
    Ok(())
}

fn n_triples(view: &View, graph: TermId) -> u64 {
    view.graph(graph).map_or(0, Triples::len) as u64
}

fn shown(graph: Option<&str>) -> String {
    graph.map_or_else(|| "the default graph".to_owned(), |it| format!("graph <{it}>"))
}
