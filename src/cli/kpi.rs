//! `concord kpi`

use super::args::{Kpi, KpiFormat};
use super::fault::Fault;
use super::settings::{at, open_for_reading};
use super::table;
use crate::kpi::{Answer, Data, KpiError, Measure, Row};
use crate::registry::{KpiOperation, KpiQuestion, KpiTold, Registry};
use serde_json::Value;
use std::io::{BufWriter, Write};

/// Other names of operations, shorter to type.
const SHORT: [(&str, KpiOperation); 4] = [
    ("rank", KpiOperation::Ranking),
    ("project", KpiOperation::Projection),
    ("section", KpiOperation::CrossSection),
    ("rollup", KpiOperation::RollUp),
];

/// The heights of a sparkline.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Digits of a number in a table.
const DECIMALS: usize = 2;

pub(super) fn run(args: &Kpi) -> Result<(), Fault> {
    let registry = open_for_reading(&args.registry)?;
    let view = registry.view_at(&at(&args.at))?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.what == "list" {
        list(&registry, &view, args, &mut out)?;
        out.flush()?;
        return Ok(());
    }
    let is_explanation = args.what == "explain";
    let mut words = args.words.clone();
    let what = if is_explanation && !words.is_empty() { words.remove(0) } else { args.what.clone() };
    let operation = KpiOperation::of_name(&what)
        .or_else(|| SHORT.iter().find(|it| it.0 == what).map(|it| it.1))
        .ok_or_else(|| Fault::wrong_use(format!("`{what}` is none of list, {}", names())))?;
    let is_code = |it: &String| !it.contains('=');
    let takes_code = operation.is_of_one() && words.first().is_some_and(is_code);
    let indicator = if takes_code { words.remove(0) } else { String::new() };
    if operation.is_of_one() && indicator.is_empty() {
        return Err(Fault::wrong_use(format!("`{what}` needs an indicator: concord kpi {what} JO-6")));
    }
    let mut pairs = words.iter().map(|it| pair(it)).collect::<Result<Vec<_>, _>>()?;
    let figure = pairs.iter().position(|it| it.0 == "figure").filter(|_| is_explanation);
    let figure = figure.map(|it| pairs.remove(it).1);
    let question = KpiQuestion::new(operation, &indicator, pairs)?;
    let cube = registry.cube(&view);
    let (data, answer) = registry.kpi(&view, &cube, &question)?;
    let encode = |it: &str| it.to_owned();
    let told = KpiTold { data, question: &question, answer: &answer, language: &args.lang, encode };
    if is_explanation {
        let figure = figure.as_deref().unwrap_or("0.0");
        let none =
            || Fault::wrong_use(format!("the answer has no figure {figure}: write figure=ROW.NTH, from 0"));
        let explained = told.explained(figure).ok_or_else(none)??.json();
        explain(&explained, args, &mut out)?;
    } else {
        match args.format {
            KpiFormat::Json => writeln!(out, "{:#}", told.json())?,
            KpiFormat::Csv => out.write_all(told.csv().as_bytes())?,
            KpiFormat::Table => tabulate(&told, &answer, &mut out)?,
        }
    }
    out.flush()?;
    Ok(())
}

fn names() -> String {
    KpiOperation::ALL.map(KpiOperation::name).join(", ") + ", explain"
}

fn pair(word: &str) -> Result<(String, String), Fault> {
    let split = word.split_once('=').map(|it| (it.0.to_owned(), it.1.to_owned()));
    split.ok_or_else(|| Fault::wrong_use(format!("`{word}` is no NAME=VALUE, such as region=DE21")))
}

