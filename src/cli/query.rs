//! `concord query`

use super::args::Query;
use super::fault::{Exit, Fault};
use super::settings::{Output, at, default_graph, open_for_reading, output, parameter, term};
use super::table;
use crate::sparql::{self, Cancel, Completeness, Format, Limits, Options, QueryResultsFormat};
use std::io::{BufWriter, Read as _, Write as _};
use std::path::Path;

pub(super) fn run(args: &Query) -> Result<(), Fault> {
    let (name, text) = match (&args.file, &args.words) {
        (Some(file), _) => (file.display().to_string(), read(file)?),
        (None, Some(text)) => ("query".to_owned(), text.clone()),
        (None, None) => {
            return Err(Fault::wrong_use("there is no query: name a file, or give its text by -q"));
        }
    };
    let mut options = Options { default_graph: default_graph(&args.registry), ..Options::default() };
    let declared = sparql::parameters(&text);
    for it in &args.param {
        let (name, value) = parameter(it)?;
        // What the text declares has a kind; for any other variable the value tells by its looks.
        if declared.iter().any(|it| it.name == name) {
            options.values.push((name, value));
        } else {
            options.bindings.push((name, term(&value)?));
        }
    }
    let limits = Limits::default();
    let query = sparql::Query::parse(&text, &options, &limits).map_err(|it| Fault::from(it).context(name))?;
    let output = output(args.format.as_deref(), query.form())?;

    let registry = open_for_reading(&args.registry)?;
    let view = registry.view_at(&at(&args.at))?;
    let cancel = Cancel::default();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let outcome = match output {
        Output::Machine(format) => {
            let outcome = sparql::execute(&view, &query, &limits, &cancel, format, &mut out)?;
            if matches!(format, Format::Results(QueryResultsFormat::Json | QueryResultsFormat::Xml)) {
                writeln!(out)?;
            }
            outcome
        }
        Output::Table => {
            let mut json = Vec::new();
            let format = Format::Results(QueryResultsFormat::Json);
            let outcome = sparql::execute(&view, &query, &limits, &cancel, format, &mut json)?;
            table::write_results(&json, &mut out)?;
            outcome
        }
    };
    out.flush()?;
    match outcome.completeness {
        Completeness::Complete => Ok(()),
        Completeness::Truncated => Err(Fault {
            exit: Exit::WorldFailed,
            error: anyhow::anyhow!(
                "the answer is cut off after {} rows (rows_max = {}, result_bytes_max = {}): ask for less",
                outcome.rows,
                limits.rows_max,
                limits.result_bytes_max
            ),
        }),
    }
}

fn read(file: &Path) -> Result<String, Fault> {
    let mut text = String::new();
    let read = if file.as_os_str() == "-" {
        std::io::stdin().read_to_string(&mut text).map(|_| ())
    } else {
        std::fs::read_to_string(file).map(|it| text = it)
    };
    read.map_err(|error| Fault::from(error).context(format!("failed to read {}", file.display())))?;
    Ok(text)
}
