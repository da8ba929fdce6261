//! The figures over HTTP, and every number against the query that explains it.

use super::super::http::{Server, server_with};
use super::super::registry::settings;
use super::{Figures, PREFIXES, WEIGHTED};
use axum::http::{Method, StatusCode};
use concord::graph::View;
use concord::ground::{ONTOLOGY, SEEDS};
use concord::kpi::{Data, Measure};
use concord::load::{Compression, Input, Mode, RdfFormat};
use concord::registry::{Author, KpiOperation, KpiQuestion, KpiTold, Registry};
use concord::sparql::{Cancel, Format, Limits, Options, Query, QueryResultsFormat, execute};
use rayon::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;
use tempfile::TempDir;

/// NUTS 2 units that stand for member regions, or in the place of one.
const UNITS: [&str; 10] = ["ITC4", "ES41", "DE21", "ES22", "SK02", "SK04", "RO11", "DE11", "AT22", "ITC1"];

/// Synthetic figures of several indicators, drawn by a rule: no source has them.
pub(super) fn synthetic() -> String {
    let mut figures = Figures::default();
    for (at, unit) in UNITS.into_iter().enumerate() {
        let size = (at * 7 % 10 + 1) as f64;
        for year in 2010..=2021_u32 {
            let step = f64::from(year - 2010);
            // A small irregularity, so that no statistic is degenerate.
            let shake = f64::from((year * 37 + at as u32 * 11) % 17) / 10.0;
            let round = |it: f64| (it * 10.0).round() / 10.0;
            for (indicator, kind, value) in [
                ("jo-6", "percent", round(4.0 + size / 2.0 - step / 10.0 + shake)),
                ("zz-2", "percent", round(9.0 + size - step / 5.0 + shake)),
                ("sk-1", "percent", round(5.0 + step / 4.0 + size / 3.0 + shake)),
                ("po-1", "persons", round(500_000.0 * size + 1_000.0 * step)),
                ("jo-1", "persons", round(10_000.0 + 900.0 * size + 50.0 * step + 10.0 * shake)),
                ("jo-4", "thousand-persons", round(200.0 * size + step)),
            ] {
                figures.add(indicator, kind, unit, year, value);
            }
        }
    }
    for (country, rate) in [("IT", 9.9), ("ES", 16.2), ("DE", 3.8)] {
        figures.add("jo-6", "percent", country, 2021, rate);
    }
    figures.add_with(
        "jo-6",
        "percent",
        "ES51",
        2021,
        "con:missingReason \"confidential\"@en ; con:obsFlag con:flag-c",
    );
    let mut text = format!("{PREFIXES}{WEIGHTED}{}", figures.text);
    text.push_str(
        "indicator:zz-3 a con:Indicator ; <http://www.w3.org/2004/02/skos/core#notation> \"ZZ-3\" ; con:unit con:unit-percent ;
            con:formula <https://w3id.org/concord/id/formula/zz-3> .
         <https://w3id.org/concord/id/formula/zz-3> con:formulaKind con:formula-share ; con:numerator indicator:jo-1 ;
            con:denominator indicator:jo-4 ; con:multiplier 0.1 .\n",
    );
    for unit in UNITS {
        writeln!(text, "nuts:{unit} con:level con:level-nuts2 .").unwrap();
    }
    text
}

/// Ontology, seeds and what a test adds, without shapes.
pub(super) fn load(registry: &Registry, text: &str) {
    let input = |name: &str, text: String| Input {
        name: name.to_owned(),
        format: RdfFormat::Turtle,
        compression: Compression::None,
        graph: Some(format!("https://w3id.org/concord/graph/{name}")),
        base_iri: None,
        reader: Box::new(std::io::Cursor::new(text)),
    };
    let ground = ONTOLOGY.iter().chain(SEEDS).filter(|it| !it.text.contains("a con:Observation"));
    let mut inputs: Vec<Input<'_>> = ground.map(|it| input(it.slug, it.text.to_owned())).collect();
    inputs.push(input("synthetic", text.to_owned()));
    registry.load(inputs, Mode::Add, &Author::default()).unwrap();
}

