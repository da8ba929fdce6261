//! The history, and one revision of it.

use super::page::Reader;
use super::writer::{Html, parameter};
use crate::log::RevisionHead;
use crate::vocab;
use std::sync::Arc;

/// The revisions of one page, the youngest first; `next` leads to older ones.
pub(in crate::http) fn revisions_page(
    reader: &Reader,
    heads: &[&Arc<RevisionHead>],
    next: Option<&str>,
) -> String {
    let words = reader.words;
    reader.page(words.history, None, |html| {
        html.element("h1", words.history).raw("\n");
        let names = [words.revision, words.time, words.agent, words.reason, words.added, words.removed];
        table(html, &names, |html| {
            for head in heads {
                let number = head.number.to_string();
                html.raw("<tr><th scope=\"row\">").link(&format!("/revisions/{number}"), &number);
                html.raw("</th><td><time>").text(&head.time).raw("</time></td><td>").text(&head.agent);
                html.raw("</td><td>")
                    .text(&head.reason)
                    .raw("</td><td class=\"n\">")
                    .number(head.added as usize);
                html.raw("</td><td class=\"n\">").number(head.removed as usize).raw("</td></tr>\n");
            }
        });
        if let Some(next) = next {
            html.raw("<p>").link(next, "→").raw("</p>\n");
        }
    })
}

/// One revision: who, when, why, and what it did to each graph.
pub(in crate::http) fn revision_page(
    reader: &Reader,
    head: &RevisionHead,
    hashes: &[Option<String>],
) -> String {
    let words = reader.words;
    let title = format!("{} {}", words.revision, head.number);
    reader.page(&title, Some(head.number), |html| {
        html.element("h1", &title).raw("\n<dl>\n");
        let source = head.source.as_deref().unwrap_or_default();
        for (name, value) in [
            (words.time, &*head.time),
            (words.agent, &head.agent),
            (words.reason, &head.reason),
            (words.source, source),
        ] {
            if !value.is_empty() {
                html.element("dt", name).element("dd", value).raw("\n");
            }
        }
        html.raw("</dl>\n");
        let names = [words.graph, words.statements, words.added, words.removed, "RDFC-1.0"];
        table(html, &names, |html| {
            for (graph, hash) in head.graphs.iter().zip(hashes) {
                html.raw("<tr><th scope=\"row\">");
                match &graph.graph {
                    Some(iri) => html.link(&address(iri, head.number), iri),
                    None => html.text(words.default_graph),
                };
                html.raw("</th>");
                for number in [graph.triples, graph.added, graph.removed] {
                    html.raw("<td class=\"n\">").number(number as usize).raw("</td>");
                }
                html.raw("<td><code>")
                    .text(hash.as_deref().unwrap_or(&graph.hash))
                    .raw("</code></td></tr>\n");
            }
        });
    })
}

/// The graph as that revision left it.
fn address(iri: &str, revision: u64) -> String {
    match iri.strip_prefix(vocab::GRAPH) {
        Some(slug) => format!("/graph/{}?revision={revision}", crate::http::params::encode(slug)),
        None => format!("/data?{}&revision={revision}", parameter("graph", iri)),
    }
}

fn table(html: &mut Html, names: &[&str], fill: impl FnOnce(&mut Html)) {
    html.raw("<div class=\"scroll\"><table>\n<thead><tr>");
    for name in names {
        html.raw("<th scope=\"col\">").text(name).raw("</th>");
    }
    html.raw("</tr></thead>\n<tbody>\n");
    fill(html);
    html.raw("</tbody></table></div>\n");
}
