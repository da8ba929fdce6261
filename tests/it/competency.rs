//! Do the questions of `queries/competency` have their golden answers, by command line and by HTTP?
//!
//! A case is a folder `NN-slug[--variant]` with `expected.csv` and, where a parameter does not stand at its default,
//! `params.txt` with lines `name=value`. A new case needs no Rust.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use concord::http;
use concord::registry::{Registry, Settings};
use concord::sparql::{DefaultGraph, Limits, Options, Query};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use tower::ServiceExt;

#[derive(Clone)]
struct Case {
    name: String,
    query: PathBuf,
    values: Vec<(String, String)>,
    expected: Vec<String>,
}

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> =
        root.join("tests/cases/competency").read_dir().unwrap().map(|it| it.unwrap().path()).collect();
    folders.sort();
    folders
        .into_iter()
        .map(|folder| {
            let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
            let query = name.split("--").next().unwrap();
            let params = std::fs::read_to_string(folder.join("params.txt")).unwrap_or_default();
            let values = params.lines().filter_map(|it| it.split_once('='));
            Case {
                query: root.join(format!("queries/competency/{query}.rq")),
                values: values.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
                expected: rows(&std::fs::read_to_string(folder.join("expected.csv")).unwrap()),
                name,
            }
        })
        .collect()
}

fn rows(csv: &str) -> Vec<String> {
    csv.lines().map(|it| it.trim_end_matches('\r').to_owned()).collect()
}

fn by_command(folder: &Path, case: &Case) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_concord"));
    command.arg("query").arg(&case.query).args(["--format", "csv", "--data"]).arg(folder);
    for (name, value) in &case.values {
        command.arg("--param").arg(format!("{name}={value}"));
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}: {}", case.name, String::from_utf8_lossy(&output.stderr));
    rows(&String::from_utf8(output.stdout).unwrap())
}

async fn by_http(router: &axum::Router, case: &Case) -> Vec<String> {
    let mut address = "/sparql?".to_owned();
    for (name, value) in &case.values {
        let encoded: String = value.bytes().fold(String::new(), |mut text, it| {
            write!(text, "%{it:02X}").unwrap();
            text
        });
        write!(address, "%24{name}={encoded}&").unwrap();
    }
    let request = Request::post(address)
        .header("content-type", "application/sparql-query")
        .header("accept", "text/csv")
        .body(Body::from(std::fs::read_to_string(&case.query).unwrap()))
        .unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let body = String::from_utf8(body.to_vec()).unwrap();
    assert!(status.is_success(), "{}: {status} {body}", case.name);
    rows(&body)
}

/// The question as standard SPARQL, for whoever knows no parameters.
fn with_values(case: &Case) -> String {
    let options = Options { values: case.values.clone(), ..Options::default() };
    let text = std::fs::read_to_string(&case.query).unwrap();
    let told = Query::parse(&text, &options, &Limits::default()).unwrap().text();
    assert!(!told.contains("# param"), "{told}");
    told
}

#[tokio::test]
async fn every_question_has_its_golden_answer() {
    let folder = tempfile::tempdir().unwrap();
    let registry = Registry::open(Settings {
        folder: folder.path().to_owned(),
        empty: false,
        default_graph: DefaultGraph::Union,
        load: concord::load::Limits::default(),
        limits: Limits::default(),
    })
    .unwrap();
    let router = http::router(Arc::new(registry), http::Settings::default());
    let cases = cases();
    let asked: std::collections::BTreeSet<&PathBuf> = cases.iter().map(|it| &it.query).collect();
    assert_eq!(asked.len(), 16, "a question without a case, or a case without a question");
    for case in &cases {
        assert_eq!(by_command(folder.path(), case), case.expected, "{} by command", case.name);
        assert_eq!(by_http(&router, case).await, case.expected, "{} by HTTP", case.name);
        let told = Case {
            query: folder.path().join("told.rq"),
            values: Vec::new(),
            expected: Vec::new(),
            ..case.clone()
        };
        std::fs::write(&told.query, with_values(case)).unwrap();
        assert_eq!(by_http(&router, &told).await, case.expected, "{} with its values in its text", case.name);
    }
}
