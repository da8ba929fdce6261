//! How long do questions on the whole of ESCO take in the process, beside the same question in SPARQL on the same view?
//!
//! `cargo bench --bench skills -- SHARED/data/esco` reads release 1.1.1 and prints the median milliseconds of each
//! answer over eight profiles, and the ratio to `queries/skills` where there is the same question.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it compares")]

use concord::graph::{Pattern, Stage, View};
use concord::ground::{QUERIES, find};
use concord::import::Source;
use concord::import::esco::{Request, read};
use concord::load::{Compression, Input, Limits as LoadLimits, Mode, RdfFormat, load};
use concord::resource::SearchIndex;
use concord::resource::search::Query as Search;
use concord::skills::{Among, Catalogue, Held, Measure, ProfileAt, Question, Rules};
use concord::sparql::{Cancel, Format, Limits, Options, Query, QueryResultsFormat, execute};
use std::error::Error;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Runs of each answer; the median counts.
const RUNS: usize = 9;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let folder = std::env::args().skip(1).find(|it| !it.starts_with("--"));
    let Some(folder) = folder else {
        println!("skipped: name the folder of the releases of ESCO");
        return Ok(());
    };
    let (view, n_triples) = release(Path::new(&folder))?;
    let start = Instant::now();
    let catalogue = Catalogue::new(&view);
    println!(
        "{n_triples} triples; a catalogue of {} occupations and {} skills is read in {:.1} ms",
        catalogue.n_occupations(),
        catalogue.n_skills(),
        ms(start.elapsed())
    );
    let names = [
        "c3cae318-8b15-4339-a617-1a66b9ff6609",
        "718bba63-75b7-4b3a-9912-e201b729fe4c",
        "06bd6285-13ed-4ea7-90cc-e9638a0600a9",
        "4ad4024e-d1d3-4dea-b6d1-2c7948111dce",
        "6656337f-67eb-4f48-b1e4-ecccdfa44dd2",
        "ffc292f1-89e2-4406-8eff-39096c94e731",
        "ab360abd-32e2-4e03-967d-a10758efffa7",
        "57af9090-55b4-4911-b2d0-86db01c00b02",
    ];
    let iris: Vec<String> =
        names.iter().map(|it| format!("http://data.europa.eu/esco/occupation/{it}")).collect();
    let place =
        |iri: &String| view.dictionary().iri(iri).and_then(|it| catalogue.find_profile(it)).map(|it| it.0);
    let profiles: Vec<ProfileAt> =
        iris.iter().map(|it| place(it).ok_or(format!("{it} is not there"))).collect::<Result<_, _>>()?;
    let next = |at: usize| (at + 1) % profiles.len();
    let held: Vec<Vec<Held>> = profiles
        .iter()
        .map(|it| {
            let essential = catalogue.profile(*it).essential();
            essential.map(|it| Held { skill: it.skill, reliability_milli: 1_000 }).collect()
        })
        .collect();
    let rules = Rules::default();

    println!("| question | ours ms | SPARQL ms | ratio |\n|---|---|---|---|");
    let gap = median(|at| catalogue.gap(&held[at], profiles[next(at)], &rules).lines.len());
    let by_query = sparql(&view, "skills/gap.rq", &[("from", &iris), ("to", &rotated(&iris))])?;
    line("skill gap with its reasons", gap, Some(by_query));
    let near = median(|at| catalogue.near(profiles[at], Among::Occupations, Measure::Jaccard, 20).len());
    line("nearest 20 of all", near, Some(sparql(&view, "skills/near.rq", &[("from", &iris)])?));
    let fits = median(|at| catalogue.fits(&held[at], Among::Occupations, &rules, 20).len());
    line("20 that somebody fits best", fits, None);
    let direct = |at: usize| Question { via_max: 0, limit: 1_000, ..Question::from_profile(profiles[at]) };
    let steps = median(|at| catalogue.transitions(&direct(at)).total);
    line("jobs one step away", steps, Some(sparql(&view, "skills/steps.rq", &[("from", &iris)])?));
    let over_one = median(|at| catalogue.transitions(&Question::from_profile(profiles[at])).total);
    line("jobs over at most one other", over_one, None);
    let to = |at: usize| Question {
        to: Some(profiles[next(at)]),
        via_max: 2,
        ..Question::from_profile(profiles[at])
    };
    let over_two = median(|at| catalogue.transitions(&to(at)).total);
    line("ways to a job over at most two others", over_two, None);
    let whole = median(|at| catalogue.transitions(&to(at)).targets.iter().map(|it| it.ways.len()).sum());
    println!("ways of which none beats another: the median search takes {:.3} ms", ms(whole));

    let index = SearchIndex::new(&view);
    let texts = [
        "battery assembler",
        "electronics",
        "vehicle technician",
        "maintain",
        "high voltage",
        "weld",
        "quality",
        "robot",
    ];
    let mut found = 0;
    let search = median(|at| {
        let query = Search { text: texts[at], limit: 20, ..Search::default() };
        let n = index.search(&view, &query).map_or(0, |it| it.list.len());
        found += n;
        n
    });
    line("search by name", search, None);
    println!("{found} hits in all searches");
    Ok(())
}

