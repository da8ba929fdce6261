//! By which properties is an observation told?

use crate::vocab::{con, qb, skos};

/// The properties of the observations and territories that a cube is read from; an empty name is read nowhere.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    pub indicator: &'static str,
    pub territory: &'static str,
    pub period: &'static str,
    pub value: &'static str,
    pub unit: &'static str,
    pub flag: &'static str,
    pub version: &'static str,
    pub dataset: &'static str,
    /// From a territory to its level: a concept whose name ends in a digit, or a number.
    pub level: &'static str,
    /// From a territory to the one that it lies in; the first that leads on counts.
    pub parents: &'static [&'static str],
    /// From a territory or an indicator to its code.
    pub code: &'static str,
    /// What is known of an indicator that does not say how its values add up.
    pub adds_up: Aggregation,
}

/// What becomes of the values of parts in their whole.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Aggregation {
    /// A count: the whole is the sum.
    Sum,
    /// A rate: the whole is the mean weighted by another indicator, and unknown without it.
    Rate,
}

/// The registry's own vocabulary.
pub const CONCORD: Names = Names {
    indicator: con::property::INDICATOR,
    territory: con::property::MEASURED_TERRITORY,
    period: con::property::REF_PERIOD,
    value: con::property::OBS_VALUE,
    unit: con::property::UNIT,
    flag: con::property::OBS_FLAG,
    version: con::property::NUTS_VERSION,
    dataset: qb::DATA_SET,
    level: con::property::LEVEL,
    parents: &[skos::BROADER, con::property::IN_COUNTRY, con::property::WITHIN],
    code: skos::NOTATION,
    adds_up: Aggregation::Rate,
};
