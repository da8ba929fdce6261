//! What does each rule of the catalogue find?
//!
//! Every rule is a function from a case to a ruling; none of them knows which one will decide.
//! Deliberately absent: the order of precedence.

mod automatic;
mod general;
mod other;

use super::Iri;
use super::application::Application;
use super::assessment::{Choice, Measure, Note, Outcome, Step, Verdict};
use super::day::Day;
use super::experience::{self, Run};
use super::facts::{Facts, Law, Reference, Regulation, Ruleset};
use super::file::{self, Checked, Usable};
use super::ratio::Ratio;
use crate::vocab::con::individual;
use std::collections::BTreeSet;

/// What a rule gives if it decides.
#[derive(Clone, Debug)]
pub(super) struct Result {
    pub(super) outcome: Outcome,
    pub(super) basis: &'static str,
    pub(super) information: Vec<Note>,
    pub(super) notes: Vec<Note>,
    /// Whether the missing matters belong to the outcome.
    pub(super) tells_missing: bool,
}

impl Result {
    fn new(outcome: Outcome, basis: &'static str) -> Self {
        Self { outcome, basis, information: Vec::new(), notes: Vec::new(), tells_missing: false }
    }

    fn needs(code: &'static str, about: Option<&Iri>) -> Self {
        let information = vec![Note { code, about: about.cloned() }];
        Self { information, ..Self::new(Outcome::NeedsInformation, "") }
    }

    fn with_missing(self) -> Self {
        Self { tells_missing: true, ..self }
    }

    fn noting(mut self, code: &'static str, about: Option<&Iri>) -> Self {
        self.notes.push(Note { code, about: about.cloned() });
        self
    }
}

/// A rule as it was evaluated, with what it gives if it decides.
#[derive(Debug)]
pub(super) struct Ruling {
    pub(super) step: Step,
    pub(super) result: Option<Result>,
}

impl Ruling {
    fn new(
        rule: &'static str,
        provision: &'static str,
        verdict: Verdict,
        finding: impl Into<String>,
    ) -> Self {
        let step =
            Step { rule, provision, verdict, used: Vec::new(), finding: finding.into(), cites: Vec::new() };
        Self { step, result: None }
    }

    fn not_applicable(rule: &'static str, provision: &'static str, why: &str) -> Self {
        Self::new(rule, provision, Verdict::NotApplicable, why)
    }

    fn using<'i>(mut self, used: impl IntoIterator<Item = &'i Iri>) -> Self {
        self.step.used.extend(used.into_iter().cloned());
        self.step.used.sort_unstable();
        self.step.used.dedup();
        self
    }

    fn citing(mut self, cites: &[Iri]) -> Self {
        self.step.cites.extend(cites.iter().cloned());
        self.step.cites.sort_unstable();
        self.step.cites.dedup();
        self
    }

    fn giving(mut self, result: Option<Result>) -> Self {
        self.result = result;
        self
    }

    /// Says whether this is the rule that decides.
    pub(super) fn settle(&mut self, decides: bool) {
        if decides {
            self.step.verdict = Verdict::Decides;
        }
    }
}

/// An application beside the facts that hold on its date.
pub(super) struct Case<'a> {
    pub(super) facts: &'a Facts,
    pub(super) application: &'a Application,
    pub(super) law: Option<&'a Law>,
    pub(super) ruleset: Option<&'a Ruleset>,
    pub(super) regulation: Option<&'a Regulation>,
    pub(super) reference: Option<&'a Reference>,
    pub(super) checked: Checked<'a>,
    pub(super) runs: Vec<Run>,
    left_out: Vec<(Iri, &'static str)>,
}

impl<'a> Case<'a> {
    pub(super) fn new(application: &'a Application, facts: &'a Facts) -> Self {
        let date = application.date;
        let (runs, left_out) = experience::runs(&application.periods, date);
        let regulation = date.and_then(|date| {
            let (host, activity) = (application.host.as_ref()?, application.activity.as_ref()?);
            facts.regulation(host, activity, application.mode.as_ref()?, date)
        });
        Self {
            facts,
            application,
            law: date.and_then(|it| facts.law(it)),
            ruleset: date.and_then(|it| facts.ruleset(it)),
            regulation,
            reference: application.reference.as_ref().and_then(|it| facts.references.get(it)),
            checked: file::check(application, facts),
            runs,
            left_out,
        }
    }

    pub(super) fn purpose(&self) -> Option<&str> {
        self.application.purpose.as_deref()
    }

    fn is(&self, purpose: &str) -> bool {
        self.purpose() == Some(purpose)
    }

    /// Whether work in the host state is asked for.
    fn wants_work(&self) -> bool {
        self.is(individual::ACCESS) || self.is(individual::SERVICES)
    }

    /// Whether the Directive covers the person (R01).
    fn is_covered(&self) -> bool {
        self.application.nationality.as_deref().is_some_and(|it| it != individual::THIRD_COUNTRY)
    }

