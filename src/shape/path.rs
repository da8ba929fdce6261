//! Where do the value nodes of a property shape stand? Property paths (section 2.3.1).

use crate::graph::{Pattern, TermId, Triples};
use crate::vocab::{rdf, sh};
use oxrdf::{BlankNode, NamedNode, NamedOrBlankNode, Term, Triple};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::fmt;

/// A property path over predicates of type `P`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Path<P> {
    Predicate(P),
    Inverse(Box<Self>),
    Sequence(Vec<Self>),
    Alternative(Vec<Self>),
    ZeroOrMore(Box<Self>),
    OneOrMore(Box<Self>),
    ZeroOrOne(Box<Self>),
}

impl<P> Path<P> {
    /// The same path over other predicates.
    pub fn map<Q>(&self, with: &mut dyn FnMut(&P) -> Q) -> Path<Q> {
        let mut one = |it: &Self| Box::new(it.map(with));
        match self {
            Self::Inverse(it) => Path::Inverse(one(it)),
            Self::ZeroOrMore(it) => Path::ZeroOrMore(one(it)),
            Self::OneOrMore(it) => Path::OneOrMore(one(it)),
            Self::ZeroOrOne(it) => Path::ZeroOrOne(one(it)),
            Self::Predicate(it) => Path::Predicate(with(it)),
            Self::Sequence(all) => Path::Sequence(all.iter().map(|it| it.map(with)).collect()),
            Self::Alternative(all) => Path::Alternative(all.iter().map(|it| it.map(with)).collect()),
        }
    }
}

impl Path<NamedNode> {
    /// The path as a node with the triples that describe it, new blank nodes at each call.
    pub(super) fn write(&self, triples: &mut Vec<Triple>) -> Term {
        let (predicate, object) = match self {
            Self::Predicate(it) => return it.clone().into(),
            Self::Sequence(all) => return list(all, triples),
            Self::Alternative(all) => (sh::ALTERNATIVE_PATH, list(all, triples)),
            Self::Inverse(it) => (sh::INVERSE_PATH, it.write(triples)),
            Self::ZeroOrMore(it) => (sh::ZERO_OR_MORE_PATH, it.write(triples)),
            Self::OneOrMore(it) => (sh::ONE_OR_MORE_PATH, it.write(triples)),
            Self::ZeroOrOne(it) => (sh::ZERO_OR_ONE_PATH, it.write(triples)),
        };
        let node = BlankNode::default();
        triples.push(Triple::new(node.clone(), NamedNode::new_unchecked(predicate), object));
        node.into()
    }
}

fn list(members: &[Path<NamedNode>], triples: &mut Vec<Triple>) -> Term {
    let iri = NamedNode::new_unchecked;
    let mut rest: Term = iri(rdf::NIL).into();
    for member in members.iter().rev() {
        let node = BlankNode::default();
        let first = member.write(triples);
        triples.push(Triple::new(node.clone(), iri(rdf::FIRST), first));
        triples.push(Triple::new(NamedOrBlankNode::from(node.clone()), iri(rdf::REST), rest));
        rest = node.into();
    }
    rest
}

/// As SPARQL writes it (section 2.3.1, mapping to SPARQL property paths).
impl fmt::Display for Path<NamedNode> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, all: &[Self], sign: &str| {
            f.write_str("(")?;
            for (at, it) in all.iter().enumerate() {
                write!(f, "{}{it}", if at == 0 { "" } else { sign })?;
            }
            f.write_str(")")
        };
        match self {
            Self::Predicate(it) => write!(f, "{it}"),
            Self::Inverse(it) => write!(f, "^({it})"),
            Self::Sequence(all) => joined(f, all, "/"),
            Self::Alternative(all) => joined(f, all, "|"),
            Self::ZeroOrMore(it) => write!(f, "({it})*"),
            Self::OneOrMore(it) => write!(f, "({it})+"),
            Self::ZeroOrOne(it) => write!(f, "({it})?"),
        }
    }
}

impl Path<TermId> {
    /// The value nodes of a focus node: a set, ascending.
    pub fn values<'v>(&self, data: &'v Triples, focus: TermId) -> Cow<'v, [TermId]> {
        match self {
            Self::Predicate(predicate) => objects(data, focus, *predicate),
            Self::Inverse(_)
            | Self::Sequence(_)
            | Self::Alternative(_)
            | Self::ZeroOrMore(_)
            | Self::OneOrMore(_)
            | Self::ZeroOrOne(_) => Cow::Owned(sorted(self.step(data, &[focus], false))),
        }
    }

    /// The nodes that one walk along the path reaches from any of some nodes; repeats may come.
    pub(super) fn step(&self, data: &Triples, from: &[TermId], is_inverse: bool) -> Vec<TermId> {
        match self {
            Self::Predicate(predicate) => {
                let mut found = Vec::new();
                for node in from {
                    if is_inverse {
                        let pattern = Pattern::new(None, Some(*predicate), Some(*node));
                        found.extend(data.scan(pattern).map(|it| it[0]));
                    } else {
                        found.extend_from_slice(&objects(data, *node, *predicate));
                    }
                }
                found
            }
            Self::Inverse(it) => it.step(data, from, !is_inverse),
            Self::Sequence(all) => {
                let mut nodes = from.to_vec();
                let mut walk = |it: &Self| nodes = sorted(it.step(data, &nodes, is_inverse));
                if is_inverse {
                    all.iter().rev().for_each(&mut walk);
                } else {
                    all.iter().for_each(&mut walk);
                }
                nodes
            }
            Self::Alternative(all) => all.iter().flat_map(|it| it.step(data, from, is_inverse)).collect(),
            Self::ZeroOrOne(it) => [from, &it.step(data, from, is_inverse)].concat(),
            Self::ZeroOrMore(it) => it.closure(data, from.to_vec(), is_inverse),
            Self::OneOrMore(it) => it.closure(data, sorted(it.step(data, from, is_inverse)), is_inverse),
        }
    }

    /// Everything that repeated walks reach, the start included; each node is left once, so that cycles end.
    fn closure(&self, data: &Triples, start: Vec<TermId>, is_inverse: bool) -> Vec<TermId> {
        let mut seen: FxHashSet<TermId> = start.iter().copied().collect();
        let mut frontier = start;
        while !frontier.is_empty() {
            let mut next = self.step(data, &frontier, is_inverse);
            next.retain(|it| seen.insert(*it));
            frontier = next;
        }
        seen.into_iter().collect()
    }
}

/// The objects of a subject and predicate, ascending; borrowed where no layer touches the data.
pub(super) fn objects(data: &Triples, subject: TermId, predicate: TermId) -> Cow<'_, [TermId]> {
    let pattern = Pattern::new(Some(subject), Some(predicate), None);
    match data.plain_run(pattern) {
        Some(run) => Cow::Borrowed(run.third),
        None => Cow::Owned(sorted(data.scan(pattern).map(|it| it[2]).collect())),
    }
}

pub(super) fn sorted(mut ids: Vec<TermId>) -> Vec<TermId> {
    ids.sort_unstable();
    ids.dedup();
    ids
}
