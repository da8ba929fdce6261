//! What does a validation say, as RDF? (Section 3.6.)

use super::finding::{Finding, Findings};
use crate::vocab::{rdf, sh, xsd};
use oxrdf::{BlankNode, Literal, NamedNode, Term, Triple};

/// The report: one `sh:ValidationReport` with its results.
///
/// Blank nodes of data and shapes keep their labels, so that a result names the node that the parser saw.
pub fn triples(findings: &Findings) -> Vec<Triple> {
    let mut triples = Vec::with_capacity(2 + findings.all.len() * 9);
    let report = BlankNode::default();
    let conforms = Literal::new_typed_literal(findings.conforms().to_string(), iri(xsd::BOOLEAN));
    triples.push(Triple::new(report.clone(), iri(rdf::TYPE), iri(sh::VALIDATION_REPORT)));
    triples.push(Triple::new(report.clone(), iri(sh::CONFORMS), conforms));
    for finding in &findings.all {
        let result = BlankNode::default();
        triples.push(Triple::new(report.clone(), iri(sh::RESULT), result.clone()));
        write(finding, &result, &mut triples);
    }
    triples
}

fn write(finding: &Finding, result: &BlankNode, triples: &mut Vec<Triple>) {
    let source = &finding.source;
    let path = finding.path().map(|it| it.write(triples));
    let mut say = |predicate, object: Term| {
        triples.push(Triple::new(result.clone(), iri(predicate), object));
    };
    say(rdf::TYPE, iri(sh::VALIDATION_RESULT).into());
    say(sh::FOCUS_NODE, finding.focus_node.clone());
    if let Some(path) = path {
        say(sh::RESULT_PATH, path);
    }
    if let Some(value) = &finding.value {
        say(sh::VALUE, value.clone());
    }
    say(sh::SOURCE_SHAPE, source.shape.clone());
    say(sh::SOURCE_CONSTRAINT_COMPONENT, source.component.clone().into());
    if let Some(constraint) = &source.constraint {
        say(sh::SOURCE_CONSTRAINT, constraint.clone());
    }
    say(sh::RESULT_SEVERITY, iri(source.severity.iri()).into());
    for message in finding.messages() {
        say(sh::RESULT_MESSAGE, message.clone().into());
    }
}

fn iri(text: &str) -> NamedNode {
    NamedNode::new_unchecked(text)
}
