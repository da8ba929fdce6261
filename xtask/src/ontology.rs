//! What does the ontology define? Its terms with labels, definition and alignment, sorted by IRI.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    error::Error,
    fs,
    path::Path,
};

use oxrdf::{NamedOrBlankNode, Quad, Term};
use oxrdfio::{RdfFormat, RdfParser};

pub(crate) const NS: &str = "https://w3id.org/concord/ns#";

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const OWL: &str = "http://www.w3.org/2002/07/owl#";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const DCTERMS: &str = "http://purl.org/dc/terms/";

/// How a link to another term reads on the page.
const LINKS: &[(&str, &str, &str)] = &[
    (RDFS, "subClassOf", "Sub-class of"),
    (RDFS, "subPropertyOf", "Sub-property of"),
    (RDFS, "domain", "On"),
    (RDFS, "range", "Value"),
    ("https://schema.org/", "domainIncludes", "Used on"),
    ("https://schema.org/", "rangeIncludes", "Value may be"),
    (OWL, "inverseOf", "Inverse of"),
    (OWL, "equivalentClass", "Equivalent to"),
    (OWL, "equivalentProperty", "Equivalent to"),
    (OWL, "sameAs", "Same as"),
    (SKOS, "broader", "Broader"),
    (SKOS, "exactMatch", "Exact match"),
    (SKOS, "closeMatch", "Close match"),
    (SKOS, "broadMatch", "Broader match"),
    (SKOS, "narrowMatch", "Narrower match"),
    (SKOS, "relatedMatch", "Related match"),
    (RDFS, "seeAlso", "See also"),
    (DCTERMS, "source", "Source"),
    ("http://www.w3.org/ns/prov#", "hadPrimarySource", "Source"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Class,
    Property,
    Individual,
}

#[derive(Debug)]
pub(crate) struct OntologyTerm {
    pub(crate) iri: String,
    pub(crate) kind: Kind,
    /// Language tag to label.
    pub(crate) labels: BTreeMap<String, String>,
    /// In English, or in the first language that has one.
    pub(crate) definition: Option<String>,
    /// The classes of an individual.
    pub(crate) classes: Vec<String>,
    /// The scheme of a concept.
    pub(crate) schemes: Vec<String>,
    /// What the link says, and the terms that it names (IRIs, literals, or `A or B`).
    pub(crate) links: Vec<(&'static str, Vec<String>)>,
}

impl OntologyTerm {
    pub(crate) fn is_own(&self) -> bool {
        self.local_name().is_some()
    }

    pub(crate) fn local_name(&self) -> Option<&str> {
        self.iri.strip_prefix(NS).filter(|it| !it.is_empty())
    }

    pub(crate) fn label(&self) -> &str {
        self.labels
            .get("en")
            .or_else(|| self.labels.values().next())
            .map_or(self.local_name().unwrap_or(&self.iri), String::as_str)
    }

    pub(crate) fn named(&self, link: &str) -> impl Iterator<Item = &String> {
        self.links.iter().filter(move |it| it.0 == link).flat_map(|it| &it.1)
    }
}

/// The terms of every Turtle file in the folder. A folder that is not there defines nothing.
pub(crate) fn read(folder: &Path) -> Result<Vec<OntologyTerm>, Box<dyn Error>> {
    let mut graph = Graph::default();
    let mut paths = Vec::new();
    if folder.exists() {
        for entry in fs::read_dir(folder)? {
            paths.push(entry?.path());
        }
    }
    paths.retain(|it| it.extension().is_some_and(|it| it == "ttl"));
    paths.sort();
    for path in paths {
        graph.add(&fs::read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(graph.terms())
}

/// The triples by subject and predicate.
#[derive(Default)]
struct Graph {
    objects: HashMap<NamedOrBlankNode, BTreeMap<String, Vec<Term>>>,
}

impl Graph {
    fn add(&mut self, turtle: &[u8]) -> Result<(), Box<dyn Error>> {
        let parser = RdfParser::from_format(RdfFormat::Turtle).with_base_iri(NS)?.rename_blank_nodes();
        for quad in parser.for_slice(turtle) {
            let Quad { subject, predicate, object, .. } = quad?;
            self.objects.entry(subject).or_default().entry(predicate.into_string()).or_default().push(object);
        }
        Ok(())
    }

    fn get(&self, subject: &NamedOrBlankNode, namespace: &str, name: &str) -> &[Term] {
        self.objects
            .get(subject)
            .and_then(|it| it.get(&format!("{namespace}{name}")))
            .map_or(&[], Vec::as_slice)
    }

    /// Everything that has an IRI and a type, the ontology itself apart.
    fn terms(&self) -> Vec<OntologyTerm> {
        let mut terms = Vec::new();
        for subject in self.objects.keys() {
            let NamedOrBlankNode::NamedNode(node) = subject else { continue };
            let classes: BTreeSet<String> =
                self.get(subject, RDF, "type").iter().map(|it| self.name(it)).collect();
            if classes.is_empty() || classes.contains(&format!("{OWL}Ontology")) {
                continue;
            }
            let links = LINKS
                .iter()
                .map(|(namespace, name, label)| {
                    let names: BTreeSet<_> =
                        self.get(subject, namespace, name).iter().map(|it| self.name(it)).collect();
                    (*label, names.into_iter().collect::<Vec<_>>())
                })
                .filter(|it| !it.1.is_empty())
                .collect();
            terms.push(OntologyTerm {
                iri: node.as_str().to_owned(),
                kind: kind(&classes),
                labels: self.texts(subject, &[(RDFS, "label"), (SKOS, "prefLabel")]),
                definition: first(
                    self.texts(subject, &[(SKOS, "definition"), (RDFS, "comment"), (DCTERMS, "description")]),
                ),
                classes: classes.into_iter().collect(),
                schemes: self.get(subject, SKOS, "inScheme").iter().map(|it| self.name(it)).collect(),
                links,
            });
        }
        terms.sort_by(|a, b| a.iri.cmp(&b.iri));
        terms
    }

    /// Language to text; the property that comes first wins.
    fn texts(&self, subject: &NamedOrBlankNode, properties: &[(&str, &str)]) -> BTreeMap<String, String> {
        let mut texts = BTreeMap::new();
        for (namespace, name) in properties {
            for object in self.get(subject, namespace, name) {
                if let Term::Literal(literal) = object {
                    let language = literal.language().unwrap_or_default().to_owned();
                    texts.entry(language).or_insert_with(|| literal.value().to_owned());
                }
            }
        }
        texts
    }

    /// An IRI, the text of a literal, or the members of a union.
    fn name(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => node.as_str().to_owned(),
            Term::Literal(literal) => literal.value().to_owned(),
            Term::BlankNode(node) => {
                let mut names = Vec::new();
                let mut list = self.get(&node.clone().into(), OWL, "unionOf").first().cloned();
                while let Some(Term::BlankNode(cell)) = list {
                    let cell = cell.into();
                    names.extend(self.get(&cell, RDF, "first").iter().map(|it| self.name(it)));
                    list = self.get(&cell, RDF, "rest").first().cloned();
                }
                names.join(" or ")
            }
            Term::Triple(triple) => triple.to_string(),
        }
    }
}

fn kind(classes: &BTreeSet<String>) -> Kind {
    let is_a =
        |names: &[(&str, &str)]| names.iter().any(|(ns, name)| classes.contains(&format!("{ns}{name}")));
    if is_a(&[(OWL, "Class"), (RDFS, "Class")]) {
        Kind::Class
    } else if is_a(&[
        (RDF, "Property"),
        (OWL, "ObjectProperty"),
        (OWL, "DatatypeProperty"),
        (OWL, "AnnotationProperty"),
    ]) {
        Kind::Property
    } else {
        Kind::Individual
    }
}

fn first(mut texts: BTreeMap<String, String>) -> Option<String> {
    texts.remove("en").or_else(|| texts.into_values().next())
}

#[cfg(test)]
pub(crate) fn from_text(turtle: &str) -> Vec<OntologyTerm> {
    let mut graph = Graph::default();
    graph.add(turtle.as_bytes()).expect("the test's Turtle is well-formed");
    graph.terms()
}