    /// Whether trainings are compared with what a regulation of the host state requires.
    fn compares(&self) -> bool {
        self.is(individual::ACCESS) || (self.is(individual::SERVICES) && !self.is_covered())
    }

    fn usable(&self) -> &[Usable<'a>] {
        &self.checked.usable
    }

    fn is_for_activity(&self, it: &Usable<'_>) -> bool {
        self.application.activity.as_ref().is_some_and(|wanted| it.qualification.activities.contains(wanted))
    }

    fn is_bound(&self, country: &str) -> bool {
        self.facts.is_bound(country)
    }

    fn is_host(&self, country: &Iri) -> bool {
        self.application.host.as_ref() == Some(country)
    }

    /// Whether a state regulates the activity in the mode of the application on its date.
    fn regulates(&self, country: &str) -> bool {
        let of = |application: &Application| {
            let (activity, mode) = (application.activity.as_ref()?, application.mode.as_ref()?);
            self.facts.regulation(country, activity, mode, application.date?)
        };
        of(self.application).is_some()
    }

    /// The level of an award: as attested in this case, else as attested for the title.
    fn level(it: &Usable<'_>) -> Option<u32> {
        it.award.art11.or(it.qualification.art11)
    }

    /// The highest level of the awards for the activity; of all awards where none is for it.
    pub(super) fn held_art11(&self) -> Option<u32> {
        let of_activity =
            self.usable().iter().filter(|it| self.is_for_activity(it)).filter_map(Self::level).max();
        of_activity.or_else(|| self.usable().iter().filter_map(Self::level).max())
    }

    /// Months of training in the activity that awards certify.
    fn training_months(&self) -> Option<u32> {
        self.usable()
            .iter()
            .filter(|it| self.is_for_activity(it))
            .filter_map(|it| it.qualification.training_months)
            .max()
    }

