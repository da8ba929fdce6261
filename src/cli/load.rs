//! `concord load`

use super::args::Load;
use super::fault::Fault;
use super::report;
use super::settings::{settings, user};
use crate::load::{Input, LoadError, Mode, format_of_file, stem_of_file};
use crate::registry::{Author, Registry, Telling, Terms};
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
    let report = registry.load(inputs, mode, &author).map_err(|it| report::refused(it, &args.lang))?;
    bar.finish_and_clear();
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
