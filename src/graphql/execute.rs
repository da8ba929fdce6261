//! How is a plan carried out, root field by root field? First everything is read, then it is written.
//!
//! A root field that fails is null and tells why; the others are answered all the same (GraphQL, 6.4.4).

use super::bound::Bound;
use super::column::Reading;
use super::computed::{self, Domain};
use super::error::Fault;
use super::level::{Level, Reader};
use super::limits::Limits;
use super::meter::Meter;
use super::model::{Field, Values};
use super::plan::{Connection, ConnectionPart, EdgePart, FacetPart, PagePart, Root, Selection, What};
use super::search::{self, Found};
use super::value;
use super::write::{Writer, write_string};
use crate::graph::TermId;
use crate::log::RevisionHead;
use crate::registry::Registry;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

/// A root field with the view that it reads; no view where its revision cannot be had.
pub(super) struct Ready {
    pub(super) root: Root,
    pub(super) bound: Result<Arc<Bound>, Fault>,
}

#[derive(Default)]
pub(super) struct Executed {
    /// The object `data`.
    pub(super) data: Vec<u8>,
    pub(super) faults: Vec<Fault>,
    /// Errors of values beyond those that are told.
    pub(super) n_more: usize,
}

/// `schema` holds the answers to introspection by their keys.
pub(super) fn execute(
    roots: &[Ready],
    schema: &Value,
    registry: &Registry,
    domains: &'static [Domain],
    limits: &Limits,
    meter: &Meter,
) -> Executed {
    let heads = registry.revisions();
    let mut done = Executed { data: vec![b'{'], ..Executed::default() };
    for (n, ready) in roots.iter().enumerate() {
        if n > 0 {
            done.data.push(b',');
        }
        let key = &ready.root.key;
        write_string(&mut done.data, key);
        done.data.push(b':');
        let before = done.data.len();
        let outcome = match (&ready.root.what, &ready.bound) {
            (What::Schema, _) => {
                done.data.extend_from_slice(schema[key].to_string().as_bytes());
                Ok(())
            }
            (_, Err(fault)) => Err(fault.clone()),
            (_, Ok(bound)) => {
                let touched = OnceCell::new();
                let last = || last_touched(&heads, bound.view.revision());
                let revision_of_graph = |graph: &str| touched.get_or_init(last).get(graph).copied();
                let reading = Reading { bound, meter };
                let revision_of_graph = &revision_of_graph;
                let reader = Reader { reading, revision_of_graph, registry, domains };
                answer(reader, &ready.root, limits, &mut done)
            }
        };
        if let Err(mut fault) = outcome {
            done.data.truncate(before);
            done.data.extend_from_slice(b"null");
            if fault.locations.is_empty() {
                fault = fault.at(ready.root.pos.line, ready.root.pos.column);
            }
            fault.path = vec![json!(key)];
            done.faults.push(fault);
        }
    }
    done.data.push(b'}');
    done
}

/// The last revision up to one that touched each graph.
fn last_touched(heads: &[Arc<RevisionHead>], revision: u64) -> FxHashMap<String, u64> {
    let mut last = FxHashMap::default();
    for head in heads.iter().take_while(|it| it.number <= revision) {
        for graph in head.graphs.iter().filter_map(|it| it.graph.clone()) {
            last.insert(graph, head.number);
        }
    }
    last
}

fn answer(reader: Reader<'_>, root: &Root, limits: &Limits, done: &mut Executed) -> Result<(), Fault> {
    let read = read(reader, root)?;
    let Reading { bound, meter } = reader.reading;
    let mut writer = Writer::new(bound, meter, limits, std::mem::take(&mut done.data));
    writer.push_key(&root.key);
    let outcome = write(&mut writer, root, &read);
    done.data = writer.out;
    if outcome.is_ok() {
        done.faults.append(&mut writer.faults);
        done.n_more += writer.n_more;
    }
    outcome
}

/// What a root field read.
enum Read<'r> {
    /// Objects, each once, and where each one that was asked for stands.
    Objects(Level, Vec<Option<usize>>),
    Connection(Box<ReadConnection>),
    Search(Found<'r>),
    Computed(Box<computed::Read>),
    Nothing,
}

