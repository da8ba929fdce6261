//! Is a credential valid, and if not, why?

use super::context::Contexts;
use super::form::{self, Form};
use super::key::PublicKey;
use super::suite::hash_data;
use super::{CredentialError, Limits, json, rdf};
use oxsdatatypes::DateTime;

/// What is asked of a credential.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The time at which it has to be valid; with a time zone.
    pub now: DateTime,
    /// Who may have issued it, as `did:key:...`; anybody, where nobody is named.
    pub issuers: Vec<String>,
    pub contexts: Contexts,
    pub limits: Limits,
}

impl Policy {
    /// Valid at a time, issued by anybody.
    pub fn at(now: DateTime) -> Self {
        Self { now, issuers: Vec::new(), contexts: Contexts::default(), limits: Limits::default() }
    }
}

/// What is checked, in this order.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CheckName {
    /// The text is a credential of the form that is taken here, each value of it with a meaning.
    Schema,
    /// The signature is that of the key for exactly this graph and these proof options.
    Proof,
    /// The key that signed is that of the issuer.
    Issuer,
    /// The time lies in the period of validity, and behind the time of the signature.
    Dates,
    /// The issuer is one of those that the caller trusts.
    Trust,
}

impl CheckName {
    /// The name in every interface.
    pub fn name(self) -> &'static str {
        match self {
            Self::Schema => "schema",
            Self::Proof => "proof",
            Self::Issuer => "issuer",
            Self::Dates => "dates",
            Self::Trust => "trust",
        }
    }
}

/// How a check ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    Passed,
    Failed,
    /// It could not be made, because an earlier one failed or nothing was asked.
    NotChecked,
}

impl Outcome {
    /// The name in every interface.
    pub fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::NotChecked => "not-checked",
        }
    }
}

/// One check with its reason, a sentence without a full stop.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Check {
    pub name: CheckName,
    pub outcome: Outcome,
    pub detail: String,
}

impl Check {
    fn new(name: CheckName, outcome: Outcome, detail: impl Into<String>) -> Self {
        Self { name, outcome, detail: detail.into() }
    }

    fn of(name: CheckName, found: Result<String, String>) -> Self {
        match found {
            Ok(detail) => Self::new(name, Outcome::Passed, detail),
            Err(detail) => Self::new(name, Outcome::Failed, detail),
        }
    }
}

/// What became of a credential.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Every check, in the order of [`CheckName`].
    pub checks: Vec<Check>,
    /// What the credential says of itself; nothing where the text is no credential, and not to be relied on where it is
    /// not valid.
    pub said: Option<Said>,
}

/// What a credential says of itself.
#[derive(Clone, Debug)]
pub struct Said {
    pub id: Option<String>,
    pub types: Vec<String>,
    pub issuer: String,
    pub subject: Option<String>,
    pub created: Option<DateTime>,
    pub valid_from: Option<DateTime>,
    pub valid_until: Option<DateTime>,
    /// The graph that is signed, in canonical N-Quads: the credential without its proof.
    pub nquads: String,
}

impl Verdict {
    /// Whether no check failed. One that was not made for want of a question does not count.
    pub fn is_valid(&self) -> bool {
        self.faults().next().is_none()
    }

    /// The checks that failed.
    pub fn faults(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|it| it.outcome == Outcome::Failed)
    }
}

/// Checks a credential as JSON-LD. The text may come from anybody.
pub fn verify(text: &[u8], policy: &Policy) -> Verdict {
    match open(text, policy) {
        Ok(opened) => opened.judge(policy),
        Err(error) => {
            let schema = Check::new(CheckName::Schema, Outcome::Failed, error.to_string());
            let others = [CheckName::Proof, CheckName::Issuer, CheckName::Dates, CheckName::Trust];
            let rest = others.map(|it| Check::new(it, Outcome::NotChecked, "the text is no credential"));
            Verdict { checks: std::iter::once(schema).chain(rest).collect(), said: None }
        }
    }
}

/// A credential whose form is good.
struct Opened {
    form: Form,
    nquads: String,
    n_statements: usize,
    /// What the signature has to be of.
    data: [u8; 64],
}

