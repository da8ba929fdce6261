//! How do types follow from shapes?
//!
//! A node shape with `con:graphqlName` is a type, a property shape with one is a field. A shape that others extend is
//! an interface; what is an instance of it and of none of those is of the object type `Other{Name}`. Single values may
//! be null, whatever the shape demands: an older revision, or data from before the shape, need not have them.
//! A field that stands again in a narrower shape keeps its form: `... on {Name}` tells the narrower fields of what it leads to.
//! What has no place in the schema is told in [`Model::problems`] and left out, alone.

use super::computed::Reserved;
use super::model::{Enum, Field, Model, NODE, OTHER_NODE, Origin, Scalar, Type, TypeAt, Union, Values};
use crate::shape::{self, NodeShape, PropertyShape};
use crate::vocab::{rdf, xsd};
use oxrdf::{Literal, NamedNode, Term};
use rustc_hash::{FxHashMap, FxHashSet};

/// Members of an enum; a longer list is told as plain values.
const ENUM_MEMBERS_MAX: usize = 200;

/// Interfaces above each other.
const EXTENSION_DEPTH_MAX: usize = 32;

/// What no shape may call its type: the types that every schema has.
const TYPE_NAMES: &[&str] = &[
    "Query",
    "Mutation",
    "Subscription",
    "Node",
    "OtherNode",
    "LangString",
    "Value",
    "Source",
    "PageInfo",
    "Facet",
    "SortDirection",
    "RevisionEvent",
    "SearchHit",
    "SearchResult",
    "String",
    "Int",
    "Float",
    "Boolean",
    "ID",
    "IRI",
    "Date",
    "DateTime",
    "Year",
    "PartialDate",
    "Decimal",
];

/// What no shape may call a field: those that every object has, and the operators of filters.
const FIELD_NAMES: &[&str] = &["id", "slug", "label", "types", "sources", "and", "or", "not", "exists"];

/// What no type may be asked for by.
const ROOT_NAMES: &[&str] = &["node", "nodes", "search", "revision"];

/// `reserved` are the names that domains have.
pub(super) fn derive(shapes: &[NodeShape], reserved: Reserved) -> Model {
    let mut deriver = Deriver {
        model: Model::default(),
        of_shape: FxHashMap::default(),
        of_class: FxHashMap::default(),
        reserved,
    };
    deriver.add_type("Node", "Whatever has a name in the registry.".to_owned(), Vec::new());
    deriver.add_type("OtherNode", "A node of which no shape tells the form.".to_owned(), Vec::new());
    let shapes = deriver.types(shapes);
    deriver.hierarchy(&shapes);
    deriver.fields(&shapes);
    deriver.objects(&shapes);
    deriver.roots();
    deriver.model.index();
    deriver.model
}

/// A shape with the type that it became.
type Placed<'s> = (TypeAt, &'s NodeShape);

struct Deriver {
    model: Model,
    of_shape: FxHashMap<Term, TypeAt>,
    /// The deepest type of a class comes from the last shape that targets it in the hierarchy.
    of_class: FxHashMap<String, TypeAt>,
    reserved: Reserved,
}

impl Deriver {
    fn problem(&mut self, shape: &Term, what: &str) {
        self.model.problems.push(format!("{shape}: {what}"));
    }

    fn add_type(&mut self, name: &str, description: String, classes: Vec<String>) -> TypeAt {
        let at = self.model.types.len();
        self.model.types.push(Type {
            name: name.to_owned(),
            description,
            classes,
            parents: Vec::new(),
            is_interface: false,
            fields: Vec::new(),
            concrete: vec![at],
            plain: at,
            one: String::new(),
            many: String::new(),
        });
        at
    }

