//! Which nodes pass a filter?
//!
//! A filter is evaluated for all candidates at once, test by test: each test of a field is one batch, and a filter on
//! a link goes on with the linked nodes, each once. What an `and` has ruled out is not read again.

use super::column::Reading;
use super::error::{Code, Fault};
use super::language::matches_language;
use super::model::{Field, Model, NODE, Origin, Scalar, TypeAt, Values};
use super::value::{self, Key, fold};
use crate::graph::{Dictionary, TermId};
use async_graphql::Value;
use oxrdf::Term;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// Tests of one filter, lists and nested filters included.
const TESTS_MAX: usize = 1_000;

#[derive(Debug)]
pub(super) enum Filter {
    And(Vec<Filter>),
    Or(Vec<Filter>),
    Not(Box<Filter>),
    Constant(bool),
    /// Some value of the field passes one test.
    Some {
        field: String,
        origin: Origin,
        test: Test,
    },
    /// Whether the field has a value; with a filter, one that passes it.
    Exists {
        field: String,
        origin: Origin,
        wanted: bool,
    },
    Link {
        field: String,
        origin: Origin,
        filter: Box<Filter>,
    },
}

/// What one value must be.
#[derive(Debug)]
pub(super) enum Test {
    Same(Vec<Operand>),
    Order {
        scalar: Scalar,
        key: Key,
        below: bool,
        same: bool,
    },
    /// Folded.
    Contains(String, Option<String>),
    StartsWith(String, Option<String>),
    /// A text as it is written, in a language.
    Text(Vec<String>, Option<String>),
    Language(String),
    Slug(Box<Test>),
}

/// What a value must equal.
#[derive(Debug)]
pub(super) enum Operand {
    Key(Scalar, Key),
    /// An IRI, or any literal as it is written.
    Written(String),
    Term(Term),
}

pub(super) struct Compiler<'m> {
    pub(super) model: &'m Model,
    pub(super) n_tests: usize,
}

fn bad(what: String) -> Fault {
    Fault::new(Code::BadArgument, what)
}

