//! The server, asked in process as a client would ask it, and once over a real socket.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use concord::http;
use concord::registry::{Registry, Role, Settings};
use concord::sparql::{DefaultGraph, Limits};
use serde_json::Value;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tower::ServiceExt;

const TURTLE: &str = "text/turtle";
const FORM: &str = "application/x-www-form-urlencoded";

pub(super) struct Server {
    router: Router,
    pub(super) admin: String,
    pub(super) reader: String,
    pub(super) folder: TempDir,
}

pub(super) struct Answer {
    pub(super) status: StatusCode,
    headers: HeaderMap,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|it| it.to_str().unwrap()).unwrap_or_default()
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    pub(super) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

pub(super) fn server() -> Server {
    server_with(true, http::Settings::default())
}

pub(super) fn server_with(empty: bool, settings: http::Settings) -> Server {
    let folder = tempfile::tempdir().unwrap();
    let load = concord::load::Limits { bytes_max: settings.body_bytes_max as u64, ..Default::default() };
    let registry = Registry::open(Settings {
        folder: folder.path().to_owned(),
        empty,
        default_graph: DefaultGraph::Union,
        limits: Limits::default(),
        load,
    })
    .unwrap();
    let admin = registry.tokens().add("admin", Role::Admin).unwrap().secret;
    let reader = registry.tokens().add("reader", Role::Reader).unwrap().secret;
    Server { router: http::router(Arc::new(registry), settings), admin, reader, folder }
}

impl Server {
    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.router.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(super) async fn get(&self, path: &str, accept: &str) -> Answer {
        self.send(Method::GET, path, &[("accept", accept)], Body::empty()).await
    }

    pub(super) async fn query(&self, text: &str) -> Answer {
        self.send(Method::POST, "/sparql", &[("content-type", "application/sparql-query")], text.to_owned())
            .await
    }

    pub(super) async fn write(&self, method: Method, path: &str, kind: &str, body: &str) -> Answer {
        let token = format!("Bearer {}", self.admin);
        let headers = [("authorization", token.as_str()), ("content-type", kind)];
        self.send(method, path, &headers, body.to_owned()).await
    }

    pub(super) async fn put(&self, graph: &str, turtle: &str) -> Answer {
        self.write(Method::PUT, &format!("/data?graph={graph}"), TURTLE, turtle).await
    }
}

#[tokio::test]
async fn a_query_comes_in_three_ways() {
    let server = server();
    let get = server.get("/sparql?query=ASK%20%7B%7D", "*/*").await;
    let direct = server.query("ASK {}").await;
    let form = server.send(Method::POST, "/sparql", &[("content-type", FORM)], "query=ASK+%7B%7D").await;
    for answer in [get, direct, form] {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert_eq!(answer.json()["boolean"], true);
        assert_eq!(answer.header("concord-result"), "complete");
        assert_eq!(answer.header("concord-revision"), "0");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
}

#[tokio::test]
async fn formats_are_negotiated() {
    let server = server();
    let select = "/sparql?query=SELECT%20*%20%7B%7D";
    let construct = "/sparql?query=CONSTRUCT%20%7B%7D%20%7B%7D";
    for (path, accept, expected) in [
        (select, "*/*", "application/sparql-results+json"),
        (select, "text/csv", "text/csv; charset=utf-8"),
        (
            select,
            "application/sparql-results+xml;q=0.5, text/tab-separated-values",
            "text/tab-separated-values; charset=utf-8",
        ),
        (select, "text/html,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        (construct, "*/*", "text/turtle; charset=utf-8"),
        (construct, "application/n-triples", "application/n-triples"),
        (construct, "application/ld+json", "application/ld+json"),
    ] {
        let answer = server.get(path, accept).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert_eq!(answer.header("content-type"), expected, "{path} {accept}");
    }
    assert_eq!(
        server.get(&format!("{select}&format=tsv"), "*/*").await.header("content-type"),
        "text/tab-separated-values; charset=utf-8"
    );
    for (path, accept) in [
        (select.to_owned(), "image/png"),
        (select.to_owned(), "text/turtle"),
        (format!("{select}&format=doc"), "*/*"),
    ] {
        let answer = server.get(&path, accept).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::NOT_ACCEPTABLE, "not-acceptable"));
        assert!(answer.json()["available"][0].is_string());
    }
}

