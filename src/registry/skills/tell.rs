//! How does an answer of the catalogue become one that people can read? Every place gets its name.

use super::answer::{
    Because, FitAnswer, FitLine, GapAnswer, GapLineAnswer, HeldAnswer, NamedThing, NearAnswer, NearLine,
    NeedAnswer, OfferAnswer, ProfileAnswer, ProfileLine, ProfilesAnswer, RulesAnswer, ShareAnswer,
    StepAnswer, TargetAnswer, TrainingAnswer, TransitionsAnswer, WayAnswer,
};
use super::ask::{
    Asked, Claim, FitQuery, GapQuery, LINES_MAX, NearQuery, SkillsError, TrainingQuery, TransitionQuery, held,
};
use crate::graph::{TermId, View};
use crate::registry::Registry;
use crate::resource;
use crate::skills::{
    Evidence, Fraction, GapLine, Importance, Match, Mode, Need, Note, Objective, Origin, ProfileAt, Question,
    Relation, Rules, SkillAt, Status, VIA_MAX, Way,
};
use std::sync::Arc;

/// Shared skills that are told of each near profile.
const SHARED_TOLD_MAX: usize = 12;

impl Registry {
    /// Everything that a profile needs.
    ///
    /// # Errors
    /// [`SkillsError`] for a profile that is not there.
    pub fn job_profile(
        &self,
        view: &Arc<View>,
        name: &str,
        language: &str,
    ) -> Result<ProfileAnswer, SkillsError> {
        let asked = Asked::new(self, view);
        let (at, replaced) = asked.profile(name)?;
        let teller = Teller { asked: &asked, language };
        let profile = asked.catalogue.profile(at);
        let n_essential = profile.essential().count();
        let mut needs: Vec<&Need> = profile.needs.iter().collect();
        needs.sort_by_key(|it| (it.importance, std::cmp::Reverse(it.weight_milli), it.skill));
        Ok(ProfileAnswer {
            revision: view.revision(),
            profile: teller.profile(at),
            occupation: profile.occupation.map(|it| teller.profile(it)),
            notes: teller.notes(at, replaced),
            n_essential,
            n_optional: profile.needs.len() - n_essential,
            needs: needs.into_iter().map(|it| teller.need(it)).collect(),
            weights: Importance::ALL.map(|it| (it.name(), milli(u64::from(it.weight_milli())))).into(),
        })
    }

    /// Every job profile, by name.
    pub fn job_profiles(&self, view: &Arc<View>, language: &str) -> ProfilesAnswer {
        let asked = Asked::new(self, view);
        let teller = Teller { asked: &asked, language };
        let first = asked.catalogue.n_occupations();
        let line = |at: usize| {
            let at = at as ProfileAt;
            let profile = asked.catalogue.profile(at);
            let n_essential = profile.essential().count();
            ProfileLine {
                profile: teller.profile(at),
                occupation: profile.occupation.map(|it| teller.profile(it)),
                n_essential,
                n_optional: profile.needs.len() - n_essential,
                notes: teller.notes(at, None),
            }
        };
        let profiles = (first..asked.catalogue.profiles().len()).map(line).collect();
        ProfilesAnswer { revision: view.revision(), profiles }
    }

    /// Which skills of a profile somebody lacks, and why.
    ///
    /// # Errors
    /// [`SkillsError`] for names that are not there and questions beyond a limit.
    pub fn skill_gap(&self, view: &Arc<View>, query: &GapQuery) -> Result<GapAnswer, SkillsError> {
        let asked = Asked::new(self, view);
        let (at, replaced) = asked.profile(&query.profile)?;
        let claims = asked.claims(&query.held)?;
        let mode = query.held.mode();
        let gap = asked.catalogue.gap(&held(&claims, mode), at, &query.held.rules());
        let teller = Teller { asked: &asked, language: &query.language };
        Ok(GapAnswer {
            revision: view.revision(),
            profile: teller.profile(at),
            notes: teller.notes(at, replaced),
            mode: mode_name(mode),
            essential: gap.essential.as_ref().map(share),
            all: gap.all.as_ref().map(share),
            n_missing: gap.n_essential(Status::Missing),
            n_open: gap.n_essential(Status::Open),
            n_covered: gap.n_essential(Status::Covered),
            lines: gap.lines.iter().map(|it| teller.line(it)).collect(),
            held: claims.iter().map(|it| teller.claim(it)).collect(),
            rules: rules(&query.held.rules()),
        })
    }

