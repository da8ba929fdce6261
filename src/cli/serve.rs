//! `concord serve`

use super::args::Serve;
use super::fault::Fault;
use super::settings::settings;
use crate::http;
use crate::registry::Registry;
use std::sync::Arc;

pub(super) fn run(args: &Serve) -> Result<(), Fault> {
    let registry = Registry::open(settings(&args.registry))?;
    let view = registry.view();
    tracing::info!(
        "revision {} with {} quads in {}",
        view.revision(),
        view.n_quads(),
        registry.folder().display()
    );
    drop(view);
    http::serve(Arc::new(registry), http::Settings { bind: args.bind, ..http::Settings::default() })?;
    Ok(())
}
