//! What do the figures say? Indicators as a columnar cube, and what is computed from them.
//!
//! Everything here is a pure function of one view: no clock, no settings, no files.
//! Each answer carries for every number the territory measured, unit, status, inputs and method, and the question in
//! `queries/kpi/` that gives the same number.
//! What must not be put together is refused with the reason: mixed units, two values for one key, broken series.
//! Deliberately absent: labels in languages, forms for interfaces, and advice what a number means for a policy.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "counts of cells and years are far below what a double holds exactly"
)]

mod answer;
mod change;
mod composite;
mod cube;
mod error;
mod explain;
mod indicator;
mod measure;
mod names;
mod period;
mod project;
mod rank;
mod read;
mod resolve;
mod select;
pub mod stats;
mod territory;

pub use answer::{Answer, Break, Figure, Missing, Note, Row, Settings, Unit};
pub use composite::{ITEMS_MAX, Item, Recipe, composite, impact, raises};
pub use cube::{Block, Cell, CellId, Cube, Fault, IndicatorId, Span};
pub use error::KpiError;
pub use explain::{Explanation, explain};
pub use indicator::{Direction, Formula, Indicator, Operation};
pub use measure::{About, Measure, measures};
pub use names::{Aggregation, CONCORD, Names};
pub use period::{Frequency, Period};
pub use project::{HORIZONS, YEARS_MAX};
pub use rank::QUANTILES;
pub use read::FAULTS_MAX;
pub use resolve::{Data, last};
pub use select::Subject;
pub use territory::{Level, StandIn, Territories, Territory, TerritoryId};
