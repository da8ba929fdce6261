//! How does a graph become a signed credential?
//!
//! What is written is read again as a stranger would read it, and given out only where it says what it was made of.

use super::context::{CREDENTIALS_URL, compact};
use super::json::Value;
use super::key::IssuerKey;
use super::suite::{SUITE, hash_data};
use super::verify::{Policy, verify};
use super::{Contexts, CredentialError, Limits, document, rdf, vc};
use crate::vocab::rdf::TYPE;
use oxrdf::vocab::xsd;
use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use oxsdatatypes::DateTime;

/// What is to be signed.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// The name of the credential, where it has one.
    pub id: Option<&'a NamedNode>,
    /// Its classes beside `VerifiableCredential`.
    pub types: &'a [NamedNode],
    /// What the credential is about, such as an assessment.
    pub subject: &'a NamedNode,
    /// What the issuer says; the subject stands in it.
    pub triples: &'a [Triple],
    /// When it ends to be valid; never, where nothing is said.
    pub valid_until: Option<DateTime>,
}

/// Signs a graph: the JSON-LD of a Verifiable Credential, valid from `created` on.
///
/// The issuer is the `did:key` of the key. The same draft, key and time give the same text where the graph has no blank
/// nodes, and the same signature in any case.
///
/// # Errors
/// [`CredentialError::NoTimeZone`], [`CredentialError::NoSubject`], [`CredentialError::NotPlain`], the limits of
/// [`Limits`], and [`CredentialError::Unfaithful`] where the graph cannot be written so that it is read again as it is.
pub fn sign(draft: &Draft<'_>, key: &IssuerKey, created: DateTime) -> Result<String, CredentialError> {
    let limits = Limits::default();
    if let Some(time) =
        [Some(created), draft.valid_until].into_iter().flatten().find(|it| it.timezone().is_none())
    {
        return Err(CredentialError::NoTimeZone(time.to_string()));
    }
    let public = key.public();
    let mut unsigned = unsigned(draft, &public.did(), created)?;
    let statements = statements(draft, &public.did(), created);
    let document_form = rdf::canonical(&statements, &limits)?;
    let context = unsigned.get("@context").cloned().unwrap_or(Value::Array(Vec::new()));
    let proof = [
        ("type", "DataIntegrityProof"),
        ("cryptosuite", SUITE),
        ("created", &created.to_string()),
        ("verificationMethod", &public.method()),
        ("proofPurpose", "assertionMethod"),
    ];
    let mut proof: Vec<(String, Value)> =
        proof.into_iter().map(|(key, text)| (key.to_owned(), Value::string(text))).collect();
    let options =
        Value::Object(std::iter::once(("@context".to_owned(), context)).chain(proof.clone()).collect());
    let options = rdf::triples(&options, proof.len(), &Contexts::default())?;
    let data = hash_data(&rdf::canonical(&options, &limits)?, &document_form);
    proof.push(("proofValue".to_owned(), Value::String(key.sign(&data))));
    if let Value::Object(members) = &mut unsigned {
        members.push(("proof".to_owned(), Value::Object(proof)));
    }
    let text = unsigned.to_text();
    // The signature was made over the statements as given, so that it only fits where the text stands for them.
    let verdict = verify(text.as_bytes(), &Policy::at(created));
    if verdict.is_valid() {
        Ok(text)
    } else {
        Err(CredentialError::Unfaithful(
            verdict.faults().map(|it| it.detail.as_str()).collect::<Vec<_>>().join("; "),
        ))
    }
}

fn unsigned(draft: &Draft<'_>, issuer: &str, created: DateTime) -> Result<Value, CredentialError> {
    let subject = NamedOrBlankNode::from(draft.subject.clone());
    let (told, mut prefixes) = document::of_graph(draft.triples, &subject)?;
    let mut types = vec![Value::string("VerifiableCredential")];
    for class in draft.types {
        let (short, prefix) = compact(class.as_str());
        prefixes.extend(prefix.map(|(prefix, namespace)| (prefix.to_owned(), namespace.to_owned())));
        types.push(Value::String(short));
    }
    let mut context = vec![Value::string(CREDENTIALS_URL)];
    if !prefixes.is_empty() {
        let prefixes = prefixes.into_iter().map(|(prefix, namespace)| (prefix, Value::String(namespace)));
        context.push(Value::Object(prefixes.collect()));
    }
    let mut members = vec![("@context", Value::Array(context))];
    members.extend(draft.id.map(|it| ("id", Value::string(it.as_str()))));
    members.push(("type", Value::Array(types)));
    members.push(("issuer", Value::string(issuer)));
    members.push(("validFrom", Value::String(created.to_string())));
    members.extend(draft.valid_until.map(|it| ("validUntil", Value::String(it.to_string()))));
    members.push(("credentialSubject", told));
    Ok(Value::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()))
}

/// What the credential is to say, made without any JSON.
fn statements(draft: &Draft<'_>, issuer: &str, created: DateTime) -> Vec<Triple> {
    let node: NamedOrBlankNode = draft.id.map_or_else(|| BlankNode::default().into(), |it| it.clone().into());
    let iri = |iri: &str| Term::from(NamedNode::new_unchecked(iri));
    let time = |it: DateTime| Term::from(Literal::new_typed_literal(it.to_string(), xsd::DATE_TIME));
    let mut own = vec![
        (TYPE, iri(vc::CREDENTIAL)),
        (vc::ISSUER, iri(issuer)),
        (vc::SUBJECT, draft.subject.clone().into()),
        (vc::VALID_FROM, time(created)),
    ];
    own.extend(draft.types.iter().map(|it| (TYPE, it.clone().into())));
    own.extend(draft.valid_until.map(|it| (vc::VALID_UNTIL, time(it))));
    let own = own
        .into_iter()
        .map(|(predicate, object)| Triple::new(node.clone(), NamedNode::new_unchecked(predicate), object));
    draft.triples.iter().cloned().chain(own).collect()
}
