//! What does the reference evaluator answer on the same view?
//!
//! `spareval` evaluates the algebra by the book; our own engine is compared with it in tests.

use super::parse::{DefaultGraph, Query};
use crate::graph::{NONE, Pattern, TermId, Triples, View};
use oxrdf::Term;
use spareval::{InternalQuad, QueryEvaluator, QueryResults, QueryableDataset};
use std::convert::Infallible;
use std::sync::Arc;

/// Evaluates a query without any of our own planning; `FROM` clauses are not looked at.
///
/// # Errors
/// What the evaluator says, as text.
pub fn evaluate<'a>(view: &'a View, query: &'a Query) -> Result<QueryResults<'a>, String> {
    let evaluator = Box::leak(Box::new(QueryEvaluator::new()));
    evaluator
        .prepare(&query.algebra)
        .execute(Dataset { view, default_graph: query.default_graph })
        .map_err(|it| it.to_string())
}

#[derive(Clone, Copy)]
struct Dataset<'a> {
    view: &'a View,
    default_graph: DefaultGraph,
}

#[derive(Clone, Debug, Eq, Hash, PartialEq)]
enum Internal {
    Known(TermId),
    Computed(Arc<Term>),
}

impl<'a> QueryableDataset<'a> for Dataset<'a> {
    type InternalTerm = Internal;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Internal>,
        predicate: Option<&Internal>,
        object: Option<&Internal>,
        graph_name: Option<Option<&Internal>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Internal>, Infallible>> + use<'a> {
        let known = |it: Option<&Internal>| match it {
            None => Some(None),
            Some(Internal::Known(id)) => Some(Some(*id)),
            Some(Internal::Computed(_)) => None,
        };
        let mut graphs: Vec<(Option<TermId>, &'a Triples)> = Vec::new();
        let view = self.view;
        match graph_name {
            Some(None) if self.default_graph == DefaultGraph::Union => graphs.push((None, view.union())),
            Some(None) => graphs.extend(view.graph(NONE).map(|it| (None, it))),
            Some(Some(Internal::Known(id))) => graphs.extend(view.graph(*id).map(|it| (Some(*id), it))),
            Some(Some(Internal::Computed(_))) => (),
            None => graphs.extend(view.graphs().filter(|it| it.0 != NONE).map(|it| (Some(it.0), it.1))),
        }
        let pattern = match (known(subject), known(predicate), known(object)) {
            (Some(s), Some(p), Some(o)) => Pattern::new(s, p, o),
            _ => {
                graphs.clear();
                Pattern::default()
            }
        };
        graphs.into_iter().flat_map(move |(graph, triples)| {
            triples.scan(pattern).map(move |[s, p, o]| {
                Ok(InternalQuad {
                    subject: Internal::Known(s),
                    predicate: Internal::Known(p),
                    object: Internal::Known(o),
                    graph_name: graph.map(Internal::Known),
                })
            })
        })
    }

    fn internalize_term(&self, term: Term) -> Result<Internal, Infallible> {
        Ok(match self.view.dictionary().id(term.as_ref()) {
            Some(id) => Internal::Known(id),
            None => Internal::Computed(Arc::new(term)),
        })
    }

    fn externalize_term(&self, term: Internal) -> Result<Term, Infallible> {
        Ok(match term {
            Internal::Known(id) => self.view.dictionary().term(id),
            Internal::Computed(term) => Term::clone(&term),
        })
    }
}
