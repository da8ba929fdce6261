//! What comes back?

use super::error::{Code, Fault};
use serde_json::json;

/// How far a request came.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// It was executed: there is data, and perhaps there are errors with a path.
    Whole,
    /// A request error (GraphQL, 7.1.2): it was not executed, and there is no data.
    Invalid,
    /// Its operation is of a kind that is not allowed here.
    WrongOperation,
}

/// The answer to one request.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The response document as JSON: `data`, `errors`, `extensions`.
    pub body: Vec<u8>,
    pub outcome: Outcome,
    /// The revision that was read: the greatest where root fields read several.
    pub revision: u64,
    /// Whether every root field names its revision, so that the answer stays the same for ever.
    pub is_pinned: bool,
    /// Whether it was executed without an error of a field, so that nothing is left out.
    pub is_complete: bool,
}

impl Answer {
    /// The answer to a request that was not executed.
    pub(super) fn invalid(faults: &[Fault], revision: u64) -> Self {
        let errors: Vec<_> = faults.iter().map(Fault::json).collect();
        let is_wrong = faults.iter().any(|it| it.code == Code::WrongOperation);
        let body = json!({"errors": errors, "extensions": {"revision": revision}}).to_string().into_bytes();
        let outcome = if is_wrong { Outcome::WrongOperation } else { Outcome::Invalid };
        Self { body, outcome, revision, is_pinned: false, is_complete: false }
    }
}
