//! What does the registry know of one thing?
//!
//! Everything that is said of it, what its blank nodes say further, and what others say about it; each statement with
//! the graphs that hold it. All of it is read from one view; nothing is written in a format here.

mod change;
mod description;
mod label;
pub mod search;
mod words;

pub use change::{
    ChangeKind, ChangeLimits, Changes, EntityChange, GraphChange, Named, PropertyChange, Value, changes,
};
pub use description::{Description, Limits, Statement, describe};
pub use label::{Label, NAMES, comment, label, local_name};
pub use search::SearchIndex;
pub use words::write_changes;
