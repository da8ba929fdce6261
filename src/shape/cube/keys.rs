//! Which observations share their place in a cube? IC-12 and IC-17.

use super::names::Data;
use super::observation::{Cell, Statements};
use super::structure::{Column, Cube, Cubes};
use super::{Miss, Misses, Place};
use crate::graph::{Kind, NONE, TermId};
use crate::shape::value::Value;
use crate::vocab::qb;
use oxsdatatypes::{Double, TimezoneOffset};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// The dimensions in which observations are compared.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) enum Sameness {
    /// IC-12: all of them.
    AllDimensions,
    /// IC-17: all but `qb:measureType`.
    ButMeasureType,
}

/// The value of each dimension of a cube, [`NONE`] where there is none.
pub(super) type Key = Vec<TermId>;

/// The dimensions that a key has values of.
pub(super) fn dimensions(cube: &Cube, sameness: Sameness) -> impl Iterator<Item = Column> + '_ {
    let left_out = match sameness {
        Sameness::AllDimensions => None,
        Sameness::ButMeasureType => cube.measure_type,
    };
    cube.dimensions.iter().copied().filter(move |it| Some(*it) != left_out)
}

/// The key of an observation; `None` where it equals no other one.
pub(super) fn key(data: &Data<'_>, cube: &Cube, cell: &Cell, sameness: Sameness) -> Option<Key> {
    let mut key = Vec::new();
    for dimension in dimensions(cube, sameness) {
        let mut values = cell.values(dimension);
        let first = values.next().unwrap_or(NONE);
        // Two different values of one dimension: no observation has the same value there, not even itself.
        if values.any(|it| !is_same(data, first, it)) {
            return None;
        }
        key.push(first);
    }
    let has_group = match sameness {
        Sameness::AllDimensions => key.iter().any(|it| *it != NONE),
        Sameness::ButMeasureType => n_measure_types(cube, cell) > 0,
    };
    has_group.then_some(key)
}

fn n_measure_types(cube: &Cube, cell: &Cell) -> usize {
    cube.measure_type.map_or(0, |it| cell.values(it).count())
}

/// The `=` of SPARQL 1.1, section 17.3.
fn is_same(data: &Data<'_>, a: TermId, b: TermId) -> bool {
    a == b
        || [a, b].iter().all(|it| is_comparable(data, *it))
            && match (Value::of(&data.terms, a), Value::of(&data.terms, b)) {
                (Some(a), Some(b)) => a.compare(&b) == Some(Ordering::Equal),
                _ => false,
            }
}

/// Whether a term may equal another one: typed literals, such as 1 and 1.0.
pub(super) fn is_comparable(data: &Data<'_>, value: TermId) -> bool {
    value != NONE && data.terms.entry(value).kind == Kind::Typed
}

pub(super) fn is_same_key(data: &Data<'_>, a: &[TermId], b: &[TermId]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(data, *a, *b))
}

/// Hashes of values, such that equal values have the same one; typed literals are read once.
#[derive(Default)]
pub(super) struct Hashes(FxHashMap<TermId, u64>);

impl Hashes {
    fn of(&mut self, data: &Data<'_>, value: TermId) -> u64 {
        if !is_comparable(data, value) {
            return value.into();
        }
        *self.0.entry(value).or_insert_with(|| hash(data, value))
    }

    fn of_key(&mut self, data: &Data<'_>, key: &[TermId]) -> u64 {
        let mut hasher = FxHasher::default();
        for value in key {
            self.of(data, *value).hash(&mut hasher);
        }
        hasher.finish()
    }
}

fn hash(data: &Data<'_>, value: TermId) -> u64 {
    let mut hasher = FxHasher::default();
    let number = |it: f64| if it == 0.0 { 0 } else { it.to_bits() };
    // With one time zone, the same moment is written in one way only.
    macro_rules! moment {
        ($it:expr) => {{
            let adjusted = $it.timezone_offset().and_then(|_| $it.adjust(Some(TimezoneOffset::UTC)));
            adjusted.unwrap_or($it).to_string().hash(&mut hasher)
        }};
    }
    match Value::of(&data.terms, value) {
        None => value.hash(&mut hasher),
        Some(Value::Decimal(it)) => number(Double::from(it).into()).hash(&mut hasher),
        Some(Value::Large(it)) => number(it).hash(&mut hasher),
        Some(Value::Float(it)) => number(Double::from(it).into()).hash(&mut hasher),
        Some(Value::Double(it)) => number(it.into()).hash(&mut hasher),
        Some(Value::String(it)) => it.hash(&mut hasher),
        Some(Value::Boolean(it)) => it.hash(&mut hasher),
        Some(Value::DateTime(it)) => moment!(it),
        Some(Value::Date(it)) => moment!(it),
        Some(Value::Time(it)) => moment!(it),
        Some(Value::GYear(it)) => moment!(it),
        Some(Value::GYearMonth(it)) => moment!(it),
        Some(Value::Duration(it)) => it.to_string().hash(&mut hasher),
    }
    hasher.finish()
}

