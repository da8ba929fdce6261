//! `concord import`

mod eurostat;

use super::args::{Import, ImportCommand, ImportNuts};
use super::fault::Fault;
use super::report;
use super::settings::settings;
use crate::import::nuts::{self, Counts, Request, Version};
use crate::import::{ImportError, Limits, Rejections, Source};
use crate::registry::Registry;
use crate::vocab;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

pub(super) fn run(args: &Import) -> Result<(), Fault> {
    match &args.command {
        ImportCommand::Nuts(it) => import_nuts(it),
        ImportCommand::Eurostat(it) => eurostat::run(it),
        ImportCommand::Esco(it) => super::import_esco::run(it),
        ImportCommand::Offers(it) => super::import_offers::run(it),
    }
}

fn import_nuts(args: &ImportNuts) -> Result<(), Fault> {
    let start = Instant::now();
    let version = Version::of_year(args.version).ok_or_else(|| {
        let known: Vec<String> = Version::ALL.iter().map(|it| it.year().to_string()).collect();
        let year = args.version;
        Fault::wrong_use(format!("NUTS {year} is not known here: known versions are {}", known.join(", ")))
    })?;
    let request = Request {
        version,
        lists: sources(&args.files)?,
        shares: sources(&args.changes)?,
        limits: Limits::default(),
    };
    let own = || format!("{}nuts-{}", vocab::GRAPH, version.year());
    let graph = args.graph.clone().unwrap_or_else(own);
    let source = report::names(args.files.iter().chain(&args.changes));
    let author = report::author(&args.message, Some(source), args.dry_run, &args.lang);
    let nuts = nuts::read(request)?;
    write_rejections(&nuts.rejected, &mut io::stderr().lock())?;
    let registry = Registry::open(settings(&args.registry))?;
    let report =
        registry.import_nuts(&nuts, &graph, &author).map_err(|it| report::refused(it, &args.lang))?;
    write_counts(&nuts.counts, nuts.rejected.total, &mut BufWriter::new(io::stdout().lock()))?;
    report::write(&report, args.dry_run, start.elapsed(), "all of this", &args.lang)
}

pub(super) fn sources(files: &[PathBuf]) -> Result<Vec<Source<'static>>, Fault> {
    files.iter().map(|it| source(it)).collect()
}

pub(super) fn source(file: &Path) -> Result<Source<'static>, Fault> {
    let name = file.display().to_string();
    if file.is_dir() {
        return Err(Fault::wrong_use(format!("{name} is a folder: name its files")));
    }
    match File::open(file) {
        Ok(reader) => Ok(Source { name, reader: Box::new(reader) }),
        Err(source) => Err(ImportError::Read { source_name: name, source }.into()),
    }
}

/// Writes the rejected rows, one a line.
pub(super) fn write_rejections(rejected: &Rejections, out: &mut dyn Write) -> io::Result<()> {
    rejected.list.iter().try_for_each(|it| writeln!(out, "{it}"))?;
    let n_left = rejected.total - rejected.list.len();
    if n_left > 0 { writeln!(out, "and {n_left} more rejected rows") } else { Ok(()) }
}

fn write_counts(counts: &Counts, n_rejected: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} rows, {n_rejected} rejected; {} units", counts.rows, counts.units)?;
    for (version, by_level) in &counts.by_level {
        let [countries, first, second, third] = by_level;
        let year = version.year();
        writeln!(out, "NUTS {year}: {countries} countries, levels 1 to 3: {first}, {second}, {third}")?;
    }
    if !counts.changes.is_empty() {
        let kinds: Vec<String> =
            counts.changes.iter().map(|(kind, n)| format!("{n} of kind {}", kind.name())).collect();
        writeln!(out, "changes: {}", kinds.join(", "))?;
    }
    out.flush()
}
