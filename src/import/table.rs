//! Which cells stand in which column? A comma, semicolon or tab separated file as rows under named columns.
//!
//! Files come from spreadsheets: with a byte order mark, with line ends of either kind, with line breaks and no-break
//! spaces in cells, with empty rows below, with the columns in any order. What is no such text is refused.

use super::{ImportError, Limits, Source};
use std::io::Read as _;

/// A file, read and cut into cells.
pub(super) struct Table {
    pub(super) source_name: String,
    /// The line of the header, from 1.
    pub(super) header_line: u64,
    /// The names of the columns, as [`column_name`] makes them.
    columns: Vec<String>,
    /// The rows with at least one cell that is not empty.
    pub(super) rows: Vec<Row>,
}

/// One row below the header.
pub(super) struct Row {
    /// Where it starts, from 1.
    pub(super) line: u64,
    cells: Vec<String>,
}

impl Row {
    /// The cell of a column without white space around it; empty where the row has none.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |it| it.trim())
    }
}

impl Table {
    /// Reads a file to its end.
    ///
    /// # Errors
    /// [`ImportError::Read`], [`ImportError::TooLarge`], [`ImportError::Text`] for what is no text in UTF-8.
    pub(super) fn read(source: Source<'_>, limits: &Limits) -> Result<Self, ImportError> {
        let Source { name: source_name, reader } = source;
        let mut bytes = Vec::new();
        match reader.take(limits.bytes_max.saturating_add(1)).read_to_end(&mut bytes) {
            Err(source) => return Err(ImportError::Read { source_name, source }),
            Ok(n_bytes) if n_bytes as u64 > limits.bytes_max => {
                return Err(ImportError::TooLarge { source_name, limit: "bytes_max", max: limits.bytes_max });
            }
            Ok(_) => (),
        }
        let text = match text_of(&bytes) {
            Ok(text) => text,
            Err((line, problem)) => return Err(ImportError::Text { source_name, line, problem }),
        };
        Self::cut(source_name, text, limits)
    }

    fn cut(source_name: String, text: &str, limits: &Limits) -> Result<Self, ImportError> {
        let mut cells = Cells { text, delimiter: delimiter_of(text), place: 0, line: 1 };
        let mut table = Self { source_name, header_line: 1, columns: Vec::new(), rows: Vec::new() };
        loop {
            let row = match cells.next_row(limits.columns_max) {
                Ok(Some(row)) => row,
                Ok(None) => break,
                Err((line, problem)) => {
                    return Err(ImportError::Text { source_name: table.source_name, line, problem });
                }
            };
            if row.cells.iter().all(|it| it.trim().is_empty()) {
                continue;
            }
            if table.columns.is_empty() {
                table.header_line = row.line;
                table.columns = row.cells.iter().map(|it| column_name(it)).collect();
                continue;
            }
            if table.rows.len() == limits.rows_max {
                let (source_name, max) = (table.source_name, limits.rows_max as u64);
                return Err(ImportError::TooLarge { source_name, limit: "rows_max", max });
            }
            table.rows.push(row);
        }
        if table.columns.is_empty() {
            let problem = "the file is empty: a table starts with the names of its columns".to_owned();
            return Err(ImportError::Text { source_name: table.source_name, line: 1, problem });
        }
        Ok(table)
    }

    /// The place of the column that has one of these names.
    pub(super) fn column(&self, names: &[&str]) -> Option<usize> {
        self.columns.iter().position(|it| names.contains(&it.as_str()))
    }

    /// As [`Table::column`], for a column that the table cannot do without.
    ///
    /// # Errors
    /// [`ImportError::Columns`] where it is missing, or where two columns have such a name.
    pub(super) fn required(&self, what: &str, names: &[&str]) -> Result<usize, ImportError> {
        let mut places = (0..self.columns.len()).filter(|it| names.contains(&self.columns[*it].as_str()));
        let problem = match (places.next(), places.next()) {
            (Some(place), None) => return Ok(place),
            (Some(_), Some(_)) => format!("two columns hold {what}: keep one of them"),
            (None, _) => format!("no column holds {what}: it is called `{}`", names.join("` or `")),
        };
        Err(self.columns_error(problem))
    }

