//! The pages for browsers: served from the binary where they were built, and a plain page where they were not.

use super::http::server_with;
use axum::http::{Method, StatusCode};
use concord::http;

/// A link to a script in the file of the pages.
fn script(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("src=\"/assets/")?;
    rest.split_once('"').map(|it| it.0)
}

#[tokio::test]
async fn every_address_of_a_page_answers_with_a_page() {
    let server = server_with(false, http::Settings::default());
    let front = server.get("/", "text/html").await;
    for path in ["/", "/regions", "/regions/saxony", "/indicators", "/agreements/x", "/explore", "/steward"] {
        let page = server.get(path, "text/html").await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}");
        let policy = page.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(script(&page.body), script(&front.body), "{path}");
    }
    match script(&front.body) {
        Some(name) => {
            let path = format!("/assets/{name}");
            let packed = server.send(Method::GET, &path, &[("accept-encoding", "gzip, br")], "").await;
            assert_eq!(packed.header("content-encoding"), "br");
            assert!(packed.header("cache-control").contains("immutable"));
            let tag = packed.header("etag").to_owned();
            let again = server.send(Method::GET, &path, &[("if-none-match", &tag)], "").await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED);
            let plain = server.send(Method::GET, &path, &[("accept-encoding", "br;q=0")], "").await;
            assert_eq!(plain.header("content-encoding"), "");
            assert!(plain.body.contains("/regions"), "as it was built");
        }
        None => assert!(front.body.contains("make build"), "the plain page says how to build the others"),
    }
}

#[tokio::test]
async fn an_asset_that_is_not_there_is_not_found() {
    let server = server_with(false, http::Settings::default());
    for path in ["/assets/none.js", "/assets/..%2F..%2FCargo.toml", "/assets/index.html"] {
        assert_eq!(server.get(path, "*/*").await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
