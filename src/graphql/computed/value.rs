//! How is a computed value read further and written? By its shape: what was asked of each object of the tree.

use super::super::error::{Code, Fault};
use super::super::level::{Level, Reader};
use super::super::plan::Selection;
use super::super::write::Writer;
use super::{Arguments, Call, Tree};
use crate::graph::TermId;
use rustc_hash::FxHashMap;

/// One computed field of a request.
pub(in crate::graphql) struct Plan {
    /// The place of the field in the schema.
    pub(in crate::graphql) field: usize,
    pub(in crate::graphql) arguments: Arguments,
    pub(in crate::graphql) languages: Vec<String>,
    pub(in crate::graphql) shape: Shape,
    /// What is asked of nodes, by the number of their place in the shape.
    pub(in crate::graphql) selections: Vec<Selection>,
}

/// What is asked of a value.
pub(in crate::graphql) enum Shape {
    Leaf,
    /// The place of the selection in [`Plan::selections`].
    Node(usize),
    Record(Vec<Part>),
}

/// A field of a record.
pub(in crate::graphql) struct Part {
    pub(in crate::graphql) key: String,
    /// The key with quotation marks and colon.
    json: Vec<u8>,
    name: String,
    /// What `__typename` tells, where it is asked for.
    type_name: Option<String>,
    shape: Shape,
}

impl Part {
    pub(in crate::graphql) fn field(key: &str, json: Vec<u8>, name: &str, shape: Shape) -> Self {
        Self { key: key.to_owned(), json, name: name.to_owned(), type_name: None, shape }
    }

    pub(in crate::graphql) fn type_name(key: &str, json: Vec<u8>, type_name: &str) -> Self {
        Self {
            key: key.to_owned(),
            json,
            name: String::new(),
            type_name: Some(type_name.to_owned()),
            shape: Shape::Leaf,
        }
    }
}

/// What a computed field gave, with the nodes of it read further.
#[derive(Default)]
pub(in crate::graphql) struct Read {
    /// One value for each node that was asked, or a single one.
    values: Vec<Tree>,
    /// As the selections of the plan: the nodes, each once, and where each stands.
    levels: Vec<(Level, FxHashMap<TermId, usize>)>,
}

/// Calls the domain once and reads the nodes of its answer, one batch a place.
///
/// `uses` tells which nodes have the field; the others get null.
///
/// # Errors
/// What the domain refuses; a limit that was met.
pub(in crate::graphql) fn read(
    reader: Reader<'_>,
    path: &str,
    plan: &Plan,
    nodes: Option<(&[TermId], Option<&[bool]>)>,
) -> Result<Read, Fault> {
    let (bound, meter) = (reader.reading.bound, reader.reading.meter);
    let field = &bound.model.computed.fields[plan.field];
    let asked: Vec<TermId> = match nodes {
        None => Vec::new(),
        Some((all, uses)) => {
            let is_used = |at: &usize| uses.is_none_or(|it| it[*at]);
            (0..all.len()).filter(is_used).map(|at| all[at]).collect()
        }
    };
    let start = meter.start();
    let call = Call {
        registry: reader.registry,
        view: &bound.view,
        owner: &field.owner,
        field: &field.definition.name.node,
        arguments: &plan.arguments,
        nodes: &asked,
        languages: &plan.languages,
        meter,
    };
    let wanted = if nodes.is_some() { asked.len() } else { 1 };
    let answered = if nodes.is_some() && asked.is_empty() {
        Vec::new()
    } else {
        (reader.domains[field.domain].resolve)(&call)?
    };
    if answered.len() != wanted {
        let what = format!("{} has {} values for {wanted} objects", call.field, answered.len());
        return Err(Fault::new(Code::Internal, what));
    }
    meter.batch(path, wanted, answered.len(), start);
    let mut found: Vec<Vec<TermId>> = plan.selections.iter().map(|_| Vec::new()).collect();
    for value in &answered {
        gather(value, &plan.shape, &mut found);
    }
    let mut levels = Vec::with_capacity(found.len());
    for (at, mut nodes) in found.into_iter().enumerate() {
        nodes.sort_unstable();
        nodes.dedup();
        let level = reader.level(&format!("{path}.#{at}"), &plan.selections[at], &nodes)?;
        let places = nodes.into_iter().enumerate().map(|(place, it)| (it, place)).collect();
        levels.push((level, places));
    }
    let values = match nodes {
        None => answered,
        Some((all, uses)) => {
            let mut answered = answered.into_iter();
            let one = |at: usize| match uses {
                Some(it) if !it[at] => Tree::Null,
                _ => answered.next().unwrap_or(Tree::Null),
            };
            (0..all.len()).map(one).collect()
        }
    };
    Ok(Read { values, levels })
}

