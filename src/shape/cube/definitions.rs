//! Are structures, dimensions, slice keys and slices well defined? IC-2 to IC-10 of section 11.1.

use super::names::Data;
use super::{Misses, Place};
use crate::graph::{NONE, TermId};
use crate::vocab::{qb, rdfs};

/// Checks one node in every part that it plays.
pub(super) fn check(data: &Data<'_>, node: TermId, misses: &mut Misses) {
    let names = &data.names;
    // IC-2: a data set has exactly one structure.
    if data.is_data_set(node) && data.objects(node, names.structure).len() != 1 {
        misses.add(2, node, Place::Property(qb::STRUCTURE), NONE);
    }
    structure(data, node, misses);
    if data.is_dimension(node) {
        dimension(data, node, misses);
    }
    if data.is_slice_key(node) {
        slice_key(data, node, misses);
    }
    slice(data, node, misses);
}

fn structure(data: &Data<'_>, node: TermId, misses: &mut Misses) {
    let components = data.components(node);
    // IC-3: a structure has a measure.
    if data.is_definition(node) && !components.iter().any(|it| data.is_measure(it.1)) {
        misses.add(3, node, Place::Property(qb::COMPONENT), NONE);
    }
    // IC-6: only attributes may be optional.
    for (specification, property) in components {
        let is_optional = data.names.no != NONE
            && data.triples.contains([specification, data.names.component_required, data.names.no]);
        if is_optional && !data.is_attribute(property) {
            misses.add(6, node, Place::Component(property), NONE);
        }
    }
}

fn dimension(data: &Data<'_>, node: TermId, misses: &mut Misses) {
    let names = &data.names;
    // IC-4: a dimension has a range. The vocabulary, which need not be loaded, gives qb:measureType one.
    if node != names.measure_type && !data.has(node, names.range) {
        misses.add(4, node, Place::Property(rdfs::RANGE), NONE);
    }
    // IC-5: a dimension whose values are concepts has a code list.
    if names.concept != NONE
        && data.triples.contains([node, names.range, names.concept])
        && !data.has(node, names.code_list)
    {
        misses.add(5, node, Place::Property(qb::CODE_LIST), NONE);
    }
}

fn slice_key(data: &Data<'_>, node: TermId, misses: &mut Misses) {
    let structures: Vec<TermId> = data.subjects(data.names.slice_key, node).collect();
    // IC-7: a slice key belongs to a structure.
    if !structures.iter().any(|it| data.is_definition(*it)) {
        misses.add(7, node, Place::InverseOf(qb::SLICE_KEY), NONE);
    }
    // IC-8: the properties of a slice key are components of each structure that it belongs to.
    for structure in structures {
        let components = data.components(structure);
        for property in data.properties(node) {
            if !components.iter().any(|it| it.1 == property) {
                misses.add(8, node, Place::Component(property), structure);
            }
        }
    }
}

fn slice(data: &Data<'_>, node: TermId, misses: &mut Misses) {
    let keys = data.objects(node, data.names.slice_structure);
    // IC-9: a slice has exactly one slice key.
    if keys.len() != 1 && data.is_slice(node) {
        misses.add(9, node, Place::Property(qb::SLICE_STRUCTURE), NONE);
    }
    // IC-10: a slice has a value for each property of its slice key.
    for property in keys.iter().flat_map(|it| data.properties(*it)) {
        if !data.has(node, property) {
            misses.add(10, node, Place::Component(property), NONE);
        }
    }
}
