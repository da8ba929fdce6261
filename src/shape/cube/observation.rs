//! Does each observation say what its structure asks for? IC-1, IC-11, IC-13 to IC-16 and IC-18 to IC-21.

use super::keys::{self, Row};
use super::names::Data;
use super::structure::{Column, Cube, Cubes};
use super::{BATCH_NODES, Miss, Misses, Place};
use crate::graph::{NONE, Pattern, TermId};
use crate::vocab::qb;
use rayon::prelude::*;

/// What the data says of one observation.
#[derive(Clone, Debug, Default)]
pub(super) struct Statements {
    /// Predicate and object, ascending.
    pub(super) pairs: Vec<(TermId, TermId)>,
    /// The slices that hold it.
    pub(super) slices: Vec<TermId>,
}

impl Statements {
    pub(super) fn read(&mut self, data: &Data<'_>, observation: TermId) {
        self.pairs.clear();
        let pattern = Pattern::new(Some(observation), None, None);
        if let Some(run) = data.triples.plain_run(pattern) {
            self.pairs.extend(run.second.iter().copied().zip(run.third.iter().copied()));
        } else {
            self.pairs.extend(data.triples.scan(pattern).map(|it| (it[1], it[2])));
            self.pairs.sort_unstable();
        }
        self.slices.clear();
        self.slices.extend(data.subjects(data.names.observation, observation));
        self.slices.sort_unstable();
    }

    pub(super) fn objects(&self, predicate: TermId) -> impl Iterator<Item = TermId> + '_ {
        let from = self.pairs.partition_point(|it| it.0 < predicate);
        self.pairs[from..].iter().take_while(move |it| it.0 == predicate).map(|it| it.1)
    }
}

/// The values of one observation in the columns of one cube, attached values included.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// Ascending.
    values: Vec<(Column, TermId)>,
}

impl Cell {
    /// Follows phase 2 of the normalisation algorithm (section 10.2).
    pub(super) fn fill(&mut self, data: &Data<'_>, cubes: &Cubes, cube: &Cube, statements: &Statements) {
        self.values.clear();
        let mut at = 0;
        for (predicate, object) in &statements.pairs {
            while at < cube.columns.len() && cube.columns[at] < *predicate {
                at += 1;
            }
            match cube.columns.get(at) {
                Some(it) if it == predicate => self.values.push((at, *object)),
                Some(_) => (),
                None => break,
            }
        }
        let mut push = |(property, value): &(TermId, TermId)| {
            if let Ok(column) = cube.columns.binary_search(property) {
                self.values.push((column, *value));
            }
        };
        for data_set in statements.objects(data.names.data_set) {
            cubes.get(data_set).iter().flat_map(|it| &it.attached).for_each(&mut push);
        }
        for slice in &statements.slices {
            cubes.slice(*slice).iter().for_each(&mut push);
        }
        self.values.sort_unstable();
        if !cube.by_measure.is_empty() {
            let has = cube.by_measure.iter().filter(|it| self.has(it.0));
            let attached: Vec<(Column, TermId)> = has.map(|it| (it.1, it.2)).collect();
            self.values.extend(attached);
            self.values.sort_unstable();
        }
        self.values.dedup();
    }

    pub(super) fn values(&self, column: Column) -> impl Iterator<Item = TermId> + '_ {
        let from = self.values.partition_point(|it| it.0 < column);
        self.values[from..].iter().take_while(move |it| it.0 == column).map(|it| it.1)
    }

    fn has(&self, column: Column) -> bool {
        self.values(column).next().is_some()
    }
}

