//! How long does one decision take, ten thousand of them, the search for what would change one, and the same by SPARQL?
//!
//! `cargo bench --bench recognition` prints medians, and how many decisions by the rules one by the question costs.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measures")]

use concord::load::{Compression, Input, RdfFormat};
use concord::recognition::{Application, changes};
use concord::registry::{Registry, Settings};
use concord::sparql::{self, DefaultGraph};
use std::error::Error;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

const BATCH: usize = 10_000;

/// Titles with and without recorded matters, of four states.
const TITLES: &[&str] = &[
    "q-PL-mechanik",
    "q-ES-electromecanica",
    "q-AT-KfzTechnik",
    "q-FR-CAPmv",
    "q-DE-Meister",
    "q-PT-mecanico",
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let registry = Registry::open(Settings {
        folder: folder.path().to_owned(),
        empty: false,
        default_graph: DefaultGraph::Union,
        load: concord::load::Limits::default(),
        limits: sparql::Limits::default(),
    })?;
    let view = registry.view();
    let start = Instant::now();
    let ready = registry.recognition_facts(&view)?;
    println!(
        "facts of a view of {} quads read in {:.1} ms, once a revision",
        view.n_quads(),
        milliseconds(start.elapsed())
    );

    let text = applications();
    let start = Instant::now();
    let all = registry.applications(vec![Input {
        name: "applications".to_owned(),
        format: RdfFormat::Turtle,
        compression: Compression::None,
        graph: None,
        base_iri: None,
        reader: Box::new(text.as_bytes()),
    }])?;
    println!("{} applications read from Turtle in {:.2} s", all.len(), start.elapsed().as_secs_f64());

    let start = Instant::now();
    let mut n_steps = 0;
    for application in &all {
        n_steps += black_box(ready.decide(application)).trace.len();
    }
    let batch = start.elapsed();
    println!("{} decisions with {n_steps} steps in {:.2} s, one thread", all.len(), batch.as_secs_f64());

    let sample: Vec<&Application> = all.iter().step_by(BATCH / 200).collect();
    let one = median(&sample, |it| drop(black_box(ready.decide(it))));
    let pairs = median(&sample, |it| drop(black_box(changes(it, &ready.facts))));
    let question = median(&sample[..50], |it| drop(black_box(ready.ask(it, &sparql::Limits::default()))));
    println!("one decision: {:.4} ms", milliseconds(one));
    println!("counterfactuals with pairs: {:.2} ms", milliseconds(pairs));
    println!(
        "one decision by the SPARQL question: {:.1} ms, {:.0} times the rules",
        milliseconds(question),
        question.as_secs_f64() / one.as_secs_f64()
    );
    Ok(())
}

fn applications() -> String {
    let mut text = "@prefix con: <https://w3id.org/concord/ns#> . @prefix x: <https://w3id.org/concord/id/recognition/> .
@prefix c: <http://publications.europa.eu/resource/authority/country/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n".to_owned();
    for number in 0..BATCH {
        let title = TITLES[number % TITLES.len()];
        let host = ["DEU", "ITA", "CZE", "FRA", "AUT"][number % 5];
        let purpose =
            if number % 7 == 0 { "Equivalence ; con:reference x:ref-DE-KfzMechatroniker" } else { "Access" };
        let months = number % 90;
        // Writing to memory cannot fail.
        let _ = writeln!(
            text,
            "x:b{number} a con:Application ; con:date \"2026-09-01\"^^xsd:date ; con:purpose con:{purpose} ; con:host c:{host} ;
  con:activity x:vehicleRepair ; con:mode con:Manager ; con:nationality con:EU ; con:documentsComplete true ; con:holds x:b{number}-a ;
  con:experience x:b{number}-e, x:b{number}-f .
x:b{number}-a a con:Award ; con:qualification x:{title} ; con:status con:Valid .
x:b{number}-e a con:Experience ; con:country c:POL ; con:activity x:vehicleRepair ; con:capacity con:ManagerCap ; con:months {months} ;
  con:consecutive true ; con:endDate \"2024-08-31\"^^xsd:date .
x:b{number}-f a con:Experience ; con:country c:HUN ; con:activity x:vehicleRepair ; con:capacity con:EmployedCap ;
  con:startDate \"2010-01-01\"^^xsd:date ; con:endDate \"2013-06-30\"^^xsd:date ; con:workShare 0.5 ."
        );
    }
    text
}

fn median(all: &[&Application], mut work: impl FnMut(&Application)) -> Duration {
    let mut times: Vec<Duration> = all
        .iter()
        .map(|it| {
            let start = Instant::now();
            work(it);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
