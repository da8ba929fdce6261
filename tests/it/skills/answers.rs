//! What is computed is what SPARQL says, what the interfaces send, and what the worked example of the documentation says.

use super::super::cli::{concord, done, fails};
use super::esco;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use concord::http;
use concord::registry::{GapQuery, HeldQuery, NearQuery, Registry, Settings, TransitionQuery};
use concord::skills::Among;
use concord::sparql::{DefaultGraph, Limits};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tempfile::TempDir;
use tower::ServiceExt as _;

const ENGINE_ASSEMBLER: &str = "http://data.europa.eu/esco/occupation/c3cae318-8b15-4339-a617-1a66b9ff6609";
const BATTERY_ASSEMBLER: &str = "http://data.europa.eu/esco/occupation/718bba63-75b7-4b3a-9912-e201b729fe4c";
const BATTERY_TECHNICIAN: &str = "http://data.europa.eu/esco/occupation/06bd6285-13ed-4ea7-90cc-e9638a0600a9";

pub(super) fn open(folder: &Path) -> Registry {
    let settings = Settings {
        folder: folder.join("data"),
        empty: false,
        default_graph: DefaultGraph::Union,
        limits: Limits::default(),
        load: concord::load::Limits::default(),
    };
    Registry::open_for_reading(settings).unwrap()
}

/// A folder that the tests which run at a time share; the last of them removes it.
type Shared = Mutex<Weak<TempDir>>;

fn shared(place: &Shared, fill: impl FnOnce(&Path)) -> Arc<TempDir> {
    let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(folder) = place.upgrade() {
        return folder;
    }
    let folder = Arc::new(tempfile::tempdir().unwrap());
    fill(folder.path());
    *place = Arc::downgrade(&folder);
    folder
}

