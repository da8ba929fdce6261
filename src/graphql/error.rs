//! What can be wrong with a request, or with a value of its answer?

use serde_json::{Map, Value, json};

/// The stable codes of errors, told as `extensions.code`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Code {
    Syntax,
    Validation,
    UnknownField,
    UnknownOperation,
    /// An operation that may not run this way, such as a subscription by GET.
    WrongOperation,
    /// A variable is missing or of the wrong type.
    BadVariable,
    BadArgument,
    QueryTooLarge,
    NestingExceeded,
    DepthExceeded,
    AliasLimit,
    FieldLimit,
    PageTooLarge,
    CostExceeded,
    AnswerTooLarge,
    Deadline,
    BadCursor,
    NoSuchRevision,
    /// A value of the data does not fit the type of its field.
    BadValue,
    Internal,
}

impl Code {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Syntax => "graphql-syntax",
            Self::Validation => "graphql-validation",
            Self::UnknownField => "unknown-field",
            Self::UnknownOperation => "unknown-operation",
            Self::WrongOperation => "wrong-operation",
            Self::BadVariable => "bad-variable",
            Self::BadArgument => "bad-argument",
            Self::QueryTooLarge => "query-too-large",
            Self::NestingExceeded => "nesting-exceeded",
            Self::DepthExceeded => "depth-exceeded",
            Self::AliasLimit => "alias-limit",
            Self::FieldLimit => "field-limit",
            Self::PageTooLarge => "page-too-large",
            Self::CostExceeded => "cost-exceeded",
            Self::AnswerTooLarge => "answer-too-large",
            Self::Deadline => "deadline",
            Self::BadCursor => "bad-cursor",
            Self::NoSuchRevision => "no-such-revision",
            Self::BadValue => "bad-value",
            Self::Internal => "internal",
        }
    }
}

/// One error of an answer (GraphQL, 7.1.2).
#[derive(Clone, Debug)]
pub struct Fault {
    pub code: Code,
    pub message: String,
    /// Line and column, from 1.
    pub locations: Vec<(usize, usize)>,
    /// Response keys and places in lists; empty for a request error.
    pub path: Vec<Value>,
    /// More about it, such as the limit that was met.
    pub details: Vec<(&'static str, Value)>,
}

impl Fault {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), locations: Vec::new(), path: Vec::new(), details: Vec::new() }
    }

    /// A limit that was met, with its name.
    pub fn limit(code: Code, name: &str, limit: u64, message: impl Into<String>) -> Self {
        Self::new(code, message).with("limit", json!(name)).with("max", json!(limit))
    }

    #[must_use]
    pub fn at(mut self, line: usize, column: usize) -> Self {
        self.locations.push((line, column));
        self
    }

    #[must_use]
    pub fn with(mut self, key: &'static str, value: Value) -> Self {
        self.details.push((key, value));
        self
    }

    pub fn json(&self) -> Value {
        let mut error = Map::new();
        error.insert("message".to_owned(), json!(self.message));
        if !self.locations.is_empty() {
            let places = self.locations.iter().map(|(line, column)| json!({"line": line, "column": column}));
            error.insert("locations".to_owned(), places.collect());
        }
        if !self.path.is_empty() {
            error.insert("path".to_owned(), Value::Array(self.path.clone()));
        }
        let mut extensions = Map::new();
        extensions.insert("code".to_owned(), json!(self.code.as_str()));
        extensions.extend(self.details.iter().map(|(key, value)| ((*key).to_owned(), value.clone())));
        error.insert("extensions".to_owned(), Value::Object(extensions));
        Value::Object(error)
    }
}
