//! How far apart are the skills that are asked for and those that are there?
//!
//! The figures of a region: demand and supply of each skill, the gaps between them, and how alike their shares are.
//! What is a fraction of counts is told as one; the two measures that need roots are floating-point numbers.
//! A figure that rests on fewer than [`N_MIN`] people or jobs is not told, because it would tell of single ones.

use super::exact::Fraction;

/// People or jobs behind a figure, at least.
pub const N_MIN: u64 = 10;

/// A figure with what it rests on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Figure<T> {
    /// `None` where it is suppressed, or where it is not defined.
    pub value: Option<T>,
    /// People or jobs that it rests on.
    pub n: u64,
    /// Whether it is withheld because `n` is below [`N_MIN`].
    pub is_suppressed: bool,
}

impl<T> Figure<T> {
    /// The figure, if enough stands behind it.
    pub fn of(n: u64, value: impl FnOnce() -> Option<T>) -> Self {
        let is_suppressed = n < N_MIN;
        Self { value: if is_suppressed { None } else { value() }, n, is_suppressed }
    }
}

/// Demand for each unit of supply.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Tension {
    Ratio(Fraction),
    /// There is demand and no supply.
    NoSupply,
}

/// `(D - S) / (D + S)`, from -1 to 1; `None` where both are 0.
pub fn relative_gap(demand: &Fraction, supply: &Fraction) -> Option<Fraction> {
    demand.minus(supply).over(&demand.plus(supply))
}

/// `D / S`; `None` where both are 0.
pub fn tension(demand: &Fraction, supply: &Fraction) -> Option<Tension> {
    let zero = Fraction::integer(0);
    match demand.over(supply) {
        Some(ratio) => Some(Tension::Ratio(ratio)),
        None => (*demand != zero).then_some(Tension::NoSupply),
    }
}

/// Each of the whole; `None` where the whole is 0.
fn shares(all: &[Fraction]) -> Option<Vec<Fraction>> {
    let whole = all.iter().fold(Fraction::integer(0), |sum, it| sum.plus(it));
    all.iter().map(|it| it.over(&whole)).collect()
}

/// The shares of both; lists of different lengths have none in common.
fn both_shares(demand: &[Fraction], supply: &[Fraction]) -> Option<Vec<(Fraction, Fraction)>> {
    if demand.len() != supply.len() {
        return None;
    }
    Some(shares(demand)?.into_iter().zip(shares(supply)?).collect())
}

/// Half the sum of what the shares differ by: the part of demand that would have to be another (Jackman and Roper).
pub fn total_variation(demand: &[Fraction], supply: &[Fraction]) -> Option<Fraction> {
    let shares = both_shares(demand, supply)?;
    let sum = shares.iter().fold(Fraction::integer(0), |sum, (d, s)| sum.plus(&d.minus(s).size()));
    sum.over(&Fraction::integer(2))
}

/// The sum of the squares of what the shares differ by (Estevão and Tsounta).
pub fn squared_mismatch(demand: &[Fraction], supply: &[Fraction]) -> Option<Fraction> {
    let shares = both_shares(demand, supply)?;
    Some(shares.iter().fold(Fraction::integer(0), |sum, (d, s)| {
        let difference = s.minus(d);
        sum.plus(&difference.times(&difference))
    }))
}

/// The Hellinger distance of the shares, from 0 to 1.
pub fn hellinger(demand: &[Fraction], supply: &[Fraction]) -> Option<f64> {
    let shares = both_shares(demand, supply)?;
    let alike: f64 = shares.iter().map(|(d, s)| (d.to_f64() * s.to_f64()).sqrt()).sum();
    Some((1.0 - alike).max(0.0).sqrt())
}

/// The share of hires that is lost to mismatch with this elasticity (Şahin and others), from 0 to 1.
pub fn matching_loss(demand: &[Fraction], supply: &[Fraction], elasticity: f64) -> Option<f64> {
    let shares = both_shares(demand, supply)?;
    let kept: f64 =
        shares.iter().map(|(d, s)| d.to_f64().powf(elasticity) * s.to_f64().powf(1.0 - elasticity)).sum();
    Some((1.0 - kept).max(0.0))
}

/// How much more of a skill a region has than all regions together have: above 1 it is specialised in it.
///
/// One row a region and one column a skill; `None` where a region, or a skill over all regions, has nothing.
pub fn specialisation(counts: &[Vec<u64>]) -> Vec<Vec<Option<Fraction>>> {
    let sum = |all: &mut dyn Iterator<Item = u64>| -> i128 { all.map(i128::from).sum() };
    let whole = sum(&mut counts.iter().flatten().copied());
    counts
        .iter()
        .map(|row| {
            let of_row = sum(&mut row.iter().copied());
            let share = |(at, count): (usize, &u64)| {
                let of_column = sum(&mut counts.iter().map(|it| it.get(at).copied().unwrap_or(0)));
                let here = Fraction::of(i128::from(*count), of_row)?;
                here.over(&Fraction::of(of_column, whole)?)
            };
            row.iter().enumerate().map(share).collect()
        })
        .collect()
}
