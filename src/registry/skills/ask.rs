//! What is asked, and of which things? Names become places in the catalogue, or are refused.

use crate::graph::{TermId, View};
use crate::registry::Registry;
use crate::resource::search::{Closeness, Query};
use crate::skills::{
    Among, Catalogue, Evidence, Held, Measure, Mode, Objective, ProfileAt, Rules, SkillAt, Wanted,
};
use crate::vocab::{ID, con, esco};
use std::sync::Arc;

/// Skills of one question.
pub(super) const HELD_MAX: usize = 2_000;

/// Lines of one answer.
pub(super) const LINES_MAX: usize = 1_000;

/// Letters of a name.
const NAME_CHARS_MAX: usize = 400;

/// Names that are told where several would do.
const TOLD_MAX: usize = 5;

/// A question that cannot be answered as it is asked.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SkillsError {
    #[error(
        "`{0}` is no occupation and no job profile here: look for it at /search?type=http://data.europa.eu/esco/model%23Occupation&q=..."
    )]
    NoProfile(String),
    #[error(
        "`{0}` is no skill here: look for it at /search?type=http://data.europa.eu/esco/model%23Skill&q=..."
    )]
    NoSkill(String),
    #[error("`{name}` is the name of several: {candidates}; give the IRI of the one that is meant")]
    Ambiguous { name: String, candidates: String },
    #[error("`{0}` is no territory, language or form here: give the IRI of one that is")]
    NoThing(String),
    #[error(
        "the evidence `{0}` is not known: known are assessed, validated, micro-credential, experience, self-declared"
    )]
    Evidence(String),
    #[error("nothing is counted for the territory <{territory}> and the year {year}")]
    NoCount { territory: String, year: String },
    #[error("more than {limit} = {max} are given: give fewer")]
    TooMany { limit: &'static str, max: usize },
    #[error("neither a held skill nor a job that is worked in is given: give one")]
    NothingHeld,
    #[error("ways over more than {max} jobs in between are not looked for{without}: ask for fewer")]
    Via { max: u8, without: &'static str },
    #[error("`{0}` is no share: give a number from 0 to 1 with at most three decimals")]
    Share(String),
}

/// What somebody holds.
#[derive(Clone, Debug, Default, Hash)]
pub struct HeldQuery {
    /// Skills by IRI or name, each with how it is known after an `@`, such as `...@experience`; assessed where nothing
    /// is said.
    pub skills: Vec<String>,
    /// Jobs whose essential skills are held as well, by IRI or name.
    pub works_as: Vec<String>,
    pub is_transparency: bool,
}

/// Which skills of a profile are missing?
#[derive(Clone, Debug, Default, Hash)]
pub struct GapQuery {
    pub held: HeldQuery,
    pub profile: String,
    pub language: String,
}

/// Which profiles are alike?
#[derive(Clone, Debug, Default, Hash)]
pub struct NearQuery {
    pub profile: String,
    pub measure: Measure,
    pub among: Among,
    pub limit: usize,
    pub language: String,
}

/// Which profiles does somebody nearly fit?
#[derive(Clone, Debug, Default, Hash)]
pub struct FitQuery {
    pub held: HeldQuery,
    pub among: Among,
    pub limit: usize,
    pub language: String,
}

/// Which jobs can be reached?
#[derive(Clone, Debug, Default, Hash)]
pub struct TransitionQuery {
    pub from: String,
    pub to: Option<String>,
    /// Skills that are there beside those of the job.
    pub held: Vec<String>,
    pub via_max: u8,
    /// The least share of a job that must be there for a step, thousandths.
    pub viable_milli: u64,
    pub among: Among,
    pub limit: usize,
    pub language: String,
}

/// Which offers close the gap?
#[derive(Clone, Debug, Default, Hash)]
pub struct TrainingQuery {
    /// The skills of the gap, by IRI or name; where there are none, those that `gap` finds.
    pub skills: Vec<String>,
    pub gap: GapQuery,
    /// IRIs.
    pub territories: Vec<String>,
    /// IRIs.
    pub languages: Vec<String>,
    /// Euros, thousandths.
    pub cost_milli_max: Option<u64>,
    pub is_assured: bool,
    pub objective: Objective,
}

/// Which skills does a region ask for, and which are there?
#[derive(Clone, Debug, Default, Hash)]
pub struct RegionQuery {
    /// IRI.
    pub territory: String,
    pub year: String,
    /// How much of the employed people counts as supply, thousandths.
    pub employed_milli: u64,
    pub limit: usize,
    pub language: String,
}

/// One view with what is known of it.
pub(super) struct Asked<'v> {
    pub(super) registry: &'v Registry,
    pub(super) view: &'v Arc<View>,
    pub(super) catalogue: Arc<Catalogue>,
}

