//! Where does a series lead, and is that fast enough?
//!
//! A projection continues what was; it is no forecast of policy, and its interval says how it is meant.

use super::answer::{Answer, Figure, Missing, Note, Row, Unit};
use super::cube::{Cell, CellId, Span};
use super::error::KpiError;
use super::measure::Measure;
use super::period::{Frequency, Period};
use super::select::{Subject, published};
use super::stats::{self, Smoothed, TheilSen, Z_95};
use super::territory::TerritoryId;

/// Years to which a projection goes where none is asked for.
pub const HORIZONS: [u32; 2] = [2030, 2035];

/// A projection goes no further than this, in years.
pub const YEARS_MAX: u32 = 50;

/// Values below which there is no Theil-Sen line, and no smoothing.
const TREND_MIN: usize = 5;
const SMOOTHED_MIN: usize = 6;

/// Settings that smoothing estimates, which cost as many degrees of freedom.
pub(super) const SETTINGS: usize = 3;

/// What stands since the last break.
struct Tail {
    row: Row,
    cells: Vec<Cell>,
}

impl Tail {
    fn years(&self) -> Vec<f64> {
        self.cells.iter().map(|it| it.period.years()).collect()
    }

    fn values(&self) -> Vec<f64> {
        self.cells.iter().map(|it| it.value).collect()
    }

    fn ids(&self) -> Vec<CellId> {
        self.cells.iter().map(|it| it.id).collect()
    }

    fn is_yearly(&self) -> bool {
        self.cells.windows(2).all(|it| it[1].period.year() == it[0].period.year() + 1)
    }
}

impl Subject<'_> {
    /// The yearly values of a territory since the last break; a row with the reason where there are none.
    fn tail(
        &self,
        answer: &mut Answer,
        asked: TerritoryId,
        span: Span,
    ) -> Result<Result<Tail, Row>, KpiError> {
        let row = Row { asked: Some(asked), ..Row::of("trend", self.indicator()) };
        let Some(track) = self.track(asked, span)? else {
            return Ok(Err(Row { missing: Some(Missing::NoObservation), ..row }));
        };
        let row = Row { measured: Some(track.measured), fit: track.fit, ..row };
        let mut cells: Vec<Cell> =
            track.cells.into_iter().filter(|it| it.period.frequency() == Frequency::Year).collect();
        while let Some((_, at)) = self.broken(&cells) {
            cells.retain(|it| it.period >= at);
            answer
                .notes
                .retain(|it| !matches!(it, Note::SinceBreak { territory, .. } if *territory == asked));
            answer.notes.push(Note::SinceBreak { territory: asked, from: at });
        }
        cells.retain(|it| !it.value.is_nan());
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else {
            return Ok(Err(Row { missing: Some(Missing::NoObservation), ..row }));
        };
        self.one_unit(cells.iter().map(|it| it.id))?;
        let row = Row { from: Some(first.period), period: Some(last.period), cell: Some(last.id), ..row };
        Ok(Ok(Tail { row, cells }))
    }

    /// The trend of each territory and where it leads in the years asked for, by Theil-Sen and by damped Holt smoothing.
    ///
    /// # Errors
    /// [`KpiError::Outside`], [`KpiError::Parameter`] for years that are not after the data or too far,
    /// [`KpiError::TwoValues`], [`KpiError::MixedUnits`].
    pub fn projection(&self, asked: &[TerritoryId], years: &[u32], span: Span) -> Result<Answer, KpiError> {
        self.require(span)?;
        let mut answer = self.answer();
        for asked in asked {
            let tail = match self.tail(&mut answer, *asked, span)? {
                Ok(tail) => tail,
                Err(row) => {
                    answer.rows.push(row);
                    continue;
                }
            };
            require_years(&tail, years)?;
            self.trend(&mut answer, &tail, years);
            smoothed(&mut answer, &tail, years);
        }
        Ok(answer)
    }

    fn trend(&self, answer: &mut Answer, tail: &Tail, years: &[u32]) {
        let found = tail.cells.len();
        let line = stats::theil_sen(&tail.years(), &tail.values()).filter(|_| found >= TREND_MIN);
        let Some(line) = line else {
            let missing = Some(Missing::TooFew { found, needed: TREND_MIN });
            answer.rows.push(Row { missing, ..tail.row.clone() });
            return;
        };
        let unit = tail.cells[0].unit;
        let pace = self.unit_of_pace(unit);
        let figures = [
            Figure::new(Measure::Slope, line.slope, pace),
            Figure::new(Measure::SlopeLow, line.low, pace),
            Figure::new(Measure::SlopeHigh, line.high, pace),
            Figure::new(Measure::Intercept, line.intercept, Unit::Of(unit)),
        ];
        let from = |figures: Vec<Figure>| figures.into_iter().map(|it| it.from(tail.ids())).collect();
        answer.rows.push(Row { figures: from(figures.to_vec()), ..tail.row.clone() });
        for year in years {
            let figures = from(along(&line, f64::from(*year), Unit::Of(unit)));
            let period = Period::parse(&year.to_string());
            answer.rows.push(Row { role: "theil-sen", period, figures, ..tail.row.clone() });
        }
    }

    /// How far each territory is from a target, which pace it needs from now on and which it has had.
    ///
    /// # Errors
    /// As [`Subject::projection`].
    pub fn target(&self, asked: &[TerritoryId], target: f64, year: u32) -> Result<Answer, KpiError> {
        let mut answer = self.answer();
        for asked in asked {
            let tail = match self.tail(&mut answer, *asked, Span::default())? {
                Ok(tail) => tail,
                Err(row) => {
                    answer.rows.push(Row { role: "target", ..row });
                    continue;
                }
            };
            require_years(&tail, &[year])?;
            let Some(last) = tail.cells.last() else { continue };
            let (gap, years) = (target - last.value, f64::from(year) - last.period.years());
            let pace = self.unit_of_pace(last.unit);
            let mut figures = vec![
                published(last),
                Figure::new(Measure::Gap, gap, self.unit_of_change(last.unit))
                    .from(vec![last.id])
                    .with(target),
                Figure::new(Measure::PaceNeeded, gap / years, pace).from(vec![last.id]).with(target),
            ];
            if let Some(line) = stats::theil_sen(&tail.years(), &tail.values())
                && tail.cells.len() >= TREND_MIN
            {
                figures.push(Figure::new(Measure::Slope, line.slope, pace).from(tail.ids()));
                let ahead = along(&line, f64::from(year), Unit::Of(last.unit));
                figures.extend(ahead.into_iter().map(|it| it.from(tail.ids())));
            }
            answer.rows.push(Row { role: "target", figures, ..tail.row });
        }
        answer.settings.year = year;
        Ok(answer)
    }
}

