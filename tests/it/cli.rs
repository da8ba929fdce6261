//! The commands as a user types them: what they print, and how they end.

use concord::registry::Registry;
use std::path::Path;
use std::process::{Command, Output};

/// Runs `concord` with these words in a folder that holds the files of the test.
pub(super) fn concord(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_concord")).args(words).current_dir(folder).output().unwrap()
}

pub(super) fn done(folder: &Path, words: &[&str]) -> String {
    let output = concord(folder, words);
    let (out, error) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{words:?}: {error}");
    assert_eq!(error, "", "{words:?}");
    out
}

/// Runs what must fail with that exit code; gives what it said.
pub(super) fn fails(folder: &Path, exit: i32, words: &[&str]) -> String {
    let output = concord(folder, words);
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(exit), "{words:?}: {error}");
    assert_eq!(text(&output.stdout), "", "{words:?}");
    error
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "one.ttl",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <urn:a> skos:prefLabel \"eins\"@de .",
    );
    write("two.nt", "<urn:b> <urn:p> \"zwei\" .\n");
    write("three.nq", "<urn:c> <urn:p> \"drei\" <urn:g> .\n");
    write("broken.ttl", "<urn:a> <urn:p> 1 .\n<urn:a> urn .\n");
    write("notes.txt", "nothing");
    folder
}

const ALL: &str =
    "SELECT ?o { GRAPH ?g { ?s ?p ?o } FILTER(isLiteral(?o) && STRSTARTS(STR(?s), 'urn:')) } ORDER BY ?o";

#[test]
fn load_query_history_export_verify() {
    let folder = folder();
    let it = folder.path();
    let out = done(it, &["load", "--empty", "one.ttl", "two.nt", "three.nq", "-m", "first"]);
    assert!(out.starts_with("revision 1: 3 quads added, 0 removed in "), "{out}");
    assert_eq!(
        done(it, &["load", "one.ttl", "two.nt", "three.nq"]),
        "no change: revision 1 holds all of this already\n"
    );
    assert_eq!(
        done(it, &["load", "two.nt", "--graph", "urn:g", "--dry-run"]),
        "dry run: 1 quad would be added, 1 removed\ngraph <urn:g>: 1 added, 1 removed\n  new urn:b: 1 statement\n  \
         removed urn:c: 1 statement\n"
    );
    let out = done(it, &["load", "two.nt", "--graph", "urn:g", "--add"]);
    assert!(out.starts_with("revision 2: 1 quad added, 0 removed"), "{out}");

    let out = done(it, &["query", "-q", ALL]);
    assert_eq!(out, "o\n--------\ndrei\neins @de\nzwei\nzwei\n(4 rows)\n");
    let out = done(it, &["query", "-q", ALL, "--revision", "1", "-f", "csv"]);
    assert_eq!(out.lines().count(), 4, "{out}");
    assert_eq!(done(it, &["query", "-q", "ASK { <urn:b> ?p ?o }"]), "yes\n");
    let out = done(it, &["query", "-q", "CONSTRUCT { ?s ?p ?o } { GRAPH <urn:g> { ?s ?p ?o } }", "-f", "nt"]);
    assert_eq!(out.lines().count(), 2, "{out}");

    let out = done(it, &["history"]);
    assert!(
        out.lines().count() == 4 && out.contains("first") && out.contains("one.ttl, two.nt, three.nq"),
        "{out}"
    );
    assert_eq!(done(it, &["history", "--json", "-n", "1"]).lines().count(), 1);
    let out = done(it, &["verify"]);
    assert!(out.starts_with("everything fits: 2 revisions"), "{out}");

    done(it, &["export", "-o", "all.nq"]);
    assert_eq!(std::fs::read_to_string(it.join("all.nq")).unwrap().lines().count(), 4);
    let out = done(it, &["export", "--graph", "https://w3id.org/concord/graph/one"]);
    assert!(out.contains("<urn:a> skos:prefLabel \"eins\"@de"), "{out}");
    done(it, &["load", "--empty", "--data", "copy", "all.nq"]);
    assert_eq!(done(it, &["export", "--data", "copy"]).lines().count(), 4);
}

#[test]
fn each_kind_of_failure_has_its_exit_code() {
    let folder = folder();
    let it = folder.path();
    done(it, &["load", "--empty", "one.ttl"]);
    let error = fails(it, 1, &["load", "two.nt", "broken.ttl"]);
    assert!(error.starts_with("concord: broken.ttl:2:"), "{error}");
    assert!(fails(it, 2, &["load", "notes.txt"]).contains("notes.txt: unknown format"));
    assert!(fails(it, 2, &["load", "two.nt", "--graph", "two"]).contains("<two> is not an absolute IRI"));
    fails(it, 2, &["load"]);
    fails(it, 2, &["load", "one.ttl", "--add", "--replace"]);
    fails(it, 2, &["dance"]);
    assert!(fails(it, 3, &["load", "missing.ttl"]).contains("failed to read missing.ttl"));
    let error = fails(it, 2, &["query", "-q", "SELECT *\nWHERE { ?s ?p }"]);
    assert!(error.contains("line 2, column"), "{error}");
    fails(it, 2, &["query", "-q", ALL, "--revision", "9"]);
    fails(it, 2, &["query", "-q", ALL, "--as-of", "soon"]);
    fails(it, 2, &["query", "-q", ALL, "-f", "ttl"]);
    fails(it, 2, &["query", "-q", ALL, "missing.rq"]);
    fails(it, 3, &["query", "missing.rq"]);
    fails(it, 2, &["export", "-f", "ttl"]);
    assert!(fails(it, 2, &["export", "--graph", "urn:none"]).contains("there is no graph <urn:none>"));
    assert!(fails(it, 3, &["verify", "--data", "nowhere"]).contains("there is no registry in nowhere"));
    assert_eq!(done(it, &["history", "--json"]).lines().count(), 1, "nothing was changed");

    let file = it.join("data/revisions/000000000001.rev");
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&file, &bytes[..bytes.len() - 1]).unwrap();
    for command in ["verify", "history", "load"] {
        let words: &[&str] = if command == "load" { &["load", "two.nt"] } else { &[command] };
        let error = fails(it, 3, words);
        assert!(error.contains("revision 1 is damaged") && error.contains("backup"), "{error}");
    }
}

