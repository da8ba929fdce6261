//! Which day is it, and how far is it from another?
//!
//! Deliberately absent: the clock, times of day, time zones.

use std::fmt;

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[expect(clippy::struct_field_names, reason = "the day of a day is called so")]
pub struct Day {
    year: i32,
    month: u8,
    day: u8,
}

impl Day {
    /// From `yyyy-mm-dd`; a time zone may follow, as `xsd:date` permits, and does not count.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, zone) = text.split_at_checked(10)?;
        let is_zone = zone.is_empty()
            || zone == "Z"
            || (zone.len() == 6 && zone.starts_with(['+', '-']) && zone.as_bytes()[3] == b':');
        let bytes = date.as_bytes();
        let is_number = |at: std::ops::Range<usize>| bytes[at].iter().all(u8::is_ascii_digit);
        if !is_zone
            || bytes[4] != b'-'
            || bytes[7] != b'-'
            || !(is_number(0..4) && is_number(5..7) && is_number(8..10))
        {
            return None;
        }
        Self::new(date[..4].parse().ok()?, date[5..7].parse().ok()?, date[8..].parse().ok()?)
    }

    /// The day, if there is such a one.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        ((1..=12).contains(&month) && day >= 1 && day <= days_in(year, month)).then_some(Self {
            year,
            month,
            day,
        })
    }

    /// The same day so many months later or earlier; the last of the month where it has no such day.
    ///
    /// So ten years before 29 February is 28 February.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let all = self.year * 12 + i32::from(self.month) - 1 + months;
        let (year, month) = (all.div_euclid(12), u8::try_from(all.rem_euclid(12)).unwrap_or_default() + 1);
        Self { year, month, day: self.day.min(days_in(year, month)) }
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self::new(self.year, self.month, self.day + 1)
            .unwrap_or_else(|| Self { day: 1, ..self }.plus_months(1))
    }

    /// Days since 1 March of the year 0.
    pub(super) fn number(self) -> i64 {
        let (year, month) = if self.month > 2 {
            (i64::from(self.year), i64::from(self.month) - 3)
        } else {
            (i64::from(self.year) - 1, i64::from(self.month) + 9)
        };
        365 * year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * month + 2) / 5
            + i64::from(self.day)
            - 1
    }

    /// How many calendar months two days touch, at least 1; the first one must not be later.
    pub(super) fn months_touched(self, last: Self) -> u32 {
        let months = (last.year - self.year) * 12 + i32::from(last.month) - i32::from(self.month) + 1;
        u32::try_from(months).unwrap_or_default()
    }

    pub fn year(self) -> i32 {
        self.year
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// From the first day on, and not any more on the second (half-open); an end that is absent is open.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Interval {
    pub from: Option<Day>,
    pub to: Option<Day>,
}

impl Interval {
    pub fn contains(&self, day: Day) -> bool {
        self.from.is_none_or(|it| it <= day) && self.to.is_none_or(|it| day < it)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn days_are_read_and_told() {
        assert_eq!(day("2024-02-29").to_string(), "2024-02-29");
        assert_eq!(day("2026-09-01Z"), day("2026-09-01+02:00"));
        for wrong in [
            "2023-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-9-1",
            "20260901",
            "2026-09-01T00:00:00",
            "",
            "äöü-ää",
        ] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ten_years_before_a_leap_day_is_the_last_of_february() {
        assert_eq!(day("2024-02-29").plus_months(-120), day("2014-02-28"));
        assert_eq!(day("2026-01-31").plus_months(1), day("2026-02-28"));
        assert_eq!(day("2026-01-15").plus_months(-1), day("2025-12-15"));
        assert_eq!(day("2000-12-31").next(), day("2001-01-01"));
    }

    #[test]
    fn days_are_counted_across_leap_years() {
        let mut at = day("1999-12-30");
        for _ in 0..1_000 {
            assert_eq!(at.next().number(), at.number() + 1);
            at = at.next();
        }
        assert_eq!(day("2026-09-01").number() - day("2016-09-01").number(), 3652);
    }

    #[test]
    fn an_interval_is_half_open() {
        let it = Interval { from: Some(day("2016-01-18")), to: Some(day("2020-01-01")) };
        assert!(!it.contains(day("2016-01-17")) && it.contains(day("2016-01-18")));
        assert!(it.contains(day("2019-12-31")) && !it.contains(day("2020-01-01")));
        assert!(Interval::default().contains(day("0001-01-01")));
    }
}
