//! Which skills of a profile does somebody lack, and why?

use super::Held;
use super::catalogue::{Catalogue, Importance, Need, ProfileAt};
use super::cover::{Covers, Match, Rules, Status};
use super::exact::Fraction;

/// One skill of the profile, and what covers it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct GapLine {
    pub need: Need,
    pub status: Status,
    /// What covers it best; `None` where nothing that is held has to do with it.
    pub best: Option<Match>,
}

/// A profile held against held skills.
#[derive(Clone, Debug)]
pub struct Gap {
    /// Every need: missing ones first, then open and covered ones; within each the essential and the heavier ones first.
    pub lines: Vec<GapLine>,
    /// The covered share of the essential skills, by weight; `None` where there are none.
    pub essential: Option<Fraction>,
    /// The same of all skills.
    pub all: Option<Fraction>,
}

impl Gap {
    /// Essential skills of a status.
    pub fn n_essential(&self, status: Status) -> usize {
        let is = |it: &&GapLine| it.need.importance == Importance::Essential && it.status == status;
        self.lines.iter().filter(is).count()
    }

    /// What is not covered.
    pub fn missing(&self) -> impl Iterator<Item = &GapLine> {
        self.lines.iter().filter(|it| it.status == Status::Missing)
    }
}

impl Catalogue {
    /// Holds a profile against skills that somebody holds.
    pub fn gap(&self, held: &[Held], profile: ProfileAt, rules: &Rules) -> Gap {
        let covers = Covers::new(self, held, rules);
        self.gap_of(&covers, profile, rules)
    }

    pub(super) fn gap_of(&self, covers: &Covers, profile: ProfileAt, rules: &Rules) -> Gap {
        let profile = self.profile(profile);
        let line = |need: &Need| {
            let best = covers.of(need.skill, need.is_safety_critical).copied();
            let status = best.map_or(Status::Missing, |it| rules.status(it.value));
            GapLine { need: *need, status, best }
        };
        let mut lines: Vec<GapLine> = profile.needs.iter().map(line).collect();
        lines.sort_by_key(|it| {
            let need = &it.need;
            (it.status, need.importance, std::cmp::Reverse(need.weight_milli), need.skill)
        });
        Gap { lines, essential: covers.share(profile.essential()), all: covers.share(profile.needs.iter()) }
    }
}