/// A registry with the whole release.
fn whole() -> Option<Arc<TempDir>> {
    static PLACE: Shared = Mutex::new(Weak::new());
    let esco = esco()?;
    Some(shared(&PLACE, |folder| {
        let file = |name: &str| esco.join("1.1.1").join(name).display().to_string();
        let (classification, relations) = (file("classification-en.zip"), file("relations.zip"));
        let output = concord(folder, &["import", "esco", &classification, &relations, "--version", "1.1.1"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }))
}

/// The seeds alone, as a new registry holds them.
pub(super) fn seeds() -> Arc<TempDir> {
    static PLACE: Shared = Mutex::new(Weak::new());
    shared(&PLACE, |folder| {
        done(folder, &["history"]);
    })
}

/// The first columns of a question of `queries/skills`, a row a line, without the header.
fn rows(folder: &Path, query: &str, params: &[&str], columns: usize) -> Vec<Vec<String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/skills").join(query).display().to_string();
    let mut words = vec!["query", &file, "--format", "csv"];
    for param in params {
        words.extend(["--param", param]);
    }
    let answer = done(folder, &words);
    answer.lines().skip(1).map(|it| it.split(',').take(columns).map(str::to_owned).collect()).collect()
}

fn near(registry: &Registry, from: &str) -> Vec<Vec<String>> {
    let query =
        NearQuery { profile: from.to_owned(), limit: 20, language: "en".to_owned(), ..NearQuery::default() };
    let answer = registry.near_profiles(&registry.view(), &query).unwrap();
    let line = |it: &concord::registry::NearLine| {
        vec![it.profile.iri.clone(), it.n_shared.to_string(), it.n_either.to_string()]
    };
    answer.near.iter().map(line).collect()
}

fn agree_with_sparql(folder: &Path) {
    let registry = open(folder);
    let view = registry.view();
    for (from, to) in [
        (ENGINE_ASSEMBLER, BATTERY_ASSEMBLER),
        (ENGINE_ASSEMBLER, BATTERY_TECHNICIAN),
        (BATTERY_TECHNICIAN, ENGINE_ASSEMBLER),
    ] {
        let found = rows(folder, "gap.rq", &[&format!("from={from}"), &format!("to={to}")], 1);
        let query = TransitionQuery {
            from: from.to_owned(),
            to: Some(to.to_owned()),
            viable_milli: 0,
            limit: 1,
            language: "en".to_owned(),
            ..TransitionQuery::default()
        };
        let answer = registry.transitions(&view, &query).unwrap();
        let missing = answer.targets[0].ways[0].steps[0].missing.iter().map(|it| it.iri.clone());
        assert_eq!(missing.collect::<BTreeSet<_>>(), found.into_iter().flatten().collect::<BTreeSet<_>>());

        // Of equals the order is that of names on both sides.
        let found = rows(folder, "near.rq", &[&format!("from={from}")], 3);
        assert!(!found.is_empty());
        assert_eq!(near(&registry, from), found, "{from}");

        let found = rows(folder, "steps.rq", &[&format!("from={from}")], 3);
        let query = TransitionQuery { viable_milli: 300, to: None, limit: 1_000, ..query };
        let answer = registry.transitions(&view, &query).unwrap();
        let line = |it: &concord::registry::TargetAnswer| {
            let step = &it.ways[0].steps[0];
            vec![it.profile.iri.clone(), step.n_there.to_string(), step.missing.len().to_string()]
        };
        assert_eq!(answer.targets.iter().map(line).collect::<Vec<_>>(), found, "{from}");
    }
}

#[test]
fn the_seeds_alone_give_what_sparql_gives() {
    agree_with_sparql(seeds().path());
}

#[test]
fn the_whole_release_gives_what_sparql_gives() {
    let Some(folder) = whole() else { return };
    agree_with_sparql(folder.path());
}

#[test]
fn each_profile_of_the_seeds_is_its_occupation() {
    let folder = seeds();
    let registry = open(folder.path());
    let view = registry.view();
    let answer = registry.job_profiles(&view, "en");
    assert_eq!(answer.profiles.len(), 44);
    for it in &answer.profiles {
        assert!(it.notes.is_empty() && it.occupation.is_some(), "{it:?}");
    }
    let with_skills = answer.profiles.iter().filter(|it| it.n_essential > 0).count();
    assert_eq!(with_skills, 14, "the dozen on which the transition turns, and two that inherit from it");
    let profile = registry.job_profile(&view, "profile/battery-assembler", "de").unwrap();
    let occupation = registry.job_profile(&view, BATTERY_ASSEMBLER, "de").unwrap();
    assert_eq!(profile.needs, occupation.needs);
    assert!(profile.needs.iter().any(|it| it.origin == "inherited"));
    let by_name = registry.job_profile(&view, "Battery Assembler", "de").unwrap();
    assert_eq!(by_name.profile.iri, BATTERY_ASSEMBLER);
}

#[test]
fn a_profile_whose_occupation_goes_is_told() {
    let Some(folder) = whole() else { return };
    let folder = folder.path();
    let registry = open(folder);
    let answer = registry.job_profiles(&registry.view(), "en");
    let lost: Vec<&str> = answer
        .profiles
        .iter()
        .filter(|it| !it.notes.is_empty())
        .filter_map(|it| it.profile.name.as_deref())
        .collect();
    assert_eq!(
        lost,
        [
            "battery maintenance technician",
            "battery manufacturing technician",
            "battery simulation engineer",
            "battery system engineer"
        ],
        "these came with ESCO 1.2"
    );
    let told = done(folder, &["skills", "changes", "1", "2"]);
    assert!(told.contains("touched: battery system engineer"), "{told}");
    assert!(told.contains("; its occupation <http://data.europa.eu/esco/occupation/7648d5d9-cfab-4981-ba82-b66a9a41d37e> is gone"), "{told}");
}

#[test]
fn what_is_asked_wrongly_is_refused_with_the_reason() {
    let folder = seeds();
    let folder = folder.path();
    for (words, told) in [
        (
            ["skills", "gap", "no such job", "--as", BATTERY_ASSEMBLER].as_slice(),
            "`no such job` is no occupation",
        ),
        (
            &["skills", "gap", BATTERY_ASSEMBLER, "--held", "http://data.europa.eu/esco/skill/none"],
            "is no skill here",
        ),
        (&["skills", "gap", BATTERY_ASSEMBLER], "neither a held skill nor a job"),
        (
            &["skills", "gap", BATTERY_ASSEMBLER, "--held", "electronics@rumour"],
            "the evidence `rumour` is not known",
        ),
        (
            &["skills", "transitions", BATTERY_ASSEMBLER, "--via", "2"],
            "more than 1 jobs in between are not looked for without a target",
        ),
        (&["skills", "transitions", BATTERY_ASSEMBLER, "--viable", "2"], "`2` is no share"),
    ] {
        let error = fails(folder, 2, words);
        assert!(error.contains(told), "{words:?}: {error}");
    }
}

async fn get(router: &axum::Router, address: &str) -> (StatusCode, String, Option<String>) {
    let request = Request::get(address).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let tag = response.headers().get("etag").map(|it| it.to_str().unwrap().to_owned());
    let status = response.status();
    assert!(status != StatusCode::OK || response.headers().contains_key("concord-revision"));
    let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap(), tag)
}

