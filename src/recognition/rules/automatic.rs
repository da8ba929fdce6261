//! What a legal instrument forces: acts of the Union, experience under Annex IV, listed agreements, equal treatment.

use super::{Case, Result, Ruling, Usable};
use crate::recognition::Iri;
use crate::recognition::assessment::{Outcome, Verdict};
use crate::recognition::day::Day;
use crate::recognition::experience::Run;
use crate::recognition::facts::{Agreement, Instrument, InstrumentKind, Limb, Listing};
use crate::vocab::con::individual;

/// An attestation of the kind that an act of the Union makes count for this activity.
pub(super) fn r10(case: &Case<'_>) -> Ruling {
    let provision = "Regulation (EU) 2024/573, Article 10; Implementing Regulation (EU) 2025/1893";
    by_instrument(case, ("R10", provision, "R10-EU-act"), InstrumentKind::Attestation, |instrument, it| {
        let issuer = it.qualification.issued_in.as_ref();
        instrument.attestation.is_some()
            && instrument.attestation == it.qualification.attestation
            && issuer.is_some_and(|issuer| case.is_bound(issuer))
    })
}

/// A title of Annex V.
pub(super) fn r11(case: &Case<'_>) -> Ruling {
    let rule = ("R11", "Directive 2005/36/EC, Article 21 and Annex V", "R11-AnnexV");
    by_instrument(case, rule, InstrumentKind::AnnexV, |instrument, it| {
        case.is_covered() && instrument.titles.contains(&it.qualification.iri)
    })
}

/// A title of a common training framework or test.
pub(super) fn r12(case: &Case<'_>) -> Ruling {
    let rule = ("R12", "Directive 2005/36/EC, Articles 49a and 49b", "R12-CTF");
    by_instrument(case, rule, InstrumentKind::CommonTraining, |instrument, it| {
        case.is_covered() && instrument.titles.contains(&it.qualification.iri)
    })
}

