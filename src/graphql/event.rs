//! What does a subscriber hear of one revision?

use super::document::{Document, Variables};
use super::error::{Code, Fault};
use crate::registry::{Registry, RegistryError};
use crate::resource::ChangeLimits;
use async_graphql::Value as Argument;
use async_graphql::parser::Positioned;
use async_graphql::parser::types::{Directive, Selection, SelectionSet};
use oxrdf::{GraphName, Term};
use serde_json::{Map, Value, json};

/// Changed nodes that are named in one event; all are counted.
const ENTITIES_MAX: usize = 1_000;

/// The response to one event, for a document that was validated.
///
/// # Errors
/// A revision that is not there, or that cannot be compared with the one before.
pub(super) fn answer(
    registry: &Registry,
    document: &Document,
    variables: &Variables,
    number: u64,
) -> Result<Vec<u8>, Fault> {
    let fields = fields(registry, number).map_err(|error| match error {
        RegistryError::NoRevision(_) => Fault::new(Code::NoSuchRevision, error.to_string()),
        other => Fault::new(Code::Internal, other.to_string()),
    })?;
    let asker = Asker { document, variables };
    let mut event = Map::new();
    asker.select(&document.operation().selection_set.node, &mut |key, name, below, asker| {
        if name == "__typename" {
            event.insert(key.to_owned(), json!("Subscription"));
            return;
        }
        let mut told = event.get(key).and_then(Value::as_object).cloned().unwrap_or_default();
        asker.select(below, &mut |key, name, _, _| {
            let value = if name == "__typename" { json!("RevisionEvent") } else { fields[name].clone() };
            told.insert(key.to_owned(), value);
        });
        event.insert(key.to_owned(), Value::Object(told));
    });
    Ok(json!({"data": event, "extensions": {"revision": number}}).to_string().into_bytes())
}

fn fields(registry: &Registry, number: u64) -> Result<Value, RegistryError> {
    let heads = registry.revisions();
    let at = usize::try_from(number).ok().and_then(|it| it.checked_sub(1));
    let head = at.and_then(|it| heads.get(it)).ok_or(RegistryError::NoRevision(number.to_string()))?;
    let limits = ChangeLimits { entities_max: ENTITIES_MAX, ..ChangeLimits::default() };
    let changes = registry.diff(number - 1, number)?.changes("en", limits);
    let mut entities: Vec<String> = Vec::new();
    for it in changes.graphs.iter().flat_map(|it| &it.entities) {
        if let Term::NamedNode(it) = &it.thing
            && entities.len() < ENTITIES_MAX
        {
            entities.push(it.as_str().to_owned());
        }
    }
    entities.sort();
    entities.dedup();
    let graph = |it: &GraphName| match it {
        GraphName::NamedNode(it) => Some(it.as_str().to_owned()),
        GraphName::BlankNode(_) | GraphName::DefaultGraph => None,
    };
    Ok(json!({
        "number": number,
        "time": head.time,
        "agent": head.agent,
        "reason": head.reason,
        "graphs": changes.graphs.iter().filter_map(|it| graph(&it.graph)).collect::<Vec<_>>(),
        "entities": entities,
        "entityCount": changes.graphs.iter().map(|it| it.n_entities).sum::<usize>(),
    }))
}

/// Walks over selection sets of objects that have one type each.
struct Asker<'d> {
    document: &'d Document,
    variables: &'d Variables,
}

type Visit<'v, 'd> = &'v mut dyn FnMut(&'d str, &'d str, &'d SelectionSet, &Asker<'d>);

impl<'d> Asker<'d> {
    fn select(&self, set: &'d SelectionSet, visit: Visit<'_, 'd>) {
        for item in set.items.iter().filter(|it| self.is_included(it.node.directives())) {
            match &item.node {
                Selection::Field(it) => {
                    let (key, name) = (it.node.response_key(), &it.node.name);
                    visit(key.node.as_str(), name.node.as_str(), &it.node.selection_set.node, self);
                }
                Selection::InlineFragment(it) => self.select(&it.node.selection_set.node, visit),
                Selection::FragmentSpread(it) => {
                    if let Some(it) = self.document.parsed.fragments.get(&it.node.fragment_name.node) {
                        self.select(&it.node.selection_set.node, visit);
                    }
                }
            }
        }
    }

    fn is_included(&self, directives: &[Positioned<Directive>]) -> bool {
        directives.iter().all(|it| {
            let wanted = match it.node.name.node.as_str() {
                "skip" => false,
                "include" => true,
                _ => return true,
            };
            let value = it.node.get_argument("if").map(|it| it.node.clone());
            let given = |name: async_graphql::Name| self.variables.get(&name).cloned().ok_or(());
            match value.and_then(|it| it.into_const_with(given).ok()) {
                Some(Argument::Boolean(it)) => it == wanted,
                Some(_) | None => true,
            }
        })
    }
}
