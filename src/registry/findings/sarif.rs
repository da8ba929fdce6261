//! Findings as a log of the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0).
//!
//! A shape's constraint is a rule (3.49), a finding a result (3.27); the file, line and column are its physical
//! location, the focus node its logical one, and its standing the baseline state (3.27.24).

use crate::shape::{Finding, Findings, Severity, Standing, words};
use oxrdf::Literal;
use rustc_hash::FxHashMap;
use serde_json::{Value as Json, json};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn write(findings: &Findings, language: &str, out: &mut dyn Write) -> io::Result<()> {
    let (mut rules, mut places) = (Vec::new(), FxHashMap::default());
    let mut results = Vec::new();
    for finding in findings.all.iter().chain(&findings.solved) {
        let at = *places.entry(Arc::as_ptr(&finding.source)).or_insert_with(|| {
            rules.push(rule(finding));
            rules.len() - 1
        });
        results.push(result(finding, at, language));
    }
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "concord",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": "https://www.w3.org/TR/shacl/",
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": { "total": findings.total, "blocking": findings.blocking },
        }],
    });
    serde_json::to_writer(&mut *out, &log)?;
    out.write_all(b"\n")
}

fn rule_id(finding: &Finding) -> String {
    let component = finding.source.component.as_str();
    let component = component.rsplit(['#', '/']).next().unwrap_or(component);
    format!("{} {}", words::quoted(&finding.source.shape), component.trim_end_matches("ConstraintComponent"))
}

fn rule(finding: &Finding) -> Json {
    let source = &finding.source;
    let texts: serde_json::Map<String, Json> = source
        .messages
        .iter()
        .filter_map(|it| Some((it.language()?.to_owned(), json!({ "text": it.value() }))))
        .collect();
    let english = source.messages.iter().find(|it| it.language() == Some("en")).map(Literal::value);
    json!({
        "id": rule_id(finding),
        "shortDescription": { "text": source.expected },
        "fullDescription": { "text": english.unwrap_or(&source.expected) },
        "defaultConfiguration": { "level": level(&source.severity) },
        "messageStrings": texts,
    })
}

fn result(finding: &Finding, rule: usize, language: &str) -> Json {
    let mut location = json!({
        "logicalLocations": [{ "fullyQualifiedName": finding.focus_node.to_string(), "kind": "resource" }],
    });
    if let Some(place) = &finding.place {
        location["physicalLocation"] = json!({
            "artifactLocation": { "uri": uri(&place.source_name) },
            "region": { "startLine": place.line, "startColumn": place.column },
        });
    }
    let mut result = json!({
        "ruleId": rule_id(finding),
        "ruleIndex": rule,
        "level": level(finding.severity()),
        "message": { "text": words::message(finding, language) },
        "locations": [location],
        "properties": {
            "path": finding.path().map(ToString::to_string),
            "value": finding.value.as_ref().map(ToString::to_string),
            "expected": finding.source.expected,
        },
    });
    if let Some(standing) = finding.standing {
        result["baselineState"] = match standing {
            Standing::New => "new",
            Standing::Known => "unchanged",
            Standing::Solved => "absent",
        }
        .into();
    }
    result
}

fn level(severity: &Severity) -> &'static str {
    match severity {
        Severity::Violation | Severity::Other(_) => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A file name as a relative reference (RFC 3986, 4.2).
fn uri(name: &str) -> String {
    let mut uri = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