#[tokio::test]
async fn faults_of_a_query_are_told_with_their_place() {
    let server = server();
    let answer = server.query("SELECT *\nWHERE { ?s ?p }").await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "syntax-error"));
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.json()["line"], 2);
    assert!(answer.json()["column"].is_u64());

    let deep = format!("SELECT * WHERE {}{}", "{".repeat(5_000), "}".repeat(5_000));
    assert_eq!(server.query(&deep).await.code(), "nesting-too-deep");

    let kinds = [("content-type", "application/sparql-query")];
    let answer = server.send(Method::POST, "/sparql", &kinds, vec![b'A', b'S', b'K', 0xFF]).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "not-utf-8"));

    let answer = server.send(Method::POST, "/sparql", &[("content-type", "text/plain")], "ASK {}").await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type")
    );
    let answer = server.send(Method::POST, "/sparql", &[], "ASK {}").await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);

    assert_eq!(server.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "*/*").await.code(), "bad-parameter");
    assert_eq!(server.get("/sparql?query=%FF", "*/*").await.code(), "not-utf-8");
    assert_eq!(server.get("/sparql?query=ASK%7B%7D&timeout=soon", "*/*").await.code(), "bad-parameter");
    let answer = server.send(Method::PUT, "/sparql", &[], "ASK {}").await;
    assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET,HEAD,POST"));
}

#[tokio::test]
async fn the_dataset_of_the_protocol_goes_before_the_text() {
    let server = server();
    for name in ["a", "b"] {
        let turtle = format!("<http://example.com/{name}> a <http://example.com/C> .");
        assert_eq!(
            server.put(&format!("http://example.com/g/{name}"), &turtle).await.status,
            StatusCode::CREATED
        );
    }
    for (dataset, pattern, expected) in [
        ("", "<http://example.com/a> ?p ?o", true),
        ("default-graph-uri=http://example.com/g/b", "<http://example.com/a> ?p ?o", false),
        (
            "default-graph-uri=http://example.com/g/a&default-graph-uri=http://example.com/g/b",
            "<http://example.com/a> ?p ?o . <http://example.com/b> ?p ?o",
            true,
        ),
        ("named-graph-uri=http://example.com/g/b", "GRAPH ?g { <http://example.com/a> ?p ?o }", false),
        ("named-graph-uri=http://example.com/g/a", "GRAPH ?g { <http://example.com/a> ?p ?o }", true),
    ] {
        let path = format!("/sparql?{dataset}");
        let kinds = [("content-type", "application/sparql-query")];
        let answer = server.send(Method::POST, &path, &kinds, format!("ASK {{ {pattern} }}")).await;
        assert_eq!(answer.json()["boolean"], expected, "{dataset} {pattern}");
    }
}

