//! Which kinds of figures are there, by which method, and which question gives the same number?

/// A kind of figure; its row of [`TABLE`] tells the rest.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Measure {
    Value,
    Rank,
    Change,
    PercentChange,
    YearlyGrowth,
    Reference,
    Difference,
    PercentOf,
    WeightedMean,
    DifferenceFromMean,
    PercentOfMean,
    Sum,
    PlainMean,
    Number,
    Mean,
    Deviation,
    Variation,
    Minimum,
    Maximum,
    Quantile,
    ZScore,
    Beta,
    BetaIntercept,
    BetaError,
    BetaFit,
    Speed,
    HalfLife,
    Slope,
    SlopeLow,
    SlopeHigh,
    Intercept,
    Trend,
    TrendLow,
    TrendHigh,
    Smoothed,
    SmoothedLow,
    SmoothedHigh,
    Gap,
    PaceNeeded,
    Score,
    Scaled,
    ScoreRank,
    BestRank,
    WorstRank,
}

/// What is to be known of a kind of figure.
#[derive(Clone, Copy, Debug)]
pub struct About {
    pub measure: Measure,
    /// The name on the wire.
    pub name: &'static str,
    /// The file below `queries/kpi/` that gives the number again, and the column that holds it.
    pub question: &'static str,
    pub column: &'static str,
    /// The method in words.
    pub method: &'static str,
    /// The method in symbols.
    pub formula: &'static str,
}

