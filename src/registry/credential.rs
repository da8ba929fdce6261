//! How is a credential signed now, is it valid now, and how is that told?
//!
//! No registry takes part: a credential is verified by what it holds. Keys stay where their owners keep them.

use super::{Registry, RegistryError, Shown, TokenError};
use crate::credential::{self, CredentialError, Draft, IssuerKey, Policy, Said, Verdict};
use crate::vocab::con;
use oxrdf::NamedNode;
use oxsdatatypes::DateTime;
use serde::Serialize;
use std::str::FromStr as _;

impl Registry {
    /// Makes a key to sign credentials with. It is kept nowhere.
    ///
    /// # Errors
    /// [`TokenError::Random`].
    pub fn new_key() -> Result<IssuerKey, TokenError> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| TokenError::Random(error.to_string()))?;
        Ok(IssuerKey::from_seed(&seed))
    }

    /// Signs a graph as a Verifiable Credential that is valid from now on; the text is JSON-LD.
    ///
    /// # Errors
    /// As [`credential::sign`].
    pub fn sign_credential(draft: &Draft<'_>, key: &IssuerKey) -> Result<String, CredentialError> {
        let second = now().split(['.', 'Z']).next().unwrap_or_default().to_owned();
        credential::sign(draft, key, instant(&format!("{second}Z"))?)
    }

    /// Signs an assessment with its application and its trace.
    ///
    /// `valid_until` is a time with a time zone, such as `2027-12-31T23:59:59Z`; without one the credential never ends.
    ///
    /// # Errors
    /// As [`credential::sign`].
    pub fn sign_assessment(
        shown: &Shown<'_>,
        key: &IssuerKey,
        valid_until: Option<&str>,
    ) -> Result<String, CredentialError> {
        let iri = shown.iri();
        let draft = Draft {
            id: None,
            types: &[NamedNode::new_unchecked(con::class::ASSESSMENT)],
            triples: &shown.triples(&iri),
            subject: &NamedNode::new(&iri).map_err(|_| CredentialError::NoSubject(iri))?,
            valid_until: valid_until.map(instant).transpose()?,
        };
        Self::sign_credential(&draft, key)
    }

    /// Checks a credential at a time, such as `2026-03-01T12:00:00Z`, else now; of one of these issuers, if any is named.
    ///
    /// # Errors
    /// [`RegistryError::Time`] where `at` is no time with a time zone. A bad credential is a verdict and no error.
    pub fn verify_credential(
        text: &[u8],
        issuers: Vec<String>,
        at: Option<&str>,
    ) -> Result<Verdict, RegistryError> {
        let now = at.map_or_else(now, str::to_owned);
        let now = instant(&now).map_err(|_| RegistryError::Time(now))?;
        Ok(credential::verify(text, &Policy { issuers, ..Policy::at(now) }))
    }
}

fn now() -> String {
    super::history::format_time(jiff::Timestamp::now())
}

/// A point in time with its time zone.
fn instant(text: &str) -> Result<DateTime, CredentialError> {
    let time = DateTime::from_str(text).ok().filter(|it| it.timezone().is_some());
    time.ok_or_else(|| CredentialError::NoTimeZone(text.to_owned()))
}

#[derive(Serialize)]
struct Wire<'a> {
    valid: bool,
    checks: Vec<WireCheck<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credential: Option<WireSaid<'a>>,
}

#[derive(Serialize)]
struct WireCheck<'a> {
    check: &'static str,
    outcome: &'static str,
    detail: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WireSaid<'a> {
    id: Option<&'a str>,
    types: &'a [String],
    issuer: &'a str,
    subject: Option<&'a str>,
    created: Option<String>,
    valid_from: Option<String>,
    valid_until: Option<String>,
    /// The graph that is signed, canonical N-Quads.
    nquads: &'a str,
}

impl<'a> From<&'a Said> for WireSaid<'a> {
    fn from(said: &'a Said) -> Self {
        let text = |it: Option<DateTime>| it.map(|it| it.to_string());
        Self {
            id: said.id.as_deref(),
            types: &said.types,
            issuer: &said.issuer,
            subject: said.subject.as_deref(),
            created: text(said.created),
            valid_from: text(said.valid_from),
            valid_until: text(said.valid_until),
            nquads: &said.nquads,
        }
    }
}

/// A verdict as JSON, the same for every interface.
pub fn verdict_json(verdict: &Verdict) -> String {
    let checks = verdict.checks.iter();
    let checks =
        checks.map(|it| WireCheck { check: it.name.name(), outcome: it.outcome.name(), detail: &it.detail });
    let credential = verdict.said.as_ref().map(WireSaid::from);
    let wire = Wire { valid: verdict.is_valid(), checks: checks.collect(), credential };
    serde_json::to_string(&wire).unwrap_or_default()
}
