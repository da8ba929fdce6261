//! Which statements do the templates of CONSTRUCT, INSERT and DELETE make of a solution?
//!
//! A statement with an unbound variable, or with a term where it cannot stand, is left out (section 16.2).

use super::context::Context;
use super::run::Row;
use super::translate::Scope;
use crate::graph::{Ids, Kind, NONE, TermId};
use oxrdf::{BlankNode, GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple, Variable};
use spargebra::term::{
    GraphNamePattern, GroundQuadPattern, GroundTermPattern, NamedNodePattern, QuadPattern, TermPattern,
};

/// The new blank nodes of one solution: the same label is the same node.
pub(super) type Blanks = Vec<(BlankNode, TermId)>;

pub(super) struct Template<'t, 'a> {
    pub(super) context: &'t Context<'a>,
    pub(super) scope: &'t Scope,
}

impl Template<'_, '_> {
    pub(super) fn triple(
        &self,
        subject: &TermPattern,
        predicate: &NamedNodePattern,
        object: &TermPattern,
        row: &Row,
        blanks: &mut Blanks,
    ) -> Option<Ids> {
        let ids = [
            self.term(subject, row, blanks)?,
            self.predicate(predicate, row)?,
            self.term(object, row, blanks)?,
        ];
        self.checked(ids)
    }

    /// A quad of an INSERT template.
    pub(super) fn quad(&self, it: &QuadPattern, row: &Row, blanks: &mut Blanks) -> Option<Quad> {
        let ids = self.triple(&it.subject, &it.predicate, &it.object, row, blanks)?;
        self.in_graph(ids, &it.graph_name, row)
    }

    /// A quad of a DELETE template, which has no blank nodes.
    pub(super) fn ground_quad(&self, it: &GroundQuadPattern, row: &Row) -> Option<Quad> {
        let ids = [
            self.ground_term(&it.subject, row)?,
            self.predicate(&it.predicate, row)?,
            self.ground_term(&it.object, row)?,
        ];
        self.in_graph(self.checked(ids)?, &it.graph_name, row)
    }

    fn checked(&self, ids: Ids) -> Option<Ids> {
        let fits = matches!(self.context.kind(ids[0]), Kind::Iri | Kind::Blank)
            && self.context.kind(ids[1]) == Kind::Iri;
        fits.then_some(ids)
    }

    fn variable(&self, variable: &Variable, row: &Row) -> Option<TermId> {
        let slot = *self.scope.borrow().get(variable.as_str())?;
        Some(row[slot]).filter(|it| *it != NONE)
    }

    fn predicate(&self, pattern: &NamedNodePattern, row: &Row) -> Option<TermId> {
        match pattern {
            NamedNodePattern::NamedNode(it) => Some(self.context.intern(it.clone().into())),
            NamedNodePattern::Variable(it) => self.variable(it, row),
        }
    }

    fn term(&self, pattern: &TermPattern, row: &Row, blanks: &mut Blanks) -> Option<TermId> {
        match pattern {
            TermPattern::NamedNode(it) => Some(self.context.intern(it.clone().into())),
            TermPattern::Literal(it) => Some(self.context.intern(it.clone().into())),
            TermPattern::Variable(it) => self.variable(it, row),
            TermPattern::BlankNode(it) => {
                let known = blanks.iter().find(|(label, _)| label == it).map(|it| it.1);
                known.or_else(|| {
                    let id = self.context.intern(BlankNode::default().into());
                    blanks.push((it.clone(), id));
                    Some(id)
                })
            }
            TermPattern::Triple(it) => {
                let ids = self.triple(&it.subject, &it.predicate, &it.object, row, blanks)?;
                Some(self.context.intern(self.terms(ids)?.into()))
            }
        }
    }

    fn ground_term(&self, pattern: &GroundTermPattern, row: &Row) -> Option<TermId> {
        match pattern {
            GroundTermPattern::NamedNode(it) => Some(self.context.intern(it.clone().into())),
            GroundTermPattern::Literal(it) => Some(self.context.intern(it.clone().into())),
            GroundTermPattern::Variable(it) => self.variable(it, row),
            GroundTermPattern::Triple(it) => {
                let ids = [
                    self.ground_term(&it.subject, row)?,
                    self.predicate(&it.predicate, row)?,
                    self.ground_term(&it.object, row)?,
                ];
                Some(self.context.intern(self.terms(self.checked(ids)?)?.into()))
            }
        }
    }

    fn in_graph(&self, ids: Ids, graph: &GraphNamePattern, row: &Row) -> Option<Quad> {
        let graph = match graph {
            GraphNamePattern::NamedNode(it) => it.clone().into(),
            GraphNamePattern::DefaultGraph => GraphName::DefaultGraph,
            GraphNamePattern::Variable(it) => node(self.context.term(self.variable(it, row)?))?.into(),
        };
        Some(self.terms(ids)?.in_graph(graph))
    }

    pub(super) fn terms(&self, [s, p, o]: Ids) -> Option<Triple> {
        let subject = node(self.context.term(s))?;
        Some(Triple { subject, predicate: named(self.context.term(p))?, object: self.context.term(o) })
    }
}

fn node(term: Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(it) => Some(it.into()),
        Term::BlankNode(it) => Some(it.into()),
        Term::Literal(_) | Term::Triple(_) => None,
    }
}

fn named(term: Term) -> Option<NamedNode> {
    match term {
        Term::NamedNode(it) => Some(it),
        Term::BlankNode(_) | Term::Literal(_) | Term::Triple(_) => None,
    }
}
