//! How are an application and an assessment told as RDF?
//!
//! Deliberately absent: syntaxes, and the words of an answer, which come as arguments.

use super::application::Application;
use super::assessment::{Assessment, Note};
use super::day::Day;
use super::{Iri, Ratio};
use crate::vocab::con::{class, individual, property};
use crate::vocab::{prov, rdf, xsd};
use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};

/// A text of an answer in one language.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Words {
    pub language: &'static str,
    pub notice: String,
    pub reason: String,
    /// Empty where there is nothing to do against the outcome.
    pub remedy: String,
}

/// The node of an IRI, or of `_:label`.
fn node(iri: &str) -> NamedOrBlankNode {
    match iri.strip_prefix("_:") {
        Some(label) => BlankNode::new_unchecked(label).into(),
        None => NamedNode::new_unchecked(iri).into(),
    }
}

/// Triples of one subject.
struct About<'t> {
    subject: NamedOrBlankNode,
    triples: &'t mut Vec<Triple>,
}

impl About<'_> {
    fn says(&mut self, property: &str, object: impl Into<Term>) {
        let property = NamedNode::new_unchecked(property);
        self.triples.push(Triple::new(self.subject.clone(), property, object));
    }

    fn leads_to(&mut self, property: &str, iri: &str) {
        self.says(property, node(iri));
    }

    fn is_a(&mut self, class: &str) {
        self.leads_to(rdf::TYPE, class);
    }

    fn all<'i>(&mut self, property: &str, iris: impl IntoIterator<Item = &'i Iri>) {
        for iri in iris {
            self.leads_to(property, iri);
        }
    }

    fn text(&mut self, property: &str, text: &str) {
        self.says(property, Literal::new_simple_literal(text));
    }

    fn number(&mut self, property: &str, number: impl IntoIterator<Item = u32>) {
        for number in number {
            self.says(property, typed(&number.to_string(), xsd::INTEGER));
        }
    }

    fn flag(&mut self, property: &str, flag: impl IntoIterator<Item = bool>) {
        for flag in flag {
            self.says(property, typed(if flag { "true" } else { "false" }, xsd::BOOLEAN));
        }
    }

    fn day(&mut self, property: &str, day: Option<Day>) {
        if let Some(day) = day {
            self.says(property, typed(&day.to_string(), xsd::DATE));
        }
    }
}

fn typed(text: &str, datatype: &str) -> Literal {
    Literal::new_typed_literal(text, NamedNode::new_unchecked(datatype))
}

impl Application {
    /// The application as RDF; what it does not say is not there.
    pub fn triples(&self) -> Vec<Triple> {
        let mut triples = Vec::new();
        let mut it = About { subject: node(&self.iri), triples: &mut triples };
        it.is_a(class::APPLICATION);
        it.day(property::DATE, self.date);
        for (property, value) in [
            (property::PURPOSE, &self.purpose),
            (property::HOST, &self.host),
            (property::ACTIVITY, &self.activity),
            (property::MODE, &self.mode),
            (property::NATIONALITY, &self.nationality),
            (property::REFERENCE, &self.reference),
            (property::THIRD_COUNTRY_PERMITTED_BY, &self.permitted_by),
        ] {
            it.all(property, value);
        }
        it.flag(property::DOCUMENTS_COMPLETE, self.documents_complete);
        it.all(property::HOLDS, self.awards.iter().map(|it| &it.iri));
        it.all(property::EXPERIENCE, self.periods.iter().map(|it| &it.iri));
        it.all(property::VALIDATED, self.validated.iter().map(|it| &it.iri));
        for award in &self.awards {
            let mut it = About { subject: node(&award.iri), triples: &mut triples };
            it.is_a(class::AWARD);
            it.all(property::QUALIFICATION, &award.qualification);
            it.all(property::STATUS, &award.status);
            it.day(property::AWARD_DATE, award.date);
            it.number(property::ART11_ATTESTED, award.art11);
            it.all(property::EQUAL_TREATMENT_IN, &award.equal_treatment_in);
        }
        for period in &self.periods {
            let mut it = About { subject: node(&period.iri), triples: &mut triples };
            it.is_a(class::EXPERIENCE);
            it.all(property::COUNTRY, &period.country);
            it.all(property::ACTIVITY, &period.activity);
            it.all(property::CAPACITY, &period.capacity);
            it.number(property::MONTHS, period.months);
            it.number(property::MONTHS_LAST10Y, period.months_last10y);
            it.flag(property::CONSECUTIVE, period.is_consecutive);
            it.day(property::START_DATE, period.start);
            it.day(property::END_DATE, period.end);
            it.flag(property::LAWFUL, (!period.is_lawful).then_some(false));
            it.number(property::TECHNICAL_MONTHS, period.technical_months);
            if let Some(share) = period.share.and_then(Ratio::decimal) {
                it.says(property::WORK_SHARE, typed(&share, xsd::DECIMAL));
            }
        }
        for validated in self.validated.iter().filter(|it| it.iri != it.matter) {
            let mut it = About { subject: node(&validated.iri), triples: &mut triples };
            it.is_a(class::VALIDATED_MATTER);
            it.leads_to(property::MATTER, &validated.matter);
            it.day(property::DATE, validated.date);
        }
        triples
    }
}

