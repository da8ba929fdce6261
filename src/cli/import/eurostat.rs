//! `concord import eurostat`

use super::super::args::{ImportEurostat, ReportFormat};
use super::super::fault::{Exit, Fault};
use super::super::report;
use super::super::settings::settings;
use super::{sources, write_rejections};
use crate::import::eurostat::{Counts, Limits};
use crate::import::{ImportError, Rejections};
use crate::load::stem_of_file;
use crate::registry::{EurostatImport, Registry, Report};
use crate::vocab;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{self, BufWriter, Read as _, Write};
use std::path::Path;
use std::time::Instant;

/// A mapping file is written by hand.
const MAPPING_BYTES_MAX: u64 = 16 << 20;

pub(super) fn run(args: &ImportEurostat) -> Result<(), Fault> {
    let start = Instant::now();
    let mapping = mapping(&args.mapping)?;
    let mapping_name = args.mapping.display().to_string();
    let own = || format!("{}{}", vocab::GRAPH, stem_of_file(&mapping_name));
    let graph = args.graph.clone().unwrap_or_else(own);
    if let Err(error) = oxrdf::NamedNode::new(&graph) {
        return Err(Fault::wrong_use(format!("{graph} is no IRI of a graph: {error}")));
    }
    let source = report::names(args.files.iter().chain([&args.mapping]));
    let author = report::author(&args.message, Some(source), args.dry_run, &args.lang);
    let sources = sources(&args.files)?;
    let registry = Registry::open(settings(&args.registry))?;
    let tables = registry
        .read_eurostat(EurostatImport {
            mapping_name,
            mapping: &mapping,
            sources,
            retrieved_at: args.retrieved.clone(),
            graph: &graph,
            limits: Limits::default(),
        })
        .map_err(|it| report::refused(it, &args.lang).context("the tables cannot be imported"))?;
    let (counts, rejected) = (tables.counts.clone(), tables.rejected.clone());
    if args.format == ReportFormat::Text {
        write_rejections(&rejected, &mut io::stderr().lock())?;
    }
    let report =
        registry.import_eurostat(tables, &graph, &author).map_err(|it| report::refused(it, &args.lang))?;
    match args.format {
        ReportFormat::Text => {
            write_counts(&counts, rejected.total, &mut BufWriter::new(io::stdout().lock()))?;
            report::write(&report, args.dry_run, start.elapsed(), "all of this", &args.lang)
        }
        ReportFormat::Json => {
            let mut out = BufWriter::new(io::stdout().lock());
            serde_json::to_writer_pretty(
                &mut out,
                &in_json(&graph, &counts, &rejected, &report, args.dry_run),
            )
            .map_err(io::Error::from)?;
            writeln!(out)?;
            out.flush()?;
            if report.findings.is_refusal() {
                let error = anyhow::anyhow!("the change would be refused: {}", report.findings);
                return Err(Fault { exit: Exit::DataRefused, error });
            }
            Ok(())
        }
    }
}

fn mapping(file: &Path) -> Result<String, Fault> {
    let source_name = file.display().to_string();
    let opened =
        File::open(file).map_err(|source| ImportError::Read { source_name: source_name.clone(), source })?;
    let mut bytes = Vec::new();
    let read = opened.take(MAPPING_BYTES_MAX + 1).read_to_end(&mut bytes);
    read.map_err(|source| ImportError::Read { source_name: source_name.clone(), source })?;
    if bytes.len() as u64 > MAPPING_BYTES_MAX {
        return Err(ImportError::TooLarge {
            source_name,
            limit: "mapping_bytes_max",
            max: MAPPING_BYTES_MAX,
        }
        .into());
    }
    String::from_utf8(bytes).map_err(|_| {
        let problem = "the mapping is not UTF-8: save it as Turtle in UTF-8".to_owned();
        ImportError::Text { source_name, line: 1, problem }.into()
    })
}

fn write_counts(counts: &Counts, n_rejected: usize, out: &mut dyn Write) -> io::Result<()> {
    let n_left_out: usize = counts.left_out.values().sum();
    writeln!(
        out,
        "{} rows: {} loaded, {n_left_out} left out by the mapping, {n_rejected} rejected",
        counts.rows, counts.loaded
    )?;
    for (reason, n) in &counts.left_out {
        writeln!(out, "left out: {n} because {reason}")?;
    }
    if counts.missing > 0 {
        writeln!(out, "{} of them without a value, each with the reason", counts.missing)?;
    }
    let versions: Vec<String> = counts.by_version.iter().map(|(name, n)| format!("{n} in {name}")).collect();
    if !versions.is_empty() {
        writeln!(out, "NUTS versions: {}", versions.join(", "))?;
    }
    if counts.carried_over > 0 {
        writeln!(out, "{} carried over to a later unit with the same territory", counts.carried_over)?;
    }
    if !counts.new_units.is_empty() {
        writeln!(
            out,
            "{} units came in that the registry did not hold in that version",
            counts.new_units.len()
        )?;
    }
    for rule in &counts.idle_rules {
        writeln!(out, "no row fits the rule {rule} of the mapping")?;
    }
    out.flush()
}

fn in_json(graph: &str, counts: &Counts, rejected: &Rejections, report: &Report, is_dry_run: bool) -> Value {
    let list = rejected
        .list
        .iter()
        .map(|it| json!({ "file": it.source_name, "line": it.line, "reason": it.reason }));
    json!({
        "graph": graph,
        "rows": counts.rows,
        "loaded": counts.loaded,
        "leftOut": counts.left_out,
        "missing": counts.missing,
        "carriedOver": counts.carried_over,
        "nutsVersions": counts.by_version,
        "newUnits": counts.new_units,
        "idleRules": counts.idle_rules,
        "rejected": { "total": rejected.total, "list": list.collect::<Vec<_>>() },
        "dryRun": is_dry_run,
        "revision": report.revision,
        "change": report.is_change,
        "added": report.added,
        "removed": report.removed,
        "findings": report.findings.total,
    })
}
