//! Where does the value of an indicator for a territory and a period stand?
//!
//! Columns sorted by indicator, further dimensions, territory and period, so that a series is one run of cells and a
//! ranking one run of series.

use super::error::KpiError;
use super::indicator::Indicator;
use super::period::Period;
use super::territory::{Territories, TerritoryId};
use crate::graph::{NONE, TermId, Triples, View};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The number of an indicator in a [`Cube`], in the order of codes.
pub type IndicatorId = u32;

/// The number of a cell.
pub type CellId = u32;

/// The columns; every one has an entry for each cell, `NONE` and NaN where the data says nothing.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) period: Vec<Period>,
    /// NaN where the value is missing.
    pub(super) value: Vec<f64>,
    /// The literal of the value as it was published.
    pub(super) literal: Vec<TermId>,
    /// `NONE` where the value follows from a formula.
    pub(super) observation: Vec<TermId>,
    pub(super) unit: Vec<TermId>,
    pub(super) version: Vec<TermId>,
    pub(super) dataset: Vec<TermId>,
    /// A bit for each of [`Cube::flags`].
    pub(super) flags: Vec<u32>,
}

/// The cells of one territory, in the order of periods.
#[derive(Clone, Debug)]
pub(super) struct Series {
    pub(super) territory: TerritoryId,
    pub(super) cells: Range<u32>,
}

/// The series of one indicator that share the values of further dimensions, in the order of territories.
#[derive(Clone, Debug)]
pub struct Block {
    pub indicator: IndicatorId,
    /// Pairs of further dimension and value, sorted; empty where the data has no further dimension.
    pub slice: Vec<(TermId, TermId)>,
    pub(super) series: Range<u32>,
    /// The first and last period with a value.
    pub(super) span: Option<(Period, Period)>,
}

/// One value, or the statement that there is none.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    pub id: CellId,
    pub period: Period,
    /// NaN where the value is missing.
    pub value: f64,
    pub literal: TermId,
    pub observation: TermId,
    pub unit: TermId,
    pub version: TermId,
    pub dataset: TermId,
    pub flags: u32,
}

/// An observation that is in no cell.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault {
    pub observation: TermId,
    pub problem: &'static str,
}

/// The observations of one view.
#[derive(Debug)]
pub struct Cube {
    pub(super) union: Triples,
    pub(super) columns: Columns,
    pub(super) series: Vec<Series>,
    pub(super) blocks: Vec<Block>,
    pub(super) indicators: Vec<Indicator>,
    pub(super) indicator_of: FxHashMap<TermId, IndicatorId>,
    pub(super) flags: Vec<TermId>,
    pub territories: Territories,
    /// Observations that cannot be read, the first [`super::read::FAULTS_MAX`].
    pub faults: Vec<Fault>,
    /// How many cannot be read.
    pub n_faults: usize,
}

impl Cube {
    /// Whether the cube was read from this view, or from one that says the same by the same numbers.
    pub fn is_of(&self, view: &View) -> bool {
        self.union.is_shared_with(view.union())
    }

    pub fn n_cells(&self) -> usize {
        self.columns.period.len()
    }

    pub fn indicators(&self) -> impl Iterator<Item = (IndicatorId, &Indicator)> {
        (0..).zip(&self.indicators)
    }

    pub fn indicator(&self, indicator: IndicatorId) -> &Indicator {
        &self.indicators[indicator as usize]
    }

    pub fn indicator_of_term(&self, term: TermId) -> Option<IndicatorId> {
        self.indicator_of.get(&term).copied()
    }

    pub fn cell(&self, id: CellId) -> Cell {
        let (at, columns) = (id as usize, &self.columns);
        Cell {
            id,
            period: columns.period[at],
            value: columns.value[at],
            literal: columns.literal[at],
            observation: columns.observation[at],
            unit: columns.unit[at],
            version: columns.version[at],
            dataset: columns.dataset[at],
            flags: columns.flags[at],
        }
    }

