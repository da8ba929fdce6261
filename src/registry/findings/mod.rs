//! How are findings told? One form a reader: people, scripts, spreadsheets, editors, RDF tools.

mod html;
mod json;
mod sarif;

pub use json::{finding_json, findings_json};

use crate::shape::{Finding, Findings, report, words};
use crate::vocab::PREFIXES;
use oxrdfio::{RdfFormat, RdfSerializer};
use std::io::{self, Write};

/// What findings are written as.
#[derive(Clone, Copy, Debug)]
pub enum FindingsFormat {
    /// By cause, for a terminal.
    Text,
    /// By cause and one by one.
    Json,
    /// One line a finding, as RFC 4180 has it.
    Csv,
    /// A page by cause that needs nothing else.
    Html,
    /// SARIF 2.1.0, as editors and code hosts read it.
    Sarif,
    /// A `sh:ValidationReport`.
    Rdf(RdfFormat),
}

/// Writes findings, with messages in that language where the shapes speak it.
///
/// # Errors
/// What `out` says.
pub fn write_findings(
    findings: &Findings,
    format: FindingsFormat,
    language: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        FindingsFormat::Text => out.write_all(words::text(findings, language).as_bytes()),
        FindingsFormat::Json => json::write(findings, language, out),
        FindingsFormat::Csv => csv(findings, language, out),
        FindingsFormat::Html => out.write_all(html::page(findings, language).as_bytes()),
        FindingsFormat::Sarif => sarif::write(findings, language, out),
        FindingsFormat::Rdf(format) => rdf(findings, format, out),
    }
}

fn rdf(findings: &Findings, format: RdfFormat, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(*prefix, *namespace).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(out);
    for triple in report::triples(findings) {
        writer.serialize_triple(&triple)?;
    }
    writer.finish()?;
    Ok(())
}

/// The columns of a finding for machines: terms as N-Triples writes them, paths as SPARQL does.
fn fields(finding: &Finding, language: &str) -> [(&'static str, Option<String>); 12] {
    let (source, place) = (&finding.source, finding.place.as_ref());
    [
        ("severity", Some(words::severity(&source.severity).to_owned())),
        ("focusNode", Some(finding.focus_node.to_string())),
        ("path", finding.path().map(ToString::to_string)),
        ("value", finding.value.as_ref().map(ToString::to_string)),
        ("message", Some(words::message(finding, language).to_owned())),
        ("expected", Some(source.expected.clone())),
        ("component", Some(source.component.as_str().to_owned())),
        ("shape", Some(source.shape.to_string())),
        ("standing", finding.standing.map(|it| it.to_string())),
        ("source", place.map(|it| it.source_name.clone())),
        ("line", place.map(|it| it.line.to_string())),
        ("column", place.map(|it| it.column.to_string())),
    ]
}

fn csv(findings: &Findings, language: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut is_first = true;
    for finding in findings.all.iter().chain(&findings.solved) {
        let fields = fields(finding, language);
        if std::mem::take(&mut is_first) {
            line(fields.iter().map(|it| it.0), out)?;
        }
        line(fields.iter().map(|it| it.1.as_deref().unwrap_or_default()), out)?;
    }
    if is_first {
        let names =
            "severity,focusNode,path,value,message,expected,component,shape,standing,source,line,column";
        line(names.split(','), out)?;
    }
    Ok(())
}

fn line<'t>(cells: impl Iterator<Item = &'t str>, out: &mut dyn Write) -> io::Result<()> {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\r\n")
}
