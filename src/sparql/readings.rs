//! Which triples can the answer of a pre-bound query depend on?
//!
//! Every pattern is told by the way on which it is reached from a pre-bound variable. A way leads over patterns that
//! every solution must have where this one counts: those joined in the same group or in a group around it, never the
//! inside of OPTIONAL, UNION, EXISTS or of a sub-SELECT with a limit. A pattern without such a way may be met anywhere.

use super::prebind::each_exists;
use crate::graph::{Reading, Trail};
use oxrdf::{NamedNode, Term, Variable};
use spargebra::algebra::{Expression, GraphPattern, PropertyPathExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

/// The readings of a query whose ways may start at some of its pre-bound variables; `None` where a GRAPH or a dataset
/// makes it depend on more than the union of all graphs.
pub(super) fn readings(
    pattern: &GraphPattern,
    starts: &[&str],
    pre_bound: &[String],
) -> Option<Vec<Reading>> {
    let mut collector = Collector { starts, pre_bound, n_scopes: 0, found: Vec::new(), is_bounded: true };
    let scope = Rc::new(Scope { hidden: None });
    collector.pattern(pattern, &scope, &[]);
    collector.is_bounded.then_some(collector.found)
}

/// What a variable's name means: a sub-SELECT hides those that it does not project.
struct Scope {
    hidden: Option<(usize, Vec<Variable>, Rc<Scope>)>,
}

impl Scope {
    fn name(&self, name: &str) -> String {
        match &self.hidden {
            None => name.to_owned(),
            Some((_, shown, around)) if shown.iter().any(|it| it.as_str() == name) => around.name(name),
            Some((number, ..)) => format!("{name} {number}"),
        }
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum End {
    Variable(String),
    Term(Term),
    /// Something whose value is not known here.
    Any,
}

/// A pattern with its ends.
#[derive(Clone, Debug)]
struct Edge {
    ends: [End; 2],
    predicate: Option<NamedNode>,
}

/// By variable: where its way starts, and its steps.
type Ways = BTreeMap<String, (String, Vec<(NamedNode, bool)>)>;

struct Collector<'q> {
    starts: &'q [&'q str],
    pre_bound: &'q [String],
    n_scopes: usize,
    found: Vec<Reading>,
    is_bounded: bool,
}

impl Collector<'_> {
    /// `around` are the patterns that every solution has anyway.
    fn pattern(&mut self, pattern: &GraphPattern, scope: &Rc<Scope>, around: &[Edge]) {
        match pattern {
            GraphPattern::Bgp { patterns } => {
                let own: Vec<Edge> = patterns.iter().map(|it| self.edge(it, scope)).collect();
                let all = [around, &own].concat();
                let ways = self.ways(&all);
                for edge in own {
                    self.read(edge, &ways);
                }
            }
            GraphPattern::Path { path, .. } => self.path(path),
            GraphPattern::Join { left, right } | GraphPattern::Lateral { left, right } => {
                let for_left = [around, &self.musts(right, scope)].concat();
                let for_right = [around, &self.musts(left, scope)].concat();
                self.pattern(left, scope, &for_left);
                self.pattern(right, scope, &for_right);
            }
            GraphPattern::LeftJoin { left, right, expression } => {
                let for_right = [around, &self.musts(left, scope)].concat();
                self.pattern(left, scope, around);
                self.pattern(right, scope, &for_right);
                if let Some(expression) = expression {
                    let both = [&for_right[..], &self.musts(right, scope)].concat();
                    self.expression(expression, scope, &both);
                }
            }
            GraphPattern::Union { left, right } => {
                self.pattern(left, scope, around);
                self.pattern(right, scope, around);
            }
            GraphPattern::Filter { expr: expression, inner }
            | GraphPattern::Extend { inner, expression, .. } => {
                let inside = [around, &self.musts(inner, scope)].concat();
                self.pattern(inner, scope, around);
                self.expression(expression, scope, &inside);
            }
            GraphPattern::Project { inner, variables } => {
                let inside = self.inside(variables, scope);
                self.pattern(inner, &inside, around);
            }
            GraphPattern::Group { inner, variables, aggregates } => {
                let inside = self.inside(variables, scope);
                self.pattern(inner, &inside, around);
                for (_, aggregate) in aggregates {
                    if let spargebra::algebra::AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        let musts = [around, &self.musts(inner, &inside)].concat();
                        self.expression(expr, &inside, &musts);
                    }
                }
            }
            // Which rows are left is decided before they are joined with anything.
            GraphPattern::Slice { inner, .. } => self.pattern(inner, scope, &[]),
            GraphPattern::OrderBy { inner, expression } => {
                let inside = [around, &self.musts(inner, scope)].concat();
                self.pattern(inner, scope, around);
                for it in expression {
                    let (spargebra::algebra::OrderExpression::Asc(it)
                    | spargebra::algebra::OrderExpression::Desc(it)) = it;
                    self.expression(it, scope, &inside);
                }
            }
            GraphPattern::Distinct { inner } | GraphPattern::Reduced { inner } => {
                self.pattern(inner, scope, around);
            }
            GraphPattern::Values { .. } => (),
            GraphPattern::Minus { .. } | GraphPattern::Graph { .. } | GraphPattern::Service { .. } => {
                self.is_bounded = false;
            }
        }
    }

    fn expression(&mut self, expression: &Expression, scope: &Rc<Scope>, around: &[Edge]) {
        each_exists(expression, &mut |pattern| self.pattern(pattern, scope, around));
    }

    /// The patterns without which a group has no solution.
    fn musts(&mut self, pattern: &GraphPattern, scope: &Rc<Scope>) -> Vec<Edge> {
        match pattern {
            GraphPattern::Bgp { patterns } => patterns.iter().map(|it| self.edge(it, scope)).collect(),
            GraphPattern::Join { left, right } | GraphPattern::Lateral { left, right } => {
                [self.musts(left, scope), self.musts(right, scope)].concat()
            }
            GraphPattern::LeftJoin { left: inner, .. }
            | GraphPattern::Filter { inner, .. }
            | GraphPattern::Extend { inner, .. }
            | GraphPattern::OrderBy { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner } => self.musts(inner, scope),
            // The names inside are others at each look, so that nothing would connect with them.
            GraphPattern::Project { .. }
            | GraphPattern::Group { .. }
            | GraphPattern::Slice { .. }
            | GraphPattern::Union { .. }
            | GraphPattern::Path { .. }
            | GraphPattern::Values { .. }
            | GraphPattern::Minus { .. }
            | GraphPattern::Graph { .. }
            | GraphPattern::Service { .. } => Vec::new(),
        }
    }

    fn inside(&mut self, shown: &[Variable], around: &Rc<Scope>) -> Rc<Scope> {
        self.n_scopes += 1;
        Rc::new(Scope { hidden: Some((self.n_scopes, shown.to_vec(), Rc::clone(around))) })
    }

    fn edge(&self, triple: &TriplePattern, scope: &Scope) -> Edge {
        let predicate = match &triple.predicate {
            NamedNodePattern::NamedNode(it) => Some(it.clone()),
            NamedNodePattern::Variable(_) => None,
        };
        Edge { ends: [self.end(&triple.subject, scope), self.end(&triple.object, scope)], predicate }
    }

    fn end(&self, term: &TermPattern, scope: &Scope) -> End {
        match term {
            TermPattern::NamedNode(it) => End::Term(it.clone().into()),
            TermPattern::Literal(it) => End::Term(it.clone().into()),
            TermPattern::BlankNode(it) => End::Variable(scope.name(&it.to_string())),
            TermPattern::Triple(_) => End::Any,
            // A pre-bound variable is the same thing everywhere.
            TermPattern::Variable(it) if self.starts.contains(&it.as_str()) => {
                End::Variable(it.as_str().to_owned())
            }
            TermPattern::Variable(it) if self.pre_bound.iter().any(|name| name == it.as_str()) => End::Any,
            TermPattern::Variable(it) => End::Variable(scope.name(it.as_str())),
        }
    }

    /// The shortest way to each variable.
    fn ways(&self, edges: &[Edge]) -> Ways {
        let mut ways = Ways::new();
        let mut open = VecDeque::new();
        for start in self.starts {
            ways.insert((*start).to_owned(), ((*start).to_owned(), Vec::new()));
            open.push_back((*start).to_owned());
        }
        while let Some(name) = open.pop_front() {
            let Some((start, steps)) = ways.get(&name).cloned() else { continue };
            for edge in edges {
                let Some(predicate) = &edge.predicate else { continue };
                for (here, there, is_inverse) in
                    [(&edge.ends[0], &edge.ends[1], false), (&edge.ends[1], &edge.ends[0], true)]
                {
                    if let (End::Variable(here), End::Variable(there)) = (here, there)
                        && *here == name
                        && !ways.contains_key(there)
                    {
                        let mut steps = steps.clone();
                        steps.push((predicate.clone(), is_inverse));
                        ways.insert(there.clone(), (start.clone(), steps));
                        open.push_back(there.clone());
                    }
                }
            }
        }
        ways
    }

    fn read(&mut self, edge: Edge, ways: &Ways) {
        let way = |end: &End| match end {
            End::Variable(name) => ways.get(name),
            End::Term(_) | End::Any => None,
        };
        // The nearer end: a way must not lead over the pattern that it leads to.
        let subject = way(&edge.ends[0]).map(|it| (it, false));
        let object = way(&edge.ends[1]).map(|it| (it, true));
        let nearest = subject.into_iter().chain(object).min_by_key(|it| it.0.1.len());
        let from = nearest.map(|((variable, steps), is_to_object)| Trail {
            variable: variable.clone(),
            steps: steps.clone(),
            is_to_object,
        });
        let ends = edge.ends.map(|it| match it {
            End::Term(it) => Some(it),
            End::Variable(_) | End::Any => None,
        });
        self.found.push(Reading { from, predicate: edge.predicate, ends });
    }

    /// A path may leave its ends far behind: what it walks on may be anywhere.
    fn path(&mut self, path: &PropertyPathExpression) {
        let anywhere = |predicate| Reading { from: None, predicate, ends: [None, None] };
        match path {
            PropertyPathExpression::NamedNode(it) => self.found.push(anywhere(Some(it.clone()))),
            PropertyPathExpression::NegatedPropertySet(_) => self.found.push(anywhere(None)),
            PropertyPathExpression::Reverse(it)
            | PropertyPathExpression::ZeroOrMore(it)
            | PropertyPathExpression::OneOrMore(it)
            | PropertyPathExpression::ZeroOrOne(it) => self.path(it),
            PropertyPathExpression::Sequence(a, b) | PropertyPathExpression::Alternative(a, b) => {
                self.path(a);
                self.path(b);
            }
        }
    }
}
