//! What plays which part in a cube? Types as phase 1 of the normalisation algorithm (section 10.1) would add them.

use crate::graph::{NONE, Pattern, TermId, Triples, View};
use crate::shape::path::{objects, sorted};
use crate::shape::terms::Terms;
use crate::vocab::{owl, qb, rdf, rdfs, skos, xsd};
use oxrdf::Literal;
use std::borrow::Cow;

macro_rules! names {
    ($($name:ident $iri:expr;)*) => {
        /// The numbers of the terms that are looked for; [`NONE`] for one that the data does not have.
        pub(super) struct Names { $(pub(super) $name: TermId,)* pub(super) yes: TermId, pub(super) no: TermId }

        impl Names {
            fn new(view: &View) -> Self {
                let iri = |it: &str| view.dictionary().iri(it).unwrap_or(NONE);
                let boolean = |it: bool| {
                    let datatype = oxrdf::NamedNode::new_unchecked(xsd::BOOLEAN);
                    let literal = Literal::new_typed_literal(it.to_string(), datatype);
                    view.dictionary().id((&literal).into()).unwrap_or(NONE)
                };
                Self { $($name: iri($iri),)* yes: boolean(true), no: boolean(false) }
            }
        }
    };
}

names! {
    rdf_type rdf::TYPE;
    range rdfs::RANGE;
    inverse_of owl::INVERSE_OF;
    concept skos::CONCEPT;
    concept_scheme skos::CONCEPT_SCHEME;
    in_scheme skos::IN_SCHEME;
    collection skos::COLLECTION;
    member skos::MEMBER;
    data_set_class qb::DATA_SET_CLASS;
    data_set qb::DATA_SET;
    observation_class qb::OBSERVATION;
    observation qb::OBSERVATION_OF;
    structure qb::STRUCTURE;
    definition_class qb::DATA_STRUCTURE_DEFINITION;
    component qb::COMPONENT;
    component_property qb::COMPONENT_PROPERTY;
    component_required qb::COMPONENT_REQUIRED;
    component_attachment qb::COMPONENT_ATTACHMENT;
    dimension qb::DIMENSION;
    dimension_class qb::DIMENSION_PROPERTY;
    measure qb::MEASURE;
    measure_class qb::MEASURE_PROPERTY;
    measure_type qb::MEASURE_TYPE;
    attribute qb::ATTRIBUTE;
    attribute_class qb::ATTRIBUTE_PROPERTY;
    slice_class qb::SLICE_CLASS;
    slice qb::SLICE;
    slice_key_class qb::SLICE_KEY_CLASS;
    slice_key qb::SLICE_KEY;
    slice_structure qb::SLICE_STRUCTURE;
    code_list qb::CODE_LIST;
    hierarchy_class qb::HIERARCHICAL_CODE_LIST;
    hierarchy_root qb::HIERARCHY_ROOT;
    parent_child qb::PARENT_CHILD_PROPERTY;
}

/// The data as cubes are read from it.
pub(super) struct Data<'v> {
    pub(super) triples: &'v Triples,
    pub(super) terms: Terms<'v>,
    pub(super) names: Names,
    /// One bit a constraint.
    pub(super) asked: u32,
}

impl<'v> Data<'v> {
    pub(super) fn new(view: &'v View, asked: u32) -> Self {
        Self { triples: view.union(), terms: Terms::new(view.dictionary()), names: Names::new(view), asked }
    }

    /// Whether a number stands for a term here.
    pub(super) fn has_term(&self, id: TermId) -> bool {
        self.terms.knows(id)
    }

    pub(super) fn asks(&self, number: u8) -> bool {
        self.asked & 1 << number != 0
    }

