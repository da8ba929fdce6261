//! How much experience is there, in full-time months, no day counted twice?
//!
//! Periods become runs: months are computed from days and the share of full time where the file gives none, days that two
//! periods of one activity share count once, and periods that follow one another in one state and capacity are one run.
//! Only whole months of a run count. A change of capacity or state ends a run.
//! Deliberately absent: which run opens an activity.

use super::Iri;
use super::application::Period;
use super::day::Day;
use super::ratio::Ratio;

/// Ten years, in months.
const WINDOW_MONTHS: i32 = 120;

/// Uninterrupted work in one activity, state and capacity, or a sum of months that says so much less.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Run {
    /// The periods that it is made of, the first one first.
    pub periods: Vec<Iri>,
    pub country: Iri,
    pub activity: Iri,
    pub capacity: Iri,
    /// Whole full-time months.
    pub months: u32,
    /// Those within ten years before the application.
    pub months_last10y: u32,
    pub is_consecutive: bool,
    pub start: Option<Day>,
    pub end: Option<Day>,
    pub technical_months: u32,
}

/// A period that can be counted, on the way to a run.
struct Counted<'a> {
    period: &'a Period,
    country: &'a Iri,
    activity: &'a Iri,
    capacity: &'a Iri,
    /// The first day and the day after the last, where both are known or follow from each other.
    days: Option<(Day, Day)>,
    /// Whether the file gives both days.
    is_dated: bool,
    share: Ratio,
    months: Ratio,
    last10y: Ratio,
}

