//! On what does a figure rest, and which question gives the same number?

use super::answer::{Answer, Figure, Row};
use super::cube::{CellId, IndicatorId};
use super::measure::{About, Measure};
use super::period::Period;
use super::resolve::Data;
use super::stats;
use super::territory::TerritoryId;
use crate::graph::{NONE, TermId};
use std::fmt::Write as _;

/// Everything that is needed to get a number again.
#[derive(Clone, Debug)]
pub struct Explanation {
    pub about: &'static About,
    /// The file below `queries/`.
    pub question: String,
    /// The values of its parameters, as they are written.
    pub parameters: Vec<(&'static str, String)>,
    /// The cells that the number follows from, those of formulas included.
    pub inputs: Vec<CellId>,
    /// The formulas of the indicators that are computed.
    pub formulas: Vec<IndicatorId>,
}

/// Explains one figure of a row of an answer.
pub fn explain(data: Data<'_>, answer: &Answer, row: &Row, figure: &Figure) -> Explanation {
    let about = figure.measure.about();
    let mut inputs = if figure.inputs.is_empty() {
        answer.inputs.get(row.set).cloned().unwrap_or_default()
    } else {
        figure.inputs.clone()
    };
    if matches!(figure.measure, Measure::WeightedMean | Measure::DifferenceFromMean | Measure::PercentOfMean)
    {
        inputs.extend(row.cell.filter(|it| !inputs.contains(it)));
        let weights: Vec<CellId> = inputs.iter().filter_map(|it| weight_of(data, answer, *it)).collect();
        inputs.extend(weights);
    }
    let asked = Asked { data, answer, row, figure, inputs: &inputs };
    let formulas =
        answer.slices.iter().map(|it| it.0).filter(|it| data.cube.indicator(*it).formula.is_some());
    let formulas: Vec<IndicatorId> = formulas.collect();
    // A value that was published is looked up; what a formula gives is computed.
    let is_looked_up = figure.measure == Measure::Value && figure.literal != NONE;
    let folder = if formulas.is_empty() || is_looked_up { "" } else { "derived/" };
    let question = format!("kpi/{folder}{}.rq", about.question);
    let parameters = names(about.question).iter().map(|it| (*it, asked.parameter(it))).collect();
    let inputs = with_operands(data, inputs);
    Explanation { about, question, parameters, inputs, formulas }
}

/// The parameters of each question.
fn names(question: &str) -> &'static [&'static str] {
    match question {
        "value" => &["indicator", "slices", "territory", "period"],
        "rank" => &["indicator", "slices", "territory", "territories", "period", "higherFirst"],
        "change" => &["indicator", "slices", "territory", "from", "to", "years"],
        "difference" => &["indicator", "slices", "territory", "other", "period"],
        "weighted-mean" => &["indicator", "slices", "weight", "territory", "territories", "period"],
        "sum" => &["indicator", "slices", "territories", "period"],
        "distribution" => &["indicator", "slices", "territory", "territories", "period"],
        "quantile" => &["indicator", "slices", "territories", "period", "low", "high", "part"],
        "convergence" => &["indicator", "slices", "territories", "from", "to", "years"],
        "theil-sen" => &[
            "indicator",
            "slices",
            "territory",
            "from",
            "to",
            "at",
            "slopeMiddles",
            "pointMiddles",
            "lowPlace",
            "highPlace",
        ],
        "holt" => &["indicator", "slices", "territory", "weights", "errors", "half"],
        "target" => &["indicator", "slices", "territory", "period", "target", "years"],
        "composite" => {
            &["slices", "weights", "territory", "territories", "period", "standardised", "geometric"]
        }
        _ => &[],
    }
}

/// The cell of the weight that belongs to a cell.
fn weight_of(data: Data<'_>, answer: &Answer, cell: CellId) -> Option<CellId> {
    let block = data.headline(answer.weight?).ok()?;
    let territory = data.cube.territory_of(cell)?;
    let period = data.cube.cell(cell).period;
    let run = data.cube.cells(block, territory);
    data.cube.at(data.view, &run, period).ok().flatten().map(|it| it.id)
}

