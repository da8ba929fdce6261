//! GraphQL over HTTP, asked in process: media types and statuses, persisted queries, caches, limits, the page.

use super::http::{Answer, Server, server};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

const JSON: &str = "application/json";
const RESPONSE: &str = "application/graphql-response+json";

/// Of `{__typename}`.
const HASH: &str = "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38";

impl Server {
    async fn ask(&self, accept: &str, body: &Value) -> Answer {
        let headers = [("content-type", JSON), ("accept", accept)];
        self.send(Method::POST, "/graphql", &headers, body.to_string()).await
    }

    async fn ask_by_get(&self, parameters: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, &format!("/graphql?{parameters}"), headers, Body::empty()).await
    }
}

impl Answer {
    /// The code of the first error.
    fn error(&self) -> String {
        self.json()["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned()
    }
}

fn persisted(query: Option<&str>, version: u64, hash: &str) -> Value {
    let extensions = json!({"persistedQuery": {"version": version, "sha256Hash": hash}});
    json!({"query": query, "extensions": extensions})
}

/// A JSON text as a part of an address.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |all, it| all + &format!("%{it:02X}"))
}

#[tokio::test]
async fn a_query_comes_by_get_and_by_post() {
    let server = server();
    let query = json!({"query": "query A { __typename } query B { b: __typename }", "operationName": "B"});
    let post = server.ask(JSON, &query).await;
    let get = server
        .ask_by_get("query=query%20A%7B__typename%7Dquery%20B%7Bb:__typename%7D&operationName=B", &[])
        .await;
    for answer in [post, get] {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert_eq!(answer.json()["data"], json!({"b": "Query"}), "{}", answer.body);
        assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
        assert_eq!((answer.header("concord-result"), answer.header("concord-revision")), ("complete", "0"));
    }
    let typed =
        "query=query(%24n:String!)%7B__type(name:%24n)%7Bname%7D%7D&variables=%7B%22n%22:%22Query%22%7D";
    assert_eq!(server.ask_by_get(typed, &[]).await.json()["data"]["__type"]["name"], "Query");
    let body =
        json!({"query": "{ __type(name: \"Süd🏃\") { name } }", "more": 1, "extensions": {"some": "value"}});
    let headers = [("content-type", "application/json; charset=utf-8")];
    let answer = server.send(Method::POST, "/graphql", &headers, body.to_string()).await;
    assert_eq!(answer.json()["data"], json!({"__type": null}), "{}", answer.body);
}

#[tokio::test]
async fn the_status_follows_the_media_type() {
    let server = server();
    let (fit, invalid) = (json!({"query": "{ __typename }"}), json!({"query": "{ nothingOfThatName }"}));
    for (accept, content_type, of_invalid) in [
        ("", JSON, StatusCode::OK),
        ("*/*", JSON, StatusCode::OK),
        (JSON, JSON, StatusCode::OK),
        (RESPONSE, RESPONSE, StatusCode::BAD_REQUEST),
        ("application/graphql-response+json, application/json;q=0.9", RESPONSE, StatusCode::BAD_REQUEST),
        ("application/json; charset=utf-8, application/graphql-response+json;q=0.5", JSON, StatusCode::OK),
    ] {
        let answer = server.ask(accept, &fit).await;
        assert_eq!(answer.status, StatusCode::OK, "{accept}: {}", answer.body);
        assert_eq!(answer.header("content-type"), format!("{content_type}; charset=utf-8"), "{accept}");
        for query in [&invalid, &json!({"query": "{"})] {
            let answer = server.ask(accept, query).await;
            assert_eq!(answer.status, of_invalid, "{accept}: {}", answer.body);
            assert!(answer.json().get("data").is_none() && !answer.error().is_empty(), "{}", answer.body);
            assert_eq!(answer.header("cache-control"), "no-store");
        }
        // What is no request of GraphQL over HTTP is told by the status in both.
        let answer = server.ask(accept, &json!({"qeury": "{ __typename }"})).await;
        assert_eq!((answer.status, answer.error().as_str()), (StatusCode::BAD_REQUEST, "bad-parameter"));
    }
    let answer = server.ask("image/png", &fit).await;
    assert_eq!((answer.status, answer.error().as_str()), (StatusCode::NOT_ACCEPTABLE, "not-acceptable"));
    assert_eq!(answer.json()["errors"][0]["extensions"]["available"][1], RESPONSE);
}

