//! Which of our formats does a client like best?

use super::problem::{Code, Problem};
use crate::registry::FindingsFormat;
use crate::sparql::{Form, Format, QueryResultsFormat, RdfFormat};
use axum::http::{HeaderMap, header};
use oxrdfio::JsonLdProfileSet;

/// One format on offer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Media<T: 'static> {
    /// The short name, as in `?format=ttl` and `.ttl`.
    pub(super) name: &'static str,
    /// The media type without parameters.
    pub(super) essence: &'static str,
    /// The value of `Content-Type`.
    pub(super) content_type: &'static str,
    /// Other media types that mean the same.
    aliases: &'static [&'static str],
    pub(super) value: T,
}

impl<T> Media<T> {
    /// A format with one media type.
    pub(super) const fn new(
        name: &'static str,
        essence: &'static str,
        content_type: &'static str,
        value: T,
    ) -> Self {
        Self { name, essence, content_type, aliases: &[], value }
    }
}

const JSON_LD: RdfFormat = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };

const fn results(
    name: &'static str,
    essence: &'static str,
    content_type: &'static str,
    aliases: &'static [&'static str],
    format: QueryResultsFormat,
) -> Media<Format> {
    Media { name, essence, content_type, aliases, value: Format::Results(format) }
}

const fn graph(
    name: &'static str,
    essence: &'static str,
    content_type: &'static str,
    aliases: &'static [&'static str],
    format: RdfFormat,
) -> Media<Format> {
    Media { name, essence, content_type, aliases, value: Format::Rdf(format) }
}

/// The formats of bindings and truth values, the preferred one first.
#[rustfmt::skip]
pub(super) const RESULTS: &[Media<Format>] = &[
    results("json", "application/sparql-results+json", "application/sparql-results+json", &["application/json"], QueryResultsFormat::Json),
    results("xml", "application/sparql-results+xml", "application/sparql-results+xml", &["application/xml", "text/xml"], QueryResultsFormat::Xml),
    results("csv", "text/csv", "text/csv; charset=utf-8", &[], QueryResultsFormat::Csv),
    results("tsv", "text/tab-separated-values", "text/tab-separated-values; charset=utf-8", &[], QueryResultsFormat::Tsv),
];

/// The formats of graphs, the preferred one first.
#[rustfmt::skip]
pub(super) const GRAPHS: &[Media<Format>] = &[
    graph("ttl", "text/turtle", "text/turtle; charset=utf-8", &["application/x-turtle", "application/turtle"], RdfFormat::Turtle),
    graph("nt", "application/n-triples", "application/n-triples", &["text/plain"], RdfFormat::NTriples),
    graph("jsonld", "application/ld+json", "application/ld+json", &["application/json"], JSON_LD),
    graph("rdf", "application/rdf+xml", "application/rdf+xml", &["application/xml", "text/xml"], RdfFormat::RdfXml),
    graph("trig", "application/trig", "application/trig; charset=utf-8", &["application/x-trig"], RdfFormat::TriG),
    graph("nq", "application/n-quads", "application/n-quads", &["text/x-nquads"], RdfFormat::NQuads),
];

/// The page for people.
const PAGE: &[Media<()>] = &[Media {
    name: "html",
    essence: "text/html",
    content_type: "text/html; charset=utf-8",
    aliases: &["application/xhtml+xml"],
    value: (),
}];

/// The formats of datasets, the preferred one first.
#[rustfmt::skip]
pub(super) const DATASETS: &[Media<Format>] = &[
    graph("trig", "application/trig", "application/trig; charset=utf-8", &["application/x-trig"], RdfFormat::TriG),
    graph("nq", "application/n-quads", "application/n-quads", &["text/x-nquads"], RdfFormat::NQuads),
    graph("jsonld", "application/ld+json", "application/ld+json", &["application/json"], JSON_LD),
];

/// Where there is nothing but JSON.
pub(super) const JSON: &[Media<()>] = &[Media::new("json", "application/json", "application/json", ())];

/// What a difference of two revisions is told as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum DiffForm {
    Json,
    Text,
    Patch,
}

