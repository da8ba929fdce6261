//! What was accepted, in which order, and is all of it still there?
//!
//! A log is a folder of immutable objects. A revision is one accepted change and the truth; a checkpoint is the
//! state after one revision, derived, so that a start need not replay everything. The log knows bytes alone.
//! Absent here: graphs, terms, the clock, and any append to, rename of or write over an existing file.
//!
//! ```text
//! lock                               held by the one writer
//! revisions/000000000001.rev         one object a revision, without a gap from 1
//! acknowledged/000000000001.<hash>   empty marker: the revision with this checksum was acknowledged
//! checkpoints/000000000001.chk       the state after that revision
//! temporary/                         objects that are being written; cleared when a writer opens the folder
//! ```
//!
//! An append writes the object under a temporary name, waits for the disk, links it to its final name, which fails if
//! that name exists, waits for the folder, and then puts the marker in the same way. So at any moment:
//!
//! - a revision with its marker is acknowledged: it stands, and readers see it;
//! - a revision without its marker was written by a process that was killed before it could acknowledge: it is
//!   whole, and the next writer checks it to the last byte and adopts it by writing the marker;
//! - a marker, or a checkpoint, without its revision is a loss: the log does not open.
//!
//! A damaged revision stops the log from opening, or its body from being read. A damaged checkpoint does not: the
//! search for one goes on to an older one, or to none, and tells what it passed over.

mod error;
mod folder;
mod notes;
mod object;
mod recover;
mod verify;

#[cfg(test)]
mod tests;

use std::{
    io,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use serde::{Deserialize, Serialize};

use folder::{Folder, Lock, RealFolder};
use object::{Checksum, HEAD_BYTES_MAX, WriteBody, WriteError};
use recover::{ACKNOWLEDGED, CHECKPOINTS, Depth, REVISIONS, Survey, TEMPORARY};

pub use self::{
    error::{LogError, ObjectKind},
    notes::Notes,
    object::Body,
    verify::VerifySummary,
};

/// What a log is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To read; any number of readers, beside a writer too.
    Read,
    /// To read and to append; one process at a time.
    Write,
}

/// What a revision is, without its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionHead {
    /// From 1, without a gap.
    pub number: u64,
    /// When it was accepted: RFC 3339, UTC.
    pub time: String,
    /// Who made the change.
    pub agent: String,
    /// Why, in the words of the agent.
    pub reason: String,
    /// What the change was taken from, where that is known.
    pub source: Option<String>,
    /// The checksum of the previous revision's object, hexadecimal; empty for the first.
    ///
    /// It is the SHA-256 of all bytes of the file before its last 32, which hold it.
    pub previous: String,
    /// Every graph that the revision touched.
    pub graphs: Vec<TouchedGraph>,
    /// Added quads.
    pub added: u64,
    /// Removed quads.
    pub removed: u64,
}

/// One graph as a revision left it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchedGraph {
    /// Its IRI; `None` is the default graph.
    pub graph: Option<String>,
    /// RDFC-1.0 hash of the graph after the revision, SHA-256, hexadecimal.
    pub hash: String,
    /// Triples after the revision.
    pub triples: u64,
    /// Added triples.
    pub added: u64,
    /// Removed triples.
    pub removed: u64,
}

/// A revision before the log has numbered and chained it; the fields are those of [`RevisionHead`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionHeadDraft {
    /// When it was accepted: RFC 3339, UTC.
    pub time: String,
    /// Who made the change.
    pub agent: String,
    /// Why, in the words of the agent.
    pub reason: String,
    /// What the change was taken from, where that is known.
    pub source: Option<String>,
    /// Every graph that the revision touches.
    pub graphs: Vec<TouchedGraph>,
    /// Added quads.
    pub added: u64,
    /// Removed quads.
    pub removed: u64,
}

impl RevisionHeadDraft {
    fn into_head(self, number: u64, previous: String) -> RevisionHead {
        let Self { time, agent, reason, source, graphs, added, removed } = self;
        RevisionHead { number, time, agent, reason, source, previous, graphs, added, removed }
    }
}

/// The head of a checkpoint.
#[derive(Serialize, Deserialize)]
struct CheckpointHead {
    number: u64,
    /// The checksum of the revision whose state it holds, hexadecimal.
    revision: String,
}

