//! The command line as it is typed.

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
    /// Check RDF files against SHACL shapes.
    Validate(Validate),
    /// Ask a SPARQL query.
    Query(Query),
    /// Write graphs out as RDF.
    Export(Export),
    /// List the revisions.
    History(History),
    /// Tell what is different between two revisions.
    Diff(Diff),
    /// Print the GraphQL schema, or compare two.
    Schema(Schema),
    /// Bring back what an earlier revision held, as a new revision.
    Rollback(Rollback),
    /// Check every object of the data folder and every hash.
    Verify(Verify),
    /// Manage the tokens that writing over HTTP needs.
    Token(Token),
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
