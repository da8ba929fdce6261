//! `concord load`

use super::args::Load;
use super::fault::Fault;
use super::report;
use super::settings::{settings, user};
use crate::load::{Input, Limits, LoadError, Mode, format_of_file, locate, stem_of_file};
use crate::registry::{Author, Registry, RegistryError, Telling, Terms};
use crate::vocab;
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::IsTerminal as _;
use std::path::Path;
use std::time::Instant;

pub(super) fn run(args: &Load) -> Result<(), Fault> {
    let start = Instant::now();
    let bar = progress(&args.files);
    let inputs = args
        .files
        .iter()
        .map(|file| input(file, args.graph.as_deref(), &bar))
        .collect::<Result<Vec<_>, _>>()?;
    let mode = if args.add { Mode::Add } else { Mode::Replace };
    let names: Vec<String> = args.files.iter().map(|it| it.display().to_string()).collect();
    let terms = Terms {
        is_dry_run: args.dry_run,
        telling: Some(Telling { language: args.lang.clone(), limits: report::LIMITS }),
        ..Terms::default()
    };
    let author =
        Author { agent: user(), reason: args.message.clone(), source: Some(names.join(", ")), terms };

    let registry = Registry::open(settings(&args.registry))?;
    let outcome = registry.load(inputs, mode, &author);
    bar.finish_and_clear();
    // What was found is looked for in the files; a file that has gone meanwhile has no lines.
    let again =
        || args.files.iter().filter_map(|it| input(it, args.graph.as_deref(), &ProgressBar::hidden()).ok());
    let next = registry.view().revision() + 1;
    let report = match outcome {
        Ok(mut report) => {
            let revision = if report.is_change && !args.dry_run { report.revision } else { next };
            locate(&mut report.findings.all, again().collect(), revision, &Limits::default());
            report
        }
        Err(RegistryError::Refused(mut findings)) => {
            locate(&mut findings.all, again().collect(), next, &Limits::default());
            return Err(report::refused(RegistryError::Refused(findings), &args.lang));
        }
        Err(error) => return Err(error.into()),
    };
    report::write(&report, args.dry_run, start.elapsed(), "all of this", &args.lang)
}

pub(super) fn input(file: &Path, graph: Option<&str>, bar: &ProgressBar) -> Result<Input<'static>, Fault> {
    let name = file.display().to_string();
    let (format, compression) = format_of_file(&name)?;
    let own = format!("{}{}", vocab::GRAPH, stem_of_file(&name));
    let graph = match graph {
        Some(graph) => Some(graph.to_owned()),
        // Such a file names its graphs itself; what it puts into none stays outside of all.
        None if format.supports_datasets() => None,
        None => Some(own.clone()),
    };
    let reader = File::open(file)
        .map_err(|source| Fault::from(LoadError::Read { source_name: name.clone(), source }))?;
    if reader.metadata()?.is_dir() {
        return Err(Fault::wrong_use(format!("{name} is a folder: name its files")));
    }
    let base_iri = Some(graph.clone().unwrap_or(own));
    Ok(Input { name, format, compression, graph, base_iri, reader: Box::new(bar.wrap_read(reader)) })
}

/// A bar over the bytes of all files, where somebody watches.
pub(super) fn progress(files: &[std::path::PathBuf]) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bytes = files.iter().filter_map(|it| std::fs::metadata(it).ok()).map(|it| it.len()).sum();
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {bytes_per_sec} {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(bytes).with_style(style)
}
