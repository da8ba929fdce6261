//! What is said, held in memory: a dictionary of terms and frozen, sorted indexes of one revision.
//!
//! Deliberately absent: files, clocks, settings. A room above gives the bytes and the time.

mod blanks;
mod canon;
mod dictionary;
mod diff;
mod index;
mod ntriples;
mod rdfc;
mod reading;
mod snapshot;
mod triples;
mod view;

pub use blanks::align_blanks;
pub use canon::{
    CanonError, CanonLimits, GraphHash, GraphHashError, canonical_nquads, graph_hash, triples_hash,
};
pub use dictionary::{Dictionary, Entry, Interner, Kind, NONE, TermId};
pub use diff::{DatasetDiff, GraphDiff, diff};
pub use index::{Ids, Order, Pattern, PredicateStats, Run, TripleIndex};
pub use ntriples::write_term;
pub use reading::{Reading, Trail};
pub use snapshot::{SnapshotError, TRIPLE_TERM_DEPTH_MAX};
pub use triples::{Scan, Triples};
pub use view::{Patch, QuadIds, Stage, View};
