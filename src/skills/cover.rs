//! How far do the skills that somebody holds cover others?
//!
//! The same skill covers itself; a close match, a narrower and a broader skill cover in part, each step of the hierarchy
//! less, and never across a group, which is no skill. A safety-critical skill is never proven by a broader claim or by
//! a sibling. All parts held are the whole held. The weights are those of the specification of recognition, 4.4.

use super::catalogue::{Catalogue, Need, SkillAt};
use super::exact::Fraction;
use num_rational::Ratio;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// Steps of the hierarchy that count; the longest way in ESCO has six.
pub const STEPS_MAX: u32 = 12;

/// For what the coverage is asked.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Mode {
    /// As evidence in a procedure: what is only said counts nothing.
    #[default]
    Legal,
    /// To compare: what is said counts half, and siblings count a little.
    Transparency,
}

/// How a skill is known to be held.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Evidence {
    /// Examined in formal education.
    Assessed,
    /// Validated by a body that may.
    Validated,
    /// A micro-credential with assessment and quality assurance.
    MicroCredential,
    /// Experience that somebody certifies.
    Experience,
    /// The holder says so.
    SelfDeclared,
}

impl Evidence {
    pub const ALL: [Self; 5] =
        [Self::Assessed, Self::Validated, Self::MicroCredential, Self::Experience, Self::SelfDeclared];

    /// As it is called in requests.
    pub fn name(self) -> &'static str {
        match self {
            Self::Assessed => "assessed",
            Self::Validated => "validated",
            Self::MicroCredential => "micro-credential",
            Self::Experience => "experience",
            Self::SelfDeclared => "self-declared",
        }
    }

    /// How much it counts, in thousandths.
    pub fn reliability_milli(self, mode: Mode) -> u32 {
        match (self, mode) {
            (Self::Assessed | Self::Validated, _) => 1_000,
            (Self::MicroCredential, _) => 900,
            (Self::Experience, _) => 800,
            (Self::SelfDeclared, Mode::Transparency) => 500,
            (Self::SelfDeclared, Mode::Legal) => 0,
        }
    }
}

/// A skill that somebody holds.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Held {
    pub skill: SkillAt,
    /// How far the claim is to be believed, thousandths from 0 to 1,000.
    pub reliability_milli: u32,
}

/// How the covering skill stands to the covered one; the closest first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Relation {
    /// It is the same.
    Same,
    /// `skos:exactMatch`.
    ExactMatch,
    /// So many of the skills below it, of so many, are held.
    Parts { held: u32, of: u32 },
    /// `skos:closeMatch`.
    CloseMatch,
    /// The held one is narrower by so many steps.
    Narrower(u32),
    /// The held one is broader by so many steps.
    Broader(u32),
    /// Both are next below the same skill.
    Sibling,
}

impl Relation {
    /// As answers have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::ExactMatch => "exact-match",
            Self::Parts { .. } => "parts",
            Self::CloseMatch => "close-match",
            Self::Narrower(_) => "narrower",
            Self::Broader(_) => "broader",
            Self::Sibling => "sibling",
        }
    }
}

/// What covers a skill best.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Match {
    /// From 0 to 1.
    pub value: Ratio<i64>,
    /// The skill that is held; of parts the first.
    pub held: SkillAt,
    pub relation: Relation,
}

impl Match {
    /// The higher value, then the closer relation, then the skill by name.
    fn better_than(&self, other: &Self) -> bool {
        let order = other.value.cmp(&self.value).then_with(|| self.relation.cmp(&other.relation));
        order.then_with(|| self.held.cmp(&other.held)) == Ordering::Less
    }
}

/// What each relation counts, and where a skill is covered; the default is the published profile.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rules {
    pub mode: Mode,
    pub close: Ratio<i64>,
    /// For each step.
    pub narrower: Ratio<i64>,
    /// For each step.
    pub broader: Ratio<i64>,
    /// In transparency only.
    pub sibling: Ratio<i64>,
    pub covered_min: Ratio<i64>,
    pub open_min: Ratio<i64>,
}

impl Rules {
    pub fn of_mode(mode: Mode) -> Self {
        Self {
            mode,
            close: Ratio::new_raw(9, 10),
            narrower: Ratio::new_raw(4, 5),
            broader: Ratio::new_raw(1, 2),
            sibling: Ratio::new_raw(3, 10),
            covered_min: Ratio::new_raw(4, 5),
            open_min: Ratio::new_raw(2, 5),
        }
    }

    /// What each relation that is no whole counts, for each step where there are steps.
    pub fn relations(&self) -> [(Relation, Ratio<i64>); 5] {
        [
            (Relation::ExactMatch, Ratio::new_raw(1, 1)),
            (Relation::CloseMatch, self.close),
            (Relation::Narrower(1), self.narrower),
            (Relation::Broader(1), self.broader),
            (Relation::Sibling, self.sibling),
        ]
    }

    /// Whether a cover is enough.
    pub fn status(&self, value: Ratio<i64>) -> Status {
        if value >= self.covered_min {
            Status::Covered
        } else if value >= self.open_min {
            Status::Open
        } else {
            Status::Missing
        }
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::of_mode(Mode::Legal)
    }
}

/// Whether a skill is there.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Status {
    Missing,
    /// Somebody has to judge.
    Open,
    Covered,
}

impl Status {
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Open => "open",
            Self::Covered => "covered",
        }
    }
}

