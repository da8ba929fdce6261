//! The embedded files. Generated from the folders by `make gen`: do not edit.

use super::GroundFile;

/// Every file of `ontology/`, by name.
pub const ONTOLOGY: &[GroundFile] = &[
    GroundFile { name: "concord.ttl", text: include_str!("../../ontology/concord.ttl") },
];

/// Every file of `shapes/`, by name.
pub const SHAPES: &[GroundFile] = &[];

/// Every file of `seeds/`, by name.
pub const SEEDS: &[GroundFile] = &[
    GroundFile { name: "leipzig-declaration.ttl", text: include_str!("../../seeds/leipzig-declaration.ttl") },
    GroundFile { name: "regions.ttl", text: include_str!("../../seeds/regions.ttl") },
    GroundFile { name: "working-agreement.ttl", text: include_str!("../../seeds/working-agreement.ttl") },
];

/// Every file of `queries/`, by name.
pub const QUERIES: &[GroundFile] = &[];
