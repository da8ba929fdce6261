//! The general system: who may use it, and what the comparison of trainings gives.

use super::automatic::homes;
use super::{Case, Result, Ruling, Usable};
use crate::recognition::Iri;
use crate::recognition::assessment::{Outcome, Verdict, local};
use crate::recognition::facts::Law;
use crate::recognition::ratio::Ratio;

/// Why a rule of the general system does not speak of a case.
fn silent(case: &Case<'_>) -> Option<&'static str> {
    if !case.compares() {
        Some("the purpose is not access")
    } else if case.regulation.is_none() {
        Some("not regulated in this mode")
    } else {
        None
    }
}

/// What a comparison rests on: the Directive, the Treaty, or national law for persons whom neither covers.
fn basis(case: &Case<'_>) -> &'static str {
    if !case.is_covered() {
        "R01-national-law"
    } else if eligible(case).is_some() {
        "R20-general-system"
    } else {
        "R26-TFEU"
    }
}

/// The award by which the general system is open, and by which paragraph.
fn eligible<'a>(case: &'a Case<'_>) -> Option<(&'a Iri, &'static str)> {
    let law = case.law.filter(|_| case.is_covered())?;
    case.usable().iter().find_map(|it| Some((&it.qualification.iri, paragraph(case, law, it)?)))
}

/// Article 13(1), 13(2) or 3(3), with the level gate of the law version.
fn paragraph(case: &Case<'_>, law: &Law, it: &Usable<'_>) -> Option<&'static str> {
    let required = case.regulation?.required_art11;
    let gap = required.unwrap_or(1).saturating_sub(Case::level(it).unwrap_or(1));
    if !case.is_for_activity(it) || gap > law.max_level_gap {
        return None;
    }
    let is_practised = || case.months_elsewhere_last10y() >= law.min_months_unregulated;
    for home in homes(case, it).iter().filter(|home| case.is_bound(home.country)) {
        if case.regulates(home.country) {
            if home.has_access {
                return Some("13(1)");
            }
        } else if it.qualification.is_regulated_training || is_practised() {
            return Some("13(2)");
        }
    }
    let is_third_country = it.qualification.issued_in.as_ref().is_some_and(|home| !case.is_bound(home));
    let permitted = case
        .application
        .permitted_by
        .as_ref()
        .filter(|state| case.is_bound(state) && case.regulates(state))?;
    let there = |run: &&crate::recognition::Run| case.is_in_activity(run) && run.country == *permitted;
    let months: u32 = case.runs.iter().filter(there).map(|it| it.months).sum();
    (is_third_country && months >= law.third_country_months).then_some("3(3)")
}

/// The general system is open.
pub(super) fn r20(case: &Case<'_>) -> Ruling {
    const R20: (&str, &str) = ("R20", "Directive 2005/36/EC, Articles 3(3), 10 and 13");
    if let Some(why) = silent(case) {
        return Ruling::not_applicable(R20.0, R20.1, why);
    }
    let Some(regulation) = case.regulation else {
        return Ruling::not_applicable(R20.0, R20.1, "not regulated in this mode");
    };
    let titles = case.usable().iter().map(|it| &it.qualification.iri);
    let used = titles.chain([&regulation.iri]).chain(case.law.iter().map(|it| &it.iri));
    // Without requirements nothing can be compared, and nothing missing would be found.
    if regulation.requires.is_empty() {
        return Ruling::new(R20.0, R20.1, Verdict::Unknown, "what the host state requires is not recorded")
            .using(used)
            .giving(Some(Result::needs("requirements-unknown", Some(&regulation.iri))));
    }
    if !case.is_covered() {
        return Ruling::new(R20.0, R20.1, Verdict::NotMet, "the person is not covered").using(used);
    }
    match eligible(case) {
        Some((title, paragraph)) => {
            let finding = format!("open by Article {paragraph} with {}", local(title));
            let cites = case.law.map(|it| it.cites.clone()).unwrap_or_default();
            Ruling::new(R20.0, R20.1, Verdict::Met, finding).using(used).citing(&cites)
        }
        None => {
            Ruling::new(R20.0, R20.1, Verdict::NotMet, "not open by Article 13(1), 13(2) or 3(3)").using(used)
        }
    }
}

