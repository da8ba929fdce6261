//! What does the structure of a data set ask of its observations? Read once a data set.

use super::codes::{Codes, Lists};
use super::names::Data;
use crate::graph::TermId;
use crate::shape::path::sorted;
use rustc_hash::FxHashMap;

/// The place of a component property among the columns of a cube.
pub(super) type Column = usize;

/// One structure of a data set; a data set that conforms has one.
pub(super) struct Definition {
    pub(super) has_measure_type: bool,
    /// Ascending.
    pub(super) measures: Vec<Column>,
    /// Component specifications that name a measure.
    pub(super) n_measures: usize,
}

/// A data set with all of its structures laid together.
pub(super) struct Cube {
    pub(super) data_set: TermId,
    /// The component properties and `qb:measureType`, ascending.
    pub(super) columns: Vec<TermId>,
    pub(super) dimensions: Vec<Column>,
    /// Components with `qb:componentRequired true`.
    pub(super) required: Vec<Column>,
    pub(super) definitions: Vec<Definition>,
    /// The dimensions that have a code list.
    pub(super) lists: Vec<(Column, Vec<Codes>)>,
    /// `None` where the data knows no `qb:measureType`.
    pub(super) measure_type: Option<Column>,
    /// Values that stand on the data set and hold for each observation (section 10.2): property and value.
    pub(super) attached: Vec<(TermId, TermId)>,
    /// Values that stand on a measure property and hold for each observation that has it.
    pub(super) by_measure: Vec<(Column, Column, TermId)>,
    /// The properties whose values on a slice hold for each of its observations.
    slice_properties: Vec<TermId>,
}

impl Cube {
    fn read(data: &Data<'_>, data_set: TermId, lists: &mut Lists) -> Self {
        let names = &data.names;
        let definitions = data.objects(data_set, names.structure);
        let components: Vec<Vec<(TermId, TermId)>> =
            definitions.iter().map(|it| data.components(*it)).collect();
        let mut columns: Vec<TermId> = components.iter().flatten().map(|it| it.1).collect();
        if names.measure_type != crate::graph::NONE {
            columns.push(names.measure_type);
        }
        let columns = sorted(columns);
        let column = |property: TermId| columns.binary_search(&property).unwrap_or_default();
        let is_attached = |specification: TermId, class: TermId| {
            data.triples.contains([specification, names.component_attachment, class])
        };
        let mut cube = Self {
            data_set,
            dimensions: Vec::new(),
            required: Vec::new(),
            definitions: Vec::new(),
            lists: Vec::new(),
            measure_type: columns.binary_search(&names.measure_type).ok(),
            attached: Vec::new(),
            by_measure: Vec::new(),
            slice_properties: Vec::new(),
            columns: Vec::new(),
        };
        for components in &components {
            let measures: Vec<Column> =
                components.iter().filter(|it| data.is_measure(it.1)).map(|it| column(it.1)).collect();
            cube.definitions.push(Definition {
                has_measure_type: components.iter().any(|it| it.1 == names.measure_type),
                n_measures: measures.len(),
                measures: distinct(measures),
            });
        }
        let measures = distinct(cube.definitions.iter().flat_map(|it| it.measures.clone()).collect());
        for (specification, property) in components.into_iter().flatten() {
            let at = column(property);
            let is_dimension = data.is_dimension(property);
            if is_dimension {
                cube.dimensions.push(at);
            }
            if data.triples.contains([specification, names.component_required, names.yes]) {
                cube.required.push(at);
            }
            if is_attached(specification, names.data_set_class) {
                let values = data.objects(data_set, property);
                cube.attached.extend(values.iter().map(|it| (property, *it)));
            }
            if is_dimension || is_attached(specification, names.slice_class) {
                cube.slice_properties.push(property);
            }
            if is_attached(specification, names.measure_class) && data.is_attribute(property) {
                for measure in &measures {
                    let values = data.objects(columns[*measure], property);
                    cube.by_measure.extend(values.iter().map(|it| (*measure, at, *it)));
                }
            }
        }
        cube.dimensions = distinct(cube.dimensions);
        cube.required = distinct(cube.required);
        cube.attached.sort_unstable();
        cube.attached.dedup();
        cube.slice_properties = sorted(cube.slice_properties);
        for dimension in &cube.dimensions {
            let codes = lists.of(data, columns[*dimension]);
            if !codes.is_empty() {
                cube.lists.push((*dimension, codes));
            }
        }
        Self { columns, ..cube }
    }
}

fn distinct(mut columns: Vec<Column>) -> Vec<Column> {
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// The cubes and slices of the data, as far as they have been asked for.
#[derive(Default)]
pub(super) struct Cubes {
    all: Vec<Cube>,
    places: FxHashMap<TermId, usize>,
    /// What a slice gives its observations: property and value.
    slices: FxHashMap<TermId, Vec<(TermId, TermId)>>,
    lists: Lists,
}

impl Cubes {
    pub(super) fn read(data: &Data<'_>) -> Self {
        let mut cubes = Self::default();
        for data_set in data.data_sets() {
            cubes.add(data, data_set);
            for slice in data.objects(data_set, data.names.slice).iter() {
                cubes.add_slice(data, *slice);
            }
        }
        cubes
    }

    pub(super) fn add(&mut self, data: &Data<'_>, data_set: TermId) {
        let next = self.all.len();
        if *self.places.entry(data_set).or_insert(next) == next {
            self.all.push(Cube::read(data, data_set, &mut self.lists));
        }
    }

    pub(super) fn add_slice(&mut self, data: &Data<'_>, slice: TermId) {
        if self.slices.contains_key(&slice) {
            return;
        }
        let mut values = Vec::new();
        let data_sets: Vec<TermId> = data.subjects(data.names.slice, slice).collect();
        for data_set in data_sets {
            self.add(data, data_set);
            let Some(cube) = self.get(data_set) else { continue };
            for property in &cube.slice_properties {
                values.extend(data.objects(slice, *property).iter().map(|it| (*property, *it)));
            }
        }
        values.sort_unstable();
        values.dedup();
        self.slices.insert(slice, values);
    }

    pub(super) fn get(&self, data_set: TermId) -> Option<&Cube> {
        self.place(data_set).map(|it| &self.all[it])
    }

    pub(super) fn place(&self, data_set: TermId) -> Option<usize> {
        self.places.get(&data_set).copied()
    }

    pub(super) fn at(&self, place: usize) -> &Cube {
        &self.all[place]
    }

    pub(super) fn slice(&self, slice: TermId) -> &[(TermId, TermId)] {
        self.slices.get(&slice).map_or(&[], Vec::as_slice)
    }
}
