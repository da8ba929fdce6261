//! Where may a Turtle text be cut, so that its parts can be read side by side?
//!
//! Behind the full stop that ends a statement. Up to the first fault of a text strings, IRIs, comments and brackets
//! are told apart here as the grammar does it, so that each part up to there is whole, and the reader of the faulty
//! part names the fault. What prefixes and bases were declared before a part is put before it again.

use super::turtle::{Step, Turtle};
use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

/// A part of a text that can be read by itself.
pub(super) struct Part {
    /// The directives before it.
    pub(super) preamble: Arc<Vec<u8>>,
    pub(super) text: Vec<u8>,
    /// Characters before it in its first line.
    pub(super) column_before: u64,
}

/// Bytes in a part, if statements allow.
const PART_BYTES: usize = 2 << 20;

/// Bytes that one statement may have; a longer one would have to be held whole.
const STATEMENT_BYTES_MAX: usize = 256 << 20;

/// The error inside an [`io::Error`] where a statement is longer than that.
#[derive(Debug, thiserror::Error)]
#[error("one statement is larger than statement_bytes_max = {STATEMENT_BYTES_MAX} bytes")]
pub(super) struct LongStatement;

/// The parts of a text.
pub(super) struct Parts<'a> {
    reader: &'a mut (dyn Read + Send),
    text: Vec<u8>,
    scanner: Scanner,
    preamble: Arc<Vec<u8>>,
    column: u64,
    is_end: bool,
    part_bytes: usize,
}

impl<'a> Parts<'a> {
    pub(super) fn new(reader: &'a mut (dyn Read + Send)) -> Self {
        Self::of_bytes(reader, PART_BYTES)
    }

    /// Parts of about so many bytes.
    fn of_bytes(reader: &'a mut (dyn Read + Send), part_bytes: usize) -> Self {
        let (scanner, preamble) = (Scanner::default(), Arc::default());
        Self { reader, text: Vec::new(), scanner, preamble, column: 0, is_end: false, part_bytes }
    }

    fn cut(&mut self, at: usize) -> Part {
        let rest = self.text.split_off(at);
        let text = std::mem::replace(&mut self.text, rest);
        let part_preamble = Arc::clone(&self.preamble);
        let directives = self.scanner.cut(at);
        if !directives.is_empty() {
            let all = Arc::make_mut(&mut self.preamble);
            for range in directives {
                all.extend_from_slice(&text[range]);
                all.push(b'\n');
            }
        }
        let column_before = self.column;
        let last_line = memchr::memrchr(b'\n', &text).map(|it| it + 1);
        let n_characters = String::from_utf8_lossy(&text[last_line.unwrap_or(0)..]).chars().count() as u64;
        self.column = if last_line.is_none() { self.column + n_characters } else { n_characters };
        Part { preamble: part_preamble, text, column_before }
    }
}

impl Iterator for Parts<'_> {
    type Item = io::Result<Part>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_end {
            return None;
        }
        loop {
            let n_before = self.text.len();
            // What is put before every part may not be most of the work.
            let wanted = self.part_bytes.max(4 * self.preamble.len()) as u64;
            match (&mut *self.reader).take(wanted).read_to_end(&mut self.text) {
                Ok(n_bytes) => self.is_end = (n_bytes as u64) < wanted,
                Err(error) => {
                    self.is_end = true;
                    return Some(Err(error));
                }
            }
            if self.is_end {
                return Some(Ok(self.cut(self.text.len())));
            }
            self.scanner.scan(&self.text, n_before);
            if let Some(at) = self.scanner.end_of_statement {
                return Some(Ok(self.cut(at)));
            }
            if self.text.len() > STATEMENT_BYTES_MAX {
                self.is_end = true;
                return Some(Err(io::Error::other(LongStatement)));
            }
        }
    }
}

/// Whether a statement declares something, and what ends it then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Its first word is not read to its end yet.
    Unknown,
    Triples,
    /// `@prefix` and the like: after its value and a full stop.
    WithStop {
        has_value: bool,
    },
    /// `PREFIX` and the like: after its value.
    WithoutStop,
}

/// Goes over a text once, in pieces.
#[derive(Debug)]
struct Scanner {
    place: Turtle,
    depth: u32,
    /// The statement that has begun: where, and of what kind.
    statement: Option<(usize, Kind)>,
    /// Whether the last byte was a full stop outside of all brackets, and what stood before that.
    stop: Option<u8>,
    directives: Vec<Range<usize>>,
    /// Behind the last statement that is whole.
    end_of_statement: Option<usize>,
}

