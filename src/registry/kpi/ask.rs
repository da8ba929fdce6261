//! What is asked of the indicators? The words of an address or a command line as one question.

use crate::kpi::{
    self, Answer, Data, HORIZONS, Item, KpiError, Period, Recipe, Span, Subject, TerritoryId, composite,
    impact,
};
use std::fmt::Write as _;

/// What is computed.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum KpiOperation {
    Series,
    Latest,
    CrossSection,
    Ranking,
    Change,
    Compare,
    Distribution,
    Convergence,
    Projection,
    Target,
    RollUp,
    Composite,
    Impact,
}

/// A parameter with what it means.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    pub name: &'static str,
    pub is_needed: bool,
    pub may_repeat: bool,
    pub means: &'static str,
}

const fn choice(name: &'static str, is_needed: bool, may_repeat: bool, means: &'static str) -> Choice {
    Choice { name, is_needed, may_repeat, means }
}

const REGION: Choice = choice(
    "region",
    false,
    true,
    "A territory by its code (DE21), the last part of its IRI (lombardy) or its IRI; several by commas or by repeating.",
);
const GROUP: Choice = choice(
    "group",
    false,
    false,
    "Territories of a level (nuts0 to nuts3), of a level in a country (DE:nuts2), or the members of a body (asa); asa where neither region nor group is given.",
);
const DIMENSION: Choice = choice(
    "dimension",
    false,
    true,
    "A further dimension and its value, such as sex:F; the total of every other one is taken.",
);
const PERIOD: Choice = choice(
    "period",
    false,
    false,
    "A year, 2023-Q2, 2023-06 or 2023-06-30; the last one at which one of the territories has a value, where it is not given.",
);
const FROM: Choice =
    choice("from", false, false, "The first period; the first one with values where it is not given.");
const TO: Choice = choice(
    "to",
    false,
    false,
    "The last period; the last one at which one of the territories has a value, where it is not given.",
);
const FROM_NEEDED: Choice = choice("from", true, false, "The period of the first value.");
const YEARS: Choice =
    choice("year", false, true, "A year to which the trend is continued; 2030 and 2035 where none is given.");
const YEAR: Choice = choice("year", true, false, "The year in which the target is to be met.");
const TARGET: Choice =
    choice("target", true, false, "The value to be reached, in the unit of the indicator.");
const PEERS: Choice =
    choice("peers", false, false, "A group as for `group`, whose weighted mean is compared with.");
const LEVEL: Choice = choice(
    "level",
    false,
    false,
    "The NUTS level of the territories that are put together: 1, 2 or 3; 2 where it is not given.",
);
const INDICATORS: Choice = choice(
    "indicator",
    true,
    true,
    "An indicator with its weight and, where it differs from the catalogue, the direction that is good: JO-6, JO-6:2, JO-6:2:low.",
);
const SCALE: Choice = choice("scale", false, false, "min-max (the usual one) or z.");
const AGGREGATION: Choice = choice("aggregation", false, false, "arithmetic (the usual one) or geometric.");

impl KpiOperation {
    pub const ALL: [Self; 13] = [
        Self::Series,
        Self::Latest,
        Self::CrossSection,
        Self::Ranking,
        Self::Change,
        Self::Compare,
        Self::Distribution,
        Self::Convergence,
        Self::Projection,
        Self::Target,
        Self::RollUp,
        Self::Composite,
        Self::Impact,
    ];

