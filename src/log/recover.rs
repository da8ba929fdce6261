//! What is in the folder, and is it all that was acknowledged?

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use super::{
    Body, CheckpointHead, LogError, ObjectKind, RevisionHead,
    folder::{Folder, Lock},
    object::{self, Checksum, Outline, ReadError},
};

pub(super) const REVISIONS: &str = "revisions";
pub(super) const ACKNOWLEDGED: &str = "acknowledged";
pub(super) const CHECKPOINTS: &str = "checkpoints";
pub(super) const TEMPORARY: &str = "temporary";
const LOCK: &str = "lock";

/// The names that one listing of the folder found.
pub(super) struct Survey {
    pub(super) revisions: BTreeSet<u64>,
    /// The checksum that was acknowledged, by number.
    pub(super) acknowledged: BTreeMap<u64, Checksum>,
    pub(super) checkpoints: BTreeSet<u64>,
}

impl Survey {
    /// A writer may be at work: what depends on a thing is listed before that thing.
    pub(super) fn read(folder: &dyn Folder) -> Result<Self, LogError> {
        let checkpoints = list_checkpoints(folder)?;
        let acknowledged = list_markers(folder)?;
        let revisions = list_numbers(folder, REVISIONS, ".rev")?;
        Ok(Self { revisions, acknowledged, checkpoints })
    }

    /// The number of the last acknowledged revision, 0 if there is none.
    pub(super) fn acknowledged_last(&self) -> u64 {
        self.acknowledged.last_key_value().map_or(0, |(number, _)| *number)
    }

    /// The number of the last revision, acknowledged or not, 0 if there is none.
    pub(super) fn last(&self) -> u64 {
        self.revisions.last().copied().unwrap_or(0)
    }

    /// Checks that nothing is missing up to the last revision that anything tells of.
    pub(super) fn require_all(&self, folder: &dyn Folder) -> Result<(), LogError> {
        self.require_acknowledged(folder)?;
        self.require_up_to(folder, self.last(), || format!("revision {} is there", self.last()))
    }

    /// Checks that nothing is missing up to the last revision that a marker or a checkpoint tells of.
    pub(super) fn require_acknowledged(&self, folder: &dyn Folder) -> Result<(), LogError> {
        let last = self.acknowledged_last();
        self.require_up_to(folder, last, || format!("revision {last} was acknowledged"))?;
        let last = self.checkpoints.last().copied().unwrap_or(0);
        self.require_up_to(folder, last, || format!("there is a checkpoint of revision {last}"))
    }

    fn require_up_to(
        &self,
        folder: &dyn Folder,
        last: u64,
        evidence: impl Fn() -> String,
    ) -> Result<(), LogError> {
        match (1..=last).find(|it| !self.revisions.contains(it)) {
            Some(number) => Err(LogError::Missing {
                number,
                file: folder.path(&revision_name(number)),
                evidence: evidence(),
            }),
            None => Ok(()),
        }
    }
}

pub(super) fn revision_name(number: u64) -> String {
    format!("{REVISIONS}/{number:012}.rev")
}

pub(super) fn checkpoint_name(number: u64) -> String {
    format!("{CHECKPOINTS}/{number:012}.chk")
}

pub(super) fn marker_name(number: u64, checksum: &Checksum) -> String {
    format!("{ACKNOWLEDGED}/{number:012}.{}", object::hex(checksum))
}

/// The number that a name of twelve digits or more stands for.
fn parse_number(digits: &str) -> Option<u64> {
    let number = digits.parse().ok()?;
    (number > 0 && format!("{number:012}") == digits).then_some(number)
}

fn parse_checksum(text: &str) -> Option<Checksum> {
    let mut res = [0; 32];
    for (at, byte) in res.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    (object::hex(&res) == text).then_some(res)
}

/// Names that are not ours are passed over: an editor or a file system may leave some.
fn list_numbers(folder: &dyn Folder, name: &str, suffix: &str) -> Result<BTreeSet<u64>, LogError> {
    let names = folder.list(name).map_err(|error| LogError::io("list", folder.path(name), error))?;
    Ok(names.iter().filter_map(|it| parse_number(it.strip_suffix(suffix)?)).collect())
}

