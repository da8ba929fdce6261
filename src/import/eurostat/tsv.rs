//! Which rows does a tab separated file of Eurostat have? One for each cell: a line is a series, a column a period.
//!
//! The first column holds the codes of all dimensions, `freq,unit,geo\TIME_PERIOD` above and `A,PC,AT` below; flags
//! stand behind the values, and `:` stands where there is none.

use super::super::ImportError;
use super::super::table::shown;
use super::cells::value_and_flags;
use super::rows::{FLAG, File, PERIOD, Sink, VALUE};
use std::io::{BufRead as _, Read as _};

pub(super) fn read(mut file: File<'_>, sink: &mut dyn Sink) -> Result<(), ImportError> {
    let mut line = 0;
    let mut text = String::new();
    let mut series: Option<Series> = None;
    let mut n_rows = 0;
    loop {
        line += 1;
        if !next_line(&mut file, line, &mut text)? {
            return Ok(());
        }
        if text.trim().is_empty() {
            continue;
        }
        let Some(series) = &series else {
            let (read, columns) = header(&file, line, &text)?;
            sink.header(line, &columns)?;
            series = Some(read);
            continue;
        };
        let mut cells = text.trim_end_matches(['\n', '\r']).split('\t');
        let codes: Vec<&str> = cells.next().unwrap_or_default().split(',').map(str::trim).collect();
        let values: Vec<&str> = cells.collect();
        let (n_codes, n_dimensions) = (codes.len(), series.n_dimensions);
        let problem = if n_codes != n_dimensions {
            Some(format!("the line has {n_codes} codes and the header {n_dimensions} dimensions"))
        } else if values.len() != series.periods.len() {
            Some(format!(
                "the line has {} values and the header {} periods",
                values.len(),
                series.periods.len()
            ))
        } else {
            None
        };
        if let Some(problem) = problem {
            n_rows += 1;
            sink.broken(line, problem)?;
            continue;
        }
        let mut row = codes;
        for (period, cell) in series.periods.iter().zip(values) {
            let (value, flags) = value_and_flags(cell);
            // Only what the source says something about is a row: an empty cell of the matrix is none.
            if value == ":" && flags.is_empty() {
                continue;
            }
            n_rows += 1;
            if n_rows > file.limits.rows_max {
                return Err(file.too_many_rows());
            }
            row.extend([period.as_str(), value, flags]);
            sink.row(line, &row)?;
            row.truncate(n_dimensions);
        }
    }
}

struct Series {
    n_dimensions: usize,
    periods: Vec<String>,
}

fn header(file: &File<'_>, line: u64, text: &str) -> Result<(Series, Vec<String>), ImportError> {
    let mut cells = text.trim_end_matches(['\n', '\r']).split('\t').map(str::trim);
    let names = cells.next().unwrap_or_default();
    let Some((dimensions, _)) = names.split_once('\\') else {
        return Err(file.text_error(
            line,
            format!("{} is no list of dimensions such as `unit,geo\\TIME_PERIOD`", shown(names)),
        ));
    };
    let periods: Vec<String> = cells.map(str::to_owned).collect();
    if periods.len() > file.limits.columns_max {
        let problem = format!("the header has more periods than columns_max = {}", file.limits.columns_max);
        return Err(file.text_error(line, problem));
    }
    let mut columns: Vec<String> = dimensions.split(',').map(|it| it.trim().to_owned()).collect();
    let n_dimensions = columns.len();
    columns.extend([PERIOD, VALUE, FLAG].map(str::to_owned));
    Ok((Series { n_dimensions, periods }, columns))
}

/// Reads a line into `text`; whether there was one.
fn next_line(file: &mut File<'_>, line: u64, text: &mut String) -> Result<bool, ImportError> {
    text.clear();
    file.meter.next_piece();
    let mut bytes = Vec::new();
    // The meter ends a line without end.
    match file.reader.by_ref().read_until(b'\n', &mut bytes) {
        Ok(0) => Ok(false),
        Ok(_) => {
            let read = std::str::from_utf8(&bytes)
                .map_err(|_| file.text_error(line, "the text is not UTF-8 in this line".to_owned()))?;
            text.push_str(read);
            Ok(true)
        }
        Err(error) => Err(file.error(error, line)),
    }
}
