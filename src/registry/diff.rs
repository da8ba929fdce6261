//! What is different between two revisions, and how is an earlier state brought back?

use super::{At, Author, Registry, RegistryError, Report};
use crate::graph::{self, DatasetDiff, Patch, QuadIds, Stage, TermId, View};
use crate::load;
use crate::resource::{ChangeLimits, Changes, changes};
use rustc_hash::FxHashMap;
use std::io::{self, Write};
use std::sync::Arc;

/// The difference of two views, held with both.
pub struct Diff {
    old: Arc<View>,
    new: Arc<View>,
    parts: DatasetDiff,
}

impl Diff {
    /// Compares two views.
    pub fn new(old: Arc<View>, new: Arc<View>) -> Self {
        let parts = graph::diff(&old, &new);
        Self { old, new, parts }
    }

    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// By graph and thing, with names in that language.
    pub fn changes(&self, language: &str, limits: ChangeLimits) -> Changes {
        changes(&self.old, &self.new, &self.parts, language, limits)
    }

    /// In the form of a revision's body: canonical N-Quads after `A ` and `D `, sorted.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write_patch(&self, out: &mut dyn Write) -> io::Result<()> {
        let quads = |view: &View, side: fn(&graph::GraphDiff) -> &[graph::Ids]| {
            let mut quads = Vec::new();
            for part in &self.parts.graphs {
                let graph = view.graph_id(part.graph.as_ref()).unwrap_or(graph::NONE);
                quads.extend(side(part).iter().map(|triple| QuadIds { graph, triple: *triple }));
            }
            quads
        };
        let added = Patch { added: quads(&self.new, |it| &it.added), removed: Vec::new() };
        load::write_patch(&added, self.new.dictionary(), out)?;
        let removed = Patch { added: Vec::new(), removed: quads(&self.old, |it| &it.removed) };
        load::write_patch(&removed, self.old.dictionary(), out)
    }
}

impl Registry {
    /// What is different between two revisions; 0 is the registry before the first one.
    ///
    /// # Errors
    /// As [`Registry::view_at`].
    pub fn diff(&self, from: u64, to: u64) -> Result<Diff, RegistryError> {
        Ok(Diff::new(self.view_or_empty(from)?, self.view_or_empty(to)?))
    }

    pub(super) fn view_or_empty(&self, number: u64) -> Result<Arc<View>, RegistryError> {
        match number {
            0 => Ok(Arc::new(View::default())),
            number => self.view_at(&At::Revision(number)),
        }
    }

    /// What all graphs together say differently at two revisions, whichever of them says it; 0 as in [`Registry::diff`].
    ///
    /// A graph that took the place of another, as a release of a classification does, differs by its news only.
    ///
    /// # Errors
    /// As [`Registry::view_at`].
    pub fn diff_union(&self, from: u64, to: u64) -> Result<Diff, RegistryError> {
        let merged = |it: Arc<View>| Arc::new(it.merged());
        Ok(Diff::new(merged(self.view_or_empty(from)?), merged(self.view_or_empty(to)?)))
    }

    /// Brings back what the registry held at a revision, as a new revision; nothing of the history is lost.
    ///
    /// # Errors
    /// As [`Registry::view_at`] and [`Registry::commit`].
    pub fn rollback(&self, number: u64, author: &Author) -> Result<Report, RegistryError> {
        let target = self.view_at(&At::Revision(number))?;
        self.commit(author, |base, next| {
            let diff = graph::diff(&base, &target);
            let mut stage = Stage::new(base);
            apply(&diff, &target, &mut stage);
            Ok(stage.freeze(next))
        })
    }
}

/// Does a difference from the base of a stage to another view.
fn apply(diff: &DatasetDiff, target: &View, stage: &mut Stage) {
    let mut numbers = FxHashMap::default();
    for part in &diff.graphs {
        let graph = stage.intern_graph(part.graph.as_ref());
        for triple in &part.removed {
            stage.remove(QuadIds { graph, triple: *triple });
        }
        let mut number = |id: TermId| {
            *numbers
                .entry(id)
                .or_insert_with(|| stage.interner().intern(target.dictionary().term(id).as_ref()))
        };
        let added: Vec<graph::Ids> = part.added.iter().map(|it| it.map(&mut number)).collect();
        stage.insert_all(graph, added);
    }
}
