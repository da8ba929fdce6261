//! Is this a credential of the form that is taken here?
//!
//! JSON-LD drops what it has no meaning for: an unknown term, a relative IRI, `null`, an empty list. What is dropped is
//! not signed, and a reader of the JSON would never know. So the form is narrow, every value in it stands for exactly one
//! statement, and [`super::rdf`] holds the count against the statements that come out.
//! Deliberately absent: presentations, sealed envelopes, status lists, evidence, schemas to fetch.

use super::context::Contexts;
use super::json::Value;
use super::{CredentialError, SUITE};
use oxsdatatypes::DateTime;
use std::str::FromStr as _;

/// Terms of a credential besides its identifier, types, context and proof.
const CREDENTIAL_TERMS: [&str; 4] = ["issuer", "validFrom", "validUntil", "credentialSubject"];

/// Terms of every node.
const NODE_TERMS: [&str; 2] = ["name", "description"];

/// What a proof says, beside `proofValue`; one statement each.
const PROOF_TERMS: [&str; 6] =
    ["type", "cryptosuite", "created", "expires", "verificationMethod", "proofPurpose"];

/// A credential taken apart.
#[derive(Debug)]
pub(super) struct Form {
    /// The credential without its proof.
    pub(super) document: Value,
    /// How many statements that is.
    pub(super) n_statements: usize,
    pub(super) id: Option<String>,
    pub(super) types: Vec<String>,
    pub(super) issuer: String,
    pub(super) subject: Option<String>,
    pub(super) valid_from: Option<DateTime>,
    pub(super) valid_until: Option<DateTime>,
    pub(super) proof: Proof,
}

/// A proof taken apart.
#[derive(Debug)]
pub(super) struct Proof {
    /// The proof without its value, with the contexts of the credential.
    pub(super) options: Value,
    pub(super) n_statements: usize,
    pub(super) created: Option<DateTime>,
    pub(super) expires: Option<DateTime>,
    pub(super) method: String,
    pub(super) value: String,
}

/// Takes a secured credential apart.
///
/// # Errors
/// [`CredentialError::Form`] with the first place that is not of the form.
pub(super) fn take_apart(value: Value, contexts: &Contexts) -> Result<Form, CredentialError> {
    let kind = value.kind();
    let Value::Object(mut members) = value else {
        return Err(CredentialError::form("", format!("{kind} is no credential")));
    };
    let at = members.iter().position(|it| it.0 == "proof");
    let Some((_, proof)) = at.map(|at| members.remove(at)) else {
        return Err(CredentialError::form("", "it has no `proof`: it is not signed"));
    };
    let document = Value::Object(members);
    let context =
        document.get("@context").ok_or_else(|| CredentialError::form("", "`@context` is missing"))?;
    let is_open = contexts.check(context)?;
    let proof = take_proof_apart(proof, context.clone())?;
    let n_statements = Walk { is_open }.credential(&document)?;
    let text = |key: &str| document.get(key).and_then(Value::as_str).map(str::to_owned);
    let id = |it: &Value| it.get("id").and_then(Value::as_str).map(str::to_owned);
    let required =
        |key: &str| document.get(key).ok_or_else(|| CredentialError::form("", format!("`{key}` is missing")));
    let types = strings(required("type")?);
    if !types.iter().any(|it| it == "VerifiableCredential") {
        return Err(CredentialError::form("type", "it is not a `VerifiableCredential`"));
    }
    let issuer = required("issuer")?;
    let Some(issuer) = issuer.as_str().map(str::to_owned).or_else(|| id(issuer)) else {
        return Err(CredentialError::form("issuer", "the issuer has no `id`"));
    };
    let subject = required("credentialSubject")?;
    let Value::Object(told) = subject else {
        return Err(CredentialError::form("credentialSubject", "one object is wanted"));
    };
    if told.iter().all(|it| it.0 == "id") {
        return Err(CredentialError::form("credentialSubject", "nothing is said of it"));
    }
    Ok(Form {
        id: text("id"),
        types,
        issuer,
        subject: id(subject),
        valid_from: instant(&document, "validFrom")?,
        valid_until: instant(&document, "validUntil")?,
        proof,
        n_statements,
        document,
    })
}