/// The forms of a difference, the preferred one first.
#[rustfmt::skip]
pub(super) const DIFFS: &[Media<DiffForm>] = &[
    Media { name: "json", essence: "application/json", content_type: "application/json", aliases: &[], value: DiffForm::Json },
    Media { name: "text", essence: "text/plain", content_type: "text/plain; charset=utf-8", aliases: &["txt"], value: DiffForm::Text },
    Media { name: "patch", essence: "application/rdf-patch", content_type: "application/rdf-patch; charset=utf-8", aliases: &["text/rdf-patch"], value: DiffForm::Patch },
];

/// The forms of the history, the preferred one first: our JSON, or the graph that tells of the revisions.
#[rustfmt::skip]
pub(super) const HISTORY: &[Media<Format>] = &[
    results("json", "application/json", "application/json", &[], QueryResultsFormat::Json),
    GRAPHS[0], GRAPHS[1], GRAPHS[2], GRAPHS[3], GRAPHS[4], GRAPHS[5],
];

/// The two forms of an answer to a GraphQL request; they differ in what the status tells.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum GraphqlForm {
    /// `application/json`: the status tells of the transport alone.
    Json,
    /// `application/graphql-response+json`: the status tells of the request.
    Response,
}

/// The forms of GraphQL answers, the one for clients that do not say first (audits 47DE and 80D8 of graphql-http).
#[rustfmt::skip]
pub(super) const GRAPHQL: &[Media<GraphqlForm>] = &[
    Media { name: "json", essence: "application/json", content_type: "application/json; charset=utf-8", aliases: &[], value: GraphqlForm::Json },
    Media { name: "graphql", essence: "application/graphql-response+json", content_type: "application/graphql-response+json; charset=utf-8", aliases: &[], value: GraphqlForm::Response },
];

/// The forms of the GraphQL schema, the preferred one first; both are the same text.
#[rustfmt::skip]
pub(super) const SCHEMAS: &[Media<()>] = &[
    Media { name: "text", essence: "text/plain", content_type: "text/plain; charset=utf-8", aliases: &["txt"], value: () },
    Media { name: "graphql", essence: "application/graphql", content_type: "application/graphql; charset=utf-8", aliases: &[], value: () },
];

const fn report(
    name: &'static str,
    essence: &'static str,
    content_type: &'static str,
    value: FindingsFormat,
) -> Media<FindingsFormat> {
    Media { name, essence, content_type, aliases: &[], value }
}

/// The formats of validation reports, the preferred one first.
#[rustfmt::skip]
pub(super) const REPORTS: &[Media<FindingsFormat>] = &[
    report("ttl", "text/turtle", "text/turtle; charset=utf-8", FindingsFormat::Rdf(RdfFormat::Turtle)),
    report("json", "application/json", "application/json", FindingsFormat::Json),
    report("nt", "application/n-triples", "application/n-triples", FindingsFormat::Rdf(RdfFormat::NTriples)),
    report("jsonld", "application/ld+json", "application/ld+json", FindingsFormat::Rdf(JSON_LD)),
    report("rdf", "application/rdf+xml", "application/rdf+xml", FindingsFormat::Rdf(RdfFormat::RdfXml)),
    report("trig", "application/trig", "application/trig; charset=utf-8", FindingsFormat::Rdf(RdfFormat::TriG)),
    report("nq", "application/n-quads", "application/n-quads", FindingsFormat::Rdf(RdfFormat::NQuads)),
    report("csv", "text/csv", "text/csv; charset=utf-8", FindingsFormat::Csv),
    report("text", "text/plain", "text/plain; charset=utf-8", FindingsFormat::Text),
    report("sarif", "application/sarif+json", "application/sarif+json", FindingsFormat::Sarif),
    report("html", "text/html", "text/html; charset=utf-8", FindingsFormat::Html),
];

/// The offers for the answers to a form of query.
pub(super) fn offers(form: Form) -> &'static [Media<Format>] {
    match form {
        Form::Select | Form::Ask => RESULTS,
        Form::Graph => GRAPHS,
    }
}

