//! How do bytes become numbered quads, on every core and within bounds?
//!
//! The line formats are cut into chunks at line ends; each chunk is read into a batch with its own small interner,
//! chunks side by side, and the batches are merged in the order of the text.
//! Turtle is cut into parts at the ends of statements. The other formats are read by one parser into the same batches.

use super::error::{LoadError, PatchError};
use super::lines::{Line, LineReader};
use super::source::{self, Unpacked};
use super::statements::{Part, Parts};
use super::{Input, Limits};
use crate::graph::{Dictionary, Interner, NONE, QuadIds, TRIPLE_TERM_DEPTH_MAX};
use oxrdf::{GraphNameRef, NamedNode, QuadRef, TermRef};
use oxrdfio::{RdfFormat, RdfParseError, RdfParser};
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::{Arc, Mutex, mpsc};

/// Some quads over an interner of their own.
pub(super) struct Batch {
    /// Holds the terms of the quads, blank nodes by their labels in the text.
    pub(super) interner: Interner,
    pub(super) quads: Vec<QuadIds>,
    /// Quads that a patch takes away; empty for a load.
    pub(super) removed: Vec<QuadIds>,
    n_lines: u64,
    fault: Option<Fault>,
}

impl Batch {
    pub(super) fn new() -> Self {
        Self {
            interner: Interner::new(&Dictionary::default()),
            quads: Vec::new(),
            removed: Vec::new(),
            n_lines: 0,
            fault: None,
        }
    }

    /// The line of the fault that ended the batch, from 0.
    #[cfg(test)]
    pub(super) fn fault_line(&self) -> Option<u64> {
        self.fault.as_ref().map(|it| it.line)
    }
}

fn intern(interner: &mut Interner, quad: QuadRef<'_>) -> QuadIds {
    let graph = match quad.graph_name {
        GraphNameRef::NamedNode(it) => interner.intern(it.into()),
        GraphNameRef::BlankNode(it) => interner.intern(it.into()),
        GraphNameRef::DefaultGraph => NONE,
    };
    let triple = [
        interner.intern(quad.subject.into()),
        interner.intern(quad.predicate.into()),
        interner.intern(quad.object),
    ];
    QuadIds { graph, triple }
}

/// Reads the body of a revision.
pub(super) fn read_patch(
    reader: &mut (dyn Read + Send),
    sink: &mut dyn FnMut(Batch) -> Result<(), PatchError>,
) -> Result<(), PatchError> {
    // What the log holds was within the limits when it came in, whatever they were then.
    let limits = Limits { literal_bytes_max: usize::MAX / 4, ..Limits::default() };
    let mut fault = |at: Fault| PatchError::Line {
        line: at.line + 1,
        message: match at.kind {
            FaultKind::Syntax(message) => message,
            FaultKind::LongLiteral => "a literal is too long".to_owned(),
        },
    };
    read_lines(reader, Dialect::Patch, &limits, &mut fault, &PatchError::Read, sink)
}

/// Where a batch went wrong; the line counts from 0 in the batch, the column from 1.
struct Fault {
    line: u64,
    column: u64,
    kind: FaultKind,
}

enum FaultKind {
    Syntax(String),
    LongLiteral,
}

/// Checks the sizes of a term before it is numbered.
fn check(term: TermRef<'_>, literal_bytes_max: usize) -> Result<(), FaultKind> {
    let mut term = term;
    for _ in 0..=TRIPLE_TERM_DEPTH_MAX {
        match term {
            TermRef::Literal(it) if it.value().len() > literal_bytes_max => {
                return Err(FaultKind::LongLiteral);
            }
            TermRef::Literal(_) | TermRef::NamedNode(_) | TermRef::BlankNode(_) => return Ok(()),
            TermRef::Triple(it) => term = it.object.as_ref(),
        }
    }
    Err(FaultKind::Syntax(format!("triple terms nest deeper than {TRIPLE_TERM_DEPTH_MAX}")))
}

/// What the lines of a text are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    NTriples,
    NQuads,
    /// N-Quads, each line after `A ` (added) or `D ` (removed).
    Patch,
}

