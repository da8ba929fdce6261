//! How does the registry tell what happened to it, as RDF?
//!
//! The graph of revisions is derived from the heads of the log: [`with_revisions`] brings it up to date when a view
//! is published. It is kept apart: it is to be had by its name, and part of no union, patch, count or hash. A change
//! that adds to it is refused; emptying the whole dataset leaves it alone.

use super::RegistryError;
use crate::graph::{NONE, Patch, Pattern, QuadIds, Stage, TermId, View};
use crate::log::RevisionHead;
use crate::vocab::{self, con, dcterms, prov, rdf, rdfs, void, xsd};
use oxrdf::{GraphNameRef, LiteralRef, NamedNodeRef, TermRef};
use std::sync::Arc;

/// The graph that tells of every revision.
pub const REVISIONS_GRAPH: &str = "https://w3id.org/concord/graph/revisions";

/// The view with what is known of these revisions, all up to its own.
pub(super) fn with_revisions(view: View, heads: &[Arc<RevisionHead>]) -> View {
    let n_known = n_known(&view);
    if n_known == heads.len() {
        return view;
    }
    let revision = view.revision();
    // More than there are cannot be; whatever it is, it is told anew.
    let (mut stage, missing) = if n_known < heads.len() {
        (Stage::new(Arc::new(view)), &heads[n_known..])
    } else {
        (Stage::new(Arc::new(view.without_apart())), heads)
    };
    let graph = stage.interner().intern_iri(REVISIONS_GRAPH);
    stage.keep_apart(graph);
    for head in missing {
        tell(&mut stage, head);
    }
    stage.freeze(revision).0
}

/// How many revisions a view tells of; they are told in order, so that it is the first ones.
fn n_known(view: &View) -> usize {
    let dictionary = view.dictionary();
    let ids = (dictionary.iri(REVISIONS_GRAPH), dictionary.iri(con::property::REVISION_NUMBER));
    let (Some(graph), Some(number)) = ids else { return 0 };
    view.graph(graph).map_or(0, |it| it.count(Pattern::new(None, Some(number), None)))
}

/// A patch without what it does to the graph of revisions: taking away is passed over, adding is refused.
pub(super) fn without_derived(view: &View, mut patch: Patch) -> Result<Patch, RegistryError> {
    let Some(graph) = view.dictionary().iri(REVISIONS_GRAPH) else { return Ok(patch) };
    if patch.added.iter().any(|it| it.graph == graph) {
        return Err(RegistryError::DerivedGraph);
    }
    patch.removed.retain(|it| it.graph != graph);
    Ok(patch)
}

/// What a patch does to one graph.
pub(super) fn part_of(patch: &Patch, graph: TermId) -> Patch {
    // Both lists are sorted by graph.
    let part = |quads: &[QuadIds]| {
        let start = quads.partition_point(|it| it.graph < graph);
        let end = quads.partition_point(|it| it.graph <= graph);
        quads[start..end].to_vec()
    };
    Patch { added: part(&patch.added), removed: part(&patch.removed) }
}

/// The name of a graph as the heads have it, `None` for the default graph.
pub(super) fn graph_text(view: &View, graph: TermId) -> Option<String> {
    match view.graph_name(graph).as_ref() {
        GraphNameRef::NamedNode(it) => Some(it.as_str().to_owned()),
        GraphNameRef::BlankNode(it) => Some(it.to_string()),
        GraphNameRef::DefaultGraph => None,
    }
}

/// Writes statements of one subject.
struct Teller<'a> {
    stage: &'a mut Stage,
    graph: TermId,
    subject: TermId,
}

impl Teller<'_> {
    fn about(&mut self, subject: &str) -> &mut Self {
        self.subject = self.stage.interner().intern_iri(subject);
        self
    }

    fn link(&mut self, predicate: &str, object: &str) -> &mut Self {
        self.term(predicate, NamedNodeRef::new_unchecked(object).into())
    }

    fn text(&mut self, predicate: &str, text: &str) -> &mut Self {
        self.term(predicate, LiteralRef::new_simple_literal(text).into())
    }

    fn typed(&mut self, predicate: &str, text: &str, datatype: &str) -> &mut Self {
        let datatype = NamedNodeRef::new_unchecked(datatype);
        self.term(predicate, LiteralRef::new_typed_literal(text, datatype).into())
    }

    fn count(&mut self, predicate: &str, count: u64) -> &mut Self {
        self.typed(predicate, &count.to_string(), xsd::INTEGER)
    }

    fn term(&mut self, predicate: &str, object: TermRef<'_>) -> &mut Self {
        let interner = self.stage.interner();
        let triple = [self.subject, interner.intern_iri(predicate), interner.intern(object)];
        self.stage.insert(QuadIds { graph: self.graph, triple });
        self
    }
}

/// The name of a revision as an entity.
pub fn revision_iri(number: u64) -> String {
    format!("{}revision/{number}", vocab::ID)
}

fn tell(stage: &mut Stage, head: &RevisionHead) {
    let graph = stage.interner().intern_iri(REVISIONS_GRAPH);
    let mut teller = Teller { stage, graph, subject: NONE };
    let number = head.number;
    let (revision, load) = (revision_iri(number), format!("{}load/{number}", vocab::ID));
    let agent = Some(slug(&head.agent)).filter(|it| !it.is_empty());
    let agent = agent.map(|it| format!("{}agent/{it}", vocab::ID));

    teller
        .about(&revision)
        .link(rdf::TYPE, con::class::REVISION)
        .text(rdfs::LABEL, &format!("revision {number}"))
        .count(con::property::REVISION_NUMBER, number)
        .typed(prov::GENERATED_AT_TIME, &head.time, xsd::DATE_TIME)
        .link(prov::WAS_GENERATED_BY, &load)
        .count(con::property::ADDED_COUNT, head.added)
        .count(con::property::REMOVED_COUNT, head.removed);
    if let Some(agent) = &agent {
        teller.link(prov::WAS_ATTRIBUTED_TO, agent);
    }
    if !head.reason.is_empty() {
        teller.text(dcterms::DESCRIPTION, &head.reason);
    }
    if number > 1 {
        teller.link(prov::WAS_REVISION_OF, &revision_iri(number - 1));
    }
    for (at, touched) in (1u64..).zip(&head.graphs) {
        let change = format!("{}graph-change/{number}-{at}", vocab::ID);
        teller.about(&revision).link(con::property::GRAPH_CHANGE, &change);
        teller.about(&change).link(rdf::TYPE, con::class::GRAPH_CHANGE);
        if let Some(name) = touched.graph.as_deref().filter(|it| !it.starts_with("_:")) {
            teller.link(con::property::TOUCHED_GRAPH, name);
        }
        teller
            .text(con::property::GRAPH_HASH, &touched.hash)
            .count(con::property::ADDED_COUNT, touched.added)
            .count(con::property::REMOVED_COUNT, touched.removed)
            .count(void::TRIPLES, touched.triples);
    }

    teller.about(&load).link(rdf::TYPE, con::class::LOAD).typed(
        prov::ENDED_AT_TIME,
        &head.time,
        xsd::DATE_TIME,
    );
    if let Some(source) = &head.source {
        teller.text(dcterms::SOURCE, source);
    }
    if let Some(agent) = &agent {
        teller.link(prov::WAS_ASSOCIATED_WITH, agent);
        teller.about(agent).link(rdf::TYPE, prov::AGENT).text(rdfs::LABEL, &head.agent);
    }
}

/// A name as the last part of an IRI.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() || letter == '_' {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
