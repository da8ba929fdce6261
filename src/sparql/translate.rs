//! Which parts does a pattern fall into, and which of them may be moved?
//!
//! Joins are flattened into one list of [`Piece`]s, so that the cheapest can come first. The algebra is evaluated from
//! the inside out (section 18.6), ours from row to row; the two differ where a part looks at a variable that it does
//! not bind itself in every solution. Each piece therefore tells the variables that it is *sensitive* to: pieces
//! outside of it that may bind one of those come after it. Where no order can do that, a part is computed alone, once
//! ([`Kind::Table`]).

use super::context::Context;
use super::error::SparqlError;
use super::plan::{Arg, Expr, Node, Path, Scan, Slot, Slots, Source, Step};
use super::variables::{conjuncts, is_plain, is_volatile};
use crate::graph::{NONE, TermId};
use oxrdf::{NamedNode, Variable};
use rustc_hash::FxHashMap;
use spargebra::algebra::{Expression, GraphPattern, PropertyPathExpression};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};
use std::cell::RefCell;
use std::rc::Rc;

/// The variables of one SELECT by name; a sub-SELECT has its own for what it does not project.
pub(super) type Scope = Rc<RefCell<FxHashMap<String, Slot>>>;

/// A part of a group.
pub(super) struct Piece<'q> {
    pub(super) kind: Kind<'q>,
    /// What the piece may bind.
    pub(super) vars: Slots,
    /// What is bound in every row that it lets through.
    pub(super) certain: Slots,
    /// What has to be bound before it runs.
    pub(super) needs: Slots,
    /// What it looks at beside `vars`.
    pub(super) reads: Slots,
    /// What pieces outside may not have bound before.
    pub(super) sensitive: Slots,
    /// How many pieces right before this one it follows on, because it filters or extends them.
    pub(super) n_inner: usize,
}

