//! What is the least that would change an outcome for the better?
//!
//! Single additions are tried, then pairs of them: a matter validated, months of experience, a listing. Each is decided by the
//! same rules; nothing is estimated. Deliberately absent: what an addition costs, and who offers it.

use super::Iri;
use super::application::{Application, Period, Validated};
use super::assessment::{Assessment, Outcome};
use super::day::Interval;
use super::decide::decide;
use super::facts::{Facts, Listing};
use super::rules::Case;
use crate::vocab::con::individual;
use std::borrow::Cow;

/// Something that is not there and could be.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Addition {
    /// A matter that a body validates.
    Matter(Iri),
    /// Uninterrupted full-time months in the activity, up to the date of the application.
    Experience { capacity: Iri, country: Iri, months: u32 },
    /// An entry in the list of an agreement that binds both states.
    Listing { agreement: Iri, title: Iri, reference: Iri },
}

/// Additions that together give a better outcome, and none of them without the others does.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    pub additions: Vec<Addition>,
    pub outcome: Outcome,
    pub basis: &'static str,
    pub missing: Vec<Iri>,
}

/// Additions that are tried; what is missing beyond that is told in the assessment.
const ADDITIONS_MAX: usize = 40;

/// The smallest additions with a better outcome: single ones, then pairs of which no part does as well alone.
///
/// Last comes the set of all missing matters, where nothing smaller gives as good an outcome.
pub fn changes(application: &Application, facts: &Facts) -> Vec<Change> {
    let before = decide(application, facts);
    let mut additions = additions(application, facts);
    additions.truncate(ADDITIONS_MAX);
    let mut found: Vec<Change> = Vec::new();
    let attempt = |additions: &[Addition]| change(application, facts, additions, &before);
    for addition in &additions {
        found.extend(attempt(std::slice::from_ref(addition)));
    }
    let singles = found.clone();
    for (at, first) in additions.iter().enumerate() {
        for second in &additions[at + 1..] {
            let best_alone = singles
                .iter()
                .filter(|it| it.additions[0] == *first || it.additions[0] == *second)
                .map(|it| it.outcome.rank())
                .max();
            let pair = attempt(&[first.clone(), second.clone()]);
            found.extend(pair.filter(|it| best_alone.is_none_or(|alone| it.outcome.rank() > alone)));
        }
    }
    let matters: Vec<Addition> =
        additions.iter().filter(|it| matches!(it, Addition::Matter(_))).cloned().collect();
    if matters.len() > 2 {
        let best = found.iter().map(|it| it.outcome.rank()).max();
        found.extend(attempt(&matters).filter(|it| best.is_none_or(|best| it.outcome.rank() > best)));
    }
    found
}

fn change(
    application: &Application,
    facts: &Facts,
    additions: &[Addition],
    before: &Assessment,
) -> Option<Change> {
    let mut application = application.clone();
    let mut facts = Cow::Borrowed(facts);
    for addition in additions {
        add(&mut application, &mut facts, addition);
    }
    let after = decide(&application, &facts);
    (after.outcome.rank() > before.outcome.rank()).then(|| Change {
        additions: additions.to_vec(),
        outcome: after.outcome,
        basis: after.basis,
        missing: after.missing,
    })
}

fn add(application: &mut Application, facts: &mut Cow<'_, Facts>, addition: &Addition) {
    match addition {
        Addition::Matter(matter) => {
            let validated =
                Validated { iri: matter.clone(), matter: matter.clone(), date: None, has_body: true };
            application.validated.push(validated);
        }
        Addition::Experience { capacity, country, months } => {
            application.periods.push(Period {
                iri: format!("{}-addition-{}", application.iri, application.periods.len()).into(),
                country: Some(country.clone()),
                activity: application.activity.clone(),
                capacity: Some(capacity.clone()),
                months: Some(*months),
                months_last10y: Some((*months).min(120)),
                is_consecutive: Some(true),
                end: application.date,
                is_lawful: true,
                technical_months: Some(*months),
                ..Period::default()
            });
        }
        Addition::Listing { agreement, title, reference } => {
            facts.to_mut().listings.push(Listing {
                iri: format!("{agreement}-addition").into(),
                agreement: agreement.clone(),
                from: title.clone(),
                to: reference.clone(),
                interval: Interval::default(),
            });
        }
    }
}

/// What could be added, in the order in which it is told.
fn additions(application: &Application, facts: &Facts) -> Vec<Addition> {
    let case = Case::new(application, facts);
    let mut all: Vec<Addition> = case.missing().into_iter().map(Addition::Matter).collect();
    all.extend(experience(&case));
    all.extend(listings(&case));
    all
}

/// Months that a limb of Annex IV or Article 13(2) asks for, in the home state of an award.
fn experience(case: &Case<'_>) -> Vec<Addition> {
    let (Some(regulation), Some(date), Some(law)) = (case.regulation, case.application.date, case.law) else {
        return Vec::new();
    };
    let home = case
        .checked
        .usable
        .iter()
        .filter_map(|it| it.qualification.issued_in.as_ref())
        .find(|home| Some(*home) != case.application.host.as_ref() && case.facts.is_bound(home));
    let Some(country) = home else { return Vec::new() };
    let mut all = Vec::new();
    let limbs = case.facts.limbs.iter();
    for limb in
        limbs.filter(|it| regulation.annex_iv.as_ref() == Some(&it.list) && it.interval.contains(date))
    {
        for capacity in &limb.capacities {
            let months = limb.min_months;
            all.push(Addition::Experience { capacity: capacity.clone(), country: country.clone(), months });
        }
    }
    let done: u32 = case.runs.iter().map(|it| it.months_last10y).sum();
    let months = law.min_months_unregulated.saturating_sub(done);
    if months > 0 {
        let capacity = individual::EMPLOYED_CAP.into();
        all.push(Addition::Experience { capacity, country: country.clone(), months });
    }
    // Fewer months are the smaller addition.
    all.sort_by_key(|it| match it {
        Addition::Experience { months, .. } => *months,
        Addition::Matter(_) | Addition::Listing { .. } => 0,
    });
    all.dedup();
    all
}

fn listings(case: &Case<'_>) -> Vec<Addition> {
    let (Some(host), Some(reference)) = (&case.application.host, &case.application.reference) else {
        return Vec::new();
    };
    let mut agreements: Vec<_> =
        case.facts.agreements.values().filter(|it| it.recognisers.contains(host)).collect();
    agreements.sort_by(|a, b| a.iri.cmp(&b.iri));
    let mut all = Vec::new();
    for agreement in agreements {
        for it in &case.checked.usable {
            if it.qualification.issued_in.as_ref().is_some_and(|issuer| agreement.issuers.contains(issuer)) {
                all.push(Addition::Listing {
                    agreement: agreement.iri.clone(),
                    title: it.qualification.iri.clone(),
                    reference: reference.clone(),
                });
            }
        }
    }
    all
}
