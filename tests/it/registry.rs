//! The registry over its log: what is accepted stays, what is refused leaves no trace.

use concord::graph::{CanonLimits, Pattern, QuadIds, View, canonical_nquads, graph_hash};
use concord::load::{Compression, Input, Mode, RdfFormat};
use concord::log::LogError;
use concord::registry::{At, Author, REVISIONS_GRAPH, Registry, RegistryError, Report, Settings, Tokens};
use concord::sparql::{DefaultGraph, Limits};
use std::fmt::Write as _;
use std::path::Path;

pub(crate) const GRAPH: &str = "https://example.org/graph";

pub(crate) fn settings(folder: &Path) -> Settings {
    Settings {
        folder: folder.to_owned(),
        empty: true,
        default_graph: DefaultGraph::Union,
        limits: Limits::default(),
        load: concord::load::Limits::default(),
    }
}

pub(crate) fn open(folder: &Path) -> Registry {
    Registry::open(settings(folder)).unwrap()
}

pub(crate) fn input<'a>(text: &'a [u8], format: RdfFormat, graph: Option<&str>) -> Input<'a> {
    Input {
        name: "input".to_owned(),
        format,
        compression: Compression::None,
        graph: graph.map(str::to_owned),
        base_iri: graph.map(str::to_owned),
        reader: Box::new(text),
    }
}

pub(crate) fn load(registry: &Registry, turtle: &str, mode: Mode) -> Result<Report, RegistryError> {
    let input = input(turtle.as_bytes(), RdfFormat::Turtle, Some(GRAPH));
    registry.load(vec![input], mode, &Author::default())
}

/// One graph in canonical form.
pub(crate) fn canonical(view: &View, graph: &str) -> String {
    let Some(graph) = view.dictionary().iri(graph) else { return String::new() };
    String::from_utf8(canonical_nquads(view, graph, CanonLimits::default()).unwrap()).unwrap()
}

/// That many triples, each with the number of its load.
pub(crate) fn many(load: usize, n_triples: usize) -> String {
    use std::fmt::Write as _;
    (0..n_triples).fold(String::new(), |mut text, at| {
        writeln!(text, "<urn:s:{load}:{at}> <urn:p:{}> \"{at} of {load}\" .", at % 7).unwrap();
        text
    })
}

#[test]
fn a_new_registry_holds_the_ground_state_and_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings { empty: false, ..settings(folder.path()) };
    let first = Registry::open(settings.clone()).unwrap();
    let ontology = canonical(&first.view(), "https://w3id.org/concord/graph/ontology");
    assert_eq!(first.view().revision(), 1);
    assert!(ontology.contains("<https://w3id.org/concord/ns#Revision>"));
    let n_graphs = first.revisions()[0].graphs.len();
    assert_eq!(n_graphs, 1 + concord::ground::SHAPES.len().min(1) + concord::ground::SEEDS.len());
    drop(first);

    let again = Registry::open(settings.clone()).unwrap();
    assert_eq!(again.view().revision(), 1);
    assert_eq!(canonical(&again.view(), "https://w3id.org/concord/graph/ontology"), ontology);
    assert_eq!(Registry::verify(&settings, false).unwrap().graph_hashes, n_graphs as u64);
}

#[test]
fn the_same_content_again_is_no_change() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    let text = "@prefix : <urn:> . :a :b [ :c 1, 01 ; :d [ :e \"x\"@en ] ] , [ :c 1 ] .";
    let first = load(&registry, text, Mode::Replace).unwrap();
    assert_eq!((first.revision, first.is_change, first.added), (1, true, 7));
    let again = load(&registry, text, Mode::Replace).unwrap();
    assert_eq!((again.revision, again.is_change), (1, false));
    let isomorphic = "_:z <urn:e> \"x\"@en . _:y <urn:d> _:z . <urn:a> <urn:b> _:x , _:y . _:x <urn:c> 1 . \
                      _:y <urn:c> 01 , 1 .";
    assert!(!load(&registry, isomorphic, Mode::Replace).unwrap().is_change);
    assert_eq!(registry.revisions().len(), 1);
}

