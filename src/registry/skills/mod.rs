//! What do occupations, skills, profiles and offers tell, for people and machines?
//!
//! A question names things by IRI or by what they are called, is resolved against one view, and is answered by the
//! catalogue of that view; the answer names everything again and says why.

mod answer;
mod ask;
mod region;
mod release;
mod tell;

pub use answer::{
    BalanceLine, Because, FigureAnswer, FitAnswer, FitLine, GapAnswer, GapLineAnswer, HeldAnswer, NamedThing,
    NearAnswer, NearLine, NeedAnswer, OfferAnswer, ProfileAnswer, ProfileLine, ProfilesAnswer, RegionAnswer,
    ShareAnswer, StepAnswer, TargetAnswer, TrainingAnswer, TransitionsAnswer, WayAnswer,
};
pub use ask::{
    FitQuery, GapQuery, HeldQuery, NearQuery, RegionQuery, SkillsError, TrainingQuery, TransitionQuery,
    amount_milli, share_milli,
};
pub use release::{EscoImport, EscoReport};

use super::{Registry, lock};
use crate::graph::{Triples, View};
use crate::skills::Catalogue;
use std::sync::{Arc, Mutex, OnceLock};

/// Catalogues that are kept: of the last revision, and of the one before.
const CATALOGUES_MAX: usize = 2;

/// The catalogues of the views that were asked last, each with the statements that it was read from.
#[derive(Debug, Default)]
pub(super) struct Catalogues {
    /// The one used last first.
    kept: Mutex<Vec<(Triples, Place)>>,
}

/// Where a catalogue stands once it is read.
type Place = Arc<OnceLock<Arc<Catalogue>>>;

impl Registry {
    /// What is known of occupations and skills in a view; the first question to a view reads it, and others wait.
    pub fn skills(&self, view: &View) -> Arc<Catalogue> {
        let place = {
            let mut kept = lock(&self.catalogues.kept);
            // A revision that left the union as it was needs no new catalogue.
            if let Some(found) = kept.iter().position(|it| it.0.is_shared_with(view.union())) {
                kept[..=found].rotate_right(1);
            } else {
                kept.insert(0, (view.union().clone(), Arc::default()));
                kept.truncate(CATALOGUES_MAX);
            }
            Arc::clone(&kept[0].1)
        };
        Arc::clone(place.get_or_init(|| Arc::new(Catalogue::new(view))))
    }
}
