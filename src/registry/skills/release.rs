//! How does a release of ESCO come in?

use crate::graph::{Pattern, Stage, TermId, View};
use crate::import::esco::Esco;
use crate::load::{self, Compression, Input, Mode, RdfFormat};
use crate::registry::{Author, Registry, RegistryError, Report};
use crate::skills::{self, EscoChanges};
use crate::vocab::{con, rdf};

/// How a release comes in.
#[derive(Clone, Debug)]
pub struct EscoImport<'a> {
    /// The graph that holds exactly the release afterwards.
    pub graph: &'a str,
    /// Whether the releases that are there stay beside it; else they go out in the same revision.
    pub is_beside: bool,
}

/// What an import of ESCO came to.
#[derive(Clone, Debug, Default)]
pub struct EscoReport {
    pub report: Report,
    /// Graphs of other releases that went out.
    pub taken_out: Vec<String>,
    pub changes: EscoChanges,
}

impl Registry {
    /// Makes a graph hold exactly what a release of ESCO says, as one revision, in place of the releases before.
    ///
    /// The same release again is no change. `author.source` names the archives.
    ///
    /// # Errors
    /// Those of [`Registry::load`]; the last revision stands then.
    pub fn import_esco(
        &self,
        esco: &Esco,
        import: &EscoImport<'_>,
        author: &Author,
    ) -> Result<EscoReport, RegistryError> {
        let limits = &self.settings.load;
        let mut outcome = EscoReport::default();
        let input = Input {
            name: author.source.clone().unwrap_or_else(|| format!("ESCO {}", esco.version)),
            format: RdfFormat::NTriples,
            compression: Compression::None,
            graph: Some(import.graph.to_owned()),
            base_iri: None,
            reader: Box::new(esco.ntriples.as_bytes()),
        };
        outcome.report = self.commit(author, |base, next| -> Result<_, RegistryError> {
            let mut stage = Stage::new(std::sync::Arc::clone(&base));
            if !import.is_beside {
                for graph in release_graphs(&base) {
                    let name = base.dictionary().text(graph);
                    if name != import.graph {
                        outcome.taken_out.push(name.to_owned());
                        stage.clear(graph);
                    }
                }
            }
            load::load(&mut stage, vec![input], Mode::Replace, next, limits)?;
            let (view, patch) = stage.freeze(next);
            outcome.changes = skills::changes(&base, &view);
            Ok((view, patch))
        })?;
        Ok(outcome)
    }

    /// What occupations, skills and relations came and went between two revisions; 0 is before the first one.
    ///
    /// # Errors
    /// As [`Registry::view_at`].
    pub fn esco_changes(&self, from: u64, to: u64) -> Result<EscoChanges, RegistryError> {
        Ok(skills::changes(&*self.view_or_empty(from)?, &*self.view_or_empty(to)?))
    }
}

/// The named graphs that say of themselves that they hold a release of ESCO.
fn release_graphs(view: &View) -> Vec<TermId> {
    let dictionary = view.dictionary();
    let (Some(a), Some(release)) = (dictionary.iri(rdf::TYPE), dictionary.iri(con::class::ESCO_RELEASE))
    else {
        return Vec::new();
    };
    let pattern = Pattern::new(None, Some(a), Some(release));
    let graphs =
        view.graphs().filter(|(name, triples)| *name != crate::graph::NONE && triples.count(pattern) > 0);
    graphs.map(|it| it.0).collect()
}
