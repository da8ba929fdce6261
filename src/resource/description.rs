//! Which statements describe a thing, and where do they stand?

use crate::graph::{Ids, Kind, NONE, Pattern, TermId, View};
use oxrdf::Quad;
use rustc_hash::FxHashSet;

/// How long a description may get.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Statements of the thing itself and of its blank nodes.
    pub outgoing_max: usize,
    /// Statements of others about it.
    pub incoming_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { outgoing_max: 10_000, incoming_max: 500 }
    }
}

/// A triple with the graphs that hold it, [`NONE`] for the default graph.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Statement {
    pub triple: Ids,
    pub graphs: Vec<TermId>,
}

/// What is known of a thing at one revision.
#[derive(Clone, Debug)]
pub struct Description {
    pub thing: TermId,
    /// What is said of the thing itself.
    pub outgoing: Vec<Statement>,
    /// What is said of the blank nodes that it leads to, directly or through others.
    pub nested: Vec<Statement>,
    /// What others say about it, the first ones.
    pub incoming: Vec<Statement>,
    /// How many statements of others there are.
    pub n_incoming: usize,
    /// Whether `outgoing` and `nested` are all that there is.
    pub is_whole: bool,
}

/// Describes a thing; `None` where no statement has it as subject or object.
pub fn describe(view: &View, thing: TermId, limits: Limits) -> Option<Description> {
    let about = Pattern::new(None, None, Some(thing));
    let n_incoming = view.union().count(about);
    let n_outgoing = view.union().count(Pattern::new(Some(thing), None, None));
    if n_incoming + n_outgoing == 0 {
        return None;
    }
    let outgoing: Vec<Statement> =
        statements(view, Pattern::new(Some(thing), None, None)).take(limits.outgoing_max).collect();
    let (nested, is_nested_whole) = closure(view, &outgoing, thing, limits.outgoing_max);
    let incoming = statements(view, about).take(limits.incoming_max).collect();
    let is_whole = is_nested_whole && outgoing.len() == n_outgoing;
    Some(Description { thing, outgoing, nested, incoming, n_incoming, is_whole })
}

fn statements(view: &View, pattern: Pattern) -> impl Iterator<Item = Statement> + '_ {
    view.scan(pattern).map(|triple| Statement { triple, graphs: view.graphs_of(triple).collect() })
}

/// What the blank nodes say, each once, until the description has `max` statements.
fn closure(view: &View, outgoing: &[Statement], thing: TermId, max: usize) -> (Vec<Statement>, bool) {
    let is_blank = |id: TermId| view.dictionary().kind(id) == Kind::Blank;
    let mut seen = FxHashSet::from_iter([thing]);
    let mut open: Vec<TermId> =
        outgoing.iter().rev().map(|it| it.triple[2]).filter(|it| is_blank(*it)).collect();
    let mut nested = Vec::new();
    while let Some(node) = open.pop() {
        if !seen.insert(node) {
            continue;
        }
        for statement in statements(view, Pattern::new(Some(node), None, None)) {
            if outgoing.len() + nested.len() >= max {
                return (nested, false);
            }
            if is_blank(statement.triple[2]) {
                open.push(statement.triple[2]);
            }
            nested.push(statement);
        }
    }
    (nested, true)
}

impl Description {
    /// Every statement once, in each graph that holds it.
    pub fn quads<'a>(&'a self, view: &'a View) -> impl Iterator<Item = Quad> + 'a {
        let all = self.outgoing.iter().chain(&self.nested).chain(&self.incoming);
        all.flat_map(move |statement| {
            let triple = view.dictionary().triple(statement.triple);
            statement.graphs.iter().map(move |graph| triple.clone().in_graph(view.graph_name(*graph)))
        })
    }

    /// Every statement once, whichever graphs hold it.
    pub fn triples<'a>(&'a self, view: &'a View) -> impl Iterator<Item = Quad> + 'a {
        let all = self.outgoing.iter().chain(&self.nested).chain(&self.incoming);
        all.map(|it| view.dictionary().triple(it.triple).in_graph(view.graph_name(NONE)))
    }

    /// The statements of one of its blank nodes.
    pub fn of_blank(&self, node: TermId) -> impl Iterator<Item = &Statement> {
        self.nested.iter().filter(move |it| it.triple[0] == node)
    }
}