/// A skill that is held, with how it is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    pub(super) skill: SkillAt,
    pub(super) evidence: Evidence,
    /// The job that brings it.
    pub(super) of_job: Option<ProfileAt>,
    /// What was named, where another took its place.
    pub(super) replaced: Option<TermId>,
}

impl<'v> Asked<'v> {
    pub(super) fn new(registry: &'v Registry, view: &'v Arc<View>) -> Self {
        Self { registry, view, catalogue: registry.skills(view) }
    }

    /// A profile by IRI, by `profile/slug`, or by the name of an occupation.
    ///
    /// With the term that was named, where another took its place.
    pub(super) fn profile(&self, name: &str) -> Result<(ProfileAt, Option<TermId>), SkillsError> {
        let missing = || SkillsError::NoProfile(shown(name));
        let slug = name.strip_prefix("profile/").map(|it| format!("{ID}profile/{it}"));
        if let Some(term) = self.view.dictionary().iri(slug.as_deref().unwrap_or(name)) {
            let (place, instead) = self.catalogue.find_profile(term).ok_or_else(missing)?;
            return Ok((place, instead.map(|_| term)));
        }
        let term = self.called(name, &[esco::OCCUPATION, con::class::JOB_PROFILE], esco::OCCUPATION)?;
        let term = term.ok_or_else(missing)?;
        self.catalogue.find_profile(term).map(|it| (it.0, None)).ok_or_else(missing)
    }

    /// A skill by IRI or name, with the term that was named where another took its place.
    pub(super) fn skill(&self, name: &str) -> Result<(SkillAt, Option<TermId>), SkillsError> {
        let missing = || SkillsError::NoSkill(shown(name));
        if let Some(term) = self.view.dictionary().iri(name) {
            let (place, instead) = self.catalogue.find_skill(term).ok_or_else(missing)?;
            return Ok((place, instead.map(|_| term)));
        }
        let term = self.called(name, &[esco::SKILL], esco::SKILL)?.ok_or_else(missing)?;
        self.catalogue.find_skill(term).map(|it| (it.0, None)).ok_or_else(missing)
    }

    /// The one thing of these classes whose whole name this is, capitals and accents aside; of the first class if any.
    fn called(&self, name: &str, classes: &[&str], first: &str) -> Result<Option<TermId>, SkillsError> {
        if name.chars().count() > NAME_CHARS_MAX || name.starts_with("http") {
            return Ok(None);
        }
        let types: Vec<TermId> = classes.iter().filter_map(|it| self.view.dictionary().iri(it)).collect();
        if types.is_empty() {
            return Ok(None);
        }
        let query = Query { text: name, types: &types, limit: 50, ..Query::default() };
        let Ok(hits) = self.registry.search(self.view, &query) else { return Ok(None) };
        let mut best: Vec<TermId> = Vec::new();
        let preferred = |is_name: bool| {
            let whole = hits.list.iter().filter(move |it| {
                let is_preferred =
                    it.property.is_some_and(|it| !it.ends_with("altLabel") && !it.ends_with("notation"));
                it.closeness == Closeness::Whole && is_preferred == is_name
            });
            whole.map(|it| it.subject).collect::<Vec<_>>()
        };
        for is_name in [true, false] {
            if best.is_empty() {
                best = preferred(is_name);
            }
        }
        best.sort_unstable();
        best.dedup();
        let is_first = |it: &TermId| match first {
            esco::OCCUPATION => self
                .catalogue
                .find_profile(*it)
                .is_some_and(|it| (it.0 as usize) < self.catalogue.n_occupations()),
            _ => true,
        };
        let of_first: Vec<TermId> = best.iter().filter(|it| is_first(it)).copied().collect();
        let best = if of_first.is_empty() { best } else { of_first };
        match best[..] {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            [..] => {
                let told: Vec<&str> =
                    best.iter().take(TOLD_MAX).map(|it| self.view.dictionary().text(*it)).collect();
                Err(SkillsError::Ambiguous { name: shown(name), candidates: told.join(", ") })
            }
        }
    }

