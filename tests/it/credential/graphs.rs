//! Any graph can be signed, and what is verified is that graph.

use super::{created, faults, iri, key};
use concord::credential::{CredentialError, Draft, Policy, sign, verify};
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxrdf::{BlankNode, Dataset, GraphName, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use oxrdfio::{RdfFormat, RdfParser};
use proptest::prelude::*;

/// The canonical form by another implementation.
fn canonical(triples: &[Triple]) -> String {
    let quads = triples.iter().map(|it| it.clone().in_graph(GraphName::DefaultGraph));
    let mut dataset: Dataset = quads.collect();
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 {
        hash_algorithm: CanonicalizationHashAlgorithm::Sha256,
    });
    let mut lines: Vec<String> = dataset.iter().map(|it| format!("{it} .\n")).collect();
    lines.sort_unstable();
    lines.concat()
}

fn subject() -> NamedNode {
    iri("urn:test:subject")
}

fn signed(triples: &[Triple]) -> Result<String, CredentialError> {
    let draft = Draft {
        id: Some(&iri("urn:test:credential")),
        types: &[],
        subject: &subject(),
        triples,
        valid_until: None,
    };
    sign(&draft, &key(), created())
}

/// The graph that a signed text stands for, without what the credential says of itself.
fn read_again(text: &str) -> Vec<Triple> {
    let verdict = verify(text.as_bytes(), &Policy::at(created()));
    assert!(verdict.is_valid(), "{}\n{text}", faults(&verdict));
    let nquads = verdict.said.unwrap().nquads;
    let all =
        RdfParser::from_format(RdfFormat::NQuads).for_slice(&nquads).map(|it| Triple::from(it.unwrap()));
    let all: Vec<Triple> = all.collect();
    assert_eq!(canonical(&all), nquads, "two implementations of RDFC-1.0 differ");
    let own = NamedOrBlankNode::from(iri("urn:test:credential"));
    all.into_iter().filter(|it| it.subject != own).collect()
}

fn node(n: u8) -> NamedOrBlankNode {
    match n {
        0 => subject().into(),
        1..=5 => BlankNode::new_unchecked(format!("n{n}")).into(),
        _ => iri(&format!("https://w3id.org/concord/id/test/{n}")).into(),
    }
}

fn literal() -> impl Strategy<Value = Literal> {
    let text = prop_oneof![
        "[ -~]{0,12}",
        "[\\x00-\\x1f\\x7f-\\x9f\"\\\\äß€🚗\u{2028}]{0,6}",
        Just("@type".to_owned()),
        Just("con:Region".to_owned()),
        Just("_:b0".to_owned()),
    ];
    let datatypes = [
        "http://www.w3.org/2001/XMLSchema#integer",
        "http://www.w3.org/2001/XMLSchema#date",
        "urn:test:type",
    ];
    (text, 0..6_usize).prop_map(move |(text, kind)| match kind {
        0 => Literal::new_language_tagged_literal(text, "de-at").unwrap(),
        1 => Literal::new_language_tagged_literal(text, "en").unwrap(),
        2..=4 => Literal::new_typed_literal(text, iri(datatypes[kind - 2])),
        _ => Literal::new_simple_literal(text),
    })
}

fn triple() -> impl Strategy<Value = Triple> {
    const PREDICATES: [&str; 6] = [
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "https://w3id.org/concord/ns#part",
        "http://data.europa.eu/snb/model/elm/title",
        "http://www.w3.org/2001/XMLSchema#//odd",
        "https://schema.org/name",
        "urn:test:predicate",
    ];
    let object = prop_oneof![literal().prop_map(Term::from), (0..10_u8).prop_map(|it| Term::from(node(it))),];
    (0..10_u8, 0..6_usize, object).prop_map(|(s, p, o)| Triple::new(node(s), iri(PREDICATES[p]), o))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_is_verified_is_what_was_signed(more in proptest::collection::vec(triple(), 0..25)) {
        let first = Triple::new(subject(), iri("urn:test:is"), Literal::new_simple_literal("there"));
        let mut graph = vec![first];
        for triple in more {
            if !graph.contains(&triple) {
                graph.push(triple);
            }
        }
        let text = signed(&graph).unwrap();
        prop_assert_eq!(canonical(&read_again(&text)), canonical(&graph));
    }
}

#[test]
fn long_chains_stay_shallow() {
    // A list of 500 steps, as a trace may be.
    let step = |n: usize| NamedOrBlankNode::from(BlankNode::new_unchecked(format!("s{n}")));
    let mut graph = vec![Triple::new(subject(), iri("urn:test:steps"), step(0))];
    for n in 0..500 {
        graph.push(Triple::new(step(n), iri("urn:test:order"), Literal::from(n as u64)));
        graph.push(Triple::new(step(n), iri("urn:test:next"), step(n + 1)));
    }
    graph.push(Triple::new(step(500), iri("urn:test:order"), Literal::from(500_u64)));
    assert_eq!(canonical(&read_again(&signed(&graph).unwrap())), canonical(&graph));
}

#[test]
fn the_same_again_is_the_same_text() {
    let graph = [Triple::new(subject(), iri("urn:test:p"), Literal::new_simple_literal("a"))];
    assert_eq!(signed(&graph).unwrap(), signed(&graph).unwrap());
}

#[test]
fn what_cannot_be_signed_is_refused() {
    assert!(matches!(signed(&[]), Err(CredentialError::NoSubject(_))));
    let about = |object: Term| vec![Triple::new(subject(), iri("urn:test:p"), object)];
    let inner = about(Literal::new_simple_literal("a").into()).remove(0);
    assert!(matches!(signed(&about(inner.into())), Err(CredentialError::NotPlain(_))));
    let right =
        Literal::new_directional_language_tagged_literal("a", "he", oxrdf::BaseDirection::Rtl).unwrap();
    assert!(matches!(signed(&about(right.into())), Err(CredentialError::NotPlain(_))));
    // A name that JSON-LD would read with a prefix that is in use: it would become another name.
    let odd = Triple::new(subject(), iri("https://w3id.org/concord/ns#part"), iri("con:Region"));
    let odd = signed(&[odd]);
    assert!(matches!(&odd, Err(CredentialError::Unfaithful(_))), "{odd:?}");
    let double = |it: &str| about(Literal::new_typed_literal(it, oxrdf::vocab::xsd::DOUBLE).into());
    assert!(signed(&double("1.0E3")).is_ok());
    assert!(matches!(signed(&double("1e3")), Err(CredentialError::Unfaithful(it)) if it.contains("1.5E3")));
    let long = "a".repeat(1 << 20);
    let odd = signed(&about(Literal::new_simple_literal(long).into()));
    assert!(matches!(&odd, Err(CredentialError::Unfaithful(it)) if it.contains("credential_bytes_max")));
    let draft = Draft {
        id: None,
        types: &[],
        subject: &subject(),
        triples: &about(iri("urn:a").into()),
        valid_until: None,
    };
    let error = sign(&draft, &key(), super::time("2026-03-01T12:00:00")).unwrap_err();
    assert!(matches!(error, CredentialError::NoTimeZone(_)));
}

#[test]
fn a_credential_without_a_name_can_be_signed() {
    let graph = [Triple::new(subject(), iri("urn:test:p"), Literal::new_simple_literal("a"))];
    let draft = Draft { id: None, types: &[], subject: &subject(), triples: &graph, valid_until: None };
    let text = sign(&draft, &key(), created()).unwrap();
    let verdict = verify(text.as_bytes(), &Policy::at(created()));
    assert!(verdict.is_valid() && verdict.said.unwrap().id.is_none());
}