/// Level (a) held, level (e) required: the authority may refuse.
pub(super) fn r13_4(case: &Case<'_>) -> Ruling {
    const R13_4: (&str, &str) = ("R13.4", "Directive 2005/36/EC, Article 13(4)");
    if let Some(why) = silent(case) {
        return Ruling::not_applicable(R13_4.0, R13_4.1, why);
    }
    let Some(law) = case.law.filter(|it| it.art134) else {
        return Ruling::new(R13_4.0, R13_4.1, Verdict::NotMet, "the law version does not know this ground");
    };
    let (held, required) = (case.held_art11(), case.regulation.and_then(|it| it.required_art11));
    let finding = format!("held {}, required {}", told(held), told(required));
    let applies = held == Some(1) && required == Some(5) && eligible(case).is_some();
    let used = case.regulation.iter().map(|it| &it.iri).chain([&law.iri]);
    let verdict = if applies { Verdict::Met } else { Verdict::NotMet };
    let result = Result::new(Outcome::Refusal, "").noting("authority-may-refuse", None);
    Ruling::new(R13_4.0, R13_4.1, verdict, finding).using(used).giving(applies.then_some(result))
}

/// A level as lawyers write it.
fn told(level: Option<u32>) -> String {
    match level {
        Some(it @ 1..=5) => format!("({})", ["a", "b", "c", "d", "e"][it as usize - 1]),
        Some(_) | None => "unknown".to_owned(),
    }
}

/// Essential matters that no training covers.
pub(super) fn r21(case: &Case<'_>) -> Ruling {
    const R21: (&str, &str) = ("R21", "Directive 2005/36/EC, Article 14(1) and (4)");
    if let Some(why) = silent(case) {
        return Ruling::not_applicable(R21.0, R21.1, why);
    }
    let uncovered = case.uncovered();
    let titles = case.usable().iter().map(|it| &it.qualification.iri);
    let ruling = |verdict| {
        Ruling::new(R21.0, R21.1, verdict, list("not covered by training", uncovered.iter().copied()))
            .using(titles.chain(case.regulation.iter().map(|it| &it.iri)))
    };
    let is_short = !case.missing().is_empty() || is_by_duration(case);
    match case.unknown_title() {
        Some(title) if !case.missing().is_empty() => {
            ruling(Verdict::Unknown).giving(Some(Result::needs("matters-of-title-unknown", Some(title))))
        }
        // A decision that finds something missing has to state both levels (Article 14(6)).
        Some(_) | None if is_short && is_recorded(case) && levels(case).is_none() => {
            let about = case.regulation.map(|it| &it.iri);
            ruling(Verdict::Unknown).giving(Some(Result::needs("level-unknown", about)))
        }
        Some(_) | None if uncovered.is_empty() => ruling(Verdict::NotMet),
        Some(_) | None => ruling(Verdict::Met),
    }
}

/// The level held and the level required, where both are known.
fn levels(case: &Case<'_>) -> Option<(u32, u32)> {
    case.held_art11().zip(case.regulation.and_then(|it| it.required_art11))
}

fn list<'i>(what: &str, matters: impl Iterator<Item = &'i Iri>) -> String {
    let names: Vec<&str> = matters.map(|it| local(it)).collect();
    if names.is_empty() { format!("{what}: nothing") } else { format!("{what}: {}", names.join(", ")) }
}

/// Minus what was validated; nothing missing is full recognition.
pub(super) fn r22(case: &Case<'_>) -> Ruling {
    const R22: (&str, &str) = ("R22", "Directive 2005/36/EC, Articles 13 and 14(5)");
    if let Some(why) = silent(case) {
        return Ruling::not_applicable(R22.0, R22.1, why);
    }
    let missing = case.missing();
    let titles = case.usable().iter().map(|it| &it.qualification.iri);
    let used = titles.chain(case.application.validated.iter().map(|it| &it.iri));
    let used = used.chain(case.regulation.iter().map(|it| &it.iri)).chain(case.law.iter().map(|it| &it.iri));
    let is_full = missing.is_empty() && !is_by_duration(case) && is_recorded(case);
    let verdict = if missing.is_empty() { Verdict::Met } else { Verdict::NotMet };
    Ruling::new(R22.0, R22.1, verdict, list("missing after validation", missing.iter()))
        .using(used)
        .giving(is_full.then(|| Result::new(Outcome::Full, basis(case))))
}

fn is_recorded(case: &Case<'_>) -> bool {
    case.regulation.is_some_and(|it| !it.requires.is_empty())
}

/// The ground of duration belongs to the general system alone.
fn is_by_duration(case: &Case<'_>) -> bool {
    case.duration_gap().is_some() && eligible(case).is_some()
}

