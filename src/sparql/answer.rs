//! How does a query become the bytes of an answer?

use super::bind;
use super::context::Context;
use super::error::SparqlError;
use super::limits::{Cancel, Limits};
use super::parse::Query;
use super::plan::{Node, Slot, Source};
use super::retarget::Retarget;
use super::rows::{self, RowWriter};
use super::run::{Halt, Row};
use super::template::Template;
use super::translate::{Scope, Translator};
use super::{Completeness, Format, Outcome};
use crate::graph::{Kind, NONE, Pattern, TermId, View};
use oxrdf::{Term, Variable};
use oxrdfio::{RdfFormat, RdfSerializer};
use rustc_hash::FxHashSet;
use sparesults::{QueryResultsFormat, QueryResultsSerializer};
use spargebra::term::TriplePattern;
use std::cell::Cell;
use std::io::Write;
use std::rc::Rc;

/// A query made ready for one view.
pub(super) struct Prepared<'a> {
    context: Context<'a>,
    node: Node,
    scope: Scope,
    /// The variables of the answer with their slots.
    variables: Vec<(Variable, Slot)>,
    is_ask: bool,
}

/// Evaluates a query and writes the answer as it comes.
///
/// # Errors
/// As [`SparqlError`]; part of the answer may have been written before.
pub fn execute(
    view: &View,
    query: &Query,
    limits: &Limits,
    cancel: &Cancel,
    format: Format,
    out: &mut dyn Write,
) -> Result<Outcome, SparqlError> {
    let mut counted = Counted { out, bytes: Rc::default() };
    let prepared = prepare(view, query, limits, cancel, &[])?;
    match (&query.algebra, format) {
        (spargebra::Query::Ask { .. }, Format::Results(format)) => prepared.ask(format, &mut counted),
        (spargebra::Query::Select { .. }, Format::Results(format)) => {
            prepared.select(limits, format, &mut counted)
        }
        (spargebra::Query::Construct { template, .. }, Format::Rdf(format)) => {
            prepared.construct(template, limits, format, &mut counted)
        }
        (spargebra::Query::Describe { .. }, Format::Rdf(format)) => {
            prepared.describe(limits, format, &mut counted)
        }
        _ => Err(SparqlError::Unsupported("this format for an answer of this form".to_owned())),
    }
}

/// The bound variables of one row.
pub(super) type Solution = Vec<(Variable, Term)>;

/// Evaluates a SELECT or ASK and gives its solutions as terms; yes is one empty solution, no is none.
///
/// # Errors
/// As [`SparqlError`]; an answer of more than `rows_max` rows is one.
pub(super) fn solutions(
    view: &View,
    query: &Query,
    limits: &Limits,
    cancel: &Cancel,
) -> Result<Vec<Solution>, SparqlError> {
    let prepared = prepare(view, query, limits, cancel, &[])?;
    prepared.solutions(&prepared.node, limits)
}

/// Makes a query ready; the terms of `like` are estimated as if they were those beside them.
pub(super) fn prepare<'a>(
    view: &'a View,
    query: &Query,
    limits: &Limits,
    cancel: &Cancel,
    like: &[(Term, Term)],
) -> Result<Prepared<'a>, SparqlError> {
    let (spargebra::Query::Select { pattern, .. }
    | spargebra::Query::Construct { pattern, .. }
    | spargebra::Query::Describe { pattern, .. }
    | spargebra::Query::Ask { pattern, .. }) = &query.algebra;
    let mut context = Context::new(view, query.dataset.as_ref(), query.default_graph, limits, cancel);
    context.base_iri = query.algebra.base_iri().cloned();
    let known = |it: &(Term, Term)| (context.intern(it.0.clone()), context.intern(it.1.clone()));
    context.like = like.iter().map(known).collect();
    let pattern = bind::pattern(pattern, query);
    let scope = Scope::default();
    let mut translator = Translator::new(&context);
    let mut names: Vec<Variable> = Vec::new();
    pattern.on_in_scope_variable(|it| {
        if !names.contains(it) {
            names.push(it.clone());
        }
    });
    let variables: Vec<(Variable, Slot)> =
        names.into_iter().map(|it| (it.clone(), translator.slot(&scope, &it))).collect();
    let node = translator.node(&pattern, &scope, Source::Default)?;
    let n_slots = translator.n_slots();
    context.n_slots.set(n_slots);
    let is_ask = matches!(query.algebra, spargebra::Query::Ask { .. });
    Ok(Prepared { context, node, scope, variables, is_ask })
}

