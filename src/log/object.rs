//! How is one object laid out in its file?
//!
//! | part | bytes | what |
//! |---|---|---|
//! | magic | 8 | `CONREV` or `CONCHK`, a zero byte, the version of the format |
//! | head length | 4 | unsigned, little-endian, bytes |
//! | head | head length | JSON |
//! | head hash | 32 | SHA-256 of everything before |
//! | body | body length | one zstd frame |
//! | content length | 8 | unsigned, little-endian, bytes of the body before compression |
//! | body length | 8 | unsigned, little-endian, bytes of the body as stored |
//! | checksum | 32 | SHA-256 of everything before: the identity of the object |
//!
//! The head has its own hash, so that it can be trusted without a look at the body; the lengths stand behind the
//! body, so that a body of unknown length can be streamed.

use std::{
    fmt::Write as _,
    io::{self, BufWriter, Cursor, Read, SeekFrom, Write},
};

use sha2::{Digest, Sha256};

use super::{
    ObjectKind,
    folder::{NewFile, StoredFile},
};

/// SHA-256 of all bytes of an object before the checksum itself.
pub(super) type Checksum = [u8; 32];

/// Writes the content of an object.
pub(super) type WriteBody<'a> = &'a mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// 16 MiB: room for about 50,000 touched graphs.
pub(super) const HEAD_BYTES_MAX: usize = 16 << 20;

/// Fast, because a bulk load waits for it; a higher level saves about a tenth of the space for twice the time.
const COMPRESSION_LEVEL: i32 = 1;

/// The version of the layout, the last byte of the magic.
const VERSION: u8 = 1;

const MAGIC_BYTES: usize = 8;
const HASH_BYTES: usize = 32;
const HEAD_START: usize = MAGIC_BYTES + 4;
const TRAILER_BYTES: usize = 8 + 8 + HASH_BYTES;

/// One read of this size holds the whole head of nearly every revision.
const FIRST_READ_BYTES: u64 = 4096;

/// What is known of an object without its body.
pub(super) struct Outline {
    /// JSON, as it was given.
    pub(super) head: Vec<u8>,
    pub(super) checksum: Checksum,
    /// Bytes of the content before compression.
    content_bytes: u64,
    /// Where the body starts in the file.
    body_start: usize,
}

/// Why an object could not be written.
#[derive(Debug)]
pub(super) enum WriteError {
    /// The file refused bytes.
    File(io::Error),
    /// The code that produces the content failed.
    Content(io::Error),
}

/// Why an object could not be read.
#[derive(Debug)]
pub(super) enum ReadError {
    Io(io::Error),
    /// A sentence that goes on from the name of the file.
    Damaged(String),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The content of an object, decompressed while it is read.
///
/// The checksum of the whole object was found right before the first byte is given.
pub struct Body {
    decoder: zstd::stream::read::Decoder<'static, Cursor<Vec<u8>>>,
    content_bytes: u64,
    n_read: u64,
}

impl Body {
    /// The length of the whole content, bytes.
    pub fn content_bytes(&self) -> u64 {
        self.content_bytes
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Body").field("content_bytes", &self.content_bytes).finish_non_exhaustive()
    }
}

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_bytes = self.decoder.read(buffer)?;
        self.n_read += n_bytes as u64;
        let is_end = n_bytes == 0 && !buffer.is_empty();
        if self.n_read > self.content_bytes || (is_end && self.n_read < self.content_bytes) {
            let problem = format!("the content has {} bytes instead of {}", self.n_read, self.content_bytes);
            return Err(io::Error::new(io::ErrorKind::InvalidData, problem));
        }
        Ok(n_bytes)
    }
}

/// Hashes what goes into the file, and remembers whether the file refused anything.
struct HashedFile<'a> {
    file: &'a mut dyn NewFile,
    hasher: Sha256,
    n_bytes: u64,
    is_refused: bool,
}

impl Write for HashedFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let res = self.file.write(bytes);
        match &res {
            Ok(n_bytes) => {
                self.hasher.update(&bytes[..*n_bytes]);
                self.n_bytes += *n_bytes as u64;
            }
            Err(error) => self.is_refused |= error.kind() != io::ErrorKind::Interrupted,
        }
        res
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

struct Counted<W> {
    inner: W,
    n_bytes: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n_bytes = self.inner.write(bytes)?;
        self.n_bytes += n_bytes as u64;
        Ok(n_bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        // A flush of the encoder would end a block early; the end of the body flushes.
        Ok(())
    }
}

/// Writes an object and waits until its content is on the disk; `head` has at most `HEAD_BYTES_MAX` bytes.
pub(super) fn write(
    file: &mut dyn NewFile,
    kind: ObjectKind,
    head: &[u8],
    write_body: WriteBody<'_>,
) -> Result<Checksum, WriteError> {
    assert!(head.len() <= HEAD_BYTES_MAX, "the head of an object is bounded by its caller");
    let mut front = Vec::with_capacity(HEAD_START + head.len() + HASH_BYTES);
    front.extend_from_slice(&magic(kind));
    front.extend_from_slice(&(head.len() as u32).to_le_bytes());
    front.extend_from_slice(head);
    front.extend_from_slice(&hash(&front));

    let mut file = HashedFile { file, hasher: Sha256::new(), n_bytes: 0, is_refused: false };
    file.write_all(&front).map_err(WriteError::File)?;
    let content_bytes = match compress(&mut file, write_body) {
        Ok(content_bytes) => content_bytes,
        Err(error) if file.is_refused => return Err(WriteError::File(error)),
        Err(error) => return Err(WriteError::Content(error)),
    };
    let body_bytes = file.n_bytes - front.len() as u64;
    file.write_all(&content_bytes.to_le_bytes()).map_err(WriteError::File)?;
    file.write_all(&body_bytes.to_le_bytes()).map_err(WriteError::File)?;
    let checksum: Checksum = file.hasher.clone().finalize().into();
    file.write_all(&checksum).map_err(WriteError::File)?;
    file.file.sync().map_err(WriteError::File)?;
    Ok(checksum)
}

