//! Which part of a connection is asked for? (Relay Cursor Connections, section 4.)
//!
//! A cursor names a revision, the list that it is a place of, and the place. A revision never changes, so that the
//! list is the same whenever it is computed again: pages neither repeat nor miss a node, whatever is loaded meanwhile.

use super::error::{Code, Fault};
use std::ops::Range;

#[derive(Debug)]
pub(super) struct Page {
    first: Option<usize>,
    last: Option<usize>,
    after: Option<Cursor>,
    before: Option<Cursor>,
    default: usize,
    /// What tells the list from others: type, filter, order, languages.
    list: u64,
}

/// A place in the list of a revision.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Cursor {
    pub(super) revision: u64,
    list: u64,
    place: u64,
}

impl Page {
    /// A page from its arguments; `told` is what tells the list from others.
    ///
    /// # Errors
    /// [`Code::BadCursor`], and [`Code::BadArgument`] where the arguments exclude each other.
    pub(super) fn new(
        (first, after): (Option<usize>, Option<String>),
        (last, before): (Option<usize>, Option<String>),
        default: usize,
        told: &[String],
    ) -> Result<Self, Fault> {
        if first.is_some() && last.is_some() {
            return Err(Fault::new(Code::BadArgument, "first and last exclude each other"));
        }
        let told = fingerprint(told);
        let cursor = |name: &str, text: Option<String>| {
            let Some(text) = text else { return Ok(None) };
            let bad = |what: &str| Fault::new(Code::BadCursor, format!("{name}: {what}"));
            let cursor = Cursor::read(&text).ok_or_else(|| bad("this is no cursor"))?;
            if cursor.list == told {
                Ok(Some(cursor))
            } else {
                Err(bad(
                    "this cursor is of another list: type, where, orderBy and languages must stay the same",
                ))
            }
        };
        let (after, before) = (cursor("after", after)?, cursor("before", before)?);
        if let (Some(a), Some(b)) = (after, before)
            && a.revision != b.revision
        {
            return Err(Fault::new(Code::BadCursor, "after and before are of different revisions"));
        }
        Ok(Self { first, last, after, before, default, list: told })
    }

    /// The revision that the cursors are of.
    pub(super) fn revision(&self) -> Option<u64> {
        self.after.or(self.before).map(|it| it.revision)
    }

    /// Nodes that the page has at most.
    pub(super) fn size(&self) -> usize {
        self.first.or(self.last).unwrap_or(self.default)
    }

    /// The places of the page in a list of so many.
    pub(super) fn range(&self, total: usize) -> Range<usize> {
        let clamp = |it: u64| usize::try_from(it).unwrap_or(usize::MAX).min(total);
        let mut start = self.after.map_or(0, |it| clamp(it.place.saturating_add(1)));
        let mut end = self.before.map_or(total, |it| clamp(it.place)).max(start);
        match (self.first, self.last) {
            (_, Some(last)) => start = start.max(end.saturating_sub(last)),
            (first, None) => end = end.min(start.saturating_add(first.unwrap_or(self.default))),
        }
        start..end
    }

    pub(super) fn cursor(&self, revision: u64, place: usize) -> String {
        Cursor { revision, list: self.list, place: place as u64 }.write()
    }
}

impl Cursor {
    fn write(self) -> String {
        encode(format!("1.{}.{:x}.{}", self.revision, self.list, self.place).as_bytes())
    }

    fn read(text: &str) -> Option<Self> {
        const BYTES_MAX: usize = 128;
        let bytes = if text.len() <= BYTES_MAX { decode(text)? } else { return None };
        let text = String::from_utf8(bytes).ok()?;
        let mut parts = text.split('.');
        let (version, revision, list, place) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        (version == "1" && parts.next().is_none()).then_some(())?;
        Some(Self {
            revision: revision.parse().ok()?,
            list: u64::from_str_radix(list, 16).ok()?,
            place: place.parse().ok()?,
        })
    }
}

/// FNV-1a: the same in every release, so that a cursor outlives a restart.
fn fingerprint(parts: &[String]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64 for URLs without padding (RFC 4648, section 5).
fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let at = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for i in 0..=chunk.len() {
            text.push(char::from(LETTERS[(bits >> (18 - 6 * i) & 63) as usize]));
        }
    }
    text
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for i in 0..4 {
            let letter = match chunk.get(i) {
                Some(it) => LETTERS.iter().position(|letter| letter == it)?,
                None => 0,
            };
            bits = bits << 6 | letter as u32;
        }
        let n = chunk.len().checked_sub(1).filter(|it| *it > 0)?;
        bytes.extend_from_slice(&bits.to_be_bytes()[1..=n]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_come_back() {
        for place in [0, 1, 63, 64, 1_000_000] {
            let cursor = Cursor { revision: place + 1, list: fingerprint(&[place.to_string()]), place };
            assert_eq!(Cursor::read(&cursor.write()), Some(cursor));
        }
        for bad in ["", "A", "====", "MS4x", "Göteborg", &"A".repeat(1_000)] {
            assert_eq!(Cursor::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn pages_are_cut_from_either_end() {
        let page = |first, last| Page { first, last, after: None, before: None, default: 2, list: 0 };
        assert_eq!(page(Some(3), None).range(10), 0..3);
        assert_eq!(page(None, Some(3)).range(10), 7..10);
        assert_eq!(page(None, None).range(10), 0..2);
        assert_eq!(page(Some(30), None).range(10), 0..10);
        let cursor = |place| Some(Cursor { revision: 1, list: 0, place });
        let behind = Page { after: cursor(3), before: cursor(5), ..page(Some(3), None) };
        assert_eq!(behind.range(10), 4..5);
        assert_eq!(behind.range(2), 2..2);
    }
}
