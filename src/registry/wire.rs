//! What do changes look like as JSON, wherever they are shown?

use crate::resource::{ChangeKind, Changes, EntityChange, GraphChange, Named, PropertyChange, Value};
use oxrdf::{GraphName, Term};
use serde_json::{Value as Json, json};

/// Changes by graph and thing; `entities_total` counts those that are not listed as well.
pub fn changes_json(changes: &Changes) -> Json {
    json!({
        "added": changes.n_added,
        "removed": changes.n_removed,
        "entities_total": changes.n_entities,
        "graphs": changes.graphs.iter().map(graph).collect::<Vec<_>>(),
    })
}

fn graph(it: &GraphChange) -> Json {
    let name = match &it.graph {
        GraphName::DefaultGraph => None,
        GraphName::NamedNode(it) => Some(it.as_str().to_owned()),
        GraphName::BlankNode(it) => Some(it.to_string()),
    };
    json!({
        "graph": name,
        "change": kind(it.kind),
        "added": it.n_added,
        "removed": it.n_removed,
        "entities_total": it.n_entities,
        "entities": it.entities.iter().map(entity).collect::<Vec<_>>(),
    })
}

fn entity(it: &EntityChange) -> Json {
    json!({
        "entity": id(&it.thing),
        "name": it.name,
        "class": it.class.as_ref().map(named),
        "change": kind(it.kind),
        "added": it.n_added,
        "removed": it.n_removed,
        "properties": it.properties.iter().map(property).collect::<Vec<_>>(),
    })
}

fn property(it: &PropertyChange) -> Json {
    let values = |values: &[Value]| values.iter().map(|it| term(&it.term, &it.text)).collect::<Vec<_>>();
    json!({
        "path": it.path.iter().map(named).collect::<Vec<_>>(),
        "language": it.language,
        "old": values(&it.old),
        "new": values(&it.new),
    })
}

fn named(it: &Named) -> Json {
    json!({ "iri": it.iri, "name": it.name })
}

fn kind(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "added",
        ChangeKind::Removed => "removed",
        ChangeKind::Changed => "changed",
    }
}

/// An IRI as it is, anything else as in N-Triples.
fn id(term: &Term) -> String {
    match term {
        Term::NamedNode(it) => it.as_str().to_owned(),
        Term::BlankNode(_) | Term::Literal(_) | Term::Triple(_) => term.to_string(),
    }
}

/// A value in the manner of SPARQL JSON results, with its text for people.
fn term(term: &Term, text: &str) -> Json {
    match term {
        Term::NamedNode(it) => json!({ "type": "uri", "value": it.as_str(), "text": text }),
        Term::BlankNode(it) => json!({ "type": "bnode", "value": it.as_str(), "text": text }),
        Term::Triple(it) => json!({ "type": "triple", "value": it.to_string(), "text": text }),
        Term::Literal(it) => match it.language() {
            Some(language) => {
                json!({ "type": "literal", "value": it.value(), "xml:lang": language, "text": text })
            }
            None => {
                json!({ "type": "literal", "value": it.value(), "datatype": it.datatype().as_str(), "text": text })
            }
        },
    }
}