/// Reads a source and hands on its quads batch by batch, in the order of the text.
pub(super) fn read(
    input: Input<'_>,
    limits: &Limits,
    sink: &mut dyn FnMut(Batch) -> Result<(), LoadError>,
) -> Result<(), LoadError> {
    let Input { name, format, compression, base_iri: base, reader, .. } = input;
    let failure = |error| source::read_failure(&name, compression, limits, error);
    let mut reader = Unpacked::new(reader, format, compression, limits).map_err(failure)?;
    let dialect = match format {
        RdfFormat::NTriples => Some(Dialect::NTriples),
        RdfFormat::NQuads => Some(Dialect::NQuads),
        _ => None,
    };
    let mut fault = |at: Fault| at.load_error(&name, limits);
    if let Some(dialect) = dialect {
        return read_lines(&mut reader, dialect, limits, &mut fault, &failure, sink);
    }
    if format == RdfFormat::Turtle {
        let base = base_iri(base)?;
        let parts = Parts::new(&mut reader);
        let work = |part: Part| read_part(&part, base.as_deref(), limits.literal_bytes_max);
        return side_by_side(parts, &work, &mut fault, &failure, sink);
    }
    let mut parser = RdfParser::from_format(format);
    if let Some(base) = base_iri(base)? {
        parser = based(parser, &base);
    }
    let mut batch = Batch::new();
    for quad in parser.for_reader(&mut reader) {
        let quad = match quad {
            Ok(quad) => quad,
            Err(RdfParseError::Io(error)) => return Err(failure(error)),
            Err(RdfParseError::Syntax(error)) => {
                let place = error.location().map(|it| (it.start.line + 1, it.start.column + 1));
                return Err(syntax(&name, place, &error.to_string()));
            }
        };
        if let Err(kind) = check(quad.object.as_ref(), limits.literal_bytes_max) {
            return Err(match kind {
                FaultKind::Syntax(message) => LoadError::Invalid { source_name: name, message },
                FaultKind::LongLiteral => Fault { line: 0, column: 1, kind }.load_error(&name, limits),
            });
        }
        let quad = intern(&mut batch.interner, quad.as_ref());
        batch.quads.push(quad);
        if batch.quads.len() == BATCH_QUADS {
            sink(std::mem::replace(&mut batch, Batch::new()))?;
        }
    }
    sink(batch)
}

/// A base, where it is an absolute IRI.
fn base_iri(base: Option<String>) -> Result<Option<String>, LoadError> {
    match base.as_deref().map(NamedNode::new) {
        Some(Err(error)) => {
            Err(LoadError::GraphName { iri: base.unwrap_or_default(), message: error.to_string() })
        }
        Some(Ok(_)) | None => Ok(base),
    }
}

fn based(parser: RdfParser, base: &str) -> RdfParser {
    // It was looked at before; a parser that takes it not is left without.
    parser.clone().with_base_iri(base).unwrap_or(parser)
}

/// Reads one part of a Turtle text up to its first fault.
fn read_part(part: &Part, base: Option<&str>, literal_bytes_max: usize) -> Batch {
    let mut batch = Batch::new();
    let text = [&part.preamble[..], &part.text].concat();
    let preamble_lines = memchr::memchr_iter(b'\n', &part.preamble).count() as u64;
    batch.n_lines = memchr::memchr_iter(b'\n', &part.text).count() as u64;
    batch.quads.reserve(part.text.len() / 64);
    let mut parser = RdfParser::from_format(RdfFormat::Turtle);
    if let Some(base) = base {
        parser = based(parser, base);
    }
    for quad in parser.for_slice(&text) {
        match quad {
            Ok(quad) => match check(quad.object.as_ref(), literal_bytes_max) {
                Ok(()) => {
                    let quad = intern(&mut batch.interner, quad.as_ref());
                    batch.quads.push(quad);
                }
                Err(kind) => {
                    batch.fault = Some(Fault { line: 0, column: 1, kind });
                    return batch;
                }
            },
            Err(error) => {
                let place =
                    error.location().map_or((preamble_lines, 0), |it| (it.start.line, it.start.column));
                let line = place.0.saturating_sub(preamble_lines);
                let column = place.1 + 1 + if line == 0 { part.column_before } else { 0 };
                let kind = FaultKind::Syntax(words_of(&error.to_string()));
                batch.fault = Some(Fault { line, column, kind });
                return batch;
            }
        }
    }
    batch
}

/// The parsers put the place before their words, which we have as numbers.
fn words_of(message: &str) -> String {
    message
        .split_once(": ")
        .filter(|(start, _)| start.contains(" at line ") || start.contains(" on line "))
        .map_or(message, |it| it.1)
        .to_owned()
}

fn syntax(name: &str, place: Option<(u64, u64)>, message: &str) -> LoadError {
    let (source_name, message) = (name.to_owned(), words_of(message));
    match place {
        Some((line, column)) => LoadError::Syntax { source_name, line, column, message },
        None => LoadError::Invalid { source_name, message },
    }
}