    /// The columns whose names are `start` and a year of four digits, by year.
    pub(super) fn years(&self, start: &str) -> Vec<(u16, usize)> {
        let year = |name: &String| {
            let digits = name.strip_prefix(start)?;
            let is_year = digits.len() == 4 && digits.bytes().all(|it| it.is_ascii_digit());
            is_year.then(|| digits.parse().ok())?
        };
        let mut years: Vec<(u16, usize)> =
            self.columns.iter().enumerate().filter_map(|(place, name)| Some((year(name)?, place))).collect();
        years.sort_unstable();
        years
    }

    pub(super) fn columns_error(&self, problem: String) -> ImportError {
        let (source_name, line) = (self.source_name.clone(), self.header_line);
        ImportError::Columns { source_name, line, problem, found: self.found() }
    }

    /// The names of the columns, for messages; a few of them where there are many.
    pub(super) fn found(&self) -> String {
        const TOLD_MAX: usize = 12;
        let told: Vec<String> = self.columns.iter().take(TOLD_MAX).map(|it| shown(it)).collect();
        let more = if self.columns.len() > told.len() { ", ..." } else { "" };
        format!("{}{more}", told.join(", "))
    }

    /// What is wrong with the number of cells of a row.
    pub(super) fn width_problem(&self, row: &Row) -> Option<String> {
        let (n_cells, n_columns) = (row.cells.len(), self.columns.len());
        let problem = || format!("the row has {n_cells} cells and the header {n_columns}: check its quotes");
        (n_cells != n_columns).then(problem)
    }
}

/// What is left of a text to be cut into rows (RFC 4180, with line ends of either kind).
struct Cells<'a> {
    text: &'a str,
    /// An ASCII byte, so that every place beside it is a place between characters.
    delimiter: u8,
    place: usize,
    line: u64,
}

impl Cells<'_> {
    /// The next row, or the line and what is wrong there.
    fn next_row(&mut self, columns_max: usize) -> Result<Option<Row>, (u64, String)> {
        if self.place == self.text.len() {
            return Ok(None);
        }
        let mut row = Row { line: self.line, cells: Vec::new() };
        loop {
            if row.cells.len() == columns_max {
                let problem = format!("the row has more cells than columns_max = {columns_max}");
                return Err((row.line, problem));
            }
            row.cells.push(if self.at() == Some(b'"') { self.quoted()? } else { self.plain() });
            match self.at() {
                Some(byte) if byte == self.delimiter => self.place += 1,
                Some(_) => break,
                None => return Ok(Some(row)),
            }
        }
        self.end_line();
        Ok(Some(row))
    }

    fn at(&self) -> Option<u8> {
        self.text.as_bytes().get(self.place).copied()
    }

    /// Goes past `\n`, `\r\n` or `\r`.
    fn end_line(&mut self) {
        let rest = &self.text.as_bytes()[self.place..];
        self.place += if rest.starts_with(b"\r\n") { 2 } else { 1 };
        self.line += 1;
    }

    fn plain(&mut self) -> String {
        let rest = &self.text.as_bytes()[self.place..];
        let is_end = |it: &u8| *it == self.delimiter || matches!(*it, b'\n' | b'\r');
        let length = rest.iter().position(is_end).unwrap_or(rest.len());
        let start = self.place;
        self.place += length;
        self.text[start..self.place].to_owned()
    }

    fn quoted(&mut self) -> Result<String, (u64, String)> {
        let start_line = self.line;
        let mut cell = String::new();
        loop {
            self.place += 1;
            let rest = &self.text[self.place..];
            let Some(length) = rest.find('"') else {
                return Err((start_line, "a quote is opened here and never closed".to_owned()));
            };
            let part = &rest[..length];
            self.line += part.matches('\n').count() as u64;
            cell.push_str(part);
            self.place += length + 1;
            if self.at() != Some(b'"') {
                break;
            }
            cell.push('"');
        }
        let after = self.plain();
        if after.trim().is_empty() {
            return Ok(cell);
        }
        let problem =
            format!("{} follows a closing quote: double the quotes inside of a cell", shown(&after));
        Err((self.line, problem))
    }
}

