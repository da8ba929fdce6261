//! The embedded files. Generated from the folders by `make gen`: do not edit.

use super::GroundFile;

/// Every file of `ontology/`, by name.
pub const ONTOLOGY: &[GroundFile] = &[];

/// Every file of `shapes/`, by name.
pub const SHAPES: &[GroundFile] = &[];

/// Every file of `seeds/`, by name.
pub const SEEDS: &[GroundFile] = &[];

/// Every file of `queries/`, by name.
pub const QUERIES: &[GroundFile] = &[];