fn with_synthetic() -> (TempDir, Registry) {
    let folder = tempfile::tempdir().unwrap();
    let registry = Registry::open(settings(folder.path())).unwrap();
    load(&registry, &synthetic());
    (folder, registry)
}

fn question(operation: KpiOperation, indicator: &str, words: &[(&str, &str)]) -> KpiQuestion {
    let words = words.iter().map(|it| (it.0.to_owned(), it.1.to_owned()));
    KpiQuestion::new(operation, indicator, words).unwrap()
}

/// What a query gives in a column of its only row.
fn column(view: &View, query: &Query, column: &str) -> Option<String> {
    let mut out = Vec::new();
    let format = Format::Results(QueryResultsFormat::Json);
    execute(view, query, &Limits::default(), &Cancel::default(), format, &mut out).unwrap();
    let json: Value = serde_json::from_slice(&out).unwrap();
    let rows = json["results"]["bindings"].as_array().unwrap();
    assert_eq!(rows.len(), 1, "one row: {json}");
    rows[0][column]["value"].as_str().map(str::to_owned)
}

/// Runs the explanation of every figure of an answer; how many there are, by measure.
fn every_number_is_explained(registry: &Registry, view: &Arc<View>, question: &KpiQuestion) -> Vec<Measure> {
    let cube = registry.cube(view);
    let (data, answer) = registry.kpi(view, &cube, question).unwrap();
    let told = KpiTold { data, question, answer: &answer, language: "en", encode: str::to_owned };
    let json = told.json();
    let mut measures = Vec::new();
    for (at, row) in answer.rows.iter().enumerate() {
        for (nth, figure) in row.figures.iter().enumerate() {
            let place = format!("{at}.{nth}");
            let explained = told.explained(&place).unwrap().unwrap();
            let name = explained.explanation.about.name;
            let context = format!("{question:?} {place} {name}");
            assert!(!explained.explanation.inputs.is_empty(), "{context}: no inputs");
            let column_name = explained.explanation.about.column;
            let found =
                column(view, &explained.query, column_name).unwrap_or_else(|| panic!("{context}: nothing"));
            let wire = &json["rows"][at]["figures"][nth];
            if figure.literal == 0 {
                let (found, told): (f64, f64) = (found.parse().unwrap(), wire["value"].as_f64().unwrap());
                let error = (found - told).abs() / told.abs().max(1e-6);
                assert!(error < 1e-9, "{context}: told {told}, the query gives {found}");
            } else {
                let published = wire["published"].as_str().unwrap();
                let found: f64 = found.parse().unwrap();
                assert_eq!(Some(found), wire["value"].as_f64(), "{context}");
                assert_eq!(Ok(found), published.parse(), "{context}");
            }
            // The printed query has no parameters and the same answer.
            if nth == 0 && at % 7 == 0 {
                let printed =
                    Query::parse(&explained.text(), &Options::default(), &Limits::default()).unwrap();
                let again = column(view, &printed, column_name).unwrap();
                assert_eq!(Some(again), column(view, &explained.query, column_name), "{context}");
            }
            measures.push(figure.measure);
        }
    }
    measures
}

