//! `concord schema`

use super::args::{Schema, SchemaCommand};
use super::fault::Fault;
use super::settings::open_for_reading;
use crate::graphql::{Api, Limits, changes};
use crate::registry::At;
use std::io::Write as _;
use std::sync::Arc;

pub(super) fn run(args: &Schema) -> Result<(), Fault> {
    let mut out = std::io::stdout().lock();
    match &args.command {
        None => {
            let registry = Arc::new(open_for_reading(&args.registry)?);
            let api = Api::new(registry, Limits::default());
            let at = args.revision.map_or(At::Latest, At::Revision);
            for problem in api.problems(&at)? {
                writeln!(std::io::stderr(), "left out: {problem}")?;
            }
            out.write_all(api.sdl(&at)?.as_bytes())?;
        }
        Some(SchemaCommand::Diff(args)) => {
            let registry = Arc::new(open_for_reading(&args.registry)?);
            let to = args.to.unwrap_or_else(|| registry.view().revision());
            let api = Api::new(registry, Limits::default());
            let (old, new) = (api.sdl(&At::Revision(args.from))?, api.sdl(&At::Revision(to))?);
            let all = changes(&old, &new).map_err(Fault::wrong_use)?;
            for change in &all {
                writeln!(out, "{change}")?;
            }
            let n_breaking = all.iter().filter(|it| !it.is_harmless).count();
            writeln!(out, "{n_breaking} breaking, {} harmless", all.len() - n_breaking)?;
        }
    }
    out.flush()?;
    Ok(())
}
