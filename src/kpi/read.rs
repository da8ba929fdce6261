//! How does a view become a cube?
//!
//! Each property is read once for all observations, side by side; an observation that lacks what it needs is a fault
//! that is told, never a cell.

use super::cube::{Block, Columns, Cube, Fault, Series};
use super::indicator::{self, Indicator};
use super::names::Names;
use super::period::Period;
use super::territory::{Territories, TerritoryId, objects};
use crate::graph::{Kind, NONE, Pattern, TermId, View};
use crate::vocab::{con, qb, rdf};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Faults that are kept with their observation; the rest is counted.
pub const FAULTS_MAX: usize = 100;

/// Kinds of flags that a cube tells apart; a bit each.
const FLAGS_MAX: usize = 32;

/// Rounds in which formulas may rest on other formulas.
const ROUNDS_MAX: usize = 4;

/// One observation before it has its place.
#[derive(Clone, Copy)]
struct Entry {
    indicator: u32,
    slice: u32,
    territory: TerritoryId,
    period: Period,
    value: f64,
    literal: TermId,
    observation: TermId,
    unit: TermId,
    version: TermId,
    dataset: TermId,
    flags: u32,
}

impl Entry {
    fn key(&self) -> (u32, u32, TerritoryId, Period, TermId) {
        (self.indicator, self.slice, self.territory, self.period, self.observation)
    }
}

impl Cube {
    /// Reads every observation of the view's union.
    pub fn read(view: &View, names: &Names) -> Self {
        let raw = Raw::read(view, names);
        let mut measured = raw.territory.clone();
        measured.sort_unstable();
        measured.dedup();
        measured.retain(|it| *it != NONE);
        let territories = Territories::read(view, names, &measured);
        let (indicators, indicator_of) = indicators(view, names, &raw.indicator);
        let mut faults = Faults::default();
        let (slices, slice_of) = slices(&raw);
        let mut entries = entries(view, &raw, &indicator_of, &territories, &slice_of, &mut faults);
        entries.par_sort_unstable_by_key(Entry::key);
        let mut cube = Self {
            union: view.union().clone(),
            columns: Columns::default(),
            series: Vec::new(),
            blocks: Vec::new(),
            indicators,
            indicator_of,
            flags: raw.flags,
            territories,
            faults: faults.list,
            n_faults: faults.n,
        };
        cube.fill(&entries, &slices);
        cube.derive(view, entries, slices);
        cube
    }

