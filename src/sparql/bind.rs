//! How do values from outside come into a query, and how is a query with its values told?
//!
//! Values are joined in where their variables are matched. The same algebra, printed, is a query that anybody can run
//! without knowing the parameters, and that has the same answer.

use super::parse::Query;
use oxrdf::{Term, Variable};
use spargebra::algebra::GraphPattern;
use spargebra::term::GroundTerm;
use std::borrow::Cow;

impl Query {
    /// The query as text, with every value in its place: standard SPARQL without prefixes and parameters.
    pub fn text(&self) -> String {
        let mut algebra = self.algebra.clone();
        let (spargebra::Query::Select { pattern: of, .. }
        | spargebra::Query::Construct { pattern: of, .. }
        | spargebra::Query::Describe { pattern: of, .. }
        | spargebra::Query::Ask { pattern: of, .. }) = &mut algebra;
        *of = pattern(of, self).into_owned();
        algebra.to_string()
    }
}

/// The pattern with the values that are given to its variables from outside, joined in where they are matched.
pub(super) fn pattern<'q>(pattern: &'q GraphPattern, query: &Query) -> Cow<'q, GraphPattern> {
    let mut bound = Cow::Borrowed(pattern);
    if !query.bindings.is_empty() {
        let given = query.bindings.iter();
        let (variables, row) =
            given.filter_map(|(name, term)| Some((Variable::new(name).ok()?, Some(ground(term)?)))).unzip();
        let values = GraphPattern::Values { variables, bindings: vec![row] };
        bound = Cow::Owned(joined(bound.into_owned(), &values));
    }
    for table in &query.tables {
        let variables: Vec<Variable> =
            table.variables.iter().filter_map(|it| Variable::new(it).ok()).collect();
        let rows = table.rows.iter().filter(|it| it.len() == variables.len());
        let bindings = rows.map(|row| row.iter().map(ground).collect()).collect();
        bound = Cow::Owned(joined(bound.into_owned(), &GraphPattern::Values { variables, bindings }));
    }
    bound
}

/// A term that may stand in `VALUES`.
fn ground(term: &Term) -> Option<GroundTerm> {
    match term {
        Term::NamedNode(it) => Some(it.clone().into()),
        Term::Literal(it) => Some(it.clone().into()),
        Term::BlankNode(_) | Term::Triple(_) => None,
    }
}

/// Joins values below the modifiers of a pattern, in each sub-SELECT that projects all of their variables too.
fn joined(pattern: GraphPattern, values: &GraphPattern) -> GraphPattern {
    let again = |it: Box<GraphPattern>| Box::new(joined(*it, values));
    match pattern {
        GraphPattern::Project { inner, variables } => {
            GraphPattern::Project { inner: again(inner), variables }
        }
        GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: again(inner) },
        GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: again(inner) },
        GraphPattern::Slice { inner, start, length } => {
            GraphPattern::Slice { inner: again(inner), start, length }
        }
        GraphPattern::OrderBy { inner, expression } => {
            GraphPattern::OrderBy { inner: again(inner), expression }
        }
        GraphPattern::Extend { inner, variable, expression } => {
            GraphPattern::Extend { inner: again(inner), variable, expression }
        }
        GraphPattern::Filter { inner, expr } => GraphPattern::Filter { inner: again(inner), expr },
        GraphPattern::Group { inner, variables, aggregates } => {
            GraphPattern::Group { inner: again(inner), variables, aggregates }
        }
        GraphPattern::LeftJoin { left, right, expression } => {
            GraphPattern::LeftJoin { left: again(left), right, expression }
        }
        GraphPattern::Minus { left, right } => GraphPattern::Minus { left: again(left), right },
        other => GraphPattern::Join { left: Box::new(values.clone()), right: Box::new(other) },
    }
}