fn take_proof_apart(proof: Value, context: Value) -> Result<Proof, CredentialError> {
    let fault = |problem: String| Err(CredentialError::form("proof", problem));
    let members = match proof {
        Value::Object(members) => members,
        Value::Array(_) => {
            return fault("one proof is wanted: sets and chains of proofs are not taken".to_owned());
        }
        other => return fault(format!("{} is no proof", other.kind())),
    };
    let mut options = vec![("@context".to_owned(), context)];
    let mut value = None;
    for (key, member) in members {
        let Value::String(text) = member else {
            return fault(format!("`{key}` has to be a string"));
        };
        match key.as_str() {
            "proofValue" => value = Some(text),
            known if PROOF_TERMS.contains(&known) => options.push((key, Value::String(text))),
            _ => return fault(format!("`{key}` is not taken here")),
        }
    }
    let n_statements = options.len() - 1;
    let options = Value::Object(options);
    let text = |key: &str| options.get(key).and_then(Value::as_str).unwrap_or_default();
    for (key, wanted) in
        [("type", "DataIntegrityProof"), ("cryptosuite", SUITE), ("proofPurpose", "assertionMethod")]
    {
        if text(key) != wanted {
            return fault(format!("`{key}` is not `{wanted}`"));
        }
    }
    let method = text("verificationMethod").to_owned();
    if !is_absolute(&method) {
        return fault("`verificationMethod` is not an absolute IRI".to_owned());
    }
    let Some(value) = value else { return fault("`proofValue` is missing".to_owned()) };
    let within = |it: CredentialError| it.within("proof");
    Ok(Proof {
        created: instant(&options, "created").map_err(within)?,
        expires: instant(&options, "expires").map_err(within)?,
        options,
        n_statements,
        method,
        value,
    })
}

/// A point in time, if it is there: `xsd:dateTime` with a time zone (VC Data Model 2.0, section 4.9).
fn instant(object: &Value, key: &str) -> Result<Option<DateTime>, CredentialError> {
    let Some(value) = object.get(key) else { return Ok(None) };
    let time = value.as_str().and_then(|it| DateTime::from_str(it).ok()).filter(|it| it.timezone().is_some());
    let wanted = "a date-time with its time zone is wanted, such as 2026-03-01T12:00:00Z";
    time.map(Some).ok_or_else(|| CredentialError::form(key, wanted))
}

/// A string, or the strings of a list.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Value::Object(_) | Value::Other(_) => Vec::new(),
    }
}

/// Whether JSON-LD takes the text for an IRI as it stands, or for one with a prefix.
fn is_absolute(text: &str) -> bool {
    let scheme = text.split_once(':').map(|it| it.0).unwrap_or_default();
    scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.bytes().all(|it| it.is_ascii_alphanumeric() || b"+-.".contains(&it))
}

/// Counts the statements of a document and stops at whatever is not one.
struct Walk {
    /// Whether a context may define terms beside those listed above.
    is_open: bool,
}

impl Walk {
    fn credential(&self, document: &Value) -> Result<usize, CredentialError> {
        let Value::Object(members) = document else { return Ok(0) };
        let mut n = 0;
        for (key, value) in members {
            n += match key.as_str() {
                "@context" => 0,
                // The coerced terms: a string is an IRI or a point in time.
                "issuer" => match value {
                    Value::String(iri) if is_absolute(iri) => 1,
                    Value::String(_) => return Err(CredentialError::form(key, "an absolute IRI is wanted")),
                    _ => 1 + self.node(value, &[]).map_err(|it| it.within(key))?,
                },
                "validFrom" | "validUntil" => 1,
                "credentialSubject" => 1 + self.node(value, &[]).map_err(|it| it.within(key))?,
                _ => self.member(key, value, &CREDENTIAL_TERMS)?,
            };
        }
        Ok(n)
    }

