//! What does a change of the schema do to those who use it?
//!
//! Two schemas are compared as texts, so that any two revisions can be. What a query written before may trip over is
//! breaking; the rest is harmless.

use async_graphql::parser::Positioned;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    FieldDefinition, InputValueDefinition, ServiceDocument, TypeDefinition, TypeKind, TypeSystemDefinition,
};
use std::collections::BTreeMap;
use std::fmt;

/// One difference between two schemas.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct SchemaChange {
    /// Sorts breaking changes first.
    pub is_harmless: bool,
    /// Where: `Type`, `Type.field` or `Type.field(argument)`.
    pub place: String,
    /// A sentence without a full stop.
    pub what: String,
}

impl fmt::Display for SchemaChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_harmless { "harmless" } else { "breaking" };
        write!(f, "{kind}: {}: {}", self.place, self.what)
    }
}

/// The differences from one schema text to another, breaking ones first.
///
/// # Errors
/// A text that is no schema, as the parser tells it.
pub fn changes(old: &str, new: &str) -> Result<Vec<SchemaChange>, String> {
    let read = |text| parse_schema(text).map_err(|it| it.to_string());
    let (old, new) = (read(old)?, read(new)?);
    let (old, new) = (types(&old), types(&new));
    let mut differ = Differ { all: Vec::new() };
    for (name, before) in &old {
        match new.get(name) {
            None => differ.breaking(name, "the type is gone"),
            Some(after) => differ.type_(name, &before.kind, &after.kind),
        }
    }
    for name in new.keys().filter(|it| !old.contains_key(*it)) {
        differ.harmless(name, "the type is new");
    }
    differ.all.sort();
    Ok(differ.all)
}

fn types(document: &ServiceDocument) -> BTreeMap<&str, &TypeDefinition> {
    let one = |it: &'_ TypeSystemDefinition| matches!(it, TypeSystemDefinition::Type(_));
    document
        .definitions
        .iter()
        .filter(|it| one(it))
        .filter_map(|it| match it {
            TypeSystemDefinition::Type(it) => Some((it.node.name.node.as_str(), &it.node)),
            TypeSystemDefinition::Schema(_) | TypeSystemDefinition::Directive(_) => None,
        })
        .collect()
}

struct Differ {
    all: Vec<SchemaChange>,
}

impl Differ {
    fn breaking(&mut self, place: &str, what: impl Into<String>) {
        self.all.push(SchemaChange { is_harmless: false, place: place.to_owned(), what: what.into() });
    }

    fn harmless(&mut self, place: &str, what: impl Into<String>) {
        self.all.push(SchemaChange { is_harmless: true, place: place.to_owned(), what: what.into() });
    }

    fn type_(&mut self, name: &str, old: &TypeKind, new: &TypeKind) {
        match (old, new) {
            (TypeKind::Scalar, TypeKind::Scalar) => (),
            (TypeKind::Object(a), TypeKind::Object(b)) => {
                self.names(name, "the interface", &texts(&a.implements), &texts(&b.implements));
                self.fields(name, &a.fields, &b.fields);
            }
            (TypeKind::Interface(a), TypeKind::Interface(b)) => {
                self.names(name, "the interface", &texts(&a.implements), &texts(&b.implements));
                self.fields(name, &a.fields, &b.fields);
            }
            (TypeKind::Union(a), TypeKind::Union(b)) => {
                self.names(name, "the member", &texts(&a.members), &texts(&b.members));
            }
            (TypeKind::Enum(a), TypeKind::Enum(b)) => {
                let values = |it: &async_graphql::parser::types::EnumType| {
                    it.values.iter().map(|it| it.node.value.node.to_string()).collect::<Vec<_>>()
                };
                self.names(name, "the value", &values(a), &values(b));
            }
            (TypeKind::InputObject(a), TypeKind::InputObject(b)) => self.inputs(name, &a.fields, &b.fields),
            _ => self.breaking(name, format!("it was {} and is {}", kind(old), kind(new))),
        }
    }

    fn names(&mut self, place: &str, what: &str, old: &[String], new: &[String]) {
        for gone in old.iter().filter(|it| !new.contains(it)) {
            self.breaking(place, format!("{what} {gone} is gone"));
        }
        for added in new.iter().filter(|it| !old.contains(it)) {
            self.harmless(place, format!("{what} {added} is new"));
        }
    }

    fn fields(
        &mut self,
        name: &str,
        old: &[Positioned<FieldDefinition>],
        new: &[Positioned<FieldDefinition>],
    ) {
        for before in old {
            let place = format!("{name}.{}", before.node.name.node);
            match new.iter().find(|it| it.node.name.node == before.node.name.node) {
                None => self.breaking(&place, "the field is gone"),
                Some(after) => {
                    let (a, b) = (before.node.ty.to_string(), after.node.ty.to_string());
                    if a != b {
                        // What was null may be null no more, and nobody who is ready for null trips over it.
                        let what = format!("its type was {a} and is {b}");
                        if b.strip_suffix('!') == Some(&a) {
                            self.harmless(&place, what);
                        } else {
                            self.breaking(&place, what);
                        }
                    }
                    self.inputs(&place, &before.node.arguments, &after.node.arguments);
                }
            }
        }
        for added in new.iter().filter(|it| !old.iter().any(|old| old.node.name.node == it.node.name.node)) {
            self.harmless(&format!("{name}.{}", added.node.name.node), "the field is new");
        }
    }

    /// Arguments, and fields of input objects.
    fn inputs(
        &mut self,
        place: &str,
        old: &[Positioned<InputValueDefinition>],
        new: &[Positioned<InputValueDefinition>],
    ) {
        for before in old {
            let place = format!("{place}({})", before.node.name.node);
            match new.iter().find(|it| it.node.name.node == before.node.name.node) {
                None => self.breaking(&place, "the input is gone"),
                Some(after) => {
                    let (a, b) = (before.node.ty.to_string(), after.node.ty.to_string());
                    let what = format!("its type was {a} and is {b}");
                    if a.strip_suffix('!') == Some(&b) {
                        self.harmless(&place, what);
                    } else if a != b {
                        self.breaking(&place, what);
                    }
                }
            }
        }
        for added in new.iter().filter(|it| !old.iter().any(|old| old.node.name.node == it.node.name.node)) {
            let place = format!("{place}({})", added.node.name.node);
            if added.node.ty.node.nullable || added.node.default_value.is_some() {
                self.harmless(&place, "the input is new");
            } else {
                self.breaking(&place, "the input is new and must be given");
            }
        }
    }
}

fn texts(names: &[Positioned<async_graphql::Name>]) -> Vec<String> {
    names.iter().map(|it| it.node.to_string()).collect()
}

fn kind(it: &TypeKind) -> &'static str {
    match it {
        TypeKind::Scalar => "a scalar",
        TypeKind::Object(_) => "an object type",
        TypeKind::Interface(_) => "an interface",
        TypeKind::Union(_) => "a union",
        TypeKind::Enum(_) => "an enum",
        TypeKind::InputObject(_) => "an input object",
    }
}