struct ReadConnection {
    total: usize,
    range: Range<usize>,
    parts: Vec<ReadPart>,
}

enum ReadPart {
    Nothing,
    Nodes(Level),
    /// As the parts of the edges.
    Edges(Vec<Option<Level>>),
    Facets(ReadFacets),
}

struct ReadFacets {
    rows: Vec<(TermId, usize)>,
    /// As the parts of the facets.
    levels: Vec<Option<Level>>,
    /// Where the node of each row stands in each level.
    places: Vec<Option<usize>>,
}

fn read<'r>(reader: Reader<'r>, root: &Root) -> Result<Read<'r>, Fault> {
    let bound = reader.reading.bound;
    let objects = |asked: Vec<Option<TermId>>, selection: &Selection| {
        let (nodes, places) = distinct(&asked);
        Ok(Read::Objects(reader.level(&root.key, selection, &nodes)?, places))
    };
    match &root.what {
        What::Schema => Ok(Read::Nothing),
        What::Node { id, selection } => objects(vec![bound.node(id)], selection),
        What::Nodes { ids, selection } => objects(ids.iter().map(|it| bound.node(it)).collect(), selection),
        What::One { of, id, slug, selection } => {
            let found = match (id, slug) {
                (Some(id), _) => bound.node(id).filter(|it| is_instance(reader.reading, *of, *it)),
                (None, Some(slug)) => bound.by_slug(*of, slug),
                (None, None) => None,
            };
            objects(vec![found], selection)
        }
        What::Connection(it) => read_connection(reader, &root.key, it),
        What::Search(it) => search::read(reader, &root.key, it).map(Read::Search),
        What::Computed(plan) => Ok(Read::Computed(Box::new(computed::read(reader, &root.key, plan, None)?))),
    }
}

/// Nodes each once, and where each one that was asked for stands among them.
fn distinct(asked: &[Option<TermId>]) -> (Vec<TermId>, Vec<Option<usize>>) {
    let (mut nodes, mut known) = (Vec::new(), FxHashMap::default());
    let place = |id: &Option<TermId>| {
        id.map(|id| {
            *known.entry(id).or_insert_with(|| {
                nodes.push(id);
                nodes.len() - 1
            })
        })
    };
    let places = asked.iter().map(place).collect();
    (nodes, places)
}

fn is_instance(reading: Reading<'_>, of: usize, node: TermId) -> bool {
    let bound = reading.bound;
    let instances = bound.instances(of);
    let key = |it: TermId| {
        let entry = bound.view.dictionary().entry(it);
        (entry.kind as u8, entry.text)
    };
    instances.binary_search_by(|it| key(*it).cmp(&key(node))).is_ok()
}

fn read_connection<'r>(reader: Reader<'r>, key: &str, it: &Connection) -> Result<Read<'r>, Fault> {
    let reading = reader.reading;
    let all = reading.bound.instances(it.of);
    let mut nodes: Vec<TermId> = match &it.filter {
        None => all.to_vec(),
        Some(filter) => {
            let passed = filter.passes(reading, &format!("{key}.where"), &all)?;
            all.iter().zip(passed).filter(|it| it.1).map(|it| *it.0).collect()
        }
    };
    nodes = super::order::sort(reading, &format!("{key}.orderBy"), &it.order, &it.languages, nodes)?;
    let range = it.page.range(nodes.len());
    let page = &nodes[range.clone()];
    let mut parts = Vec::new();
    for (part_key, part) in &it.parts {
        let path = format!("{key}.{part_key}");
        parts.push(match part {
            ConnectionPart::Nodes(selection) => ReadPart::Nodes(reader.level(&path, selection, page)?),
            ConnectionPart::Edges(parts) => {
                let mut levels = Vec::new();
                for (edge_key, part) in parts {
                    levels.push(match part {
                        EdgePart::Node(selection) => {
                            Some(reader.level(&format!("{path}.{edge_key}"), selection, page)?)
                        }
                        EdgePart::Cursor | EdgePart::TypeName => None,
                    });
                }
                ReadPart::Edges(levels)
            }
            ConnectionPart::Facets { field, first, parts } => {
                ReadPart::Facets(facets(reader, &path, (field, *first), parts, &nodes)?)
            }
            ConnectionPart::TypeName | ConnectionPart::TotalCount | ConnectionPart::PageInfo(_) => {
                ReadPart::Nothing
            }
        });
    }
    Ok(Read::Connection(Box::new(ReadConnection { total: nodes.len(), range, parts })))
}

