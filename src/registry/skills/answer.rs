//! What does an answer say? The forms that every interface sends as they are.

use serde::Serialize;
use std::collections::BTreeMap;

/// A thing with its name in the language asked for, where it has one.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct NamedThing {
    pub iri: String,
    pub name: Option<String>,
}

/// A share, exactly and for charts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShareAnswer {
    /// In lowest terms, such as `29/35`.
    pub fraction: String,
    /// Rounded to four places.
    pub value: f64,
}

/// What covers a skill.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Because {
    pub held: NamedThing,
    /// `same`, `exact-match`, `parts`, `close-match`, `narrower`, `broader` or `sibling`: how the held skill stands to
    /// the needed one.
    pub relation: &'static str,
    /// Steps of the hierarchy, where the relation has some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<u32>,
    /// For `parts`: of how many parts how many are held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<[u32; 2]>,
}

/// One skill of a profile.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NeedAnswer {
    pub skill: NamedThing,
    pub importance: &'static str,
    pub weight: f64,
    pub safety_critical: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proficiency: Option<NamedThing>,
    /// `own`, `inherited` or `changed`.
    pub origin: &'static str,
    /// The broader occupation, or the change of the profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_of: Option<NamedThing>,
}

/// A profile with everything that it needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProfileAnswer {
    pub revision: u64,
    pub profile: NamedThing,
    /// The occupation that a job profile starts from.
    pub occupation: Option<NamedThing>,
    /// What is odd about it, in words.
    pub notes: Vec<String>,
    pub n_essential: usize,
    pub n_optional: usize,
    pub needs: Vec<NeedAnswer>,
    /// What a skill counts in shares, by importance, where the profile does not say otherwise.
    pub weights: BTreeMap<&'static str, f64>,
}

/// The job profiles of the registry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProfilesAnswer {
    pub revision: u64,
    pub profiles: Vec<ProfileLine>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProfileLine {
    pub profile: NamedThing,
    pub occupation: Option<NamedThing>,
    pub n_essential: usize,
    pub n_optional: usize,
    pub notes: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GapLineAnswer {
    #[serde(flatten)]
    pub need: NeedAnswer,
    /// `missing`, `open` or `covered`.
    pub status: &'static str,
    pub cover: ShareAnswer,
    /// Null where nothing that is held has to do with it.
    pub because: Option<Because>,
}

/// A skill that is held.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct HeldAnswer {
    pub skill: NamedThing,
    pub evidence: &'static str,
    /// The job that brings it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of_job: Option<NamedThing>,
    /// What was named, where this took its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
}

/// Which skills of a profile are missing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GapAnswer {
    pub revision: u64,
    pub profile: NamedThing,
    pub notes: Vec<String>,
    /// `legal` or `transparency`.
    pub mode: &'static str,
    /// The covered share of the essential skills, by weight; null where there are none.
    pub essential: Option<ShareAnswer>,
    pub all: Option<ShareAnswer>,
    /// Of the essential skills.
    pub n_missing: usize,
    pub n_open: usize,
    pub n_covered: usize,
    pub lines: Vec<GapLineAnswer>,
    pub held: Vec<HeldAnswer>,
    pub rules: RulesAnswer,
}

/// By what a gap was judged: shares from 0 to 1 (specification of recognition, 4.4).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RulesAnswer {
    /// The least cover of a skill that is there.
    pub covered_from: f64,
    /// The least cover of a skill that somebody has to judge.
    pub open_from: f64,
    /// What a relation counts, for each step where there are steps.
    pub relations: BTreeMap<&'static str, f64>,
    /// What the evidence of a held skill counts.
    pub evidence: BTreeMap<&'static str, f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NearLine {
    pub profile: NamedThing,
    pub n_shared: u32,
    pub n_either: u32,
    pub jaccard: ShareAnswer,
    pub weighted: ShareAnswer,
    /// How much of this profile the first one brings.
    pub cover_to: ShareAnswer,
    /// How much of the first profile this one brings.
    pub cover_from: ShareAnswer,
    /// The shared skills, essential ones of this profile first; at most twelve.
    pub shared: Vec<NamedThing>,
}

