//! Which regions stand high in several indicators at once, and how sure is that order?

use super::answer::{Answer, Figure, Missing, Note, Row, Unit};
use super::cube::{Cell, IndicatorId};
use super::error::KpiError;
use super::measure::Measure;
use super::period::Period;
use super::resolve::Data;
use super::select::{Subject, published};
use super::stats;
use super::territory::{TerritoryId, objects};
use crate::graph::{TermId, View};
use crate::vocab::con;
use rustc_hash::FxHashSet;

/// Indicators of one index.
pub const ITEMS_MAX: usize = 30;

/// Territories below which there is no scale.
const TERRITORIES_MIN: usize = 3;

/// An indicator in an index.
#[derive(Clone, Copy, Debug)]
pub struct Item<'v> {
    pub subject: Subject<'v>,
    /// Greater than nought.
    pub weight: f64,
    /// Whether a high value raises the index.
    pub raises: bool,
}

/// How an index is made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Recipe {
    /// Standardised values (z) instead of values between the least (0) and the greatest (100).
    pub is_standardised: bool,
    /// The geometric mean of values between 1 and 100 instead of the arithmetic one of values between 0 and 100.
    pub is_geometric: bool,
}

/// What an automotive region's exposure to the transition is made of.
const IMPACT: [(&str, &str); 3] = [
    ("exposure", con::individual::IMPACT_EXPOSURE),
    ("sensitivity", con::individual::IMPACT_SENSITIVITY),
    ("adaptive-capacity", con::individual::IMPACT_ADAPTIVE_CAPACITY),
];

/// The territories that have every indicator, with their scaled values.
struct Table {
    rows: Vec<Row>,
    missing: Vec<Row>,
    measured: Vec<TerritoryId>,
    cells: Vec<Vec<Cell>>,
    /// By territory, then by item.
    scaled: Vec<Vec<f64>>,
}

