//! How is an assessment told in words?
//!
//! Every sentence is a template; what stands in its slots are names from the graph and numbers of the assessment, and nothing
//! else. Deliberately absent: any sentence that an assessment does not bear out, and the lookup of names, which is lent.

use super::application::Application;
use super::assessment::{Assessment, Choice, Measure, Note, Outcome, local};
use super::rdf::Words;
use super::sentences::{Templates, templates};
use crate::vocab::con;
use std::fmt::Write as _;

/// Looks the name of a node up, in a language.
pub type Namer<'n> = &'n dyn Fn(&str, &str) -> String;

fn at(outcome: Outcome) -> usize {
    Outcome::ALL.iter().position(|it| *it == outcome).unwrap_or_default()
}

/// Notice, reason and remedy of an assessment, for its form as RDF.
pub fn words(assessment: &Assessment, language: &str) -> Words {
    let it = templates(language);
    Words {
        language: it.language,
        notice: it.notice.to_owned(),
        reason: it.reasons[at(assessment.outcome)].to_owned(),
        remedy: it.remedies[at(assessment.outcome)].to_owned(),
    }
}

/// The assessment as sentences, one a line.
pub fn text(assessment: &Assessment, application: &Application, language: &str, name: Namer<'_>) -> String {
    let it = templates(language);
    let name = |iri: &str| name(iri, it.language);
    let names = |iris: &[super::Iri]| {
        let all: Vec<String> = iris.iter().map(|iri| name(iri)).collect();
        join(&all, it.and)
    };
    let mut out = String::new();
    let mut line = |template: &str, slots: &[(&str, &str)]| {
        let _ = writeln!(out, "{}", fill(template, slots));
    };
    line(
        "{outcome}. {reason}",
        &[("outcome", &name(assessment.outcome.iri())), ("reason", it.reasons[at(assessment.outcome)])],
    );
    let stated = |value: &Option<super::Iri>| value.as_ref().map_or_else(|| "–".to_owned(), |iri| name(iri));
    let date = assessment.date.map_or_else(|| "–".to_owned(), |it| it.to_string());
    let (host, activity, mode) =
        (stated(&application.host), stated(&application.activity), stated(&application.mode));
    line(it.host, &[("host", &host), ("activity", &activity), ("mode", &mode), ("date", &date)]);
    let titles: Vec<super::Iri> =
        application.awards.iter().filter_map(|it| it.qualification.clone()).collect();
    if !titles.is_empty() {
        line(it.held, &[("titles", &names(&titles))]);
    }
    if !assessment.missing.is_empty() {
        line(it.missing, &[("matters", &names(&assessment.missing))]);
    }
    if let Some(measure) = &assessment.measure {
        tell_measure(it, measure, &names(&measure.test_matters), &mut line);
        let level = |level: Option<u32>| level.map_or("–", letter);
        line(
            it.levels,
            &[("held", level(assessment.held_art11)), ("required", level(assessment.required_art11))],
        );
    }
    if let Some(part) = &assessment.accessible {
        line(it.part, &[("part", &name(part))]);
    }
    if !assessment.information.is_empty() {
        line(it.information, &[("information", &notes(&assessment.information, &name))]);
    }
    let told: Vec<super::Iri> =
        assessment.rests_on.iter().filter(|it| !it.starts_with("_:")).cloned().collect();
    if !told.is_empty() && assessment.outcome != Outcome::NeedsInformation {
        line(it.rests_on, &[("facts", &names(&told))]);
    }
    if let Some(law) = &assessment.law {
        line(it.law, &[("law", &name(law))]);
    }
    if let Some(deadline) = &assessment.deadline {
        let days = [deadline.acknowledge, deadline.decide, deadline.extended].map(|it| it.to_string());
        line(it.deadline, &[("acknowledge", &days[0]), ("decide", &days[1]), ("extended", &days[2])]);
    }
    if !assessment.notes.is_empty() {
        line(it.remark, &[("notes", &notes(&assessment.notes, &name))]);
    }
    let remedy = it.remedies[at(assessment.outcome)];
    if !remedy.is_empty() {
        line(remedy, &[]);
    }
    if !assessment.fixtures.is_empty() {
        line(it.fixture, &[("facts", &names(&assessment.fixtures))]);
    }
    line(it.notice, &[]);
    out
}

/// Takes a template and the values of its slots.
type Line<'l> = &'l mut dyn FnMut(&str, &[(&str, &str)]);

fn tell_measure(it: &Templates, measure: &Measure, matters: &str, line: Line<'_>) {
    let which = match measure.choice {
        Choice::Applicant => 0,
        Choice::Host => 1,
        Choice::Both => 2,
    };
    line(it.measure[which], &[("months", &measure.adaptation_months.to_string())]);
    if measure.is_for_duration {
        line(it.for_duration, &[]);
    } else {
        line(it.test, &[("matters", matters)]);
    }
}

/// Each note in the words of the registry, with its code and what it is about; codes are the same in every language,
/// because authorities exchange them.
fn notes(all: &[Note], name: &dyn Fn(&str) -> String) -> String {
    let told = all.iter().map(|it| {
        let iri = format!("{}note-{}", con::NS, it.code);
        let words = name(&iri);
        let words = words.trim_end_matches('.');
        let mut told =
            if words == fallback(&iri) { it.code.to_owned() } else { format!("{words} [{}]", it.code) };
        if let Some(about) = it.about.as_ref().filter(|it| !it.starts_with("_:")) {
            let _ = write!(told, " ({})", name(about));
        }
        told
    });
    told.collect::<Vec<_>>().join("; ")
}

/// A level of Article 11 as lawyers write it.
pub fn letter(level: u32) -> &'static str {
    match level {
        1 => "a",
        2 => "b",
        3 => "c",
        4 => "d",
        5 => "e",
        _ => "–",
    }
}

fn join(names: &[String], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} {and} {last}", rest.join(", ")),
    }
}

/// A template with its slots filled, in one pass: a name that looks like a slot stays as it is.
fn fill(template: &str, slots: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        let Some(end) = after.find('}') else { break };
        let slot = &after[..end];
        out.push_str(slots.iter().find(|it| it.0 == slot).map_or(slot, |it| it.1));
        rest = &after[end + 1..];
    }
    out.push_str(rest);
    out
}

/// The name of a node without one: the last part of its IRI.
pub fn fallback(iri: &str) -> String {
    local(iri).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled_once() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "x")]), "{b} and x");
        assert_eq!(fill("no slot", &[]), "no slot");
    }
}
