//! What does a job need, what does a person or a region lack, and what leads from one job to another?
//!
//! A [`Catalogue`] is read from one view and never changed: occupations, skills and profiles under dense numbers, with
//! the inheritance of ESCO done. Every answer is computed from it, with the reasons, and is the same on every machine:
//! shares are exact fractions, and ties go by name.
//!
//! Deliberately absent: the clock, files, names in languages (a room above knows them), and any guess: a skill of which
//! nothing is known covers nothing, and hours that no offer tells are not there.

mod catalogue;
mod changes;
mod cover;
mod exact;
mod gap;
mod mismatch;
mod near;
mod offers;
mod read;
mod region;
mod table;
#[cfg(test)]
mod tests;
mod transitions;

pub use catalogue::{Catalogue, Importance, Need, Note, Origin, Profile, ProfileAt, SkillAt};
pub use changes::{EscoChanges, RelationChange, TouchedProfile, changes};
pub use cover::{Covers, Evidence, Held, Match, Mode, Relation, Rules, STEPS_MAX, Status};
pub use exact::Fraction;
pub use gap::{Gap, GapLine};
pub use mismatch::{
    Figure, N_MIN, Tension, hellinger, matching_loss, relative_gap, specialisation, squared_mismatch,
    tension, total_variation,
};
pub use near::{Among, Fit, Measure, Near};
pub use offers::{Choice, Objective, Offer, OfferAt, OfferCoverage, Wanted};
pub use region::{Counted, LabourCount, RegionBalance, RegionQuestion, SkillBalance};
pub use transitions::{Cost, Question, Reachable, Step, Transitions, VIA_MAX, Way};
