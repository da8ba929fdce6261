//! What do the shapes become for one view? Numbers instead of terms, classes with their subclasses.

use super::expect;
use super::finding::Source;
use super::model::{Constraint, NodeKinds, Shape, ShapeSet, Target};
use super::path::{Path, objects, sorted};
use super::terms::Terms;
use crate::graph::{Kind, Pattern, TermId, Triples};
use crate::vocab::{rdf, rdfs};
use oxrdf::NamedNode;
use std::sync::Arc;

/// One shape over numbers.
pub(super) struct Plan {
    pub(super) path: Option<Path<TermId>>,
    pub(super) targets: Vec<Target<TermId>>,
    pub(super) is_deactivated: bool,
    pub(super) checks: Vec<Check>,
}

pub(super) struct Check {
    pub(super) constraint: Constraint<TermId>,
    /// For `sh:class`: the class and its subclasses, ascending. For lists: the members, ascending.
    pub(super) members: Vec<TermId>,
    pub(super) source: Arc<Source>,
}

/// The numbers of the terms that checks themselves look for.
pub(super) struct Names {
    pub(super) rdf_type: TermId,
    pub(super) sub_class_of: TermId,
}

pub(super) fn names(terms: &mut Terms<'_>) -> Names {
    let mut iri = |it: &str| terms.intern(&NamedNode::new_unchecked(it).into());
    Names { rdf_type: iri(rdf::TYPE), sub_class_of: iri(rdfs::SUB_CLASS_OF) }
}

pub(super) fn plans(shapes: &ShapeSet, terms: &mut Terms<'_>, names: &Names, data: &Triples) -> Vec<Plan> {
    shapes.shapes.iter().map(|it| plan(it, terms, names, data)).collect()
}

fn plan(shape: &Shape, terms: &mut Terms<'_>, names: &Names, data: &Triples) -> Plan {
    let mut checks = Vec::with_capacity(shape.constraints.len());
    for constraint in &shape.constraints {
        let source = Arc::new(Source {
            shape: shape.node.clone(),
            path: shape.path.clone(),
            component: NamedNode::new_unchecked(constraint.component()),
            constraint: match constraint {
                Constraint::Sparql(it) => it.constraint.clone(),
                _ => None,
            },
            severity: shape.severity.clone(),
            messages: shape.messages.clone(),
            expected: expect::sentence(constraint),
        });
        let constraint = constraint.map(&mut |it| terms.intern(it));
        let members = match &constraint {
            Constraint::Class(class) => subclasses(data, *class, names.sub_class_of),
            Constraint::Closed(all) | Constraint::In(all) => sorted(all.clone()),
            _ => Vec::new(),
        };
        checks.push(Check { constraint, members, source });
    }
    Plan {
        path: shape.path.as_ref().map(|it| it.map(&mut |it| terms.intern(&it.clone().into()))),
        targets: shape.targets.iter().map(|it| it.map(&mut |it| terms.intern(it))).collect(),
        is_deactivated: shape.is_deactivated,
        checks,
    }
}

/// A class and all of its subclasses in the data graph (section 1.1, "SHACL subclass"), ascending.
pub(super) fn subclasses(data: &Triples, class: TermId, sub_class_of: TermId) -> Vec<TermId> {
    let up = Path::Inverse(Box::new(Path::Predicate(sub_class_of)));
    Path::ZeroOrMore(Box::new(up)).values(data, class).into_owned()
}

/// The focus nodes of a shape (section 2.1.3): a set, ascending.
pub(super) fn focus_nodes(plan: &Plan, names: &Names, data: &Triples) -> Vec<TermId> {
    let mut found = Vec::new();
    for target in &plan.targets {
        match target {
            Target::Node(it) => found.push(*it),
            Target::Class(class) => {
                for class in subclasses(data, *class, names.sub_class_of) {
                    let pattern = Pattern::new(None, Some(names.rdf_type), Some(class));
                    found.extend(data.scan(pattern).map(|it| it[0]));
                }
            }
            Target::SubjectsOf(it) => {
                found.extend(data.scan(Pattern::new(None, Some(*it), None)).map(|it| it[0]));
            }
            Target::ObjectsOf(it) => {
                found.extend(data.scan(Pattern::new(None, Some(*it), None)).map(|it| it[2]));
            }
        }
    }
    sorted(found)
}

/// Those of some nodes that are focus nodes of a shape, and the nodes that it names itself: a set, ascending.
pub(super) fn focus_nodes_among(plan: &Plan, nodes: &[TermId], names: &Names, data: &Triples) -> Vec<TermId> {
    let mut found = Vec::new();
    let has = |pattern| data.count(pattern) > 0;
    for target in &plan.targets {
        match target {
            Target::Node(it) => found.push(*it),
            Target::Class(class) => {
                let classes = subclasses(data, *class, names.sub_class_of);
                let is_instance = |node: TermId| {
                    objects(data, node, names.rdf_type).iter().any(|it| classes.binary_search(it).is_ok())
                };
                found.extend(nodes.iter().filter(|it| is_instance(**it)));
            }
            Target::SubjectsOf(predicate) => {
                let is_target = |node| has(Pattern::new(Some(node), Some(*predicate), None));
                found.extend(nodes.iter().filter(|it| is_target(**it)));
            }
            Target::ObjectsOf(predicate) => {
                let is_target = |node| has(Pattern::new(None, Some(*predicate), Some(node)));
                found.extend(nodes.iter().filter(|it| is_target(**it)));
            }
        }
    }
    sorted(found)
}

impl NodeKinds {
    pub(super) fn permit(self, kind: Kind) -> bool {
        match kind {
            Kind::Iri => self.iri,
            Kind::Blank => self.blank,
            Kind::String | Kind::Lang | Kind::Typed | Kind::LangLtr | Kind::LangRtl => self.literal,
            Kind::Triple => false,
        }
    }
}
