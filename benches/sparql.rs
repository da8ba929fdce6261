//! How long does each query take in the process, beside Oxigraph's in-memory store on the same data?
//!
//! `cargo bench --bench sparql -- DATA.nt PARAMS.json QUERIES_FOLDER` prints milliseconds, the median of the runs of
//! eight variants of each query, and the ratio. Queries are templates with `{{name}}` for a value of a pool.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it compares")]

use concord::graph::{Stage, View};
use concord::sparql::{Cancel, Form, Format, Limits, Options, Query, QueryResultsFormat, RdfFormat, execute};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with("--")).collect();
    let [data, params, queries, rest @ ..] = &arguments[..] else {
        println!("skipped: name a data file, its parameter pools and a folder of queries");
        return Ok(());
    };
    let only = rest.first().map_or("", String::as_str);
    let text = std::fs::read(data)?;
    let view = load(&text)?;
    println!("{} triples, {} bytes each", view.union().len(), view.bytes() / view.union().len().max(1));
    let store = oxigraph::store::Store::new()?;
    if std::env::var_os("ALONE").is_none() {
        store.bulk_loader().load_from_slice(RdfFormat::NTriples, &text)?;
    }
    let pools: serde_json::Value = serde_json::from_slice(&std::fs::read(params)?)?;
    let mut files: Vec<_> = std::fs::read_dir(queries)?.filter_map(|it| Some(it.ok()?.path())).collect();
    files.sort();
    println!("| query | ours ms | Oxigraph ms | ratio | rows |\n|---|---|---|---|---|");
    let (mut product, mut count) = (0.0, 0);
    for file in files.iter().filter(|it| it.to_string_lossy().contains(only)) {
        let texts = variants(&std::fs::read_to_string(file)?, &pools["pools"]);
        let mut rows = 0;
        let ours = median(&texts, |it| {
            let (n, time) = ours(&view, it)?;
            rows = n;
            Ok(time)
        })?;
        let theirs = if store.is_empty()? { ours } else { median(&texts, |it| theirs(&store, it))? };
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        product += ratio.ln();
        count += 1;
        let ms = |it: Duration| it.as_secs_f64() * 1e3;
        let name = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        println!("| {name} | {:.3} | {:.3} | {ratio:.3} | {rows} |", ms(ours), ms(theirs));
    }
    println!("geometric mean of the ratios: {:.3}", (product / f64::from(count.max(1))).exp());
    Ok(())
}

fn load(text: &[u8]) -> Result<View, Box<dyn Error>> {
    let start = Instant::now();
    let mut stage = Stage::new(Arc::new(View::default()));
    let mut triples = Vec::new();
    for quad in oxrdfio::RdfParser::from_format(RdfFormat::NTriples).for_slice(text) {
        let quad = quad?;
        triples.push(stage.intern_quad(quad.as_ref()).triple);
    }
    stage.insert_all(0, triples);
    let view = stage.freeze(1).0;
    println!("loaded in {:.2} s", start.elapsed().as_secs_f64());
    Ok(view)
}

/// Eight texts of a template, values taken in turn from the pools.
fn variants(template: &str, pools: &serde_json::Value) -> Vec<String> {
    let lines: Vec<&str> = template.lines().filter(|it| !it.starts_with('#')).collect();
    let body = lines.join("\n");
    (0..8)
        .map(|nth| {
            let mut text = body.clone();
            for (place, (name, values)) in pools.as_object().into_iter().flatten().enumerate() {
                let Some(values) = values.as_array().filter(|it| !it.is_empty()) else { continue };
                let value = &values[(nth * 7 + place) % values.len()];
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                text = text.replace(&format!("{{{{{name}}}}}"), &value);
            }
            text
        })
        .collect()
}

fn median(
    texts: &[String],
    mut run: impl FnMut(&str) -> Result<Duration, Box<dyn Error>>,
) -> Result<Duration, Box<dyn Error>> {
    let (start, mut times) = (Instant::now(), Vec::new());
    while times.len() < texts.len() || (start.elapsed() < Duration::from_millis(400) && times.len() < 400) {
        times.push(run(&texts[times.len() % texts.len()])?);
    }
    times.sort_unstable();
    Ok(times[times.len() / 2])
}

fn ours(view: &View, text: &str) -> Result<(u64, Duration), Box<dyn Error>> {
    let start = Instant::now();
    let limits = Limits::default();
    let query = Query::parse(text, &Options::default(), &limits)?;
    let format = match query.form() {
        Form::Select | Form::Ask => Format::Results(QueryResultsFormat::Json),
        Form::Graph => Format::Rdf(RdfFormat::NTriples),
    };
    let mut out = Vec::new();
    let outcome = execute(view, &query, &limits, &Cancel::default(), format, &mut out)?;
    Ok((outcome.rows, start.elapsed()))
}

fn theirs(store: &oxigraph::store::Store, text: &str) -> Result<Duration, Box<dyn Error>> {
    use oxigraph::sparql::{QueryResults, SparqlEvaluator};
    let start = Instant::now();
    match SparqlEvaluator::new().parse_query(text)?.on_store(store).execute()? {
        QueryResults::Boolean(_) => (),
        QueryResults::Solutions(rows) => {
            let writer = sparesults::QueryResultsSerializer::from_format(QueryResultsFormat::Json);
            let mut writer = writer.serialize_solutions_to_writer(Vec::new(), rows.variables().to_vec())?;
            for row in rows {
                writer.serialize(&row?)?;
            }
            writer.finish()?;
        }
        QueryResults::Graph(triples) => {
            let mut writer = oxrdfio::RdfSerializer::from_format(RdfFormat::NTriples).for_writer(Vec::new());
            for triple in triples {
                writer.serialize_triple(&triple?)?;
            }
            writer.finish()?;
        }
    }
    Ok(start.elapsed())
}