pub(super) enum Kind<'q> {
    /// A pattern that stands for itself.
    Leaf(Step),
    Filter(&'q Expression, Scope, Source),
    Bind(Slot, &'q Expression, Scope, Source),
    Optional(Group<'q>, Option<(&'q Expression, Scope)>, Source),
    Union(Vec<Group<'q>>),
    /// Solutions of the group that share a variable take a row away.
    Minus(Group<'q>),
    Table(Node),
    ExceptTable(Node),
    OptionalTable(Node, Option<(&'q Expression, Scope)>, Source),
}

/// The pieces of one group.
#[derive(Default)]
pub(super) struct Group<'q> {
    pub(super) pieces: Vec<Piece<'q>>,
    pub(super) vars: Slots,
    pub(super) certain: Slots,
    pub(super) sensitive: Slots,
}

impl<'q> Group<'q> {
    pub(super) fn push(&mut self, piece: Piece<'q>) {
        self.vars.add(&piece.vars);
        self.certain.add(&piece.certain);
        self.sensitive.add(&piece.sensitive);
        self.pieces.push(piece);
    }

    /// Every variable that the group binds or looks at.
    pub(super) fn mentioned(&self) -> Slots {
        let mut all = self.vars.clone();
        for piece in &self.pieces {
            all.add(&piece.reads);
            match &piece.kind {
                Kind::Optional(group, ..) | Kind::Minus(group) => all.add(&group.mentioned()),
                Kind::Union(branches) => branches.iter().for_each(|it| all.add(&it.mentioned())),
                Kind::Leaf(_)
                | Kind::Filter(..)
                | Kind::Bind(..)
                | Kind::Table(_)
                | Kind::ExceptTable(_)
                | Kind::OptionalTable(..) => (),
            }
        }
        all
    }

    fn append(&mut self, other: Self) {
        for piece in other.pieces {
            self.push(piece);
        }
    }
}

pub(super) struct Translator<'c, 'a> {
    pub(super) context: &'c Context<'a>,
    n_slots: usize,
    n_tables: usize,
}

impl<'c, 'a> Translator<'c, 'a> {
    pub(super) fn new(context: &'c Context<'a>) -> Self {
        Self { context, n_slots: 0, n_tables: 0 }
    }

    pub(super) fn n_slots(&self) -> usize {
        self.n_slots
    }

    pub(super) fn fresh(&mut self) -> Slot {
        self.n_slots += 1;
        self.n_slots - 1
    }

    pub(super) fn next_table(&mut self) -> usize {
        self.n_tables += 1;
        self.n_tables
    }

    pub(super) fn slot(&mut self, scope: &Scope, variable: &Variable) -> Slot {
        self.named_slot(scope, variable.as_str())
    }

    fn named_slot(&mut self, scope: &Scope, name: &str) -> Slot {
        if let Some(slot) = scope.borrow().get(name) {
            return *slot;
        }
        let slot = self.fresh();
        scope.borrow_mut().insert(name.to_owned(), slot);
        slot
    }

    /// A scope that shares the given variables with `outer` and nothing else.
    pub(super) fn inner_scope(&mut self, outer: &Scope, shared: &[Variable]) -> Scope {
        let names = shared.iter().map(|it| (it.as_str().to_owned(), self.slot(outer, it))).collect();
        Rc::new(RefCell::new(names))
    }

    fn iri(&self, iri: &NamedNode) -> TermId {
        self.context.intern(iri.clone().into())
    }

    /// The pieces of a pattern; `source` is the graph that it is matched in.
    pub(super) fn group<'q>(
        &mut self,
        pattern: &'q GraphPattern,
        scope: &Scope,
        source: Source,
    ) -> Result<Group<'q>, SparqlError> {
        let mut group = Group::default();
        match pattern {
            GraphPattern::Bgp { patterns } => {
                for it in patterns {
                    self.triple(it, scope, source, &mut group);
                }
            }
            GraphPattern::Path { subject, path, object } => {
                let subject = self.term(subject, scope, source, &mut group);
                let object = self.term(object, scope, source, &mut group);
                self.path(subject, path, object, source, &mut group);
            }
            GraphPattern::Join { left, right } => {
                group = self.group(left, scope, source)?;
                let other = self.group(right, scope, source)?;
                if other.sensitive.meets(&group.vars) && group.sensitive.meets(&other.vars) {
                    group.push(self.alone(right, scope, source)?);
                } else {
                    group.append(other);
                }
            }
            GraphPattern::LeftJoin { left, right, expression } => {
                group = self.group(left, scope, source)?;
                let piece = self.optional(&group, right, expression.as_ref(), scope, source)?;
                group.push(piece);
            }
            GraphPattern::Filter { expr, inner } => {
                group = self.group(inner, scope, source)?;
                for expr in conjuncts(expr) {
                    match self.choice(expr, scope, &group.certain) {
                        Some(piece) => group.push(piece),
                        None => self.filter(expr, scope, source, &mut group),
                    }
                }
            }
            GraphPattern::Union { .. } => {
                let mut branches = Vec::new();
                self.union(pattern, scope, source, &mut branches)?;
                group.push(union_piece(branches, source));
            }
            GraphPattern::Graph { name, inner } => group = self.graph(name, inner, scope)?,
            GraphPattern::Extend { inner, variable, expression } if is_plain(inner) => {
                group = self.group(inner, scope, source)?;
                let slot = self.slot(scope, variable);
                let mut reads = self.expression_slots(expression, scope);
                if is_volatile(expression) {
                    // A new value for each solution: nothing may multiply the rows afterwards.
                    reads.add(&group.vars);
                }
                let n_inner = group.pieces.len();
                let sensitive = reads.without(&group.certain);
                let needs = needs_of(source);
                let vars = Slots::of([slot]);
                let kind = Kind::Bind(slot, expression, Rc::clone(scope), source);
                group.push(Piece { kind, vars, certain: Slots::default(), needs, reads, sensitive, n_inner });
            }
            GraphPattern::Minus { left, right } => {
                group = self.group(left, scope, source)?;
                if let Some(piece) = self.minus(&group, right, scope, source)? {
                    group.push(piece);
                }
            }
            GraphPattern::Values { variables, bindings } => {
                group.push(self.values(variables, bindings, scope));
            }
            GraphPattern::Project { inner, variables } if is_plain(inner) => {
                let scope = self.inner_scope(scope, variables);
                group = self.group(inner, &scope, source)?;
            }
            GraphPattern::Project { .. }
            | GraphPattern::Extend { .. }
            | GraphPattern::OrderBy { .. }
            | GraphPattern::Distinct { .. }
            | GraphPattern::Reduced { .. }
            | GraphPattern::Slice { .. }
            | GraphPattern::Group { .. } => group.push(self.alone(pattern, scope, source)?),
            GraphPattern::Lateral { .. } => return Err(SparqlError::Unsupported("LATERAL".to_owned())),
            GraphPattern::Service { silent: true, .. } => (),
            GraphPattern::Service { name, .. } => {
                return Err(SparqlError::Unsupported(format!(
                    "SERVICE {name}: this registry asks no other host; it"
                )));
            }
        }
        Ok(group)
    }

    fn triple(&mut self, it: &TriplePattern, scope: &Scope, source: Source, group: &mut Group<'_>) {
        let subject = self.term(&it.subject, scope, source, group);
        let predicate = self.predicate(&it.predicate, scope);
        let object = self.term(&it.object, scope, source, group);
        group.push(leaf(Step::Scan(Scan { source, subject, predicate, object }), source));
    }

    pub(super) fn predicate(&mut self, it: &NamedNodePattern, scope: &Scope) -> Arg {
        match it {
            NamedNodePattern::NamedNode(it) => Arg::Term(self.iri(it)),
            NamedNodePattern::Variable(it) => Arg::Slot(self.slot(scope, it)),
        }
    }

    fn term(&mut self, it: &TermPattern, scope: &Scope, source: Source, group: &mut Group<'_>) -> Arg {
        match it {
            TermPattern::NamedNode(it) => Arg::Term(self.iri(it)),
            TermPattern::Literal(it) => Arg::Term(self.context.intern(it.clone().into())),
            TermPattern::Variable(it) => Arg::Slot(self.slot(scope, it)),
            // A blank node of a pattern is a variable that nothing else can name.
            TermPattern::BlankNode(it) => Arg::Slot(self.named_slot(scope, &format!("_:{}", it.as_str()))),
            TermPattern::Triple(it) => {
                let parts = [
                    self.term(&it.subject, scope, source, group),
                    self.predicate(&it.predicate, scope),
                    self.term(&it.object, scope, source, group),
                ];
                let term = self.fresh();
                let mut piece = leaf(Step::Unnest { term, parts }, source);
                piece.needs.insert(term);
                group.push(piece);
                Arg::Slot(term)
            }
        }
    }

    fn path(
        &mut self,
        subject: Arg,
        path: &PropertyPathExpression,
        object: Arg,
        source: Source,
        group: &mut Group<'_>,
    ) {
        match path {
            PropertyPathExpression::NamedNode(it) => {
                let predicate = Arg::Term(self.iri(it));
                group.push(leaf(Step::Scan(Scan { source, subject, predicate, object }), source));
            }
            PropertyPathExpression::Reverse(it) => self.path(object, it, subject, source, group),
            PropertyPathExpression::Sequence(a, b) => {
                let middle = Arg::Slot(self.fresh());
                self.path(subject, a, middle, source, group);
                self.path(middle, b, object, source, group);
            }
            PropertyPathExpression::Alternative(a, b) => {
                let branches = [a, b].map(|it| {
                    let mut branch = Group::default();
                    self.path(subject, it, object, source, &mut branch);
                    branch
                });
                group.push(union_piece(branches.into(), source));
            }
            PropertyPathExpression::ZeroOrMore(_)
            | PropertyPathExpression::OneOrMore(_)
            | PropertyPathExpression::ZeroOrOne(_)
            | PropertyPathExpression::NegatedPropertySet(_) => {
                let path = self.closure(path);
                group.push(leaf(Step::Path { source, subject, path, object }, source));
            }
        }
    }

    fn closure(&self, path: &PropertyPathExpression) -> Path {
        let inner = |it: &PropertyPathExpression| Box::new(self.closure(it));
        match path {
            PropertyPathExpression::NamedNode(it) => Path::Predicate(self.iri(it)),
            PropertyPathExpression::Reverse(it) => Path::Reverse(inner(it)),
            PropertyPathExpression::Sequence(a, b) => Path::Sequence(inner(a), inner(b)),
            PropertyPathExpression::Alternative(a, b) => Path::Alternative(inner(a), inner(b)),
            PropertyPathExpression::ZeroOrMore(it) => Path::ZeroOrMore(inner(it)),
            PropertyPathExpression::OneOrMore(it) => Path::OneOrMore(inner(it)),
            PropertyPathExpression::ZeroOrOne(it) => Path::ZeroOrOne(inner(it)),
            PropertyPathExpression::NegatedPropertySet(all) => {
                Path::Not(all.iter().map(|it| self.iri(it)).collect())
            }
        }
    }

    fn filter<'q>(&mut self, expr: &'q Expression, scope: &Scope, source: Source, group: &mut Group<'q>) {
        let reads = self.expression_slots(expr, scope);
        let sensitive = reads.without(&group.certain);
        let n_inner = group.pieces.len();
        group.push(Piece {
            kind: Kind::Filter(expr, Rc::clone(scope), source),
            vars: Slots::default(),
            certain: Slots::default(),
            needs: needs_of(source),
            reads,
            sensitive,
            n_inner,
        });
    }

    /// `?x = <iri>` and `?x IN (<iri>, ...)` as rows to join with, so that the index can start from them.
    fn choice<'q>(&mut self, expr: &Expression, scope: &Scope, certain: &Slots) -> Option<Piece<'q>> {
        let (variable, iris) = match expr {
            Expression::Equal(a, b) | Expression::SameTerm(a, b) => match (&**a, &**b) {
                (Expression::Variable(variable), Expression::NamedNode(iri))
                | (Expression::NamedNode(iri), Expression::Variable(variable)) => (variable, vec![iri]),
                _ => return None,
            },
            Expression::In(a, all) => {
                let Expression::Variable(variable) = &**a else { return None };
                let iris = all.iter().map(named);
                (variable, iris.collect::<Option<Vec<_>>>()?)
            }
            _ => return None,
        };
        let slot = self.slot(scope, variable);
        if !certain.contains(slot) {
            return None;
        }
        let mut rows: Vec<Vec<TermId>> = iris.into_iter().map(|it| vec![self.iri(it)]).collect();
        rows.sort_unstable();
        rows.dedup();
        let vars = Slots::of([slot]);
        Some(Piece {
            vars: vars.clone(),
            certain: vars,
            ..leaf(Step::Values { slots: vec![slot], rows }, Source::Default)
        })
    }

    fn optional<'q>(
        &mut self,
        left: &Group<'q>,
        right: &'q GraphPattern,
        condition: Option<&'q Expression>,
        scope: &Scope,
        source: Source,
    ) -> Result<Piece<'q>, SparqlError> {
        let group = self.group(right, scope, source)?;
        let reads = condition.map(|it| self.expression_slots(it, scope)).unwrap_or_default();
        let condition = condition.map(|it| (it, Rc::clone(scope)));
        let vars = group.vars.clone();
        let both = left.certain.with(&group.certain);
        let mut sensitive = vars.without(&left.certain).with(&reads.without(&both));
        let n_inner = left.pieces.len();
        let needs = needs_of(source);
        let kind = if group.sensitive.meets(&left.vars) {
            Kind::OptionalTable(self.node_of(right, scope, source)?, condition, source)
        } else {
            sensitive.add(&group.sensitive);
            Kind::Optional(group, condition, source)
        };
        Ok(Piece { kind, vars, certain: Slots::default(), needs, reads, sensitive, n_inner })
    }

    fn union<'q>(
        &mut self,
        pattern: &'q GraphPattern,
        scope: &Scope,
        source: Source,
        branches: &mut Vec<Group<'q>>,
    ) -> Result<(), SparqlError> {
        if let GraphPattern::Union { left, right } = pattern {
            self.union(left, scope, source, branches)?;
            self.union(right, scope, source, branches)
        } else {
            branches.push(self.group(pattern, scope, source)?);
            Ok(())
        }
    }

    fn graph<'q>(
        &mut self,
        name: &NamedNodePattern,
        inner: &'q GraphPattern,
        scope: &Scope,
    ) -> Result<Group<'q>, SparqlError> {
        let mut group = Group::default();
        let arg = self.predicate(name, scope);
        let Arg::Slot(slot) = arg else {
            if let Arg::Term(graph) = arg {
                group.push(leaf(Step::IsGraph(graph), Source::Default));
            }
            group.append(self.group(inner, scope, Source::Named(arg))?);
            return Ok(group);
        };
        // Inside, the variable is not bound to the graph yet (section 18.6): where it is looked at there, it gets the
        // name afterwards, by way of another slot.
        let probe = self.group(inner, scope, Source::Default)?;
        if !probe.mentioned().contains(slot) {
            group.push(leaf(Step::Graphs(slot), Source::Default));
            group.append(self.group(inner, scope, Source::Named(arg))?);
            return Ok(group);
        }
        let graph = self.fresh();
        group.push(leaf(Step::Graphs(graph), Source::Default));
        group.append(self.group(inner, scope, Source::Named(Arg::Slot(graph)))?);
        let (same, n_inner) = (Slots::of([slot]), group.pieces.len());
        let step = Step::Bind(slot, Expr::Slot(graph));
        let reads = group.vars.clone();
        group.push(Piece {
            vars: same.clone(),
            certain: same,
            reads,
            n_inner,
            ..leaf_of(Kind::Leaf(step), Source::Default)
        });
        Ok(group)
    }

    fn minus<'q>(
        &mut self,
        left: &Group<'q>,
        right: &'q GraphPattern,
        scope: &Scope,
        source: Source,
    ) -> Result<Option<Piece<'q>>, SparqlError> {
        let group = self.group(right, scope, source)?;
        if !group.vars.meets(&left.vars) {
            return Ok(None);
        }
        let vars = group.vars.clone();
        let mut sensitive = vars.without(&left.certain);
        let shares_for_sure = left.certain.meets(&group.certain);
        let kind = if shares_for_sure && !group.sensitive.meets(&left.vars) {
            sensitive.add(&group.sensitive);
            Kind::Minus(group)
        } else {
            Kind::ExceptTable(self.node_of(right, scope, source)?)
        };
        Ok(Some(Piece {
            kind,
            vars: Slots::default(),
            certain: Slots::default(),
            needs: needs_of(source),
            reads: vars,
            sensitive,
            n_inner: left.pieces.len(),
        }))
    }

    fn values<'q>(
        &mut self,
        variables: &[Variable],
        rows: &[Vec<Option<GroundTerm>>],
        scope: &Scope,
    ) -> Piece<'q> {
        let slots: Vec<Slot> = variables.iter().map(|it| self.slot(scope, it)).collect();
        let rows: Vec<Vec<TermId>> = rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|it| it.as_ref().map_or(NONE, |it| self.context.intern(it.clone().into())))
                    .collect()
            })
            .collect();
        let vars = Slots::of(slots.iter().copied());
        let is_certain = |at: usize| rows.iter().all(|row| row[at] != NONE);
        let certain = Slots::of((0..slots.len()).filter(|at| is_certain(*at)).map(|at| slots[at]));
        Piece { vars, certain, ..leaf(Step::Values { slots, rows }, Source::Default) }
    }

    /// A pattern that is computed alone, once.
    fn alone<'q>(
        &mut self,
        pattern: &'q GraphPattern,
        scope: &Scope,
        source: Source,
    ) -> Result<Piece<'q>, SparqlError> {
        let node = self.node_of(pattern, scope, source)?;
        let (vars, certain) = (self.visible(pattern, scope, source), node.certain());
        let certain = certain.common(&vars);
        Ok(Piece { vars, certain, ..leaf_of(Kind::Table(node), Source::Default) })
    }

    fn node_of(
        &mut self,
        pattern: &GraphPattern,
        scope: &Scope,
        source: Source,
    ) -> Result<Node, SparqlError> {
        let node = self.node(pattern, scope, source)?;
        Ok(match source {
            Source::Named(Arg::Slot(slot)) => Node::PerGraph { slot, inner: Box::new(node) },
            Source::Named(Arg::Term(_)) | Source::Default => node,
        })
    }
}

