//! Concord: a linked-data registry and KPI API for Europe's automotive regions.
//!
//! This page is the table of contents, the floors of the house in reading order.
//! A room imports only rooms on lower floors; `tests/tidy.rs` holds that.
//!
//! | floor | rooms |
//! |---|---|
//! | 0 | [`vocab`], [`ground`]: the names of things, and the files that a registry starts from |
//! | 1 | [`graph`]: the dictionary and the frozen index, in memory only |
//! | 2 | [`shape`], [`sparql`]: what must hold, and what can be asked |
//! | 3 | [`log`]: the revisions, the only room that writes to the disk |
//! | 4 | [`load`], [`import`], `kpi`, `skills`, [`recognition`], [`resource`], [`catalogue`]: the work |
//! | 4 | [`load`], [`import`], `kpi`, `skills`, `recognition`, [`credential`], [`resource`], [`catalogue`]: the work |
//! | 4 | [`load`], [`import`], `kpi`, [`skills`], `recognition`, [`resource`], [`catalogue`]: the work |
//! | 4 | [`load`], [`import`], [`kpi`], `skills`, `recognition`, [`resource`], [`catalogue`]: the work |
//! | 5 | [`registry`]: every use case as one method |
//! | 6 | [`graphql`]: the schema that follows from the shapes, answered in batches |
//! | 7 | [`http`]: routes, negotiation, limits; one file a resource |
//! | 8 | [`cli`]: one file a command |

// Floor 0
pub mod ground;
pub mod vocab;

// Floor 1
pub mod graph;

// Floor 2
pub mod shape;
pub mod sparql;

// Floor 3
pub mod log;

// Floor 4
pub mod catalogue;
pub mod credential;
pub mod import;
pub mod kpi;
pub mod load;
pub mod recognition;
pub mod resource;
pub mod skills;

// Floor 5
pub mod registry;

// Floor 6
pub mod graphql;

// Floor 7
pub mod http;

// Floor 8
pub mod cli;