#[test]
fn every_number_equals_the_number_of_its_own_query() {
    use KpiOperation as it;
    let (_folder, registry) = with_synthetic();
    let view = registry.view();
    let regions = ("region", "lombardy,castilla-y-leon,trnava,DE21");
    let all = ("group", "nuts2");
    let mut seen = Vec::new();
    for (operation, indicator, words) in [
        (it::Series, "JO-6", vec![("region", "lombardy,trnava"), ("from", "2018")]),
        (it::CrossSection, "PO-1", vec![regions]),
        (
            it::Ranking,
            "JO-6",
            vec![("region", "lombardy,castilla-y-leon,trnava,DE21,ES51"), ("period", "2021")],
        ),
        (it::Ranking, "ZZ-3", vec![all]),
        (it::Change, "JO-6", vec![regions, ("from", "2012")]),
        (it::Change, "ZZ-3", vec![("region", "lombardy"), ("from", "2012"), ("to", "2020")]),
        (it::Compare, "JO-6", vec![regions]),
        (it::Compare, "ZZ-2", vec![("region", "lombardy,trnava"), ("peers", "nuts2")]),
        (it::Compare, "ZZ-3", vec![("region", "lombardy"), ("peers", "nuts2")]),
        (it::Compare, "PO-1", vec![("region", "lombardy"), ("peers", "nuts2")]),
        (it::Distribution, "JO-6", vec![all, ("period", "2020")]),
        (it::Distribution, "ZZ-3", vec![all, ("period", "2020")]),
        (it::Convergence, "JO-6", vec![all, ("from", "2016")]),
        (it::Convergence, "ZZ-3", vec![all, ("from", "2018")]),
        (it::Projection, "JO-6", vec![("region", "lombardy,trnava")]),
        (it::Projection, "ZZ-3", vec![("region", "lombardy"), ("from", "2014")]),
        (it::Target, "JO-6", vec![("region", "lombardy"), ("target", "4"), ("year", "2030")]),
        (it::RollUp, "PO-1", vec![("period", "2020")]),
        (it::RollUp, "ZZ-2", vec![("period", "2020")]),
        (it::Composite, "", vec![("indicator", "JO-6:2,SK-1"), ("indicator", "PO-1:0.5:low"), regions]),
        (it::Composite, "", vec![("indicator", "JO-6,ZZ-3"), regions, ("aggregation", "geometric")]),
        (it::Composite, "", vec![("indicator", "JO-6:3,SK-1"), regions, ("scale", "z")]),
        (it::Impact, "", vec![regions]),
    ] {
        let question = question(operation, indicator, &words);
        let found = every_number_is_explained(&registry, &view, &question);
        assert!(!found.is_empty(), "{question:?}");
        seen.extend(found);
    }
    for about in concord::kpi::measures() {
        assert!(seen.contains(&about.measure), "{} is in no answer", about.name);
    }
}

