//! Is a cube whole? The integrity constraints IC-1 to IC-21 of section 11 of the RDF Data Cube Vocabulary.
//!
//! W3C Recommendation of 16 January 2014. A shapes graph declares which of them hold (`con:CubeConstraint`); what
//! each asks is Rust, because the published queries compare every observation with every other one.
//!
//! The constraints are stated on normalised cubes (section 10). Nothing is normalised here: what the two phases of
//! the algorithm would add, types and attached values, is followed while reading, so that an abbreviated cube is
//! checked as it is. The vocabulary itself need not be loaded.
//!
//! Where a published query and its sentence part, the query is followed, with these exceptions:
//! - IC-8: the query binds two variables that differ only in case, so that the slice key of one cube would be held
//!   against the structure of every other one. The sentence is followed.
//! - IC-20 and IC-21: the templates hold every hierarchy against the property of every other one. The sentence is
//!   followed: each hierarchy has its own.
//! - IC-12 and IC-17: to the queries, a dimension without value equals any value. Here it equals only another
//!   dimension without value: the observation violates IC-11 anyway, and its place in the cube is unknown. The
//!   queries also mix the data sets of an observation that violates IC-1; here each data set is looked at alone.
//! - IC-17: the query filters its groups by a variable that is bound only after that; its sentence is followed.
//! - IC-13: an attribute attached to measures is looked for there too, which section 10 leaves out.
//!
//! Deliberately absent: `rdfs:subClassOf`; the queries do not follow it either.

mod codes;
mod definitions;
mod keys;
mod names;
mod observation;
mod read;
mod structure;
mod touched;

use super::finding::{Finding, Findings, Source};
use super::model::ShapeSet;
use super::path::Path;
use crate::graph::{Ids, Kind, NONE, TermId, View};
use crate::vocab::qb;
use names::Data;
use oxrdf::{Literal, NamedNode, Term};
use rayon::prelude::*;
use std::sync::Arc;
use structure::Cubes;

pub(super) use read::read;

/// One declared constraint.
#[derive(Debug)]
pub(super) struct Rule {
    /// 1 for IC-1.
    number: u8,
    source: Arc<Source>,
    /// Whether a message has a place for a value.
    has_places: bool,
}

/// How much of the data is looked at.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'a> {
    Whole,
    /// Only these focus nodes, ascending.
    Nodes(&'a [TermId]),
}

/// What a change makes it necessary to look at again.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Rechecked {
    All,
    /// These focus nodes, ascending.
    Nodes(Vec<TermId>),
}

impl Rechecked {
    pub fn contains(&self, focus_node: TermId) -> bool {
        match self {
            Self::All => true,
            Self::Nodes(nodes) => nodes.binary_search(&focus_node).is_ok(),
        }
    }

    pub fn scope(&self) -> Scope<'_> {
        match self {
            Self::All => Scope::Whole,
            Self::Nodes(nodes) => Scope::Nodes(nodes),
        }
    }
}

/// Checks the union of all graphs of a view against the constraints that the shapes declare.
///
/// Findings come by constraint and then by focus node; at most `findings_max` are kept, all are counted.
pub fn check(view: &View, shapes: &ShapeSet, scope: Scope<'_>, findings_max: usize) -> Findings {
    let rules = &shapes.cube;
    let mut findings = Findings::default();
    if rules.is_empty() {
        return findings;
    }
    let data = Data::new(view, asked(rules));
    let (mut misses, n_nodes) = match scope {
        Scope::Whole => whole(&data),
        Scope::Nodes(nodes) => touched::check(&data, nodes),
    };
    misses.par_sort_unstable();
    misses.dedup();
    findings.focus_nodes = n_nodes;
    for miss in &misses {
        let Some(rule) = rules.iter().find(|it| it.number == miss.number) else { continue };
        findings.add(&rule.source.severity, findings_max, || miss.finding(view, rule));
    }
    findings
}

