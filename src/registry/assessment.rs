//! What does an assessment look like as JSON, RDF or words, wherever it is shown?

use super::{Ready, assessment_iri};
use crate::graph::View;
use crate::recognition::{
    self, Application, Assessment, Finding, Iri, Measure, Note, Provenance, Step, local,
};
use crate::resource;
use oxrdf::Triple;
use serde_json::{Value as Json, json};

/// One application assessed, with what is needed to show it.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    pub application: &'a Application,
    pub assessment: &'a Assessment,
    pub ready: &'a Ready,
    /// Where names are looked up.
    pub view: &'a View,
}

impl Shown<'_> {
    /// The assessment as JSON: application, outcome, basis, missing first, then the rest.
    ///
    /// `missing` has the last parts of the IRIs of matters, sorted; `missingMatters` has the IRIs with their names.
    pub fn json(&self, language: &str) -> Json {
        let it = self.assessment;
        let mut missing: Vec<&str> = it.missing.iter().map(|it| local(it)).collect();
        missing.sort_unstable();
        let words = recognition::words(it, language);
        let deadline = it.deadline.map(|it| {
            json!({
                "acknowledge": it.acknowledge.to_string(),
                "decide": it.decide.to_string(),
                "extended": it.extended.to_string(),
            })
        });
        let mut told = json!({
            "application": &*it.application,
            "outcome": it.outcome.code(),
            "basis": it.basis,
            "missing": missing,
            "missingMatters": self.named(&it.missing, language),
            "information": it.information.iter().map(note).collect::<Vec<_>>(),
            "levels": {
                "held": it.held_art11.map(recognition::letter),
                "required": it.required_art11.map(recognition::letter),
            },
            "measure": it.measure.as_ref().map(|it| self.measure(it, language)),
            "accessible": it.accessible.as_ref().map(|it| self.name(it, language)),
            "deadline": deadline,
        });
        let more = json!({
            "reason": words.reason,
            "remedy": words.remedy,
            "notice": words.notice,
            "notes": it.notes.iter().map(note).collect::<Vec<_>>(),
            "fixtures": iris(&it.fixtures),
            "restsOn": iris(&it.rests_on),
            "date": it.date.map(|it| it.to_string()),
            "law": it.law.as_deref(),
            "ruleset": it.ruleset.as_deref(),
            "rulesetVersion": it.ruleset_version.as_deref(),
            "facts": { "revision": self.ready.revision, "hash": self.ready.hash },
            "text": self.text(language),
            "trace": self.trace_json(),
        });
        if let (Json::Object(told), Json::Object(more)) = (&mut told, more) {
            told.extend(more);
        }
        told
    }

    /// Every rule of the catalogue, in its order.
    pub fn trace_json(&self) -> Json {
        self.assessment.trace.iter().map(step).collect()
    }

    /// Sentences, one a line.
    pub fn text(&self, language: &str) -> String {
        recognition::text(self.assessment, self.application, language, &|iri, language| {
            self.label(iri, language)
        })
    }

    /// A name of the assessment that is the same for the same application and facts.
    pub fn iri(&self) -> String {
        let name = local(&self.assessment.application);
        let date = self.assessment.date.map_or_else(|| "undated".to_owned(), |it| it.to_string());
        let slug: String = name.chars().filter(|it| it.is_ascii_alphanumeric() || *it == '-').collect();
        assessment_iri(&format!("{}-{date}-{}", slug.to_lowercase(), &self.ready.hash[..12]))
    }

    /// Application and assessment as RDF; the assessment has this IRI.
    pub fn triples(&self, iri: &str) -> Vec<Triple> {
        let words = recognition::LANGUAGES.map(|it| recognition::words(self.assessment, it));
        let provenance = Provenance { revision: self.ready.revision, facts: self.ready.hash.clone() };
        let mut triples = self.application.triples();
        triples.extend(self.assessment.triples(iri, &words, &provenance));
        triples
    }

    fn label(&self, iri: &str, language: &str) -> String {
        let label = |view: &View| {
            let id = view.dictionary().iri(iri)?;
            resource::label(view, id, language).map(|it| it.text.to_owned())
        };
        // Facts that are given for one call stand in its dataset alone.
        label(self.view).or_else(|| label(&self.ready.dataset)).unwrap_or_else(|| recognition::fallback(iri))
    }

    fn name(&self, iri: &Iri, language: &str) -> Json {
        json!({ "iri": &**iri, "name": self.label(iri, language) })
    }

    fn named(&self, all: &[Iri], language: &str) -> Vec<Json> {
        all.iter().map(|it| self.name(it, language)).collect()
    }

    fn measure(&self, it: &Measure, language: &str) -> Json {
        json!({
            "ground": if it.is_for_duration { "duration" } else { "matters" },
            "adaptationMonths": it.adaptation_months,
            "hours": it.hours,
            "aptitudeTest": self.named(&it.test_matters, language),
            "testWithinMonths": it.test_within_months,
            "choice": it.choice.code(),
        })
    }
}

/// A finding of an application or a fact as JSON.
pub fn recognition_finding_json(it: &Finding) -> Json {
    json!({ "node": &*it.node, "property": &*it.property, "problem": it.problem })
}

fn note(it: &Note) -> Json {
    json!({ "code": it.code, "about": it.about.as_deref() })
}

fn iris(all: &[Iri]) -> Vec<&str> {
    all.iter().map(|it| &**it).collect()
}

fn step(it: &Step) -> Json {
    json!({
        "rule": it.rule,
        "verdict": it.verdict.code(),
        "finding": it.finding,
        "provision": it.provision,
        "used": iris(&it.used),
        "cites": iris(&it.cites),
    })
}
