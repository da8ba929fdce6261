//! What can a change of a few observations alter? Those observations, and the ones at the same place of the cube.
//!
//! Equals are found through the dimension value that the fewest observations have. A change of a structure, a
//! dimension, a slice, a data set or a code list rechecks everything, and so does one that would read more
//! observations than there are.

use super::keys::{self, Key, Member, Sameness};
use super::names::Data;
use super::observation::{self, Cell, Statements};
use super::structure::Cubes;
use super::{Found, Misses, Rechecked, definitions, whole};
use crate::graph::{Ids, NONE, Pattern, TermId};
use crate::shape::path::sorted;
use rustc_hash::{FxHashMap, FxHashSet};

/// Observations that are read in any case before everything is rechecked.
const READ_MIN: usize = 4_096;

/// Nodes with one dimension value that are looked at for slices and data sets among them when reads are estimated.
const ESTIMATED_NODES_MAX: usize = 256;

/// The nodes whose findings a change can have altered.
pub(super) fn nodes(data: &Data<'_>, triples: &[Ids]) -> Rechecked {
    let read_max = read_max(data);
    if triples.len() > read_max || concerns_all(data, triples) {
        return Rechecked::All;
    }
    Local::new(data, read_max).touched(triples).map_or(Rechecked::All, Rechecked::Nodes)
}

/// Checks some nodes, ascending; those that the view does not know have nothing that could be wrong.
pub(super) fn check(data: &Data<'_>, nodes: &[TermId]) -> Found {
    let known = &nodes[..nodes.partition_point(|it| data.has_term(*it))];
    let read_max = read_max(data);
    let found = if known.len() > read_max { None } else { Local::new(data, read_max).check(known) };
    let (mut misses, n_nodes) = found.unwrap_or_else(|| whole(data));
    misses.retain(|it| nodes.binary_search(&it.focus).is_ok());
    (misses, n_nodes)
}

fn read_max(data: &Data<'_>) -> usize {
    data.triples.count(Pattern::new(None, Some(data.names.data_set), None)).max(READ_MIN)
}

/// Whether a change may alter findings of observations that it does not name.
fn concerns_all(data: &Data<'_>, triples: &[Ids]) -> bool {
    let names = &data.names;
    let definitions = [
        names.structure,
        names.component,
        names.component_property,
        names.component_required,
        names.component_attachment,
        names.dimension,
        names.measure,
        names.attribute,
        names.slice,
        names.slice_key,
        names.slice_structure,
        names.code_list,
        names.hierarchy_root,
        names.parent_child,
    ];
    let classes = [
        names.data_set_class,
        names.definition_class,
        names.dimension_class,
        names.measure_class,
        names.attribute_class,
        names.slice_class,
        names.slice_key_class,
    ];
    let list_classes = [names.concept_scheme, names.collection, names.hierarchy_class];
    let collect = |predicate| -> FxHashSet<TermId> {
        data.triples.scan(Pattern::new(None, Some(predicate), None)).map(|it| it[2]).collect()
    };
    let (lists, mut steps) = (collect(names.code_list), collect(names.parent_child));
    let has_collection =
        lists.iter().any(|it| data.triples.contains([*it, names.rdf_type, names.collection]));
    let inverses: Vec<TermId> =
        steps.iter().flat_map(|it| data.objects(*it, names.inverse_of).into_owned()).collect();
    let hierarchies = steps.clone();
    steps.extend(inverses);
    let mut components: FxHashMap<TermId, bool> = FxHashMap::default();
    triples.iter().any(|[subject, predicate, object]| {
        let (subject, predicate, object) = (*subject, *predicate, *object);
        if predicate == names.rdf_type {
            return classes.contains(&object) || list_classes.contains(&object) && lists.contains(&subject);
        }
        if definitions.contains(&predicate)
            || steps.contains(&predicate)
            || predicate == names.range && data.is_dimension(subject)
            || predicate == names.inverse_of && hierarchies.contains(&subject)
            || predicate == names.in_scheme && lists.contains(&object)
            || predicate == names.member && has_collection
        {
            return true;
        }
        // A value on a slice, a data set or a measure may hold for its observations.
        let is_component =
            *components.entry(predicate).or_insert_with(|| data.is_component_property(predicate));
        is_component
            && (data.is_slice(subject)
                || data.has(subject, names.slice_structure)
                || data.is_data_set(subject)
                || data.is_component_property(subject))
    })
}