/// In the place of each cell that a formula gives, and behind it, the cells of the operands.
fn with_operands(data: Data<'_>, cells: Vec<CellId>) -> Vec<CellId> {
    let mut all = Vec::with_capacity(cells.len());
    for cell in cells {
        let found = if data.cube.cell(cell).observation == NONE { operands(data, cell) } else { vec![cell] };
        all.extend(found.into_iter().filter(|it| !all.contains(it)).collect::<Vec<_>>());
    }
    all
}

/// The published cells behind a cell that a formula gives.
fn operands(data: Data<'_>, cell: CellId) -> Vec<CellId> {
    let cube = data.cube;
    let indicator = cube.indicator_of_cell(cell).and_then(|it| cube.indicator(it).formula.as_ref());
    let (Some(formula), Some(territory)) = (indicator, cube.territory_of(cell)) else { return Vec::new() };
    let period = cube.cell(cell).period;
    let terms = formula.operands.iter().filter_map(|it| cube.indicator_of_term(*it));
    let blocks = terms.filter_map(|it| data.headline(it).ok());
    let found = blocks.filter_map(|it| cube.at(data.view, &cube.cells(it, territory), period).ok().flatten());
    found.flat_map(|it| if it.observation == NONE { operands(data, it.id) } else { vec![it.id] }).collect()
}

struct Asked<'a> {
    data: Data<'a>,
    answer: &'a Answer,
    row: &'a Row,
    figure: &'a Figure,
    inputs: &'a [CellId],
}

