//! The command line as it is typed.

mod recognition;

pub(super) use recognition::{Key, KeyCommand, Recognise, RecogniseFormat, VerdictFormat, VerifyCredential};

use clap::{ArgGroup, Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// A linked-data registry and KPI API for Europe's automotive regions.
#[derive(Debug, Parser)]
#[command(name = "concord", version, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Serve the registry over HTTP.
    Serve(Serve),
    /// Load RDF files as one revision.
    Load(Load),
    /// Take in the tables of others.
    Import(Import),
    /// Tell where each milestone, yearly target and commitment stands on a day.
    Milestones(Milestones),
    /// Check RDF files against SHACL shapes.
    Validate(Validate),
    /// Ask a SPARQL query.
    Query(Query),
    /// Ask for figures of indicators and what is computed from them.
    Kpi(Kpi),
    /// Write graphs out as RDF.
    Export(Export),
    /// List the revisions.
    History(History),
    /// Tell what is different between two revisions.
    Diff(Diff),
    /// Print the GraphQL schema, or compare two.
    Schema(Schema),
    /// Tell what jobs need, what somebody lacks, which jobs are near, and which training helps.
    Skills(super::skills::Skills),
    /// Bring back what an earlier revision held, as a new revision.
    Rollback(Rollback),
    /// Check every object of the data folder and every hash.
    Verify(Verify),
    /// Manage the tokens that writing over HTTP needs.
    Token(Token),
    /// Assess applications for the recognition of qualifications.
    Recognise(Recognise),
    /// Make a key that signs credentials, or tell whose key a file holds.
    Key(Key),
    /// Check a signed credential, such as an assessment.
    VerifyCredential(VerifyCredential),
}

