//! What do the terms of a credential stand for?
//!
//! Contexts are known by their address and never fetched: a context that somebody else serves could change what was
//! signed. The documents here are not those of the W3C. They are our own and hold only the terms that this room takes,
//! with the IRIs, datatypes and scopes that the published contexts give them
//! (`https://www.w3.org/ns/credentials/v2` and `https://w3id.org/security/data-integrity/v2`).
//! Whoever reads a credential with the published ones reads the same graph, because every other term is refused.
//!
//! Our own terms are written with the prefixes of [`PREFIXES`], told in the credential itself, so that nobody needs a
//! document of ours to verify it. A prefix that was once there stays, or what was signed with it is refused.

use super::CredentialError;
use super::json::Value;
use crate::vocab::PREFIXES;

/// The context that every credential names first (VC Data Model 2.0, section 4.3).
pub(super) const CREDENTIALS_URL: &str = "https://www.w3.org/ns/credentials/v2";

const DATA_INTEGRITY_URL: &str = "https://w3id.org/security/data-integrity/v2";

const CREDENTIALS: &str = r#"{"@context": {
  "@protected": true,
  "id": "@id",
  "type": "@type",
  "description": "https://schema.org/description",
  "name": "https://schema.org/name",
  "VerifiableCredential": {
    "@id": "https://www.w3.org/2018/credentials#VerifiableCredential",
    "@context": {
      "@protected": true,
      "id": "@id",
      "type": "@type",
      "credentialSubject": {"@id": "https://www.w3.org/2018/credentials#credentialSubject", "@type": "@id"},
      "issuer": {"@id": "https://www.w3.org/2018/credentials#issuer", "@type": "@id"},
      "validFrom": {
        "@id": "https://www.w3.org/2018/credentials#validFrom",
        "@type": "http://www.w3.org/2001/XMLSchema#dateTime"
      },
      "validUntil": {
        "@id": "https://www.w3.org/2018/credentials#validUntil",
        "@type": "http://www.w3.org/2001/XMLSchema#dateTime"
      }
    }
  },
  "DataIntegrityProof": {
    "@id": "https://w3id.org/security#DataIntegrityProof",
    "@context": {
      "@protected": true,
      "id": "@id",
      "type": "@type",
      "created": {
        "@id": "http://purl.org/dc/terms/created",
        "@type": "http://www.w3.org/2001/XMLSchema#dateTime"
      },
      "cryptosuite": {
        "@id": "https://w3id.org/security#cryptosuite",
        "@type": "https://w3id.org/security#cryptosuiteString"
      },
      "expires": {
        "@id": "https://w3id.org/security#expiration",
        "@type": "http://www.w3.org/2001/XMLSchema#dateTime"
      },
      "proofPurpose": {
        "@id": "https://w3id.org/security#proofPurpose",
        "@type": "@vocab",
        "@context": {
          "@protected": true,
          "id": "@id",
          "type": "@type",
          "assertionMethod": {"@id": "https://w3id.org/security#assertionMethod", "@type": "@id", "@container": "@set"}
        }
      },
      "verificationMethod": {"@id": "https://w3id.org/security#verificationMethod", "@type": "@id"}
    }
  }
}}"#;

/// The terms of proofs are those of the first context already, which may not be told again.
const DATA_INTEGRITY: &str = r#"{"@context": {"@protected": true, "id": "@id", "type": "@type"}}"#;

/// The contexts that may be named.
#[derive(Clone, Debug, Default)]
pub struct Contexts {
    more: Vec<(String, String)>,
}

impl Contexts {
    /// Knows one context more: its address and its JSON-LD document, which the caller vouches for.
    ///
    /// Where a credential names it, terms are no longer looked up in a list beforehand; one that it does not define
    /// is found by the statement that is missing.
    #[must_use]
    pub fn with(mut self, url: &str, document: &str) -> Self {
        self.more.push((url.to_owned(), document.to_owned()));
        self
    }

    /// The document at an address.
    pub(super) fn document(&self, url: &str) -> Option<String> {
        match url {
            CREDENTIALS_URL => Some(CREDENTIALS.to_owned()),
            DATA_INTEGRITY_URL => Some(DATA_INTEGRITY.to_owned()),
            _ => self.more.iter().find(|it| it.0 == url).map(|it| it.1.clone()),
        }
    }

    /// Checks the contexts that a credential names; tells whether terms beside the listed ones may be defined.
    ///
    /// # Errors
    /// [`CredentialError::Form`] where one is unknown.
    pub(super) fn check(&self, named: &Value) -> Result<bool, CredentialError> {
        let fault = |problem: String| Err(CredentialError::form("@context", problem));
        let single = std::slice::from_ref(named);
        let all = if let Value::Array(items) = named { items.as_slice() } else { single };
        if all.first().and_then(Value::as_str) != Some(CREDENTIALS_URL) {
            return fault(format!("the first context is not `{CREDENTIALS_URL}`"));
        }
        let mut is_open = false;
        for context in all {
            match context {
                Value::String(url) if self.document(url).is_none() => {
                    return fault(format!(
                        "the context `{url}` is not known here, and contexts are not fetched"
                    ));
                }
                Value::String(url) => is_open |= self.more.iter().any(|it| it.0 == *url),
                Value::Object(prefixes) => {
                    for (prefix, namespace) in prefixes {
                        let known = PREFIXES.iter().find(|it| it.0 == prefix).map(|it| it.1);
                        if known.is_none() || known != namespace.as_str() {
                            let problem =
                                format!("`{prefix}` is not one of the prefixes known here, as known here");
                            return fault(problem);
                        }
                    }
                }
                Value::Array(_) | Value::Other(_) => {
                    return fault(format!("{} is no context", context.kind()));
                }
            }
        }
        Ok(is_open)
    }
}

/// An IRI with the prefix of its namespace, as `con:Region`; which prefix that is, where there is one.
pub(super) fn compact(iri: &str) -> (String, Option<(&'static str, &'static str)>) {
    let fitting = PREFIXES.iter().filter(|it| iri.len() > it.1.len() && iri.starts_with(it.1));
    match fitting.max_by_key(|it| it.1.len()) {
        // Behind a colon, two slashes would make an absolute IRI of it.
        Some((prefix, namespace)) if !iri[namespace.len()..].starts_with("//") => {
            (format!("{prefix}:{}", &iri[namespace.len()..]), Some((prefix, namespace)))
        }
        _ => (iri.to_owned(), None),
    }
}
