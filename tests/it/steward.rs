//! Stewards at the command line and the gate: preview, difference, rollback, refusal.

use super::cli::{done, fails};
use super::registry::{GRAPH, canonical, input, load, open};
use concord::graph::{CanonLimits, graph_hash};
use concord::load::{Mode, RdfFormat};
use concord::registry::{
    At, Author, Registry, RegistryError, Report, SHAPES_GRAPH, Telling, Terms, changes_json,
};
use concord::resource::{ChangeKind, ChangeLimits};
use concord::shape::{Findings, Standing, words};
use concord::sparql::{self, Cancel, Options, Update};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

const ONE: &str = r#"@prefix con: <https://w3id.org/concord/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix id: <https://w3id.org/concord/id/> .
con:Milestone rdfs:label "milestone"@en, "Meilenstein"@de .
con:deadline rdfs:label "due date"@en, "Frist"@de .
id:m3 a con:Milestone ; rdfs:label "M3"@en ; con:deadline "2026" ; con:parts ( [ con:size 1 ] [ con:size 2 ] ) .
id:m4 a con:Milestone ; rdfs:label "M4" .
"#;

fn two() -> String {
    ONE.replace("\"2026\"", "\"2027\"").replace("con:size 2", "con:size 3").replace("id:m4", "id:m5")
}

fn write(folder: &Path, text: &str) {
    std::fs::write(folder.join("plan.ttl"), text).unwrap();
}

#[test]
fn changes_are_told_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    write(it, ONE);
    done(it, &["load", "--empty", "plan.ttl"]);
    write(it, &two());
    let preview = done(it, &["load", "plan.ttl", "--dry-run"]);
    assert!(preview.starts_with("dry run: "), "{preview}");
    assert!(preview.contains("  milestone M3: due date 2026 to 2027\n"), "{preview}");
    assert_eq!(done(it, &["history", "--json"]).lines().count(), 1, "a dry run keeps nothing");
    let loaded = done(it, &["load", "plan.ttl"]);
    assert!(loaded.starts_with("revision 2: "), "{loaded}");
    let text = done(it, &["diff", "1", "2"]);
    assert_eq!(text.lines().skip(1).collect::<Vec<_>>(), preview.lines().skip(2).collect::<Vec<_>>());
    for line in [
        "graph <https://w3id.org/concord/graph/plan>: 4 added, 4 removed",
        "  milestone M3: due date 2026 to 2027",
        "  milestone M3: con:parts / con:size 2 to 3",
        "  new milestone M4: 2 statements",
        "  removed milestone M4: 2 statements",
    ] {
        assert!(text.lines().any(|it| it == line), "{line} is not in\n{text}");
    }
    let german = done(it, &["diff", "1", "--lang", "de"]);
    assert!(german.contains("  Meilenstein M3: Frist 2026 to 2027\n"), "{german}");
    assert_eq!(done(it, &["diff", "2", "2"]), "no difference between revision 2 and revision 2\n");
    let few = done(it, &["diff", "0", "1", "-n", "1"]);
    assert!(few.starts_with("new graph ") && few.contains("and 3 more things, 4 in all"), "{few}");
    fails(it, 2, &["diff", "1", "7"]);

    let json: serde_json::Value =
        serde_json::from_str(&done(it, &["diff", "1", "2", "--format", "json"])).unwrap();
    assert_eq!((json["from"].as_u64(), json["to"].as_u64()), (Some(1), Some(2)));
    assert_eq!(json["graphs"][0]["entities_total"], 3);
    let entities = json["graphs"][0]["entities"].as_array().unwrap();
    let milestone = entities.iter().find(|it| it["name"] == "M3").unwrap();
    assert_eq!((&milestone["change"], &milestone["class"]["name"]), (&"changed".into(), &"milestone".into()));

    let patch = done(it, &["diff", "1", "2", "-f", "patch"]);
    assert!(patch.lines().all(|it| it.starts_with("A <") || it.starts_with("A _:") || it.starts_with("D ")));
    assert!(patch.contains("D <https://w3id.org/concord/id/m3> <https://w3id.org/concord/ns#deadline> \"2026\" <https://w3id.org/concord/graph/plan> .\n"), "{patch}");
    let back = done(it, &["diff", "2", "1", "-f", "patch"]);
    let swapped = |it: &str| {
        let mut lines: Vec<String> = it
            .lines()
            .map(|it| if it.starts_with('A') { it.replacen('A', "D", 1) } else { it.replacen('D', "A", 1) })
            .collect();
        lines.sort();
        lines
    };
    let mut lines: Vec<String> = back.lines().map(str::to_owned).collect();
    lines.sort();
    assert_eq!(lines, swapped(&patch));
}

