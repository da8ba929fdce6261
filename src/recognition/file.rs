//! Is the file of an application complete, and does any award stand?
//!
//! Deliberately absent: what follows from it; rule R00 says that.

use super::application::{Application, Award, Period};
use super::assessment::Note;
use super::day::Day;
use super::experience::{self, Run};
use super::facts::{Facts, Qualification};
use super::{Iri, Ratio};
use crate::vocab::con::individual;

/// Standings with which an award does not count.
const INVALID: &[&str] = &[
    individual::REVOKED,
    individual::FORGED,
    individual::UNACCREDITED,
    individual::EXPIRED,
    individual::SUSPENDED,
];

pub(super) const PURPOSES: &[&str] = &[
    individual::ACCESS,
    individual::SERVICES,
    individual::EQUIVALENCE,
    individual::FURTHER_STUDY,
    individual::TRANSPARENCY,
];

const MODES: &[&str] = &[individual::EMPLOYED, individual::SELF_EMPLOYED, individual::MANAGER];

const NATIONALITIES: &[&str] = &[individual::EU, individual::ASSIMILATED, individual::THIRD_COUNTRY];

/// A title that stands and that the registry knows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Usable<'a> {
    pub(super) award: &'a Award,
    pub(super) qualification: &'a Qualification,
}

/// What the look at a file found.
#[derive(Debug, Default)]
pub(super) struct Checked<'a> {
    pub(super) usable: Vec<Usable<'a>>,
    /// What is missing, unknown or contradictory; sorted.
    pub(super) gaps: Vec<Note>,
    /// Awards that do not stand.
    pub(super) invalid: Vec<Iri>,
}

pub(super) fn check<'a>(application: &'a Application, facts: &'a Facts) -> Checked<'a> {
    let mut gaps = Gaps::default();
    head(application, facts, &mut gaps);
    let date = application.date;
    let (mut usable, mut invalid, mut doubts) = (Vec::new(), Vec::new(), Gaps::default());
    for award in &application.awards {
        if after(award.date, date) {
            gaps.add("award-after-application", Some(&award.iri));
        }
        match standing(award, facts, &mut doubts) {
            Standing::Usable(it) => usable.push(it),
            Standing::Invalid => invalid.push(award.iri.clone()),
            Standing::Doubtful => {}
        }
    }
    if application.awards.is_empty() {
        gaps.add("award-missing", None);
    } else if usable.is_empty() {
        gaps.0.extend(doubts.0);
    }
    for period in &application.periods {
        if let Some(code) = contradiction(period, date) {
            gaps.add(code, Some(&period.iri));
        }
    }
    for it in &application.validated {
        if after(it.date, date) {
            gaps.add("validation-after-application", Some(&it.iri));
        }
    }
    // The order of a file is no fact.
    usable.sort_by(|a, b| a.award.iri.cmp(&b.award.iri));
    Checked { usable, gaps: gaps.sorted(), invalid }
}

#[derive(Default)]
struct Gaps(Vec<Note>);

impl Gaps {
    fn add(&mut self, code: &'static str, about: Option<&Iri>) {
        self.0.push(Note { code, about: about.cloned() });
    }

    fn sorted(mut self) -> Vec<Note> {
        self.0.sort();
        self.0.dedup();
        self.0
    }
}

/// What the application itself has to say, apart from its evidence.
fn head(application: &Application, facts: &Facts, gaps: &mut Gaps) {
    if application.documents_complete != Some(true) {
        gaps.add("documents-incomplete", None);
    }
    match application.date {
        None => gaps.add("date-missing", None),
        Some(date) => {
            if facts.law(date).is_none() {
                gaps.add("law-unknown", None);
            }
            if facts.ruleset(date).is_none() {
                gaps.add("ruleset-unknown", None);
            }
        }
    }
    let mut among = |value: &Option<Iri>, missing, unknown, is_known: &dyn Fn(&Iri) -> bool| match value {
        None => gaps.add(missing, None),
        Some(it) if !is_known(it) => gaps.add(unknown, Some(it)),
        Some(_) => {}
    };
    among(&application.purpose, "purpose-missing", "purpose-unknown", &|it| PURPOSES.contains(&&**it));
    among(&application.host, "host-missing", "host-unknown", &|it| facts.countries.contains(it));
    among(&application.activity, "activity-missing", "activity-unknown", &|it| facts.activities.contains(it));
    let purpose = application.purpose.as_deref();
    if purpose == Some(individual::ACCESS) || purpose == Some(individual::SERVICES) {
        among(&application.mode, "mode-missing", "mode-unknown", &|it| MODES.contains(&&**it));
        among(&application.nationality, "nationality-missing", "nationality-unknown", &|it| {
            NATIONALITIES.contains(&&**it)
        });
    }
    if purpose == Some(individual::EQUIVALENCE) {
        let is_listed = |it: &Iri| facts.listings.iter().any(|listing| listing.to == *it);
        among(&application.reference, "reference-missing", "reference-unknown", &|it| {
            facts.references.contains_key(it) || is_listed(it)
        });
        let reference = application.reference.as_ref().and_then(|it| facts.references.get(it));
        if reference.is_some_and(|it| application.host.as_ref().is_some_and(|host| *host != it.host)) {
            gaps.add("reference-of-other-host", application.reference.as_ref());
        }
    }
}

