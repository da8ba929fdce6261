//! Does every object still hold what was written?

use super::{
    LogError, ObjectKind,
    folder::Folder,
    recover::{self, Depth, Survey},
};

/// What was found whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifySummary {
    /// Revisions, those without a marker included.
    pub revisions: u64,
    /// Revisions at the end without a marker: being put right now, or left by a killed writer and whole.
    pub unacknowledged: u64,
    /// Checkpoints.
    pub checkpoints: u64,
    /// Content of all revisions and checkpoints before compression, bytes.
    pub content_bytes: u64,
}

/// Checks everything, in the order of the revisions, and gives the first thing that does not fit as the error.
pub(super) fn verify(folder: &dyn Folder) -> Result<VerifySummary, LogError> {
    let survey = Survey::read(folder)?;
    let mut summary = VerifySummary { revisions: 0, unacknowledged: 0, checkpoints: 0, content_bytes: 0 };
    let mut checksums = Vec::new();
    for number in 1..=survey.last() {
        if !survey.revisions.contains(&number) {
            break; // `require_all` names it below, when everything before it is known to be whole
        }
        let marker = survey.acknowledged.get(&number);
        if marker.is_none() && number < survey.acknowledged_last() {
            return Err(LogError::Damaged {
                kind: ObjectKind::Acknowledgement,
                number,
                file: folder.path(recover::ACKNOWLEDGED),
                problem: "lacks its marker, although a later revision has one".to_owned(),
            });
        }
        match recover::load(folder, number, marker, checksums.last(), Depth::Whole) {
            Ok((_, checksum, content_bytes)) => {
                checksums.push(checksum);
                summary.content_bytes += content_bytes;
            }
            // A writer may take back a revision that it could not acknowledge.
            Err(LogError::Missing { .. }) if marker.is_none() => break,
            Err(error) => return Err(error),
        }
        summary.revisions += 1;
        summary.unacknowledged += u64::from(marker.is_none());
    }
    survey.require_all(folder)?;
    for number in &survey.checkpoints {
        let Some(checksum) = usize::try_from(number - 1).ok().and_then(|at| checksums.get(at)) else {
            continue;
        };
        if let Some(body) = recover::checkpoint_body(folder, *number, checksum)? {
            summary.content_bytes += recover::exhaust(body).map_err(|problem| LogError::Damaged {
                kind: ObjectKind::Checkpoint,
                number: *number,
                file: folder.path(&recover::checkpoint_name(*number)),
                problem,
            })?;
            summary.checkpoints += 1;
        }
    }
    Ok(summary)
}
