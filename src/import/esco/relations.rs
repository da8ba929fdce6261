//! What belongs to what? Relations between the concepts that are there, each once and without circles.

use super::super::ImportError;
use super::super::table::{Table, shown};
use super::archive::{Kind, Tables};
use super::concepts::{Class, Concepts};
use super::{Counts, State};
use rustc_hash::FxHashMap;

/// How a skill belongs to an occupation or to another skill.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Importance {
    Essential,
    Optional,
}

/// All relations, by the places of their ends.
#[derive(Debug, Default)]
pub(super) struct Relations {
    /// From an occupation or skill to a skill.
    pub(super) needs: Vec<(u32, u32, Importance)>,
    /// From the narrower to the broader one.
    pub(super) broader: Vec<(u32, u32)>,
    pub(super) counts: Counts,
}

pub(super) fn read(
    tables: &mut Tables,
    concepts: &Concepts,
    relations: &mut Relations,
    state: &mut State<'_>,
) -> Result<(), ImportError> {
    // Such a table may come in several languages, which differ in labels that are not read.
    let mut first = |kind: Kind| tables.take(kind).into_iter().next().map(|it| it.1);
    let occupations = first(Kind::OccupationSkill);
    let skills = first(Kind::SkillSkill);
    let broader = [first(Kind::BroaderOccupations), first(Kind::BroaderSkills)];
    if let Some(table) = occupations {
        let ends = Ends { from: "occupationuri", to: "skilluri", class: Class::Occupation };
        read_needs(&table, &ends, concepts, relations, state)?;
    }
    if let Some(table) = skills {
        let ends = Ends { from: "originalskilluri", to: "relatedskilluri", class: Class::Skill };
        read_needs(&table, &ends, concepts, relations, state)?;
    }
    let broader: Vec<Table> = broader.into_iter().flatten().collect();
    read_broader(&broader, concepts, relations, state)
}

/// The columns of the two ends, and what the first end is.
struct Ends {
    from: &'static str,
    to: &'static str,
    class: Class,
}

fn read_needs(
    table: &Table,
    ends: &Ends,
    concepts: &Concepts,
    relations: &mut Relations,
    state: &mut State<'_>,
) -> Result<(), ImportError> {
    let from_column = table.required("the one that needs the skill", &[ends.from])?;
    let to_column = table.required("skills", &[ends.to])?;
    let kind_column = table.required("the kind of relation", &["relationtype"])?;
    let is_occupation = ends.class == Class::Occupation;
    let what = if is_occupation { "occupation" } else { "skill" };
    let name = &table.source_name;
    let mut seen: FxHashMap<(u32, u32), (Importance, u64)> = FxHashMap::default();
    for row in &table.rows {
        if let Some(problem) = table.width_problem(row) {
            state.reject(name, row.line, problem);
            continue;
        }
        let importance = match row.cell(kind_column) {
            "essential" => Importance::Essential,
            "optional" => Importance::Optional,
            other => {
                let reason = format!("relationType is {} and neither essential nor optional", shown(other));
                state.reject(name, row.line, reason);
                continue;
            }
        };
        if is_occupation {
            relations.counts.relation_rows += 1;
        }
        let found = [(from_column, ends.class, what), (to_column, Class::Skill, "skill")].map(
            |(column, class, what)| {
                let cell = row.cell(column);
                let place = concepts.place(cell).filter(|it| concepts.all[*it as usize].class == class);
                place
                    .ok_or_else(|| format!("dangling: the {what} <{}> is in no table of {what}s", told(cell)))
            },
        );
        let [from, to] = match found {
            [Ok(from), Ok(to)] => [from, to],
            [Err(reason), _] | [_, Err(reason)] => {
                relations.counts.dangling_relations += usize::from(is_occupation);
                state.reject(name, row.line, reason);
                continue;
            }
        };
        if from == to {
            state.reject(name, row.line, format!("<{}> needs itself", told(row.cell(from_column))));
            continue;
        }
        if let Some((first, line)) = seen.get(&(from, to)) {
            let reason = if *first == importance {
                format!("the same relation stands in line {line}")
            } else {
                format!("line {line} says that the same skill is {}: the first counts", first.word())
            };
            state.reject(name, row.line, reason);
            continue;
        }
        seen.insert((from, to), (importance, row.line));
        relations.needs.push((from, to, importance));
        match (is_occupation, importance) {
            (true, Importance::Essential) => relations.counts.essential += 1,
            (true, Importance::Optional) => relations.counts.optional += 1,
            (false, _) => relations.counts.skill_skill += 1,
        }
    }
    state.done(name, table.rows.len());
    Ok(())
}