#[tokio::test]
async fn what_is_no_request_is_refused() {
    let server = server();
    for (kind, body, status, code) in [
        (JSON, "{ \"not a JSON", StatusCode::BAD_REQUEST, "syntax-error"),
        (JSON, "", StatusCode::BAD_REQUEST, "syntax-error"),
        (JSON, "[{\"query\":\"{ __typename }\"}]", StatusCode::BAD_REQUEST, "batch-not-supported"),
        (JSON, "{\"query\":[]}", StatusCode::BAD_REQUEST, "bad-parameter"),
        (JSON, "{\"query\":\"{ a }\",\"variables\":[7]}", StatusCode::BAD_REQUEST, "bad-parameter"),
        ("", "{\"query\":\"{ a }\"}", StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type"),
        ("application/graphql", "{ a }", StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type"),
        (
            "application/json; charset=latin1",
            "{\"query\":\"{ a }\"}",
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
        ),
    ] {
        let headers = [("content-type", kind), ("accept", RESPONSE)];
        let answer = server.send(Method::POST, "/graphql", &headers, body).await;
        assert_eq!((answer.status, answer.error().as_str()), (status, code), "{kind} {body}");
        assert_eq!(answer.header("content-type"), format!("{RESPONSE}; charset=utf-8"));
    }
    let bytes = b"{\"query\":\"\xFF\"}".to_vec();
    let answer = server.send(Method::POST, "/graphql", &[("content-type", JSON)], bytes).await;
    assert_eq!((answer.status, answer.error().as_str()), (StatusCode::BAD_REQUEST, "not-utf-8"));
    let answer = server.send(Method::PUT, "/graphql", &[("content-type", JSON)], "{}").await;
    assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET,HEAD,POST"));
    for parameters in ["", "query=", "query=%7Ba%7D&variables=x", "query=%7Ba%7D&query=%7Bb%7D", "query=%FF"]
    {
        let answer = server.ask_by_get(parameters, &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{parameters}: {}", answer.body);
    }
    assert_eq!(
        server.ask_by_get("query=%7B__typename%7D&explain=perhaps", &[]).await.error(),
        "bad-parameter"
    );
}

#[tokio::test]
async fn a_get_changes_nothing_and_nobody_subscribes_by_http() {
    let server = server();
    for accept in [JSON, RESPONSE] {
        let answer = server.ask_by_get("query=mutation%7B__typename%7D", &[("accept", accept)]).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{}", answer.body);
        assert_eq!((answer.header("allow"), answer.error().as_str()), ("POST", "wrong-operation"));
    }
    let subscription = json!({"query": "subscription { revisions { number } }"});
    let answer = server.ask(RESPONSE, &subscription).await;
    assert_eq!((answer.status, answer.error().as_str()), (StatusCode::BAD_REQUEST, "wrong-operation"));
}

#[tokio::test]
async fn a_request_has_limits() {
    let server = server();
    let long = format!("{{ __typename }}{}", "#".repeat(1 << 20));
    for (accept, status) in [(JSON, StatusCode::OK), (RESPONSE, StatusCode::PAYLOAD_TOO_LARGE)] {
        let answer = server.ask(accept, &json!({"query": long})).await;
        assert_eq!((answer.status, answer.error().as_str()), (status, "query-too-large"));
    }
    let answer = server.ask(JSON, &json!({"query": "#".repeat(5 << 20)})).await;
    assert_eq!((answer.status, answer.error().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "too-large"));
}

#[tokio::test]
async fn a_hash_stands_for_a_query_once_both_came() {
    let server = server();
    let by_get = format!("extensions={}", encoded(&persisted(None, 1, HASH)["extensions"].to_string()));
    for (accept, status) in [(JSON, StatusCode::OK), (RESPONSE, StatusCode::NOT_FOUND)] {
        let post = server.ask(accept, &persisted(None, 1, HASH)).await;
        let get = server.ask_by_get(&by_get, &[("accept", accept)]).await;
        for answer in [post, get] {
            assert_eq!((answer.status, answer.error().as_str()), (status, "PERSISTED_QUERY_NOT_FOUND"));
            assert_eq!(answer.json()["errors"][0]["message"], "PersistedQueryNotFound");
            assert_eq!(answer.header("cache-control"), "no-store");
        }
    }
    let other = server.ask(JSON, &persisted(Some("{ other: __typename }"), 1, HASH)).await;
    assert_eq!(
        (other.status, other.error().as_str()),
        (StatusCode::BAD_REQUEST, "PERSISTED_QUERY_HASH_MISMATCH")
    );
    assert_eq!(server.ask(JSON, &persisted(None, 2, HASH)).await.error(), "PERSISTED_QUERY_NOT_SUPPORTED");
    assert_eq!(server.ask(JSON, &persisted(None, 1, "abc")).await.error(), "bad-parameter");

    let both = server.ask(JSON, &persisted(Some("{__typename}"), 1, HASH)).await;
    assert_eq!(both.json()["data"]["__typename"], "Query", "{}", both.body);
    let post = server.ask(JSON, &persisted(None, 1, HASH)).await;
    assert_eq!(post.json()["data"]["__typename"], "Query", "{}", post.body);
    let get = server.ask_by_get(&by_get, &[]).await;
    assert_eq!(get.json()["data"]["__typename"], "Query", "{}", get.body);
    let tag = get.header("etag").to_owned();
    let held = server.ask_by_get(&by_get, &[("if-none-match", &tag)]).await;
    assert_eq!((held.status, held.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
}

#[tokio::test]
async fn an_answer_is_kept_until_the_registry_changes() {
    let server = server();
    let query = "query=%7B__typename%7D";
    let first = server.ask_by_get(query, &[]).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("\"0-"), "{tag}");
    assert_eq!(first.header("cache-control"), "no-cache");
    assert!(first.header("vary").contains("accept-language"));
    let held = server.ask_by_get(query, &[("if-none-match", &tag)]).await;
    assert_eq!((held.status, held.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!((held.header("etag"), held.header("concord-revision")), (tag.as_str(), "0"));
    // Whatever shapes the bytes makes another tag.
    for (parameters, headers) in [
        ("query=%7Ba:__typename%7D", vec![]),
        (query, vec![("accept", RESPONSE)]),
        (query, vec![("accept-language", "de")]),
        ("query=%7B__typename%7D&lang=fr", vec![]),
        ("query=query%20A%7B__typename%7D&operationName=A", vec![]),
        ("query=%7B__typename%7D&variables=%7B%22a%22:1%7D", vec![]),
    ] {
        let answer = server.ask_by_get(parameters, &headers).await;
        assert_eq!(answer.status, StatusCode::OK, "{parameters}: {}", answer.body);
        assert_ne!(answer.header("etag"), tag, "{parameters}");
    }
    let explained = server.ask_by_get("query=%7B__typename%7D&explain", &[]).await;
    assert_eq!((explained.header("etag"), explained.header("cache-control")), ("", "no-store"));
    let post = server.ask(JSON, &json!({"query": "{ __typename }"})).await;
    assert_eq!((post.header("etag"), post.header("concord-revision")), ("", "0"));

    server.put("http://example.com/g", "<a> <p> 1 .").await;
    let second = server.ask_by_get(query, &[("if-none-match", &tag)]).await;
    assert_eq!((second.status, second.header("concord-revision")), (StatusCode::OK, "1"));
    let missing = server.ask_by_get("query=%7B__typename%7D&revision=7", &[("accept", RESPONSE)]).await;
    assert_eq!((missing.status, missing.error().as_str()), (StatusCode::NOT_FOUND, "no-such-revision"));
    assert_eq!(server.ask_by_get("query=%7B__typename%7D&revision=x", &[]).await.error(), "bad-parameter");
}

#[tokio::test]
async fn what_names_its_revision_is_kept_for_ever_and_what_is_cut_off_is_not_kept() {
    let server = server();
    server.put("http://example.com/g", "<a> <p> 1 .").await;
    let pinned = "query=%7Bnode(id:%22http://example.com/a%22,revision:1)%7Bid%7D%7D";
    let first = server.ask_by_get(pinned, &[]).await;
    assert!(first.header("cache-control").contains("immutable"), "{}", first.body);
    assert_eq!((first.header("concord-revision"), first.header("concord-result")), ("1", "complete"));
    server.put("http://example.com/g", "<a> <p> 2 .").await;
    let held = server.ask_by_get(pinned, &[("if-none-match", first.header("etag"))]).await;
    assert_eq!(held.status, StatusCode::NOT_MODIFIED);
    assert!(held.header("cache-control").contains("immutable"));

    let latest = "query=%7Bnode(id:%22http://example.com/a%22)%7Bid%7D%7D";
    let by_address = server.ask_by_get(&format!("{latest}&revision=1"), &[]).await;
    assert!(by_address.header("cache-control").contains("immutable"), "{}", by_address.body);
    assert_eq!(by_address.header("concord-revision"), "1");
    assert_eq!(server.ask_by_get(latest, &[]).await.header("cache-control"), "no-cache");

    let cut = server.ask_by_get(&pinned.replace("revision:1", "revision:9"), &[]).await;
    assert_eq!((cut.status, cut.error().as_str()), (StatusCode::OK, "no-such-revision"));
    assert_eq!((cut.header("etag"), cut.header("cache-control")), ("", "no-store"));
    assert_eq!(cut.header("concord-result"), "truncated");
}

#[tokio::test]
async fn the_schema_is_a_text_that_can_be_kept() {
    let server = server();
    server.put("http://example.com/g", "<a> <p> 1 .").await;
    let text = server.get("/graphql/schema.graphql", "*/*").await;
    assert_eq!((text.status, text.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"));
    assert!(text.body.contains("type Query"), "{}", text.body);
    let typed = server.get("/graphql/schema.graphql", "application/graphql").await;
    assert_eq!(typed.header("content-type"), "application/graphql; charset=utf-8");
    let tag = text.header("etag").to_owned();
    let headers = [("if-none-match", tag.as_str()), ("accept", "*/*")];
    let held = server.send(Method::GET, "/graphql/schema.graphql", &headers, Body::empty()).await;
    assert_eq!(held.status, StatusCode::NOT_MODIFIED);
    let pinned = server.get("/graphql/schema.graphql?revision=1", "*/*").await;
    assert!(pinned.header("cache-control").contains("immutable"));
    assert_eq!(pinned.body, text.body);
    assert_eq!(server.get("/graphql/schema.graphql?revision=9", "*/*").await.code(), "no-such-revision");
}

#[tokio::test]
async fn a_browser_gets_a_form_and_its_answer() {
    let server = server();
    let page = server.get("/graphql", "text/html,application/xhtml+xml,*/*;q=0.8").await;
    assert_eq!((page.status, page.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
    for part in [
        "<label for=\"query\">GraphQL query</label>",
        "<textarea id=\"query\" name=\"query\"",
        "<label for=\"variables\">",
        "<textarea id=\"variables\" name=\"variables\"",
        "<form action=\"/graphql\" method=\"get\">",
        "href=\"/graphql/schema.graphql\"",
    ] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    assert!(!page.body.contains("<script"), "{}", page.body);
    let german = server.get("/graphql?lang=de", "text/html").await;
    assert!(german.body.contains("<label for=\"query\">GraphQL-Abfrage</label>"), "{}", german.body);

    let run = "/graphql?query=%7B__typename%7D&variables=%7B%22x%22:%22%3Cb%3E%22%7D";
    let page = server.get(run, "text/html").await;
    assert!(page.body.contains("&quot;__typename&quot;: &quot;Query&quot;"), "{}", page.body);
    assert!(page.body.contains("{&quot;x&quot;:&quot;&lt;b&gt;&quot;}</textarea>"), "{}", page.body);
    let faulty = server.get("/graphql?query=%7B__typename%7D&variables=%3Cb%3E", "text/html").await;
    assert!(faulty.body.contains("bad-parameter") && faulty.body.contains("&lt;b&gt;</textarea>"));
    // A program that can read pages as well gets data.
    assert_eq!(
        server.get("/graphql?query=%7B__typename%7D", "*/*").await.json()["data"]["__typename"],
        "Query"
    );
    assert!(server.get("/registry", "text/html").await.body.contains("href=\"/graphql\""));
}
