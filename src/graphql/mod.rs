//! What does a dashboard ask? GraphQL over a frozen view, with a schema that follows from the shapes.
//!
//! [`Api::execute`] answers one request, synchronously; `http` runs it on a blocking thread.
//! Clauses are those of the GraphQL specification, October 2021, and of the Relay Cursor Connections specification.
//!
//! From the shapes upwards: `derive` (types and fields) into `model`, `shadow` (the same as async-graphql has it, for
//! validation, introspection and the text of the schema), `bound` (the model in the numbers of a view). From a request
//! upwards: `document` (bounds, parse), `planner` and `plan` (what to read, level by level), `cost`, `execute`, `level`, `column`
//! (batches), `filter`, `order`, `page`, `write` (JSON). What no triple says stands in `computed`, a domain a file.
//!
//! Deliberately absent: HTTP, persisted queries and the stream of a subscription, which live above; a resolver per
//! field: async-graphql's executor never sees the data.

mod answer;
mod api;
mod bound;
mod column;
mod computed;
mod cost;
mod derive;
mod diff;
mod document;
mod error;
mod event;
mod execute;
mod filter;
mod introspection;
mod language;
mod level;
mod limits;
mod meter;
mod model;
mod order;
mod page;
mod plan;
mod planner;
mod request;
mod search;
mod shadow;
mod value;
mod write;

pub use answer::{Answer, Outcome};
pub use api::{Api, SchemaError};
pub use diff::{SchemaChange, changes};
pub use error::{Code, Fault};
pub use limits::Limits;
pub use request::{Kind, Operations, Request};
