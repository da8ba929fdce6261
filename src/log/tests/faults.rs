//! Folders that fail: for tests of the log.

use std::{
    collections::BTreeMap,
    io::{self, Cursor, Write},
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard},
};

use super::super::folder::{Folder, Lock, NewFile, StoredFile};

/// How a [`Faulty`] folder behaves when its fuse has burnt down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The process is dead: nothing reaches the disk any more.
    Dead,
    /// This one operation fails, the following ones work.
    Once,
    /// The disk is full: what creates or grows a file fails, the rest works.
    Full,
    /// The folder has become read-only: nothing can be changed in it.
    ReadOnly,
}

/// Counts down to a fault; every operation that changes the disk costs 1, every byte written costs 1.
pub(super) struct Fuse {
    left: Mutex<u64>,
    fault: Mutex<Option<Fault>>,
}

impl Fuse {
    /// A fuse that does not burn before it is lit.
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self { left: Mutex::new(0), fault: Mutex::new(None) })
    }

    /// Makes everything work again, until the next fault.
    pub(super) fn repair(&self) {
        *self.fault.lock().unwrap() = None;
    }

    /// Starts again with this much left.
    pub(super) fn light(&self, left: u64, fault: Fault) {
        *self.left.lock().unwrap() = left;
        *self.fault.lock().unwrap() = Some(fault);
    }

    /// Whether the whole run passed without a fault.
    pub(super) fn is_left(&self) -> bool {
        *self.left.lock().unwrap() > 0
    }

    /// How much of `cost` can be paid.
    fn burn(&self, cost: u64, grows: bool) -> io::Result<u64> {
        let mut left = self.left.lock().unwrap();
        let mut fault = self.fault.lock().unwrap();
        let failure = |kind: io::ErrorKind| Err(io::Error::new(kind, "injected"));
        if *left > 0 {
            let paid = cost.min(*left);
            *left -= paid;
            return Ok(paid);
        }
        match *fault {
            Some(Fault::Dead) => failure(io::ErrorKind::Other),
            Some(Fault::Once) => {
                *fault = None;
                failure(io::ErrorKind::Other)
            }
            Some(Fault::ReadOnly) => failure(io::ErrorKind::ReadOnlyFilesystem),
            Some(Fault::Full) if grows => failure(io::ErrorKind::StorageFull),
            Some(Fault::Full) | None => Ok(cost),
        }
    }
}

/// A folder whose operations fail from a moment on.
pub(super) struct Faulty<F> {
    pub(super) inner: F,
    pub(super) fuse: Arc<Fuse>,
}

struct FaultyFile {
    inner: Box<dyn NewFile>,
    fuse: Arc<Fuse>,
}

impl Write for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let paid = self.fuse.burn(bytes.len() as u64, true)?;
        self.inner.write(&bytes[..paid as usize])
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl NewFile for FaultyFile {
    fn sync(&mut self) -> io::Result<()> {
        self.fuse.burn(1, false)?;
        self.inner.sync()
    }
}

impl<F: Folder> Folder for Faulty<F> {
    fn path(&self, name: &str) -> PathBuf {
        self.inner.path(name)
    }

    fn create_folder(&self, name: &str) -> io::Result<()> {
        self.fuse.burn(1, true)?;
        self.inner.create_folder(name)
    }

    fn list(&self, name: &str) -> io::Result<Vec<String>> {
        self.inner.list(name)
    }

    fn create(&self, name: &str) -> io::Result<Box<dyn NewFile>> {
        self.fuse.burn(1, true)?;
        Ok(Box::new(FaultyFile { inner: self.inner.create(name)?, fuse: Arc::clone(&self.fuse) }))
    }

    fn open(&self, name: &str) -> io::Result<Box<dyn StoredFile>> {
        self.inner.open(name)
    }

    fn exists(&self, name: &str) -> io::Result<bool> {
        self.inner.exists(name)
    }

    fn link(&self, from: &str, to: &str) -> io::Result<()> {
        self.fuse.burn(1, true)?;
        self.inner.link(from, to)
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        self.fuse.burn(1, false)?;
        self.inner.remove(name)
    }

    fn sync_folder(&self, name: &str) -> io::Result<()> {
        self.fuse.burn(1, false)?;
        self.inner.sync_folder(name)
    }

    fn lock(&self, name: &str) -> io::Result<Option<Lock>> {
        self.inner.lock(name)
    }
}

/// A folder in memory that tells what a power cut may take: content and names that were not synced.
#[derive(Clone, Default)]
pub(super) struct Memory {
    state: Arc<Mutex<State>>,
}

#[derive(Clone, Default)]
struct State {
    contents: Vec<Content>,
    /// The names as a running process sees them.
    names: BTreeMap<String, usize>,
    /// Changes of names since their folder was last synced, in order: the file that a name gets, or none.
    unsynced: Vec<(String, Option<usize>)>,
    /// The names that a power cut leaves at least.
    durable: BTreeMap<String, usize>,
}

