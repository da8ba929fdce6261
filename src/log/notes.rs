//! What else does the data folder keep, that no revision tells of?
//!
//! Small named files in a folder of their own, each there whole or not at all, and never written over.

use super::{
    LogError,
    folder::{Folder, RealFolder},
    recover::TEMPORARY,
};
use std::{
    io::{self, Read},
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
};

/// A folder of notes in a data folder; needs no lock, so that a note can be put while a server runs.
pub struct Notes {
    folder: RealFolder,
    name: &'static str,
}

/// Makes the temporary names of one process differ; those of two processes differ by the clock.
static N_TEMPORARY: AtomicU64 = AtomicU64::new(0);

impl Notes {
    /// The notes of that name; nothing is created before the first one is put.
    pub fn new(folder: &Path, name: &'static str) -> Self {
        Self { folder: RealFolder::new(folder), name }
    }

    /// Puts a note and waits for the disk; gives false if there is one of that key.
    ///
    /// Errors: `Full`, `Io`.
    pub fn put(&self, key: &str, bytes: &[u8]) -> Result<bool, LogError> {
        for name in ["", self.name, TEMPORARY] {
            self.folder.create_folder(name).map_err(|error| self.failure("create", name, error))?;
        }
        let turn = N_TEMPORARY.fetch_add(1, Ordering::Relaxed);
        let temporary =
            format!("{TEMPORARY}/{}-{key}-{}-{turn}", self.name, jiff::Timestamp::now().as_nanosecond());
        let mut file =
            self.folder.create(&temporary).map_err(|error| self.failure("create", &temporary, error))?;
        let written = file.write_all(bytes).and_then(|()| file.sync());
        let linked = written.and_then(|()| self.folder.link(&temporary, &self.path(key)));
        // What cannot be removed now is cleared when the folder is next opened for writing.
        let _ = self.folder.remove(&temporary);
        match linked {
            Ok(()) => (),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            Err(error) => return Err(self.failure("write", &self.path(key), error)),
        }
        self.folder
            .sync_folder(self.name)
            .map_err(|error| self.failure("bring to the disk", self.name, error))?;
        Ok(true)
    }

    /// Every note by its key, in the order of the keys.
    ///
    /// Errors: `Io`.
    pub fn all(&self) -> Result<Vec<(String, Vec<u8>)>, LogError> {
        let is_there =
            self.folder.exists(self.name).map_err(|error| self.failure("look for", self.name, error))?;
        if !is_there {
            return Ok(Vec::new());
        }
        let mut keys = self.folder.list(self.name).map_err(|error| self.failure("list", self.name, error))?;
        keys.sort();
        let mut notes = Vec::with_capacity(keys.len());
        for key in keys {
            let mut bytes = Vec::new();
            let read = self.folder.open(&self.path(&key)).and_then(|mut it| it.read_to_end(&mut bytes));
            match read {
                Ok(_) => notes.push((key, bytes)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => (), // removed meanwhile
                Err(error) => return Err(self.failure("read", &self.path(&key), error)),
            }
        }
        Ok(notes)
    }

    /// Takes a note away; gives false if there is none of that key.
    ///
    /// Errors: `Io`.
    pub fn remove(&self, key: &str) -> Result<bool, LogError> {
        match self.folder.remove(&self.path(key)) {
            Ok(()) => (),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(self.failure("remove", &self.path(key), error)),
        }
        self.folder
            .sync_folder(self.name)
            .map_err(|error| self.failure("bring to the disk", self.name, error))?;
        Ok(true)
    }

    fn path(&self, key: &str) -> String {
        format!("{}/{key}", self.name)
    }

    fn failure(&self, action: &'static str, name: &str, error: io::Error) -> LogError {
        LogError::io(action, self.folder.path(name), error)
    }
}
