//! Which number follows from these numbers? The statistics, each by one named method.
//!
//! Pure arithmetic on slices; `tests/oracle/` holds every function against numpy, scipy and statsmodels.

/// The arithmetic mean; NaN of nothing.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The standard deviation of a sample (divisor n - 1); NaN of fewer than two.
pub fn deviation(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return f64::NAN;
    }
    let mean = mean(values);
    let squares: f64 = values.iter().map(|it| (it - mean).powi(2)).sum();
    (squares / (values.len() - 1) as f64).sqrt()
}

/// A quantile by linear interpolation at `(n - 1) p` (type 7 of Hyndman and Fan 1996), of sorted values.
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let at = last as f64 * p;
    let low = at.floor() as usize;
    let high = (low + 1).min(last);
    sorted[low] + (sorted[high] - sorted[low]) * (at - low as f64)
}

pub fn median(sorted: &[f64]) -> f64 {
    quantile(sorted, 0.5)
}

pub fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_unstable_by(f64::total_cmp);
    values
}

/// A straight line through points by least squares.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub slope: f64,
    pub intercept: f64,
    /// The standard error of the slope, with n - 2 degrees of freedom.
    pub error: f64,
    /// The share of the variance that the line explains.
    pub r_squared: f64,
}

pub fn least_squares(x: &[f64], y: &[f64]) -> Line {
    let (mean_x, mean_y) = (mean(x), mean(y));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in x.iter().zip(y) {
        xx += (x - mean_x).powi(2);
        xy += (x - mean_x) * (y - mean_y);
        yy += (y - mean_y).powi(2);
    }
    let slope = xy / xx;
    let rest = (yy - slope * xy).max(0.0);
    Line {
        slope,
        intercept: mean_y - slope * mean_x,
        error: (rest / (x.len() as f64 - 2.0) / xx).sqrt(),
        r_squared: xy * xy / (xx * yy),
    }
}

/// The 97.5 % point of the normal distribution: half the width of an interval of 95 %, in standard deviations.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// The median of the slopes between all pairs of points, with an interval of 95 %.
#[derive(Clone, Copy, Debug)]
pub struct TheilSen {
    pub slope: f64,
    /// `median(y) - slope * median(x)`.
    pub intercept: f64,
    pub low: f64,
    pub high: f64,
    /// The places (from 0) of `low` and `high` among the sorted slopes.
    pub places: (usize, usize),
    pub median_x: f64,
    pub median_y: f64,
}

/// Sen 1968 as `scipy.stats.theilslopes` does it: the interval from the variance of Kendall's S with ties.
///
/// Points of equal `x` give no slope. `None` where there is none at all.
pub fn theil_sen(x: &[f64], y: &[f64]) -> Option<TheilSen> {
    let n = y.len();
    let mut slopes = Vec::with_capacity(n * n.saturating_sub(1) / 2);
    for i in 0..n {
        for j in 0..n {
            if x[j] > x[i] {
                slopes.push((y[j] - y[i]) / (x[j] - x[i]));
            }
        }
    }
    if slopes.is_empty() {
        return None;
    }
    let slopes = sorted(slopes);
    let slope = median(&slopes);
    let (median_x, median_y) = (median(&sorted(x.to_vec())), median(&sorted(y.to_vec())));
    let count = n as f64;
    let variance =
        (count * (count - 1.0) * (2.0 * count + 5.0) - ties(&sorted(x.to_vec())) - ties(&sorted(y.to_vec())))
            / 18.0;
    let (sigma, total) = (variance.max(0.0).sqrt(), slopes.len() as f64);
    let last = slopes.len() - 1;
    let low = f64::midpoint(total, -Z_95 * sigma).round_ties_even() - 1.0;
    let high = f64::midpoint(total, Z_95 * sigma).round_ties_even();
    let places = (low.max(0.0) as usize, (high as usize).min(last));
    Some(TheilSen {
        slope,
        intercept: median_y - slope * median_x,
        low: slopes[places.0],
        high: slopes[places.1],
        places,
        median_x,
        median_y,
    })
}

/// What equal values take from the variance of Kendall's S, of sorted values.
fn ties(sorted: &[f64]) -> f64 {
    sorted
        .chunk_by(|a, b| a.total_cmp(b).is_eq())
        .map(|it| it.len() as f64)
        .filter(|it| *it > 1.0)
        .map(|it| it * (it - 1.0) * (2.0 * it + 5.0))
        .sum()
}

/// The settings of damped Holt smoothing, each between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Holt {
    /// How much of an error goes into the level.
    pub alpha: f64,
    /// How much of a change of the level goes into the trend.
    pub beta: f64,
    /// What is left of the trend from one step to the next.
    pub phi: f64,
}

/// Holt smoothing at the end of a series.
#[derive(Clone, Copy, Debug)]
pub struct Smoothed {
    pub holt: Holt,
    pub level: f64,
    pub trend: f64,
    /// The sum of the squared errors of the forecasts one step ahead, from the second value on.
    pub squares: f64,
    /// Errors behind `squares`.
    pub n_errors: usize,
}

