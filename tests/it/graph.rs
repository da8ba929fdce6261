//! The frozen index against a plain set of quads: random changes, every pattern, counts, diffs, images.

use concord::graph::{
    CanonLimits, Ids, NONE, Patch, Pattern, QuadIds, SnapshotError, Stage, TermId, TripleIndex, Triples,
    View, canonical_nquads, diff, graph_hash,
};
use oxigraph::model::{
    BaseDirection, BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term, Triple, vocab::xsd,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More than a layer may hold before it is merged into a new base, in triples.
const BLOCK_TRIPLES: u32 = 1_500;

fn iri(n: u8) -> NamedNode {
    NamedNode::new_unchecked(format!("http://example.com/{n}"))
}

fn subject(n: u8) -> NamedOrBlankNode {
    if n % 4 == 3 { BlankNode::new_unchecked(format!("b{n}")).into() } else { iri(n).into() }
}

/// Terms that differ in one thing each: lexical form, datatype, language, direction, nesting.
fn object(n: u8) -> Term {
    let triple = |object: Term| Term::from(Triple::new(subject(3), iri(10), object));
    match n {
        0 => Literal::new_typed_literal("1", xsd::INTEGER).into(),
        1 => Literal::new_typed_literal("01", xsd::INTEGER).into(),
        2 => Literal::new_simple_literal("1").into(),
        3 => Literal::new_language_tagged_literal_unchecked("1", "en").into(),
        4 => Literal::new_language_tagged_literal_unchecked("1", "en-GB").into(),
        5 => Literal::new_directional_language_tagged_literal_unchecked("1", "en", BaseDirection::Ltr).into(),
        6 => Literal::new_directional_language_tagged_literal_unchecked("1", "en", BaseDirection::Rtl).into(),
        7 => Literal::new_simple_literal("a \"quoted\"\r\n\t\\ text \u{7F} \u{FFFE} é \u{1}").into(),
        8 => triple(iri(0).into()),
        9 => triple(triple(Literal::new_simple_literal("").into())),
        other => subject(other - 10).into(),
    }
}

const N_OBJECTS: u8 = 16;

fn graph_name(n: u8) -> GraphName {
    match n {
        0 => GraphName::DefaultGraph,
        3 => BlankNode::new_unchecked("g").into(),
        other => iri(100 + other).into(),
    }
}

#[derive(Clone, Debug)]
enum Op {
    Insert([u8; 4]),
    Remove([u8; 4]),
    /// Many triples at once, so that layers are merged.
    InsertBlock(u8, u32),
    RemoveBlock(u8, u32),
    InsertAll(u8, Vec<[u8; 3]>),
    Clear(u8),
    Freeze,
}

fn op() -> impl Strategy<Value = Op> {
    let triple = || [0..6u8, 10..13u8, 0..N_OBJECTS];
    let quad = || (triple(), 0..4u8).prop_map(|([s, p, o], g)| [s, p, o, g]);
    prop_oneof![
        20 => quad().prop_map(Op::Insert),
        12 => quad().prop_map(Op::Remove),
        2 => (0..4u8, 0..3u32).prop_map(|(g, block)| Op::InsertBlock(g, block)),
        2 => (0..4u8, 0..3u32).prop_map(|(g, block)| Op::RemoveBlock(g, block)),
        2 => (0..4u8, prop::collection::vec(triple(), 0..6)).prop_map(|(g, all)| Op::InsertAll(g, all)),
        1 => (0..4u8).prop_map(Op::Clear),
        5 => Just(Op::Freeze),
    ]
}

fn quad([s, p, o, g]: [u8; 4]) -> Quad {
    Quad::new(subject(s), iri(p), object(o), graph_name(g))
}

/// A thousand and a half triples; blocks overlap by half.
fn block(stage: &mut Stage, graph: u8, block: u32) -> Vec<QuadIds> {
    let graph = stage.intern_graph(graph_name(graph).as_ref());
    let interner = stage.interner();
    (block * BLOCK_TRIPLES / 2..block * BLOCK_TRIPLES / 2 + BLOCK_TRIPLES)
        .map(|n| {
            let s = interner.intern_iri(&format!("http://example.com/s{}", n / 7));
            let p = interner.intern_iri(&format!("http://example.com/{}", 10 + n % 3));
            let o = interner.intern_iri(&format!("http://example.com/o{}", n % 500));
            QuadIds { graph, triple: [s, p, o] }
        })
        .collect()
}

type Quads = BTreeSet<QuadIds>;

fn apply(op: &Op, stage: &mut Stage, naive: &mut Quads) {
    match op {
        Op::Insert(it) => {
            let it = stage.intern_quad(quad(*it).as_ref());
            stage.insert(it);
            naive.insert(it);
        }
        Op::Remove(it) => {
            let it = stage.intern_quad(quad(*it).as_ref());
            stage.remove(it);
            naive.remove(&it);
        }
        Op::InsertBlock(graph, number) => {
            let quads = block(stage, *graph, *number);
            stage.insert_all(quads[0].graph, quads.iter().map(|it| it.triple).collect());
            naive.extend(quads);
        }
        Op::RemoveBlock(graph, number) => {
            for it in block(stage, *graph, *number) {
                stage.remove(it);
                naive.remove(&it);
            }
        }
        Op::InsertAll(graph, triples) => {
            let name = stage.intern_graph(graph_name(*graph).as_ref());
            let quads: Vec<QuadIds> = triples
                .iter()
                .map(|[s, p, o]| stage.intern_quad(quad([*s, *p, *o, *graph]).as_ref()))
                .collect();
            stage.insert_all(name, quads.iter().map(|it| it.triple).collect());
            naive.extend(quads);
        }
        Op::Clear(graph) => {
            let name = stage.intern_graph(graph_name(*graph).as_ref());
            stage.clear(name);
            naive.retain(|it| it.graph != name);
        }
        Op::Freeze => (),
    }
}

fn patterns(of: Ids) -> impl Iterator<Item = Pattern> {
    (0..8u8).map(move |bits| {
        let bound = |at: usize| (bits >> at & 1 == 1).then_some(of[at]);
        Pattern::new(bound(0), bound(1), bound(2))
    })
}

fn matches(pattern: Pattern, [s, p, o]: Ids) -> bool {
    pattern.subject.is_none_or(|it| it == s)
        && pattern.predicate.is_none_or(|it| it == p)
        && pattern.object.is_none_or(|it| it == o)
}

fn check_triples(triples: &Triples, naive: &BTreeSet<Ids>, probes: &[Ids]) {
    assert_eq!(triples.len(), naive.len());
    assert_eq!(triples.is_empty(), naive.is_empty());
    assert!(triples.sorted().iter().eq(naive));
    for pattern in probes.iter().flat_map(|it| patterns(*it)) {
        let expected: Vec<Ids> = naive.iter().copied().filter(|it| matches(pattern, *it)).collect();
        let mut found: Vec<Ids> = triples.scan(pattern).collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{pattern:?}");
        assert_eq!(triples.count(pattern), expected.len(), "{pattern:?}");
        if let Some(run) = triples.plain_run(pattern) {
            assert_eq!(run.len(), expected.len());
        }
    }
    let predicates: BTreeSet<TermId> = naive.iter().map(|it| it[1]).collect();
    assert!(triples.predicates().iter().eq(&predicates));
    let distinct = |at: usize, p: TermId| {
        naive.iter().filter(|it| it[1] == p).map(|it| it[at]).collect::<BTreeSet<_>>().len()
    };
    for p in predicates {
        let stats = triples.stats(p);
        assert_eq!(stats.triples as usize, naive.iter().filter(|it| it[1] == p).count());
        if !triples.is_layered() {
            assert_eq!((stats.subjects as usize, stats.objects as usize), (distinct(0, p), distinct(2, p)));
        }
    }
    assert!(triples.n_subjects() >= naive.iter().map(|it| it[0]).collect::<BTreeSet<_>>().len());
    assert!(triples.n_objects() >= naive.iter().map(|it| it[2]).collect::<BTreeSet<_>>().len());
}

fn by_graph(quads: &Quads) -> BTreeMap<TermId, BTreeSet<Ids>> {
    let mut graphs: BTreeMap<TermId, BTreeSet<Ids>> = BTreeMap::new();
    for it in quads {
        graphs.entry(it.graph).or_default().insert(it.triple);
    }
    graphs
}

fn check_view(view: &View, naive: &Quads, extra: &[Ids]) {
    let graphs = by_graph(naive);
    let union: BTreeSet<Ids> = naive.iter().map(|it| it.triple).collect();
    let mut probes: Vec<Ids> = union.iter().step_by(1 + union.len() / 8).copied().collect();
    probes.extend(extra);
    assert!(view.graphs().map(|it| it.0).eq(graphs.keys().copied()));
    assert_eq!(view.n_quads(), naive.len());
    check_triples(view.union(), &union, &probes);
    for (name, expected) in &graphs {
        check_triples(view.graph(*name).unwrap(), expected, &probes);
    }
    for triple in probes {
        let holders = graphs.iter().filter(|it| it.1.contains(&triple)).map(|it| *it.0);
        assert!(view.graphs_of(triple).eq(holders));
    }
    assert_eq!(view.quads().collect::<Quads>(), *naive);
}

/// The quads as text, which does not depend on numbers.
fn texts(view: &View) -> BTreeSet<String> {
    view.quads().map(|it| view.quad(it).to_string()).collect()
}

fn patch_between(old: &Quads, new: &Quads) -> Patch {
    Patch { added: new.difference(old).copied().collect(), removed: old.difference(new).copied().collect() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_index_is_the_set_of_its_quads(ops in prop::collection::vec(op(), 1..60)) {
        let first = Arc::new(View::default());
        let mut view = Arc::clone(&first);
        let mut naive = Quads::new();
        let mut frozen = Quads::new();
        let mut total = Patch::default();
        let mut stage = Stage::new(Arc::clone(&view));
        for op in ops.iter().chain([&Op::Freeze]) {
            apply(op, &mut stage, &mut naive);
            if !matches!(op, Op::Freeze) {
                continue;
            }
            prop_assert!(stage.graphs().into_iter().eq(by_graph(&naive).into_keys()));
            let extra = stage.intern_quad(quad([1, 11, 1, 1]).as_ref());
            let (next, patch) = stage.freeze(view.revision() + 1);
            check_view(&next, &naive, &[extra.triple, [extra.triple[2], 1, 1]]);
            prop_assert_eq!(&patch, &patch_between(&frozen, &naive));
            total = total.then(patch);
            prop_assert_eq!(&total, &patch_between(&Quads::new(), &naive));
            check_diff(&view, &next);
            check_diff(&first, &next);
            check_diff(&next, &view);
            frozen.clone_from(&naive);
            view = Arc::new(next);
            stage = Stage::new(Arc::clone(&view));
        }
        check_image(&view);
    }

    #[test]
    fn damaged_images_are_errors(at in 0..4_000usize, byte: u8, cut in 0..4_000usize) {
        let image = small_view().to_snapshot();
        prop_assert!(View::from_snapshot(&image[..cut % image.len()]).is_err());
        let mut damaged = image.clone();
        damaged[at % image.len()] = byte;
        if let Ok(view) = View::from_snapshot(&damaged) {
            // Whatever is taken in can be read through and written again.
            texts(&view);
            prop_assert_eq!(View::from_snapshot(&view.to_snapshot()).unwrap().n_quads(), view.n_quads());
        }
    }
}

fn check_diff(old: &View, new: &View) {
    let (before, after) = (texts(old), texts(new));
    let found = diff(old, new);
    let text =
        |quads: &mut dyn Iterator<Item = Quad>| quads.map(|it| it.to_string()).collect::<BTreeSet<_>>();
    assert_eq!(text(&mut found.added(new)), after.difference(&before).cloned().collect());
    assert_eq!(text(&mut found.removed(old)), before.difference(&after).cloned().collect());
    assert_eq!(found.is_empty(), before == after);
    assert_eq!(found.n_added() + found.n_removed(), before.symmetric_difference(&after).count());
}

fn check_image(view: &View) {
    let image = view.to_snapshot();
    let again = View::from_snapshot(&image).unwrap();
    assert_eq!(again.revision(), view.revision());
    assert_eq!(texts(&again), texts(view));
    assert_eq!(again.to_snapshot(), image);
    assert!(again.dictionary().len() <= view.dictionary().len());
    let numbers: Quads = again.quads().collect();
    check_view(&again, &numbers, &[]);
    // Other numbers, the same content: diffs translate and hashes agree.
    check_diff(view, &again);
    assert!(diff(view, &again).is_empty() && diff(&again, view).is_empty());
    let changed = {
        let mut stage = Stage::new(Arc::new(again.clone()));
        let other = stage.intern_quad(quad([5, 12, 9, 2]).as_ref());
        stage.insert(other);
        if let Some(gone) = again.quads().next() {
            stage.remove(gone);
        }
        stage.freeze(9).0
    };
    check_diff(view, &changed);
    check_diff(&changed, view);
    for (name, _) in view.graphs() {
        let there = again.graph_id(view.graph_name(name).as_ref()).unwrap();
        let hash = |view: &View, graph| graph_hash(view, graph, CanonLimits::default()).unwrap();
        assert_eq!(hash(view, name), hash(&again, there));
    }
}

fn small_view() -> View {
    let mut stage = Stage::new(Arc::new(View::default()));
    for n in 0..48 {
        let it = stage.intern_quad(quad([n % 6, 10 + n % 3, n % N_OBJECTS, n % 4]).as_ref());
        stage.insert(it);
    }
    stage.freeze(7).0
}

#[test]
fn lexical_forms_tags_and_triple_terms_come_back_as_they_were() {
    let mut stage = Stage::new(Arc::new(View::default()));
    let quads: Vec<Quad> = (0..N_OBJECTS).map(|n| quad([0, 10, n, 1])).collect();
    for quad in &quads {
        let it = stage.intern_quad(quad.as_ref());
        stage.insert(it);
    }
    let (view, patch) = stage.freeze(1);
    assert_eq!(patch.added.len(), quads.len());
    for view in [&view, &View::from_snapshot(&view.to_snapshot()).unwrap()] {
        let found: Vec<Quad> = view.quads().map(|it| view.quad(it)).collect();
        for quad in &quads {
            assert!(found.contains(quad), "{quad}");
            assert!(view.contains(quad.as_ref()), "{quad}");
        }
    }
}

#[test]
fn unused_terms_die_in_an_image() {
    let mut stage = Stage::new(Arc::new(small_view()));
    let gone = stage.intern_quad(Quad::new(iri(200), iri(201), iri(202), iri(203)).as_ref());
    stage.insert(gone);
    let mut stage = Stage::new(Arc::new(stage.freeze(8).0));
    stage.remove(gone);
    let view = stage.freeze(9).0;
    let again = View::from_snapshot(&view.to_snapshot()).unwrap();
    assert_eq!(again.dictionary().len(), small_view().dictionary().len());
    assert_eq!(again.dictionary().iri("http://example.com/200"), None);
}

#[test]
fn images_that_claim_too_much_are_refused_before_room_is_made_for_it() {
    let mut image = small_view().to_snapshot()[..9].to_vec();
    image.extend([0xFF, 0xFF, 0xFF, 0xFF, 0x0F]);
    assert!(matches!(View::from_snapshot(&image), Err(SnapshotError::Damaged { .. })));
    assert_eq!(View::from_snapshot(b"something else").unwrap_err(), SnapshotError::Magic);
    assert!(View::from_snapshot(&View::default().to_snapshot()).unwrap().quads().next().is_none());
}

#[test]
fn duplicates_and_disorder_do_not_matter_to_an_index() {
    let index = TripleIndex::new(vec![[3, 1, 1], [1, 1, 9_000_000], [3, 1, 1], [1, 1, 2]]);
    assert_eq!(index.triples().collect::<Vec<_>>(), [[1, 1, 2], [1, 1, 9_000_000], [3, 1, 1]]);
    assert_eq!(index.objects(1, 1), [2, 9_000_000]);
    assert_eq!(index.count(Pattern::new(None, None, Some(u32::MAX))), 0);
}

#[test]
fn canonical_lines_are_the_sorted_lines_of_a_graph_without_blank_nodes() {
    let mut stage = Stage::new(Arc::new(View::default()));
    let mut lines = BTreeSet::new();
    let graph = stage.intern_graph(iri(99).as_ref().into());
    let objects: Vec<Term> = (0..8)
        .map(object)
        .chain(["a", "ab", "a b", "a\u{1}", "é", "a\""].map(|it| Literal::new_simple_literal(it).into()))
        .chain(["e", "en", "en-a"].map(|it| Literal::new_language_tagged_literal_unchecked("a", it).into()))
        .chain([1, 10, 100].map(|it| iri(it).into()))
        .collect();
    for s in [1, 10, 100, 12] {
        for p in [2, 20] {
            for o in &objects {
                let triple = Triple::new(iri(s), iri(p), o.clone());
                lines.insert(format!("{triple} .\n"));
                let it = stage.intern_quad(triple.in_graph(iri(99)).as_ref());
                stage.insert(it);
            }
        }
    }
    let view = stage.freeze(1).0;
    let found = String::from_utf8(canonical_nquads(&view, graph, CanonLimits::default()).unwrap()).unwrap();
    assert_eq!(found, lines.into_iter().collect::<String>());
    assert!(canonical_nquads(&view, NONE, CanonLimits::default()).unwrap().is_empty());
}
