//! How do values from outside come into a query, and how is a query with its values told?
//!
//! Values are joined in where their variables are matched. The same algebra, printed, is a query that anybody can run
//! without knowing the parameters, and that has the same answer.

use super::parse::Query;
use super::print;
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
        print::bracketed(of);
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
        bound = Cow::Owned(joined(bound.into_owned(), &values, false));
    }
    for table in &query.tables {
        let variables: Vec<Variable> =
            table.variables.iter().filter_map(|it| Variable::new(it).ok()).collect();
        let rows = table.rows.iter().filter(|it| it.len() == variables.len());
        let bindings = rows.map(|row| row.iter().map(ground).collect()).collect();
        bound = Cow::Owned(joined(bound.into_owned(), &GraphPattern::Values { variables, bindings }, false));
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

/// Joins values below the modifiers of a pattern, in each alternative, and in each sub-SELECT that projects them.
fn joined(pattern: GraphPattern, values: &GraphPattern, is_within: bool) -> GraphPattern {
    let again = |it: Box<GraphPattern>| Box::new(joined(*it, values, is_within));
    match pattern {
        GraphPattern::Project { inner, variables } if !is_within => {
            GraphPattern::Project { inner: Box::new(joined(*inner, values, true)), variables }
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
            GraphPattern::LeftJoin { left: again(left), right: Box::new(within(*right, values)), expression }
        }
        GraphPattern::Minus { left, right } => {
            GraphPattern::Minus { left: again(left), right: Box::new(within(*right, values)) }
        }
        GraphPattern::Union { left, right } => GraphPattern::Union { left: again(left), right: again(right) },
        // One row may be joined in twice, and has to be where an alternative reads it.
        GraphPattern::Join { left, right }
            if is_one_row(values) && (has_union(&left) || has_union(&right)) =>
        {
            GraphPattern::Join { left: again(left), right: again(right) }
        }
        other => {
            GraphPattern::Join { left: Box::new(values.clone()), right: Box::new(within(other, values)) }
        }
    }
}

fn is_one_row(values: &GraphPattern) -> bool {
    matches!(values, GraphPattern::Values { bindings, .. } if bindings.len() == 1)
}

/// Whether a pattern has alternatives, those of sub-SELECTs left aside.
fn has_union(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Union { .. } => true,
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Minus { left, right } => has_union(left) || has_union(right),
        GraphPattern::Filter { inner, .. } | GraphPattern::Extend { inner, .. } => has_union(inner),
        _ => false,
    }
}

/// The pattern with a single row of values joined into its sub-SELECTs, into each those that it projects: from the
/// outside nothing else comes into their scope.
fn within(pattern: GraphPattern, values: &GraphPattern) -> GraphPattern {
    let again = |it: Box<GraphPattern>| Box::new(within(*it, values));
    match pattern {
        GraphPattern::Project { inner, variables } => match projected(values, &variables) {
            Some(values) => {
                GraphPattern::Project { inner: Box::new(joined(*inner, &values, true)), variables }
            }
            None => GraphPattern::Project { inner, variables },
        },
        GraphPattern::Join { left, right } => GraphPattern::Join { left: again(left), right: again(right) },
        GraphPattern::Union { left, right } => GraphPattern::Union { left: again(left), right: again(right) },
        GraphPattern::LeftJoin { left, right, expression } => {
            GraphPattern::LeftJoin { left: again(left), right: again(right), expression }
        }
        GraphPattern::Minus { left, right } => GraphPattern::Minus { left: again(left), right: again(right) },
        GraphPattern::Filter { expr, inner } => GraphPattern::Filter { expr, inner: again(inner) },
        GraphPattern::Extend { inner, variable, expression } => {
            GraphPattern::Extend { inner: again(inner), variable, expression }
        }
        GraphPattern::Graph { name, inner } => GraphPattern::Graph { name, inner: again(inner) },
        GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: again(inner) },
        GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: again(inner) },
        GraphPattern::Slice { inner, start, length } => {
            GraphPattern::Slice { inner: again(inner), start, length }
        }
        GraphPattern::OrderBy { inner, expression } => {
            GraphPattern::OrderBy { inner: again(inner), expression }
        }
        other => other,
    }
}

/// The part of a single row that a sub-SELECT projects.
fn projected(values: &GraphPattern, wanted: &[Variable]) -> Option<GraphPattern> {
    let GraphPattern::Values { variables, bindings } = values else { return None };
    let [row] = &bindings[..] else { return None };
    let kept = variables.iter().zip(row).filter(|it| wanted.contains(it.0));
    let (variables, row): (Vec<_>, Vec<_>) = kept.map(|it| (it.0.clone(), it.1.clone())).unzip();
    (!variables.is_empty()).then(|| GraphPattern::Values { variables, bindings: vec![row] })
}
