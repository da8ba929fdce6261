//! The file, the person, the regulation, services; equivalence, further study and transparency.

use super::{Case, Result, Ruling};
use crate::recognition::assessment::{Note, Outcome, Verdict, local};
use crate::vocab::con::individual;

const R00: (&str, &str) = ("R00", "Directive 2005/36/EC, Article 50 and Annex VII");

/// Documents complete, and at least one award that stands.
pub(super) fn r00(case: &Case<'_>) -> Ruling {
    let checked = &case.checked;
    let used = case.application.awards.iter().map(|it| &it.iri);
    if !checked.gaps.is_empty() {
        let codes: Vec<&str> = checked.gaps.iter().map(|it| it.code).collect();
        let result =
            Result { information: checked.gaps.clone(), ..Result::new(Outcome::NeedsInformation, "") };
        return Ruling::new(R00.0, R00.1, Verdict::NotMet, codes.join(", ")).using(used).giving(Some(result));
    }
    if checked.usable.is_empty() {
        let about = |it: &crate::recognition::Iri| Note { code: "award-invalid", about: Some(it.clone()) };
        let notes = checked.invalid.iter().map(about).collect();
        let result = Result { notes, ..Result::new(Outcome::Inadmissible, "") };
        return Ruling::new(R00.0, R00.1, Verdict::NotMet, "no award is valid")
            .using(used)
            .giving(Some(result));
    }
    let finding = format!("{} of {} awards stand", checked.usable.len(), case.application.awards.len());
    Ruling::new(R00.0, R00.1, Verdict::Met, finding).using(used)
}

/// The person is covered by the Directive; else national law makes the same comparison.
pub(super) fn r01(case: &Case<'_>) -> Ruling {
    const R01: (&str, &str) = ("R01", "Directive 2005/36/EC, Article 2; Recommendation (EU) 2023/2611");
    if !case.wants_work() {
        return Ruling::not_applicable(R01.0, R01.1, "nationality has no effect for this purpose");
    }
    let Some(nationality) = &case.application.nationality else {
        return Ruling::new(R01.0, R01.1, Verdict::Unknown, "nationality is not stated");
    };
    let verdict = if case.is_covered() { Verdict::Met } else { Verdict::NotMet };
    Ruling::new(R01.0, R01.1, verdict, local(nationality)).using([nationality])
}

/// The activity is regulated in this mode on this date; else nothing is required.
pub(super) fn r03(case: &Case<'_>) -> Ruling {
    const R03: (&str, &str) = ("R03", "Directive 2005/36/EC, Article 3(1)(a)");
    if !case.wants_work() {
        return Ruling::not_applicable(R03.0, R03.1, "the purpose is not to work in the host state");
    }
    let application = case.application;
    let (Some(host), Some(activity), Some(mode), Some(date)) =
        (&application.host, &application.activity, &application.mode, application.date)
    else {
        return Ruling::new(R03.0, R03.1, Verdict::Unknown, "host, activity, mode or date is not stated");
    };
    if let Some(regulation) = case.regulation {
        return Ruling::new(R03.0, R03.1, Verdict::Met, format!("regulated as {}", local(mode)))
            .using([&regulation.iri])
            .citing(&regulation.cites);
    }
    // What an act of the Union demands is demanded everywhere: to say that nothing is required would be wrong.
    let demanded = case.facts.instruments.iter().find(|it| {
        it.activities.contains(activity) && it.interval.contains(date) && it.attestation.is_some()
    });
    if let Some(instrument) = demanded {
        let result = Result::needs("attestation-missing", instrument.attestation.as_ref());
        return Ruling::new(R03.0, R03.1, Verdict::Unknown, "an act of the Union demands an attestation")
            .using([&instrument.iri])
            .citing(&instrument.cites)
            .giving(Some(result));
    }
    match case.facts.statement(host, activity, mode, date) {
        Some(statement) if statement.is_regulated == Some(false) => {
            let result = Result::new(Outcome::NotRequired, "");
            Ruling::new(R03.0, R03.1, Verdict::NotMet, "not regulated in this mode")
                .using([&statement.iri])
                .giving(Some(result))
        }
        Some(statement) => {
            let code =
                if statement.is_regulated.is_some() { "requirements-unknown" } else { "regulation-unknown" };
            Ruling::new(R03.0, R03.1, Verdict::Unknown, "the registry does not know what the state demands")
                .using([&statement.iri])
                .giving(Some(Result::needs(code, Some(&statement.iri))))
        }
        None => {
            let result = Result::new(Outcome::NotRequired, "").noting("regulation-not-recorded", None);
            Ruling::new(R03.0, R03.1, Verdict::NotMet, "no regulation in this mode is recorded")
                .giving(Some(result))
        }
    }
}

