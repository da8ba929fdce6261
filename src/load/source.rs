//! Which format is it, how is it compressed, and how much of it may there be?

use super::nesting::{Nesting, TooDeep};
use super::statements::LongStatement;
use super::{Limits, error::LoadError};
use oxrdfio::RdfFormat;
use std::io::{self, BufReader, Read};

/// How the bytes of a source are packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compression {
    #[default]
    None,
    Gzip,
    Zstd,
}

impl Compression {
    /// As it is called in messages.
    fn name(self) -> &'static str {
        match self {
            Self::None => "uncompressed",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// The format and the compression that a file name tells: `regions.ttl.gz`.
///
/// # Errors
/// [`LoadError::UnknownFormat`].
pub fn format_of_file(name: &str) -> Result<(RdfFormat, Compression), LoadError> {
    let (inner, compression) = packed(name);
    inner
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase())
        // A plain text may be anything.
        .filter(|it| it != "txt")
        .and_then(|it| RdfFormat::from_extension(&it))
        .filter(|it| *it != RdfFormat::N3)
        .map(|format| (format, compression))
        .ok_or_else(|| LoadError::UnknownFormat(name.to_owned()))
}

/// The format that a media type tells.
///
/// # Errors
/// [`LoadError::UnknownFormat`].
pub fn format_of_media_type(media_type: &str) -> Result<RdfFormat, LoadError> {
    RdfFormat::from_media_type(media_type)
        .filter(|it| *it != RdfFormat::N3)
        .ok_or_else(|| LoadError::UnknownFormat(media_type.to_owned()))
}

/// The name of a file without its folder and its extensions, as a slug: `Regions 2024.ttl.gz` gives `regions-2024`.
pub fn stem_of_file(name: &str) -> String {
    let file = packed(name).0;
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = file.rsplit_once('.').map_or(file, |it| it.0);
    let mut slug = String::new();
    for letter in stem.chars() {
        if letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_') {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}

fn packed(name: &str) -> (&str, Compression) {
    match name.rsplit_once('.') {
        Some((inner, "gz")) => (inner, Compression::Gzip),
        Some((inner, "zst")) => (inner, Compression::Zstd),
        Some(_) | None => (name, Compression::None),
    }
}

/// The bytes of a source, unpacked and counted, with a look at how deep the text nests.
pub(super) struct Unpacked<'a> {
    reader: Box<dyn Read + Send + 'a>,
    left: u64,
    nesting: Nesting,
}

/// The error inside an [`io::Error`] where a source has more bytes than it may have.
#[derive(Debug, thiserror::Error)]
#[error("the source is larger than bytes_max")]
struct TooManyBytes;

const BUFFER_BYTES: usize = 1 << 18;

impl<'a> Unpacked<'a> {
    pub(super) fn new(
        reader: Box<dyn Read + Send + 'a>,
        format: RdfFormat,
        compression: Compression,
        limits: &Limits,
    ) -> io::Result<Self> {
        let reader: Box<dyn Read + Send + 'a> = match compression {
            Compression::None => reader,
            Compression::Gzip => {
                Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::with_capacity(BUFFER_BYTES, reader)))
            }
            Compression::Zstd => Box::new(zstd::Decoder::new(reader)?),
        };
        Ok(Self { reader, left: limits.bytes_max, nesting: Nesting::new(format) })
    }
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_bytes = self.reader.read(buffer)?;
        self.left = self.left.checked_sub(n_bytes as u64).ok_or_else(|| io::Error::other(TooManyBytes))?;
        self.nesting.look(&buffer[..n_bytes]).map_err(io::Error::other)?;
        Ok(n_bytes)
    }
}

/// What a failed read of a source means.
pub(super) fn read_failure(
    name: &str,
    compression: Compression,
    limits: &Limits,
    error: io::Error,
) -> LoadError {
    let source_name = name.to_owned();
    if matches!(error.get_ref(), Some(it) if it.is::<TooManyBytes>()) {
        let (what, limit, max) = ("the unpacked text", "bytes_max", limits.bytes_max);
        return LoadError::TooLarge { source_name, line: None, what, limit, max };
    }
    if matches!(error.get_ref(), Some(it) if it.is::<TooDeep>() || it.is::<LongStatement>()) {
        return LoadError::Invalid { source_name, message: error.to_string() };
    }
    // The parsers refuse a token that fills their buffer.
    if error.to_string().contains("buffer maximal size") || error.kind() == io::ErrorKind::OutOfMemory {
        let (what, limit) = ("a literal or another single token", "literal_bytes_max");
        let max = limits.literal_bytes_max as u64;
        return LoadError::TooLarge { source_name, line: None, what, limit, max };
    }
    let is_packing = compression != Compression::None
        && matches!(
            error.kind(),
            io::ErrorKind::UnexpectedEof
                | io::ErrorKind::InvalidData
                | io::ErrorKind::InvalidInput
                | io::ErrorKind::Other
        );
    if is_packing {
        let message = error.to_string();
        return LoadError::Compressed { source_name, compression: compression.name(), message };
    }
    if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) {
        return LoadError::Invalid { source_name, message: error.to_string() };
    }
    LoadError::Read { source_name, source: error }
}