    /// Lays sorted entries out in columns.
    fn fill(&mut self, entries: &[Entry], slices: &[Vec<(TermId, TermId)>]) {
        self.columns = Columns {
            period: entries.iter().map(|it| it.period).collect(),
            value: entries.iter().map(|it| it.value).collect(),
            literal: entries.iter().map(|it| it.literal).collect(),
            observation: entries.iter().map(|it| it.observation).collect(),
            unit: entries.iter().map(|it| it.unit).collect(),
            version: entries.iter().map(|it| it.version).collect(),
            dataset: entries.iter().map(|it| it.dataset).collect(),
            flags: entries.iter().map(|it| it.flags).collect(),
        };
        self.series.clear();
        self.blocks.clear();
        let mut end = 0;
        for run in entries
            .chunk_by(|a, b| (a.indicator, a.slice, a.territory) == (b.indicator, b.slice, b.territory))
        {
            let (first, start) = (&run[0], end);
            end += run.len() as u32;
            let at = self.series.len() as u32;
            self.series.push(Series { territory: first.territory, cells: start..end });
            let slice = &slices[first.slice as usize];
            let with_value = || run.iter().filter(|it| !it.value.is_nan()).map(|it| it.period);
            let span = with_value().min().zip(with_value().max());
            match self.blocks.last_mut() {
                Some(block) if block.indicator == first.indicator && block.slice == *slice => {
                    block.series.end = at + 1;
                    block.span = match (block.span, span) {
                        (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
                        (one, other) => one.or(other),
                    };
                }
                Some(_) | None => self.blocks.push(Block {
                    indicator: first.indicator,
                    slice: slice.clone(),
                    series: at..at + 1,
                    span,
                }),
            }
        }
        self.territories.measured(self.series.iter().map(|it| it.territory));
    }

    /// Adds what formulas give, round by round, where nothing is published for the same key.
    fn derive(&mut self, view: &View, mut entries: Vec<Entry>, mut slices: Vec<Vec<(TermId, TermId)>>) {
        let empty = slices.iter().position(Vec::is_empty).unwrap_or(slices.len());
        if empty == slices.len() {
            slices.push(Vec::new());
        }
        for _ in 0..ROUNDS_MAX {
            let before = entries.len();
            let more: Vec<Entry> = (0..self.indicators.len() as u32)
                .flat_map(|it| self.derived(view, it, empty as u32))
                .collect();
            entries.extend(more);
            if entries.len() == before {
                return;
            }
            entries.par_sort_unstable_by_key(Entry::key);
            self.fill(&entries, &slices);
        }
    }

    fn derived(&self, view: &View, indicator: u32, slice: u32) -> Vec<Entry> {
        let described = self.indicator(indicator);
        let Some(formula) = &described.formula else { return Vec::new() };
        let operand = |term: &TermId| self.headline(view, self.indicator_of_term(*term)?).ok();
        let operands: Option<Vec<&Block>> = formula.operands.iter().map(operand).collect();
        let Some((first, others)) = operands.as_deref().and_then(|it| it.split_first()) else {
            return Vec::new();
        };
        let own = self.blocks_of(indicator).find(|it| it.slice.is_empty());
        let mut found = Vec::new();
        for (territory, run) in self.series(first) {
            let others: Vec<_> = others.iter().map(|it| self.cells(it, territory)).collect();
            for period in run.clone().map(|it| self.columns.period[it as usize]) {
                let runs = [&run].into_iter().chain(&others);
                let cells = runs.map(|it| self.at(view, it, period).ok().flatten());
                let Some(cells) = cells.collect::<Option<Vec<_>>>() else { continue };
                let values: Vec<f64> = cells.iter().map(|it| it.value).collect();
                let value = formula.of(&values);
                let is_there = own
                    .is_some_and(|it| !matches!(self.at(view, &self.cells(it, territory), period), Ok(None)));
                // Values of two classifications are of two areas.
                let versions: Vec<TermId> =
                    cells.iter().map(|it| it.version).filter(|it| *it != NONE).collect();
                if !value.is_finite() || is_there || versions.windows(2).any(|it| it[0] != it[1]) {
                    continue;
                }
                found.push(Entry {
                    indicator,
                    slice,
                    territory,
                    period,
                    value,
                    literal: NONE,
                    observation: NONE,
                    unit: described.unit,
                    version: versions.first().copied().unwrap_or(NONE),
                    dataset: NONE,
                    flags: cells.iter().fold(0, |bits, it| bits | it.flags),
                });
            }
        }
        found
    }
}

#[derive(Default)]
struct Faults {
    list: Vec<Fault>,
    n: usize,
}

impl Faults {
    fn push(&mut self, observation: TermId, problem: &'static str) {
        self.n += 1;
        if self.list.len() < FAULTS_MAX {
            self.list.push(Fault { observation, problem });
        }
    }
}

/// What is said of each observation, in the order of the first column.
struct Raw {
    observation: Vec<TermId>,
    indicator: Vec<TermId>,
    territory: Vec<TermId>,
    period: Vec<TermId>,
    value: Vec<TermId>,
    unit: Vec<TermId>,
    version: Vec<TermId>,
    dataset: Vec<TermId>,
    /// The data set that gives no value, where an observation says so.
    missing_from: Vec<TermId>,
    flag_bits: Vec<u32>,
    flags: Vec<TermId>,
    /// Further dimensions in use, each with its column.
    dimensions: Vec<(TermId, Vec<TermId>)>,
    /// Observations that say two different things by one property.
    twice: Vec<u32>,
}

impl Raw {
    fn read(view: &View, names: &Names) -> Self {
        let mut pairs: Vec<(TermId, TermId)> = objects(view, names.indicator).collect();
        pairs.sort_unstable();
        let mut slot_of = vec![u32::MAX; view.dictionary().end() as usize];
        let (mut observation, mut indicator, mut twice) = (Vec::new(), Vec::new(), Vec::new());
        for (subject, object) in pairs {
            if observation.last() == Some(&subject) {
                twice.push(observation.len() as u32 - 1);
                continue;
            }
            slot_of[subject as usize] = observation.len() as u32;
            observation.push(subject);
            indicator.push(object);
        }
        let n = observation.len();
        let further = further_dimensions(view, names);
        let mut wanted: Vec<Option<TermId>> = [
            names.territory,
            names.period,
            names.value,
            names.unit,
            names.version,
            names.dataset,
            con::property::MISSING_FROM,
        ]
        .map(|it| view.dictionary().iri(it))
        .to_vec();
        wanted.extend(further.iter().map(|it| Some(*it)));
        let (columns, (flag_bits, flags)) = rayon::join(
            || wanted.par_iter().map(|it| column(view, *it, &slot_of, n)).collect::<Vec<_>>(),
            || flags(view, names.flag, &slot_of, n),
        );
        let mut columns = columns.into_iter().map(|(column, again)| {
            twice.extend(again);
            column
        });
        let mut next = || columns.next().unwrap_or_default();
        let [territory, period, value, unit, version, dataset, missing_from] =
            std::array::from_fn(|_| next());
        let dimensions = further.into_iter().map(|it| (it, next()));
        let dimensions = dimensions.filter(|it| it.1.iter().any(|it| *it != NONE)).collect();
        twice.sort_unstable();
        Self {
            observation,
            indicator,
            territory,
            period,
            value,
            unit,
            version,
            dataset,
            missing_from,
            flag_bits,
            flags,
            dimensions,
            twice,
        }
    }
}

/// The dimensions that cubes have beside indicator, territory and period.
fn further_dimensions(view: &View, names: &Names) -> Vec<TermId> {
    let iri = |it: &str| view.dictionary().iri(it);
    let core = [names.indicator, names.territory, names.period].map(iri);
    let Some((a, class)) = iri(rdf::TYPE).zip(iri(qb::DIMENSION_PROPERTY)) else { return Vec::new() };
    let found = view.scan(Pattern::new(None, Some(a), Some(class))).map(|it| it[0]);
    let mut found: Vec<TermId> = found.filter(|it| !core.contains(&Some(*it))).collect();
    found.sort_unstable();
    found
}

/// The object of a property for each observation, and the observations that have two.
fn column(view: &View, property: Option<TermId>, slot_of: &[u32], n: usize) -> (Vec<TermId>, Vec<u32>) {
    let (mut column, mut twice) = (vec![NONE; n], Vec::new());
    let Some(property) = property else { return (column, twice) };
    for [subject, _, object] in view.scan(Pattern::new(None, Some(property), None)) {
        let slot = slot_of[subject as usize];
        if slot == u32::MAX {
            continue;
        }
        let place = &mut column[slot as usize];
        if *place != NONE {
            twice.push(slot);
        }
        *place = object;
    }
    (column, twice)
}

/// The flags of each observation as bits, and what the bits stand for; rarer ones than can be told apart share the last.
fn flags(view: &View, property: &str, slot_of: &[u32], n: usize) -> (Vec<u32>, Vec<TermId>) {
    let (mut bits, mut flags) = (vec![0; n], Vec::<TermId>::new());
    for (subject, flag) in objects(view, property) {
        let slot = slot_of[subject as usize];
        if slot == u32::MAX {
            continue;
        }
        let at = flags.iter().position(|it| *it == flag).unwrap_or_else(|| {
            flags.push(flag);
            flags.len() - 1
        });
        bits[slot as usize] |= 1 << at.min(FLAGS_MAX - 1);
    }
    flags.truncate(FLAGS_MAX);
    (bits, flags)
}

fn indicators(view: &View, names: &Names, column: &[TermId]) -> (Vec<Indicator>, FxHashMap<TermId, u32>) {
    let mut terms = indicator::described(view);
    terms.extend(column);
    terms.sort_unstable();
    terms.dedup();
    let mut all: Vec<Indicator> = terms.into_iter().map(|it| Indicator::read(view, names, it)).collect();
    let text = |it: TermId| if it == NONE { "~" } else { view.dictionary().text(it) };
    all.sort_by(|a, b| (text(a.code), text(a.term)).cmp(&(text(b.code), text(b.term))));
    let numbers = (0..).zip(&all).map(|(at, it)| (it.term, at)).collect();
    (all, numbers)
}

/// Every combination of further dimensions, and which one each observation has.
fn slices(raw: &Raw) -> (Vec<Vec<(TermId, TermId)>>, Vec<u32>) {
    let mut known = FxHashMap::default();
    known.insert(Vec::new(), 0);
    let mut all = vec![Vec::new()];
    let of = (0..raw.observation.len())
        .map(|at| {
            if raw.dimensions.is_empty() {
                return 0;
            }
            let pairs = raw.dimensions.iter().map(|it| (it.0, it.1[at])).filter(|it| it.1 != NONE);
            let slice: Vec<(TermId, TermId)> = pairs.collect();
            *known.entry(slice).or_insert_with_key(|it| {
                all.push(it.clone());
                all.len() as u32 - 1
            })
        })
        .collect();
    (all, of)
}

fn entries(
    view: &View,
    raw: &Raw,
    indicator_of: &FxHashMap<TermId, u32>,
    territories: &Territories,
    slice_of: &[u32],
    faults: &mut Faults,
) -> Vec<Entry> {
    let mut periods: FxHashMap<TermId, Option<Period>> = FxHashMap::default();
    let mut twice = raw.twice.iter().copied().peekable();
    let mut entries = Vec::with_capacity(raw.observation.len());
    for at in 0..raw.observation.len() {
        let observation = raw.observation[at];
        if twice.peek() == Some(&(at as u32)) {
            while twice.next_if_eq(&(at as u32)).is_some() {}
            faults.push(observation, "says two different things by one property");
            continue;
        }
        let Some(territory) = territories.of_term(raw.territory[at]) else {
            faults.push(observation, "names no territory");
            continue;
        };
        let period = *periods.entry(raw.period[at]).or_insert_with_key(|it| period(view, *it));
        let Some(period) = period else {
            faults.push(observation, "has no period, or one that cannot be read");
            continue;
        };
        let Some(value) = number(view, raw.value[at]) else {
            faults.push(observation, "has a value that is no finite number");
            continue;
        };
        entries.push(Entry {
            indicator: indicator_of[&raw.indicator[at]],
            slice: slice_of[at],
            territory,
            period,
            value,
            literal: raw.value[at],
            observation,
            unit: raw.unit[at],
            version: raw.version[at],
            dataset: if raw.dataset[at] == NONE { raw.missing_from[at] } else { raw.dataset[at] },
            flags: raw.flag_bits[at],
        });
    }
    entries
}

fn period(view: &View, term: TermId) -> Option<Period> {
    if term == NONE || !view.dictionary().kind(term).is_literal() {
        return None;
    }
    Period::parse(view.dictionary().text(term))
}

/// NaN where nothing is said, `None` where it is no number.
fn number(view: &View, term: TermId) -> Option<f64> {
    if term == NONE {
        return Some(f64::NAN);
    }
    let entry = view.dictionary().entry(term);
    (entry.kind == Kind::Typed).then(|| entry.text.parse().ok()).flatten().filter(|it: &f64| it.is_finite())
}
