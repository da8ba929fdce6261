//! What became of a unit? From the areas that old and new units share, and from the publisher's list of changes.

use super::gather::{Code, Gathered, Place, Stated};
use super::{FORMER, SUCCESSOR};
use std::collections::{BTreeMap, BTreeSet};

/// How the territory of a former unit went over into a successor unit.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum ChangeKind {
    /// All of the former unit, and nothing else.
    Same,
    /// One of several successors that lie wholly inside of the former unit.
    Split,
    /// The former unit and others went whole into the successor.
    Merged,
    /// A boundary moved.
    Shifted,
}

impl ChangeKind {
    /// As the ontology abbreviates it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Shifted => "shifted",
        }
    }

    /// As a sentence has it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Same => "the same territory",
            Self::Split => "a split",
            Self::Merged => "a merger",
            Self::Shifted => "a boundary shift",
        }
    }
}

/// A share that lacks less than this of 1 is 1: the sums of a table are exact to about 1e-15 of their size, and
/// shares are written with nine decimals.
pub(super) const SHARE_TOLERANCE: f64 = 0.5e-9;

/// What an old and a new unit share.
#[derive(Debug)]
pub(super) struct SharedRow {
    pub(super) former: Code,
    pub(super) successor: Code,
    /// Square kilometres, more than 0.
    pub(super) area: f64,
    /// Persons in 2021, where the table has them.
    pub(super) population: Option<f64>,
    pub(super) place: Place,
}

/// Parts of wholes, from 0 to 1; `None` where the table does not tell or the whole is 0.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shares {
    pub(super) former_area: f64,
    pub(super) successor_area: f64,
    pub(super) former_population: Option<f64>,
    pub(super) successor_population: Option<f64>,
}

/// A link from a unit to what became of it.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) former: Code,
    pub(super) successor: Code,
    pub(super) kind: ChangeKind,
    /// Of the table, where it has the pair.
    pub(super) shares: Option<Shares>,
    /// Whether the list of changes tells of the former unit.
    pub(super) is_stated: bool,
    /// Whether the kind rests on nothing but that a table saw no more: only the list can tell that it is so.
    pub(super) is_inferred: bool,
    /// Where list and table do not say the same: the kind by the table, the kind by the list.
    pub(super) disagreement: Option<(ChangeKind, ChangeKind)>,
}

/// The area and the population of one unit, summed over its rows.
#[derive(Clone, Copy, Default)]
struct Whole {
    area: f64,
    /// `None` once a row lacks it.
    population: Option<f64>,
}

impl Whole {
    fn add(&mut self, row: &SharedRow, is_first: bool) {
        self.area += row.area;
        let before = if is_first { Some(0.0) } else { self.population };
        self.population = before.zip(row.population).map(|(sum, more)| sum + more);
    }
}

/// The changes of all units, by code; rows whose shares cannot be computed are rejected.
pub(super) fn derive(gathered: &mut Gathered) -> Vec<Change> {
    let rows = std::mem::take(&mut gathered.shared);
    let shares = shares_of(&rows);
    let kinds = kinds_of(&rows, &shares);
    let mut changes = BTreeMap::new();
    let mut pairs = BTreeSet::new();
    for ((row, shares), computed) in rows.iter().zip(shares).zip(kinds) {
        let pair = (row.former.clone(), row.successor.clone());
        pairs.insert(pair.clone());
        if let Some(reason) = problem_of(row, gathered) {
            gathered.reject(row.place, reason);
        } else if let Some(change) = change_of(row, shares, computed, gathered.stated.get(&row.former)) {
            changes.insert(pair, change);
        }
    }
    for (former, stated) in &gathered.stated {
        let Some(successor) = &stated.successor else { continue };
        let pair = (former.clone(), successor.clone());
        let are_units = gathered.units.contains_key(former) && gathered.units.contains_key(successor);
        let is_change = former != successor || stated.kind != ChangeKind::Same;
        if are_units && is_change && !pairs.contains(&pair) {
            changes.insert(pair, stated_change(former, successor, stated.kind));
        }
    }
    changes.into_values().collect()
}

