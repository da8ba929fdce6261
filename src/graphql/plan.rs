//! What is read, level by level, to answer a request?
//!
//! A plan is a request without its text: fields by type, arguments read, variables put in. `planner` makes it.

use super::computed;
use super::filter::Filter;
use super::language::Languages;
use super::model::{Field, TypeAt, Values};
use super::page::Page;
use crate::registry::At;
use async_graphql::parser::Pos;

pub(super) struct Root {
    pub(super) key: String,
    pub(super) pos: Pos,
    /// Which revision the field names.
    pub(super) at: Option<At>,
    pub(super) what: What,
}

pub(super) enum What {
    /// Introspection: the shadow has answered it.
    Schema,
    Node {
        id: String,
        selection: Selection,
    },
    Nodes {
        ids: Vec<String>,
        selection: Selection,
    },
    One {
        of: TypeAt,
        id: Option<String>,
        slug: Option<String>,
        selection: Selection,
    },
    Connection(Box<Connection>),
    Search(Box<Search>),
    Computed(Box<computed::Plan>),
}

/// A search by names.
pub(super) struct Search {
    pub(super) text: String,
    pub(super) types: Vec<TypeAt>,
    /// The best first.
    pub(super) languages: Vec<String>,
    pub(super) first: usize,
    pub(super) parts: Vec<(String, SearchPart)>,
}

pub(super) enum SearchPart {
    TypeName,
    TotalCount,
    Complete,
    Hits(Vec<(String, HitPart)>),
}

pub(super) enum HitPart {
    TypeName,
    Node(Selection),
    Name,
    Lang,
    Score,
}

pub(super) struct Connection {
    pub(super) of: TypeAt,
    pub(super) page: Page,
    pub(super) filter: Option<Filter>,
    pub(super) order: Vec<OrderBy>,
    pub(super) languages: Languages,
    pub(super) parts: Vec<(String, ConnectionPart)>,
}

pub(super) enum ConnectionPart {
    TypeName,
    TotalCount,
    Nodes(Selection),
    Edges(Vec<(String, EdgePart)>),
    PageInfo(Vec<(String, PagePart)>),
    Facets { field: Field, first: usize, parts: Vec<(String, FacetPart)> },
}

pub(super) enum EdgePart {
    TypeName,
    Cursor,
    Node(Selection),
}

#[derive(Clone, Copy)]
pub(super) enum PagePart {
    TypeName,
    HasNext,
    HasPrevious,
    Start,
    End,
}

pub(super) enum FacetPart {
    TypeName,
    Value,
    Count,
    Node(Selection),
}

pub(super) struct OrderBy {
    pub(super) field: Field,
    pub(super) is_descending: bool,
}

/// The fields of one level.
pub(super) struct Selection {
    /// What the objects of the level are, statically.
    pub(super) values: Values,
    pub(super) fields: Vec<Planned>,
    /// Which fields the objects of a type have, in the order of the answer; ascending by type.
    pub(super) by_type: Vec<(TypeAt, Vec<usize>)>,
}

impl Selection {
    pub(super) fn of_type(&self, at: TypeAt) -> &[usize] {
        match self.by_type.binary_search_by_key(&at, |it| it.0) {
            Ok(found) => &self.by_type[found].1,
            Err(_) => &[],
        }
    }
}

pub(super) struct Planned {
    pub(super) key: String,
    /// The key with quotation marks and colon.
    pub(super) json: Vec<u8>,
    /// `None` for `__typename`.
    pub(super) field: Option<Field>,
    pub(super) languages: Languages,
    /// A list of texts in every language.
    pub(super) every_language: bool,
    pub(super) first: Option<usize>,
    pub(super) filter: Option<Filter>,
    pub(super) order: Vec<OrderBy>,
    pub(super) sub: Sub,
}

pub(super) enum Sub {
    Leaf,
    Objects(Selection),
    Text(Vec<(Vec<u8>, TextPart)>),
    Value(Vec<(Vec<u8>, ValuePart)>),
    Source(Vec<(Vec<u8>, SourcePart)>),
    Computed(Box<computed::Plan>),
}

pub(super) enum TextPart {
    TypeName,
    Value,
    Lang,
    Translations(Vec<(Vec<u8>, TextPart)>),
}

#[derive(Clone, Copy)]
pub(super) enum ValuePart {
    TypeName,
    Value,
    Lang,
    Datatype,
}

#[derive(Clone, Copy)]
pub(super) enum SourcePart {
    TypeName,
    Graph,
    Document,
    Revision,
}