/// Checks all observations; they are read once, and those that may be equal once more.
pub(super) fn check_all(data: &Data<'_>, cubes: &Cubes, observations: &[TermId]) -> Vec<Miss> {
    let parts: Vec<(Vec<Miss>, Vec<Row>)> = observations
        .par_chunks(BATCH_NODES)
        .map(|batch| {
            let (mut misses, mut rows) = (Misses::new(data), Vec::new());
            let (mut statements, mut cell) = (Statements::default(), Cell::default());
            let mut hashes = keys::Hashes::default();
            for observation in batch {
                statements.read(data, *observation);
                check(data, cubes, *observation, &statements, &mut cell, &mut misses);
                if !(data.asks(12) || data.asks(17)) {
                    continue;
                }
                for data_set in statements.objects(data.names.data_set) {
                    let Some(place) = cubes.place(data_set) else { continue };
                    cell.fill(data, cubes, cubes.at(place), &statements);
                    keys::rows(data, cubes.at(place), place, *observation, &cell, &mut hashes, &mut rows);
                }
            }
            (misses.all, rows)
        })
        .collect();
    let (mut misses, mut rows) = (Vec::new(), Vec::new());
    for (some_misses, some_rows) in parts {
        misses.extend(some_misses);
        rows.extend(some_rows);
    }
    misses.extend(keys::check_rows(data, cubes, rows));
    misses
}

/// Checks one observation without regard to others.
pub(super) fn check(
    data: &Data<'_>,
    cubes: &Cubes,
    node: TermId,
    statements: &Statements,
    cell: &mut Cell,
    misses: &mut Misses,
) {
    let names = &data.names;
    // IC-1: an observation has exactly one data set.
    if statements.objects(names.data_set).count() != 1 {
        misses.add(1, node, Place::Property(qb::DATA_SET), NONE);
    }
    // IC-18: an observation in a slice belongs to the data set of the slice.
    for slice in &statements.slices {
        for data_set in data.subjects(names.slice, *slice) {
            if statements.pairs.binary_search(&(names.data_set, data_set)).is_err() {
                misses.add(18, node, Place::Property(qb::DATA_SET), data_set);
            }
        }
    }
    for data_set in statements.objects(names.data_set) {
        if let Some(cube) = cubes.get(data_set) {
            cell.fill(data, cubes, cube, statements);
            check_in(cube, node, statements, cell, misses);
        }
    }
}

fn check_in(cube: &Cube, node: TermId, statements: &Statements, cell: &Cell, misses: &mut Misses) {
    let component = |column: Column| Place::Component(cube.columns[column]);
    let mut lacks = |number: u8, column: Column| {
        if !cell.has(column) {
            misses.add(number, node, component(column), NONE);
        }
    };
    // IC-11: a value for each dimension.
    cube.dimensions.iter().for_each(|it| lacks(11, *it));
    // IC-13: a value for each required component; the sentence speaks of attributes, the query of any.
    cube.required.iter().for_each(|it| lacks(13, *it));
    for definition in &cube.definitions {
        if !definition.has_measure_type {
            // IC-14: a value for each measure.
            definition.measures.iter().for_each(|it| lacks(14, *it));
        }
    }
    for definition in cube.definitions.iter().filter(|it| it.has_measure_type) {
        for wanted in cube.measure_type.iter().flat_map(|it| cell.values(*it)) {
            // IC-15: a value for the measure that qb:measureType names, whether or not it is a component.
            let has_wanted = match cube.columns.binary_search(&wanted) {
                Ok(column) => cell.has(column),
                Err(_) => statements.objects(wanted).next().is_some(),
            };
            if !has_wanted {
                misses.add(15, node, Place::Property(qb::MEASURE_TYPE), wanted);
            }
            // IC-16: and for no other measure.
            for measure in definition.measures.iter().filter(|it| cube.columns[**it] != wanted) {
                if cell.has(*measure) {
                    misses.add(16, node, component(*measure), NONE);
                }
            }
        }
    }
    // IC-19 to IC-21: each value of a dimension is in its code lists.
    for (dimension, lists) in &cube.lists {
        for value in cell.values(*dimension) {
            for codes in lists.iter().filter(|it| !it.contains(value)) {
                misses.add(codes.number, node, component(*dimension), value);
            }
        }
    }
}
