//! How do rows look to people? Aligned columns, IRIs by their prefixes, a line that counts the rows.

use crate::vocab;
use serde::Deserialize;
use std::collections::HashMap;
use std::io::{self, Write};

/// SPARQL JSON results, as far as a table shows them.
#[derive(Deserialize)]
struct Answer {
    head: Head,
    boolean: Option<bool>,
    results: Option<Rows>,
}

#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    vars: Vec<String>,
}

#[derive(Deserialize)]
struct Rows {
    bindings: Vec<HashMap<String, Term>>,
}

#[derive(Deserialize)]
struct Term {
    r#type: String,
    value: serde_json::Value,
    #[serde(rename = "xml:lang")]
    language: Option<String>,
}

/// Writes SPARQL JSON results as a table.
pub(super) fn write_results(json: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let answer: Answer = serde_json::from_slice(json)?;
    if let Some(is_so) = answer.boolean {
        return writeln!(out, "{}", if is_so { "yes" } else { "no" });
    }
    let names = answer.head.vars;
    let rows: Vec<Vec<String>> = answer
        .results
        .map(|it| it.bindings)
        .unwrap_or_default()
        .iter()
        .map(|row| names.iter().map(|name| row.get(name).map(shown).unwrap_or_default()).collect())
        .collect();
    write_rows(&names, &rows, out)?;
    writeln!(out, "({} row{})", rows.len(), if rows.len() == 1 { "" } else { "s" })
}

/// Writes rows in aligned columns under their names.
pub(super) fn write_rows(names: &[String], rows: &[Vec<String>], out: &mut dyn Write) -> io::Result<()> {
    let width = |at: usize| {
        rows.iter().map(|it| it[at].chars().count()).chain([names[at].chars().count()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..names.len()).map(width).collect();
    let line = |cells: &[String], out: &mut dyn Write| {
        let mut text = String::new();
        for (cell, width) in cells.iter().zip(&widths) {
            text.push_str(cell);
            text.extend(std::iter::repeat_n(' ', width - cell.chars().count() + 2));
        }
        writeln!(out, "{}", text.trim_end())
    };
    line(names, out)?;
    let rules: Vec<String> = widths.iter().map(|it| "-".repeat(*it)).collect();
    line(&rules, out)?;
    rows.iter().try_for_each(|row| line(row, out))
}

fn shown(value: &Term) -> String {
    let text = match &value.value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match (value.r#type.as_str(), &value.language) {
        ("uri", _) => shortened(&text),
        ("bnode", _) => format!("_:{text}"),
        (_, Some(language)) => format!("{} @{language}", one_line(&text)),
        (_, None) => one_line(&text),
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

/// An IRI by its prefix where one is known, else in angle brackets.
fn shortened(iri: &str) -> String {
    let is_local = |it: &str| {
        !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || matches!(it, '-' | '_' | '.'))
    };
    vocab::PREFIXES
        .iter()
        .find_map(|(prefix, namespace)| {
            let local = iri.strip_prefix(namespace).filter(|it| is_local(it))?;
            Some(format!("{prefix}:{local}"))
        })
        .unwrap_or_else(|| format!("<{iri}>"))
}
