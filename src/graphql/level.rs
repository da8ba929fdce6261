//! How is a selection read for all objects of a level at once?
//!
//! One batch a field, whatever the number of objects; the linked objects, each once, are the next level.

use super::bound::Bound;
use super::column::{Column, Reading};
use super::computed::{self, Domain};
use super::error::Fault;
use super::model::{Field, Origin, TypeAt, Values};
use super::plan::{Planned, Selection, Sub};
use super::value;
use crate::graph::{Pattern, TermId};
use crate::registry::Registry;
use rustc_hash::FxHashMap;

/// The place of a value that is no node.
pub(super) const NO_PLACE: u32 = u32::MAX;

/// Objects with everything that was asked of them.
pub(super) struct Level {
    /// The object type of each.
    pub(super) types: Vec<TypeAt>,
    /// As the fields of the selection.
    pub(super) fields: Vec<Filled>,
}

/// The values of one field.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) column: Column,
    /// For links: where each value of the column stands in the next level.
    pub(super) places: Vec<u32>,
    pub(super) next: Option<Box<Level>>,
    /// For sources: which graph, which document, which revision; the column holds places of this list.
    pub(super) sources: Vec<SourceRow>,
    /// For what a domain answers.
    pub(super) computed: Option<Box<computed::Read>>,
}

pub(super) struct SourceRow {
    pub(super) graph: TermId,
    pub(super) document: Option<TermId>,
    pub(super) revision: Option<u64>,
}

/// What a request reads, beside the view: which revision touched a graph last.
#[derive(Clone, Copy)]
pub(super) struct Reader<'r> {
    pub(super) reading: Reading<'r>,
    pub(super) revision_of_graph: &'r dyn Fn(&str) -> Option<u64>,
    pub(super) registry: &'r Registry,
    pub(super) domains: &'static [Domain],
}