/// What a change says, by observation: whether each triple is new or gone.
#[derive(Default)]
struct Change {
    statements: FxHashMap<TermId, Vec<(TermId, TermId, bool)>>,
    slices: FxHashMap<TermId, Vec<(TermId, bool)>>,
}

impl Change {
    fn of(data: &Data<'_>, triples: &[Ids]) -> Self {
        let mut change = Self::default();
        for [subject, predicate, object] in triples.iter().copied() {
            let is_new = data.triples.contains([subject, predicate, object]);
            change.statements.entry(subject).or_default().push((predicate, object, is_new));
            if predicate == data.names.observation {
                change.slices.entry(object).or_default().push((subject, is_new));
            }
        }
        change
    }

    /// Ascending.
    fn nodes(&self) -> Vec<TermId> {
        sorted(self.statements.keys().chain(self.slices.keys()).copied().collect())
    }

    /// What was said of an observation before.
    fn before(&self, observation: TermId, after: &Statements) -> Statements {
        let mut before = after.clone();
        for (predicate, object, is_new) in self.statements.get(&observation).into_iter().flatten() {
            if *is_new {
                before.pairs.retain(|it| it != &(*predicate, *object));
            } else {
                before.pairs.push((*predicate, *object));
            }
        }
        before.pairs.sort_unstable();
        before.pairs.dedup();
        for (slice, is_new) in self.slices.get(&observation).into_iter().flatten() {
            if *is_new {
                before.slices.retain(|it| it != slice);
            } else {
                before.slices.push(*slice);
            }
        }
        before.slices = sorted(before.slices);
        before
    }
}

/// The observations with one key in one cube, by the cube's place.
type Class = (usize, Sameness, Key);

/// A check that reads only what it needs.
struct Local<'d, 'v> {
    data: &'d Data<'v>,
    cubes: Cubes,
    classes: FxHashMap<Class, Vec<Member>>,
    n_read: usize,
    read_max: usize,
}

impl<'d, 'v> Local<'d, 'v> {
    fn new(data: &'d Data<'v>, read_max: usize) -> Self {
        Self { data, cubes: Cubes::default(), classes: FxHashMap::default(), n_read: 0, read_max }
    }

    /// The nodes that a change touches, ascending; `None` where finding them would read too much.
    fn touched(mut self, triples: &[Ids]) -> Option<Vec<TermId>> {
        let (data, names) = (self.data, &self.data.names);
        let change = Change::of(data, triples);
        let mut nodes: Vec<TermId> =
            triples.iter().filter(|it| it[1] == names.data_set).map(|it| it[2]).collect();
        let mut after = Statements::default();
        for node in change.nodes() {
            after.read(data, node);
            let before = change.before(node, &after);
            let was_observation = !before.slices.is_empty()
                || before.objects(names.data_set).next().is_some()
                || before.pairs.contains(&(names.rdf_type, names.observation_class));
            if !(was_observation || data.is_observation(node)) {
                continue;
            }
            nodes.push(node);
            for class in self.classes_of(&before).into_iter().chain(self.classes_of(&after)) {
                nodes.extend(self.members(&class)?.iter().map(|it| it.observation));
            }
        }
        Some(sorted(nodes))
    }

    /// `None` where it would read too much.
    fn check(mut self, nodes: &[TermId]) -> Option<Found> {
        let data = self.data;
        let mut misses = Misses::new(data);
        let (mut after, mut cell, mut found) = (Statements::default(), Cell::default(), FxHashSet::default());
        for node in nodes.iter().copied() {
            definitions::check(data, node, &mut misses);
            if data.is_observation(node) {
                after.read(data, node);
                found.extend(self.classes_of(&after));
                observation::check(data, &self.cubes, node, &after, &mut cell, &mut misses);
            }
        }
        for class in found {
            self.members(&class)?;
            let (place, sameness, _) = class;
            keys::check_class(self.cubes.at(place), sameness, &self.classes[&class], &mut misses);
        }
        Some((misses.all, nodes.len()))
    }

