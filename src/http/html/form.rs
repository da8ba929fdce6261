//! The query form, and results as a table.

use super::page::Reader;
use super::writer::Html;
use serde_json::Value;

/// What the form starts with.
pub(super) const EXAMPLE: &str = include_str!("example.rq");

/// The formats that the form offers, by the names that `format` takes.
const CHOICES: &[(&str, &str)] = &[
    ("json", "JSON"),
    ("xml", "XML"),
    ("csv", "CSV"),
    ("tsv", "TSV"),
    ("ttl", "Turtle"),
    ("jsonld", "JSON-LD"),
];

pub(in crate::http) fn form_page(reader: &Reader, revision: u64) -> String {
    reader.page(reader.words.query, Some(revision), |html| {
        html.element("h1", reader.words.query).raw("\n");
        form(html, reader, EXAMPLE);
    })
}

pub(super) fn form(html: &mut Html, reader: &Reader, text: &str) {
    let words = reader.words;
    html.raw("<form action=\"/sparql\" method=\"get\">\n<p><label for=\"query\">").text(words.query_text);
    html.raw("</label></p>\n<textarea id=\"query\" name=\"query\" spellcheck=\"false\" required>").text(text);
    html.raw("</textarea>\n<p><label for=\"format\">").text(words.format).raw("</label> ");
    html.raw("<select id=\"format\" name=\"format\"><option value=\"html\">")
        .text(words.table)
        .raw("</option>");
    for (value, name) in CHOICES {
        html.raw("<option value=\"").raw(value).raw("\">").raw(name).raw("</option>");
    }
    html.raw("</select>\n").carried_fields().raw("<button type=\"submit\">").text(words.run);
    html.raw("</button></p>\n</form>\n");
}

/// The results of a query as a table, from the JSON that a program would get.
pub(in crate::http) fn result_page(
    reader: &Reader,
    revision: u64,
    text: &str,
    results: &Value,
    is_cut: bool,
) -> String {
    let words = reader.words;
    reader.page(words.results, Some(revision), |html| {
        html.element("h1", words.query).raw("\n");
        form(html, reader, text);
        html.element("h2", words.results).raw("\n");
        if let Some(truth) = results["boolean"].as_bool() {
            html.element("p", if truth { words.yes } else { words.no });
            return;
        }
        let names: Vec<&str> = array(&results["head"]["vars"]).iter().filter_map(Value::as_str).collect();
        html.raw("<div class=\"scroll\"><table>\n<thead><tr>");
        for name in &names {
            html.raw("<th scope=\"col\">").text(name).raw("</th>");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        for row in array(&results["results"]["bindings"]) {
            html.raw("<tr>");
            for name in &names {
                html.raw("<td>");
                value(html, reader, &row[*name]);
                html.raw("</td>");
            }
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n");
        if is_cut {
            html.raw("<p class=\"note\" lang=\"en\">The answer is cut off.</p>\n");
        }
    })
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn value(html: &mut Html, reader: &Reader, value: &Value) {
    let text = value["value"].as_str().unwrap_or_default();
    match value["type"].as_str() {
        Some("uri") => {
            let address = format!("/doc?{}", super::writer::parameter("iri", text));
            html.link(&address, &crate::resource::local_name(text));
        }
        Some("bnode") => {
            html.raw("<code>_:").text(text).raw("</code>");
        }
        Some("triple") => {
            html.raw("<code>").text(&value["value"].to_string()).raw("</code>");
        }
        Some(_) => {
            html.text_in(text, value["xml:lang"].as_str(), reader.tag());
        }
        None => (),
    }
}
