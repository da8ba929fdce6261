//! Who may write?
//!
//! A token is 32 random bytes that its holder keeps; the data folder keeps its SHA-256 hash, its name and its role,
//! one small file a token. The token itself is told once and stored nowhere.

use crate::log::{LogError, Notes};
use oxrdf::NamedNode;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// What the holder of a token may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads what is open to everybody; for services that are to be known by name.
    Reader,
    /// Changes the graphs whose names start with the prefix of the token.
    Steward,
    /// Everything.
    Admin,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reader => "reader",
            Self::Steward => "steward",
            Self::Admin => "admin",
        })
    }
}

/// What is kept of a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    pub name: String,
    pub role: Role,
    /// What the names of the graphs start with that a steward may change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graph_prefix: Option<String>,
    /// RFC 3339, UTC.
    pub created: String,
    /// SHA-256 of the token's text, hexadecimal.
    sha256: String,
}

/// A token at the only moment when it is known.
pub struct NewToken {
    /// What its holder sends.
    pub secret: String,
}

/// An operation on the tokens of a data folder failed.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    #[error("`{0}` is no role: admin, steward or reader")]
    Role(String),
    #[error(
        "`{0}` cannot name a token: use 1 to 64 letters, digits, `-`, `_` or `.`, the first a letter or digit"
    )]
    Name(String),
    #[error("there is a token `{0}` already: remove it first, or take another name")]
    Taken(String),
    #[error("there is no token `{0}`")]
    Unknown(String),
    #[error(
        "a steward needs a graph prefix, such as `--graph https://w3id.org/concord/graph/saxony`, and no other role has one"
    )]
    Prefix,
    #[error("`{iri}` cannot be the start of a graph's name: it is no absolute IRI ({message})")]
    BadPrefix { iri: String, message: String },
    #[error("the file of token `{name}` cannot be read ({message}): remove the token and add it again")]
    Damaged { name: String, message: String },
    #[error("the system gives no random numbers: {0}")]
    Random(String),
    #[error(transparent)]
    Log(#[from] LogError),
}

impl FromStr for Role {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Self, TokenError> {
        match text {
            "reader" => Ok(Self::Reader),
            "steward" => Ok(Self::Steward),
            "admin" => Ok(Self::Admin),
            _ => Err(TokenError::Role(text.to_owned())),
        }
    }
}

/// The tokens of a data folder; they can be changed while a server runs, and hold from the next request on.
pub struct Tokens {
    notes: Notes,
}

/// Characters in the name of a token.
const NAME_LENGTH_MAX: usize = 64;

impl Tokens {
    pub fn new(folder: &Path) -> Self {
        Self { notes: Notes::new(folder, "tokens") }
    }

    /// Makes a token of a reader or an admin.
    ///
    /// # Errors
    /// [`TokenError::Prefix`] for a steward, [`TokenError::Name`], [`TokenError::Taken`], [`TokenError::Random`],
    /// [`TokenError::Log`].
    pub fn add(&self, name: &str, role: Role) -> Result<NewToken, TokenError> {
        if role == Role::Steward { Err(TokenError::Prefix) } else { self.put(name, role, None) }
    }

    /// Makes a token of a steward, who may change the graphs whose names start with `graph_prefix`.
    ///
    /// # Errors
    /// [`TokenError::BadPrefix`], and as [`Tokens::add`].
    pub fn add_steward(&self, name: &str, graph_prefix: &str) -> Result<NewToken, TokenError> {
        NamedNode::new(graph_prefix).map_err(|error| TokenError::BadPrefix {
            iri: graph_prefix.to_owned(),
            message: error.to_string(),
        })?;
        self.put(name, Role::Steward, Some(graph_prefix.to_owned()))
    }

    fn put(&self, name: &str, role: Role, graph_prefix: Option<String>) -> Result<NewToken, TokenError> {
        check_name(name)?;
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| TokenError::Random(error.to_string()))?;
        let secret = format!("concord_{}", hexadecimal(&bytes));
        let created = super::history::format_time(jiff::Timestamp::now());
        let token = Token { name: name.to_owned(), role, graph_prefix, created, sha256: digest(&secret) };
        let text = serde_json::to_vec(&token)
            .map_err(|error| TokenError::Damaged { name: name.to_owned(), message: error.to_string() })?;
        if !self.notes.put(name, &text)? {
            return Err(TokenError::Taken(name.to_owned()));
        }
        Ok(NewToken { secret })
    }

    /// Every token, by name.
    ///
    /// # Errors
    /// [`TokenError::Damaged`], [`TokenError::Log`].
    pub fn list(&self) -> Result<Vec<Token>, TokenError> {
        self.notes
            .all()?
            .into_iter()
            .map(|(name, bytes)| {
                serde_json::from_slice(&bytes)
                    .map_err(|error| TokenError::Damaged { name, message: error.to_string() })
            })
            .collect()
    }

    /// Takes a token away.
    ///
    /// # Errors
    /// [`TokenError::Unknown`], [`TokenError::Log`].
    pub fn remove(&self, name: &str) -> Result<(), TokenError> {
        check_name(name)?;
        if self.notes.remove(name)? { Ok(()) } else { Err(TokenError::Unknown(name.to_owned())) }
    }

    /// The token that somebody sends, `None` where it is not known.
    ///
    /// # Errors
    /// [`TokenError::Log`]; a damaged file is no token.
    pub fn find(&self, secret: &str) -> Result<Option<Token>, TokenError> {
        let wanted = digest(secret);
        let mut found = None;
        // Every token is compared, and every comparison takes as long, whatever it finds.
        for (_, bytes) in self.notes.all()? {
            let Ok(token) = serde_json::from_slice::<Token>(&bytes) else { continue };
            if is_same(&token.sha256, &wanted) {
                found = Some(token);
            }
        }
        Ok(found)
    }
}

/// Compares in a time that depends on the lengths alone.
fn is_same(a: &str, b: &str) -> bool {
    let difference = a.bytes().zip(b.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    a.len() == b.len() && std::hint::black_box(difference) == 0
}

fn check_name(name: &str) -> Result<(), TokenError> {
    let is_good = name.len() <= NAME_LENGTH_MAX
        && name.starts_with(|it: char| it.is_ascii_alphanumeric())
        && name.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '.'));
    if is_good { Ok(()) } else { Err(TokenError::Name(name.to_owned())) }
}

fn digest(secret: &str) -> String {
    hexadecimal(&Sha256::digest(secret.as_bytes()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // writing to a string cannot fail
        text
    })
}
