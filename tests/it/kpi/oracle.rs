//! The statistics are those of numpy, scipy and statsmodels: `tests/oracle/kpi.py` made the cases.

use super::{Figures, view};
use concord::kpi::stats::{
    Holt, deviation, holt, holt_of_least_error, least_squares, mean, places, quantile, sorted, theil_sen,
};
use concord::kpi::{CONCORD, Cube, Data, Item, Measure, Period, Recipe, Span, Subject, composite};
use serde_json::Value;

const TOLERANCE: f64 = 1e-9;

fn cases(name: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(include_str!("../../oracle/kpi.json")).unwrap();
    let cases = all[name].as_array().unwrap().clone();
    assert!(!cases.is_empty());
    cases
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

#[track_caller]
fn same(found: f64, expected: &Value) {
    let expected = number(expected);
    let error = (found - expected).abs() / expected.abs().max(1e-3);
    assert!(error < TOLERANCE, "{found} instead of {expected}");
}

#[track_caller]
fn all_same(found: &[f64], expected: &Value) {
    assert_eq!(found.len(), expected.as_array().unwrap().len());
    found.iter().zip(expected.as_array().unwrap()).for_each(|it| same(*it.0, it.1));
}

#[test]
fn spread_is_that_of_numpy() {
    for case in cases("spread") {
        let values = numbers(&case["values"]);
        let (m, s) = (mean(&values), deviation(&values));
        same(m, &case["mean"]);
        same(s, &case["deviation"]);
        all_same(&values.iter().map(|it| (it - m) / s).collect::<Vec<_>>(), &case["z"]);
        let sorted = sorted(values);
        let found: Vec<f64> = numbers(&case["p"]).iter().map(|it| quantile(&sorted, *it)).collect();
        all_same(&found, &case["quantiles"]);
    }
}

#[test]
fn ranks_are_those_of_scipy() {
    for case in cases("ranks") {
        let values = numbers(&case["values"]);
        for (is_higher_better, name) in [(true, "highest"), (false, "lowest")] {
            let found: Vec<f64> = places(&values, is_higher_better).into_iter().map(f64::from).collect();
            all_same(&found, &case[name]);
        }
    }
}

#[test]
fn slopes_and_their_interval_are_those_of_scipy() {
    for case in cases("slopes") {
        let line = theil_sen(&numbers(&case["years"]), &numbers(&case["values"])).unwrap();
        for (found, name) in
            [(line.slope, "slope"), (line.intercept, "intercept"), (line.low, "low"), (line.high, "high")]
        {
            same(found, &case[name]);
        }
    }
}

#[test]
fn damped_smoothing_is_that_of_statsmodels() {
    for case in cases("holt") {
        let values = numbers(&case["values"]);
        for fit in case["fits"].as_array().unwrap() {
            let settings =
                Holt { alpha: number(&fit["alpha"]), beta: number(&fit["beta"]), phi: number(&fit["phi"]) };
            let smoothed = holt(&values, settings).unwrap();
            same(smoothed.squares, &fit["squares"]);
            all_same(&(1..=12).map(|it| smoothed.forecast(it)).collect::<Vec<_>>(), &fit["forecast"]);
            all_same(&(1..=12).map(|it| smoothed.spread(it)).collect::<Vec<_>>(), &fit["variance"]);
        }
        let best = holt_of_least_error(&values).unwrap();
        for (found, name) in [
            (best.holt.alpha, "alpha"),
            (best.holt.beta, "beta"),
            (best.holt.phi, "phi"),
            (best.squares, "squares"),
        ] {
            same(found, &case["best"][name]);
        }
        all_same(&(1..=12).map(|it| best.forecast(it)).collect::<Vec<_>>(), &case["best"]["forecast"]);
    }
}

/// NUTS 2 units of the seeds are few; a synthetic territory is one by its level.
fn territories(n: usize) -> (Vec<String>, String) {
    let codes: Vec<String> = (0..n).map(|it| format!("XX{it:03}")).collect();
    let text = codes.iter().map(|it| format!("nuts:{it} con:level con:level-nuts2 .\n")).collect();
    (codes, text)
}

fn year(year: u32) -> Period {
    Period::parse(&year.to_string()).unwrap()
}

#[test]
fn changes_are_those_of_numpy() {
    for case in cases("changes") {
        let (codes, mut text) = territories(1);
        let last = 2000 + number(&case["years"]) as u32;
        let mut figures = Figures::default();
        figures.add("jo-4", "thousand-persons", &codes[0], 2000, number(&case["from"]));
        figures.add("jo-4", "thousand-persons", &codes[0], last, number(&case["to"]));
        text.push_str(&figures.text);
        let view = view(&text);
        let cube = Cube::read(&view, &CONCORD);
        let data = Data { view: &view, cube: &cube };
        let subject = Subject::new(data, "JO-4", &[]).unwrap();
        let asked = [data.territory(&codes[0].replace("XX", "xx")).unwrap()];
        let answer = subject.change(&asked, year(2000), year(last)).unwrap();
        for (measure, name) in [
            (Measure::Change, "change"),
            (Measure::PercentChange, "percentChange"),
            (Measure::YearlyGrowth, "yearlyGrowth"),
        ] {
            same(answer.rows[0].number(measure), &case[name]);
        }
    }
}

#[test]
fn weighted_means_are_those_of_numpy() {
    for case in cases("weighted") {
        let (values, weights) = (numbers(&case["values"]), numbers(&case["weights"]));
        let (codes, mut text) = territories(values.len());
        let mut figures = Figures::default();
        text.push_str(super::WEIGHTED);
        for ((code, value), weight) in codes.iter().zip(values).zip(weights) {
            figures.add("zz-2", "percent", code, 2020, value);
            figures.add("po-1", "persons", code, 2020, weight);
        }
        text.push_str(&figures.text);
        let view = view(&text);
        let cube = Cube::read(&view, &CONCORD);
        let data = Data { view: &view, cube: &cube };
        let subject = Subject::new(data, "ZZ-2", &[]).unwrap();
        let all = subject.everywhere();
        let answer = subject.compare(&all[..1], year(2020), &all).unwrap();
        let peers = answer.rows.iter().find(|it| it.role == "peers" && it.asked.is_none()).unwrap();
        same(peers.number(Measure::WeightedMean), &case["mean"]);
    }
}

#[test]
fn convergence_is_that_of_statsmodels() {
    for case in cases("convergence") {
        let (first, last) = (numbers(&case["first"]), numbers(&case["last"]));
        let end = 2000 + number(&case["years"]) as u32;
        let (codes, mut text) = territories(first.len());
        let mut figures = Figures::default();
        for ((code, first), last) in codes.iter().zip(first).zip(last) {
            figures.add("jo-6", "percent", code, 2000, first);
            figures.add("jo-6", "percent", code, end, last);
        }
        text.push_str(&figures.text);
        let view = view(&text);
        let cube = Cube::read(&view, &CONCORD);
        let data = Data { view: &view, cube: &cube };
        let subject = Subject::new(data, "JO-6", &[]).unwrap();
        let answer = subject.convergence(&subject.everywhere(), year(2000), year(end)).unwrap();
        let sigma: Vec<f64> = answer
            .rows
            .iter()
            .filter(|it| it.role == "sigma")
            .map(|it| it.number(Measure::Variation))
            .collect();
        all_same(&sigma, &case["sigma"]);
        let beta = answer.rows.iter().find(|it| it.role == "beta").unwrap();
        for (measure, name) in [
            (Measure::Beta, "beta"),
            (Measure::BetaIntercept, "intercept"),
            (Measure::BetaError, "standardError"),
            (Measure::BetaFit, "rSquared"),
            (Measure::Speed, "speed"),
        ] {
            same(beta.number(measure), &case[name]);
        }
        assert_eq!(case["halfLife"].is_null(), beta.figure(Measure::HalfLife).is_none());
        if !case["halfLife"].is_null() {
            same(beta.number(Measure::HalfLife), &case["halfLife"]);
        }
        let line = least_squares(&[1.0, 2.0, 4.0], &[1.0, 2.0, 4.0]);
        assert!((line.slope - 1.0).abs() < TOLERANCE && line.error < TOLERANCE);
    }
}

#[test]
fn composites_and_the_range_of_their_ranks_are_those_of_numpy() {
    const CODES: [(&str, &str, &str); 4] = [
        ("JO-6", "jo-6", "percent"),
        ("SK-1", "sk-1", "percent"),
        ("RD-1", "rd-1", "million-euro"),
        ("EC-1", "ec-1", "million-euro"),
    ];
    for case in cases("composite") {
        let rows: Vec<Vec<f64>> = case["values"].as_array().unwrap().iter().map(numbers).collect();
        let (codes, mut text) = territories(rows.len());
        let mut figures = Figures::default();
        for (code, row) in codes.iter().zip(&rows) {
            for ((_, slug, unit), value) in CODES.iter().zip(row) {
                figures.add(slug, unit, code, 2020, *value);
            }
        }
        text.push_str(&figures.text);
        let view = view(&text);
        let cube = Cube::read(&view, &CONCORD);
        let data = Data { view: &view, cube: &cube };
        let weights = numbers(&case["weights"]);
        let raises = case["raises"].as_array().unwrap();
        let items: Vec<Item<'_>> = CODES
            .iter()
            .zip(weights.iter().zip(raises))
            .map(|((code, _, _), (weight, raises))| Item {
                subject: Subject::new(data, code, &[]).unwrap(),
                weight: *weight,
                raises: raises.as_bool().unwrap(),
            })
            .collect();
        let all = items[0].subject.everywhere();
        for (name, recipe) in [
            ("arithmetic", Recipe::default()),
            ("geometric", Recipe { is_geometric: true, ..Recipe::default() }),
            ("z", Recipe { is_standardised: true, ..Recipe::default() }),
        ] {
            let answer = composite(&items, &all, year(2020), recipe).unwrap();
            let of = |measure| {
                let rows = answer.rows.iter().filter(|it| it.role == "score");
                rows.map(|it| it.number(measure)).collect::<Vec<f64>>()
            };
            for (measure, column) in [
                (Measure::Score, "score"),
                (Measure::ScoreRank, "rank"),
                (Measure::BestRank, "best"),
                (Measure::WorstRank, "worst"),
            ] {
                all_same(&of(measure), &case[name][column]);
            }
        }
    }
}

/// The line of the oracle comes out of a series as well.
#[test]
fn a_projection_goes_along_the_line_of_scipy() {
    let case = &cases("slopes")[3];
    let (codes, mut text) = territories(1);
    let mut figures = Figures::default();
    for (year, value) in numbers(&case["years"]).iter().zip(numbers(&case["values"])) {
        figures.add("jo-4", "thousand-persons", &codes[0], *year as u32, value);
    }
    text.push_str(&figures.text);
    let view = view(&text);
    let cube = Cube::read(&view, &CONCORD);
    let data = Data { view: &view, cube: &cube };
    let subject = Subject::new(data, "JO-4", &[]).unwrap();
    let answer = subject.projection(&subject.everywhere(), &[2030], Span::default()).unwrap();
    let row = answer.rows.iter().find(|it| it.role == "theil-sen").unwrap();
    let expected = number(&case["intercept"]) + number(&case["slope"]) * 2030.0;
    assert!((row.number(Measure::Trend) - expected).abs() < 1e-9 * expected.abs());
    assert!(row.number(Measure::TrendLow) <= expected && expected <= row.number(Measure::TrendHigh));
}
