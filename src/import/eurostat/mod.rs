//! What do the tables of a statistical office say? Rows of Eurostat's formats as observations of the registry.
//!
//! A mapping says which rows are values of which indicator; what no rule takes is told, row by row, with the reason.
//! Read are SDMX-CSV 1.0 and 2.0, Eurostat's tab separated files, JSON-stat 2.0 and any other delimited text with
//! named columns, packed with gzip or not. Nothing is converted, rounded or filled in: a value is the characters of
//! the file, a value that is missing is a reason, and a value of an older territory stays with it unless the registry
//! knows that a later unit has exactly the same territory.
//! A second value for one key is never chosen between: both rows are rejected, each naming the other.

mod cells;
mod json_stat;
mod known;
mod mapping;
mod rows;
mod statements;
mod take;
mod territories;
#[cfg(test)]
mod tests;
mod tsv;

pub use known::Known;
pub use mapping::Mapping;
pub use statements::Statements;

use super::{ImportError, Rejections, Source};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use take::{Draft, Taken, Taker};
use territories::{Finder, Territory};

/// How much the tables of one import may hold.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of one file, unpacked.
    pub bytes_max: u64,
    /// Rows of one file.
    pub rows_max: usize,
    /// Cells of one row, or periods of one line.
    pub columns_max: usize,
    /// Bytes of one row, or of one token of JSON.
    pub piece_bytes_max: u64,
    /// Rejected rows that are told; more are only counted.
    pub rejected_max: usize,
    /// Files.
    pub files_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes_max: 4 << 30,
            rows_max: 5_000_000,
            columns_max: 4_000,
            piece_bytes_max: 1 << 20,
            rejected_max: 10_000,
            files_max: 1_000,
        }
    }
}

/// What is to be read.
pub struct Request<'a> {
    pub mapping: &'a Mapping,
    pub known: &'a Known,
    pub sources: Vec<Source<'a>>,
    /// When the tables were taken from their source, as `xsd:dateTime`; goes before what the mapping says.
    pub retrieved_at: Option<String>,
    pub limits: Limits,
}

/// What came of the rows; `rows` is the sum of `loaded`, `left_out` and the rejected ones.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Rows of all files below their headers; in a tab separated file each cell is one.
    pub rows: usize,
    /// Rows that became observations.
    pub loaded: usize,
    /// Those of them without a value.
    pub missing: usize,
    /// Those of them whose code was carried over to a later version.
    pub carried_over: usize,
    /// By the reason that the mapping gives: rows that it leaves out.
    pub left_out: BTreeMap<String, usize>,
    /// By the name of the NUTS version: observations.
    pub by_version: BTreeMap<String, usize>,
    /// Codes of units that the registry did not hold in that version: they come in with the observations.
    pub new_units: BTreeSet<String>,
    /// Rules of the mapping that no row fitted.
    pub idle_rules: Vec<String>,
}

/// What the tables say.
pub struct Eurostat {
    /// The statements of one graph, to be read once.
    pub statements: Statements,
    pub counts: Counts,
    pub rejected: Rejections,
}

/// Reads tables to their end.
///
/// # Errors
/// [`ImportError`]: a file that is no table, or too large, or that the mapping does not fit; and
/// [`ImportError::Nothing`] where no row can be taken.
pub fn read(request: Request<'_>) -> Result<Eurostat, ImportError> {
    let Request { mapping, known, sources, retrieved_at, limits } = request;
    if sources.len() > limits.files_max {
        let (source_name, max) = ("the import".to_owned(), limits.files_max as u64);
        return Err(ImportError::TooLarge { source_name, limit: "files_max", max });
    }
    let mut reader = Taker::new(mapping, known, &limits);
    for source in sources {
        reader.start(&source.name);
        rows::read(source, &limits, &mut reader)?;
    }
    let mut taken = reader.taken;
    let mut counts =
        Counts { rows: taken.n_rows, left_out: std::mem::take(&mut taken.left_out), ..Counts::default() };
    let is_idle = |it: &usize| !taken.used.contains(it);
    counts.idle_rules =
        (0..mapping.rules.len()).filter(is_idle).map(|it| mapping.rules[it].name.clone()).collect();
    let drafts = std::mem::take(&mut taken.drafts);
    let (placed, territories) = place(drafts, &mut taken, mapping, known);
    let observations = without_rivals(placed, &territories, &mut taken, mapping);
    let rejected = std::mem::take(&mut taken.rejected.list);
    let mut rejected = Rejections { list: rejected, total: taken.rejected.total };
    rejected.list.sort();
    if observations.is_empty() {
        let first =
            rejected.list.first().map_or_else(|| "every row is left out".to_owned(), ToString::to_string);
        let (source_name, rows) = (taken.sources.join(", "), taken.n_rows);
        return Err(ImportError::Nothing { source_name, rows, first });
    }
    for it in &observations {
        let territory = &territories[it.territory as usize];
        counts.loaded += 1;
        counts.missing += usize::from(it.draft.value.is_none());
        counts.carried_over += usize::from(territory.as_given.is_some());
        if let Some(version) = &territory.version {
            *counts.by_version.entry(known.name_of(version).to_owned()).or_default() += 1;
        }
    }
    let statements =
        Statements::new(observations, territories, &taken, mapping, known, retrieved_at.as_deref());
    counts.new_units = statements.new_units();
    Ok(Eurostat { statements, counts, rejected })
}

