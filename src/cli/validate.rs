//! `concord validate`

use super::args::Validate;
use super::fault::{Exit, Fault};
use super::load::{input, progress};
use super::settings::rdf_format;
use crate::load::{DATA_REVISION, Input, Limits, SparqlAsker, embedded_shapes, locate, validate};
use crate::registry::{FindingsFormat, write_findings};
use crate::shape;
use indicatif::ProgressBar;
use std::io::{BufWriter, Write};
use std::path::Path;

pub(super) fn run(args: &Validate) -> Result<(), Fault> {
    let output = match args.format.as_str() {
        "text" => FindingsFormat::Text,
        "json" => FindingsFormat::Json,
        "csv" => FindingsFormat::Csv,
        "html" => FindingsFormat::Html,
        "sarif" => FindingsFormat::Sarif,
        other => FindingsFormat::Rdf(
            rdf_format(other).map_err(|it| it.context("text, json, csv, html, sarif, or RDF"))?,
        ),
    };
    let bar = progress(&args.files);
    let data = args.files.iter().map(|it| whole(it, &bar)).collect::<Result<Vec<_>, _>>()?;
    let hidden = ProgressBar::hidden();
    let shapes = match &args.shapes[..] {
        [] => embedded_shapes(),
        files => files.iter().map(|it| whole(it, &hidden)).collect::<Result<Vec<_>, _>>()?,
    };
    let limits = shape::Limits { findings_max: args.findings_max, ..shape::Limits::default() };
    let mut findings = validate(shapes, data, &Limits::default(), limits, &SparqlAsker::default())?;
    bar.finish_and_clear();
    // A report in RDF has no place for lines.
    if !matches!(output, FindingsFormat::Rdf(_)) && !findings.conforms() {
        let again = args.files.iter().filter_map(|it| whole(it, &hidden).ok()).collect();
        locate(&mut findings.all, again, DATA_REVISION, &Limits::default());
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    write_findings(&findings, output, &args.lang, &mut out)?;
    out.flush()?;
    if findings.conforms() {
        return Ok(());
    }
    let n = findings.total;
    let error = anyhow::anyhow!("the data does not conform: {n} finding{}", if n == 1 { "" } else { "s" });
    Err(Fault { exit: Exit::DataRefused, error })
}

/// A file outside of all graphs, unless it names graphs itself.
fn whole(file: &Path, bar: &ProgressBar) -> Result<Input<'static>, Fault> {
    Ok(Input { graph: None, ..input(file, None, bar)? })
}