impl Reader<'_> {
    fn bound(&self) -> &Bound {
        self.reading.bound
    }

    /// Reads a level and everything below it; the recursion is as deep as the selection, which is bounded.
    ///
    /// # Errors
    /// A limit that was met.
    pub(super) fn level(&self, path: &str, selection: &Selection, nodes: &[TermId]) -> Result<Level, Fault> {
        let types = self.types(path, selection, nodes)?;
        let has_several = selection.by_type.len() > 1;
        let mut fields = Vec::with_capacity(selection.fields.len());
        for (at, planned) in selection.fields.iter().enumerate() {
            let Some(field) = &planned.field else {
                fields.push(Filled::default());
                continue;
            };
            let uses = has_several.then(|| self.uses(selection, at, &types));
            let path = format!("{path}.{}", planned.key);
            fields.push(self.field(&path, planned, field, nodes, uses.as_deref())?);
        }
        Ok(Level { types, fields })
    }

    fn uses(&self, selection: &Selection, field: usize, types: &[TypeAt]) -> Vec<bool> {
        let mut of_type = vec![false; self.bound().model.types.len()];
        for (at, fields) in &selection.by_type {
            of_type[*at] = fields.contains(&field);
        }
        types.iter().map(|it| of_type[*it]).collect()
    }

    /// The object type of each node, read only where there is a choice.
    fn types(&self, path: &str, selection: &Selection, nodes: &[TermId]) -> Result<Vec<TypeAt>, Fault> {
        if let [(only, _)] = &selection.by_type[..] {
            return Ok(vec![*only; nodes.len()]);
        }
        let bound = self.bound();
        let classes = self.reading.column(&format!("{path}.__typename"), Origin::Types, nodes, None)?;
        let allowed = bound.model.concrete(selection.values);
        let plain = bound.plain(selection.values);
        Ok((0..nodes.len()).map(|at| bound.type_of(classes.of(at), allowed, plain)).collect())
    }

    fn field(
        &self,
        path: &str,
        planned: &Planned,
        field: &Field,
        nodes: &[TermId],
        uses: Option<&[bool]>,
    ) -> Result<Filled, Fault> {
        if field.origin == Origin::Sources {
            return self.sources(path, nodes, uses);
        }
        if let Sub::Computed(plan) = &planned.sub {
            let read = computed::read(*self, path, plan, Some((nodes, uses)))?;
            return Ok(Filled { computed: Some(Box::new(read)), ..Filled::default() });
        }
        let reading = self.reading;
        let mut column = reading.column(path, field.origin, nodes, uses)?;
        let Sub::Objects(selection) = &planned.sub else {
            if !matches!(field.values, Values::Text) && !matches!(field.origin, Origin::Id | Origin::Slug) {
                column = super::order::sort_rows(reading, path, &[], &planned.languages, column)?;
            }
            return Ok(Filled { column, ..Filled::default() });
        };
        if let Some(filter) = &planned.filter {
            let linked = self.distinct(&column);
            let passed = filter.passes(reading, path, &linked)?;
            let stays = |it: &TermId| linked.binary_search(it).is_ok_and(|at| passed[at]);
            column = column.map(|row, into| into.extend(row.iter().copied().filter(|it| stays(it))));
        }
        column = super::order::sort_rows(reading, path, &planned.order, &planned.languages, column)?;
        let max = if field.is_list { planned.first.unwrap_or(usize::MAX) } else { 1 };
        if max < column.values.len() {
            column = column.map(|row, into| into.extend_from_slice(&row[..row.len().min(max)]));
        }
        let (mut next, mut places) = (Vec::new(), Vec::with_capacity(column.values.len()));
        let mut place_of: FxHashMap<TermId, u32> = FxHashMap::default();
        let dictionary = self.bound().view.dictionary();
        for id in &column.values {
            let place = *place_of.entry(*id).or_insert_with(|| {
                if !value::is_node(dictionary.kind(*id)) {
                    return NO_PLACE;
                }
                next.push(*id);
                next.len() as u32 - 1
            });
            places.push(place);
        }
        let next = Some(Box::new(self.level(path, selection, &next)?));
        Ok(Filled { column, places, next, ..Filled::default() })
    }

    /// The nodes among the values, each once, ascending.
    fn distinct(&self, column: &Column) -> Vec<TermId> {
        let mut nodes = column.values.clone();
        nodes.sort_unstable();
        nodes.dedup();
        nodes.retain(|it| value::is_node(self.bound().view.dictionary().kind(*it)));
        nodes
    }

    /// One batch over the graphs: those that speak of each node.
    fn sources(&self, path: &str, nodes: &[TermId], uses: Option<&[bool]>) -> Result<Filled, Fault> {
        let (view, meter) = (&self.bound().view, self.reading.meter);
        let start = meter.start();
        let mut graphs: Vec<_> = view.graphs().filter(|it| it.0 != crate::graph::NONE).collect();
        graphs.sort_by_key(|it| view.dictionary().text(it.0));
        let revisions: Vec<Option<u64>> =
            graphs.iter().map(|it| (self.revision_of_graph)(view.dictionary().text(it.0))).collect();
        let mut filled =
            Filled { column: Column { starts: vec![0], values: Vec::new() }, ..Filled::default() };
        for (at, node) in nodes.iter().enumerate() {
            for ((graph, triples), revision) in
                graphs.iter().zip(&revisions).filter(|_| uses.is_none_or(|it| it[at]))
            {
                meter.work(1)?;
                if triples.count(Pattern::new(Some(*node), None, None)) == 0 {
                    continue;
                }
                let pattern = Pattern::new(Some(*node), Some(self.bound().primary_source), None);
                let mut documents: Vec<TermId> = triples.scan(pattern).map(|it| it[2]).collect();
                self.bound().sort_by_name(&mut documents);
                let mut documents: Vec<Option<TermId>> = documents.into_iter().map(Some).collect();
                if documents.is_empty() {
                    documents.push(None);
                }
                for document in documents {
                    filled.column.values.push(filled.sources.len() as TermId);
                    filled.sources.push(SourceRow { graph: *graph, document, revision: *revision });
                }
            }
            filled.column.close();
        }
        meter.batch(path, nodes.len(), filled.sources.len(), start);
        Ok(filled)
    }
}