    fn types<'s>(&mut self, shapes: &'s [NodeShape]) -> Vec<Placed<'s>> {
        let mut names: FxHashSet<String> = TYPE_NAMES.iter().map(|it| (*it).to_owned()).collect();
        names.extend(self.reserved.types.iter().cloned());
        let mut placed = Vec::new();
        for shape in shapes {
            let name = match self.name(&shape.shape, &shape.graphql_names) {
                Some(it) if !it.starts_with(|it: char| it.is_ascii_lowercase()) => it,
                Some(it) => {
                    self.problem(
                        &shape.shape,
                        &format!("the type name {it} does not start with a capital letter"),
                    );
                    continue;
                }
                None => continue,
            };
            let derived = ["Connection", "Edge", "Filter", "Order", "Field"];
            if derived.iter().any(|it| name.ends_with(it)) && names.contains(name.as_str())
                || !names.insert(name.clone())
            {
                self.problem(&shape.shape, &format!("the type name {name} is taken"));
                continue;
            }
            let classes = shape.classes.iter().map(|it| it.as_str().to_owned()).collect();
            let at = self.add_type(&name, description(&shape.descriptions, &shape.names), classes);
            self.of_shape.insert(shape.shape.clone(), at);
            for suffix in derived {
                names.insert(format!("{name}{suffix}"));
            }
            names.insert(format!("Other{name}"));
            placed.push((at, shape));
        }
        placed
    }

    /// The one name that is a name (GraphQL, 2.1.9) and not reserved for introspection.
    fn name(&mut self, shape: &Term, names: &[String]) -> Option<String> {
        match names {
            [] => None,
            [name] if is_name(name) => Some(name.clone()),
            [name] => {
                self.problem(shape, &format!("\"{name}\" is no name for GraphQL"));
                None
            }
            several => {
                self.problem(shape, &format!("it has several names for GraphQL: {}", several.join(", ")));
                None
            }
        }
    }

    fn hierarchy(&mut self, shapes: &[Placed<'_>]) {
        let above: FxHashMap<TypeAt, Vec<TypeAt>> = shapes
            .iter()
            .map(|(at, shape)| {
                let parents = shape.extends.iter().filter_map(|it| self.of_shape.get(it).copied());
                (*at, parents.filter(|it| it != at).collect())
            })
            .collect();
        for (at, shape) in shapes {
            for unknown in shape.extends.iter().filter(|it| !self.of_shape.contains_key(*it)) {
                self.model.problems.push(format!("{}: it extends {unknown}, which is no type", shape.shape));
            }
            let (mut all, mut level) = (Vec::new(), vec![*at]);
            for _ in 0..EXTENSION_DEPTH_MAX {
                level = level.iter().flat_map(|it| above.get(it).into_iter().flatten()).copied().collect();
                level.retain(|it| it != at && !all.contains(it));
                level.sort_unstable();
                level.dedup();
                all.extend(level.iter().copied());
            }
            // What extends itself by others stands above nothing.
            all.retain(|it| !Self::is_above(&above, *it, *at));
            all.push(NODE);
            self.model.types[*at].parents = all;
        }
        // The deepest type of a class is the one that it is linked to by.
        for (at, _) in shapes {
            for class in self.model.types[*at].classes.clone() {
                let depth = |it: TypeAt| self.model.types[it].parents.len();
                let known = self.of_class.get(&class).copied();
                if known.is_none_or(|it| depth(*at) > depth(it)) {
                    self.of_class.insert(class, *at);
                }
            }
        }
    }

    /// Which types are interfaces, and of which object types their instances are.
    fn objects(&mut self, shapes: &[Placed<'_>]) {
        self.model.types[OTHER_NODE].parents = vec![NODE];
        for (at, _) in shapes {
            for parent in self.model.types[*at].parents.clone() {
                self.model.types[parent].is_interface = true;
            }
        }
        self.model.types[NODE].is_interface = true;
        self.model.types[NODE].plain = OTHER_NODE;
        for (at, _) in shapes {
            let it = &self.model.types[*at];
            if it.is_interface {
                let description = format!("An instance of {} that no narrower type describes.", it.name);
                let (name, parents) = (format!("Other{}", it.name), it.parents.clone());
                let other = self.add_type(&name, description, Vec::new());
                self.model.types[other].parents = [vec![*at], parents].concat();
                let fields = self.model.types[*at].fields.clone();
                self.model.types[other].fields = fields;
                self.model.types[*at].plain = other;
            }
        }
        for at in 0..self.model.types.len() {
            let is_below = |it: &TypeAt| *it == at || self.model.types[*it].parents.contains(&at);
            let objects = (0..self.model.types.len()).filter(|it| !self.model.types[*it].is_interface);
            self.model.types[at].concrete = objects.filter(is_below).collect();
        }
        for union in &mut self.model.unions {
            let concrete = union.types.iter().flat_map(|it| self.model.types[*it].concrete.iter().copied());
            union.concrete = concrete.collect();
            union.concrete.sort_unstable();
            union.concrete.dedup();
        }
    }

    fn is_above(above: &FxHashMap<TypeAt, Vec<TypeAt>>, start: TypeAt, wanted: TypeAt) -> bool {
        let (mut seen, mut todo) = (FxHashSet::default(), vec![start]);
        while let Some(at) = todo.pop() {
            for next in above.get(&at).into_iter().flatten() {
                if *next == wanted {
                    return true;
                }
                if seen.insert(*next) {
                    todo.push(*next);
                }
            }
        }
        false
    }

    /// Fields from the top of the hierarchy down, so that each type finds those of its parents.
    fn fields(&mut self, shapes: &[Placed<'_>]) {
        let base = base_fields();
        self.model.types[NODE].fields.clone_from(&base);
        self.model.types[OTHER_NODE].fields.clone_from(&base);
        let mut order: Vec<Placed<'_>> = shapes.to_vec();
        order.sort_by_key(|(at, _)| self.model.types[*at].parents.len());
        for (at, shape) in order {
            let mut fields = self.inherited(at, shape);
            for property in &shape.properties {
                self.field(at, shape, property, &mut fields);
            }
            self.model.types[at].fields = fields;
        }
    }

    /// The fields of the parents; of two that disagree the farther one is given up, with what stands on it.
    fn inherited(&mut self, at: TypeAt, shape: &NodeShape) -> Vec<Field> {
        'parents: loop {
            let mut fields = base_fields();
            for parent in self.model.types[at].parents.clone().into_iter().filter(|it| *it != NODE) {
                for field in &self.model.types[parent].fields {
                    match fields.iter().find(|it| it.name == field.name) {
                        None => fields.push(field.clone()),
                        Some(known) if known.is_same_form(field) => (),
                        Some(_) => {
                            let name = &self.model.types[parent].name;
                            let what =
                                format!("{} of {name} has another form in a nearer parent", field.name);
                            self.problem(&shape.shape, &what);
                            let types = &self.model.types;
                            let gone = |it: &TypeAt| *it == parent || types[*it].parents.contains(&parent);
                            let kept = types[at].parents.iter().copied().filter(|it| !gone(it)).collect();
                            self.model.types[at].parents = kept;
                            continue 'parents;
                        }
                    }
                }
            }
            return fields;
        }
    }

    fn field(&mut self, at: TypeAt, shape: &NodeShape, property: &PropertyShape, fields: &mut Vec<Field>) {
        let Some(name) = self.name(&property.shape, &property.graphql_names) else { return };
        if FIELD_NAMES.contains(&name.as_str()) {
            return self.problem(&property.shape, &format!("the field name {name} is reserved"));
        }
        let values = self.values(at, &name, property);
        let is_list = property.max != Some(1) && !(values == Values::Text && is_one_text(property));
        let origin = Origin::Path(self.path(property));
        let mut field = Field {
            description: description(&property.descriptions, &property.names),
            name,
            origin,
            values,
            is_list,
        };
        let Some(known) = fields.iter_mut().find(|it| it.name == field.name) else {
            return fields.push(field);
        };
        if known.origin != field.origin {
            let what = format!("the field {} of {} has another path there", field.name, shape.shape);
            return self.problem(&property.shape, &what);
        }
        // An inherited field keeps its form: arguments of a field and its interface's are the same (GraphQL, 3.6).
        (field.is_list, field.values) = (known.is_list, known.values);
        if field.description.is_empty() {
            field.description.clone_from(&known.description);
        }
        *known = field;
    }

    fn path(&mut self, property: &PropertyShape) -> usize {
        if let Some(at) = self.model.paths.iter().position(|it| *it == property.path) {
            return at;
        }
        self.model.paths.push(property.path.clone());
        self.model.paths.len() - 1
    }

    fn values(&mut self, at: TypeAt, field: &str, property: &PropertyShape) -> Values {
        let values = &property.values;
        if let Some(members) =
            values.members.as_ref().filter(|it| !it.is_empty() && it.len() <= ENUM_MEMBERS_MAX)
        {
            let name = format!("{}{}", self.model.types[at].name, capitalised(field));
            if let Some(members) = enum_members(members)
                && !self.is_taken(&name)
            {
                let description = description(&property.descriptions, &property.names);
                self.model.enums.push(Enum { name, description, members });
                return Values::Enum(self.model.enums.len() - 1);
            }
            return Values::Value;
        }
        if let Some(datatype) = &values.datatype {
            return of_datatype(datatype.as_str());
        }
        if let Some(node) = values.nodes.iter().find_map(|it| self.of_shape.get(it)) {
            return Values::Link(*node);
        }
        if let Some(class) = values.classes.first() {
            let known = values.classes.iter().find_map(|it| self.of_class.get(it.as_str()));
            let _ = class;
            return Values::Link(known.copied().unwrap_or(NODE));
        }
        if let [choice] = &values.choices[..] {
            return self.choice(at, field, choice, property);
        }
        if values.is_iri {
            return Values::Link(NODE);
        }
        match &property.path {
            shape::Path::Inverse(_) => Values::Link(NODE),
            _ => Values::Value,
        }
    }

    /// `sh:or`: of classes a union, of datatypes a scalar that takes them all.
    fn choice(
        &mut self,
        at: TypeAt,
        field: &str,
        choice: &[shape::Values],
        property: &PropertyShape,
    ) -> Values {
        let datatypes: Vec<&str> =
            choice.iter().filter_map(|it| it.datatype.as_ref()).map(NamedNode::as_str).collect();
        if datatypes.len() == choice.len() {
            let are = |all: &[&str]| datatypes.iter().all(|it| all.contains(it));
            return if are(&[xsd::STRING, rdf::LANG_STRING]) {
                Values::Text
            } else if are(&[xsd::DATE, xsd::G_YEAR_MONTH, xsd::G_YEAR]) {
                Values::Scalar(Scalar::PartialDate)
            } else if datatypes.iter().all(|it| of_datatype(it) == of_datatype(datatypes[0])) {
                of_datatype(datatypes[0])
            } else {
                Values::Value
            };
        }
        let mut types = Vec::new();
        for it in choice {
            let node = it.nodes.iter().find_map(|it| self.of_shape.get(it));
            let class = it.classes.iter().find_map(|it| self.of_class.get(it.as_str()));
            match node.or(class) {
                Some(it) => types.push(*it),
                None if it.classes.is_empty() && it.nodes.is_empty() && !it.is_iri => return Values::Value,
                None => return Values::Link(NODE),
            }
        }
        let name = format!("{}{}", self.model.types[at].name, capitalised(field));
        if self.is_taken(&name) {
            return Values::Link(NODE);
        }
        let description = description(&property.descriptions, &property.names);
        self.model.unions.push(Union { name, description, types, concrete: Vec::new() });
        Values::Union(self.model.unions.len() - 1)
    }

    fn is_taken(&mut self, name: &str) -> bool {
        let is_taken = TYPE_NAMES.contains(&name)
            || self.model.types.iter().any(|it| it.name == name)
            || self.model.enums.iter().any(|it| it.name == name)
            || self.model.unions.iter().any(|it| it.name == name);
        if is_taken {
            self.model
                .problems
                .push(format!("the type name {name} is taken, so that its field has a plainer type"));
        }
        is_taken
    }

    fn roots(&mut self) {
        let mut taken: FxHashSet<String> = ROOT_NAMES.iter().map(|it| (*it).to_owned()).collect();
        taken.extend(self.reserved.roots.iter().cloned());
        for at in OTHER_NODE + 1..self.model.types.len() {
            let it = &self.model.types[at];
            // `Other{Name}` is found through the interface.
            if self.model.types.iter().enumerate().any(|(other, it)| other != at && it.plain == at) {
                continue;
            }
            let (one, many) = (uncapitalised(&it.name), plural(&uncapitalised(&it.name)));
            if taken.contains(&one) || taken.contains(&many) || one == many {
                let problem = format!("{} has no root field: {one} or {many} is taken", it.name);
                self.model.problems.push(problem);
                continue;
            }
            taken.extend([one.clone(), many.clone()]);
            (self.model.types[at].one, self.model.types[at].many) = (one, many);
        }
    }
}

fn base_fields() -> Vec<Field> {
    let field = |name: &str, origin, values, is_list, description: &str| Field {
        name: name.to_owned(),
        description: description.to_owned(),
        origin,
        values,
        is_list,
    };
    vec![
        field("id", Origin::Id, Values::Scalar(Scalar::Iri), false, "The IRI of the node."),
        field("slug", Origin::Slug, Values::Scalar(Scalar::String), false, "The last part of the IRI."),
        field("label", Origin::Label, Values::Text, false, "The best name of the node in a language."),
        field(
            "types",
            Origin::Types,
            Values::Scalar(Scalar::Iri),
            true,
            "The classes of the node, by their IRIs.",
        ),
        field(
            "sources",
            Origin::Sources,
            Values::Source,
            true,
            "The graphs that speak of the node, the documents that attest it there, and the revision of each.",
        ),
    ]
}

/// A text in one language a node: `sh:datatype rdf:langString` with `sh:uniqueLang`.
fn is_one_text(property: &PropertyShape) -> bool {
    property.is_unique_lang
        && property.values.datatype.as_ref().is_some_and(|it| it.as_str() == rdf::LANG_STRING)
}

fn of_datatype(datatype: &str) -> Values {
    Values::Scalar(match datatype {
        rdf::LANG_STRING => return Values::Text,
        xsd::BOOLEAN => Scalar::Boolean,
        xsd::DECIMAL => Scalar::Decimal,
        xsd::DOUBLE | xsd::FLOAT => Scalar::Float,
        xsd::DATE => Scalar::Date,
        xsd::DATE_TIME | xsd::DATE_TIME_STAMP => Scalar::DateTime,
        xsd::G_YEAR => Scalar::Year,
        xsd::G_YEAR_MONTH => Scalar::PartialDate,
        xsd::ANY_URI => Scalar::Iri,
        it if INTEGERS.iter().any(|name| it.strip_prefix(xsd::NS) == Some(name)) => Scalar::Int,
        _ => Scalar::String,
    })
}

/// The integers of XML Schema; a value beyond 32 bits is an error of its field (GraphQL, 3.5.1).
const INTEGERS: &[&str] = &[
    "integer",
    "int",
    "long",
    "short",
    "byte",
    "nonNegativeInteger",
    "positiveInteger",
    "nonPositiveInteger",
    "negativeInteger",
    "unsignedLong",
    "unsignedInt",
    "unsignedShort",
    "unsignedByte",
];

/// Names from the last part of an IRI or from the text itself; `None` where two are the same or one is none.
fn enum_members(members: &[Term]) -> Option<Vec<(String, Term)>> {
    let mut named: Vec<(String, Term)> = Vec::new();
    for member in members {
        let text = match member {
            Term::NamedNode(it) => it.as_str().rsplit(['/', '#']).next().unwrap_or_default(),
            Term::Literal(it) => it.value(),
            Term::BlankNode(_) | Term::Triple(_) => return None,
        };
        let name: String = text
            .chars()
            .map(|it| if it.is_ascii_alphanumeric() { it.to_ascii_uppercase() } else { '_' })
            .collect();
        let is_word = is_name(&name) && !["TRUE", "FALSE", "NULL"].contains(&name.as_str());
        if !is_word || named.iter().any(|it| it.0 == name) {
            return None;
        }
        named.push((name, member.clone()));
    }
    Some(named)
}

/// The English description, else any; the name where there is none.
fn description(descriptions: &[Literal], names: &[Literal]) -> String {
    let best = |all: &[Literal]| {
        let english = all.iter().find(|it| it.language() == Some("en"));
        english
            .or(all.iter().min_by_key(|it| (it.language().map(str::to_owned), it.value().to_owned())))
            .map(|it| it.value().to_owned())
    };
    best(descriptions).or_else(|| best(names)).unwrap_or_default()
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with("__")
        && !text.starts_with(|it: char| it.is_ascii_digit())
        && text.chars().all(|it| it.is_ascii_alphanumeric() || it == '_')
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |it| it.to_ascii_uppercase().to_string() + letters.as_str())
}

fn uncapitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |it| it.to_ascii_lowercase().to_string() + letters.as_str())
}

/// The plural of a type name, by the rules of English spelling alone.
fn plural(name: &str) -> String {
    let ends = |all: &[&str]| all.iter().any(|it| name.ends_with(it));
    match name.strip_suffix('y') {
        Some(stem) if !ends(&["ay", "ey", "oy", "uy"]) => format!("{stem}ies"),
        _ if ends(&["s", "x", "z", "ch", "sh"]) => format!("{name}es"),
        _ => format!("{name}s"),
    }
}
