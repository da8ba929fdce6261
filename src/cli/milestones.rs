//! `concord milestones`

use super::args::{Milestones, ReportFormat};
use super::fault::Fault;
use super::settings::open_for_reading;
use super::table;
use crate::registry::Milestone;
use serde_json::{Value, json};
use std::io::{self, BufWriter, Write as _};

pub(super) fn run(args: &Milestones) -> Result<(), Fault> {
    let today = || jiff::Timestamp::now().to_string().chars().take(10).collect();
    let at: String = args.at.clone().unwrap_or_else(today);
    let registry = open_for_reading(&args.registry)?;
    let answer = registry.milestones(&registry.view(), &at)?;
    let mut out = BufWriter::new(io::stdout().lock());
    if args.explain {
        writeln!(out, "{}", answer.query)?;
    } else if args.format == ReportFormat::Json {
        let rows: Vec<Value> = answer.rows.iter().map(in_json).collect();
        serde_json::to_writer_pretty(&mut out, &json!({ "at": at, "milestones": rows }))
            .map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        let names = ["kind", "what", "aim", "by", "counted", "status", "why not"].map(str::to_owned);
        let rows: Vec<Vec<String>> = answer.rows.iter().map(in_words).collect();
        table::write_rows(&names, &rows, &mut out)?;
    }
    out.flush()?;
    Ok(())
}

fn in_words(it: &Milestone) -> Vec<String> {
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    let aim = match (&it.value, &it.unit) {
        (Some(value), Some(unit)) => format!("{value} {unit}"),
        (_, _) => String::new(),
    };
    vec![
        it.kind.clone(),
        it.target_name.clone().unwrap_or_else(|| it.provision_name.clone()),
        aim,
        text(&it.last_day),
        it.counted.map(|it| it.to_string()).unwrap_or_default(),
        it.standing.words().to_owned(),
        text(&it.reason),
    ]
}

fn in_json(it: &Milestone) -> Value {
    json!({
        "kind": it.kind,
        "provision": it.provision,
        "target": it.target,
        "name": it.target_name.as_ref().unwrap_or(&it.provision_name),
        "value": it.value,
        "unit": it.unit,
        "firstDay": it.first_day,
        "lastDay": it.last_day,
        "counted": it.counted,
        "status": it.standing.words(),
        "reason": it.reason,
    })
}