#[rustfmt::skip]
const TABLE: &[About] = &[
    it(Measure::Value, "value", "value", "value", "the value as published, or by the formula of the indicator", "x"),
    it(Measure::Rank, "rank", "rank", "rank", "standard competition rank: equal values share the better place", "1 + #{better}"),
    it(Measure::Change, "change", "change", "change", "difference between two periods", "x1 - x0"),
    it(Measure::PercentChange, "percentChange", "change", "percentChange", "relative difference between two periods", "100 (x1 / x0 - 1)"),
    it(Measure::YearlyGrowth, "yearlyGrowth", "change", "yearlyGrowth", "compound annual growth rate", "100 ((x1 / x0)^(1 / years) - 1)"),
    it(Measure::Reference, "reference", "difference", "reference", "the value published for the other territory", "y"),
    it(Measure::Difference, "difference", "difference", "difference", "difference from the value of the other territory", "x - y"),
    it(Measure::PercentOf, "percentOfReference", "difference", "percentOfReference", "share of the value of the other territory", "100 x / y"),
    it(Measure::WeightedMean, "weightedMean", "weighted-mean", "weightedMean", "mean weighted by the denominator of the rate", "sum(w x) / sum(w)"),
    it(Measure::DifferenceFromMean, "difference", "weighted-mean", "difference", "difference from the weighted mean", "x - sum(w y) / sum(w)"),
    it(Measure::PercentOfMean, "percentOfReference", "weighted-mean", "percentOfReference", "share of the weighted mean", "100 x / (sum(w y) / sum(w))"),
    it(Measure::Sum, "sum", "sum", "sum", "sum of the counts of the parts", "sum(x)"),
    it(Measure::PlainMean, "meanPerTerritory", "sum", "mean", "sum of the counts over the number of territories", "sum(x) / n"),
    it(Measure::Number, "n", "distribution", "n", "number of territories with a value", "n"),
    it(Measure::Mean, "mean", "distribution", "mean", "arithmetic mean, each territory counting once", "sum(x) / n"),
    it(Measure::Deviation, "standardDeviation", "distribution", "deviation", "standard deviation of a sample", "sqrt(sum((x - m)^2) / (n - 1))"),
    it(Measure::Variation, "coefficientOfVariation", "distribution", "variation", "standard deviation over mean (sigma convergence where it falls)", "s / m"),
    it(Measure::Minimum, "minimum", "distribution", "minimum", "least value", "min(x)"),
    it(Measure::Maximum, "maximum", "distribution", "maximum", "greatest value", "max(x)"),
    it(Measure::Quantile, "quantile", "quantile", "quantile", "quantile of type 7 (Hyndman and Fan 1996): linear between neighbours at (n - 1) p", "x[(n - 1) p]"),
    it(Measure::ZScore, "zScore", "distribution", "zScore", "distance from the mean in standard deviations of the sample", "(x - m) / s"),
    it(Measure::Beta, "beta", "convergence", "beta", "unconditional beta convergence: least squares of yearly log growth on the log of the first value", "ln(x1 / x0) / T = a + b ln(x0)"),
    it(Measure::BetaIntercept, "intercept", "convergence", "intercept", "the constant of that regression", "a"),
    it(Measure::BetaError, "standardError", "convergence", "standardError", "standard error of beta with n - 2 degrees of freedom", "sqrt(SSE / (n - 2) / Sxx)"),
    it(Measure::BetaFit, "rSquared", "convergence", "rSquared", "share of the variance of growth that the regression explains", "Sxy^2 / (Sxx Syy)"),
    it(Measure::Speed, "speed", "convergence", "speed", "speed of convergence that follows from beta", "-ln(1 + b T) / T"),
    it(Measure::HalfLife, "halfLife", "convergence", "halfLife", "time in which half of the distance goes", "ln(2) / speed"),
    it(Measure::Slope, "slope", "theil-sen", "slope", "Theil-Sen: median of the slopes between all pairs of years", "median((xj - xi) / (tj - ti))"),
    it(Measure::SlopeLow, "slopeLow", "theil-sen", "slopeLow", "lower end of the 95 % interval of the slope, from Kendall's variance (Sen 1968)", "slope[(N - 1.96 sigma) / 2]"),
    it(Measure::SlopeHigh, "slopeHigh", "theil-sen", "slopeHigh", "upper end of the 95 % interval of the slope, from Kendall's variance (Sen 1968)", "slope[(N + 1.96 sigma) / 2]"),
    it(Measure::Intercept, "intercept", "theil-sen", "intercept", "the line goes through the medians", "median(x) - slope median(t)"),
    it(Measure::Trend, "projected", "theil-sen", "projected", "Theil-Sen line, continued", "median(x) + slope (t - median(t))"),
    it(Measure::TrendLow, "projectedLow", "theil-sen", "projectedLow", "the line with the lower or upper slope of the 95 % interval: of the trend, not of single years", "median(x) + low (t - median(t))"),
    it(Measure::TrendHigh, "projectedHigh", "theil-sen", "projectedHigh", "the line with the upper or lower slope of the 95 % interval: of the trend, not of single years", "median(x) + high (t - median(t))"),
    it(Measure::Smoothed, "projected", "holt", "projected", "damped Holt smoothing, settings of least squared error on a grid (alpha, beta 0.05 to 0.95 by 0.05; phi 0.80 to 0.98 by 0.02), started from the first value and the first difference", "l + (phi + ... + phi^h) b = sum(w x)"),
    it(Measure::SmoothedLow, "projectedLow", "holt", "projectedLow", "95 % interval of the state space model ETS(A,Ad,N), variance of the errors with n - 4 degrees of freedom", "projected - 1.96 sqrt(var)"),
    it(Measure::SmoothedHigh, "projectedHigh", "holt", "projectedHigh", "95 % interval of the state space model ETS(A,Ad,N), variance of the errors with n - 4 degrees of freedom", "projected + 1.96 sqrt(var)"),
    it(Measure::Gap, "gap", "target", "gap", "what is missing to the target", "target - x"),
    it(Measure::PaceNeeded, "yearlyPaceNeeded", "target", "pace", "change a year that leads to the target in time", "(target - x) / years"),
    it(Measure::Score, "score", "composite", "score", "composite of scaled indicators", "sum(w s) / sum(w), or exp(sum(w ln s) / sum(w))"),
    it(Measure::Scaled, "scaled", "composite", "score", "one indicator on the scale of the composite", "100 (x - min) / (max - min), 1 + 99 (...), or (x - m) / s"),
    it(Measure::ScoreRank, "rank", "composite", "rank", "standard competition rank of the score", "1 + #{better}"),
    it(Measure::BestRank, "bestRank", "composite", "rank", "best rank with each weight alone multiplied by 0.5 or 1.5, and with equal weights", "min(rank)"),
    it(Measure::WorstRank, "worstRank", "composite", "rank", "worst rank with each weight alone multiplied by 0.5 or 1.5, and with equal weights", "max(rank)"),
];

const fn it(
    measure: Measure,
    name: &'static str,
    question: &'static str,
    column: &'static str,
    method: &'static str,
    formula: &'static str,
) -> About {
    About { measure, name, question, column, method, formula }
}

impl Measure {
    pub fn about(self) -> &'static About {
        TABLE.iter().find(|it| it.measure == self).unwrap_or(&TABLE[0])
    }

    /// Whether the number is a count of things or a place, and so whole.
    pub fn is_whole(self) -> bool {
        matches!(self, Self::Rank | Self::Number | Self::ScoreRank | Self::BestRank | Self::WorstRank)
    }
}

/// Every kind of figure.
pub fn measures() -> impl Iterator<Item = &'static About> {
    TABLE.iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_stands_once_and_has_its_question() {
        for (at, about) in TABLE.iter().enumerate() {
            assert!(TABLE[..at].iter().all(|it| it.measure != about.measure));
            assert_eq!(about.measure.about().name, about.name);
            let file = format!("kpi/{}.rq", about.question);
            let query = crate::ground::find(crate::ground::QUERIES, &file);
            let query = query.unwrap_or_else(|| panic!("{file} is missing"));
            assert!(query.text.contains(&format!("?{}", about.column)), "{file}: ?{}", about.column);
        }
    }
}