    /// Which profiles are nearest to one.
    ///
    /// # Errors
    /// As [`Registry::skill_gap`].
    pub fn near_profiles(&self, view: &Arc<View>, query: &NearQuery) -> Result<NearAnswer, SkillsError> {
        let asked = Asked::new(self, view);
        let (at, replaced) = asked.profile(&query.profile)?;
        let near = asked.catalogue.near(at, query.among, query.measure, lines(query.limit)?);
        let teller = Teller { asked: &asked, language: &query.language };
        let near = near.iter().map(|it| NearLine {
            profile: teller.profile(it.profile),
            n_shared: it.n_shared,
            n_either: it.n_either,
            jaccard: small_share(*it.jaccard.numer(), *it.jaccard.denom()),
            weighted: small_share(*it.weighted.numer(), *it.weighted.denom()),
            cover_to: small_share(*it.cover_to.numer(), *it.cover_to.denom()),
            cover_from: small_share(*it.cover_from.numer(), *it.cover_from.denom()),
            shared: teller.shared(at, it.profile),
        });
        Ok(NearAnswer {
            revision: view.revision(),
            profile: teller.profile(at),
            notes: teller.notes(at, replaced),
            near: near.collect(),
        })
    }

    /// Which profiles somebody fits best.
    ///
    /// # Errors
    /// As [`Registry::skill_gap`].
    pub fn fitting_profiles(&self, view: &Arc<View>, query: &FitQuery) -> Result<FitAnswer, SkillsError> {
        let asked = Asked::new(self, view);
        let claims = asked.claims(&query.held)?;
        let mode = query.held.mode();
        let limit = lines(query.limit)?;
        let fits = asked.catalogue.fits(&held(&claims, mode), query.among, &query.held.rules(), limit);
        let teller = Teller { asked: &asked, language: &query.language };
        let line = |it: &crate::skills::Fit| FitLine {
            profile: teller.profile(it.profile),
            essential: share(&it.essential),
            n_essential: it.n_essential,
            n_missing: it.n_missing,
            n_open: it.n_open,
        };
        Ok(FitAnswer {
            revision: view.revision(),
            mode: mode_name(mode),
            fits: fits.iter().map(line).collect(),
            held: claims.iter().map(|it| teller.claim(it)).collect(),
        })
    }

    /// Which jobs can be reached from a job, and by which steps.
    ///
    /// # Errors
    /// As [`Registry::skill_gap`].
    pub fn transitions(
        &self,
        view: &Arc<View>,
        query: &TransitionQuery,
    ) -> Result<TransitionsAnswer, SkillsError> {
        let asked = Asked::new(self, view);
        let (from, replaced) = asked.profile(&query.from)?;
        let to = query.to.as_deref().map(|it| asked.profile(it)).transpose()?.map(|it| it.0);
        match (query.via_max, to) {
            (0..=1, _) | (2, Some(_)) => (),
            (2, None) => return Err(SkillsError::Via { max: 1, without: " without a target" }),
            (_, _) => return Err(SkillsError::Via { max: VIA_MAX, without: "" }),
        }
        if query.held.len() > super::ask::HELD_MAX {
            return Err(SkillsError::TooMany { limit: "held_max", max: super::ask::HELD_MAX });
        }
        let mut held = Vec::new();
        for name in &query.held {
            held.push(asked.skill(name)?.0);
        }
        let question = Question {
            held,
            to,
            via_max: query.via_max,
            among: query.among,
            limit: lines(query.limit)?,
            ..Question::from_profile(from)
        }
        .viable_from(query.viable_milli);
        let found = asked.catalogue.transitions(&question);
        let teller = Teller { asked: &asked, language: &query.language };
        let target = |it: &crate::skills::Reachable| TargetAnswer {
            profile: teller.profile(it.profile),
            ways: it.ways.iter().map(|it| teller.way(it)).collect(),
        };
        Ok(TransitionsAnswer {
            revision: view.revision(),
            from: teller.profile(from),
            notes: teller.notes(from, replaced),
            total: found.total,
            complete: found.is_whole,
            targets: found.targets.iter().map(target).collect(),
        })
    }