#[test]
fn a_rollback_is_a_revision_that_restores_a_state() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    write(it, ONE);
    done(it, &["load", "--empty", "plan.ttl"]);
    write(it, &two());
    done(it, &["load", "plan.ttl"]);
    let preview = done(it, &["rollback", "1", "--dry-run"]);
    assert!(preview.starts_with("dry run: ") && preview.contains("due date 2027 to 2026"), "{preview}");
    let out = done(it, &["rollback", "1", "-m", "wrong file"]);
    assert!(out.starts_with("revision 3: ") && out.contains("due date 2027 to 2026"), "{out}");
    assert_eq!(done(it, &["rollback", "1"]), "no change: revision 3 holds the state of revision 1 already\n");
    let history = done(it, &["history"]);
    assert!(history.contains("wrong file") && history.lines().count() == 5, "{history}");
    assert_eq!(done(it, &["diff", "1", "3"]), "no difference between revision 1 and revision 3\n");
    fails(it, 2, &["rollback", "9"]);
    done(it, &["verify"]);

    let registry = open(&it.join("data"));
    let hash = |number| {
        let view = registry.view_at(&At::Revision(number)).unwrap();
        let graph = view.dictionary().iri("https://w3id.org/concord/graph/plan").unwrap();
        graph_hash(&view, graph, CanonLimits::default()).unwrap().to_string()
    };
    assert_eq!(hash(1), hash(3));
    assert_ne!(hash(1), hash(2));
}

#[test]
fn a_rollback_brings_back_graphs_that_were_emptied_or_new() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    let author = Author::default();
    let put = |graph: &str, text: &str| {
        let input = input(text.as_bytes(), RdfFormat::Turtle, Some(graph));
        registry.load(vec![input], Mode::Replace, &author).unwrap();
    };
    put("urn:a", "<urn:s> <urn:p> [ <urn:q> 1 ] .");
    put("urn:a", "");
    put("urn:b", "<urn:s> <urn:p> 2 .");
    let report = registry.rollback(1, &author).unwrap();
    assert_eq!((report.revision, report.added, report.removed), (4, 2, 1));
    assert!(canonical(&registry.view(), "urn:b").is_empty());
    let report = registry.rollback(3, &author).unwrap();
    assert_eq!((report.revision, report.added, report.removed), (5, 1, 2));
    assert!(!registry.rollback(3, &author).unwrap().is_change);
    registry.verify_open().unwrap();
}

const SHAPES: &str = r#"@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix shape: <urn:shape:> .
shape:Plan sh:targetSubjectsOf <urn:p> ;
    sh:property [ sh:path <urn:p> ; sh:not [ sh:hasValue "bad" ] ; sh:message "the word is not liked"@en, "das Wort gefällt nicht"@de ] ,
        [ sh:path <urn:p> ; sh:not [ sh:hasValue "odd" ] ; sh:severity sh:Warning ; sh:message "an odd word"@en ] ,
        [ sh:path <urn:to> ; sh:class <urn:Thing> ] .
"#;

fn with_shapes(folder: &Path) -> Registry {
    let registry = open(folder);
    let shapes = input(SHAPES.as_bytes(), RdfFormat::Turtle, Some(SHAPES_GRAPH));
    registry.load(vec![shapes], Mode::Replace, &Author::default()).unwrap();
    registry
}

fn refused(outcome: Result<Report, RegistryError>) -> Findings {
    match outcome {
        Err(RegistryError::Refused(findings)) => *findings,
        other => panic!("it was not refused: {other:?}"),
    }
}

#[test]
fn what_the_shapes_refuse_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let registry = with_shapes(folder.path());
    let report = load(&registry, "<urn:a> <urn:p> \"odd\" .", Mode::Replace).unwrap();
    assert_eq!((report.revision, report.findings.warnings), (2, 1));
    assert_eq!(report.findings.all[0].standing, Some(Standing::New));
    let text = "<urn:a> <urn:p> \"odd\", \"bad\" . <urn:b> <urn:p> \"bad\" .";
    let findings = refused(load(&registry, text, Mode::Replace));
    assert_eq!((findings.blocking, findings.warnings, findings.total), (2, 1, 3));
    assert_eq!(findings.to_string(), "2 violations, 1 warning, 0 remarks");
    let told = words::text(&findings, "de");
    assert!(told.starts_with("violation (2 new): das Wort gefällt nicht\n"), "{told}");
    assert!(
        told.contains("warning (1 known): an odd word\n") && told.contains("\n    <urn:b>: \"bad\"\n"),
        "{told}"
    );
    assert_eq!((registry.view().revision(), registry.revisions().len()), (2, 2));
    assert!(!canonical(&registry.view(), GRAPH).contains("bad"));

    let terms = Terms { is_dry_run: true, telling: Some(Telling::default()), ..Terms::default() };
    let author = Author { terms, ..Author::default() };
    let source = input(text.as_bytes(), RdfFormat::Turtle, Some(GRAPH));
    let report = registry.load(vec![source], Mode::Replace, &author).unwrap();
    assert!(report.findings.is_refusal() && report.is_change);
    assert_eq!(report.changes.unwrap().n_entities, 2);
    assert_eq!(registry.view().revision(), 2);

    let report = load(&registry, "<urn:a> <urn:p> \"good\" .", Mode::Replace).unwrap();
    let solved: Vec<_> = report.findings.solved.iter().map(|it| words::message(it, "en")).collect();
    assert_eq!((report.findings.total, solved), (0, vec!["an odd word"]));
}