pub(super) fn list_checkpoints(folder: &dyn Folder) -> Result<BTreeSet<u64>, LogError> {
    list_numbers(folder, CHECKPOINTS, ".chk")
}

fn list_markers(folder: &dyn Folder) -> Result<BTreeMap<u64, Checksum>, LogError> {
    let mut res = BTreeMap::new();
    let names =
        folder.list(ACKNOWLEDGED).map_err(|error| LogError::io("list", folder.path(ACKNOWLEDGED), error))?;
    for name in names {
        let Some((digits, rest)) = name.split_once('.') else { continue };
        let Some(number) = parse_number(digits) else { continue };
        let damage = |problem: &str| LogError::Damaged {
            kind: ObjectKind::Acknowledgement,
            number,
            file: folder.path(&format!("{ACKNOWLEDGED}/{name}")),
            problem: problem.to_owned(),
        };
        let checksum =
            parse_checksum(rest).ok_or_else(|| damage("has a name that does not end in a checksum"))?;
        if res.insert(number, checksum).is_some() {
            return Err(damage("is the second marker of this revision"));
        }
    }
    Ok(res)
}

/// Makes the folder ready for a writer: creates what is missing, takes the lock, clears what a killed writer left.
pub(super) fn prepare(folder: &dyn Folder) -> Result<Lock, LogError> {
    let create =
        |name| folder.create_folder(name).map_err(|error| LogError::io("create", folder.path(name), error));
    create("")?;
    let lock = folder.lock(LOCK).map_err(|error| LogError::io("lock", folder.path(LOCK), error))?;
    let Some(lock) = lock else { return Err(LogError::Locked { folder: folder.path("") }) };
    for name in [REVISIONS, ACKNOWLEDGED, CHECKPOINTS, TEMPORARY] {
        create(name)?;
    }
    for name in folder.list(TEMPORARY).map_err(|error| LogError::io("list", folder.path(TEMPORARY), error))? {
        let name = format!("{TEMPORARY}/{name}");
        folder.remove(&name).map_err(|error| LogError::io("remove", folder.path(&name), error))?;
    }
    Ok(lock)
}

/// Checks that there is a log, or what is left of one.
pub(super) fn require_log(folder: &dyn Folder) -> Result<(), LogError> {
    for name in [REVISIONS, ACKNOWLEDGED, CHECKPOINTS] {
        if folder.exists(name).map_err(|error| LogError::io("look for", folder.path(name), error))? {
            return Ok(());
        }
    }
    Err(LogError::NoLog { folder: folder.path("") })
}

/// Marks a revision as acknowledged; a marker is empty, its name says it all, so it is there whole or not at all.
pub(super) fn put_marker(folder: &dyn Folder, name: &str) -> Result<(), LogError> {
    folder.create(name).map(drop).map_err(|error| LogError::io("create", folder.path(name), error))
}

/// How much of an object is checked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// All but the bytes of the body.
    Outline,
    /// Every byte, and that the body can be decompressed.
    Whole,
}

/// Reads and checks one revision against its marker and the revision before it.
///
/// The last part is the length of the content in bytes, 0 for [`Depth::Outline`].
pub(super) fn load(
    folder: &dyn Folder,
    number: u64,
    marker: Option<&Checksum>,
    previous: Option<&Checksum>,
    depth: Depth,
) -> Result<(RevisionHead, Checksum, u64), LogError> {
    let name = revision_name(number);
    let file = folder.open(&name).map_err(|error| revision_failure(folder, number, ReadError::Io(error)));
    let read = file.and_then(|mut file| {
        let res = match depth {
            Depth::Outline => {
                object::read_outline(&mut *file, ObjectKind::Revision).map(|outline| (outline, 0))
            }
            Depth::Whole => object::read(&mut *file, ObjectKind::Revision)
                .and_then(|(outline, body)| Ok((outline, exhaust(body).map_err(ReadError::Damaged)?))),
        };
        res.and_then(|(outline, content_bytes)| {
            let head = check_revision(&outline, number, marker, previous).map_err(ReadError::Damaged)?;
            Ok((head, outline.checksum, content_bytes))
        })
        .map_err(|error| revision_failure(folder, number, error))
    });
    match read {
        Err(LogError::Damaged { kind, number, file, problem }) if marker.is_none() => {
            let problem = format!(
                "{problem} (this revision was never acknowledged: to go on without it, move its file out of the folder)"
            );
            Err(LogError::Damaged { kind, number, file, problem })
        }
        read => read,
    }
}

