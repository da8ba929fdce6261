//! How does a file become part of a revision?
//!
//! Read, number and compare: sources become changes on a [`Stage`], which the registry checks, logs and publishes.
//! Nothing here opens a file, keeps anything or changes what readers see; whatever fails, the stage is dropped.
//!
//! Blank nodes get labels of their own, `r{revision}b{n}` in the order of the text, so that the same load of the same
//! file always gives the same revision; a label of a file is one node across the graphs of that file.

mod ask;
mod error;
mod lines;
mod locate;
mod merge;
mod nesting;
mod parse;
mod patch;
mod replace;
mod source;
mod statements;
#[cfg(test)]
mod tests;
mod turtle;
mod validate;

pub use ask::SparqlAsker;
pub use error::{LoadError, PatchError};
pub use locate::locate;
pub use oxrdfio::RdfFormat;
pub use patch::{apply_patch, write_patch};
pub use source::{Compression, format_of_file, format_of_media_type, stem_of_file};
pub use validate::{
    DATA_REVISION, ValidateError, embedded_shapes, ground, ground_input, read_shapes, validate,
    validate_beside_ground,
};

use crate::graph::{NONE, Stage};
use merge::Collector;
use oxrdf::NamedNode;
use std::io::Read;

/// How much one source may hold.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a source after decompression.
    pub bytes_max: u64,
    /// Bytes of one literal.
    pub literal_bytes_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes_max: 8 << 30, literal_bytes_max: 16 << 20 }
    }
}

/// One source of a load.
pub struct Input<'a> {
    /// As it is called in messages: a file name, a request.
    pub name: String,
    pub format: RdfFormat,
    pub compression: Compression,
    /// The IRI of the graph for what the source puts into no named graph; `None` is the default graph.
    pub graph: Option<String>,
    /// The base of relative IRIs; the text's own base goes before.
    pub base_iri: Option<String>,
    pub reader: Box<dyn Read + Send + 'a>,
}

/// What happens to what the graphs of a load hold so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Each graph that the sources fill holds exactly what they say afterwards.
    ///
    /// Blank nodes are matched with those that are there, so that the same content again is no change. Only where a
    /// source has a blank node in several graphs, and these would match it differently, are they all taken as new.
    #[default]
    Replace,
    /// What the sources say is added. A triple that is there is not added again, but a blank node is always a new one.
    Add,
}

/// What a load read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Quads in the sources, repeats included.
    pub quads: u64,
}

/// Reads sources into a stage as part of the revision of that number.
///
/// # Errors
/// As [`LoadError`]; the stage is of no use then.
pub fn load(
    stage: &mut Stage,
    inputs: Vec<Input<'_>>,
    mode: Mode,
    revision: u64,
    limits: &Limits,
) -> Result<Loaded, LoadError> {
    let mut loaded = Loaded::default();
    let mut collector = Collector::new(stage.interner(), revision);
    for input in inputs {
        let graph = match &input.graph {
            Some(iri) => {
                let graph = NamedNode::new(iri)
                    .map_err(|error| LoadError::GraphName { iri: iri.clone(), message: error.to_string() })?;
                collector.interner.intern_iri(graph.as_str())
            }
            None => NONE,
        };
        let is_whole = input.graph.is_some() || !input.format.supports_datasets();
        collector.start(graph, is_whole);
        parse::read(input, limits, &mut |batch| {
            loaded.quads += batch.quads.len() as u64;
            collector.take(&batch);
            Ok(())
        })?;
    }
    let graphs = collector.finish();
    match mode {
        Mode::Add => {
            for (graph, triples) in graphs {
                stage.insert_all(graph, triples);
            }
        }
        Mode::Replace => replace::replace(stage, graphs),
    }
    Ok(loaded)
}
