//! How deep does a text nest?
//!
//! A look at the bytes on their way to the parser, just good enough to tell brackets and elements from what stands in
//! strings, names and comments: a parser holds on to everything that is open, some at a cost that grows with it.

use super::turtle::{Step, Turtle};
use crate::graph::TRIPLE_TERM_DEPTH_MAX;
use oxrdfio::RdfFormat;

/// Brackets, braces or elements inside each other, in any format that has some.
const NESTING_MAX: usize = 1_000;

/// What nests too deep.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub(super) enum TooDeep {
    #[error("triple terms nest deeper than {TRIPLE_TERM_DEPTH_MAX}")]
    TripleTerms,
    #[error("the text nests deeper than nesting_max = {NESTING_MAX} brackets or elements")]
    Brackets,
}

/// Follows a text over its pieces.
pub(super) struct Nesting {
    triple_terms: TripleTerms,
    brackets: Option<Brackets>,
}

impl Nesting {
    pub(super) fn new(format: RdfFormat) -> Self {
        let state = match format {
            RdfFormat::Turtle | RdfFormat::TriG | RdfFormat::N3 => Some(State::Turtle(Turtle::Plain)),
            RdfFormat::JsonLd { .. } => Some(State::Json(Json::Plain)),
            RdfFormat::RdfXml => Some(State::Xml(Xml::Text)),
            // A line has no brackets but those of triple terms.
            _ => None,
        };
        let brackets = state.map(|state| Brackets { state, depth: 0 });
        Self { triple_terms: TripleTerms::default(), brackets }
    }

    /// Looks at the next piece.
    pub(super) fn look(&mut self, bytes: &[u8]) -> Result<(), TooDeep> {
        if self.triple_terms.is_too_deep(bytes) {
            return Err(TooDeep::TripleTerms);
        }
        let is_too_deep = self.brackets.as_mut().is_some_and(|it| it.is_too_deep(bytes));
        if is_too_deep { Err(TooDeep::Brackets) } else { Ok(()) }
    }
}

/// Follows `<<(` and `)>>`. What stands in strings counts as well: it hardly occurs there and is mostly balanced, so
/// that the limit is far above what terms may have.
#[derive(Default)]
struct TripleTerms {
    depth: usize,
    last: [u8; 2],
}

impl TripleTerms {
    fn is_too_deep(&mut self, bytes: &[u8]) -> bool {
        for at in memchr::memchr2_iter(b'(', b'>', bytes) {
            let before = |n: usize| if at >= n { bytes[at - n] } else { self.last[2 + at - n] };
            match (before(2), before(1), bytes[at]) {
                (b'<', b'<', b'(') => self.depth += 1,
                (b')', b'>', b'>') => self.depth = self.depth.saturating_sub(1),
                _ => (),
            }
            if self.depth > NESTING_MAX {
                return true;
            }
        }
        for byte in &bytes[bytes.len().saturating_sub(2)..] {
            self.last = [self.last[1], *byte];
        }
        false
    }
}

struct Brackets {
    state: State,
    depth: usize,
}

/// Where in the text we are; each format has its own places.
#[derive(Clone, Copy)]
enum State {
    Turtle(Turtle),
    Json(Json),
    Xml(Xml),
}

impl Brackets {
    fn is_too_deep(&mut self, bytes: &[u8]) -> bool {
        for byte in bytes {
            let (state, step) = match self.state {
                State::Turtle(it) => {
                    let (next, step) = it.after(*byte);
                    (State::Turtle(next), step)
                }
                State::Json(it) => {
                    let (next, step) = it.after(*byte);
                    (State::Json(next), step)
                }
                State::Xml(it) => {
                    let (next, step) = it.after(*byte);
                    (State::Xml(next), step)
                }
            };
            self.state = state;
            match step {
                Step::Same => (),
                Step::In => self.depth += 1,
                Step::Out => self.depth = self.depth.saturating_sub(1),
            }
            if self.depth > NESTING_MAX {
                return true;
            }
        }
        false
    }
}

/// A place in JSON.
#[derive(Clone, Copy)]
enum Json {
    Plain,
    Text,
    Escaped,
}

impl Json {
    fn after(self, byte: u8) -> (Self, Step) {
        let next = match (self, byte) {
            (Self::Plain, b'[' | b'{') => return (Self::Plain, Step::In),
            (Self::Plain, b']' | b'}') => return (Self::Plain, Step::Out),
            (Self::Plain, b'"') | (Self::Escaped, _) => Self::Text,
            (Self::Text, b'"') | (Self::Plain, _) => Self::Plain,
            (Self::Text, b'\\') => Self::Escaped,
            (Self::Text, _) => Self::Text,
        };
        (next, Step::Same)
    }
}

/// A place in XML.
#[derive(Clone, Copy)]
enum Xml {
    Text,
    /// After `<`.
    Less,
    /// In a start tag, and whether the last byte was `/`.
    Start(bool),
    /// In a quoted value of a start tag.
    Value(u8),
    End,
    /// In `<? ... ?>`, and whether the last byte was `?`.
    Instruction(bool),
    /// After `<!`, or `<!-`.
    Bang(bool),
    /// In a comment, after so many `-`.
    Comment(u8),
    /// In `<![CDATA[ ... ]]>`, after so many `]`.
    Characters(u8),
    /// In the document type, and whether between its brackets.
    Type(bool),
    /// In a quoted value there.
    TypeValue(bool, u8),
}

