//! How does a whole view become bytes and a view again?
//!
//! The image keeps what is in use and nothing else: a term that no triple mentions any more dies here,
//! and the others are numbered anew in their old order. All numbers are LEB128 varints, so that
//! a compressor finds little left to do. Reading trusts nothing: a damaged image is an error, never a panic.
//!
//! Layout: magic, revision, number of terms, bytes of text, number of graphs; for each term its kind (one byte),
//! the length of its text and its qualifier (for a triple term its three parts instead); the texts in one piece;
//! for each graph its name, the number of its triples, and the triples in SPO order, each as the step from
//! the one before: the subject's step, where that is 0 the predicate's, where that is 0 too the object's.
//!
//! Deliberately absent: compression and checksums, which belong to whoever keeps the bytes.

use super::dictionary::{Dictionary, Entry, Interner, KINDS, Kind, NONE, TermId};
use super::index::{Ids, TripleIndex};
use super::triples::Triples;
use super::view::View;
use std::collections::BTreeMap;
use std::io;

/// The first bytes of an image: the format and its version.
const MAGIC: &[u8; 8] = b"cncview\x01";

/// How deep triple terms may stand in one another; whoever takes in terms from outside must hold this as well.
pub const TRIPLE_TERM_DEPTH_MAX: usize = 256;

/// The fewest bytes that a term takes: kind, length, qualifier.
const TERM_BYTES_MIN: usize = 3;

/// The fewest bytes that a triple takes: one number for each position.
const TRIPLE_BYTES_MIN: usize = 3;

/// Bytes that are gathered before they are handed on.
const CHUNK_BYTES: usize = 1 << 16;

/// Why bytes are not the image of a view.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SnapshotError {
    #[error("not a snapshot, or one of another version")]
    Magic,
    #[error("the snapshot ends early, at byte {0}")]
    Truncated(usize),
    #[error("damaged snapshot at byte {at}: {what}")]
    Damaged { at: usize, what: &'static str },
}

impl View {
    /// Writes the image of this view: the same content always gives the same bytes.
    ///
    /// # Errors
    /// Whatever `out` gives.
    pub fn write_snapshot(&self, out: &mut impl io::Write) -> io::Result<()> {
        let dictionary = self.dictionary();
        let numbers = numbers_in_use(self);
        let used = || dictionary.entries().filter(|(id, _)| numbers[*id as usize] != NONE);
        let mut buffer = Vec::with_capacity(CHUNK_BYTES + 64);
        buffer.extend_from_slice(MAGIC);
        put(&mut buffer, self.revision());
        put(&mut buffer, used().count() as u64);
        put(&mut buffer, used().map(|(_, entry)| entry.text.len() as u64).sum());
        put(&mut buffer, self.graphs().count() as u64);
        for (_, entry) in used() {
            buffer.push(entry.kind as u8);
            put(&mut buffer, entry.text.len() as u64);
            if entry.kind == Kind::Triple {
                entry.triple.iter().for_each(|it| put(&mut buffer, u64::from(numbers[*it as usize])));
            } else {
                put(&mut buffer, u64::from(numbers[entry.qualifier as usize]));
            }
            flush_full(&mut buffer, out)?;
        }
        for (_, entry) in used() {
            buffer.extend_from_slice(entry.text.as_bytes());
            flush_full(&mut buffer, out)?;
        }
        for (name, triples) in self.graphs() {
            put(&mut buffer, u64::from(numbers[name as usize]));
            put(&mut buffer, triples.len() as u64);
            let mut before = [NONE; 3];
            for triple in triples.sorted() {
                let triple = triple.map(|it| numbers[it as usize]);
                put_step(&mut buffer, before, triple);
                before = triple;
                flush_full(&mut buffer, out)?;
            }
        }
        out.write_all(&buffer)
    }

    /// The image of this view in memory.
    pub fn to_snapshot(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        // A vector takes every write.
        let _ = self.write_snapshot(&mut bytes);
        bytes
    }

    /// Reads an image. Memory stays within a fixed multiple of the input's length, whatever the input claims.
    ///
    /// # Errors
    /// [`SnapshotError`] for bytes that [`View::write_snapshot`] cannot have written.
    pub fn from_snapshot(bytes: &[u8]) -> Result<Self, SnapshotError> {
        let mut reader = Reader { bytes, at: 0 };
        if reader.take(MAGIC.len()).ok() != Some(MAGIC.as_slice()) {
            return Err(SnapshotError::Magic);
        }
        let revision = reader.number()?;
        let n_terms = reader.length(TERM_BYTES_MIN, u32::MAX as usize - 1)?;
        let text_bytes = reader.length(1, usize::MAX)?;
        let n_graphs = reader.length(1, usize::MAX)?;
        let dictionary = read_dictionary(&mut reader, n_terms, text_bytes)?;
        let mut graphs = BTreeMap::new();
        for _ in 0..n_graphs {
            let name = reader.id(dictionary.end())?;
            if name != NONE && !matches!(dictionary.kind(name), Kind::Iri | Kind::Blank) {
                return Err(reader.damaged("the name of a graph is neither IRI nor blank node"));
            }
            if graphs.last_key_value().is_some_and(|(last, _)| *last >= name) {
                return Err(reader.damaged("the graphs are out of order"));
            }
            let triples = read_triples(&mut reader, &dictionary)?;
            graphs.insert(name, Triples::from_index(TripleIndex::from_sorted(&triples)));
        }
        if reader.at != bytes.len() {
            return Err(reader.damaged("bytes after the end"));
        }
        Ok(Self::from_graphs(revision, dictionary, graphs))
    }
}