/// The outcome of a search for a checkpoint.
#[derive(Debug)]
pub struct NearestCheckpoint {
    /// The number of the revision and the state after it; `None` if every revision must be replayed.
    pub checkpoint: Option<(u64, Body)>,
    /// The damage of each younger checkpoint that was passed over, youngest first; the start is only slower for it.
    pub damaged: Vec<LogError>,
}

/// The revisions of one registry.
pub struct Log {
    folder: Arc<dyn Folder>,
    heads: Vec<RevisionHead>,
    /// Of the objects of `heads`, in the same order.
    checksums: Vec<Checksum>,
    /// None for a reader.
    lock: Option<Lock>,
    /// Makes temporary names differ; what an earlier process left is cleared before the first one is used.
    n_temporary: AtomicU64,
    /// Set when an append failed so late that only opening the folder again tells how it ended.
    is_unsettled: bool,
}

impl Log {
    /// Opens the log in `folder`, and creates it if it is to be written.
    ///
    /// Reads the head of every revision and checks its hash, its place in the chain and that the object is there in
    /// full length; bodies are checked when they are read, or by [`Log::verify`].
    /// A writer also takes the lock, clears what a killed writer left and adopts its last revision.
    ///
    /// Errors: `Locked`, `NoLog`, `Missing`, `Damaged`, `Io`, `Full`.
    pub fn open(folder: &Path, access: Access) -> Result<Self, LogError> {
        Self::open_in(Arc::new(RealFolder::new(folder)), access)
    }

    fn open_in(folder: Arc<dyn Folder>, access: Access) -> Result<Self, LogError> {
        let lock = match access {
            Access::Read => {
                recover::require_log(&*folder)?;
                None
            }
            Access::Write => Some(recover::prepare(&*folder)?),
        };
        let mut log = Self {
            folder,
            heads: Vec::new(),
            checksums: Vec::new(),
            lock,
            n_temporary: AtomicU64::new(0),
            is_unsettled: false,
        };
        let survey = Survey::read(&*log.folder)?;
        match access {
            Access::Read => log.follow(&survey)?,
            Access::Write => log.recover(&survey)?,
        }
        Ok(log)
    }

    /// All revisions in order: number `n` is at `n - 1`.
    pub fn heads(&self) -> &[RevisionHead] {
        &self.heads
    }

    /// Puts the next revision and returns when it is durable; number and chain are set here.
    ///
    /// `write_body` is called once and may write any number of bytes in any portions.
    ///
    /// Errors: `ReadOnly`, `HeadTooLarge`, `Body`, `Full`, `Io`: the revision was not put, the log goes on.
    /// After a failure so late that it is not known whether the revision reached the disk, each further append gives
    /// `Unsettled`. `Occupied`: somebody else writes here.
    pub fn append(
        &mut self,
        draft: RevisionHeadDraft,
        write_body: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>,
    ) -> Result<&RevisionHead, LogError> {
        self.require_write()?;
        let number = self.last() + 1;
        if self.is_unsettled {
            return Err(LogError::Unsettled { number });
        }
        let previous = self.checksums.last().map_or_else(String::new, object::hex);
        let head = draft.into_head(number, previous);
        let staged = self.stage(ObjectKind::Revision, number, &head, write_body)?;
        let name = recover::revision_name(number);
        if !self.link(&staged, &name)? {
            return Err(LogError::Occupied { file: self.folder.path(&name) });
        }

        let marker = recover::marker_name(number, &staged.checksum);
        let put_marker =
            self.sync_folder(REVISIONS).and_then(|()| recover::put_marker(&*self.folder, &marker));
        if let Err(error) = put_marker {
            // Nobody was told of the revision, and readers wait for the marker: it can be taken back.
            let withdrawn = self.folder.remove(&name).and_then(|()| self.folder.sync_folder(REVISIONS));
            self.is_unsettled = withdrawn.is_err();
            return Err(error);
        }
        if let Err(error) = self.sync_folder(ACKNOWLEDGED) {
            // Readers may have seen the marker: it cannot be taken back.
            self.is_unsettled = true;
            return Err(error);
        }
        self.checksums.push(staged.checksum);
        self.heads.push(head);
        Ok(&self.heads[self.heads.len() - 1])
    }

