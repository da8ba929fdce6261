//! What may a user do with a registry? The facade: every use case is one method.
//!
//! Reads take a [`View`](crate::graph::View) and keep it from start to end; changes go through one lock, one gate and the log.

use crate::graph::{Patch, Stage, View};
use crate::sparql::{self, DefaultGraph};
use arc_swap::ArcSwap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// How a registry is opened.
#[derive(Clone, Debug)]
pub struct Settings {
    pub folder: PathBuf,
    /// Start without ontology, shapes and seeds where the folder is new.
    pub empty: bool,
    pub default_graph: DefaultGraph,
    pub limits: sparql::Limits,
}

/// Which revision a read means.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum At {
    #[default]
    Latest,
    Revision(u64),
    /// The last revision at or before this time, RFC 3339.
    AsOf(String),
}

/// Who changes something, and why.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Author {
    pub agent: String,
    pub reason: String,
    /// Where the data came from: a file name, a request.
    pub source: Option<String>,
}

/// What a change came to.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Report {
    /// The revision that holds the change, or the one before where nothing changed.
    pub revision: u64,
    /// Whether a new revision came about.
    pub is_change: bool,
    pub added: u64,
    pub removed: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    #[error("there is no revision {0}")]
    NoRevision(String),
    #[error(transparent)]
    Sparql(#[from] sparql::SparqlError),
}

pub struct Registry {
    settings: Settings,
    current: ArcSwap<View>,
    writer: Mutex<()>,
}

impl Registry {
    /// Opens or creates the registry in a folder, to read and write it.
    pub fn open(settings: Settings) -> Result<Self, RegistryError> {
        Ok(Self { settings, current: ArcSwap::from_pointee(View::default()), writer: Mutex::new(()) })
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub fn folder(&self) -> &Path {
        &self.settings.folder
    }

    /// The last revision.
    pub fn view(&self) -> Arc<View> {
        self.current.load_full()
    }

    pub fn view_at(&self, at: &At) -> Result<Arc<View>, RegistryError> {
        match at {
            At::Latest => Ok(self.view()),
            At::Revision(number) if *number == self.view().revision() => Ok(self.view()),
            At::Revision(number) => Err(RegistryError::NoRevision(number.to_string())),
            At::AsOf(time) => Err(RegistryError::NoRevision(time.clone())),
        }
    }

    /// Runs `change` on a candidate and publishes the outcome as one revision, or nothing at all.
    ///
    /// `change` gets the last view and the number of the next; what it returns is checked, logged and published.
    pub fn commit<E: From<RegistryError>>(
        &self,
        _author: &Author,
        change: impl FnOnce(Arc<View>, u64) -> Result<(View, Patch), E>,
    ) -> Result<Report, E> {
        let _guard = self.writer.lock();
        let base = self.view();
        let next = base.revision() + 1;
        let (view, patch) = change(Arc::clone(&base), next)?;
        if patch.is_empty() {
            return Ok(Report { revision: base.revision(), ..Report::default() });
        }
        let report = Report {
            revision: next,
            is_change: true,
            added: patch.added.len() as u64,
            removed: patch.removed.len() as u64,
        };
        self.current.store(Arc::new(view));
        Ok(report)
    }

    /// Runs a SPARQL update as one revision.
    pub fn update(
        &self,
        update: &sparql::Update,
        author: &Author,
        cancel: &sparql::Cancel,
        loader: &sparql::Loader<'_>,
    ) -> Result<Report, RegistryError> {
        let limits = self.settings.limits.clone();
        self.commit(author, |base, next| Ok(sparql::update(&base, update, next, &limits, cancel, loader)?))
    }

    /// A stage over the last view, for changes put together by hand.
    pub fn stage(base: Arc<View>) -> Stage {
        Stage::new(base)
    }
}