    /// What somebody holds, each skill with how it is known.
    pub(super) fn claims(&self, query: &HeldQuery) -> Result<Vec<Claim>, SkillsError> {
        if query.skills.len() + query.works_as.len() > HELD_MAX {
            return Err(SkillsError::TooMany { limit: "held_max", max: HELD_MAX });
        }
        if query.skills.is_empty() && query.works_as.is_empty() {
            return Err(SkillsError::NothingHeld);
        }
        let mut claims = Vec::new();
        for text in &query.skills {
            let (name, evidence) = match text.rsplit_once('@') {
                Some((name, evidence)) => (name, evidence_of(evidence)?),
                None => (text.as_str(), Evidence::Assessed),
            };
            let (skill, replaced) = self.skill(name)?;
            claims.push(Claim { skill, evidence, of_job: None, replaced });
        }
        for name in &query.works_as {
            let (job, _) = self.profile(name)?;
            let skills = self.catalogue.profile(job).essential().map(|it| it.skill);
            let claim =
                |skill| Claim { skill, evidence: Evidence::Assessed, of_job: Some(job), replaced: None };
            claims.extend(skills.map(claim));
        }
        if claims.len() > HELD_MAX {
            return Err(SkillsError::TooMany { limit: "held_max", max: HELD_MAX });
        }
        Ok(claims)
    }

    pub(super) fn wanted(&self, query: &TrainingQuery) -> Result<Wanted, SkillsError> {
        let terms = |names: &[String]| -> Result<Vec<TermId>, SkillsError> {
            let term =
                |it: &String| self.view.dictionary().iri(it).ok_or_else(|| SkillsError::NoThing(shown(it)));
            names.iter().map(term).collect()
        };
        Ok(Wanted {
            territories: terms(&query.territories)?,
            languages: terms(&query.languages)?,
            cost_milli_max: query.cost_milli_max,
            is_assured: query.is_assured,
        })
    }
}

impl HeldQuery {
    pub(super) fn rules(&self) -> Rules {
        Rules::of_mode(self.mode())
    }

    pub(super) fn mode(&self) -> Mode {
        if self.is_transparency { Mode::Transparency } else { Mode::Legal }
    }
}

pub(super) fn held(claims: &[Claim], mode: Mode) -> Vec<Held> {
    let held = |it: &Claim| Held { skill: it.skill, reliability_milli: it.evidence.reliability_milli(mode) };
    claims.iter().map(held).collect()
}

fn evidence_of(name: &str) -> Result<Evidence, SkillsError> {
    let found = Evidence::ALL.into_iter().find(|it| it.name() == name);
    found.ok_or_else(|| SkillsError::Evidence(shown(name)))
}

/// A text of a question as a message shows it.
pub(super) fn shown(text: &str) -> String {
    const CHARS_MAX: usize = 120;
    text.chars().take(CHARS_MAX).flat_map(char::escape_debug).collect()
}

/// A share such as `0.3` in thousandths.
///
/// # Errors
/// [`SkillsError::Share`].
pub fn share_milli(text: &str) -> Result<u64, SkillsError> {
    let milli = amount_milli(text).filter(|it| *it <= 1_000);
    milli.ok_or_else(|| SkillsError::Share(shown(text)))
}

/// A number that is not negative, with at most three decimals, in thousandths.
pub fn amount_milli(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    if whole.is_empty() || part.len() > 3 || !is_digits(whole) || !is_digits(part) {
        return None;
    }
    whole.parse::<u64>().ok()?.checked_mul(1_000)?.checked_add(format!("{part:0<3}").parse().ok()?)
}