/// One observation that may have equals.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Row {
    /// The place of its cube.
    cube: usize,
    sameness: Sameness,
    hash: u64,
    observation: TermId,
}

pub(super) fn rows(
    data: &Data<'_>,
    cube: &Cube,
    place: usize,
    observation: TermId,
    cell: &Cell,
    hashes: &mut Hashes,
    rows: &mut Vec<Row>,
) {
    for (number, sameness) in [(12, Sameness::AllDimensions), (17, Sameness::ButMeasureType)] {
        if data.asks(number)
            && let Some(key) = key(data, cube, cell, sameness)
        {
            let hash = hashes.of_key(data, &key);
            rows.push(Row { cube: place, sameness, hash, observation });
        }
    }
}

/// Checks all observations of all cubes.
pub(super) fn check_rows(data: &Data<'_>, cubes: &Cubes, mut rows: Vec<Row>) -> Vec<Miss> {
    rows.par_sort_unstable();
    let runs: Vec<&[Row]> = rows
        .chunk_by(|a, b| (a.cube, a.sameness, a.hash) == (b.cube, b.sameness, b.hash))
        .filter(|it| it.len() > 1 || it[0].sameness == Sameness::ButMeasureType)
        .collect();
    let parts: Vec<Vec<Miss>> = runs
        .par_chunks(256)
        .map(|runs| {
            let mut misses = Misses::new(data);
            for run in runs {
                check_run(data, cubes, run, &mut misses);
            }
            misses.all
        })
        .collect();
    parts.concat()
}

/// Splits observations of one hash by their keys, which nearly always are one.
fn check_run(data: &Data<'_>, cubes: &Cubes, run: &[Row], misses: &mut Misses) {
    let Row { cube, sameness, .. } = run[0];
    let cube = cubes.at(cube);
    let mut reader = Reader::default();
    let mut classes: Vec<(Key, Vec<Member>)> = Vec::new();
    for row in run {
        let Some((key, member)) = reader.read(data, cubes, cube, sameness, row.observation) else { continue };
        match classes.iter_mut().find(|it| is_same_key(data, &it.0, &key)) {
            Some(class) => class.1.push(member),
            None => classes.push((key, vec![member])),
        }
    }
    for (_, members) in classes {
        check_class(cube, sameness, &members, misses);
    }
}

/// An observation with what IC-17 counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    pub(super) observation: TermId,
    n_measure_types: usize,
}

pub(super) fn member(cube: &Cube, cell: &Cell, observation: TermId) -> Member {
    Member { observation, n_measure_types: n_measure_types(cube, cell) }
}

/// Reads keys, one observation after the other.
#[derive(Default)]
struct Reader {
    statements: Statements,
    cell: Cell,
}

impl Reader {
    fn read(
        &mut self,
        data: &Data<'_>,
        cubes: &Cubes,
        cube: &Cube,
        sameness: Sameness,
        observation: TermId,
    ) -> Option<(Key, Member)> {
        self.statements.read(data, observation);
        self.cell.fill(data, cubes, cube, &self.statements);
        Some((key(data, cube, &self.cell, sameness)?, member(cube, &self.cell, observation)))
    }
}

/// Checks observations of one cube with the same key; they come in ascending order.
pub(super) fn check_class(cube: &Cube, sameness: Sameness, members: &[Member], misses: &mut Misses) {
    match sameness {
        // IC-12: no two observations of a data set have the same value for all dimensions.
        Sameness::AllDimensions => {
            let [first, second, ..] = members else { return };
            for member in members {
                let is_first = member.observation == first.observation;
                let other = if is_first { second.observation } else { first.observation };
                misses.add(12, member.observation, Place::Node, other);
            }
        }
        // IC-17: where there is an observation of one measure, there is one of each other measure.
        Sameness::ButMeasureType => {
            let n_found: usize = members.iter().map(|it| it.n_measure_types).sum();
            for definition in cube.definitions.iter().filter(|it| it.n_measures > 0) {
                for member in members {
                    if member.n_measure_types * n_found != definition.n_measures {
                        misses.add(17, member.observation, Place::Property(qb::MEASURE_TYPE), NONE);
                    }
                }
            }
        }
    }
}