    fn node(&self, value: &Value, terms: &[&str]) -> Result<usize, CredentialError> {
        let Value::Object(members) = value else {
            return Err(CredentialError::form(
                "",
                format!("{} stands where an object is wanted", value.kind()),
            ));
        };
        members.iter().try_fold(0, |n, (key, value)| Ok(n + self.member(key, value, terms)?))
    }

    /// The statements of one member of a node.
    fn member(&self, key: &str, value: &Value, terms: &[&str]) -> Result<usize, CredentialError> {
        let fault = |problem: &str| Err(CredentialError::form(key, problem));
        match key {
            "id" => match value {
                Value::String(text) if is_absolute(text) || text.starts_with("_:") => Ok(0),
                _ => fault("an absolute IRI is wanted"),
            },
            "type" => match value {
                Value::String(_) => Ok(1),
                Value::Array(items) if !items.is_empty() && items.iter().all(|it| it.as_str().is_some()) => {
                    Ok(items.len())
                }
                _ => fault("a string or a list of strings is wanted"),
            },
            "@included" => match value {
                Value::Array(items) if !items.is_empty() => {
                    items.iter().enumerate().try_fold(0, |n, (at, it)| {
                        Ok(n + self.node(it, &[]).map_err(|it| it.within(&at.to_string()).within(key))?)
                    })
                }
                _ => fault("a list of objects is wanted"),
            },
            "@context" => fault("one context is wanted, at the top"),
            "proof" => fault("a proof inside is not taken"),
            _ if key.starts_with('@') => fault("this keyword of JSON-LD is not taken here"),
            _ if is_absolute(key) || terms.contains(&key) || NODE_TERMS.contains(&key) || self.is_open => {
                self.values(value).map_err(|it| it.within(key))
            }
            _ => fault("no context that is known here says what this means, so that it could not be signed"),
        }
    }

    fn values(&self, value: &Value) -> Result<usize, CredentialError> {
        let Value::Array(items) = value else { return self.value(value) };
        if items.is_empty() {
            return Err(CredentialError::form("", "an empty list says nothing: leave it out"));
        }
        items
            .iter()
            .enumerate()
            .try_fold(0, |n, (at, it)| Ok(n + self.value(it).map_err(|it| it.within(&at.to_string()))?))
    }

    /// One statement, and those about its object.
    fn value(&self, value: &Value) -> Result<usize, CredentialError> {
        match value {
            Value::String(_) => Ok(1),
            Value::Object(members) if value.get("@value").is_some() => {
                for (key, member) in members {
                    check_literal(key, member)?;
                }
                Ok(1)
            }
            Value::Object(_) => Ok(1 + self.node(value, &[])?),
            Value::Array(_) => Err(CredentialError::form("", "a list in a list has no meaning here")),
            Value::Other(kind) => {
                let problem =
                    format!("{kind} is not taken: write {{\"@value\": \"...\", \"@type\": \"xsd:...\"}}");
                Err(CredentialError::form("", problem))
            }
        }
    }
}

/// A member of a literal.
fn check_literal(key: &str, value: &Value) -> Result<(), CredentialError> {
    let fault = |problem: &str| Err(CredentialError::form(key, problem));
    match (key, value.as_str()) {
        ("@value", Some(_)) => Ok(()),
        ("@type", Some(iri)) if is_absolute(iri) => Ok(()),
        ("@type", _) => fault("an absolute IRI is wanted"),
        // Some processors fold the case of language tags before they sign and some do not.
        ("@language", Some(tag)) if !tag.bytes().any(|it| it.is_ascii_uppercase()) => Ok(()),
        ("@language", Some(_)) => fault("a language tag is wanted in lower case"),
        _ => fault("this does not belong to a literal"),
    }
}
