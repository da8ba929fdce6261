//! What is a model in the numbers of one view?
//!
//! Built once a revision and kept: predicates as numbers, classes with the types of their instances, and, when first
//! asked for, the instances of a type in their order.

use super::model::{Model, OTHER_NODE, PathAt, TypeAt, Values};
use super::value;
use crate::graph::{Kind, NONE, Pattern, TermId, View};
use crate::shape::Path;
use crate::vocab::{prov, rdf, rdfs};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// A path over the predicates of a view; an unknown one leads nowhere.
#[derive(Debug)]
pub(super) enum Walk {
    Forward(TermId),
    Backward(TermId),
    Path(Path<TermId>),
}

pub(super) struct Bound {
    pub(super) model: Arc<Model>,
    pub(super) view: Arc<View>,
    pub(super) walks: Vec<Walk>,
    /// The properties that name things, the best first.
    pub(super) names: Vec<TermId>,
    pub(super) rdf_type: TermId,
    pub(super) primary_source: TermId,
    /// The names of the members of each enum.
    pub(super) enum_members: Vec<FxHashMap<TermId, String>>,
    /// The object types of the instances of a class, the narrowest first.
    types_of_class: FxHashMap<TermId, Vec<TypeAt>>,
    instances: Mutex<FxHashMap<TypeAt, Arc<Vec<TermId>>>>,
    slugs: Mutex<FxHashMap<TypeAt, Arc<FxHashMap<String, TermId>>>>,
}

impl Bound {
    pub(super) fn new(model: Arc<Model>, view: Arc<View>) -> Self {
        let iri = |it: &str| view.dictionary().iri(it).unwrap_or(NONE);
        let walks = model
            .paths
            .iter()
            .map(|path| match path {
                Path::Predicate(it) => Walk::Forward(iri(it.as_str())),
                Path::Inverse(inner) => match &**inner {
                    Path::Predicate(it) => Walk::Backward(iri(it.as_str())),
                    _ => Walk::Path(path.map(&mut |it| iri(it.as_str()))),
                },
                _ => Walk::Path(path.map(&mut |it| iri(it.as_str()))),
            })
            .collect();
        let names = crate::resource::NAMES.iter().map(|it| iri(it)).filter(|it| *it != NONE).collect();
        let members = |all: &[(String, oxrdf::Term)]| {
            let id = |it: &(String, oxrdf::Term)| Some((view.dictionary().id(it.1.as_ref())?, it.0.clone()));
            all.iter().filter_map(id).collect()
        };
        let mut bound = Self {
            enum_members: model.enums.iter().map(|it| members(&it.members)).collect(),
            walks,
            names,
            rdf_type: iri(rdf::TYPE),
            primary_source: iri(prov::HAD_PRIMARY_SOURCE),
            types_of_class: FxHashMap::default(),
            instances: Mutex::default(),
            slugs: Mutex::default(),
            model,
            view,
        };
        bound.bind_classes();
        bound
    }

    fn bind_classes(&mut self) {
        let mut types_of_class: FxHashMap<TermId, Vec<TypeAt>> = FxHashMap::default();
        for it in &self.model.types {
            for class in it.classes.iter().flat_map(|class| self.subclasses(class)) {
                types_of_class.entry(class).or_default().push(it.plain);
            }
        }
        let depth = |it: TypeAt| self.model.types[it].parents.len();
        for types in types_of_class.values_mut() {
            types.sort_unstable();
            types.dedup();
            types.sort_by_key(|it| std::cmp::Reverse(depth(*it)));
        }
        self.types_of_class = types_of_class;
    }

    /// A class and everything below it.
    fn subclasses(&self, class: &str) -> Vec<TermId> {
        let dictionary = self.view.dictionary();
        let Some(class) = dictionary.iri(class) else { return Vec::new() };
        let Some(up) = dictionary.iri(rdfs::SUB_CLASS_OF) else { return vec![class] };
        let down = Path::Inverse(Box::new(Path::Predicate(up)));
        Path::ZeroOrMore(Box::new(down)).values(self.view.union(), class).into_owned()
    }

    /// The object type of a node with some classes, as one of `allowed`; `otherwise` where none fits.
    pub(super) fn type_of(&self, classes: &[TermId], allowed: &[TypeAt], otherwise: TypeAt) -> TypeAt {
        let depth = |it: TypeAt| self.model.types[it].parents.len();
        let mut best: Option<TypeAt> = None;
        for class in classes {
            let types = self.types_of_class.get(class).into_iter().flatten();
            if let Some(found) = types.copied().find(|it| allowed.binary_search(it).is_ok()) {
                let is_better = |best: TypeAt| {
                    depth(found) > depth(best) || (depth(found) == depth(best) && found < best)
                };
                if best.is_none_or(is_better) {
                    best = Some(found);
                }
            }
        }
        best.unwrap_or(otherwise)
    }

