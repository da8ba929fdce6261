//! Which focus nodes can a change have touched?
//!
//! For each shape with targets the set of readings is worked out: from which triples a result for a focus node can
//! come, each told by the way from the focus node to the triple. A changed triple is walked back along that way.
//! The walk needs the new data alone: of the changed triples on the way to a reading, the one that is nearest to the
//! focus node is a reading of its own, and what lies before it was not changed.
//! More may be given than is touched, never less.

use super::check::{Limits, Whole};
use super::cube;
use super::model::{Constraint, ShapeAt, ShapeSet, Target};
use super::path::{Path, sorted};
use super::plan::{self, Plan};
use crate::graph::{Ids, Reading, TermId, Triples, View};
use oxrdf::NamedNode;
use rustc_hash::FxHashSet;

/// What of each shape has to be checked again.
#[derive(Clone, Debug)]
pub struct Affected {
    /// By the place of the shape.
    pub(super) shapes: Vec<Touched>,
    /// For the constraints on cubes.
    pub(super) cubes: cube::Rechecked,
}

#[derive(Clone, Debug)]
pub(super) enum Touched {
    /// Every focus node.
    All,
    /// Those of these nodes that are focus nodes, and what the shape itself names as target.
    Nodes(Vec<TermId>),
}

impl Affected {
    /// Nodes that are to be looked at, once for each shape; `None` where all are.
    pub fn n_nodes(&self) -> Option<usize> {
        let of_shapes = self.shapes.iter().map(|it| match it {
            Touched::All => None,
            Touched::Nodes(nodes) => Some(nodes.len()),
        });
        let of_cubes = match &self.cubes {
            cube::Rechecked::All => None,
            cube::Rechecked::Nodes(nodes) => Some(nodes.len()),
        };
        of_shapes.chain([of_cubes]).sum()
    }
}

/// Readings of one shape; more are not kept apart, and every change touches the shape then.
const READINGS_MAX: usize = 20_000;

/// Nodes that walking back may give for one shape; beyond it all focus nodes are checked.
const NODES_MAX: usize = 1_000_000;

/// Which focus nodes the triples that came into the union of all graphs, or left it, can have touched.
///
/// `view` is the state after the change and the triples are in its numbers.
pub fn affected(view: &View, shapes: &ShapeSet, added: &[Ids], removed: &[Ids]) -> Affected {
    let whole = Whole::new(view, shapes, Limits::default());
    let changed = Changed::new(added, removed);
    let is_of_classes = !changed.of(Some(whole.names.sub_class_of)).is_empty();
    let touched = |at: ShapeAt| {
        let plan = &whole.plans[at];
        if plan.targets.is_empty() || plan.is_deactivated {
            return Touched::Nodes(Vec::new());
        }
        // A changed hierarchy may change targets and every sh:class.
        if is_of_classes {
            return Touched::All;
        }
        let mut readings = Readings { whole: &whole, all: Vec::new(), is_full: false };
        readings.shape(at, Some(&[]));
        if readings.is_full { Touched::All } else { back(&readings.all, plan, &whole, &changed) }
    };
    let cubes = cube::touched(view, shapes, &changed.0);
    Affected { shapes: (0..whole.plans.len()).map(touched).collect(), cubes }
}

/// The changed triples, by predicate.
struct Changed(Vec<Ids>);

impl Changed {
    fn new(added: &[Ids], removed: &[Ids]) -> Self {
        let mut all = [added, removed].concat();
        all.sort_unstable_by_key(|it| it[1]);
        Self(all)
    }

    /// Those of a predicate, or all.
    fn of(&self, predicate: Option<TermId>) -> &[Ids] {
        let Some(predicate) = predicate else { return &self.0 };
        let start = self.0.partition_point(|it| it[1] < predicate);
        let end = self.0.partition_point(|it| it[1] <= predicate);
        &self.0[start..end]
    }
}