/// Why no link can rest on a row.
fn problem_of(row: &SharedRow, gathered: &Gathered) -> Option<String> {
    for (version, code) in [(FORMER, &row.former), (SUCCESSOR, &row.successor)] {
        if let Some(place) = gathered.incomplete.get(&(version, code.clone())) {
            let place = gathered.place_text(*place);
            return Some(format!(
                "the shares of {code} cannot be computed, because the row {place} was rejected"
            ));
        }
        if let Some(reason) = gathered.orphans.get(code) {
            return Some(reason.clone());
        }
    }
    None
}

fn shares_of(rows: &[SharedRow]) -> Vec<Shares> {
    let mut former: BTreeMap<&Code, Whole> = BTreeMap::new();
    let mut successor: BTreeMap<&Code, Whole> = BTreeMap::new();
    for row in rows {
        for (wholes, code) in [(&mut former, &row.former), (&mut successor, &row.successor)] {
            let is_first = !wholes.contains_key(code);
            wholes.entry(code).or_default().add(row, is_first);
        }
    }
    let part = |part: f64, whole: f64| if part / whole >= 1.0 - SHARE_TOLERANCE { 1.0 } else { part / whole };
    let population = |row: &SharedRow, whole: &Whole| {
        let (value, whole) = row.population.zip(whole.population)?;
        (whole > 0.0).then(|| part(value, whole))
    };
    rows.iter()
        .map(|row| {
            let (former, successor) = (&former[&row.former], &successor[&row.successor]);
            Shares {
                former_area: part(row.area, former.area),
                successor_area: part(row.area, successor.area),
                former_population: population(row, former),
                successor_population: population(row, successor),
            }
        })
        .collect()
}

/// The kinds by the areas alone. What is computed as 1 is exactly 1.
fn kinds_of(rows: &[SharedRow], shares: &[Shares]) -> Vec<ChangeKind> {
    let is_whole = |share: f64| share >= 1.0;
    // Former units with a part that the successor has from others as well; successors with a part of a unit.
    let mut mixed_formers = BTreeSet::new();
    let mut mixed_successors = BTreeSet::new();
    for (row, shares) in rows.iter().zip(shares) {
        if !is_whole(shares.successor_area) {
            mixed_formers.insert(&row.former);
        }
        if !is_whole(shares.former_area) {
            mixed_successors.insert(&row.successor);
        }
    }
    rows.iter()
        .zip(shares)
        .map(|(row, shares)| match (is_whole(shares.former_area), is_whole(shares.successor_area)) {
            (true, true) => ChangeKind::Same,
            (_, true) if !mixed_formers.contains(&row.former) => ChangeKind::Split,
            (true, _) if !mixed_successors.contains(&row.successor) => ChangeKind::Merged,
            (_, _) => ChangeKind::Shifted,
        })
        .collect()
}

/// The change that a row tells; none where the unit stayed as it was.
///
/// A table of finite resolution does not see every shift, so that a shift in the list outweighs whole shares;
/// but where the table sees parts, they are there whatever the list calls them.
fn change_of(
    row: &SharedRow,
    shares: Shares,
    computed: ChangeKind,
    stated: Option<&Stated>,
) -> Option<Change> {
    let stated_kind = stated.map(|it| it.kind);
    let kind = if stated_kind == Some(ChangeKind::Shifted) { ChangeKind::Shifted } else { computed };
    if kind == ChangeKind::Same && row.former == row.successor {
        return None;
    }
    Some(Change {
        former: row.former.clone(),
        successor: row.successor.clone(),
        kind,
        shares: Some(shares),
        is_stated: stated.is_some(),
        is_inferred: kind != ChangeKind::Shifted && stated_kind != Some(kind),
        disagreement: stated_kind.filter(|it| *it != computed).map(|it| (computed, it)),
    })
}

fn stated_change(former: &Code, successor: &Code, kind: ChangeKind) -> Change {
    Change {
        former: former.clone(),
        successor: successor.clone(),
        kind,
        shares: None,
        is_stated: true,
        is_inferred: false,
        disagreement: None,
    }
}
