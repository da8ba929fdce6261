//! Which profiles are alike, and which does somebody nearly fit?

use super::Held;
use super::catalogue::{Catalogue, ProfileAt};
use super::cover::{Covers, Rules, Status};
use super::exact::Fraction;
use num_rational::Ratio;
use std::cmp::Ordering;

/// Which profiles are looked at.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Among {
    /// The occupations of ESCO.
    #[default]
    Occupations,
    /// The job profiles of the registry.
    JobProfiles,
    All,
}

/// What makes profiles near.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Measure {
    /// Shared skills of all skills of either.
    #[default]
    Jaccard,
    /// The same by weight: the lesser weights of the greater ones.
    Weighted,
    /// How much of the other the first one brings: for a move there.
    CoverTo,
    /// How much of the first the other one brings: for a move from there.
    CoverFrom,
}

/// How two profiles stand to each other; all skills count, essential and optional, by their weights.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Near {
    pub profile: ProfileAt,
    pub n_shared: u32,
    pub n_either: u32,
    pub jaccard: Ratio<u64>,
    pub weighted: Ratio<u64>,
    pub cover_to: Ratio<u64>,
    pub cover_from: Ratio<u64>,
}

impl Near {
    pub fn by(&self, measure: Measure) -> Ratio<u64> {
        match measure {
            Measure::Jaccard => self.jaccard,
            Measure::Weighted => self.weighted,
            Measure::CoverTo => self.cover_to,
            Measure::CoverFrom => self.cover_from,
        }
    }
}

/// A profile that somebody fits to some degree.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fit {
    pub profile: ProfileAt,
    /// The covered share of its essential skills, by weight.
    pub essential: Fraction,
    pub n_essential: u32,
    /// Essential skills that are missing.
    pub n_missing: u32,
    /// Essential skills of which somebody has to judge.
    pub n_open: u32,
}

/// What two profiles share, added up.
#[derive(Clone, Copy, Default)]
struct Shared {
    n: u32,
    least: u64,
    of_first: u64,
    of_other: u64,
}

/// `part` of `whole`, 0 where the whole is.
fn ratio(part: u64, whole: u64) -> Ratio<u64> {
    if whole == 0 { Ratio::new_raw(0, 1) } else { Ratio::new(part, whole) }
}

impl Catalogue {
    pub(super) fn is_among(&self, profile: ProfileAt, among: Among) -> bool {
        match among {
            Among::Occupations => (profile as usize) < self.n_occupations,
            Among::JobProfiles => (profile as usize) >= self.n_occupations,
            Among::All => true,
        }
    }

    /// The profiles nearest to one, nearest first; of equals the first by name. What shares nothing is not near.
    pub fn near(&self, from: ProfileAt, among: Among, measure: Measure, limit: usize) -> Vec<Near> {
        let first = self.profile(from);
        let mut shared = vec![Shared::default(); self.profiles.len()];
        let mut met: Vec<ProfileAt> = Vec::new();
        for need in &first.needs {
            for (other, weight) in self.needed(need.skill) {
                let it = &mut shared[other as usize];
                if it.n == 0 {
                    met.push(other);
                }
                it.n += 1;
                it.least += u64::from(need.weight_milli.min(weight));
                it.of_first += u64::from(need.weight_milli);
                it.of_other += u64::from(weight);
            }
        }
        met.retain(|it| *it != from && self.is_among(*it, among));
        let mut found: Vec<Near> =
            met.into_iter().map(|it| self.near_of(from, it, shared[it as usize])).collect();
        let order = |a: &Near, b: &Near| {
            let by_measure = compare(b.by(measure), a.by(measure));
            by_measure.then_with(|| compare(b.jaccard, a.jaccard)).then_with(|| a.profile.cmp(&b.profile))
        };
        keep_best(&mut found, limit, order);
        found
    }

    /// How two profiles stand to each other.
    pub fn compare(&self, first: ProfileAt, other: ProfileAt) -> Near {
        let mut shared = Shared::default();
        for need in &self.profile(first).needs {
            if let Some(its) = self.profile(other).need(need.skill) {
                shared.n += 1;
                shared.least += u64::from(need.weight_milli.min(its.weight_milli));
                shared.of_first += u64::from(need.weight_milli);
                shared.of_other += u64::from(its.weight_milli);
            }
        }
        self.near_of(first, other, shared)
    }

    fn near_of(&self, first: ProfileAt, other: ProfileAt, shared: Shared) -> Near {
        let n = |it: ProfileAt| self.profile(it).needs.len() as u32;
        let weight = |it: ProfileAt| self.weights[it as usize].all;
        let n_either = n(first) + n(other) - shared.n;
        // The greater weights of both are all of either without the lesser ones.
        let greatest = weight(first) + weight(other) - shared.least;
        Near {
            profile: other,
            n_shared: shared.n,
            n_either,
            jaccard: ratio(u64::from(shared.n), u64::from(n_either)),
            weighted: ratio(shared.least, greatest),
            cover_to: ratio(shared.of_other, weight(other)),
            cover_from: ratio(shared.of_first, weight(first)),
        }
    }

