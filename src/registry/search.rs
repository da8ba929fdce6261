//! Which things of a revision are called so?

use super::{Registry, lock};
use crate::graph::View;
use crate::resource::SearchIndex;
use crate::resource::search::{Hits, Query, QueryError};
use std::sync::{Arc, Mutex, OnceLock, Weak};

/// Indexes that are kept: of the last revision, and of the one before, which pages of results may still be read from.
const INDEXES_MAX: usize = 2;

/// The indexes of the views that were searched last.
#[derive(Debug, Default)]
pub(super) struct Indexes {
    /// The one used last first.
    kept: Mutex<Vec<Kept>>,
}

#[derive(Debug)]
struct Kept {
    /// Held weakly, so that no view lives on for its index alone.
    view: Weak<View>,
    index: Arc<OnceLock<SearchIndex>>,
}

impl Indexes {
    /// The place for the index of a view, which whoever comes first fills.
    fn place(&self, view: &Arc<View>) -> Arc<OnceLock<SearchIndex>> {
        let mut kept = lock(&self.kept);
        let found = kept.iter().position(|it| Weak::as_ptr(&it.view) == Arc::as_ptr(view));
        if let Some(found) = found {
            kept[..=found].rotate_right(1);
        } else {
            // A revision that left the union as it was needs no new index.
            let same = kept.iter().find(|it| it.index.get().is_some_and(|it| it.is_of(view)));
            let index = same.map(|it| Arc::clone(&it.index)).unwrap_or_default();
            kept.insert(0, Kept { view: Arc::downgrade(view), index });
            kept.truncate(INDEXES_MAX);
        }
        Arc::clone(&kept[0].index)
    }
}

impl Registry {
    /// Searches the names of things; the first search of a view builds its index, and others wait for it.
    ///
    /// # Errors
    /// [`QueryError`] for a query beyond the limits.
    pub fn search<'v>(&self, view: &'v Arc<View>, query: &Query<'_>) -> Result<Hits<'v>, QueryError> {
        let place = self.indexes.place(view);
        place.get_or_init(|| SearchIndex::new(view)).search(view, query)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Stage;
    use oxrdf::{GraphName, Literal, NamedNode, Quad};

    fn view(name: &str) -> Arc<View> {
        let mut stage = Stage::new(Arc::new(View::default()));
        let iri = NamedNode::new_unchecked;
        let property = iri(crate::vocab::rdfs::LABEL);
        let quad = Quad::new(
            iri("http://example.com/a"),
            property,
            Literal::new_simple_literal(name),
            GraphName::DefaultGraph,
        );
        let ids = stage.intern_quad(quad.as_ref());
        stage.insert(ids);
        Arc::new(stage.freeze(1).0)
    }

    #[test]
    fn two_indexes_are_kept_and_each_is_built_once() {
        let indexes = Indexes::default();
        let views = ["one", "two", "three"].map(view);
        let [one, two] = [0, 1].map(|it: usize| indexes.place(&views[it]));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope
                    .spawn(|| indexes.place(&views[0]).get_or_init(|| SearchIndex::new(&views[0])).n_names());
            }
        });
        assert!(Arc::ptr_eq(&one, &indexes.place(&views[0])) && one.get().is_some());
        indexes.place(&views[2]);
        assert!(Arc::ptr_eq(&one, &indexes.place(&views[0])));
        assert!(!Arc::ptr_eq(&two, &indexes.place(&views[1])), "the one used longest ago makes room");
    }

    #[test]
    fn the_same_content_under_another_number_has_the_same_index() {
        let indexes = Indexes::default();
        let one = view("one");
        indexes.place(&one).get_or_init(|| SearchIndex::new(&one));
        let next = Arc::new(one.with_revision(2));
        assert!(Arc::ptr_eq(&indexes.place(&one), &indexes.place(&next)));
    }
}
