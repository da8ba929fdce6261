//! Whose fault is it, and which exit code does that give?

use crate::credential::CredentialError;
use crate::graphql::SchemaError;
use crate::http::HttpError;
use crate::import::ImportError;
use crate::load::{LoadError, ValidateError};
use crate::registry::{RegistryError, TokenError};
use crate::sparql::SparqlError;
use std::io;
use std::process::ExitCode;

/// The exit codes of the contract, apart from 0 for done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    DataRefused = 1,
    WrongUse = 2,
    WorldFailed = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command did not do what was asked.
pub(super) struct Fault {
    pub(super) exit: Exit,
    pub(super) error: anyhow::Error,
}

impl Fault {
    pub(super) fn wrong_use(message: impl Into<String>) -> Self {
        Self { exit: Exit::WrongUse, error: anyhow::anyhow!(message.into()) }
    }

    /// With what was tried, before what went wrong.
    pub(super) fn context(self, what: impl Into<String>) -> Self {
        Self { error: self.error.context(what.into()), ..self }
    }

    /// Whether the reader of our output went away.
    pub(super) fn is_closed_pipe(&self) -> bool {
        self.error
            .chain()
            .any(|it| it.downcast_ref::<io::Error>().is_some_and(|it| it.kind() == io::ErrorKind::BrokenPipe))
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self { exit: Exit::WorldFailed, error: error.into() }
    }
}

impl From<HttpError> for Fault {
    fn from(error: HttpError) -> Self {
        Self { exit: Exit::WorldFailed, error: error.into() }
    }
}

impl From<CredentialError> for Fault {
    fn from(error: CredentialError) -> Self {
        let exit = match error {
            CredentialError::NoTimeZone(_) => Exit::WrongUse,
            _ => Exit::DataRefused,
        };
        Self { exit, error: error.into() }
    }
}

impl From<TokenError> for Fault {
    fn from(error: TokenError) -> Self {
        Self { exit: token_exit(&error), error: error.into() }
    }
}

impl From<SchemaError> for Fault {
    fn from(error: SchemaError) -> Self {
        match error {
            SchemaError::Registry(error) => error.into(),
            other @ SchemaError::Build(_) => Self { exit: Exit::DataRefused, error: other.into() },
        }
    }
}

impl From<LoadError> for Fault {
    fn from(error: LoadError) -> Self {
        Self { exit: load_exit(&error), error: error.into() }
    }
}

impl From<ImportError> for Fault {
    fn from(error: ImportError) -> Self {
        Self { exit: import_exit(&error), error: error.into() }
    }
}

impl From<ValidateError> for Fault {
    fn from(error: ValidateError) -> Self {
        let exit = match &error {
            ValidateError::Load(error) => load_exit(error),
            ValidateError::Shapes(_) => Exit::WrongUse,
            ValidateError::Check(_) => Exit::WorldFailed,
        };
        Self { exit, error: error.into() }
    }
}

impl From<SparqlError> for Fault {
    fn from(error: SparqlError) -> Self {
        Self { exit: sparql_exit(&error), error: error.into() }
    }
}

impl From<RegistryError> for Fault {
    fn from(error: RegistryError) -> Self {
        let exit = match &error {
            RegistryError::NoRevision(_) | RegistryError::Time(_) => Exit::WrongUse,
            RegistryError::DerivedGraph
            | RegistryError::Shapes(_)
            | RegistryError::Check(_)
            | RegistryError::Canon { .. }
            | RegistryError::Refused(_)
            | RegistryError::OutOfReach { .. }
            | RegistryError::Stale { .. } => Exit::DataRefused,
            RegistryError::Load(error) => load_exit(error),
            RegistryError::Import(error) => import_exit(error),
            RegistryError::Sparql(error) => sparql_exit(error),
            RegistryError::Token(error) => token_exit(error),
            RegistryError::Log(_)
            | RegistryError::Replay { .. }
            | RegistryError::Mismatch { .. }
            | RegistryError::Checkpoint { .. }
            | RegistryError::Ground { .. } => Exit::WorldFailed,
        };
        Self { exit, error: error.into() }
    }
}

fn load_exit(error: &LoadError) -> Exit {
    match error {
        LoadError::Syntax { .. }
        | LoadError::Invalid { .. }
        | LoadError::Compressed { .. }
        | LoadError::TooLarge { .. } => Exit::DataRefused,
        LoadError::UnknownFormat(_) | LoadError::GraphName { .. } => Exit::WrongUse,
        LoadError::Read { .. } => Exit::WorldFailed,
    }
}

fn import_exit(error: &ImportError) -> Exit {
    match error {
        ImportError::UnknownTable { .. }
        | ImportError::Columns { .. }
        | ImportError::Text { .. }
        | ImportError::Row { .. }
        | ImportError::TooLarge { .. }
        | ImportError::Mapping { .. }
        | ImportError::Archive { .. }
        | ImportError::Missing { .. }
        | ImportError::Nothing { .. } => Exit::DataRefused,
        ImportError::Version { .. } => Exit::WrongUse,
        ImportError::Read { .. } => Exit::WorldFailed,
    }
}

fn sparql_exit(error: &SparqlError) -> Exit {
    match error {
        SparqlError::Syntax { .. }
        | SparqlError::Depth { .. }
        | SparqlError::Length { .. }
        | SparqlError::Dataset
        | SparqlError::Parameter { .. }
        | SparqlError::NoParameter(_)
        | SparqlError::Iri(_)
        | SparqlError::Unsupported(_) => Exit::WrongUse,
        SparqlError::Deadline { .. }
        | SparqlError::Cancelled
        | SparqlError::Memory { .. }
        | SparqlError::Evaluation(_)
        | SparqlError::Write(_) => Exit::WorldFailed,
    }
}

fn token_exit(error: &TokenError) -> Exit {
    match error {
        TokenError::Role(_)
        | TokenError::Name(_)
        | TokenError::Taken(_)
        | TokenError::Unknown(_)
        | TokenError::Prefix
        | TokenError::BadPrefix { .. } => Exit::WrongUse,
        TokenError::Damaged { .. } | TokenError::Random(_) | TokenError::Log(_) => Exit::WorldFailed,
    }
}
