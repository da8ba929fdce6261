//! Which fields are computed instead of read? Those that a domain answers: a rank, a gap, an outcome.
//!
//! A [`Domain`] tells its types and fields as text of the schema language and answers them with a tree of values.
//! A leaf of that tree may be a node, which is read further like any other, all nodes of one place in one batch.
//! Fields stand on `Query` (one call, one value) or on a type of the shapes (one call for every object of a level).
//!
//! Deliberately absent: arguments on the fields of computed types, interfaces and unions of them; what a domain
//! computes, which lives below the registry.

mod arguments;
mod kpi;
mod monitoring;
mod planning;
mod recognition;
mod schema;
mod skills;
mod state;
#[cfg(test)]
mod tests;
mod value;

pub(super) use arguments::Arguments;
pub(super) use schema::{Computed, Form, Reserved, attach, register, reserved, type_ref};
pub(super) use value::{Part, Plan, Read, Shape, read, write};

use super::error::Fault;
use super::meter::Meter;
use crate::graph::{TermId, View};
use crate::registry::Registry;
use std::sync::Arc;

/// Fields that belong together.
pub(super) struct Domain {
    /// Definitions of types, enums and inputs, and `extend type` with the fields; fields of `Query` are nullable,
    /// because a root field that fails leaves the others alone.
    pub(super) sdl: &'static str,
    /// The values of one call: one for each of its nodes, or a single one where the field stands on `Query`.
    pub(super) resolve: fn(&Call<'_>) -> Result<Vec<Tree>, Fault>,
}

/// Every domain of the schema.
pub(super) const DOMAINS: &[Domain] =
    &[state::DOMAIN, monitoring::DOMAIN, kpi::DOMAIN, skills::DOMAIN, recognition::DOMAIN];

/// One field that is asked for, with what it may read.
pub(super) struct Call<'c> {
    pub(super) registry: &'c Registry,
    pub(super) view: &'c Arc<View>,
    /// `Query`, or the type of the shapes on which the field stands.
    pub(super) owner: &'c str,
    pub(super) field: &'c str,
    pub(super) arguments: &'c Arguments,
    /// The objects that are asked, each once; none for a field of `Query`.
    pub(super) nodes: &'c [TermId],
    /// The languages that texts are wanted in, the best first.
    pub(super) languages: &'c [String],
    /// Where work is noted, so that the deadline holds.
    pub(super) meter: &'c Meter,
}

/// What a domain answers.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    Null,
    Boolean(bool),
    Int(i64),
    /// Told with as few digits as name the number; one that is not finite is null.
    Float(f64),
    /// A string, and every scalar that is written as one: a decimal, a date, an IRI, a member of an enum.
    Text(String),
    /// A node of the view, of which anything may be asked.
    Node(TermId),
    List(Vec<Tree>),
    /// The fields of an object; one that is not told is null.
    Record(Vec<(&'static str, Tree)>),
}

impl Tree {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Null for `None`.
    pub(super) fn maybe<T>(value: Option<T>, of: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Null, of)
    }

    pub(super) fn list<T>(values: impl IntoIterator<Item = T>, of: impl FnMut(T) -> Self) -> Self {
        Self::List(values.into_iter().map(of).collect())
    }

    /// A count; one beyond what an `Int` of GraphQL holds is told as the largest.
    pub(super) fn count(n: usize) -> Self {
        Self::Int(i64::from(i32::try_from(n).unwrap_or(i32::MAX)))
    }
}
