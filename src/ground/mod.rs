//! What does a registry start from?
//!
//! The ontology, the shapes, the seeds and the queries, each file embedded word for word.
//! The lists are generated from the folders by `make gen`; a test compares them.
//! Nothing is parsed here.

#[rustfmt::skip]
mod generated;

pub use generated::{ONTOLOGY, QUERIES, SEEDS, SHAPES};

/// One embedded file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroundFile {
    /// The path below its folder, with `/`: `competency/01-signatories.rq`.
    pub name: &'static str,
    /// The whole text.
    pub text: &'static str,
}

impl GroundFile {
    /// The file's name without folder and extension: the slug of the graph that a Turtle file fills.
    pub fn stem(&self) -> &'static str {
        let file = self.name.rsplit('/').next().unwrap_or(self.name);
        file.rsplit_once('.').map_or(file, |it| it.0)
    }
}

/// The file of that name in one of the lists.
pub fn find(files: &'static [GroundFile], name: &str) -> Option<&'static GroundFile> {
    files.iter().find(|it| it.name == name)
}