fn open(text: &[u8], policy: &Policy) -> Result<Opened, CredentialError> {
    let Policy { contexts, limits, .. } = policy;
    let form = form::take_apart(json::read(text, limits)?, contexts)?;
    let statements = rdf::triples(&form.document, form.n_statements, contexts)?;
    let canonical = rdf::canonical(&statements, limits)?;
    let options = rdf::triples(&form.proof.options, form.proof.n_statements, contexts)?;
    let data = hash_data(&rdf::canonical(&options, limits)?, &canonical);
    let nquads = String::from_utf8_lossy(&canonical).into_owned();
    Ok(Opened { n_statements: statements.len(), nquads, data, form })
}

impl Opened {
    fn judge(self, policy: &Policy) -> Verdict {
        let n = self.n_statements;
        let schema = format!("a Verifiable Credential of {n} statements, each with a meaning");
        let key = PublicKey::from_method(&self.form.proof.method);
        let checks = vec![
            Check::new(CheckName::Schema, Outcome::Passed, schema),
            Check::of(CheckName::Proof, self.proof(key.as_ref())),
            Check::of(CheckName::Issuer, self.issuer(key.as_ref())),
            Check::of(CheckName::Dates, self.dates(policy.now)),
            self.trust(&policy.issuers),
        ];
        let Form { id, types, issuer, subject, valid_from, valid_until, proof, .. } = self.form;
        let created = proof.created;
        let said = Said { id, types, issuer, subject, created, valid_from, valid_until, nquads: self.nquads };
        Verdict { checks, said: Some(said) }
    }

    fn proof(&self, key: Result<&PublicKey, &CredentialError>) -> Result<String, String> {
        let key = key.map_err(ToString::to_string)?;
        if key.has_signed(&self.data, &self.form.proof.value) {
            Ok(format!("the signature of {} fits", key.did()))
        } else {
            Err("the signature does not fit: the credential, its proof or the key is another one".to_owned())
        }
    }

    fn issuer(&self, key: Result<&PublicKey, &CredentialError>) -> Result<String, String> {
        let did = key.map_err(ToString::to_string)?.did();
        let issuer = &self.form.issuer;
        if *issuer == did {
            Ok("the key is that of the issuer".to_owned())
        } else {
            Err(format!("the issuer is {issuer}, but the key is that of {did}"))
        }
    }

    fn dates(&self, now: DateTime) -> Result<String, String> {
        let Form { valid_from, valid_until, proof, .. } = &self.form;
        if now.timezone().is_none() {
            return Err(format!("the time {now} has no time zone"));
        }
        // Whether a time is not before another: both have time zones, so that one of them comes first.
        let is_reached = |it: DateTime| now >= it;
        if let Some(from) = valid_from.filter(|it| !is_reached(*it)) {
            return Err(format!("it is valid from {from} on, which is after {now}"));
        }
        if let Some(until) = valid_until.filter(|it| now > *it) {
            return Err(format!("it was valid until {until}, which is before {now}"));
        }
        if let Some(created) = proof.created.filter(|it| !is_reached(*it)) {
            return Err(format!("it was signed at {created}, which is after {now}"));
        }
        // An expiry is the point at which the proof has ended (Data Integrity 1.0, section 2.1).
        if let Some(expires) = proof.expires.filter(|it| is_reached(*it)) {
            return Err(format!("its proof expired at {expires}, which is not after {now}"));
        }
        let told = |it: &Option<DateTime>| it.map_or_else(|| "ever".to_owned(), |it| it.to_string());
        Ok(format!("valid at {now}: from {} until {}", told(valid_from), told(valid_until)))
    }

    fn trust(&self, issuers: &[String]) -> Check {
        let issuer = &self.form.issuer;
        if issuers.is_empty() {
            let detail =
                format!("whether {issuer} is to be trusted is for the reader to judge: no issuer was named");
            return Check::new(CheckName::Trust, Outcome::NotChecked, detail);
        }
        Check::of(
            CheckName::Trust,
            if issuers.contains(issuer) {
                Ok(format!("{issuer} is one of the issuers named"))
            } else {
                Err(format!("{issuer} is none of the issuers named"))
            },
        )
    }
}
