//! How are shares and part-time months compared without rounding?
//!
//! Deliberately absent: floating point; two machines have to come to the same result.

use std::cmp::Ordering;
use std::fmt;

/// An exact fraction, reduced, with a positive denominator.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

/// A fraction whose parts grow beyond this is rounded down to a whole number, so that no product overflows.
///
/// Decimals of six digits and the lengths of months stay far below it.
const PART_MAX: i128 = 1 << 62;

impl Ratio {
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// A denominator of 0 stands for nothing and becomes 1.
    pub fn new(numerator: i128, denominator: i128) -> Self {
        let denominator = if denominator == 0 { 1 } else { denominator };
        let sign = denominator.signum();
        let divisor = divisor(numerator.abs(), denominator.abs()).max(1);
        let reduced =
            Self { numerator: sign * numerator / divisor, denominator: sign * denominator / divisor };
        if reduced.numerator.abs() > PART_MAX || reduced.denominator > PART_MAX {
            let whole = reduced.numerator.div_euclid(reduced.denominator);
            return Self { numerator: whole.clamp(-PART_MAX, PART_MAX), denominator: 1 };
        }
        reduced
    }

    pub fn whole(number: u32) -> Self {
        Self { numerator: i128::from(number), denominator: 1 }
    }

    /// From a decimal such as `0.8`, `1` or `-.5`; nothing else, and nothing of more than 12 digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = match text.as_bytes().first()? {
            b'-' => (-1, &text[1..]),
            b'+' => (1, &text[1..]),
            _ => (1, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || all.len() > 12 || !all.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let number: i128 = all.parse().ok()?;
        let scale = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
        Some(Self::new(sign * number, scale))
    }

    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self::new(
            self.numerator * other.denominator + other.numerator * self.denominator,
            self.denominator * other.denominator,
        )
    }

    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.plus(Self { numerator: -other.numerator, ..other })
    }

    #[must_use]
    pub fn times(self, other: Self) -> Self {
        Self::new(self.numerator * other.numerator, self.denominator * other.denominator)
    }

    /// Divided by a number other than 0.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        Self::new(self.numerator * other.denominator, self.denominator * other.numerator)
    }

    /// The whole part of a number that is not negative.
    pub fn floor(self) -> u32 {
        u32::try_from(self.numerator.div_euclid(self.denominator)).unwrap_or_default()
    }

    /// The next whole number of a number that is not negative.
    pub fn ceil(self) -> u32 {
        let whole = self.floor();
        whole + u32::from(Self::whole(whole) < self)
    }
}

impl Ratio {
    /// As a decimal, where it is one of at most 12 places.
    pub fn decimal(self) -> Option<String> {
        let places = (0..=12_u32).find(|it| 10_i128.pow(*it) % self.denominator == 0)?;
        let digits = (self.numerator.abs() * (10_i128.pow(places) / self.denominator)).to_string();
        let sign = if self.numerator < 0 { "-" } else { "" };
        let width = places as usize + 1;
        let padded = format!("{digits:0>width$}");
        let (whole, fraction) = padded.split_at(padded.len() - places as usize);
        Some(if fraction.is_empty() {
            format!("{sign}{whole}.0")
        } else {
            format!("{sign}{whole}.{fraction}")
        })
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.numerator * other.denominator).cmp(&(other.numerator * self.denominator))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator == 1 {
            write!(f, "{}", self.numerator)
        } else {
            write!(f, "{}/{}", self.numerator, self.denominator)
        }
    }
}

fn divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_exact() {
        let third = Ratio::new(1, 3);
        assert_eq!(third.plus(third).plus(third), Ratio::ONE);
        assert_eq!(Ratio::parse("0.8"), Some(Ratio::new(4, 5)));
        assert_eq!(Ratio::new(8, 10), Ratio::new(-4, -5));
        assert!(Ratio::new(7, 10) < Ratio::new(4, 5) && Ratio::new(8, 10) >= Ratio::new(4, 5));
        assert_eq!(Ratio::new(29, 35).minus(Ratio::new(1, 35)).to_string(), "4/5");
        assert_eq!((Ratio::new(13, 2).floor(), Ratio::new(13, 2).ceil(), Ratio::whole(6).ceil()), (6, 7, 6));
        assert_eq!(Ratio::ONE.over(Ratio::new(2, 3)), Ratio::new(3, 2));
        assert_eq!(Ratio::ONE.times(Ratio::new(2, 3)).to_string(), "2/3");
        assert_eq!(Ratio::new(1, 3).decimal(), None);
        for text in ["0.8", "0.005", "12.5", "1.0", "-0.25"] {
            assert_eq!(Ratio::parse(text).and_then(Ratio::decimal).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_decimal_is_refused() {
        for wrong in ["", ".", "1e3", "0,5", "1234567890123", "NaN", "--1"] {
            assert_eq!(Ratio::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Ratio::parse("-.5"), Some(Ratio::new(-1, 2)));
    }
}