/// Walks back from the changed triples to the focus nodes that read them.
fn back(readings: &[Read], plan: &Plan, whole: &Whole<'_>, changed: &Changed) -> Touched {
    let mut nodes = FxHashSet::default();
    for reading in readings {
        let mut starts = Vec::new();
        for triple in changed.of(reading.predicate).iter().filter(|it| reading.has(**it)) {
            let Some((_, is_to_object)) = &reading.from else { return Touched::All };
            starts.push(triple[if *is_to_object { 2 } else { 0 }]);
        }
        let Some((way, _)) = reading.from.as_ref().filter(|_| !starts.is_empty()) else { continue };
        let mut reached = sorted(starts);
        for step in way.iter().rev() {
            reached = step.sources(whole.data, &reached);
        }
        nodes.extend(reached);
        if nodes.len() > NODES_MAX {
            return Touched::All;
        }
    }
    for target in &plan.targets {
        nodes.extend(new_targets(target, whole, changed));
    }
    Touched::Nodes(sorted(nodes.into_iter().collect()))
}

/// The nodes that became or ceased to be targets.
fn new_targets(target: &Target<TermId>, whole: &Whole<'_>, changed: &Changed) -> Vec<TermId> {
    let of = |predicate, at: usize| changed.of(Some(predicate)).iter().map(|it| it[at]).collect();
    match target {
        // What a shape names itself is always looked at.
        Target::Node(_) => Vec::new(),
        Target::SubjectsOf(predicate) => of(*predicate, 0),
        Target::ObjectsOf(predicate) => of(*predicate, 2),
        Target::Class(class) => {
            let classes = plan::subclasses(whole.data, *class, whole.names.sub_class_of);
            let types = changed.of(Some(whole.names.rdf_type)).iter();
            types.filter(|it| classes.binary_search(&it[2]).is_ok()).map(|it| it[0]).collect()
        }
    }
}

type Way = Vec<Path<TermId>>;

/// Triples that a result for a focus node can come from.
struct Read {
    /// The way from the focus node to the triple, and whether it ends at the object; `None` for triples anywhere.
    from: Option<(Way, bool)>,
    predicate: Option<TermId>,
    ends: [Option<TermId>; 2],
}

impl Read {
    fn has(&self, [s, p, o]: Ids) -> bool {
        let fits = |wanted: Option<TermId>, id: TermId| wanted.is_none_or(|it| it == id);
        fits(self.predicate, p) && fits(self.ends[0], s) && fits(self.ends[1], o)
    }
}

/// Collects the readings of a shape.
struct Readings<'w> {
    whole: &'w Whole<'w>,
    all: Vec<Read>,
    is_full: bool,
}

/// `way` and one more step.
fn then(way: &[Path<TermId>], step: Path<TermId>) -> Way {
    let mut way = way.to_vec();
    way.push(step);
    way
}

