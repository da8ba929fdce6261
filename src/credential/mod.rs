//! Who says so, and has anything been changed since?
//!
//! W3C Verifiable Credentials 2.0 with Data Integrity proofs of the cryptosuite `eddsa-rdfc-2022`.
//! What is signed is a graph: the canonical N-Quads that whoever verifies can query.
//! Deliberately absent: the clock, the disk, the network. Keys and times come as arguments, contexts from the binary.

mod context;
mod document;
mod form;
mod json;
mod key;
mod rdf;
mod sign;
mod suite;
mod verify;

pub use context::Contexts;
pub use key::{IssuerKey, PublicKey};
pub use sign::{Draft, sign};
pub use suite::SUITE;
pub use verify::{Check, CheckName, Outcome, Policy, Said, Verdict, verify};

use crate::graph::{CanonError, CanonLimits};

/// The IRIs of credentials: W3C Verifiable Credentials vocabulary 2.0.
mod vc {
    pub(super) const CREDENTIAL: &str = "https://www.w3.org/2018/credentials#VerifiableCredential";
    pub(super) const ISSUER: &str = "https://www.w3.org/2018/credentials#issuer";
    pub(super) const SUBJECT: &str = "https://www.w3.org/2018/credentials#credentialSubject";
    pub(super) const VALID_FROM: &str = "https://www.w3.org/2018/credentials#validFrom";
    pub(super) const VALID_UNTIL: &str = "https://www.w3.org/2018/credentials#validUntil";
}

/// What one credential may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The text.
    pub credential_bytes_max: usize,
    /// Values inside each other.
    pub depth_max: usize,
    /// Strings, lists and objects.
    pub values_max: usize,
    /// The work for blank nodes.
    pub canon: CanonLimits,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            credential_bytes_max: 1 << 20,
            depth_max: 32,
            values_max: 50_000,
            // About 40 ms: far more than nodes that differ in what is said of them need.
            canon: CanonLimits { canon_calls_max: 1 << 17 },
        }
    }
}

/// A text is no credential, a key is none, or a graph cannot be signed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CredentialError {
    #[error("a credential may have {bytes_max} bytes at most (credential_bytes_max)")]
    TooLarge { bytes_max: usize },
    #[error("a credential may nest {depth_max} levels deep at most (depth_max)")]
    TooDeep { depth_max: usize },
    #[error("a credential may hold {values_max} values at most (values_max)")]
    TooMany { values_max: usize },
    #[error("not JSON that can be read in one way: {0}")]
    Syntax(String),
    /// The place is a path of keys.
    #[error("{}{problem}", if place.is_empty() { String::new() } else { format!("at `{place}`: ") })]
    Form { place: String, problem: String },
    #[error("not JSON-LD: {0}")]
    JsonLd(String),
    #[error(
        "{n_written} statements are written but {n_meant} are meant: a statement stands twice, or a term or an IRI \
         in it has no meaning"
    )]
    Lost { n_written: usize, n_meant: usize },
    #[error(
        "the xsd:double {0:?} is not written like 1.5E3, and processors of JSON-LD differ in what they sign then: write \
         it so, or as an xsd:decimal"
    )]
    Double(String),
    #[error(transparent)]
    Canon(#[from] CanonError),
    #[error("not an Ed25519 key as a Multikey in JSON: {0}")]
    Key(String),
    #[error(
        "{0:?} is not the Ed25519 key of a `did:key` (did:key:z6Mk...#z6Mk...), and no other is looked up here"
    )]
    Method(String),
    #[error("the graph says nothing of {0}, so that there is nothing to sign")]
    NoSubject(String),
    #[error("{0} is a term of RDF 1.2, which this cryptosuite cannot sign")]
    NotPlain(String),
    #[error("the time {0} has no time zone")]
    NoTimeZone(String),
    /// The credential does not say what the graph says, so that it is not given out.
    #[error("the graph cannot be written as a credential: {0}")]
    Unfaithful(String),
}

impl CredentialError {
    fn form(place: &str, problem: impl Into<String>) -> Self {
        Self::Form { place: place.to_owned(), problem: problem.into() }
    }

    /// The same error, further in.
    fn within(self, key: &str) -> Self {
        match self {
            Self::Form { place, problem } if place.is_empty() => {
                Self::Form { place: key.to_owned(), problem }
            }
            Self::Form { place, problem } => Self::Form { place: format!("{key}/{place}"), problem },
            other => other,
        }
    }
}
