//! Who comes first, how do values spread, and what do the parts of a country add up to?

use super::answer::{Answer, Figure, Missing, Note, Row, Unit};
use super::cube::{Cell, CellId, Span};
use super::error::KpiError;
use super::indicator::Direction;
use super::measure::Measure;
use super::names::Aggregation;
use super::period::Period;
use super::select::Subject;
use super::stats;
use super::territory::{Level, TerritoryId};
use rustc_hash::{FxHashMap, FxHashSet};

/// The quantiles that a distribution tells.
pub const QUANTILES: [f64; 5] = [0.1, 0.25, 0.5, 0.75, 0.9];

/// The values of a set at one period: rows with a value, rows without one, and each measured cell once.
pub(super) struct Section {
    pub(super) rows: Vec<Row>,
    pub(super) missing: Vec<Row>,
    pub(super) cells: Vec<(TerritoryId, Cell)>,
}

impl Section {
    pub(super) fn values(&self) -> Vec<f64> {
        self.cells.iter().map(|it| it.1.value).collect()
    }

    pub(super) fn ids(&self) -> Vec<CellId> {
        self.cells.iter().map(|it| it.1.id).collect()
    }

    pub(super) fn territories(&self) -> Vec<TerritoryId> {
        self.cells.iter().map(|it| it.0).collect()
    }
}

