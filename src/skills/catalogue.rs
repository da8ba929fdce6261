//! What is known of occupations, profiles and skills in one view?

use super::offers::Offer;
use super::region::LabourCount;
use super::table::Table;
use crate::graph::{TermId, View};
use rustc_hash::FxHashMap;

/// The place of a skill in its catalogue; places follow the names.
pub type SkillAt = u32;

/// The place of a profile in its catalogue: occupations first, then job profiles, each by name.
pub type ProfileAt = u32;

/// How a skill belongs to a profile.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Importance {
    Essential,
    Optional,
}

impl Importance {
    pub const ALL: [Self; 2] = [Self::Essential, Self::Optional];

    /// How much a skill counts where nobody says otherwise, in thousandths: demand shares of ESCO's two relations.
    pub fn weight_milli(self) -> u32 {
        match self {
            Self::Essential => 1_000,
            Self::Optional => 300,
        }
    }

    /// As words have it: `essential`, `optional`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Essential => "essential",
            Self::Optional => "optional",
        }
    }
}

/// Where a need comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Origin {
    /// ESCO relates the skill to the occupation itself.
    Own,
    /// ESCO relates it to this broader occupation.
    Inherited(TermId),
    /// This change of the job profile says so.
    Changed(TermId),
}

/// One skill of a profile.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Need {
    pub skill: SkillAt,
    pub importance: Importance,
    /// How much it counts, in thousandths.
    pub weight_milli: u32,
    /// A broader skill never stands in for such a one.
    pub is_safety_critical: bool,
    /// The level asked for, if one is.
    pub proficiency: Option<TermId>,
    pub origin: Origin,
}

/// What is odd about a profile, for whoever reads it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Note {
    /// The occupation is in no release that the view holds.
    UnknownOccupation(TermId),
    /// The occupation was replaced: the second one is used.
    ReplacedOccupation(TermId, TermId),
    /// A change names a skill that is in no release that the view holds; it has no effect.
    UnknownSkill(TermId),
    /// A change takes out or weighs a skill that the profile does not have; it has no effect.
    NoSuchNeed(TermId),
    /// A second change of the same skill; it has no effect.
    SecondChange(TermId),
}

/// An occupation, or a job profile on one.
#[derive(Clone, Debug)]
pub struct Profile {
    pub term: TermId,
    /// For a job profile the occupation that it starts from, where the view has it.
    pub occupation: Option<ProfileAt>,
    pub is_job_profile: bool,
    /// By skill, each skill once.
    pub needs: Vec<Need>,
    pub notes: Vec<Note>,
}

impl Profile {
    /// The essential ones of its needs.
    pub fn essential(&self) -> impl Iterator<Item = &Need> {
        self.needs.iter().filter(|it| it.importance == Importance::Essential)
    }

    /// What is asked of a skill, if the profile needs it.
    pub fn need(&self, skill: SkillAt) -> Option<&Need> {
        self.needs.binary_search_by_key(&skill, |it| it.skill).ok().map(|it| &self.needs[it])
    }
}

/// The weights of the skills of a profile, added up, thousandths.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weights {
    pub(super) all: u64,
    pub(super) essential: u64,
}

/// Everything that the answers rest on, read from one view.
#[derive(Debug, Default)]
pub struct Catalogue {
    pub(super) skills: Vec<TermId>,
    pub(super) skill_at: FxHashMap<TermId, SkillAt>,
    pub(super) profiles: Vec<Profile>,
    pub(super) profile_at: FxHashMap<TermId, ProfileAt>,
    pub(super) n_occupations: usize,
    /// From a skill to the skills next above it; groups are no skills.
    pub(super) broader: Table,
    pub(super) narrower: Table,
    /// Both ways.
    pub(super) exact: Table,
    pub(super) close: Table,
    /// From a skill to the profiles that need it.
    pub(super) needed_by: Table,
    /// Beside `needed_by`: the weight that the skill has there, thousandths.
    pub(super) needed_weights: Vec<u32>,
    /// From a profile to its essential skills.
    pub(super) essential: Table,
    /// From a skill to the profiles that it is essential for.
    pub(super) essential_for: Table,
    /// Beside `essential_for`: the weight that the skill has there, thousandths.
    pub(super) essential_weights: Vec<u32>,
    /// Of each profile.
    pub(super) weights: Vec<Weights>,
    pub(super) offers: Vec<Offer>,
    /// From a skill to the offers that teach it.
    pub(super) taught_by: Table,
    /// Training hours of each skill that an offer with a workload teaches, thousandths.
    pub(super) hours: FxHashMap<SkillAt, u64>,
    pub(super) labour: Vec<LabourCount>,
    /// From an occupation to the occupations next above it.
    pub(super) broader_occupations: Table,
    /// What took the place of a concept.
    pub(super) replaced_by: FxHashMap<TermId, TermId>,
}

impl Catalogue {
    /// Reads the union of all graphs.
    pub fn new(view: &View) -> Self {
        super::read::catalogue(view)
    }

    /// The occupations; they are the first profiles.
    pub fn n_occupations(&self) -> usize {
        self.n_occupations
    }

    /// All profiles: the occupations, then the job profiles.
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    pub fn n_skills(&self) -> usize {
        self.skills.len()
    }

    pub fn profile(&self, at: ProfileAt) -> &Profile {
        &self.profiles[at as usize]
    }

    /// The term of a skill.
    pub fn skill(&self, at: SkillAt) -> TermId {
        self.skills[at as usize]
    }

    /// The place of a skill, and the term that stands in for it where it was replaced.
    pub fn find_skill(&self, term: TermId) -> Option<(SkillAt, Option<TermId>)> {
        follow(&self.skill_at, &self.replaced_by, term)
    }

    /// The place of an occupation or job profile, and the term that stands in for it where it was replaced.
    pub fn find_profile(&self, term: TermId) -> Option<(ProfileAt, Option<TermId>)> {
        follow(&self.profile_at, &self.replaced_by, term)
    }
}

/// Looks a term up, and where it is not there, what replaced it.
fn follow(
    places: &FxHashMap<TermId, u32>,
    replaced_by: &FxHashMap<TermId, TermId>,
    term: TermId,
) -> Option<(u32, Option<TermId>)> {
    /// Releases between the one of a name and the one that is held; a circle of replacements ends here too.
    const STEPS_MAX: usize = 16;
    if let Some(place) = places.get(&term) {
        return Some((*place, None));
    }
    let mut last = term;
    for _ in 0..STEPS_MAX {
        last = *replaced_by.get(&last)?;
        if let Some(place) = places.get(&last) {
            return Some((*place, Some(last)));
        }
    }
    None
}