    /// The matters that the host state holds essential: of the regulation, or of the reference for equivalence.
    fn essential(&self) -> Option<&'a BTreeSet<Iri>> {
        if self.is(individual::EQUIVALENCE) {
            return self.reference.map(|it| &it.requires);
        }
        self.regulation.map(|it| &it.requires)
    }

    /// R21: essential matters that no award covers.
    fn uncovered(&self) -> Vec<&'a Iri> {
        let is_covered =
            |it: &Iri| self.usable().iter().any(|usable| usable.qualification.covers.contains(it));
        self.essential().into_iter().flatten().filter(|it| !is_covered(it)).collect()
    }

    /// R22: those that nobody validated either; sorted by IRI.
    pub(super) fn missing(&self) -> Vec<Iri> {
        let is_validated =
            |it: &Iri| self.application.validated.iter().any(|validated| validated.matter == *it);
        self.uncovered().into_iter().filter(|it| !is_validated(it)).cloned().collect()
    }

    fn share_missing(&self) -> Ratio {
        let all = self.essential().map_or(0, BTreeSet::len);
        Ratio::new(self.missing().len() as i128, all as i128)
    }

    /// A title whose matters nobody has recorded: it may cover what seems to be missing.
    fn unknown_title(&self) -> Option<&Iri> {
        self.usable().iter().find(|it| it.qualification.covers.is_empty()).map(|it| &it.qualification.iri)
    }

    /// A separable part of the activity with the title that prepares for it; of several the one with the smallest IRI.
    pub(super) fn separable(&self) -> Option<(&'a Iri, &'a Iri)> {
        let regulation = self.regulation?;
        regulation.separable.iter().find_map(|part| {
            let holder = self.usable().iter().find(|it| it.qualification.activities.contains(part))?;
            Some((part, &holder.qualification.iri))
        })
    }

    /// Article 14(1)(a) of the text of 2005: the training is shorter by so many months that this alone is a ground.
    fn duration_gap(&self) -> Option<u32> {
        let law = self.law.filter(|it| it.duration_ground)?;
        let gap = self.regulation?.required_months?.checked_sub(self.training_months()?)?;
        (gap >= law.duration_gap_months).then_some(gap)
    }

    /// Full-time months in the activity in other bound states within the last ten years.
    fn months_elsewhere_last10y(&self) -> u32 {
        let counts =
            |it: &&Run| self.is_in_activity(it) && !self.is_host(&it.country) && self.is_bound(&it.country);
        self.runs.iter().filter(counts).map(|it| it.months_last10y).sum()
    }

    fn is_in_activity(&self, run: &Run) -> bool {
        self.application.activity.as_ref() == Some(&run.activity)
    }

    /// The measure of a compensation: sized by the hours of the host curriculum where they are known.
    pub(super) fn measure(&self) -> Option<Measure> {
        let (law, ruleset, regulation) = (self.law?, self.ruleset?, self.regulation?);
        let missing = self.missing();
        let hours: Option<u32> = missing.iter().map(|it| regulation.hours.get(it)).sum();
        let hours = hours.filter(|_| !missing.is_empty());
        let months = hours.map(|it| Ratio::new(i128::from(it), i128::from(ruleset.hours_per_month)).ceil());
        Some(Measure {
            adaptation_months: months.unwrap_or(u32::MAX).min(law.adaptation_months_max),
            hours,
            is_for_duration: missing.is_empty(),
            test_matters: missing,
            test_within_months: law.aptitude_test_months,
            choice: self.choice(),
        })
    }

    /// Article 14(2) and (3).
    fn choice(&self) -> Choice {
        let levels = self.held_art11().zip(self.regulation.and_then(|it| it.required_art11));
        match (self.regulation.and_then(|it| it.applicant_choice), levels) {
            (None, Some((1, 4))) => Choice::Both,
            (Some(false), _) | (None, Some((1, 3) | (2, 4 | 5))) => Choice::Host,
            (Some(true) | None, _) => Choice::Applicant,
        }
    }

    /// The facts compared whose matters are a judgement made for tests; sorted.
    pub(super) fn fixtures(&self) -> Vec<Iri> {
        let titles = self.usable().iter().map(|it| it.qualification);
        let mut fixtures: Vec<Iri> = titles.filter(|it| it.is_fixture).map(|it| it.iri.clone()).collect();
        if self.is(individual::EQUIVALENCE) {
            fixtures.extend(self.reference.filter(|it| it.is_fixture).map(|it| it.iri.clone()));
        } else {
            fixtures.extend(self.regulation.filter(|it| it.is_fixture).map(|it| it.iri.clone()));
        }
        fixtures.sort_unstable();
        fixtures.dedup();
        fixtures
    }

    /// What an answer says besides, whichever rule decided.
    pub(super) fn notes(&self, outcome: Outcome) -> Vec<Note> {
        let mut notes = Vec::new();
        let mut note = |code, about: Option<&Iri>| notes.push(Note { code, about: about.cloned() });
        for (period, reason) in &self.left_out {
            note(reason, Some(period));
        }
        for it in &self.application.validated {
            if !self.facts.matters.contains(&it.matter) {
                note("matter-unknown", Some(&it.matter));
            } else if !it.has_body {
                note("validation-without-body", Some(&it.iri));
            }
        }
        for award in &self.application.awards {
            if let Some(title) =
                award.qualification.as_ref().filter(|it| !self.facts.qualifications.contains_key(*it))
            {
                note("title-unknown", Some(title));
            }
        }
        let is_settled = matches!(outcome, Outcome::Full | Outcome::Automatic | Outcome::NotRequired);
        if let Some(regulation) = self.regulation.filter(|it| it.has_national_alternative && !is_settled) {
            note("national-alternative", Some(&regulation.iri));
        }
        if self.is(individual::EQUIVALENCE)
            && let Some((reference, date)) = self.reference.zip(self.application.date)
        {
            if !reference.interval.contains(date) {
                note("reference-not-in-force", Some(&reference.iri));
            }
            let shorter = self.training_months().zip(reference.required_months).is_some_and(|(a, b)| a < b);
            if reference.duration_matters && shorter {
                note("training-shorter", Some(&reference.iri));
            }
        }
        if self.application.date.is_some_and(|date| !self.chains(date).is_empty()) {
            for agreement in self.application.date.map(|it| self.chains(it)).unwrap_or_default() {
                note("chain-without-effect", Some(agreement));
            }
        }
        notes
    }

    /// Agreements that list a title of the applicant for a state other than the host state: of no effect there.
    fn chains(&self, date: Day) -> Vec<&'a Iri> {
        let held = |title: &Iri| self.usable().iter().any(|it| it.qualification.iri == *title);
        let facts = self.facts;
        let listings = facts.listings.iter().filter(|it| it.interval.contains(date) && held(&it.from));
        let agreements = listings.filter_map(|it| facts.agreements.get(&it.agreement));
        let mut elsewhere: Vec<&Iri> = agreements
            .filter(|it| it.interval.contains(date) && !it.is_onward)
            .filter(|it| self.application.host.as_ref().is_some_and(|host| !it.recognisers.contains(host)))
            .map(|it| &it.iri)
            .collect();
        elsewhere.sort_unstable();
        elsewhere.dedup();
        elsewhere
    }
}

/// Every rule of the catalogue, in its order.
pub(super) fn all(case: &Case<'_>) -> Vec<Ruling> {
    vec![
        other::r00(case),
        other::r01(case),
        other::r03(case),
        other::r04(case),
        automatic::r10(case),
        automatic::r11(case),
        automatic::r12(case),
        automatic::r13(case),
        automatic::r14(case),
        automatic::r15(case),
        general::r20(case),
        general::r13_4(case),
        general::r21(case),
        general::r22(case),
        general::r24(case),
        general::r25(case),
        general::r23(case),
        general::r26(case),
        other::r30(case),
        other::r40(case),
        other::r50(case),
    ]
}
