//! Signed credentials: the published vectors, every changed byte, hostile texts, and the interfaces.

mod changes;
mod graphs;
mod interfaces;
mod refusals;
mod vectors;

use concord::credential::{CheckName, Draft, IssuerKey, Outcome, Policy, Verdict, sign, verify};
use oxrdf::{NamedNode, Triple};
use oxrdfio::{RdfFormat, RdfParser};
use oxsdatatypes::DateTime;

/// A synthetic assessment of the form that a decision has: a subject, nested nodes, names, numbers, dates.
const ASSESSMENT: &str = r#"
    @prefix con: <https://w3id.org/concord/ns#> .
    @prefix dct: <http://purl.org/dc/terms/> .
    @prefix prov: <http://www.w3.org/ns/prov#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    <urn:test:assessment> a con:Assessment ;
        con:outcome "Synthetic" ;
        skos:note "künstlich, nur für Tests"@de ;
        con:months 18 ;
        dct:date "2026-03-01"^^xsd:date ;
        con:missing [ con:order 1 ; dct:title "Bremsen \"ABS\""@de ] , [ con:order 2 ; dct:title "Airbags" ] ;
        prov:used <urn:test:award> .
    <urn:test:award> con:country <http://publications.europa.eu/resource/authority/country/DEU> .
    <urn:test:run> prov:generated <urn:test:assessment> .
"#;

fn time(text: &str) -> DateTime {
    text.parse().unwrap()
}

fn created() -> DateTime {
    time("2026-03-01T12:00:00Z")
}

fn key() -> IssuerKey {
    IssuerKey::from_seed(&[42; 32])
}

fn iri(text: &str) -> NamedNode {
    NamedNode::new(text).unwrap()
}

fn triples(turtle: &str) -> Vec<Triple> {
    let parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle);
    parser.map(|it| it.unwrap().into()).collect()
}

/// The assessment above, signed, valid for a year.
fn signed() -> String {
    let draft = Draft {
        id: Some(&iri("urn:test:credential")),
        types: &[iri("https://w3id.org/concord/ns#AssessmentCredential")],
        subject: &iri("urn:test:assessment"),
        triples: &triples(ASSESSMENT),
        valid_until: Some(time("2027-03-01T12:00:00Z")),
    };
    sign(&draft, &key(), created()).unwrap()
}

fn check(text: &str) -> Verdict {
    verify(text.as_bytes(), &Policy::at(time("2026-06-01T00:00:00Z")))
}

fn outcome(verdict: &Verdict, name: CheckName) -> Outcome {
    verdict.checks.iter().find(|it| it.name == name).unwrap().outcome
}

/// What failed, with its reasons.
fn faults(verdict: &Verdict) -> String {
    let told = verdict.faults().map(|it| format!("{}: {}", it.name.name(), it.detail));
    told.collect::<Vec<_>>().join("\n")
}
