//! The page of a graph, and the history.

use super::entity::{cut, formats, term};
use super::page::Reader;
use crate::graph::{Pattern, TermId, View};
use crate::resource;

/// Subjects that the page of a graph lists.
const SUBJECTS_MAX: usize = 500;

/// The page of a graph: how large it is, and what it speaks of.
pub(in crate::http) fn graph_page(reader: &Reader, view: &View, graph: TermId, data: &str) -> String {
    let iri = view.dictionary().text(graph);
    let name = resource::label(view, graph, reader.tag());
    let title = name.map_or_else(|| resource::local_name(iri), |it| it.text.to_owned());
    let mut subjects: Vec<TermId> = Vec::new();
    let mut n_triples = 0;
    if let Some(triples) = view.graph(graph) {
        n_triples = triples.len();
        subjects = triples.scan(Pattern::default()).map(|it| it[0]).collect();
        subjects.sort_unstable();
        subjects.dedup();
        subjects.retain(|it| view.dictionary().kind(*it) == crate::graph::Kind::Iri);
    }
    reader.page(&title, Some(view.revision()), |html| {
        html.raw("<h1>").text_in(&title, name.and_then(|it| it.language), reader.tag()).raw("</h1>\n");
        html.raw("<p><code>").text(iri).raw("</code></p>\n<p>").text(reader.words.statements).raw(": ");
        html.number(n_triples).raw("</p>\n");
        formats(html, reader, data);
        html.element("h2", reader.words.entities).raw("\n<ul>\n");
        for subject in subjects.iter().take(SUBJECTS_MAX) {
            html.raw("<li>");
            term(html, reader, view, *subject);
            html.raw("</li>\n");
        }
        html.raw("</ul>\n");
        cut(html, reader, subjects.len().min(SUBJECTS_MAX), subjects.len());
    })
}
