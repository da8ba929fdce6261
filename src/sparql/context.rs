//! What does one evaluation carry along?

use super::error::SparqlError;
use super::limits::{Cancel, Limits, Meter};
use super::parse::DefaultGraph;
use super::plan::Source;
use super::value::{Datatype, Value};
use crate::graph::{Kind, NONE, Pattern, TermId, TripleIndex, Triples, View};
use oxrdf::{BlankNode, Literal, NamedNode, Term};
use oxsdatatypes::DateTime;
use rustc_hash::FxHashMap;
use spargebra::algebra::QueryDataset;
use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

/// Terms that are computed and stand in no statement; numbered after the dictionary.
#[derive(Debug, Default)]
struct Computed {
    terms: Vec<Term>,
    numbers: FxHashMap<Term, TermId>,
}

/// Rows that were computed once for a join.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) len: usize,
    pub(super) width: usize,
    pub(super) cells: Vec<TermId>,
    /// Rows by the hash of their keys, where there are keys.
    pub(super) by_key: FxHashMap<u64, Vec<u32>>,
}

impl Rows {
    pub(super) fn row(&self, at: usize) -> &[TermId] {
        &self.cells[at * self.width..(at + 1) * self.width]
    }
}

pub(super) struct Context<'a> {
    pub(super) view: &'a View,
    pub(super) meter: Meter,
    default: Cow<'a, Triples>,
    named: Option<Vec<TermId>>,
    computed: RefCell<Computed>,
    pub(super) tables: RefCell<FxHashMap<usize, Rc<Rows>>>,
    last_datatype: Cell<(TermId, Datatype)>,
    /// An error inside an expression that has to end the evaluation, not just the expression.
    pub(super) fault: RefCell<Option<SparqlError>>,
    now: OnceCell<DateTime>,
    pub(super) base_iri: Option<oxiri::Iri<String>>,
    /// Blank nodes of `BNODE(label)`, new for each solution.
    pub(super) labelled: RefCell<FxHashMap<String, TermId>>,
    pub(super) n_slots: Cell<usize>,
    /// Terms that are estimated as if they were others.
    pub(super) like: Vec<(TermId, TermId)>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        view: &'a View,
        dataset: Option<&QueryDataset>,
        default_graph: DefaultGraph,
        limits: &Limits,
        cancel: &Cancel,
    ) -> Self {
        let (default, named) = match dataset {
            Some(it) => {
                let ids = |iris: &[oxrdf::NamedNode]| -> Vec<TermId> {
                    let mut ids: Vec<TermId> =
                        iris.iter().filter_map(|it| view.dictionary().iri(it.as_str())).collect();
                    ids.sort_unstable();
                    ids.dedup();
                    ids
                };
                (merged(view, &ids(&it.default)), it.named.as_deref().map(ids))
            }
            None if default_graph == DefaultGraph::Union => (Cow::Borrowed(view.union()), None),
            None => (view.graph(NONE).map_or_else(|| Cow::Owned(Triples::default()), Cow::Borrowed), None),
        };
        Self {
            view,
            meter: Meter::new(limits, cancel),
            default,
            named,
            computed: RefCell::default(),
            tables: RefCell::default(),
            last_datatype: Cell::new((NONE, Datatype::Other)),
            fault: RefCell::default(),
            now: OnceCell::new(),
            base_iri: None,
            labelled: RefCell::default(),
            n_slots: Cell::new(0),
            like: Vec::new(),
        }
    }

    /// Forgets what one evaluation left, but for the terms that it computed.
    pub(super) fn start_anew(&mut self, limits: &Limits, cancel: &Cancel) {
        self.meter = Meter::new(limits, cancel);
        self.tables.get_mut().clear();
        self.labelled.get_mut().clear();
        *self.fault.get_mut() = None;
    }

    pub(super) fn n_computed(&self) -> usize {
        self.computed.borrow().terms.len()
    }

    /// The triples that a source means; `None` for a graph that is not in the dataset.
    pub(super) fn triples(&self, source: Source, graph: TermId) -> Option<&Triples> {
        match source {
            Source::Default => Some(&*self.default),
            Source::Named(_) if self.is_named(graph) => self.view.graph(graph),
            Source::Named(_) => None,
        }
    }

    fn is_named(&self, graph: TermId) -> bool {
        graph != NONE && self.named.as_ref().is_none_or(|it| it.binary_search(&graph).is_ok())
    }

    /// The named graphs of the dataset that hold something.
    pub(super) fn named_graphs(&self) -> Vec<TermId> {
        self.view.graphs().map(|it| it.0).filter(|it| self.is_named(*it)).collect()
    }

    pub(super) fn now(&self) -> DateTime {
        *self.now.get_or_init(DateTime::now)
    }

    /// Ends the evaluation at its next step.
    pub(super) fn fail(&self, error: SparqlError) {
        self.fault.borrow_mut().get_or_insert(error);
    }

    fn is_computed(&self, id: TermId) -> bool {
        id >= self.view.dictionary().end()
    }

    /// The number of a term, the dictionary's where it has one.
    pub(super) fn intern(&self, term: Term) -> TermId {
        let term = iri_as_blank(term);
        if let Some(id) = self.view.dictionary().id(term.as_ref()) {
            return id;
        }
        let mut computed = self.computed.borrow_mut();
        if let Some(id) = computed.numbers.get(&term) {
            return *id;
        }
        // About what the term takes twice, in values of four bytes.
        let bytes = if let Term::Literal(it) = &term { it.value().len() } else { 64 };
        if let Err(error) = self.meter.hold(32 + bytes / 2) {
            self.fail(error);
        }
        let id = self.view.dictionary().end() + computed.terms.len() as TermId;
        computed.terms.push(term.clone());
        computed.numbers.insert(term, id);
        id
    }

    pub(super) fn intern_value(&self, value: Value<'_>) -> TermId {
        let known = match &value {
            Value::String(it) => self.view.dictionary().literal(it, Kind::String, NONE),
            Value::Iri(it) => self.view.dictionary().iri(it),
            _ => None,
        };
        known.unwrap_or_else(|| self.intern(value.into_term()))
    }

    pub(super) fn term(&self, id: TermId) -> Term {
        if self.is_computed(id) {
            self.computed.borrow().terms[(id - self.view.dictionary().end()) as usize].clone()
        } else {
            self.view.dictionary().term(id)
        }
    }

    pub(super) fn load(&self, id: TermId) -> Value<'a> {
        if self.is_computed(id) {
            return Value::of_term(
                &self.computed.borrow().terms[(id - self.view.dictionary().end()) as usize],
            );
        }
        let view = self.view;
        let entry = view.dictionary().entry(id);
        let qualifier = if entry.qualifier == NONE { "" } else { view.dictionary().text(entry.qualifier) };
        let datatype =
            if entry.kind == Kind::Typed { self.datatype(entry.qualifier) } else { Datatype::Other };
        Value::of_entry(entry, qualifier, datatype, || view.dictionary().term(id))
    }

    fn datatype(&self, id: TermId) -> Datatype {
        // The literals of one column are mostly of one type.
        let (last, datatype) = self.last_datatype.get();
        if last == id {
            return datatype;
        }
        let datatype = Datatype::of(self.view.dictionary().text(id));
        self.last_datatype.set((id, datatype));
        datatype
    }

    /// Kind, text and number of the language tag or datatype, where the term stands in the dictionary.
    pub(super) fn entry(&self, id: TermId) -> Option<crate::graph::Entry<'a>> {
        let view = self.view;
        (!self.is_computed(id)).then(|| view.dictionary().entry(id))
    }

    /// The kind of a term that stands in the dictionary.
    pub(super) fn known_kind(&self, id: TermId) -> Option<Kind> {
        (!self.is_computed(id)).then(|| self.view.dictionary().kind(id))
    }

    /// What kind of term a number stands for.
    pub(super) fn kind(&self, id: TermId) -> Kind {
        match self.known_kind(id) {
            Some(kind) => kind,
            None => match self.term(id) {
                Term::NamedNode(_) => Kind::Iri,
                Term::BlankNode(_) => Kind::Blank,
                Term::Literal(_) => Kind::Typed,
                Term::Triple(_) => Kind::Triple,
            },
        }
    }

    pub(super) fn string(&self, text: &str) -> TermId {
        match self.view.dictionary().literal(text, Kind::String, NONE) {
            Some(id) => id,
            None => self.intern(Literal::new_simple_literal(text).into()),
        }
    }
}

