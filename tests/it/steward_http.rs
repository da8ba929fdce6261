//! Stewards over HTTP: loads, tokens, stale writers, differences, rollback.

use super::http::{Answer, Server, listen, server, server_with};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use concord::http;
use concord::registry::Tokens;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

const GRAPH: &str = "http://example.com/saxony/plan";
const TURTLE: &str = "text/turtle";

impl Server {
    async fn load(&self, token: &str, path: &str, more: &[(&str, &str)], body: &str) -> Answer {
        let token = format!("Bearer {token}");
        let mut headers = vec![("authorization", token.as_str()), ("content-type", TURTLE)];
        headers.extend(more);
        self.send(Method::POST, path, &headers, body.to_owned()).await
    }

    fn steward(&self) -> String {
        Tokens::new(self.folder.path()).add_steward("saxony", "http://example.com/saxony/").unwrap().secret
    }
}

#[tokio::test]
async fn a_load_is_tried_made_and_repeated() {
    let server = server();
    let steward = server.steward();
    let path = format!("/loads?graph={GRAPH}");
    let text = "<a> <p> 1 . <b> <p> [ <q> 2 ] .";
    let tried = server.load(&steward, &format!("{path}&dry-run=true"), &[], text).await;
    assert_eq!(tried.status, StatusCode::OK, "{}", tried.body);
    let json = tried.json();
    assert_eq!(
        (&json["revision"], &json["changed"], &json["dry_run"]),
        (&0.into(), &true.into(), &true.into())
    );
    assert_eq!(server.get("/health", "*/*").await.json()["revision"], 0);

    let made = server.load(&steward, &path, &[], text).await;
    assert_eq!(
        (made.status, made.header("location")),
        (StatusCode::CREATED, "/revisions/1"),
        "{}",
        made.body
    );
    let json = made.json();
    assert_eq!((json["added"].as_u64(), json["removed"].as_u64()), (Some(3), Some(0)));
    assert_eq!(json["findings"], serde_json::json!([]));
    assert_eq!((&json["conforms"], &json["diff"]["entities_total"]), (&true.into(), &2.into()));
    assert_eq!(json["diff"]["graphs"][0]["graph"], GRAPH);

    let again = server.load(&steward, &path, &[], text).await;
    assert_eq!(again.status, StatusCode::OK);
    assert_eq!(again.json()["changed"], false);
    assert!(again.json()["message"].as_str().unwrap().starts_with("no change: revision 1 holds"));

    let added = server.load(&steward, &format!("{path}&mode=add"), &[], "<c> <p> 3 .").await.json();
    assert_eq!((added["added"].as_u64(), added["removed"].as_u64()), (Some(1), Some(0)));
    assert_eq!(server.get("/revisions/2", "application/json").await.json()["agent"], "saxony");
    let quads = "<urn:s> <urn:p> <urn:o> <http://example.com/saxony/x> .\n<urn:s> <urn:p> <urn:o> <http://example.com/saxony/y> .\n";
    let token = format!("Bearer {steward}");
    let headers = [("authorization", token.as_str()), ("content-type", "application/n-quads")];
    let several = server.send(Method::POST, "/loads?reason=two", &headers, quads).await;
    assert_eq!(several.json()["diff"]["graphs"].as_array().map(Vec::len), Some(2), "{}", several.body);
    assert_eq!(server.get("/revisions/3", "application/json").await.json()["reason"], "two");

    for (path, code) in [
        ("/loads", "unsupported-media-type"),
        ("/loads?graph=x", "bad-iri"),
        (&format!("{path}&mode=merge"), "bad-parameter"),
        (&format!("{path}&dry-run=perhaps"), "bad-parameter"),
    ] {
        assert_eq!(server.load(&steward, path, &[], text).await.code(), code, "{path}");
    }
    let answer = server.load(&steward, &path, &[], "<a> <p> .").await;
    assert_eq!((answer.status, answer.json()["line"].as_u64()), (StatusCode::BAD_REQUEST, Some(1)));
}

