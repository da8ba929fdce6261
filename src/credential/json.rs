//! What does a JSON text say, with nothing lost on the way?
//!
//! Readers that keep the last of two equal keys let one text be read in two ways, so a repeated key is refused here.
//! Deliberately absent: numbers as values. A credential writes them as typed literals, whose characters are signed.

use super::{CredentialError, Limits};
use json_event_parser::{JsonEvent, SliceJsonParser};
use rustc_hash::FxHashSet;
use std::fmt::Write as _;

/// A JSON value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Value {
    String(String),
    Array(Vec<Self>),
    /// Members in the order of the text; no key stands twice.
    Object(Vec<(String, Self)>),
    /// What no credential here may hold: `a number`, `a boolean`, `null`.
    Other(&'static str),
}

impl Value {
    pub(super) fn string(text: impl Into<String>) -> Self {
        Self::String(text.into())
    }

    pub(super) fn object<const N: usize>(members: [(&str, Self); N]) -> Self {
        Self::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The member of an object.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|it| it.0 == key).map(|it| &it.1)
    }

    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::String(_) => "a string",
            Self::Array(_) => "a list",
            Self::Object(_) => "an object",
            Self::Other(kind) => kind,
        }
    }

    /// The text, indented by two spaces a level, with a line end.
    pub(super) fn to_text(&self) -> String {
        let mut text = String::new();
        self.write(0, &mut text);
        text.push('\n');
        text
    }

    fn write(&self, level: usize, out: &mut String) {
        match self {
            Self::String(text) => write_string(text, out),
            Self::Other(kind) => out.push_str(kind),
            Self::Array(items) => {
                write_all('[', ']', items, level, out, |it, out| it.write(level + 1, out));
            }
            Self::Object(members) => write_all('{', '}', members, level, out, |(key, value), out| {
                write_string(key, out);
                out.push_str(": ");
                value.write(level + 1, out);
            }),
        }
    }
}

fn write_all<T>(
    open: char,
    close: char,
    items: &[T],
    level: usize,
    out: &mut String,
    mut write: impl FnMut(&T, &mut String),
) {
    out.push(open);
    for (at, item) in items.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.extend(std::iter::repeat_n("  ", level + 1));
        write(item, out);
    }
    if !items.is_empty() {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", level));
    }
    out.push(close);
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for sign in text.chars() {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(sign));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

/// Reads one JSON value that fills the text.
///
/// # Errors
/// [`CredentialError::TooLarge`], [`CredentialError::TooDeep`], [`CredentialError::TooMany`],
/// [`CredentialError::Syntax`].
pub(super) fn read(text: &[u8], limits: &Limits) -> Result<Value, CredentialError> {
    if text.len() > limits.credential_bytes_max {
        return Err(CredentialError::TooLarge { bytes_max: limits.credential_bytes_max });
    }
    let mut reader = Reader { parser: SliceJsonParser::new(text), limits, n_values: 0 };
    let first = reader.next()?;
    let value = reader.value(first, 1)?;
    match reader.next()? {
        JsonEvent::Eof => Ok(value),
        _ => Err(CredentialError::Syntax("more follows after the end of the value".to_owned())),
    }
}

struct Reader<'a> {
    parser: SliceJsonParser<'a>,
    limits: &'a Limits,
    n_values: usize,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<JsonEvent<'a>, CredentialError> {
        self.parser.parse_next().map_err(|it| CredentialError::Syntax(it.to_string()))
    }

    fn value(&mut self, event: JsonEvent<'a>, depth: usize) -> Result<Value, CredentialError> {
        self.n_values += 1;
        if self.n_values > self.limits.values_max {
            return Err(CredentialError::TooMany { values_max: self.limits.values_max });
        }
        // The recursion below is no deeper than this.
        if depth > self.limits.depth_max {
            return Err(CredentialError::TooDeep { depth_max: self.limits.depth_max });
        }
        match event {
            JsonEvent::String(text) => Ok(Value::String(text.into_owned())),
            JsonEvent::Number(_) => Ok(Value::Other("a number")),
            JsonEvent::Boolean(_) => Ok(Value::Other("a boolean")),
            JsonEvent::Null => Ok(Value::Other("null")),
            JsonEvent::StartArray => self.array(depth),
            JsonEvent::StartObject => self.object(depth),
            JsonEvent::EndArray | JsonEvent::EndObject | JsonEvent::ObjectKey(_) | JsonEvent::Eof => {
                Err(CredentialError::Syntax("a value is missing".to_owned()))
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, CredentialError> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                JsonEvent::EndArray => return Ok(Value::Array(items)),
                event => items.push(self.value(event, depth + 1)?),
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, CredentialError> {
        let (mut members, mut keys) = (Vec::new(), FxHashSet::default());
        loop {
            match self.next()? {
                JsonEvent::EndObject => return Ok(Value::Object(members)),
                JsonEvent::ObjectKey(key) => {
                    let key = key.into_owned();
                    if !keys.insert(key.clone()) {
                        return Err(CredentialError::Syntax(format!(
                            "the key `{key}` stands twice in one object"
                        )));
                    }
                    let event = self.next()?;
                    members.push((key, self.value(event, depth + 1)?));
                }
                JsonEvent::Eof => {
                    return Err(CredentialError::Syntax("the text ends in an object".to_owned()));
                }
                _ => return Err(CredentialError::Syntax("a key is missing".to_owned())),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        read(text.as_bytes(), &Limits::default()).unwrap_err().to_string()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = "{\"a\": [\"\\u0001 \\\"\\\\ \\n\\t\\r ä 🚗\", {}, [], {\"b\": \"c\"}]}";
        let value = read(text.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(read(value.to_text().as_bytes(), &Limits::default()).unwrap(), value);
    }

    #[test]
    fn two_meanings_are_refused() {
        assert!(fault("{\"a\": \"b\", \"a\": \"c\"}").contains("`a` stands twice"));
        assert!(fault("{\"a\": \"b\", \"\\u0061\": \"c\"}").contains("`a` stands twice"));
        for text in ["", "{", "{} {}", "\"\" x", "{\"a\"}", "[\"a\",]", "\"\\ud800\"", "{\"a\": }", "nul"] {
            assert!(fault(text).starts_with("not JSON"), "{text}: {}", fault(text));
        }
        assert!(read(b"\"\xff\"", &Limits::default()).is_err());
    }

    #[test]
    fn size_depth_and_number_are_bounded() {
        let limits = Limits { credential_bytes_max: 100, depth_max: 3, values_max: 5, ..Limits::default() };
        let read = |text: &str| read(text.as_bytes(), &limits);
        assert!(read("[[\"\"]]").is_ok());
        assert!(matches!(read("[[[\"\"]]]"), Err(CredentialError::TooDeep { .. })));
        assert!(matches!(read("[\"\",\"\",\"\",\"\",\"\"]"), Err(CredentialError::TooMany { .. })));
        assert!(matches!(read(&" ".repeat(101)), Err(CredentialError::TooLarge { .. })));
        assert!(matches!(read(&"[".repeat(99)), Err(CredentialError::TooDeep { .. })));
    }
}
