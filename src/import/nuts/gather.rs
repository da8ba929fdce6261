//! Which units do the tables name, and does each have its place in the tree?

use super::super::Rejected;
use super::super::table::{Row, Table, one_line, shown};
use super::Version;
use super::changes::{ChangeKind, SharedRow};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Characters of a name; the longest that Eurostat publishes has 122.
const NAME_CHARS_MAX: usize = 300;

/// A code of the classification: the two letters of a country and one sign for each level below.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Code(String);

impl Code {
    /// The code that a cell holds, or what is wrong with it.
    pub(super) fn parse(cell: &str) -> Result<Self, String> {
        let (country, rest) = cell.split_at_checked(2).unwrap_or((cell, ""));
        let is_code = country.len() == 2
            && country.bytes().all(|it| it.is_ascii_uppercase())
            && rest.len() <= 3
            && rest.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
        if is_code {
            return Ok(Self(cell.to_owned()));
        }
        let what = shown(cell);
        Err(format!(
            "{what} is no NUTS code: two capital letters, then up to three capital letters or digits"
        ))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// From 0 for a country to 3.
    pub(super) fn level(&self) -> usize {
        self.0.len() - 2
    }

    pub(super) fn country(&self) -> Self {
        Self(self.0[..2].to_owned())
    }

    /// The unit that holds this one; `None` for a country.
    pub(super) fn parent(&self) -> Option<Self> {
        (self.level() > 0).then(|| Self(self.0[..self.0.len() - 1].to_owned()))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A row of a file.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Place {
    /// The number of the file in [`Gathered::sources`].
    pub(super) source: usize,
    /// From 1.
    pub(super) line: u64,
}

/// What is known of one unit.
#[derive(Debug, Default)]
pub(super) struct Unit {
    pub(super) versions: BTreeSet<Version>,
    /// As the publisher writes it: the name of the first list that has one.
    pub(super) name: Option<String>,
    /// In Latin letters, or as a later list writes it.
    pub(super) other_names: BTreeSet<String>,
    /// Whether a list names it; else only a table of shares does.
    pub(super) is_listed: bool,
    /// Where it was first met.
    place: Place,
}

/// What the list of changes says became of a unit.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub(super) kind: ChangeKind,
    /// The unit beside it in the list, if there is one.
    pub(super) successor: Option<Code>,
}

/// What all tables say together, before it is statements.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The names of the files.
    pub(super) sources: Vec<String>,
    pub(super) n_rows: usize,
    pub(super) units: BTreeMap<Code, Unit>,
    /// The countries of which a list has the units of a version: there, what it does not list does not exist.
    pub(super) listed_countries: BTreeSet<(Version, Code)>,
    /// By the unit of the former version.
    pub(super) stated: BTreeMap<Code, Stated>,
    pub(super) shared: Vec<SharedRow>,
    /// Units with a row that could not be taken, so that their sums are not known.
    pub(super) incomplete: BTreeMap<(Version, Code), Place>,
    /// Units of tables of shares that have no parent, and why; their rows are rejected with the reason.
    pub(super) orphans: BTreeMap<Code, String>,
    pub(super) rejected: Vec<Rejected>,
}

impl Gathered {
    /// Takes up a file; gives its number.
    pub(super) fn start(&mut self, table: &Table) -> usize {
        self.sources.push(table.source_name.clone());
        self.n_rows += table.rows.len();
        self.sources.len() - 1
    }

    pub(super) fn reject(&mut self, place: Place, reason: String) {
        let source_name = self.sources[place.source].clone();
        self.rejected.push(Rejected { source_name, line: place.line, reason });
    }

    /// As a message names it.
    pub(super) fn place_text(&self, place: Place) -> String {
        format!("{}:{}", self.sources[place.source], place.line)
    }

    /// The unit of that code, which a version has.
    pub(super) fn unit(&mut self, code: &Code, version: Version, place: Place) -> &mut Unit {
        let unit = self.units.entry(code.clone()).or_insert_with(|| Unit { place, ..Unit::default() });
        unit.versions.insert(version);
        unit
    }

