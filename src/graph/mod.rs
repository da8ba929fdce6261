//! What is said, held in memory: a dictionary of terms and frozen, sorted indexes of one revision.
//!
//! Deliberately absent: files, clocks, settings. A room above gives the bytes and the time.

mod dictionary;
mod index;
mod snapshot;
mod triples;
mod view;

pub use dictionary::{Dictionary, Entry, Interner, Kind, NONE, TermId, borrowed};
pub use index::{Ids, Order, Pattern, PredicateStats, Run, TripleIndex};
pub use snapshot::{SnapshotError, TRIPLE_TERM_DEPTH_MAX};
pub use triples::{Scan, Triples};
pub use view::{Patch, QuadIds, Stage, View};
