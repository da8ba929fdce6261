//! What did a change come to? The one form of that for loads, graphs, updates and rollbacks.

use super::negotiate;
use super::params::Params;
use super::problem::{Code, Problem};
use super::reading::CONCORD_REVISION;
use crate::registry::{Author, Report, Terms, Token, changes_json, finding_json, findings_json};
use crate::shape::Findings;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct Wire {
    revision: u64,
    changed: bool,
    added: u64,
    removed: u64,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    more: Option<More>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    findings: Option<Told>,
}

/// What the shapes found.
#[derive(Serialize)]
struct Told {
    conforms: bool,
    findings_total: usize,
    findings: Vec<Value>,
    solved: Vec<Value>,
}

impl Told {
    fn of(findings: &Findings, language: &str) -> Self {
        Self {
            conforms: !findings.is_refusal(),
            findings_total: findings.total,
            findings: findings_json(findings, language),
            solved: findings
                .solved
                .iter()
                .take(SOLVED_TOLD_MAX)
                .map(|it| finding_json(it, language))
                .collect(),
        }
    }
}

/// Findings that are gone, as far as they are told.
const SOLVED_TOLD_MAX: usize = 100;

/// What a load tells beyond the counts.
#[derive(Serialize)]
struct More {
    dry_run: bool,
    message: String,
    diff: Value,
}

/// The counts of a change, with what the shapes remarked where they did.
pub(super) fn short(report: &Report, status: StatusCode, language: &str) -> Response {
    let findings = &report.findings;
    let is_silent = findings.total == 0 && findings.solved.is_empty();
    let told = (!is_silent).then(|| Told::of(findings, language));
    let body = match status {
        StatusCode::NO_CONTENT => Body::empty(),
        _ => json(&wire(report, None, told)),
    };
    response(report, status, body)
}

/// A whole load report.
pub(super) fn long(report: &Report, is_dry_run: bool, language: &str) -> Response {
    let more = More {
        dry_run: is_dry_run,
        message: report.told(is_dry_run, "all of this"),
        diff: report.changes.as_ref().map_or(Value::Null, changes_json),
    };
    let is_new = report.is_change && !is_dry_run;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    let mut response =
        response(report, status, json(&wire(report, Some(more), Some(Told::of(&report.findings, language)))));
    if let (true, Ok(address)) = (is_new, HeaderValue::from_str(&format!("/revisions/{}", report.revision))) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response
}

fn wire(report: &Report, more: Option<More>, findings: Option<Told>) -> Wire {
    let Report { revision, is_change, added, removed, .. } = *report;
    Wire { revision, changed: is_change, added, removed, more, findings }
}

fn json(wire: &Wire) -> Body {
    Body::from(serde_json::to_string(wire).unwrap_or_default())
}

fn response(report: &Report, status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if status != StatusCode::NO_CONTENT {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    headers.insert(CONCORD_REVISION, HeaderValue::from(report.revision));
    response
}

/// The holder of a token as the author of a change: why, and bound to what the token and the request say.
///
/// Why is `reason` of the request, or what kind of request it was.
pub(super) fn author(token: Token, headers: &HeaderMap, params: &Params, kind: &str) -> Author {
    let reason = params.first("reason").unwrap_or(kind).to_owned();
    let terms = Terms {
        graph_prefix: token.graph_prefix,
        based_on: negotiate::revisions_matched(headers),
        ..Terms::default()
    };
    Author { agent: token.name, reason, source: None, terms }
}

/// The language that things are named and messages are told in: `lang`, else the first of `Accept-Language`.
pub(super) fn language(params: &Params, headers: &HeaderMap) -> String {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
    let first = accepted.and_then(|it| it.split([',', ';']).next()).map(str::trim);
    let first = first.filter(|it| !it.is_empty() && *it != "*");
    params.first("lang").or(first).unwrap_or("en").to_owned()
}

/// A parameter that is `true` or `false`; its name alone says `true`.
pub(super) fn flag(params: &Params, name: &str) -> Result<bool, Problem> {
    match params.only(name)? {
        None | Some("false" | "0" | "no") => Ok(false),
        Some("" | "true" | "1" | "yes") => Ok(true),
        Some(other) => {
            Err(Problem::new(Code::BadParameter, format!("`{name}` is neither true nor false: {other}")))
        }
    }
}
