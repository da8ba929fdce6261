//! What does an answer tell? Rows of figures, each with all that it rests on.

use super::cube::{CellId, IndicatorId};
use super::measure::Measure;
use super::period::Period;
use super::stats::Holt;
use super::territory::TerritoryId;
use crate::graph::TermId;

/// A number with how it came about.
#[derive(Clone, Debug)]
pub struct Figure {
    pub measure: Measure,
    pub number: f64,
    /// The literal of a value that was published so; `NONE` where the number is computed.
    pub literal: TermId,
    pub unit: Unit,
    /// The cells that it follows from; empty where it rests on the whole set of the row.
    pub inputs: Vec<CellId>,
    /// The territory that it is compared with.
    pub other: Option<TerritoryId>,
    /// What the measure needs beside data: the quantile, the target.
    pub argument: f64,
    /// Which of [`Answer::weightings`] it rests on.
    pub weighting: usize,
}

impl Figure {
    pub(super) fn new(measure: Measure, number: f64, unit: Unit) -> Self {
        let inputs = Vec::new();
        Self { measure, number, literal: 0, unit, inputs, other: None, argument: f64::NAN, weighting: 0 }
    }

    pub(super) fn from(self, inputs: Vec<CellId>) -> Self {
        Self { inputs, ..self }
    }

    pub(super) fn with(self, argument: f64) -> Self {
        Self { argument, ..self }
    }
}

/// In what a figure is measured.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unit {
    /// A unit of the data.
    Of(TermId),
    /// The same per year.
    PerYear(TermId),
    Percent,
    PercentPerYear,
    PercentagePoints,
    PercentagePointsPerYear,
    /// A place in an order, from 1.
    Place,
    /// How many things there are.
    Number,
    /// A plain number: a ratio, a score.
    Plain,
    Years,
}

/// Why a row has no value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Missing {
    /// Nothing is loaded for this territory and period.
    NoObservation,
    /// An observation says that there is no value, and may say why.
    Absent(CellId),
    /// Measured only for units that together cover the territory.
    OnlyParts,
    /// The values are there and must not be put together.
    Broken { what: Break, at: Period },
    /// The change is not defined: it starts at nought or at less.
    NoBase,
    /// Another indicator has no value here.
    Lacks(IndicatorId),
    /// Fewer values than the method needs.
    TooFew { found: usize, needed: usize },
    /// The method needs one value a year without gaps.
    Gaps,
}

/// What lies between two values that must not be compared.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Break {
    Series,
    Definition,
    Unit,
    Version,
    Frequency,
}

impl Break {
    pub fn words(self) -> &'static str {
        match self {
            Self::Series => "the source marks a break in the series",
            Self::Definition => "the source marks another definition",
            Self::Unit => "the unit changes",
            Self::Version => "the NUTS version changes",
            Self::Frequency => "the length of the periods changes",
        }
    }
}

/// One thing that is told: of a territory, of a pair, of the whole.
#[derive(Clone, Debug)]
pub struct Row {
    /// What the row is of, where the rows of an answer are of several kinds.
    pub role: &'static str,
    pub indicator: IndicatorId,
    pub asked: Option<TerritoryId>,
    pub measured: Option<TerritoryId>,
    /// How the territory measured differs from the one asked for; `None` where it is the same.
    pub fit: Option<TermId>,
    pub from: Option<Period>,
    pub period: Option<Period>,
    /// The cell whose status and source stand for the row.
    pub cell: Option<CellId>,
    pub missing: Option<Missing>,
    /// Which of [`Answer::sets`] its figures rest on.
    pub set: usize,
    /// The settings of a smoothing.
    pub holt: Option<Holt>,
    pub figures: Vec<Figure>,
}

impl Row {
    pub(super) fn of(role: &'static str, indicator: IndicatorId) -> Self {
        Self {
            role,
            indicator,
            asked: None,
            measured: None,
            fit: None,
            from: None,
            period: None,
            cell: None,
            missing: None,
            set: 0,
            holt: None,
            figures: Vec::new(),
        }
    }

    pub fn figure(&self, measure: Measure) -> Option<&Figure> {
        self.figures.iter().find(|it| it.measure == measure)
    }

    /// The number of a measure; NaN where the row has none.
    pub fn number(&self, measure: Measure) -> f64 {
        self.figure(measure).map_or(f64::NAN, |it| it.number)
    }
}

/// Something to know beside the figures.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Note {
    /// A rate whose weights are not named, or not loaded.
    NotAveraged { indicator: IndicatorId, weight: Option<IndicatorId> },
    /// Of so many territories only so many have value and weight.
    Averaged { used: usize, of: usize },
    /// The higher territory has no published value.
    NotPublished { what: &'static str },
    /// Neither high nor low is good; the highest comes first.
    Neutral,
    /// Territories of several levels are in one order.
    MixedLevels,
    /// Each territory counts once, whatever its size.
    Unweighted,
    /// So many territories are left out: no value at every period, or a break.
    LeftOut(usize),
    /// Only the values since the last break are used.
    SinceBreak { territory: TerritoryId, from: Period },
    /// A formula's inputs come from more than one table.
    Computed(IndicatorId),
    /// An input of a composite is not loaded.
    NotLoaded { part: &'static str, indicator: IndicatorId },
    /// No part of the index is loaded.
    NoInput(&'static str),
    /// What an impact score does not say.
    Asymmetric,
}

/// The settings that figures of an answer share.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Settings {
    /// Whether the highest value has place 1.
    pub is_higher_first: bool,
    /// Whether a composite is a geometric mean.
    pub is_geometric: bool,
    /// Whether values are standardised (z) rather than scaled between least and greatest.
    pub is_standardised: bool,
    /// The year in which a target is to be met; 0 where there is none.
    pub year: u32,
}

#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub rows: Vec<Row>,
    /// Sets of territories measured that figures rest on.
    pub sets: Vec<Vec<TerritoryId>>,
    /// The cells of each set.
    pub inputs: Vec<Vec<CellId>>,
    /// The indicators with the values of further dimensions that stand for each.
    pub slices: Vec<(IndicatorId, Vec<(TermId, TermId)>)>,
    /// The indicator whose values are the weights.
    pub weight: Option<IndicatorId>,
    /// Weights of indicators; negative where a low value is good.
    pub weightings: Vec<Vec<(IndicatorId, f64)>>,
    pub settings: Settings,
    pub notes: Vec<Note>,
}