impl Subject<'_> {
    /// Each territory at a period; territories with the same measured unit share its cell.
    pub(super) fn section(
        &self,
        role: &'static str,
        asked: &[TerritoryId],
        period: Period,
    ) -> Result<Section, KpiError> {
        self.require(Span { from: Some(period), to: Some(period) })?;
        let mut section = Section { rows: Vec::new(), missing: Vec::new(), cells: Vec::new() };
        let mut seen = FxHashSet::default();
        for asked in asked {
            let row = self.row(role, *asked, period)?;
            match (row.cell, row.measured) {
                (Some(cell), Some(measured)) if row.missing.is_none() => {
                    if seen.insert(measured) {
                        section.cells.push((measured, self.data.cube.cell(cell)));
                    }
                    section.rows.push(row);
                }
                _ => section.missing.push(row),
            }
        }
        self.one_unit(section.ids())?;
        Ok(section)
    }

    fn notes_on_order(&self, section: &Section) -> Vec<Note> {
        let territories = &self.data.cube.territories;
        let levels: FxHashSet<Option<Level>> =
            section.cells.iter().map(|it| territories.get(it.0).level).collect();
        let is_neutral = self.data.cube.indicator(self.indicator()).direction == Direction::Neutral;
        [(is_neutral, Note::Neutral), (levels.len() > 1, Note::MixedLevels)]
            .into_iter()
            .filter_map(|(holds, note)| holds.then_some(note))
            .collect()
    }

    /// The order of territories at a period: the best first, equal values share the better place, those without a value
    /// last with the reason. A unit that stands in for several territories takes one place.
    ///
    /// # Errors
    /// [`KpiError::Outside`], [`KpiError::TwoValues`], [`KpiError::MixedUnits`].
    pub fn ranking(&self, asked: &[TerritoryId], period: Period) -> Result<Answer, KpiError> {
        let mut section = self.section("value", asked, period)?;
        let places = stats::places(&section.values(), self.is_higher_first());
        let place_of: FxHashMap<TerritoryId, u32> = section.cells.iter().map(|it| it.0).zip(places).collect();
        for row in &mut section.rows {
            let place = row.measured.and_then(|it| place_of.get(&it)).copied().unwrap_or_default();
            row.figures.push(Figure::new(Measure::Rank, f64::from(place), Unit::Place));
        }
        section.rows.sort_by_key(|it| (it.number(Measure::Rank) as u32, it.asked));
        let mut answer = self.answer();
        answer.notes.extend(self.notes_on_order(&section));
        answer.sets.push(section.territories());
        answer.inputs.push(section.ids());
        answer.rows = section.rows;
        answer.rows.extend(section.missing);
        Ok(answer)
    }

    /// How the values of a set spread at a period, and where each territory stands.
    ///
    /// # Errors
    /// As [`Subject::ranking`], and [`KpiError::TooFew`] below two values.
    pub fn distribution(&self, asked: &[TerritoryId], period: Period) -> Result<Answer, KpiError> {
        let mut section = self.section("value", asked, period)?;
        let sorted = stats::sorted(section.values());
        if sorted.len() < 2 {
            return Err(KpiError::TooFew { what: "a distribution", found: sorted.len(), needed: 2 });
        }
        let unit = Unit::Of(section.cells[0].1.unit);
        let (mean, deviation) = (stats::mean(&sorted), stats::deviation(&sorted));
        let mut whole = Row { period: Some(period), ..Row::of("distribution", self.indicator()) };
        whole.figures = vec![
            Figure::new(Measure::Number, sorted.len() as f64, Unit::Number),
            Figure::new(Measure::Mean, mean, unit),
            Figure::new(Measure::Deviation, deviation, unit),
            Figure::new(Measure::Variation, deviation / mean, Unit::Plain),
            Figure::new(Measure::Minimum, sorted[0], unit),
        ];
        whole.figures.extend(
            QUANTILES
                .iter()
                .map(|p| Figure::new(Measure::Quantile, stats::quantile(&sorted, *p), unit).with(*p)),
        );
        whole.figures.push(Figure::new(Measure::Maximum, sorted[sorted.len() - 1], unit));
        whole.figures.retain(|it| it.number.is_finite());
        if deviation > 0.0 {
            for row in &mut section.rows {
                let z = (row.number(Measure::Value) - mean) / deviation;
                row.figures.push(Figure::new(Measure::ZScore, z, Unit::Plain));
            }
        }
        let mut answer = self.answer();
        answer.notes.push(Note::Unweighted);
        answer.notes.extend(self.notes_on_order(&section).into_iter().filter(|it| *it != Note::Neutral));
        answer.sets.push(section.territories());
        answer.inputs.push(section.ids());
        answer.rows = vec![whole];
        answer.rows.extend(section.rows);
        answer.rows.extend(section.missing);
        Ok(answer)
    }

    /// What the territories of a level add up to in each country, at a period: counts are summed, rates are averaged
    /// with the weights that the ontology names, and not at all without them.
    ///
    /// # Errors
    /// As [`Subject::ranking`].
    pub fn roll_up(&self, level: u8, period: Period) -> Result<Answer, KpiError> {
        let territories = &self.data.cube.territories;
        let mut countries: Vec<(TerritoryId, Vec<TerritoryId>)> = Vec::new();
        let mut place_of: FxHashMap<TerritoryId, usize> = FxHashMap::default();
        for (territory, _) in self.data.cube.series(self.block) {
            let about = territories.get(territory);
            if let Some(country) = about.country.filter(|_| about.level == Some(Level::Nuts(level))) {
                let place = *place_of.entry(country).or_insert_with(|| {
                    countries.push((country, Vec::new()));
                    countries.len() - 1
                });
                countries[place].1.push(territory);
            }
        }
        countries.sort_unstable();
        let mut answer = self.answer();
        answer.weight = self.weight().map(|it| it.indicator());
        for (country, parts) in countries {
            let row =
                Row { asked: Some(country), period: Some(period), ..Row::of("country", self.indicator()) };
            self.put_together(&mut answer, row, &parts, period)?;
        }
        answer.notes.sort_by_key(|it| !matches!(it, Note::NotAveraged { .. }));
        answer.notes.dedup();
        Ok(answer)
    }

    /// Adds a row with the sum, or the weighted mean, of a set.
    pub(super) fn put_together(
        &self,
        answer: &mut Answer,
        mut row: Row,
        set: &[TerritoryId],
        period: Period,
    ) -> Result<(), KpiError> {
        let mut section = self.section("part", set, period)?;
        let n_missing = section.missing.len();
        if section.cells.is_empty() {
            answer.rows.push(Row { missing: Some(Missing::NoObservation), ..row });
            return Ok(());
        }
        let unit = Unit::Of(section.cells[0].1.unit);
        match self.data.cube.indicator(self.indicator()).adds_up {
            Aggregation::Sum => {
                let sum: f64 = section.values().iter().sum();
                let n = section.cells.len() as f64;
                row.figures = vec![
                    Figure::new(Measure::Sum, sum, unit),
                    Figure::new(Measure::PlainMean, sum / n, unit),
                    Figure::new(Measure::Number, n, Unit::Number),
                ];
                if n_missing > 0 {
                    answer.notes.push(Note::Averaged {
                        used: section.cells.len(),
                        of: section.cells.len() + n_missing,
                    });
                }
            }
            Aggregation::Rate => {
                let weight = self.weight();
                let of = section.cells.len() + n_missing;
                let weights = weight.map(|it| it.weights(&section, period)).transpose()?.unwrap_or_default();
                section.cells.retain(|it| weights.contains_key(&it.0));
                if section.cells.is_empty() {
                    let weight = self.data.cube.indicator(self.indicator()).weight;
                    let weight = weight.and_then(|it| self.data.cube.indicator_of_term(it));
                    let note = Note::NotAveraged { indicator: self.indicator(), weight };
                    answer.notes.push(note);
                    answer.rows.push(Row { missing: Some(Missing::NoBase), ..row });
                    return Ok(());
                }
                let (mut top, mut bottom) = (0.0, 0.0);
                for (territory, cell) in &section.cells {
                    top += weights[territory].value * cell.value;
                    bottom += weights[territory].value;
                }
                row.figures = vec![Figure::new(Measure::WeightedMean, top / bottom, unit)];
                if section.cells.len() < of {
                    answer.notes.push(Note::Averaged { used: section.cells.len(), of });
                }
            }
        }
        row.set = answer.sets.len();
        answer.sets.push(section.territories());
        answer.inputs.push(section.ids());
        answer.rows.push(row);
        Ok(())
    }

    /// The series of the indicator whose values are the weights of a mean.
    pub(super) fn weight(&self) -> Option<Self> {
        let cube = self.data.cube;
        let indicator = cube.indicator_of_term(cube.indicator(self.indicator()).weight?)?;
        Some(Self { block: self.data.headline(indicator).ok()?, data: self.data })
    }

    /// The weights of those territories of a section that have one greater than nought.
    pub(super) fn weights(
        &self,
        section: &Section,
        period: Period,
    ) -> Result<FxHashMap<TerritoryId, Cell>, KpiError> {
        let cube = self.data.cube;
        let mut weights = FxHashMap::default();
        for (territory, _) in &section.cells {
            let cell = cube.at(self.data.view, &cube.cells(self.block, *territory), period)?;
            if let Some(cell) = cell.filter(|it| it.value > 0.0) {
                weights.insert(*territory, cell);
            }
        }
        self.one_unit(weights.values().map(|it| it.id))?;
        Ok(weights)
    }
}