#[test]
fn a_replacement_changes_only_what_differs_and_adding_keeps_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    load(&registry, "<urn:a> <urn:p> 1 , 2 ; <urn:q> [ <urn:r> 3 ] .", Mode::Replace).unwrap();
    let changed = load(&registry, "<urn:a> <urn:p> 2 , 4 ; <urn:q> [ <urn:r> 3 ] .", Mode::Replace).unwrap();
    assert_eq!((changed.added, changed.removed), (1, 1));
    let added = load(&registry, "<urn:a> <urn:p> 2 , 5 .", Mode::Add).unwrap();
    assert_eq!((added.revision, added.added, added.removed), (3, 1, 0));
    assert!(!load(&registry, "<urn:a> <urn:p> 2 .", Mode::Add).unwrap().is_change);
    let emptied = load(&registry, "", Mode::Replace).unwrap();
    assert_eq!((emptied.added, emptied.removed), (0, 5));
    assert_eq!(registry.view().n_quads(), 0);
}

#[test]
fn several_sources_are_one_revision_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    let sources = || {
        vec![
            input(b"_:x <urn:p> 1 .", RdfFormat::Turtle, Some("urn:g:1")),
            input(b"_:x <urn:p> \"2\" .", RdfFormat::NTriples, Some("urn:g:2")),
            input(b"<urn:s> <urn:p> _:x <urn:g:3> .\n_:x <urn:p> _:y <urn:g:1> .", RdfFormat::NQuads, None),
        ]
    };
    let mut broken = sources();
    broken.push(input(b"<urn:s> <urn:p> .", RdfFormat::Turtle, Some("urn:g:4")));
    assert!(matches!(registry.load(broken, Mode::Replace, &Author::default()), Err(RegistryError::Load(_))));
    assert_eq!((registry.view().revision(), registry.view().n_quads()), (0, 0));

    let report = registry.load(sources(), Mode::Replace, &Author::default()).unwrap();
    assert_eq!((report.revision, report.added), (1, 4));
    assert_eq!(registry.view().graphs().count(), 3);
    // A label is one node within a source, whatever the graph, and another one in each source.
    let view = registry.view();
    let subjects_of = |graph: &str| {
        let triples = view.graph(view.dictionary().iri(graph).unwrap()).unwrap();
        triples
            .scan(Pattern::default())
            .map(|it| view.dictionary().text(it[0]).to_owned())
            .collect::<Vec<_>>()
    };
    let object =
        view.graph(view.dictionary().iri("urn:g:3").unwrap()).unwrap().scan(Pattern::default()).next();
    let object = view.dictionary().text(object.unwrap()[2]);
    assert_eq!(subjects_of("urn:g:1"), ["r1b0", "r1b2"]);
    assert_eq!((subjects_of("urn:g:2")[0].as_str(), object), ("r1b1", "r1b2"));
    let again = registry.load(sources(), Mode::Replace, &Author::default()).unwrap();
    assert!(!again.is_change);
}

#[test]
fn a_failed_change_leaves_the_last_revision() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    load(&registry, "<urn:a> <urn:p> 01 .", Mode::Replace).unwrap();
    let before = canonical(&registry.view(), GRAPH);
    for text in ["<urn:a> <urn:p> 2 . <urn:a> <urn:p> ", "<not an iri> <urn:p> 1 ."] {
        assert!(load(&registry, text, Mode::Replace).is_err());
    }
    let refused = input(b"<urn:a> <urn:p> 1 .", RdfFormat::Turtle, Some(REVISIONS_GRAPH));
    let refused = registry.load(vec![refused], Mode::Add, &Author::default());
    assert!(matches!(refused, Err(RegistryError::DerivedGraph)));
    let cancelled: Result<Report, RegistryError> =
        registry.commit(&Author::default(), |_, _| Err(RegistryError::DerivedGraph));
    assert!(cancelled.is_err());
    assert_eq!(canonical(&registry.view(), GRAPH), before);
    assert!(before.contains("\"01\"^^"), "lexical forms are kept");
    drop(registry);
    assert_eq!(canonical(&open(folder.path()).view(), GRAPH), before);
}