/// How many nodes have each value, the most frequent first, then by the value.
fn facets(
    reader: Reader<'_>,
    path: &str,
    (field, first): (&Field, usize),
    parts: &[(String, FacetPart)],
    nodes: &[TermId],
) -> Result<ReadFacets, Fault> {
    let dictionary = reader.reading.bound.view.dictionary();
    let column = reader.reading.column(path, field.origin, nodes, None)?;
    let mut counts: FxHashMap<TermId, usize> = FxHashMap::default();
    let mut seen = FxHashSet::default();
    for at in 0..nodes.len() {
        seen.clear();
        for value in column.of(at) {
            if seen.insert(*value) {
                *counts.entry(*value).or_default() += 1;
            }
        }
        reader.reading.meter.work(1)?;
    }
    let mut values: Vec<TermId> = counts.keys().copied().collect();
    reader.reading.bound.sort_by_name(&mut values);
    values.sort_by_key(|it| std::cmp::Reverse(counts[it]));
    values.truncate(first);
    let is_link =
        matches!(field.values, Values::Link(_) | Values::Union(_) | Values::Enum(_) | Values::Value);
    let node = |it: &TermId| (is_link && value::is_node(dictionary.kind(*it))).then_some(*it);
    let (linked, places) = distinct(&values.iter().map(node).collect::<Vec<_>>());
    let mut levels = Vec::new();
    for (key, part) in parts {
        levels.push(match part {
            FacetPart::Node(selection) => Some(reader.level(&format!("{path}.{key}"), selection, &linked)?),
            FacetPart::TypeName | FacetPart::Value | FacetPart::Count => None,
        });
    }
    let rows = values.into_iter().map(|it| (it, counts[&it])).collect();
    Ok(ReadFacets { rows, levels, places })
}

fn write<'w>(writer: &mut Writer<'w>, root: &'w Root, read: &'w Read<'_>) -> Result<(), Fault> {
    match (&root.what, read) {
        (What::Nodes { selection, .. }, Read::Objects(level, places)) => {
            writer.raw(b"[");
            for (n, place) in places.iter().enumerate() {
                if n > 0 {
                    writer.raw(b",");
                }
                writer.push_index(n);
                object(writer, level, selection, *place)?;
                writer.pop();
            }
            writer.raw(b"]");
            Ok(())
        }
        (What::Node { selection, .. } | What::One { selection, .. }, Read::Objects(level, places)) => {
            object(writer, level, selection, places.first().copied().flatten())
        }
        (What::Connection(it), Read::Connection(read)) => write_connection(writer, it, read),
        (What::Search(it), Read::Search(found)) => search::write(writer, it, found),
        (What::Computed(plan), Read::Computed(read)) => computed::write(writer, plan, read, 0),
        // Each kind of field is read as its own kind.
        (
            What::Schema
            | What::Node { .. }
            | What::Nodes { .. }
            | What::One { .. }
            | What::Connection(_)
            | What::Search(_)
            | What::Computed(_),
            _,
        ) => {
            writer.raw(b"null");
            Ok(())
        }
    }
}

fn object<'w>(
    writer: &mut Writer<'w>,
    level: &'w Level,
    selection: &'w Selection,
    place: Option<usize>,
) -> Result<(), Fault> {
    if let Some(place) = place {
        return writer.object(level, selection, place);
    }
    writer.raw(b"null");
    Ok(())
}

