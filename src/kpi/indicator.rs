//! What is known of an indicator?

use super::names::{Aggregation, Names};
use crate::graph::{NONE, Pattern, TermId, View};
use crate::vocab::{con, rdf};

/// Whether a high value is a good one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Direction {
    Higher,
    Lower,
    /// Neither; where an order is needed the highest comes first.
    Neutral,
}

/// How the value of an indicator follows from others.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Operation {
    Ratio,
    Sum,
    Difference,
}

/// `scale * (first operation second ...)`, for one territory and period.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    pub operation: Operation,
    /// The kind of formula as the ontology calls it.
    pub kind: TermId,
    /// Indicators: two of a ratio or difference, any number of a sum.
    pub operands: Vec<TermId>,
    pub scale: f64,
}

impl Formula {
    pub fn of(&self, operands: &[f64]) -> f64 {
        let value = match (self.operation, operands) {
            (Operation::Ratio, [first, second]) => first / second,
            (Operation::Difference, [first, second]) => first - second,
            (Operation::Sum, all) => all.iter().sum(),
            (Operation::Ratio | Operation::Difference, _) => f64::NAN,
        };
        self.scale * value
    }
}

#[derive(Clone, Debug)]
pub struct Indicator {
    pub term: TermId,
    /// Its code as a literal, `NONE` where it has none.
    pub code: TermId,
    /// The unit that the catalogue names.
    pub unit: TermId,
    pub direction: Direction,
    pub adds_up: Aggregation,
    /// The indicator whose values are the weights of a mean.
    pub weight: Option<TermId>,
    pub formula: Option<Formula>,
}

impl Indicator {
    pub(super) fn read(view: &View, names: &Names, subject: TermId) -> Self {
        let one = |name: &str| one(view, subject, name);
        let is = |it: Option<TermId>, name: &str| it.is_some() && it == view.dictionary().iri(name);
        let direction = one(con::property::DIRECTION);
        let direction = if is(direction, con::individual::LOWER_IS_BETTER) {
            Direction::Lower
        } else if is(direction, con::individual::HIGHER_IS_BETTER) {
            Direction::Higher
        } else {
            Direction::Neutral
        };
        let formula = read_formula(view, subject);
        let unit = one(con::property::UNIT);
        let sums = unit.and_then(|it| self::one(view, it, con::property::ADDS_UP));
        let adds_up = match sums.map(|it| view.dictionary().text(it)) {
            Some("true" | "1") => Aggregation::Sum,
            Some(_) => Aggregation::Rate,
            None => names.adds_up,
        };
        // The mean of ratios, weighted by what they are divided by, is the ratio of the sums.
        let divisor = formula.as_ref().filter(|it| it.operation == Operation::Ratio).map(|it| it.operands[1]);
        Self {
            term: subject,
            code: one(names.code).unwrap_or(NONE),
            unit: unit.unwrap_or(NONE),
            direction,
            adds_up,
            weight: one(con::property::WEIGHTED_BY).or(divisor),
            formula,
        }
    }
}

pub(super) fn one(view: &View, subject: TermId, property: &str) -> Option<TermId> {
    let property = view.dictionary().iri(property)?;
    view.scan(Pattern::new(Some(subject), Some(property), None)).map(|it| it[2]).next()
}

/// All indicators that the data describes.
pub(super) fn described(view: &View) -> Vec<TermId> {
    let class = view.dictionary().iri(rdf::TYPE).zip(view.dictionary().iri(con::class::INDICATOR));
    class
        .into_iter()
        .flat_map(|(a, class)| view.scan(Pattern::new(None, Some(a), Some(class))))
        .map(|it| it[0])
        .collect()
}

fn read_formula(view: &View, indicator: TermId) -> Option<Formula> {
    let formula = one(view, indicator, con::property::FORMULA)?;
    let kind = one(view, formula, con::property::FORMULA_KIND)?;
    let named = |name: &&str| view.dictionary().iri(name) == Some(kind);
    let operation = if [
        con::individual::FORMULA_RATIO,
        con::individual::FORMULA_SHARE,
        con::individual::FORMULA_PER_CAPITA,
    ]
    .iter()
    .any(named)
    {
        Operation::Ratio
    } else if named(&con::individual::FORMULA_SUM) {
        Operation::Sum
    } else if named(&con::individual::FORMULA_DIFFERENCE) {
        Operation::Difference
    } else {
        return None;
    };
    let operands = match operation {
        Operation::Sum => {
            let summand = view.dictionary().iri(con::property::SUMMAND)?;
            view.scan(Pattern::new(Some(formula), Some(summand), None)).map(|it| it[2]).collect()
        }
        Operation::Ratio | Operation::Difference => {
            vec![
                one(view, formula, con::property::NUMERATOR)?,
                one(view, formula, con::property::DENOMINATOR)?,
            ]
        }
    };
    let scale = one(view, formula, con::property::MULTIPLIER)
        .map_or(Ok(1.0), |it| view.dictionary().text(it).parse());
    Some(Formula { operation, kind, operands, scale: scale.ok()? })
}
