//! What became of each thing between two views?
//!
//! Changes are told by graph and thing: what is said of a blank node is told of the named thing that leads to it, with
//! the properties on the way. All of it is read from two views; nothing is written in a format here.

use super::label::{label, local_name};
use crate::graph::{DatasetDiff, GraphDiff, Ids, Kind, NONE, Pattern, TermId, Triples, View};
use crate::vocab::rdf;
use oxrdf::{GraphName, Term};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::Range;

/// How much of a difference is told; the counts are always the true ones.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ChangeLimits {
    /// Things over all graphs.
    pub entities_max: usize,
    /// Statements of one thing.
    pub statements_max: usize,
}

impl Default for ChangeLimits {
    fn default() -> Self {
        Self { entities_max: 1_000, statements_max: 200 }
    }
}

/// Whether there was one before, and is one after.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ChangeKind {
    Added,
    Removed,
    Changed,
}

/// A property or a class with its name for people.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Named {
    pub iri: String,
    pub name: String,
}

/// A value with its text for people.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Value {
    pub term: Term,
    pub text: String,
}

/// The values of one property that went and came.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PropertyChange {
    /// One property, or several where blank nodes lie between the thing and the values.
    pub path: Vec<Named>,
    /// Of these values, where they are texts in a language.
    pub language: Option<String>,
    pub old: Vec<Value>,
    pub new: Vec<Value>,
}

/// What became of one thing in one graph.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EntityChange {
    pub thing: Term,
    pub name: String,
    pub class: Option<Named>,
    pub kind: ChangeKind,
    pub n_added: usize,
    pub n_removed: usize,
    /// The first `statements_max` statements.
    pub properties: Vec<PropertyChange>,
}

/// What became of one graph.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GraphChange {
    pub graph: GraphName,
    pub kind: ChangeKind,
    pub n_added: usize,
    pub n_removed: usize,
    /// All of them, also those that are not told.
    pub n_entities: usize,
    pub entities: Vec<EntityChange>,
}

/// What became of a dataset.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Changes {
    pub graphs: Vec<GraphChange>,
    pub n_added: usize,
    pub n_removed: usize,
    pub n_entities: usize,
}

/// Tells a difference of two views for a reader of that language.
pub fn changes(old: &View, new: &View, diff: &DatasetDiff, language: &str, limits: ChangeLimits) -> Changes {
    let mut told = Changes { n_added: diff.n_added(), n_removed: diff.n_removed(), ..Changes::default() };
    let mut left = limits.entities_max;
    for graph in &diff.graphs {
        let change = Teller::new(old, new, graph, language).graph(left, limits.statements_max);
        left -= change.entities.len();
        told.n_entities += change.n_entities;
        told.graphs.push(change);
    }
    told
}

/// One of the two views with what it has in one graph beyond the other.
struct Side<'a> {
    view: &'a View,
    graph: Option<&'a Triples>,
    /// Sorted.
    triples: &'a [Ids],
}

/// The statements of one subject on one side.
struct Group {
    /// The thing that they are told of: its number in the new view, or, where that has none, in the old one.
    owner: (TermId, TermId),
    is_new: bool,
    subject: TermId,
    statements: Range<usize>,
}

struct Teller<'a> {
    diff: &'a GraphDiff,
    old: Side<'a>,
    new: Side<'a>,
    language: &'a str,
}

/// What stands in `Group::owner` for a thing that the new view does not know, so that it comes last.
const GONE: TermId = TermId::MAX;

/// Blank nodes between a thing and a value that are told by their properties.
const PATH_MAX: usize = 16;

/// The values of a property before and after, by the IRIs of the path, blank node and language.
type Values = BTreeMap<(Vec<String>, Option<TermId>, Option<String>), (Vec<Value>, Vec<Value>)>;

impl<'a> Teller<'a> {
    fn new(old: &'a View, new: &'a View, diff: &'a GraphDiff, language: &'a str) -> Self {
        let side = |view: &'a View, triples: &'a [Ids]| {
            let graph = view.graph_id(diff.graph.as_ref()).and_then(|it| view.graph(it));
            Side { view, graph, triples }
        };
        Self { diff, old: side(old, &diff.removed), new: side(new, &diff.added), language }
    }

