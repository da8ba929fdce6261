//! What is the same on every page?

use super::words::{LANGUAGES, Words};
use super::writer::{Html, parameter};
use crate::http::params::Params;
use crate::http::problem::{Problem, TABLE};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

/// Nothing but our own style sheet and our own forms; no script, no frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Who reads a page, as far as its words and links depend on it.
pub(in crate::http) struct Reader {
    pub(super) words: &'static Words,
    /// What links within the site keep of the query.
    carried: String,
    /// The address without its query, for the links to other languages.
    path: String,
    /// The query without the language.
    rest: String,
}

impl Reader {
    pub(in crate::http) fn new(path: &str, headers: &HeaderMap, params: &Params) -> Self {
        let wanted = params.first("lang").and_then(words);
        let words = wanted.unwrap_or_else(|| accepted(headers));
        let mut carried = Vec::new();
        if wanted.is_some() {
            carried.push(parameter("lang", words.tag));
        }
        for name in ["revision", "as-of"] {
            carried.extend(params.first(name).map(|it| parameter(name, it)));
        }
        let kept = ["iri", "revision", "as-of"];
        let rest: Vec<String> =
            kept.iter().filter_map(|name| params.first(name).map(|it| parameter(name, it))).collect();
        Self { words, carried: carried.join("&"), path: path.to_owned(), rest: rest.join("&") }
    }

    pub(in crate::http) fn tag(&self) -> &'static str {
        self.words.tag
    }

    /// A page with this title around what `fill` writes.
    pub(super) fn page(&self, title: &str, revision: Option<u64>, fill: impl FnOnce(&mut Html)) -> String {
        let mut html = Html::new(self.carried.clone());
        html.raw("<!DOCTYPE html>\n<html lang=\"")
            .text(self.words.tag)
            .raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.element("title", &format!("{title} · Concord"))
            .raw("\n<link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\">\n<link rel=\"stylesheet\" href=\"/style.css\">\n");
        html.raw("</head>\n<body>\n<a class=\"skip\" href=\"#main\">").text(self.words.skip).raw("</a>\n");
        self.menu(&mut html);
        html.raw("<main id=\"main\" tabindex=\"-1\">\n");
        fill(&mut html);
        html.raw("</main>\n<footer>\n<p>");
        if let Some(revision) = revision {
            html.text(self.words.revision).raw(" ");
            html.link(&format!("/revisions/{revision}"), &revision.to_string()).raw(" · ");
        }
        html.text("Concord · ").text(self.words.tagline).raw("</p>\n</footer>\n</body>\n</html>\n");
        html.finish()
    }

    fn menu(&self, html: &mut Html) {
        html.raw("<header>\n<nav aria-label=\"").text(self.words.main_menu).raw("\"><ul>");
        let places = [
            ("/", self.words.start),
            ("/sparql", self.words.query),
            ("/ns", self.words.ontology),
            ("/revisions", self.words.history),
        ];
        for (address, name) in places {
            html.raw("<li>").link(address, name).raw("</li>");
        }
        html.raw("</ul></nav>\n<nav aria-label=\"").text(self.words.languages).raw("\"><ul>");
        for words in LANGUAGES {
            html.raw("<li><a href=\"").text(&self.path).raw("?lang=").raw(words.tag);
            if !self.rest.is_empty() {
                html.raw("&amp;").text(&self.rest);
            }
            html.raw("\" lang=\"").raw(words.tag).raw("\" hreflang=\"").raw(words.tag);
            html.raw(if words.tag == self.words.tag { "\" aria-current=\"true\">" } else { "\">" });
            html.raw(words.name).raw("</a></li>");
        }
        html.raw("</ul></nav>\n</header>\n");
    }

    /// The headers that a page has beside those of a read.
    pub(in crate::http) fn dress(&self, headers: &mut HeaderMap) {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(self.words.tag));
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    }
}

/// A problem as a person reads it.
pub(in crate::http) fn problem_page(reader: &Reader, problem: &Problem) -> Response {
    let (_, _, status, title, action) = *problem.row();
    let page = reader.page(title, None, |html| {
        html.raw("<h1 lang=\"en\">")
            .text(title)
            .raw("</h1>\n<p lang=\"en\">")
            .text(&problem.detail)
            .raw("</p>\n");
        if let Some((line, column)) = problem.place {
            let place = reader.words.place.replace("{line}", &line.to_string());
            html.element("p", &place.replace("{column}", &column.to_string()));
        }
        html.element("h2", reader.words.what_to_do).raw("\n<p lang=\"en\">").text(action).raw("</p>\n<ul>");
        html.raw("<li>").link("/", reader.words.start).raw("</li><li>");
        html.link("/sparql", reader.words.query).raw("</li></ul>\n");
    });
    let mut response = Response::new(Body::from(page));
    *response.status_mut() = status;
    reader.dress(response.headers_mut());
    problem.dress(&mut response);
    response
}

/// Every problem that a client may meet.
pub(in crate::http) fn problems_page(reader: &Reader) -> String {
    reader.page("Problems", None, |html| {
        html.raw("<h1 lang=\"en\">Problems</h1>\n<dl lang=\"en\">\n");
        for (_, code, status, title, action) in TABLE {
            html.raw("<dt id=\"").raw(code).raw("\"><code>").raw(code).raw("</code> (").text(status.as_str());
            html.raw(")</dt><dd>").raw(title).raw(". ").text(action).raw("</dd>\n");
        }
        html.raw("</dl>\n");
    })
}

fn words(tag: &str) -> Option<&'static Words> {
    let main = tag.split('-').next().unwrap_or(tag);
    LANGUAGES.iter().find(|it| it.tag.eq_ignore_ascii_case(main))
}

/// The language that the `Accept-Language` header likes best.
fn accepted(headers: &HeaderMap) -> &'static Words {
    let text = headers.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let mut best: Option<(f32, &'static Words)> = None;
    for member in text.split(',') {
        let mut parts = member.split(';').map(str::trim);
        let Some(words) = parts.next().and_then(words) else { continue };
        let quality =
            parts.find_map(|it| it.strip_prefix("q=")).and_then(|it| it.parse().ok()).unwrap_or(1.0);
        if quality > 0.0 && best.is_none_or(|it| quality > it.0) {
            best = Some((quality, words));
        }
    }
    best.map_or(&LANGUAGES[0], |it| it.1)
}
