//! What does a validation say to people? Messages in their language, and findings of one cause together.

use super::expect::{short, short_iri};
use super::finding::{Finding, Findings, Standing};
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

/// Findings that say the same of several nodes.
#[derive(Debug)]
pub struct Cause<'f> {
    pub severity: &'f Severity,
    /// `MinCount` for `sh:MinCountConstraintComponent`.
    pub component: String,
    /// With a known prefix.
    pub shape: String,
    /// With a known prefix, or as SPARQL writes it.
    pub path: Option<String>,
    pub message: &'f str,
    pub expected: &'f str,
    pub members: Vec<&'f Finding>,
}

impl Cause<'_> {
    /// How many members stand like that against the revision before.
    pub fn n(&self, standing: Standing) -> usize {
        self.members.iter().filter(|it| it.standing == Some(standing)).count()
    }
}

/// Findings by cause, the gravest first, within a severity the most frequent.
pub fn causes<'f>(findings: &'f [Finding], language: &str) -> Vec<Cause<'f>> {
    let mut causes: Vec<Cause<'_>> = Vec::new();
    let mut places = rustc_hash::FxHashMap::default();
    for finding in findings {
        let message = message(finding, language);
        // A constraint with the values of one node in its message is one cause all the same.
        let is_general = finding.messages.is_empty();
        let key = (
            std::sync::Arc::as_ptr(&finding.source),
            finding.path.as_ref().map(ToString::to_string),
            is_general.then_some(message),
        );
        let at = *places.entry(key).or_insert_with(|| {
            causes.push(Cause {
                severity: &finding.source.severity,
                component: component(finding),
                shape: short(&finding.source.shape),
                path: path(finding),
                message,
                expected: &finding.source.expected,
                members: Vec::new(),
            });
            causes.len() - 1
        });
        causes[at].members.push(finding);
    }
    causes.sort_by(|a, b| a.severity.cmp(b.severity).then(b.members.len().cmp(&a.members.len())));
    causes
}

/// For a terminal: findings of one cause together, the gravest first.
pub fn text(findings: &Findings, language: &str) -> String {
    let mut out = String::new();
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    // Writing to a string cannot fail, here and below.
    if findings.conforms() {
        let n = findings.focus_nodes;
        let _ = writeln!(out, "conforms: {n} focus node{} checked, no findings", plural(n));
    }
    let causes = causes(&findings.all, language);
    for cause in &causes {
        tell(cause, language, &mut out);
    }
    let (total, kept) = (findings.total, findings.all.len());
    if total > 0 {
        let n_causes = causes.len();
        let _ = writeln!(
            out,
            "{total} finding{} of {n_causes} cause{}, {} of them block; {} focus node{} checked",
            plural(total),
            plural(n_causes),
            findings.blocking,
            findings.focus_nodes,
            plural(findings.focus_nodes)
        );
    }
    if kept < total {
        let _ = writeln!(out, "only the first {kept} of {total} findings are told (findings_max)");
    }
    for cause in self::causes(&findings.solved, language) {
        let n = cause.members.len();
        let _ = writeln!(out, "solved ({n}): {}", cause.message);
        nodes(&cause.members, &mut out);
    }
    out
}

fn tell(cause: &Cause<'_>, language: &str, out: &mut String) {
    let (n_new, n_known) = (cause.n(Standing::New), cause.n(Standing::Known));
    let standing = match (n_new, n_known) {
        (0, 0) => String::new(),
        (n, 0) => format!("{n} new"),
        (0, n) => format!("{n} known"),
        (new, known) => format!("{new} new, {known} known"),
    };
    let n = cause.members.len();
    let count = if standing.is_empty() { n.to_string() } else { standing };
    let is_one = n == 1 || cause.members[0].messages.is_empty();
    let message = if is_one { cause.message } else { cause.expected };
    let _ = writeln!(out, "{} ({count}): {message}", severity(cause.severity));
    let path = cause.path.as_ref().map_or(String::new(), |it| format!(" at {it}"));
    let _ = writeln!(out, "  {}{path}, shape {}", cause.component, cause.shape);
    if is_one && message != cause.expected {
        let _ = writeln!(out, "  expected: {}", cause.expected);
    }
    if is_one {
        return nodes(&cause.members, out);
    }
    // Each node has a message of its own.
    for finding in cause.members.iter().take(NODES_PER_CAUSE_MAX) {
        node(finding, out);
        let _ = writeln!(out, "      {}", self::message(finding, language));
    }
    left(cause.members.len(), out);
}

fn nodes(members: &[&Finding], out: &mut String) {
    for finding in members.iter().take(NODES_PER_CAUSE_MAX) {
        node(finding, out);
    }
    left(members.len(), out);
}

fn left(n: usize, out: &mut String) {
    if n > NODES_PER_CAUSE_MAX {
        let _ = writeln!(out, "    and {} more", n - NODES_PER_CAUSE_MAX);
    }
}

fn node(finding: &Finding, out: &mut String) {
    let value = finding.value.as_ref().filter(|it| **it != finding.focus_node);
    let value = value.map_or(String::new(), |it| format!(": {}", quoted(it)));
    let place = finding.place.as_ref().map_or(String::new(), |it| format!("{it}: "));
    let _ = writeln!(out, "    {place}{}{value}", quoted(&finding.focus_node));
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

/// A term with its datatype, with a known prefix, cut where it is long.
pub fn quoted(term: &Term) -> String {
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

/// `violation`, `warning`, `info`, or the IRI of a severity of one's own.
pub fn severity(it: &Severity) -> &str {
    match it {
        Severity::Violation => "violation",
        Severity::Warning => "warning",
        Severity::Info => "info",
        Severity::Other(it) => it.as_str(),
    }
}
