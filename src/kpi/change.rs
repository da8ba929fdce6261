//! How has a value changed, how does it compare, and do regions grow alike?

use super::answer::{Answer, Figure, Missing, Note, Row, Unit};
use super::cube::{Cell, Span};
use super::error::KpiError;
use super::measure::Measure;
use super::period::Period;
use super::select::Subject;
use super::stats;
use super::territory::{Level, TerritoryId};
use crate::graph::TermId;

/// Territories below which nothing is said about convergence.
const CONVERGENCE_MIN: usize = 4;

/// The Union in the country authority table.
const UNION: &str = "http://publications.europa.eu/resource/authority/country/EUR";

impl Subject<'_> {
    /// The change of each territory between two periods: absolute, in percent, and a year.
    ///
    /// Across a break there is none, and the row says which.
    ///
    /// # Errors
    /// [`KpiError::Outside`], [`KpiError::TwoValues`], [`KpiError::Parameter`] where the periods are not in order.
    pub fn change(&self, asked: &[TerritoryId], from: Period, to: Period) -> Result<Answer, KpiError> {
        let span = Span { from: Some(from), to: Some(to) };
        if from >= to {
            let problem = format!("{from} is not before {to}");
            return Err(KpiError::Parameter { name: "from", problem });
        }
        self.require(Span { from: Some(from), to: Some(from) })?;
        self.require(Span { from: Some(to), to: Some(to) })?;
        let mut answer = self.answer();
        for asked in asked {
            let row = Row {
                asked: Some(*asked),
                from: Some(from),
                period: Some(to),
                ..Row::of("change", self.indicator())
            };
            let Some(track) = self.track(*asked, span)? else {
                answer.rows.push(Row { missing: Some(Missing::NoObservation), ..row });
                continue;
            };
            let row = Row { measured: Some(track.measured), fit: track.fit, ..row };
            let (Some(first), Some(last)) = (track.at(from), track.at(to)) else {
                let end = if track.at(from).is_none() { from } else { to };
                let cell = track.cells.iter().find(|it| it.period == end);
                let missing = cell.map_or(Missing::NoObservation, |it| Missing::Absent(it.id));
                answer.rows.push(Row { missing: Some(missing), cell: cell.map(|it| it.id), ..row });
                continue;
            };
            let row = Row { cell: Some(last.id), ..row };
            if let Some((what, at)) = self.broken(&track.cells) {
                answer.rows.push(Row { missing: Some(Missing::Broken { what, at }), ..row });
                continue;
            }
            answer.rows.push(Row { figures: self.changes(&first, &last), ..row });
        }
        Ok(answer)
    }

    fn changes(&self, first: &Cell, last: &Cell) -> Vec<Figure> {
        let years = last.period.years() - first.period.years();
        let (x0, x1) = (first.value, last.value);
        let unit = self.unit_of_change(first.unit);
        let mut figures = vec![Figure::new(Measure::Change, x1 - x0, unit)];
        if x0 > 0.0 {
            figures.push(Figure::new(Measure::PercentChange, 100.0 * (x1 / x0 - 1.0), Unit::Percent));
            if x1 > 0.0 {
                let growth = 100.0 * ((x1 / x0).powf(1.0 / years) - 1.0);
                figures.push(Figure::new(Measure::YearlyGrowth, growth, Unit::PercentPerYear));
            }
        }
        figures.into_iter().map(|it| it.from(vec![first.id, last.id])).collect()
    }

    /// Each territory beside its country, the Union and a group of peers, at a period.
    ///
    /// The value of the country and of the Union is the published one and none that is computed from parts. The mean
    /// of the peers is weighted as the ontology says; a rate without weights is not averaged.
    ///
    /// # Errors
    /// As [`Subject::ranking`].
    pub fn compare(
        &self,
        asked: &[TerritoryId],
        period: Period,
        peers: &[TerritoryId],
    ) -> Result<Answer, KpiError> {
        let own = self.section("value", asked, period)?;
        let mut answer = self.answer();
        answer.weight = self.weight().map(|it| it.indicator());
        answer.rows.extend(own.rows.iter().cloned());
        answer.rows.extend(own.missing.iter().cloned());
        for row in &own.rows {
            let country = row.measured.and_then(|it| self.data.cube.territories.get(it).country);
            self.beside(&mut answer, row, "country", country, period)?;
        }
        for row in &own.rows {
            self.beside(&mut answer, row, "union", self.union(), period)?;
        }
        if !peers.is_empty() {
            self.beside_peers(&mut answer, &own.rows, peers, period)?;
        }
        answer.notes.dedup();
        Ok(answer)
    }

    fn union(&self) -> Option<TerritoryId> {
        let territories = &self.data.cube.territories;
        let named = self.data.view.dictionary().iri(UNION).and_then(|it| territories.of_term(it));
        named.or_else(|| territories.all().find(|it| it.1.level == Some(Level::Union)).map(|it| it.0))
    }

    fn beside(
        &self,
        answer: &mut Answer,
        own: &Row,
        role: &'static str,
        other: Option<TerritoryId>,
        period: Period,
    ) -> Result<(), KpiError> {
        let Some(other) = other.filter(|it| Some(*it) != own.measured) else { return Ok(()) };
        let reference = self.row(role, other, period)?;
        let (Some(cell), Some(measured)) =
            (reference.cell.filter(|_| reference.missing.is_none()), reference.measured)
        else {
            let note = Note::NotPublished { what: role };
            if !answer.notes.contains(&note) {
                answer.notes.push(note);
            }
            return Ok(());
        };
        let inputs: Vec<_> = own.cell.into_iter().chain([cell]).collect();
        let unit = self.one_unit(inputs.iter().copied())?;
        let (x, y) = (own.number(Measure::Value), reference.number(Measure::Value));
        let literal = reference.figures[0].literal;
        let mut figures = vec![
            Figure { literal, ..Figure::new(Measure::Reference, y, Unit::Of(unit)).from(vec![cell]) },
            Figure::new(Measure::Difference, x - y, self.unit_of_change(unit)).from(inputs.clone()),
        ];
        if y > 0.0 {
            figures.push(Figure::new(Measure::PercentOf, 100.0 * x / y, Unit::Percent).from(inputs));
        }
        for figure in &mut figures {
            figure.other = Some(measured);
        }
        answer.rows.push(Row { role, cell: Some(cell), figures, ..own.clone() });
        Ok(())
    }

    fn beside_peers(
        &self,
        answer: &mut Answer,
        own: &[Row],
        peers: &[TerritoryId],
        period: Period,
    ) -> Result<(), KpiError> {
        let whole = Row { period: Some(period), ..Row::of("peers", self.indicator()) };
        self.put_together(answer, whole, peers, period)?;
        let Some(whole) = answer.rows.last().cloned() else { return Ok(()) };
        let Some(mean) = whole.figure(Measure::WeightedMean) else { return Ok(()) };
        let Unit::Of(unit) = mean.unit else { return Ok(()) };
        for row in own {
            let x = row.number(Measure::Value);
            let mut figures =
                vec![Figure::new(Measure::DifferenceFromMean, x - mean.number, self.unit_of_change(unit))];
            if mean.number > 0.0 {
                figures.push(Figure::new(Measure::PercentOfMean, 100.0 * x / mean.number, Unit::Percent));
            }
            answer.rows.push(Row { role: "peers", set: whole.set, figures, ..row.clone() });
        }
        Ok(())
    }

    /// Whether territories come closer to each other: the spread at every period, and growth against the first value.
    ///
    /// Only territories with a positive value at every period of the span and without a break take part.
    ///
    /// # Errors
    /// [`KpiError::TooFew`] below four territories; as [`Subject::change`] otherwise.
    pub fn convergence(&self, asked: &[TerritoryId], from: Period, to: Period) -> Result<Answer, KpiError> {
        if from >= to {
            let problem = format!("{from} is not before {to}");
            return Err(KpiError::Parameter { name: "from", problem });
        }
        self.require(Span { from: Some(from), to: Some(from) })?;
        self.require(Span { from: Some(to), to: Some(to) })?;
        let span = Span { from: Some(from), to: Some(to) };
        let mut tracks = Vec::new();
        for asked in asked {
            if let Some(track) = self.track(*asked, span)?
                && tracks.iter().all(|it: &super::select::Track| it.measured != track.measured)
            {
                tracks.push(track);
            }
        }
        let mut periods: Vec<Period> =
            tracks.iter().flat_map(|it| it.cells.iter().map(|it| it.period)).collect();
        periods.sort_unstable();
        periods.dedup();
        tracks.retain(|track| {
            periods.iter().all(|it| track.at(*it).is_some_and(|it| it.value > 0.0))
                && self.broken(&track.cells).is_none()
        });
        if tracks.len() < CONVERGENCE_MIN || periods.len() < 2 {
            let found = if periods.len() < 2 { 0 } else { tracks.len() };
            return Err(KpiError::TooFew { what: "convergence", found, needed: CONVERGENCE_MIN });
        }
        let cells = || tracks.iter().flat_map(|it| it.cells.iter());
        let unit: TermId = self.one_unit(cells().map(|it| it.id))?;
        let mut answer = self.answer();
        answer.notes.push(Note::Unweighted);
        if tracks.len() < asked.len() {
            answer.notes.push(Note::LeftOut(asked.len() - tracks.len()));
        }
        let (start, end) = (periods[0], periods[periods.len() - 1]);
        for period in periods {
            let at: Vec<Cell> = tracks.iter().filter_map(|it| it.at(period)).collect();
            let values: Vec<f64> = at.iter().map(|it| it.value).collect();
            let (mean, deviation) = (stats::mean(&values), stats::deviation(&values));
            let figures = vec![
                Figure::new(Measure::Number, values.len() as f64, Unit::Number),
                Figure::new(Measure::Mean, mean, Unit::Of(unit)),
                Figure::new(Measure::Variation, deviation / mean, Unit::Plain),
            ];
            let inputs: Vec<_> = at.iter().map(|it| it.id).collect();
            let figures = figures.into_iter().map(|it| it.from(inputs.clone())).collect();
            answer.rows.push(Row { period: Some(period), figures, ..Row::of("sigma", self.indicator()) });
        }
        let ends: Vec<(f64, f64)> =
            tracks.iter().filter_map(|it| Some((it.at(start)?.value, it.at(end)?.value))).collect();
        let years = end.years() - start.years();
        let figures = beta(&ends, years);
        let row = Row { from: Some(start), period: Some(end), figures, ..Row::of("beta", self.indicator()) };
        answer.rows.push(row);
        answer.sets.push(tracks.iter().map(|it| it.measured).collect());
        answer.inputs.push(cells().map(|it| it.id).collect());
        Ok(answer)
    }
}

fn beta(ends: &[(f64, f64)], years: f64) -> Vec<Figure> {
    let x: Vec<f64> = ends.iter().map(|it| it.0.ln()).collect();
    let y: Vec<f64> = ends.iter().map(|it| (it.1 / it.0).ln() / years).collect();
    let line = stats::least_squares(&x, &y);
    let mut figures = vec![
        Figure::new(Measure::Beta, line.slope, Unit::Plain),
        Figure::new(Measure::BetaIntercept, line.intercept, Unit::Plain),
        Figure::new(Measure::BetaError, line.error, Unit::Plain),
        Figure::new(Measure::BetaFit, line.r_squared, Unit::Plain),
    ];
    if 1.0 + line.slope * years > 0.0 {
        let speed = -(1.0 + line.slope * years).ln() / years;
        figures.push(Figure::new(Measure::Speed, speed, Unit::Plain));
        if speed > 0.0 {
            figures.push(Figure::new(Measure::HalfLife, std::f64::consts::LN_2 / speed, Unit::Years));
        }
    }
    figures.retain(|it| it.number.is_finite());
    figures
}