#[tokio::test]
async fn a_steward_stays_within_the_prefix() {
    let server = server();
    let steward = server.steward();
    let outside = "http://example.com/bavaria/plan";
    let token = format!("Bearer {steward}");
    let refused = |answer: Answer, graph: &str| {
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::FORBIDDEN, "graph-out-of-reach"));
        assert!(
            answer.body.contains(graph) && answer.body.contains("http://example.com/saxony/"),
            "{}",
            answer.body
        );
    };
    let turtle = "<a> <p> 1 .";
    refused(server.load(&steward, &format!("/loads?graph={outside}"), &[], turtle).await, outside);
    refused(server.load(&steward, &format!("/data?graph={outside}"), &[], turtle).await, outside);
    refused(server.load(&steward, "/data?default", &[], turtle).await, "default graph");
    let headers = [("authorization", token.as_str()), ("content-type", "application/n-quads")];
    let quads = format!("<urn:s> <urn:p> 1 <{GRAPH}> .\n<urn:s> <urn:p> <urn:o> <{outside}> .\n")
        .replace("1 ", "<urn:o> ");
    for method in [Method::POST, Method::PUT] {
        refused(server.send(method, "/data", &headers, quads.clone()).await, outside);
    }
    refused(server.send(Method::POST, "/loads", &headers, quads).await, outside);
    let headers = [("authorization", token.as_str()), ("content-type", "application/sparql-update")];
    let update = |graph: &str| format!("INSERT DATA {{ GRAPH <{graph}> {{ <urn:s> <urn:p> 1 }} }}");
    refused(server.send(Method::POST, "/update", &headers, update(outside)).await, outside);
    assert_eq!(server.get("/health", "*/*").await.json()["revision"], 0);

    let answer = server.send(Method::POST, "/update", &headers, update(GRAPH)).await;
    assert_eq!(answer.json()["added"], 1, "{}", answer.body);
    let answer = server.load(&steward, &format!("/data?graph={GRAPH}"), &[], turtle).await;
    assert_eq!(answer.json()["added"], 1, "{}", answer.body);
    server.put(outside, turtle).await;
    let path = format!("/data?graph={outside}");
    refused(server.send(Method::DELETE, &path, &headers, Body::empty()).await, outside);
    refused(
        server.send(Method::PUT, "/data", &[headers[0], ("content-type", "application/n-quads")], "").await,
        "",
    );
    refused(server.send(Method::POST, "/revisions/1/rollback", &headers, Body::empty()).await, outside);
    let path = format!("/data?graph={GRAPH}");
    let answer = server.send(Method::DELETE, &path, &headers, Body::empty()).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(server.get("/revisions/4", "application/json").await.json()["agent"], "saxony");

    let reader = server.reader.clone();
    let answer = server.load(&reader, &format!("/loads?graph={GRAPH}"), &[], turtle).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::FORBIDDEN, "role-too-low"));
}

