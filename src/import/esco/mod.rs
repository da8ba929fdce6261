//! What does ESCO say? The official CSV archives of one version as SKOS and the ESCO model.
//!
//! Archives are read in memory, one member after the other, each as a table whose kind its name tells.
//! The tables of concepts say what there is; every relation must lead to it, and a row that does not is told and left
//! out, as are repeats and the row that closes a circle of broader concepts. Nothing is mended or guessed.
//! Label files add names in more languages. They may be of another version: what they say of concepts that this version
//! does not have is told, row by row.
//!
//! Deliberately absent: the tables that only repeat others (the collections, the hierarchy but for its codes).

mod archive;
mod concepts;
mod labels;
mod relations;
#[cfg(test)]
mod tests;
mod write;

use super::{ImportError, Limits, Rejected, Rejections, Source};
use archive::Tables;
use concepts::Concepts;
use relations::Relations;
use std::collections::BTreeMap;

/// Where everything of ESCO has its name.
const ESCO: &str = "http://data.europa.eu/esco/";

/// Bytes of one archive as it is sent; the largest published one has about 60 million.
const ARCHIVE_BYTES_MAX: u64 = 128 << 20;

/// Bytes of all members of all archives once unpacked.
const UNPACKED_BYTES_MAX: u64 = 2 << 30;

/// Members of one archive.
const MEMBERS_MAX: usize = 1_000;

/// What is to be read.
pub struct Request<'a> {
    /// The version, as ESCO numbers it: `1.1.1`.
    pub version: String,
    /// The archives, in any order: concepts in at least one language, and the relations.
    pub archives: Vec<Source<'a>>,
    /// Tables with labels in more languages; the end of the name tells the language: `skills_fr.csv`.
    pub labels: Vec<Source<'a>>,
    pub limits: Limits,
}

impl Request<'_> {
    /// What one published table needs: the longest has 124,000 rows and 21 million bytes.
    pub fn usual_limits() -> Limits {
        Limits { bytes_max: 256 << 20, rows_max: 1_000_000, columns_max: 100, rejected_max: 1_000 }
    }
}

/// What is being read, for whoever waits.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Progress {
    /// The table that has been read.
    pub table: String,
    /// Its rows.
    pub rows: usize,
}

/// What the archives say.
pub struct Esco {
    /// The version, as the request has it.
    pub version: String,
    /// The statements as N-Triples: concepts, their names, their relations, in this order.
    pub ntriples: String,
    pub rejected: Rejections,
    pub counts: Counts,
    /// Tables that only repeat what others say, and members that are no tables of ESCO.
    pub not_read: Vec<String>,
}

/// How much was taken.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Rows below the headers of all tables that were read.
    pub rows: usize,
    pub occupations: usize,
    pub skills: usize,
    pub skill_groups: usize,
    pub isco_groups: usize,
    /// Rows of relations between occupations and skills, those that dangle included.
    pub relation_rows: usize,
    /// Of these, the ones that lead to a concept that no table has.
    pub dangling_relations: usize,
    pub essential: usize,
    pub optional: usize,
    /// Between skills.
    pub skill_skill: usize,
    pub broader: usize,
    /// Concepts with a preferred label, by language.
    pub labelled: BTreeMap<String, usize>,
    pub triples: usize,
}

/// Reads archives and label files to their end and tells what they say, and which rows say nothing that can be taken.
///
/// `progress` is called after each table.
///
/// # Errors
/// [`ImportError`]: a file that is no archive or no such table, that is too large, or a table that no archive has.
pub fn read(request: Request<'_>, progress: &mut dyn FnMut(&Progress)) -> Result<Esco, ImportError> {
    let Request { version, archives, labels, limits } = request;
    check_version(&version)?;
    let mut tables = Tables::default();
    let mut unpacked = 0;
    for archive in archives {
        tables.unpack(archive, &limits, &mut unpacked)?;
    }
    tables.require_all()?;
    let mut state = State { version, limits, rejected: Vec::new(), n_rejected: 0, rows: 0, progress };
    let mut concepts = Concepts::default();
    concepts::read(&mut tables, &mut concepts, &mut state)?;
    for source in labels {
        labels::read(source, &mut concepts, &mut state)?;
    }
    let mut relations = Relations::default();
    relations::read(&mut tables, &concepts, &mut relations, &mut state)?;
    let State { version, limits, rejected, n_rejected, rows, .. } = state;
    let mut counts = std::mem::take(&mut relations.counts);
    concepts.count(&mut counts);
    counts.rows = rows;
    let ntriples;
    (ntriples, counts.triples) = write::ntriples(&version, &concepts, &relations);
    let mut rejected = Rejections::of(rejected, &limits);
    rejected.total = n_rejected;
    Ok(Esco { version, ntriples, rejected, counts, not_read: tables.not_read })
}

/// What is kept while tables are read.
struct State<'p> {
    version: String,
    limits: Limits,
    /// At most `rejected_max` of each table, so that a table of nothing but faults is no load.
    rejected: Vec<Rejected>,
    n_rejected: usize,
    rows: usize,
    progress: &'p mut dyn FnMut(&Progress),
}

impl State<'_> {
    fn reject(&mut self, source_name: &str, line: u64, reason: String) {
        self.n_rejected += 1;
        if self.rejected.len() < self.limits.rejected_max {
            self.rejected.push(Rejected { source_name: source_name.to_owned(), line, reason });
        }
    }

    fn done(&mut self, table: &str, rows: usize) {
        self.rows += rows;
        (self.progress)(&Progress { table: table.to_owned(), rows });
    }
}

/// A version becomes part of the names of a graph and a source, so it is digits and points: `1.1.1`.
fn check_version(version: &str) -> Result<(), ImportError> {
    let is_number = |it: &str| !it.is_empty() && it.len() <= 4 && it.bytes().all(|it| it.is_ascii_digit());
    let parts: Vec<&str> = version.split('.').collect();
    if parts.len() <= 4 && parts.iter().all(|it| is_number(it)) {
        return Ok(());
    }
    Err(ImportError::Version { version: version.chars().take(40).collect() })
}

/// The name of a concept, if a cell is one.
fn concept_iri(cell: &str) -> Option<&str> {
    const CHARS_MAX: usize = 200;
    let rest = cell.strip_prefix(ESCO)?;
    let is_plain = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'.' | b'_' | b'/' | b'~');
    (!rest.is_empty() && cell.len() <= CHARS_MAX && rest.bytes().all(is_plain)).then_some(cell)
}