/// The new number of each term by its old one; [`NONE`] for a term that no triple and no graph name mentions.
fn numbers_in_use(view: &View) -> Vec<TermId> {
    let dictionary = view.dictionary();
    let mut numbers = vec![NONE; dictionary.end() as usize];
    for (name, triples) in view.graphs() {
        numbers[name as usize] = 1;
        for triple in triples.scan(super::index::Pattern::default()) {
            for id in triple {
                numbers[id as usize] = 1;
            }
        }
    }
    // Parts are interned before the whole, so that one walk from the end reaches the parts of parts.
    for id in (1..dictionary.end()).rev() {
        if numbers[id as usize] != NONE {
            let entry = dictionary.entry(id);
            for part in entry.triple.into_iter().chain([entry.qualifier]) {
                debug_assert!(part < id);
                numbers[part as usize] = 1;
            }
        }
    }
    numbers[NONE as usize] = NONE;
    let mut last = NONE;
    for number in numbers.iter_mut().filter(|it| **it != NONE) {
        last += 1;
        *number = last;
    }
    numbers
}

fn flush_full(buffer: &mut Vec<u8>, out: &mut impl io::Write) -> io::Result<()> {
    if buffer.len() >= CHUNK_BYTES {
        out.write_all(buffer)?;
        buffer.clear();
    }
    Ok(())
}

fn put(buffer: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        buffer.push(number as u8 | 0x80);
        number >>= 7;
    }
    buffer.push(number as u8);
}

fn put_step(buffer: &mut Vec<u8>, before: Ids, triple: Ids) {
    let [s, p, o] = triple;
    put(buffer, u64::from(s - before[0]));
    if s != before[0] {
        put(buffer, u64::from(p));
        put(buffer, u64::from(o));
        return;
    }
    put(buffer, u64::from(p - before[1]));
    put(buffer, u64::from(if p == before[1] { o - before[2] } else { o }));
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn damaged(&self, what: &'static str) -> SnapshotError {
        SnapshotError::Damaged { at: self.at, what }
    }

    fn byte(&mut self) -> Result<u8, SnapshotError> {
        let byte = *self.bytes.get(self.at).ok_or(SnapshotError::Truncated(self.at))?;
        self.at += 1;
        Ok(byte)
    }

    fn take(&mut self, n_bytes: usize) -> Result<&'a [u8], SnapshotError> {
        let end = self.at.checked_add(n_bytes).ok_or(SnapshotError::Truncated(self.at))?;
        let taken = self.bytes.get(self.at..end).ok_or(SnapshotError::Truncated(self.at))?;
        self.at = end;
        Ok(taken)
    }

    #[inline]
    fn number(&mut self) -> Result<u64, SnapshotError> {
        let first = self.byte()?;
        if first < 0x80 {
            return Ok(u64::from(first));
        }
        let mut number = u64::from(first & 0x7F);
        for shift in (7..64).step_by(7) {
            let byte = self.byte()?;
            if shift == 63 && byte > 1 {
                break;
            }
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(self.damaged("a number of more than 64 bits"))
    }

    /// A number of things of at least `bytes_min` bytes each: no more than what is left can hold.
    fn length(&mut self, bytes_min: usize, max: usize) -> Result<usize, SnapshotError> {
        let number = self.number()?;
        let left = self.bytes.len() - self.at;
        match usize::try_from(number) {
            Ok(length) if length <= left / bytes_min && length <= max => Ok(length),
            Ok(_) | Err(_) => Err(self.damaged("a length beyond the end")),
        }
    }

    /// A term's number, or [`NONE`].
    #[inline]
    fn id(&mut self, end: TermId) -> Result<TermId, SnapshotError> {
        match u32::try_from(self.number()?) {
            Ok(id) if id < end => Ok(id),
            Ok(_) | Err(_) => Err(self.damaged("a term that does not exist")),
        }
    }

    /// What follows `before` by the step that stands here.
    #[inline]
    fn step(&mut self, before: TermId, end: TermId) -> Result<TermId, SnapshotError> {
        match u32::try_from(self.number()?).ok().and_then(|it| before.checked_add(it)) {
            Some(id) if id < end => Ok(id),
            Some(_) | None => Err(self.damaged("a term that does not exist")),
        }
    }
}

