//! Which figures does a revision give, and on what does each rest?

mod ask;
mod explained;
mod table;
mod told;

pub use ask::{Choice, KpiOperation, KpiQuestion};
pub use explained::Explained;
pub use table::{COLUMNS, Cell as TableCell, KpiTable};
pub use told::{KpiTold, significant};

use super::{Registry, lock};
use crate::graph::View;
use crate::kpi::{Answer, CONCORD, Cube, Data, KpiError};
use std::sync::{Arc, Mutex, OnceLock, Weak};

/// Cubes that are kept: of the last revision, and of the one before.
const CUBES_MAX: usize = 2;

/// The cubes of the views that were asked last.
#[derive(Debug, Default)]
pub(super) struct Cubes {
    /// The one used last first.
    kept: Mutex<Vec<Kept>>,
}

#[derive(Debug)]
struct Kept {
    /// Held weakly, so that no view lives on for its cube alone.
    view: Weak<View>,
    cube: Arc<OnceLock<Arc<Cube>>>,
}

impl Cubes {
    /// The place for the cube of a view, which whoever comes first fills.
    fn place(&self, view: &Arc<View>) -> Arc<OnceLock<Arc<Cube>>> {
        let mut kept = lock(&self.kept);
        let found = kept.iter().position(|it| Weak::as_ptr(&it.view) == Arc::as_ptr(view));
        if let Some(found) = found {
            kept[..=found].rotate_right(1);
        } else {
            // A revision that left the union as it was needs no new cube.
            let same = kept.iter().find(|it| it.cube.get().is_some_and(|it| it.is_of(view)));
            let cube = same.map(|it| Arc::clone(&it.cube)).unwrap_or_default();
            kept.insert(0, Kept { view: Arc::downgrade(view), cube });
            kept.truncate(CUBES_MAX);
        }
        Arc::clone(&kept[0].cube)
    }
}

impl Registry {
    /// The figures of a view; the first question about a view reads them, and others wait for it.
    pub fn cube(&self, view: &Arc<View>) -> Arc<Cube> {
        Arc::clone(self.cubes.place(view).get_or_init(|| Arc::new(Cube::read(view, &CONCORD))))
    }

    /// Answers a question about indicators.
    ///
    /// # Errors
    /// [`KpiError`] tells what does not fit.
    pub fn kpi<'v>(
        &self,
        view: &'v Arc<View>,
        cube: &'v Cube,
        question: &KpiQuestion,
    ) -> Result<(Data<'v>, Answer), KpiError> {
        let data = Data { view, cube };
        Ok((data, question.answer(data)?))
    }
}
