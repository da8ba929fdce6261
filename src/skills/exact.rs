//! How are shares kept so that they are the same on every machine? As fractions of whole numbers of any size.

use num_rational::BigRational;
use std::fmt;

/// A fraction in lowest terms.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Fraction(BigRational);

impl Fraction {
    /// `part` of `whole`; `None` where the whole is 0.
    pub fn of(part: impl Into<i128>, whole: impl Into<i128>) -> Option<Self> {
        let whole = whole.into();
        (whole != 0).then(|| Self(BigRational::new(part.into().into(), whole.into())))
    }

    pub(super) fn integer(value: i128) -> Self {
        Self(BigRational::from_integer(value.into()))
    }

    /// The quotient; `None` where `whole` is 0.
    pub(super) fn over(&self, whole: &Self) -> Option<Self> {
        (*whole != Self::integer(0)).then(|| Self(&self.0 / &whole.0))
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        Self(&self.0 + &other.0)
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        Self(&self.0 - &other.0)
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0)
    }

    /// The distance from 0.
    pub(super) fn size(&self) -> Self {
        if *self < Self::integer(0) { Self(-&self.0) } else { self.clone() }
    }

    /// The numerator, with its sign.
    pub fn numerator(&self) -> String {
        self.0.numer().to_string()
    }

    pub fn denominator(&self) -> String {
        self.0.denom().to_string()
    }

    /// Rounded half away from zero to so many places, such as `0.8286`.
    pub fn decimal(&self, places: usize) -> String {
        let shift = Self::integer(10_i128.pow(places.min(30) as u32));
        let rounded = self.times(&shift).size().0.round().to_integer().to_string();
        let digits = format!("{rounded:0>width$}", width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        let is_negative = *self < Self::integer(0) && digits.bytes().any(|it| it != b'0');
        let sign = if is_negative { "-" } else { "" };
        if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    /// The nearest floating-point number, for charts.
    pub fn to_f64(&self) -> f64 {
        // Seventeen places tell every share between 0 and 1 apart that a double does.
        self.decimal(17).parse().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_told_in_lowest_terms_and_rounded() {
        let share = Fraction::of(58, 70).unwrap();
        assert_eq!((share.to_string().as_str(), share.decimal(4).as_str()), ("29/35", "0.8286"));
        assert_eq!(Fraction::of(-1, 8).unwrap().decimal(2), "-0.13");
        assert_eq!(Fraction::of(-1, 1_000).unwrap().decimal(2), "0.00");
        assert_eq!(Fraction::of(7, 2).unwrap().decimal(0), "4");
        assert_eq!(Fraction::of(1, 0), None);
        assert!((Fraction::of(1, 3).unwrap().to_f64() - 1.0 / 3.0).abs() < 1e-16);
    }
}