    /// The name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Series => "series",
            Self::Latest => "latest",
            Self::CrossSection => "cross-section",
            Self::Ranking => "ranking",
            Self::Change => "change",
            Self::Compare => "compare",
            Self::Distribution => "distribution",
            Self::Convergence => "convergence",
            Self::Projection => "projection",
            Self::Target => "target",
            Self::RollUp => "roll-up",
            Self::Composite => "composite",
            Self::Impact => "impact",
        }
    }

    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Whether it is asked of one indicator.
    pub fn is_of_one(self) -> bool {
        !matches!(self, Self::Composite | Self::Impact)
    }

    /// What it answers, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::Series => "The values of territories over time.",
            Self::Latest => "The last value of each territory, whatever its period.",
            Self::CrossSection => "The values of territories at one period.",
            Self::Ranking => {
                "The order of territories at one period; equal values share a place, missing ones stand apart with the reason."
            }
            Self::Change => {
                "The change of territories between two periods: absolute, in percent, a year; none across a break."
            }
            Self::Compare => {
                "Territories beside their country, the Union and the weighted mean of their peers."
            }
            Self::Distribution => {
                "How values spread: mean, standard deviation, quantiles of type 7, z-scores."
            }
            Self::Convergence => {
                "Whether territories come closer: coefficient of variation by period, beta convergence."
            }
            Self::Projection => {
                "Theil-Sen trend and damped Holt smoothing, continued, with intervals of 95 %."
            }
            Self::Target => "What is missing to a target and the yearly pace that it needs.",
            Self::RollUp => "What the territories of a level add up to in each country.",
            Self::Composite => {
                "An index of several indicators with the range of each rank under other weights."
            }
            Self::Impact => "Exposure, sensitivity and adaptive capacity of automotive regions.",
        }
    }

    /// The parameters that it takes, beside those of every read.
    pub fn choices(self) -> &'static [Choice] {
        match self {
            Self::Series => &[REGION, GROUP, FROM, TO, DIMENSION],
            Self::Latest => &[REGION, GROUP, DIMENSION],
            Self::CrossSection | Self::Ranking | Self::Distribution => &[REGION, GROUP, PERIOD, DIMENSION],
            Self::Change => &[FROM_NEEDED, TO, REGION, GROUP, DIMENSION],
            Self::Compare => &[REGION, GROUP, PERIOD, PEERS, DIMENSION],
            Self::Convergence => &[GROUP, REGION, FROM, TO, DIMENSION],
            Self::Projection => &[REGION, GROUP, YEARS, FROM, TO, DIMENSION],
            Self::Target => &[TARGET, YEAR, REGION, GROUP, DIMENSION],
            Self::RollUp => &[LEVEL, PERIOD, DIMENSION],
            Self::Composite => &[INDICATORS, REGION, GROUP, PERIOD, SCALE, AGGREGATION],
            Self::Impact => &[REGION, GROUP, PERIOD],
        }
    }
}

/// Territories of one question.
const TERRITORIES_MAX: usize = 2_000;

/// Years of one projection.
const YEARS_MAX: usize = 20;

/// A question in the words of its parameters, each of which it knows.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct KpiQuestion {
    pub operation: KpiOperation,
    /// The indicator as it was named; empty where several are asked.
    pub indicator: String,
    /// Names and values, in the order given.
    pub words: Vec<(String, String)>,
}

