//! What does one line of N-Triples or N-Quads say?
//!
//! The usual line (IRIs without escapes, plain literals, simple language tags) is read here at a few hundred
//! megabytes a second; for anything unusual the answer is [`Line::Unusual`], and the caller asks the full parser.
//! What is read here is exactly what the full parser reads; a property test holds that.

use crate::graph::{Entry, Interner, Kind, NONE, QuadIds, TermId};
use oxiri::Iri;

/// What a line holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Nothing but white space or a comment.
    Blank,
    Quad(QuadIds),
    /// Perhaps valid, perhaps not: the full parser knows.
    Unusual,
    /// A literal longer than `literal_bytes_max`.
    TooLong,
}

/// Reads lines into an interner.
pub(super) struct LineReader<'a> {
    pub(super) interner: &'a mut Interner,
    with_graph_names: bool,
    literal_bytes_max: usize,
    /// Language tags that the full parser would take, as found so far.
    known_tags: Vec<String>,
    text: String,
    /// The subject of the line before: most lines repeat it.
    subject: TermId,
}

/// The bytes that an IRI may have anywhere after its scheme without a closer look.
const IRI_BYTES: [bool; 256] = table(b"-._~!$&'()*+,;=:@/?#");
/// The bytes of a host without a closer look.
const HOST_BYTES: [bool; 256] = table(b"-._");

const fn table(marks: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = (at as u8).is_ascii_alphanumeric();
        at += 1;
    }
    at = 0;
    while at < marks.len() {
        table[marks[at] as usize] = true;
        at += 1;
    }
    table
}

/// How a term was read.
enum Found<T> {
    Term(T),
    Unusual,
    TooLong,
}

macro_rules! term {
    ($found:expr) => {
        match $found {
            Found::Term(it) => it,
            Found::Unusual => return Line::Unusual,
            Found::TooLong => return Line::TooLong,
        }
    };
}

impl<'a> LineReader<'a> {
    pub(super) fn new(interner: &'a mut Interner, with_graph_names: bool, literal_bytes_max: usize) -> Self {
        Self {
            interner,
            with_graph_names,
            literal_bytes_max,
            known_tags: Vec::new(),
            text: String::new(),
            subject: NONE,
        }
    }

    /// Reads a line without its end of line.
    pub(super) fn read(&mut self, line: &str) -> Line {
        let bytes = line.as_bytes();
        let mut at = skip_space(bytes, 0);
        match bytes.get(at) {
            None | Some(b'#') => return Line::Blank,
            Some(_) => (),
        }
        let (subject, next) = term!(self.subject(line, at));
        at = skip_space(bytes, next);
        let (predicate, next) = term!(self.iri(line, at));
        at = skip_space(bytes, next);
        let (object, next) = term!(self.object(line, at));
        at = skip_space(bytes, next);
        let mut graph = NONE;
        if self.with_graph_names && bytes.get(at) != Some(&b'.') {
            let next;
            (graph, next) = term!(self.node(line, at));
            at = skip_space(bytes, next);
        }
        if bytes.get(at) != Some(&b'.') {
            return Line::Unusual;
        }
        at = skip_space(bytes, at + 1);
        match bytes.get(at) {
            None | Some(b'#') => Line::Quad(QuadIds { graph, triple: [subject, predicate, object] }),
            Some(_) => Line::Unusual,
        }
    }

    fn subject(&mut self, line: &str, at: usize) -> Found<(TermId, usize)> {
        if self.subject != NONE {
            let last = self.interner.entry(self.subject);
            let end = at + 1 + last.text.len();
            let bytes = line.as_bytes();
            if last.kind == Kind::Iri
                && bytes[at] == b'<'
                && bytes.get(end) == Some(&b'>')
                && bytes[at + 1..end] == *last.text.as_bytes()
            {
                return Found::Term((self.subject, end + 1));
            }
        }
        let found = self.node(line, at);
        if let Found::Term((id, _)) = found {
            self.subject = id;
        }
        found
    }

    fn node(&mut self, line: &str, at: usize) -> Found<(TermId, usize)> {
        if line.as_bytes().get(at) == Some(&b'_') { self.blank(line, at) } else { self.iri(line, at) }
    }

    fn object(&mut self, line: &str, at: usize) -> Found<(TermId, usize)> {
        match line.as_bytes().get(at) {
            Some(b'"') => self.literal(line, at),
            _ => self.node(line, at),
        }
    }

    fn iri(&mut self, line: &str, at: usize) -> Found<(TermId, usize)> {
        let bytes = line.as_bytes();
        if bytes.get(at) != Some(&b'<') {
            return Found::Unusual;
        }
        let Some(length) = memchr::memchr2(b'>', b'\\', &bytes[at + 1..]) else { return Found::Unusual };
        if bytes[at + 1 + length] != b'>' {
            return Found::Unusual;
        }
        let iri = &line[at + 1..at + 1 + length];
        let n_before = self.interner.end();
        let id = self.interner.intern_iri(iri);
        // What is in the interner was checked when it came in; a faulty one ends the load, so that nothing uses it.
        if id >= n_before && !is_plain_iri(iri.as_bytes()) && Iri::parse(iri).is_err() {
            return Found::Unusual;
        }
        Found::Term((id, at + length + 2))
    }

    fn blank(&mut self, line: &str, at: usize) -> Found<(TermId, usize)> {
        let bytes = line.as_bytes();
        if bytes.get(at + 1) != Some(&b':') {
            return Found::Unusual;
        }
        let label = &bytes[at + 2..];
        let length = label.iter().take_while(|it| it.is_ascii_alphanumeric()).count();
        if length == 0 || !matches!(label.get(length), Some(b' ' | b'\t')) {
            return Found::Unusual;
        }
        let end = at + 2 + length;
        Found::Term((self.interner.intern_blank(&line[at + 2..end]), end))
    }

