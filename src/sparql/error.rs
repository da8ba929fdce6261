//! What can go wrong between a query text and its answer?

/// Why a query or update has no (whole) answer.
#[derive(Debug, thiserror::Error)]
pub enum SparqlError {
    #[error("syntax error in line {line}, column {column}: {message}")]
    Syntax { message: String, line: u64, column: u64 },
    #[error("the text nests groups deeper than {depth_max} (line {line}, column {column})")]
    Depth { depth_max: usize, line: u64, column: u64 },
    #[error("the text has {bytes} bytes, at most {text_bytes_max} are taken")]
    Length { bytes: usize, text_bytes_max: usize },
    /// SPARQL 1.1 Protocol section 2.2.3.
    #[error(
        "the request names graphs with using-graph-uri while the update names its own with USING or WITH; leave one out"
    )]
    Dataset,
    #[error("`{value}` is no value of the kind {kind}, which the parameter ?{name} takes")]
    Parameter { name: String, kind: String, value: String },
    #[error("the query declares no parameter ?{0} at its head, as in `# param ?{0} iri`")]
    NoParameter(String),
    #[error("not a valid IRI: {0}")]
    Iri(String),
    #[error("{0} is not supported")]
    Unsupported(String),
    #[error("the query did not end within {query_ms_max} ms")]
    Deadline { query_ms_max: u64 },
    #[error("the query was cancelled")]
    Cancelled,
    #[error("the query needs more than {held_values_max} values in memory at once")]
    Memory { held_values_max: u64 },
    #[error("{0}")]
    Evaluation(String),
    #[error("failed to write the answer: {0}")]
    Write(#[from] std::io::Error),
}
