//! One entity: its name, what is said of it, and what others say about it.

use super::page::Reader;
use super::writer::{Html, parameter};
use crate::graph::{Kind, NONE, Pattern, TermId, View};
use crate::resource::{self, Description, Statement};
use crate::vocab::{self, con, xsd};

/// Blank nodes inside each other that are written out.
const NESTING_MAX: usize = 4;

/// The data formats that a page links to, by suffix.
pub(super) const FORMATS: &[(&str, &str)] =
    &[("ttl", "Turtle"), ("jsonld", "JSON-LD"), ("nt", "N-Triples"), ("rdf", "RDF/XML")];

/// The page of an entity; `data` is the address of its data without suffix.
pub(in crate::http) fn entity_page(
    reader: &Reader,
    view: &View,
    description: &Description,
    data: &str,
) -> String {
    let writer = Writer { reader, view, description };
    let iri = view.dictionary().text(description.thing);
    let name = resource::label(view, description.thing, reader.tag());
    let title = name.map_or_else(|| resource::local_name(iri), |it| it.text.to_owned());
    reader.page(&title, Some(view.revision()), |html| {
        html.raw("<h1>").text_in(&title, name.and_then(|it| it.language), reader.tag()).raw("</h1>\n");
        html.raw("<p><code>").text(iri).raw("</code></p>\n");
        if let Some(comment) = resource::comment(view, description.thing, reader.tag()) {
            html.raw("<p>").text_in(comment.text, comment.language, reader.tag()).raw("</p>\n");
        }
        formats(html, reader, data);
        writer.outgoing(html);
        writer.incoming(html);
    })
}

/// Links to the same in other formats.
pub(super) fn formats(html: &mut Html, reader: &Reader, data: &str) {
    html.raw("<p>").text(reader.words.formats).raw(": ");
    for (at, (suffix, name)) in FORMATS.iter().enumerate() {
        let has_query = data.contains('?');
        let address = if has_query { format!("{data}&format={suffix}") } else { format!("{data}.{suffix}") };
        html.raw(if at == 0 { "" } else { ", " }).link(&address, name);
    }
    html.raw("</p>\n");
}

struct Writer<'a> {
    reader: &'a Reader,
    view: &'a View,
    description: &'a Description,
}

