//! Which rows does a file have? Every format of Eurostat, and any other delimited text, as rows under named columns.
//!
//! A file is read from its start to its end, once, a row at a time. What a row means is not known here.

use super::super::table::{delimiter_of, shown};
use super::super::{ImportError, Source};
use super::{Limits, json_stat, tsv};
use flate2::read::MultiGzDecoder;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

/// The column of the period in the formats of Eurostat.
pub(super) const PERIOD: &str = "TIME_PERIOD";

/// The column of the value in the formats of Eurostat.
pub(super) const VALUE: &str = "OBS_VALUE";

/// The column of the flags in the formats of Eurostat.
pub(super) const FLAG: &str = "OBS_FLAG";

/// Takes the rows of one file.
pub(super) trait Sink {
    /// The names of the columns, before every row.
    fn header(&mut self, line: u64, columns: &[String]) -> Result<(), ImportError>;

    /// A row with as many cells as there are columns.
    fn row(&mut self, line: u64, cells: &[&str]) -> Result<(), ImportError>;

    /// A row that cannot be told apart into cells.
    fn broken(&mut self, line: u64, reason: String) -> Result<(), ImportError>;
}

/// Reads a file, packed with gzip or not, in whichever format it is.
///
/// # Errors
/// [`ImportError::Read`], [`ImportError::TooLarge`], [`ImportError::Text`], and those of the sink.
pub(super) fn read<'a>(
    source: Source<'a>,
    limits: &'a Limits,
    sink: &mut dyn Sink,
) -> Result<(), ImportError> {
    let Source { name, reader } = source;
    let mut packed = BufReader::new(reader);
    let is_packed = packed.fill_buf().map_err(|source| read_error(&name, source))?.starts_with(&[0x1f, 0x8b]);
    let plain: Box<dyn Read + 'a> =
        if is_packed { Box::new(MultiGzDecoder::new(packed)) } else { Box::new(packed) };
    let meter = Meter::default();
    let metered = Metered { inner: plain, meter: meter.clone(), bytes_left: limits.bytes_max, limits };
    let mut file = File { reader: BufReader::with_capacity(START_BYTES, metered), meter, name, limits };
    let start = file.start()?;
    if start.trim_start().starts_with('{') {
        return json_stat::read(file, sink);
    }
    let header = start.lines().find(|it| !it.trim().is_empty()).unwrap_or_default();
    if header.split('\t').next().is_some_and(|it| it.contains('\\')) {
        return tsv::read(file, sink);
    }
    let has_carriage_returns = start.contains("\r\n");
    delimited(file, delimiter_of(&start), has_carriage_returns, sink)
}

/// How much of a file is looked at to tell its format.
const START_BYTES: usize = 64 << 10;

/// A file while it is read.
pub(super) struct File<'a> {
    pub(super) reader: BufReader<Metered<'a>>,
    pub(super) meter: Meter,
    pub(super) name: String,
    pub(super) limits: &'a Limits,
}

impl File<'_> {
    /// The start of the text, without a byte order mark; nothing is taken away.
    fn start(&mut self) -> Result<String, ImportError> {
        let bytes = match self.reader.fill_buf() {
            Ok(bytes) => bytes,
            Err(error) => return Err(self.error(error, 1)),
        };
        let problem = if bytes.starts_with(b"PK\x03\x04") {
            "this is a workbook: open it and save the sheet as CSV in UTF-8, one file a sheet"
        } else if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            "the text is UTF-16: save it as UTF-8"
        } else if bytes.iter().all(u8::is_ascii_whitespace) {
            "the file is empty: a table starts with the names of its columns"
        } else {
            let has_mark = bytes.starts_with(b"\xef\xbb\xbf");
            let text = String::from_utf8_lossy(&bytes[if has_mark { 3 } else { 0 }..]).into_owned();
            if has_mark {
                self.reader.consume(3);
            }
            return Ok(text);
        };
        Err(self.text_error(1, problem.to_owned()))
    }

    pub(super) fn text_error(&self, line: u64, problem: String) -> ImportError {
        ImportError::Text { source_name: self.name.clone(), line, problem }
    }

    /// What a failure to read means: a limit that was met, broken compression, or the disk.
    pub(super) fn error(&self, error: io::Error, line: u64) -> ImportError {
        match self.meter.met.get() {
            Some((limit, max)) => ImportError::TooLarge { source_name: self.name.clone(), limit, max },
            // The parser of JSON gave up on a token that does not fit its buffer.
            None if error.kind() == io::ErrorKind::OutOfMemory => {
                let (limit, max) = ("piece_bytes_max", self.limits.piece_bytes_max);
                ImportError::TooLarge { source_name: self.name.clone(), limit, max }
            }
            None if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof
            ) =>
            {
                self.text_error(line, format!("the file is damaged from here on: {error}"))
            }
            None => read_error(&self.name, error),
        }
    }

    pub(super) fn too_many_rows(&self) -> ImportError {
        let max = self.limits.rows_max as u64;
        ImportError::TooLarge { source_name: self.name.clone(), limit: "rows_max", max }
    }
}

fn read_error(name: &str, source: io::Error) -> ImportError {
    ImportError::Read { source_name: name.to_owned(), source }
}