#[test]
fn readers_work_beside_a_writer_and_writers_do_not() {
    let folder = folder();
    let it = folder.path();
    done(it, &["load", "--empty", "one.ttl"]);
    let _server = Registry::open(super::registry::settings(&it.join("data"))).unwrap();
    assert!(done(it, &["query", "-q", ALL]).contains("eins"));
    done(it, &["history"]);
    done(it, &["export"]);
    done(it, &["verify"]);
    let error = fails(it, 3, &["load", "two.nt"]);
    assert!(error.contains("in use by another writer"), "{error}");
    let error = fails(it, 3, &["serve"]);
    assert!(error.contains("in use by another writer"), "{error}");
    done(it, &["token", "add", "--role", "reader", "--name", "beside"]);
}

#[test]
fn a_token_is_printed_alone_and_kept_as_a_hash() {
    let folder = folder();
    let it = folder.path();
    let out = done(it, &["token", "add", "--role", "admin", "--name", "ci"]);
    let secret = out.trim_end();
    assert!(out.lines().count() == 1 && secret.len() > 40 && !secret.contains(' '), "{out}");
    assert!(fails(it, 2, &["token", "add", "--role", "admin", "--name", "ci"]).contains("`ci` already"));
    assert!(fails(it, 2, &["token", "add", "--role", "king", "--name", "x"]).contains("`king` is no role"));
    let list = done(it, &["token", "list"]);
    assert!(list.contains("ci") && list.contains("admin") && !list.contains(secret), "{list}");
    done(it, &["token", "remove", "--name", "ci"]);
    fails(it, 2, &["token", "remove", "--name", "ci"]);
}

#[test]
fn parameters_are_bound_as_terms() {
    let folder = folder();
    let it = folder.path();
    done(it, &["load", "--empty", "one.ttl", "two.nt"]);
    let ask = |text: &str, param: &str| done(it, &["query", "-q", text, "-p", param]);
    assert_eq!(ask("SELECT ?o { ?s ?p ?o }", "s=urn:b"), "o\n----\nzwei\n(1 row)\n");
    assert_eq!(ask("SELECT ?o { ?s ?p ?o }", "p=skos:prefLabel"), "o\n--------\neins @de\n(1 row)\n");
    assert_eq!(ask("SELECT ?s { ?s ?p ?o }", "o=\"zwei\""), "s\n-------\n<urn:b>\n(1 row)\n");
    fails(it, 2, &["query", "-q", ALL, "-p", "s"]);
    fails(it, 2, &["query", "-q", ALL, "-p", "s=<no iri>"]);
}

#[test]
fn validate_tells_findings_and_its_exit_code() {
    let folder = folder();
    let it = folder.path();
    let write = |name: &str, text: &str| std::fs::write(it.join(name), text).unwrap();
    let prefixes =
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .";
    let label =
        "sh:property [ sh:path skos:prefLabel ; sh:languageIn ( 'de' ) ; sh:message 'German, please'@en ] .";
    write("ok.ttl", &format!("{prefixes} <urn:S> sh:targetNode <urn:a> ; {label}"));
    write("en.ttl", &format!("{prefixes} <urn:S> sh:targetNode <urn:a> ; sh:nodeKind sh:Literal ."));
    write("cycle.ttl", &format!("{prefixes} <urn:S> sh:targetNode <urn:a> ; sh:not <urn:S> ."));
    assert_eq!(
        done(it, &["validate", "--shapes", "ok.ttl", "one.ttl"]),
        "conforms: 1 focus node checked, no findings\n"
    );
    let output = concord(it, &["validate", "--shapes", "ok.ttl", "--shapes", "en.ttl", "one.ttl", "two.nt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).starts_with("violation (1): the value must be a literal\n"));
    let output = concord(it, &["validate", "--shapes", "en.ttl", "--format", "turtle", "one.ttl"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("sh:ValidationReport"));
    assert!(fails(it, 2, &["validate", "--shapes", "cycle.ttl", "one.ttl"]).contains("recursive"));
    assert!(fails(it, 2, &["validate", "--format", "pdf", "one.ttl"]).contains("no format"));
    assert!(fails(it, 1, &["validate", "--shapes", "ok.ttl", "broken.ttl"]).contains("broken.ttl"));
}