/// A load, an update, a removal and a rollback go through the same gate; so does a change in another graph.
#[test]
fn a_change_that_breaks_the_references_of_another_graph_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let registry = with_shapes(folder.path());
    let author = Author::default();
    let put = |graph: &str, text: &str| {
        registry.load(vec![input(text.as_bytes(), RdfFormat::Turtle, Some(graph))], Mode::Replace, &author)
    };
    put("urn:things", "<urn:t> a <urn:Thing> .").unwrap();
    put("urn:plans", "<urn:a> <urn:p> 1 ; <urn:to> <urn:t> .").unwrap();
    let findings = refused(put("urn:things", ""));
    assert_eq!((findings.blocking, findings.all[0].focus_node.to_string()), (1, "<urn:a>".to_owned()));
    refused(
        registry
            .rollback(1, &author)
            .and_then(|_| put("urn:plans", "<urn:a> <urn:p> 1 ; <urn:to> <urn:t> .")),
    );
    assert_eq!(registry.view().revision(), 4, "both graphs went in one step");
    put("urn:things", "<urn:t> a <urn:Thing> .").unwrap();
    put("urn:plans", "<urn:a> <urn:p> 1 ; <urn:to> <urn:t> .").unwrap();
    let update = Update::parse(
        "DELETE WHERE { GRAPH ?g { ?s a <urn:Thing> } }",
        &Options::default(),
        &sparql::Limits::default(),
    );
    let none = |_: &str| Err("nothing".to_owned());
    refused(registry.update(&update.unwrap(), &author, &Cancel::default(), &none));
    registry.verify_open().unwrap();
}

/// Shapes that the data does not have are refused, and so are shapes that cannot be checked.
#[test]
fn shapes_come_in_by_the_same_gate() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    let author = Author::default();
    let put = |graph: &str, text: &str| {
        registry.load(vec![input(text.as_bytes(), RdfFormat::Turtle, Some(graph))], Mode::Replace, &author)
    };
    load(&registry, "<urn:a> <urn:p> \"bad\" .", Mode::Replace).unwrap();
    refused(put(SHAPES_GRAPH, SHAPES));
    let broken =
        "<urn:s> <http://www.w3.org/ns/shacl#targetNode> <urn:a> ; <http://www.w3.org/ns/shacl#minCuont> 1 .";
    match put(&format!("{SHAPES_GRAPH}-more"), broken) {
        Err(RegistryError::Shapes(error)) => assert!(error.to_string().contains("sh:minCuont is unknown")),
        other => panic!("{other:?}"),
    }
    assert_eq!(registry.revisions().len(), 1);
    load(&registry, "<urn:a> <urn:p> \"good\" .", Mode::Replace).unwrap();
    put(SHAPES_GRAPH, SHAPES).unwrap();
    // Shapes may be split over graphs, one for each who writes them.
    let more = "<urn:more> <http://www.w3.org/ns/shacl#targetNode> <urn:a> ; \
        <http://www.w3.org/ns/shacl#property> [ <http://www.w3.org/ns/shacl#path> <urn:q> ; <http://www.w3.org/ns/shacl#minCount> 1 ] .";
    refused(put(&format!("{SHAPES_GRAPH}/saxony"), more));
    load(&registry, "<urn:a> <urn:p> \"good\" ; <urn:q> 1 .", Mode::Replace).unwrap();
    put(&format!("{SHAPES_GRAPH}/saxony"), more).unwrap();
    refused(load(&registry, "<urn:a> <urn:p> \"good\" .", Mode::Replace));
    refused(load(&registry, "<urn:a> <urn:p> \"bad\" ; <urn:q> 1 .", Mode::Replace));
    // Without shapes everything goes, and coming back they hold again.
    put(SHAPES_GRAPH, "").unwrap();
    put(&format!("{SHAPES_GRAPH}/saxony"), "").unwrap();
    load(&registry, "<urn:a> <urn:p> \"bad\" .", Mode::Replace).unwrap();
    let back = refused(
        registry
            .rollback(5, &author)
            .and_then(|_| load(&registry, "<urn:a> <urn:p> \"bad\" .", Mode::Replace)),
    );
    assert_eq!(back.blocking, 2);
}