#[tokio::test]
async fn over_http_the_answers_are_those_of_the_library() {
    let folder = seeds();
    let folder = folder.path();
    let registry = Arc::new(open(folder));
    let router = http::router(Arc::clone(&registry), http::Settings::default());
    let (from, to) = (ENGINE_ASSEMBLER, BATTERY_ASSEMBLER);
    let (status, body, tag) = get(&router, &format!("/skills/gap?profile={to}&as={from}&lang=en")).await;
    assert_eq!((status, tag.is_some()), (StatusCode::OK, true), "{body}");
    let query = GapQuery {
        held: HeldQuery { works_as: vec![from.to_owned()], ..HeldQuery::default() },
        profile: to.to_owned(),
        language: "en".to_owned(),
    };
    let expected = registry.skill_gap(&registry.view(), &query).unwrap();
    assert_eq!(body, serde_json::to_string(&expected).unwrap());
    let told = done(folder, &["skills", "gap", to, "--as", from, "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told, serde_json::to_value(&expected).unwrap());
    // What the specification of recognition, 4.4, says.
    let rules = serde_json::json!({
        "covered_from": 0.8,
        "open_from": 0.4,
        "relations": { "exact-match": 1.0, "close-match": 0.9, "narrower": 0.8, "broader": 0.5, "sibling": 0.3 },
        "evidence": {
            "assessed": 1.0, "validated": 1.0, "micro-credential": 0.9, "experience": 0.8, "self-declared": 0.0,
        },
    });
    assert_eq!(told["rules"], rules);
    let (_, profile, _) = get(&router, "/profiles/battery-assembler").await;
    let profile: serde_json::Value = serde_json::from_str(&profile).unwrap();
    assert_eq!(profile["weights"], serde_json::json!({ "essential": 1.0, "optional": 0.3 }));
    for (address, status) in [
        ("/profiles".to_owned(), StatusCode::OK),
        ("/profiles/battery-assembler".to_owned(), StatusCode::OK),
        ("/profiles/occupation/718bba63-75b7-4b3a-9912-e201b729fe4c".to_owned(), StatusCode::OK),
        ("/profiles/none".to_owned(), StatusCode::NOT_FOUND),
        (format!("/skills/near?profile={from}&by=cover-to&limit=3"), StatusCode::OK),
        (format!("/skills/near?profile={from}&by=colour"), StatusCode::BAD_REQUEST),
        (format!("/skills/near?profile={from}&limit=100000"), StatusCode::BAD_REQUEST),
        ("/skills/near".to_owned(), StatusCode::BAD_REQUEST),
        (format!("/skills/fits?as={from}&among=job-profiles"), StatusCode::OK),
        (format!("/skills/transitions?from={from}&to={to}&via=2&viable=0.2"), StatusCode::OK),
        (format!("/skills/transitions?from={from}&via=3"), StatusCode::BAD_REQUEST),
        (format!("/skills/training?profile={to}&as={from}&least=offers"), StatusCode::OK),
        (format!("/skills/training?profile={to}&as={from}&cost-max=cheap"), StatusCode::BAD_REQUEST),
        (
            "/skills/region?territory=https://w3id.org/concord/id/region/lombardy&year=2026".to_owned(),
            StatusCode::NOT_FOUND,
        ),
        (format!("/skills/gap?profile={to}&held=nothing-of-the-kind"), StatusCode::NOT_FOUND),
        (format!("/skills/gap?profile={to}&as={from}&revision=1"), StatusCode::OK),
        (format!("/skills/gap?profile={to}&as={from}&revision=99"), StatusCode::NOT_FOUND),
    ] {
        let (found, body, _) = get(&router, &address).await;
        assert_eq!(found, status, "{address}: {body}");
    }
}

/// Offers made for this test; no such course exists.
const OFFERS: &str = r#"
@prefix con: <https://w3id.org/concord/ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

<https://w3id.org/concord/id/source/synthetic> a con:WebSource ;
    rdfs:label "Synthetic data for a test"@en .

<https://w3id.org/concord/id/training/synthetic-1> a con:TrainingOffer ;
    rdfs:label "Synthetic course"@en ;
    con:providerName "A synthetic provider" ;
    con:learningOutcome SKILLS ;
    con:participationForm con:mode-online ;
    con:workloadHours 40.0 ;
    con:seats 12 ;
    con:costEuro 0.0 ;
    con:assessmentType "Written examination" ;
    con:qualityAssurance "A synthetic mark" ;
    con:inCatalogue <https://w3id.org/concord/id/platform/skills-hub> ;
    con:sureness con:sureness-A ;
    prov:hadPrimarySource <https://w3id.org/concord/id/source/synthetic> .
"#;

#[test]
fn offers_close_a_gap_and_stand_in_the_shared_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    let words = ["skills", "training", BATTERY_TECHNICIAN, "--as", ENGINE_ASSEMBLER, "--json"];
    let before: serde_json::Value = serde_json::from_str(&done(it, &words)).unwrap();
    let missing: Vec<&str> =
        before["missing"].as_array().unwrap().iter().map(|it| it["iri"].as_str().unwrap()).collect();
    assert!(missing.len() > 4 && before["offers"].as_array().unwrap().is_empty());
    assert_eq!(before["untaught"].as_array().unwrap().len(), missing.len());
    let skills: Vec<String> = missing[..3].iter().map(|it| format!("<{it}>")).collect();
    std::fs::write(it.join("offers.ttl"), OFFERS.replace("SKILLS", &skills.join(", "))).unwrap();
    done(it, &["load", "offers.ttl"]);
    let after: serde_json::Value = serde_json::from_str(&done(it, &words)).unwrap();
    assert_eq!(after["offers"][0]["offer"]["name"], "Synthetic course");
    assert_eq!((after["total"].as_f64(), after["exact"].as_bool()), (Some(40.0), Some(true)));
    assert_eq!(after["untaught"].as_array().unwrap().len(), missing.len() - 3);
    let coverage =
        done(it, &["skills", "coverage", BATTERY_TECHNICIAN, "--as", ENGINE_ASSEMBLER, "--assured"]);
    let share = concord::skills::Fraction::of(3, missing.len() as u32).unwrap();
    assert!(coverage.contains(&format!("any offer: {share} = ")), "{coverage}");
    let found = rows(it, "offers.rq", &[&format!("skill={}", missing[0])], 1);
    assert_eq!(found, [["https://w3id.org/concord/id/training/synthetic-1"]]);
    let text = "SELECT ?offer { ?offer <https://w3id.org/concord/ns#inCatalogue> <https://w3id.org/concord/id/platform/skills-hub> }";
    assert!(done(it, &["query", "--format", "csv", "-q", text]).contains("synthetic-1"));
}

/// The commands of `docs/job-profiles.md` print what stands below them there.
#[test]
fn the_worked_example_is_what_the_commands_print() {
    let Some(folder) = whole() else { return };
    let folder = folder.path();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/job-profiles.md");
    let page = std::fs::read_to_string(&file).unwrap();
    let mut written = String::new();
    let mut n_commands = 0;
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        written.push_str(line);
        written.push('\n');
        let Some(command) = line.strip_prefix("$ concord skills ") else { continue };
        n_commands += 1;
        let mut words = vec!["skills".to_owned()];
        words.extend(split(command));
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        written.push_str(&done(folder, &words));
        while lines.peek().is_some_and(|it| *it != "```") {
            lines.next();
        }
    }
    assert!(n_commands > 4);
    if std::env::var_os("CONCORD_WRITE_DOCS").is_some() {
        std::fs::write(&file, &written).unwrap();
    }
    assert_eq!(page, written, "CONCORD_WRITE_DOCS=1 writes the page anew");
}

/// Words of a command line, with double quotes around those that have blanks.
fn split(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let words = parts.flat_map(|(at, part)| {
        if at % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
    });
    words.collect()
}

#[test]
fn among_is_what_it_says() {
    let folder = seeds();
    let registry = open(folder.path());
    let query = |among| NearQuery {
        profile: BATTERY_ASSEMBLER.to_owned(),
        limit: 1_000,
        among,
        ..NearQuery::default()
    };
    let n = |among| registry.near_profiles(&registry.view(), &query(among)).unwrap().near.len();
    assert_eq!(n(Among::All), n(Among::Occupations) + n(Among::JobProfiles));
    assert!(n(Among::JobProfiles) > 0);
}
