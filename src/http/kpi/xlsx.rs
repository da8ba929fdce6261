//! How is an answer a workbook?

use crate::http::problem::{Code, Problem};
use crate::registry::{COLUMNS, KpiTold, TableCell};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// A workbook with a sheet of figures and one that tells what they are.
pub(super) fn write(told: &KpiTold<'_>) -> Result<Vec<u8>, Problem> {
    workbook(told).map_err(|it| Problem::new(Code::Internal, format!("no workbook: {it}")))
}

fn workbook(told: &KpiTold<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same answer gives the same bytes.
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&date));
    let head = Format::new().set_bold();
    let sheet = book.add_worksheet().set_name("figures")?;
    for (column, name) in (0..).zip(COLUMNS) {
        sheet.write_with_format(0, column, name, &head)?;
    }
    for (row, line) in (1..).zip(told.table().lines) {
        for (column, cell) in (0..).zip(line) {
            match cell {
                TableCell::Number(it) | TableCell::Published(it, _) => sheet.write_number(row, column, it)?,
                TableCell::Text(it) if it.is_empty() => continue,
                TableCell::Text(it) => sheet.write_string(row, column, it)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let about = book.add_worksheet().set_name("about")?;
    let json = told.json();
    let notes = json["notes"].as_array().into_iter().flatten().filter_map(|it| it["text"].as_str());
    let lines = [
        ("what", told.question.operation.about().to_owned()),
        ("indicator", json["indicator"]["label"].as_str().unwrap_or_default().to_owned()),
        ("revision", told.revision().to_string()),
    ];
    let lines = lines.into_iter().chain(notes.map(|it| ("note", it.to_owned())));
    for (row, (name, text)) in (0..).zip(lines) {
        about.write_with_format(row, 0, name, &head)?;
        about.write_string(row, 1, text)?;
    }
    book.save_to_buffer()
}
