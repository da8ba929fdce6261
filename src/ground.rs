//! What does a registry start from?
//!
//! The ontology, the shapes, the seeds and the queries, each file embedded word for word.
//! The lists `ONTOLOGY`, `SHAPES`, `SEEDS` and `QUERIES` are made by `build.rs`; a test compares them with the folders.
//! Nothing is parsed here.

include!(concat!(env!("OUT_DIR"), "/ground.rs"));

/// One embedded file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroundFile {
    /// The path below its folder, with `/`: `competency/01-signatories.rq`.
    pub name: &'static str,
    /// What names the file elsewhere. A Turtle file fills the graph [`GRAPH`](crate::vocab::GRAPH) and slug:
    /// `ontology`, `shapes`, or the seed's file name without extension. A query has its path without extension.
    pub slug: &'static str,
    /// The whole text.
    pub text: &'static str,
}

/// The file of that name in one of the lists.
pub fn find(files: &'static [GroundFile], name: &str) -> Option<&'static GroundFile> {
    files.iter().find(|it| it.name == name)
}
