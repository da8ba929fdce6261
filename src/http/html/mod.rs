//! What do people see? Pages in six languages that need no script.
//!
//! Everything goes through one escaping writer, so that no text of the data can become markup.

mod entity;
mod form;
mod front;
mod graph;
mod graphql;
mod history;
mod ontology;
mod page;
mod words;
mod writer;

pub(super) use entity::entity_page;
pub(super) use form::{form_page, result_page};
pub(super) use front::front_page;
pub(super) use graph::graph_page;
pub(super) use graphql::{GraphqlForm, graphql_page};
pub(super) use history::{revision_page, revisions_page};
pub(super) use ontology::ontology_page;
pub(super) use page::{Reader, problem_page, problems_page};

/// The one style sheet.
pub(super) const STYLE: &str = include_str!("style.css");