/// A cell as a message shows it: in quotes, cut off where it is long.
pub(super) fn shown(cell: &str) -> String {
    const CHARS_MAX: usize = 40;
    let text: String = cell.chars().take(CHARS_MAX).flat_map(char::escape_debug).collect();
    if cell.chars().nth(CHARS_MAX).is_some() { format!("`{text}...`") } else { format!("`{text}`") }
}

/// A cell as a name: white space of any kind and length is one blank, and none stands at the ends.
pub(super) fn one_line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a column, so that spellings of one name are equal: `NUTS_ID` and `NUTS level 1 \n(italics: ...)` give
/// `nuts id` and `nuts level 1`.
fn column_name(cell: &str) -> String {
    let plain = cell.split('(').next().unwrap_or_default().replace('_', " ");
    one_line(&plain).to_lowercase()
}

/// The bytes as text without a byte order mark, or the line from which they are none.
fn text_of(bytes: &[u8]) -> Result<&str, (u64, String)> {
    if bytes.starts_with(b"PK\x03\x04") {
        let problem = "this is a workbook: open it and save the sheet as CSV in UTF-8, one file a sheet";
        return Err((1, problem.to_owned()));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err((1, "the text is UTF-16: save it as UTF-8".to_owned()));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let line_at = |place: usize| bytes[..place].split(|it| *it == b'\n').count() as u64;
    if let Some(place) = bytes.iter().position(|it| *it == 0) {
        return Err((line_at(place), "the file has a NUL byte: it is no table of text".to_owned()));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let problem = "the text is not UTF-8 from here on: save it as CSV in UTF-8".to_owned();
        (line_at(error.valid_up_to()), problem)
    })
}