/// The line at a time, with the lines of the least and the greatest slope.
fn along(line: &TheilSen, at: f64, unit: Unit) -> Vec<Figure> {
    let through = |slope: f64| line.median_y + slope * (at - line.median_x);
    let (one, other) = (through(line.low), through(line.high));
    [
        (Measure::Trend, through(line.slope)),
        (Measure::TrendLow, one.min(other)),
        (Measure::TrendHigh, one.max(other)),
    ]
    .map(|(measure, number)| Figure::new(measure, number, unit).with(at))
    .to_vec()
}

fn ahead(smoothed: &Smoothed, steps: usize, unit: Unit) -> Vec<Figure> {
    let point = smoothed.forecast(steps);
    let freedom = smoothed.n_errors.saturating_sub(SETTINGS) as f64;
    let half = Z_95 * (smoothed.squares / freedom * smoothed.spread(steps)).sqrt();
    [(Measure::Smoothed, point), (Measure::SmoothedLow, point - half), (Measure::SmoothedHigh, point + half)]
        .map(|(measure, number)| Figure::new(measure, number, unit).with(steps as f64))
        .to_vec()
}

fn require_years(tail: &Tail, years: &[u32]) -> Result<(), KpiError> {
    let last = tail.row.period.map_or(0, Period::year);
    match years.iter().find(|it| **it <= last || **it > last + YEARS_MAX) {
        None => Ok(()),
        Some(year) => Err(KpiError::Parameter {
            name: "year",
            problem: format!("{year} is not within {YEARS_MAX} years after the last value, of {last}"),
        }),
    }
}

fn smoothed(answer: &mut Answer, tail: &Tail, years: &[u32]) {
    let values = tail.values();
    let found = values.len();
    let row = Row { role: "holt", ..tail.row.clone() };
    if found < SMOOTHED_MIN || !tail.is_yearly() {
        let few = Missing::TooFew { found, needed: SMOOTHED_MIN };
        let missing = Some(if found < SMOOTHED_MIN { few } else { Missing::Gaps });
        answer.rows.push(Row { missing, ..row });
        return;
    }
    let Some(found) = stats::holt_of_least_error(&values) else { return };
    let row = Row { holt: Some(found.holt), ..row };
    let last = tail.row.period.map_or(0, Period::year);
    for year in years {
        let figures = ahead(&found, (year - last) as usize, Unit::Of(tail.cells[0].unit));
        let figures = figures.into_iter().map(|it| it.from(tail.ids())).collect();
        answer.rows.push(Row { period: Period::parse(&year.to_string()), figures, ..row.clone() });
    }
}
