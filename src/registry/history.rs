//! What did the registry hold at a revision or a time?

use super::{Registry, RegistryError, lock, revisions};
use crate::graph::{Stage, View};
use crate::load;
use crate::log::Log;
use jiff::{Timestamp, civil, tz::TimeZone};
use std::io::Read;
use std::sync::Arc;

/// Which revision a read means.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum At {
    #[default]
    Latest,
    Revision(u64),
    /// The last revision at or before this time, RFC 3339; without an offset it is UTC, a date is its first moment.
    AsOf(String),
}

/// Views of earlier revisions that are kept; one of a large registry has some hundred megabytes.
const EARLIER_VIEWS_MAX: usize = 4;

impl Registry {
    /// The view of a revision.
    ///
    /// # Errors
    /// [`RegistryError::NoRevision`], [`RegistryError::Time`]; [`RegistryError::Log`] where it cannot be read.
    pub fn view_at(&self, at: &At) -> Result<Arc<View>, RegistryError> {
        let current = self.view();
        let number = self.number_at(at)?;
        if number == current.revision() {
            return Ok(current);
        }
        let mut earlier = lock(&self.earlier);
        if let Some(found) = earlier.iter().position(|it| it.revision() == number) {
            let view = earlier.remove(found);
            earlier.insert(0, Arc::clone(&view));
            return Ok(view);
        }
        let view = build(&lock(&self.log), &earlier, number, &mut 0)?;
        let heads = self.revisions();
        let view = Arc::new(revisions::with_revisions(view, &heads[..number as usize]));
        earlier.truncate(EARLIER_VIEWS_MAX - 1);
        earlier.insert(0, Arc::clone(&view));
        Ok(view)
    }

    /// The number of the revision that is meant.
    ///
    /// # Errors
    /// [`RegistryError::NoRevision`], [`RegistryError::Time`].
    pub fn number_at(&self, at: &At) -> Result<u64, RegistryError> {
        let heads = self.revisions();
        match at {
            At::Latest => Ok(self.view().revision()),
            At::Revision(number) if (1..=heads.len() as u64).contains(number) => Ok(*number),
            At::Revision(0) if heads.is_empty() => Ok(0),
            At::Revision(number) => Err(RegistryError::NoRevision(number.to_string())),
            At::AsOf(text) => {
                let time = format_time(parse_time(text).ok_or_else(|| RegistryError::Time(text.clone()))?);
                match heads.partition_point(|it| it.time <= time) {
                    0 => Err(RegistryError::NoRevision(format!("at or before {text}"))),
                    number => Ok(number as u64),
                }
            }
        }
    }
}

/// A time as the heads have it: UTC with microseconds, so that the order of texts is the order of times.
pub(super) fn format_time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

fn parse_time(text: &str) -> Option<Timestamp> {
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time);
    }
    let civil: civil::DateTime = text.parse().ok()?;
    Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// The state after revision `number`, without the graph of revisions unless the start has one.
///
/// It starts from the youngest known view or checkpoint before it and does the rest again; `checkpoint` gets the
/// number of the checkpoint that was used.
pub(super) fn build(
    log: &Log,
    known: &[Arc<View>],
    number: u64,
    checkpoint: &mut u64,
) -> Result<View, RegistryError> {
    let mut start = Arc::new(View::default());
    if let Some(view) = known.iter().filter(|it| it.revision() <= number).max_by_key(|it| it.revision()) {
        start = Arc::clone(view);
    }
    let nearest = log.checkpoint_at_or_before(number)?;
    for damaged in nearest.damaged {
        tracing::warn!("{damaged}");
    }
    if let Some((found, mut body)) = nearest.checkpoint.filter(|it| it.0 > start.revision()) {
        let mut bytes = Vec::with_capacity(body.content_bytes() as usize);
        let view = body
            .read_to_end(&mut bytes)
            .map_err(|error| error.to_string())
            .and_then(|_| View::from_snapshot(&bytes).map_err(|error| error.to_string()));
        match view {
            Ok(view) => {
                *checkpoint = found;
                start = Arc::new(view);
            }
            // The revisions are the truth: without the checkpoint it only takes longer.
            Err(problem) => tracing::warn!("checkpoint {found} is passed over: {problem}; remove its file"),
        }
    }
    if start.revision() == number {
        return Ok(View::clone(&start));
    }
    let first = start.revision() + 1;
    let mut stage = Stage::new(start);
    for number in first..=number {
        let mut body = log.body(number)?;
        load::apply_patch(&mut body, &mut stage)
            .map_err(|source| RegistryError::Replay { number, problem: source })?;
    }
    Ok(stage.freeze(number).0)
}