/// Bytes of the content before compression.
fn compress(file: &mut HashedFile<'_>, write_body: WriteBody<'_>) -> io::Result<u64> {
    let mut encoder = zstd::stream::write::Encoder::new(file, COMPRESSION_LEVEL)?;
    let mut content = BufWriter::with_capacity(1 << 16, Counted { inner: &mut encoder, n_bytes: 0 });
    write_body(&mut content)?;
    content.flush()?;
    let content_bytes = content.get_ref().n_bytes;
    drop(content);
    encoder.finish()?;
    Ok(content_bytes)
}

/// Reads and checks everything but the body: its presence and length are checked, its bytes are not.
pub(super) fn read_outline(file: &mut dyn StoredFile, kind: ObjectKind) -> Result<Outline, ReadError> {
    let file_bytes = file.seek(SeekFrom::End(0))?;
    if file_bytes < (HEAD_START + HASH_BYTES + TRAILER_BYTES) as u64 {
        return Err(ReadError::Damaged(format!("is cut off: it has only {file_bytes} bytes")));
    }
    file.seek(SeekFrom::Start(0))?;
    let mut front = vec![0; file_bytes.min(FIRST_READ_BYTES) as usize];
    file.read_exact(&mut front)?;
    check_magic(&front[..MAGIC_BYTES], kind)?;

    let head_bytes = u32_at(&front, MAGIC_BYTES) as usize;
    let body_start = HEAD_START + head_bytes + HASH_BYTES;
    if head_bytes > HEAD_BYTES_MAX || (body_start + TRAILER_BYTES) as u64 > file_bytes {
        return Err(ReadError::Damaged(
            "is cut off in its head, or the length of the head is wrong".to_owned(),
        ));
    }
    let n_present = front.len();
    front.resize(body_start, 0);
    if n_present < body_start {
        file.read_exact(&mut front[n_present..])?;
    }
    let head_end = HEAD_START + head_bytes;
    if hash(&front[..head_end])[..] != front[head_end..] {
        return Err(ReadError::Damaged("has a head that does not fit its hash".to_owned()));
    }

    let mut trailer = [0; TRAILER_BYTES];
    file.seek(SeekFrom::Start(file_bytes - TRAILER_BYTES as u64))?;
    file.read_exact(&mut trailer)?;
    let (content_bytes, body_bytes) = (u64_at(&trailer, 0), u64_at(&trailer, 8));
    let stored_bytes = file_bytes - (body_start + TRAILER_BYTES) as u64;
    if body_bytes != stored_bytes {
        return Err(ReadError::Damaged(format!(
            "has the wrong length: {stored_bytes} bytes of content are there, {body_bytes} were written"
        )));
    }
    let mut checksum = [0; HASH_BYTES];
    checksum.copy_from_slice(&trailer[16..]);
    front.truncate(head_end);
    let head = front.split_off(HEAD_START);
    Ok(Outline { head, checksum, content_bytes, body_start })
}

/// Reads an object whole and checks every byte of it.
pub(super) fn read(file: &mut dyn StoredFile, kind: ObjectKind) -> Result<(Outline, Body), ReadError> {
    let file_bytes = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::with_capacity(file_bytes as usize);
    file.read_to_end(&mut bytes)?;
    let outline = read_outline(&mut Cursor::new(&bytes), kind)?;
    let checksum_start = bytes.len() - HASH_BYTES;
    if hash(&bytes[..checksum_start]) != outline.checksum {
        return Err(ReadError::Damaged("does not fit its checksum".to_owned()));
    }
    bytes.truncate(bytes.len() - TRAILER_BYTES);
    let mut compressed = Cursor::new(bytes);
    compressed.set_position(outline.body_start as u64);
    let decoder = zstd::stream::read::Decoder::with_buffer(compressed)?;
    let body = Body { decoder, content_bytes: outline.content_bytes, n_read: 0 };
    Ok((outline, body))
}

/// Lower-case hexadecimal.
pub(super) fn hex(checksum: &Checksum) -> String {
    checksum.iter().fold(String::with_capacity(2 * HASH_BYTES), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // writing to a string cannot fail
        text
    })
}

fn hash(bytes: &[u8]) -> Checksum {
    Sha256::digest(bytes).into()
}

fn magic(kind: ObjectKind) -> [u8; MAGIC_BYTES] {
    let name = match kind {
        ObjectKind::Revision => b"CONREV",
        ObjectKind::Checkpoint => b"CONCHK",
        ObjectKind::Acknowledgement => b"CONACK", // reserved: today a marker has no content
    };
    let mut res = [0; MAGIC_BYTES];
    res[..name.len()].copy_from_slice(name);
    res[MAGIC_BYTES - 1] = VERSION;
    res
}

fn check_magic(found: &[u8], kind: ObjectKind) -> Result<(), ReadError> {
    let expected = magic(kind);
    if found == expected {
        return Ok(());
    }
    let (name, version) = found.split_at(MAGIC_BYTES - 1);
    if *name == expected[..MAGIC_BYTES - 1] {
        return Err(ReadError::Damaged(format!(
            "has version {} of the format, this program reads version {VERSION} (a newer program may have written it)",
            version[0]
        )));
    }
    Err(ReadError::Damaged(format!("does not start as a {kind} does")))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let mut res = [0; 4];
    res.copy_from_slice(&bytes[at..at + 4]);
    u32::from_le_bytes(res)
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    let mut res = [0; 8];
    res.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(res)
}
