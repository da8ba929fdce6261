//! What does a new registry hold?

use super::{Author, Registry, RegistryError, Report, Terms};
use crate::ground::{GroundFile, ONTOLOGY, SEEDS, SHAPES};
use crate::load::{LoadError, Mode, ground_input};
use crate::vocab;

impl Registry {
    /// Loads the embedded ontology, shapes and seeds as one revision, each file into its graph.
    pub(super) fn load_ground(&self) -> Result<Report, RegistryError> {
        let author = Author {
            agent: "concord".to_owned(),
            reason: "the ground state: ontology, shapes and seeds".to_owned(),
            source: Some(format!("concord {}", env!("CARGO_PKG_VERSION"))),
            terms: Terms::default(),
        };
        let input = |it: &'static GroundFile| ground_input(it, format!("{}{}", vocab::GRAPH, it.slug));
        let files = ONTOLOGY.iter().chain(SHAPES).chain(SEEDS).map(input);
        self.load(files.collect(), Mode::Replace, &author).map_err(|error| match error {
            RegistryError::Load(source) => RegistryError::Ground { file: file_of(&source), problem: source },
            other => other,
        })
    }
}

fn file_of(error: &LoadError) -> String {
    match error {
        LoadError::Syntax { source_name, .. }
        | LoadError::Invalid { source_name, .. }
        | LoadError::Compressed { source_name, .. }
        | LoadError::TooLarge { source_name, .. }
        | LoadError::Read { source_name, .. }
        | LoadError::UnknownFormat(source_name) => source_name.clone(),
        LoadError::GraphName { iri, .. } => iri.clone(),
    }
}
