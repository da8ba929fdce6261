//! `concord validate`

use super::args::Validate;
use super::fault::{Exit, Fault};
use super::load::{input, progress};
use super::settings::rdf_format;
use crate::load::{Input, Limits, SparqlAsker, embedded_shapes, validate};
use crate::shape::{self, Findings, report, words};
use crate::sparql::RdfFormat;
use crate::vocab;
use indicatif::ProgressBar;
use oxrdfio::RdfSerializer;
use std::io::{BufWriter, Write};
use std::path::Path;

/// What the report is written as.
enum Output {
    Text,
    Json,
    Csv,
    Rdf(RdfFormat),
}

pub(super) fn run(args: &Validate) -> Result<(), Fault> {
    let output = match args.format.as_str() {
        "text" => Output::Text,
        "json" => Output::Json,
        "csv" => Output::Csv,
        other => Output::Rdf(rdf_format(other).map_err(|it| it.context("text, json, csv, or RDF"))?),
    };
    let bar = progress(&args.files);
    let data = args.files.iter().map(|it| whole(it, &bar)).collect::<Result<Vec<_>, _>>()?;
    let hidden = ProgressBar::hidden();
    let shapes = match &args.shapes[..] {
        [] => embedded_shapes(),
        files => files.iter().map(|it| whole(it, &hidden)).collect::<Result<Vec<_>, _>>()?,
    };
    let limits = shape::Limits { findings_max: args.findings_max, ..shape::Limits::default() };
    let findings = validate(shapes, data, &Limits::default(), limits, &SparqlAsker::default())?;
    bar.finish_and_clear();
    write(&findings, &output, &args.lang)?;
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

fn write(findings: &Findings, output: &Output, language: &str) -> Result<(), Fault> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    match output {
        Output::Text => out.write_all(words::text(findings, language).as_bytes())?,
        Output::Json => out.write_all(words::json(findings, language).as_bytes())?,
        Output::Csv => out.write_all(words::csv(findings, language).as_bytes())?,
        Output::Rdf(format) => {
            let mut serializer = RdfSerializer::from_format(*format);
            for (prefix, namespace) in vocab::PREFIXES {
                serializer = serializer.with_prefix(*prefix, *namespace).map_err(std::io::Error::other)?;
            }
            let mut writer = serializer.for_writer(&mut out);
            for triple in report::triples(findings) {
                writer.serialize_triple(&triple)?;
            }
            writer.finish()?;
        }
    }
    out.flush()?;
    Ok(())
}
