//! Which shapes does a graph hold? Or why can they not be checked?
//!
//! A shape that is ill-formed, or says something that this room does not know, is refused with its reason: one that
//! was passed over would let everything through. Nothing here recurses over the graph: references are queued.

use super::asking::Component;
use super::model::{Severity, Shape, ShapeAt, ShapeSet, Target, Words};
use super::parameters;
use super::path::Path;
use super::question::Asker;
use crate::graph::{Dictionary, Kind, NONE, Pattern, TermId, Triples, View};
use crate::vocab::{con, rdf, rdfs, sh, xsd};
use oxrdf::{Literal, NamedNode, Term};
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt;

/// Constraints inside each other; a check recurses as deep.
const NESTED_SHAPES_MAX: usize = 64;

/// Property paths inside each other.
const NESTED_PATHS_MAX: usize = 64;

/// Members of one list.
const LIST_MEMBERS_MAX: usize = 100_000;

/// Refusals that are told; a broken file has the same fault everywhere.
const REFUSALS_MAX: usize = 100;

/// One reason why shapes cannot be checked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
    /// The shape, as N-Triples writes it.
    pub shape: String,
    /// A sentence without a full stop.
    pub reason: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "shape {}: {}", self.shape, self.reason)
    }
}

/// Why shapes are refused; never empty.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the shapes cannot be checked: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct ShapeError(pub Vec<Refusal>);

/// Reads the shapes of one graph of a view; `name` is the graph's name, for `$shapesGraph`.
///
/// # Errors
/// [`ShapeError`] with every reason that was found.
pub fn read(
    view: &View,
    graph: &Triples,
    name: Option<NamedNode>,
    asker: &dyn Asker,
) -> Result<ShapeSet, ShapeError> {
    let mut reader = Reader {
        dictionary: view.dictionary(),
        graph,
        asker,
        numbers: FxHashMap::default(),
        nodes: Vec::new(),
        refusals: Vec::new(),
        components: Vec::new(),
    };
    reader.read_components();
    for node in reader.roots() {
        reader.shape_at(node);
    }
    let mut shapes = Vec::new();
    while let Some(node) = reader.nodes.get(shapes.len()).copied() {
        shapes.push(reader.shape(node));
    }
    reader.refuse_recursion(&shapes);
    let cube = super::cube::read(&mut reader);
    if reader.refusals.is_empty() {
        return Ok(ShapeSet { shapes, shapes_graph: name, cube });
    }
    Err(ShapeError(reader.refusals))
}

/// The reason of a refusal.
pub(super) type Reason = String;

pub(super) struct Reader<'g> {
    pub(super) dictionary: &'g Dictionary,
    pub(super) graph: &'g Triples,
    pub(super) asker: &'g dyn Asker,
    numbers: FxHashMap<TermId, ShapeAt>,
    nodes: Vec<TermId>,
    refusals: Vec<Refusal>,
    pub(super) components: Vec<Component>,
}

