//! How are changes told in words?

use super::change::{ChangeKind, Changes, EntityChange, GraphChange, PropertyChange, Value};
use oxrdf::GraphName;
use std::io::{self, Write};

/// Characters of a value in a line; a longer one is cut off with an ellipsis.
const VALUE_CHARS_MAX: usize = 80;

/// Values of one property in a line.
const VALUES_MAX: usize = 5;

/// Lines of one thing.
const LINES_MAX: usize = 20;

/// Writes changes as lines: one a graph, and below it one or more a thing, such as
/// `milestone M3: due date 2026 to 2027`.
///
/// # Errors
/// What `out` says.
pub fn write_changes(changes: &Changes, out: &mut dyn Write) -> io::Result<()> {
    for graph in &changes.graphs {
        writeln!(out, "{}", graph_line(graph))?;
        for entity in &graph.entities {
            write_entity(entity, out)?;
        }
        let n_left = graph.n_entities - graph.entities.len();
        if n_left > 0 {
            let n_entities = graph.n_entities;
            writeln!(out, "  and {}, {n_entities} in all", counted(n_left, "more thing"))?;
        }
    }
    Ok(())
}

fn graph_line(graph: &GraphChange) -> String {
    let name = match &graph.graph {
        GraphName::DefaultGraph => "default graph".to_owned(),
        GraphName::NamedNode(it) => format!("graph {it}"),
        GraphName::BlankNode(it) => format!("graph {it}"),
    };
    let news = match graph.kind {
        ChangeKind::Added => "new ",
        ChangeKind::Removed => "emptied ",
        ChangeKind::Changed => "",
    };
    format!("{news}{name}: {} added, {} removed", graph.n_added, graph.n_removed)
}

fn write_entity(entity: &EntityChange, out: &mut dyn Write) -> io::Result<()> {
    let class = entity.class.as_ref().map(|it| format!("{} ", it.name)).unwrap_or_default();
    let thing = format!("{class}{}", shortened(&entity.name));
    match entity.kind {
        ChangeKind::Added => writeln!(out, "  new {thing}: {}", counted(entity.n_added, "statement")),
        ChangeKind::Removed => writeln!(out, "  removed {thing}: {}", counted(entity.n_removed, "statement")),
        ChangeKind::Changed => {
            for property in entity.properties.iter().take(LINES_MAX) {
                writeln!(out, "  {thing}: {}", property_words(property))?;
            }
            let n_told: usize = told(entity).map(|it| it.old.len() + it.new.len()).sum();
            let n_all = entity.n_added + entity.n_removed;
            if n_told == 0 || entity.properties.len() > LINES_MAX {
                writeln!(out, "  {thing}: {} changed in all", counted(n_all, "statement"))?;
            }
            Ok(())
        }
    }
}

fn told(entity: &EntityChange) -> impl Iterator<Item = &PropertyChange> {
    entity.properties.iter().take(LINES_MAX)
}

/// `due date 2026 to 2027`, `due date 2027 added`, `name (de) Sachsen removed`.
fn property_words(property: &PropertyChange) -> String {
    let names: Vec<&str> = property.path.iter().map(|it| it.name.as_str()).collect();
    let language = property.language.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
    let words = names.join(" / ") + &language;
    match (property.old.as_slice(), property.new.as_slice()) {
        (old, []) => format!("{words} {} removed", values(old)),
        ([], new) => format!("{words} {} added", values(new)),
        (old, new) => format!("{words} {} to {}", values(old), values(new)),
    }
}

fn values(values: &[Value]) -> String {
    let mut texts: Vec<String> = values.iter().take(VALUES_MAX).map(|it| shortened(&it.text)).collect();
    if values.len() > VALUES_MAX {
        texts.push(format!("and {} more", values.len() - VALUES_MAX));
    }
    texts.join(", ")
}

/// A text as one line of bounded length.
fn shortened(text: &str) -> String {
    let mut letters = text.chars().map(|it| if it.is_control() { ' ' } else { it });
    let mut short: String = letters.by_ref().take(VALUE_CHARS_MAX).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

fn counted(n: usize, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}
