//! What are the terms called?
//!
//! The constants of our own ontology are generated from `ontology/`; the standard vocabularies are the part of
//! each that the code names.
//! Nothing here reads or writes RDF.

// Generated code is compared byte by byte with what the generator gives, so rustfmt leaves it alone.
#[rustfmt::skip]
mod generated;
mod standard;

pub use standard::*;

/// The ontology of Concord: classes, properties and individuals, one constant each.
pub mod con {
    pub use super::generated::{NS, class, individual, property};
}

/// Entities are named `{ID}{kind}/{slug}`.
pub const ID: &str = "https://w3id.org/concord/id/";

/// Graphs are named `{GRAPH}{slug}`.
pub const GRAPH: &str = "https://w3id.org/concord/graph/";

/// Shapes are named `{SHAPE}{name}`.
pub const SHAPE: &str = "https://w3id.org/concord/shape#";

/// The prefixes that people know, for everything that is written for people to read.
///
/// No prefix stands twice; a namespace that is the start of another comes first.
pub const PREFIXES: &[(&str, &str)] = &[
    ("con", con::NS),
    ("shape", SHAPE),
    ("rdf", rdf::NS),
    ("rdfs", rdfs::NS),
    ("owl", owl::NS),
    ("xsd", xsd::NS),
    ("skos", skos::NS),
    ("dcterms", dcterms::NS),
    ("prov", prov::NS),
    ("org", org::NS),
    ("foaf", foaf::NS),
    ("void", void::NS),
    ("dcat", dcat::NS),
    ("sd", sd::NS),
    ("formats", formats::NS),
    ("sh", sh::NS),
    ("qb", qb::NS),
    ("time", "http://www.w3.org/2006/time#"),
    ("schema", "https://schema.org/"),
    ("geo", "http://www.opengis.net/ont/geosparql#"),
    ("sdmx-measure", "http://purl.org/linked-data/sdmx/2009/measure#"),
    ("sdmx-dimension", "http://purl.org/linked-data/sdmx/2009/dimension#"),
    ("sdmx-attribute", "http://purl.org/linked-data/sdmx/2009/attribute#"),
    ("elm", "http://data.europa.eu/snb/model/elm/"),
    ("esco", "http://data.europa.eu/esco/model#"),
    ("cv", "http://data.europa.eu/m8g/"),
    ("nuts", "http://data.europa.eu/nuts/code/"),
];
