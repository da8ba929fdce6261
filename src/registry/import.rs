//! How does what an import read come in? As a load that fills one graph.

use super::{Author, Registry, RegistryError, Report};
use crate::graph::{Stage, View};
use crate::import::Source;
use crate::import::eurostat::{self, Eurostat, Known, Mapping};
use crate::import::nuts::Nuts;
use crate::import::offers::Offers;
use crate::load::{self, Compression, Input, Mode, RdfFormat};
use crate::shape::{Finding, Findings, Severity};
use crate::vocab;
use oxrdf::{Term, Triple};
use oxsdatatypes::DateTime;
use std::fmt::Write as _;
use std::io::Read;
use std::str::FromStr as _;
use std::sync::Arc;

/// Tables and the mapping by which they are read.
pub struct EurostatImport<'a> {
    /// The name of the mapping file.
    pub mapping_name: String,
    /// Its text, in Turtle.
    pub mapping: &'a str,
    pub sources: Vec<Source<'a>>,
    /// When the tables were taken from their source, as `xsd:dateTime`; goes before what the mapping says.
    pub retrieved_at: Option<String>,
    /// The graph that the observations will fill.
    pub graph: &'a str,
    pub limits: eurostat::Limits,
}

impl Registry {
    /// Makes a graph hold exactly what tables of NUTS units and of their changes say, as one revision.
    ///
    /// The same tables again are no change. `author.source` names the files.
    ///
    /// # Errors
    /// Those of [`Registry::load`]; the last revision stands then.
    pub fn import_nuts(&self, nuts: &Nuts, graph: &str, author: &Author) -> Result<Report, RegistryError> {
        self.import_triples(&nuts.triples, "tables of NUTS units", graph, author)
    }

    /// Makes a graph hold exactly the training offers of a table, as one revision.
    ///
    /// # Errors
    /// Those of [`Registry::load`]; the last revision stands then.
    pub fn import_offers(
        &self,
        offers: &Offers,
        graph: &str,
        author: &Author,
    ) -> Result<Report, RegistryError> {
        self.import_triples(&offers.triples, "a table of training offers", graph, author)
    }

    fn import_triples(
        &self,
        triples: &[Triple],
        what: &str,
        graph: &str,
        author: &Author,
    ) -> Result<Report, RegistryError> {
        let text = ntriples(triples);
        let name = author.source.clone().unwrap_or_else(|| what.to_owned());
        let input = input(name, RdfFormat::NTriples, graph, Box::new(text.as_bytes()));
        self.load(vec![input], Mode::Replace, author)
    }

    /// Reads statistical tables by a mapping, beside what the registry knows; nothing is kept.
    ///
    /// The mapping is held against the shapes first. What the graph to be filled holds so far does not count as known.
    ///
    /// # Errors
    /// [`RegistryError::Refused`] for a mapping that its shapes do not let through, [`RegistryError::Import`] for files
    /// that cannot be read by it, [`RegistryError::Time`], and those of [`Registry::validate`].
    pub fn read_eurostat(&self, import: EurostatImport<'_>) -> Result<Eurostat, RegistryError> {
        let EurostatImport { mapping_name, mapping, sources, retrieved_at, graph, limits } = import;
        if let Some(moment) = retrieved_at.as_ref().filter(|it| DateTime::from_str(it).is_err()) {
            return Err(RegistryError::Time(moment.clone()));
        }
        let beside = format!("{}mapping", vocab::GRAPH);
        let text =
            || vec![input(mapping_name.clone(), RdfFormat::Turtle, &beside, Box::new(mapping.as_bytes()))];
        let load_limits = &self.settings().load;
        // What the file defines besides is judged when it comes in; here the graph to be filled still stands beside it.
        let findings = of_mappings(self.validate(text(), text, Mode::Add, load_limits)?);
        if findings.is_refusal() {
            return Err(RegistryError::Refused(Box::new(findings)));
        }
        let mut stage = Stage::new(Arc::new(View::default()));
        load::load(&mut stage, text(), Mode::Add, 1, load_limits)?;
        let mapping = Mapping::read(Arc::new(stage.freeze(1).0), &mapping_name)?;
        let known = Known::read(&self.view(), Some(graph), &mapping);
        let request = eurostat::Request { mapping: &mapping, known: &known, sources, retrieved_at, limits };
        Ok(eurostat::read(request)?)
    }

    /// Makes a graph hold exactly what statistical tables say, as one revision.
    ///
    /// The same tables again are no change. `author.source` names the files.
    ///
    /// # Errors
    /// Those of [`Registry::load`]; the last revision stands then.
    pub fn import_eurostat(
        &self,
        tables: Eurostat,
        graph: &str,
        author: &Author,
    ) -> Result<Report, RegistryError> {
        let name = author.source.clone().unwrap_or_else(|| "statistical tables".to_owned());
        self.load(
            vec![input(name, RdfFormat::NTriples, graph, Box::new(tables.statements))],
            Mode::Replace,
            author,
        )
    }
}

/// The findings of the shapes of mappings.
fn of_mappings(mut findings: Findings) -> Findings {
    let is_of_mapping = |it: &Finding| {
        let Term::NamedNode(shape) = &it.source.shape else { return false };
        let name = shape.as_str().strip_prefix(vocab::SHAPE);
        name.is_some_and(|it| MAPPING_SHAPES.iter().any(|start| it.starts_with(start)))
    };
    findings.all.retain(is_of_mapping);
    findings.solved.clear();
    findings.total = findings.all.len();
    let is_violation = |it: &&Finding| matches!(it.severity(), Severity::Violation | Severity::Other(_));
    findings.blocking = findings.all.iter().filter(is_violation).count();
    findings
}

/// How the names of these shapes start.
const MAPPING_SHAPES: [&str; 3] = ["TableMapping", "Mapping", "CodeMatch"];

fn input<'r>(name: String, format: RdfFormat, graph: &str, reader: Box<dyn Read + Send + 'r>) -> Input<'r> {
    Input {
        name,
        format,
        compression: Compression::None,
        graph: Some(graph.to_owned()),
        base_iri: None,
        reader,
    }
}

fn ntriples(triples: &[Triple]) -> String {
    let mut text = String::new();
    for triple in triples {
        // Writing to memory cannot fail.
        let _ = writeln!(text, "{triple} .");
    }
    text
}
