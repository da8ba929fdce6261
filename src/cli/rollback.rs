//! `concord rollback`

use super::args::Rollback;
use super::fault::Fault;
use super::report;
use super::settings::settings;
use crate::registry::Registry;
use std::time::Instant;

pub(super) fn run(args: &Rollback) -> Result<(), Fault> {
    let start = Instant::now();
    let reason = args.message.clone().unwrap_or_else(|| format!("rollback to revision {}", args.to));
    let author = report::author(&reason, None, args.dry_run, &args.lang);
    let registry = Registry::open(settings(&args.registry))?;
    let report = registry.rollback(args.to, &author).map_err(|it| report::refused(it, &args.lang))?;
    let what = format!("the state of revision {}", args.to);
    report::write(&report, args.dry_run, start.elapsed(), &what, &args.lang)
}
