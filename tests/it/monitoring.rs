//! How far the programme is: the questions, the method, the interfaces, and what a recorded event changes.

use super::cli;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use concord::load::{self, Compression, Input, Mode, RdfFormat};
use concord::registry::{Author, Registry, Settings, Standing, Terms};
use concord::sparql::{self, Cancel, DefaultGraph, Format, Options, Query, QueryResultsFormat};
use concord::{http, registry};
use std::sync::Arc;
use tower::ServiceExt;

fn opened() -> (tempfile::TempDir, Registry) {
    let folder = tempfile::tempdir().unwrap();
    let registry = Registry::open(Settings {
        folder: folder.path().to_owned(),
        empty: false,
        default_graph: DefaultGraph::Union,
        limits: sparql::Limits::default(),
        load: load::Limits::default(),
    })
    .unwrap();
    (folder, registry)
}

/// Name, counted and status of the targets of a kind.
fn standings(registry: &Registry, at: &str, kind: &str) -> Vec<(String, Option<u64>, &'static str)> {
    let answer = registry.milestones(&registry.view(), at).unwrap();
    let of_kind = answer.rows.into_iter().filter(|it| it.kind == kind);
    of_kind.map(|it| (it.target_name.unwrap_or(it.provision_name), it.counted, it.standing.words())).collect()
}

fn statuses(registry: &Registry, at: &str) -> Vec<&'static str> {
    standings(registry, at, "milestone").into_iter().map(|it| it.2).collect()
}

#[test]
fn the_six_targets_of_the_declaration_over_time() {
    let (_folder, registry) = opened();
    let names: Vec<String> =
        standings(&registry, "2025-06-30", "milestone").into_iter().map(|it| it.0).collect();
    assert_eq!(
        names,
        [
            "Four meetings by the end of 2025",
            "One study visit by the end of 2025",
            "Two additional members by 2025",
            "Three additional members by 2026",
            "50 % more support of the ASA network by 2026",
            "Pilot projects in at least three regions by 2026",
        ]
    );
    // No meeting, visit, member or pilot of these years is recorded in the seeds.
    assert_eq!(
        statuses(&registry, "2024-06-30"),
        ["not started", "not started", "not started", "not started", "not measurable", "not started"]
    );
    assert_eq!(
        statuses(&registry, "2025-06-30"),
        ["due", "due", "due", "not started", "not measurable", "not started"]
    );
    assert_eq!(
        statuses(&registry, "2026-01-15"),
        ["overdue", "overdue", "overdue", "due", "not measurable", "due"]
    );
    assert_eq!(
        statuses(&registry, "2027-01-01"),
        ["overdue", "overdue", "overdue", "overdue", "not measurable", "overdue"]
    );
    let answer = registry.milestones(&registry.view(), "2026-01-15").unwrap();
    let without = answer.rows.iter().find(|it| it.standing == Standing::NotMeasurable).unwrap();
    assert_eq!(without.reason.as_deref(), Some("no value to start from is given"));
    assert_eq!(without.counted, None);
    assert!(registry.milestones(&registry.view(), "soon").is_err());
}

#[test]
fn yearly_targets_count_the_year_of_the_date() {
    let (_folder, registry) = opened();
    // Two meetings of the working group are recorded for 2024: 27 March and 24 June.
    let name = "Four working group meetings a year";
    let of = |at: &str| {
        let all = standings(&registry, at, "yearly target");
        all.into_iter().find(|it| it.0 == name).unwrap()
    };
    let meetings = |counted, status| (name.to_owned(), Some(counted), status);
    assert_eq!(of("2024-01-31"), meetings(0, "due"));
    assert_eq!(of("2024-03-31"), meetings(1, "on track"));
    assert_eq!(of("2024-06-30"), meetings(2, "on track"));
    assert_eq!(of("2024-12-31"), meetings(2, "due"));
    let commitments = standings(&registry, "2025-01-01", "commitment");
    assert!(
        commitments.len() >= 6 && commitments.iter().all(|it| it.1.is_none() && it.2 == "not measurable"),
        "{commitments:?}"
    );
}

/// Made up for the test.
const RECORDED: &str = r#"
@prefix con: <https://w3id.org/concord/ns#> .
@prefix document: <https://w3id.org/concord/id/document/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix region: <https://w3id.org/concord/id/region/> .
@prefix schema: <https://schema.org/> .
@prefix organisation: <https://w3id.org/concord/id/organisation/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/concord/id/event/2025-02-03-synthetic> a con:StudyVisit ; rdfs:label "synthetic visit"@en ;
    con:organiser organisation:asa ; con:eventStatus con:event-held ; schema:startDate "2025-02-03"^^xsd:date ; con:datePrecision con:precision-day ;
    con:sureness con:sureness-A ; prov:hadPrimarySource document:rsp-declaration .
<https://w3id.org/concord/id/project/synthetic> a con:Project ; rdfs:label "synthetic pilot"@en ;
    schema:startDate "2025-03-01"^^xsd:date ; con:pilotIn region:lombardy, region:trnava, region:basilicata ;
    con:sureness con:sureness-A ; prov:hadPrimarySource document:rsp-declaration .
"#;

