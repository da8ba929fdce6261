//! The command line, HTTP, GraphQL and the page for officers.

use super::worked::expected;
use super::{PREFIXES, registry, shared, turtle};
use crate::cli::{concord, done};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use concord::http;
use concord::load::Mode;
use concord::registry::{Author, Registry, RegistryError, Role};
use serde_json::{Value as Json, json};
use std::fs;
use std::sync::Arc;
use tower::ServiceExt;

/// Outcome, basis and missing matters of an answer in JSON.
fn told(it: &Json) -> (String, String, Vec<String>) {
    let text = |key: &str| it[key].as_str().unwrap().to_owned();
    let missing =
        it["missing"].as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect();
    (text("outcome"), text("basis"), missing)
}

#[test]
fn every_worked_case_holds_on_the_command_line() {
    let Some(folder) = shared() else { return };
    let place = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.join(name).display().to_string();
    let text = done(
        place.path(),
        &[
            "recognise",
            "--facts",
            &file("facts.ttl"),
            "--application",
            &file("applications.ttl"),
            "--format",
            "json",
        ],
    );
    let expected = expected(&folder);
    let lines: Vec<Json> = text.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!(lines.len(), expected.len());
    for it in &lines {
        let name = it["application"].as_str().unwrap().rsplit('/').next().unwrap();
        assert_eq!(told(it), expected[name], "{name}");
        assert_eq!(it["trace"].as_array().unwrap().len(), 21);
        assert!(it["notice"].as_str().unwrap().contains("no decision"));
    }
    for format in ["text", "turtle"] {
        let words = [
            "recognise",
            "--facts",
            &file("facts.ttl"),
            "--application",
            &file("applications.ttl"),
            "--format",
            format,
        ];
        assert!(!done(place.path(), &words).is_empty());
    }
}