/// What an image says of one term before its text.
struct Head {
    kind: Kind,
    text_bytes: usize,
    qualifier: TermId,
    triple: [TermId; 3],
}

fn read_head(reader: &mut Reader<'_>, id: TermId) -> Result<Head, SnapshotError> {
    let kind = reader.byte()?;
    let kind = *KINDS.get(kind as usize).ok_or_else(|| reader.damaged("an unknown kind of term"))?;
    let text_bytes = reader.length(1, usize::MAX)?;
    let (qualifier, triple) = if kind == Kind::Triple {
        (NONE, [reader.id(id)?, reader.id(id)?, reader.id(id)?])
    } else {
        (reader.id(id)?, [NONE; 3])
    };
    Ok(Head { kind, text_bytes, qualifier, triple })
}

fn read_dictionary(
    reader: &mut Reader<'_>,
    n_terms: usize,
    text_bytes: usize,
) -> Result<Dictionary, SnapshotError> {
    let mut heads = Vec::with_capacity(n_terms);
    for id in (1..).take(n_terms) {
        heads.push(read_head(reader, id)?);
    }
    let texts =
        std::str::from_utf8(reader.take(text_bytes)?).map_err(|_| reader.damaged("text is not UTF-8"))?;
    let mut interner = Interner::with_capacity(n_terms, text_bytes);
    let mut depths = rustc_hash::FxHashMap::default();
    let mut start = 0;
    for (id, head) in (1..).zip(heads) {
        let end = start + head.text_bytes;
        let text =
            texts.get(start..end).ok_or_else(|| reader.damaged("a text that is cut inside a character"))?;
        start = end;
        let entry = Entry { kind: head.kind, text, qualifier: head.qualifier, triple: head.triple };
        check_entry(&interner, &entry).map_err(|what| reader.damaged(what))?;
        if entry.kind == Kind::Triple {
            let depth = 1 + depths.get(&entry.triple[2]).copied().unwrap_or(0);
            if depth > TRIPLE_TERM_DEPTH_MAX {
                return Err(reader.damaged("triple terms too deep in one another"));
            }
            depths.insert(id, depth);
        }
        if interner.intern_entry(&entry) != id {
            return Err(reader.damaged("a term that is there twice"));
        }
    }
    if start != texts.len() {
        return Err(reader.damaged("text that belongs to no term"));
    }
    Ok(interner.freeze())
}

/// Whether the parts of a term are of the kinds that RDF 1.2 asks for; they have smaller numbers than the whole.
fn check_entry(interner: &Interner, entry: &Entry<'_>) -> Result<(), &'static str> {
    let kind = |id: TermId| if id == NONE { None } else { Some(interner.entry(id).kind) };
    let is_sound = match entry.kind {
        Kind::Iri | Kind::Blank | Kind::String => entry.qualifier == NONE,
        Kind::Lang | Kind::LangLtr | Kind::LangRtl => kind(entry.qualifier) == Some(Kind::String),
        Kind::Typed => kind(entry.qualifier) == Some(Kind::Iri),
        Kind::Triple => {
            entry.text.is_empty()
                && matches!(kind(entry.triple[0]), Some(Kind::Iri | Kind::Blank))
                && kind(entry.triple[1]) == Some(Kind::Iri)
                && kind(entry.triple[2]).is_some()
        }
    };
    if is_sound { Ok(()) } else { Err("a term whose parts are of the wrong kind") }
}

fn read_triples(reader: &mut Reader<'_>, dictionary: &Dictionary) -> Result<Vec<Ids>, SnapshotError> {
    let end = dictionary.end();
    let n_triples = reader.length(TRIPLE_BYTES_MIN, u32::MAX as usize)?;
    if n_triples == 0 {
        return Err(reader.damaged("a graph without triples"));
    }
    let mut triples = Vec::with_capacity(n_triples);
    let [mut s, mut p, mut o] = [NONE; 3];
    for _ in 0..n_triples {
        let subject = reader.step(s, end)?;
        if subject != s {
            (s, p, o) = (subject, NONE, NONE);
            if !matches!(dictionary.kind(s), Kind::Iri | Kind::Blank) {
                return Err(reader.damaged("a subject that is neither IRI nor blank node"));
            }
        }
        let predicate = reader.step(p, end)?;
        if predicate != p {
            (p, o) = (predicate, NONE);
            if dictionary.kind(p) != Kind::Iri {
                return Err(reader.damaged("a predicate that is not an IRI"));
            }
        }
        let object = reader.step(o, end)?;
        // A step of 0 in any position that has to move leaves NONE or repeats a triple.
        if s == NONE || p == NONE || object == o {
            return Err(reader.damaged("triples out of order"));
        }
        o = object;
        triples.push([s, p, o]);
    }
    Ok(triples)
}
