//! What can go wrong with the log, and what to do about it?

use std::{fmt, io, path::PathBuf};

/// The kinds of object in the folder of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectKind {
    /// One accepted change: the truth.
    Revision,
    /// The state after one revision: derived, may be removed at any time.
    Checkpoint,
    /// The marker that says that a revision was acknowledged to its sender.
    Acknowledgement,
}

impl ObjectKind {
    /// What a person does about a damaged object of this kind.
    fn remedy(self) -> &'static str {
        match self {
            Self::Revision => {
                "restore this file from a backup; a registry never starts on less than it acknowledged"
            }
            Self::Checkpoint => {
                "remove this file; a checkpoint is derived from the revisions and is made again"
            }
            Self::Acknowledgement => {
                "restore it from a backup; where the revision itself is whole, remove the wrong marker and open the \
                 folder for writing, which makes the right one"
            }
        }
    }
}

impl fmt::Display for ObjectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Revision => "revision",
            Self::Checkpoint => "checkpoint",
            Self::Acknowledgement => "acknowledgement of revision",
        })
    }
}

/// An operation on the log failed.
///
/// Whatever the error, every acknowledged revision is as it was before the operation.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// Another process holds the exclusive lock of the folder.
    #[error("the data folder {} is in use by another writer: stop that process, or open the folder for reading", folder.display())]
    Locked {
        /// The folder of the log.
        folder: PathBuf,
    },
    /// A change was asked of a log that was opened for reading.
    #[error("the data folder {} was opened for reading and cannot be changed", folder.display())]
    ReadOnly {
        /// The folder of the log.
        folder: PathBuf,
    },
    /// A log was opened for reading where there is none.
    #[error("there is no registry in {}: name another folder, or open this one for writing to create it", folder.display())]
    NoLog {
        /// The folder that was named.
        folder: PathBuf,
    },
    /// An object is not what was written.
    #[error("{kind} {number} is damaged: {} {problem}; {}", file.display(), kind.remedy())]
    Damaged {
        /// What the object is.
        kind: ObjectKind,
        /// The number of its revision.
        number: u64,
        /// The file that holds it.
        file: PathBuf,
        /// What is wrong, as a sentence that goes on from the name of the file.
        problem: String,
    },
    /// A revision is not in the folder, although something shows that it was accepted.
    #[error(
        "revision {number} is missing: there is no {}, but {evidence}; restore this file from a backup; a registry \
         never starts on less than it acknowledged",
        file.display()
    )]
    Missing {
        /// The number of the first missing revision.
        number: u64,
        /// The file that should hold it.
        file: PathBuf,
        /// What shows that the revision was accepted.
        evidence: String,
    },
    /// A revision was asked for that the log does not have.
    #[error("there is no revision {number}; the last one is {last}")]
    Unknown {
        /// The number that was asked for.
        number: u64,
        /// The number of the last revision, 0 if there is none.
        last: u64,
    },
    /// The next revision exists already: something wrote into the folder past the lock.
    #[error("{} exists already: another writer is at work in this folder; stop it and open the folder again", file.display())]
    Occupied {
        /// The file that was to be created.
        file: PathBuf,
    },
    /// The head of a revision is larger than the format allows.
    #[error(
        "the head of revision {number} has {head_bytes} bytes, at most {head_bytes_max} are possible: touch fewer graphs at once"
    )]
    HeadTooLarge {
        /// The number that the revision would have had.
        number: u64,
        /// Its size, bytes of JSON.
        head_bytes: usize,
        /// The limit, bytes of JSON.
        head_bytes_max: usize,
    },
    /// The caller's own code failed while it wrote the body of an object.
    #[error("the content of {kind} {number} could not be produced; nothing was changed")]
    Body {
        /// What was to be written.
        kind: ObjectKind,
        /// The number of its revision.
        number: u64,
        /// What the caller's code said.
        source: io::Error,
    },
    /// The disk or the quota is full.
    #[error("the disk is full: failed to write {}; the last revision stands: free some space and try again", file.display())]
    Full {
        /// The file that did not fit.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// An earlier append failed so late that only opening the folder again tells how it ended.
    #[error(
        "it is not known whether revision {number} reached the disk: open the folder again before the next change"
    )]
    Unsettled {
        /// The number of the revision whose append failed.
        number: u64,
    },
    /// The system refused an operation on a file.
    #[error("failed to {action} {}", file.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// The file or folder.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl LogError {
    /// The error of a file operation; a full disk has a name of its own.
    pub(super) fn io(action: &'static str, file: PathBuf, source: io::Error) -> Self {
        if matches!(source.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
            Self::Full { file, source }
        } else {
            Self::Io { action, file, source }
        }
    }
}
