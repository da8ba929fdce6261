//! What did a change come to, for people?

use super::fault::{Exit, Fault};
use super::settings::user;
use crate::registry::{Author, RegistryError, Report, Telling, Terms};
use crate::resource::{ChangeLimits, write_changes};
use crate::shape::words;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::time::Duration;

/// How much of a change is told where it was made; `concord diff` tells more.
const LIMITS: ChangeLimits = ChangeLimits { entities_max: 20, statements_max: 50 };

/// Whoever works at the command line as the author of a change.
pub(super) fn author(reason: &str, source: Option<String>, is_dry_run: bool, language: &str) -> Author {
    let telling = Some(Telling { language: language.to_owned(), limits: LIMITS });
    let terms = Terms { is_dry_run, telling, ..Terms::default() };
    Author { agent: user(), reason: reason.to_owned(), source, terms }
}

/// The names of files as the source of a change.
pub(super) fn names<'f>(files: impl Iterator<Item = &'f PathBuf>) -> String {
    files.map(|it| it.display().to_string()).collect::<Vec<_>>().join(", ")
}

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
