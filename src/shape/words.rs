//! What does a validation say to people and to scripts? Text by cause, JSON, CSV.

use super::check::{Finding, Findings};
use super::expect::{short, short_iri};
use super::model::Severity;
use oxrdf::{Literal, Term};
use std::fmt::Write as _;

/// Nodes that are named under one cause of a text.
const NODES_PER_CAUSE_MAX: usize = 5;

/// What a finding says in the language asked for: a message of the shape in that language, in English, without
/// language, in any; else what the constraint expects, in English.
pub fn message<'f>(finding: &'f Finding, language: &str) -> &'f str {
    let messages = finding.messages();
    let speaks = |wanted: &str| {
        messages.iter().find(|it| {
            let tag = it.language().unwrap_or_default();
            let start = tag.get(..wanted.len()).unwrap_or_default();
            start.eq_ignore_ascii_case(wanted)
                && matches!(tag.as_bytes().get(wanted.len()), None | Some(b'-'))
        })
    };
    let plain = || messages.iter().find(|it| it.language().is_none());
    speaks(language)
        .filter(|_| !language.is_empty())
        .or_else(|| speaks("en"))
        .or_else(plain)
        .or_else(|| messages.first())
        .map_or(&finding.source.expected, Literal::value)
}

/// For a terminal: findings of one cause together, the most frequent first within a severity.
pub fn text(findings: &Findings, language: &str) -> String {
    let mut out = String::new();
    if findings.conforms() {
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(out, "conforms: {} focus nodes checked, no findings", findings.focus_nodes);
        return out;
    }
    let mut causes: Vec<(Key<'_>, Vec<&Finding>)> = Vec::new();
    let mut places = rustc_hash::FxHashMap::default();
    for finding in &findings.all {
        let key = Key::of(finding, language);
        let at = *places.entry(key.clone()).or_insert_with(|| {
            causes.push((key, Vec::new()));
            causes.len() - 1
        });
        causes[at].1.push(finding);
    }
    causes.sort_by(|a, b| a.0.severity.cmp(b.0.severity).then(b.1.len().cmp(&a.1.len())));
    for (key, members) in &causes {
        let n = members.len();
        let _ = writeln!(out, "{} ({n}): {}", severity(key.severity), key.message);
        let path = key.path.as_ref().map_or(String::new(), |it| format!(" at {it}"));
        let _ = writeln!(out, "  {}{path}, shape {}", key.component, key.shape);
        for finding in members.iter().take(NODES_PER_CAUSE_MAX) {
            let value = finding.value.as_ref().filter(|it| **it != finding.focus_node);
            let value = value.map_or(String::new(), |it| format!(": {}", quoted(it)));
            let _ = writeln!(out, "    {}{value}", quoted(&finding.focus_node));
        }
        if n > NODES_PER_CAUSE_MAX {
            let _ = writeln!(out, "    and {} more", n - NODES_PER_CAUSE_MAX);
        }
    }
    let (total, kept) = (findings.total, findings.all.len());
    let _ = writeln!(
        out,
        "{total} findings of {} causes, {} of them block; {} focus nodes checked",
        causes.len(),
        findings.blocking,
        findings.focus_nodes
    );
    if kept < total {
        let _ = writeln!(out, "only the first {kept} of {total} findings are told (findings_max)");
    }
    out
}

/// What findings have in common.
#[derive(Clone, Eq, Hash, PartialEq)]
struct Key<'f> {
    severity: &'f Severity,
    component: String,
    shape: String,
    path: Option<String>,
    message: &'f str,
}

impl<'f> Key<'f> {
    fn of(finding: &'f Finding, language: &str) -> Self {
        Self {
            severity: &finding.source.severity,
            component: component(finding),
            shape: short(&finding.source.shape),
            path: path(finding),
            message: message(finding, language),
        }
    }
}

/// `MinCount` for `sh:MinCountConstraintComponent`.
fn component(finding: &Finding) -> String {
    let name = short_iri(&finding.source.component);
    match name.strip_prefix("sh:").and_then(|it| it.strip_suffix("ConstraintComponent")) {
        Some(it) => it.to_owned(),
        None => name,
    }
}

fn path(finding: &Finding) -> Option<String> {
    finding.path().map(|it| match it {
        super::Path::Predicate(it) => short_iri(it),
        other => other.to_string(),
    })
}

/// A term with its datatype, cut where it is long.
fn quoted(term: &Term) -> String {
    const CHARACTERS_MAX: usize = 120;
    let text = match term {
        Term::NamedNode(it) => short_iri(it),
        Term::BlankNode(_) | Term::Literal(_) | Term::Triple(_) => term.to_string(),
    };
    match text.char_indices().nth(CHARACTERS_MAX) {
        Some((at, _)) => format!("{}...", &text[..at]),
        None => text,
    }
}

fn severity(it: &Severity) -> &str {
    match it {
        Severity::Violation => "violation",
        Severity::Warning => "warning",
        Severity::Info => "info",
        Severity::Other(it) => it.as_str(),
    }
}

/// The fields of one finding for machines, terms as N-Triples.
fn fields(finding: &Finding, language: &str) -> [(&'static str, Option<String>); 8] {
    let source = &finding.source;
    [
        ("severity", Some(severity(&source.severity).to_owned())),
        ("focusNode", Some(finding.focus_node.to_string())),
        ("path", finding.path().map(ToString::to_string)),
        ("value", finding.value.as_ref().map(ToString::to_string)),
        ("message", Some(message(finding, language).to_owned())),
        ("expected", Some(source.expected.clone())),
        ("component", Some(source.component.as_str().to_owned())),
        ("shape", Some(source.shape.to_string())),
    ]
}

/// One JSON document; terms as N-Triples writes them, paths as SPARQL does.
pub fn json(findings: &Findings, language: &str) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "{{\"conforms\":{},\"total\":{},\"blocking\":{},\"told\":{},\"focusNodes\":{},\"findings\":[",
        findings.conforms(),
        findings.total,
        findings.blocking,
        findings.all.len(),
        findings.focus_nodes
    );
    for (at, finding) in findings.all.iter().enumerate() {
        out.push_str(if at == 0 { "\n{" } else { ",\n{" });
        let mut is_first = true;
        for (name, value) in fields(finding, language) {
            let Some(value) = value else { continue };
            if !is_first {
                out.push(',');
            }
            is_first = false;
            let _ = write!(out, "\"{name}\":");
            json_string(&value, &mut out);
        }
        out.push('}');
    }
    out.push_str("]}\n");
    out
}

fn json_string(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            it if it < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(it));
            }
            it => out.push(it),
        }
    }
    out.push('"');
}

/// One line a finding, as RFC 4180 has it.
pub fn csv(findings: &Findings, language: &str) -> String {
    let mut out = "severity,focusNode,path,value,message,expected,component,shape\r\n".to_owned();
    for finding in &findings.all {
        let line: Vec<String> = fields(finding, language)
            .into_iter()
            .map(|(_, value)| {
                let value = value.unwrap_or_default();
                if value.contains(['"', ',', '\n', '\r']) {
                    format!("\"{}\"", value.replace('"', "\"\""))
                } else {
                    value
                }
            })
            .collect();
        out.push_str(&line.join(","));
        out.push_str("\r\n");
    }
    out
}
