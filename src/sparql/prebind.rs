//! How is one query asked again and again with other values for some of its variables?
//!
//! The pre-binding of SHACL-SPARQL (SHACL, appendix A): a value stands wherever its variable stands, in filters and
//! inner groups too, which joining the values in would not give. Queries that could tell the difference are refused.

use super::answer::{self, Solution};
use super::context::blank_as_iri;
use super::error::SparqlError;
use super::limits::{Cancel, Limits};
use super::parse::{self, DefaultGraph, Form, Options, Query};
use super::readings;
use super::session::Session;
use crate::graph::{Reading, View};
use oxrdf::{Literal, NamedNode, Term, Variable};
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

/// A SELECT or ASK whose values come later.
#[derive(Debug)]
pub struct PreBound {
    query: Query,
}

/// What a pre-bound query is made from.
#[derive(Clone, Debug, Default)]
pub struct PreBoundText<'t> {
    pub text: &'t str,
    /// Prefixes known beside those of the text.
    pub prefixes: &'t [(String, String)],
    /// The variables that get values, without `$`.
    pub variables: &'t [String],
    /// Those of them that every sub-SELECT has to project.
    pub projected: &'t [String],
}

impl PreBound {
    /// Reads a query and holds it against the restrictions.
    ///
    /// # Errors
    /// As [`Query::parse`], and [`SparqlError::Unsupported`] for what pre-binding forbids.
    pub fn parse(
        of: &PreBoundText<'_>,
        default_graph: DefaultGraph,
        limits: &Limits,
    ) -> Result<Self, SparqlError> {
        let options = Options { default_graph, ..Options::default() };
        let query = parse::query_with_prefixes(of.text, &options, of.prefixes, limits)?;
        let forbidden = |it: String| Err(SparqlError::Unsupported(format!("{it} in a pre-bound query")));
        match &query.algebra {
            spargebra::Query::Select { pattern, .. } => {
                let projects_this =
                    projection(pattern).is_some_and(|it| it.iter().any(|it| it.as_str() == "this"));
                if of.variables.iter().any(|it| it == "this") && !projects_this {
                    return forbidden("a SELECT that does not project $this".to_owned());
                }
                if let Err(what) = allow(inside(pattern), of) {
                    return forbidden(what);
                }
            }
            // The grammar gives an ASK a projection of its own.
            spargebra::Query::Ask { pattern, .. } => {
                if let Err(what) = allow(inside(pattern), of) {
                    return forbidden(what);
                }
            }
            spargebra::Query::Construct { .. } | spargebra::Query::Describe { .. } => {
                return forbidden("CONSTRUCT or DESCRIBE".to_owned());
            }
        }
        Ok(Self { query })
    }

    pub fn form(&self) -> Form {
        self.query.form()
    }

    /// The triples that an answer can depend on, as ways from the variables in `starts`, some of `pre_bound`.
    ///
    /// `None` where it depends on more than the union of all graphs.
    pub fn readings(&self, starts: &[&str], pre_bound: &[String]) -> Option<Vec<Reading>> {
        match &self.query.algebra {
            spargebra::Query::Select { pattern, dataset: None, .. }
            | spargebra::Query::Ask { pattern, dataset: None, .. } => {
                readings::readings(inside(pattern), starts, pre_bound)
            }
            _ => None,
        }
    }

    /// The bound variables of each solution; an ASK gives one empty solution for yes and none for no.
    ///
    /// # Errors
    /// As [`super::execute`].
    pub fn solutions(
        &self,
        view: &View,
        values: &[(&str, Term)],
        limits: &Limits,
        cancel: &Cancel,
    ) -> Result<Vec<Solution>, SparqlError> {
        answer::solutions(view, &self.with(values), limits, cancel)
    }

    /// A session in which the query is planned once for many values.
    pub fn session<'a>(&'a self, view: &'a View, limits: &'a Limits, cancel: &'a Cancel) -> Session<'a> {
        Session::new(self, view, limits, cancel)
    }

    /// The query with values in the place of their variables.
    pub(super) fn with(&self, values: &[(&str, Term)]) -> Query {
        let mut query = self.query.clone();
        let (spargebra::Query::Select { pattern, .. }
        | spargebra::Query::Construct { pattern, .. }
        | spargebra::Query::Describe { pattern, .. }
        | spargebra::Query::Ask { pattern, .. }) = &mut query.algebra;
        Values(values).pattern(pattern);
        query
    }
}