/// Quads in a batch of the formats that one parser reads.
const BATCH_QUADS: usize = 1 << 16;

/// Bytes in a chunk of the line formats: small enough to spread, large enough that most terms repeat in it.
const CHUNK_BYTES: usize = 4 << 20;

impl Fault {
    fn load_error(&self, name: &str, limits: &Limits) -> LoadError {
        let (source_name, line) = (name.to_owned(), self.line + 1);
        match &self.kind {
            FaultKind::Syntax(message) => {
                LoadError::Syntax { source_name, line, column: self.column, message: message.clone() }
            }
            FaultKind::LongLiteral => LoadError::TooLarge {
                source_name,
                line: (self.line > 0).then_some(line),
                what: "a literal",
                limit: "literal_bytes_max",
                max: limits.literal_bytes_max as u64,
            },
        }
    }
}

/// Reads line formats; `fault` and `failure` give the errors of the caller's room.
fn read_lines<E>(
    reader: &mut (dyn Read + Send),
    dialect: Dialect,
    limits: &Limits,
    fault: &mut dyn FnMut(Fault) -> E,
    failure: &dyn Fn(std::io::Error) -> E,
    sink: &mut dyn FnMut(Batch) -> Result<(), E>,
) -> Result<(), E> {
    let literal_bytes_max = limits.literal_bytes_max;
    let chunks = Chunks { reader, rest: Vec::new(), is_end: false, bytes_max: literal_bytes_max * 2 };
    let work = |chunk: Vec<u8>| read_chunk(&chunk, dialect, literal_bytes_max);
    side_by_side(chunks, &work, fault, failure, sink)
}

/// Reads the parts of a text on every core and hands on their batches in the order of the text.
fn side_by_side<P: Send, E>(
    mut parts: impl Iterator<Item = std::io::Result<P>> + Send,
    work: &(dyn Fn(P) -> Batch + Sync),
    fault: &mut dyn FnMut(Fault) -> E,
    failure: &dyn Fn(std::io::Error) -> E,
    sink: &mut dyn FnMut(Batch) -> Result<(), E>,
) -> Result<(), E> {
    let mut lines_before = 0;
    let mut deliver = |mut batch: Batch| {
        if let Some(found) = batch.fault.take() {
            return Err(fault(Fault { line: lines_before + found.line, ..found }));
        }
        lines_before += batch.n_lines;
        sink(batch)
    };
    let Some(first) = parts.next() else { return Ok(()) };
    let first = first.map_err(failure)?;
    // A short text needs no thread.
    let Some(second) = parts.next() else { return deliver(work(first)) };

    let n_workers = rayon::current_num_threads();
    let (work_in, work_out) = mpsc::sync_channel::<(u64, std::io::Result<P>)>(n_workers);
    let work_out = Arc::new(Mutex::new(work_out));
    let (done_in, done_out) = mpsc::sync_channel::<(u64, std::io::Result<Batch>)>(2 * n_workers);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let all = [Ok(first), second].into_iter().chain(parts);
            for (number, part) in (0u64..).zip(all) {
                if work_in.send((number, part)).is_err() {
                    break; // the merger has given up
                }
            }
        });
        for _ in 0..n_workers {
            let (work_out, done_in) = (Arc::clone(&work_out), done_in.clone());
            scope.spawn(move || {
                loop {
                    let Ok(next) = work_out.lock().map(|it| it.recv()) else { break };
                    let Ok((number, part)) = next else { break };
                    if done_in.send((number, part.map(work))).is_err() {
                        break;
                    }
                }
            });
        }
        drop((work_out, done_in));
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (number, batch) in done_out {
            early.insert(number, batch);
            while let Some(batch) = early.remove(&next) {
                deliver(batch.map_err(failure)?)?;
                next += 1;
            }
        }
        Ok(())
    })
}

/// A text in pieces that end at a line end.
struct Chunks<'a> {
    reader: &'a mut (dyn Read + Send),
    rest: Vec<u8>,
    is_end: bool,
    /// A line longer than this is not read to its end.
    bytes_max: usize,
}

