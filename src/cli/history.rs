//! `concord history`

use super::args::History;
use super::fault::Fault;
use super::settings::open_for_reading;
use super::table;
use std::io::{BufWriter, Write as _};

pub(super) fn run(args: &History) -> Result<(), Fault> {
    let registry = open_for_reading(&args.registry)?;
    let heads = registry.revisions();
    let first = args.number.map_or(0, |it| heads.len().saturating_sub(it));
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.json {
        for head in &heads[first..] {
            serde_json::to_writer(&mut out, &**head).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        out.flush()?;
        return Ok(());
    }
    let names = ["revision", "time", "by", "added", "removed", "graphs", "why", "source"].map(str::to_owned);
    let rows: Vec<Vec<String>> = heads[first..]
        .iter()
        .rev()
        .map(|head| {
            vec![
                head.number.to_string(),
                head.time.clone(),
                head.agent.clone(),
                head.added.to_string(),
                head.removed.to_string(),
                head.graphs.len().to_string(),
                head.reason.clone(),
                head.source.clone().unwrap_or_default(),
            ]
        })
        .collect();
    table::write_rows(&names, &rows, &mut out)?;
    out.flush()?;
    Ok(())
}