fn list(
    registry: &Registry,
    view: &std::sync::Arc<crate::graph::View>,
    args: &Kpi,
    out: &mut dyn Write,
) -> Result<(), Fault> {
    let cube = registry.cube(view);
    let data = Data { view, cube: &cube };
    let only = args.words.first().map(|it| data.indicator(it)).transpose()?;
    let question =
        KpiQuestion { operation: KpiOperation::Series, indicator: String::new(), words: Vec::new() };
    let answer = Answer::default();
    let encode = |it: &str| it.to_owned();
    let told = KpiTold { data, question: &question, answer: &answer, language: &args.lang, encode };
    let all = KpiTold::catalogue(data, only, &told);
    if args.format == KpiFormat::Json {
        writeln!(out, "{:#}", Value::from(all))?;
        return Ok(());
    }
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    let line = |it: &Value| {
        let series = it["series"].as_array().map_or(&[][..], Vec::as_slice);
        let n: u64 = series.iter().filter_map(|it| it["observations"].as_u64()).sum();
        let first = series.iter().filter_map(|it| it["first"].as_str()).min().unwrap_or_default();
        let last = series.iter().filter_map(|it| it["last"].as_str()).max().unwrap_or_default();
        let span = if n == 0 { "no observations loaded".to_owned() } else { format!("{first} to {last}") };
        vec![text(&it["code"]), text(&it["label"]), text(&it["unit"]), n.to_string(), span]
    };
    let rows: Vec<Vec<String>> = all.iter().map(line).collect();
    let names = ["code", "indicator", "unit", "observations", "periods"].map(str::to_owned);
    if args.format == KpiFormat::Csv {
        let quoted = |it: &String| format!("\"{}\"", it.replace('"', "\"\""));
        writeln!(out, "{}", names.join(","))?;
        for row in &rows {
            writeln!(out, "{}", row.iter().map(quoted).collect::<Vec<_>>().join(","))?;
        }
        return Ok(());
    }
    table::write_rows(&names, &rows, out)?;
    Ok(())
}

/// A table with one line a row; series get one line a territory and a sparkline.
fn tabulate(told: &KpiTold<'_>, answer: &Answer, out: &mut dyn Write) -> Result<(), Fault> {
    if told.question.operation == KpiOperation::Series {
        series(told, answer, out)?;
    } else {
        figures(told, answer, out)?;
    }
    for note in told.json()["notes"].as_array().into_iter().flatten() {
        writeln!(out, "note: {}", note["text"].as_str().unwrap_or_default())?;
    }
    Ok(())
}

fn series(told: &KpiTold<'_>, answer: &Answer, out: &mut dyn Write) -> Result<(), Fault> {
    let names = ["territory", "measured", "from", "to", "first", "last", "course"].map(str::to_owned);
    let same = |a: &Row, b: &Row| a.asked == b.asked;
    let mut rows = Vec::new();
    for rows_of in answer.rows.chunk_by(same) {
        let values: Vec<f64> = rows_of.iter().map(|it| it.number(Measure::Value)).collect();
        let period =
            |it: Option<&Row>| it.and_then(|it| it.period).map(|it| it.to_string()).unwrap_or_default();
        let number = |it: Option<&Row>| it.map(|it| shown(it.number(Measure::Value))).unwrap_or_default();
        let course = if values.iter().all(|it| it.is_nan()) {
            "no observation is loaded".to_owned()
        } else {
            sparkline(&values)
        };
        rows.push(vec![
            place(told, rows_of[0].asked),
            measured(told, &rows_of[0]),
            period(rows_of.first()),
            period(rows_of.last()),
            number(rows_of.first()),
            number(rows_of.last()),
            course,
        ]);
    }
    table::write_rows(&names, &rows, out)?;
    Ok(())
}