fn named(expression: &Expression) -> Option<&NamedNode> {
    match expression {
        Expression::NamedNode(it) => Some(it),
        _ => None,
    }
}

pub(super) fn needs_of(source: Source) -> Slots {
    match source {
        Source::Named(Arg::Slot(slot)) => Slots::of([slot]),
        Source::Named(Arg::Term(_)) | Source::Default => Slots::default(),
    }
}

fn leaf_of(kind: Kind<'_>, source: Source) -> Piece<'_> {
    let none = Slots::default;
    Piece {
        kind,
        vars: none(),
        certain: none(),
        needs: needs_of(source),
        reads: none(),
        sensitive: none(),
        n_inner: 0,
    }
}

fn leaf<'q>(step: Step, source: Source) -> Piece<'q> {
    let vars = match &step {
        Step::Scan(it) => Slots::of([it.subject, it.predicate, it.object].into_iter().filter_map(Arg::slot)),
        Step::Path { subject, object, .. } => {
            Slots::of([*subject, *object].into_iter().filter_map(Arg::slot))
        }
        Step::Unnest { parts, .. } => Slots::of(parts.iter().filter_map(|it| it.slot())),
        Step::Graphs(slot) => Slots::of([*slot]),
        Step::IsGraph(_)
        | Step::Filter(_)
        | Step::Bind(..)
        | Step::Optional { .. }
        | Step::Union(_)
        | Step::Unless(_)
        | Step::Values { .. }
        | Step::Table(_)
        | Step::Except(_)
        | Step::OptionalTable { .. } => Slots::default(),
    };
    Piece { certain: vars.clone(), vars, ..leaf_of(Kind::Leaf(step), source) }
}

fn union_piece(branches: Vec<Group<'_>>, source: Source) -> Piece<'_> {
    let (mut vars, mut sensitive) = (Slots::default(), Slots::default());
    let mut certain = branches.first().map(|it| it.certain.clone()).unwrap_or_default();
    for branch in &branches {
        vars.add(&branch.vars);
        sensitive.add(&branch.sensitive);
        certain = certain.common(&branch.certain);
    }
    Piece { vars, certain, sensitive, ..leaf_of(Kind::Union(branches), source) }
}