/// The nodes of a tree, by the selection that asks them further.
fn gather(value: &Tree, shape: &Shape, found: &mut [Vec<TermId>]) {
    match (value, shape) {
        (Tree::List(all), _) => all.iter().for_each(|it| gather(it, shape, found)),
        (Tree::Node(id), Shape::Node(at)) => found[*at].push(*id),
        (Tree::Record(fields), Shape::Record(parts)) => {
            for part in parts {
                if let Some((_, value)) = fields.iter().find(|it| it.0 == part.name) {
                    gather(value, &part.shape, found);
                }
            }
        }
        _ => (),
    }
}

/// Writes the value for the object at a place.
pub(in crate::graphql) fn write<'w>(
    writer: &mut Writer<'w>,
    plan: &'w Plan,
    read: &'w Read,
    at: usize,
) -> Result<(), Fault> {
    if let Some(value) = read.values.get(at) {
        return value_of(writer, plan, read, &plan.shape, value);
    }
    writer.raw(b"null");
    Ok(())
}

fn value_of<'w>(
    writer: &mut Writer<'w>,
    plan: &'w Plan,
    read: &'w Read,
    shape: &'w Shape,
    value: &'w Tree,
) -> Result<(), Fault> {
    writer.bound_answer()?;
    match (value, shape) {
        (Tree::List(all), _) => {
            writer.meter.values(all.len() as u64)?;
            writer.raw(b"[");
            for (n, it) in all.iter().enumerate() {
                if n > 0 {
                    writer.raw(b",");
                }
                writer.push_index(n);
                value_of(writer, plan, read, shape, it)?;
                writer.pop();
            }
            writer.raw(b"]");
        }
        (Tree::Record(fields), Shape::Record(parts)) => {
            writer.meter.values(1 + parts.len() as u64)?;
            writer.raw(b"{");
            for (n, part) in parts.iter().enumerate() {
                if n > 0 {
                    writer.raw(b",");
                }
                writer.raw(&part.json);
                writer.push_key(&part.key);
                match (&part.type_name, fields.iter().find(|it| it.0 == part.name)) {
                    (Some(name), _) => writer.string(name),
                    (None, Some((_, value))) => value_of(writer, plan, read, &part.shape, value)?,
                    (None, None) => writer.raw(b"null"),
                }
                writer.pop();
            }
            writer.raw(b"}");
        }
        (Tree::Node(id), Shape::Node(selection)) => {
            let (level, places) = &read.levels[*selection];
            match places.get(id) {
                Some(place) => writer.object(level, &plan.selections[*selection], *place)?,
                None => writer.raw(b"null"),
            }
        }
        (Tree::Boolean(it), Shape::Leaf) => writer.raw(if *it { b"true" } else { b"false" }),
        (Tree::Int(it), Shape::Leaf) => writer.raw(it.to_string().as_bytes()),
        (Tree::Float(it), Shape::Leaf) => {
            let number = serde_json::Number::from_f64(*it).map(|it| it.to_string());
            writer.raw(number.as_deref().unwrap_or("null").as_bytes());
        }
        (Tree::Text(it), Shape::Leaf) => writer.string(it),
        (Tree::Null, _) => writer.raw(b"null"),
        // A domain that answers in another form than its own schema tells.
        (
            Tree::Record(_)
            | Tree::Node(_)
            | Tree::Boolean(_)
            | Tree::Int(_)
            | Tree::Float(_)
            | Tree::Text(_),
            _,
        ) => {
            return Err(Fault::new(Code::Internal, "a computed value has another form than its type"));
        }
    }
    Ok(())
}
