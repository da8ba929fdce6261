//! Why is a file not taken in?

use std::io;

/// A load failed; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The text does not follow the grammar of its format.
    #[error("{source_name}:{line}:{column}: {message}")]
    Syntax {
        /// The file or request.
        source_name: String,
        /// From 1.
        line: u64,
        /// From 1, in characters.
        column: u64,
        /// What the reader met and what it expected.
        message: String,
    },
    /// The text does not follow its format, and the reader of that format tells no place.
    #[error("{source_name}: {message}")]
    Invalid {
        /// The file or request.
        source_name: String,
        /// What is wrong.
        message: String,
    },
    /// The bytes end early or cannot be decompressed.
    #[error("{source_name}: the {compression} data is cut off or damaged ({message}): fetch the file again")]
    Compressed {
        /// The file or request.
        source_name: String,
        /// `gzip` or `zstd`.
        compression: &'static str,
        /// What the decompressor said.
        message: String,
    },
    /// Something in the data is larger than a limit.
    #[error("{source_name}{}: {what} is larger than {limit} = {max} bytes", line.map(|it| format!(":{it}")).unwrap_or_default())]
    TooLarge {
        /// The file or request.
        source_name: String,
        /// From 1, where it is known.
        line: Option<u64>,
        /// What is too large.
        what: &'static str,
        /// The name of the limit.
        limit: &'static str,
        /// The limit, bytes.
        max: u64,
    },
    /// The name of a file or a media type tells no format that is read here.
    #[error(
        "{0}: unknown format: known are .ttl, .nt, .nq, .trig, .rdf and .jsonld, each also with .gz or .zst"
    )]
    UnknownFormat(String),
    /// A graph name that is no absolute IRI.
    #[error("<{iri}> is not an absolute IRI and cannot name a graph ({message})")]
    GraphName {
        /// As it was given.
        iri: String,
        /// What is wrong with it.
        message: String,
    },
    /// The source could not be read.
    #[error("failed to read {source_name}")]
    Read {
        /// The file or request.
        source_name: String,
        /// What the system said.
        source: io::Error,
    },
}

/// A revision's body cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PatchError {
    /// A line that is none of ours.
    #[error("line {line} of the patch cannot be read: {message}")]
    Line {
        /// From 1.
        line: u64,
        /// What is wrong.
        message: String,
    },
    /// The body could not be read to its end.
    #[error("failed to read the patch")]
    Read(#[from] io::Error),
}
