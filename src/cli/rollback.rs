//! `concord rollback`

use super::args::Rollback;
use super::fault::Fault;
use super::report;
use super::settings::{settings, user};
use crate::registry::{Author, Registry, Telling, Terms};
use std::time::Instant;

pub(super) fn run(args: &Rollback) -> Result<(), Fault> {
    let start = Instant::now();
    let terms = Terms {
        is_dry_run: args.dry_run,
        telling: Some(Telling { language: args.lang.clone(), limits: report::LIMITS }),
        ..Terms::default()
    };
    let reason = args.message.clone().unwrap_or_else(|| format!("rollback to revision {}", args.to));
    let author = Author { agent: user(), reason, source: None, terms };
    let registry = Registry::open(settings(&args.registry))?;
    let report = registry.rollback(args.to, &author).map_err(|it| report::refused(it, &args.lang))?;
    let what = format!("the state of revision {}", args.to);
    report::write(&report, args.dry_run, start.elapsed(), &what, &args.lang)
}
