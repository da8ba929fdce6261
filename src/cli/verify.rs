//! `concord verify`

use super::args::Verify;
use super::fault::Fault;
use super::settings::settings;
use crate::registry::Registry;
use std::io::Write as _;

pub(super) fn run(args: &Verify) -> Result<(), Fault> {
    let verified = Registry::verify(&settings(&args.registry), args.hashes)?;
    writeln!(
        std::io::stdout(),
        "everything fits: {} revisions, {} checkpoints, {} graph hashes, {} quads in the last revision",
        verified.revisions,
        verified.checkpoints,
        verified.graph_hashes,
        verified.quads
    )?;
    for (graph, hash) in &verified.graphs {
        writeln!(std::io::stdout(), "{hash}  {}", graph.as_deref().unwrap_or("(default graph)"))?;
    }
    Ok(())
}