fn by_instrument(
    case: &Case<'_>,
    (rule, provision, basis): (&'static str, &'static str, &'static str),
    kind: InstrumentKind,
    fits: impl Fn(&Instrument, &Usable<'_>) -> bool,
) -> Ruling {
    if !case.wants_work() {
        return Ruling::not_applicable(rule, provision, "the purpose is not to work in the host state");
    }
    let (Some(activity), Some(date)) = (&case.application.activity, case.application.date) else {
        return Ruling::new(rule, provision, Verdict::Unknown, "activity or date is not stated");
    };
    let in_force =
        |it: &&Instrument| it.kind == kind && it.activities.contains(activity) && it.interval.contains(date);
    let mut instruments = case.facts.instruments.iter().filter(in_force).peekable();
    if instruments.peek().is_none() {
        return Ruling::new(
            rule,
            provision,
            Verdict::NotMet,
            "no such instrument for this activity is in force",
        );
    }
    let found = instruments.find_map(|instrument| {
        let holder = case.usable().iter().find(|it| fits(instrument, it))?;
        Some((instrument, &holder.qualification.iri))
    });
    match found {
        Some((instrument, title)) => {
            Ruling::new(rule, provision, Verdict::Met, "the title is one that it names")
                .using([&instrument.iri, title])
                .citing(&instrument.cites)
                .giving(Some(Result::new(Outcome::Automatic, basis)))
        }
        None => Ruling::new(rule, provision, Verdict::NotMet, "no title is one that it names"),
    }
}

const R13: (&str, &str) = ("R13", "Directive 2005/36/EC, Articles 16 to 19 and Annex IV");

/// Experience under a list of Annex IV.
pub(super) fn r13(case: &Case<'_>) -> Ruling {
    if !case.is(individual::ACCESS) {
        return Ruling::not_applicable(R13.0, R13.1, "the purpose is not access");
    }
    let (Some(regulation), Some(date)) = (case.regulation, case.application.date) else {
        return Ruling::new(R13.0, R13.1, Verdict::NotMet, "not regulated in this mode");
    };
    let Some(list) = &regulation.annex_iv else {
        return Ruling::new(R13.0, R13.1, Verdict::NotMet, "the activity is in no list of Annex IV")
            .using([&regulation.iri]);
    };
    if !case.is_covered() {
        return Ruling::new(R13.0, R13.1, Verdict::NotMet, "the person is not covered")
            .using([&regulation.iri]);
    }
    let mut limbs: Vec<&Limb> =
        case.facts.limbs.iter().filter(|it| it.list == *list && it.interval.contains(date)).collect();
    limbs.sort_by(|a, b| (&a.letter, &a.iri).cmp(&(&b.letter, &b.iri)));
    if limbs.is_empty() {
        return Ruling::new(R13.0, R13.1, Verdict::Unknown, "the conditions of this list are not recorded")
            .using([&regulation.iri, list]);
    }
    let met: Vec<(&Limb, &Run)> =
        limbs.iter().filter_map(|limb| Some((*limb, run_for(case, limb, date)?))).collect();
    if met.is_empty() {
        let letters: Vec<&str> = limbs.iter().map(|it| &*it.letter).collect();
        let finding = format!("none of the limbs {} is met", letters.join(", "));
        return Ruling::new(R13.0, R13.1, Verdict::NotMet, finding)
            .using(case.runs.iter().flat_map(|it| &it.periods).chain([&regulation.iri]));
    }
    let letters: Vec<&str> = met.iter().map(|it| &*it.0.letter).collect();
    let used = met.iter().flat_map(|(limb, run)| run.periods.iter().chain([&limb.iri]));
    Ruling::new(R13.0, R13.1, Verdict::Met, format!("met by limb {}", letters.join(", ")))
        .using(used.chain([&regulation.iri]))
        .citing(&regulation.cites)
        .giving(Some(Result::new(Outcome::Automatic, "R13-Art17")))
}

/// A run that meets a limb; of several the longest.
fn run_for<'a>(case: &'a Case<'_>, limb: &Limb, date: Day) -> Option<&'a Run> {
    let elsewhere =
        |it: &&Run| case.is_in_activity(it) && !case.is_host(&it.country) && case.is_bound(&it.country);
    let employed: u32 = case
        .runs
        .iter()
        .filter(elsewhere)
        .filter(|it| &*it.capacity == individual::EMPLOYED_CAP)
        .map(|it| it.months)
        .sum();
    if employed < limb.min_employed_months {
        return None;
    }
    let since = limb.recency_years.map(|it| date.plus_months(-12 * it.cast_signed()));
    case.runs
        .iter()
        .filter(elsewhere)
        .filter(|it| {
            it.is_consecutive && limb.capacities.contains(&it.capacity) && it.months >= limb.min_months
        })
        .filter(|it| it.technical_months >= limb.min_technical_months)
        .filter(|it| since.is_none_or(|since| it.end.is_some_and(|end| end >= since)))
        .filter(|it| limb.min_training_months == 0 || prior_training(case, it) >= limb.min_training_months)
        .max_by(|a, b| a.months.cmp(&b.months).then_with(|| b.periods.cmp(&a.periods)))
}

/// Months of training in the activity that were over when a run began; dates that are not given are not held against it.
fn prior_training(case: &Case<'_>, run: &Run) -> u32 {
    let is_prior =
        |it: &&Usable<'_>| it.award.date.zip(run.start).is_none_or(|(award, start)| award <= start);
    let trained = case.usable().iter().filter(|it| case.is_for_activity(it)).filter(is_prior);
    trained.filter_map(|it| it.qualification.training_months).max().unwrap_or(0)
}

const R14: (&str, &str) = ("R14", "the agreement");

/// A listed title, in one hop.
pub(super) fn r14(case: &Case<'_>) -> Ruling {
    let application = case.application;
    let is_for_title =
        case.is(individual::EQUIVALENCE) || case.is(individual::ACCESS) || case.is(individual::FURTHER_STUDY);
    if !is_for_title {
        return Ruling::not_applicable(R14.0, R14.1, "the purpose is not one that agreements serve");
    }
    let (Some(host), Some(date)) = (&application.host, application.date) else {
        return Ruling::new(R14.0, R14.1, Verdict::Unknown, "host or date is not stated");
    };
    if application.reference.is_none() && !case.is(individual::FURTHER_STUDY) {
        return Ruling::new(R14.0, R14.1, Verdict::NotMet, "no reference is named");
    }
    if case.is(individual::ACCESS) && case.regulation.is_none() {
        return Ruling::new(R14.0, R14.1, Verdict::NotMet, "not regulated in this mode");
    }
    let found = case.facts.listings.iter().find_map(|listing| {
        let agreement = case.facts.agreements.get(&listing.agreement)?;
        let holder = case.usable().iter().find(|it| reaches(case, it, listing, agreement, host, date))?;
        Some((agreement, listing, holder))
    });
    match found {
        Some((agreement, listing, holder)) => Ruling::new(
            R14.0,
            R14.1,
            Verdict::Met,
            "title and reference stand in the list, and the agreement binds both states",
        )
        .using([&agreement.iri, &listing.iri, &holder.qualification.iri])
        .citing(&agreement.cites)
        .giving(Some(Result::new(Outcome::Automatic, "R14-agreement"))),
        None => Ruling::new(
            R14.0,
            R14.1,
            Verdict::NotMet,
            "no listing of an agreement of both states names title and reference",
        )
        .using(case.usable().iter().map(|it| &it.qualification.iri)),
    }
}

fn reaches(
    case: &Case<'_>,
    it: &Usable<'_>,
    listing: &Listing,
    agreement: &Agreement,
    host: &Iri,
    date: Day,
) -> bool {
    let effect = agreement.effect.as_deref();
    let gives = effect == case.purpose()
        || (case.is(individual::FURTHER_STUDY) && effect == Some(individual::LEVEL_ONLY));
    let is_listed = listing.from == it.qualification.iri
        && case.application.reference.as_ref().is_none_or(|reference| *reference == listing.to);
    let binds = it.qualification.issued_in.as_ref().is_some_and(|issuer| agreement.issuers.contains(issuer))
        && agreement.recognisers.contains(host);
    let listed_on = if agreement.at_award { it.award.date } else { Some(date) };
    gives
        && is_listed
        && binds
        && agreement.interval.contains(date)
        && listed_on.is_some_and(|day| listing.interval.contains(day))
}

/// A state in which an award counts like one of its own.
pub(super) struct Home<'a> {
    pub(super) country: &'a Iri,
    /// Whether the holder may pursue the activity there in the mode of the application.
    pub(super) has_access: bool,
}

/// The state of issue, and by rule R15 those that treat the award as their own.
pub(super) fn homes<'a>(case: &Case<'a>, it: &Usable<'a>) -> Vec<Home<'a>> {
    let mode = case.application.mode.as_ref();
    let has_access = mode.is_some_and(|mode| it.qualification.home_access.contains(mode));
    let mut homes: Vec<Home<'a>> =
        it.qualification.issued_in.iter().map(|country| Home { country, has_access }).collect();
    homes.extend(it.award.equal_treatment_in.iter().map(|country| Home { country, has_access: true }));
    let Some(date) = case.application.date else { return homes };
    let issuer = it.qualification.issued_in.as_ref();
    for listing in &case.facts.listings {
        let Some(agreement) = case.facts.agreements.get(&listing.agreement) else { continue };
        let counts = agreement.is_onward
            && listing.from == it.qualification.iri
            && issuer.is_some_and(|issuer| agreement.issuers.contains(issuer))
            && listing.interval.contains(date)
            && agreement.interval.contains(date);
        if counts {
            let has_access = agreement.effect.as_deref() == Some(individual::ACCESS);
            homes.extend(agreement.recognisers.iter().map(|country| Home { country, has_access }));
        }
    }
    homes
}

/// Equal treatment in another state, or an onward clause: one more home state for R20, and no outcome of its own.
pub(super) fn r15(case: &Case<'_>) -> Ruling {
    const R15: (&str, &str) = ("R15", "Directive 2005/36/EC, Article 12");
    if !case.wants_work() {
        return Ruling::not_applicable(R15.0, R15.1, "the purpose is not to work in the host state");
    }
    let more: Vec<&Iri> = case
        .usable()
        .iter()
        .flat_map(|it| homes(case, it).into_iter().skip(1))
        .map(|it| it.country)
        .collect();
    if more.is_empty() {
        return Ruling::new(R15.0, R15.1, Verdict::NotMet, "no other state treats an award as its own");
    }
    Ruling::new(R15.0, R15.1, Verdict::Met, "the award counts as evidence of one more state").using(more)
}