/// A draft whose territory was found.
#[derive(Clone, Debug)]
struct Observation {
    draft: Draft,
    /// The place of its territory.
    territory: u32,
}

/// Finds the territory of each draft; a code means in one file always the same.
fn place(
    drafts: Vec<Draft>,
    taken: &mut Taken,
    mapping: &Mapping,
    known: &Known,
) -> (Vec<Observation>, Vec<Territory>) {
    let mut found: FxHashMap<(u16, u32), Result<u32, String>> = FxHashMap::default();
    let mut territories: Vec<Territory> = Vec::new();
    let mut codes: BTreeMap<u16, BTreeSet<u32>> = BTreeMap::new();
    for draft in &drafts {
        codes.entry(draft.source).or_default().insert(draft.code);
    }
    for (source, codes) in codes {
        let text = |code: &u32| taken.codes.all[*code as usize].as_str();
        let finder = Finder::new(known, mapping, codes.iter().map(text));
        for code in &codes {
            let place = finder.find(text(code)).map(|territory| {
                let place = territories.iter().position(|it| *it == territory).unwrap_or_else(|| {
                    territories.push(territory);
                    territories.len() - 1
                });
                place as u32
            });
            found.insert((source, *code), place);
        }
    }
    let mut placed = Vec::with_capacity(drafts.len());
    for draft in drafts {
        match &found[&(draft.source, draft.code)] {
            Ok(territory) => placed.push(Observation { territory: *territory, draft }),
            Err(reason) => {
                let source = &taken.sources[usize::from(draft.source)];
                taken.rejected.add(source, draft.line, reason.clone());
            }
        }
    }
    (placed, territories)
}

/// Keeps one row of those that say the same of the same key, and none of those that contradict each other.
fn without_rivals(
    placed: Vec<Observation>,
    territories: &[Territory],
    taken: &mut Taken,
    mapping: &Mapping,
) -> Vec<Observation> {
    let mut by_key: FxHashMap<(&str, &str, u32, &[String]), Vec<u32>> = FxHashMap::default();
    for (place, it) in placed.iter().enumerate() {
        let mapping::Outcome::Gives { indicator, .. } = &mapping.rules[usize::from(it.draft.rule)].outcome
        else {
            continue;
        };
        let slice = taken.slices.all[it.draft.slice as usize].as_slice();
        let territory = territories[it.territory as usize].iri.as_str();
        by_key.entry((indicator, territory, it.draft.period, slice)).or_default().push(place as u32);
    }
    let mut reasons: Vec<(u32, String)> = Vec::new();
    for rivals in by_key.values().filter(|it| it.len() > 1) {
        let of = |place: u32| &placed[place as usize].draft;
        let told = |place: u32| {
            let draft = of(place);
            let value = draft.value.as_deref().unwrap_or("no value");
            format!("{}:{} ({value})", taken.sources[usize::from(draft.source)], draft.line)
        };
        let first = rivals[0];
        let says_same = |it: &&u32| (&of(**it).value, of(**it).flags) == (&of(first).value, of(first).flags);
        if rivals.iter().all(|it| says_same(&it)) {
            let repeats = rivals[1..].iter().map(|it| (*it, format!("the row repeats {}", told(first))));
            reasons.extend(repeats);
            continue;
        }
        for rival in rivals {
            let other = rivals.iter().find(|it| *it != rival).copied().unwrap_or(first);
            reasons.push((*rival, format!("a second value for the same indicator, territory, period and breakdown stands in {}: neither is taken", told(other))));
        }
    }
    drop(by_key);
    reasons.sort();
    let mut next = reasons.into_iter().peekable();
    let mut kept = Vec::with_capacity(placed.len());
    for (place, it) in placed.into_iter().enumerate() {
        match next.next_if(|reason| reason.0 == place as u32) {
            Some((_, reason)) => {
                let source = &taken.sources[usize::from(it.draft.source)];
                taken.rejected.add(source, it.draft.line, reason);
            }
            None => kept.push(it),
        }
    }
    kept
}