#[test]
fn a_faulty_file_is_refused_with_its_findings() {
    let place = tempfile::tempdir().unwrap();
    let faulty = place.path().join("faulty.ttl");
    let text = format!(
        "{PREFIXES} x:a a con:Application ; con:date \"2026-02-30\"^^xsd:date ; con:host c:DEU, c:FRA ; con:documentsComplete \"maybe\" ."
    );
    fs::write(&faulty, text).unwrap();
    let data = place.path();
    let output = concord(data, &["recognise", "--application", &faulty.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    for part in ["con:date: \"2026-02-30\" is no day", "con:host: it has 2 values", "con:documentsComplete"] {
        assert!(told.contains(part), "{told}");
    }
    fs::write(&faulty, "<http://example.com/a> <http://example.com/b> 1 .").unwrap();
    let output = concord(data, &["recognise", "--application", &faulty.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
}

/// The cases of the page give what the page says.
#[test]
fn the_page_for_officers_is_true() {
    let place = tempfile::tempdir().unwrap();
    let page = include_str!("../../../docs/recognition.md");
    let blocks = |language: &str| -> Vec<&str> {
        let start = format!("```{language}\n");
        page.split(&start).skip(1).filter_map(|it| it.split("```").next()).collect()
    };
    let (applications, answers) = (blocks("turtle"), blocks("text"));
    assert_eq!((applications.len(), answers.len()), (3, 3));
    for (number, (application, answer)) in applications.iter().zip(&answers).enumerate() {
        let file = place.path().join(format!("case-{number}.ttl"));
        fs::write(&file, application).unwrap();
        let told = done(place.path(), &["recognise", "--application", &file.display().to_string()]);
        assert_eq!(told.trim(), answer.trim(), "case {}", number + 1);
    }
}

struct Site {
    router: axum::Router,
    registry: Arc<Registry>,
    token: String,
    other: String,
    _place: tempfile::TempDir,
}

impl Site {
    fn new(facts: &[&str]) -> Self {
        let place = tempfile::tempdir().unwrap();
        let registry = Arc::new(registry(place.path()));
        for (number, text) in facts.iter().enumerate() {
            load(&registry, text, &format!("https://w3id.org/concord/graph/more-{number}")).unwrap();
        }
        let token = registry.tokens().add("officer", Role::Reader).unwrap().secret;
        let other = registry.tokens().add("somebody", Role::Admin).unwrap().secret;
        let router = http::router(Arc::clone(&registry), http::Settings::default());
        Self { router, registry, token, other, _place: place }
    }

    async fn send(&self, request: Request<Body>) -> (StatusCode, String, axum::http::HeaderMap) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap(), headers)
    }

    async fn post(
        &self,
        address: &str,
        kind: &str,
        accept: &str,
        token: Option<&str>,
        body: &str,
    ) -> (StatusCode, String, axum::http::HeaderMap) {
        let mut request = Request::post(address).header("content-type", kind).header("accept", accept);
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    async fn get(&self, address: &str, token: Option<&str>) -> (StatusCode, Json) {
        let (status, text) = self.with_method("GET", address, token).await;
        (status, serde_json::from_str(&text).unwrap_or(Json::Null))
    }

    async fn with_method(&self, method: &str, address: &str, token: Option<&str>) -> (StatusCode, String) {
        let mut request = Request::builder().method(method).uri(address);
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let (status, text, _) = self.send(request.body(Body::empty()).unwrap()).await;
        (status, text)
    }

    async fn graphql(&self, query: &str, variables: Json) -> Json {
        let body = json!({ "query": query, "variables": variables }).to_string();
        let (status, text, _) =
            self.post("/graphql", "application/json", "application/json", None, &body).await;
        assert_eq!(status, StatusCode::OK, "{text}");
        serde_json::from_str(&text).unwrap()
    }
}

fn load(registry: &Registry, text: &str, graph: &str) -> Result<(), RegistryError> {
    let author = Author { agent: "test".to_owned(), ..Author::default() };
    let input = concord::load::Input { graph: Some(graph.to_owned()), ..turtle(text) };
    registry.load(vec![input], Mode::Replace, &author).map(drop)
}

/// The facts of the specification load through the gate as they are, and every row holds over HTTP and GraphQL.
#[tokio::test]
async fn every_worked_case_holds_over_http_and_graphql() {
    let Some(folder) = shared() else { return };
    let facts = fs::read_to_string(folder.join("facts.ttl")).unwrap();
    let site = Site::new(&[&facts]);
    let applications = fs::read_to_string(folder.join("applications.ttl")).unwrap();
    let expected = expected(&folder);
    let (status, text, _) =
        site.post("/recognition/assessments", "text/turtle", "application/json", None, &applications).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    let all: Vec<Json> = serde_json::from_str(&text).unwrap();
    assert_eq!(all.len(), expected.len());
    for it in &all {
        let name = it["application"].as_str().unwrap().rsplit('/').next().unwrap();
        assert_eq!(told(it), expected[name], "{name}");
        let query = "query($a: ApplicationInput!) { recognition(application: $a) { outcome basis missing trace { rule verdict } } }";
        let answer =
            site.graphql(query, json!({ "a": { "turtle": applications, "iri": it["application"] } })).await;
        assert_eq!(told(&answer["data"]["recognition"]), expected[name], "{name}: {answer}");
    }
}

fn one(more: &str) -> String {
    format!(
        "{PREFIXES} x:it a con:Application ; con:date \"2026-09-01\"^^xsd:date ; con:purpose con:Access ; con:host c:ITA ;
         con:activity x:vehicleRepair ; con:mode con:Manager ; con:nationality con:EU ; con:documentsComplete true ;
         con:holds x:it-a . x:it-a a con:Award ; con:qualification x:q-PL-mechanik ; con:status con:Valid . {more}"
    )
}

#[tokio::test]
async fn an_assessment_is_kept_for_its_token_alone_and_can_be_deleted() {
    let site = Site::new(&[]);
    let address = "/recognition/assessments?store=true";
    let (status, _, _) = site.post(address, "text/turtle", "application/json", None, &one("")).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let revision = site.registry.view().revision();
    let (status, text, headers) =
        site.post(address, "text/turtle", "application/json", Some(&site.token), &one("")).await;
    assert_eq!(status, StatusCode::CREATED, "{text}");
    let place = headers["location"].to_str().unwrap().to_owned();
    let answer: Json = serde_json::from_str(&text).unwrap();
    assert_eq!(told(&answer).2, ["electrics"]);
    assert_eq!(site.registry.view().revision(), revision, "nothing of it is in the dataset");
    // To others it is as if it were not there.
    for part in ["", "/trace", "/replay", "/query"] {
        let address = format!("{place}{part}");
        assert_eq!(site.get(&address, None).await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(site.get(&address, Some(&site.other)).await.0, StatusCode::NOT_FOUND);
        assert_eq!(site.get(&address, Some(&site.token)).await.0, StatusCode::OK, "{address}");
    }
    let (_, trace) = site.get(&format!("{place}/trace"), Some(&site.token)).await;
    assert_eq!(trace["trace"].as_array().unwrap().len(), 21);
    let (_, query) = site.get(&format!("{place}/query"), Some(&site.token)).await;
    assert_eq!(query["answer"]["outcome"], answer["outcome"]);
    assert_eq!(query["facts"]["hash"], answer["facts"]["hash"]);
    let (_, replay) = site.get(&format!("{place}/replay"), Some(&site.token)).await;
    assert_eq!((&replay["result"], &replay["changedFacts"]), (&json!("same"), &json!([])));
    // A fact changes: the replay tells that the outcome does, and by which fact.
    let fact = format!("{PREFIXES} x:q-PL-mechanik con:coversMatter m:electrics .");
    load(&site.registry, &fact, "https://w3id.org/concord/graph/corrected").unwrap();
    let (_, replay) = site.get(&format!("{place}/replay"), Some(&site.token)).await;
    assert_eq!(replay["result"], "changed");
    assert_eq!(replay["now"]["outcome"], "Full");
    let changed =
        json!([{ "fact": "https://w3id.org/concord/id/recognition/q-PL-mechanik", "change": "changed" }]);
    assert_eq!(replay["changedFacts"], changed);
    let then = format!("{place}/replay?revision={revision}");
    assert_eq!(site.get(&then, Some(&site.token)).await.1["result"], "same");
    // What is deleted is gone, from the disk as well.
    let (status, _) = site.with_method("DELETE", &place, Some(&site.other)).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let (status, _) = site.with_method("DELETE", &place, Some(&site.token)).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(site.get(&place, Some(&site.token)).await.0, StatusCode::NOT_FOUND);
    assert_eq!(fs::read_dir(site.registry.folder().join("assessments")).unwrap().count(), 0);
}

#[tokio::test]
async fn formats_and_bad_input_over_http() {
    let site = Site::new(&[]);
    let address = "/recognition/assessments";
    let (status, text, _) = site.post(address, "text/turtle", "text/turtle", None, &one("")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(text.contains("Compensation") && text.contains("TraceStep"), "{text}");
    let (status, text, _) = site.post(address, "text/turtle", "application/ld+json", None, &one("")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(serde_json::from_str::<Json>(&text).is_ok());
    let ld = json!({
        "@context": { "con": "https://w3id.org/concord/ns#", "x": "https://w3id.org/concord/id/recognition/",
            "c": "http://publications.europa.eu/resource/authority/country/", "xsd": "http://www.w3.org/2001/XMLSchema#" },
        "@id": "x:it", "@type": "con:Application",
        "con:date": { "@value": "2026-09-01", "@type": "xsd:date" },
        "con:purpose": { "@id": "con:Access" }, "con:host": { "@id": "c:ITA" }, "con:activity": { "@id": "x:vehicleRepair" },
        "con:mode": { "@id": "con:Manager" }, "con:nationality": { "@id": "con:EU" }, "con:documentsComplete": true,
        "con:holds": { "@type": "con:Award", "con:qualification": { "@id": "x:q-PL-mechanik" }, "con:status": { "@id": "con:Valid" } },
    });
    let (status, text, _) =
        site.post(address, "application/ld+json", "application/json", None, &ld.to_string()).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_eq!(told(&serde_json::from_str(&text).unwrap()).0, "Compensation");
    let german = format!("{address}?lang=de");
    let (_, text, _) = site.post(&german, "text/turtle", "application/json", None, &one("")).await;
    assert!(text.contains("kein Bescheid") && text.contains("Fahrzeugelektrik"), "{text}");
    let (status, text, _) =
        site.post(address, "text/turtle", "application/json", None, &one("x:it con:host c:FRA .")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
    assert!(text.contains("con:host: it has 2 values"), "{text}");
    let (status, _, _) = site.post(address, "text/turtle", "application/json", None, "x:it a .").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let (status, text, _) =
        site.post("/recognition/counterfactuals", "text/turtle", "application/json", None, &one("")).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    let changes: Json = serde_json::from_str(&text).unwrap();
    let first = &changes["changes"][0];
    assert_eq!(
        first["additions"],
        json!([{ "kind": "matter", "matter": "https://w3id.org/concord/id/matter/electrics" }])
    );
    assert_eq!(first["outcome"], "Full");
}

#[tokio::test]
async fn training_that_teaches_what_is_missing_is_told() {
    let offer = |name: &str, skill: &str| {
        format!(
            "<https://w3id.org/concord/id/training/synthetic-{name}> a con:TrainingOffer ; con:providerName \"synthetic\" ;
                <http://www.w3.org/2000/01/rdf-schema#label> \"{name}\"@en, \"{name} auf Deutsch\"@de ;
                con:learningOutcome <http://data.europa.eu/esco/skill/{skill}> ; con:sureness con:sureness-C ;
                <http://www.w3.org/ns/prov#hadPrimarySource> <https://w3id.org/concord/id/document/leipzig-declaration> .\n"
        )
    };
    // The skill to which the seeds link vehicle electrics, and one that no matter is linked to.
    let offers =
        offer("electrics", "3a5275f4-67e5-4371-a31e-68291aa86691") + &offer("other", "no-such-skill");
    let site = Site::new(&[&format!("{PREFIXES} {offers}")]);
    let address = "/recognition/counterfactuals?lang=de";
    let (status, text, _) = site.post(address, "text/turtle", "application/json", None, &one("")).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    let told: Json = serde_json::from_str(&text).unwrap();
    let electrics =
        json!({ "iri": "https://w3id.org/concord/id/matter/electrics", "name": "Fahrzeugelektrik" });
    let expected = json!({
        "total": 1,
        "offers": [{
            "offer": { "iri": "https://w3id.org/concord/id/training/synthetic-electrics", "name": "electrics auf Deutsch" },
            "coversAll": true,
            "matters": [{ "matter": electrics, "taught": 1, "linked": 1 }],
        }],
        "uncovered": [],
    });
    assert_eq!(told["training"], expected);
    // The seeds hold no offers, so that nothing is proposed there.
    let (_, text, _) = Site::new(&[]).post(address, "text/turtle", "application/json", None, &one("")).await;
    let told: Json = serde_json::from_str(&text).unwrap();
    assert_eq!(told["training"], json!({ "total": 0, "offers": [], "uncovered": [electrics] }));
}

#[tokio::test]
async fn facts_are_told_without_an_application() {
    let listing = format!(
        "{PREFIXES} t:listing a con:Listing ; con:inAgreement x:agr-AT-HU ; con:fromTitle x:q-HU-technikus ;
            con:toReference x:ref-AT-KfzTechnik ; con:confidence \"synthetic\" ."
    );
    let site = Site::new(&[&listing]);
    let x = "https://w3id.org/concord/id/recognition/";
    let c = "http://publications.europa.eu/resource/authority/country/";
    let (_, told) = site
        .get(
            &format!("/recognition/regulated?country={c}DEU&activity={x}vehicleRepair&date=2026-09-01"),
            None,
        )
        .await;
    let modes: Vec<&Json> = told["modes"].as_array().unwrap().iter().map(|it| &it["regulated"]).collect();
    assert_eq!(modes, [&json!(false), &json!(true), &json!(true)]);
    let (_, told) = site
        .get(
            &format!("/recognition/regulated?country={c}SVN&activity={x}vehicleRepair&date=2026-09-01"),
            None,
        )
        .await;
    assert!(
        told["modes"].as_array().unwrap().iter().all(|it| it["regulated"].is_null() && it["known"] == true)
    );
    // A Hungarian title leads to Germany by Austria: as information, with the reason why it has no effect.
    let (_, told) = site
        .get(&format!("/recognition/chains?title={x}q-HU-technikus&to={c}DEU&date=2020-01-01"), None)
        .await;
    let chains = told["chains"].as_array().unwrap();
    assert!(
        chains.iter().any(|it| it["hops"].as_array().unwrap().len() == 2 && it["legalEffect"] == false),
        "{told}"
    );
    // The finding that the specification names: no current title of a car mechanic stands in the German lists.
    let (_, told) = site.get("/recognition/coverage?date=2026-09-01", None).await;
    for agreement in ["agr-DE-AT", "agr-DE-FR"] {
        let all = told["agreements"].as_array().unwrap();
        let it = all.iter().find(|it| it["agreement"]["iri"] == format!("{x}{agreement}")).unwrap();
        assert!(!it["currentTitles"].as_array().unwrap().is_empty());
        assert_eq!(it["listedCurrentTitles"], json!([]));
        assert_eq!(it["orphanListings"], json!([format!("{x}{agreement}-l0")]));
    }
    // The German title of level 4 and the Portuguese one of level 2: neither level nor name says what they share.
    let (_, told) = site
        .get(
            &format!(
                "/recognition/compare?qualification={x}q-DE-KfzMechatroniker&qualification={x}q-PT-mecanico"
            ),
            None,
        )
        .await;
    assert_eq!((&told["titles"][0]["eqf"], &told["titles"][1]["eqf"]), (&json!("4"), &json!("2")));
    assert_eq!(told["titles"][1]["matters"], Json::Null);
    assert!(
        told["covers"]
            .as_array()
            .unwrap()
            .iter()
            .all(|it| it["missing"].is_null() && it["equivalent"].is_null() && it["sameEqfLevel"] == false)
    );
    let (_, told) = site.get(&format!("/recognition/compare?qualification={x}q-DE-KfzMechatroniker&qualification={x}q-ES-electromecanica"), None).await;
    assert_eq!(told["covers"][0]["sameEqfLevel"], true);
    assert_eq!(
        (&told["covers"][0]["missing"], &told["covers"][1]["missing"]),
        (&json!([]), &json!(["commission", "inspect"]))
    );
    assert!(told["notice"].as_str().unwrap().contains("do not make titles equivalent"));
    let query = format!(
        "{{ regulated(country: \"{c}DEU\", activity: \"{x}vehicleRepair\", mode: \"Manager\", date: \"2026-09-01\") {{ regulated requires {{ label {{ value }} }} }}
           chains(title: \"{x}q-HU-technikus\", to: \"{c}DEU\", date: \"2020-01-01\") {{ legalEffect stops hops {{ from to }} }}
           compareQualifications(qualifications: [\"{x}q-DE-KfzMechatroniker\", \"{x}q-PT-mecanico\"]) {{ titles {{ eqfLevel matters {{ label {{ value }} }} }} }} }}"
    );
    let answer = site.graphql(&query, json!({})).await;
    assert_eq!(answer["data"]["regulated"][0]["regulated"], true, "{answer}");
    assert_eq!(answer["data"]["regulated"][0]["requires"].as_array().unwrap().len(), 10);
    assert_eq!(answer["data"]["compareQualifications"]["titles"][1]["matters"], Json::Null);
    let typed = "query { recognition(application: { date: \"2026-09-01\", purpose: \"Access\", mode: \"Manager\", nationality: \"EU\",
        documentsComplete: true, host: \"C/ITA\", activity: \"X/vehicleRepair\", holds: [{ qualification: \"X/q-PL-mechanik\" }] })
        { outcome basis missing missingMatters { label { value } } measure { adaptationMonths choice } text } }";
    let answer = site.graphql(&typed.replace("C/", c).replace("X/", x), json!({})).await;
    assert_eq!(
        told_of(&answer),
        ("Compensation".to_owned(), "R20-general-system".to_owned(), vec!["electrics".to_owned()]),
        "{answer}"
    );
}

fn told_of(answer: &Json) -> (String, String, Vec<String>) {
    told(&answer["data"]["recognition"])
}

/// Five corruptions of a stored assessment: the gate refuses each (m1 to m5), and takes the true one.
#[test]
fn corrupted_assessments_are_refused() {
    let place = tempfile::tempdir().unwrap();
    let registry = registry(place.path());
    let ready = super::ready(&registry, &[]);
    let graph = |text: &str| {
        let application = super::applications(&registry, text).remove(0);
        let assessment = ready.decide(&application);
        let view = registry.view();
        let shown = concord::registry::Shown {
            application: &application,
            assessment: &assessment,
            ready: &ready,
            view: &view,
        };
        let triples = shown.triples("https://w3id.org/concord/id/assessment/it");
        triples.iter().map(|it| format!("{it} .\n")).collect::<String>()
    };
    let compensation = graph(&one(""));
    let automatic = graph(
        &one("")
            .replace("con:Access", "con:Equivalence")
            .replace("c:ITA", "c:DEU")
            .replace("x:q-PL-mechanik", "x:q-AT-KfzMechaniker")
            .replace("con:holds x:it-a .", "con:holds x:it-a ; con:reference x:ref-DE-KfzMechaniker ."),
    );
    assert!(automatic.contains("ns#Automatic>"), "{automatic}");
    let inadmissible = graph(&one("").replace("con:Valid", "con:Revoked"));
    for true_one in [&compensation, &automatic, &inadmissible] {
        registry.require_conformity(true_one).unwrap();
    }
    let x = "https://w3id.org/concord/id/recognition/";
    let without = |text: &str, part: &str| {
        let kept: Vec<&str> = text.lines().filter(|it| !it.contains(part)).collect();
        assert!(kept.len() < text.lines().count(), "{part}");
        kept.join("\n")
    };
    let corrupted = [
        (
            "m1: a law that was not in force",
            compensation
                .replace(&format!("appliedLaw> <{x}law-2013>"), &format!("appliedLaw> <{x}law-2005>")),
        ),
        (
            "m2: automatic without an instrument",
            without(
                &without(&automatic, "prov#used> <https://w3id.org/concord/id/recognition/agr"),
                "restsOn> <https://w3id.org/concord/id/recognition/agr",
            ),
        ),
        (
            "m3: an agreement of two hops",
            automatic.replace(&format!("<{x}agr-DE-AT>"), &format!("<{x}agr-AT-HU>")),
        ),
        ("m4: compensation with nothing missing", without(&compensation, "ns#missingMatter>")),
        ("m5: no remedy", without(&inadmissible, "ns#remedy>")),
        ("more than 36 months", compensation.replace("adaptationMonths> \"36\"", "adaptationMonths> \"37\"")),
        ("duration under the text of 2013", compensation.replace("ground-matters>", "ground-duration>")),
        ("no step", without(&compensation, "ns#step>")),
    ];
    for (name, text) in corrupted {
        let refused = registry.require_conformity(&text);
        assert!(matches!(refused, Err(RegistryError::Refused(_))), "{name} is taken");
    }
}

/// A listing that was wrongly recorded as open-ended, corrected later: what was known then and what is known now differ.
#[test]
fn knowledge_has_dates_of_its_own() {
    let place = tempfile::tempdir().unwrap();
    let registry = registry(place.path());
    let listing = |end: &str| {
        format!(
            "{PREFIXES} t:listing a con:Listing ; con:inAgreement x:agr-DE-AT ; con:fromTitle x:q-AT-Befaehigung ;
             con:toReference x:ref-DE-KfzMechaniker ; con:validFrom \"1990-04-12\"^^xsd:date {end} ; con:sureness con:sureness-C ;
             con:cites <http://data.europa.eu/eli/dir/2005/36/oj> ; con:confidence \"synthetic\" ."
        )
    };
    let graph = "https://w3id.org/concord/graph/listing";
    load(&registry, &listing(""), graph).unwrap();
    let june = registry.view();
    load(&registry, &listing("; con:validTo \"2009-01-01\"^^xsd:date"), graph).unwrap();
    let september = registry.view();
    let decide = |view: &Arc<concord::graph::View>, date: &str| {
        let text = one("")
            .replace("2026-09-01", date)
            .replace("con:Access", "con:Equivalence")
            .replace("c:ITA", "c:DEU")
            .replace("x:q-PL-mechanik", "x:q-AT-Befaehigung")
            .replace("con:holds x:it-a .", "con:holds x:it-a ; con:reference x:ref-DE-KfzMechaniker .");
        let application = super::applications(&registry, &text).remove(0);
        registry.recognition_facts(view).unwrap().decide(&application).basis
    };
    assert_eq!(decide(&june, "2010-01-01"), "R14-agreement");
    assert_eq!(decide(&september, "2010-01-01"), "R30-national");
    assert_eq!(decide(&june, "2008-06-01"), "R14-agreement");
    assert_eq!(decide(&september, "2008-06-01"), "R14-agreement");
}
