//! For which time does a value hold?

use std::fmt;

/// How long a period lasts.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Frequency {
    Year,
    Quarter,
    Month,
    Day,
}

impl Frequency {
    pub fn words(self) -> &'static str {
        match self {
            Self::Year => "years",
            Self::Quarter => "quarters",
            Self::Month => "months",
            Self::Day => "days",
        }
    }
}

/// A year, quarter, month or day of the years 1000 to 9999; sorted by year, then kind, then number.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Period(u32);

impl Period {
    /// Reads `2023`, `2023-Q2`, `2023-06` or `2023-06-30`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let year: u32 = text.get(..4)?.parse().ok().filter(|it| *it >= 1_000)?;
        if !text.is_ascii() || !text.as_bytes()[..4].iter().all(u8::is_ascii_digit) {
            return None;
        }
        let rest = &text[4..];
        let (kind, number) = match rest.len() {
            0 => (0, 0),
            3 if rest.starts_with("-Q") => (1, number(&rest[2..], 4)?),
            3 if rest.starts_with('-') => (2, number(&rest[1..], 12)?),
            6 if rest.starts_with('-') && rest.as_bytes()[3] == b'-' => {
                (3, number(&rest[1..3], 12)? * 32 + number(&rest[4..], 31)?)
            }
            _ => return None,
        };
        Some(Self(year << 16 | kind << 12 | number))
    }

    pub fn year(self) -> u32 {
        self.0 >> 16
    }

    pub fn frequency(self) -> Frequency {
        match self.0 >> 12 & 15 {
            0 => Frequency::Year,
            1 => Frequency::Quarter,
            2 => Frequency::Month,
            _ => Frequency::Day,
        }
    }

    fn number(self) -> u32 {
        self.0 & 0xFFF
    }

    /// The time as a number of years: differences are spans in years. A whole year is its number.
    pub fn years(self) -> f64 {
        let number = f64::from(self.number());
        let part = match self.frequency() {
            Frequency::Year => 0.0,
            Frequency::Quarter => (number - 1.0) / 4.0,
            Frequency::Month => (number - 1.0) / 12.0,
            Frequency::Day => {
                let (month, day) = (self.number() / 32, self.number() % 32);
                f64::from(month - 1) / 12.0 + f64::from(day - 1) / 372.0
            }
        };
        f64::from(self.year()) + part
    }
}

fn number(text: &str, most: u32) -> Option<u32> {
    let it = text.bytes().all(|it| it.is_ascii_digit()).then(|| text.parse().ok()).flatten()?;
    (1..=most).contains(&it).then_some(it)
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, number) = (self.year(), self.number());
        match self.frequency() {
            Frequency::Year => write!(out, "{year}"),
            Frequency::Quarter => write!(out, "{year}-Q{number}"),
            Frequency::Month => write!(out, "{year}-{number:02}"),
            Frequency::Day => write!(out, "{year}-{:02}-{:02}", number / 32, number % 32),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_come_back_as_they_were_written_and_nothing_else_is_one() {
        for text in ["2023", "2023-Q2", "2023-06", "2023-12-31"] {
            assert_eq!(Period::parse(text).unwrap().to_string(), text);
        }
        for text in
            ["", "23", "2023-", "2023-Q5", "2023-13", "2023-00", "2023-06-32", "+202", "2023Z", "ä023"]
        {
            assert_eq!(Period::parse(text), None, "{text}");
        }
        assert!(Period::parse("2023-Q2") < Period::parse("2023-Q3"));
        assert!(Period::parse("2022-12") < Period::parse("2023-01"));
        assert!((Period::parse("2023-Q3").unwrap().years() - 2023.5).abs() < 1e-12);
    }
}