#[tokio::test]
async fn only_an_admin_writes() {
    let server = server();
    let update = "INSERT DATA { <http://example.com/a> <http://example.com/p> 1 }";
    let kind = ("content-type", "application/sparql-update");
    let answer = server.send(Method::POST, "/update", &[kind], update).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::UNAUTHORIZED, "token-needed"));
    assert!(answer.header("www-authenticate").starts_with("Bearer"));
    let answer =
        server.send(Method::POST, "/update", &[kind, ("authorization", "Bearer nonsense")], update).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let reader = format!("Bearer {}", server.reader);
    let answer = server.send(Method::POST, "/update", &[kind, ("authorization", &reader)], update).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::FORBIDDEN, "role-too-low"));
    let answer = server.send(Method::DELETE, "/data?default", &[], Body::empty()).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);

    let answer = server.write(Method::POST, "/update", kind.1, update).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.json(), serde_json::json!({"revision": 1, "changed": true, "added": 1, "removed": 0}));
    assert_eq!(server.query("ASK { <http://example.com/a> ?p 1 }").await.json()["boolean"], true);
    let form = "update=DELETE+WHERE+%7B+%3Fs+%3Chttp%3A%2F%2Fexample.com%2Fp%3E+%3Fo+%7D";
    assert_eq!(server.write(Method::POST, "/update", FORM, form).await.json()["removed"], 1);
    let answer = server.write(Method::POST, "/update", kind.1, "INSERT { nonsense").await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "syntax-error"));
    let answer = server.get("/update", "*/*").await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn graphs_are_put_added_to_read_and_deleted() {
    let server = server();
    let graph = "http://example.com/g";
    let path = format!("/data?graph={graph}");
    assert_eq!(server.get(&path, "*/*").await.code(), "no-such-graph");
    assert_eq!(server.put(graph, "<a> <p> <b> .").await.status, StatusCode::CREATED);
    assert_eq!(server.put(graph, "<a> <p> <c> .").await.status, StatusCode::OK);
    let read = server.get(&path, "application/n-triples").await;
    assert_eq!(read.body, "<http://example.com/a> <http://example.com/p> <http://example.com/c> .\n");
    assert_eq!(server.write(Method::POST, &path, TURTLE, "<a> <p> <d> .").await.json()["added"], 1);
    assert_eq!(server.get(&path, "application/n-triples").await.body.lines().count(), 2);
    let head = server.send(Method::HEAD, &path, &[], Body::empty()).await;
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
    assert_eq!(server.write(Method::DELETE, &path, TURTLE, "").await.status, StatusCode::NO_CONTENT);
    assert_eq!(server.write(Method::DELETE, &path, TURTLE, "").await.status, StatusCode::NOT_FOUND);
    let head = server.send(Method::HEAD, &path, &[], Body::empty()).await;
    assert_eq!(head.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn without_a_graph_the_whole_dataset_is_meant() {
    let server = server();
    let quads = "<http://e/s> <http://e/p> \"01\"^^<http://www.w3.org/2001/XMLSchema#integer> <http://e/g> .\n<http://e/s> <http://e/p> <http://e/o> .\n";
    assert_eq!(server.put("http://e/other", "<a> <p> <b> .").await.status, StatusCode::CREATED);
    let answer = server.write(Method::PUT, "/data", "application/n-quads", quads).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let mut read: Vec<String> =
        server.get("/data", "application/n-quads").await.body.lines().map(str::to_owned).collect();
    read.retain(|it| !it.contains("graph/revisions"));
    read.sort();
    let mut expected: Vec<&str> = quads.lines().collect();
    expected.sort_unstable();
    assert_eq!(read, expected);
    let answer = server.write(Method::PUT, "/data", TURTLE, "<http://e/s> a <http://e/C> .").await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let answer = server.get("/data?default&graph=http://e/g", "*/*").await;
    assert_eq!(answer.code(), "bad-parameter");
}

#[tokio::test]
async fn faulty_data_changes_nothing() {
    let server = server();
    let answer = server.put("http://example.com/g", "<a> <p> <b> .\n<a> <p> nonsense .").await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "syntax-error"));
    assert_eq!(answer.json()["line"], 2);
    let answer = server.put("no-iri", "<a> <p> <b> .").await;
    assert_eq!(answer.code(), "bad-iri");
    let answer = server.write(Method::PUT, "/data?default", "text/unknown", "x").await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let answer = server.put("https://w3id.org/concord/graph/revisions", "<a> <p> <b> .").await;
    assert!(answer.status.is_client_error(), "{}", answer.body);
    assert_eq!(server.get("/health", "*/*").await.json()["revision"], 0);

    let settings = http::Settings { body_bytes_max: 100, ..http::Settings::default() };
    let server = server_with(true, settings);
    let answer = server.put("http://example.com/g", &"# long\n".repeat(100)).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "too-large"));
}

