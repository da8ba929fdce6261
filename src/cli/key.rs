//! `concord key`

use super::args::{Key, KeyCommand};
use super::fault::{Exit, Fault};
use crate::credential::{IssuerKey, Limits};
use crate::registry::Registry;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

pub(super) fn run(args: &Key) -> Result<(), Fault> {
    let key = match &args.command {
        KeyCommand::New { out } => {
            let key = Registry::new_key()?;
            keep(&key, out)?;
            key
        }
        KeyCommand::Show { file } => read(file)?,
    };
    writeln!(io::stdout(), "{}", key.public().did())?;
    Ok(())
}

/// Writes a key into a new file that only its owner can read.
fn keep(key: &IssuerKey, file: &Path) -> Result<(), Fault> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let name = file.display();
    let mut out = options.open(file).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Fault::wrong_use(format!("{name} exists: a key is never overwritten; name another file"))
        }
        _ => Fault::from(error).context(format!("{name} cannot be written")),
    })?;
    out.write_all(key.to_multikey().as_bytes())?;
    out.sync_all()?;
    Ok(())
}

/// The key in a file, as `concord key new` writes it.
pub(super) fn read(file: &Path) -> Result<IssuerKey, Fault> {
    let text = read_up_to(file, Limits::default().credential_bytes_max)?;
    IssuerKey::from_multikey(&text).map_err(|error| {
        Fault { exit: Exit::WrongUse, error: error.into() }.context(file.display().to_string())
    })
}

/// A file, or as much of it as shows that it is too long.
pub(super) fn read_up_to(file: &Path, bytes_max: usize) -> Result<Vec<u8>, Fault> {
    let named = |error: io::Error| Fault::from(error).context(format!("{} cannot be read", file.display()));
    let mut text = Vec::new();
    File::open(file).map_err(named)?.take(bytes_max as u64 + 1).read_to_end(&mut text).map_err(named)?;
    Ok(text)
}
