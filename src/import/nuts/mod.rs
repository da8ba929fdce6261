//! What does Eurostat's classification of territories say? Tables of NUTS units and of their changes as statements.
//!
//! Three kinds of table are known, each by its columns: a list of units, a list of units with what changed of them, and
//! a table of the area and the population that an old and a new unit share.
//! A unit that two versions have is one thing with two versions. What became of a unit is never told by its name
//! or its code, only by shared areas and by the publisher's list: PT16 of 2021 and PT19 of 2024 have one name and two
//! territories, and ITH5 kept its code while its boundary moved.
//! A share is computed only where every row that it rests on could be read.

mod changes;
mod gather;
mod lists;
mod shares;
#[cfg(test)]
mod tests;
mod triples;

pub use changes::ChangeKind;

use super::{ImportError, Limits, Rejected, Rejections, Source};
use crate::vocab::con;
use gather::Gathered;
use oxrdf::Triple;
use std::collections::BTreeMap;

/// A version of the classification that the ontology names.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Version {
    Nuts2021,
    Nuts2024,
}

/// The version that changes lead from.
const FORMER: Version = Version::Nuts2021;

/// The version that changes lead to.
const SUCCESSOR: Version = Version::Nuts2024;

impl Version {
    /// In the order of time.
    pub const ALL: [Self; 2] = [Self::Nuts2021, Self::Nuts2024];

    /// The version that came into force in that year.
    pub fn of_year(year: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.year() == year)
    }

    /// The year in which it came into force, as its name has it.
    pub fn year(self) -> u16 {
        match self {
            Self::Nuts2021 => 2021,
            Self::Nuts2024 => 2024,
        }
    }

    fn iri(self) -> &'static str {
        match self {
            Self::Nuts2021 => con::individual::NUTS_2021,
            Self::Nuts2024 => con::individual::NUTS_2024,
        }
    }
}

/// What is to be read.
pub struct Request<'a> {
    /// The version of the lists that name none themselves.
    pub version: Version,
    /// Lists of units, with or without what changed of them.
    pub lists: Vec<Source<'a>>,
    /// Tables of shared area and population.
    pub shares: Vec<Source<'a>>,
    pub limits: Limits,
}

/// What the tables say.
#[derive(Debug)]
pub struct Nuts {
    /// Of one graph, without repeats, units before changes.
    pub triples: Vec<Triple>,
    pub rejected: Rejections,
    pub counts: Counts,
}

/// How much the tables say.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Rows below the headers of all files.
    pub rows: usize,
    /// Things that are units of some version.
    pub units: usize,
    /// Units of each version at levels 0 to 3.
    pub by_level: BTreeMap<Version, [usize; 4]>,
    /// Links from a unit to what became of it.
    pub changes: BTreeMap<ChangeKind, usize>,
}

/// Reads tables to their end and tells what they say, and which rows say nothing that can be taken.
///
/// # Errors
/// [`ImportError`]: a file that is no such table, or that is too large, or whose rows cannot be trusted without the
/// one that is faulty; and [`ImportError::Nothing`] where no unit is left.
pub fn read(request: Request<'_>) -> Result<Nuts, ImportError> {
    let Request { version, lists, shares, limits } = request;
    let mut gathered = Gathered::default();
    for source in lists {
        lists::read(source, version, &limits, &mut gathered)?;
    }
    for source in shares {
        shares::read(source, &limits, &mut gathered)?;
    }
    gathered.settle_tree();
    let changes = changes::derive(&mut gathered);
    let rejected = Rejections::of(std::mem::take(&mut gathered.rejected), &limits);
    if gathered.units.is_empty() {
        let first = rejected.list.first().map_or_else(|| "there are no rows".to_owned(), Rejected::to_string);
        let (source_name, rows) = (gathered.sources.join(", "), gathered.n_rows);
        return Err(ImportError::Nothing { source_name, rows, first });
    }
    let mut counts = Counts { rows: gathered.n_rows, units: gathered.units.len(), ..Counts::default() };
    for (code, unit) in &gathered.units {
        for version in &unit.versions {
            counts.by_level.entry(*version).or_default()[code.level()] += 1;
        }
    }
    for change in &changes {
        *counts.changes.entry(change.kind).or_default() += 1;
    }
    let triples = triples::write(&gathered, &changes);
    Ok(Nuts { triples, rejected, counts })
}
