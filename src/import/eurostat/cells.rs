//! What does a cell say? Values, flags and periods as Eurostat writes them, or why a cell says none of these.

use super::super::table::shown;
use crate::vocab::con::individual as con;
use crate::vocab::xsd;
use oxsdatatypes::Decimal;
use std::str::FromStr as _;

/// The letter and the concept of every flag.
pub(super) const FLAGS: [(char, &str); 15] = [
    ('b', con::FLAG_B),
    ('c', con::FLAG_C),
    ('d', con::FLAG_D),
    ('e', con::FLAG_E),
    ('f', con::FLAG_F),
    ('i', con::FLAG_I),
    ('m', con::FLAG_M),
    ('n', con::FLAG_N),
    ('p', con::FLAG_P),
    ('r', con::FLAG_R),
    ('s', con::FLAG_S),
    ('u', con::FLAG_U),
    ('x', con::FLAG_X),
    ('y', con::FLAG_Y),
    ('z', con::FLAG_Z),
];

/// Some flags, one bit each in the order of [`FLAGS`].
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Flags(u16);

impl Flags {
    /// Reads letters, with blanks, commas or bars between them.
    pub(super) fn parse(cell: &str) -> Result<Self, String> {
        let mut flags = Self::default();
        for letter in cell.chars().filter(|it| !it.is_whitespace() && !matches!(it, ',' | '|')) {
            let letter = letter.to_ascii_lowercase();
            let Some(place) = FLAGS.iter().position(|it| it.0 == letter) else {
                let known: String = FLAGS.iter().map(|it| it.0).collect();
                return Err(format!(
                    "{} holds a flag that is not known: flags are the letters {known}",
                    shown(cell)
                ));
            };
            flags.0 |= 1 << place;
        }
        Ok(flags)
    }

    /// Adds what a column with the confidentiality of SDMX says (`CL_CONF_STATUS`).
    pub(super) fn with_confidentiality(self, cell: &str) -> Result<Self, String> {
        match cell {
            "" | "F" => Ok(self),
            "C" | "D" | "N" => Ok(Self(self.0 | Self::parse("c")?.0)),
            _ => Err(format!("{} is no confidentiality status: F, N, C or D", shown(cell))),
        }
    }

    pub(super) fn has(self, letter: char) -> bool {
        FLAGS.iter().position(|it| it.0 == letter).is_some_and(|place| self.0 & 1 << place != 0)
    }

    pub(super) fn iris(self) -> impl Iterator<Item = &'static str> {
        FLAGS.iter().enumerate().filter(move |(place, _)| self.0 & 1 << place != 0).map(|(_, it)| it.1)
    }
}

/// The number of a cell as it stands there, if it is exactly an `xsd:decimal`; nothing where there is no value.
pub(super) fn value(cell: &str) -> Result<Option<&str>, String> {
    if cell.is_empty() || cell == ":" {
        return Ok(None);
    }
    let digits = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let is_plain = digits.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    if is_plain && Decimal::from_str(cell).is_ok() {
        return Ok(Some(cell));
    }
    let advice = if is_plain && digits.bytes().filter(u8::is_ascii_digit).count() > 18 {
        "it has more digits than a decimal number can hold exactly"
    } else if digits.contains(',') {
        "write the decimals behind a point, and no marks between thousands"
    } else {
        "a value is written with digits and a point, or is empty or `:` where there is none"
    };
    Err(format!("{} is no number: {advice}", shown(cell)))
}

/// A value with the flags behind it, as in the tab separated files: `12.5 bp`, `: c`, `:c`.
pub(super) fn value_and_flags(cell: &str) -> (&str, &str) {
    let cell = cell.trim();
    if let Some(flags) = cell.strip_prefix(':') {
        return (":", flags.trim());
    }
    cell.split_once(char::is_whitespace).map_or((cell, ""), |(value, flags)| (value, flags.trim()))
}

/// A time for which a value holds.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) struct Period {
    /// `2019`, `2019-11`, `2019-Q4`, `2019-11-30`.
    pub(super) text: String,
    /// The datatype of its literal.
    pub(super) datatype: &'static str,
}