#[test]
fn what_was_accepted_is_there_after_a_start_with_and_without_a_checkpoint() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    load(&registry, "<urn:a> <urn:p> [ <urn:q> \"ä\\n\\\"\" ] .", Mode::Replace).unwrap();
    let big = many(1, 60_000);
    let author = Author {
        agent: "A. Steward".to_owned(),
        reason: "to test".to_owned(),
        source: Some("a file".to_owned()),
        ..Author::default()
    };
    let big = input(big.as_bytes(), RdfFormat::NTriples, Some("urn:big"));
    registry.load(vec![big], Mode::Replace, &author).unwrap();
    load(&registry, "<urn:a> <urn:p> 3 .", Mode::Add).unwrap();
    let expected = (canonical(&registry.view(), GRAPH), canonical(&registry.view(), "urn:big"));
    let told = canonical(&registry.view(), REVISIONS_GRAPH);
    drop(registry);

    let verified = Registry::verify(&settings(folder.path()), false).unwrap();
    assert_eq!((verified.revisions, verified.checkpoints, verified.quads), (3, 1, 60_003));
    for is_without in [false, true] {
        if is_without {
            std::fs::remove_dir_all(folder.path().join("checkpoints")).unwrap();
        }
        let registry = open(folder.path());
        let view = registry.view();
        assert_eq!((canonical(&view, GRAPH), canonical(&view, "urn:big")), expected);
        assert_eq!(canonical(&view, REVISIONS_GRAPH), told);
        assert!(told.contains("<https://w3id.org/concord/id/agent/a-steward>"), "{told}");
        assert!(told.contains("\"to test\"") && told.contains("\"a file\""));
    }
}

#[test]
fn earlier_revisions_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    for number in 1..=6 {
        load(&registry, &format!("<urn:a> <urn:p> {number} ."), Mode::Replace).unwrap();
    }
    let heads = registry.revisions();
    for number in [3, 1, 6, 3, 2, 5, 4, 1] {
        let view = registry.view_at(&At::Revision(number)).unwrap();
        assert_eq!(view.revision(), number);
        assert!(canonical(&view, GRAPH).contains(&format!("\"{number}\"")));
        assert!(canonical(&view, REVISIONS_GRAPH).contains(&format!("\"revision {number}\"")));
        assert!(!canonical(&view, REVISIONS_GRAPH).contains(&format!("\"revision {}\"", number + 1)));
        let head = &heads[number as usize - 1];
        let graph = view.dictionary().iri(GRAPH).unwrap();
        assert_eq!(
            head.graphs[0].hash,
            graph_hash(&view, graph, CanonLimits::default()).unwrap().to_string()
        );
        let as_of = registry.view_at(&At::AsOf(head.time.clone())).unwrap();
        assert!(as_of.revision() >= number && heads[as_of.revision() as usize - 1].time == head.time);
    }
    assert_eq!(registry.view_at(&At::AsOf("2999-01-01".to_owned())).unwrap().revision(), 6);
    for at in [At::Revision(0), At::Revision(7), At::AsOf("1999-12-31T23:59:59+01:00".to_owned())] {
        assert!(matches!(registry.view_at(&at), Err(RegistryError::NoRevision(_))), "{at:?}");
    }
    assert!(matches!(registry.view_at(&At::AsOf("yesterday".to_owned())), Err(RegistryError::Time(_))));
}

#[test]
fn emptying_everything_leaves_the_graph_of_revisions() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    load(&registry, "<urn:a> <urn:p> 1 .", Mode::Replace).unwrap();
    let drop_all = |registry: &Registry| {
        registry.commit(&Author::default(), |base, next| -> Result<_, RegistryError> {
            let mut stage = Registry::stage(base.clone());
            for (graph, _) in base.graphs() {
                stage.clear(graph);
            }
            Ok(stage.freeze(next))
        })
    };
    let report = drop_all(&registry).unwrap();
    assert_eq!((report.revision, report.removed), (2, 1));
    assert!(canonical(&registry.view(), REVISIONS_GRAPH).contains("\"revision 2\""));
    let report = drop_all(&registry).unwrap();
    assert!(!report.is_change);
    assert!(canonical(&registry.view(), REVISIONS_GRAPH).contains("\"revision 2\""), "still published");
}

#[test]
fn the_graph_of_revisions_is_apart_from_the_data() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    load(&registry, "<urn:a> <urn:p> 1 .", Mode::Replace).unwrap();
    let view = registry.view();
    assert_eq!((view.graphs().count(), view.union().len(), view.n_quads()), (1, 1, 1));
    assert!(canonical(&view, REVISIONS_GRAPH).contains("\"revision 1\""));
}

#[test]
fn a_small_change_of_a_large_graph_is_told_by_a_chained_hash() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    for (load, n_triples) in [(1, 12_000), (2, 10), (3, 4_000)] {
        let text = many(load, n_triples);
        let input = input(text.as_bytes(), RdfFormat::NTriples, Some(GRAPH));
        registry.load(vec![input], Mode::Add, &Author::default()).unwrap();
    }
    let is_chained: Vec<bool> =
        registry.revisions().iter().map(|it| it.graphs[0].hash.starts_with("chain:")).collect();
    assert_eq!(is_chained, [false, true, false]);
    assert_eq!(registry.verify_open().unwrap().graph_hashes, 3);
}