/// Where the registry is and how it is read.
#[derive(Debug, ClapArgs)]
pub(super) struct Registry {
    /// The data folder; created with ontology, shapes and seeds on first use.
    #[arg(long, value_name = "DIR", default_value = "./data")]
    pub(super) data: PathBuf,
    /// Create a new registry without ontology, shapes and seeds.
    #[arg(long)]
    pub(super) empty: bool,
    /// What stands behind the default graph of a query.
    #[arg(long, value_name = "MEANING", default_value = "union")]
    pub(super) default_graph: DefaultGraph,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum DefaultGraph {
    /// Every triple of every graph, once.
    Union,
    /// Only the triples outside all named graphs.
    Strict,
}

/// Which revision is read; the last one if nothing is said.
#[derive(Debug, ClapArgs)]
#[command(group = ArgGroup::new("at"))]
pub(super) struct At {
    /// The number of the revision.
    #[arg(long, value_name = "N", group = "at")]
    pub(super) revision: Option<u64>,
    /// The last revision at or before this time, such as 2026-03-01T12:00:00Z.
    #[arg(long, value_name = "DATE-TIME", group = "at")]
    pub(super) as_of: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// The address and port to listen on.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:7878")]
    pub(super) bind: SocketAddr,
    /// The key that signs assessments, as `concord key new` makes it; without one, none is signed.
    #[arg(long, value_name = "FILE")]
    pub(super) key: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Load {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// RDF files: .ttl, .nt, .nq, .trig, .rdf, .jsonld, each also with .gz or .zst; a folder stands for those in it.
    ///
    /// All of them make one revision, so that they may rest on each other in any order.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// The graph that the files fill; else a graph named after each file, and for .nq and .trig the file's own ones.
    #[arg(long, value_name = "IRI")]
    pub(super) graph: Option<String>,
    /// Make each graph hold exactly what the files say (the usual way).
    #[arg(long, conflicts_with = "add")]
    pub(super) replace: bool,
    /// Add to what the graphs hold.
    #[arg(long)]
    pub(super) add: bool,
    /// Tell what would change, and change nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Why, for the history.
    #[arg(long, short, value_name = "TEXT", default_value = "")]
    pub(super) message: String,
    /// The language in which things are named.
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub(super) lang: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Import {
    #[command(subcommand)]
    pub(super) command: ImportCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ImportCommand {
    /// Fill a graph with the units of the NUTS classification and with what became of them.
    Nuts(ImportNuts),
    /// Fill a graph with the observations of statistical tables.
    ///
    /// SDMX-CSV, Eurostat TSV, JSON-stat 2.0 or any delimited text with named columns, packed with gzip or not.
    Eurostat(ImportEurostat),
    /// Fill a graph with a release of ESCO: occupations, skills and what belongs to which.
    Esco(ImportEsco),
    /// Fill a graph with the training offers of a table.
    Offers(ImportOffers),
}

#[derive(Debug, ClapArgs)]
pub(super) struct ImportNuts {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// Lists of units, or of units and their changes: comma, semicolon or tab separated text with named columns.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// The version of lists whose columns name none.
    #[arg(long, value_name = "YEAR", default_value_t = 2024)]
    pub(super) version: u16,
    /// A table of the area and population that units of two versions share; may be given more than once.
    #[arg(long, value_name = "FILE")]
    pub(super) changes: Vec<PathBuf>,
    /// The graph that holds exactly what the files say afterwards; else .../graph/nuts-YEAR.
    #[arg(long, value_name = "IRI")]
    pub(super) graph: Option<String>,
    /// Tell what would change, and change nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Why, for the history.
    #[arg(long, short, value_name = "TEXT", default_value = "")]
    pub(super) message: String,
    /// The language in which things are named.
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub(super) lang: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Milestones {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// The day; today where it is not given.
    #[arg(long, value_name = "DATE")]
    pub(super) at: Option<String>,
    /// Of the answer: text or json.
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    pub(super) format: ReportFormat,
    /// Print the query that gives the answer, and nothing else.
    #[arg(long)]
    pub(super) explain: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ImportEurostat {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// The tables; all of them are read by the same mapping.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Which rows are which observations: a con:TableMapping in Turtle.
    #[arg(long, value_name = "FILE")]
    pub(super) mapping: PathBuf,
    /// The graph that holds exactly what the files say afterwards; else .../graph/NAME-OF-THE-MAPPING-FILE.
    #[arg(long, value_name = "IRI")]
    pub(super) graph: Option<String>,
    /// When the tables were taken from their source; goes before what the mapping says of its data sets.
    #[arg(long, value_name = "DATE-TIME")]
    pub(super) retrieved: Option<String>,
    /// Tell what would change, and change nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Of the report: text or json.
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    pub(super) format: ReportFormat,
    /// Why, for the history.
    #[arg(long, short, value_name = "TEXT", default_value = "")]
    pub(super) message: String,
    /// The language in which things are named.
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub(super) lang: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ImportEsco {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// The archives of the official download, as they are: concepts in a language or more, and the relations.
    #[arg(required = true, value_name = "ZIP")]
    pub(super) archives: Vec<PathBuf>,
    /// Tables with labels in more languages, named like `skills_fr.csv`, each also with .gz.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) labels: Vec<PathBuf>,
    /// The version that the archives hold.
    #[arg(long, value_name = "NUMBER")]
    pub(super) version: String,
    /// The graph that holds exactly the release afterwards; else .../graph/esco-NUMBER.
    #[arg(long, value_name = "IRI")]
    pub(super) graph: Option<String>,
    /// Leave other releases of ESCO in, instead of putting this one in their place.
    #[arg(long)]
    pub(super) beside: bool,
    /// Tell what would change, and change nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Why, for the history.
    #[arg(long, short, value_name = "TEXT", default_value = "")]
    pub(super) message: String,
    /// The language in which things are named.
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub(super) lang: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    Text,
    Json,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ImportOffers {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// Comma, semicolon or tab separated text with the columns id, name, provider, outcomes, and others.
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Where the offers are taken from, as a title.
    #[arg(long, value_name = "TITLE")]
    pub(super) source: String,
    /// How sure the source is: A official or first-party, B second-hand, C inferred.
    #[arg(long, value_name = "LETTER", value_parser = ["A", "B", "C"])]
    pub(super) sureness: String,
    /// The graph that holds exactly the offers afterwards.
    #[arg(long, value_name = "IRI")]
    pub(super) graph: String,
    /// Tell what would change, and change nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Why, for the history.
    #[arg(long, short, value_name = "TEXT", default_value = "")]
    pub(super) message: String,
    /// The language in which things are named.
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub(super) lang: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Validate {
    /// RDF files to check together; a folder stands for those in it.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// A file or folder of SHACL shapes to check the files against, alone; may be given more than once.
    ///
    /// Else the files are checked as a load would: against the shapes of the registry and beside what it holds.
    #[arg(long, short, value_name = "FILE")]
    pub(super) shapes: Vec<PathBuf>,
    /// Of the report: text, json, csv, html, sarif; as a sh:ValidationReport ttl, nt, nq, trig, rdf, jsonld.
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    pub(super) format: String,
    /// The language of messages, where the shapes speak it.
    #[arg(long, short, value_name = "TAG", default_value = "en")]
    pub(super) lang: String,
    /// The data folder of the registry; without one, that which a new registry would hold counts.
    #[arg(long, value_name = "DIR", default_value = "./data")]
    pub(super) data: PathBuf,
    /// Findings that are told; more are only counted.
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    pub(super) findings_max: usize,
}

#[derive(Debug, ClapArgs)]
#[command(group = ArgGroup::new("text").required(true))]
pub(super) struct Query {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// A file with the query; `-` is standard input.
    #[arg(value_name = "FILE", group = "text")]
    pub(super) file: Option<PathBuf>,
    /// The query itself.
    #[arg(long = "query", short = 'q', value_name = "TEXT", group = "text")]
    pub(super) words: Option<String>,
    /// Of the answer: table, json, xml, csv, tsv; for graphs ttl, nt, nq, trig, rdf, jsonld.
    #[arg(long, short, value_name = "FORMAT")]
    pub(super) format: Option<String>,
    /// A value for a variable of the query, as an IRI, a `prefix:name` or a literal in quotes.
    #[arg(long, short, value_name = "NAME=VALUE")]
    pub(super) param: Vec<String>,
    #[command(flatten)]
    pub(super) at: At,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Kpi {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// list, series, cross-section, ranking (rank), change, compare, distribution, convergence, projection (project),
    /// target, roll-up, composite, impact; or explain and one of them.
    #[arg(value_name = "WHAT")]
    pub(super) what: String,
    /// The code of the indicator, then NAME=VALUE as over HTTP: region=DE21,lombardy group=nuts2 period=2023.
    ///
    /// The parameters of each question stand in docs/kpi.md and in /openapi.json.
    #[arg(value_name = "CODE|NAME=VALUE")]
    pub(super) words: Vec<String>,
    /// Of the answer.
    #[arg(long, short, value_name = "FORMAT", default_value = "table")]
    pub(super) format: KpiFormat,
    /// The language in which things are named.
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub(super) lang: String,
    #[command(flatten)]
    pub(super) at: At,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum KpiFormat {
    Table,
    Json,
    Csv,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Export {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// One graph; else all but the graph of revisions.
    #[arg(long, value_name = "IRI")]
    pub(super) graph: Option<String>,
    /// ttl, nt, nq, trig, rdf, jsonld; else by the name of the output, else nq (ttl for one graph).
    #[arg(long, short, value_name = "FORMAT")]
    pub(super) format: Option<String>,
    /// The file to write; else standard output.
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) at: At,
}

#[derive(Debug, ClapArgs)]
pub(super) struct History {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// List only the last ones.
    #[arg(long, short, value_name = "N")]
    pub(super) number: Option<usize>,
    /// Write JSON, one revision a line.
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Diff {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// The earlier revision; 0 is before the first one.
    #[arg(value_name = "A")]
    pub(super) from: u64,
    /// The later revision; the last one if nothing is said.
    #[arg(value_name = "B")]
    pub(super) to: Option<u64>,
    /// Compare what all graphs say together, whichever of them says it.
    #[arg(long)]
    pub(super) union: bool,
    /// What it is written as.
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    pub(super) format: DiffFormat,
    /// The language in which things are named.
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub(super) lang: String,
    /// Tell at most so many things.
    #[arg(long, short, value_name = "N", default_value_t = 1000)]
    pub(super) number: usize,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum DiffFormat {
    /// Words, by graph and thing.
    Text,
    /// N-Quads after `A ` for added and `D ` for removed.
    Patch,
    /// JSON, by graph and thing.
    Json,
}

#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Schema {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// The revision whose shapes give the schema; the last one if nothing is said.
    #[arg(long, value_name = "N")]
    pub(super) revision: Option<u64>,
    #[command(subcommand)]
    pub(super) command: Option<SchemaCommand>,
}

#[derive(Debug, Subcommand)]
pub(super) enum SchemaCommand {
    /// Name the breaking and the harmless changes between the schemas of two revisions.
    Diff(SchemaDiff),
}

#[derive(Debug, ClapArgs)]
pub(super) struct SchemaDiff {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// The earlier revision.
    #[arg(value_name = "A")]
    pub(super) from: u64,
    /// The later revision; the last one if nothing is said.
    #[arg(value_name = "B")]
    pub(super) to: Option<u64>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Rollback {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// The revision whose state is brought back.
    #[arg(value_name = "N")]
    pub(super) to: u64,
    /// Tell what would change, and change nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Why, for the history.
    #[arg(long, short, value_name = "TEXT")]
    pub(super) message: Option<String>,
    /// The language in which things are named.
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub(super) lang: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Verify {
    #[command(flatten)]
    pub(super) registry: Registry,
    /// Print the RDFC-1.0 hash of every graph of the last revision.
    #[arg(long)]
    pub(super) hashes: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Token {
    #[command(subcommand)]
    pub(super) command: TokenCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum TokenCommand {
    /// Make a token and print it; it is not shown again.
    Add {
        /// admin, steward or reader.
        #[arg(long)]
        role: String,
        /// What the token is called in lists and in the history.
        #[arg(long)]
        name: String,
        /// For a steward: what the names of the graphs start with that the token may change.
        #[arg(long, value_name = "PREFIX")]
        graph: Option<String>,
        /// The data folder.
        #[arg(long, value_name = "DIR", default_value = "./data")]
        data: PathBuf,
    },
    /// List the tokens by name and role.
    List {
        /// The data folder.
        #[arg(long, value_name = "DIR", default_value = "./data")]
        data: PathBuf,
    },
    /// Take a token away.
    Remove {
        /// What the token is called.
        #[arg(long)]
        name: String,
        /// The data folder.
        #[arg(long, value_name = "DIR", default_value = "./data")]
        data: PathBuf,
    },
}