impl Xml {
    fn after(self, byte: u8) -> (Self, Step) {
        let next = match (self, byte) {
            (Self::Text, b'<') => Self::Less,
            (Self::Less, b'/') => return (Self::End, Step::Out),
            (Self::Less, b'?') => Self::Instruction(false),
            (Self::Less, b'!') => Self::Bang(false),
            (Self::Less, _) => return (Self::Start(false), Step::In),
            (Self::Start(true), b'>') => return (Self::Text, Step::Out),
            (Self::Start(_), b'"' | b'\'') => Self::Value(byte),
            (Self::Value(quote), _) if byte != quote => Self::Value(quote),
            (Self::Text, _)
            | (
                Self::Start(_)
                | Self::End
                | Self::Type(false)
                | Self::Instruction(true)
                | Self::Comment(2)
                | Self::Characters(2),
                b'>',
            ) => Self::Text,
            (Self::Start(_) | Self::Value(_), _) => Self::Start(byte == b'/'),
            (Self::End, _) => Self::End,
            (Self::Instruction(_), _) => Self::Instruction(byte == b'?'),
            (Self::Bang(false), b'-') => Self::Bang(true),
            (Self::Comment(n), b'-') => Self::Comment((n + 1).min(2)),
            (Self::Bang(true) | Self::Comment(_), _) => Self::Comment(0),
            (Self::Characters(n), b']') => Self::Characters((n + 1).min(2)),
            (Self::Bang(false), b'[') | (Self::Characters(_), _) => Self::Characters(0),
            (Self::Bang(false), _) | (Self::Type(_), b']') => Self::Type(false),
            (Self::Type(is_within), b'"' | b'\'') => Self::TypeValue(is_within, byte),
            (Self::Type(_), b'[') => Self::Type(true),
            (Self::Type(is_within), _) => Self::Type(is_within),
            (Self::TypeValue(is_within, quote), _) if byte == quote => Self::Type(is_within),
            (Self::TypeValue(is_within, quote), _) => Self::TypeValue(is_within, quote),
        };
        (next, Step::Same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The outcome for a text that comes byte by byte.
    fn look(format: RdfFormat, text: &str) -> Result<(), TooDeep> {
        let mut nesting = Nesting::new(format);
        text.as_bytes().chunks(1).try_for_each(|it| nesting.look(it))
    }

    #[test]
    fn what_nests_is_counted_and_what_only_looks_like_it_is_not() {
        let open = "[(".repeat(NESTING_MAX);
        let (json, xml) = (RdfFormat::from_extension("jsonld").unwrap(), RdfFormat::RdfXml);
        for text in [
            format!("<urn:{open}> <urn:p> 1 ."),
            format!("# {open}\n <urn:a> <urn:p> 1 ."),
            format!(
                "<urn:a> <urn:p> \"\\\"{open}\", '{open}', \"\"\"\"\" {open}\\\"\"\"\", '''{open}'', ''' , \"\" ."
            ),
            "ex:a\\(\\[ ex:p 1 .\n".repeat(NESTING_MAX),
            "<< <urn:a> <urn:p> [] >> <urn:q> () .\n".repeat(NESTING_MAX),
            format!("<urn:a> <urn:p> {}{} .", "(".repeat(NESTING_MAX), ")".repeat(NESTING_MAX)),
        ] {
            assert_eq!(look(RdfFormat::Turtle, &text), Ok(()), "{}", &text[..40]);
        }
        assert_eq!(look(json, &format!("{{\"\\\"{open}\": [\"{open}\\\\\"]}}")), Ok(()));
        for text in [
            "<a b='>' c=\"/\"/>\n".repeat(2 * NESTING_MAX),
            "<a><!-- <a> -- --><![CDATA[<a>]]]><?a <a>?></a>".repeat(2 * NESTING_MAX),
            format!("<!DOCTYPE a [{}]><a/>", "<!ENTITY a '<a>]'>".repeat(2 * NESTING_MAX)),
        ] {
            assert_eq!(look(xml, &text), Ok(()), "{}", &text[..40]);
        }
        let deep = |text: &str| text.repeat(NESTING_MAX + 1);
        for (format, text) in [
            (RdfFormat::Turtle, format!("<urn:a> <urn:p> \"(\" , \"\" {}", deep("[ <urn:p> "))),
            (RdfFormat::TriG, deep("( \"\"\"(\"\"\" ")),
            (json, deep("{\"a\": [\"[\", ")),
            (xml, format!("<?xml version='1.0'?><!DOCTYPE a><!-- --><b/>{}", deep("<a b='/'>"))),
        ] {
            assert_eq!(look(format, &text), Err(TooDeep::Brackets), "{}", &text[..40]);
        }
        assert_eq!(look(RdfFormat::NTriples, &deep("<<( ")), Err(TooDeep::TripleTerms));
    }
}