fn figures(told: &KpiTold<'_>, answer: &Answer, out: &mut dyn Write) -> Result<(), Fault> {
    let mut kinds: Vec<&str> = Vec::new();
    for name in answer.rows.iter().flat_map(|it| &it.figures).map(|it| it.measure.about().name) {
        if !kinds.contains(&name) {
            kinds.push(name);
        }
    }
    let mut names: Vec<String> = ["role", "territory", "measured", "period"].map(str::to_owned).to_vec();
    names.extend(kinds.iter().map(|it| (*it).to_owned()));
    names.push("remark".to_owned());
    let json = told.json();
    let remarks = json["rows"].as_array().into_iter().flatten();
    let remarks = remarks.map(|it| it["missing"]["reason"].as_str().unwrap_or_default().to_owned());
    let line = |(row, remark): (&Row, String)| {
        let period = row.period.map(|it| it.to_string()).unwrap_or_default();
        let mut line = vec![row.role.to_owned(), place(told, row.asked), measured(told, row), period];
        line.extend(kinds.iter().map(|kind| {
            let of_kind = row.figures.iter().filter(|it| it.measure.about().name == *kind);
            let told = of_kind.map(|it| {
                if it.measure == Measure::Quantile {
                    format!("{}: {}", it.argument, shown(it.number))
                } else if it.measure.is_whole() {
                    format!("{}", it.number)
                } else {
                    shown(it.number)
                }
            });
            told.collect::<Vec<_>>().join("; ")
        }));
        line.push(remark);
        line
    };
    let rows: Vec<Vec<String>> = answer.rows.iter().zip(remarks).map(line).collect();
    table::write_rows(&names, &rows, out)?;
    Ok(())
}

fn place(told: &KpiTold<'_>, territory: Option<u32>) -> String {
    territory.map(|it| told.place(it)).unwrap_or_default()
}

fn measured(told: &KpiTold<'_>, row: &Row) -> String {
    let code = row.measured.map(|it| told.code(it)).unwrap_or_default();
    if row.fit.is_some() { format!("{code} (proxy)") } else { code }
}

fn shown(number: f64) -> String {
    if number.is_nan() { String::new() } else { format!("{number:.DECIMALS$}") }
}

/// The course of values, each as high as it stands between the least and the greatest; a gap is a blank.
fn sparkline(values: &[f64]) -> String {
    let known = || values.iter().copied().filter(|it| !it.is_nan());
    let (least, most) = (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
    let height = |it: f64| {
        #[expect(clippy::cast_sign_loss, reason = "between 0 and 7")]
        let step = ((it - least) / (most - least) * 7.0).round() as usize;
        BARS[if most > least { step.min(7) } else { 3 }]
    };
    values.iter().map(|it| if it.is_nan() { ' ' } else { height(*it) }).collect()
}

fn explain(explained: &Value, args: &Kpi, out: &mut dyn Write) -> Result<(), Fault> {
    if args.format == KpiFormat::Json {
        writeln!(out, "{explained:#}")?;
        return Ok(());
    }
    let text = |it: &Value| match it {
        Value::String(it) => it.clone(),
        other => other.to_string(),
    };
    let figure = &explained["figure"];
    writeln!(out, "{} = {} {}", text(&figure["name"]), text(&figure["value"]), text(&figure["unit"]))?;
    writeln!(out, "method: {}", text(&explained["method"]))?;
    writeln!(out, "formula: {}", text(&explained["formula"]))?;
    let names = ["indicator", "territory", "period", "value", "flags", "observation"].map(str::to_owned);
    let line = |it: &Value| {
        let flags = it["flags"].as_array().into_iter().flatten().map(&text).collect::<Vec<_>>().join(" ");
        let mut line: Vec<String> =
            ["indicator", "territory", "period", "value"].iter().map(|name| text(&it[name])).collect();
        line.extend([flags, text(&it["observation"])]);
        line
    };
    let rows: Vec<Vec<String>> = explained["inputs"].as_array().into_iter().flatten().map(line).collect();
    table::write_rows(&names, &rows, out)?;
    let graphs = explained["graphs"].as_array().into_iter().flatten().map(text);
    writeln!(out, "graphs: {}", graphs.collect::<Vec<_>>().join(" "))?;
    writeln!(
        out,
        "query ({}), at revision {}:",
        text(&explained["query"]["name"]),
        text(&explained["revision"])
    )?;
    writeln!(out, "{}", text(&explained["query"]["text"]))?;
    Ok(())
}

impl From<KpiError> for Fault {
    fn from(error: KpiError) -> Self {
        Self::wrong_use(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::sparkline;

    #[test]
    fn a_sparkline_has_a_sign_for_each_value() {
        assert_eq!(sparkline(&[1.0, 8.0, f64::NAN, 4.5]), "▁█ ▅");
        assert_eq!(sparkline(&[2.0, 2.0]), "▄▄");
    }
}