/// What was read, beside the facts themselves.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    /// The revision of the registry whose facts were read.
    pub revision: u64,
    /// The canonical hash of those facts.
    pub facts: String,
}

impl Assessment {
    /// The assessment as RDF under an IRI; its steps are `{iri}-step-{n}`.
    pub fn triples(&self, iri: &str, words: &[Words], provenance: &Provenance) -> Vec<Triple> {
        let mut triples = Vec::new();
        let mut it = About { subject: node(iri), triples: &mut triples };
        it.is_a(class::ASSESSMENT);
        it.leads_to(property::OF_APPLICATION, &self.application);
        it.leads_to(property::OUTCOME, self.outcome.iri());
        it.day(property::ON_DATE, self.date);
        if !self.basis.is_empty() {
            it.text(property::BASIS_CODE, self.basis);
        }
        it.all(property::RESTS_ON, self.rests_on.iter().filter(|it| !it.starts_with("_:")));
        it.all(property::APPLIED_RULESET, &self.ruleset);
        it.all(property::APPLIED_LAW, &self.law);
        it.all(property::MISSING_MATTER, &self.missing);
        it.number(property::HELD_ART11, self.held_art11);
        it.number(property::REQUIRED_ART11, self.required_art11);
        if let Some(measure) = &self.measure {
            it.number(property::ADAPTATION_MONTHS, [measure.adaptation_months]);
            it.leads_to(property::MEASURE_CHOICE, measure.choice.iri());
            if !measure.test_matters.is_empty() {
                it.leads_to(property::COMPENSATION_GROUND, individual::GROUND_MATTERS);
            }
            if measure.is_for_duration {
                it.leads_to(property::COMPENSATION_GROUND, individual::GROUND_DURATION);
            }
        }
        it.all(property::ACCESSIBLE_ACTIVITY, &self.accessible);
        for note in &self.information {
            it.text(property::INFORMATION_NEEDED, &told(note));
        }
        if !self.fixtures.is_empty() {
            it.leads_to(property::STATUS, individual::FIXTURE);
        }
        for Words { language, notice, reason, remedy } in words {
            let said = |text: &str| Literal::new_language_tagged_literal_unchecked(text, *language);
            it.says(property::ADVISORY_NOTICE, said(notice));
            it.says(property::REASON, said(reason));
            if !remedy.is_empty() {
                it.says(property::REMEDY, said(remedy));
            }
        }
        if !provenance.facts.is_empty() {
            it.text(property::ASSESSED_FACTS, &provenance.facts);
        }
        it.says(property::ASSESSED_REVISION, typed(&provenance.revision.to_string(), xsd::INTEGER));
        for number in 1..=self.trace.len() {
            it.leads_to(property::STEP, &format!("{iri}-step-{number}"));
        }
        for (number, step) in (1_u32..).zip(&self.trace) {
            let subject = node(&format!("{iri}-step-{number}"));
            let mut it = About { subject, triples: &mut triples };
            it.is_a(class::TRACE_STEP);
            it.text(property::RULE, step.rule);
            it.number(property::ORDER, [number]);
            it.leads_to(property::VERDICT, step.verdict.iri());
            it.text(property::FINDING, &step.finding);
            it.text(property::PROVISION, step.provision);
            it.all(prov::USED, step.used.iter().filter(|it| !it.starts_with("_:")));
            it.all(property::CITES, &step.cites);
        }
        triples
    }
}

/// A note in one text: the code, and what it is about.
pub fn told(note: &Note) -> String {
    match &note.about {
        Some(about) => format!("{} {about}", note.code),
        None => note.code.to_owned(),
    }
}