    /// Reads the structures and slices that some statements lead to.
    fn prepare(&mut self, statements: &Statements) {
        for data_set in statements.objects(self.data.names.data_set) {
            self.cubes.add(self.data, data_set);
        }
        for slice in &statements.slices {
            self.cubes.add_slice(self.data, *slice);
        }
    }

    /// Where an observation that says this stands among others.
    fn classes_of(&mut self, statements: &Statements) -> Vec<Class> {
        self.prepare(statements);
        let (mut classes, mut cell) = (Vec::new(), Cell::default());
        for data_set in statements.objects(self.data.names.data_set) {
            let Some(place) = self.cubes.place(data_set) else { continue };
            let cube = self.cubes.at(place);
            cell.fill(self.data, &self.cubes, cube, statements);
            for (number, sameness) in [(12, Sameness::AllDimensions), (17, Sameness::ButMeasureType)] {
                if self.data.asks(number) {
                    let key = keys::key(self.data, cube, &cell, sameness);
                    classes.extend(key.map(|it| (place, sameness, it)));
                }
            }
        }
        classes
    }

    /// The observations of a class, ascending; `None` where it takes too many reads to find them.
    fn members(&mut self, class: &Class) -> Option<&[Member]> {
        if !self.classes.contains_key(class) {
            let candidates = self.candidates(class)?;
            let (place, sameness, key) = class;
            let (mut members, mut statements, mut cell) =
                (Vec::new(), Statements::default(), Cell::default());
            for observation in candidates {
                statements.read(self.data, observation);
                self.prepare(&statements);
                let cube = self.cubes.at(*place);
                if !statements.objects(self.data.names.data_set).any(|it| it == cube.data_set) {
                    continue;
                }
                cell.fill(self.data, &self.cubes, cube, &statements);
                let own = keys::key(self.data, cube, &cell, *sameness);
                if own.is_some_and(|it| keys::is_same_key(self.data, key, &it)) {
                    members.push(keys::member(cube, &cell, observation));
                }
            }
            self.classes.insert(class.clone(), members);
        }
        self.classes.get(class).map(Vec::as_slice)
    }

    /// Every node that may be of a class, and others: those with the rarest of its values.
    fn candidates(&mut self, (place, sameness, key): &Class) -> Option<Vec<TermId>> {
        let (data, cube) = (self.data, self.cubes.at(*place));
        let data_set = data.names.data_set;
        let mut fewest = data.triples.count(Pattern::new(None, Some(data_set), Some(cube.data_set)));
        let mut rarest = None;
        for (dimension, value) in keys::dimensions(cube, *sameness).zip(key) {
            let is_elsewhere = cube.by_measure.iter().any(|it| it.1 == dimension);
            // A typed literal may be written in several ways, and the index knows them one by one.
            if *value == NONE || is_elsewhere || keys::is_comparable(data, *value) {
                continue;
            }
            let n = self.n_holders(cube.columns[dimension], *value);
            if n < fewest {
                (fewest, rarest) = (n, Some((cube.columns[dimension], *value)));
            }
        }
        self.n_read += fewest;
        if self.n_read > self.read_max {
            return None;
        }
        Some(match rarest {
            None => sorted(data.subjects(data_set, cube.data_set).collect()),
            Some((property, value)) => {
                let mut nodes = Vec::with_capacity(fewest);
                for node in data.subjects(property, value) {
                    nodes.push(node);
                    nodes.extend_from_slice(&data.objects(node, data.names.observation));
                    nodes.extend(data.subjects(data_set, node));
                }
                sorted(nodes)
            }
        })
    }

    /// About how many nodes have a value, or stand in a slice or data set that has it.
    fn n_holders(&self, property: TermId, value: TermId) -> usize {
        let data = self.data;
        let n = data.triples.count(Pattern::new(None, Some(property), Some(value)));
        if n > ESTIMATED_NODES_MAX {
            return n;
        }
        let n_inside = |node: TermId| {
            data.triples.count(Pattern::new(Some(node), Some(data.names.observation), None))
                + data.triples.count(Pattern::new(None, Some(data.names.data_set), Some(node)))
        };
        n + data.subjects(property, value).map(n_inside).sum::<usize>()
    }
}
