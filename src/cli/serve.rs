//! `concord serve`

use super::args::Serve;
use super::fault::Fault;
use super::key;
use super::settings::settings;
use crate::http;
use crate::registry::Registry;
use std::sync::Arc;

pub(super) fn run(args: &Serve) -> Result<(), Fault> {
    let key = args.key.as_deref().map(key::read).transpose()?.map(Arc::new);
    let http = http::Settings { bind: args.bind, key, ..http::Settings::default() };
    let mut settings = settings(&args.registry);
    // What is sent packed may not be more than what may be sent.
    settings.load.bytes_max = http.body_bytes_max as u64;
    let registry = Registry::open(settings)?;
    let view = registry.view();
    tracing::info!(
        "revision {} with {} quads in {}",
        view.revision(),
        view.n_quads(),
        registry.folder().display()
    );
    drop(view);
    http::serve(Arc::new(registry), http)?;
    Ok(())
}
