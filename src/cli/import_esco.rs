//! `concord import esco`

use super::args::ImportEsco;
use super::fault::Fault;
use super::import::{sources, write_rejections};
use super::report;
use super::settings::settings;
use super::skills::write_changes;
use crate::import::esco::{self, Counts, Progress, Request};
use crate::registry::{EscoImport, Registry};
use crate::vocab;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::time::Instant;

/// Things of a kind that are told; `concord skills changes --all` tells all.
const TOLD_MAX: usize = 20;

pub(super) fn run(args: &ImportEsco) -> Result<(), Fault> {
    let start = Instant::now();
    let request = Request {
        version: args.version.clone(),
        archives: sources(&args.archives)?,
        labels: sources(&args.labels)?,
        limits: Request::usual_limits(),
    };
    let source = report::names(args.archives.iter().chain(&args.labels));
    let mut author = report::author(&args.message, Some(source), args.dry_run, &args.lang);
    // A release is told by occupations and relations; statement by statement it would be a million lines.
    author.terms.telling = None;
    let bar = spinner();
    let esco = esco::read(request, &mut |it: &Progress| {
        bar.set_message(format!("{}: {} rows", it.table, it.rows));
        bar.tick();
    })?;
    bar.set_message("checking and keeping");
    write_rejections(&esco.rejected, &mut io::stderr().lock())?;
    let graph = args.graph.clone().unwrap_or_else(|| format!("{}esco-{}", vocab::GRAPH, esco.version));
    let registry = Registry::open(settings(&args.registry))?;
    let import = EscoImport { graph: &graph, is_beside: args.beside };
    let outcome = registry.import_esco(&esco, &import, &author);
    bar.finish_and_clear();
    let outcome = outcome.map_err(|it| report::refused(it, &args.lang))?;
    let mut out = BufWriter::new(io::stdout().lock());
    write_counts(&esco.counts, esco.rejected.total, &mut out)?;
    for graph in &outcome.taken_out {
        writeln!(out, "taken out: <{graph}>, another release or a cut of one")?;
    }
    write_changes(&registry.view(), &outcome.changes, &args.lang, TOLD_MAX, &mut out)?;
    out.flush()?;
    drop(out);
    report::write(&outcome.report, args.dry_run, start.elapsed(), "all of this", &args.lang)
}

fn spinner() -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
    ProgressBar::new_spinner().with_style(style)
}

fn write_counts(counts: &Counts, n_rejected: usize, out: &mut dyn Write) -> io::Result<()> {
    let Counts { rows, occupations, skills, skill_groups, isco_groups, .. } = counts;
    writeln!(out, "{rows} rows, {n_rejected} rejected")?;
    writeln!(
        out,
        "{occupations} occupations, {skills} skills, {skill_groups} skill groups, {isco_groups} ISCO groups"
    )?;
    writeln!(
        out,
        "{} relations between occupations and skills: {} essential, {} optional, {} dangling",
        counts.relation_rows, counts.essential, counts.optional, counts.dangling_relations
    )?;
    writeln!(out, "{} between skills, {} to broader concepts", counts.skill_skill, counts.broader)?;
    let labelled: Vec<String> = counts.labelled.iter().map(|(tag, n)| format!("{tag} {n}")).collect();
    writeln!(out, "preferred labels: {}; {} triples", labelled.join(", "), counts.triples)
}
