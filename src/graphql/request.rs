//! What is asked for?

use crate::registry::At;

/// The kinds of operations (GraphQL, 2.3).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    Query,
    Mutation,
    Subscription,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Mutation => "mutation",
            Self::Subscription => "subscription",
        }
    }
}

/// Which kinds of operations may run: a GET allows queries only.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Operations {
    pub query: bool,
    pub mutation: bool,
    pub subscription: bool,
}

impl Operations {
    pub const QUERY: Self = Self { query: true, mutation: false, subscription: false };
    pub const ALL: Self = Self { query: true, mutation: true, subscription: true };

    pub fn allow(self, kind: Kind) -> bool {
        match kind {
            Kind::Query => self.query,
            Kind::Mutation => self.mutation,
            Kind::Subscription => self.subscription,
        }
    }
}

/// One request (GraphQL, 6.1).
#[derive(Clone, Debug)]
pub struct Request {
    pub query: String,
    pub operation_name: Option<String>,
    pub variables: serde_json::Map<String, serde_json::Value>,
    /// Whether the answer tells of batches, rows and time in its `extensions`.
    pub explain: bool,
    /// From `Accept-Language`, best first.
    pub languages: Vec<String>,
    pub allows: Operations,
    /// The revision that root fields read that name none themselves.
    pub at: At,
}

impl Request {
    /// A query alone.
    pub fn of(query: impl Into<String>) -> Self {
        Self {
            query: query.into(),
            operation_name: None,
            variables: serde_json::Map::new(),
            explain: false,
            languages: Vec::new(),
            allows: Operations::QUERY,
            at: At::Latest,
        }
    }
}
