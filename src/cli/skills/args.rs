//! `concord skills` as it is typed.

use crate::cli::args::{At, Registry};
use crate::skills::{Among, Measure, Objective};
use clap::{Args as ClapArgs, Subcommand, ValueEnum};

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Skills {
    #[command(subcommand)]
    pub(super) command: SkillsCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum SkillsCommand {
    /// Tell what a job profile or an occupation needs.
    Profile(Profile),
    /// Tell which skills of a profile somebody lacks, and why.
    Gap(Gap),
    /// List the profiles nearest to one.
    Near(Near),
    /// List the profiles that somebody fits best.
    Fits(Fits),
    /// List the jobs that can be reached from a job, and by which steps.
    Transitions(Transitions),
    /// Choose training offers that close a gap.
    Training(Training),
    /// Tell how much of a gap offers close: any offer, and those that are wanted.
    Coverage(Training),
    /// Tell which skills a region asks for and has, from the labour counts that are loaded.
    Region(Region),
    /// Tell what occupations, skills and relations came and went between two revisions.
    Changes(Changes),
}

/// Where the answer is read from and how it is told.
#[derive(Debug, ClapArgs)]
pub(super) struct Reading {
    #[command(flatten)]
    pub(super) registry: Registry,
    #[command(flatten)]
    pub(super) at: At,
    /// Write JSON, as over HTTP.
    #[arg(long)]
    pub(super) json: bool,
    /// The language in which things are named.
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub(super) lang: String,
}

/// What somebody holds.
#[derive(Debug, ClapArgs)]
pub(super) struct Held {
    /// A skill by IRI or name, with @experience, @validated, @micro-credential or @self-declared where it is not assessed.
    #[arg(long = "held", value_name = "SKILL")]
    pub(super) skills: Vec<String>,
    /// A job whose essential skills are held, by IRI or name.
    #[arg(long = "as", value_name = "PROFILE")]
    pub(super) works_as: Vec<String>,
    /// Count what is only said, and siblings, a little; else only what is proven counts.
    #[arg(long)]
    pub(super) transparency: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Profile {
    #[command(flatten)]
    pub(super) reading: Reading,
    /// By IRI, as profile/SLUG, or the name of an occupation.
    #[arg(value_name = "PROFILE")]
    pub(super) profile: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Gap {
    #[command(flatten)]
    pub(super) reading: Reading,
    #[command(flatten)]
    pub(super) held: Held,
    /// By IRI, as profile/SLUG, or the name of an occupation.
    #[arg(value_name = "PROFILE")]
    pub(super) profile: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Near {
    #[command(flatten)]
    pub(super) reading: Reading,
    /// By IRI, as profile/SLUG, or the name of an occupation.
    #[arg(value_name = "PROFILE")]
    pub(super) profile: String,
    /// What makes profiles near.
    #[arg(long, value_name = "MEASURE", default_value = "jaccard")]
    pub(super) by: By,
    /// Which profiles are looked at.
    #[arg(long, value_name = "KIND", default_value = "occupations")]
    pub(super) among: Kinds,
    /// Lines.
    #[arg(long, short, value_name = "N", default_value_t = 20)]
    pub(super) number: usize,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Fits {
    #[command(flatten)]
    pub(super) reading: Reading,
    #[command(flatten)]
    pub(super) held: Held,
    /// Which profiles are looked at.
    #[arg(long, value_name = "KIND", default_value = "occupations")]
    pub(super) among: Kinds,
    /// Lines.
    #[arg(long, short, value_name = "N", default_value_t = 20)]
    pub(super) number: usize,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Transitions {
    #[command(flatten)]
    pub(super) reading: Reading,
    /// The job to start from.
    #[arg(value_name = "FROM")]
    pub(super) from: String,
    /// The job to be reached; else all that can be.
    #[arg(value_name = "TO")]
    pub(super) to: Option<String>,
    /// A skill that is held beside those of the job, by IRI or name.
    #[arg(long, value_name = "SKILL")]
    pub(super) held: Vec<String>,
    /// Jobs in between: at most 2 with a target, at most 1 without.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) via: u8,
    /// The least share of a job that must be there for a step to it.
    #[arg(long, value_name = "SHARE", default_value = "0.3")]
    pub(super) viable: String,
    /// Which profiles are looked at.
    #[arg(long, value_name = "KIND", default_value = "occupations")]
    pub(super) among: Kinds,
    /// Lines.
    #[arg(long, short, value_name = "N", default_value_t = 20)]
    pub(super) number: usize,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Training {
    #[command(flatten)]
    pub(super) reading: Reading,
    #[command(flatten)]
    pub(super) held: Held,
    /// By IRI, as profile/SLUG, or the name of an occupation.
    #[arg(value_name = "PROFILE")]
    pub(super) profile: String,
    /// A territory in which an offer may be; offers online count everywhere.
    #[arg(long = "in", value_name = "IRI")]
    pub(super) territories: Vec<String>,
    /// A language in which an offer may be, from the authority table.
    #[arg(long, value_name = "IRI")]
    pub(super) in_language: Vec<String>,
    /// What one offer may cost, euros.
    #[arg(long, value_name = "EURO")]
    pub(super) cost_max: Option<String>,
    /// Only offers with assessment and quality assurance.
    #[arg(long)]
    pub(super) assured: bool,
    /// What is to be the least.
    #[arg(long, value_name = "WHAT", default_value = "hours")]
    pub(super) least: Least,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Region {
    #[command(flatten)]
    pub(super) reading: Reading,
    /// The territory by IRI.
    #[arg(value_name = "IRI")]
    pub(super) territory: String,
    /// The year of the counts.
    #[arg(value_name = "YEAR")]
    pub(super) year: String,
    /// How much of the employed people counts as supply beside the unemployed ones, from 0 to 1.
    #[arg(long, value_name = "SHARE", default_value = "0")]
    pub(super) employed: String,
    /// Lines.
    #[arg(long, short, value_name = "N", default_value_t = 20)]
    pub(super) number: usize,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Changes {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// The earlier revision; 0 is before the first one.
    #[arg(value_name = "A")]
    pub(super) from: u64,
    /// The later revision; the last one if nothing is said.
    #[arg(value_name = "B")]
    pub(super) to: Option<u64>,
    /// Name every thing, however many there are.
    #[arg(long)]
    pub(super) all: bool,
    /// The language in which things are named.
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub(super) lang: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum By {
    /// Shared skills of all skills of either.
    Jaccard,
    /// The same by weight.
    Weighted,
    /// How much of the other the first one brings.
    CoverTo,
    /// How much of the first the other one brings.
    CoverFrom,
}

impl From<By> for Measure {
    fn from(by: By) -> Self {
        match by {
            By::Jaccard => Self::Jaccard,
            By::Weighted => Self::Weighted,
            By::CoverTo => Self::CoverTo,
            By::CoverFrom => Self::CoverFrom,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Kinds {
    Occupations,
    JobProfiles,
    All,
}

impl From<Kinds> for Among {
    fn from(kinds: Kinds) -> Self {
        match kinds {
            Kinds::Occupations => Self::Occupations,
            Kinds::JobProfiles => Self::JobProfiles,
            Kinds::All => Self::All,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Least {
    Hours,
    Cost,
    Offers,
}

impl From<Least> for Objective {
    fn from(least: Least) -> Self {
        match least {
            Least::Hours => Self::Hours,
            Least::Cost => Self::Cost,
            Least::Offers => Self::Offers,
        }
    }
}