    /// The object type of a value that no class tells more of.
    pub(super) fn plain(&self, values: Values) -> TypeAt {
        match values {
            Values::Link(at) => self.model.types[at].plain,
            Values::Union(at) => {
                self.model.unions[at].types.first().map_or(OTHER_NODE, |it| self.model.types[*it].plain)
            }
            Values::Scalar(_)
            | Values::Text
            | Values::Value
            | Values::Enum(_)
            | Values::Source
            | Values::Computed(_) => OTHER_NODE,
        }
    }

    /// The nodes of a type, each once, by their IRIs.
    pub(super) fn instances(&self, at: TypeAt) -> Arc<Vec<TermId>> {
        let mut known = self.instances.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(&at) {
            return Arc::clone(found);
        }
        let types = &self.model.types;
        let below = types.iter().enumerate().filter(|(other, it)| *other == at || it.parents.contains(&at));
        let classes: FxHashSet<TermId> =
            below.flat_map(|(_, it)| &it.classes).flat_map(|it| self.subclasses(it)).collect();
        let mut nodes: Vec<TermId> = Vec::new();
        for class in classes {
            let pattern = Pattern::new(None, Some(self.rdf_type), Some(class));
            nodes.extend(self.view.scan(pattern).map(|it| it[0]));
        }
        nodes.sort_unstable();
        nodes.dedup();
        self.sort_by_name(&mut nodes);
        let nodes = Arc::new(nodes);
        known.insert(at, Arc::clone(&nodes));
        nodes
    }

    /// By IRI, blank nodes behind: an order that does not depend on how the terms are numbered.
    pub(super) fn sort_by_name(&self, nodes: &mut [TermId]) {
        let dictionary = self.view.dictionary();
        let qualifier = |it: TermId| if it == NONE { "" } else { dictionary.text(it) };
        nodes.sort_unstable_by(|a, b| {
            let (a, b) = (dictionary.entry(*a), dictionary.entry(*b));
            let order = (a.kind as u8, a.text).cmp(&(b.kind as u8, b.text));
            order.then_with(|| qualifier(a.qualifier).cmp(qualifier(b.qualifier)))
        });
    }

    /// The node of a type whose IRI ends so.
    pub(super) fn by_slug(&self, at: TypeAt, slug: &str) -> Option<TermId> {
        let found = self.slugs.lock().unwrap_or_else(PoisonError::into_inner).get(&at).cloned();
        let slugs = found.unwrap_or_else(|| {
            let mut slugs = FxHashMap::default();
            for node in self.instances(at).iter() {
                let entry = self.view.dictionary().entry(*node);
                if entry.kind == Kind::Iri {
                    slugs.entry(value::slug(entry.text).to_owned()).or_insert(*node);
                }
            }
            let slugs = Arc::new(slugs);
            self.slugs.lock().unwrap_or_else(PoisonError::into_inner).insert(at, Arc::clone(&slugs));
            slugs
        });
        slugs.get(slug).copied()
    }

    /// A node that something is said of.
    pub(super) fn node(&self, iri: &str) -> Option<TermId> {
        let dictionary = self.view.dictionary();
        let id = match iri.strip_prefix("_:") {
            Some(label) => dictionary.id(oxrdf::BlankNode::new(label).ok()?.as_ref().into())?,
            None => dictionary.iri(iri)?,
        };
        let counts = |pattern| self.view.union().count(pattern) > 0;
        let is_known =
            counts(Pattern::new(Some(id), None, None)) || counts(Pattern::new(None, None, Some(id)));
        is_known.then_some(id)
    }

    /// Values that a node has by a path on average, for the nodes that have some.
    pub(super) fn fan_out(&self, path: PathAt) -> f64 {
        let average = |n: u32, of: u32| if of == 0 { 0.0 } else { f64::from(n) / f64::from(of) };
        match &self.walks[path] {
            Walk::Forward(it) => {
                let stats = self.view.union().stats(*it);
                average(stats.triples, stats.subjects)
            }
            Walk::Backward(it) => {
                let stats = self.view.union().stats(*it);
                average(stats.triples, stats.objects)
            }
            // A path of several steps is guessed; what it really gives is bounded while it is read.
            Walk::Path(_) => 4.0,
        }
    }
}
