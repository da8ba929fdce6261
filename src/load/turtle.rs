//! Where in a Turtle or TriG text are we? Just enough to tell brackets and full stops from what only looks like them.

/// What a byte does to the depth.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Step {
    Same,
    In,
    Out,
}

/// A place in Turtle or TriG.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Turtle {
    Plain,
    /// After a backslash in a name.
    Escaped,
    /// After one `<`.
    Less,
    Iri,
    Comment,
    /// After one quote, or two.
    Opening(u8, u8),
    Short(u8),
    ShortEscaped(u8),
    /// In a long string, after so many quotes in a row.
    Long(u8, u8),
    LongEscaped(u8),
}

impl Turtle {
    pub(super) fn after(self, byte: u8) -> (Self, Step) {
        let next = match (self, byte) {
            (Self::Plain, b'[' | b'(' | b'{') => return (Self::Plain, Step::In),
            (Self::Plain, b']' | b')' | b'}') => return (Self::Plain, Step::Out),
            (Self::Plain, b'\\') => Self::Escaped,
            (Self::Plain, b'<') => Self::Less,
            (Self::Plain, b'#') => Self::Comment,
            (Self::Plain, b'"' | b'\'') => Self::Opening(byte, 1),
            (Self::Plain | Self::Escaped, _)
            | (Self::Less, b'<' | b'>')
            | (Self::Iri, b'>')
            | (Self::Comment, b'\n' | b'\r') => Self::Plain,
            (Self::Less | Self::Iri, _) => Self::Iri,
            (Self::Comment, _) => Self::Comment,
            (Self::Opening(quote, 1), _) if byte == quote => Self::Opening(quote, 2),
            (Self::Opening(quote, 1), _) => return Self::Short(quote).after(byte),
            (Self::Opening(quote, _), _) if byte == quote => Self::Long(quote, 0),
            (Self::Opening(..), _) => return Self::Plain.after(byte),
            (Self::Short(quote), b'\\') => Self::ShortEscaped(quote),
            (Self::Short(quote), _) if byte == quote => Self::Plain,
            (Self::Short(quote) | Self::ShortEscaped(quote), _) => Self::Short(quote),
            (Self::Long(quote, _), b'\\') => Self::LongEscaped(quote),
            (Self::Long(quote, 2), _) if byte == quote => Self::Plain,
            (Self::Long(quote, n), _) if byte == quote => Self::Long(quote, n + 1),
            (Self::Long(quote, _) | Self::LongEscaped(quote), _) => Self::Long(quote, 0),
        };
        (next, Step::Same)
    }
}
