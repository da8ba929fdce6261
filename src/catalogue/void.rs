//! What does VoID say of the registry?

use super::counts::{self, Count};
use super::writer::{Writer, named};
use crate::graph::{Kind, Pattern, Triples, View};
use crate::vocab::{self, PREFIXES, con, dcterms, void as v};
use oxrdf::{NamedOrBlankNode, Term, Triple};

/// Describes the content of a view, served below `base` (with its last slash).
pub fn void(view: &View, base: &str) -> Vec<Triple> {
    let mut out = Writer::new();
    let dataset = named(format!("{base}.well-known/void#dataset"));
    out.is_a(&dataset, v::DATASET);
    out.text(&dataset, dcterms::TITLE, "Concord: a registry of Europe's automotive regions");
    out.link(&dataset, v::SPARQL_ENDPOINT, &format!("{base}sparql"));
    out.link(&dataset, v::DATA_DUMP, &format!("{base}data"));
    out.put(&dataset, v::URI_SPACE, oxrdf::Literal::new_simple_literal(vocab::ID));
    size(&mut out, &dataset, view.union());
    for (_, namespace) in PREFIXES.iter().filter(|it| it.1 == con::NS || is_used(view, it.1)) {
        out.link(&dataset, v::VOCABULARY, namespace);
    }
    partitions(&mut out, &dataset, view, view.union());
    for Count { term, .. } in counts::graphs(view) {
        let (Some(triples), Kind::Iri) = (view.graph(term), view.dictionary().kind(term)) else { continue };
        let subset = named(view.dictionary().text(term));
        out.put(&dataset, v::SUBSET, Term::from(subset.clone()));
        out.is_a(&subset, v::DATASET);
        size(&mut out, &subset, triples);
    }
    out.finish()
}

fn size(out: &mut Writer, dataset: &NamedOrBlankNode, triples: &Triples) {
    out.count(dataset, v::TRIPLES, triples.len());
    out.count(dataset, v::DISTINCT_SUBJECTS, triples.n_subjects());
    out.count(dataset, v::DISTINCT_OBJECTS, triples.n_objects());
    out.count(dataset, v::PROPERTIES, triples.predicates().len());
}

fn partitions(out: &mut Writer, dataset: &NamedOrBlankNode, view: &View, triples: &Triples) {
    let classes = counts::classes(triples, view);
    out.count(dataset, v::CLASSES, classes.len());
    for Count { term, count } in classes {
        if view.dictionary().kind(term) != Kind::Iri {
            continue;
        }
        let part = out.blank();
        out.put(dataset, v::CLASS_PARTITION, Term::from(part.clone()));
        out.link(&part, v::CLASS, view.dictionary().text(term));
        out.count(&part, v::ENTITIES, count);
    }
    for predicate in triples.predicates() {
        let part = out.blank();
        out.put(dataset, v::PROPERTY_PARTITION, Term::from(part.clone()));
        out.link(&part, v::PROPERTY, view.dictionary().text(predicate));
        out.count(&part, v::TRIPLES, triples.count(Pattern::new(None, Some(predicate), None)));
    }
}

/// Whether a predicate of the view is of that namespace.
fn is_used(view: &View, namespace: &str) -> bool {
    view.union().predicates().into_iter().any(|it| view.dictionary().text(it).starts_with(namespace))
}
