//! What form do the shapes give to the data? For whoever derives an interface from them.
//!
//! A description holds what can be told as a type: names, paths, counts and kinds of values. Rules over several
//! properties are left out, because no interface type can say them.

use super::model::{Constraint, Shape, ShapeAt, ShapeSet, Target};
use super::path::Path;
use oxrdf::{Literal, NamedNode, Term};

/// A node shape that has a name for interfaces, or a target.
#[derive(Clone, Debug)]
pub struct NodeShape {
    pub shape: Term,
    /// `sh:targetClass`, and the shape itself where it is a class.
    pub classes: Vec<NamedNode>,
    /// `con:graphqlName`; more than one is an error of whoever wrote the shapes.
    pub graphql_names: Vec<String>,
    /// `con:order`.
    pub order: Option<i64>,
    /// `con:extendsShape`.
    pub extends: Vec<Term>,
    /// `sh:name`.
    pub names: Vec<Literal>,
    /// `sh:description`.
    pub descriptions: Vec<Literal>,
    pub properties: Vec<PropertyShape>,
}

/// A property shape of a node shape.
#[derive(Clone, Debug)]
pub struct PropertyShape {
    pub shape: Term,
    pub path: Path<NamedNode>,
    pub graphql_names: Vec<String>,
    pub order: Option<i64>,
    pub names: Vec<Literal>,
    pub descriptions: Vec<Literal>,
    /// `sh:minCount`, 0 where it is not given.
    pub min: u64,
    /// `sh:maxCount`.
    pub max: Option<u64>,
    /// `sh:uniqueLang`: one value a language.
    pub is_unique_lang: bool,
    pub values: Values,
}

/// What the values of a property are.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// `sh:datatype`.
    pub datatype: Option<NamedNode>,
    /// `sh:class`.
    pub classes: Vec<NamedNode>,
    /// `sh:node`.
    pub nodes: Vec<Term>,
    /// `sh:in`.
    pub members: Option<Vec<Term>>,
    /// The members of each `sh:or` and `sh:xone`.
    pub choices: Vec<Vec<Values>>,
    /// Whether `sh:nodeKind` permits IRIs alone.
    pub is_iri: bool,
}

impl ShapeSet {
    /// The node shapes, in the order of `con:order` and then of their names.
    pub fn describe(&self) -> Vec<NodeShape> {
        let mut all: Vec<NodeShape> = self
            .shapes
            .iter()
            .filter(|it| it.path.is_none() && !it.is_deactivated)
            .map(|it| self.node_shape(it))
            .filter(|it| !it.graphql_names.is_empty())
            .collect();
        all.sort_by_cached_key(|it| (it.order.unwrap_or(i64::MAX), it.shape.to_string()));
        all
    }

    fn node_shape(&self, shape: &Shape) -> NodeShape {
        let mut properties = Vec::new();
        for constraint in &shape.constraints {
            if let Constraint::Property(at) = constraint
                && let Some(property) = self.property_shape(*at)
            {
                properties.push(property);
            }
        }
        properties.sort_by_cached_key(|it| (it.order.unwrap_or(i64::MAX), it.shape.to_string()));
        let class = |it: &Target<Term>| match it {
            Target::Class(Term::NamedNode(it)) => Some(it.clone()),
            Target::Class(_) | Target::Node(_) | Target::SubjectsOf(_) | Target::ObjectsOf(_) => None,
        };
        NodeShape {
            shape: shape.node.clone(),
            classes: shape.targets.iter().filter_map(class).collect(),
            graphql_names: shape.words.graphql_names.clone(),
            order: shape.words.order,
            extends: shape.words.extends.clone(),
            names: shape.words.names.clone(),
            descriptions: shape.words.descriptions.clone(),
            properties,
        }
    }

    fn property_shape(&self, at: ShapeAt) -> Option<PropertyShape> {
        let shape = &self.shapes[at];
        let path = shape.path.clone().filter(|_| !shape.is_deactivated)?;
        let mut property = PropertyShape {
            shape: shape.node.clone(),
            path,
            graphql_names: shape.words.graphql_names.clone(),
            order: shape.words.order,
            names: shape.words.names.clone(),
            descriptions: shape.words.descriptions.clone(),
            min: 0,
            max: None,
            is_unique_lang: false,
            values: self.values(at),
        };
        for constraint in &shape.constraints {
            match constraint {
                Constraint::MinCount(n) => property.min = *n,
                Constraint::MaxCount(n) => property.max = Some(*n),
                Constraint::UniqueLang => property.is_unique_lang = true,
                _ => (),
            }
        }
        Some(property)
    }

    /// Recursive shapes are refused when they are read, so that this ends.
    fn values(&self, at: ShapeAt) -> Values {
        let mut values = Values::default();
        for constraint in &self.shapes[at].constraints {
            match constraint {
                Constraint::Datatype(Term::NamedNode(it)) => values.datatype = Some(it.clone()),
                Constraint::Class(Term::NamedNode(it)) => values.classes.push(it.clone()),
                Constraint::Node(at) => values.nodes.push(self.shapes[*at].node.clone()),
                Constraint::In(all) => values.members = Some(all.clone()),
                Constraint::NodeKind(it) => values.is_iri = it.iri && !it.blank && !it.literal,
                Constraint::Or(all) | Constraint::Xone(all) => {
                    values.choices.push(all.iter().map(|it| self.values(*it)).collect());
                }
                _ => (),
            }
        }
        values
    }
}
