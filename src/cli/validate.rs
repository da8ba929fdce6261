//! `concord validate`

use super::args::Validate;
use super::fault::{Exit, Fault};
use super::load::{each_file, input, progress};
use super::settings::rdf_format;
use crate::load::{
    DATA_REVISION, Input, Limits, Mode, SparqlAsker, locate, validate, validate_beside_ground,
};
use crate::log::LogError;
use crate::registry::{FindingsFormat, Registry, RegistryError, Settings, write_findings};
use crate::shape::{self, Findings};
use crate::sparql::{self, DefaultGraph};
use indicatif::ProgressBar;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

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
    let files = each_file(&args.files)?;
    let bar = progress(&files);
    let check_limits = shape::Limits { findings_max: args.findings_max, ..shape::Limits::default() };
    let mut findings = if args.shapes.is_empty() {
        as_loaded(args, &files, &bar, check_limits)?
    } else {
        let shapes = each_file(&args.shapes)?;
        let (shapes, data) = (whole(&shapes, &ProgressBar::hidden())?, whole(&files, &bar)?);
        validate(shapes, data, &Limits::default(), check_limits, &SparqlAsker::default())?
    };
    bar.finish_and_clear();
    // A report in RDF has no place for lines.
    let is_located = findings.all.iter().any(|it| it.place.is_some());
    if !matches!(output, FindingsFormat::Rdf(_)) && !findings.conforms() && !is_located {
        let again = whole(&files, &ProgressBar::hidden())?;
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

/// Files outside of all graphs, unless they name graphs themselves.
fn whole(files: &[PathBuf], bar: &ProgressBar) -> Result<Vec<Input<'static>>, Fault> {
    files.iter().map(|it| Ok(Input { graph: None, ..input(it, None, bar)? })).collect()
}

/// What a load of the files would find: in the registry if there is one, else in one that starts now.
fn as_loaded(
    args: &Validate,
    files: &[PathBuf],
    bar: &ProgressBar,
    limits: shape::Limits,
) -> Result<Findings, Fault> {
    let inputs =
        |bar: &ProgressBar| files.iter().map(|it| input(it, None, bar)).collect::<Result<Vec<_>, _>>();
    let settings = Settings {
        folder: args.data.clone(),
        empty: true,
        default_graph: DefaultGraph::Union,
        limits: sparql::Limits::default(),
        load: Limits::default(),
    };
    match Registry::open_for_reading(settings) {
        Err(RegistryError::Log(LogError::NoLog { .. })) => {
            Ok(validate_beside_ground(inputs(bar)?, &Limits::default(), limits, &SparqlAsker::default())?)
        }
        Err(error) => Err(error.into()),
        Ok(registry) => {
            let again = || inputs(&ProgressBar::hidden()).unwrap_or_default();
            Ok(registry.validate(inputs(bar)?, again, Mode::Replace, &Limits::default())?)
        }
    }
}