impl Prepared<'_> {
    /// The number of a term in this evaluation.
    pub(super) fn intern(&self, term: &Term) -> TermId {
        self.context.intern(term.clone())
    }

    pub(super) fn n_computed(&self) -> usize {
        self.context.n_computed()
    }

    /// The solutions of the same plan with other terms in it, under limits that start anew.
    pub(super) fn solutions_at(
        &mut self,
        retarget: &Retarget<'_>,
        limits: &Limits,
        cancel: &Cancel,
    ) -> Result<Vec<Solution>, SparqlError> {
        self.context.start_anew(limits, cancel);
        let mut node = self.node.clone();
        retarget.node(&mut node);
        self.solutions(&node, limits)
    }

    fn solutions(&self, node: &Node, limits: &Limits) -> Result<Vec<Solution>, SparqlError> {
        let (mut solutions, mut is_cut) = (Vec::new(), false);
        self.run_node(node, &mut |row| {
            if self.is_ask {
                solutions.push(Vec::new());
                return Err(Halt::Enough);
            }
            is_cut = solutions.len() as u64 >= limits.rows_max;
            if is_cut {
                return Err(Halt::Enough);
            }
            self.context.meter.hold(self.variables.len())?;
            let bound = self.variables.iter().filter(|it| row[it.1] != NONE);
            solutions.push(bound.map(|(name, slot)| (name.clone(), self.context.term(row[*slot]))).collect());
            Ok(())
        })?;
        if is_cut {
            let rows_max = limits.rows_max;
            return Err(SparqlError::Evaluation(format!("the query has more than {rows_max} solutions")));
        }
        Ok(solutions)
    }

    /// Runs the query; `each` gets every solution.
    fn run(&self, each: &mut dyn FnMut(&mut Row) -> Result<(), Halt>) -> Result<(), SparqlError> {
        self.run_node(&self.node, each)
    }

    fn run_node(
        &self,
        node: &Node,
        each: &mut dyn FnMut(&mut Row) -> Result<(), Halt>,
    ) -> Result<(), SparqlError> {
        let mut row = vec![NONE; self.context.n_slots.get()];
        let outcome = self.context.node(node, &mut row, &mut |row| {
            self.context.labelled.borrow_mut().clear();
            each(row)
        });
        match outcome {
            Ok(()) | Err(Halt::Enough) => Ok(()),
            Err(Halt::Failed(error)) => Err(error),
        }
    }

    fn outcome(&self, rows: u64, is_cut: bool) -> Outcome {
        let completeness = if is_cut { Completeness::Truncated } else { Completeness::Complete };
        Outcome { completeness, rows, reads: self.context.meter.reads() }
    }

    fn ask(&self, format: QueryResultsFormat, out: &mut Counted<'_>) -> Result<Outcome, SparqlError> {
        let mut is_found = false;
        self.run(&mut |_| {
            is_found = true;
            Err(Halt::Enough)
        })?;
        QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(out, is_found)?;
        Ok(self.outcome(1, false))
    }

    fn select(
        &self,
        limits: &Limits,
        format: QueryResultsFormat,
        out: &mut Counted<'_>,
    ) -> Result<Outcome, SparqlError> {
        let bytes = Rc::clone(&out.bytes);
        let mut writer = RowWriter::new(format, &self.variables, out)?;
        let cell = |id| self.cell(id);
        let (mut rows, mut is_cut) = (0, false);
        self.run(&mut |row| {
            if rows >= limits.rows_max || bytes.get() > limits.result_bytes_max {
                is_cut = true;
                return Err(Halt::Enough);
            }
            rows += 1;
            Ok(writer.row(self.variables.iter().map(|it| row[it.1]), &cell)?)
        })?;
        writer.finish()?;
        Ok(self.outcome(rows, is_cut))
    }

    fn cell(&self, id: TermId) -> rows::Cell<'_> {
        match self.context.entry(id) {
            Some(entry) if !matches!(entry.kind, Kind::Triple | Kind::LangLtr | Kind::LangRtl) => {
                let text = |it| self.context.view.dictionary().text(it);
                rows::Cell::Entry(entry, if entry.qualifier == NONE { "" } else { text(entry.qualifier) })
            }
            Some(_) | None => rows::Cell::Term(self.context.term(id)),
        }
    }

    fn construct(
        &self,
        template: &[TriplePattern],
        limits: &Limits,
        format: RdfFormat,
        out: &mut Counted<'_>,
    ) -> Result<Outcome, SparqlError> {
        let mut writer = GraphWriter::new(self, limits, format, out);
        let instance = Template { context: &self.context, scope: &self.scope };
        self.run(&mut |row| {
            let mut blanks = Vec::new();
            for it in template {
                if let Some(ids) = instance.triple(&it.subject, &it.predicate, &it.object, row, &mut blanks) {
                    writer.triple(ids)?;
                }
            }
            Ok(())
        })?;
        writer.finish()
    }

    /// What is said of each node, with what is said of the blank nodes in there.
    fn describe(
        &self,
        limits: &Limits,
        format: RdfFormat,
        out: &mut Counted<'_>,
    ) -> Result<Outcome, SparqlError> {
        let mut writer = GraphWriter::new(self, limits, format, out);
        let mut described: FxHashSet<TermId> = FxHashSet::default();
        let Some(triples) = self.context.triples(Source::Default, NONE) else { return writer.finish() };
        self.run(&mut |row| {
            let mut open: Vec<TermId> =
                self.variables.iter().map(|it| row[it.1]).filter(|it| *it != NONE).collect();
            while let Some(node) = open.pop() {
                if !described.insert(node) || self.context.entry(node).is_none() {
                    continue;
                }
                self.context.meter.read();
                for ids in triples.scan(Pattern::new(Some(node), None, None)) {
                    self.context.meter.step()?;
                    writer.triple(ids)?;
                    if self.context.kind(ids[2]) == Kind::Blank {
                        open.push(ids[2]);
                    }
                }
            }
            Ok(())
        })?;
        writer.finish()
    }
}