    /// The body of one revision; every byte of its object is checked before the first one is given.
    ///
    /// Errors: `Unknown`, `Missing`, `Damaged`, `Io`.
    pub fn body(&self, number: u64) -> Result<Body, LogError> {
        let checksum = self.checksum(number)?;
        recover::revision_body(&*self.folder, number, checksum)
    }

    /// Puts the state after revision `number`; gives false, and calls nothing, if that checkpoint exists already.
    ///
    /// Errors: `ReadOnly`, `Unknown`, `Body`, `Full`, `Io`; none of them touches a revision.
    pub fn put_checkpoint(
        &self,
        number: u64,
        write_body: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>,
    ) -> Result<bool, LogError> {
        self.require_write()?;
        let revision = object::hex(self.checksum(number)?);
        let name = recover::checkpoint_name(number);
        if self.folder.exists(&name).map_err(|error| self.failure("look for", &name, error))? {
            return Ok(false);
        }
        let staged =
            self.stage(ObjectKind::Checkpoint, number, &CheckpointHead { number, revision }, write_body)?;
        let is_new = self.link(&staged, &name)?;
        self.sync_folder(CHECKPOINTS)?;
        Ok(is_new)
    }

    /// The numbers of the revisions that have a checkpoint, ascending.
    ///
    /// Errors: `Io`.
    pub fn checkpoints(&self) -> Result<Vec<u64>, LogError> {
        recover::list_checkpoints(&*self.folder).map(|numbers| numbers.into_iter().collect())
    }

    /// The youngest whole checkpoint of revision `number` or an earlier one.
    ///
    /// Errors: `Io`; a damaged checkpoint is none, it is passed over and named in the outcome.
    pub fn checkpoint_at_or_before(&self, number: u64) -> Result<NearestCheckpoint, LogError> {
        let mut damaged = Vec::new();
        for candidate in self.checkpoints()?.into_iter().rev().filter(|it| *it <= number.min(self.last())) {
            let checksum = self.checksum(candidate)?;
            match recover::checkpoint_body(&*self.folder, candidate, checksum) {
                Ok(Some(body)) => {
                    return Ok(NearestCheckpoint { checkpoint: Some((candidate, body)), damaged });
                }
                Ok(None) => (),
                Err(error) if matches!(error, LogError::Damaged { .. }) => damaged.push(error),
                Err(error) => return Err(error),
            }
        }
        Ok(NearestCheckpoint { checkpoint: None, damaged })
    }

    /// Checks every byte of every object in the folder, the chain and the markers.
    ///
    /// Errors: `Missing` or `Damaged` for the first object that does not fit, revisions before checkpoints; `Io`.
    pub fn verify(&self) -> Result<VerifySummary, LogError> {
        verify::verify(&*self.folder)
    }

    /// As [`Log::verify`], for a folder that may be too damaged to open; beside a writer too.
    pub fn verify_folder(folder: &Path) -> Result<VerifySummary, LogError> {
        let folder = RealFolder::new(folder);
        recover::require_log(&folder)?;
        verify::verify(&folder)
    }

    /// Lets a reader follow the writer; gives whether there were new revisions. A writer knows them all.
    ///
    /// Costs one look-up of a file name where nothing is new.
    ///
    /// Errors: `Missing`, `Damaged`, `Io`; the revisions known before stay.
    pub fn refresh(&mut self) -> Result<bool, LogError> {
        let last_before = self.last();
        let next = recover::revision_name(last_before + 1);
        if self.lock.is_some()
            || !self.folder.exists(&next).map_err(|error| self.failure("look for", &next, error))?
        {
            return Ok(false);
        }
        let survey = Survey::read(&*self.folder)?;
        self.follow(&survey)?;
        Ok(self.last() > last_before)
    }

    /// Takes in every acknowledged revision that is not known yet.
    fn follow(&mut self, survey: &Survey) -> Result<(), LogError> {
        survey.require_acknowledged(&*self.folder)?;
        self.load_heads(survey, survey.acknowledged_last())
    }

