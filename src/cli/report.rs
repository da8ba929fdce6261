//! What did a change come to, for people?

use super::fault::{Exit, Fault};
use crate::registry::{RegistryError, Report};
use crate::resource::{ChangeLimits, write_changes};
use crate::shape::words;
use std::io::{self, BufWriter, Write};
use std::time::Duration;

/// How much of a change is told where it was made; `concord diff` tells more.
pub(super) const LIMITS: ChangeLimits = ChangeLimits { entities_max: 20, statements_max: 50 };

/// Writes a report; a dry run that the gate would refuse is a fault of the data.
pub(super) fn write(
    report: &Report,
    is_dry_run: bool,
    time: Duration,
    what: &str,
    language: &str,
) -> Result<(), Fault> {
    let mut out = BufWriter::new(io::stdout().lock());
    write!(out, "{}", report.told(is_dry_run, what))?;
    if report.is_change && !is_dry_run {
        write!(out, " in {:.2} s", time.as_secs_f64())?;
    }
    writeln!(out)?;
    if let Some(changes) = &report.changes {
        write_changes(changes, &mut out)?;
    }
    if report.findings.total > 0 || !report.findings.solved.is_empty() {
        out.write_all(words::text(&report.findings, language).as_bytes())?;
    }
    out.flush()?;
    if report.findings.is_refusal() {
        let error = anyhow::anyhow!("the change would be refused: {}", report.findings);
        return Err(Fault { exit: Exit::DataRefused, error });
    }
    Ok(())
}

/// A change that did not come about; what the shapes found is told in that language.
pub(super) fn refused(error: RegistryError, language: &str) -> Fault {
    let RegistryError::Refused(findings) = &error else { return error.into() };
    let text = words::text(findings, language);
    let error = anyhow::anyhow!("{error}\n{}", text.trim_end());
    Fault { exit: Exit::DataRefused, error }
}