/// Chooses by `format`, or else by the `Accept` headers.
pub(super) fn choose<T>(
    named: Option<&str>,
    headers: &HeaderMap,
    offers: &'static [Media<T>],
) -> Result<&'static Media<T>, Problem> {
    let fit = match named {
        Some(name) => by_name(name, offers),
        None => by_accept(&accept(headers), offers),
    };
    fit.ok_or_else(|| {
        Problem::new(Code::NotAcceptable, "no format on offer is accepted")
            .offering(offers.iter().map(|it| it.essence))
    })
}

/// Whether the client would rather have a page for people than any of the offers.
pub(super) fn wants_page<T>(named: Option<&str>, headers: &HeaderMap, offers: &'static [Media<T>]) -> bool {
    if let Some(name) = named {
        return by_name(name, PAGE).is_some();
    }
    let accept = accept(headers);
    let (page, data) = (ranked(&accept, PAGE), ranked(&accept, offers));
    match (page, data) {
        (Some(page), Some(data)) => (page.0, data.1) > (data.0, page.1),
        (page, None) => page.is_some(),
        (None, Some(_)) => false,
    }
}

/// The format of that short name, or of that media type.
fn by_name<T>(name: &str, offers: &'static [Media<T>]) -> Option<&'static Media<T>> {
    let is_named = |it: &&Media<T>| it.name.eq_ignore_ascii_case(name) || it.is(name);
    offers.iter().find(is_named)
}

/// The whole of the `Accept` headers, an empty text where there is none.
fn accept(headers: &HeaderMap) -> String {
    let mut all = headers.get_all(header::ACCEPT).iter().filter_map(|it| it.to_str().ok());
    let first = all.next().unwrap_or_default().to_owned();
    all.fold(first, |all, more| all + "," + more)
}

/// One member of an `Accept` header.
#[derive(Clone, Copy)]
struct Range<'a> {
    essence: &'a str,
    /// Thousandths, so that they compare.
    quality: u16,
}

/// By quality first, then by the order in which the client names them, then by our order.
fn by_accept<T>(accept: &str, offers: &'static [Media<T>]) -> Option<&'static Media<T>> {
    ranked(accept, offers).map(|it| it.2)
}

/// The best offer with its quality and the place of its range.
fn ranked<T>(accept: &str, offers: &'static [Media<T>]) -> Option<(u16, usize, &'static Media<T>)> {
    if accept.trim().is_empty() {
        return offers.first().map(|it| (1_000, 0, it));
    }
    let ranges: Vec<Range<'_>> = accept.split(',').filter_map(range).collect();
    let mut best: Option<(u16, usize, &Media<T>)> = None;
    for offer in offers {
        let Some((at, range)) = most_specific(&ranges, offer) else { continue };
        let is_better = best.is_none_or(|(quality, place, _)| {
            range.quality > quality || range.quality == quality && at < place
        });
        if range.quality > 0 && is_better {
            best = Some((range.quality, at, offer));
        }
    }
    best
}

fn range(text: &str) -> Option<Range<'_>> {
    let mut parts = text.split(';').map(str::trim);
    let essence = parts.next().filter(|it| !it.is_empty())?;
    let quality = parts.find_map(|it| it.strip_prefix("q=").or_else(|| it.strip_prefix("Q=")));
    let quality = quality.map_or(Some(1.0), |it| it.parse::<f32>().ok())?;
    #[expect(clippy::cast_sign_loss, reason = "clamped to the range before")]
    let quality = (quality.clamp(0.0, 1.0) * 1_000.0) as u16;
    Some(Range { essence, quality })
}

/// The range that says most of an offer: its own name, then an alias, then `type/*`, then `*/*`.
fn most_specific<'a, T>(ranges: &'a [Range<'a>], offer: &Media<T>) -> Option<(usize, &'a Range<'a>)> {
    let rank = |it: &Range<'_>| {
        let kind = it.essence.strip_suffix("/*");
        if it.essence.eq_ignore_ascii_case(offer.essence) {
            4
        } else if offer.is(it.essence) {
            3
        } else if kind.is_some_and(|kind| offer.essence.split('/').next() == Some(kind)) {
            2
        } else {
            u8::from(it.essence == "*/*" || it.essence == "*")
        }
    };
    let ranked = ranges.iter().enumerate().map(|(at, it)| (rank(it), at, it)).filter(|it| it.0 > 0);
    ranked.max_by_key(|it| (it.0, std::cmp::Reverse(it.1))).map(|it| (it.1, it.2))
}

