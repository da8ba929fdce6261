//! What is a shape, once it is read? Terms of type `T`: RDF terms when read, numbers when checked.

use super::path::Path;
use super::question::{Form, Prepared, ShapesGraph};
use crate::vocab::sh;
use oxrdf::{Literal, NamedNode, Term};
use regex::Regex;
use std::sync::Arc;

/// How grave a finding is (section 2.1.4).
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    Violation,
    Warning,
    Info,
    /// Any other IRI; it counts as a violation for whoever must decide.
    Other(NamedNode),
}

impl Severity {
    pub fn iri(&self) -> &str {
        match self {
            Self::Violation => sh::VIOLATION,
            Self::Warning => sh::WARNING,
            Self::Info => sh::INFO,
            Self::Other(it) => it.as_str(),
        }
    }

    pub(super) fn of(iri: &NamedNode) -> Self {
        match iri.as_str() {
            sh::VIOLATION => Self::Violation,
            sh::WARNING => Self::Warning,
            sh::INFO => Self::Info,
            _ => Self::Other(iri.clone()),
        }
    }

    /// Whether data with such a finding must not be published.
    pub fn blocks(&self) -> bool {
        matches!(self, Self::Violation | Self::Other(_))
    }
}

/// The shapes of a shapes graph, ready to be checked against any view.
#[derive(Debug)]
pub struct ShapeSet {
    pub(super) shapes: Vec<Shape>,
    pub(super) shapes_graph: ShapesGraph,
    /// Constraints on cubes, by number.
    pub(super) cube: Vec<super::cube::Rule>,
}

impl ShapeSet {
    /// Shapes, nested ones included.
    pub fn len(&self) -> usize {
        self.shapes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty() && self.cube.is_empty()
    }
}

/// Another shape by its place in the set.
pub(super) type ShapeAt = usize;

#[derive(Debug)]
pub(super) struct Shape {
    pub(super) node: Term,
    /// `None` for a node shape.
    pub(super) path: Option<Path<NamedNode>>,
    pub(super) targets: Vec<Target<Term>>,
    pub(super) severity: Severity,
    pub(super) messages: Vec<Literal>,
    pub(super) is_deactivated: bool,
    pub(super) constraints: Vec<Constraint<Term>>,
    pub(super) words: Words,
}

/// What a shape says for interfaces and for people; nothing of it is checked.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// `con:graphqlName`, as written: all of them where there are several.
    pub(super) graphql_names: Vec<String>,
    /// `con:order`.
    pub(super) order: Option<i64>,
    /// `con:extendsShape`.
    pub(super) extends: Vec<Term>,
    /// `sh:name`.
    pub(super) names: Vec<Literal>,
    /// `sh:description`.
    pub(super) descriptions: Vec<Literal>,
}

/// Section 2.1.3.
#[derive(Clone, Debug)]
pub(super) enum Target<T> {
    Node(T),
    Class(T),
    SubjectsOf(T),
    ObjectsOf(T),
}

impl<T> Target<T> {
    pub(super) fn map<U>(&self, with: &mut dyn FnMut(&T) -> U) -> Target<U> {
        match self {
            Self::Node(it) => Target::Node(with(it)),
            Self::Class(it) => Target::Class(with(it)),
            Self::SubjectsOf(it) => Target::SubjectsOf(with(it)),
            Self::ObjectsOf(it) => Target::ObjectsOf(with(it)),
        }
    }
}

/// Which side of its limit a value must be on (section 4.3).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Range {
    MinExclusive,
    MinInclusive,
    MaxExclusive,
    MaxInclusive,
}

/// The kinds of nodes that `sh:nodeKind` permits (section 4.1.3).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct NodeKinds {
    pub(super) iri: bool,
    pub(super) blank: bool,
    pub(super) literal: bool,
}

/// One constraint (section 4 in its order, then sections 5 and 6).
#[derive(Clone, Debug)]
pub(super) enum Constraint<T> {
    Class(T),
    Datatype(T),
    NodeKind(NodeKinds),
    MinCount(u64),
    MaxCount(u64),
    Range(Range, T),
    MinLength(u64),
    MaxLength(u64),
    Pattern(Box<Regex>),
    LanguageIn(Vec<String>),
    UniqueLang,
    Equals(T),
    Disjoint(T),
    LessThan(T),
    LessThanOrEquals(T),
    Not(ShapeAt),
    And(Vec<ShapeAt>),
    Or(Vec<ShapeAt>),
    Xone(Vec<ShapeAt>),
    Node(ShapeAt),
    Property(ShapeAt),
    QualifiedMin(Qualified, u64),
    QualifiedMax(Qualified, u64),
    /// The properties that are permitted.
    Closed(Vec<T>),
    HasValue(T),
    In(Vec<T>),
    Sparql(Arc<Asked>),
}

#[derive(Clone, Debug)]
pub(super) struct Qualified {
    pub(super) shape: ShapeAt,
    /// The sibling shapes that a counted value must not conform to (section 4.7.3).
    pub(super) siblings: Vec<ShapeAt>,
}

/// A constraint in SPARQL: `sh:sparql` or a component of the shapes graph itself.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) prepared: Arc<dyn Prepared>,
    pub(super) form: Form,
    /// The component's IRI.
    pub(super) component: NamedNode,
    /// The constraint's node, for `sh:sparql`.
    pub(super) constraint: Option<Term>,
    /// Pre-bound parameters of a component.
    pub(super) parameters: Vec<(String, Term)>,
    /// Messages of the constraint or validator, with `{$name}` for values.
    pub(super) messages: Vec<Literal>,
}