impl Asked<'_> {
    fn text(&self, term: TermId) -> &str {
        if term == NONE { "" } else { self.data.view.dictionary().text(term) }
    }

    fn indicator(&self, indicator: Option<IndicatorId>) -> String {
        indicator.map(|it| self.text(self.data.cube.indicator(it).term).to_owned()).unwrap_or_default()
    }

    fn territory(&self, territory: Option<TerritoryId>) -> String {
        territory.map(|it| self.text(self.data.cube.territories.get(it).term).to_owned()).unwrap_or_default()
    }

    fn set(&self) -> &[TerritoryId] {
        self.answer.sets.get(self.row.set).map_or(&[], Vec::as_slice)
    }

    /// The periods of the figure's own inputs.
    fn ends(&self) -> (Option<Period>, Option<Period>) {
        let periods = || self.inputs.iter().map(|it| self.data.cube.cell(*it).period);
        (periods().min(), periods().max())
    }

    fn years(&self) -> f64 {
        let years = |it: Option<Period>| it.map_or(f64::NAN, Period::years);
        match self.figure.measure {
            Measure::Gap | Measure::PaceNeeded => {
                f64::from(self.answer.settings.year) - years(self.row.period)
            }
            _ => years(self.row.period) - years(self.row.from),
        }
    }

    fn points(&self) -> (Vec<f64>, Vec<f64>) {
        let cells = self.inputs.iter().map(|it| self.data.cube.cell(*it));
        cells.map(|it| (it.period.years(), it.value)).unzip()
    }

    /// A parameter of a question as it is written in an address.
    fn parameter(&self, name: &str) -> String {
        let Self { data, answer, row, figure, .. } = self;
        let is_line = figure.measure.about().question == "theil-sen";
        match name {
            "indicator" => self.indicator(Some(row.indicator)),
            "weight" => self.indicator(answer.weight),
            "territory" => self.territory(row.measured.or(self.set().first().copied())),
            "other" => self.territory(figure.other),
            "territories" => {
                let all = self.set().iter().map(|it| data.cube.territories.get(*it).term);
                all.fold(" ".to_owned(), |list, it| list + self.text(it) + " ")
            }
            "slices" => self.slices(),
            "period" => row.period.map(|it| it.to_string()).unwrap_or_default(),
            "from" | "to" => {
                let (first, last) = if is_line { self.ends() } else { (row.from, row.period) };
                let end = if name == "from" { first } else { last };
                end.map(|it| it.to_string()).unwrap_or_default()
            }
            "years" => number(self.years()),
            "target" => number(figure.argument),
            "at" => number(if figure.argument.is_nan() { 0.0 } else { figure.argument }),
            "higherFirst" => answer.settings.is_higher_first.to_string(),
            "standardised" => answer.settings.is_standardised.to_string(),
            "geometric" => answer.settings.is_geometric.to_string(),
            "low" | "high" | "part" => self.quantile(name),
            "slopeMiddles" | "pointMiddles" | "lowPlace" | "highPlace" => self.line(name),
            "weights" if row.holt.is_some() => self.smoothing().0,
            "weights" => self.weighting(),
            "errors" => self.smoothing().1,
            "half" => number(self.half()),
            _ => String::new(),
        }
    }

    /// ` {indicator}|{dimension}={value} ` for each further dimension of each series.
    fn slices(&self) -> String {
        let mut list = " ".to_owned();
        for (indicator, slice) in &self.answer.slices {
            let indicator = self.text(self.data.cube.indicator(*indicator).term);
            for (dimension, value) in slice {
                let _ = write!(list, "{indicator}|{}={} ", self.text(*dimension), self.text(*value));
            }
        }
        let weight = self.answer.weight.filter(|_| self.figure.measure.about().question == "weighted-mean");
        if let Some(block) = weight.and_then(|it| self.data.headline(it).ok()) {
            let indicator = self.text(self.data.cube.indicator(block.indicator).term);
            for (dimension, value) in &block.slice {
                let _ = write!(list, "{indicator}|{}={} ", self.text(*dimension), self.text(*value));
            }
        }
        list
    }

    fn weighting(&self) -> String {
        let weights = self.answer.weightings.get(self.figure.weighting).map_or(&[][..], Vec::as_slice);
        weights.iter().fold(" ".to_owned(), |list, (indicator, weight)| {
            list + self.text(self.data.cube.indicator(*indicator).term) + "=" + &number(*weight) + " "
        })
    }

    fn quantile(&self, name: &str) -> String {
        let at = (self.set().len().saturating_sub(1)) as f64 * self.figure.argument;
        match name {
            "low" => number(at.floor()),
            "high" => number((at.floor() + 1.0).min(self.set().len().saturating_sub(1) as f64)),
            _ => number(at - at.floor()),
        }
    }

    fn line(&self, name: &str) -> String {
        let (x, y) = self.points();
        let n_slopes = x.len() * x.len().saturating_sub(1) / 2;
        let middles = |n: usize| format!("{} {}", n.saturating_sub(1) / 2, n / 2);
        let places = stats::theil_sen(&x, &y).map_or((0, 0), |it| it.places);
        match name {
            "slopeMiddles" => middles(n_slopes),
            "pointMiddles" => middles(x.len()),
            "lowPlace" => places.0.to_string(),
            _ => places.1.to_string(),
        }
    }

    /// What each value weighs in the forecast, and in the error of each forecast one step ahead.
    fn smoothing(&self) -> (String, String) {
        let Some(holt) = self.row.holt else { return (" ".to_owned(), " ".to_owned()) };
        let steps = self.figure.argument as usize;
        let periods: Vec<Period> = self.inputs.iter().map(|it| self.data.cube.cell(*it).period).collect();
        let weights = stats::holt_weights(periods.len(), holt, steps);
        let list = periods.iter().zip(weights).fold(" ".to_owned(), |list, (period, weight)| {
            list + &period.to_string() + "=" + &number(weight) + " "
        });
        let mut errors = " ".to_owned();
        for at in 1..periods.len() {
            let mut error: Vec<f64> = stats::holt_expectation(at, holt).iter().map(|it| -it).collect();
            error.resize(at + 1, 0.0);
            error[at] += 1.0;
            for (other, weight) in periods.iter().zip(error) {
                let _ = write!(errors, "{}:{other}={} ", periods[at], number(weight));
            }
        }
        (list, errors)
    }

    /// Half of the interval in units of the size of all errors.
    fn half(&self) -> f64 {
        let (_, y) = self.points();
        let steps = self.figure.argument as usize;
        let smoothed = self.row.holt.and_then(|it| stats::holt(&y, it));
        smoothed.map_or(0.0, |it| {
            let freedom = it.n_errors.saturating_sub(super::project::SETTINGS) as f64;
            stats::Z_95 * (it.spread(steps) / freedom).sqrt()
        })
    }
}

/// A number that reads back as the same, in a form that XSD knows.
fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{value:.0}") } else { format!("{value:e}") }
}