/// Which profiles are alike.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NearAnswer {
    pub revision: u64,
    pub profile: NamedThing,
    pub notes: Vec<String>,
    pub near: Vec<NearLine>,
}

/// A figure with what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureAnswer {
    /// Null where it is withheld or not defined.
    pub value: Option<f64>,
    /// In lowest terms, where it is a fraction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fraction: Option<String>,
    /// People and jobs behind it.
    pub n: u64,
    /// Whether it is withheld because too few stand behind it.
    pub suppressed: bool,
}

/// Demand and supply of one skill in a region.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BalanceLine {
    pub skill: NamedThing,
    pub demand: FigureAnswer,
    pub supply: FigureAnswer,
    pub gap: FigureAnswer,
    pub tension: FigureAnswer,
    /// Whether there is demand and no supply, so that there is no tension.
    pub no_supply: bool,
    pub share_gap: FigureAnswer,
    pub specialisation: FigureAnswer,
}

/// The skills that a region asks for and has.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegionAnswer {
    pub revision: u64,
    pub territory: NamedThing,
    pub year: String,
    pub total_variation: FigureAnswer,
    pub squared_mismatch: FigureAnswer,
    pub hellinger: FigureAnswer,
    pub matching_loss: FigureAnswer,
    /// Skills that are counted, those that are not told included.
    pub total: usize,
    /// The largest gaps first; withheld ones last.
    pub skills: Vec<BalanceLine>,
    /// The counts that were added up; IRIs.
    pub counts: Vec<String>,
    /// How the figures may not be read.
    pub do_not_read_as: &'static str,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FitLine {
    pub profile: NamedThing,
    pub essential: ShareAnswer,
    pub n_essential: u32,
    pub n_missing: u32,
    pub n_open: u32,
}

/// Which profiles somebody nearly fits.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FitAnswer {
    pub revision: u64,
    pub mode: &'static str,
    pub fits: Vec<FitLine>,
    pub held: Vec<HeldAnswer>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepAnswer {
    pub profile: NamedThing,
    /// The share of its essential skills that is there before the step.
    pub cover: ShareAnswer,
    pub n_there: u32,
    pub missing: Vec<NamedThing>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WayAnswer {
    pub n_missing: u32,
    /// Of these, the ones that no offer with a workload teaches.
    pub n_untaught: u32,
    /// Hours of training for the others.
    pub hours: f64,
    pub largest_step: u32,
    pub steps: Vec<StepAnswer>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TargetAnswer {
    pub profile: NamedThing,
    /// The ways that no other way beats.
    pub ways: Vec<WayAnswer>,
}

/// Which jobs can be reached.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TransitionsAnswer {
    pub revision: u64,
    pub from: NamedThing,
    pub notes: Vec<String>,
    /// Jobs that can be reached, those that are not told included.
    pub total: usize,
    /// Whether every way was looked at.
    pub complete: bool,
    pub targets: Vec<TargetAnswer>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfferAnswer {
    pub offer: NamedThing,
    pub hours: Option<f64>,
    pub cost_euro: Option<f64>,
    pub micro_credential: bool,
    /// The missing skills that it is taken for.
    pub teaches: Vec<NamedThing>,
}

/// Which offers close a gap.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrainingAnswer {
    pub revision: u64,
    /// Null where skills are named instead.
    pub profile: Option<NamedThing>,
    pub notes: Vec<String>,
    /// Missing and open essential skills.
    pub missing: Vec<NamedThing>,
    pub offers: Vec<OfferAnswer>,
    /// Hours, euros or offers together, whichever is to be the least.
    pub total: f64,
    /// Missing skills that no offer teaches that counts.
    pub untaught: Vec<NamedThing>,
    /// Whether no other choice is better.
    pub exact: bool,
    /// How many times the least total this one may have.
    pub at_most_times: ShareAnswer,
    /// Of the missing skills, those that any offer teaches.
    pub any_offer: Option<ShareAnswer>,
    /// Those that an offer among the wanted ones teaches.
    pub reachable: Option<ShareAnswer>,
}
