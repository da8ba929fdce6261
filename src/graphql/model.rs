//! Which types and fields do the shapes give? The schema as this room thinks of it.
//!
//! Terms are IRIs here and numbers only where a model is bound to a view, so that one model serves every revision.

use super::computed::Computed;
use crate::shape::Path;
use oxrdf::{NamedNode, Term};
use rustc_hash::FxHashMap;

/// A type by its place in [`Model::types`].
pub(super) type TypeAt = usize;

/// A path by its place in [`Model::paths`].
pub(super) type PathAt = usize;

/// The interface of everything that has an IRI, and the type of whatever has no type of its own.
pub(super) const NODE: TypeAt = 0;
pub(super) const OTHER_NODE: TypeAt = 1;

/// The scalars of the schema; dates and decimals are strings of their lexical form.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Scalar {
    String,
    Int,
    Float,
    Boolean,
    Iri,
    Date,
    DateTime,
    Year,
    /// A date, a month or a year, as exactly as it is known.
    PartialDate,
    Decimal,
}

impl Scalar {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::String => "String",
            Self::Int => "Int",
            Self::Float => "Float",
            Self::Boolean => "Boolean",
            Self::Iri => "IRI",
            Self::Date => "Date",
            Self::DateTime => "DateTime",
            Self::Year => "Year",
            Self::PartialDate => "PartialDate",
            Self::Decimal => "Decimal",
        }
    }
}

/// What the values of a field are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Values {
    Scalar(Scalar),
    /// A text with its language.
    Text,
    /// An IRI or a literal of any kind.
    Value,
    Enum(usize),
    Link(TypeAt),
    Union(usize),
    /// A graph that speaks of the node.
    Source,
    /// What a domain answers, by the place of the field in [`Model::computed`].
    Computed(usize),
}

/// Where the values of a field come from.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Origin {
    Id,
    Slug,
    Label,
    Types,
    Sources,
    Path(PathAt),
    /// No triples: a domain answers.
    Computed(usize),
}

#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) origin: Origin,
    pub(super) values: Values,
    /// A list of non-null members, never null itself; else one value or null.
    pub(super) is_list: bool,
}

impl Field {
    /// Whether a type with one of the two can stand for a type with the other.
    pub(super) fn is_same_form(&self, other: &Self) -> bool {
        (self.origin, self.values, self.is_list) == (other.origin, other.values, other.is_list)
    }

    /// Whether the field takes `lang`.
    pub(super) fn has_language(&self) -> bool {
        self.values == Values::Text
    }
}

#[derive(Clone, Debug)]
pub(super) struct Type {
    pub(super) name: String,
    pub(super) description: String,
    /// The classes whose instances are of this type.
    pub(super) classes: Vec<String>,
    /// Every interface that it implements, the nearest first.
    pub(super) parents: Vec<TypeAt>,
    pub(super) is_interface: bool,
    pub(super) fields: Vec<Field>,
    /// The object types of its instances, itself included where it is no interface.
    pub(super) concrete: Vec<TypeAt>,
    /// The object type of an instance that no narrower type fits.
    pub(super) plain: TypeAt,
    /// The root fields: one object, and the connection.
    pub(super) one: String,
    pub(super) many: String,
}

impl Type {
    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|it| it.name == name)
    }
}

/// The values that `sh:in` permits.
#[derive(Clone, Debug)]
pub(super) struct Enum {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) members: Vec<(String, Term)>,
}

#[derive(Clone, Debug)]
pub(super) struct Union {
    pub(super) name: String,
    pub(super) description: String,
    /// The types of the alternatives, interfaces among them.
    pub(super) types: Vec<TypeAt>,
    /// The object types of the alternatives.
    pub(super) concrete: Vec<TypeAt>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    pub(super) types: Vec<Type>,
    pub(super) enums: Vec<Enum>,
    pub(super) unions: Vec<Union>,
    pub(super) paths: Vec<Path<NamedNode>>,
    by_name: FxHashMap<String, TypeAt>,
    pub(super) computed: Computed,
    /// What of the shapes has no place in the schema, and why.
    pub(super) problems: Vec<String>,
}

impl Model {
    pub(super) fn type_named(&self, name: &str) -> Option<TypeAt> {
        self.by_name.get(name).copied()
    }

    pub(super) fn index(&mut self) {
        self.by_name = self.types.iter().enumerate().map(|(at, it)| (it.name.clone(), at)).collect();
    }

    /// The object types that values may have.
    pub(super) fn concrete(&self, values: Values) -> &[TypeAt] {
        match values {
            Values::Link(at) => &self.types[at].concrete,
            Values::Union(at) => &self.unions[at].concrete,
            Values::Scalar(_)
            | Values::Text
            | Values::Value
            | Values::Enum(_)
            | Values::Source
            | Values::Computed(_) => &[],
        }
    }

    /// The object types that a type condition stands for: of an object type, an interface or a union.
    pub(super) fn concrete_named(&self, name: &str) -> &[TypeAt] {
        match self.type_named(name) {
            Some(at) => &self.types[at].concrete,
            None => self.unions.iter().find(|it| it.name == name).map_or(&[], |it| &it.concrete),
        }
    }

    /// The name of the type of one value, in the schema.
    pub(super) fn type_name(&self, values: Values) -> &str {
        match values {
            Values::Scalar(it) => it.name(),
            Values::Text => "LangString",
            Values::Value => "Value",
            Values::Enum(at) => &self.enums[at].name,
            Values::Link(at) => &self.types[at].name,
            Values::Union(at) => &self.unions[at].name,
            Values::Source => "Source",
            Values::Computed(at) => self.computed.type_name(at),
        }
    }
}