/// Everything that a set of held skills covers.
#[derive(Debug, Default)]
pub struct Covers {
    /// Of skills that are not safety-critical.
    plain: FxHashMap<SkillAt, Match>,
    /// Of safety-critical ones.
    strict: FxHashMap<SkillAt, Match>,
}

impl Covers {
    /// What these skills cover; of one skill held twice the more reliable claim counts.
    pub fn new(catalogue: &Catalogue, held: &[Held], rules: &Rules) -> Self {
        let mut covers = Self::default();
        let mut reliability: FxHashMap<SkillAt, u32> = FxHashMap::default();
        for it in held.iter().filter(|it| it.reliability_milli > 0) {
            let kept = reliability.entry(it.skill).or_default();
            *kept = (*kept).max(it.reliability_milli.min(1_000));
        }
        // Skills that are held, or that match one exactly, with the held one.
        let mut claims: Vec<(SkillAt, SkillAt, Ratio<i64>)> = Vec::new();
        for (skill, milli) in &reliability {
            let trust = Ratio::new(i64::from(*milli), 1_000);
            claims.push((*skill, *skill, trust));
            claims.extend(catalogue.exact.of(*skill).iter().map(|it| (*it, *skill, trust)));
        }
        let mut parts: FxHashMap<SkillAt, FxHashMap<SkillAt, Ratio<i64>>> = FxHashMap::default();
        for (skill, held, trust) in claims {
            let relation = if skill == held { Relation::Same } else { Relation::ExactMatch };
            covers.add(skill, Match { value: trust, held, relation }, true);
            for close in catalogue.close.of(skill) {
                let value = trust * rules.close;
                covers.add(*close, Match { value, held, relation: Relation::CloseMatch }, true);
            }
            for (above, steps) in catalogue.broader.walk(skill, STEPS_MAX) {
                let value = trust * rules.narrower.pow(steps.cast_signed());
                covers.add(above, Match { value, held, relation: Relation::Narrower(steps) }, true);
            }
            for (below, steps) in catalogue.narrower.walk(skill, STEPS_MAX) {
                let value = trust * rules.broader.pow(steps.cast_signed());
                covers.add(below, Match { value, held, relation: Relation::Broader(steps) }, false);
            }
            for parent in catalogue.broader.of(skill) {
                let kept = parts.entry(*parent).or_default().entry(skill).or_insert(trust);
                *kept = (*kept).max(trust);
                if rules.mode == Mode::Transparency {
                    let value = trust * rules.sibling;
                    for sibling in catalogue.narrower.of(*parent).iter().filter(|it| **it != skill) {
                        covers.add(*sibling, Match { value, held, relation: Relation::Sibling }, false);
                    }
                }
            }
        }
        for (parent, held) in parts {
            let children = catalogue.narrower.of(parent);
            let sum: Ratio<i64> = held.values().sum();
            let value = sum / i64::from(children.len() as u32);
            let relation = Relation::Parts { held: held.len() as u32, of: children.len() as u32 };
            let first = held.keys().min().copied().unwrap_or(parent);
            covers.add(parent, Match { value, held: first, relation }, true);
        }
        covers
    }

    fn add(&mut self, skill: SkillAt, found: Match, is_strict: bool) {
        let put = |map: &mut FxHashMap<SkillAt, Match>| {
            let kept = map.entry(skill).or_insert(found);
            if found.better_than(kept) {
                *kept = found;
            }
        };
        put(&mut self.plain);
        if is_strict {
            put(&mut self.strict);
        }
    }

    /// What covers a skill, if anything does.
    pub fn of(&self, skill: SkillAt, is_safety_critical: bool) -> Option<&Match> {
        if is_safety_critical { self.strict.get(&skill) } else { self.plain.get(&skill) }
    }

    /// The skills that are covered at all.
    pub(super) fn skills(&self) -> impl Iterator<Item = SkillAt> {
        self.plain.keys().copied()
    }

    /// The share of needs that is covered, by weight; `None` where nothing weighs anything.
    pub fn share<'n>(&self, needs: impl Iterator<Item = &'n Need>) -> Option<Fraction> {
        let (mut whole, mut by_value) = (0_i128, Vec::<(Ratio<i64>, i128)>::new());
        for need in needs {
            let weight = i128::from(need.weight_milli);
            whole += weight;
            let Some(found) = self.of(need.skill, need.is_safety_critical) else { continue };
            match by_value.iter_mut().find(|it| it.0 == found.value) {
                Some(same) => same.1 += weight,
                None => by_value.push((found.value, weight)),
            }
        }
        let mut part = Fraction::integer(0);
        for (value, weight) in by_value {
            let value = Fraction::of(i128::from(*value.numer()) * weight, i128::from(*value.denom()))?;
            part = part.plus(&value);
        }
        part.over(&Fraction::integer(whole))
    }

    /// A number by which every value is a whole one; `None` where there is no small one.
    pub(super) fn common_denominator(&self) -> Option<i64> {
        /// Weights of a profile times this stay far below the largest whole number.
        const DENOMINATOR_MAX: i64 = 1_000_000_000_000;
        let mut common = 1_i64;
        for value in self.plain.values().chain(self.strict.values()).map(|it| it.value) {
            if common % value.denom() != 0 {
                common =
                    common.checked_mul(*value.denom())? / greatest_common_divisor(common, *value.denom());
                if common > DENOMINATOR_MAX {
                    return None;
                }
            }
        }
        Some(common)
    }
}

fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}
