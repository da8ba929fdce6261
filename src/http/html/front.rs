//! The front page: what this is, how much there is, and where everything is.

use super::entity::term;
use super::form;
use super::page::Reader;
use super::writer::Html;
use crate::catalogue::{self, Count};
use crate::graph::View;

/// Classes that the page lists.
const CLASSES_MAX: usize = 60;

/// The places for programs.
#[rustfmt::skip]
const PLACES: &[(&str, &str)] = &[
    ("/sparql", "SPARQL 1.1 Protocol"),
    ("/graphql", "GraphQL over HTTP"),
    ("/graphql/schema.graphql", "GraphQL SDL"),
    ("/data", "Graph Store Protocol"),
    ("/.well-known/void", "VoID"),
    ("/revisions", "JSON"),
    ("/search?q=Stuttgart", "JSON"),
    ("/kpi/indicators", "JSON"),
    ("/openapi.json", "OpenAPI 3.1"),
    ("/problems", "RFC 9457"),
    ("/health", "JSON"),
    ("/metrics", "Prometheus"),
];

pub(in crate::http) fn front_page(reader: &Reader, view: &View, has_pages: bool) -> String {
    let words = reader.words;
    let (graphs, classes) = (catalogue::graphs(view), catalogue::classes(view.union(), view));
    reader.page(words.tagline, Some(view.revision()), |html| {
        html.element("h1", words.tagline).raw("\n").element("p", words.about).raw("\n");
        if !has_pages {
            html.element("p", words.pages_missing).raw("\n");
        }
        html.element("h2", words.numbers).raw("\n<ul>");
        let numbers = [
            (words.statements, view.union().len()),
            (words.graphs, graphs.len()),
            (words.classes, classes.len()),
            (words.properties, view.union().predicates().len()),
        ];
        for (name, number) in numbers {
            html.raw("<li>").text(name).raw(": ").number(number).raw("</li>");
        }
        html.raw("</ul>\n").element("h2", words.query).raw("\n");
        form::form(html, reader, form::EXAMPLE);
        counts(html, reader, view, (words.graphs, words.graph, words.statements), &graphs);
        let shown = &classes[..classes.len().min(CLASSES_MAX)];
        counts(html, reader, view, (words.classes, words.class, words.entities), shown);
        super::entity::cut(html, reader, shown.len(), classes.len());
        html.element("h2", words.machines).raw("\n<ul>");
        for (address, name) in PLACES {
            html.raw("<li>")
                .link(address, address)
                .raw(" <span class=\"note\">(")
                .raw(name)
                .raw(")</span></li>");
        }
        html.raw("</ul>\n");
    })
}

/// A table of things with a number each; the names are the title and the heads of both columns.
fn counts(html: &mut Html, reader: &Reader, view: &View, names: (&str, &str, &str), counts: &[Count]) {
    if counts.is_empty() {
        return;
    }
    html.element("h2", names.0).raw("\n<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">");
    html.text(names.1)
        .raw("</th><th scope=\"col\" class=\"n\">")
        .text(names.2)
        .raw("</th></tr></thead>\n<tbody>\n");
    for count in counts {
        html.raw("<tr><th scope=\"row\">");
        term(html, reader, view, count.term);
        html.raw("</th><td class=\"n\">").number(count.count).raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div>\n");
}
