//! The reference page of the ontology: every term with its labels, definition and alignment.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::ontology::{Kind, NS, OntologyTerm};

const PREFIXES: &[(&str, &str)] = &[
    ("con", NS),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("qb", "http://purl.org/linked-data/cube#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("schema", "https://schema.org/"),
    ("geo", "http://www.opengis.net/ont/geosparql#"),
    ("elm", "http://data.europa.eu/snb/model/elm/"),
    ("esco", "http://data.europa.eu/esco/model#"),
    ("cv", "http://data.europa.eu/m8g/"),
];

pub(crate) fn write(terms: &[OntologyTerm]) -> String {
    let mut page = Page { out: String::new(), terms };
    page.write();
    page.out
}

struct Page<'a> {
    out: String,
    terms: &'a [OntologyTerm],
}

impl<'a> Page<'a> {
    fn write(&mut self) {
        self.line("# The ontology");
        self.line("");
        self.line("This page is derived from `ontology/` by `make gen`; edit the Turtle, not the page.");
        self.line(&format!("The namespace is `{NS}`, its prefix `con:`."));
        let terms = self.terms;
        let of_kind = |kind| terms.iter().filter(move |it| it.kind == kind && it.is_own());
        let (classes, properties): (Vec<_>, Vec<_>) =
            (of_kind(Kind::Class).collect(), of_kind(Kind::Property).collect());
        let schemes = self.schemes();
        let n_concepts: usize = schemes.values().map(Vec::len).sum();
        self.line(&format!(
            "It has {} classes, {} properties and {n_concepts} concepts in {} schemes.",
            classes.len(),
            properties.len(),
            schemes.len()
        ));
        if !classes.is_empty() {
            self.line("\n## Classes");
        }
        for class in &classes {
            self.term(class);
            let on_it: Vec<_> = properties
                .iter()
                .filter(|it| {
                    it.named("On")
                        .chain(it.named("Used on"))
                        .any(|it| it.split(" or ").any(|it| it == class.iri))
                })
                .map(|it| self.link(&it.iri))
                .collect();
            if !on_it.is_empty() {
                self.line(&format!("- Properties: {}", on_it.join(", ")));
            }
        }
        if !properties.is_empty() {
            self.line("\n## Properties");
        }
        for property in properties {
            self.term(property);
        }
        if !schemes.is_empty() {
            self.line("\n## Concepts");
        }
        for (scheme, concepts) in schemes {
            match terms.iter().find(|it| it.iri == scheme) {
                Some(scheme) => self.term(scheme),
                None => self.line(&format!("\n### {}", compact(&scheme))),
            }
            self.line("\n| concept | label | definition |\n|---|---|---|");
            for concept in concepts {
                let definition = concept.definition.as_deref().unwrap_or_default();
                self.line(&format!(
                    "| `{}` | {} | {} |",
                    compact(&concept.iri),
                    labels(concept),
                    definition.replace('|', "\\|").replace('\n', " ")
                ));
            }
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// The concepts of each scheme.
    fn schemes(&self) -> BTreeMap<String, Vec<&'a OntologyTerm>> {
        let mut schemes: BTreeMap<String, Vec<&'a OntologyTerm>> = BTreeMap::new();
        for term in self.terms {
            for scheme in &term.schemes {
                schemes.entry(scheme.clone()).or_default().push(term);
            }
        }
        schemes
    }

    /// Heading, definition (one sentence a line), labels and links.
    fn term(&mut self, term: &OntologyTerm) {
        self.line(&format!("\n### {}\n", compact(&term.iri)));
        for sentence in sentences(term.definition.as_deref().unwrap_or("No definition yet.")) {
            self.line(&sentence);
        }
        self.line("");
        self.line(&format!("- Labels: {}", labels(term)));
        let classes: Vec<_> = term
            .classes
            .iter()
            .filter(|it| !["Class", "Property"].iter().any(|kind| it.ends_with(kind)))
            .map(|it| self.link(it))
            .collect();
        if !classes.is_empty() {
            self.line(&format!("- A: {}", classes.join(", ")));
        }
        for (label, names) in &term.links {
            let names: Vec<_> = names.iter().map(|it| self.link(it)).collect();
            self.line(&format!("- {label}: {}", names.join(", ")));
        }
    }

    /// A term of this page as a link into it, another as its short name, a union as its members.
    fn link(&self, name: &str) -> String {
        if name.contains(" or ") {
            return name.split(" or ").map(|it| self.link(it)).collect::<Vec<_>>().join(" or ");
        }
        let short = compact(name);
        let has_heading =
            self.terms.iter().any(|it| it.iri == name && it.is_own() && it.kind != Kind::Individual);
        if has_heading {
            let mut anchor = short.to_lowercase();
            anchor.retain(|it| it.is_alphanumeric() || it == '-' || it == '_');
            format!("[{short}](#{anchor})")
        } else if short != name {
            format!("`{short}`")
        } else if name.starts_with("http") {
            format!("<{name}>")
        } else {
            name.to_owned()
        }
    }
}

/// English first, then by language.
fn labels(term: &OntologyTerm) -> String {
    let (english, others): (Vec<_>, Vec<_>) = term.labels.iter().partition(|it| it.0 == "en");
    let labels: Vec<_> = english
        .into_iter()
        .chain(others)
        .map(|(language, label)| match language.as_str() {
            "" => label.clone(),
            language => format!("{label} ({language})"),
        })
        .collect();
    labels.join(", ").replace('|', "\\|")
}

fn compact(iri: &str) -> String {
    PREFIXES
        .iter()
        .find_map(|(prefix, ns)| {
            let local = iri.strip_prefix(ns)?;
            (!local.is_empty() && !local.contains(['/', '#'])).then(|| format!("{prefix}:{local}"))
        })
        .unwrap_or_else(|| iri.to_owned())
}

/// Splits after a full stop that a capital follows.
fn sentences(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut sentences = vec![String::new()];
    for (at, word) in words.iter().enumerate() {
        if let Some(sentence) = sentences.last_mut() {
            let _ = write!(sentence, "{}{word}", if sentence.is_empty() { "" } else { " " });
        }
        let next_starts = words.get(at + 1).is_some_and(|it| it.starts_with(char::is_uppercase));
        if next_starts && word.ends_with(['.', '?', '!']) && word.len() > 3 {
            sentences.push(String::new());
        }
    }
    sentences
}

#[cfg(test)]
mod tests {
    use crate::ontology;

    #[test]
    fn a_term_shows_labels_alignment_and_its_properties() {
        let terms = ontology::from_text(
            "@prefix con: <https://w3id.org/concord/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
             @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
             @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix prov: <http://www.w3.org/ns/prov#> .
             con:Event a owl:Class ; rdfs:label \"event\"@en , \"Ereignis\"@de ; rdfs:subClassOf prov:Activity ;
               skos:definition \"Something that took place. It has a date.\"@en .
             con:place a owl:ObjectProperty ; rdfs:domain [ owl:unionOf ( con:Event con:Body ) ] .
             con:held a skos:Concept ; skos:inScheme con:status .",
        );
        let page = super::write(&terms);
        assert!(page.contains("### con:Event\n\nSomething that took place.\nIt has a date.\n"));
        assert!(page.contains("- Labels: event (en), Ereignis (de)\n- Sub-class of: `prov:Activity`\n"));
        assert!(page.contains("- Properties: [con:place](#conplace)\n"));
        assert!(page.contains("- On: [con:Event](#conevent) or `con:Body`\n"));
        assert!(page.contains("### con:status\n"));
    }
}
