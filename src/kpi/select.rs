//! Which cell answers for a territory and a period? The steps that all operations share, and the plain listings.

use super::answer::{Answer, Break, Figure, Missing, Note, Row, Unit};
use super::cube::{Block, Cell, CellId, IndicatorId, Span, text};
use super::error::KpiError;
use super::indicator::Direction;
use super::measure::Measure;
use super::period::Period;
use super::resolve::Data;
use super::territory::TerritoryId;
use crate::graph::{NONE, TermId};
use crate::vocab::con;

/// An indicator with the series that stand for it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'v> {
    pub data: Data<'v>,
    pub block: &'v Block,
}

/// The cells of one territory, or of what stands in for it.
pub(super) struct Track {
    pub(super) measured: TerritoryId,
    pub(super) fit: Option<TermId>,
    /// In the order of periods, each once; cells without a value are among them.
    pub(super) cells: Vec<Cell>,
}

impl Track {
    pub(super) fn at(&self, period: Period) -> Option<Cell> {
        self.cells.iter().find(|it| it.period == period && !it.value.is_nan()).copied()
    }
}

impl<'v> Subject<'v> {
    /// An indicator by name with the values of further dimensions.
    ///
    /// # Errors
    /// [`Data::indicator`], [`Data::block`].
    pub fn new(data: Data<'v>, indicator: &str, dimensions: &[(String, String)]) -> Result<Self, KpiError> {
        Ok(Self { data, block: data.block(data.indicator(indicator)?, dimensions)? })
    }

    pub fn indicator(&self) -> IndicatorId {
        self.block.indicator
    }

    pub(super) fn code(&self) -> String {
        self.data.cube.code(self.data.view, self.block.indicator).to_owned()
    }

    pub(super) fn is_higher_first(&self) -> bool {
        self.data.cube.indicator(self.block.indicator).direction != Direction::Lower
    }

    /// An answer that knows which series it rests on.
    pub(super) fn answer(&self) -> Answer {
        let mut answer =
            Answer { slices: vec![(self.block.indicator, self.block.slice.clone())], ..Answer::default() };
        answer.settings.is_higher_first = self.is_higher_first();
        let cube = self.data.cube;
        if let Some(formula) = &cube.indicator(self.block.indicator).formula {
            answer.notes.push(Note::Computed(self.block.indicator));
            for operand in formula.operands.iter().filter_map(|it| cube.indicator_of_term(*it)) {
                if let Ok(block) = self.data.headline(operand) {
                    answer.slices.push((operand, block.slice.clone()));
                }
            }
        }
        answer
    }

    /// The last period at which one of these territories has a value, or else any of the block.
    ///
    /// # Errors
    /// [`KpiError::NoObservations`].
    pub fn latest(&self, asked: &[TerritoryId]) -> Result<Period, KpiError> {
        let cube = self.data.cube;
        let places = asked.iter().flat_map(|it| cube.territories.places(*it));
        let cells = places.flat_map(|it| cube.cells(self.block, it.0)).map(|it| cube.cell(it));
        let of_asked = cells.filter(|it| !it.value.is_nan()).map(|it| it.period).max();
        let latest = of_asked.or_else(|| cube.span(self.block).map(|it| it.1));
        latest.ok_or_else(|| KpiError::NoObservations { indicator: self.code() })
    }

    /// That a period, or an end of a span, lies within the values loaded.
    ///
    /// # Errors
    /// [`KpiError::Outside`], [`KpiError::NoObservations`].
    pub fn require(&self, span: Span) -> Result<(), KpiError> {
        let Some((first, last)) = self.data.cube.span(self.block) else {
            return Err(KpiError::NoObservations { indicator: self.code() });
        };
        let starts_after = span.from.is_some_and(|it| it > last && it.year() > last.year());
        let ends_before = span.to.is_some_and(|it| it < first && it.year() < first.year());
        if !starts_after && !ends_before {
            return Ok(());
        }
        let end = if starts_after { span.from } else { span.to };
        Err(KpiError::Outside {
            indicator: self.code(),
            asked: end.map(|it| it.to_string()).unwrap_or_default(),
            first: first.to_string(),
            last: last.to_string(),
        })
    }

