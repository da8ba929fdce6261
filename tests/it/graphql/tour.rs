//! Are the queries of `docs/graphql.md` answered as the page says?

use super::{api, seeded};
use concord::graphql::Request;
use std::fmt::Write as _;

/// `make test` with `BLESS=1` in the environment writes the answers of the page anew.
#[test]
fn the_queries_of_the_page_have_the_answers_of_the_page() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/graphql.md");
    let page = std::fs::read_to_string(path).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let api = api(&seeded(folder.path()));
    let (mut written, mut n) = (String::new(), 0);
    let mut rest = page.as_str();
    while let Some((before, after)) = rest.split_once("```graphql\n") {
        let (query, after) = after.split_once("```\n").unwrap();
        write!(written, "{before}```graphql\n{query}```\n").unwrap();
        rest = after;
        // A query without an answer beside it is part of the explanation.
        let Some((between, after)) = rest.split_once("```json\n").filter(|it| !it.0.contains("```")) else {
            continue;
        };
        let answer = api.execute(&Request::of(query));
        let body: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        assert!(body.get("errors").is_none(), "{query}\n{body:#}");
        let (_, after) = after.split_once("```\n").unwrap();
        write!(written, "{between}```json\n{:#}\n```\n", body["data"]).unwrap();
        (rest, n) = (after, n + 1);
    }
    written.push_str(rest);
    assert!(n >= 10, "the page has {n} queries with answers");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &written).unwrap();
    } else {
        assert!(written == page, "the answers of docs/graphql.md are others today:\n{written}");
    }
}

#[test]
fn a_name_is_found_however_it_is_spelt() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(&seeded(folder.path()));
    for text in ["Göteborg", "Goteborg", "gothenburg"] {
        let query = format!(
            "{{ search(text: \"{text}\", types: [\"Territory\"]) {{ complete hits {{ score node {{ id }} }} }} }}"
        );
        let found = super::data(&api, &query);
        assert_eq!(
            found["search"]["hits"][0]["node"]["id"], "https://w3id.org/concord/id/region/gothenburg",
            "{found:#}"
        );
        assert_eq!(found["search"]["complete"], true);
    }
    let answer = api.execute(&Request::of("{ search(text: \"a\", types: [\"Nothing\"]) { totalCount } }"));
    assert_eq!(super::codes(&answer), ["bad-argument"]);
}
