//! How are values compared, in filters and in orders?
//!
//! Numbers and times go by value; texts go without case and accents first, then as written, so that the order is
//! total; IRIs and enum members go by their text.

use super::model::Scalar;
use crate::graph::{Dictionary, Kind, TermId};
use oxsdatatypes::{DateTime, Decimal};
use std::cmp::Ordering;
use std::str::FromStr;

/// A value as far as it can be compared.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Key {
    Boolean(bool),
    Decimal(Decimal),
    Float(f64),
    /// Year, month and day; 0 where it is not said, so that a year comes before its months.
    Date(i64, u8, u8),
    DateTime(DateTime),
    /// Without case and accents, and as written.
    Text(String, String),
}

impl Key {
    /// The value of a text that claims to be of a scalar type.
    pub(super) fn read(scalar: Scalar, text: &str) -> Option<Self> {
        match scalar {
            Scalar::String | Scalar::Iri => Some(Self::text(text)),
            Scalar::Boolean => match text {
                "true" | "1" => Some(Self::Boolean(true)),
                "false" | "0" => Some(Self::Boolean(false)),
                _ => None,
            },
            Scalar::Int | Scalar::Decimal => Decimal::from_str(text).ok().map(Self::Decimal),
            Scalar::Float => text.parse().ok().map(Self::Float),
            Scalar::Date => partial_date(text).filter(|it| matches!(it, Self::Date(_, _, 1..))),
            Scalar::Year => partial_date(text).filter(|it| matches!(it, Self::Date(_, 0, 0))),
            Scalar::PartialDate => partial_date(text),
            Scalar::DateTime => date_time(text).map(Self::DateTime),
        }
    }

    pub(super) fn text(text: &str) -> Self {
        Self::Text(fold(text), text.to_owned())
    }

    /// The order of two values of one type; of different types, of their kinds.
    pub(super) fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Boolean(a), Self::Boolean(b)) => a.cmp(b),
            (Self::Decimal(a), Self::Decimal(b)) => a.cmp(b),
            (Self::Float(a), Self::Float(b)) => a.total_cmp(b),
            (Self::Date(a, ..), Self::Date(b, ..)) if a != b => a.cmp(b),
            (Self::Date(_, a, x), Self::Date(_, b, y)) => (a, x).cmp(&(b, y)),
            (Self::DateTime(a), Self::DateTime(b)) => a.partial_cmp(b).unwrap_or(Ordering::Equal),
            (Self::Text(a, x), Self::Text(b, y)) => (a, x).cmp(&(b, y)),
            _ => self.kind().cmp(&other.kind()),
        }
    }

    fn kind(&self) -> u8 {
        match self {
            Self::Boolean(_) => 0,
            Self::Decimal(_) => 1,
            Self::Float(_) => 2,
            Self::Date(..) => 3,
            Self::DateTime(_) => 4,
            Self::Text(..) => 5,
        }
    }
}

/// `2025-12-31`, `2025-12` or `2025`; a time zone is left out of account.
fn partial_date(text: &str) -> Option<Key> {
    let (sign, rest) = text.strip_prefix('-').map_or((1, text), |it| (-1, it));
    let end = rest.find(['Z', '+', 'T']).unwrap_or(rest.len());
    let mut parts = rest[..end].split('-');
    let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let year = parts.next().filter(|it| it.len() >= 4 && digits(it))?.parse::<i64>().ok()?;
    let mut part = |max: u8| match parts.next() {
        // The offset of a zone west of Greenwich has a colon.
        None => Some(0),
        Some(it) if it.contains(':') => Some(0),
        Some(it) if it.len() == 2 && digits(it) => it.parse().ok().filter(|it| (1..=max).contains(it)),
        Some(_) => None,
    };
    let (month, day) = (part(12)?, part(31)?);
    Some(Key::Date(sign * year, month, day))
}

/// A time without a zone counts as UTC.
fn date_time(text: &str) -> Option<DateTime> {
    let time = DateTime::from_str(text).ok()?;
    if time.timezone_offset().is_some() { Some(time) } else { DateTime::from_str(&format!("{text}Z")).ok() }
}

/// The value of a term of the data, `None` where it is not of the type.
pub(super) fn key(dictionary: &Dictionary, id: TermId, scalar: Scalar) -> Option<Key> {
    let entry = dictionary.entry(id);
    match scalar {
        Scalar::Iri => Some(Key::text(entry.text)),
        _ if !entry.kind.is_literal() => None,
        _ => Key::read(scalar, entry.text),
    }
}

/// The last part of an IRI.
pub(super) fn slug(iri: &str) -> &str {
    let end = iri.trim_end_matches(['/', '#']);
    end.rsplit(['/', '#']).next().unwrap_or(end)
}

/// Whether a term is a node that can be asked further.
pub(super) fn is_node(kind: Kind) -> bool {
    matches!(kind, Kind::Iri | Kind::Blank)
}

/// A text without case, and without the accents of the Latin letters.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
            continue;
        }
        for letter in letter.to_lowercase() {
            match base_letters(letter) {
                Some(base) => folded.push_str(base),
                // A combining mark after its letter (U+0300 to U+036F).
                None if ('\u{300}'..='\u{36f}').contains(&letter) => (),
                None => folded.push(letter),
            }
        }
    }
    folded
}

/// The letters under the accents of Latin-1 and Latin Extended-A, and of the Romanian letters with comma below.
fn base_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŉ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fold() {
        assert_eq!(fold("Göteborg Košice CASTILLA-Y-LEÓN Straße"), "goteborg kosice castilla-y-leon strasse");
        assert_eq!(fold("Go\u{308}teborg"), "goteborg");
    }

    #[test]
    fn dates_keep_what_they_say() {
        assert_eq!(partial_date("2025"), Some(Key::Date(2025, 0, 0)));
        assert_eq!(partial_date("2025-12"), Some(Key::Date(2025, 12, 0)));
        assert_eq!(partial_date("-0044-03-15Z"), Some(Key::Date(-44, 3, 15)));
        assert_eq!(partial_date("2025-12-31-05:00"), Some(Key::Date(2025, 12, 31)));
        assert_eq!(partial_date("2025-13"), None);
        assert_eq!(partial_date("soon"), None);
    }
}