    /// Which offers close a gap at the least total: that of a profile, or the skills that are named.
    ///
    /// # Errors
    /// As [`Registry::skill_gap`].
    pub fn training_for(
        &self,
        view: &Arc<View>,
        query: &TrainingQuery,
    ) -> Result<TrainingAnswer, SkillsError> {
        let asked = Asked::new(self, view);
        let teller = Teller { asked: &asked, language: &query.gap.language };
        if !query.skills.is_empty() {
            if query.skills.len() > super::ask::HELD_MAX {
                return Err(SkillsError::TooMany { limit: "skills_max", max: super::ask::HELD_MAX });
            }
            let missing: Result<Vec<SkillAt>, _> =
                query.skills.iter().map(|it| Ok(asked.skill(it)?.0)).collect();
            return teller.training(&missing?, query);
        }
        let (at, replaced) = asked.profile(&query.gap.profile)?;
        let claims = asked.claims(&query.gap.held)?;
        let gap = asked.catalogue.gap(&held(&claims, query.gap.held.mode()), at, &query.gap.held.rules());
        let is_lacking =
            |it: &&GapLine| it.status != Status::Covered && it.need.importance == Importance::Essential;
        let missing: Vec<SkillAt> = gap.lines.iter().filter(is_lacking).map(|it| it.need.skill).collect();
        let answer = teller.training(&missing, query)?;
        Ok(TrainingAnswer { profile: Some(teller.profile(at)), notes: teller.notes(at, replaced), ..answer })
    }
}

/// How many lines may be told.
pub(super) fn lines(limit: usize) -> Result<usize, SkillsError> {
    if limit > LINES_MAX {
        Err(SkillsError::TooMany { limit: "lines_max", max: LINES_MAX })
    } else {
        Ok(limit)
    }
}

fn share(it: &Fraction) -> ShareAnswer {
    ShareAnswer { fraction: it.to_string(), value: it.decimal(4).parse().unwrap_or(f64::NAN) }
}

fn small_share(part: u64, whole: u64) -> ShareAnswer {
    let nothing = || ShareAnswer { fraction: "0".to_owned(), value: 0.0 };
    Fraction::of(part, whole).as_ref().map_or_else(nothing, share)
}

/// Thousandths as a number.
fn milli(it: u64) -> f64 {
    whole(it) / 1_000.0
}

#[expect(clippy::cast_precision_loss, reason = "sums of hours and euros stay far below 2^52")]
fn whole(it: u64) -> f64 {
    it as f64
}

fn rules(rules: &Rules) -> RulesAnswer {
    let number = |part: i64, whole: i64| Fraction::of(part, whole).map_or(0.0, |it| share(&it).value);
    RulesAnswer {
        covered_from: number(*rules.covered_min.numer(), *rules.covered_min.denom()),
        open_from: number(*rules.open_min.numer(), *rules.open_min.denom()),
        relations: rules
            .relations()
            .iter()
            .map(|(relation, counts)| (relation.name(), number(*counts.numer(), *counts.denom())))
            .collect(),
        evidence: Evidence::ALL
            .map(|it| (it.name(), milli(u64::from(it.reliability_milli(rules.mode)))))
            .into(),
    }
}

fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Legal => "legal",
        Mode::Transparency => "transparency",
    }
}

/// Names things of one view in one language.
pub(super) struct Teller<'a> {
    pub(super) asked: &'a Asked<'a>,
    pub(super) language: &'a str,
}

