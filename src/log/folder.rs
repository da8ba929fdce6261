//! How does the log touch the disk?
//!
//! Only through [`Folder`], and only by operations that object storage has as well: create whole, read, list, remove.
//! Absent: appending to a file, renaming one, overwriting one.

use std::{
    any::Any,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
};

/// A file that is being written.
pub(super) trait NewFile: Write {
    /// Returns when the content is on the disk.
    fn sync(&mut self) -> io::Result<()>;
}

/// A file that is being read.
pub(super) trait StoredFile: Read + Seek {}

impl<T: Read + Seek> StoredFile for T {}

/// Holds the exclusive lock until it is dropped.
pub(super) type Lock = Box<dyn Any + Send + Sync>;

/// The folder of one log; names are relative to it, with `/` between folder and file.
pub(super) trait Folder: Send + Sync {
    /// The whole path of a name, for messages.
    fn path(&self, name: &str) -> PathBuf;
    /// Creates a folder that may exist already, and makes it durable; `""` is the folder of the log itself.
    fn create_folder(&self, name: &str) -> io::Result<()>;
    /// The names in a folder, in no order; none if there is no such folder.
    fn list(&self, name: &str) -> io::Result<Vec<String>>;
    /// Creates a file that must not exist.
    fn create(&self, name: &str) -> io::Result<Box<dyn NewFile>>;
    /// Opens a file for reading.
    fn open(&self, name: &str) -> io::Result<Box<dyn StoredFile>>;
    /// Whether there is a file or folder of this name.
    fn exists(&self, name: &str) -> io::Result<bool>;
    /// Gives a file a second name that must not exist: the atomic put-if-absent.
    fn link(&self, from: &str, to: &str) -> io::Result<()>;
    /// Removes one name of a file.
    fn remove(&self, name: &str) -> io::Result<()>;
    /// Returns when the names in a folder are on the disk.
    fn sync_folder(&self, name: &str) -> io::Result<()>;
    /// Takes the exclusive lock, or gives `None` if somebody else holds it.
    fn lock(&self, name: &str) -> io::Result<Option<Lock>>;
}

/// A folder of the file system.
pub(super) struct RealFolder {
    root: PathBuf,
}

/// A file that is locked.
///
/// Closing it alone would not do: a process that was started meanwhile has it open as well until it runs its program.
struct Held(File);

impl Drop for Held {
    fn drop(&mut self) {
        // Whatever fails here, the lock ends with the process at the latest.
        let _ = self.0.unlock();
    }
}

impl RealFolder {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }
}

impl NewFile for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

impl Folder for RealFolder {
    fn path(&self, name: &str) -> PathBuf {
        if name.is_empty() { self.root.clone() } else { self.root.join(name) }
    }

    fn create_folder(&self, name: &str) -> io::Result<()> {
        let path = self.path(name);
        if path.is_dir() {
            return Ok(());
        }
        fs::create_dir_all(&path)?;
        // The new name lives in the parent; a relative path of one part has the working folder as its parent.
        match path.parent() {
            Some(parent) if parent.as_os_str().is_empty() => File::open(".")?.sync_all(),
            Some(parent) => File::open(parent)?.sync_all(),
            None => Ok(()),
        }
    }

    fn list(&self, name: &str) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(self.path(name)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        // The log writes ASCII names alone, so a name that is not Unicode is not ours.
        let names = entries.map(|entry| Ok(entry?.file_name().into_string().ok()));
        names.filter_map(Result::transpose).collect()
    }

    fn create(&self, name: &str) -> io::Result<Box<dyn NewFile>> {
        let file = OpenOptions::new().write(true).create_new(true).open(self.path(name))?;
        Ok(Box::new(file))
    }

    fn open(&self, name: &str) -> io::Result<Box<dyn StoredFile>> {
        Ok(Box::new(File::open(self.path(name))?))
    }

    fn exists(&self, name: &str) -> io::Result<bool> {
        self.path(name).try_exists()
    }

    fn link(&self, from: &str, to: &str) -> io::Result<()> {
        fs::hard_link(self.path(from), self.path(to))
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.path(name))
    }

    fn sync_folder(&self, name: &str) -> io::Result<()> {
        File::open(self.path(name))?.sync_all()
    }

    fn lock(&self, name: &str) -> io::Result<Option<Lock>> {
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(self.path(name))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(Held(file)))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}