#[derive(Clone, Default)]
struct Content {
    bytes: Vec<u8>,
    n_durable: usize,
}

impl Memory {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// The folder after a power cut; `keeps` decides for each unsynced change, by its place, whether it survived.
    pub(super) fn after_power_cut(&self, mut keeps: impl FnMut(usize) -> bool) -> Self {
        let state = self.state();
        let mut names = state.durable.clone();
        for (at, (name, file)) in state.unsynced.iter().enumerate() {
            if !keeps(at) {
                continue;
            }
            match file {
                Some(file) => names.insert(name.clone(), *file),
                None => names.remove(name),
            };
        }
        let mut contents = state.contents.clone();
        for content in &mut contents {
            content.bytes.truncate(content.n_durable);
        }
        let state = State { contents, durable: names.clone(), names, unsynced: Vec::new() };
        Self { state: Arc::new(Mutex::new(state)) }
    }

    /// The same folder, content and names, as a copy.
    pub(super) fn copy(&self) -> Self {
        let state = self.state().clone();
        Self { state: Arc::new(Mutex::new(state)) }
    }

    /// Changes the bytes of a file behind the back of the log.
    pub(super) fn edit(&self, name: &str, change: impl FnOnce(&mut Vec<u8>)) {
        let mut state = self.state();
        let at = state.names[name];
        change(&mut state.contents[at].bytes);
    }

    /// Puts a file there behind the back of the log.
    pub(super) fn plant(&self, name: &str, bytes: &[u8]) {
        self.create(name).unwrap().write_all(bytes).unwrap();
    }

    pub(super) fn bytes(&self, name: &str) -> Vec<u8> {
        let state = self.state();
        state.contents[state.names[name]].bytes.clone()
    }

    /// The number of changes of names that a power cut may take.
    pub(super) fn n_unsynced(&self) -> usize {
        self.state().unsynced.len()
    }
}

struct MemoryFile {
    memory: Memory,
    at: usize,
}

impl Write for MemoryFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.memory.state().contents[self.at].bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl NewFile for MemoryFile {
    fn sync(&mut self) -> io::Result<()> {
        let content = &mut self.memory.state().contents[self.at];
        content.n_durable = content.bytes.len();
        Ok(())
    }
}

fn is_in(name: &str, folder: &str) -> bool {
    name.split_once('/').is_some_and(|(it, _)| it == folder)
}

impl Folder for Memory {
    fn path(&self, name: &str) -> PathBuf {
        PathBuf::from("/memory").join(name)
    }

    fn create_folder(&self, _name: &str) -> io::Result<()> {
        Ok(())
    }

    fn list(&self, name: &str) -> io::Result<Vec<String>> {
        let state = self.state();
        Ok(state
            .names
            .keys()
            .filter(|it| is_in(it, name))
            .map(|it| it[name.len() + 1..].to_owned())
            .collect())
    }

    fn create(&self, name: &str) -> io::Result<Box<dyn NewFile>> {
        let mut state = self.state();
        if state.names.contains_key(name) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let at = state.contents.len();
        state.contents.push(Content::default());
        state.names.insert(name.to_owned(), at);
        state.unsynced.push((name.to_owned(), Some(at)));
        drop(state);
        Ok(Box::new(MemoryFile { memory: self.clone(), at }))
    }

    fn open(&self, name: &str) -> io::Result<Box<dyn StoredFile>> {
        let state = self.state();
        let at = state.names.get(name).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(state.contents[*at].bytes.clone())))
    }

    fn exists(&self, name: &str) -> io::Result<bool> {
        // The folders themselves are always there.
        Ok(!name.contains('/') || self.state().names.contains_key(name))
    }

    fn link(&self, from: &str, to: &str) -> io::Result<()> {
        let mut state = self.state();
        let at = *state.names.get(from).ok_or(io::ErrorKind::NotFound)?;
        if state.names.contains_key(to) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        state.names.insert(to.to_owned(), at);
        state.unsynced.push((to.to_owned(), Some(at)));
        Ok(())
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        let mut state = self.state();
        state.names.remove(name).ok_or(io::ErrorKind::NotFound)?;
        state.unsynced.push((name.to_owned(), None));
        Ok(())
    }

    fn sync_folder(&self, name: &str) -> io::Result<()> {
        let mut state = self.state();
        let (synced, unsynced): (Vec<_>, Vec<_>) =
            std::mem::take(&mut state.unsynced).into_iter().partition(|(it, _)| is_in(it, name));
        state.unsynced = unsynced;
        for (name, file) in synced {
            match file {
                Some(file) => state.durable.insert(name, file),
                None => state.durable.remove(&name),
            };
        }
        Ok(())
    }

    fn lock(&self, _name: &str) -> io::Result<Option<Lock>> {
        Ok(Some(Box::new(())))
    }
}