/// A composite index of several indicators at one period, with the rank of each territory and the range of its ranks
/// if each weight alone is multiplied by 0.5 and by 1.5, and if all are equal.
///
/// # Errors
/// [`KpiError::Parameter`] for no items, too many, a weight that is not positive or a geometric mean of z-scores;
/// [`KpiError::TooFew`] below three territories with every indicator; [`Subject::cross_section`]'s.
pub fn composite(
    items: &[Item<'_>],
    asked: &[TerritoryId],
    period: Period,
    recipe: Recipe,
) -> Result<Answer, KpiError> {
    check(items, recipe)?;
    let mut answer = Answer::default();
    answer.settings.is_higher_first = true;
    answer.settings.is_geometric = recipe.is_geometric;
    answer.settings.is_standardised = recipe.is_standardised;
    add(&mut answer, items, asked, period, recipe, "score")?;
    Ok(answer)
}

fn check(items: &[Item<'_>], recipe: Recipe) -> Result<(), KpiError> {
    let bad = |name, problem: &str| Err(KpiError::Parameter { name, problem: problem.to_owned() });
    let mut seen = FxHashSet::default();
    if items.is_empty() || items.len() > ITEMS_MAX {
        return bad("indicator", "an index takes 1 to 30 indicators");
    }
    if !items.iter().all(|it| seen.insert(it.subject.indicator())) {
        return bad("indicator", "an indicator stands in an index once");
    }
    if items.iter().any(|it| !it.weight.is_finite() || it.weight <= 0.0 || it.weight > 1e6) {
        return bad("weight", "a weight is greater than 0 and at most 1000000");
    }
    if recipe.is_geometric && recipe.is_standardised {
        return bad(
            "aggregation",
            "z-scores are negative in part and have no geometric mean; scale by min-max",
        );
    }
    Ok(())
}

fn add(
    answer: &mut Answer,
    items: &[Item<'_>],
    asked: &[TerritoryId],
    period: Period,
    recipe: Recipe,
    role: &'static str,
) -> Result<(), KpiError> {
    let mut table = Table::read(items, asked, period, role)?;
    table.scale(items, recipe);
    for item in items {
        for slice in item.subject.answer().slices {
            if !answer.slices.contains(&slice) {
                answer.slices.push(slice);
            }
        }
    }
    let weights: Vec<f64> = items.iter().map(|it| it.weight).collect();
    let variants = variants(&weights);
    let first = answer.weightings.len();
    let signed = |weights: &[f64]| {
        let one = |(item, weight): (&Item<'_>, &f64)| {
            (item.subject.indicator(), if item.raises { *weight } else { -*weight })
        };
        items.iter().zip(weights).map(one).collect::<Vec<_>>()
    };
    answer.weightings.extend(variants.iter().map(|it| signed(it)));
    let alone = answer.weightings.len();
    for at in 0..items.len() {
        answer.weightings.push(vec![signed(&weights)[at]]);
    }
    let ranks: Vec<Vec<u32>> = variants
        .iter()
        .map(|weights| {
            let scores: Vec<f64> = table.scaled.iter().map(|it| score(it, weights, recipe)).collect();
            stats::places(&rounded(&scores), true)
        })
        .collect();
    let set = answer.sets.len();
    for (at, row) in table.rows.iter_mut().enumerate() {
        row.set = set;
        row.figures = vec![Figure {
            weighting: first,
            ..Figure::new(Measure::Score, score(&table.scaled[at], &weights, recipe), Unit::Plain)
        }];
        let all = || ranks.iter().map(|it| it[at]).enumerate();
        let best = all().min_by_key(|it| it.1).unwrap_or_default();
        let worst = all().rev().max_by_key(|it| it.1).unwrap_or_default();
        for (measure, (variant, rank)) in
            [(Measure::ScoreRank, (0, ranks[0][at])), (Measure::BestRank, best), (Measure::WorstRank, worst)]
        {
            let figure = Figure::new(measure, f64::from(rank), Unit::Place);
            row.figures.push(Figure { weighting: first + variant, ..figure });
        }
    }
    table.rows.iter().zip(&table.scaled).zip(&table.cells).for_each(|((row, scaled), cells)| {
        answer.rows.push(row.clone());
        for (nth, (item, (value, cell))) in items.iter().zip(scaled.iter().zip(cells)).enumerate() {
            let mut figure = Figure::new(Measure::Scaled, *value, Unit::Plain).from(vec![cell.id]);
            figure.weighting = alone + nth;
            let part =
                Row { role: "part", cell: Some(cell.id), indicator: item.subject.indicator(), ..row.clone() };
            answer.rows.push(Row { figures: vec![published(cell), figure], ..part });
        }
    });
    answer.rows.extend(table.missing);
    answer.inputs.push(table.cells.iter().flatten().map(|it| it.id).collect());
    answer.sets.push(table.measured);
    Ok(())
}

impl Table {
    fn read(
        items: &[Item<'_>],
        asked: &[TerritoryId],
        period: Period,
        role: &'static str,
    ) -> Result<Self, KpiError> {
        let mut table = Self {
            rows: Vec::new(),
            missing: Vec::new(),
            measured: Vec::new(),
            cells: Vec::new(),
            scaled: Vec::new(),
        };
        let Some(first) = items.first() else { return Ok(table) };
        let Data { view, cube } = first.subject.data;
        for asked in asked {
            let row =
                Row { asked: Some(*asked), period: Some(period), ..Row::of(role, first.subject.indicator()) };
            let mut lacks = first.subject.indicator();
            let mut found = None;
            for (place, fit) in cube.territories.places(*asked) {
                let mut cells = Vec::with_capacity(items.len());
                for item in items {
                    let run = cube.cells(item.subject.block, place);
                    let Some(cell) = cube.at(view, &run, period)?.filter(|it| !it.value.is_nan()) else {
                        lacks = item.subject.indicator();
                        break;
                    };
                    cells.push(cell);
                }
                if cells.len() == items.len() {
                    found = Some((place, fit, cells));
                    break;
                }
            }
            match found {
                Some((place, _, _)) if table.measured.contains(&place) => (),
                Some((place, fit, cells)) => {
                    table.rows.push(Row { measured: Some(place), fit, ..row });
                    table.measured.push(place);
                    table.cells.push(cells);
                }
                None => table.missing.push(Row { missing: Some(Missing::Lacks(lacks)), ..row }),
            }
        }
        for (nth, item) in items.iter().enumerate() {
            item.subject.one_unit(table.cells.iter().map(|it| it[nth].id))?;
        }
        if table.rows.len() < TERRITORIES_MIN {
            let found = table.rows.len();
            return Err(KpiError::TooFew { what: "a composite index", found, needed: TERRITORIES_MIN });
        }
        Ok(table)
    }

    /// A value that does not differ between territories stands in the middle.
    fn scale(&mut self, items: &[Item<'_>], recipe: Recipe) {
        self.scaled = vec![Vec::with_capacity(items.len()); self.cells.len()];
        for (nth, item) in items.iter().enumerate() {
            let sign = if item.raises { 1.0 } else { -1.0 };
            let values: Vec<f64> = self.cells.iter().map(|it| sign * it[nth].value).collect();
            let (mean, deviation) = (stats::mean(&values), stats::deviation(&values));
            let least = values.iter().copied().fold(f64::INFINITY, f64::min);
            let range = values.iter().copied().fold(f64::NEG_INFINITY, f64::max) - least;
            for (row, value) in self.scaled.iter_mut().zip(values) {
                row.push(match (recipe.is_standardised, recipe.is_geometric) {
                    (true, _) if deviation > 0.0 => (value - mean) / deviation,
                    (true, _) => 0.0,
                    (false, _) if range <= 0.0 => 50.0,
                    (false, false) => 100.0 * (value - least) / range,
                    (false, true) => 1.0 + 99.0 * (value - least) / range,
                });
            }
        }
    }
}

fn score(scaled: &[f64], weights: &[f64], recipe: Recipe) -> f64 {
    let of = |it: f64| if recipe.is_geometric { it.ln() } else { it };
    let sum: f64 = scaled.iter().zip(weights).map(|(value, weight)| weight * of(*value)).sum();
    let mean = sum / weights.iter().sum::<f64>();
    if recipe.is_geometric { mean.exp() } else { mean }
}

/// The weights as given; each alone at half and at one and a half; all equal.
fn variants(weights: &[f64]) -> Vec<Vec<f64>> {
    let mut all = vec![weights.to_vec()];
    for at in 0..weights.len() {
        for factor in [0.5, 1.5] {
            let mut varied = weights.to_vec();
            varied[at] *= factor;
            all.push(varied);
        }
    }
    all.push(vec![1.0; weights.len()]);
    all
}

/// Scores that differ by the last bits of a sum are equal.
fn rounded(scores: &[f64]) -> Vec<f64> {
    scores.iter().map(|it| (it * 1e9).round() / 1e9).collect()
}

/// How much the transition touches regions: exposure, sensitivity and adaptive capacity, each the composite of the
/// indicators that the ontology counts among them and that have values; what is not loaded is told.
///
/// # Errors
/// As [`composite`].
pub fn impact(data: Data<'_>, asked: &[TerritoryId], period: Period) -> Result<Answer, KpiError> {
    let mut answer = Answer { notes: vec![Note::Asymmetric], ..Answer::default() };
    answer.settings.is_higher_first = true;
    for (part, iri) in IMPACT {
        let mut items = Vec::new();
        for (indicator, raises) in members(data, iri) {
            let block = data.headline(indicator).ok();
            let subject = block.map(|block| Subject { data, block });
            let has_value = |it: &Subject<'_>| {
                asked.iter().any(|place| it.row(part, *place, period).is_ok_and(|it| it.missing.is_none()))
            };
            match subject.filter(has_value) {
                Some(subject) => items.push(Item { subject, weight: 1.0, raises }),
                None => answer.notes.push(Note::NotLoaded { part, indicator }),
            }
        }
        if items.is_empty() {
            answer.notes.push(Note::NoInput(part));
            continue;
        }
        match add(&mut answer, &items, asked, period, Recipe::default(), part) {
            Err(KpiError::TooFew { .. }) => answer.notes.push(Note::NoInput(part)),
            other => other?,
        }
    }
    Ok(answer)
}

/// The indicators of a part of the impact, and whether a high value raises it.
fn members(data: Data<'_>, part: &str) -> Vec<(IndicatorId, bool)> {
    let Data { view, cube } = data;
    let part: Option<TermId> = view.dictionary().iri(part);
    let of = |view: &View, property: &str, raises: bool| {
        objects(view, property)
            .filter(|it| Some(it.1) == part)
            .filter_map(|it| Some((cube.indicator_of_term(it.0)?, raises)))
            .collect::<Vec<_>>()
    };
    let mut all = of(view, con::property::RAISES_IMPACT, true);
    all.extend(of(view, con::property::LOWERS_IMPACT, false));
    all.sort_unstable();
    all
}

/// Whether a high value of an indicator is good, for an index that is good where it is high.
pub fn raises(subject: &Subject<'_>) -> bool {
    subject.is_higher_first()
}