/// The seeds as they are: every series that is loaded with all of its territories, by every operation.
///
/// Values are asked at every period, what is computed among territories at three, and projections, whose questions are the
/// longest, of every 48th territory; with `CONCORD_EVERY_FIGURE` at every period and of every territory.
#[test]
fn every_number_of_the_seeds_equals_the_number_of_its_own_query() {
    let folder = tempfile::tempdir().unwrap();
    let registry =
        Registry::open(concord::registry::Settings { empty: false, ..settings(folder.path()) }).unwrap();
    let view = registry.view();
    let cube = registry.cube(&view);
    assert_eq!(cube.n_faults, 0, "{:?}", cube.faults);
    let data = Data { view: &view, cube: &cube };
    let is_whole = std::env::var_os("CONCORD_EVERY_FIGURE").is_some();
    let mut questions = Vec::new();
    let mut n_values = 0;
    for block in cube.indicators().flat_map(|it| cube.blocks_of(it.0)) {
        let code = cube.code(&view, block.indicator);
        let territories: Vec<&str> = cube.series(block).map(|it| cube.place(&view, it.0)).collect();
        let regions = territories.join(",");
        let cells = || cube.series(block).flat_map(|it| it.1).map(|it| cube.cell(it));
        n_values += cells().filter(|it| !it.value.is_nan()).count();
        let periods: BTreeSet<String> = cells().map(|it| it.period.to_string()).collect();
        let (first, last) = (periods.first().unwrap().as_str(), periods.last().unwrap().as_str());
        let words = data.slice_words(block);
        let slice: Vec<String> = if block.slice.is_empty() {
            Vec::new()
        } else {
            words.split(", ").map(|it| it.replace(" = ", ":")).collect()
        };
        let all = ("region", regions.as_str());
        let mut ask = |operation, words: &[(&str, &str)]| {
            let slice = slice.iter().map(|it| ("dimension", it.as_str()));
            let words: Vec<(&str, &str)> = words.iter().copied().chain(slice).collect();
            questions.push(question(operation, code, &words));
        };
        ask(KpiOperation::Series, &[all]);
        ask(KpiOperation::Latest, &[all]);
        ask(KpiOperation::Change, &[all, ("from", first), ("to", last)]);
        ask(KpiOperation::Convergence, &[all, ("from", first), ("to", last)]);
        for region in territories.iter().step_by(if is_whole { 1 } else { 48 }) {
            ask(KpiOperation::Projection, &[("region", region)]);
            ask(KpiOperation::Target, &[("region", region), ("target", "1000000"), ("year", "2030")]);
        }
        let periods: Vec<&String> = periods.iter().collect();
        let some = [0, periods.len() / 2, periods.len() - 1];
        for (nth, period) in periods.iter().enumerate() {
            let at = ("period", period.as_str());
            ask(KpiOperation::CrossSection, &[all, at]);
            if !is_whole && !some.contains(&nth) {
                continue;
            }
            ask(KpiOperation::Ranking, &[all, at]);
            ask(KpiOperation::Compare, &[all, ("peers", "nuts2"), at]);
            ask(KpiOperation::Distribution, &[all, at]);
            ask(KpiOperation::RollUp, &[at]);
        }
    }
    let members = ("group", "asa");
    questions.push(question(KpiOperation::Composite, "", &[("indicator", "DI-1,EC-1:0.5"), members]));
    questions.push(question(KpiOperation::Impact, "", &[members]));
    // Values may be too few for a method, which is an answer as well.
    let asked: Vec<&KpiQuestion> =
        questions.iter().filter(|it| registry.kpi(&view, &cube, it).is_ok()).collect();
    let found: Vec<(KpiOperation, usize)> = asked
        .into_par_iter()
        .map(|it| (it.operation, every_number_is_explained(&registry, &view, it).len()))
        .collect();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for (operation, n) in found {
        *numbers.entry(format!("{operation:?}")).or_default() += n;
    }
    println!("{n_values} values, numbers by operation: {numbers:?}");
    assert!(n_values > 3_000, "{n_values} values");
    assert!(numbers["Series"] >= n_values, "every value is in a series: {numbers:?}");
    // Nothing is loaded that the exposure and the sensitivity of regions could be computed from.
    for operation in KpiOperation::ALL.into_iter().filter(|it| *it != KpiOperation::Impact) {
        assert!(
            numbers.get(&format!("{operation:?}")).is_some_and(|it| *it > 0),
            "{operation:?}: {numbers:?}"
        );
    }
}

fn server() -> Server {
    server_with(true, concord::http::Settings::default())
}

async fn filled() -> Server {
    let server = server();
    for (name, text) in ONTOLOGY.iter().chain(SEEDS).map(|it| (it.name, it.text)) {
        if !text.contains("a con:Observation") {
            let slug = name.trim_end_matches(".ttl");
            let graph = format!("https%3A%2F%2Fw3id.org%2Fconcord%2Fgraph%2F{slug}");
            assert!(server.put(&graph, text).await.status.is_success(), "{name}");
        }
    }
    let graph = "https%3A%2F%2Fw3id.org%2Fconcord%2Fgraph%2Fsynthetic";
    assert!(server.put(graph, &synthetic()).await.status.is_success());
    server
}