impl Default for Scanner {
    fn default() -> Self {
        Self {
            place: Turtle::Plain,
            depth: 0,
            statement: None,
            stop: None,
            directives: Vec::new(),
            end_of_statement: None,
        }
    }
}

impl Scanner {
    /// Goes on from `from` to the end of what is there.
    fn scan(&mut self, text: &[u8], from: usize) {
        for (at, byte) in text.iter().enumerate().skip(from) {
            let before = self.place;
            let (place, step) = before.after(*byte);
            self.place = place;
            match step {
                Step::Same => (),
                Step::In => self.depth += 1,
                Step::Out => self.depth = self.depth.saturating_sub(1),
            }
            match before {
                Turtle::Plain => self.plain(text, at, *byte),
                // `<>`, or the end of an IRI or of a string.
                Turtle::Less if *byte == b'>' => self.value(at + 1),
                Turtle::Iri | Turtle::Short(_) | Turtle::Long(..) if place == Turtle::Plain => {
                    self.value(at + 1);
                }
                _ => (),
            }
        }
    }

    fn plain(&mut self, text: &[u8], at: usize, byte: u8) {
        let is_blank = byte.is_ascii_whitespace();
        if self.stop.take().is_some_and(|before| is_end(before, byte)) {
            self.end(at);
        }
        match &mut self.statement {
            None if is_blank || byte == b'#' => (),
            None => self.statement = Some((at, Kind::Unknown)),
            Some((start, kind @ Kind::Unknown)) if is_blank || matches!(byte, b'<' | b'"' | b'\'') => {
                *kind = kind_of(&text[*start..at]);
            }
            Some(_) => (),
        }
        if byte == b'.' && self.depth == 0 {
            match self.statement {
                Some((_, Kind::WithStop { has_value: true })) => self.end(at + 1),
                // A name or a number may have one, too: what follows tells.
                Some(_) => self.stop = Some(at.checked_sub(1).map_or(b'a', |it| text[it])),
                None => (),
            }
        }
    }

    /// An IRI or a string has ended.
    fn value(&mut self, at: usize) {
        match &mut self.statement {
            Some((_, Kind::WithStop { has_value })) => *has_value = true,
            Some((_, Kind::WithoutStop)) => self.end(at),
            Some(_) | None => (),
        }
    }

    fn end(&mut self, at: usize) {
        self.end_of_statement = Some(at);
        if let Some((start, Kind::WithStop { .. } | Kind::WithoutStop)) = self.statement.take() {
            self.directives.push(start..at);
        }
    }

    /// Forgets what is before the end of the last whole statement; gives the directives there.
    fn cut(&mut self, at: usize) -> Vec<Range<usize>> {
        self.end_of_statement = None;
        self.statement = self.statement.map(|(start, kind)| (start - start.min(at), kind));
        std::mem::take(&mut self.directives)
    }
}

/// Whether a full stop between these two bytes ends a statement rather than being part of a name or a number.
fn is_end(before: u8, after: u8) -> bool {
    let is_behind_token = before.is_ascii_whitespace() || b">\"')]}".contains(&before);
    after.is_ascii_whitespace() || b"@<\"'[(#".contains(&after) || is_behind_token && !after.is_ascii_digit()
}

