//! How does ESCO stand in the registry? As SKOS and the ESCO model, both ways where the model has both.

use super::concepts::{Class, Concept, Concepts, Text};
use super::relations::{Importance, Relations};
use crate::vocab::{GRAPH, ID, con, dcterms, esco, owl, rdf, rdfs, skos, xsd};

/// The property of the status, as the column dictionary of the publisher has it.
const STATUS: &str = "http://purl.org/iso25964/skos-thes#status";

/// What the publisher asks to be said.
const NOTICE: &str = "This service uses the ESCO classification of the European Commission.";

/// The text, and how many statements it holds.
pub(super) fn ntriples(version: &str, concepts: &Concepts, relations: &Relations) -> (String, usize) {
    let n_texts: usize = concepts.all.iter().map(|it| it.texts.len()).sum();
    let n_guessed =
        n_texts + 2 * relations.needs.len() + 2 * relations.broader.len() + 8 * concepts.all.len();
    let mut out = Out { text: String::with_capacity(n_guessed * 190), n_triples: 0 };
    out.release(version);
    for scheme in &concepts.schemes {
        out.link(&scheme.iri, rdf::TYPE, skos::CONCEPT_SCHEME);
        for (language, name) in &scheme.names {
            out.tagged(&scheme.iri, rdfs::LABEL, name, &concepts.languages[usize::from(*language)]);
        }
    }
    for concept in &concepts.all {
        out.concept(concept, concepts);
    }
    let iri = |place: u32| concepts.all[place as usize].iri.as_str();
    for (narrower, broader) in &relations.broader {
        out.link(iri(*narrower), skos::BROADER, iri(*broader));
        out.link(iri(*broader), skos::NARROWER, iri(*narrower));
    }
    for (from, skill, importance) in &relations.needs {
        let (there, back) = match importance {
            Importance::Essential => (esco::RELATED_ESSENTIAL_SKILL, esco::IS_ESSENTIAL_SKILL_FOR),
            Importance::Optional => (esco::RELATED_OPTIONAL_SKILL, esco::IS_OPTIONAL_SKILL_FOR),
        };
        out.link(iri(*from), there, iri(*skill));
        out.link(iri(*skill), back, iri(*from));
    }
    (out.text, out.n_triples)
}

struct Out {
    text: String,
    n_triples: usize,
}

impl Out {
    /// What the graph is: the release as a source, with its notice.
    fn release(&mut self, version: &str) {
        let node = format!("{ID}source/esco-{}", version.replace('.', "-"));
        let title = format!("ESCO {version}");
        self.link(&node, rdf::TYPE, con::class::ESCO_RELEASE);
        self.tagged(&node, rdfs::LABEL, &title, "en");
        self.tagged(&node, dcterms::TITLE, &title, "en");
        self.tagged(&node, dcterms::DESCRIPTION, NOTICE, "en");
        self.plain(&node, dcterms::PUBLISHER, "European Commission");
        self.plain(&node, owl::VERSION_INFO, version);
        self.link(&node, dcterms::LICENSE, "http://creativecommons.org/licenses/by/4.0/");
        self.typed(&node, con::property::URL, "https://esco.ec.europa.eu/en/use-esco/download", xsd::ANY_URI);
        self.typed(&node, con::property::IS_CUT, "false", xsd::BOOLEAN);
        self.link(&node, con::property::FILLS_GRAPH, &format!("{GRAPH}esco-{version}"));
    }

    fn concept(&mut self, concept: &Concept, concepts: &Concepts) {
        let iri = &concept.iri;
        self.link(iri, rdf::TYPE, skos::CONCEPT);
        self.link(
            iri,
            rdf::TYPE,
            match concept.class {
                Class::Occupation => esco::OCCUPATION,
                Class::Skill => esco::SKILL,
                Class::SkillGroup => esco::SKILL_GROUP,
                Class::IscoGroup => esco::ISCO_GROUP,
            },
        );
        let mut texts: Vec<&(Text, u8, String)> = concept.texts.iter().collect();
        // A table that repeats a label says it once.
        texts.sort_by_key(|it| (it.0 as u8, it.1, &it.2));
        texts.dedup();
        for (text, language, value) in texts {
            let property = match text {
                Text::Preferred => skos::PREF_LABEL,
                Text::Alternative => skos::ALT_LABEL,
                Text::Hidden => skos::HIDDEN_LABEL,
                Text::ScopeNote => skos::SCOPE_NOTE,
                Text::Definition => skos::DEFINITION,
                Text::Description => dcterms::DESCRIPTION,
            };
            self.tagged(iri, property, value, &concepts.languages[usize::from(*language)]);
        }
        for code in &concept.codes {
            self.plain(iri, skos::NOTATION, code);
        }
        if let Some(status) = &concept.status {
            self.plain(iri, STATUS, status);
        }
        if let Some(modified) = &concept.modified {
            self.typed(iri, dcterms::MODIFIED, modified, xsd::DATE_TIME);
        }
        for scheme in &concept.schemes {
            self.link(iri, skos::IN_SCHEME, scheme);
        }
        for (property, value) in [
            (esco::SKILL_TYPE, &concept.skill_type),
            (esco::SKILL_REUSE_LEVEL, &concept.reuse_level),
            (esco::MEMBER_OF_ISCO_GROUP, &concept.isco_group),
            (esco::REGULATED_PROFESSION_NOTE, &concept.regulated),
        ] {
            if let Some(value) = value {
                self.link(iri, property, value);
            }
        }
        for code in &concept.nace_codes {
            self.link(iri, esco::HAS_NACE_CODE, code);
        }
    }

    fn start(&mut self, subject: &str, property: &str) {
        for part in ["<", subject, "> <", property, "> "] {
            self.text.push_str(part);
        }
        self.n_triples += 1;
    }

    fn link(&mut self, subject: &str, property: &str, object: &str) {
        self.start(subject, property);
        for part in ["<", object, "> .\n"] {
            self.text.push_str(part);
        }
    }

    fn plain(&mut self, subject: &str, property: &str, value: &str) {
        self.start(subject, property);
        self.quoted(value);
        self.text.push_str(" .\n");
    }

    fn tagged(&mut self, subject: &str, property: &str, value: &str, language: &str) {
        self.start(subject, property);
        self.quoted(value);
        for part in ["@", language, " .\n"] {
            self.text.push_str(part);
        }
    }

    fn typed(&mut self, subject: &str, property: &str, value: &str, datatype: &str) {
        self.start(subject, property);
        self.quoted(value);
        for part in ["^^<", datatype, "> .\n"] {
            self.text.push_str(part);
        }
    }

    fn quoted(&mut self, value: &str) {
        self.text.push('"');
        for part in value.split_inclusive(['"', '\\', '\n', '\r']) {
            let escape = match part.as_bytes().last() {
                Some(b'"') => "\\\"",
                Some(b'\\') => "\\\\",
                Some(b'\n') => "\\n",
                Some(b'\r') => "\\r",
                Some(_) | None => {
                    self.text.push_str(part);
                    continue;
                }
            };
            self.text.push_str(&part[..part.len() - 1]);
            self.text.push_str(escape);
        }
        self.text.push('"');
    }
}