impl Compiler<'_> {
    fn count(&mut self, n: usize) -> Result<(), Fault> {
        self.n_tests += n;
        if self.n_tests > TESTS_MAX {
            let what = format!("filters have more than {TESTS_MAX} tests");
            return Err(Fault::limit(Code::FieldLimit, "tests_max", TESTS_MAX as u64, what));
        }
        Ok(())
    }

    /// The filter of a type from its input object, variables put in.
    pub(super) fn compile(&mut self, at: TypeAt, value: &Value) -> Result<Filter, Fault> {
        let Value::Object(tests) = value else { return Ok(Filter::Constant(true)) };
        let mut all = Vec::new();
        for (name, value) in tests {
            self.count(1)?;
            match (name.as_str(), value) {
                (_, Value::Null) => (),
                // A node that is looked at is there; whether a link leads to one is asked of the field.
                ("exists", value) => all.push(Filter::Constant(*value == Value::Boolean(true))),
                ("and" | "or", value) => {
                    let members =
                        members(value).iter().map(|it| self.compile(at, it)).collect::<Result<_, _>>()?;
                    all.push(if name == "and" { Filter::And(members) } else { Filter::Or(members) });
                }
                ("not", value) => all.push(Filter::Not(Box::new(self.compile(at, value)?))),
                (name, value) => {
                    let model = self.model;
                    let Some(field) = model.types[at].field(name) else {
                        return Err(bad(format!("{} has no field {name}", model.types[at].name)));
                    };
                    all.push(self.field(field, value)?);
                }
            }
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Filter::And(all) })
    }

    fn field(&mut self, field: &Field, value: &Value) -> Result<Filter, Fault> {
        let Value::Object(tests) = value else { return Ok(Filter::Constant(true)) };
        let linked = match field.values {
            Values::Link(at) => Some(at),
            Values::Union(_) => Some(NODE),
            Values::Scalar(_)
            | Values::Text
            | Values::Value
            | Values::Enum(_)
            | Values::Source
            | Values::Computed(_) => None,
        };
        let (name, origin) = (field.name.clone(), field.origin);
        let exists = |wanted: bool| Filter::Exists { field: name.clone(), origin, wanted };
        let mut all = Vec::new();
        if let Some(Value::Boolean(wanted)) = tests.get("exists") {
            all.push(exists(*wanted));
        }
        if let Some(at) = linked {
            if tests.iter().any(|(name, _)| name != "exists") {
                let filter = Box::new(self.compile(at, value)?);
                all.push(Filter::Link { field: field.name.clone(), origin, filter });
            }
            return Ok(Filter::And(all));
        }
        let language = match tests.get("lang") {
            Some(Value::String(it)) => Some(it.clone()),
            Some(_) | None => None,
        };
        for (operator, value) in tests {
            if matches!(value, Value::Null) || operator == "exists" {
                continue;
            }
            self.count(members(value).len())?;
            let some = |test| Filter::Some { field: field.name.clone(), origin, test: on(origin, test) };
            all.push(match operator.as_str() {
                "lang" => match &language {
                    Some(it) => some(Test::Language(it.clone())),
                    None => continue,
                },
                "eq" | "in" => some(self.same(field, members(value), language.as_ref())?),
                "ne" => Filter::Not(Box::new(some(self.same(field, members(value), language.as_ref())?))),
                "contains" => some(Test::Contains(fold(&text(value)?), language.clone())),
                "startsWith" => some(Test::StartsWith(fold(&text(value)?), language.clone())),
                "lt" | "lte" | "gt" | "gte" => {
                    let scalar = scalar(field);
                    let key = operand(scalar, value)?;
                    let below = operator.starts_with('l');
                    some(Test::Order { scalar, key, below, same: operator.ends_with('e') })
                }
                other => return Err(bad(format!("there is no test {other}"))),
            });
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Filter::And(all) })
    }

    fn same(&self, field: &Field, values: &[Value], language: Option<&String>) -> Result<Test, Fault> {
        if field.values == Values::Text {
            let texts = values.iter().map(text).collect::<Result<_, _>>()?;
            return Ok(Test::Text(texts, language.cloned()));
        }
        let one = |value: &Value| match field.values {
            Values::Enum(at) => {
                let Value::Enum(name) = value else { return Ok(Operand::Written(text(value)?)) };
                let members = &self.model.enums[at].members;
                let found = members.iter().find(|it| it.0 == name.as_str());
                found.map(|it| Operand::Term(it.1.clone())).ok_or_else(|| bad(format!("{name} is no member")))
            }
            Values::Value | Values::Scalar(Scalar::String | Scalar::Iri) => {
                Ok(Operand::Written(text(value)?))
            }
            _ => operand(scalar(field), value).map(|it| Operand::Key(scalar(field), it)),
        };
        Ok(Test::Same(values.iter().map(one).collect::<Result<_, _>>()?))
    }
}

/// A slug is a part of what is compared.
fn on(origin: Origin, test: Test) -> Test {
    if origin == Origin::Slug { Test::Slug(Box::new(test)) } else { test }
}

fn scalar(field: &Field) -> Scalar {
    if let Values::Scalar(it) = field.values { it } else { Scalar::String }
}

/// A list, or one value as a list of one (GraphQL, 3.11, input coercion).
fn members(value: &Value) -> &[Value] {
    if let Value::List(all) = value { all } else { std::slice::from_ref(value) }
}

fn text(value: &Value) -> Result<String, Fault> {
    match value {
        Value::String(it) => Ok(it.clone()),
        Value::Enum(it) => Ok(it.to_string()),
        Value::Number(it) => Ok(it.to_string()),
        Value::Boolean(it) => Ok(it.to_string()),
        other => Err(bad(format!("{other} is no text"))),
    }
}

fn operand(scalar: Scalar, value: &Value) -> Result<Key, Fault> {
    let text = text(value)?;
    Key::read(scalar, &text).ok_or_else(|| bad(format!("\"{text}\" is no {}", scalar.name())))
}

impl Test {
    fn passes(&self, dictionary: &Dictionary, id: TermId) -> bool {
        let entry = dictionary.entry(id);
        let speaks = |language: &Option<String>| match language {
            None => true,
            Some(it) => entry.kind.is_lang() && matches_language(dictionary.text(entry.qualifier), it),
        };
        match self {
            Self::Same(all) => all.iter().any(|it| match it {
                Operand::Written(it) => entry.text == it,
                Operand::Term(it) => dictionary.id(it.as_ref()) == Some(id),
                Operand::Key(scalar, wanted) => {
                    value::key(dictionary, id, *scalar).is_some_and(|it| it.cmp(wanted) == Ordering::Equal)
                }
            }),
            Self::Order { scalar, key, below, same } => {
                let order = value::key(dictionary, id, *scalar).map(|it| it.cmp(key));
                match order {
                    Some(Ordering::Less) => *below,
                    Some(Ordering::Greater) => !below,
                    Some(Ordering::Equal) => *same,
                    None => false,
                }
            }
            Self::Contains(wanted, language) => speaks(language) && fold(entry.text).contains(wanted),
            Self::StartsWith(wanted, language) => speaks(language) && fold(entry.text).starts_with(wanted),
            Self::Text(all, language) => speaks(language) && all.iter().any(|it| it == entry.text),
            Self::Language(it) => {
                entry.kind.is_lang() && matches_language(dictionary.text(entry.qualifier), it)
            }
            Self::Slug(test) => test.passes_text(value::slug(entry.text)),
        }
    }