/// Occasional services need a declaration.
pub(super) fn r04(case: &Case<'_>) -> Ruling {
    const R04: (&str, &str) = ("R04", "Directive 2005/36/EC, Articles 5 to 7");
    if !case.is(individual::SERVICES) {
        return Ruling::not_applicable(R04.0, R04.1, "the purpose is not occasional services");
    }
    let Some(regulation) = case.regulation else {
        return Ruling::new(R04.0, R04.1, Verdict::NotMet, "not regulated in this mode");
    };
    if !case.is_covered() {
        return Ruling::new(R04.0, R04.1, Verdict::NotMet, "the person is not covered");
    }
    let is_regulated_at_home = case
        .usable()
        .iter()
        .filter_map(|it| it.qualification.issued_in.as_ref())
        .any(|home| case.is_bound(home) && case.regulates(home));
    let is_trained =
        case.usable().iter().any(|it| case.is_for_activity(it) && it.qualification.is_regulated_training);
    let months = case.months_elsewhere_last10y();
    let is_practised = case.law.is_some_and(|it| months >= it.min_months_unregulated);
    let mut result = Result::new(Outcome::ServicesDeclaration, "");
    if !(is_regulated_at_home || is_trained || is_practised) {
        result = result.noting("services-year-not-shown", None);
    }
    Ruling::new(R04.0, R04.1, Verdict::Met, format!("{months} months of pursuit in the last ten years"))
        .using([&regulation.iri])
        .giving(Some(result))
}

/// Equivalence without a listing: the title is compared with the reference.
pub(super) fn r30(case: &Case<'_>) -> Ruling {
    const R30: (&str, &str) = ("R30", "national law on equivalence, such as BQFG section 4");
    if !case.is(individual::EQUIVALENCE) {
        return Ruling::not_applicable(R30.0, R30.1, "the purpose is not equivalence");
    }
    let Some(reference) = case.reference else {
        return Ruling::new(R30.0, R30.1, Verdict::Unknown, "the reference is not known").giving(
            case.application.reference.as_ref().map(|it| Result::needs("reference-unknown", Some(it))),
        );
    };
    let missing = case.missing();
    let used = case.usable().iter().map(|it| &it.qualification.iri).chain([&reference.iri]);
    let finding = format!("{} of {} essential matters missing", missing.len(), reference.requires.len());
    let ruling = |verdict| Ruling::new(R30.0, R30.1, verdict, finding).using(used);
    if reference.requires.is_empty() {
        return ruling(Verdict::Unknown)
            .giving(Some(Result::needs("requirements-unknown", Some(&reference.iri))));
    }
    if missing.is_empty() {
        return ruling(Verdict::Met).giving(Some(Result::new(Outcome::Full, "R30-national")));
    }
    if let Some(title) = case.unknown_title() {
        return ruling(Verdict::Unknown).giving(Some(Result::needs("matters-of-title-unknown", Some(title))));
    }
    ruling(Verdict::NotMet).giving(Some(Result::new(Outcome::PartialEquivalence, "").with_missing()))
}

/// Further study: recognised unless the authority shows a substantial difference.
pub(super) fn r40(case: &Case<'_>) -> Ruling {
    const R40: (&str, &str) =
        ("R40", "Lisbon Recognition Convention, Article VI.1; Council Recommendation 2018/C 444/01");
    if !case.is(individual::FURTHER_STUDY) {
        return Ruling::not_applicable(R40.0, R40.1, "the purpose is not further study");
    }
    let titles = case.usable().iter().map(|it| &it.qualification.iri);
    let result = Result::new(Outcome::Full, "R40-LRC").noting("burden-of-proof-on-authority", None);
    Ruling::new(R40.0, R40.1, Verdict::Met, "no substantial difference has been shown")
        .using(titles)
        .giving(Some(result))
}

/// Transparency: what the titles stand for, without a verdict.
pub(super) fn r50(case: &Case<'_>) -> Ruling {
    const R50: (&str, &str) = ("R50", "EQF Recommendation of 22 May 2017; Europass Decision (EU) 2018/646");
    if !case.is(individual::TRANSPARENCY) {
        return Ruling::not_applicable(R50.0, R50.1, "the purpose is not transparency");
    }
    let titles = case.usable().iter().map(|it| &it.qualification.iri);
    let result = Result::new(Outcome::NotRequired, "").noting("no-verdict", None);
    Ruling::new(R50.0, R50.1, Verdict::Met, "a sheet of what the titles cover, and no verdict")
        .using(titles)
        .giving(Some(result))
}
