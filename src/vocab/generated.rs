//! The terms of the ontology. Generated from `ontology/` by `make gen`: do not edit.
#![allow(clippy::doc_markdown, reason = "the definitions are the ontology's own prose")]

/// The namespace.
pub const NS: &str = "https://w3id.org/concord/ns#";

/// The classes.
pub mod class {
}

/// The properties.
pub mod property {
}

/// The individuals: schemes, concepts, datatypes.
pub mod individual {
}