#[test]
fn a_revision_that_does_something_else_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    // The candidate says one thing and the patch another, as a faulty engine might.
    let lie = registry.commit(&Author::default(), |base, next| -> Result<_, RegistryError> {
        let mut stage = Registry::stage(base);
        let [s, p, o] = ["urn:s", "urn:p", "urn:o"].map(|it| stage.interner().intern_iri(it));
        stage.insert(QuadIds { graph: s, triple: [s, p, o] });
        let (view, mut patch) = stage.freeze(next);
        patch.added[0].triple = [o, p, s];
        Ok((view, patch))
    });
    assert!(lie.is_ok());
    let error = registry.verify_open().unwrap_err();
    assert!(matches!(error, RegistryError::Mismatch { number: 1, .. }), "{error}");
}

/// Blank nodes that no statement tells apart take very long to put in an order; the load ends and says so.
#[test]
fn a_graph_without_an_order_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    // Everybody knows everybody: each order of the nodes looks like every other one.
    let mut text = String::new();
    for a in 0..40 {
        for b in (0..40).filter(|it| *it != a) {
            let _ = writeln!(text, "_:n{a} <urn:knows> _:n{b} .");
        }
    }
    match load(&registry, &text, Mode::Replace) {
        Err(RegistryError::Canon { graph, problem }) => {
            assert_eq!(graph, GRAPH);
            assert!(problem.to_string().contains("canon_calls_max"), "{problem}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(registry.view().revision(), 0);
    load(&registry, "<urn:a> <urn:p> 1 .", Mode::Replace).unwrap();
}

#[test]
fn a_damaged_revision_is_named() {
    let folder = tempfile::tempdir().unwrap();
    load(&open(folder.path()), "<urn:a> <urn:p> 1 .", Mode::Replace).unwrap();
    load(&open(folder.path()), "<urn:a> <urn:p> 2 .", Mode::Replace).unwrap();
    let file = folder.path().join("revisions/000000000002.rev");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() - 60;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let error = Registry::verify(&settings(folder.path()), false).unwrap_err();
    assert!(matches!(error, RegistryError::Log(LogError::Damaged { number: 2, .. })), "{error}");
    assert!(Registry::open(settings(folder.path())).is_err());
}

#[test]
fn a_reader_and_a_second_writer_beside_a_writer() {
    let folder = tempfile::tempdir().unwrap();
    let missing = Registry::open_for_reading(settings(folder.path()));
    assert!(matches!(missing, Err(RegistryError::Log(LogError::NoLog { .. }))));
    let writer = open(folder.path());
    load(&writer, "<urn:a> <urn:p> 1 .", Mode::Replace).unwrap();
    let second = Registry::open(settings(folder.path()));
    assert!(matches!(second, Err(RegistryError::Log(LogError::Locked { .. }))));
    let reader = Registry::open_for_reading(settings(folder.path())).unwrap();
    assert_eq!(canonical(&reader.view(), GRAPH), canonical(&writer.view(), GRAPH));
    let refused = load(&reader, "<urn:a> <urn:p> 2 .", Mode::Replace);
    assert!(matches!(refused, Err(RegistryError::Log(LogError::ReadOnly { .. }))));
}

#[test]
fn tokens_are_told_once_and_known_by_their_hash() {
    let folder = tempfile::tempdir().unwrap();
    let tokens = Tokens::new(folder.path());
    assert!(tokens.list().unwrap().is_empty());
    let secret = tokens.add("ci", "admin".parse().unwrap()).unwrap().secret;
    assert!(tokens.add("ci", "reader".parse().unwrap()).is_err());
    assert!(tokens.add("../ci", "reader".parse().unwrap()).is_err());
    assert_eq!(tokens.find(&secret).unwrap().unwrap().name, "ci");
    assert_eq!(tokens.find("guess").unwrap(), None);
    let kept = std::fs::read_to_string(folder.path().join("tokens/ci")).unwrap();
    assert!(!kept.contains(&secret) && !kept.contains(secret.trim_start_matches("concord_")));
    tokens.remove("ci").unwrap();
    assert_eq!(tokens.find(&secret).unwrap(), None);
    assert!(tokens.remove("ci").is_err());
}