    /// All territories with cells.
    pub fn everywhere(&self) -> Vec<TerritoryId> {
        self.data.cube.series(self.block).map(|it| it.0).collect()
    }

    /// The row of a territory at a period: its value, or why there is none.
    ///
    /// # Errors
    /// [`KpiError::TwoValues`].
    pub(super) fn row(
        &self,
        role: &'static str,
        asked: TerritoryId,
        period: Period,
    ) -> Result<Row, KpiError> {
        let Data { view, cube } = self.data;
        let mut row = Row { asked: Some(asked), period: Some(period), ..Row::of(role, self.block.indicator) };
        for (measured, fit) in cube.territories.places(asked) {
            let Some(cell) = cube.at(view, &cube.cells(self.block, measured), period)? else { continue };
            if cell.value.is_nan() && row.cell.is_some() {
                continue;
            }
            (row.measured, row.fit, row.cell) = (Some(measured), fit, Some(cell.id));
            if !cell.value.is_nan() {
                row.figures = vec![published(&cell)];
                row.missing = None;
                return Ok(row);
            }
            row.missing = Some(Missing::Absent(cell.id));
        }
        if row.missing.is_none() {
            let has_parts = cube.territories.parts(asked).any(|it| !cube.cells(self.block, it).is_empty());
            row.missing = Some(if has_parts { Missing::OnlyParts } else { Missing::NoObservation });
        }
        Ok(row)
    }

    /// The cells of a territory: the first place that has a value in the span.
    ///
    /// # Errors
    /// [`KpiError::TwoValues`].
    pub(super) fn track(&self, asked: TerritoryId, span: Span) -> Result<Option<Track>, KpiError> {
        let Data { view, cube } = self.data;
        let mut empty = None;
        for (measured, fit) in cube.territories.places(asked) {
            let cells = cube.between(view, &cube.cells(self.block, measured), span)?;
            let has_value = cells.iter().any(|it| !it.value.is_nan());
            let track = Track { measured, fit, cells };
            if has_value {
                return Ok(Some(track));
            }
            if !track.cells.is_empty() && empty.is_none() {
                empty = Some(track);
            }
        }
        Ok(empty)
    }