fn write_connection<'w>(
    writer: &mut Writer<'w>,
    it: &'w Connection,
    read: &'w ReadConnection,
) -> Result<(), Fault> {
    let bound = writer.bound;
    let (name, revision) = (&bound.model.types[it.of].name, bound.view.revision());
    let n = read.range.len();
    writer.raw(b"{");
    for (at, ((key, part), read_part)) in it.parts.iter().zip(&read.parts).enumerate() {
        if at > 0 {
            writer.raw(b",");
        }
        writer.string(key);
        writer.raw(b":");
        writer.push_key(key);
        match (part, read_part) {
            (ConnectionPart::TotalCount, _) => writer.number(read.total as u64),
            (ConnectionPart::Nodes(selection), ReadPart::Nodes(level)) => {
                rows(writer, n, |writer, at| writer.object(level, selection, at))?;
            }
            (ConnectionPart::Edges(parts), ReadPart::Edges(levels)) => rows(writer, n, |writer, at| {
                record(writer, parts, |writer, place, part| {
                    match (part, &levels[place]) {
                        (EdgePart::Node(selection), Some(level)) => writer.object(level, selection, at)?,
                        (EdgePart::Cursor, _) => {
                            writer.string(&it.page.cursor(revision, read.range.start + at));
                        }
                        (EdgePart::TypeName | EdgePart::Node(_), _) => writer.string(&format!("{name}Edge")),
                    }
                    Ok(())
                })
            })?,
            (ConnectionPart::PageInfo(parts), _) => record(writer, parts, |writer, _, part| {
                let cursor = |writer: &mut Writer<'w>, place: Option<usize>| match place {
                    Some(place) => writer.string(&it.page.cursor(revision, place)),
                    None => writer.raw(b"null"),
                };
                let boolean = |it: bool| if it { &b"true"[..] } else { b"false" };
                match part {
                    PagePart::TypeName => writer.string("PageInfo"),
                    PagePart::HasNext => writer.raw(boolean(read.range.end < read.total)),
                    PagePart::HasPrevious => writer.raw(boolean(read.range.start > 0)),
                    PagePart::Start => cursor(writer, (n > 0).then_some(read.range.start)),
                    PagePart::End => cursor(writer, (n > 0).then(|| read.range.end - 1)),
                }
                Ok(())
            })?,
            (ConnectionPart::Facets { parts, .. }, ReadPart::Facets(facets)) => {
                rows(writer, facets.rows.len(), |writer, at| write_facet(writer, parts, facets, at))?;
            }
            // Each part is read as its own kind.
            (
                ConnectionPart::TypeName
                | ConnectionPart::Nodes(_)
                | ConnectionPart::Edges(_)
                | ConnectionPart::Facets { .. },
                _,
            ) => writer.string(&format!("{name}Connection")),
        }
        writer.pop();
    }
    writer.raw(b"}");
    Ok(())
}

fn write_facet<'w>(
    writer: &mut Writer<'w>,
    parts: &'w [(String, FacetPart)],
    facets: &'w ReadFacets,
    at: usize,
) -> Result<(), Fault> {
    let bound = writer.bound;
    let (value, count) = facets.rows[at];
    record(writer, parts, |writer, place, part| {
        match (part, &facets.levels[place]) {
            (FacetPart::Value, _) => writer.string(bound.view.dictionary().text(value)),
            (FacetPart::Count, _) => writer.number(count as u64),
            (FacetPart::Node(selection), Some(level)) => object(writer, level, selection, facets.places[at])?,
            (FacetPart::TypeName | FacetPart::Node(_), _) => writer.string("Facet"),
        }
        Ok(())
    })
}

pub(super) fn rows<'w>(
    writer: &mut Writer<'w>,
    n: usize,
    mut one: impl FnMut(&mut Writer<'w>, usize) -> Result<(), Fault>,
) -> Result<(), Fault> {
    writer.raw(b"[");
    for at in 0..n {
        if at > 0 {
            writer.raw(b",");
        }
        writer.meter.values(1)?;
        writer.push_index(at);
        one(writer, at)?;
        writer.pop();
    }
    writer.raw(b"]");
    Ok(())
}

pub(super) fn record<'w, T>(
    writer: &mut Writer<'w>,
    parts: &'w [(String, T)],
    mut one: impl FnMut(&mut Writer<'w>, usize, &'w T) -> Result<(), Fault>,
) -> Result<(), Fault> {
    writer.raw(b"{");
    for (place, (key, part)) in parts.iter().enumerate() {
        if place > 0 {
            writer.raw(b",");
        }
        writer.string(key);
        writer.raw(b":");
        writer.push_key(key);
        one(writer, place, part)?;
        writer.pop();
    }
    writer.raw(b"}");
    Ok(())
}