/// So much is missing that compensation would be the full programme, and a part of the activity is fully held.
pub(super) fn r24(case: &Case<'_>) -> Ruling {
    const R24: (&str, &str) = ("R24", "Directive 2005/36/EC, Article 4f");
    if let Some(why) = silent(case) {
        return Ruling::not_applicable(R24.0, R24.1, why);
    }
    let (Some(law), Some(ruleset)) = (case.law.filter(|it| it.partial_access), case.ruleset) else {
        return Ruling::new(
            R24.0,
            R24.1,
            Verdict::NotMet,
            "the law version does not provide for partial access",
        );
    };
    let share = case.share_missing();
    let part = case.separable();
    let finding = format!("share missing {share}, threshold {}", ruleset.partial_access_share);
    let used = part.iter().flat_map(|it| [it.0, it.1]).chain([&law.iri, &ruleset.iri]);
    let used = used.chain(case.regulation.iter().map(|it| &it.iri));
    let applies = is_recorded(case) && share >= ruleset.partial_access_share && part.is_some();
    let verdict = if applies { Verdict::Met } else { Verdict::NotMet };
    let result = Result::new(Outcome::PartialAccess, "").with_missing().noting("assessor-confirms", None);
    Ruling::new(R24.0, R24.1, verdict, finding).using(used).giving(applies.then_some(result))
}

/// Everything is missing and nothing can be separated: it is not the same profession.
pub(super) fn r25(case: &Case<'_>) -> Ruling {
    const R25: (&str, &str) = ("R25", "Directive 2005/36/EC, Articles 4(2) and 51(3)");
    if let Some(why) = silent(case) {
        return Ruling::not_applicable(R25.0, R25.1, why);
    }
    let share = case.share_missing();
    let applies = is_recorded(case) && share == Ratio::ONE && case.separable().is_none();
    let verdict = if applies { Verdict::Met } else { Verdict::NotMet };
    Ruling::new(R25.0, R25.1, verdict, format!("share missing {share}"))
        .using(
            case.usable()
                .iter()
                .map(|it| &it.qualification.iri)
                .chain(case.regulation.iter().map(|it| &it.iri)),
        )
        .giving(applies.then(|| Result::new(Outcome::Refusal, "").with_missing()))
}

/// Something is missing, or the training is so much shorter that the text of 2005 takes it for a ground.
pub(super) fn r23(case: &Case<'_>) -> Ruling {
    const R23: (&str, &str) = ("R23", "Directive 2005/36/EC, Article 14(2), (3) and (6)");
    if let Some(why) = silent(case) {
        return Ruling::not_applicable(R23.0, R23.1, why);
    }
    let missing = case.missing();
    let finding = match case.duration_gap().filter(|_| is_by_duration(case)) {
        Some(gap) => format!("{} matters missing; the training is {gap} months shorter", missing.len()),
        None => format!("{} matters missing", missing.len()),
    };
    let applies = (!missing.is_empty() && is_recorded(case)) || is_by_duration(case);
    let verdict = if applies { Verdict::Met } else { Verdict::NotMet };
    let result = Result::new(Outcome::Compensation, basis(case)).with_missing();
    let used =
        case.usable().iter().map(|it| &it.qualification.iri).chain(case.regulation.iter().map(|it| &it.iri));
    Ruling::new(R23.0, R23.1, verdict, finding)
        .using(used.chain(case.law.iter().map(|it| &it.iri)))
        .giving(applies.then_some(result))
}

/// The general system is not open: the Treaty asks for the same comparison, and a bare refusal is not allowed.
pub(super) fn r26(case: &Case<'_>) -> Ruling {
    const R26: (&str, &str) = ("R26", "TFEU Articles 45 and 49; C-340/89, C-298/14, C-166/20, C-238/98");
    if let Some(why) = silent(case) {
        return Ruling::not_applicable(R26.0, R26.1, why);
    }
    if !case.is_covered() {
        return Ruling::new(
            R26.0,
            R26.1,
            Verdict::NotMet,
            "the person is not covered; national law compares alike",
        );
    }
    if eligible(case).is_some() {
        return Ruling::new(R26.0, R26.1, Verdict::NotMet, "the general system is open");
    }
    Ruling::new(R26.0, R26.1, Verdict::Met, "diplomas and experience are compared as in R21 to R25")
        .using(case.usable().iter().map(|it| &it.qualification.iri))
}
