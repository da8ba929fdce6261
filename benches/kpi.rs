//! How long do figures take from the cube, beside the SPARQL queries that ask for the same on the same view?
//!
//! `cargo bench --bench kpi -- DATA.nt PARAMS.json QUERIES_FOLDER` prints milliseconds, the median of the runs of
//! eight variants of each question, and the ratio. The data are those of the shared generator, at any scale.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it compares")]

use concord::graph::{Stage, View};
use concord::kpi::{Aggregation, Answer, Cube, Data, KpiError, Names, Period, Span, Subject};
use concord::sparql::{Cancel, Format, Limits, Options, Query, QueryResultsFormat, RdfFormat, execute};
use serde_json::Value;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The vocabulary of the shared generator, whose indicators do not say whether they add up.
const NAMES: Names = Names {
    indicator: "https://data.example.eu/def#indicator",
    territory: "http://purl.org/linked-data/sdmx/2009/dimension#refArea",
    period: "https://data.example.eu/def#year",
    value: "http://purl.org/linked-data/sdmx/2009/measure#obsValue",
    unit: "http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure",
    flag: "http://purl.org/linked-data/sdmx/2009/attribute#obsStatus",
    version: "",
    dataset: "http://purl.org/linked-data/cube#dataSet",
    level: "https://data.example.eu/def#nutsLevel",
    parents: &["http://purl.org/dc/terms/isPartOf"],
    code: "https://data.example.eu/def#nutsCode",
    adds_up: Aggregation::Sum,
};

/// The questions, by the file of the query that asks for the same.
const QUESTIONS: [(&str, Question); 5] = [
    ("q03_kpi_series", series),
    ("q04_kpi_ranking", ranking),
    ("q06_latest_per_region", last_values),
    ("q07_country_rollup", roll_up),
    ("q23_compare_values", compare),
];

type Question = fn(Data<'_>, &Pick<'_>) -> Result<usize, KpiError>;

/// The values of one variant.
struct Pick<'a> {
    pools: &'a Value,
    nth: usize,
}

impl Pick<'_> {
    /// The same choice as that of the query.
    fn value(&self, name: &str) -> String {
        let place =
            self.pools.as_object().into_iter().flatten().position(|it| it.0 == name).unwrap_or_default();
        let values = self.pools[name].as_array().map_or(&[][..], Vec::as_slice);
        let Some(value) = values.get((self.nth * 7 + place) % values.len().max(1)) else {
            return String::new();
        };
        value.as_str().map_or_else(|| value.to_string(), str::to_owned)
    }

    fn year(&self) -> Result<Period, KpiError> {
        let year = self.value("year");
        Period::parse(&year).ok_or(KpiError::Period(year))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with("--")).collect();
    let [data, params, queries] = &arguments[..] else {
        println!("skipped: name a data file, its parameter pools and a folder of queries");
        return Ok(());
    };
    let view = load(&std::fs::read(data)?)?;
    let start = Instant::now();
    let cube = Cube::read(&view, &NAMES);
    let read = start.elapsed();
    println!(
        "{} triples; {} cells of {} territories read in {:.2} s",
        view.union().len(),
        cube.n_cells(),
        cube.territories.len(),
        read.as_secs_f64()
    );
    let pools: Value = serde_json::from_slice(&std::fs::read(params)?)?;
    let pools = &pools["pools"];
    println!(
        "| question | cube ms | SPARQL ms | ratio | rows of 8 | rows of SPARQL |\n|---|---|---|---|---|---|"
    );
    for (name, question) in QUESTIONS {
        let template = std::fs::read_to_string(Path::new(queries).join(format!("{name}.rq")))?;
        let (mut rows, mut rows_there) = (0, 0);
        for nth in 0..8 {
            rows += question(Data { view: &view, cube: &cube }, &Pick { pools, nth })?;
            rows_there += sparql(&view, &filled(&template, &Pick { pools, nth }))?.0;
        }
        let ours = median(|nth| {
            let start = Instant::now();
            question(Data { view: &view, cube: &cube }, &Pick { pools, nth })?;
            Ok(start.elapsed())
        })?;
        let theirs = median(|nth| Ok(sparql(&view, &filled(&template, &Pick { pools, nth }))?.1))?;
        let ms = |it: Duration| it.as_secs_f64() * 1e3;
        let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
        println!("| {name} | {:.4} | {:.3} | {ratio:.0} | {rows} | {rows_there} |", ms(ours), ms(theirs));
    }
    Ok(())
}