    /// As [`Gathered::unit`], by a list.
    pub(super) fn listed(&mut self, code: &Code, version: Version, place: Place) -> &mut Unit {
        self.listed_countries.insert((version, code.country()));
        let unit = self.unit(code, version, place);
        unit.is_listed = true;
        unit
    }

    /// Takes the countries of a list that names them in a column only, because it starts at level 1.
    pub(super) fn list_countries(&mut self, version: Version, places: impl Iterator<Item = (Code, Place)>) {
        let places: Vec<(Code, Place)> = places.collect();
        if places.iter().all(|it| it.0.level() > 0) {
            for (code, place) in places {
                self.listed(&code.country(), version, place);
            }
        }
    }

    /// Whether a version has the unit as far as the lists tell: `None` where they do not tell of its country.
    pub(super) fn is_known(&self, code: &Code, version: Version) -> Option<bool> {
        let is_told = self.listed_countries.contains(&(version, code.country()));
        let has = || self.units.get(code).is_some_and(|it| it.is_listed && it.versions.contains(&version));
        is_told.then(has)
    }

    /// Takes out the units without a parent, and gives every parent the versions of its children: a version
    /// that has a part of a unit has the unit.
    pub(super) fn settle_tree(&mut self) {
        for level in 1..=3 {
            let orphans: Vec<Code> = self
                .units
                .keys()
                .filter(|it| it.level() == level)
                .filter(|it| it.parent().is_some_and(|parent| !self.units.contains_key(&parent)))
                .cloned()
                .collect();
            for code in orphans {
                let parent = code.parent().map(|it| it.to_string()).unwrap_or_default();
                let reason = format!("the unit {code} has no parent: no table has {parent}");
                if let Some(unit) = self.units.remove(&code).filter(|it| it.is_listed) {
                    self.reject(unit.place, reason.clone());
                }
                self.orphans.insert(code, reason);
            }
        }
        for level in (1..=3).rev() {
            let children: Vec<(Code, BTreeSet<Version>)> = self
                .units
                .iter()
                .filter(|it| it.0.level() == level)
                .filter_map(|(code, unit)| Some((code.parent()?, unit.versions.clone())))
                .collect();
            for (parent, versions) in children {
                if let Some(parent) = self.units.get_mut(&parent) {
                    parent.versions.extend(versions);
                }
            }
        }
    }
}

impl Unit {
    /// Takes a name; the first is the name, others are other names.
    pub(super) fn add_name(&mut self, name: &str) {
        match &self.name {
            None => self.name = Some(name.to_owned()),
            Some(_) => self.add_other_name(name),
        }
        self.other_names.remove(self.name.as_deref().unwrap_or_default());
    }

    pub(super) fn add_other_name(&mut self, name: &str) {
        if self.name.as_deref() != Some(name) {
            self.other_names.insert(name.to_owned());
        }
    }
}

/// The name that a cell holds, empty where it holds none; or what is wrong with it.
pub(super) fn name_of(row: &Row, column: usize) -> Result<String, String> {
    let name = one_line(row.cell(column));
    if name.chars().count() > NAME_CHARS_MAX {
        return Err(format!("the name {} is longer than {NAME_CHARS_MAX} characters", shown(&name)));
    }
    if name.chars().any(char::is_control) {
        return Err(format!("the name {} has control characters", shown(&name)));
    }
    Ok(name)
}

/// Whether the level in a cell is that of a code, by its length.
pub(super) fn check_level(cell: &str, code: &Code) -> Result<(), String> {
    match cell.parse::<usize>() {
        Ok(level) if level == code.level() => Ok(()),
        Ok(level) if level <= 3 => {
            Err(format!("the level is {level}, but the code {code} is one of level {}", code.level()))
        }
        Ok(_) | Err(_) => Err(format!("{} is no level: it is 0, 1, 2 or 3", shown(cell))),
    }
}