impl<T> Media<T> {
    /// Whether a media type without parameters means this format.
    pub(super) fn is(&self, essence: &str) -> bool {
        self.essence.eq_ignore_ascii_case(essence)
            || self.aliases.iter().any(|it| it.eq_ignore_ascii_case(essence))
    }
}

/// The media type of a request's body without its parameters, in lower case.
pub(super) fn content_type(headers: &HeaderMap) -> String {
    let text = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Languages that are taken from a request.
const LANGUAGES_MAX: usize = 16;

/// The language tags of `Accept-Language`, the one liked best first (RFC 9110, 12.5.4).
pub(super) fn languages(headers: &HeaderMap) -> Vec<String> {
    let text = headers.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let mut ranges: Vec<Range<'_>> = text.split(',').filter_map(range).collect();
    ranges.retain(|it| it.quality > 0 && it.essence != "*");
    ranges.sort_by_key(|it| std::cmp::Reverse(it.quality));
    ranges.into_iter().take(LANGUAGES_MAX).map(|it| it.essence.to_owned()).collect()
}

/// The `charset` that a request's body is said to have, in lower case.
pub(super) fn charset(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let parameters = text.split(';').skip(1).filter_map(|it| it.trim().split_once('='));
    let mut charsets = parameters.filter(|it| it.0.eq_ignore_ascii_case("charset"));
    charsets.next().map(|it| it.1.trim_matches('"').to_ascii_lowercase())
}

/// The revisions that `If-Match` names, by the entity tags of answers or by their numbers; `None` where it is not
/// there, or takes any.
pub(super) fn revisions_matched(headers: &HeaderMap) -> Option<Vec<u64>> {
    let mut tags = headers.get_all(header::IF_MATCH).iter().peekable();
    tags.peek()?;
    let texts: Vec<&str> =
        tags.filter_map(|it| it.to_str().ok()).flat_map(|it| it.split(',')).map(str::trim).collect();
    if texts.contains(&"*") {
        return None;
    }
    // What is no tag of ours, or a weak one, matches nothing.
    let number = |it: &&str| it.trim_matches('"').split('-').next()?.parse().ok();
    Some(texts.iter().filter_map(number).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(accept: &str, offers: &'static [Media<Format>]) -> Option<&'static str> {
        by_accept(accept, offers).map(|it| it.name)
    }

    #[test]
    fn quality_goes_before_order_and_order_before_ours() {
        assert_eq!(name("", RESULTS), Some("json"));
        assert_eq!(name("*/*", GRAPHS), Some("ttl"));
        assert_eq!(name("text/csv, application/sparql-results+json", RESULTS), Some("csv"));
        assert_eq!(name("text/csv;q=0.5, application/sparql-results+json;q=0.6", RESULTS), Some("json"));
        assert_eq!(name("application/n-triples, text/turtle;q=0.5", GRAPHS), Some("nt"));
        assert_eq!(name("text/*", RESULTS), Some("csv"));
        assert_eq!(name("text/html, application/xml;q=0.9, */*;q=0.8", RESULTS), Some("xml"));
        assert_eq!(name("*/*, application/sparql-results+json;q=0", RESULTS), Some("xml"));
    }

    #[test]
    fn languages_come_by_quality() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, "en;q=0.5, de-AT, fr;q=0, de, *;q=0.1".parse().unwrap());
        assert_eq!(languages(&headers), ["de-AT", "de", "en"]);
        assert!(languages(&HeaderMap::new()).is_empty());
    }

    #[test]
    fn nothing_fits() {
        assert_eq!(name("image/png", RESULTS), None);
        assert_eq!(name("text/turtle", RESULTS), None);
        assert_eq!(name("*/*;q=0", GRAPHS), None);
    }
}