/// Counts what was read, in all and since the last piece began.
#[derive(Clone, Default)]
pub(super) struct Meter {
    piece: Rc<Cell<u64>>,
    met: Rc<Cell<Option<(&'static str, u64)>>>,
}

impl Meter {
    /// A row or token is done; the next one may be as long again.
    pub(super) fn next_piece(&self) {
        self.piece.set(0);
    }
}

/// Reads no more than the limits let through.
pub(super) struct Metered<'a> {
    inner: Box<dyn Read + 'a>,
    meter: Meter,
    /// What is left of the file's allowance.
    bytes_left: u64,
    limits: &'a Limits,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_bytes = self.inner.read(buffer)? as u64;
        let piece = self.meter.piece.get() + n_bytes;
        self.meter.piece.set(piece);
        // A buffer is filled ahead of the piece that is being read.
        let piece_max = self.limits.piece_bytes_max + 2 * START_BYTES as u64;
        let met = if n_bytes > self.bytes_left {
            Some(("bytes_max", self.limits.bytes_max))
        } else if piece > piece_max {
            Some(("piece_bytes_max", self.limits.piece_bytes_max))
        } else {
            None
        };
        if met.is_some() {
            self.meter.met.set(met);
            return Err(io::Error::other("the file is too large"));
        }
        self.bytes_left -= n_bytes;
        Ok(n_bytes as usize)
    }
}

/// The columns and cells of a delimited text: SDMX-CSV, or whatever a mapping describes.
///
/// SDMX-CSV with labels writes `geo:Geopolitical entity` above and `DE:Germany` below: what stands behind the colon is
/// left out there.
fn delimited(
    mut file: File<'_>,
    delimiter: u8,
    has_carriage_returns: bool,
    sink: &mut dyn Sink,
) -> Result<(), ImportError> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(&mut file.reader);
    let (name, meter, limits) = (&file.name, &file.meter, file.limits);
    let problem = |line, problem: String| ImportError::Text { source_name: name.clone(), line, problem };
    let mut record = csv::ByteRecord::new();
    let mut labelled: Vec<bool> = Vec::new();
    let mut n_rows = 0;
    loop {
        let line = reader.position().line();
        match reader.read_byte_record(&mut record) {
            Ok(true) => (),
            Ok(false) => return Ok(()),
            Err(error) => {
                return Err(match error.into_kind() {
                    csv::ErrorKind::Io(error) => match meter.met.get() {
                        Some((limit, max)) => ImportError::TooLarge { source_name: name.clone(), limit, max },
                        None => problem(line, format!("the file is damaged from here on: {error}")),
                    },
                    other => problem(line, format!("the row cannot be read: {other:?}")),
                });
            }
        }
        meter.next_piece();
        // The position of a record is before the empty lines above it; the position after it knows them.
        let inside = record.iter().flatten().filter(|it| **it == b'\n').count() as u64;
        let behind = reader.position().line().saturating_sub(inside + u64::from(!has_carriage_returns));
        let line = record.position().map_or(line, csv::Position::line).max(behind);
        if record.len() > limits.columns_max {
            return Err(problem(
                line,
                format!("the row has more cells than columns_max = {}", limits.columns_max),
            ));
        }
        let cells: Result<Vec<&str>, _> = record.iter().map(std::str::from_utf8).collect();
        let Ok(mut cells) = cells else {
            return Err(problem(
                line,
                "the text is not UTF-8 in this row: save it as CSV in UTF-8".to_owned(),
            ));
        };
        for it in &mut cells {
            *it = it.trim();
        }
        if cells.iter().all(|it| it.is_empty()) {
            continue;
        }
        if labelled.is_empty() {
            let columns: Vec<String> = cells.iter().map(|it| column_name(it)).collect();
            labelled = cells.iter().map(|it| it.contains(':')).collect();
            sink.header(line, &columns)?;
            continue;
        }
        n_rows += 1;
        if n_rows > limits.rows_max {
            let max = limits.rows_max as u64;
            return Err(ImportError::TooLarge { source_name: name.clone(), limit: "rows_max", max });
        }
        if cells.len() != labelled.len() {
            let (n_cells, n_columns) = (cells.len(), labelled.len());
            sink.broken(
                line,
                format!("the row has {n_cells} cells and the header {n_columns}: check its quotes"),
            )?;
            continue;
        }
        for (cell, is_labelled) in cells.iter_mut().zip(&labelled) {
            if *is_labelled && let Some((code, _)) = cell.split_once(':') {
                *cell = code.trim_end();
            }
        }
        sink.row(line, &cells)?;
    }
}

/// `geo:Geopolitical entity (reporting)` and `STRUCTURE[;]` are `geo` and `STRUCTURE`.
fn column_name(cell: &str) -> String {
    let name = cell.split([':', '[']).next().unwrap_or_default();
    name.trim().to_owned()
}

/// A row of a file as a message names it.
pub(super) fn shown_columns(columns: &[String]) -> String {
    const TOLD_MAX: usize = 20;
    let told: Vec<String> = columns.iter().take(TOLD_MAX).map(|it| shown(it)).collect();
    let more = if columns.len() > told.len() { ", ..." } else { "" };
    format!("{}{more}", told.join(", "))
}
