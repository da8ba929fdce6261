//! Job profiles and skills: on synthetic data, and on the published releases of ESCO where they are at hand.
//!
//! The releases stand outside of the repository: in the folder that `CONCORD_SHARED` names, else in `../shared`.

mod answers;
mod graphql;
mod import;

use std::path::{Path, PathBuf};

/// The folder of the published releases, if it is there.
fn esco() -> Option<PathBuf> {
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("CONCORD_SHARED").map_or(usual, PathBuf::from).join("data/esco");
    if folder.join("1.1.1/relations.zip").is_file() {
        return Some(folder);
    }
    eprintln!("skipped: no shared data in {}", folder.display());
    None
}