/// The focus nodes whose findings a change can have altered: the findings of the view before the change, without those
/// of these nodes, and the findings of these nodes after it make the findings of the view after it.
///
/// `triples` are those that the change added to the union of the graphs or removed from it, in numbers of `view`, the
/// one after the change.
pub fn touched(view: &View, shapes: &ShapeSet, triples: &[Ids]) -> Rechecked {
    if shapes.cube.is_empty() {
        return Rechecked::Nodes(Vec::new());
    }
    touched::nodes(&Data::new(view, asked(&shapes.cube)), triples)
}

/// The numbers of some constraints as bits.
fn asked(rules: &[Rule]) -> u32 {
    rules.iter().fold(0, |all, it| all | 1 << it.number)
}

/// Nodes that one thread takes at once.
const BATCH_NODES: usize = 1_024;

/// What does not hold, and how many nodes were looked at.
type Found = (Vec<Miss>, usize);

fn whole(data: &Data<'_>) -> Found {
    let definitions = data.definitions();
    let parts: Vec<Vec<Miss>> = definitions
        .par_chunks(BATCH_NODES)
        .map(|nodes| {
            let mut misses = Misses::new(data);
            for node in nodes {
                definitions::check(data, *node, &mut misses);
            }
            misses.all
        })
        .collect();
    let mut misses = parts.concat();
    let observations = data.observations();
    if !observations.is_empty() {
        let cubes = Cubes::read(data);
        misses.extend(observation::check_all(data, &cubes, &observations));
    }
    (misses, definitions.len() + observations.len())
}

/// Where a constraint does not hold.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Miss {
    number: u8,
    focus: TermId,
    place: Place,
    /// [`NONE`] where there is none.
    value: TermId,
}

/// What the path of a finding names.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Place {
    Node,
    Property(&'static str),
    InverseOf(&'static str),
    /// A component property of the cube.
    Component(TermId),
}

/// Takes the misses of the constraints that are asked for.
struct Misses {
    asked: u32,
    all: Vec<Miss>,
}

impl Misses {
    fn new(data: &Data<'_>) -> Self {
        Self { asked: data.asked, all: Vec::new() }
    }

    fn add(&mut self, number: u8, focus: TermId, place: Place, value: TermId) {
        if self.asked & 1 << number != 0 {
            self.all.push(Miss { number, focus, place, value });
        }
    }
}

impl Miss {
    fn finding(&self, view: &View, rule: &Rule) -> Finding {
        let dictionary = view.dictionary();
        let iri = |it: &str| Path::Predicate(NamedNode::new_unchecked(it));
        let path = match self.place {
            Place::Property(it) => Some(iri(it)),
            Place::InverseOf(it) => Some(Path::Inverse(Box::new(iri(it)))),
            Place::Component(it) if dictionary.kind(it) == Kind::Iri => Some(iri(dictionary.text(it))),
            Place::Node | Place::Component(_) => None,
        };
        let value = (self.value != NONE).then(|| dictionary.term(self.value));
        let messages = if rule.has_places { self.messages(view, rule, value.as_ref()) } else { Vec::new() };
        Finding {
            focus_node: dictionary.term(self.focus),
            value,
            path,
            messages,
            standing: None,
            place: None,
            source: Arc::clone(&rule.source),
        }
    }

    /// The messages with `{?component}` and `{?value}` filled in.
    fn messages(&self, view: &View, rule: &Rule, value: Option<&Term>) -> Vec<Literal> {
        let component = match self.place {
            Place::Component(it) => view.dictionary().term(it),
            Place::Node | Place::Property(_) | Place::InverseOf(_) => {
                NamedNode::new_unchecked(qb::COMPONENT_PROPERTY).into()
            }
        };
        let mut values = vec![("component", component)];
        values.extend(value.map(|it| ("value", it.clone())));
        super::components::filled(&rule.source.messages, &values, &Vec::new())
    }
}