    /// The unit of cells that are put together.
    ///
    /// # Errors
    /// [`KpiError::MixedUnits`].
    pub(super) fn one_unit(&self, cells: impl IntoIterator<Item = CellId>) -> Result<TermId, KpiError> {
        let cube = self.data.cube;
        let mut units: Vec<TermId> = Vec::new();
        for unit in cells.into_iter().map(|it| cube.cell(it).unit) {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        if units.len() > 1 {
            let name = |it: &TermId| super::resolve::last(text(self.data.view, *it)).to_owned();
            return Err(KpiError::MixedUnits {
                indicator: self.code(),
                units: units.iter().map(name).collect(),
            });
        }
        Ok(units.first().copied().unwrap_or(NONE))
    }

    /// What forbids to compare the first of these cells with the last, and from which period on.
    pub(super) fn broken(&self, cells: &[Cell]) -> Option<(Break, Period)> {
        let Data { view, cube } = self.data;
        let bit = |flag: &str| cube.flag_bit(view.dictionary().iri(flag));
        let (is_break, is_other) = (bit(con::individual::FLAG_B), bit(con::individual::FLAG_D));
        cells.windows(2).find_map(|pair| {
            let [before, after] = pair else { return None };
            let differs = |one: TermId, other: TermId| one != other && one != NONE && other != NONE;
            let what = if after.flags & is_break != 0 {
                Break::Series
            } else if (before.flags ^ after.flags) & is_other != 0 {
                Break::Definition
            } else if differs(before.unit, after.unit) {
                Break::Unit
            } else if differs(before.version, after.version) {
                Break::Version
            } else if before.period.frequency() != after.period.frequency() {
                Break::Frequency
            } else {
                return None;
            };
            Some((what, after.period))
        })
    }

    /// The unit of differences of values in a unit.
    pub(super) fn unit_of_change(&self, unit: TermId) -> Unit {
        if self.is_percent(unit) { Unit::PercentagePoints } else { Unit::Of(unit) }
    }

    pub(super) fn unit_of_pace(&self, unit: TermId) -> Unit {
        if self.is_percent(unit) { Unit::PercentagePointsPerYear } else { Unit::PerYear(unit) }
    }

    fn is_percent(&self, unit: TermId) -> bool {
        unit != NONE && Some(unit) == self.data.view.dictionary().iri(con::individual::UNIT_PERCENT)
    }

    /// The values of territories over time, territory by territory.
    ///
    /// # Errors
    /// [`KpiError::Outside`], [`KpiError::TwoValues`].
    pub fn series(&self, asked: &[TerritoryId], span: Span) -> Result<Answer, KpiError> {
        self.require(span)?;
        let mut answer = self.answer();
        for asked in asked {
            let Some(track) = self.track(*asked, span)? else {
                let row = Row { asked: Some(*asked), ..Row::of("value", self.block.indicator) };
                let has_parts = self.data.cube.territories.parts(*asked).next().is_some();
                let missing = if has_parts { Missing::OnlyParts } else { Missing::NoObservation };
                answer.rows.push(Row { missing: Some(missing), ..row });
                continue;
            };
            answer.rows.extend(track.cells.iter().map(|cell| Row {
                asked: Some(*asked),
                measured: Some(track.measured),
                fit: track.fit,
                period: Some(cell.period),
                cell: Some(cell.id),
                missing: cell.value.is_nan().then_some(Missing::Absent(cell.id)),
                figures: if cell.value.is_nan() { Vec::new() } else { vec![published(cell)] },
                ..Row::of("value", self.block.indicator)
            }));
        }
        Ok(answer)
    }

    /// The values of territories at one period.
    ///
    /// # Errors
    /// [`KpiError::Outside`], [`KpiError::TwoValues`].
    pub fn cross_section(&self, asked: &[TerritoryId], period: Period) -> Result<Answer, KpiError> {
        self.require(Span { from: Some(period), to: Some(period) })?;
        let rows = asked.iter().map(|it| self.row("value", *it, period));
        Ok(Answer { rows: rows.collect::<Result<_, _>>()?, ..self.answer() })
    }

    /// The last value of each territory, whatever its period.
    ///
    /// # Errors
    /// [`KpiError::TwoValues`].
    pub fn last_values(&self, asked: &[TerritoryId]) -> Result<Answer, KpiError> {
        let mut answer = self.answer();
        for asked in asked {
            let track = self.track(*asked, Span::default())?;
            let last = track.as_ref().and_then(|it| it.cells.iter().rev().find(|it| !it.value.is_nan()));
            let row = Row { asked: Some(*asked), ..Row::of("value", self.block.indicator) };
            answer.rows.push(match (&track, last) {
                (Some(track), Some(cell)) => Row {
                    measured: Some(track.measured),
                    fit: track.fit,
                    period: Some(cell.period),
                    cell: Some(cell.id),
                    figures: vec![published(cell)],
                    ..row
                },
                _ => Row { missing: Some(Missing::NoObservation), ..row },
            });
        }
        Ok(answer)
    }
}

/// The value of a cell as a figure.
pub(super) fn published(cell: &Cell) -> Figure {
    let figure = Figure::new(Measure::Value, cell.value, Unit::Of(cell.unit));
    Figure { literal: cell.literal, ..figure.from(vec![cell.id]) }
}
