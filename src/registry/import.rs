//! How does what an import read come in? As a load that fills one graph.

use super::{Author, Registry, RegistryError, Report};
use crate::import::nuts::Nuts;
use crate::load::{Compression, Input, Mode, RdfFormat};
use oxrdf::Triple;
use std::fmt::Write as _;

impl Registry {
    /// Makes a graph hold exactly what tables of NUTS units and of their changes say, as one revision.
    ///
    /// The same tables again are no change. `author.source` names the files.
    ///
    /// # Errors
    /// Those of [`Registry::load`]; the last revision stands then.
    pub fn import_nuts(&self, nuts: &Nuts, graph: &str, author: &Author) -> Result<Report, RegistryError> {
        let text = ntriples(&nuts.triples);
        let input = Input {
            name: author.source.clone().unwrap_or_else(|| "tables of NUTS units".to_owned()),
            format: RdfFormat::NTriples,
            compression: Compression::None,
            graph: Some(graph.to_owned()),
            base_iri: None,
            reader: Box::new(text.as_bytes()),
        };
        self.load(vec![input], Mode::Replace, author)
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
