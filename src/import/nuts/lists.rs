//! Which units does a list name? Two kinds: units of one version, and units of two versions beside one another.

use super::super::table::{Row, Table, shown};
use super::super::{ImportError, Limits, Source};
use super::changes::ChangeKind;
use super::gather::{Code, Gathered, Place, Stated, check_level, name_of};
use super::shares::{self, YEAR_COLUMN as SHARES_YEAR_COLUMN};
use super::{FORMER, SUCCESSOR, Version};
use std::collections::BTreeMap;

/// What the tables are called in a refusal.
pub(super) const KNOWN: &str = "lists of units (`code` or `NUTS Code` or `NUTS_ID`, `level` or `NUTS level` or `LEVL_CODE`, `name` or `NUTS label` or `NUTS_NAME`), lists of changes (`Code 2021`, `Code 2024`, `NUTS level`, `Change`) and, by --changes, tables of shares (`code_v2021`, `code_v2024`, `areaKm`)";

const CODE: &[&str] = &["code", "nuts code", "nuts id", "sr code"];
const LEVEL: &[&str] = &["level", "nuts level", "levl code", "sr level"];
const NAME: &[&str] = &["name", "nuts label", "nuts name", "sr label"];
const LATIN_NAME: &[&str] = &["name latn"];
const PARENT: &[&str] = &["parent"];
const COUNTRY: &[&str] = &["country", "country code", "cntr code"];
const CHANGE: &[&str] = &["change"];

/// What the columns with the codes of a list of changes start with, before the year.
const YEAR_COLUMN: &str = "code ";

/// The name stands in the column of its level, or in the only column of names.
const LEVEL_NAMES: &[&[&str]] = &[
    &["nuts level 1", "statistical regions level 1"],
    &["nuts level 2", "statistical regions level 2", "statisitcal regions level 2"],
    &["nuts level 3", "statistical regions level 3"],
    &["label"],
    NAME,
];

/// Reads a list of units, of whichever kind it is.
pub(super) fn read(
    source: Source<'_>,
    version: Version,
    limits: &Limits,
    gathered: &mut Gathered,
) -> Result<(), ImportError> {
    let table = Table::read(source, limits)?;
    if !table.years(YEAR_COLUMN).is_empty() {
        return read_changes(&table, gathered);
    }
    if !table.years(SHARES_YEAR_COLUMN).is_empty() {
        let problem = "this is a table of shares: name it with --changes".to_owned();
        return Err(table.columns_error(problem));
    }
    if table.column(CODE).is_none() {
        let problem = "no column holds NUTS codes".to_owned();
        return Err(ImportError::UnknownTable {
            found: table.found(),
            source_name: table.source_name,
            problem,
            known: KNOWN,
        });
    }
    read_units(&table, version, gathered)
}

/// The places of the columns of a list of units.
struct UnitColumns {
    code: usize,
    level: usize,
    name: usize,
    latin_name: Option<usize>,
    parent: Option<usize>,
    country: Option<usize>,
}

fn read_units(table: &Table, version: Version, gathered: &mut Gathered) -> Result<(), ImportError> {
    let columns = UnitColumns {
        code: table.required("the code", CODE)?,
        level: table.required("the level", LEVEL)?,
        name: table.required("the name", NAME)?,
        latin_name: table.column(LATIN_NAME),
        parent: table.column(PARENT),
        country: table.column(COUNTRY),
    };
    let source = gathered.start(table);
    let mut lines: BTreeMap<Code, u64> = BTreeMap::new();
    for row in &table.rows {
        let place = Place { source, line: row.line };
        match read_unit(table, &columns, row, &lines) {
            Ok((code, name, latin_name)) => {
                let unit = gathered.listed(&code, version, place);
                unit.add_name(&name);
                if !latin_name.is_empty() {
                    unit.add_other_name(&latin_name);
                }
                lines.insert(code, row.line);
            }
            Err(reason) => gathered.reject(place, reason),
        }
    }
    if columns.country.is_some() {
        let places = lines.into_iter().map(|(code, line)| (code, Place { source, line }));
        gathered.list_countries(version, places);
    }
    Ok(())
}

/// The code, the name and the name in Latin letters of a row, or why it is not taken.
fn read_unit(
    table: &Table,
    columns: &UnitColumns,
    row: &Row,
    lines: &BTreeMap<Code, u64>,
) -> Result<(Code, String, String), String> {
    if let Some(problem) = table.width_problem(row) {
        return Err(problem);
    }
    let code = Code::parse(row.cell(columns.code))?;
    check_level(row.cell(columns.level), &code)?;
    if let Some(line) = lines.get(&code) {
        return Err(format!("the code {code} stands twice, first in line {line}"));
    }
    check_country(columns.country.map(|it| row.cell(it)), &code)?;
    let parent = code.parent().map(|it| it.to_string()).unwrap_or_default();
    if let Some(cell) = columns.parent.map(|it| row.cell(it)).filter(|it| *it != parent) {
        let right =
            if parent.is_empty() { "a country has none".to_owned() } else { format!("it is {parent}") };
        return Err(format!("{} cannot be the parent of {code}: {right}", shown(cell)));
    }
    let name = name_of(row, columns.name)?;
    if name.is_empty() {
        return Err(format!("the unit {code} has no name"));
    }
    let latin_name = columns.latin_name.map_or(Ok(String::new()), |it| name_of(row, it))?;
    Ok((code, name, latin_name))
}