impl<T> Constraint<T> {
    /// The IRI of the constraint component.
    pub(super) fn component(&self) -> &str {
        match self {
            Self::Class(_) => sh::CLASS_COMPONENT,
            Self::Datatype(_) => sh::DATATYPE_COMPONENT,
            Self::NodeKind(_) => sh::NODE_KIND_COMPONENT,
            Self::MinCount(_) => sh::MIN_COUNT_COMPONENT,
            Self::MaxCount(_) => sh::MAX_COUNT_COMPONENT,
            Self::Range(Range::MinExclusive, _) => sh::MIN_EXCLUSIVE_COMPONENT,
            Self::Range(Range::MinInclusive, _) => sh::MIN_INCLUSIVE_COMPONENT,
            Self::Range(Range::MaxExclusive, _) => sh::MAX_EXCLUSIVE_COMPONENT,
            Self::Range(Range::MaxInclusive, _) => sh::MAX_INCLUSIVE_COMPONENT,
            Self::MinLength(_) => sh::MIN_LENGTH_COMPONENT,
            Self::MaxLength(_) => sh::MAX_LENGTH_COMPONENT,
            Self::Pattern(_) => sh::PATTERN_COMPONENT,
            Self::LanguageIn(_) => sh::LANGUAGE_IN_COMPONENT,
            Self::UniqueLang => sh::UNIQUE_LANG_COMPONENT,
            Self::Equals(_) => sh::EQUALS_COMPONENT,
            Self::Disjoint(_) => sh::DISJOINT_COMPONENT,
            Self::LessThan(_) => sh::LESS_THAN_COMPONENT,
            Self::LessThanOrEquals(_) => sh::LESS_THAN_OR_EQUALS_COMPONENT,
            Self::Not(_) => sh::NOT_COMPONENT,
            Self::And(_) => sh::AND_COMPONENT,
            Self::Or(_) => sh::OR_COMPONENT,
            Self::Xone(_) => sh::XONE_COMPONENT,
            Self::Node(_) => sh::NODE_COMPONENT,
            Self::Property(_) => sh::PROPERTY_COMPONENT,
            Self::QualifiedMin(..) => sh::QUALIFIED_MIN_COUNT_COMPONENT,
            Self::QualifiedMax(..) => sh::QUALIFIED_MAX_COUNT_COMPONENT,
            Self::Closed(_) => sh::CLOSED_COMPONENT,
            Self::HasValue(_) => sh::HAS_VALUE_COMPONENT,
            Self::In(_) => sh::IN_COMPONENT,
            Self::Sparql(it) => it.component.as_str(),
        }
    }

    /// The shapes that it refers to (section 2.1, recursion).
    pub(super) fn references(&self) -> Vec<ShapeAt> {
        match self {
            Self::Not(it) | Self::Node(it) | Self::Property(it) => vec![*it],
            Self::And(all) | Self::Or(all) | Self::Xone(all) => all.clone(),
            Self::QualifiedMin(it, _) | Self::QualifiedMax(it, _) => {
                it.siblings.iter().copied().chain([it.shape]).collect()
            }
            Self::Class(_)
            | Self::Datatype(_)
            | Self::NodeKind(_)
            | Self::MinCount(_)
            | Self::MaxCount(_)
            | Self::Range(..)
            | Self::MinLength(_)
            | Self::MaxLength(_)
            | Self::Pattern(_)
            | Self::LanguageIn(_)
            | Self::UniqueLang
            | Self::Equals(_)
            | Self::Disjoint(_)
            | Self::LessThan(_)
            | Self::LessThanOrEquals(_)
            | Self::Closed(_)
            | Self::HasValue(_)
            | Self::In(_)
            | Self::Sparql(_) => Vec::new(),
        }
    }

    pub(super) fn map<U>(&self, with: &mut dyn FnMut(&T) -> U) -> Constraint<U> {
        match self {
            Self::Class(it) => Constraint::Class(with(it)),
            Self::Datatype(it) => Constraint::Datatype(with(it)),
            Self::NodeKind(it) => Constraint::NodeKind(*it),
            Self::MinCount(it) => Constraint::MinCount(*it),
            Self::MaxCount(it) => Constraint::MaxCount(*it),
            Self::Range(range, it) => Constraint::Range(*range, with(it)),
            Self::MinLength(it) => Constraint::MinLength(*it),
            Self::MaxLength(it) => Constraint::MaxLength(*it),
            Self::Pattern(it) => Constraint::Pattern(it.clone()),
            Self::LanguageIn(it) => Constraint::LanguageIn(it.clone()),
            Self::UniqueLang => Constraint::UniqueLang,
            Self::Equals(it) => Constraint::Equals(with(it)),
            Self::Disjoint(it) => Constraint::Disjoint(with(it)),
            Self::LessThan(it) => Constraint::LessThan(with(it)),
            Self::LessThanOrEquals(it) => Constraint::LessThanOrEquals(with(it)),
            Self::Not(it) => Constraint::Not(*it),
            Self::And(it) => Constraint::And(it.clone()),
            Self::Or(it) => Constraint::Or(it.clone()),
            Self::Xone(it) => Constraint::Xone(it.clone()),
            Self::Node(it) => Constraint::Node(*it),
            Self::Property(it) => Constraint::Property(*it),
            Self::QualifiedMin(it, n) => Constraint::QualifiedMin(it.clone(), *n),
            Self::QualifiedMax(it, n) => Constraint::QualifiedMax(it.clone(), *n),
            Self::Closed(all) => Constraint::Closed(all.iter().map(with).collect()),
            Self::HasValue(it) => Constraint::HasValue(with(it)),
            Self::In(all) => Constraint::In(all.iter().map(with).collect()),
            Self::Sparql(it) => Constraint::Sparql(Arc::clone(it)),
        }
    }
}
