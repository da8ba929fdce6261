//! Findings as JSON.

use super::fields;
use crate::shape::{Finding, Findings, Standing, words};
use serde_json::{Map, Value as Json, json};
use std::io::{self, Write};

/// Findings that a document about something else tells; their total is told beside them.
const FINDINGS_TOLD_MAX: usize = 1_000;

/// The first findings, those that block first, with messages in that language.
pub fn findings_json(findings: &Findings, language: &str) -> Vec<Json> {
    let mut all: Vec<&Finding> = findings.all.iter().collect();
    all.sort_by_key(|it| !it.severity().blocks() || it.standing == Some(Standing::Known));
    all.into_iter().take(FINDINGS_TOLD_MAX).map(|it| finding_json(it, language)).collect()
}

/// One finding: terms as N-Triples writes them, paths as SPARQL does, line and column as numbers.
pub fn finding_json(finding: &Finding, language: &str) -> Json {
    let mut object = Map::new();
    for (name, value) in fields(finding, language) {
        let Some(value) = value else { continue };
        let value = match name {
            "line" | "column" => value.parse::<u64>().map_or(Json::Null, Json::from),
            _ => Json::from(value),
        };
        object.insert(name.to_owned(), value);
    }
    Json::Object(object)
}

/// The whole report.
pub(super) fn write(findings: &Findings, language: &str, out: &mut dyn Write) -> io::Result<()> {
    let causes: Vec<Json> = words::causes(&findings.all, language)
        .iter()
        .map(|cause| {
            json!({
                "severity": words::severity(cause.severity),
                "message": cause.message,
                "expected": cause.expected,
                "component": cause.component,
                "shape": cause.shape,
                "path": cause.path,
                "count": cause.members.len(),
                "new": cause.n(Standing::New),
                "known": cause.n(Standing::Known),
            })
        })
        .collect();
    let list =
        |findings: &[Finding]| findings.iter().map(|it| finding_json(it, language)).collect::<Vec<_>>();
    let report = json!({
        "conforms": findings.conforms(),
        "total": findings.total,
        "blocking": findings.blocking,
        "warnings": findings.warnings,
        "infos": findings.infos,
        "told": findings.all.len(),
        "focusNodes": findings.focus_nodes,
        "causes": causes,
        "findings": list(&findings.all),
        "solved": list(&findings.solved),
    });
    serde_json::to_writer(&mut *out, &report)?;
    out.write_all(b"\n")
}