impl Writer<'_> {
    fn outgoing(&self, html: &mut Html) {
        let words = self.reader.words;
        if self.description.outgoing.is_empty() {
            return;
        }
        html.element("h2", words.outgoing).raw("\n<div class=\"scroll\"><table>\n<thead><tr>");
        for name in [words.property, words.value, words.source] {
            html.raw("<th scope=\"col\">").text(name).raw("</th>");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        for group in self.description.outgoing.chunk_by(|a, b| a.triple[1] == b.triple[1]) {
            for (at, statement) in group.iter().enumerate() {
                html.raw("<tr>");
                if at == 0 {
                    html.raw("<th scope=\"row\" rowspan=\"").text(&group.len().to_string()).raw("\">");
                    term(html, self.reader, self.view, statement.triple[1]);
                    html.raw("</th>");
                }
                html.raw("<td>");
                self.value(html, statement.triple[2], 0);
                html.raw("</td><td>");
                self.sources(html, statement);
                html.raw("</td></tr>\n");
            }
        }
        html.raw("</tbody></table></div>\n");
        if !self.description.is_whole {
            let n_all = self.view.union().count(Pattern::new(Some(self.description.thing), None, None));
            cut(html, self.reader, self.description.outgoing.len(), n_all);
        }
    }

    fn incoming(&self, html: &mut Html) {
        let words = self.reader.words;
        if self.description.incoming.is_empty() {
            return;
        }
        html.element("h2", words.incoming).raw("\n<div class=\"scroll\"><table>\n<thead><tr>");
        for name in [words.subject, words.property, words.source] {
            html.raw("<th scope=\"col\">").text(name).raw("</th>");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        for statement in &self.description.incoming {
            html.raw("<tr><th scope=\"row\">");
            term(html, self.reader, self.view, statement.triple[0]);
            html.raw("</th><td>");
            term(html, self.reader, self.view, statement.triple[1]);
            html.raw("</td><td>");
            self.sources(html, statement);
            html.raw("</td></tr>\n");
        }
        html.raw("</tbody></table></div>\n");
        cut(html, self.reader, self.description.incoming.len(), self.description.n_incoming);
    }

    /// A value; a blank node is written out with what it says.
    fn value(&self, html: &mut Html, value: TermId, depth: usize) {
        let is_open = self.view.dictionary().kind(value) == Kind::Blank && depth < NESTING_MAX;
        if !is_open || self.description.of_blank(value).next().is_none() {
            term(html, self.reader, self.view, value);
            return;
        }
        html.raw("<dl>");
        for statement in self.description.of_blank(value) {
            html.raw("<dt>");
            term(html, self.reader, self.view, statement.triple[1]);
            html.raw("</dt><dd>");
            self.value(html, statement.triple[2], depth + 1);
            html.raw("</dd>");
        }
        html.raw("</dl>");
    }

    fn sources(&self, html: &mut Html, statement: &Statement) {
        for (at, graph) in statement.graphs.iter().enumerate() {
            html.raw(if at == 0 { "" } else { ", " });
            if *graph == NONE {
                html.text(self.reader.words.default_graph);
            } else {
                term(html, self.reader, self.view, *graph);
            }
        }
    }
}

/// Says that not everything is shown, where that is so.
pub(super) fn cut(html: &mut Html, reader: &Reader, n_shown: usize, n_all: usize) {
    if n_shown < n_all {
        let text = reader.words.cut.replace("{shown}", &n_shown.to_string());
        html.raw("<p class=\"note\">").text(&text.replace("{all}", &n_all.to_string())).raw("</p>\n");
    }
}

/// A term as a person reads it: a thing by its name and as a link, a literal with its language or datatype.
pub(super) fn term(html: &mut Html, reader: &Reader, view: &View, id: TermId) {
    let dictionary = view.dictionary();
    let entry = dictionary.entry(id);
    match entry.kind {
        Kind::Iri => {
            let name = resource::label(view, id, reader.tag());
            let text = name.map_or_else(|| resource::local_name(entry.text), |it| it.text.to_owned());
            let address = address(view, id);
            html.link_in(&address, &text, name.and_then(|it| it.language), reader.tag());
        }
        Kind::Blank => {
            html.raw("<code>_:").text(entry.text).raw("</code>");
        }
        Kind::String => {
            html.text(entry.text);
        }
        Kind::Lang | Kind::LangLtr | Kind::LangRtl => {
            let tag = dictionary.text(entry.qualifier);
            html.text_in(entry.text, Some(tag), reader.tag()).raw(" <span class=\"note\">(").text(tag);
            html.raw(")</span>");
        }
        Kind::Typed => {
            let datatype = dictionary.text(entry.qualifier);
            let is_link = datatype == xsd::ANY_URI && html.link_start(entry.text);
            html.text(entry.text).raw(if is_link { "</a>" } else { "" });
            html.raw(" <span class=\"note\">(").text(&resource::local_name(datatype)).raw(")</span>");
        }
        Kind::Triple => {
            html.raw("<code>").text(&dictionary.term(id).to_string()).raw("</code>");
        }
    }
}

/// Where a reader learns more about a thing: here, if it is described here, else where its name leads.
pub(super) fn address(view: &View, thing: TermId) -> String {
    let iri = view.dictionary().text(thing);
    let is_plain = |it: &str| it.bytes().all(|it| it.is_ascii_alphanumeric() || b"-._~".contains(&it));
    if let Some((kind, slug)) = iri.strip_prefix(vocab::ID).and_then(|it| it.split_once('/'))
        && is_plain(kind)
        && is_plain(slug)
    {
        return format!("/doc/{kind}/{slug}");
    }
    if let Some(slug) = iri.strip_prefix(vocab::GRAPH).filter(|it| is_plain(it)) {
        return format!("/graph/{slug}");
    }
    if let Some(local) = iri.strip_prefix(con::NS).filter(|it| is_plain(it)) {
        return format!("/ns#{local}");
    }
    if view.union().count(Pattern::new(Some(thing), None, None)) > 0 || view.graph(thing).is_some() {
        return format!("/doc?{}", parameter("iri", iri));
    }
    iri.to_owned()
}
