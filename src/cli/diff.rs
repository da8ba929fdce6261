//! `concord diff`

use super::args::{Diff, DiffFormat};
use super::fault::Fault;
use super::settings::open_for_reading;
use crate::registry::changes_json;
use crate::resource::{ChangeLimits, write_changes};
use std::io::{BufWriter, Write as _};

pub(super) fn run(args: &Diff) -> Result<(), Fault> {
    let registry = open_for_reading(&args.registry)?;
    let to = args.to.unwrap_or_else(|| registry.view().revision());
    let diff = if args.union { registry.diff_union(args.from, to)? } else { registry.diff(args.from, to)? };
    let limits = ChangeLimits { entities_max: args.number, ..ChangeLimits::default() };
    let mut out = BufWriter::new(std::io::stdout().lock());
    match args.format {
        DiffFormat::Text if diff.is_empty() => {
            writeln!(out, "no difference between revision {} and revision {to}", args.from)?;
        }
        DiffFormat::Text => write_changes(&diff.changes(&args.lang, limits), &mut out)?,
        DiffFormat::Patch => diff.write_patch(&mut out)?,
        DiffFormat::Json => {
            let mut json = changes_json(&diff.changes(&args.lang, limits));
            json["from"] = args.from.into();
            json["to"] = to.into();
            serde_json::to_writer_pretty(&mut out, &json).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(())
}
