//! What is found is told with the line and the column of the statement that it is about.

use super::cli::{concord, done, fails};
use super::http::server;
use axum::http::{Method, StatusCode};
use std::fmt::Write as _;
use std::path::Path;

const SHAPES: &str = r#"@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <urn:ex:> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:S sh:targetClass ex:C ;
    sh:property [ sh:path ex:due ; sh:datatype xsd:date ; sh:maxCount 1 ] ,
        [ sh:path ex:title ; sh:minCount 1 ; sh:uniqueLang true ; sh:message "no title"@en, "kein Titel"@de ] ,
        [ sh:path [ sh:inversePath ex:part ] ; sh:class ex:C ] .
"#;

/// Columns count characters, lines count from 1; every fault stands on a line of its own.
const DATA: &str = r#"@prefix ex: <urn:ex:> .
# A remark. About nothing.
ex:a a ex:C ;
    ex:title "é"@en ; ex:due "soon" .

<urn:ex:b>
    a ex:C ; ex:title """two
lines"""@en , "other"@en .
ex:c ex:title "c"@en ; a ex:C .
ex:d ex:part ex:c .
[] a ex:C ; ex:due "late" ; ex:title "e" .
"#;

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

fn places(folder: &Path, file: &str) -> Vec<String> {
    let output = concord(folder, &["validate", "--shapes", "shapes.ttl", "--format", "csv", file]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut places: Vec<String> = text
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.rsplitn(4, ',').collect();
            let component = line.split(',').find_map(|it| it.strip_suffix("ConstraintComponent")).unwrap();
            let component = component.rsplit('#').next().unwrap();
            format!("{} {}:{} {component}", cells[2], cells[1], cells[0])
        })
        .collect();
    places.sort();
    places
}

#[test]
fn each_finding_has_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    write(it, "shapes.ttl", SHAPES);
    write(it, "data.ttl", DATA);
    let expected = [
        "data.ttl 10:1 Class",
        "data.ttl 11:20 Datatype",
        "data.ttl 4:30 Datatype",
        "data.ttl 7:14 UniqueLang",
    ];
    assert_eq!(places(it, "data.ttl"), expected);
    // The same file with Windows line ends, and behind a thousand statements more.
    write(it, "data.ttl", &DATA.replace('\n', "\r\n"));
    assert_eq!(places(it, "data.ttl"), expected);
    let mut long = DATA.to_owned();
    for n in 0..60_000 {
        let _ = writeln!(
            long,
            "ex:n{n} a ex:C ; ex:title \"number {n}\"@en ; ex:due \"2026-01-01\"^^<http://www.w3.org/2001/XMLSchema#date> ."
        );
    }
    long += "ex:last a ex:C .\n";
    write(it, "data.ttl", &long);
    let found = places(it, "data.ttl");
    assert_eq!(found.len(), 5);
    assert!(found.contains(&"data.ttl 60012:1 MinCount".to_owned()), "{found:?}");
    // Where nothing needs an own name the texts are not read to their end; the places are the same.
    write(it, "data.ttl", &long.replace("[] a", "ex:named a"));
    assert!(places(it, "data.ttl").contains(&"data.ttl 60012:1 MinCount".to_owned()));
}

#[test]
fn other_formats_have_lines_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    write(it, "shapes.ttl", SHAPES);
    let class = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    write(
        it,
        "data.nt",
        &format!(
            "<urn:ex:a> <urn:ex:title> \"t\" .\n<urn:ex:a> <{class}> <urn:ex:C> .\n<urn:ex:a> <urn:ex:due> \"x\" .\n"
        ),
    );
    assert_eq!(places(it, "data.nt"), ["data.nt 3:25 Datatype"]);
    write(it, "data.trig", "PREFIX ex: <urn:ex:>\nex:g {\n  ex:a a ex:C ;\n    ex:due 5 ; ex:title 6 .\n}\n");
    assert_eq!(places(it, "data.trig"), ["data.trig 4:12 Datatype"]);
    write(
        it,
        "data.rdf",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:ex='urn:ex:'>\n<ex:C rdf:about='urn:ex:a'>\n  <ex:title>t</ex:title>\n  <ex:due>soon</ex:due>\n</ex:C>\n</rdf:RDF>\n",
    );
    assert_eq!(places(it, "data.rdf"), ["data.rdf 4:11 Datatype"]);
}

#[test]
fn a_refused_load_tells_where() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    write(it, "shapes.ttl", SHAPES);
    write(it, "plan.ttl", "@prefix ex: <urn:ex:> .\nex:a a ex:C .\n");
    done(it, &["load", "--empty", "shapes.ttl"]);
    let said = fails(it, 1, &["load", "plan.ttl", "--lang", "de"]);
    assert!(said.contains("1 violation,") && said.contains("violation (1 new): kein Titel\n"), "{said}");
    assert!(said.contains("    plan.ttl:2:1: <urn:ex:a>\n"), "{said}");
    assert!(done(it, &["history", "--json"]).lines().count() == 1);
}

#[tokio::test]
async fn a_refused_request_tells_where() {
    let server = server();
    server.put("https://w3id.org/concord/graph/shapes", SHAPES).await;
    let token = format!("Bearer {}", server.admin);
    let headers =
        [("authorization", token.as_str()), ("content-type", "text/turtle"), ("accept-language", "de, en")];
    let text = "@prefix ex: <urn:ex:> .\nex:a a ex:C ;\n  ex:due 1 .\n";
    for (method, path) in [
        (Method::POST, "/loads?graph=urn:g"),
        (Method::PUT, "/data?graph=urn:g"),
        (Method::POST, "/data?graph=urn:g"),
    ] {
        let answer = server.send(method, path, &headers, text).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, "data-refused")
        );
        let json = answer.json();
        assert_eq!(json["findings_total"], 2, "{}", answer.body);
        let places: Vec<_> = json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| (it["line"].as_u64(), it["column"].as_u64(), it["standing"].as_str()))
            .collect();
        assert_eq!(
            places,
            [(Some(3), Some(10), Some("new")), (Some(2), Some(1), Some("new"))],
            "{}",
            answer.body
        );
        assert_eq!(json["findings"][1]["message"], "kein Titel");
    }
    let headers = [("authorization", token.as_str()), ("content-type", "application/sparql-update")];
    let update = "INSERT DATA { GRAPH <urn:g> { <urn:ex:a> a <urn:ex:C> } }";
    let answer = server.send(Method::POST, "/update", &headers, update).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "data-refused"));
    assert_eq!(answer.json()["findings"][0]["focusNode"], "<urn:ex:a>");
    // Tried, it is told in full and refused by nobody.
    let headers = [("authorization", token.as_str()), ("content-type", "text/turtle")];
    let tried = server.send(Method::POST, "/loads?graph=urn:g&dry-run", &headers, text).await;
    assert_eq!((tried.status, &tried.json()["conforms"]), (StatusCode::OK, &false.into()), "{}", tried.body);
    assert_eq!(server.get("/health", "*/*").await.json()["revision"], 1);
}