/// The variables of the outermost SELECT.
fn projection(pattern: &GraphPattern) -> Option<&[Variable]> {
    match pattern {
        GraphPattern::Project { variables, .. } => Some(variables),
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => projection(inner),
        _ => None,
    }
}

/// What the outermost SELECT projects from.
fn inside(pattern: &GraphPattern) -> &GraphPattern {
    match pattern {
        GraphPattern::Project { inner, .. } => inner,
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => inside(inner),
        other => other,
    }
}

/// Appendix A of SHACL: no MINUS, VALUES, SERVICE; no new value for a pre-bound variable; sub-SELECTs project them.
fn allow(pattern: &GraphPattern, of: &PreBoundText<'_>) -> Result<(), String> {
    let is_bound = |it: &Variable| of.variables.iter().any(|name| name == it.as_str());
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } => Ok(()),
        GraphPattern::Minus { .. } => Err("MINUS".to_owned()),
        GraphPattern::Values { .. } => Err("VALUES".to_owned()),
        GraphPattern::Service { .. } => Err("SERVICE".to_owned()),
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right } => allow(left, of).and_then(|()| allow(right, of)),
        GraphPattern::LeftJoin { left, right, expression } => {
            allow(left, of)?;
            allow(right, of)?;
            expression.as_ref().map_or(Ok(()), |it| allow_expression(it, of))
        }
        GraphPattern::Filter { expr, inner } => allow_expression(expr, of).and_then(|()| allow(inner, of)),
        GraphPattern::Extend { inner, variable, expression } => {
            if is_bound(variable) {
                return Err(format!("`AS ${}`", variable.as_str()));
            }
            allow_expression(expression, of)?;
            allow(inner, of)
        }
        GraphPattern::Project { inner, variables } => {
            let misses = |it: &&String| !variables.iter().any(|variable| variable.as_str() == it.as_str());
            match of.projected.iter().find(misses) {
                Some(it) => Err(format!("a sub-SELECT that does not project ${it}")),
                None => allow(inner, of),
            }
        }
        GraphPattern::Group { inner, aggregates, .. } => {
            for (variable, aggregate) in aggregates {
                if is_bound(variable) {
                    return Err(format!("`AS ${}`", variable.as_str()));
                }
                if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                    allow_expression(expr, of)?;
                }
            }
            allow(inner, of)
        }
        GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => allow(inner, of),
    }
}

fn allow_expression(expression: &Expression, of: &PreBoundText<'_>) -> Result<(), String> {
    let mut outcome = Ok(());
    each_exists(expression, &mut |pattern| {
        if outcome.is_ok() {
            outcome = allow(pattern, of);
        }
    });
    outcome
}

/// Calls for each pattern of an EXISTS in an expression.
pub(super) fn each_exists(expression: &Expression, with: &mut dyn FnMut(&GraphPattern)) {
    match expression {
        Expression::Exists(pattern) => with(pattern),
        Expression::NamedNode(_)
        | Expression::Literal(_)
        | Expression::Variable(_)
        | Expression::Bound(_) => (),
        Expression::Or(a, b)
        | Expression::And(a, b)
        | Expression::Equal(a, b)
        | Expression::SameTerm(a, b)
        | Expression::Greater(a, b)
        | Expression::GreaterOrEqual(a, b)
        | Expression::Less(a, b)
        | Expression::LessOrEqual(a, b)
        | Expression::Add(a, b)
        | Expression::Subtract(a, b)
        | Expression::Multiply(a, b)
        | Expression::Divide(a, b) => [a, b].into_iter().for_each(|it| each_exists(it, with)),
        Expression::UnaryPlus(it) | Expression::UnaryMinus(it) | Expression::Not(it) => each_exists(it, with),
        Expression::If(a, b, c) => [a, b, c].into_iter().for_each(|it| each_exists(it, with)),
        Expression::In(it, all) => {
            each_exists(it, with);
            for it in all {
                each_exists(it, with);
            }
        }
        Expression::Coalesce(all) | Expression::FunctionCall(_, all) => {
            for it in all {
                each_exists(it, with);
            }
        }
    }
}

