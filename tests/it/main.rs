//! The integration tests: one binary, one module a room.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod affected;
mod canon;
mod cli;
mod competency;
mod credential;
mod cube;
mod eurostat;
mod faults;
mod graph;
mod graphql;
mod graphql_http;
mod graphql_socket;
mod ground;
mod http;
mod import;
mod kill;
mod kpi;
mod load;
mod locate;
mod log;
mod monitoring;
mod recognition;
mod registry;
mod search;
mod shape;
mod shapes;
mod skills;
mod sparql;
mod steward;
mod steward_http;
mod stewards;
#[path = "../tidy.rs"]
mod tidy;
mod web;
