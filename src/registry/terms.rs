//! On which terms does somebody change the registry?

use super::RegistryError;
use crate::graph::{NONE, Patch, TermId, View};
use crate::registry::revisions;
use crate::resource::ChangeLimits;

/// Who changes something, why, and on which terms.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Author {
    pub agent: String,
    pub reason: String,
    /// Where the data came from: a file name, a request.
    pub source: Option<String>,
    pub terms: Terms,
}

/// What a change is bound to; the default binds it to nothing.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Terms {
    /// Only graphs whose names start with this may be changed.
    pub graph_prefix: Option<String>,
    /// The last revision must be one of these.
    pub based_on: Option<Vec<u64>>,
    /// Everything is done but keeping and publishing.
    pub is_dry_run: bool,
    /// Whether the report tells the changes by thing, and how.
    pub telling: Option<Telling>,
}

/// How changes are told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Telling {
    /// The language of names, such as `en`.
    pub language: String,
    pub limits: ChangeLimits,
}

impl Default for Telling {
    fn default() -> Self {
        Self { language: "en".to_owned(), limits: ChangeLimits::default() }
    }
}

impl Terms {
    /// Whether the author knows the last revision.
    pub(super) fn require_current(&self, base: &View) -> Result<(), RegistryError> {
        let current = base.revision();
        match &self.based_on {
            Some(revisions) if !revisions.contains(&current) => Err(RegistryError::Stale { current }),
            Some(_) | None => Ok(()),
        }
    }

    /// Whether the author may change every graph that a patch touches.
    pub(super) fn require_reach(&self, view: &View, patch: &Patch) -> Result<(), RegistryError> {
        if self.graph_prefix.is_none() {
            return Ok(());
        }
        patch.graphs().into_iter().try_for_each(|it| self.require_graph(view, it))
    }

    fn require_graph(&self, view: &View, graph: TermId) -> Result<(), RegistryError> {
        let name = if graph == NONE { None } else { revisions::graph_text(view, graph) };
        self.require_name(name.as_deref())
    }

    /// Whether the author may change the graph of that name; `None` is the default graph.
    ///
    /// # Errors
    /// [`RegistryError::OutOfReach`].
    pub fn require_name(&self, graph: Option<&str>) -> Result<(), RegistryError> {
        match &self.graph_prefix {
            Some(prefix) if !graph.is_some_and(|it| it.starts_with(prefix.as_str())) => {
                let graph = graph.map_or_else(|| "the default graph".to_owned(), |it| format!("<{it}>"));
                Err(RegistryError::OutOfReach { graph, prefix: prefix.clone() })
            }
            Some(_) | None => Ok(()),
        }
    }
}
