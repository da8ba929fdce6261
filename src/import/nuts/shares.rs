//! How much do an old and a new unit share? One row a pair: area in square kilometres, population of 2021.

use super::super::table::{Row, Table, shown};
use super::super::{ImportError, Limits, Source};
use super::changes::SharedRow;
use super::gather::{Code, Gathered, Place};
use super::lists::KNOWN;
use super::{FORMER, SUCCESSOR, Version};
use std::collections::BTreeMap;

/// What the columns with the codes of a table of shares start with, before the year.
pub(super) const YEAR_COLUMN: &str = "code v";

/// More square kilometres than the Earth has, and more people; sums of such numbers stay exact enough.
const NUMBER_MAX: f64 = 1e12;

const AREA: &[&str] = &["areakm"];
const POPULATION: &[&str] = &["pop21"];

/// The columns with the codes of the former and of the successor version.
pub(super) fn two_versions(table: &Table, start: &str) -> Result<(usize, usize), ImportError> {
    let years = table.years(start);
    let [(former, former_place), (successor, successor_place)] = years[..] else {
        let n_years = years.len();
        return Err(
            table.columns_error(format!("{n_years} columns hold codes of a version: there must be two"))
        );
    };
    if (former, successor) != (FORMER.year(), SUCCESSOR.year()) {
        let (from, to) = (FORMER.year(), SUCCESSOR.year());
        return Err(table.columns_error(format!(
            "the table leads from NUTS {former} to NUTS {successor}: the registry knows the change from {from} to {to}"
        )));
    }
    Ok((former_place, successor_place))
}

/// Reads a table of shares, after the lists.
///
/// # Errors
/// [`ImportError::Row`] for a row whose codes cannot be read, because nobody knows then which sums lack it.
pub(super) fn read(source: Source<'_>, limits: &Limits, gathered: &mut Gathered) -> Result<(), ImportError> {
    let table = Table::read(source, limits)?;
    if table.years(YEAR_COLUMN).is_empty() {
        let problem = format!("no columns hold codes such as `code_v{}`", SUCCESSOR.year());
        return Err(ImportError::UnknownTable {
            found: table.found(),
            source_name: table.source_name,
            problem,
            known: KNOWN,
        });
    }
    let (former, successor) = two_versions(&table, YEAR_COLUMN)?;
    let area = table.required("the shared area", AREA)?;
    let population = table.column(POPULATION);
    let source = gathered.start(&table);
    let mut pairs: BTreeMap<(Code, Code), Place> =
        gathered.shared.iter().map(|it| ((it.former.clone(), it.successor.clone()), it.place)).collect();
    for row in &table.rows {
        let place = Place { source, line: row.line };
        let codes = table
            .width_problem(row)
            .map_or(Ok(()), Err)
            .and_then(|()| Ok((Code::parse(row.cell(former))?, Code::parse(row.cell(successor))?)));
        let (former, successor) = codes.map_err(|problem| ImportError::Row {
            source_name: table.source_name.clone(),
            line: row.line,
            problem: format!("{problem}; without this row no share can be trusted"),
        })?;
        let first = pairs.get(&(former.clone(), successor.clone())).copied();
        let checked = match first {
            Some(first) => Err(format!(
                "the pair {former}, {successor} stands twice, first in {}",
                gathered.place_text(first)
            )),
            None => read_row(row, area, population, &former, &successor, gathered),
        };
        match checked {
            Ok((area, population)) => {
                pairs.insert((former.clone(), successor.clone()), place);
                gathered.unit(&former, FORMER, place);
                gathered.unit(&successor, SUCCESSOR, place);
                gathered.shared.push(SharedRow { former, successor, area, population, place });
            }
            Err(reason) => {
                gathered.reject(place, reason);
                gathered.incomplete.insert((FORMER, former), place);
                gathered.incomplete.insert((SUCCESSOR, successor), place);
            }
        }
    }
    Ok(())
}

/// The area and the population of a row, or why it is not taken.
fn read_row(
    row: &Row,
    area: usize,
    population: Option<usize>,
    former: &Code,
    successor: &Code,
    gathered: &Gathered,
) -> Result<(f64, Option<f64>), String> {
    if former.level() != successor.level() {
        return Err(format!("{former} and {successor} are of different levels"));
    }
    known(former, FORMER, gathered)?;
    known(successor, SUCCESSOR, gathered)?;
    let area = number("areaKm", row.cell(area))?;
    if area == 0.0 {
        return Err(format!("{former} and {successor} share no area: remove the row"));
    }
    let population = match population.map(|it| row.cell(it)) {
        None | Some("") => None,
        Some(cell) => Some(number("pop21", cell)?),
    };
    Ok((area, population))
}

fn known(code: &Code, version: Version, gathered: &Gathered) -> Result<(), String> {
    match gathered.is_known(code, version) {
        Some(false) => Err(format!("the list of NUTS {} does not have the code {code}", version.year())),
        Some(true) | None => Ok(()),
    }
}

/// The number in a cell, from 0 to [`NUMBER_MAX`].
fn number(column: &str, cell: &str) -> Result<f64, String> {
    match cell.parse::<f64>() {
        // Of the two zeros, the one without a sign.
        Ok(value) if (0.0..=NUMBER_MAX).contains(&value) => Ok(value.abs()),
        Ok(_) | Err(_) => Err(format!(
            "column `{column}`: {} is no number from 0 up, with a point before the decimals",
            shown(cell)
        )),
    }
}