    fn graph(&self, entities_max: usize, statements_max: usize) -> GraphChange {
        let kind = kind(self.old.graph.is_some(), self.new.graph.is_some());
        let mut groups = self.old.groups(false, |owner| {
            let entry = self.old.view.dictionary().term(owner);
            match self.new.view.dictionary().id(entry.as_ref()) {
                Some(id) => (id, NONE),
                None => (GONE, owner),
            }
        });
        groups.extend(self.new.groups(true, |owner| (owner, NONE)));
        groups.sort_by_key(|it| (it.owner, it.is_new, it.subject));
        let things = groups.chunk_by(|a, b| a.owner == b.owner);
        let (mut n_entities, mut entities) = (0, Vec::new());
        for thing in things {
            n_entities += 1;
            if entities.len() < entities_max {
                entities.push(self.entity(thing, statements_max));
            }
        }
        GraphChange {
            graph: self.diff.graph.clone(),
            kind,
            n_added: self.diff.added.len(),
            n_removed: self.diff.removed.len(),
            n_entities,
            entities,
        }
    }

    fn side(&self, is_new: bool) -> &Side<'a> {
        if is_new { &self.new } else { &self.old }
    }

    fn entity(&self, groups: &[Group], statements_max: usize) -> EntityChange {
        let thing = match groups[0].owner {
            (GONE, owner) => self.old.view.dictionary().term(owner),
            (owner, _) => self.new.view.dictionary().term(owner),
        };
        let count =
            |is_new| groups.iter().filter(|it| it.is_new == is_new).map(|it| it.statements.len()).sum();
        EntityChange {
            name: self.name(&thing),
            class: self.class(&thing),
            kind: kind(self.old.says(&thing), self.new.says(&thing)),
            n_added: count(true),
            n_removed: count(false),
            properties: self.properties(groups, statements_max),
            thing,
        }
    }

    fn properties(&self, groups: &[Group], statements_max: usize) -> Vec<PropertyChange> {
        let mut values = Values::new();
        let mut n_told = 0;
        let subjects: FxHashSet<(bool, TermId)> = groups.iter().map(|it| (it.is_new, it.subject)).collect();
        for group in groups {
            if n_told == statements_max {
                break;
            }
            let side = self.side(group.is_new);
            let dictionary = side.view.dictionary();
            let start = side.path_to(group.subject);
            let nested = |object: TermId| {
                dictionary.kind(object) == Kind::Blank && subjects.contains(&(group.is_new, object))
            };
            for [_, property, object] in &side.triples[group.statements.clone()] {
                if n_told == statements_max {
                    break;
                }
                if nested(*object) || nested_end(side, *object) {
                    continue; // what the blank node says is told instead
                }
                n_told += 1;
                let mut path = start.clone();
                path.push(dictionary.text(*property).to_owned());
                let entry = dictionary.entry(*object);
                let language = entry.kind.is_lang().then(|| dictionary.text(entry.qualifier).to_owned());
                let blank = (dictionary.kind(group.subject) == Kind::Blank).then_some(group.subject);
                let sides = values.entry((path, blank, language)).or_default();
                let value = self.value(dictionary.term(*object));
                if group.is_new { sides.1.push(value) } else { sides.0.push(value) }
            }
        }
        let told = values.into_iter().map(|((path, _, language), (old, new))| {
            let path = path.into_iter().map(|iri| self.named(iri)).collect();
            PropertyChange { path, language, old, new }
        });
        told.collect()
    }

    /// The label of a thing as it is now, or as it was.
    fn label(&self, thing: &Term) -> Option<String> {
        [self.new.view, self.old.view].into_iter().find_map(|view| {
            let id = view.dictionary().id(thing.as_ref())?;
            label(view, id, self.language).map(|it| it.text.to_owned())
        })
    }

    fn name(&self, thing: &Term) -> String {
        self.label(thing).unwrap_or_else(|| match thing {
            Term::NamedNode(it) => local_name(it.as_str()),
            Term::BlankNode(_) | Term::Literal(_) | Term::Triple(_) => thing.to_string(),
        })
    }

    fn named(&self, iri: String) -> Named {
        let name = self.name(&oxrdf::NamedNode::new_unchecked(&*iri).into());
        Named { iri, name }
    }

    fn value(&self, term: Term) -> Value {
        let text = match &term {
            Term::Literal(it) => it.value().to_owned(),
            Term::NamedNode(_) | Term::BlankNode(_) | Term::Triple(_) => self.name(&term),
        };
        Value { term, text }
    }

    /// The first class of a thing, as it is now or as it was.
    fn class(&self, thing: &Term) -> Option<Named> {
        let class = [self.new.view, self.old.view].into_iter().find_map(|view| {
            let (subject, property) =
                (view.dictionary().id(thing.as_ref())?, view.dictionary().iri(rdf::TYPE)?);
            let [_, _, class] = view.scan(Pattern::new(Some(subject), Some(property), None)).next()?;
            (view.dictionary().kind(class) == Kind::Iri).then(|| view.dictionary().text(class).to_owned())
        });
        class.map(|iri| self.named(iri))
    }
}