#[test]
fn what_is_recorded_counts_from_its_day_on() {
    let (_folder, registry) = opened();
    let author =
        Author { agent: "test".to_owned(), reason: String::new(), source: None, terms: Terms::default() };
    let input = Input {
        name: "recorded.ttl".to_owned(),
        format: RdfFormat::Turtle,
        compression: Compression::None,
        graph: Some("https://w3id.org/concord/graph/recorded".to_owned()),
        base_iri: None,
        reader: Box::new(RECORDED.as_bytes()),
    };
    match registry.load(vec![input], Mode::Add, &author) {
        Ok(_) => (),
        Err(registry::RegistryError::Refused(findings)) => {
            panic!("{}", concord::shape::words::text(&findings, "en"))
        }
        Err(error) => panic!("{error}"),
    }
    assert_eq!(
        statuses(&registry, "2025-01-31"),
        ["due", "due", "due", "not started", "not measurable", "not started"]
    );
    assert_eq!(
        statuses(&registry, "2025-06-30"),
        ["due", "met", "due", "not started", "not measurable", "met"]
    );
}

#[test]
fn every_objective_is_told_and_those_without_an_indicator_say_so() {
    let (_folder, registry) = opened();
    let answer = registry.objectives(&registry.view()).unwrap();
    let mut numbers: Vec<&str> = answer.rows.iter().map(|it| it.number.as_str()).collect();
    numbers.dedup();
    assert_eq!(numbers, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
    let without: Vec<&str> =
        answer.rows.iter().filter(|it| it.indicator.is_none()).map(|it| it.number.as_str()).collect();
    assert_eq!(without, ["2", "3", "9", "10"]);
    assert!(
        answer
            .rows
            .iter()
            .filter(|it| it.indicator.is_none())
            .all(|it| it.gap.as_deref() == Some("no indicator serves this objective"))
    );
    let vocational = answer.rows.iter().find(|it| it.number == "6").unwrap();
    assert_eq!(vocational.indicator.as_ref().unwrap().0, "SK-5");
    assert_eq!((vocational.values, vocational.gap.as_deref()), (0, Some("no observations loaded")));
    assert_eq!(vocational.basis.as_deref(), Some("proposed regional refinement"));
}

#[test]
fn the_query_that_is_told_has_the_same_answer() {
    let (_folder, registry) = opened();
    let view = registry.view();
    let answer = registry.milestones(&view, "2026-01-15").unwrap();
    let limits = sparql::Limits::default();
    let query = Query::parse(&answer.query, &Options::default(), &limits).unwrap();
    let mut out = Vec::new();
    sparql::execute(
        &view,
        &query,
        &limits,
        &Cancel::default(),
        Format::Results(QueryResultsFormat::Json),
        &mut out,
    )
    .unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let rows = json["results"]["bindings"].as_array().unwrap();
    let told: Vec<&str> = rows.iter().map(|it| it["status"]["value"].as_str().unwrap()).collect();
    let expected: Vec<&str> = answer.rows.iter().map(|it| it.standing.words()).collect();
    assert_eq!(told, expected);
}

async fn get(router: &axum::Router, address: &str, accept: &str) -> (u16, String, String) {
    let request = Request::get(address).header("accept", accept).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, kind, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn over_http_and_on_the_command_line() {
    let (folder, registry) = opened();
    let router = http::router(Arc::new(registry), http::Settings::default());
    let (status, kind, body) = get(&router, "/kpi/milestones?at=2026-01-15", "*/*").await;
    assert_eq!((status, kind.as_str()), (200, "application/json"));
    let json: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(json["at"], "2026-01-15");
    assert_eq!(json["milestones"][0]["status"], "overdue");
    assert_eq!(json["milestones"][0]["counted"], 0);
    assert_eq!(json["milestones"][4]["reason"], "no value to start from is given");
    assert!(json["explain"]["sparql"].as_str().unwrap().starts_with("SELECT"));
    let (status, kind, body) = get(&router, "/kpi/milestones?at=2026-01-15&format=csv", "*/*").await;
    assert_eq!((status, kind.as_str()), (200, "text/csv; charset=utf-8"));
    assert!(body.starts_with("kind,provision,") && body.contains(",overdue,\r\n"), "{body}");
    let (status, _, body) = get(&router, "/kpi/milestones?at=soon", "*/*").await;
    assert_eq!(status, 400, "{body}");
    let (status, _, body) = get(&router, "/kpi/milestones?format=pdf", "*/*").await;
    assert!(status == 400 && body.contains("json or csv"), "{body}");
    let (status, _, body) = get(&router, "/kpi/objectives", "application/json").await;
    assert_eq!(status, 200);
    let json: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(json["objectives"].as_array().unwrap().len(), 10);
    assert_eq!(json["objectives"][1]["gap"], "no indicator serves this objective");
    assert_eq!(json["objectives"][5]["indicators"][0]["code"], "SK-5");
    let (_, kind, body) = get(&router, "/kpi/objectives", "text/csv").await;
    assert!(kind.starts_with("text/csv") && body.lines().count() > 10, "{body}");

    let table = cli::done(folder.path(), &["milestones", "--data", ".", "--at", "2026-01-15"]);
    assert!(table.contains("Four meetings by the end of 2025") && table.contains("overdue"), "{table}");
    let json =
        cli::done(folder.path(), &["milestones", "--data", ".", "--at", "2026-01-15", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["milestones"][0]["status"], "overdue");
    let query = cli::done(folder.path(), &["milestones", "--data", ".", "--at", "2026-01-15", "--explain"]);
    assert!(query.starts_with("SELECT"), "{query}");
    let error = cli::fails(folder.path(), 2, &["milestones", "--data", ".", "--at", "soon"]);
    assert!(error.contains("at"), "{error}");
}
