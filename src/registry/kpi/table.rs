//! How is an answer a table? One line a figure, for CSV, spreadsheets, JSON-stat and SDMX-CSV.

use super::told::{KpiTold, significant};
use crate::graph::NONE;
use crate::kpi::{Figure, Measure, Row};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// The columns of the table, in order.
pub const COLUMNS: [&str; 16] = [
    "role",
    "indicator",
    "territory",
    "measured",
    "proxy",
    "from",
    "period",
    "figure",
    "value",
    "unit",
    "flags",
    "missing",
    "method",
    "observation",
    "dataset",
    "explain",
];

/// What a cell of the table holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    Number(f64),
    /// A number as it was published.
    Published(f64, String),
}

impl Cell {
    pub fn text(&self) -> String {
        match self {
            Self::Text(it) | Self::Published(_, it) => it.clone(),
            Self::Number(it) => it.to_string(),
        }
    }
}

/// The lines of an answer; a row without a figure is one line that says why.
#[derive(Clone, Debug)]
pub struct KpiTable {
    pub lines: Vec<Vec<Cell>>,
}

impl KpiTold<'_> {
    pub fn table(&self) -> KpiTable {
        let mut lines = Vec::new();
        for (at, row) in self.answer.rows.iter().enumerate() {
            if row.figures.is_empty() {
                lines.push(self.line(at, row, None));
            }
            lines.extend((0..row.figures.len()).map(|nth| self.line(at, row, Some(nth))));
        }
        KpiTable { lines }
    }

    fn line(&self, at: usize, row: &Row, nth: Option<usize>) -> Vec<Cell> {
        let view = self.data.view;
        let figure = nth.and_then(|it| row.figures.get(it));
        let place = |it: Option<u32>| it.map_or("", |it| self.cube().place(view, it));
        let period = |it: Option<crate::kpi::Period>| it.map(|it| it.to_string()).unwrap_or_default();
        let cell = row.cell.map(|it| self.cube().cell(it));
        let flags: Vec<&str> =
            cell.iter().flat_map(|it| self.cube().flags(it.flags)).map(|it| self.notation(it)).collect();
        let term = |it: Option<u32>| it.map_or("", |it| self.text(it));
        let value = figure.map_or(Cell::Text(String::new()), |it| self.value(it));
        let texts = |it: &str| Cell::Text(it.to_owned());
        vec![
            texts(row.role),
            texts(self.cube().code(view, row.indicator)),
            texts(place(row.asked)),
            texts(place(row.measured)),
            texts(if row.fit.is_some() { "proxy" } else { "" }),
            Cell::Text(period(row.from)),
            Cell::Text(period(row.period)),
            Cell::Text(figure.map(figure_name).unwrap_or_default()),
            value,
            Cell::Text(figure.map(|it| self.unit(it.unit)).unwrap_or_default()),
            Cell::Text(flags.join(" ")),
            Cell::Text(row.missing.as_ref().map(|it| self.missing_words(it).1).unwrap_or_default()),
            texts(figure.map_or("", |it| it.measure.about().method)),
            texts(term(cell.map(|it| it.observation))),
            texts(term(cell.map(|it| it.dataset))),
            Cell::Text(nth.map(|it| self.explain(at, it)).unwrap_or_default()),
        ]
    }

    fn value(&self, figure: &Figure) -> Cell {
        if figure.literal == NONE {
            return Cell::Number(significant(figure.number));
        }
        Cell::Published(figure.number, self.text(figure.literal).to_owned())
    }

    /// The table as CSV (RFC 4180) with a line of names.
    pub fn csv(&self) -> String {
        let mut out = COLUMNS.join(",") + "\r\n";
        for line in self.table().lines {
            let fields: Vec<String> = line.iter().map(|it| field(&it.text())).collect();
            out.push_str(&fields.join(","));
            out.push_str("\r\n");
        }
        out
    }

    /// SDMX-CSV 2.0: the structure, the action, the dimensions, the value and its attributes.
    pub fn sdmx_csv(&self) -> String {
        let mut out = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,ROLE,FIGURE,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,MEASURED_AREA,COMMENT_OBS\r\n"
            .to_owned();
        for line in self.table().lines {
            let text = |name: &str| {
                let at = COLUMNS.iter().position(|it| *it == name);
                at.map(|at| line[at].text()).unwrap_or_default()
            };
            // Without a value the observation is told as missing (code list OBS_STATUS of SDMX: M).
            let value = text("value");
            let status = if value.is_empty() { "M".to_owned() } else { text("flags").to_uppercase() };
            let fields = [
                "dataflow".to_owned(),
                "CONCORD:KPI(1.0)".to_owned(),
                "I".to_owned(),
                text("indicator"),
                text("role"),
                text("figure"),
                text("territory"),
                text("period"),
                value,
                status,
                text("unit"),
                text("measured"),
                text("missing"),
            ];
            let fields: Vec<String> = fields.iter().map(|it| field(it)).collect();
            let _ = write!(out, "{}\r\n", fields.join(","));
        }
        out
    }

    /// JSON-stat 2.0: a cube of role, indicator, figure, territory and period, sparse in values and states.
    pub fn json_stat(&self) -> Value {
        const DIMENSIONS: [(&str, &str); 5] = [
            ("role", "role"),
            ("indicator", "indicator"),
            ("figure", "figure"),
            ("geo", "territory"),
            ("time", "period"),
        ];
        let lines = self.table().lines;
        let column = |name: &str| COLUMNS.iter().position(|it| *it == name).unwrap_or_default();
        let mut categories: Vec<Vec<String>> = vec![Vec::new(); DIMENSIONS.len()];
        let code = |text: String| if text.is_empty() { "_Z".to_owned() } else { text };
        let places: Vec<Vec<usize>> = lines
            .iter()
            .map(|line| {
                let place = |(list, name): (&mut Vec<String>, &str)| {
                    let code = code(line[column(name)].text());
                    list.iter().position(|it| *it == code).unwrap_or_else(|| {
                        list.push(code);
                        list.len() - 1
                    })
                };
                categories.iter_mut().zip(DIMENSIONS.iter().map(|it| it.1)).map(place).collect()
            })
            .collect();
        let (mut values, mut status) = (Map::new(), Map::new());
        for (line, places) in lines.iter().zip(&places) {
            let at = places
                .iter()
                .zip(&categories)
                .fold(0, |at, (place, list)| at * list.len() + place)
                .to_string();
            let value = match &line[column("value")] {
                Cell::Number(it) | Cell::Published(it, _) => json!(it),
                Cell::Text(_) => Value::Null,
            };
            let flags = line[column("flags")].text();
            if value.is_null() {
                status.insert(at.clone(), line[column("missing")].text().into());
            } else if !flags.is_empty() {
                status.insert(at.clone(), flags.into());
            }
            values.insert(at, value);
        }
        let dimension: Map<String, Value> = DIMENSIONS
            .iter()
            .zip(&categories)
            .map(|((id, label), list)| {
                let index: Map<String, Value> =
                    list.iter().enumerate().map(|(at, it)| (it.clone(), at.into())).collect();
                ((*id).to_owned(), json!({ "label": label, "category": { "index": index } }))
            })
            .collect();
        json!({
            "version": "2.0",
            "class": "dataset",
            "label": self.question.operation.about(),
            "source": format!("Concord, revision {}", self.revision()),
            "id": DIMENSIONS.map(|it| it.0),
            "size": categories.iter().map(Vec::len).collect::<Vec<_>>(),
            "role": { "time": ["time"], "geo": ["geo"], "metric": ["figure"] },
            "dimension": dimension,
            "value": values,
            "status": status,
            "extension": { "notes": self.answer.notes.iter().map(|it| self.note(it)).collect::<Vec<_>>() },
        })
    }
}

fn figure_name(figure: &Figure) -> String {
    let name = figure.measure.about().name;
    match (figure.measure, figure.other) {
        (Measure::Quantile, _) => format!("{name}-{}", figure.argument),
        _ => name.to_owned(),
    }
}

/// A field in quotes where it needs some; what a spreadsheet would take for a formula is never one of ours.
fn field(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