/// Checks that the body of an object can be decompressed, and gives its length in bytes.
///
/// The error is a sentence that goes on from the name of the file.
pub(super) fn exhaust(mut body: Body) -> Result<u64, String> {
    io::copy(&mut body, &mut io::sink())
        .map_err(|error| format!("has a body that cannot be decompressed ({error})"))
}

fn check_revision(
    outline: &Outline,
    number: u64,
    marker: Option<&Checksum>,
    previous: Option<&Checksum>,
) -> Result<RevisionHead, String> {
    let head: RevisionHead = serde_json::from_slice(&outline.head)
        .map_err(|error| format!("has a head that cannot be read ({error})"))?;
    if head.number != number {
        return Err(format!("holds revision {}", head.number));
    }
    if marker.is_some_and(|marker| *marker != outline.checksum) {
        return Err("is not the object that was acknowledged: its checksum is another".to_owned());
    }
    if head.previous != previous.map_or_else(String::new, object::hex) {
        return Err(format!("does not follow revision {} as it is stored: the chain is broken", number - 1));
    }
    Ok(head)
}

/// The body of the revision that has this checksum.
pub(super) fn revision_body(folder: &dyn Folder, number: u64, checksum: &Checksum) -> Result<Body, LogError> {
    let read = folder
        .open(&revision_name(number))
        .map_err(ReadError::Io)
        .and_then(|mut file| object::read(&mut *file, ObjectKind::Revision));
    match read {
        Ok((outline, body)) if outline.checksum == *checksum => Ok(body),
        Ok(_) => {
            let problem = "is another object than when the log was opened".to_owned();
            Err(revision_failure(folder, number, ReadError::Damaged(problem)))
        }
        Err(error) => Err(revision_failure(folder, number, error)),
    }
}

/// The body of the checkpoint of the revision that has this checksum; none if the file is gone.
pub(super) fn checkpoint_body(
    folder: &dyn Folder,
    number: u64,
    revision: &Checksum,
) -> Result<Option<Body>, LogError> {
    let kind = ObjectKind::Checkpoint;
    let name = checkpoint_name(number);
    let damage = |problem| LogError::Damaged { kind, number, file: folder.path(&name), problem };
    let read = folder.open(&name).map_err(ReadError::Io).and_then(|mut file| object::read(&mut *file, kind));
    let (outline, body) = match read {
        Ok(read) => read,
        Err(ReadError::Io(error)) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(ReadError::Io(error)) => return Err(LogError::io("read", folder.path(&name), error)),
        Err(ReadError::Damaged(problem)) => return Err(damage(problem)),
    };
    let head: CheckpointHead = serde_json::from_slice(&outline.head)
        .map_err(|error| damage(format!("has a head that cannot be read ({error})")))?;
    if head.number != number || head.revision != object::hex(revision) {
        return Err(damage("belongs to another revision than its name says".to_owned()));
    }
    Ok(Some(body))
}

fn revision_failure(folder: &dyn Folder, number: u64, error: ReadError) -> LogError {
    let file = folder.path(&revision_name(number));
    match error {
        ReadError::Io(error) if error.kind() == io::ErrorKind::NotFound => {
            LogError::Missing { number, file, evidence: "it was there or was acknowledged before".to_owned() }
        }
        ReadError::Io(error) => LogError::io("read", file, error),
        ReadError::Damaged(problem) => {
            LogError::Damaged { kind: ObjectKind::Revision, number, file, problem }
        }
    }
}