impl Period {
    /// Reads `2019`, `2019M11`, `2019-11`, `2019Q4`, `2019-Q4` and `2019-11-30`.
    pub(super) fn parse(cell: &str) -> Result<Self, String> {
        let problem = || {
            format!(
                "{} is no period known here: a year, a month (2019-11), a quarter (2019-Q4) or a day (2019-11-30)",
                shown(cell)
            )
        };
        let (year, rest) = cell.split_at_checked(4).ok_or_else(problem)?;
        if !year.bytes().all(|it| it.is_ascii_digit()) || year == "0000" {
            return Err(problem());
        }
        let number = |text: &str, digits: usize, max: u8| {
            let is_number = text.len() == digits && text.bytes().all(|it| it.is_ascii_digit());
            text.parse().ok().filter(|it: &u8| is_number && (1..=max).contains(it))
        };
        let period = |text: String, datatype| Ok(Self { text, datatype });
        let rest = rest.strip_prefix('-').unwrap_or(rest);
        if rest.is_empty() && cell.len() == 4 {
            return period(year.to_owned(), xsd::G_YEAR);
        }
        if let Some(quarter) = rest.strip_prefix('Q').and_then(|it| number(it, 1, 4)) {
            return period(format!("{year}-Q{quarter}"), xsd::STRING);
        }
        let month = rest.strip_prefix('M').unwrap_or(rest);
        if let Some(month) = number(month, 2, 12) {
            return period(format!("{year}-{month:02}"), xsd::G_YEAR_MONTH);
        }
        let day = || {
            let (month, day) = rest.split_once('-')?;
            let (month, day) = (number(month, 2, 12)?, number(day, 2, 31)?);
            let text = format!("{year}-{month:02}-{day:02}");
            oxsdatatypes::Date::from_str(&text).is_ok().then_some(text)
        };
        day().map_or_else(|| Err(problem()), |text| period(text, xsd::DATE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_exact_decimals_or_none() {
        for cell in ["0", "12.5", "-3", "+4.0", "976.0", ".5", "123456789012345678.5"] {
            assert_eq!(value(cell), Ok(Some(cell)));
        }
        assert_eq!((value(""), value(":")), (Ok(None), Ok(None)));
        for (cell, told) in [
            ("1,234.5", "behind a point"),
            ("1e5", "is no number"),
            ("NaN", "is no number"),
            ("n/a", "is no number"),
            ("1.2.3", "is no number"),
            ("-", "is no number"),
            (".", "is no number"),
            ("99999999999999999999999999999999", "more digits"),
        ] {
            let problem = value(cell).unwrap_err();
            assert!(problem.contains(told), "{cell}: {problem}");
        }
    }

    #[test]
    fn flags_are_letters() {
        let flags = Flags::parse("bep").unwrap();
        assert_eq!(flags.iris().collect::<Vec<_>>(), [con::FLAG_B, con::FLAG_E, con::FLAG_P]);
        assert_eq!(Flags::parse("b, e|P"), Ok(flags));
        assert!(flags.has('b') && !flags.has('c'));
        assert!(Flags::parse("bq").unwrap_err().contains("`bq` holds a flag that is not known"));
        assert!(Flags::default().with_confidentiality("C").unwrap().has('c'));
        assert!(!Flags::default().with_confidentiality("F").unwrap().has('c'));
        assert!(Flags::default().with_confidentiality("Q").is_err());
    }

    #[test]
    fn flags_stand_behind_values() {
        for (cell, expected) in [
            ("12.5 bp", ("12.5", "bp")),
            ("12.5 ", ("12.5", "")),
            (": c", (":", "c")),
            (":c", (":", "c")),
            (": ", (":", "")),
            ("", ("", "")),
        ] {
            assert_eq!(value_and_flags(cell), expected);
        }
    }

    #[test]
    fn periods_of_every_length() {
        for (cell, text, datatype) in [
            ("2019", "2019", xsd::G_YEAR),
            ("2019M11", "2019-11", xsd::G_YEAR_MONTH),
            ("2019-11", "2019-11", xsd::G_YEAR_MONTH),
            ("2019-M11", "2019-11", xsd::G_YEAR_MONTH),
            ("2019Q4", "2019-Q4", xsd::STRING),
            ("2019-Q4", "2019-Q4", xsd::STRING),
            ("2020-02-29", "2020-02-29", xsd::DATE),
        ] {
            assert_eq!(Period::parse(cell), Ok(Period { text: text.to_owned(), datatype }), "{cell}");
        }
        for cell in [
            "",
            "19",
            "2019-",
            "2019-13",
            "2019Q5",
            "2019-02-29",
            "2019S1",
            "2019W05",
            "éà19",
            "0000",
            "2019M1",
        ] {
            assert!(Period::parse(cell).is_err(), "{cell}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_cell_is_read_or_refused(cell in "[0-9+.:,eMQ é-]{0,12}") {
            let _ = (value(&cell), Period::parse(&cell), Flags::parse(&cell));
            let _ = value_and_flags(&cell);
        }
    }
}