impl Readings<'_> {
    fn push(&mut self, read: Read) {
        self.is_full |= self.all.len() >= READINGS_MAX;
        if !self.is_full {
            self.all.push(read);
        }
    }

    /// A triple whose subject, or object, is at the end of a way.
    fn one(&mut self, way: Option<&[Path<TermId>]>, predicate: Option<TermId>, is_to_object: bool) {
        let from = way.map(|it| (it.to_vec(), is_to_object));
        self.push(Read { from, predicate, ends: [None; 2] });
    }

    /// What a shape reads whose focus nodes are at the end of a way; `None` stands for nodes anywhere.
    fn shape(&mut self, at: ShapeAt, way: Option<&[Path<TermId>]>) {
        let whole = self.whole;
        let plan = &whole.plans[at];
        if plan.is_deactivated || self.is_full {
            return;
        }
        let mut values = way.map(<[_]>::to_vec);
        if let Some(path) = &plan.path {
            self.path(path, way, false);
            values = way.map(|it| then(it, path.clone()));
        }
        let values = values.as_deref();
        for check in &plan.checks {
            match &check.constraint {
                Constraint::Class(_) => self.one(values, Some(whole.names.rdf_type), false),
                Constraint::Equals(other)
                | Constraint::Disjoint(other)
                | Constraint::LessThan(other)
                | Constraint::LessThanOrEquals(other) => self.one(way, Some(*other), false),
                Constraint::Closed(_) => self.one(values, None, false),
                Constraint::Sparql(asked) => self.question(asked.prepared.readings(), way, values),
                Constraint::Not(_)
                | Constraint::And(_)
                | Constraint::Or(_)
                | Constraint::Xone(_)
                | Constraint::Node(_)
                | Constraint::Property(_)
                | Constraint::QualifiedMin(..)
                | Constraint::QualifiedMax(..) => {
                    for next in check.constraint.references() {
                        self.shape(next, values);
                    }
                }
                Constraint::Datatype(_)
                | Constraint::NodeKind(_)
                | Constraint::MinCount(_)
                | Constraint::MaxCount(_)
                | Constraint::Range(..)
                | Constraint::MinLength(_)
                | Constraint::MaxLength(_)
                | Constraint::Pattern(_)
                | Constraint::LanguageIn(_)
                | Constraint::UniqueLang
                | Constraint::HasValue(_)
                | Constraint::In(_) => (),
            }
        }
    }

    /// What walking a path reads.
    fn path(&mut self, path: &Path<TermId>, way: Option<&[Path<TermId>]>, is_inverse: bool) {
        let turned =
            |it: &Path<TermId>| if is_inverse { Path::Inverse(Box::new(it.clone())) } else { it.clone() };
        match path {
            Path::Predicate(predicate) => self.one(way, Some(*predicate), is_inverse),
            Path::Inverse(it) => self.path(it, way, !is_inverse),
            Path::Alternative(all) => all.iter().for_each(|it| self.path(it, way, is_inverse)),
            Path::ZeroOrOne(it) => self.path(it, way, is_inverse),
            Path::ZeroOrMore(it) | Path::OneOrMore(it) => {
                let before = way.map(|way| then(way, Path::ZeroOrMore(Box::new(turned(it)))));
                self.path(it, before.as_deref(), is_inverse);
            }
            Path::Sequence(all) => {
                let mut before = way.map(<[_]>::to_vec);
                let mut walk = |it: &Path<TermId>| {
                    self.path(it, before.as_deref(), is_inverse);
                    if let Some(before) = &mut before {
                        before.push(turned(it));
                    }
                };
                if is_inverse {
                    all.iter().rev().for_each(&mut walk);
                } else {
                    all.iter().for_each(&mut walk);
                }
            }
        }
    }

    /// What a question in SPARQL reads for a focus node and its value nodes.
    fn question(
        &mut self,
        readings: Option<&[Reading]>,
        way: Option<&[Path<TermId>]>,
        values: Option<&[Path<TermId>]>,
    ) {
        let Some(readings) = readings else { return self.one(None, None, false) };
        // A term that neither the data nor the shapes know is in no changed triple.
        let number = |iri: &NamedNode| self.whole.terms.known(&iri.clone().into());
        let mut found = Vec::new();
        'readings: for reading in readings {
            let mut ends = [None; 2];
            for (end, term) in ends.iter_mut().zip(&reading.ends) {
                let Some(term) = term else { continue };
                let Some(id) = self.whole.terms.known(term) else { continue 'readings };
                *end = Some(id);
            }
            let predicate = match &reading.predicate {
                None => None,
                Some(iri) => {
                    let Some(id) = number(iri) else { continue };
                    Some(id)
                }
            };
            let start = |variable: &str| if variable == "value" { values } else { way };
            let mut from = None;
            if let Some(trail) = &reading.from
                && let Some(start) = start(&trail.variable)
            {
                let mut way = start.to_vec();
                for (iri, is_inverse) in &trail.steps {
                    let Some(id) = number(iri) else { continue 'readings };
                    let step = Path::Predicate(id);
                    way.push(if *is_inverse { Path::Inverse(Box::new(step)) } else { step });
                }
                from = Some((way, trail.is_to_object));
            }
            found.push(Read { from, predicate, ends });
        }
        for read in found {
            self.push(read);
        }
    }
}

impl Path<TermId> {
    /// The nodes from which a walk along the path reaches any of some nodes: a set, ascending.
    fn sources(&self, data: &Triples, ends: &[TermId]) -> Vec<TermId> {
        sorted(self.step(data, ends, true))
    }
}