fn check_country(cell: Option<&str>, code: &Code) -> Result<(), String> {
    match cell {
        Some(cell) if cell != code.country().as_str() => {
            Err(format!("the country is {}, but the code {code} is one of {}", shown(cell), code.country()))
        }
        Some(_) | None => Ok(()),
    }
}

/// The places of the columns of a list of changes.
struct ChangeColumns {
    former: usize,
    successor: usize,
    level: usize,
    change: usize,
    names: Vec<usize>,
    country: Option<usize>,
}

/// One row of a list of changes.
struct ChangeRow {
    former: Option<Code>,
    successor: Option<Code>,
    name: String,
    change: Result<Option<ChangeKind>, String>,
}

fn read_changes(table: &Table, gathered: &mut Gathered) -> Result<(), ImportError> {
    let (former, successor) = shares::two_versions(table, YEAR_COLUMN)?;
    let columns = ChangeColumns {
        former,
        successor,
        level: table.required("the level", LEVEL)?,
        change: table.required("the change", CHANGE)?,
        names: LEVEL_NAMES.iter().filter_map(|it| table.column(it)).collect(),
        country: table.column(COUNTRY),
    };
    let source = gathered.start(table);
    let mut seen: Seen = BTreeMap::new();
    for row in &table.rows {
        let place = Place { source, line: row.line };
        match read_change(table, &columns, row, &seen) {
            Ok(it) => take_change(it, place, &mut seen, gathered),
            Err(reason) => gathered.reject(place, reason),
        }
    }
    if columns.country.is_some() {
        for version in [FORMER, SUCCESSOR] {
            let of_version = seen.iter().filter(|it| it.0.0 == version);
            gathered.list_countries(version, of_version.map(|((_, code), place)| (code.clone(), *place)));
        }
    }
    Ok(())
}

/// Where each code of each version stands in a list of changes.
type Seen = BTreeMap<(Version, Code), Place>;

fn read_change(table: &Table, columns: &ChangeColumns, row: &Row, seen: &Seen) -> Result<ChangeRow, String> {
    if let Some(problem) = table.width_problem(row) {
        return Err(problem);
    }
    let code = |column: usize, version: Version| match row.cell(column) {
        "" => Ok(None),
        cell => {
            let code = Code::parse(cell)?;
            check_level(row.cell(columns.level), &code)?;
            check_country(columns.country.map(|it| row.cell(it)), &code)?;
            if let Some(Place { line, .. }) = seen.get(&(version, code.clone())) {
                return Err(format!(
                    "the code {code} of {} stands twice, first in line {line}",
                    version.year()
                ));
            }
            Ok(Some(code))
        }
    };
    let (former, successor) = (code(columns.former, FORMER)?, code(columns.successor, SUCCESSOR)?);
    if former.is_none() && successor.is_none() {
        return Err("the row names no unit: both codes are empty".to_owned());
    }
    let mut name = String::new();
    for column in &columns.names {
        if name.is_empty() {
            name = name_of(row, *column)?;
        }
    }
    Ok(ChangeRow { former, successor, name, change: stated_kind(row.cell(columns.change)) })
}

/// What the words of the list mean for the territory; nothing for a new name, or for what came about elsewhere.
fn stated_kind(cell: &str) -> Result<Option<ChangeKind>, String> {
    match cell.to_lowercase().as_str() {
        "" | "name change" | "new region" | "new region / name change" => Ok(None),
        // A shift of less than one per cent of the population, which is no amendment (Regulation (EC) No 1059/2003).
        "boundary shift" | "art. 5(2a)" => Ok(Some(ChangeKind::Shifted)),
        "code change" => Ok(Some(ChangeKind::Same)),
        "merged" => Ok(Some(ChangeKind::Merged)),
        "split" => Ok(Some(ChangeKind::Split)),
        _ => Err(format!("{} is no change known here: the units are taken, the change is not", shown(cell))),
    }
}

fn take_change(row: ChangeRow, place: Place, seen: &mut Seen, gathered: &mut Gathered) {
    let ChangeRow { former, successor, name, change } = row;
    for (code, version) in [(&former, FORMER), (&successor, SUCCESSOR)] {
        let Some(code) = code else { continue };
        let unit = gathered.listed(code, version, place);
        if !name.is_empty() {
            unit.add_name(&name);
        }
        seen.insert((version, code.clone()), place);
    }
    match (change, former) {
        (Ok(Some(kind)), Some(former)) => {
            gathered.stated.insert(former, Stated { kind, successor });
        }
        (Ok(_), _) => (),
        (Err(reason), _) => gathered.reject(place, reason),
    }
}
