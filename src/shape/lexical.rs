//! Is a text in the lexical space of its datatype? (XML Schema 1.1 part 2, as section 4.1.2 of SHACL asks.)
//!
//! The datatypes that SPARQL 1.1 and RDF 1.1 name; of any other every text is well formed.

use crate::vocab::{rdf, xsd};
use oxsdatatypes::{
    Date, DateTime, DayTimeDuration, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, Time,
    YearMonthDuration,
};
use std::str::FromStr;

/// Whether a literal of that datatype IRI, without language tag, is well formed.
pub(super) fn is_well_formed(text: &str, datatype: &str) -> bool {
    let Some(name) = datatype.strip_prefix(xsd::NS) else { return datatype != rdf::LANG_STRING };
    match name {
        "boolean" => matches!(text, "true" | "false" | "1" | "0"),
        "decimal" => is_decimal(text),
        "float" | "double" => is_double(text),
        "integer" => is_integer(text),
        "long" => is_within(text, i64::MIN.into(), i64::MAX.into()),
        "int" => is_within(text, i32::MIN.into(), i32::MAX.into()),
        "short" => is_within(text, i16::MIN.into(), i16::MAX.into()),
        "byte" => is_within(text, i8::MIN.into(), i8::MAX.into()),
        "unsignedLong" => is_within(text, 0, u64::MAX.into()),
        "unsignedInt" => is_within(text, 0, u32::MAX.into()),
        "unsignedShort" => is_within(text, 0, u16::MAX.into()),
        "unsignedByte" => is_within(text, 0, u8::MAX.into()),
        "nonNegativeInteger" => is_integer(text) && (!text.starts_with('-') || is_zero(text)),
        "positiveInteger" => is_integer(text) && !text.starts_with('-') && !is_zero(text),
        "nonPositiveInteger" => is_integer(text) && (text.starts_with('-') || is_zero(text)),
        "negativeInteger" => is_integer(text) && text.starts_with('-') && !is_zero(text),
        "date" => parses::<Date>(text),
        "dateTime" => parses::<DateTime>(text),
        "dateTimeStamp" => DateTime::from_str(text).is_ok_and(|it| it.timezone_offset().is_some()),
        "time" => parses::<Time>(text),
        "gYear" => parses::<GYear>(text),
        "gYearMonth" => parses::<GYearMonth>(text),
        "gMonth" => parses::<GMonth>(text),
        "gMonthDay" => parses::<GMonthDay>(text),
        "gDay" => parses::<GDay>(text),
        "duration" => parses::<Duration>(text),
        "dayTimeDuration" => parses::<DayTimeDuration>(text),
        "yearMonthDuration" => parses::<YearMonthDuration>(text),
        "hexBinary" => text.len().is_multiple_of(2) && text.bytes().all(|it| it.is_ascii_hexdigit()),
        "base64Binary" => is_base64(text),
        "language" => is_language(text),
        _ => true,
    }
}

fn parses<T: FromStr>(text: &str) -> bool {
    T::from_str(text).is_ok()
}

fn digits(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

fn is_integer(text: &str) -> bool {
    let digits = digits(text);
    !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit())
}

fn is_zero(text: &str) -> bool {
    digits(text).bytes().all(|it| it == b'0')
}

fn is_within(text: &str, min: i128, max: i128) -> bool {
    // More digits than 128 bits hold are beyond every limit; leading zeros do not count.
    is_integer(text) && i128::from_str(text).is_ok_and(|it| (min..=max).contains(&it))
}

fn is_decimal(text: &str) -> bool {
    let (whole, part) = digits(text).split_once('.').unwrap_or((digits(text), ""));
    !(whole.is_empty() && part.is_empty()) && whole.bytes().chain(part.bytes()).all(|it| it.is_ascii_digit())
}

fn is_double(text: &str) -> bool {
    if matches!(text, "INF" | "+INF" | "-INF" | "NaN") {
        return true;
    }
    match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => is_decimal(mantissa) && is_integer(exponent),
        None => is_decimal(text),
    }
}

fn is_base64(text: &str) -> bool {
    let bytes: Vec<u8> = text.bytes().filter(|it| *it != b' ').collect();
    let n_pads = bytes.iter().rev().take_while(|it| **it == b'=').count();
    bytes.len().is_multiple_of(4)
        && n_pads <= 2
        && bytes[..bytes.len() - n_pads]
            .iter()
            .all(|it| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'/'))
}

fn is_language(text: &str) -> bool {
    text.split('-').enumerate().all(|(at, part)| {
        (1..=8).contains(&part.len())
            && part.bytes().all(|it| it.is_ascii_alphabetic() || at > 0 && it.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::is_well_formed;

    #[test]
    fn texts_are_held_against_their_datatype() {
        let is = |text, name: &str| is_well_formed(text, &format!("{}{name}", super::xsd::NS));
        for (text, name) in [
            ("007", "integer"),
            ("99999999999999999999999999999999999999999999", "integer"),
            ("-128", "byte"),
            ("+1.", "decimal"),
            (".5", "decimal"),
            ("1e-3", "double"),
            ("INF", "float"),
            ("2024-02-29", "date"),
            ("2024-01-01T00:00:00Z", "dateTimeStamp"),
            ("P1Y", "yearMonthDuration"),
            ("anything", "string"),
            ("-0", "nonNegativeInteger"),
            ("aGk=", "base64Binary"),
            ("de-1996", "language"),
        ] {
            assert!(is(text, name), "{text} {name}");
        }
        for (text, name) in [
            ("", "integer"),
            ("1.0", "integer"),
            (" 1", "integer"),
            ("128", "byte"),
            (".", "decimal"),
            ("1e3", "decimal"),
            ("inf", "double"),
            ("2023-02-29", "date"),
            ("2024-01-01T00:00:00", "dateTimeStamp"),
            ("0", "positiveInteger"),
            ("yes", "boolean"),
            ("abc", "hexBinary"),
            ("aGk", "base64Binary"),
            ("1996", "language"),
        ] {
            assert!(!is(text, name), "{text} {name}");
        }
    }
}
