//! What is typed to have applications assessed, and to sign and check assessments.

use super::{At, Registry};
use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Recognise {
    #[command(flatten)]
    pub(in crate::cli) registry: Registry,
    /// RDF with the applications; each is assessed.
    #[arg(long, required = true, value_name = "FILE")]
    pub(in crate::cli) application: Vec<PathBuf>,
    /// RDF with more facts for this call, beside those of the registry; may be given more than once.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) facts: Vec<PathBuf>,
    /// What it is written as; in JSON one application a line.
    #[arg(long, short, value_name = "FORMAT", default_value = "text", conflicts_with = "sign")]
    pub(in crate::cli) format: RecogniseFormat,
    /// The language of the words: en, de, fr, es, it or nl.
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub(in crate::cli) lang: String,
    /// Write each assessment as a credential signed with this key, one a line.
    #[arg(long, value_name = "KEY")]
    pub(in crate::cli) sign: Option<PathBuf>,
    /// When the credentials end to be valid, such as 2027-12-31T23:59:59Z; never, if nothing is said.
    #[arg(long, value_name = "DATE-TIME", requires = "sign")]
    pub(in crate::cli) valid_until: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) at: At,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum RecogniseFormat {
    /// Sentences.
    Text,
    /// JSON, one application a line.
    Json,
    /// Applications, assessments and traces as Turtle.
    Turtle,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Key {
    #[command(subcommand)]
    pub(in crate::cli) command: KeyCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum KeyCommand {
    /// Make an Ed25519 key, put it into a file that only its owner reads, and print its did:key.
    New {
        /// The file; it must not exist.
        #[arg(long, value_name = "FILE", default_value = "./concord-key.json")]
        out: PathBuf,
    },
    /// Print the did:key of a key.
    Show {
        /// The file of the key.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct VerifyCredential {
    /// The credential, JSON-LD with a proof of the cryptosuite eddsa-rdfc-2022.
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// An issuer that is trusted, as a did:key; may be given more than once. Else any issuer will do.
    #[arg(long, value_name = "DID")]
    pub(in crate::cli) issuer: Vec<String>,
    /// The time at which it has to be valid, such as 2026-03-01T12:00:00Z; else now.
    #[arg(long, value_name = "DATE-TIME")]
    pub(in crate::cli) at: Option<String>,
    /// What the verdict is written as.
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    pub(in crate::cli) format: VerdictFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum VerdictFormat {
    /// A line a check.
    Text,
    /// JSON, with the graph that is signed.
    Json,
}