enum Standing<'a> {
    Usable(Usable<'a>),
    Invalid,
    Doubtful,
}

/// Whether an award stands; where that is not clear, the reason goes to `doubts`.
fn standing<'a>(award: &'a Award, facts: &'a Facts, doubts: &mut Gaps) -> Standing<'a> {
    match award.status.as_deref() {
        Some(status) if INVALID.contains(&status) => return Standing::Invalid,
        Some(individual::VALID) => {}
        Some(_) => {
            doubts.add("award-status-unknown", Some(&award.iri));
            return Standing::Doubtful;
        }
        None => {
            doubts.add("award-status-missing", Some(&award.iri));
            return Standing::Doubtful;
        }
    }
    let Some(title) = &award.qualification else {
        doubts.add("title-missing", Some(&award.iri));
        return Standing::Doubtful;
    };
    let Some(qualification) = facts.qualifications.get(title) else {
        doubts.add("title-unknown", Some(title));
        return Standing::Doubtful;
    };
    if let Some(accredited) = facts.accreditations.get(title) {
        let Some(date) = award.date else {
            doubts.add("award-date-missing", Some(&award.iri));
            return Standing::Doubtful;
        };
        if !accredited.iter().any(|it| it.contains(date)) {
            return Standing::Invalid;
        }
    }
    if award.date.is_some_and(|it| !qualification.interval.contains(it)) {
        doubts.add("title-not-awarded-then", Some(&award.iri));
        return Standing::Doubtful;
    }
    Standing::Usable(Usable { award, qualification })
}

fn after(it: Option<Day>, date: Option<Day>) -> bool {
    it.zip(date).is_some_and(|(it, date)| it > date)
}

/// What a period says against itself or against the application.
fn contradiction(period: &Period, date: Option<Day>) -> Option<&'static str> {
    if period.start.zip(period.end).is_some_and(|(start, end)| end < start) {
        return Some("interval-ends-before-start");
    }
    if after(period.end, date) || after(period.start, date) {
        return Some("experience-after-application");
    }
    let touched = period.start.zip(period.end).map(|(start, end)| start.months_touched(end));
    let is_too_long = period.months.zip(touched).is_some_and(|(months, most)| months > most);
    let last10y = period.months_last10y.unwrap_or(0);
    let is_beyond = last10y > 120 || period.months.is_some_and(|it| last10y > it);
    let ended_before = period.end.zip(date).is_some_and(|(end, date)| end < date.plus_months(-120));
    (is_too_long || is_beyond || (ended_before && last10y > 0)).then_some("experience-contradictory")
}

/// The application with its periods as the months that count, which is the form that the SPARQL question reads.
///
/// Contradictory periods stay as they are, so that they are seen.
#[must_use]
pub fn normalised(application: &Application) -> Application {
    let date = application.date;
    if application.periods.iter().any(|it| contradiction(it, date).is_some()) {
        return application.clone();
    }
    let (runs, _) = experience::runs(&application.periods, date);
    Application { periods: runs.into_iter().map(period).collect(), ..application.clone() }
}

fn period(run: Run) -> Period {
    Period {
        iri: run.periods.into_iter().next().unwrap_or_default(),
        country: Some(run.country),
        activity: Some(run.activity),
        capacity: Some(run.capacity),
        months: Some(run.months),
        months_last10y: Some(run.months_last10y),
        is_consecutive: Some(run.is_consecutive),
        start: run.start,
        end: run.end,
        is_lawful: true,
        technical_months: Some(run.technical_months),
        share: None::<Ratio>,
    }
}