/// Writes each triple once, up to the limits.
struct GraphWriter<'p, 'a, W: Write> {
    prepared: &'p Prepared<'a>,
    writer: oxrdfio::WriterQuadSerializer<W>,
    bytes: Rc<Cell<u64>>,
    limits: &'p Limits,
    seen: FxHashSet<[TermId; 3]>,
    rows: u64,
    is_cut: bool,
}

impl<'p, 'a, 'w, 'o> GraphWriter<'p, 'a, &'w mut Counted<'o>> {
    fn new(
        prepared: &'p Prepared<'a>,
        limits: &'p Limits,
        format: RdfFormat,
        out: &'w mut Counted<'o>,
    ) -> Self {
        let bytes = Rc::clone(&out.bytes);
        let writer = RdfSerializer::from_format(format).for_writer(out);
        Self { prepared, writer, bytes, limits, seen: FxHashSet::default(), rows: 0, is_cut: false }
    }

    fn triple(&mut self, ids: [TermId; 3]) -> Result<(), Halt> {
        if !self.seen.insert(ids) {
            return Ok(());
        }
        if self.rows >= self.limits.rows_max || self.bytes.get() > self.limits.result_bytes_max {
            self.is_cut = true;
            return Err(Halt::Enough);
        }
        self.prepared.context.meter.hold(3)?;
        self.rows += 1;
        let Prepared { context, scope, .. } = self.prepared;
        let Some(triple) = (Template { context, scope }).terms(ids) else { return Ok(()) };
        self.writer.serialize_triple(&triple).map_err(|it| Halt::Failed(it.into()))
    }

    fn finish(self) -> Result<Outcome, SparqlError> {
        self.writer.finish()?;
        Ok(self.prepared.outcome(self.rows, self.is_cut))
    }
}

/// Counts what is written.
struct Counted<'o> {
    out: &'o mut dyn Write,
    bytes: Rc<Cell<u64>>,
}

impl Write for Counted<'_> {
    fn write(&mut self, buffer: &[u8]) -> std::io::Result<usize> {
        let written = self.out.write(buffer)?;
        self.bytes.set(self.bytes.get() + written as u64);
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}