    /// The profiles whose essential skills somebody covers best; of equals the one that lacks fewer skills, then by name.
    ///
    /// A profile without essential skills is none that can be fitted, and one of which nothing is covered is left out.
    pub fn fits(&self, held: &[Held], among: Among, rules: &Rules, limit: usize) -> Vec<Fit> {
        let covers = Covers::new(self, held, rules);
        let mut is_met = vec![false; self.profiles.len()];
        for skill in covers.skills() {
            for (profile, _) in self.needed(skill) {
                is_met[profile as usize] = true;
            }
        }
        let met = (0u32..).zip(&is_met).filter(|it| *it.1 && self.is_among(it.0, among));
        let mut found: Vec<Candidate> = Vec::new();
        let common = covers.common_denominator();
        for (profile, _) in met {
            found.extend(self.candidate(profile, &covers, rules, common));
        }
        keep_best(&mut found, limit, |a, b| {
            let order = b.share.compare(&a.share).then_with(|| a.n_missing.cmp(&b.n_missing));
            order.then_with(|| a.profile.cmp(&b.profile))
        });
        let fit = |it: Candidate| Fit {
            profile: it.profile,
            essential: it.share.fraction(),
            n_essential: it.n_essential,
            n_missing: it.n_missing,
            n_open: it.n_open,
        };
        found.into_iter().map(fit).collect()
    }

    fn candidate(
        &self,
        profile: ProfileAt,
        covers: &Covers,
        rules: &Rules,
        common: Option<i64>,
    ) -> Option<Candidate> {
        let mut it =
            Candidate { profile, share: Score::Small(0, 1), n_essential: 0, n_missing: 0, n_open: 0 };
        let (mut part, mut whole) = (0_i128, 0_i128);
        for need in self.profile(profile).essential() {
            it.n_essential += 1;
            whole += i128::from(need.weight_milli);
            let Some(found) = covers.of(need.skill, need.is_safety_critical) else {
                it.n_missing += 1;
                continue;
            };
            match rules.status(found.value) {
                Status::Missing => it.n_missing += 1,
                Status::Open => it.n_open += 1,
                Status::Covered => (),
            }
            let scale = i128::from(common.unwrap_or(0) / found.value.denom());
            part += i128::from(*found.value.numer()) * scale * i128::from(need.weight_milli);
        }
        it.share = match common {
            Some(common) if whole > 0 => Score::Small(part, whole * i128::from(common)),
            Some(_) => return None,
            // Many kinds of parts at once: slower, and exact as well.
            None => Score::Large(covers.share(self.profile(profile).essential())?),
        };
        (it.share.compare(&Score::Small(0, 1)) == Ordering::Greater).then_some(it)
    }

    /// The profiles that need a skill, with the weight that it has there.
    pub(super) fn needed(&self, skill: u32) -> impl Iterator<Item = (ProfileAt, u32)> + '_ {
        let range = self.needed_by.range(skill);
        self.needed_by.of(skill).iter().copied().zip(self.needed_weights[range].iter().copied())
    }
}

struct Candidate {
    profile: ProfileAt,
    share: Score,
    n_essential: u32,
    n_missing: u32,
    n_open: u32,
}

/// A share, as a fraction of small numbers where it is one.
enum Score {
    Small(i128, i128),
    Large(Fraction),
}

impl Score {
    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            // At most a trillion times a few billion each.
            (Self::Small(a, b), Self::Small(c, d)) => match (a.checked_mul(*d), c.checked_mul(*b)) {
                (Some(ad), Some(cb)) => ad.cmp(&cb),
                (_, _) => self.fraction().cmp(&other.fraction()),
            },
            (_, _) => self.fraction().cmp(&other.fraction()),
        }
    }

    fn fraction(&self) -> Fraction {
        match self {
            Self::Small(part, whole) => Fraction::of(*part, *whole).unwrap_or_else(|| Fraction::integer(0)),
            Self::Large(share) => share.clone(),
        }
    }
}

/// Compares without the overflow that a common denominator may have.
fn compare(a: Ratio<u64>, b: Ratio<u64>) -> Ordering {
    let cross = |x: &u64, y: &u64| u128::from(*x) * u128::from(*y);
    cross(a.numer(), b.denom()).cmp(&cross(b.numer(), a.denom()))
}

/// Cuts a list to its best, in order.
pub(super) fn keep_best<T>(all: &mut Vec<T>, limit: usize, order: impl Fn(&T, &T) -> Ordering) {
    if limit == 0 {
        all.clear();
    } else if all.len() > limit {
        all.select_nth_unstable_by(limit - 1, &order);
        all.truncate(limit);
    }
    all.sort_unstable_by(order);
}
