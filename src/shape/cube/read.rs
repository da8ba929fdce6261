//! Which constraints on cubes does a shapes graph declare?

use super::Rule;
use crate::graph::TermId;
use crate::shape::finding::Source;
use crate::shape::model::Severity;
use crate::shape::read::{Reader, Reason, local};
use crate::vocab::{con, sh};
use std::sync::Arc;

/// The last constraint of section 11.1.
const NUMBER_MAX: u8 = 21;

/// What may stand on a declaration; anything else of the SHACL namespace would go unchecked.
const TERMS: &[&str] = &[sh::NAME, sh::DESCRIPTION, sh::SEVERITY, sh::MESSAGE, sh::DEACTIVATED, sh::ORDER];

/// The declared constraints by number; what is wrong with a declaration is refused.
pub(in crate::shape) fn read(reader: &mut Reader<'_>) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for node in reader.instances(&[con::class::CUBE_CONSTRAINT]) {
        match rule(reader, node) {
            Ok(Some(rule)) if rules.iter().any(|it| it.number == rule.number) => {
                reader.refuse(node, format!("IC-{} is declared twice", rule.number));
            }
            Ok(rule) => rules.extend(rule),
            Err(reason) => reader.refuse(node, reason),
        }
    }
    rules.sort_by_key(|it| it.number);
    rules
}

fn rule(reader: &Reader<'_>, node: TermId) -> Result<Option<Rule>, Reason> {
    let component = reader.iri(node, con::class::CUBE_CONSTRAINT)?;
    for [_, predicate, _] in reader.graph.scan(crate::graph::Pattern::new(Some(node), None, None)) {
        let predicate = reader.dictionary.text(predicate);
        if predicate.starts_with(sh::NS) && !TERMS.contains(&predicate) {
            return Err(format!("{} is not supported on a constraint on cubes", local(predicate)));
        }
    }
    let Some(number) = reader.one(node, con::property::NUMBER)? else {
        return Err(format!("a constraint on cubes needs a {}", local(con::property::NUMBER)));
    };
    let text = reader.string(number, con::property::NUMBER)?;
    let number = text.strip_prefix("IC-").and_then(|it| it.parse().ok());
    let known = number.filter(|it| (1..=NUMBER_MAX).contains(it) && text == format!("IC-{it}"));
    let Some(number) = known else {
        return Err(format!("the constraint on cubes {text:?} is unknown"));
    };
    let messages = reader.messages(node)?;
    if messages.is_empty() {
        return Err("a constraint on cubes needs a sh:message".to_owned());
    }
    if reader.is_true(node, sh::DEACTIVATED)? {
        return Ok(None);
    }
    let severity = match reader.one(node, sh::SEVERITY)? {
        Some(it) => Severity::of(&reader.iri(it, sh::SEVERITY)?),
        None => Severity::Violation,
    };
    let has_places = messages.iter().any(|it| it.value().contains("{?") || it.value().contains("{$"));
    let source = Source {
        shape: component.clone().into(),
        path: None,
        component,
        constraint: None,
        severity,
        messages,
        expected: format!("the integrity constraint IC-{number} of the RDF Data Cube Vocabulary must hold"),
    };
    Ok(Some(Rule { number, source: Arc::new(source), has_places }))
}