impl Teller<'_> {
    /// The offers for skills that are missing.
    fn training(&self, missing: &[SkillAt], query: &TrainingQuery) -> Result<TrainingAnswer, SkillsError> {
        let catalogue = &self.asked.catalogue;
        let wanted = self.asked.wanted(query)?;
        let choice = catalogue.best_offers(missing, &wanted, query.objective);
        let people: Vec<(SkillAt, u64)> = missing.iter().map(|it| (*it, 1)).collect();
        let coverage = catalogue.offer_coverage(&people, &wanted);
        let total = match query.objective {
            Objective::Hours | Objective::Cost => milli(choice.total),
            Objective::Offers => whole(choice.total),
        };
        let offer = |(at, skills): &(u32, Vec<SkillAt>)| {
            let offer = catalogue.offer(*at);
            OfferAnswer {
                offer: self.thing(offer.term),
                hours: offer.hours_milli.map(milli),
                cost_euro: offer.cost_milli.map(milli),
                micro_credential: offer.is_micro_credential,
                teaches: self.skills(skills),
            }
        };
        Ok(TrainingAnswer {
            revision: self.asked.view.revision(),
            profile: None,
            notes: Vec::new(),
            missing: self.skills(missing),
            offers: choice.offers.iter().map(offer).collect(),
            total,
            untaught: self.skills(&choice.untaught),
            exact: choice.is_exact,
            at_most_times: share(&choice.at_most_times),
            any_offer: coverage.any.as_ref().map(share),
            reachable: coverage.reachable.as_ref().map(share),
        })
    }

    pub(super) fn thing(&self, term: TermId) -> NamedThing {
        let view = self.asked.view;
        let name = resource::label(view, term, self.language).map(|it| it.text.to_owned());
        NamedThing { iri: view.dictionary().text(term).to_owned(), name }
    }

    fn profile(&self, at: ProfileAt) -> NamedThing {
        self.thing(self.asked.catalogue.profile(at).term)
    }

    fn skills(&self, all: &[SkillAt]) -> Vec<NamedThing> {
        all.iter().map(|it| self.thing(self.asked.catalogue.skill(*it))).collect()
    }

    /// What is odd about a profile; `replaced` is what was named, where another took its place.
    fn notes(&self, at: ProfileAt, replaced: Option<TermId>) -> Vec<String> {
        let iri = |it: &TermId| self.asked.view.dictionary().text(*it);
        let profile = self.asked.catalogue.profile(at);
        let replaced =
            replaced.iter().map(|it| format!("<{}> was replaced by <{}>", iri(it), iri(&profile.term)));
        let notes = profile.notes.iter().map(|note| match note {
            Note::UnknownOccupation(it) => {
                format!("its occupation <{}> is in no release of ESCO that the registry holds", iri(it))
            }
            Note::ReplacedOccupation(old, new) => {
                format!("its occupation <{}> was replaced by <{}>, which is used", iri(old), iri(new))
            }
            Note::UnknownSkill(it) => {
                format!("the changed skill <{}> is in no release of ESCO that the registry holds", iri(it))
            }
            Note::NoSuchNeed(it) => {
                format!("the change <{}> has no effect: the skill is not needed", iri(it))
            }
            Note::SecondChange(it) => {
                format!("the change <{}> has no effect: another one changes the skill", iri(it))
            }
        });
        replaced.chain(notes).collect()
    }

    fn need(&self, need: &Need) -> NeedAnswer {
        let (origin, of) = match need.origin {
            Origin::Own => ("own", None),
            Origin::Inherited(it) => ("inherited", Some(it)),
            Origin::Changed(it) => ("changed", Some(it)),
        };
        NeedAnswer {
            skill: self.thing(self.asked.catalogue.skill(need.skill)),
            importance: need.importance.name(),
            weight: milli(u64::from(need.weight_milli)),
            safety_critical: need.is_safety_critical,
            proficiency: need.proficiency.map(|it| self.thing(it)),
            origin,
            origin_of: of.map(|it| self.thing(it)),
        }
    }

    fn line(&self, line: &GapLine) -> GapLineAnswer {
        let value = |it: &Match| Fraction::of(*it.value.numer(), *it.value.denom());
        let cover = line.best.as_ref().and_then(value);
        GapLineAnswer {
            need: self.need(&line.need),
            status: line.status.name(),
            cover: cover.as_ref().map_or_else(|| small_share(0, 1), share),
            because: line.best.as_ref().map(|it| self.because(it)),
        }
    }

    fn because(&self, found: &Match) -> Because {
        let (steps, parts) = match found.relation {
            Relation::Narrower(steps) | Relation::Broader(steps) => (Some(steps), None),
            Relation::Parts { held, of } => (None, Some([held, of])),
            Relation::Same | Relation::ExactMatch | Relation::CloseMatch | Relation::Sibling => (None, None),
        };
        let relation = found.relation.name();
        Because { held: self.thing(self.asked.catalogue.skill(found.held)), relation, steps, parts }
    }

    fn claim(&self, claim: &Claim) -> HeldAnswer {
        HeldAnswer {
            skill: self.thing(self.asked.catalogue.skill(claim.skill)),
            evidence: claim.evidence.name(),
            of_job: claim.of_job.map(|it| self.profile(it)),
            instead_of: claim.replaced.map(|it| self.asked.view.dictionary().text(it).to_owned()),
        }
    }

    /// What two profiles share, the essential skills of the second first.
    fn shared(&self, first: ProfileAt, second: ProfileAt) -> Vec<NamedThing> {
        let first = self.asked.catalogue.profile(first);
        let second = self.asked.catalogue.profile(second);
        let mut shared: Vec<&Need> =
            second.needs.iter().filter(|it| first.need(it.skill).is_some()).collect();
        shared.sort_by_key(|it| (it.importance, std::cmp::Reverse(it.weight_milli), it.skill));
        shared
            .iter()
            .take(SHARED_TOLD_MAX)
            .map(|it| self.thing(self.asked.catalogue.skill(it.skill)))
            .collect()
    }

    fn way(&self, way: &Way) -> WayAnswer {
        let step = |it: &crate::skills::Step| StepAnswer {
            profile: self.profile(it.profile),
            cover: small_share(*it.cover.numer(), *it.cover.denom()),
            n_there: it.n_there,
            missing: self.skills(&it.missing),
        };
        WayAnswer {
            n_missing: way.cost.n_missing,
            n_untaught: way.cost.n_untaught,
            hours: milli(way.cost.hours_milli),
            largest_step: way.cost.largest_step,
            steps: way.steps.iter().map(step).collect(),
        }
    }
}
