//! `concord import offers`

use super::args::ImportOffers;
use super::fault::Fault;
use super::import::{source, write_rejections};
use super::report;
use super::settings::settings;
use crate::import::Limits;
use crate::import::offers::{self, Request};
use crate::registry::Registry;
use std::io::{self, Write as _};
use std::time::Instant;

pub(super) fn run(args: &ImportOffers) -> Result<(), Fault> {
    let start = Instant::now();
    let registry = Registry::open(settings(&args.registry))?;
    let view = registry.view();
    let catalogue = registry.skills(&view);
    let is_skill =
        |iri: &str| view.dictionary().iri(iri).is_some_and(|it| catalogue.find_skill(it).is_some());
    let request = Request {
        table: source(&args.file)?,
        source: (args.source.clone(), args.source.clone()),
        sureness: args.sureness.chars().next().unwrap_or('D'),
        is_skill: &is_skill,
        limits: Limits::default(),
    };
    let offers = offers::read(request)?;
    write_rejections(&offers.rejected, &mut io::stderr().lock())?;
    let author =
        report::author(&args.message, Some(args.file.display().to_string()), args.dry_run, &args.lang);
    let outcome = registry.import_offers(&offers, &args.graph, &author);
    let outcome = outcome.map_err(|it| report::refused(it, &args.lang))?;
    let mut out = io::stdout().lock();
    writeln!(out, "{} rows, {} rejected; {} offers", offers.rows, offers.rejected.total, offers.offers)?;
    drop(out);
    report::write(&outcome, args.dry_run, start.elapsed(), "all of this", &args.lang)
}
