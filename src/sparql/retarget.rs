//! How does a plan that was made for one term serve another? The number of the one becomes that of the other.
//!
//! A plan is made with terms that stand for nothing, and asked with those of the moment (`session`).
//! What it was estimated with stays.

use super::plan::{Arg, Expr, Node, Scan, Source, Step, Table};
use crate::graph::TermId;

/// Which numbers become which.
pub(super) struct Retarget<'r>(pub(super) &'r [(TermId, TermId)]);

impl Retarget<'_> {
    fn id(&self, id: &mut TermId) {
        if let Some(it) = self.0.iter().find(|it| it.0 == *id) {
            *id = it.1;
        }
    }

    fn arg(&self, arg: &mut Arg) {
        match arg {
            Arg::Term(id) => self.id(id),
            Arg::Slot(_) => (),
        }
    }

    fn source(&self, source: &mut Source) {
        match source {
            Source::Named(it) => self.arg(it),
            Source::Default => (),
        }
    }

    pub(super) fn node(&self, node: &mut Node) {
        match node {
            Node::Steps { steps, .. } => self.steps(steps),
            Node::Then { inner, steps } => {
                self.node(inner);
                self.steps(steps);
            }
            Node::Group { inner, aggregates, .. } => {
                self.node(inner);
                aggregates.iter_mut().filter_map(|it| it.expression.as_mut()).for_each(|it| self.expr(it));
            }
            Node::Order { inner, keys, .. } => {
                self.node(inner);
                for it in keys {
                    self.expr(&mut it.expression);
                }
            }
            Node::PerGraph { inner, .. } | Node::Distinct { inner, .. } | Node::Slice { inner, .. } => {
                self.node(inner);
            }
        }
    }

    fn table(&self, table: &mut Table) {
        self.node(&mut table.node);
    }

    fn steps(&self, steps: &mut [Step]) {
        for step in steps {
            match step {
                Step::Scan(Scan { source, subject, predicate, object }) => {
                    self.source(source);
                    for it in [subject, predicate, object] {
                        self.arg(it);
                    }
                }
                Step::Path { source, subject, object, .. } => {
                    self.source(source);
                    for it in [subject, object] {
                        self.arg(it);
                    }
                }
                Step::Graphs(_) => (),
                Step::IsGraph(id) => self.id(id),
                Step::Unnest { parts, .. } => {
                    for it in parts.iter_mut() {
                        self.arg(it);
                    }
                }
                Step::Filter(expr) | Step::Bind(_, expr) => self.expr(expr),
                Step::Optional { steps, condition } => {
                    self.steps(steps);
                    for it in condition.iter_mut() {
                        self.expr(it);
                    }
                }
                Step::Union(branches) => {
                    for it in branches.iter_mut() {
                        self.steps(it);
                    }
                }
                Step::Unless(steps) => self.steps(steps),
                Step::Values { rows, .. } => rows.iter_mut().flatten().for_each(|it| self.id(it)),
                Step::Table(it) | Step::Except(it) => self.table(it),
                Step::OptionalTable { table, condition } => {
                    self.table(table);
                    for it in condition.iter_mut() {
                        self.expr(it);
                    }
                }
            }
        }
    }

    fn expr(&self, expr: &mut Expr) {
        match expr {
            Expr::Term(id) | Expr::LangIs(_, id) => self.id(id),
            // Its value is read already, and none of the terms that stand for others has one.
            Expr::Constant(..) | Expr::Slot(_) | Expr::Bound(_) => (),
            Expr::Or(all) | Expr::And(all) | Expr::Coalesce(all) | Expr::Call(_, all) => {
                for it in all.iter_mut() {
                    self.expr(it);
                }
            }
            Expr::Not(it) | Expr::Plus(it) | Expr::Minus(it) | Expr::Regex { text: it, .. } => self.expr(it),
            Expr::Equal(a, b)
            | Expr::SameTerm(a, b)
            | Expr::Less(a, b)
            | Expr::LessOrEqual(a, b)
            | Expr::Calculate(_, a, b) => [a, b].into_iter().for_each(|it| self.expr(it)),
            Expr::In(it, all) => {
                self.expr(it);
                for it in all.iter_mut() {
                    self.expr(it);
                }
            }
            Expr::If(a, b, c) => [a, b, c].into_iter().for_each(|it| self.expr(it)),
            Expr::Exists(steps) => self.steps(steps),
        }
    }
}