#[tokio::test]
async fn reads_can_be_cached_and_pinned() {
    let server = server();
    server.put("http://example.com/g", "<a> <p> 1 .").await;
    server.put("http://example.com/g", "<a> <p> 2 .").await;
    let path = "/sparql?query=SELECT%20%3Fo%20%7B%20GRAPH%20%3Chttp%3A%2F%2Fexample.com%2Fg%3E%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20%7D&format=csv";
    let last = server.get(path, "*/*").await;
    assert_eq!((last.body.as_str(), last.header("concord-revision")), ("o\r\n2\r\n", "2"));
    assert_eq!(last.header("cache-control"), "no-cache");
    let tag = last.header("etag").to_owned();
    let held = server.send(Method::GET, path, &[("if-none-match", &tag)], Body::empty()).await;
    assert_eq!(
        (held.status, held.body.as_str(), held.header("etag")),
        (StatusCode::NOT_MODIFIED, "", tag.as_str())
    );
    assert_ne!(server.get(&format!("{path}&x=1").replace("csv", "tsv"), "*/*").await.header("etag"), tag);

    let first = server.get(&format!("{path}&revision=1"), "*/*").await;
    assert_eq!((first.body.as_str(), first.header("concord-revision")), ("o\r\n1\r\n", "1"));
    assert!(first.header("cache-control").contains("immutable"));
    assert!(first.header("memento-datetime").ends_with("GMT"));
    let answer = server.get(&format!("{path}&revision=9"), "*/*").await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::NOT_FOUND, "no-such-revision"));
    assert_eq!(server.get(&format!("{path}&as-of=yesterday"), "*/*").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        server.get(&format!("{path}&as-of=1999-01-01T00:00:00Z"), "*/*").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        server.get(&format!("{path}&as-of=2999-01-01T00:00:00Z"), "*/*").await.header("concord-revision"),
        "2"
    );

    let all = server.get("/revisions", "application/json").await.json();
    assert_eq!((all["total"].as_u64(), all["revisions"][0]["revision"].as_u64()), (Some(2), Some(2)));
    assert_eq!(server.get("/revisions/1", "*/*").await.json()["graphs"][0]["graph"], "http://example.com/g");
    assert_eq!(server.get("/revisions/3", "*/*").await.code(), "no-such-revision");
}

#[tokio::test]
async fn entities_have_pages_and_data() {
    let server = server();
    let graph = "https://w3id.org/concord/graph/test";
    let turtle = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n<https://w3id.org/concord/id/region/x> rdfs:label \"<b>Köln</b>\"@de, \"Cologne\"@en ; <http://example.com/part> [ <http://example.com/p> 1 ] .\n<https://w3id.org/concord/id/region/y> <http://example.com/near> <https://w3id.org/concord/id/region/x> .";
    assert_eq!(server.put(graph, turtle).await.status, StatusCode::CREATED);
    let answer = server.get("/id/region/x", "text/turtle").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/doc/region/x"));
    let data = server.get("/doc/region/x.nt", "*/*").await;
    assert_eq!(data.body.lines().count(), 5, "{}", data.body);
    let german = [("accept", "text/html"), ("accept-language", "de-AT, en;q=0.5")];
    let page = server.send(Method::GET, "/doc/region/x", &german, Body::empty()).await;
    assert!(
        page.body.contains("<html lang=\"de\">") && page.body.contains("<h1>&lt;b&gt;Köln&lt;/b&gt;</h1>"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("<b>"), "{}", page.body);
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    let page = server.get("/doc/region/x?lang=it", "text/html").await;
    assert!(page.body.contains("<h1><span lang=\"en\">Cologne</span></h1>"), "{}", page.body);
    assert!(page.body.contains("href=\"/doc/region/y?lang=it\""), "{}", page.body);
    let missing = server.get("/doc/region/z", "text/html").await;
    assert_eq!(
        (missing.status, missing.header("content-type")),
        (StatusCode::NOT_FOUND, "text/html; charset=utf-8")
    );
    assert_eq!(server.get("/doc/region/z", "*/*").await.code(), "no-such-entity");
    assert_eq!(server.get("/graph/test", "application/n-triples").await.body.lines().count(), 5);
    assert_eq!(server.get("/nowhere", "*/*").await.code(), "no-such-page");
}

#[tokio::test]
async fn the_registry_describes_itself() {
    let server = server_with(false, http::Settings::default());
    for (path, accept, part) in [
        ("/registry", "text/html", "<main id=\"main\""),
        ("/registry", "text/html", "/graph/regions"),
        ("/sparql", "text/html", "<textarea"),
        ("/sparql", "text/turtle", "sd:Service"),
        ("/.well-known/void", "text/turtle", "void:Dataset"),
        ("/ns", "text/html", "id=\"Region\""),
        ("/ns", "text/turtle", "owl:Class"),
        ("/graph/regions", "text/html", "<h1>"),
        ("/revisions", "text/html", "<time>"),
        ("/revisions/1", "text/html", "RDFC-1.0"),
        ("/problems", "text/html", "id=\"syntax-error\""),
        ("/style.css", "*/*", ":focus-visible"),
        ("/metrics", "*/*", "concord_triples"),
        ("/ready", "*/*", "\"status\":\"ok\""),
    ] {
        let answer = server.get(path, accept).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.body.contains(part), "{path} lacks {part}");
    }
}