#[tokio::test]
async fn figures_come_in_every_format_with_the_headers_of_every_read() {
    let server = filled().await;
    let path = "/kpi/JO-6/ranking?region=lombardy,trnava,DE21&period=2021";
    let answer = server.get(path, "*/*").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("concord-result"), "complete");
    let json = answer.json();
    assert_eq!(json["indicator"]["code"], "JO-6");
    assert_eq!(json["rows"].as_array().unwrap().len(), 3);
    let proxies = json["rows"].as_array().unwrap().iter().filter(|it| it["measured"]["isProxy"] == true);
    let proxies: Vec<_> = proxies.map(|it| it["measured"]["code"].as_str().unwrap()).collect();
    assert_eq!(proxies, ["SK02"], "{json:#}");
    let held = answer.header("etag");
    let headers = [("if-none-match", held)];
    let again = server.send(Method::GET, path, &headers, axum::body::Body::empty()).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);

    // The link of a figure leads to its explanation, and that one to the query.
    let link = json["rows"][0]["figures"][1]["explain"].as_str().unwrap();
    let explained = server.get(link, "*/*").await;
    assert_eq!(explained.status, StatusCode::OK, "{link}: {}", explained.body);
    assert!(explained.header("cache-control").contains("immutable"));
    let explained = explained.json();
    assert_eq!(explained["figure"]["value"], json["rows"][0]["figures"][1]["value"]);
    assert_eq!(explained["inputsTotal"], 3);
    assert_eq!(explained["graphs"][0], "https://w3id.org/concord/graph/synthetic");
    let told =
        server.get(explained["query"]["link"].as_str().unwrap(), "application/sparql-results+json").await;
    let told =
        told.json()["results"]["bindings"][0]["rank"]["value"].as_str().unwrap().parse::<f64>().unwrap();
    assert_eq!(Some(told), explained["figure"]["value"].as_f64());

    for (format, essence) in [
        ("csv", "text/csv"),
        ("json-stat", "application/vnd.json-stat+json"),
        ("sdmx-csv", "application/vnd.sdmx.data+csv"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ] {
        let by_name = server.get(&format!("{path}&format={format}"), "*/*").await;
        let by_type = server.get(path, essence).await;
        for answer in [by_name, by_type] {
            assert_eq!(answer.status, StatusCode::OK, "{format}");
            assert!(answer.header("content-type").starts_with(essence), "{format}");
            assert!(!answer.header("etag").is_empty());
        }
    }
    let csv = server.get(&format!("{path}&format=csv"), "*/*").await.body;
    assert_eq!(csv.lines().count(), 1 + 3 * 2, "{csv}");
    assert!(csv.starts_with("role,indicator,territory,measured,proxy,"));
    let sdmx = server.get(&format!("{path}&format=sdmx-csv"), "*/*").await.body;
    assert!(sdmx.starts_with("STRUCTURE,STRUCTURE_ID,ACTION,"), "{sdmx}");
    let stat = server.get(&format!("{path}&format=json-stat"), "*/*").await.json();
    let cells: u64 = stat["size"].as_array().unwrap().iter().map(|it| it.as_u64().unwrap()).product();
    let values = stat["value"].as_object().unwrap();
    assert_eq!(values.len(), 6);
    assert!(values.keys().all(|it| it.parse::<u64>().unwrap() < cells));
}

#[tokio::test]
async fn what_cannot_be_answered_is_a_problem_that_tells_what_to_do() {
    let server = filled().await;
    for (path, status, code, words) in [
        ("/kpi/JO6/series", 404, "no-such-indicator", "JO-6"),
        ("/kpi/JO-6/series?region=Lombardie", 404, "no-such-territory", "did you mean"),
        ("/kpi/JO-6/ranking?group=nowhere", 404, "no-such-territory", "nuts2"),
        ("/kpi/JO-6/ranking?period=1990", 404, "no-figures", "2010 to 2021"),
        ("/kpi/EL-1/ranking", 404, "no-figures", "EL-1"),
        ("/kpi/JO-6/ranking?period=soon", 400, "bad-parameter", "2023-Q2"),
        ("/kpi/JO-6/ranking?perod=2021", 400, "bad-parameter", "period"),
        ("/kpi/JO-6/change", 400, "bad-parameter", "from"),
        ("/kpi/JO-6/change?from=2021&to=2012", 400, "bad-parameter", "not before"),
        ("/kpi/JO-6/distribution?region=DE21", 422, "not-comparable", "at least 2"),
        ("/kpi/JO-6/target?target=many&year=2030", 400, "bad-parameter", "no number"),
        ("/kpi/JO-6/ranking/explain?figure=99.9", 404, "no-figures", "99.9"),
        ("/kpi/JO-6/ranking/explain", 400, "bad-parameter", "figure"),
        ("/kpi/composite?indicator=JO-6:-1", 400, "bad-parameter", "greater than 0"),
        ("/kpi/composite?indicator=JO-6,SK-1&scale=z&aggregation=geometric", 400, "bad-parameter", "min-max"),
    ] {
        let answer = server.get(path, "*/*").await;
        assert_eq!((answer.status.as_u16(), &*answer.code()), (status, code), "{path}: {}", answer.body);
        assert!(answer.json()["detail"].as_str().unwrap().contains(words), "{path}: {}", answer.body);
    }
}

