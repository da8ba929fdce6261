//! Who wants to know of a new revision?

use super::{Registry, lock};

/// Takes the number of a revision that can be read from now on, and says whether it wants to hear of the next.
pub(super) type Listener = Box<dyn Fn(u64) -> bool + Send>;

impl Registry {
    /// Has `listener` told of every revision that this registry publishes from now on, in their order.
    ///
    /// It is called by whoever makes the change and under the lock of the writers, so it hands the number on and does
    /// no work of its own. Once it returns `false`, it is let go.
    pub fn on_revision(&self, listener: impl Fn(u64) -> bool + Send + 'static) {
        lock(&self.listeners).push(Box::new(listener));
    }

    pub(super) fn tell(&self, revision: u64) {
        lock(&self.listeners).retain(|listener| listener(revision));
    }
}
