//! What does an assessment say?
//!
//! Deliberately absent: words; they are made from these codes for each language, and facts keep their names.

use super::Iri;
use super::day::Day;
use crate::vocab::con::individual;

/// The ten outcomes.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Outcome {
    Automatic,
    Full,
    Compensation,
    PartialEquivalence,
    PartialAccess,
    Refusal,
    NotRequired,
    ServicesDeclaration,
    NeedsInformation,
    Inadmissible,
}

impl Outcome {
    pub const ALL: [Self; 10] = [
        Self::Automatic,
        Self::Full,
        Self::Compensation,
        Self::PartialEquivalence,
        Self::PartialAccess,
        Self::Refusal,
        Self::NotRequired,
        Self::ServicesDeclaration,
        Self::NeedsInformation,
        Self::Inadmissible,
    ];

    pub fn iri(self) -> &'static str {
        match self {
            Self::Automatic => individual::AUTOMATIC,
            Self::Full => individual::FULL,
            Self::Compensation => individual::COMPENSATION,
            Self::PartialEquivalence => individual::PARTIAL_EQUIVALENCE,
            Self::PartialAccess => individual::PARTIAL_ACCESS,
            Self::Refusal => individual::REFUSAL,
            Self::NotRequired => individual::NOT_REQUIRED,
            Self::ServicesDeclaration => individual::SERVICES_DECLARATION,
            Self::NeedsInformation => individual::NEEDS_INFORMATION,
            Self::Inadmissible => individual::INADMISSIBLE,
        }
    }

    /// The last part of the IRI, which is also the notation of the concept.
    pub fn code(self) -> &'static str {
        local(self.iri())
    }

    /// How good it is for the applicant, where two can be compared: a higher number is better.
    pub fn rank(self) -> u8 {
        match self {
            Self::Inadmissible => 0,
            Self::NeedsInformation => 1,
            Self::Refusal => 2,
            Self::PartialAccess => 3,
            Self::Compensation | Self::PartialEquivalence => 4,
            Self::ServicesDeclaration => 5,
            Self::Full => 6,
            Self::Automatic | Self::NotRequired => 7,
        }
    }
}

/// What the evaluation of a rule found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// It gives the outcome.
    Decides,
    /// Its conditions hold, and another rule gives the outcome.
    Met,
    NotMet,
    /// It does not speak of such an application.
    NotApplicable,
    /// The registry does not know enough to say.
    Unknown,
}

impl Verdict {
    pub fn iri(self) -> &'static str {
        match self {
            Self::Decides => individual::VERDICT_DECIDES,
            Self::Met => individual::VERDICT_MET,
            Self::NotMet => individual::VERDICT_NOT_MET,
            Self::NotApplicable => individual::VERDICT_NOT_APPLICABLE,
            Self::Unknown => individual::VERDICT_UNKNOWN,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Decides => "decides",
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::NotApplicable => "not-applicable",
            Self::Unknown => "unknown",
        }
    }
}

/// One rule as it was evaluated.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Step {
    pub rule: &'static str,
    /// What the rule rests on, as lawyers cite it.
    pub provision: &'static str,
    pub verdict: Verdict,
    /// Facts and evidence that it read, sorted.
    pub used: Vec<Iri>,
    /// What it read and computed, in short.
    pub finding: String,
    /// The acts that the facts cite, sorted.
    pub cites: Vec<Iri>,
}

/// Who chooses between an adaptation period and an aptitude test.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Choice {
    Applicant,
    Host,
    /// The host state may impose both.
    Both,
}

impl Choice {
    pub fn iri(self) -> &'static str {
        match self {
            Self::Applicant => individual::CHOICE_APPLICANT,
            Self::Host => individual::CHOICE_HOST,
            Self::Both => individual::CHOICE_BOTH,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Host => "host",
            Self::Both => "both",
        }
    }
}

/// A compensation measure.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Measure {
    /// Months of adaptation: as sized from hours, or the most that the law permits.
    pub adaptation_months: u32,
    /// The hours of the missing matters, where the host curriculum is known for each of them.
    pub hours: Option<u32>,
    /// The matters of an aptitude test; empty where the ground is duration alone.
    pub test_matters: Vec<Iri>,
    /// Within how many months a test is on offer.
    pub test_within_months: Option<u32>,
    pub choice: Choice,
    pub is_for_duration: bool,
}

/// Until when an authority has to act, if the file was complete on the date of the application.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Deadline {
    pub acknowledge: Day,
    pub decide: Day,
    /// Where the time limit is extended.
    pub extended: Day,
}

/// Something that an answer has to say beside its outcome, as a code and what it is about.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Note {
    pub code: &'static str,
    /// A node of the application or a fact.
    pub about: Option<Iri>,
}

/// The outcome of one application, with its basis and its trace.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Assessment {
    pub application: Iri,
    pub date: Option<Day>,
    pub outcome: Outcome,
    /// Such as `R20-general-system`; empty where the outcome has no basis of its own.
    pub basis: &'static str,
    /// Matters that the outcome names as missing, sorted by IRI.
    pub missing: Vec<Iri>,
    /// What is missing or unknown; sorted.
    pub information: Vec<Note>,
    /// What the answer has to say besides; sorted.
    pub notes: Vec<Note>,
    /// 1 for (a) up to 5 for (e).
    pub held_art11: Option<u32>,
    pub required_art11: Option<u32>,
    pub measure: Option<Measure>,
    pub deadline: Option<Deadline>,
    /// The separable activity that partial access opens.
    pub accessible: Option<Iri>,
    pub law: Option<Iri>,
    pub ruleset: Option<Iri>,
    pub ruleset_version: Option<Iri>,
    /// The facts that the deciding steps read, sorted.
    pub rests_on: Vec<Iri>,
    /// Those whose matters are a judgement made for tests, sorted.
    pub fixtures: Vec<Iri>,
    /// Every rule of the catalogue, in its order.
    pub trace: Vec<Step>,
}

/// The part of an IRI after the last `/` or `#`.
pub fn local(iri: &str) -> &str {
    iri.rsplit(['/', '#']).next().unwrap_or(iri)
}
