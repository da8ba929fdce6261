//! `/search`: things by their names.

use super::bridge;
use super::openapi::{AS_OF, Endpoint, Parameter, REVISION};
use super::params::{Params, encode};
use super::problem::{Code, Problem};
use super::reading::{CONCORD_RESULT, Reading};
use super::report;
use super::state::Shared;
use super::stream::Ending;
use crate::graph::{Kind, NONE, Pattern, TermId, View};
use crate::registry::Registry;
use crate::resource::search::{Closeness, Hit, Query, QueryError};
use crate::resource::{self, Label};
use crate::vocab::rdf;
use axum::extract::{Request, State};
use axum::response::Response;
use serde::Serialize;
use std::fmt::Write as _;
use std::sync::Arc;

pub(super) const API: &[Endpoint] = &[Endpoint::get("/search", "search", "Find things by their names.")
    .taking(&[
        Parameter::query("q", "string", "What to look for.").needed(),
        Parameter::query("type", "string", "A class that the things have.").repeated(),
        Parameter::query("limit", "integer", "Tell at most so many."),
        Parameter::query("offset", "integer", "Leave out so many."),
        Parameter::query("lang", "string", "A language of names.").repeated(),
        REVISION,
        AS_OF,
    ])];

/// Hits of one answer, unless `limit` says otherwise.
const HITS_DEFAULT: u64 = 20;

/// Hits of one answer.
const HITS_MAX: u64 = 1_000;

/// Classes that a hit tells.
const TYPES_TOLD_MAX: usize = 16;

/// The wire form of an answer.
#[derive(Serialize)]
struct Wire<'a> {
    /// All things that answer; at least so many where the answer is not complete.
    total: usize,
    /// Whether every name was considered.
    complete: bool,
    /// The best first.
    hits: Vec<WireHit<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

#[derive(Serialize)]
struct WireHit<'a> {
    iri: &'a str,
    /// The name that answers.
    label: WireLabel<'a>,
    /// What the thing is called in the first language asked for; null where it has no name.
    name: Option<WireLabel<'a>>,
    types: Vec<&'a str>,
    score: u16,
    r#match: &'static str,
    /// The property that says the label; null where it is the last part of the IRI.
    matched: Option<&'static str>,
}

#[derive(Serialize)]
struct WireLabel<'a> {
    value: &'a str,
    lang: Option<&'a str>,
}

impl<'a> From<Label<'a>> for WireLabel<'a> {
    fn from(it: Label<'a>) -> Self {
        Self { value: it.text, lang: it.language }
    }
}

/// A search as it is asked for.
#[derive(Hash)]
struct Asked {
    text: String,
    types: Vec<String>,
    languages: Vec<String>,
    limit: u64,
    offset: u64,
}

/// GET: `q` is the text, `type` a class and `lang` a language, both as often as wanted; `limit` and `offset`.
pub(super) async fn get(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let missing = || Problem::new(Code::BadParameter, "the parameter `q` is missing: what to look for");
    let mut asked = Asked {
        text: params.only("q")?.ok_or_else(missing)?.to_owned(),
        types: params.all("type"),
        languages: params.all("lang"),
        limit: params.number("limit")?.unwrap_or(HITS_DEFAULT).min(HITS_MAX),
        offset: params.number("offset")?.unwrap_or(0),
    };
    if asked.languages.is_empty() {
        asked.languages.push(report::language(&params, &parts.headers));
    }
    let reading = Reading::new(&app, &params).await?;
    let tag = reading.tag(&parts, &asked);
    if let Some(unchanged) = reading.unchanged(&parts, &tag) {
        return Ok(unchanged);
    }
    let permit = app.gate.enter().await?;
    let (registry, view) = (Arc::clone(&app.registry), Arc::clone(&reading.view));
    let (body, ending) = bridge::run(move || {
        let _permit = permit;
        answer(&registry, &view, &asked)
    })
    .await??;
    let mut response = reading.answer(&tag, "application/json", body);
    response.headers_mut().insert(CONCORD_RESULT, ending.header());
    Ok(response)
}

fn answer(registry: &Registry, view: &Arc<View>, asked: &Asked) -> Result<(String, Ending), QueryError> {
    // A class that nothing speaks of has no instances.
    let types: Vec<TermId> = asked.types.iter().map(|it| view.dictionary().iri(it).unwrap_or(NONE)).collect();
    let query = Query {
        text: &asked.text,
        types: &types,
        languages: &asked.languages,
        limit: asked.limit as usize,
        offset: usize::try_from(asked.offset).unwrap_or(usize::MAX),
        ..Query::default()
    };
    let found = registry.search(view, &query)?;
    let end = asked.offset.saturating_add(found.list.len() as u64);
    let language = asked.languages.first().map_or("en", String::as_str);
    let wire = Wire {
        total: found.total,
        complete: found.is_whole,
        hits: found.list.iter().map(|it| wire_hit(view, it, language)).collect(),
        next: (!found.list.is_empty() && end < found.total as u64).then(|| asked.link(view.revision(), end)),
    };
    let ending = if found.is_whole { Ending::Complete } else { Ending::Truncated };
    Ok((serde_json::to_string(&wire).unwrap_or_default(), ending))
}

impl Asked {
    /// Where the hits from `offset` on are: of the same revision, so that no page misses or repeats one.
    fn link(&self, revision: u64, offset: u64) -> String {
        let mut link = format!("/search?q={}", encode(&self.text));
        for (name, values) in [("type", &self.types), ("lang", &self.languages)] {
            for value in values {
                let _ = write!(link, "&{name}={}", encode(value));
            }
        }
        let _ = write!(link, "&limit={}&offset={offset}&revision={revision}", self.limit);
        link
    }
}

fn wire_hit<'a>(view: &'a View, hit: &Hit<'a>, language: &str) -> WireHit<'a> {
    let dictionary = view.dictionary();
    let classes = dictionary.iri(rdf::TYPE).into_iter().flat_map(|a| {
        view.scan(Pattern::new(Some(hit.subject), Some(a), None)).map(|it| dictionary.entry(it[2]))
    });
    let classes = classes.filter(|it| it.kind == Kind::Iri).map(|it| it.text);
    let mut types: Vec<&str> = classes.take(TYPES_TOLD_MAX).collect();
    types.sort_unstable();
    WireHit {
        iri: dictionary.text(hit.subject),
        label: hit.label.into(),
        name: resource::label(view, hit.subject, language).map(WireLabel::from),
        types,
        score: hit.score,
        r#match: match_name(hit.closeness),
        matched: hit.property,
    }
}

fn match_name(closeness: Closeness) -> &'static str {
    match closeness {
        Closeness::Whole => "whole",
        Closeness::Start => "start",
        Closeness::Words => "words",
        Closeness::Prefixes => "prefixes",
        Closeness::SimilarWords => "similar-words",
        Closeness::SimilarPrefixes => "similar-prefixes",
    }
}
