//! Are the requests of `docs/kpi.md` answered as the page says?

use super::super::http::server_with;
use std::fmt::Write as _;

const HOST: &str = "curl -s 'http://127.0.0.1:7878";

/// `make test` with `BLESS=1` in the environment writes the answers of the page anew.
#[tokio::test]
async fn the_requests_of_the_page_have_the_answers_of_the_page() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/kpi.md");
    let page = std::fs::read_to_string(path).unwrap();
    let server = server_with(false, concord::http::Settings::default());
    let (mut written, mut n) = (String::new(), 0);
    let mut rest = page.as_str();
    while let Some((before, after)) = rest.split_once("```sh\n") {
        let (command, after) = after.split_once("```\n").unwrap();
        let address = command.trim().strip_prefix(HOST).and_then(|it| it.strip_suffix('\'')).unwrap();
        let (between, after) = after.split_once("```").unwrap();
        let (kind, after) = after.split_once('\n').unwrap();
        let (_, after) = after.split_once("```\n").unwrap();
        let answer = server.get(address, "*/*").await;
        let body = match kind {
            "json" => format!("{:#}\n", answer.json()),
            _ => answer.body.replace("\r\n", "\n"),
        };
        write!(written, "{before}```sh\n{command}```\n{between}```{kind}\n{body}```\n").unwrap();
        (rest, n) = (after, n + 1);
    }
    written.push_str(rest);
    assert!(n >= 7, "the page has {n} requests");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &written).unwrap();
    } else {
        assert!(written == page, "the answers of docs/kpi.md are others today:\n{written}");
    }
}