fn rotated(all: &[String]) -> Vec<String> {
    let mut rotated = all.to_vec();
    rotated.rotate_left(1);
    rotated
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn line(what: &str, ours: Duration, by_query: Option<Duration>) {
    match by_query {
        Some(other) => {
            let ratio = ours.as_secs_f64() / other.as_secs_f64();
            println!("| {what} | {:.3} | {:.3} | {ratio:.4} |", ms(ours), ms(other));
        }
        None => println!("| {what} | {:.3} | | |", ms(ours)),
    }
}

/// The median over the runs of all eight variants.
fn median(mut answer: impl FnMut(usize) -> usize) -> Duration {
    let mut times = Vec::new();
    let mut n = 0;
    for _ in 0..RUNS {
        for at in 0..8 {
            let start = Instant::now();
            n += answer(at);
            times.push(start.elapsed());
        }
    }
    // What was answered is used, so that nothing is left out.
    std::hint::black_box(n);
    times.sort_unstable();
    times[times.len() / 2]
}

fn sparql(view: &Arc<View>, name: &str, params: &[(&str, &Vec<String>)]) -> Outcome<Duration> {
    let text = find(QUERIES, name).ok_or(format!("{name} is not there"))?.text;
    let (mut times, limits) = (Vec::new(), Limits::default());
    for _ in 0..3 {
        for at in 0..8 {
            let mut options = Options::default();
            for (name, values) in params {
                options.values.push(((*name).to_owned(), values[at].clone()));
            }
            let start = Instant::now();
            let query = Query::parse(text, &options, &limits)?;
            let mut out = Vec::new();
            let format = Format::Results(QueryResultsFormat::Csv);
            execute(view, &query, &limits, &Cancel::default(), format, &mut out)?;
            times.push(start.elapsed());
        }
    }
    times.sort_unstable();
    Ok(times[times.len() / 2])
}

fn release(folder: &Path) -> Outcome<(Arc<View>, usize)> {
    let source = |name: &str| -> Outcome<Source<'static>> {
        Ok(Source { name: name.to_owned(), reader: Box::new(File::open(folder.join("1.1.1").join(name))?) })
    };
    let request = Request {
        version: "1.1.1".to_owned(),
        archives: vec![source("classification-en.zip")?, source("relations.zip")?],
        labels: Vec::new(),
        limits: Request::usual_limits(),
    };
    let esco = read(request, &mut |_| ())?;
    let mut stage = Stage::new(Arc::new(View::default()));
    let input = Input {
        name: "ESCO".to_owned(),
        format: RdfFormat::NTriples,
        compression: Compression::None,
        graph: Some("https://w3id.org/concord/graph/esco-1.1.1".to_owned()),
        base_iri: None,
        reader: Box::new(esco.ntriples.as_bytes()),
    };
    load(&mut stage, vec![input], Mode::Replace, 1, &LoadLimits::default())?;
    let view = stage.freeze(1).0;
    let n = view.union().count(Pattern::default());
    Ok((Arc::new(view), n))
}