    /// Ascending.
    pub(super) fn objects(&self, subject: TermId, predicate: TermId) -> Cow<'v, [TermId]> {
        objects(self.triples, subject, predicate)
    }

    pub(super) fn subjects(&self, predicate: TermId, object: TermId) -> impl Iterator<Item = TermId> + 'v {
        self.triples.scan(Pattern::new(None, Some(predicate), Some(object))).map(|it| it[0])
    }

    pub(super) fn has(&self, subject: TermId, predicate: TermId) -> bool {
        self.triples.count(Pattern::new(Some(subject), Some(predicate), None)) > 0
    }

    pub(super) fn is_object(&self, predicate: TermId, object: TermId) -> bool {
        self.triples.count(Pattern::new(None, Some(predicate), Some(object))) > 0
    }

    fn is_instance(&self, node: TermId, class: TermId) -> bool {
        self.triples.contains([node, self.names.rdf_type, class])
    }

    fn instances(&self, class: TermId, all: &mut Vec<TermId>) {
        all.extend(self.subjects(self.names.rdf_type, class));
    }

    fn ends(&self, predicate: TermId, position: usize, all: &mut Vec<TermId>) {
        for triple in self.triples.scan(Pattern::new(None, Some(predicate), None)) {
            if all.last() != Some(&triple[position]) {
                all.push(triple[position]);
            }
        }
    }

    pub(super) fn is_observation(&self, node: TermId) -> bool {
        let names = &self.names;
        self.is_instance(node, names.observation_class)
            || self.has(node, names.data_set)
            || self.is_object(names.observation, node)
    }

    /// Every observation, ascending.
    pub(super) fn observations(&self) -> Vec<TermId> {
        let mut all = Vec::new();
        self.instances(self.names.observation_class, &mut all);
        self.ends(self.names.data_set, 0, &mut all);
        self.ends(self.names.observation, 2, &mut all);
        sorted(all)
    }

    pub(super) fn is_data_set(&self, node: TermId) -> bool {
        self.is_instance(node, self.names.data_set_class) || self.is_object(self.names.data_set, node)
    }

    /// Everything that has a structure, slices or observations, ascending.
    pub(super) fn data_sets(&self) -> Vec<TermId> {
        let mut all = Vec::new();
        self.instances(self.names.data_set_class, &mut all);
        self.ends(self.names.data_set, 2, &mut all);
        self.ends(self.names.structure, 0, &mut all);
        self.ends(self.names.slice, 0, &mut all);
        sorted(all)
    }

    pub(super) fn is_definition(&self, node: TermId) -> bool {
        self.is_instance(node, self.names.definition_class)
    }

    pub(super) fn is_dimension(&self, node: TermId) -> bool {
        self.is_instance(node, self.names.dimension_class) || self.is_object(self.names.dimension, node)
    }

    pub(super) fn is_measure(&self, node: TermId) -> bool {
        self.is_instance(node, self.names.measure_class) || self.is_object(self.names.measure, node)
    }

    pub(super) fn is_attribute(&self, node: TermId) -> bool {
        self.is_instance(node, self.names.attribute_class) || self.is_object(self.names.attribute, node)
    }

    pub(super) fn is_slice(&self, node: TermId) -> bool {
        self.is_instance(node, self.names.slice_class) || self.is_object(self.names.slice, node)
    }

    pub(super) fn is_slice_key(&self, node: TermId) -> bool {
        self.is_instance(node, self.names.slice_key_class) || self.is_object(self.names.slice_structure, node)
    }

    fn component_predicates(&self) -> [TermId; 4] {
        let names = &self.names;
        [names.component_property, names.dimension, names.measure, names.attribute]
    }

    /// Whether some component specification or slice key names a property.
    pub(super) fn is_component_property(&self, node: TermId) -> bool {
        self.component_predicates().iter().any(|it| self.is_object(*it, node))
    }

    /// The properties of a component specification or of a slice key, ascending.
    pub(super) fn properties(&self, node: TermId) -> Vec<TermId> {
        sorted(
            self.component_predicates().iter().flat_map(|it| self.objects(node, *it).into_owned()).collect(),
        )
    }

    /// The component specifications of a structure with their properties, in a fixed order.
    pub(super) fn components(&self, definition: TermId) -> Vec<(TermId, TermId)> {
        let specifications = self.objects(definition, self.names.component);
        let pairs = |it: &TermId| {
            let specification = *it;
            self.properties(specification).into_iter().map(move |property| (specification, property))
        };
        specifications.iter().flat_map(pairs).collect()
    }

    /// Everything that IC-2 to IC-10 look at, ascending.
    pub(super) fn definitions(&self) -> Vec<TermId> {
        let names = &self.names;
        let mut all = self.data_sets();
        for class in [names.definition_class, names.dimension_class, names.slice_class, names.slice_key_class]
        {
            self.instances(class, &mut all);
        }
        for (predicate, position) in [
            (names.component, 0),
            (names.dimension, 2),
            (names.slice, 2),
            (names.slice_structure, 0),
            (names.slice_structure, 2),
        ] {
            self.ends(predicate, position, &mut all);
        }
        sorted(all)
    }
}
