//! The form that runs a GraphQL query, and its answer.

use super::page::Reader;
use super::writer::Html;

/// What the form starts with: what there is to ask for.
const EXAMPLE: &str = include_str!("example.graphql");

/// A query as it was typed, and its answer where it has been run.
pub(in crate::http) struct GraphqlForm<'a> {
    pub(in crate::http) query: Option<&'a str>,
    pub(in crate::http) variables: &'a str,
    /// JSON.
    pub(in crate::http) answer: Option<String>,
    /// Whether the answer goes on.
    pub(in crate::http) is_cut: bool,
}

pub(in crate::http) fn graphql_page(reader: &Reader, revision: u64, form: &GraphqlForm<'_>) -> String {
    let words = reader.words;
    reader.page("GraphQL", Some(revision), |html| {
        html.raw("<h1>GraphQL</h1>\n<p>").link("/graphql/schema.graphql", words.schema).raw("</p>\n");
        fields(html, reader, form);
        let Some(answer) = &form.answer else { return };
        html.raw("<h2 id=\"answer\">").text(words.results);
        // What scrolls can be reached by keyboard (WCAG 2.2, 2.1.1), and is named (4.1.2).
        html.raw("</h2>\n<pre class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"answer\">");
        html.text(answer).raw("</pre>\n");
        if form.is_cut {
            html.raw("<p class=\"note\" lang=\"en\">The answer is cut off.</p>\n");
        }
    })
}

fn fields(html: &mut Html, reader: &Reader, form: &GraphqlForm<'_>) {
    let words = reader.words;
    html.raw("<form action=\"/graphql\" method=\"get\">\n<p><label for=\"query\">")
        .text(words.graphql_text)
        .raw("</label></p>\n<textarea id=\"query\" name=\"query\" spellcheck=\"false\" required>\n")
        .text(form.query.unwrap_or(EXAMPLE))
        .raw("</textarea>\n<p><label for=\"variables\">")
        .text(words.variables)
        .raw("</label></p>\n<textarea id=\"variables\" name=\"variables\" class=\"few\" spellcheck=\"false\">\n")
        .text(form.variables)
        .raw("</textarea>\n<p>")
        .carried_fields()
        .raw("<button type=\"submit\">")
        .text(words.run)
        .raw("</button></p>\n</form>\n");
}
