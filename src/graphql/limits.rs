//! How much may one request take?

/// Bounds of one request; hitting one is an error with a code of its own.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of the query text.
    pub query_bytes_max: usize,
    /// Bytes of the variables, as JSON.
    pub variables_bytes_max: usize,
    /// Brackets inside each other in the query text, of any kind.
    pub nesting_max: usize,
    /// Selection sets inside each other, fragments spread.
    pub depth_max: usize,
    /// Fields with an alias, as written.
    pub aliases_max: usize,
    /// Fields, fragments spread.
    pub fields_max: usize,
    /// Objects on one page, and objects asked for by name at once.
    pub page_max: usize,
    /// Objects on a page that names no size.
    pub page_default: usize,
    /// Values that an answer may be estimated to hold, and may hold.
    pub cost_max: u64,
    /// Bytes of an answer.
    pub answer_bytes_max: usize,
    /// Time of one request.
    pub query_ms_max: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            query_bytes_max: 256 << 10,
            variables_bytes_max: 1 << 20,
            nesting_max: 64,
            depth_max: 24,
            aliases_max: 500,
            fields_max: 5_000,
            page_max: 1_000,
            page_default: 50,
            cost_max: 1_000_000,
            answer_bytes_max: 64 << 20,
            query_ms_max: 5_000,
        }
    }
}
