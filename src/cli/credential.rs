//! `concord verify-credential`

use super::args::{VerdictFormat, VerifyCredential};
use super::fault::{Exit, Fault};
use super::key;
use crate::credential::{Limits, Verdict};
use crate::registry::{Registry, verdict_json};
use std::io::{self, Write};

pub(super) fn run(args: &VerifyCredential) -> Result<(), Fault> {
    // One byte beyond the limit is enough to be refused by it.
    let text = key::read_up_to(&args.file, Limits::default().credential_bytes_max)?;
    let verdict = Registry::verify_credential(&text, args.issuer.clone(), args.at.as_deref())?;
    let mut out = io::stdout().lock();
    match args.format {
        VerdictFormat::Text => write_text(&verdict, &mut out)?,
        VerdictFormat::Json => writeln!(out, "{}", verdict_json(&verdict))?,
    }
    if verdict.is_valid() {
        return Ok(());
    }
    let failed: Vec<&str> = verdict.faults().map(|it| it.name.name()).collect();
    let error = anyhow::anyhow!("{} is not valid: {}", args.file.display(), failed.join(", "));
    Err(Fault { exit: Exit::DataRefused, error })
}

fn write_text(verdict: &Verdict, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", if verdict.is_valid() { "valid" } else { "not valid" })?;
    for check in &verdict.checks {
        writeln!(out, "  {:<7} {:<12} {}", check.name.name(), check.outcome.name(), check.detail)?;
    }
    Ok(())
}
