//! Statistical tables become observations: every row is loaded, left out or rejected, and the cubes that come of it
//! are whole.
//!
//! The tables of `synthetic.rs` and below are made up for the tests. The real ones stand outside of the repository:
//! in the folder that `CONCORD_SHARED` names, else in `../shared`.

mod real;
mod synthetic;

use concord::import::Source;
use concord::import::eurostat::{Eurostat, Limits};
use concord::load::{self, Compression, Input, Mode, RdfFormat};
use concord::registry::{Author, EurostatImport, Registry, RegistryError, Report, Settings};
use concord::sparql::{self, Cancel, DefaultGraph, Format, Options, Query, QueryResultsFormat};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const GRAPH: &str = "https://w3id.org/concord/graph/table";

/// A registry that starts with the seeds; the folder lives as long.
fn registry() -> (TempDir, Registry) {
    let folder = tempfile::tempdir().unwrap();
    let registry = Registry::open(settings(folder.path())).unwrap();
    (folder, registry)
}

fn settings(folder: &Path) -> Settings {
    Settings {
        folder: folder.to_owned(),
        empty: false,
        default_graph: DefaultGraph::Union,
        limits: sparql::Limits::default(),
        load: load::Limits::default(),
    }
}

fn author() -> Author {
    Author {
        agent: "test".to_owned(),
        reason: String::new(),
        source: None,
        terms: concord::registry::Terms::default(),
    }
}

fn tables<'a>(
    registry: &Registry,
    mapping: &'a str,
    sources: Vec<Source<'a>>,
) -> Result<Eurostat, RegistryError> {
    registry.read_eurostat(EurostatImport {
        mapping_name: "mapping.ttl".to_owned(),
        mapping,
        sources,
        retrieved_at: None,
        graph: GRAPH,
        limits: Limits::default(),
    })
}

fn source<'a>(name: &str, bytes: &'a [u8]) -> Source<'a> {
    Source { name: name.to_owned(), reader: Box::new(bytes) }
}

/// Reads a text by a mapping.
fn read(registry: &Registry, mapping: &str, table: &str) -> Result<Eurostat, RegistryError> {
    tables(registry, mapping, vec![source("table", table.as_bytes())])
}

fn fill(registry: &Registry, tables: Eurostat) -> Report {
    match registry.import_eurostat(tables, GRAPH, &author()) {
        Ok(report) => report,
        Err(RegistryError::Refused(findings)) => {
            let mut findings = findings;
            findings.all.truncate(5);
            panic!("{}", concord::shape::words::text(&findings, "en"))
        }
        Err(error) => panic!("{error}"),
    }
}

/// The rejected rows of a table, a line each.
fn rejected(tables: &Eurostat) -> Vec<String> {
    tables.rejected.list.iter().map(ToString::to_string).collect()
}

fn turtle(text: &str) -> Vec<Input<'_>> {
    vec![Input {
        name: "more.ttl".to_owned(),
        format: RdfFormat::Turtle,
        compression: Compression::None,
        graph: Some("https://w3id.org/concord/graph/more".to_owned()),
        base_iri: None,
        reader: Box::new(text.as_bytes()),
    }]
}

/// Adds statements beside the table, which must be let through.
fn add(registry: &Registry, text: &str) {
    registry.load(turtle(text), Mode::Add, &author()).unwrap();
}

/// The constraints that more statements would break, by name, each once.
fn broken(registry: &Registry, text: &str) -> Vec<String> {
    let findings =
        registry.validate(turtle(text), || turtle(text), Mode::Add, &load::Limits::default()).unwrap();
    let mut names: Vec<String> = findings
        .all
        .iter()
        .map(|it| it.source.component.as_str().rsplit(['#', '/']).next().unwrap().to_owned())
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The rows of an answer without the header.
fn rows(registry: &Registry, query: &str) -> Vec<String> {
    let prefixes = "PREFIX con: <https://w3id.org/concord/ns#> PREFIX qb: <http://purl.org/linked-data/cube#> \
        PREFIX nuts: <http://data.europa.eu/nuts/code/> PREFIX id: <https://w3id.org/concord/id/> ";
    let (options, limits) = (Options::default(), sparql::Limits::default());
    let query = Query::parse(&format!("{prefixes}{query}"), &options, &limits).unwrap();
    let mut out = Vec::new();
    let format = Format::Results(QueryResultsFormat::Csv);
    sparql::execute(&registry.view(), &query, &limits, &Cancel::default(), format, &mut out).unwrap();
    String::from_utf8(out).unwrap().lines().skip(1).map(|it| it.trim_end().to_owned()).collect()
}

/// A folder of the published data, if it is there.
fn shared(folder: &str) -> Option<PathBuf> {
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("CONCORD_SHARED").map_or(usual, PathBuf::from).join("data").join(folder);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no shared data in {}", folder.display());
    None
}
