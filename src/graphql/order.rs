//! In which order do nodes stand?
//!
//! Missing values come last whichever way an order goes; of several values the least counts, descending the greatest;
//! a link goes by the best label of its node; equals stand by IRI.

use super::column::{Column, Reading};
use super::error::Fault;
use super::language::Languages;
use super::model::{Origin, Scalar, Values};
use super::plan::OrderBy;
use super::value::{self, Key};
use crate::graph::TermId;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// The keys of some nodes, one list for each part of the order.
struct Keys {
    of: Vec<Vec<Option<Key>>>,
    is_descending: Vec<bool>,
}

impl Keys {
    fn cmp(&self, a: usize, b: usize) -> Ordering {
        for (keys, is_descending) in self.of.iter().zip(&self.is_descending) {
            let order = match (&keys[a], &keys[b]) {
                (Some(a), Some(b)) if *is_descending => b.cmp(a),
                (Some(a), Some(b)) => a.cmp(b),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            };
            if order != Ordering::Equal {
                return order;
            }
        }
        Ordering::Equal
    }
}

fn keys(
    reading: Reading<'_>,
    path: &str,
    order: &[OrderBy],
    languages: &Languages,
    nodes: &[TermId],
) -> Result<Keys, Fault> {
    let mut keys = Keys { of: Vec::new(), is_descending: Vec::new() };
    for by in order {
        keys.of.push(field_keys(reading, &format!("{path}.{}", by.field.name), by, languages, nodes)?);
        keys.is_descending.push(by.is_descending);
    }
    Ok(keys)
}

fn field_keys(
    reading: Reading<'_>,
    path: &str,
    by: &OrderBy,
    languages: &Languages,
    nodes: &[TermId],
) -> Result<Vec<Option<Key>>, Fault> {
    let dictionary = reading.bound.view.dictionary();
    let column = reading.column(path, by.field.origin, nodes, None)?;
    let text = |id: TermId| Key::text(dictionary.text(id));
    let pick = |keys: &mut dyn Iterator<Item = Key>| {
        let best = if by.is_descending { Ordering::Greater } else { Ordering::Less };
        keys.reduce(|a, b| if b.cmp(&a) == best { b } else { a })
    };
    let mut keys = Vec::with_capacity(nodes.len());
    match by.field.values {
        Values::Text => {
            for at in 0..nodes.len() {
                keys.push(languages.best(dictionary, column.of(at)).map(text));
                reading.meter.work(1)?;
            }
        }
        Values::Link(_) | Values::Union(_) => {
            let mut linked = column.values.clone();
            linked.sort_unstable();
            linked.dedup();
            let names = reading.column(&format!("{path}.label"), Origin::Label, &linked, None)?;
            let labels: FxHashMap<TermId, Key> = linked
                .iter()
                .enumerate()
                .map(|(at, it)| (*it, text(languages.best(dictionary, names.of(at)).unwrap_or(*it))))
                .collect();
            for at in 0..nodes.len() {
                keys.push(pick(&mut column.of(at).iter().map(|it| labels[it].clone())));
                reading.meter.work(1)?;
            }
        }
        Values::Scalar(_) | Values::Enum(_) | Values::Value | Values::Source | Values::Computed(_) => {
            let scalar = if let Values::Scalar(it) = by.field.values { it } else { Scalar::Iri };
            let one = |it: &TermId| match by.field.origin {
                Origin::Slug => Some(Key::text(value::slug(dictionary.text(*it)))),
                _ => value::key(dictionary, *it, scalar),
            };
            for at in 0..nodes.len() {
                keys.push(pick(&mut column.of(at).iter().filter_map(one)));
                reading.meter.work(1)?;
            }
        }
    }
    Ok(keys)
}

/// Sorts nodes that stand by IRI already.
///
/// # Errors
/// The deadline.
pub(super) fn sort(
    reading: Reading<'_>,
    path: &str,
    order: &[OrderBy],
    languages: &Languages,
    nodes: Vec<TermId>,
) -> Result<Vec<TermId>, Fault> {
    if order.is_empty() {
        return Ok(nodes);
    }
    let keys = keys(reading, path, order, languages, &nodes)?;
    let mut places: Vec<usize> = (0..nodes.len()).collect();
    places.sort_by(|a, b| keys.cmp(*a, *b));
    Ok(places.into_iter().map(|at| nodes[at]).collect())
}

/// Sorts each row of a column.
///
/// # Errors
/// The deadline.
pub(super) fn sort_rows(
    reading: Reading<'_>,
    path: &str,
    order: &[OrderBy],
    languages: &Languages,
    column: Column,
) -> Result<Column, Fault> {
    if order.is_empty() {
        let mut column = column;
        for at in 0..column.len() {
            let row = column.starts[at] as usize..column.starts[at + 1] as usize;
            if row.len() > 1 {
                reading.bound.sort_by_name(&mut column.values[row]);
            }
        }
        return Ok(column);
    }
    let mut nodes = column.values.clone();
    nodes.sort_unstable();
    nodes.dedup();
    reading.bound.sort_by_name(&mut nodes);
    let keys = keys(reading, path, order, languages, &nodes)?;
    let places: FxHashMap<TermId, usize> = nodes.iter().enumerate().map(|(at, it)| (*it, at)).collect();
    Ok(column.map(|row, into| {
        let mut sorted: Vec<usize> = row.iter().map(|it| places[it]).collect();
        sorted.sort_by(|a, b| keys.cmp(*a, *b).then(a.cmp(b)));
        into.extend(sorted.into_iter().map(|at| nodes[at]));
    }))
}