impl Iterator for Chunks<'_> {
    type Item = std::io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_end {
            return None;
        }
        let mut chunk = std::mem::take(&mut self.rest);
        chunk.reserve(CHUNK_BYTES);
        let mut wanted = CHUNK_BYTES;
        loop {
            let missing = wanted.saturating_sub(chunk.len()) as u64;
            match (&mut *self.reader).take(missing).read_to_end(&mut chunk) {
                Ok(n_bytes) => self.is_end = (n_bytes as u64) < missing,
                Err(error) => {
                    self.is_end = true;
                    return Some(Err(error));
                }
            }
            if self.is_end {
                return Some(Ok(chunk));
            }
            if let Some(at) = memchr::memrchr(b'\n', &chunk) {
                self.rest = chunk.split_off(at + 1);
                return Some(Ok(chunk));
            }
            if chunk.len() >= self.bytes_max.max(CHUNK_BYTES) {
                // One endless line: the reader of the chunk names it.
                self.is_end = true;
                return Some(Ok(chunk));
            }
            wanted = chunk.len() * 2;
        }
    }
}

/// Reads the lines of one chunk up to the first fault.
pub(super) fn read_chunk(chunk: &[u8], dialect: Dialect, literal_bytes_max: usize) -> Batch {
    let mut batch = Batch::new();
    let text = match std::str::from_utf8(chunk) {
        Ok(text) => text,
        Err(error) => {
            // What stands before the faulty line has no fault that would come first.
            let valid = String::from_utf8_lossy(&chunk[..error.valid_up_to()]).into_owned();
            let start = valid.rfind('\n').map_or(0, |it| it + 1);
            read_text(&valid[..start], dialect, literal_bytes_max, &mut batch);
            let column = valid[start..].chars().count() as u64 + 1;
            let kind = FaultKind::Syntax("the bytes are not valid UTF-8".to_owned());
            batch.fault.get_or_insert(Fault { line: batch.n_lines, column, kind });
            return batch;
        }
    };
    read_text(text, dialect, literal_bytes_max, &mut batch);
    batch
}

fn read_text(text: &str, dialect: Dialect, literal_bytes_max: usize, batch: &mut Batch) {
    let Batch { interner, quads, removed, n_lines, fault } = batch;
    let with_graph_names = dialect != Dialect::NTriples;
    quads.reserve(text.len() / 128);
    let mut reader = LineReader::new(interner, with_graph_names, literal_bytes_max);
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = match memchr::memchr(b'\n', rest.as_bytes()) {
            Some(end) => (&rest[..end], &rest[end + 1..]),
            None => (rest, ""),
        };
        rest = after;
        let whole = line.strip_suffix('\r').unwrap_or(line);
        let (line, quads) = match (dialect, whole.split_at_checked(2)) {
            (Dialect::NTriples | Dialect::NQuads, _) => (whole, &mut *quads),
            (Dialect::Patch, Some(("A ", line))) => (line, &mut *quads),
            (Dialect::Patch, Some(("D ", line))) => (line, &mut *removed),
            (Dialect::Patch, _) => {
                let kind = FaultKind::Syntax("a line starts with neither `A ` nor `D `".to_owned());
                *fault = Some(Fault { line: *n_lines, column: 1, kind });
                return;
            }
        };
        match reader.read(line) {
            Line::Blank => (),
            Line::Quad(quad) => quads.push(quad),
            Line::TooLong => {
                *fault = Some(Fault { line: *n_lines, column: 1, kind: FaultKind::LongLiteral });
                return;
            }
            Line::Unusual => match parse_line(line, with_graph_names, literal_bytes_max, reader.interner) {
                Ok(found) => quads.extend(found),
                Err(found) => {
                    *fault = Some(Fault { line: *n_lines + found.line, ..found });
                    return;
                }
            },
        }
        *n_lines += 1;
    }
}

/// Reads one line by the full parser. A lone carriage return ends a line for it, so there may be several quads.
fn parse_line(
    line: &str,
    with_graph_names: bool,
    literal_bytes_max: usize,
    interner: &mut Interner,
) -> Result<Vec<QuadIds>, Fault> {
    if line.len() > literal_bytes_max {
        return Err(Fault { line: 0, column: 1, kind: FaultKind::LongLiteral });
    }
    let format = if with_graph_names { RdfFormat::NQuads } else { RdfFormat::NTriples };
    let mut quads = Vec::new();
    for quad in RdfParser::from_format(format).for_slice(line) {
        match quad {
            Ok(quad) => {
                if let Err(kind) = check(quad.object.as_ref(), literal_bytes_max) {
                    return Err(Fault { line: 0, column: 1, kind });
                }
                quads.push(intern(interner, quad.as_ref()));
            }
            Err(error) => {
                let place = error.location().map_or((0, 1), |it| (it.start.line, it.start.column + 1));
                let kind = FaultKind::Syntax(words_of(&error.to_string()));
                return Err(Fault { line: place.0, column: place.1, kind });
            }
        }
    }
    Ok(quads)
}
