//! The ontology as a page: every term with its name and definition, at its own anchor.

use super::entity::{formats, term};
use super::page::Reader;
use super::writer::Html;
use crate::graph::{Pattern, TermId, View};
use crate::resource;
use crate::vocab::{con, owl, rdf, rdfs};

/// The page of the ontology that a graph holds.
pub(in crate::http) fn ontology_page(reader: &Reader, view: &View, graph: TermId) -> String {
    let words = reader.words;
    let (mut classes, mut properties, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for id in terms(view, graph) {
        if is_a(view, id, &[owl::CLASS, rdfs::CLASS]) {
            classes.push(id);
        } else if is_a(
            view,
            id,
            &[owl::OBJECT_PROPERTY, owl::DATATYPE_PROPERTY, owl::ANNOTATION_PROPERTY, rdf::PROPERTY],
        ) {
            properties.push(id);
        } else {
            others.push(id);
        }
    }
    reader.page(words.ontology, Some(view.revision()), |html| {
        html.element("h1", words.ontology).raw("\n<p><code>").text(con::NS).raw("</code></p>\n");
        formats(html, reader, "/ns");
        for (title, ids) in
            [(words.classes, classes), (words.properties, properties), (words.other_terms, others)]
        {
            html.element("h2", title).raw("\n<dl>\n");
            for id in ids {
                entry(html, reader, view, id);
            }
            html.raw("</dl>\n");
        }
    })
}

/// The terms of our namespace that are subjects there, by name.
fn terms(view: &View, graph: TermId) -> Vec<TermId> {
    let subjects = view.graph(graph).into_iter().flat_map(|it| it.scan(Pattern::default())).map(|it| it[0]);
    let mut terms: Vec<TermId> =
        subjects.filter(|it| view.dictionary().text(*it).starts_with(con::NS)).collect();
    terms.sort_unstable_by_key(|it| view.dictionary().text(*it));
    terms.dedup();
    terms
}

fn is_a(view: &View, thing: TermId, classes: &[&str]) -> bool {
    let dictionary = view.dictionary();
    let Some(rdf_type) = dictionary.iri(rdf::TYPE) else { return false };
    let ids = classes.iter().filter_map(|it| dictionary.iri(it));
    ids.into_iter().any(|class| view.union().contains([thing, rdf_type, class]))
}

fn entry(html: &mut Html, reader: &Reader, view: &View, id: TermId) {
    let iri = view.dictionary().text(id);
    let local = iri.strip_prefix(con::NS).unwrap_or(iri);
    html.raw("<dt id=\"").text(local).raw("\">");
    if let Some(name) = resource::label(view, id, reader.tag()) {
        html.text_in(name.text, name.language, reader.tag()).raw(" ");
    }
    html.raw("<code>")
        .link(&format!("/doc?{}", super::writer::parameter("iri", iri)), &format!("con:{local}"));
    html.raw("</code></dt><dd>");
    if let Some(comment) = resource::comment(view, id, reader.tag()) {
        html.text_in(comment.text, comment.language, reader.tag());
    }
    for (property, mark) in
        [(rdfs::SUB_CLASS_OF, "⊑ "), (rdfs::SUB_PROPERTY_OF, "⊑ "), (rdfs::DOMAIN, "← "), (rdfs::RANGE, "→ ")]
    {
        let Some(property) = view.dictionary().iri(property) else { continue };
        for [_, _, object] in view.scan(Pattern::new(Some(id), Some(property), None)) {
            html.raw("<br><span aria-hidden=\"true\">").raw(mark).raw("</span>");
            term(html, reader, view, property);
            html.raw(": ");
            term(html, reader, view, object);
        }
    }
    html.raw("</dd>\n");
}
