//! Concord: a linked-data registry and KPI API for Europe's automotive regions.
//!
//! The rooms of the house, ground floor first; a room imports only rooms above it in this list.

pub mod graph;
