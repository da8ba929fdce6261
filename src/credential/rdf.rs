//! Which statements does a document stand for, and what is their canonical form?

use super::context::Contexts;
use super::json::Value;
use super::{CredentialError, Limits};
use crate::graph::{self, NONE, Stage, View};
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::vocab::xsd;
use oxrdf::{GraphName, GraphNameRef, Term, Triple};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// The statements of a JSON-LD document whose form was checked.
///
/// # Errors
/// [`CredentialError::JsonLd`] where the document is none, [`CredentialError::Lost`] where not every value has become
/// exactly one statement, [`CredentialError::Double`].
pub(super) fn triples(
    document: &Value,
    n_statements: usize,
    contexts: &Contexts,
) -> Result<Vec<Triple>, CredentialError> {
    let text = document.to_text();
    let known = contexts.clone();
    let parser = JsonLdParser::new().for_slice(text.as_bytes()).with_load_document_callback(move |url, _| {
        let document = known.document(url).ok_or("contexts are not fetched")?.into_bytes();
        Ok(JsonLdRemoteDocument { document, document_url: url.to_owned() })
    });
    let (mut triples, mut is_known) = (Vec::new(), FxHashSet::default());
    for quad in parser {
        let quad = quad.map_err(|it| CredentialError::JsonLd(it.to_string()))?;
        if quad.graph_name != GraphName::DefaultGraph {
            return Err(CredentialError::JsonLd("a graph inside the credential is not taken".to_owned()));
        }
        if let Term::Literal(literal) = &quad.object
            && literal.datatype() == xsd::DOUBLE
            && !is_canonical_double(literal.value())
        {
            return Err(CredentialError::Double(literal.value().to_owned()));
        }
        let triple = Triple::new(quad.subject, quad.predicate, quad.object);
        if is_known.insert(triple.clone()) {
            triples.push(triple);
        }
    }
    if triples.len() == n_statements {
        Ok(triples)
    } else {
        Err(CredentialError::Lost { n_written: n_statements, n_meant: triples.len() })
    }
}

/// Whether a double is written as JSON-LD writes one, such as `1.5E3`.
///
/// jsonld.js writes every `xsd:double` anew before it signs, also one that came as a string; other processors take the
/// string. They agree on this form alone, at most 16 digits long ("JSON-LD 1.1 Processing Algorithms and API", 8.6).
fn is_canonical_double(text: &str) -> bool {
    let Some(number) = text.parse::<f64>().ok().filter(|it| it.is_finite()) else { return false };
    let exponential = format!("{number:.15E}");
    let Some((digits, exponent)) = exponential.split_once('E') else { return false };
    let digits = digits.trim_end_matches('0');
    let zero = if digits.ends_with('.') { "0" } else { "" };
    text == format!("{digits}{zero}E{exponent}")
}

/// The canonical N-Quads of a set of statements (RDFC-1.0).
///
/// # Errors
/// [`CredentialError::Canon`] where the blank nodes cost too much.
pub(super) fn canonical(triples: &[Triple], limits: &Limits) -> Result<Vec<u8>, CredentialError> {
    let mut stage = Stage::new(Arc::new(View::default()));
    for triple in triples {
        let ids = stage.intern_quad(triple.as_ref().in_graph(GraphNameRef::DefaultGraph));
        stage.insert(ids);
    }
    Ok(graph::canonical_nquads(&stage.freeze(1).0, NONE, limits.canon)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_have_one_form() {
        for good in ["1.0E3", "-1.5E-7", "0.0E0", "3.333333333333333E-1", "1.0E21"] {
            assert!(is_canonical_double(good), "{good}");
        }
        for bad in
            ["1e3", "1E3", "1000", "1.50E3", "01.0E3", "+1.0E3", "INF", "NaN", "", "3.3333333333333331E-1"]
        {
            assert!(!is_canonical_double(bad), "{bad}");
        }
    }
}