/// What separates the cells: the one of comma, semicolon and tab that stands most often in the header.
pub(super) fn delimiter_of(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    let mut is_begun = false;
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted && is_begun => break,
            _ if !is_quoted => {
                counts.iter_mut().filter(|it| it.0 == byte).for_each(|it| it.1 += 1);
            }
            _ => (),
        }
        is_begun |= !byte.is_ascii_whitespace();
    }
    // Where two stand equally often, the first of them.
    counts.iter().rev().max_by_key(|it| it.1).map_or(b',', |it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8], limits: &Limits) -> Result<Table, ImportError> {
        Table::read(Source { name: "t.csv".to_owned(), reader: Box::new(bytes) }, limits)
    }

    fn table(text: &str) -> Table {
        read(text.as_bytes(), &Limits::default()).unwrap()
    }

    fn error(bytes: &[u8], limits: &Limits) -> String {
        read(bytes, limits).err().map(|it| it.to_string()).unwrap()
    }

    #[test]
    fn what_spreadsheets_write_is_read() {
        let text = "\u{feff}\r\nNUTS_ID;\"NUTS level 1 \n(italics, old)\"; NAME \r\n;;\r\nAA;\"a \n b\";x\u{a0}\r\n\r\nBB;;y\r\n";
        let table = table(text);
        assert_eq!(table.found(), "`nuts id`, `nuts level 1`, `name`");
        assert_eq!(table.header_line, 2);
        let rows: Vec<_> = table.rows.iter().map(|it| (it.line, it.cell(0), it.cell(2))).collect();
        assert_eq!(rows, [(5, "AA", "x"), (8, "BB", "y")]);
        assert_eq!(one_line(table.rows[0].cell(1)), "a b");
    }

    #[test]
    fn each_delimiter_is_told_by_the_header() {
        for text in ["a,b\n1,2;3\n", "a;b\n1;2,3\n", "a\tb\n1\t2,3;4\n"] {
            assert_eq!(table(text).found(), "`a`, `b`", "{text}");
            assert_eq!(table(text).rows[0].cell(0), "1");
        }
    }

    #[test]
    fn years_and_missing_columns() {
        let table = table("Code 2024,code_2021,Code v2024,code 20245,level,level\n");
        assert_eq!(table.years("code "), [(2021, 1), (2024, 0)]);
        assert_eq!(table.years("code v"), [(2024, 2)]);
        let problem = table.required("the name", &["name", "label"]).unwrap_err().to_string();
        assert!(problem.starts_with("t.csv:1: no column holds the name: it is called `name` or `label`; the columns are `code 2024`"), "{problem}");
        let problem = table.required("the level", &["level"]).unwrap_err().to_string();
        assert!(problem.contains("two columns hold the level"), "{problem}");
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_line() {
        let limits = Limits::default();
        assert!(error(b"PK\x03\x04rest", &limits).contains("save the sheet as CSV in UTF-8"));
        assert!(error(b"\xff\xfea\0", &limits).contains("UTF-16"));
        assert!(error(b"a,b\n1,\xe9\n", &limits).starts_with("t.csv:2: the text is not UTF-8"));
        assert!(error(b"a,b\n\0", &limits).starts_with("t.csv:2: the file has a NUL byte"));
        assert!(error(b"", &limits).contains("the file is empty"));
    }

    #[test]
    fn a_file_without_end_is_bounded() {
        let limits = Limits { bytes_max: 1000, rows_max: 3, ..Limits::default() };
        let source = Source { name: "endless.csv".to_owned(), reader: Box::new(std::io::repeat(b'a')) };
        let problem = Table::read(source, &limits).err().map(|it| it.to_string()).unwrap();
        assert!(problem.starts_with("endless.csv: the file has more than bytes_max = 1000"), "{problem}");
        assert!(error(b"a\n1\n2\n3\n4\n", &limits).contains("rows_max = 3"));
        let problem = error(b"a\n,,,,,\n", &Limits { columns_max: 5, ..limits });
        assert_eq!(problem, "t.csv:2: the row has more cells than columns_max = 5");
    }

    #[test]
    fn quotes_are_closed_and_doubled() {
        let quoted = table("a,b\n\"x \"\"y\"\", z\" ,\"\"\n5\" disk,\"\r\n\"");
        assert_eq!(quoted.rows[0].cell(0), "x \"y\", z");
        assert_eq!((quoted.rows[1].cell(0), quoted.rows[1].cell(1)), ("5\" disk", ""));
        let limits = Limits::default();
        assert_eq!(error(b"a,b\n1,\"2\n3,4\n", &limits), "t.csv:2: a quote is opened here and never closed");
        let problem = error(b"a,b\n1,\"2\n\"3,4\n", &limits);
        assert!(problem.starts_with("t.csv:3: `3` follows a closing quote"), "{problem}");
        let narrow = table("a,b\n1\n");
        assert!(narrow.width_problem(&narrow.rows[0]).is_some_and(|it| it.contains("1 cells")));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_quoted_comes_back(rows in cells(), end in "\r?\n") {
            let quoted = |it: &String| format!("\"{}\"", it.replace('"', "\"\""));
            let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(";");
            let lines: Vec<String> = rows.iter().map(line).collect();
            let table = table(&format!("a;b;c{end}{}", lines.join(&end)));
            let kept: Vec<&Vec<String>> =
                rows.iter().filter(|row| row.iter().any(|it| !it.trim().is_empty())).collect();
            prop_assert_eq!(table.rows.iter().map(|it| &it.cells).collect::<Vec<_>>(), kept);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in "[a\u{a0}é,;\t\"\r\n]{0,40}") {
            let _ = read(bytes.as_bytes(), &Limits::default());
        }
    }

    fn cells() -> impl Strategy<Value = Vec<Vec<String>>> {
        proptest::collection::vec(proptest::collection::vec("[a,;\"\t\r\né]{0,4}", 3), 0..5)
    }
}
