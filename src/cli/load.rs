//! `concord load`

use super::args::Load;
use super::fault::Fault;
use super::report;
use super::settings::settings;
use crate::load::{Input, LoadError, Mode, format_of_file, stem_of_file};
use crate::registry::Registry;
use crate::vocab;
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

pub(super) fn run(args: &Load) -> Result<(), Fault> {
    let start = Instant::now();
    let files = each_file(&args.files)?;
    let bar = progress(&files);
    let inputs =
        files.iter().map(|file| input(file, args.graph.as_deref(), &bar)).collect::<Result<Vec<_>, _>>()?;
    let mode = if args.add { Mode::Add } else { Mode::Replace };
    let source = report::names(files.iter());
    let author = report::author(&args.message, Some(source), args.dry_run, &args.lang);

    let registry = Registry::open(settings(&args.registry))?;
    // A file that has gone meanwhile has no lines.
    let hidden = ProgressBar::hidden();
    let again = || files.iter().filter_map(|it| input(it, args.graph.as_deref(), &hidden).ok()).collect();
    let outcome = registry.load_and_locate(inputs, again, mode, &author);
    bar.finish_and_clear();
    let report = outcome.map_err(|it| report::refused(it, &args.lang))?;
    report::write(&report, args.dry_run, start.elapsed(), "all of this", &args.lang)
}

/// The files that are meant: a folder stands for the RDF files in it, by name.
///
/// They make one revision, so that what one file says may rest on what another does, in any order.
pub(super) fn each_file(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Fault> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut inside = Vec::new();
        for entry in std::fs::read_dir(path)? {
            let file = entry?.path();
            if !file.is_dir() && format_of_file(&file.display().to_string()).is_ok() {
                inside.push(file);
            }
        }
        if inside.is_empty() {
            return Err(Fault::wrong_use(format!("{} is a folder without RDF files", path.display())));
        }
        inside.sort();
        files.extend(inside);
    }
    Ok(files)
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