    fn literal(&mut self, line: &str, at: usize) -> Found<(TermId, usize)> {
        let bytes = line.as_bytes();
        let start = at + 1;
        let Some(length) = memchr::memchr2(b'"', b'\\', &bytes[start..]) else { return Found::Unusual };
        let mut end = start + length;
        let mut text = std::mem::take(&mut self.text);
        let is_escaped = bytes[end] == b'\\';
        if is_escaped {
            let Some(found) = unescape(line, start, end, &mut text) else {
                self.text = text;
                return Found::Unusual;
            };
            end = found;
        }
        let found = self.literal_after(line, if is_escaped { &text } else { &line[start..end] }, end + 1);
        self.text = text;
        found
    }

    /// The rest of a literal, from behind its closing quote.
    fn literal_after(&mut self, line: &str, text: &str, at: usize) -> Found<(TermId, usize)> {
        if text.len() > self.literal_bytes_max {
            return Found::TooLong;
        }
        // A lone carriage return ends a line for the full parser.
        if memchr::memchr(b'\r', text.as_bytes()).is_some() && !line[..at].contains("\\r") {
            return Found::Unusual;
        }
        let bytes = line.as_bytes();
        let (kind, qualifier, end) = match bytes.get(at) {
            Some(b'@') => {
                let tag = &bytes[at + 1..];
                let length = tag.iter().take_while(|it| it.is_ascii_alphanumeric() || **it == b'-').count();
                let end = at + 1 + length;
                let tag = &line[at + 1..end];
                if !self.is_known_tag(tag) {
                    return Found::Unusual;
                }
                // Tags that differ in case alone are the same: all readers keep them in lower case.
                let lower;
                let tag = if tag.bytes().any(|it| it.is_ascii_uppercase()) {
                    lower = tag.to_ascii_lowercase();
                    &lower
                } else {
                    tag
                };
                let entry = Entry { kind: Kind::String, text: tag, qualifier: NONE, triple: [NONE; 3] };
                (Kind::Lang, self.interner.intern_entry(&entry), end)
            }
            Some(b'^') => {
                if bytes.get(at + 1) != Some(&b'^') {
                    return Found::Unusual;
                }
                let (datatype, end) = match self.iri(line, at + 2) {
                    Found::Term(it) => it,
                    other @ (Found::Unusual | Found::TooLong) => return other,
                };
                match self.interner.entry(datatype).text {
                    crate::vocab::xsd::STRING => (Kind::String, NONE, end),
                    // These need a language tag: the full parser has the words for it.
                    crate::vocab::rdf::LANG_STRING | crate::vocab::rdf::DIR_LANG_STRING => {
                        return Found::Unusual;
                    }
                    _ => (Kind::Typed, datatype, end),
                }
            }
            Some(_) | None => (Kind::String, NONE, at),
        };
        let entry = Entry { kind, text, qualifier, triple: [NONE; 3] };
        Found::Term((self.interner.intern_entry(&entry), end))
    }

    fn is_known_tag(&mut self, tag: &str) -> bool {
        let is_plain = matches!(tag.len(), 2 | 3) && tag.bytes().all(|it| it.is_ascii_alphabetic());
        is_plain || self.known_tags.iter().any(|it| it == tag) || {
            // A tag with a direction (`--ltr`) stays with the full parser.
            let is_valid =
                !tag.contains("--") && oxrdf::Literal::new_language_tagged_literal("", tag).is_ok();
            if is_valid {
                self.known_tags.push(tag.to_owned());
            }
            is_valid
        }
    }
}

fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\t')) {
        at += 1;
    }
    at
}

/// Resolves the simple escapes of a string; gives the place of the closing quote.
fn unescape(line: &str, start: usize, first: usize, text: &mut String) -> Option<usize> {
    let bytes = line.as_bytes();
    text.clear();
    let (mut from, mut at) = (start, first);
    loop {
        text.push_str(&line[from..at]);
        if bytes[at] == b'"' {
            return Some(at);
        }
        text.push(match bytes.get(at + 1)? {
            b't' => '\t',
            b'b' => '\u{8}',
            b'n' => '\n',
            b'r' => '\r',
            b'f' => '\u{c}',
            b'"' => '"',
            b'\'' => '\'',
            b'\\' => '\\',
            _ => return None,
        });
        from = at + 2;
        at = from + memchr::memchr2(b'"', b'\\', &bytes[from..])?;
    }
}

/// Whether an IRI is surely valid: a scheme, perhaps a simple host, and none but the commonest characters.
fn is_plain_iri(iri: &[u8]) -> bool {
    let Some(colon) = memchr::memchr(b':', iri) else { return false };
    let scheme = &iri[..colon];
    if !scheme.first().is_some_and(u8::is_ascii_alphabetic)
        || !scheme.iter().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'-' | b'.'))
    {
        return false;
    }
    let mut rest = &iri[colon + 1..];
    if let Some(after) = rest.strip_prefix(b"//") {
        let host = after.iter().take_while(|it| HOST_BYTES[**it as usize]).count();
        if host == 0 || !matches!(after.get(host), None | Some(b'/' | b'?' | b'#')) {
            return false;
        }
        rest = &after[host..];
    }
    let mut n_fragments = 0;
    for byte in rest {
        if !IRI_BYTES[*byte as usize] {
            return false;
        }
        n_fragments += u32::from(*byte == b'#');
    }
    n_fragments <= 1
}