fn kind_of(word: &[u8]) -> Kind {
    let is = |name: &[u8]| word.eq_ignore_ascii_case(name);
    match word.first() {
        Some(b'@') => Kind::WithStop { has_value: false },
        Some(_) if is(b"prefix") || is(b"base") || is(b"version") => Kind::WithoutStop,
        Some(_) | None => Kind::Triples,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(text: &str) -> (Vec<&str>, Vec<&str>) {
        let (mut statements, mut start) = (Vec::new(), 0);
        let mut scanner = Scanner::default();
        for at in 0..text.len() {
            scanner.scan(&text.as_bytes()[..=at], at);
            if let Some(end) = scanner.end_of_statement.take() {
                statements.push(text[start..end].trim());
                start = end;
            }
        }
        let directives = scanner.directives.iter().map(|it| &text[it.clone()]).collect();
        (statements, directives)
    }

    use oxrdfio::{RdfFormat, RdfParser};
    use proptest::prelude::*;

    /// The triples of a text as they come, without the labels of nodes that have none, or where it is at fault.
    fn read(parts: &mut dyn Iterator<Item = (Vec<u8>, u64, u64, u64)>) -> Result<Vec<String>, (u64, u64)> {
        let mut triples = Vec::new();
        for (text, preamble_lines, lines_before, column_before) in parts {
            for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(&text) {
                match quad {
                    Ok(quad) => triples.push(nameless(&quad.to_string())),
                    Err(error) => {
                        let place = error.location().unwrap().start;
                        let line = place.line - preamble_lines;
                        let column = place.column + if line == 0 { column_before } else { 0 };
                        return Err((lines_before + line, column));
                    }
                }
            }
        }
        Ok(triples)
    }

    fn nameless(quad: &str) -> String {
        let words = quad.split(' ').map(|it| if it.starts_with("_:") && it.len() > 12 { "_:" } else { it });
        words.collect::<Vec<_>>().join(" ")
    }

    fn outcomes(text: &str, part_bytes: usize) -> [Result<Vec<String>, (u64, u64)>; 2] {
        let whole = read(&mut std::iter::once((text.as_bytes().to_vec(), 0, 0, 0)));
        let mut reader = text.as_bytes();
        let mut lines = 0;
        let mut parts = Parts::of_bytes(&mut reader, part_bytes).map(|part| {
            let part = part.unwrap();
            let count = |text: &[u8]| memchr::memchr_iter(b'\n', text).count() as u64;
            let before = lines;
            lines += count(&part.text);
            ([&part.preamble[..], &part.text].concat(), count(&part.preamble), before, part.column_before)
        });
        [read(&mut parts), whole]
    }

    fn piece() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "@prefix a: <urn:a#> .",
            "PREFIX a: <urn:b/>",
            "prefix a.b: <urn:c.d:>",
            "@base <http://x.y/z/> .",
            "BASE <urn:e>",
            "@prefix a: <> .",
            "a:s a:p a:o .",
            "a:s a:p.q 1.5 , 2. ",
            "a.b:c.d a.b:e <f.g> .",
            "a:s a:p \"x. y\"@en-x .",
            "a:s a:p \"\"\"l. \"\" .\n# <\\\"\"\"\", '' .",
            "a:s a:p 'don\\'t . ' .",
            "[ a:p [ a:q 1 ] ; a:r ( 1 a:b \"]. \" ) ] .",
            "_:b a:p _:b . ",
            "a:s a:p a:x\\. .",
            "a:s a:p [] ; a:q () .",
            "<urn:s#. > a:p 1 .",
            "<s> <p> <o.> .",
            "# a comment. with <iri and \"quote\n",
            "a:s a a:C .",
            "a:s a:p true .",
            "@prefix a: <urn:z#>.a:s a:p a:o.",
            "a:s a:p \"\" .",
            "a:s a:p \"é. ü\" .",
            "a:s a:p",
            ". ",
            "\"",
            "<",
            "a:s ( .",
            "zz:s a:p 1 .",
        ])
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn parts_give_what_the_whole_gives(
            pieces in prop::collection::vec((piece(), prop::sample::select(vec!["\n", " ", "\r\n", "\n\n", ""])), 1..14),
            part_bytes in 1_usize..80,
        ) {
            let text: String = pieces.iter().flat_map(|(a, b)| [*a, *b]).collect();
            let text = format!("@prefix a: <urn:a:> . @prefix a.b: <urn:ab/> . @base <urn:base/> .\n{text}");
            let [parts, whole] = outcomes(&text, part_bytes);
            prop_assert_eq!(parts, whole, "{:?}", text);
        }
    }

    #[test]
    fn statements_end_at_their_full_stop() {
        let text = "@prefix a.b: <urn:.> .\nPREFIX c: <urn:c.>\nbase <urn:d>a.b:s.t a.b:p 1.5, 2. \n\
            c:s c:p \"a. b\", \"\"\"x \"\" . \"\"\"@en, [ c:q 1 . ] . # . no\n <urn:a. > c:p 'x\\'. ' .\n@prefix e: <>.c:x c:y c:\\. .\n";
        let (statements, directives) = ends(text);
        assert_eq!(
            statements,
            [
                "@prefix a.b: <urn:.> .",
                "PREFIX c: <urn:c.>",
                "base <urn:d>",
                "a.b:s.t a.b:p 1.5, 2.",
                "c:s c:p \"a. b\", \"\"\"x \"\" . \"\"\"@en, [ c:q 1 . ] .",
                "# . no\n <urn:a. > c:p 'x\\'. ' .",
                "@prefix e: <>.",
                "c:x c:y c:\\. ."
            ]
        );
        assert_eq!(
            directives,
            ["@prefix a.b: <urn:.> .", "PREFIX c: <urn:c.>", "base <urn:d>", "@prefix e: <>."]
        );
    }
}