#[tokio::test]
async fn long_answers_are_compressed_for_those_who_ask() {
    let server = server_with(false, http::Settings::default());
    for encoding in ["gzip", "br", "zstd"] {
        let headers = [("accept-encoding", encoding), ("accept", "application/n-triples")];
        let answer = server.send(Method::GET, "/ns", &headers, Body::empty()).await;
        assert_eq!(answer.header("content-encoding"), encoding);
    }
    let answer = server.get("/ns", "application/n-triples").await;
    assert_eq!(answer.header("content-encoding"), "");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deadline_and_a_full_house_are_told() {
    let server = server_with(false, http::Settings::default());
    let product = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    let kinds = [("content-type", "application/sparql-query")];
    let answer = server.send(Method::POST, "/sparql?timeout=50", &kinds, product).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::SERVICE_UNAVAILABLE, "deadline"));
    assert_eq!(answer.header("retry-after"), "1");

    let settings = http::Settings { tasks_max: 1, queue_tasks_max: 0, ..http::Settings::default() };
    let server = Arc::new(server_with(false, settings));
    let busy = Arc::clone(&server);
    let first =
        tokio::spawn(async move { busy.send(Method::POST, "/sparql?timeout=3000", &kinds, product).await });
    while server.get("/health", "*/*").await.json()["running"] == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(server.query("ASK {}").await.code(), "busy");
    first.abort();
    // Whoever hangs up makes room.
    while server.get("/health", "*/*").await.json()["running"] != 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(server.query("ASK {}").await.status, StatusCode::OK);
}

/// Serves on a port of the system's choice.
pub(super) async fn listen(server: &Server) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = server.router.clone();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// Reads a connection until a text comes.
fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let (mut all, mut buffer) = (Vec::new(), vec![0; 1 << 16]);
    loop {
        let n = stream.read(&mut buffer).unwrap();
        all.extend_from_slice(&buffer[..n]);
        let tail = &all[all.len().saturating_sub(1_000)..];
        if n == 0 || String::from_utf8_lossy(tail).contains(end) {
            return String::from_utf8_lossy(&all).into_owned();
        }
    }
}

