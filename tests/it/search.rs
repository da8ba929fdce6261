//! Names are found as people write them, in the embedded ground state and over HTTP.

use super::http::{server, server_with};
use super::registry::settings;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use concord::graph::{Pattern, TermId, View};
use concord::registry::{Registry, Settings};
use concord::resource::SearchIndex;
use concord::resource::search::{Closeness, Query};
use std::sync::Arc;

/// The member region and the unit of NUTS.
const STUTTGARTS: [&str; 2] =
    ["https://w3id.org/concord/id/region/stuttgart-region", "http://data.europa.eu/nuts/code/DE11"];

fn ground() -> Arc<View> {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings { empty: false, ..settings(folder.path()) };
    Registry::open(settings).unwrap().view()
}

fn class(view: &View, name: &str) -> TermId {
    view.dictionary().iri(&format!("https://w3id.org/concord/ns#{name}")).unwrap()
}

/// A class, a thing of it, and what it is called.
type Spellings = (&'static str, &'static str, &'static [&'static str]);

const SPELLINGS: &[Spellings] = &[
    (
        "Municipality",
        "region/gothenburg",
        &["Göteborg", "Goteborg", "GOTEBORG", "Gothenburg", "Go\u{308}teborg", "göteb"],
    ),
    ("Region", "region/kosice", &["Kosice", "Košice", "Kosice Region", "KOŠICE", "koši"]),
    (
        "Region",
        "region/castilla-y-leon",
        &["Castilla-y-Leon", "Castilla y León", "Castile and León", "castile and leon", "León, Castile"],
    ),
    ("InterregionalGroup", "organisation/corai", &["CORAI", "CoRAI", "CoR AI", "Automotive Intergroup"]),
];

#[test]
fn spellings_of_one_name_find_one_thing() {
    let view = ground();
    let index = SearchIndex::new(&view);
    for (of, thing, texts) in SPELLINGS {
        let types = [class(&view, of)];
        let thing = view.dictionary().iri(&format!("https://w3id.org/concord/id/{thing}")).unwrap();
        for text in *texts {
            let query = Query { text, types: &types, ..Query::default() };
            let hits = index.search(&view, &query).unwrap();
            assert_eq!(hits.list.first().map(|it| it.subject), Some(thing), "{text}: {hits:?}");
            assert!(!hits.list[0].closeness.is_similar(), "{text}");
            // Units of NUTS and memberships may bear the name as well.
            let hits = index.search(&view, &Query { types: &[], ..query }).unwrap();
            assert!(hits.list.iter().any(|it| it.subject == thing), "{text}: {hits:?}");
        }
    }
}

#[test]
fn different_things_of_one_name_are_all_found() {
    let view = ground();
    let query = Query { text: "Stuttgart", limit: 100, ..Query::default() };
    let hits = SearchIndex::new(&view).search(&view, &query).unwrap();
    let whole: Vec<&str> = hits
        .list
        .iter()
        .filter(|it| it.closeness == Closeness::Whole)
        .map(|it| view.dictionary().text(it.subject))
        .collect();
    assert!(whole.len() >= 2, "{whole:?}");
    for thing in STUTTGARTS {
        let thing = view.dictionary().iri(thing).unwrap();
        assert!(hits.list.iter().any(|it| it.subject == thing), "{whole:?}");
    }
    assert!(hits.is_whole);
}

#[test]
fn the_graph_of_revisions_is_not_searched() {
    let view = ground();
    assert!(view.revision() > 0);
    let index = SearchIndex::new(&view);
    for it in index.search(&view, &Query { text: "revision", limit: 1_000, ..Query::default() }).unwrap().list
    {
        let iri = view.dictionary().text(it.subject);
        assert!(view.scan(Pattern::new(Some(it.subject), None, None)).next().is_some(), "{iri}");
    }
}

#[tokio::test]
async fn names_are_searched_over_http() {
    let server = server_with(false, concord::http::Settings::default());
    let path = "/search?q=G%C3%B6teborg&lang=sv&type=https%3A%2F%2Fw3id.org%2Fconcord%2Fns%23Territory";
    let answer = server.get(path, "*/*").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("concord-result"), "complete");
    assert!(!answer.header("concord-revision").is_empty());
    let json = answer.json();
    let hit = &json["hits"][0];
    assert_eq!(hit["iri"], "https://w3id.org/concord/id/region/gothenburg");
    assert_eq!(hit["label"]["value"], "Göteborg");
    assert_eq!(hit["label"]["lang"], "sv");
    assert_eq!(hit["types"][0], "https://w3id.org/concord/ns#Municipality");
    assert_eq!(hit["match"], "whole");
    assert_eq!(hit["score"], 649);
    assert_eq!(hit["matched"], "http://www.w3.org/2000/01/rdf-schema#label");
    assert_eq!(json["complete"], true);

    let tag = [("if-none-match", answer.header("etag"))];
    let again = server.send(Method::GET, path, &tag, Body::empty()).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let hit = &server.get("/search?q=CoR+AI&lang=de", "*/*").await.json()["hits"][0];
    assert_eq!(hit["label"]["value"], "CoR AI");
    assert_eq!(hit["name"]["value"], "Interregionale Gruppe Zukunft der Automobilindustrie");
    assert!(server.get("/search?q=Gothenbrug", "*/*").await.json()["hits"][0]["match"] == "similar-words");
    assert_eq!(server.get("/search?q=x&type=http://example.com/None", "*/*").await.json()["total"], 0);
}

#[tokio::test]
async fn pages_follow_one_another_in_one_revision() {
    let server = server_with(false, concord::http::Settings::default());
    let mut next = Some("/search?q=region&limit=7".to_owned());
    let (mut seen, mut total) = (Vec::new(), 0);
    while let Some(path) = next {
        let page = server.get(&path, "*/*").await.json();
        total = page["total"].as_u64().unwrap() as usize;
        for hit in page["hits"].as_array().unwrap() {
            seen.push(hit["iri"].as_str().unwrap().to_owned());
        }
        next = page["next"].as_str().map(str::to_owned);
    }
    assert!(total > 7 && seen.len() == total);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), total);
}

#[tokio::test]
async fn what_is_loaded_is_found_and_what_is_taken_out_is_not() {
    let server = server();
    assert_eq!(server.get("/search?q=Mlad%C3%A1", "*/*").await.status, StatusCode::OK);
    let turtle = "<http://example.com/a> <http://www.w3.org/2000/01/rdf-schema#label> \"Mladá Boleslav\" .";
    server.put("http://example.com/g", turtle).await;
    assert_eq!(server.get("/search?q=boleslav+mlada", "*/*").await.json()["total"], 1);
    server.put("http://example.com/g", &turtle.replace("Boleslav", "Vožice")).await;
    assert_eq!(server.get("/search?q=boleslav+mlada", "*/*").await.json()["total"], 0);
    assert_eq!(server.get("/search?q=boleslav&revision=1", "*/*").await.json()["total"], 1);
}

#[tokio::test]
async fn a_search_beyond_the_limits_is_refused() {
    let server = server();
    let long = format!("/search?q={}", "a".repeat(201));
    for path in [
        "/search",
        long.as_str(),
        "/search?q=a&q=b",
        "/search?q=a&limit=x",
        &format!("/search?q=a{}", "&type=x".repeat(17)),
    ] {
        let answer = server.get(path, "*/*").await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        assert_eq!(answer.code(), "bad-parameter");
    }
}
