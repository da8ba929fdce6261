//! Recognition of qualifications: the worked cases, the SPARQL question beside the rules, invariants, interfaces.
//!
//! The worked cases stand outside of the repository, in the folder that `CONCORD_SHARED` names, else in `../shared`.

#![expect(
    clippy::format_push_string,
    clippy::format_collect,
    clippy::unnecessary_wraps,
    clippy::print_stdout,
    reason = "the texts of tests are small, and a long run tells what it did"
)]

mod interfaces;
mod invariants;
mod random;
mod twin;
mod worked;

use concord::load::{Compression, Input, RdfFormat};
use concord::recognition::Application;
use concord::registry::{Ready, Registry, Settings};
use concord::sparql::{self, DefaultGraph};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of the worked cases, if it is there.
pub(crate) fn shared() -> Option<PathBuf> {
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("CONCORD_SHARED").map_or(usual, PathBuf::from).join("recognition");
    if folder.join("expected.csv").is_file() {
        return Some(folder);
    }
    eprintln!("skipped: no shared data in {}", folder.display());
    None
}

pub(crate) fn registry(folder: &Path) -> Registry {
    Registry::open(Settings {
        folder: folder.to_owned(),
        empty: false,
        default_graph: DefaultGraph::Union,
        load: concord::load::Limits::default(),
        limits: sparql::Limits::default(),
    })
    .unwrap()
}

pub(crate) fn turtle(text: &str) -> Input<'_> {
    Input {
        name: "test".to_owned(),
        format: RdfFormat::Turtle,
        compression: Compression::None,
        graph: None,
        base_iri: None,
        reader: Box::new(text.as_bytes()),
    }
}

/// Facts made for tests.
pub(crate) const MADE_FACTS: &str = include_str!("../../cases/recognition/facts.ttl");

/// The seeds with more facts.
pub(crate) fn ready(registry: &Registry, more: &[&str]) -> Arc<Ready> {
    let more = more.iter().map(|it| turtle(it)).collect();
    registry.recognition_facts_with(&registry.view(), more).unwrap_or_else(|it| panic!("{it}: {it:?}"))
}

pub(crate) fn applications(registry: &Registry, text: &str) -> Vec<Application> {
    registry.applications(vec![turtle(text)]).unwrap_or_else(|it| panic!("{it}: {it:?}"))
}

/// The prefixes of applications.
pub(crate) const PREFIXES: &str = "
@prefix con: <https://w3id.org/concord/ns#> .
@prefix x: <https://w3id.org/concord/id/recognition/> .
@prefix t: <https://w3id.org/concord/id/recognition/test-> .
@prefix m: <https://w3id.org/concord/id/matter/> .
@prefix c: <http://publications.europa.eu/resource/authority/country/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
";

/// One application from the predicates and objects after `x:it a con:Application ;`, and what else the text says.
pub(crate) fn application(registry: &Registry, text: &str) -> Application {
    let mut all = applications(registry, &format!("{PREFIXES} x:it a con:Application ; {text}"));
    assert_eq!(all.len(), 1);
    all.remove(0)
}
