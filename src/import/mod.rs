//! How does a table of somebody else become statements of the registry?
//!
//! A foreign file is read as a [`table`] of named columns, each room below knows the tables of one publisher, and what
//! comes out is triples and a list of the rows that were not taken, each with its place and a reason.
//! Nothing here opens a file, keeps anything or asks the registry: bytes come from readers, and the triples go in by
//! the same way as every other change.

pub mod esco;
pub mod eurostat;
pub mod nuts;
pub mod offers;
mod table;

use std::fmt;
use std::io::{self, Read};

/// One foreign file.
pub struct Source<'a> {
    /// As it is called in messages: the file name.
    pub name: String,
    /// Its bytes, as they are.
    pub reader: Box<dyn Read + Send + 'a>,
}

/// How much one foreign file may hold.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of one file.
    pub bytes_max: u64,
    /// Rows of one file below its header.
    pub rows_max: usize,
    /// Cells of one row.
    pub columns_max: usize,
    /// Rejected rows that are told; more are only counted.
    pub rejected_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes_max: 16 << 20, rows_max: 50_000, columns_max: 200, rejected_max: 1000 }
    }
}

/// A row that was not taken.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Rejected {
    /// The file.
    pub source_name: String,
    /// Where the row starts, from 1.
    pub line: u64,
    /// What is wrong with it, and in which column.
    pub reason: String,
}

impl fmt::Display for Rejected {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.source_name, self.line, self.reason)
    }
}

/// The rows that were not taken, by file and line.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Rejections {
    /// As many as `rejected_max` lets through.
    pub list: Vec<Rejected>,
    /// All of them.
    pub total: usize,
}

impl Rejections {
    fn of(mut all: Vec<Rejected>, limits: &Limits) -> Self {
        all.sort();
        let total = all.len();
        all.truncate(limits.rejected_max);
        Self { list: all, total }
    }
}

/// A foreign file was refused as a whole; nothing was taken from any.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The columns are those of no table that is known here.
    #[error("{source_name}: {problem}; the columns are {found}; known are {known}")]
    UnknownTable {
        /// The file.
        source_name: String,
        /// What was looked for.
        problem: String,
        /// The columns of the file.
        found: String,
        /// The tables that are read here, by their columns.
        known: &'static str,
    },
    /// A known table lacks a column, or has one twice.
    #[error("{source_name}:{line}: {problem}; the columns are {found}")]
    Columns {
        /// The file.
        source_name: String,
        /// The line of the header, from 1.
        line: u64,
        /// Which column is missing or repeated.
        problem: String,
        /// The columns of the file.
        found: String,
    },
    /// The bytes are no text in UTF-8, or no table.
    #[error("{source_name}:{line}: {problem}")]
    Text {
        /// The file.
        source_name: String,
        /// From 1.
        line: u64,
        /// What is wrong, and what to do.
        problem: String,
    },
    /// A row without which the others cannot be understood.
    #[error("{source_name}:{line}: {problem}")]
    Row {
        /// The file.
        source_name: String,
        /// From 1.
        line: u64,
        /// What is wrong, and why the whole file is refused.
        problem: String,
    },
    /// The file holds more than a limit lets in.
    #[error(
        "{source_name}: the file has more than {limit} = {max}: split it, or take the file that was meant"
    )]
    TooLarge {
        /// The file.
        source_name: String,
        /// The name of the limit; its unit is in the name.
        limit: &'static str,
        /// The limit.
        max: u64,
    },
    /// An archive cannot be unpacked, or does not fit the others.
    #[error("{source_name}: {problem}")]
    Archive {
        /// The archive, or the member in it.
        source_name: String,
        /// What is wrong.
        problem: String,
    },
    /// Tables that no archive has.
    #[error(
        "{source_name}: there is no {missing}: give all archives of the release together, concepts and relations"
    )]
    Missing {
        /// The archives.
        source_name: String,
        /// The names of the tables.
        missing: String,
    },
    /// The number of a version.
    #[error("`{version}` is no number of a version, such as 1.1.1")]
    Version {
        /// What was given, cut off.
        version: String,
    },
    /// No row of any file could be taken.
    #[error("none of the {rows} rows of {source_name} can be taken; the first: {first}")]
    Nothing {
        /// The files.
        source_name: String,
        /// Their rows.
        rows: usize,
        /// Why the first row was rejected.
        first: String,
    },
    /// A mapping file that says nothing a table could be read by.
    #[error("{source_name}: {problem}")]
    Mapping {
        /// The mapping file.
        source_name: String,
        /// What is wrong, and what to do.
        problem: String,
    },
    /// The file could not be read.
    #[error("failed to read {source_name}")]
    Read {
        /// The file.
        source_name: String,
        /// What the system said.
        source: io::Error,
    },
}