/// A blank node of the data as a constant of a pattern, where the grammar of SPARQL has no such thing.
///
/// No IRI starts so, because a scheme starts with a letter; [`Context::intern`] turns it back.
pub(super) fn blank_as_iri(node: &BlankNode) -> NamedNode {
    NamedNode::new_unchecked(node.to_string())
}

fn iri_as_blank(term: Term) -> Term {
    match &term {
        Term::NamedNode(it) => match it.as_str().strip_prefix("_:") {
            Some(label) => BlankNode::new_unchecked(label).into(),
            None => term,
        },
        Term::BlankNode(_) | Term::Literal(_) | Term::Triple(_) => term,
    }
}

/// The merge of some graphs; one graph and all graphs are there already.
fn merged<'a>(view: &'a View, graphs: &[TermId]) -> Cow<'a, Triples> {
    let present: Vec<&Triples> = graphs.iter().filter_map(|it| view.graph(*it)).collect();
    let is_all =
        view.graphs().map(|it| it.0).eq(graphs.iter().copied().filter(|it| view.graph(*it).is_some()));
    match present[..] {
        [] => Cow::Owned(Triples::default()),
        [one] => Cow::Borrowed(one),
        _ if is_all => Cow::Borrowed(view.union()),
        _ => {
            let all = present.iter().flat_map(|it| it.scan(Pattern::default())).collect();
            Cow::Owned(Triples::from_index(TripleIndex::new(all)))
        }
    }
}
