//! How is a term written down, so that equal terms give equal bytes?
//!
//! The canonical form of N-Triples and N-Quads (RDF 1.2 N-Triples, section "A Canonical form of N-Triples"):
//! one spelling for each term, everything that need not be escaped stands as itself.
//! Deliberately absent: reading, which is the parser's.

use super::dictionary::{Dictionary, Kind, TermId};

/// Appends a term in canonical form; a blank node keeps the label that the dictionary holds.
///
/// # Panics
/// Where `id` is not of this dictionary, as [`Dictionary::entry`] does.
pub fn write_term(dictionary: &Dictionary, id: TermId, out: &mut Vec<u8>) {
    write_term_with(dictionary, id, out, &|id, out| out.extend_from_slice(dictionary.text(id).as_bytes()));
}

/// Appends a term in canonical form; `label` appends what follows `_:` for a blank node, inside triple terms too.
pub(super) fn write_term_with(
    dictionary: &Dictionary,
    id: TermId,
    out: &mut Vec<u8>,
    label: &dyn Fn(TermId, &mut Vec<u8>),
) {
    let entry = dictionary.entry(id);
    match entry.kind {
        Kind::Iri => write_iri(entry.text, out),
        Kind::Blank => {
            out.extend_from_slice(b"_:");
            label(id, out);
        }
        Kind::String => write_quoted(entry.text, out),
        Kind::Typed => {
            write_quoted(entry.text, out);
            out.extend_from_slice(b"^^");
            write_iri(dictionary.text(entry.qualifier), out);
        }
        Kind::Lang | Kind::LangLtr | Kind::LangRtl => {
            write_quoted(entry.text, out);
            out.push(b'@');
            out.extend_from_slice(dictionary.text(entry.qualifier).as_bytes());
            match entry.kind {
                Kind::LangLtr => out.extend_from_slice(b"--ltr"),
                Kind::LangRtl => out.extend_from_slice(b"--rtl"),
                Kind::Iri | Kind::Blank | Kind::String | Kind::Lang | Kind::Typed | Kind::Triple => (),
            }
        }
        Kind::Triple => {
            out.extend_from_slice(b"<<(");
            for part in entry.triple {
                out.push(b' ');
                write_term_with(dictionary, part, out, label);
            }
            out.extend_from_slice(b" )>>");
        }
    }
}

fn write_iri(iri: &str, out: &mut Vec<u8>) {
    out.push(b'<');
    let bytes = iri.as_bytes();
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        // No IRI of RFC 3987 holds any of these: a lenient reader's mistake stays one token.
        if matches!(byte, 0..=0x20 | b'<' | b'>' | b'"' | b'{' | b'}' | b'|' | b'^' | b'`' | b'\\') {
            out.extend_from_slice(&bytes[start..at]);
            write_code(u32::from(*byte), out);
            start = at + 1;
        }
    }
    out.extend_from_slice(&bytes[start..]);
    out.push(b'>');
}

fn write_quoted(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let bytes = text.as_bytes();
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let escaped: &[u8] = match byte {
            0x08 => b"\\b",
            b'\t' => b"\\t",
            b'\n' => b"\\n",
            0x0C => b"\\f",
            b'\r' => b"\\r",
            b'"' => b"\\\"",
            b'\\' => b"\\\\",
            0..=0x1F | 0x7F => b"",
            // U+FFFE and U+FFFF do not match Char of XML 1.1.
            0xBE | 0xBF if bytes[..at].ends_with(&[0xEF, 0xBF]) => b"",
            _ => continue,
        };
        let is_wide = *byte >= 0x80;
        out.extend_from_slice(&bytes[start..if is_wide { at - 2 } else { at }]);
        if escaped.is_empty() {
            write_code(if is_wide { 0xFF40 + u32::from(*byte) } else { u32::from(*byte) }, out);
        } else {
            out.extend_from_slice(escaped);
        }
        start = at + 1;
    }
    out.extend_from_slice(&bytes[start..]);
    out.push(b'"');
}

/// `\uXXXX` with uppercase digits.
fn write_code(code: u32, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\\u");
    for shift in [12, 8, 4, 0] {
        out.push(b"0123456789ABCDEF"[(code >> shift & 0xF) as usize]);
    }
}