impl Importance {
    fn word(self) -> &'static str {
        match self {
            Self::Essential => "essential",
            Self::Optional => "optional",
        }
    }
}

fn read_broader(
    tables: &[Table],
    concepts: &Concepts,
    relations: &mut Relations,
    state: &mut State<'_>,
) -> Result<(), ImportError> {
    // With the table and the line that say it.
    let mut edges: Vec<(u32, u32, usize, u64)> = Vec::new();
    let mut seen: FxHashMap<(u32, u32), u64> = FxHashMap::default();
    for (at, table) in tables.iter().enumerate() {
        let from_column = table.required("the narrower concepts", &["concepturi"])?;
        let to_column = table.required("the broader concepts", &["broaderuri"])?;
        for row in &table.rows {
            if let Some(problem) = table.width_problem(row) {
                state.reject(&table.source_name, row.line, problem);
                continue;
            }
            let (narrower, broader) = (row.cell(from_column), row.cell(to_column));
            let ends = [narrower, broader].map(|it| concepts.place(it));
            let reason = match ends {
                [Some(from), Some(to)] if is_of_one_pillar(concepts, from, to) => {
                    match seen.insert((from, to), row.line) {
                        None => {
                            edges.push((from, to, at, row.line));
                            continue;
                        }
                        Some(line) => format!("the same relation stands in line {line}"),
                    }
                }
                [Some(_), Some(_)] => {
                    "an occupation and a skill are never one broader than the other".to_owned()
                }
                [None, _] => format!("dangling: <{}> is in no table of concepts", told(narrower)),
                [_, None] => format!("dangling: <{}> is in no table of concepts", told(broader)),
            };
            state.reject(&table.source_name, row.line, reason);
        }
        state.done(&table.source_name, table.rows.len());
    }
    let closing = closing_edges(concepts.all.len(), &edges);
    for (at, (from, to, table, line)) in edges.into_iter().enumerate() {
        if closing[at] {
            let [narrower, broader] = [from, to].map(|it| &concepts.all[it as usize].iri);
            let reason = format!(
                "<{broader}> is itself below <{narrower}>: the row closes a circle of broader concepts"
            );
            state.reject(&tables[table].source_name, line, reason);
        } else {
            relations.broader.push((from, to));
        }
    }
    relations.counts.broader = relations.broader.len();
    Ok(())
}

fn is_of_one_pillar(concepts: &Concepts, from: u32, to: u32) -> bool {
    let is_occupation =
        |it: u32| matches!(concepts.all[it as usize].class, Class::Occupation | Class::IscoGroup);
    is_occupation(from) == is_occupation(to)
}

/// The edges without which no concept is below itself: those that a walk in the order of rows finds to lead back.
fn closing_edges(n_nodes: usize, edges: &[(u32, u32, usize, u64)]) -> Vec<bool> {
    let mut starts = vec![0u32; n_nodes + 1];
    for (from, ..) in edges {
        starts[*from as usize + 1] += 1;
    }
    for at in 0..n_nodes {
        starts[at + 1] += starts[at];
    }
    let mut out = vec![0u32; edges.len()];
    let mut next = starts.clone();
    for (at, (from, ..)) in (0u32..).zip(edges) {
        out[next[*from as usize] as usize] = at;
        next[*from as usize] += 1;
    }
    let mut closing = vec![false; edges.len()];
    let (mut is_open, mut is_done) = (vec![false; n_nodes], vec![false; n_nodes]);
    for start in 0..n_nodes {
        // A node and the place of its next edge.
        let mut walk: Vec<(usize, u32)> = Vec::new();
        if !is_done[start] {
            is_open[start] = true;
            walk.push((start, starts[start]));
        }
        while let Some((node, place)) = walk.last_mut() {
            let node = *node;
            if *place == starts[node + 1] {
                is_open[node] = false;
                is_done[node] = true;
                walk.pop();
                continue;
            }
            let edge = out[*place as usize] as usize;
            *place += 1;
            let target = edges[edge].1 as usize;
            if is_open[target] {
                closing[edge] = true;
            } else if !is_done[target] {
                is_open[target] = true;
                walk.push((target, starts[target]));
            }
        }
    }
    closing
}

/// A cell as part of a message in which it is a name: cut off where it is no short one.
fn told(cell: &str) -> String {
    const CHARS_MAX: usize = 120;
    cell.chars().take(CHARS_MAX).flat_map(char::escape_debug).collect()
}