    /// The tests of strings alone.
    fn passes_text(&self, text: &str) -> bool {
        match self {
            Self::Same(all) => all.iter().any(|it| matches!(it, Operand::Written(it) if it == text)),
            Self::Order { key, below, same, .. } => match Key::text(text).cmp(key) {
                Ordering::Less => *below,
                Ordering::Greater => !below,
                Ordering::Equal => *same,
            },
            Self::Contains(wanted, _) => fold(text).contains(wanted),
            Self::StartsWith(wanted, _) => fold(text).starts_with(wanted),
            Self::Text(..) | Self::Language(_) | Self::Slug(_) => false,
        }
    }
}

impl Filter {
    /// Whether each of some nodes passes; `path` leads to the filter, for the explanation.
    ///
    /// # Errors
    /// The deadline.
    pub(super) fn passes(
        &self,
        reading: Reading<'_>,
        path: &str,
        nodes: &[TermId],
    ) -> Result<Vec<bool>, Fault> {
        let dictionary = reading.bound.view.dictionary();
        let below = |field: &str| format!("{path}.{field}");
        match self {
            Self::Constant(it) => Ok(vec![*it; nodes.len()]),
            Self::Not(it) => Ok(it.passes(reading, path, nodes)?.into_iter().map(|it| !it).collect()),
            Self::And(all) => Self::narrow(all, true, reading, path, nodes),
            Self::Or(all) => Self::narrow(all, false, reading, path, nodes),
            Self::Exists { field, origin, wanted } => {
                let column = reading.column(&below(field), *origin, nodes, None)?;
                Ok((0..nodes.len()).map(|at| column.of(at).is_empty() != *wanted).collect())
            }
            Self::Some { field, origin, test } => {
                let column = reading.column(&below(field), *origin, nodes, None)?;
                // Values come again and again: each is tested once.
                let mut known: FxHashMap<TermId, bool> = FxHashMap::default();
                let mut passed = Vec::with_capacity(nodes.len());
                for at in 0..nodes.len() {
                    let mut one =
                        |it: &TermId| *known.entry(*it).or_insert_with(|| test.passes(dictionary, *it));
                    passed.push(column.of(at).iter().any(&mut one));
                    reading.meter.work(1)?;
                }
                Ok(passed)
            }
            Self::Link { field, origin, filter } => {
                let path = below(field);
                let column = reading.column(&path, *origin, nodes, None)?;
                let mut linked = column.values.clone();
                linked.retain(|it| value::is_node(dictionary.kind(*it)));
                linked.sort_unstable();
                linked.dedup();
                let passed = filter.passes(reading, &path, &linked)?;
                let one = |it: &TermId| linked.binary_search(it).is_ok_and(|at| passed[at]);
                Ok((0..nodes.len()).map(|at| column.of(at).iter().any(one)).collect())
            }
        }
    }

    /// Each member is asked of the nodes alone that those before it left open.
    fn narrow(
        all: &[Self],
        is_and: bool,
        reading: Reading<'_>,
        path: &str,
        nodes: &[TermId],
    ) -> Result<Vec<bool>, Fault> {
        let mut passed = vec![is_and; nodes.len()];
        let mut open: Vec<usize> = (0..nodes.len()).collect();
        for filter in all {
            let asked: Vec<TermId> = open.iter().map(|at| nodes[*at]).collect();
            let outcome = filter.passes(reading, path, &asked)?;
            let mut still = Vec::with_capacity(open.len());
            for (at, passes) in open.into_iter().zip(outcome) {
                if passes == is_and {
                    still.push(at);
                } else {
                    passed[at] = passes;
                }
            }
            open = still;
        }
        Ok(passed)
    }
}