#[tokio::test]
async fn without_a_token_nothing_is_written() {
    let server = server();
    let tokens = Tokens::new(server.folder.path());
    for token in tokens.list().unwrap() {
        tokens.remove(&token.name).unwrap();
    }
    for (method, path) in [
        (Method::POST, "/loads?graph=urn:g"),
        (Method::POST, "/update"),
        (Method::PUT, "/data?graph=urn:g"),
        (Method::DELETE, "/data?graph=urn:g"),
        (Method::POST, "/revisions/1/rollback"),
    ] {
        for headers in [&[][..], &[("authorization", "Bearer ")], &[("authorization", "Bearer concord_00")]] {
            let answer = server.send(method.clone(), path, headers, "<urn:a> <urn:p> 1 .").await;
            assert_eq!((answer.status, answer.code().as_str()), (StatusCode::UNAUTHORIZED, "token-needed"));
        }
    }
    assert_eq!(server.get("/sparql?query=ASK%7B%7D", "*/*").await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_has_not_seen_the_last_revision_is_told() {
    let server = server();
    let admin = server.admin.clone();
    server.put(GRAPH, "<a> <p> 1 .").await;
    let read = server.get(&format!("/data?graph={GRAPH}"), TURTLE).await;
    let tag = read.header("etag").to_owned();
    let (loads, data) = (format!("/loads?graph={GRAPH}"), format!("/data?graph={GRAPH}"));
    let fresh = server.load(&admin, &loads, &[("if-match", &tag)], "<a> <p> 2 .").await;
    assert_eq!(fresh.status, StatusCode::CREATED, "{}", fresh.body);
    let token = format!("Bearer {admin}");
    let update = "INSERT DATA { <urn:a> <urn:p> 1 }";
    for stale in [tag.as_str(), "\"1\"", "1", "\"nonsense\"", "W/\"2\"", "\"0\", \"1\""] {
        for path in [&loads, &data] {
            let answer = server.load(&admin, path, &[("if-match", stale)], "<a> <p> 3 .").await;
            assert_eq!((answer.status, answer.code().as_str()), (StatusCode::PRECONDITION_FAILED, "stale"));
        }
        let headers = [
            ("authorization", token.as_str()),
            ("content-type", "application/sparql-update"),
            ("if-match", stale),
        ];
        let answer = server.send(Method::POST, "/update", &headers, update).await;
        assert_eq!(answer.status, StatusCode::PRECONDITION_FAILED, "{stale}");
        let answer = server.send(Method::DELETE, &data, &headers, Body::empty()).await;
        assert_eq!(answer.status, StatusCode::PRECONDITION_FAILED, "{stale}");
        let answer = server.send(Method::POST, "/revisions/1/rollback", &headers, Body::empty()).await;
        assert_eq!(answer.status, StatusCode::PRECONDITION_FAILED, "{stale}");
    }
    assert_eq!(server.get("/health", "*/*").await.json()["revision"], 2);
    for (number, good) in ["\"2\"", "3", "\"1\", \"4\"", "*"].into_iter().enumerate() {
        let text = format!("<a> <p> {} .", number + 10);
        let answer = server.load(&admin, &loads, &[("if-match", good)], &text).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{good}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_difference_comes_in_three_forms() {
    let server = server();
    let label = "<http://www.w3.org/2000/01/rdf-schema#label>";
    server.put(GRAPH, &format!("<m3> {label} \"M3\" ; <due> \"2026\" .")).await;
    server.put(GRAPH, &format!("<m3> {label} \"M3\" ; <due> \"2027\" .")).await;
    let text = server.get("/revisions/2/diff", "text/plain").await;
    assert_eq!(text.body, format!("graph <{GRAPH}>: 1 added, 1 removed\n  M3: due 2026 to 2027\n"));
    assert_eq!(text.header("concord-revision"), "2");
    assert!(text.header("cache-control").contains("immutable"));
    let json = server.get("/revisions/2/diff", "*/*").await;
    assert_eq!(json.header("content-type"), "application/json");
    assert_eq!(json.json()["graphs"][0]["entities"][0]["properties"][0]["new"][0]["value"], "2027");
    let patch = server.get("/revisions/2/diff?format=patch", "*/*").await;
    assert_eq!(patch.header("content-type"), "application/rdf-patch; charset=utf-8");
    let due = "<http://example.com/saxony/m3> <http://example.com/saxony/due>";
    assert_eq!(patch.body, format!("A {due} \"2027\" <{GRAPH}> .\nD {due} \"2026\" <{GRAPH}> .\n"));
    let whole = server.get("/revisions/2/diff?from=0&format=patch", "*/*").await;
    assert_eq!(whole.body.lines().count(), 2);
    let back = server.get("/revisions/1/diff?from=2", "text/plain").await;
    assert!(back.body.contains("due 2027 to 2026"), "{}", back.body);
    for path in ["/revisions/3/diff", "/revisions/0/diff", "/revisions/2/diff?from=9", "/revisions/x/diff"] {
        assert_eq!(server.get(path, "*/*").await.code(), "no-such-revision", "{path}");
    }
    assert_eq!(server.get("/revisions/2/diff", "image/png").await.status, StatusCode::NOT_ACCEPTABLE);

    let admin = server.admin.clone();
    let done = server.load(&admin, "/revisions/1/rollback", &[], "").await;
    assert_eq!((done.status, done.json()["revision"].as_u64()), (StatusCode::CREATED, Some(3)));
    let again = server.load(&admin, "/revisions/1/rollback", &[], "").await;
    assert_eq!((again.status, again.json()["changed"].as_bool()), (StatusCode::OK, Some(false)));
    assert_eq!(server.get("/revisions/3", "*/*").await.json()["reason"], "rollback to revision 1");
    assert_eq!(server.get("/revisions/3/diff?from=1", "text/plain").await.body, "");
}

#[tokio::test]
async fn the_history_is_a_graph_as_well() {
    let server = server_with(true, http::Settings::default());
    server.put(GRAPH, "<a> <p> 1 .").await;
    server.put(GRAPH, "<a> <p> 2 .").await;
    let all = server.get("/revisions", TURTLE).await;
    assert_eq!(all.header("content-type"), "text/turtle; charset=utf-8");
    assert!(all.body.contains("prov:generatedAtTime") && all.body.contains("revision/2"), "{}", all.body);
    let one = server.get("/revisions/1", "application/n-triples").await;
    let about = |number: u32| format!("<https://w3id.org/concord/id/revision/{number}> <");
    assert!(one.body.contains(&about(1)) && !one.body.contains(&about(2)), "{}", one.body);
    assert!(one.body.contains(GRAPH), "{}", one.body);
    let json = server.get("/revisions", "application/json").await;
    assert_eq!(json.header("content-type"), "application/json");
    assert_eq!(
        server.get("/revisions", "text/html").await.header("content-type"),
        "text/html; charset=utf-8"
    );
}

/// A client that hangs up in the middle of its body has changed nothing, however good the half is.
#[tokio::test]
async fn an_upload_that_breaks_off_is_nothing() {
    let server = server();
    let address = listen(&server).await;
    let admin = server.admin.clone();
    let answers = tokio::task::spawn_blocking(move || {
        ["Content-Length: 1000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n400\r\n"].map(|framing| {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            let head = format!("POST /loads?graph={GRAPH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {admin}\r\nContent-Type: {TURTLE}\r\n");
            writeln!(stream, "{head}{framing}<urn:a> <urn:p> 1 .").unwrap();
            stream.shutdown(Shutdown::Write).unwrap();
            let mut answer = String::new();
            let _ = stream.read_to_string(&mut answer);
            answer
        })
    })
    .await
    .unwrap();
    for answer in answers {
        assert!(answer.is_empty() || answer.contains("broken-body"), "{answer}");
    }
    assert_eq!(server.get("/health", "*/*").await.json()["revision"], 0);
    assert_eq!(server.put(GRAPH, "<a> <p> 1 .").await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn what_unpacks_to_too_much_is_refused() {
    let settings = http::Settings { body_bytes_max: 1 << 20, ..http::Settings::default() };
    let server = server_with(true, settings);
    let admin = format!("Bearer {}", server.admin);
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let blanks = " ".repeat(1 << 20);
    for _ in 0..100 {
        packer.write_all(blanks.as_bytes()).unwrap();
    }
    let bomb = packer.finish().unwrap();
    assert!(bomb.len() < 200_000);
    let headers = [("authorization", admin.as_str()), ("content-type", TURTLE), ("content-encoding", "gzip")];
    for path in ["/loads", "/data"] {
        let answer =
            server.send(Method::POST, &format!("{path}?graph={GRAPH}"), &headers, bomb.clone()).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "too-large"));
        assert!(answer.body.contains("bytes_max"), "{}", answer.body);
    }
    let large = " ".repeat((1 << 20) + 1);
    let answer = server.send(Method::POST, &format!("/loads?graph={GRAPH}"), &headers[..2], large).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(server.get("/health", "*/*").await.json()["revision"], 0);
}

/// Whoever has no token may have data checked, and no more of it unpacked than that takes.
#[tokio::test]
async fn what_is_checked_may_not_unpack_to_too_much() {
    let server = server();
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let blanks = " ".repeat(1 << 20);
    for _ in 0..300 {
        packer.write_all(blanks.as_bytes()).unwrap();
    }
    let mut body =
        b"--x\r\nContent-Disposition: form-data; name=\"data\"; filename=\"a.ttl.gz\"\r\n\r\n".to_vec();
    body.extend(packer.finish().unwrap());
    body.extend(b"\r\n--x--\r\n");
    let headers = [("content-type", "multipart/form-data; boundary=x")];
    let answer = server.send(Method::POST, "/validate", &headers, body).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "too-large"));
}

#[tokio::test]
async fn deeply_nested_bodies_are_refused_and_the_server_goes_on() {
    let server = server();
    let admin = format!("Bearer {}", server.admin);
    for (kind, open) in [
        (TURTLE, "[ <urn:p> "),
        (TURTLE, "("),
        ("application/ld+json", "{\"urn:p\":"),
        ("application/rdf+xml", "<rdf:li xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"),
    ] {
        let headers = [("authorization", admin.as_str()), ("content-type", kind)];
        let path = format!("/data?graph={GRAPH}");
        let answer = server.send(Method::POST, &path, &headers, open.repeat(100_000)).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::BAD_REQUEST, "syntax-error"),
            "{kind}"
        );
    }
    assert_eq!(server.get("/health", "*/*").await.json()["revision"], 0);
}