    /// The flags behind the bits of a cell.
    pub fn flags(&self, bits: u32) -> impl Iterator<Item = TermId> + '_ {
        self.flags.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1).map(|it| *it.1)
    }

    /// The bit of a flag; 0 where no cell has it.
    pub fn flag_bit(&self, flag: Option<TermId>) -> u32 {
        let at = flag.and_then(|it| self.flags.iter().position(|other| *other == it));
        at.map_or(0, |it| 1 << it)
    }

    pub fn blocks_of(&self, indicator: IndicatorId) -> impl Iterator<Item = &Block> {
        let start = self.blocks.partition_point(|it| it.indicator < indicator);
        self.blocks[start..].iter().take_while(move |it| it.indicator == indicator)
    }

    /// The territories of a block with their cells, in the order of codes.
    pub fn series(&self, block: &Block) -> impl Iterator<Item = (TerritoryId, Range<CellId>)> + '_ {
        self.series[block.series.start as usize..block.series.end as usize]
            .iter()
            .map(|it| (it.territory, it.cells.clone()))
    }

    /// The cells of one territory; empty where there is none.
    pub fn cells(&self, block: &Block, territory: TerritoryId) -> Range<CellId> {
        let all = &self.series[block.series.start as usize..block.series.end as usize];
        all.binary_search_by_key(&territory, |it| it.territory).map_or(0..0, |at| all[at].cells.clone())
    }

    /// The cell of a run at a period.
    ///
    /// # Errors
    /// [`KpiError::TwoValues`]; the view names what the numbers stand for.
    pub fn at(&self, view: &View, run: &Range<CellId>, period: Period) -> Result<Option<Cell>, KpiError> {
        let periods = &self.columns.period[run.start as usize..run.end as usize];
        let first = periods.partition_point(|it| *it < period);
        if periods.get(first) != Some(&period) {
            return Ok(None);
        }
        let id = run.start + first as u32;
        if periods.get(first + 1) == Some(&period) {
            return Err(self.two_values(view, id, id + 1));
        }
        Ok(Some(self.cell(id)))
    }

    /// The cells of a run between two periods, each period once.
    ///
    /// # Errors
    /// [`KpiError::TwoValues`].
    pub fn between(&self, view: &View, run: &Range<CellId>, span: Span) -> Result<Vec<Cell>, KpiError> {
        let cells: Vec<Cell> =
            run.clone().map(|it| self.cell(it)).filter(|it| span.contains(it.period)).collect();
        match cells.windows(2).find(|it| it[0].period == it[1].period) {
            Some(pair) => Err(self.two_values(view, pair[0].id, pair[1].id)),
            None => Ok(cells),
        }
    }

    fn two_values(&self, view: &View, first: CellId, second: CellId) -> KpiError {
        let at = self.series.partition_point(|it| it.cells.end <= first);
        let block = self.blocks.partition_point(|it| it.series.end as usize <= at);
        let name = |cell| text(view, self.cell(cell).observation).to_owned();
        KpiError::TwoValues {
            indicator: self.code(view, self.blocks[block].indicator).to_owned(),
            territory: self.place(view, self.series[at].territory).to_owned(),
            period: self.cell(first).period.to_string(),
            first: name(first),
            second: name(second),
        }
    }

    /// The territory of a cell.
    pub fn territory_of(&self, cell: CellId) -> Option<TerritoryId> {
        self.series.get(self.series.partition_point(|it| it.cells.end <= cell)).map(|it| it.territory)
    }

    /// The indicator of a cell.
    pub fn indicator_of_cell(&self, cell: CellId) -> Option<IndicatorId> {
        let series = self.series.partition_point(|it| it.cells.end <= cell);
        self.blocks
            .get(self.blocks.partition_point(|it| it.series.end as usize <= series))
            .map(|it| it.indicator)
    }

    /// The first and last period with a value, of a block.
    pub fn span(&self, block: &Block) -> Option<(Period, Period)> {
        block.span
    }

    /// The code of an indicator, or its IRI.
    pub fn code<'v>(&self, view: &'v View, indicator: IndicatorId) -> &'v str {
        let it = self.indicator(indicator);
        text(view, if it.code == NONE { it.term } else { it.code })
    }

    /// The code of a territory, or its IRI.
    pub fn place<'v>(&self, view: &'v View, territory: TerritoryId) -> &'v str {
        let it = self.territories.get(territory);
        text(view, if it.code == NONE { it.term } else { it.code })
    }
}

/// From when to when; an open end takes what is there.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Span {
    pub from: Option<Period>,
    pub to: Option<Period>,
}

impl Span {
    /// A year as an end takes in every period of that year.
    pub fn contains(self, period: Period) -> bool {
        let after = self.from.is_none_or(|it| period >= it);
        let is_year = |it: Period| it.frequency() == super::period::Frequency::Year;
        let before = self.to.is_none_or(|it| period <= it || is_year(it) && period.year() == it.year());
        after && before
    }
}

/// The IRI or lexical form of a term; empty for none.
pub(super) fn text(view: &View, term: TermId) -> &str {
    if term == NONE { "" } else { view.dictionary().text(term) }
}