/// Puts values in the place of their variables.
struct Values<'v>(&'v [(&'v str, Term)]);

impl Values<'_> {
    fn of(&self, variable: &Variable) -> Option<&Term> {
        self.0.iter().find(|it| it.0 == variable.as_str()).map(|it| &it.1)
    }

    fn pattern(&self, pattern: &mut GraphPattern) {
        match pattern {
            GraphPattern::Bgp { patterns } => patterns.iter_mut().for_each(|it| self.triple(it)),
            GraphPattern::Path { subject, object, .. } => {
                self.term(subject);
                self.term(object);
            }
            GraphPattern::Join { left, right }
            | GraphPattern::Lateral { left, right }
            | GraphPattern::Union { left, right }
            | GraphPattern::Minus { left, right } => {
                self.pattern(left);
                self.pattern(right);
            }
            GraphPattern::LeftJoin { left, right, expression } => {
                self.pattern(left);
                self.pattern(right);
                if let Some(it) = expression {
                    self.expression(it);
                }
            }
            GraphPattern::Filter { expr, inner } => {
                self.expression(expr);
                self.pattern(inner);
            }
            GraphPattern::Extend { inner, expression, .. } => {
                self.expression(expression);
                self.pattern(inner);
            }
            GraphPattern::OrderBy { inner, expression } => {
                for it in expression {
                    let (OrderExpression::Asc(it) | OrderExpression::Desc(it)) = it;
                    self.expression(it);
                }
                self.pattern(inner);
            }
            GraphPattern::Group { inner, aggregates, .. } => {
                for (_, aggregate) in aggregates {
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        self.expression(expr);
                    }
                }
                self.pattern(inner);
            }
            GraphPattern::Graph { name, inner } | GraphPattern::Service { name, inner, .. } => {
                self.name(name);
                self.pattern(inner);
            }
            GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => self.pattern(inner),
            GraphPattern::Values { .. } => (),
        }
    }

    fn triple(&self, triple: &mut TriplePattern) {
        self.term(&mut triple.subject);
        self.name(&mut triple.predicate);
        self.term(&mut triple.object);
    }

    fn term(&self, pattern: &mut TermPattern) {
        match pattern {
            TermPattern::Triple(it) => self.triple(it),
            TermPattern::Variable(variable) => match self.of(variable) {
                Some(Term::NamedNode(it)) => *pattern = it.clone().into(),
                Some(Term::Literal(it)) => *pattern = it.clone().into(),
                Some(Term::BlankNode(it)) => *pattern = blank_as_iri(it).into(),
                Some(Term::Triple(_)) | None => (),
            },
            TermPattern::NamedNode(_) | TermPattern::BlankNode(_) | TermPattern::Literal(_) => (),
        }
    }

    fn name(&self, pattern: &mut NamedNodePattern) {
        let NamedNodePattern::Variable(variable) = pattern else { return };
        match self.of(variable) {
            Some(Term::NamedNode(it)) => *pattern = it.clone().into(),
            // No predicate and no graph of ours has such a name, so that nothing matches, as it must be.
            Some(Term::BlankNode(it)) => *pattern = blank_as_iri(it).into(),
            Some(Term::Literal(_)) => *pattern = NamedNode::new_unchecked("_:").into(),
            Some(Term::Triple(_)) | None => (),
        }
    }

    fn expression(&self, expression: &mut Expression) {
        match expression {
            Expression::Variable(variable) => match self.of(variable) {
                Some(Term::NamedNode(it)) => *expression = it.clone().into(),
                Some(Term::Literal(it)) => *expression = it.clone().into(),
                Some(Term::BlankNode(it)) => *expression = blank_as_iri(it).into(),
                Some(Term::Triple(_)) | None => (),
            },
            Expression::Bound(variable) => {
                if self.of(variable).is_some() {
                    *expression = Literal::from(true).into();
                }
            }
            Expression::Exists(pattern) => self.pattern(pattern),
            Expression::NamedNode(_) | Expression::Literal(_) => (),
            Expression::Or(a, b)
            | Expression::And(a, b)
            | Expression::Equal(a, b)
            | Expression::SameTerm(a, b)
            | Expression::Greater(a, b)
            | Expression::GreaterOrEqual(a, b)
            | Expression::Less(a, b)
            | Expression::LessOrEqual(a, b)
            | Expression::Add(a, b)
            | Expression::Subtract(a, b)
            | Expression::Multiply(a, b)
            | Expression::Divide(a, b) => {
                self.expression(a);
                self.expression(b);
            }
            Expression::UnaryPlus(it) | Expression::UnaryMinus(it) | Expression::Not(it) => {
                self.expression(it);
            }
            Expression::If(a, b, c) => [a, b, c].into_iter().for_each(|it| self.expression(it)),
            Expression::In(it, all) => {
                self.expression(it);
                for it in all {
                    self.expression(it);
                }
            }
            Expression::Coalesce(all) | Expression::FunctionCall(_, all) => {
                for it in all {
                    self.expression(it);
                }
            }
        }
    }
}