#[test]
fn a_difference_is_bounded_with_its_true_total() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    load(&registry, &super::registry::many(1, 3_000), Mode::Replace).unwrap();
    let limits = ChangeLimits { entities_max: 10, statements_max: 5 };
    let changes = registry.diff(0, 1).unwrap().changes("en", limits);
    assert_eq!((changes.n_entities, changes.n_added, changes.graphs[0].entities.len()), (3_000, 3_000, 10));
    assert_eq!(changes.graphs[0].kind, ChangeKind::Added);
    assert_eq!(changes_json(&changes)["graphs"][0]["entities_total"], 3_000);
    // One thing with very many blank nodes is told as quickly.
    let numbers: Vec<String> = (0..20_000).map(|it| it.to_string()).collect();
    let nested = format!("<urn:a> <urn:p> [ <urn:q> {} ] .", numbers.join(" ], [ <urn:q> "));
    load(&registry, &nested, Mode::Add).unwrap();
    let changes = registry.diff(1, 2).unwrap().changes("en", limits);
    assert_eq!((changes.n_entities, changes.n_added), (1, 40_000));
    assert_eq!(changes.graphs[0].entities[0].properties.len(), 5);
}

/// Two at once follow one another, each on top of what the other has brought.
#[test]
fn loads_at_once_lose_nothing() {
    const WRITERS: u64 = 4;
    const LOADS: u64 = 30;
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    let first = std::sync::Barrier::new(WRITERS as usize);
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (registry, first) = (&registry, &first);
            scope.spawn(move || {
                first.wait();
                for number in 0..LOADS {
                    let text = format!("<urn:w{writer}> <urn:p> {number} , [ <urn:q> {number} ] .");
                    let report = load(registry, &text, Mode::Add).unwrap();
                    assert_eq!((report.added, report.removed), (3, 0));
                }
            });
        }
    });
    assert_eq!(registry.revisions().len() as u64, WRITERS * LOADS);
    assert_eq!(registry.view().n_quads() as u64, WRITERS * LOADS * 3);
    registry.verify_open().unwrap();
}

/// Each load replaces two graphs with texts of one number; a reader that saw a mixture would see two numbers.
#[test]
fn readers_beside_many_loads_see_whole_revisions() {
    const LOADS: u64 = 500;
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    let text = |number: u64| {
        ["urn:g1", "urn:g2"].map(|graph| {
            format!(
                "<urn:s> <urn:n> {number} . <urn:s> <urn:p> [ <urn:q> {number} ], [ <urn:r> \"{graph}\" ] ."
            )
        })
    };
    let put = |number: u64| {
        let texts = text(number);
        let inputs = texts.iter().zip(["urn:g1", "urn:g2"]);
        let inputs = inputs.map(|(it, graph)| input(it.as_bytes(), RdfFormat::Turtle, Some(graph))).collect();
        registry.load(inputs, Mode::Replace, &Author::default()).unwrap();
    };
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    let mut seen = Vec::new();
                    while !is_over.load(Ordering::Relaxed) {
                        let view = registry.view();
                        let hashes = ["urn:g1", "urn:g2"].map(|it| {
                            let graph = view.dictionary().iri(it).filter(|it| view.graph(*it).is_some());
                            graph.map(|it| graph_hash(&view, it, CanonLimits::default()).unwrap().to_string())
                        });
                        seen.push((view.revision(), hashes));
                    }
                    seen
                })
            })
            .collect();
        (1..=LOADS).for_each(put);
        is_over.store(true, Ordering::Relaxed);
        let heads = registry.revisions();
        assert_eq!(heads.len() as u64, LOADS);
        for (revision, hashes) in readers.into_iter().flat_map(|it| it.join().unwrap()) {
            let Some(head) = (revision as usize).checked_sub(1).map(|it| &heads[it]) else { continue };
            for (name, hash) in ["urn:g1", "urn:g2"].into_iter().zip(hashes) {
                let touched = head.graphs.iter().find(|it| it.graph.as_deref() == Some(name)).unwrap();
                assert_eq!(hash.as_ref(), Some(&touched.hash), "revision {revision}, {name}");
            }
        }
    });
}