/// The runs of lawful work, and the periods that cannot be counted, with the reason.
pub fn runs(periods: &[Period], application: Option<Day>) -> (Vec<Run>, Vec<(Iri, &'static str)>) {
    let (mut counted, mut left_out) = (Vec::new(), Vec::new());
    for period in periods {
        match count(period, application) {
            Ok(it) => counted.push(it),
            Err(reason) => left_out.push((period.iri.clone(), reason)),
        }
    }
    // The order of a file is no fact: an older period first, and of equal ones the one with the smaller name.
    counted.sort_by(|a, b| {
        (a.activity, a.days, b.share, &a.period.iri).cmp(&(b.activity, b.days, a.share, &b.period.iri))
    });
    take_shared_days_once(&mut counted, application);
    (join(&counted), left_out)
}

fn count(period: &Period, application: Option<Day>) -> Result<Counted<'_>, &'static str> {
    if !period.is_lawful {
        return Err("not-lawful");
    }
    let country = period.country.as_ref().ok_or("country-missing")?;
    let activity = period.activity.as_ref().ok_or("activity-missing")?;
    let capacity = period.capacity.as_ref().ok_or("capacity-missing")?;
    let share = period.share.unwrap_or(Ratio::ONE);
    let dated = period.start.zip(period.end).filter(|(start, end)| start <= end);
    let days = dated.map(|(start, end)| (start, end.next()));
    let months = match (period.months, days) {
        (Some(months), _) => Ratio::whole(months),
        (None, Some((first, after))) => months_between(first, after).times(share),
        (None, None) => return Err("months-unknown"),
    };
    // Without a first day, uninterrupted full-time months reach back from the last one.
    let reached = || {
        let after = period.end?.next();
        let back = period.months.filter(|_| period.is_consecutive == Some(true) && period.share.is_none())?;
        Some((after.plus_months(-i32::try_from(back).ok()?), after))
    };
    let days = days.or_else(reached);
    let last10y = match (period.months_last10y, days.zip(application)) {
        (Some(months), _) => Ratio::whole(months),
        (None, None) => Ratio::ZERO,
        (None, Some((days, application))) => {
            let (from, to) = window(application);
            // Months that are given for dates of their own are spread over them; all others are counted by the calendar.
            if dated.is_some() && period.months.is_some() {
                part_within(months, days, (from, to))
            } else if days.0.max(from) < days.1.min(to) {
                months_between(days.0.max(from), days.1.min(to)).times(share)
            } else {
                Ratio::ZERO
            }
        }
    };
    Ok(Counted {
        period,
        country,
        activity,
        capacity,
        days,
        is_dated: dated.is_some(),
        share,
        months,
        last10y,
    })
}

/// The ten years before an application: the first day, and the day of the application, which is not in them any more.
fn window(application: Day) -> (Day, Day) {
    (application.plus_months(-WINDOW_MONTHS), application)
}

/// Calendar months from a day up to another one, exact: days over are a part of the month that they begin in.
fn months_between(first: Day, after: Day) -> Ratio {
    let mut whole = first.months_touched(after).saturating_sub(1);
    while whole > 0 && first.plus_months(whole.cast_signed()) > after {
        whole -= 1;
    }
    let reached = first.plus_months(whole.cast_signed());
    let next = first.plus_months(whole.cast_signed() + 1);
    let over = i128::from(after.number() - reached.number());
    Ratio::whole(whole).plus(Ratio::new(over, i128::from(next.number() - reached.number())))
}

/// The part of some months, spread evenly over their days, that lies within a window.
fn part_within(months: Ratio, (first, after): (Day, Day), (from, to): (Day, Day)) -> Ratio {
    let all = after.number() - first.number();
    let inside = after.min(to).number() - first.max(from).number();
    if all <= 0 || inside <= 0 {
        return Ratio::ZERO;
    }
    if inside >= all {
        return months;
    }
    months.times(Ratio::new(i128::from(inside), i128::from(all)))
}

/// Where periods of one activity share days, their shares of full time add up to one at most: the earlier in the order keeps
/// its own, a later one has what is left of the day. Only days that the file gives are compared: months without a first day
/// say too little to be held against the applicant.
fn take_shared_days_once(counted: &mut [Counted<'_>], application: Option<Day>) {
    for at in 0..counted.len() {
        let Some((first, after)) = counted[at].days.filter(|_| counted[at].is_dated) else { continue };
        let activity = counted[at].activity;
        let earlier: Vec<(Day, Day, Ratio)> = counted[..at]
            .iter()
            .filter(|it| it.is_dated && it.activity == activity)
            .filter_map(|it| it.days.map(|(a, b)| (a.max(first), b.min(after), it.share)))
            .filter(|(a, b, _)| a < b)
            .collect();
        if earlier.is_empty() {
            continue;
        }
        let share = counted[at].share;
        let mut cuts: Vec<Day> = earlier.iter().flat_map(|it| [it.0, it.1]).chain([first, after]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let (mut kept, mut kept_last10y) = (Ratio::ZERO, Ratio::ZERO);
        let mut last10y_days = Ratio::ZERO;
        for pair in cuts.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let taken = earlier
                .iter()
                .filter(|it| it.0 <= from && to <= it.1)
                .fold(Ratio::ZERO, |sum, it| sum.plus(it.2))
                .min(Ratio::ONE);
            let credited = share.min(Ratio::ONE.minus(taken)).over(share);
            let days = Ratio::new(i128::from(to.number() - from.number()), 1);
            kept = kept.plus(days.times(credited));
            if let Some(day) = application {
                let inside = part_within(days, (from, to), window(day));
                last10y_days = last10y_days.plus(inside);
                kept_last10y = kept_last10y.plus(inside.times(credited));
            }
        }
        let all = Ratio::new(i128::from(after.number() - first.number()), 1);
        counted[at].months = counted[at].months.times(kept).over(all);
        if last10y_days > Ratio::ZERO {
            counted[at].last10y = counted[at].last10y.times(kept_last10y).over(last10y_days);
        }
    }
}

/// Runs of periods that follow one another.
fn join(counted: &[Counted<'_>]) -> Vec<Run> {
    let mut open: Vec<(Run, Ratio, Ratio)> = Vec::new();
    for it in counted {
        let is_consecutive = it.period.is_consecutive.unwrap_or(it.is_dated && it.period.months.is_none());
        let (start, end) = (it.period.start.filter(|_| it.is_dated), it.period.end);
        let follows = |run: &Run| {
            it.is_dated
                && is_consecutive
                && run.is_consecutive
                && run.start.is_some()
                && (&run.country, &run.activity, &run.capacity) == (it.country, it.activity, it.capacity)
                && start.zip(run.end).is_some_and(|(start, end)| start <= end.next())
        };
        let technical = it.period.technical_months.unwrap_or(0);
        if let Some((run, months, last10y)) = open.iter_mut().find(|(run, _, _)| follows(run)) {
            run.periods.push(it.period.iri.clone());
            run.end = run.end.max(end);
            run.technical_months += technical;
            *months = months.plus(it.months);
            *last10y = last10y.plus(it.last10y);
            continue;
        }
        let run = Run {
            periods: vec![it.period.iri.clone()],
            country: it.country.clone(),
            activity: it.activity.clone(),
            capacity: it.capacity.clone(),
            months: 0,
            months_last10y: 0,
            is_consecutive,
            start,
            end,
            technical_months: technical,
        };
        open.push((run, it.months, it.last10y));
    }
    let whole = |(mut run, months, last10y): (Run, Ratio, Ratio)| {
        run.months = months.floor();
        // Days that are taken out of months of unequal length may leave a part that seems longer than the whole.
        run.months_last10y = last10y.min(months).floor();
        run.technical_months = run.technical_months.min(run.months);
        run
    };
    open.into_iter().map(whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(iri: &str, capacity: &str, start: &str, end: &str, share: &str) -> Period {
        Period {
            iri: iri.into(),
            country: Some("c:POL".into()),
            activity: Some("x:repair".into()),
            capacity: Some(capacity.into()),
            start: Day::parse(start),
            end: Day::parse(end),
            share: Ratio::parse(share),
            is_lawful: true,
            ..Period::default()
        }
    }

    fn months(periods: &[Period]) -> Vec<(u32, u32, bool)> {
        let (runs, _) = runs(periods, Day::parse("2026-09-01"));
        runs.iter().map(|it| (it.months, it.months_last10y, it.is_consecutive)).collect()
    }

    #[test]
    fn part_time_becomes_full_time() {
        let half = period("a", "self", "2020-01-01", "2021-12-31", "0.5");
        assert_eq!(months(std::slice::from_ref(&half)), [(12, 12, true)]);
        // Thirteen half months are six and a half: two of them after each other make thirteen whole ones.
        let pair = [
            period("a", "self", "2020-01-01", "2021-01-31", "0.5"),
            period("b", "self", "2021-02-01", "2022-02-28", "0.5"),
        ];
        assert_eq!(months(&pair), [(13, 13, true)]);
    }

    #[test]
    fn no_day_counts_twice() {
        let full = period("a", "self", "2020-01-01", "2021-12-31", "");
        let inside = period("b", "employed", "2021-01-01", "2022-12-31", "");
        assert_eq!(months(&[full.clone(), inside.clone()]), [(24, 24, true), (12, 12, true)]);
        assert_eq!(months(&[inside, full]), [(24, 24, true), (12, 12, true)]);
        let halves = [
            period("a", "self", "2020-01-01", "2021-12-31", "0.5"),
            period("b", "employed", "2020-01-01", "2021-12-31", "0.5"),
        ];
        assert_eq!(months(&halves), [(12, 12, true), (12, 12, true)]);
    }

    #[test]
    fn a_gap_or_another_capacity_ends_a_run() {
        let first = period("a", "self", "2018-01-01", "2020-12-31", "");
        let next = period("b", "self", "2021-01-01", "2023-12-31", "");
        assert_eq!(months(&[first.clone(), next.clone()]), [(72, 72, true)]);
        let late = period("b", "self", "2021-01-02", "2023-12-31", "");
        assert_eq!(months(&[first.clone(), late]), [(36, 36, true), (35, 35, true)]);
        let other = period("b", "manager", "2021-01-01", "2023-12-31", "");
        assert_eq!(months(&[first, other]), [(36, 36, true), (36, 36, true)]);
    }

    #[test]
    fn months_that_are_given_stand() {
        let given = Period {
            months: Some(75),
            months_last10y: Some(0),
            is_consecutive: Some(true),
            start: None,
            ..period("a", "self", "2000-01-01", "2015-06-30", "")
        };
        assert_eq!(months(&[given]), [(75, 0, true)]);
    }

    #[test]
    fn the_last_ten_years_are_a_window() {
        let long = period("a", "self", "2010-09-01", "2026-08-31", "");
        assert_eq!(months(&[long]), [(192, 120, true)]);
        let leap = [period("a", "self", "2014-02-28", "2014-02-28", "")];
        let (before, _) = runs(&leap, Day::parse("2024-02-29"));
        assert_eq!(before[0].months_last10y, 0);
        assert_eq!(window(Day::parse("2024-02-29").unwrap()).0, Day::parse("2014-02-28").unwrap());
    }

    #[test]
    fn the_last_ten_years_hold_no_more_than_all_of_them() {
        let first = Period { months: Some(42), ..period("a", "manager", "2014-06-30", "2018-01-30", "1") };
        let second = period("b", "manager", "2016-02-29", "2024-02-29", "");
        let counted = months(&[first, second]);
        // 96 months and a day less the shared days are 72.97; by days alone the last ten years have 73.005.
        assert_eq!(counted[1], (72, 72, true));
    }

    #[test]
    fn what_cannot_be_counted_is_told() {
        let unlawful = Period { is_lawful: false, ..period("a", "self", "2020-01-01", "2020-12-31", "") };
        let nowhere = Period { country: None, ..period("b", "self", "2020-01-01", "2020-12-31", "") };
        let endless = Period { end: None, ..period("c", "self", "2020-01-01", "2020-12-31", "") };
        let (runs, left_out) = runs(&[unlawful, nowhere, endless], None);
        assert!(runs.is_empty());
        let reasons: Vec<&str> = left_out.iter().map(|it| it.1).collect();
        assert_eq!(reasons, ["not-lawful", "country-missing", "months-unknown"]);
    }
}