/// Whether an object is nothing but the end of a list.
fn nested_end(side: &Side<'_>, object: TermId) -> bool {
    side.view.dictionary().iri(rdf::NIL) == Some(object)
}

fn kind(is_before: bool, is_after: bool) -> ChangeKind {
    match (is_before, is_after) {
        (false, _) => ChangeKind::Added,
        (true, false) => ChangeKind::Removed,
        (true, true) => ChangeKind::Changed,
    }
}

impl Side<'_> {
    /// Whether the graph says anything of a thing.
    fn says(&self, thing: &Term) -> bool {
        let id = self.view.dictionary().id(thing.as_ref());
        id.zip(self.graph).is_some_and(|(id, graph)| graph.count(Pattern::new(Some(id), None, None)) > 0)
    }

    fn groups(&self, is_new: bool, owner: impl Fn(TermId) -> (TermId, TermId)) -> Vec<Group> {
        let mut owners = FxHashMap::default();
        let mut groups = Vec::new();
        let mut start = 0;
        for statements in self.triples.chunk_by(|a, b| a[0] == b[0]) {
            let (subject, end) = (statements[0][0], start + statements.len());
            let owner = owner(self.owner(subject, &mut owners));
            groups.push(Group { owner, is_new, subject, statements: start..end });
            start = end;
        }
        groups
    }

    /// The thing that leads to a node, or the node itself.
    fn owner(&self, node: TermId, known: &mut FxHashMap<TermId, TermId>) -> TermId {
        let (mut node, mut way) = (node, Vec::new());
        while self.view.dictionary().kind(node) == Kind::Blank {
            if let Some(owner) = known.get(&node) {
                node = *owner;
                break;
            }
            way.push(node);
            known.insert(node, node); // a circle ends where it began
            match self.parent(node) {
                Some([parent, _, _]) => node = parent,
                None => break,
            }
        }
        for passed in way {
            known.insert(passed, node);
        }
        node
    }

    fn parent(&self, node: TermId) -> Option<Ids> {
        self.graph?.scan(Pattern::new(None, None, Some(node))).next()
    }

    /// The properties from the named thing to a blank node; the links of a list are passed over.
    fn path_to(&self, node: TermId) -> Vec<String> {
        let dictionary = self.view.dictionary();
        let (mut node, mut path, mut n_steps) = (node, Vec::new(), 0);
        while dictionary.kind(node) == Kind::Blank && path.len() < PATH_MAX && n_steps < STEPS_MAX {
            let Some([parent, property, _]) = self.parent(node) else { break };
            let property = dictionary.text(property);
            if property != rdf::REST && property != rdf::FIRST {
                path.push(property.to_owned());
            }
            node = parent;
            n_steps += 1;
        }
        path.reverse();
        path
    }
}

/// Links of a list between a thing and a value that are followed.
const STEPS_MAX: usize = 1_000;