    /// Takes in every revision, and acknowledges those that a killed writer could not.
    fn recover(&mut self, survey: &Survey) -> Result<(), LogError> {
        survey.require_all(&*self.folder)?;
        self.load_heads(survey, survey.last())?;
        // What is served from now on must outlast a power cut, and the revision must be durable before its marker:
        // the writer before may have been killed ahead of either sync.
        self.sync_folder(REVISIONS)?;
        let is_orphan = |number: &&u64| !survey.acknowledged.contains_key(number);
        for number in survey.revisions.iter().filter(is_orphan) {
            recover::put_marker(&*self.folder, &recover::marker_name(*number, self.checksum(*number)?))?;
        }
        self.sync_folder(ACKNOWLEDGED)
    }

    fn load_heads(&mut self, survey: &Survey, last: u64) -> Result<(), LogError> {
        for number in self.last() + 1..=last {
            let marker = survey.acknowledged.get(&number);
            let depth = if marker.is_some() { Depth::Outline } else { Depth::Whole };
            let previous = self.checksums.last();
            let (head, checksum, _) = recover::load(&*self.folder, number, marker, previous, depth)?;
            self.heads.push(head);
            self.checksums.push(checksum);
        }
        Ok(())
    }

    /// Writes an object under a temporary name.
    fn stage<H: Serialize>(
        &self,
        kind: ObjectKind,
        number: u64,
        head: &H,
        write_body: WriteBody<'_>,
    ) -> Result<Staged, LogError> {
        let content_failure = |source| LogError::Body { kind, number, source };
        let head = serde_json::to_vec(head).map_err(|error| content_failure(error.into()))?;
        if head.len() > HEAD_BYTES_MAX {
            return Err(LogError::HeadTooLarge {
                number,
                head_bytes: head.len(),
                head_bytes_max: HEAD_BYTES_MAX,
            });
        }
        let turn = self.n_temporary.fetch_add(1, Ordering::Relaxed);
        let name = format!("{TEMPORARY}/{kind}-{number:012}-{turn}");
        let mut file = self.folder.create(&name).map_err(|error| self.failure("create", &name, error))?;
        let mut staged = Staged { folder: Arc::clone(&self.folder), name, checksum: [0; 32] };
        staged.checksum = match object::write(&mut *file, kind, &head, write_body) {
            Ok(checksum) => checksum,
            Err(WriteError::File(error)) => return Err(self.failure("write", &staged.name, error)),
            Err(WriteError::Content(error)) => return Err(content_failure(error)),
        };
        Ok(staged)
    }

    /// Gives false if there is a file of that name already.
    fn link(&self, staged: &Staged, name: &str) -> Result<bool, LogError> {
        match self.folder.link(&staged.name, name) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(self.failure("create", name, error)),
        }
    }

    fn sync_folder(&self, name: &str) -> Result<(), LogError> {
        self.folder
            .sync_folder(name)
            .map_err(|error| self.failure("bring to the disk the folder", name, error))
    }

    fn require_write(&self) -> Result<(), LogError> {
        match self.lock {
            Some(_) => Ok(()),
            None => Err(LogError::ReadOnly { folder: self.folder.path("") }),
        }
    }

    /// The number of the last revision, 0 if there is none.
    fn last(&self) -> u64 {
        self.heads.len() as u64
    }

    fn checksum(&self, number: u64) -> Result<&Checksum, LogError> {
        let unknown = LogError::Unknown { number, last: self.last() };
        number.checked_sub(1).and_then(|at| self.checksums.get(usize::try_from(at).ok()?)).ok_or(unknown)
    }

    fn failure(&self, action: &'static str, name: &str, error: io::Error) -> LogError {
        LogError::io(action, self.folder.path(name), error)
    }
}

impl std::fmt::Debug for Log {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Log")
            .field("folder", &self.folder.path(""))
            .field("last", &self.last())
            .finish_non_exhaustive()
    }
}

/// A whole object under its temporary name, which goes when this is dropped.
struct Staged {
    folder: Arc<dyn Folder>,
    name: String,
    checksum: Checksum,
}

impl Drop for Staged {
    fn drop(&mut self) {
        // What cannot be removed now is cleared when the folder is next opened for writing.
        let _ = self.folder.remove(&self.name);
    }
}