impl Reader<'_> {
    pub(super) fn refuse(&mut self, node: TermId, reason: Reason) {
        if self.refusals.len() < REFUSALS_MAX {
            self.refusals.push(Refusal { shape: self.term(node).to_string(), reason });
        }
    }

    /// The place of a shape in the set; it is read when its turn comes.
    pub(super) fn shape_at(&mut self, node: TermId) -> ShapeAt {
        let next = self.nodes.len();
        let at = *self.numbers.entry(node).or_insert(next);
        if at == next {
            self.nodes.push(node);
        }
        at
    }

    /// The shapes that need no other to be reached (section 2.1), in the order of the text.
    fn roots(&self) -> Vec<TermId> {
        let mut roots = self.instances(&[sh::NODE_SHAPE, sh::PROPERTY_SHAPE]);
        for target in [sh::TARGET_NODE, sh::TARGET_CLASS, sh::TARGET_SUBJECTS_OF, sh::TARGET_OBJECTS_OF] {
            if let Some(predicate) = self.dictionary.iri(target) {
                roots.extend(self.graph.scan(Pattern::new(None, Some(predicate), None)).map(|it| it[0]));
            }
        }
        super::path::sorted(roots)
    }

    /// The SHACL instances of some classes in the shapes graph, ascending.
    pub(super) fn instances(&self, classes: &[&str]) -> Vec<TermId> {
        let (Some(rdf_type), up) = (self.dictionary.iri(rdf::TYPE), self.dictionary.iri(rdfs::SUB_CLASS_OF))
        else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for class in classes.iter().filter_map(|it| self.dictionary.iri(it)) {
            let walk = Path::Inverse(Box::new(Path::Predicate(up.unwrap_or(NONE))));
            for class in Path::ZeroOrMore(Box::new(walk)).values(self.graph, class).iter() {
                let pattern = Pattern::new(None, Some(rdf_type), Some(*class));
                found.extend(self.graph.scan(pattern).map(|it| it[0]));
            }
        }
        super::path::sorted(found)
    }

    pub(super) fn term(&self, id: TermId) -> Term {
        self.dictionary.term(id)
    }

    pub(super) fn objects(&self, node: TermId, predicate: &str) -> Vec<TermId> {
        match self.dictionary.iri(predicate) {
            Some(predicate) => super::path::objects(self.graph, node, predicate).into_owned(),
            None => Vec::new(),
        }
    }

    pub(super) fn one(&self, node: TermId, predicate: &str) -> Result<Option<TermId>, Reason> {
        match self.objects(node, predicate)[..] {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            _ => Err(format!("{} may have one value only", local(predicate))),
        }
    }

    pub(super) fn iri(&self, id: TermId, what: &str) -> Result<NamedNode, Reason> {
        match self.term(id) {
            Term::NamedNode(it) => Ok(it),
            other => Err(format!("the value {other} of {} is not an IRI", local(what))),
        }
    }

    pub(super) fn iri_term(&self, id: TermId, what: &str) -> Result<Term, Reason> {
        self.iri(id, what).map(Term::from)
    }

    /// A string without language.
    pub(super) fn string(&self, id: TermId, what: &str) -> Result<String, Reason> {
        match self.term(id) {
            Term::Literal(it) if it.datatype().as_str() == xsd::STRING => Ok(it.value().to_owned()),
            other => Err(format!("the value {other} of {} is not a string", local(what))),
        }
    }

    /// Whether a single value is the literal `true` as the specification writes it.
    pub(super) fn is_true(&self, node: TermId, what: &str) -> Result<bool, Reason> {
        let Some(value) = self.one(node, what)? else { return Ok(false) };
        match self.term(value) {
            Term::Literal(it) if it.datatype().as_str() == xsd::BOOLEAN => Ok(it.value() == "true"),
            other => Err(format!("the value {other} of {} is neither true nor false", local(what))),
        }
    }

    /// The members of a SHACL list (section 1.1).
    pub(super) fn list(&self, head: TermId, what: &str) -> Result<Vec<TermId>, Reason> {
        let (mut members, mut seen, mut at) = (Vec::new(), FxHashSet::default(), head);
        let fault = |it: &str| Err(format!("the list of {} {it}", local(what)));
        while self.dictionary.entry(at).text != rdf::NIL || self.dictionary.kind(at) != Kind::Iri {
            if !seen.insert(at) {
                return fault("has no end");
            }
            if members.len() == LIST_MEMBERS_MAX {
                return fault(&format!("has more than {LIST_MEMBERS_MAX} members"));
            }
            match (&self.objects(at, rdf::FIRST)[..], &self.objects(at, rdf::REST)[..]) {
                ([first], [rest]) => {
                    members.push(*first);
                    at = *rest;
                }
                _ => return fault("is ill-formed"),
            }
        }
        Ok(members)
    }

    fn shape(&mut self, node: TermId) -> Shape {
        let mut shape = Shape {
            node: self.term(node),
            path: None,
            targets: Vec::new(),
            severity: Severity::Violation,
            messages: Vec::new(),
            is_deactivated: false,
            constraints: Vec::new(),
            words: self.words(node),
        };
        if let Err(reason) = self.fill(node, &mut shape) {
            self.refuse(node, reason);
        }
        shape
    }

    /// Malformed words refuse no shape: whoever derives an interface from them tells what is wrong.
    fn words(&self, node: TermId) -> Words {
        let terms = |predicate| self.objects(node, predicate).into_iter().map(|it| self.term(it));
        let literals = |predicate| {
            let literal = |it| if let Term::Literal(it) = it { Some(it) } else { None };
            terms(predicate).filter_map(literal).collect::<Vec<Literal>>()
        };
        let order = literals(con::property::ORDER);
        Words {
            graphql_names: literals(con::property::GRAPHQL_NAME)
                .into_iter()
                .map(|it| it.value().to_owned())
                .collect(),
            order: order.first().and_then(|it| it.value().parse().ok()),
            extends: terms(con::property::EXTENDS_SHAPE).collect(),
            names: literals(sh::NAME),
            descriptions: literals(sh::DESCRIPTION),
        }
    }

    fn fill(&mut self, node: TermId, shape: &mut Shape) -> Result<(), Reason> {
        if !matches!(self.dictionary.kind(node), Kind::Iri | Kind::Blank) {
            return Err("a shape must be an IRI or a blank node".to_owned());
        }
        parameters::refuse_unknown(self, node)?;
        let paths = self.objects(node, sh::PATH);
        shape.path = match paths[..] {
            [] => None,
            [path] => Some(self.path(path, 0)?),
            _ => return Err("a property shape has exactly one sh:path".to_owned()),
        };
        let types = |class| self.instances(&[class]).binary_search(&node).is_ok();
        if shape.path.is_some() && types(sh::NODE_SHAPE) {
            return Err("a node shape has no sh:path".to_owned());
        }
        if shape.path.is_none() && types(sh::PROPERTY_SHAPE) {
            return Err("a property shape needs a sh:path".to_owned());
        }
        shape.targets = self.targets(node)?;
        if let Some(severity) = self.one(node, sh::SEVERITY)? {
            shape.severity = Severity::of(&self.iri(severity, sh::SEVERITY)?);
        }
        shape.messages = self.messages(node)?;
        shape.is_deactivated = self.is_true(node, sh::DEACTIVATED)?;
        shape.constraints = parameters::constraints(self, node, shape.path.as_ref())?;
        Ok(())
    }

    pub(super) fn messages(&self, node: TermId) -> Result<Vec<Literal>, Reason> {
        let literal = |id| match self.term(id) {
            Term::Literal(it) if it.language().is_some() || it.datatype().as_str() == xsd::STRING => Ok(it),
            other => Err(format!("the sh:message {other} is not a string")),
        };
        self.objects(node, sh::MESSAGE).into_iter().map(literal).collect()
    }

    fn targets(&self, node: TermId) -> Result<Vec<Target<Term>>, Reason> {
        let mut targets = Vec::new();
        for value in self.objects(node, sh::TARGET_NODE) {
            match self.term(value) {
                it @ (Term::NamedNode(_) | Term::Literal(_)) => targets.push(Target::Node(it)),
                other => return Err(format!("the sh:targetNode {other} is neither an IRI nor a literal")),
            }
        }
        for value in self.objects(node, sh::TARGET_CLASS) {
            targets.push(Target::Class(self.iri_term(value, sh::TARGET_CLASS)?));
        }
        for value in self.objects(node, sh::TARGET_SUBJECTS_OF) {
            targets.push(Target::SubjectsOf(self.iri_term(value, sh::TARGET_SUBJECTS_OF)?));
        }
        for value in self.objects(node, sh::TARGET_OBJECTS_OF) {
            targets.push(Target::ObjectsOf(self.iri_term(value, sh::TARGET_OBJECTS_OF)?));
        }
        // Section 2.1.3.3: a shape that is a class has its instances as targets.
        let is = |classes: &[&str]| self.instances(classes).binary_search(&node).is_ok();
        if is(&[rdfs::CLASS]) && is(&[sh::NODE_SHAPE, sh::PROPERTY_SHAPE]) {
            match self.term(node) {
                it @ Term::NamedNode(_) => targets.push(Target::Class(it)),
                _ => return Err("a shape that is a class must be an IRI".to_owned()),
            }
        }
        Ok(targets)
    }

    /// Section 2.3.1: an IRI, a list, or a blank node with one of the path properties.
    fn path(&self, node: TermId, depth: usize) -> Result<Path<NamedNode>, Reason> {
        if depth > NESTED_PATHS_MAX {
            return Err(format!("the sh:path nests deeper than {NESTED_PATHS_MAX}, or contains itself"));
        }
        match self.term(node) {
            Term::NamedNode(it) => return Ok(Path::Predicate(it)),
            Term::BlankNode(_) => (),
            other => return Err(format!("{other} is no property path")),
        }
        let members = |head, what| -> Result<Vec<_>, Reason> {
            let all: Vec<_> = self.list(head, what)?;
            if all.len() < 2 {
                return Err(format!("a list in {} needs at least two members", local(what)));
            }
            all.into_iter().map(|it| self.path(it, depth + 1)).collect()
        };
        if !self.objects(node, rdf::FIRST).is_empty() {
            return Ok(Path::Sequence(members(node, sh::PATH)?));
        }
        let mut found = Vec::new();
        for predicate in [
            sh::ALTERNATIVE_PATH,
            sh::INVERSE_PATH,
            sh::ZERO_OR_MORE_PATH,
            sh::ONE_OR_MORE_PATH,
            sh::ZERO_OR_ONE_PATH,
        ] {
            found.extend(self.objects(node, predicate).into_iter().map(|it| (predicate, it)));
        }
        let [(predicate, value)] = found[..] else {
            return Err("the sh:path is ill-formed: its node must say exactly one kind of path".to_owned());
        };
        if predicate == sh::ALTERNATIVE_PATH {
            return Ok(Path::Alternative(members(value, predicate)?));
        }
        let inner = Box::new(self.path(value, depth + 1)?);
        Ok(match predicate {
            sh::INVERSE_PATH => Path::Inverse(inner),
            sh::ZERO_OR_MORE_PATH => Path::ZeroOrMore(inner),
            sh::ONE_OR_MORE_PATH => Path::OneOrMore(inner),
            _ => Path::ZeroOrOne(inner),
        })
    }

    /// Section 3.4.3 leaves recursive shapes open; here they are refused, and with them nesting without measure.
    fn refuse_recursion(&mut self, shapes: &[Shape]) {
        let references: Vec<Vec<ShapeAt>> = shapes
            .iter()
            .map(|it| it.constraints.iter().flat_map(super::model::Constraint::references).collect())
            .collect();
        let mut n_users = vec![0_usize; shapes.len()];
        references.iter().flatten().for_each(|it| n_users[*it] += 1);
        let mut depth = vec![0_usize; shapes.len()];
        let mut ready: Vec<ShapeAt> = (0..shapes.len()).filter(|it| n_users[*it] == 0).collect();
        let mut is_done = vec![false; shapes.len()];
        while let Some(at) = ready.pop() {
            is_done[at] = true;
            for next in &references[at] {
                depth[*next] = depth[*next].max(depth[at] + 1);
                n_users[*next] -= 1;
                if n_users[*next] == 0 {
                    ready.push(*next);
                }
            }
        }
        if let Some(at) = depth.iter().position(|it| *it > NESTED_SHAPES_MAX) {
            self.refuse(self.nodes[at], format!("it is nested deeper than {NESTED_SHAPES_MAX} shapes"));
        }
        let Some(start) = is_done.iter().position(|it| !it) else { return };
        // Each shape that is left has a user that is left: walking up from any of them ends in a cycle.
        let mut walk = vec![start];
        let mut at = start;
        let cycle = loop {
            let user = (0..shapes.len()).find(|it| !is_done[*it] && references[*it].contains(&at));
            let Some(user) = user else { return };
            if let Some(first) = walk.iter().position(|it| *it == user) {
                break &walk[first..];
            }
            walk.push(user);
            at = user;
        };
        let names: Vec<String> = cycle.iter().rev().map(|it| shapes[*it].node.to_string()).collect();
        let reason =
            format!("recursive shapes are not supported; it refers to itself by {}", names.join(", "));
        self.refuse(self.nodes[cycle[cycle.len() - 1]], reason);
    }
}

/// `sh:name` for what stands in messages.
pub(super) fn local(iri: &str) -> String {
    super::expect::short_iri(&NamedNode::new_unchecked(iri))
}
