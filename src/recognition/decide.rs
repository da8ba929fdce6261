//! Which rule decides?

use super::application::Application;
use super::assessment::{Assessment, Deadline, Note, Outcome, Verdict};
use super::facts::Facts;
use super::rules::{self, Case, Ruling};
use crate::vocab::con::individual;

/// The order in which rules decide: the first one with a result gives the outcome. The trace has the order of the catalogue.
///
/// Union instruments stand before R03, because an act of the Union needs no regulation of the host state.
const PRECEDENCE: &[&str] = &[
    "R00", "R10", "R11", "R12", "R03", "R04", "R13", "R14", "R20", "R13.4", "R21", "R24", "R25", "R23",
    "R22", "R30", "R40", "R50",
];

/// Rules whose results rest on which matters a training covers.
const COMPARING: &[&str] = &["R21", "R22", "R23", "R24", "R25", "R30"];

/// Assesses an application by the facts, on the date of the application.
///
/// Every rule of the catalogue is evaluated and traced. The result hangs on nothing but the two arguments, and not on the
/// order in which the file or the facts name anything.
pub fn decide(application: &Application, facts: &Facts) -> Assessment {
    let case = Case::new(application, facts);
    let mut rulings = rules::all(&case);
    let decider = PRECEDENCE
        .iter()
        .find_map(|rule| rulings.iter().position(|it| it.step.rule == *rule && it.result.is_some()));
    for (at, ruling) in rulings.iter_mut().enumerate() {
        ruling.settle(Some(at) == decider);
    }
    let mut assessment = Assessment {
        application: application.iri.clone(),
        date: application.date,
        outcome: Outcome::NeedsInformation,
        basis: "",
        missing: Vec::new(),
        information: Vec::new(),
        notes: Vec::new(),
        held_art11: case.held_art11(),
        required_art11: case.regulation.and_then(|it| it.required_art11),
        measure: None,
        deadline: None,
        accessible: None,
        law: case.law.map(|it| it.iri.clone()),
        ruleset: case.ruleset.map(|it| it.iri.clone()),
        ruleset_version: case.ruleset.map(|it| it.version.clone()),
        rests_on: Vec::new(),
        fixtures: Vec::new(),
        trace: Vec::new(),
    };
    if let Some(at) = decider {
        conclude(&case, &rulings[at], &mut assessment);
    }
    assessment.notes.extend(case.notes(assessment.outcome));
    assessment.notes.sort();
    assessment.notes.dedup();
    assessment.trace = rulings.into_iter().map(|it| it.step).collect();
    debug_assert!(assessment.trace.iter().filter(|it| it.verdict == Verdict::Decides).count() <= 1);
    assessment
}

fn conclude(case: &Case<'_>, ruling: &Ruling, assessment: &mut Assessment) {
    let Some(result) = &ruling.result else { return };
    assessment.outcome = result.outcome;
    assessment.basis = result.basis;
    assessment.information.clone_from(&result.information);
    assessment.notes.clone_from(&result.notes);
    assessment.rests_on.clone_from(&ruling.step.used);
    if result.tells_missing {
        assessment.missing = case.missing();
    }
    match assessment.outcome {
        Outcome::Compensation => assessment.measure = case.measure(),
        Outcome::PartialAccess => assessment.accessible = case.separable().map(|it| it.0.clone()),
        Outcome::Automatic
        | Outcome::Full
        | Outcome::PartialEquivalence
        | Outcome::Refusal
        | Outcome::NotRequired
        | Outcome::ServicesDeclaration
        | Outcome::NeedsInformation
        | Outcome::Inadmissible => {}
    }
    if COMPARING.contains(&ruling.step.rule) && assessment.outcome != Outcome::NeedsInformation {
        assessment.fixtures = case.fixtures();
    }
    let is_to_be_decided = !matches!(
        assessment.outcome,
        Outcome::NotRequired
            | Outcome::ServicesDeclaration
            | Outcome::NeedsInformation
            | Outcome::Inadmissible
    );
    if is_to_be_decided && case.purpose() == Some(individual::ACCESS) {
        assessment.deadline = deadline(case);
    }
    if assessment.outcome == Outcome::PartialEquivalence {
        assessment.notes.push(Note { code: "work-unaffected", about: None });
    }
}

fn deadline(case: &Case<'_>) -> Option<Deadline> {
    let (law, date) = case.law.zip(case.application.date)?;
    let after = |months: u32| date.plus_months(months.cast_signed());
    Some(Deadline {
        acknowledge: after(law.acknowledge_months),
        decide: after(law.decide_months),
        extended: after(law.decide_months + law.extension_months),
    })
}