/// The grid that [`holt_of_least_error`] looks at: alpha and beta in steps of 0.05, phi in steps of 0.02.
const ALPHAS: usize = 19;
const PHIS: usize = 10;

/// Damped Holt smoothing with given settings; the first value and the first difference are where it starts.
pub fn holt(y: &[f64], holt: Holt) -> Option<Smoothed> {
    let [first, second, ..] = y else { return None };
    let (mut level, mut trend, mut squares) = (*first, second - first, 0.0);
    for value in &y[1..] {
        let expected = level + holt.phi * trend;
        let error = value - expected;
        squares += error * error;
        level = expected + holt.alpha * error;
        trend = holt.phi * trend + holt.alpha * holt.beta * error;
    }
    Some(Smoothed { holt, level, trend, squares, n_errors: y.len() - 1 })
}

/// The settings with the least squared error on the grid; the first in the order alpha, beta, phi where several are.
pub fn holt_of_least_error(y: &[f64]) -> Option<Smoothed> {
    let mut best: Option<Smoothed> = None;
    for a in 1..=ALPHAS {
        for b in 1..=ALPHAS {
            for p in 0..PHIS {
                let settings =
                    Holt { alpha: a as f64 / 20.0, beta: b as f64 / 20.0, phi: 0.8 + 0.02 * p as f64 };
                let smoothed = holt(y, settings)?;
                if best.is_none_or(|it| smoothed.squares < it.squares) {
                    best = Some(smoothed);
                }
            }
        }
    }
    best
}

impl Smoothed {
    /// What is expected `steps` after the last value.
    pub fn forecast(&self, steps: usize) -> f64 {
        self.level + self.trend * damped(self.holt.phi, steps)
    }

    /// The variance of that forecast in units of the error's variance: the state space model of class 1,
    /// ETS(A,Ad,N) (Hyndman, Koehler, Ord, Snyder 2008, table 6.1).
    pub fn spread(&self, steps: usize) -> f64 {
        let Holt { alpha, beta, phi } = self.holt;
        1.0 + (1..steps).map(|it| (alpha * (1.0 + beta * damped(phi, it))).powi(2)).sum::<f64>()
    }
}

/// `phi + phi^2 + ... + phi^steps`.
pub fn damped(phi: f64, steps: usize) -> f64 {
    (1..=steps).map(|it| phi.powi(it as i32)).sum()
}

/// What each value of a series of length `n` weighs in the forecast `steps` ahead; Holt smoothing is linear.
pub fn holt_weights(n: usize, settings: Holt, steps: usize) -> Vec<f64> {
    (0..n)
        .map(|at| {
            let mut unit = vec![0.0; n];
            unit[at] = 1.0;
            holt(&unit, settings).map_or(f64::NAN, |it| it.forecast(steps))
        })
        .collect()
}

/// What each of the first `n` values weighs in what is expected of the next one.
///
/// Of one value the first step is known: its weight and that of the value after it, which gives the first trend.
pub fn holt_expectation(n: usize, settings: Holt) -> Vec<f64> {
    if n < 2 {
        return vec![1.0 - settings.phi, settings.phi];
    }
    holt_weights(n, settings, 1)
}

/// The place of each value if the best comes first, equal values share the better place (1, 2, 2, 4).
pub fn places(values: &[f64], is_higher_better: bool) -> Vec<u32> {
    let sorted = sorted(values.to_vec());
    values
        .iter()
        .map(|value| {
            let better = if is_higher_better {
                sorted.len() - sorted.partition_point(|it| it <= value)
            } else {
                sorted.partition_point(|it| it < value)
            };
            better as u32 + 1
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_one_more_than_those_who_are_better(values in prop::collection::vec(-5i32..5, 0..40), up: bool) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let naive: Vec<u32> = values.iter().map(|it| {
                1 + values.iter().filter(|other| if up { *other > it } else { *other < it }).count() as u32
            }).collect();
            prop_assert_eq!(places(&values, up), naive);
        }

        #[test]
        fn a_forecast_is_the_weighted_sum_of_the_values(values in prop::collection::vec(-50.0f64..50.0, 2..20), steps in 1usize..10) {
            let settings = Holt { alpha: 0.35, beta: 0.2, phi: 0.9 };
            let direct = holt(&values, settings).unwrap().forecast(steps);
            let weights = holt_weights(values.len(), settings, steps);
            let summed: f64 = weights.iter().zip(&values).map(|(a, b)| a * b).sum();
            prop_assert!((direct - summed).abs() < 1e-7);
        }

        #[test]
        fn quantiles_lie_between_their_neighbours(values in prop::collection::vec(-50.0f64..50.0, 1..30), p in 0.0f64..=1.0) {
            let sorted = sorted(values);
            let it = quantile(&sorted, p);
            let below = sorted.iter().filter(|other| **other <= it).count() as f64;
            prop_assert!(it >= sorted[0] && it <= sorted[sorted.len() - 1]);
            prop_assert!(below >= ((sorted.len() - 1) as f64 * p).floor());
        }
    }
}