/// A chunked body without its framing (RFC 9112, 7.1).
fn whole(mut chunked: &str) -> String {
    let mut all = String::new();
    while let Some((size, rest)) = chunked.split_once("\r\n") {
        let size = usize::from_str_radix(size, 16).unwrap();
        all.push_str(&rest[..size]);
        if size == 0 {
            break;
        }
        chunked = &rest[size + 2..];
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_answer_streams_and_ends_with_its_trailer() {
    let server = server();
    let turtle: String = (0..6_000).fold(String::new(), |all, it| {
        all + &format!(
            "<http://example.com/subject/number/{it}> <http://example.com/predicate> \"value {it}\" .\n"
        )
    });
    assert_eq!(server.put("http://example.com/g", &turtle).await.status, StatusCode::CREATED);
    let address = listen(&server).await;
    let texts = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let short = "GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n\r\n";
        let long = "GET /data?graph=http://example.com/g HTTP/1.1\r\nHost: x\r\nAccept: application/n-triples\r\nTE: trailers\r\n\r\n";
        // Three requests, one connection.
        stream.write_all(short.as_bytes()).unwrap();
        let first = read_until(&mut stream, "true}");
        stream.write_all(long.as_bytes()).unwrap();
        let second = read_until(&mut stream, "concord-result: complete");
        stream.write_all(short.as_bytes()).unwrap();
        let third = read_until(&mut stream, "true}");
        [first, second, third]
    })
    .await
    .unwrap();
    assert!(texts[0].contains("content-length: 26") && texts[2].contains("concord-result: complete"));
    let (head, body) = texts[1].split_once("\r\n\r\n").unwrap();
    assert!(
        head.contains("trailer: Concord-Result") && head.contains("transfer-encoding: chunked"),
        "{head}"
    );
    assert_eq!(whole(body).matches("<http://example.com/predicate>").count(), 6_000);
    assert!(body.trim_end().ends_with("concord-result: complete"));
}

#[tokio::test]
async fn data_is_validated_and_not_stored() {
    let server = server();
    let form = "multipart/form-data; boundary=xyz";
    let part = |name: &str, text: &str| {
        format!(
            "--xyz\r\nContent-Disposition: form-data; name=\"{name}\"\r\nContent-Type: text/turtle\r\n\r\n{text}\r\n"
        )
    };
    let shapes = "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:S> sh:targetNode <urn:a> ; sh:nodeKind sh:Literal .";
    let body = part("shapes", shapes) + &part("data", "<urn:a> <urn:p> 1 .") + "--xyz--\r\n";
    let send = |kind: &'static str, accept: &'static str, body: String| {
        let server = &server;
        async move {
            let headers = [("content-type", kind), ("accept", accept)];
            server.send(Method::POST, "/validate", &headers, body).await
        }
    };
    let before = server.get("/data", "application/n-quads").await.body;
    let answer = send(form, "*/*", body.clone()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(answer.body.contains("sh:NodeKindConstraintComponent"), "{}", answer.body);
    let answer = send(form, "application/json", body.clone()).await;
    assert!(answer.body.starts_with("{\"conforms\":false,\"total\":1,"), "{}", answer.body);
    assert_eq!(server.get("/data", "application/n-quads").await.body, before);

    let refused = body.replace("sh:nodeKind", "sh:nodeKnid");
    let answer = send(form, "*/*", refused).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("bad-shapes") && answer.body.contains("sh:nodeKnid"), "{}", answer.body);
    for (kind, body, status) in [
        (form, part("shapes", shapes) + "--xyz--\r\n", StatusCode::BAD_REQUEST),
        (form, part("data", ""), StatusCode::BAD_REQUEST),
        (form, "--xyz".to_owned(), StatusCode::BAD_REQUEST),
        (form, String::new(), StatusCode::BAD_REQUEST),
        ("multipart/form-data", body.clone(), StatusCode::BAD_REQUEST),
        ("text/csv", "a".to_owned(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (TURTLE, "<urn:a> oops".to_owned(), StatusCode::BAD_REQUEST),
        (TURTLE, "<urn:a> <urn:p> 1 .".to_owned(), StatusCode::OK),
    ] {
        let answer = send(kind, "*/*", body).await;
        assert_eq!(answer.status, status, "{kind}: {}", answer.body);
    }
}
