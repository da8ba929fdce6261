//! Which nodes are called so? The index of names finds them, and the plan asks them further.

use super::column::Reading;
use super::error::{Code, Fault};
use super::execute::{record, rows};
use super::level::{Level, Reader};
use super::plan::{HitPart, Search, SearchPart};
use super::write::Writer;
use crate::graph::{NONE, TermId};
use crate::resource::search::{Hits, LANGUAGES_MAX, Query};

/// What was found, and what was asked of it further.
pub(super) struct Found<'r> {
    hits: Hits<'r>,
    /// As the parts of the search, and in each as the parts of a hit.
    levels: Vec<Vec<Option<Level>>>,
}

/// # Errors
/// A search beyond the limits of the index; the deadline.
pub(super) fn read<'r>(reader: Reader<'r>, key: &str, it: &Search) -> Result<Found<'r>, Fault> {
    let Reading { bound, meter } = reader.reading;
    let class = |it: &String| bound.view.dictionary().iri(it).unwrap_or(NONE);
    let types: Vec<TermId> =
        it.types.iter().flat_map(|at| &bound.model.types[*at].classes).map(class).collect();
    // A type that no class has: nothing is of it.
    let types = if types.is_empty() && !it.types.is_empty() { vec![NONE] } else { types };
    let query = Query {
        text: &it.text,
        types: &types,
        languages: &it.languages[..it.languages.len().min(LANGUAGES_MAX)],
        limit: it.first,
        ..Query::default()
    };
    let start = meter.start();
    let hits = reader
        .registry
        .search(&bound.view, &query)
        .map_err(|error| Fault::new(Code::BadArgument, format!("search: {error}")))?;
    meter.batch(key, 1, hits.list.len(), start);
    meter.work(hits.n_looked_at as u64)?;
    let nodes: Vec<TermId> = hits.list.iter().map(|it| it.subject).collect();
    let mut levels = Vec::new();
    for (part_key, part) in &it.parts {
        let mut of_part = Vec::new();
        if let SearchPart::Hits(parts) = part {
            for (hit_key, part) in parts {
                of_part.push(match part {
                    HitPart::Node(selection) => {
                        let path = format!("{key}.{part_key}.{hit_key}");
                        Some(reader.level(&path, selection, &nodes)?)
                    }
                    HitPart::TypeName | HitPart::Name | HitPart::Lang | HitPart::Score => None,
                });
            }
        }
        levels.push(of_part);
    }
    Ok(Found { hits, levels })
}

pub(super) fn write<'w>(writer: &mut Writer<'w>, it: &'w Search, found: &'w Found<'_>) -> Result<(), Fault> {
    record(writer, &it.parts, |writer, at, part| {
        match part {
            SearchPart::TypeName => writer.string("SearchResult"),
            SearchPart::TotalCount => writer.number(found.hits.total as u64),
            SearchPart::Complete => writer.raw(if found.hits.is_whole { b"true" } else { b"false" }),
            SearchPart::Hits(parts) => rows(writer, found.hits.list.len(), |writer, n| {
                let hit = &found.hits.list[n];
                record(writer, parts, |writer, place, part| {
                    match (part, &found.levels[at][place]) {
                        (HitPart::Node(selection), Some(level)) => writer.object(level, selection, n)?,
                        (HitPart::Name, _) => writer.string(hit.label.text),
                        (HitPart::Lang, _) => match hit.label.language {
                            Some(it) => writer.string(it),
                            None => writer.raw(b"null"),
                        },
                        (HitPart::Score, _) => writer.number(u64::from(hit.score)),
                        (HitPart::TypeName | HitPart::Node(_), _) => writer.string("SearchHit"),
                    }
                    Ok(())
                })
            })?,
        }
        Ok(())
    })
}