fn subject<'v>(data: Data<'v>, pick: &Pick<'_>) -> Result<Subject<'v>, KpiError> {
    Subject::new(data, &pick.value("kpi"), &[])
}

fn n_values(answer: &Answer) -> usize {
    answer.rows.iter().filter(|it| !it.figures.is_empty()).count()
}

fn series(data: Data<'_>, pick: &Pick<'_>) -> Result<usize, KpiError> {
    let asked = [data.territory(&pick.value("region"))?];
    Ok(n_values(&subject(data, pick)?.series(&asked, Span::default())?))
}

/// All regions of level 3, where the query cuts off behind 50.
fn ranking(data: Data<'_>, pick: &Pick<'_>) -> Result<usize, KpiError> {
    let subject = subject(data, pick)?;
    Ok(n_values(&subject.ranking(&data.group("nuts3", subject.block)?, pick.year()?)?))
}

fn last_values(data: Data<'_>, pick: &Pick<'_>) -> Result<usize, KpiError> {
    let subject = subject(data, pick)?;
    Ok(n_values(&subject.last_values(&subject.everywhere())?))
}

fn roll_up(data: Data<'_>, pick: &Pick<'_>) -> Result<usize, KpiError> {
    Ok(n_values(&subject(data, pick)?.roll_up(3, pick.year()?)?))
}

fn compare(data: Data<'_>, pick: &Pick<'_>) -> Result<usize, KpiError> {
    let names = |pool: &str| {
        let list = pick.value(pool);
        list.split(' ').map(|it| it.rsplit(':').next().unwrap_or(it).to_owned()).collect::<Vec<_>>()
    };
    let asked = names("regions5").iter().map(|it| data.territory(it)).collect::<Result<Vec<_>, _>>()?;
    let mut n = 0;
    for kpi in names("kpis3") {
        n += n_values(&Subject::new(data, &kpi, &[])?.series(&asked, Span::default())?);
    }
    Ok(n)
}

fn load(text: &[u8]) -> Result<View, Box<dyn Error>> {
    let mut stage = Stage::new(Arc::new(View::default()));
    let mut triples = Vec::new();
    for quad in oxrdfio::RdfParser::from_format(RdfFormat::NTriples).for_slice(text) {
        let quad = quad?;
        triples.push(stage.intern_quad(quad.as_ref()).triple);
    }
    stage.insert_all(0, triples);
    Ok(stage.freeze(1).0)
}

fn filled(template: &str, pick: &Pick<'_>) -> String {
    let lines: Vec<&str> = template.lines().filter(|it| !it.starts_with('#')).collect();
    let mut text = lines.join("\n");
    for name in pick.pools.as_object().into_iter().flatten().map(|it| it.0) {
        text = text.replace(&format!("{{{{{name}}}}}"), &pick.value(name));
    }
    text
}

fn median(
    mut run: impl FnMut(usize) -> Result<Duration, Box<dyn Error>>,
) -> Result<Duration, Box<dyn Error>> {
    let (start, mut times) = (Instant::now(), Vec::new());
    while times.len() < 8 || (start.elapsed() < Duration::from_millis(400) && times.len() < 4_000) {
        times.push(run(times.len() % 8)?);
    }
    times.sort_unstable();
    Ok(times[times.len() / 2])
}

fn sparql(view: &View, text: &str) -> Result<(u64, Duration), Box<dyn Error>> {
    let start = Instant::now();
    let limits = Limits::default();
    let query = Query::parse(text, &Options::default(), &limits)?;
    let mut out = Vec::new();
    let format = Format::Results(QueryResultsFormat::Json);
    let outcome = execute(view, &query, &limits, &Cancel::default(), format, &mut out)?;
    Ok((outcome.rows, start.elapsed()))
}