impl KpiQuestion {
    /// A question of words; what no operation of that kind knows is refused.
    ///
    /// # Errors
    /// [`KpiError::Parameter`] for a word that is unknown, missing or given twice.
    pub fn new(
        operation: KpiOperation,
        indicator: &str,
        words: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, KpiError> {
        let words: Vec<(String, String)> = words.into_iter().collect();
        let choices = operation.choices();
        for (at, (name, _)) in words.iter().enumerate() {
            let Some(choice) = choices.iter().find(|it| it.name == name) else {
                let known: Vec<&str> = choices.iter().map(|it| it.name).collect();
                let problem = format!("`{name}` is none; there are {}", known.join(", "));
                return Err(KpiError::Parameter { name: "parameters", problem });
            };
            if !choice.may_repeat && words[..at].iter().any(|it| it.0 == *name) {
                return Err(KpiError::Parameter {
                    name: choice.name,
                    problem: "is given more than once".to_owned(),
                });
            }
        }
        for choice in choices.iter().filter(|it| it.is_needed) {
            if words.iter().all(|it| it.0 != choice.name) {
                let problem = format!("is missing: {}", choice.means);
                return Err(KpiError::Parameter { name: choice.name, problem });
            }
        }
        Ok(Self { operation, indicator: indicator.to_owned(), words })
    }

    fn one(&self, name: &str) -> Option<&str> {
        self.words.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    fn all<'q>(&'q self, name: &'q str) -> impl Iterator<Item = &'q str> {
        let values = self.words.iter().filter(move |it| it.0 == name).flat_map(|it| it.1.split(','));
        values.map(str::trim).filter(|it| !it.is_empty())
    }

    fn period(&self, data: Data<'_>, name: &str) -> Result<Option<Period>, KpiError> {
        self.one(name).map(|it| data.period(it)).transpose()
    }

    /// The territories asked for.
    fn territories(&self, data: Data<'_>, block: &kpi::Block) -> Result<Vec<TerritoryId>, KpiError> {
        let mut found: Vec<TerritoryId> = Vec::new();
        for region in self.all("region") {
            found.push(data.territory(region)?);
        }
        if let Some(group) = self.one("group") {
            found.extend(data.group(group, block)?);
        } else if found.is_empty() {
            found = data.group("asa", block)?;
        }
        let mut seen = std::collections::HashSet::new();
        found.retain(|it| seen.insert(*it));
        if found.len() > TERRITORIES_MAX {
            let problem = format!("{} territories are asked for, at most {TERRITORIES_MAX}", found.len());
            return Err(KpiError::Parameter { name: "group", problem });
        }
        Ok(found)
    }

    fn dimensions(&self) -> Result<Vec<(String, String)>, KpiError> {
        let pair = |it: &str| {
            let problem = || format!("`{it}` is no dimension with a value, such as sex:F");
            let (dimension, value) = it
                .split_once(':')
                .ok_or_else(|| KpiError::Parameter { name: "dimension", problem: problem() })?;
            Ok((dimension.to_owned(), value.to_owned()))
        };
        self.all("dimension").map(pair).collect()
    }

    /// Answers the question.
    ///
    /// # Errors
    /// [`KpiError`].
    pub fn answer(&self, data: Data<'_>) -> Result<Answer, KpiError> {
        match self.operation {
            KpiOperation::Composite => self.composite(data),
            KpiOperation::Impact => self.impact(data),
            _ => self.of_one(data),
        }
    }

    fn of_one(&self, data: Data<'_>) -> Result<Answer, KpiError> {
        let subject = Subject::new(data, &self.indicator, &self.dimensions()?)?;
        let asked = || self.territories(data, subject.block);
        let span = Span { from: self.period(data, "from")?, to: self.period(data, "to")? };
        let period =
            |asked: &[TerritoryId]| self.period(data, "period")?.map_or_else(|| subject.latest(asked), Ok);
        let at = || asked().and_then(|asked| Ok((period(&asked)?, asked)));
        let ends = || {
            let asked = asked()?;
            let none = || KpiError::NoObservations { indicator: self.indicator.clone() };
            let first = || data.cube.span(subject.block).map(|it| it.0).ok_or_else(none);
            let from = span.from.map_or_else(first, Ok)?;
            let to = span.to.map_or_else(|| subject.latest(&asked), Ok)?;
            Ok::<_, KpiError>((asked, from, to))
        };
        match self.operation {
            KpiOperation::Series => subject.series(&asked()?, span),
            KpiOperation::Latest => subject.last_values(&asked()?),
            KpiOperation::CrossSection => {
                at().and_then(|(period, asked)| subject.cross_section(&asked, period))
            }
            KpiOperation::Ranking => at().and_then(|(period, asked)| subject.ranking(&asked, period)),
            KpiOperation::Distribution => {
                at().and_then(|(period, asked)| subject.distribution(&asked, period))
            }
            KpiOperation::Change => ends().and_then(|(asked, from, to)| subject.change(&asked, from, to)),
            KpiOperation::Convergence => {
                ends().and_then(|(asked, from, to)| subject.convergence(&asked, from, to))
            }
            KpiOperation::Compare => {
                let peers = self.one("peers").map(|it| data.group(it, subject.block)).transpose()?;
                let (period, asked) = at()?;
                subject.compare(&asked, period, &peers.unwrap_or_default())
            }
            KpiOperation::Projection => {
                let mut years = self.years()?;
                if years.is_empty() {
                    years = HORIZONS.to_vec();
                }
                subject.projection(&asked()?, &years, span)
            }
            KpiOperation::Target => {
                let year = self.years()?.first().copied().unwrap_or_default();
                subject.target(&asked()?, self.number("target")?, year)
            }
            KpiOperation::RollUp => {
                let level = self.one("level").unwrap_or("2");
                let number = level.parse().ok().filter(|it| (1..=3).contains(it));
                let problem = || format!("{level} is none of 1, 2 and 3");
                let number =
                    number.ok_or_else(|| KpiError::Parameter { name: "level", problem: problem() })?;
                subject.roll_up(number, period(&[])?)
            }
            KpiOperation::Composite | KpiOperation::Impact => Ok(Answer::default()),
        }
    }

    fn years(&self) -> Result<Vec<u32>, KpiError> {
        let bad = |problem: String| KpiError::Parameter { name: "year", problem };
        let years: Vec<u32> = self
            .all("year")
            .map(|it| it.parse().map_err(|_| bad(format!("`{it}` is no year"))))
            .collect::<Result<_, _>>()?;
        if years.len() > YEARS_MAX {
            return Err(bad(format!("{} years are asked for, at most {YEARS_MAX}", years.len())));
        }
        Ok(years)
    }

    fn number(&self, name: &'static str) -> Result<f64, KpiError> {
        let text = self.one(name).unwrap_or_default();
        let number = text.parse().ok().filter(|it: &f64| it.is_finite());
        number.ok_or_else(|| KpiError::Parameter { name, problem: format!("`{text}` is no number") })
    }

    fn composite(&self, data: Data<'_>) -> Result<Answer, KpiError> {
        let items = self.all("indicator").map(|it| item(data, it)).collect::<Result<Vec<_>, _>>()?;
        let Some(first) = items.first() else {
            let problem = "an index needs at least one indicator".to_owned();
            return Err(KpiError::Parameter { name: "indicator", problem });
        };
        let asked = self.territories(data, first.subject.block)?;
        let latest = || items.iter().map(|it| it.subject.latest(&asked)).collect::<Result<Vec<_>, _>>();
        let period = match self.period(data, "period")? {
            Some(period) => period,
            None => latest()?.into_iter().min().unwrap_or(first.subject.latest(&asked)?),
        };
        composite(&items, &asked, period, self.recipe()?)
    }

    fn recipe(&self) -> Result<Recipe, KpiError> {
        let is = |name: &'static str, usual: &str, other: &str| match self.one(name) {
            None => Ok(false),
            Some(it) if it == usual => Ok(false),
            Some(it) if it == other => Ok(true),
            Some(it) => {
                Err(KpiError::Parameter { name, problem: format!("`{it}` is neither {usual} nor {other}") })
            }
        };
        Ok(Recipe {
            is_standardised: is("scale", "min-max", "z")?,
            is_geometric: is("aggregation", "arithmetic", "geometric")?,
        })
    }

    fn impact(&self, data: Data<'_>) -> Result<Answer, KpiError> {
        let blocks: Vec<&kpi::Block> =
            data.cube.indicators().filter_map(|it| data.headline(it.0).ok()).collect();
        let Some(first) = blocks.first() else {
            return Err(KpiError::NoObservations { indicator: "any indicator".to_owned() });
        };
        let asked = self.territories(data, first)?;
        let latest = || blocks.iter().filter_map(|it| data.cube.span(it)).map(|it| it.1).max();
        let period = match self.period(data, "period")? {
            Some(period) => Some(period),
            None => latest(),
        };
        let none = || KpiError::NoObservations { indicator: "any indicator".to_owned() };
        impact(data, &asked, period.ok_or_else(none)?)
    }

    /// The question as the query of an address, without `?`.
    pub fn query(&self, encode: impl Fn(&str) -> String) -> String {
        let mut query = String::new();
        for (name, value) in &self.words {
            let joint = if query.is_empty() { "" } else { "&" };
            let _ = write!(query, "{joint}{name}={}", encode(value));
        }
        query
    }

    /// Where the question is answered.
    pub fn path(&self, encode: impl Fn(&str) -> String) -> String {
        if self.operation.is_of_one() {
            format!("/kpi/{}/{}", encode(&self.indicator), self.operation.name())
        } else {
            format!("/kpi/{}", self.operation.name())
        }
    }
}

/// `JO-6`, `JO-6:2` or `JO-6:2:low`.
fn item<'v>(data: Data<'v>, text: &str) -> Result<Item<'v>, KpiError> {
    let bad = |problem: String| KpiError::Parameter { name: "indicator", problem };
    let mut parts = text.split(':');
    let subject = Subject::new(data, parts.next().unwrap_or_default(), &[])?;
    let weight = match parts.next() {
        None | Some("") => 1.0,
        Some(it) => it.parse().map_err(|_| bad(format!("{text}: `{it}` is no weight")))?,
    };
    let raises = match parts.next() {
        None => kpi::raises(&subject),
        Some("high") => true,
        Some("low") => false,
        Some(it) => return Err(bad(format!("{text}: `{it}` is neither high nor low"))),
    };
    if parts.next().is_some() {
        return Err(bad(format!("{text}: write CODE:WEIGHT:high or CODE:WEIGHT:low")));
    }
    Ok(Item { subject, weight, raises })
}