#[tokio::test]
async fn the_catalogue_tells_what_is_loaded() {
    let server = filled().await;
    let all = server.get("/kpi/indicators", "*/*").await.json();
    let list = all["indicators"].as_array().unwrap();
    assert!(list.len() >= 29);
    let find = |code: &str| list.iter().find(|it| it["code"] == code).unwrap();
    assert_eq!(find("JO-6")["series"][0]["last"], "2021");
    assert_eq!(find("EL-1")["status"], "no observations loaded");
    assert_eq!(find("ZZ-2")["weightedBy"], "PO-1");
    let one = server.get("/kpi/indicators/jo-6?lang=de", "*/*").await.json();
    assert_eq!((&one["code"], &one["direction"]), (&"JO-6".into(), &"lower-is-better".into()));
    let english = find("JO-6")["label"].as_str().unwrap();
    assert_ne!(one["label"], english);
}

#[tokio::test]
async fn every_route_is_described_and_every_description_is_a_route() {
    let server = server();
    let document = server.get("/openapi.json", "*/*").await.json();
    assert_eq!(document["openapi"], "3.1.0");
    let paths = document["paths"].as_object().unwrap();
    let mut ids = BTreeSet::new();
    for (path, methods) in paths {
        let filled = path
            .replace("{indicator}", "JO-6")
            .replace("{number}", "1")
            .replace("{kind}", "region")
            .replace("{slug}", "x")
            .replace("{suffix}", "ttl")
            .replace("{id}", "x")
            .replace("{name}", "x");
        assert!(!filled.contains('{'), "{path}");
        for (method, described) in methods.as_object().unwrap() {
            assert!(ids.insert(described["operationId"].as_str().unwrap().to_owned()), "{path}");
            assert!(described["responses"].as_object().unwrap().len() > 1, "{path}");
            let in_path = described["parameters"].as_array().unwrap().iter().filter(|it| it["in"] == "path");
            assert_eq!(in_path.count(), path.matches('{').count(), "{path}");
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let answer = server.send(method.clone(), &filled, &[], axum::body::Body::empty()).await;
            let is_problem = answer.header("content-type").contains("problem");
            let code = if is_problem { answer.code() } else { String::new() };
            // A binary without the built pages has none of their files.
            let is_page = matches!(path.as_str(), "/icon.svg" | "/assets/{name}");
            let is_route = code != "no-such-page" && code != "method-not-allowed";
            assert!(is_page || is_route, "{method} {path}: {}", answer.body);
        }
    }
    // The routes as the router names them.
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/http");
    let mut routes = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|it| it == "rs") {
            let text = std::fs::read_to_string(path).unwrap();
            for (at, _) in text.match_indices(".route(\"") {
                routes.insert(text[at + 8..].split('"').next().unwrap().to_owned());
            }
        }
    }
    assert!(routes.len() > 25);
    for route in &routes {
        assert!(paths.contains_key(route), "{route} is not described in src/http");
    }
    for operation in KpiOperation::ALL {
        let own = if operation.is_of_one() { "{indicator}/" } else { "" };
        let path = format!("/kpi/{own}{}", operation.name());
        assert!(paths.contains_key(&path) && paths.contains_key(&format!("{path}/explain")), "{path}");
    }
}

/// `make test` with `BLESS=1` in the environment writes the file anew.
#[tokio::test]
async fn the_description_is_the_committed_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reference/openapi.json");
    let found = server().get("/openapi.json", "*/*").await.body;
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &found).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == found, "docs/reference/openapi.json is not what the server tells");
}
