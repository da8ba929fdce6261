//! Checking what a change can have touched gives what checking everything gives.

use concord::graph::{Ids, Patch, QuadIds, Stage, View};
use concord::load::{Compression, Input, Limits, Mode, RdfFormat, SparqlAsker, load, read_shapes};
use concord::shape::{self, Affected, Findings, ShapeSet, affected, check, check_affected};
use oxrdf::{GraphNameRef, Literal, NamedNode, Quad, Term};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

const SHAPES_GRAPH: &str = "https://w3id.org/concord/graph/shapes";
const PREFIXES: &str = "@prefix ex: <urn:ex:> . @prefix sh: <http://www.w3.org/ns/shacl#> . \
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n";

/// What a shape looks at.
const TARGETS: &[&str] = &[
    "sh:targetNode ex:n0, ex:n1",
    "sh:targetClass ex:C0",
    "sh:targetSubjectsOf ex:p",
    "sh:targetObjectsOf ex:q",
    "sh:targetClass ex:C1 ; sh:targetNode ex:n2",
];

/// What a shape asks for.
#[rustfmt::skip]
const SAYS: &[&str] = &[
    "sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:maxCount 2 ; sh:class ex:C0 ]",
    "sh:property [ sh:path ( ex:p ex:q ) ; sh:minCount 1 ]",
    "sh:property [ sh:path ( ex:p [ sh:inversePath ex:q ] ex:r ) ; sh:maxCount 1 ; sh:nodeKind sh:IRI ]",
    "sh:property [ sh:path [ sh:inversePath ( ex:p ex:q ) ] ; sh:maxCount 0 ]",
    "sh:property [ sh:path [ sh:zeroOrMorePath ex:p ] ; sh:maxCount 2 ]",
    "sh:property [ sh:path ( [ sh:oneOrMorePath ex:p ] ex:q ) ; sh:maxCount 1 ]",
    "sh:property [ sh:path [ sh:inversePath [ sh:oneOrMorePath ex:q ] ] ; sh:maxCount 1 ]",
    "sh:property [ sh:path [ sh:zeroOrOnePath ex:q ] ; sh:class ex:C1 ]",
    "sh:property [ sh:path [ sh:alternativePath ( ex:p [ sh:inversePath ex:r ] ) ] ; sh:minCount 2 ]",
    "sh:property [ sh:path ex:p ; sh:equals ex:q ]",
    "sh:property [ sh:path ex:p ; sh:disjoint ex:r ; sh:lessThan ex:q ]",
    "sh:property [ sh:path ex:r ; sh:uniqueLang true ; sh:in ( 1 2 ex:n1 ) ]",
    "sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path ex:p ]",
    "sh:property [ sh:path ex:p ; sh:node [ sh:closed true ; sh:property [ sh:path ex:q ] ] ]",
    "sh:not [ sh:property [ sh:path ex:p ; sh:hasValue ex:n1 ] ]",
    "sh:or ( [ sh:property [ sh:path ex:p ; sh:minCount 2 ] ] [ sh:class ex:C1 ] )",
    "sh:xone ( [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ] [ sh:property [ sh:path ex:r ; sh:class ex:C0 ] ] )",
    "sh:property [ sh:path ex:p ; sh:qualifiedValueShape [ sh:property [ sh:path ex:q ; sh:class ex:C0 ] ] ; sh:qualifiedMinCount 1 ]",
    "sh:property [ sh:path ex:p ; sh:property [ sh:path ex:q ; sh:property [ sh:path ex:r ; sh:minCount 1 ] ] ]",
    "sh:sparql [ sh:select 'SELECT $this ?value { $this <urn:ex:p> ?x . ?x <urn:ex:q> ?value }' ]",
    "sh:sparql [ sh:select 'SELECT $this ?value { ?value <urn:ex:p> $this . FILTER NOT EXISTS { $this <urn:ex:q> ?value } }' ]",
    "sh:sparql [ sh:select 'SELECT $this ?value { $this <urn:ex:p> ?value OPTIONAL { ?value <urn:ex:q> ?y } FILTER(!BOUND(?y)) }' ]",
    "sh:sparql [ sh:select 'SELECT $this { OPTIONAL { $this <urn:ex:p> ?x } ?x <urn:ex:q> ?y }' ]",
    "sh:sparql [ sh:select 'SELECT $this ?value { { $this <urn:ex:p> ?value } UNION { ?value <urn:ex:q> $this . ?value <urn:ex:r> ?z } FILTER EXISTS { ?value a <urn:ex:C0> } }' ]",
    "sh:sparql [ sh:select 'SELECT $this ?value { $this <urn:ex:p>/<urn:ex:q>* ?value . ?value <urn:ex:r> 1 }' ]",
    "sh:sparql [ sh:select 'SELECT $this { { SELECT $this (COUNT(?x) AS ?n) { $this <urn:ex:p> ?y . ?y <urn:ex:q> ?x } GROUP BY $this } FILTER(?n > 1) }' ]",
    "sh:sparql [ sh:select 'SELECT $this ?value { { SELECT $this ?value { ?value <urn:ex:q> ?x } ORDER BY ?value ?x LIMIT 1 } $this <urn:ex:p> ?value }' ]",
    "sh:sparql [ sh:select 'SELECT $this { { SELECT $this ?x { ?x <urn:ex:q> ?y } } $this <urn:ex:p> ?y . ?x <urn:ex:r> ?y }' ]",
    "sh:sparql [ sh:select 'SELECT $this { FILTER NOT EXISTS { ?x <urn:ex:r> ex:n1 . ?x <urn:ex:p> ?y } }' ; sh:prefixes ex:prefixes ]",
    "sh:sparql [ sh:select 'SELECT $this ?value { $this ?any ?value . ?value ?other ?x FILTER(?other != <urn:ex:q>) }' ]",
    "sh:sparql [ sh:select 'SELECT $this ?value { $this <urn:ex:p> ?x BIND(?x AS ?copy) ?copy <urn:ex:q> ?value }' ]",
    "sh:property [ sh:path ex:p ; sh:sparql [ sh:select 'SELECT $this ?value { $this $PATH ?value . ?value <urn:ex:r> ?x . ?x <urn:ex:q> $this }' ] ]",
    "sh:property [ sh:path ex:p ; ex:linkedBy ex:q ]",
    "sh:property [ sh:path ex:p ; sh:node [ sh:sparql [ sh:select 'SELECT $this { ?x <urn:ex:r> $this . ?x <urn:ex:q> ?y }' ] ] ]",
];

/// A component of the shapes themselves, asked with the value at hand.
const COMPONENT: &str = "ex:prefixes sh:declare [ sh:prefix 'ex' ; sh:namespace 'urn:ex:'^^xsd:anyURI ] . \
    ex:Linked a sh:ConstraintComponent ; sh:parameter [ sh:path ex:linkedBy ] ; sh:validator [ a sh:SPARQLAskValidator ; \
    sh:ask 'ASK { ?x $linkedBy $value . FILTER NOT EXISTS { $value <urn:ex:r> ?y } }' ] .\n";

/// Subject, predicate, object as small numbers; which graph of two.
type Small = (u8, u8, u8, bool);

fn node(n: u8) -> Term {
    NamedNode::new_unchecked(format!("urn:ex:n{n}")).into()
}

/// Types, a few hierarchies, links, and some literals.
fn quad((s, p, o, other): Small) -> Quad {
    let iri = |it: String| NamedNode::new_unchecked(it);
    let Term::NamedNode(subject) = node(s % 6) else { unreachable!() };
    let graph = iri(format!("urn:g{}", u8::from(other)));
    let (subject, predicate, object): (NamedNode, &str, Term) = match p % 12 {
        0 | 1 => (
            subject,
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
            iri(format!("urn:ex:C{}", o % 3)).into(),
        ),
        2 if o == 0 => (
            iri(format!("urn:ex:C{}", s % 3)),
            "http://www.w3.org/2000/01/rdf-schema#subClassOf",
            iri(format!("urn:ex:C{}", o % 3)).into(),
        ),
        3 => (subject, "urn:ex:r", Literal::from(i32::from(o % 3)).into()),
        4 => (
            subject,
            "urn:ex:r",
            Literal::new_language_tagged_literal_unchecked(format!("{}", o % 2), "en").into(),
        ),
        n => (subject, ["urn:ex:p", "urn:ex:q", "urn:ex:r"][usize::from(n % 3)], node(o % 6)),
    };
    Quad::new(subject, iri(predicate.to_owned()), object, graph)
}

fn shapes(view_shapes: &[(usize, usize)]) -> (Arc<View>, ShapeSet) {
    let mut text = format!("{PREFIXES}{COMPONENT}");
    for (at, (target, says)) in view_shapes.iter().enumerate() {
        let (target, says) = (TARGETS[target % TARGETS.len()], SAYS[says % SAYS.len()]);
        let _ = writeln!(text, "ex:S{at} {target} ; {says} .");
    }
    let mut stage = Stage::new(Arc::default());
    let graph = stage.interner().intern_iri(SHAPES_GRAPH);
    stage.keep_apart(graph);
    let input = Input {
        name: "shapes".to_owned(),
        format: RdfFormat::Turtle,
        compression: Compression::None,
        graph: Some(SHAPES_GRAPH.to_owned()),
        base_iri: None,
        reader: Box::new(text.as_bytes()),
    };
    load(&mut stage, vec![input], Mode::Add, 1, &Limits::default()).unwrap();
    let (view, _) = stage.freeze(1);
    let set = read_shapes(&view, SHAPES_GRAPH, &SparqlAsker::default()).unwrap_or_else(|it| panic!("{it}"));
    (Arc::new(view), set)
}

fn change(base: Arc<View>, number: u64, added: &[Small], removed: &[Small]) -> (View, Patch) {
    let mut stage = Stage::new(base);
    for (all, is_added) in [(removed, false), (added, true)] {
        for small in all {
            let quad = quad(*small);
            let ids = stage.intern_quad(quad.as_ref());
            if is_added { stage.insert(ids) } else { stage.remove(ids) }
        }
    }
    stage.freeze(number)
}

fn news(quads: &[QuadIds], other: &View) -> Vec<Ids> {
    quads.iter().map(|it| it.triple).filter(|it| !other.union().contains(*it)).collect()
}

/// The findings as texts with how often each comes.
fn told(findings: &Findings) -> BTreeMap<String, i64> {
    let mut told = BTreeMap::new();
    for it in &findings.all {
        let path = it.path().map(ToString::to_string);
        let text =
            format!("{} {} {} {path:?} {:?}", it.source.shape, it.source.component, it.focus_node, it.value);
        *told.entry(text).or_default() += 1;
    }
    told
}

/// What is in `all` and not in `part`, which must be in `all`.
fn without(all: &BTreeMap<String, i64>, part: &BTreeMap<String, i64>) -> BTreeMap<String, i64> {
    let mut left = all.clone();
    for (text, n) in part {
        let count = left.entry(text.clone()).or_default();
        *count -= n;
        assert!(*count >= 0, "{text} is found among the touched nodes only");
    }
    left.retain(|_, n| *n != 0);
    left
}

fn small() -> impl Strategy<Value = Small> {
    (0u8..6, 0u8..12, 0u8..6, any::<bool>())
}

fn limits() -> shape::Limits {
    shape::Limits::default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn what_is_left_out_is_as_it_was(
        which in prop::collection::vec((0usize..TARGETS.len(), 0usize..SAYS.len()), 1..5),
        data in prop::collection::vec(small(), 0..30),
        added in prop::collection::vec(small(), 0..4),
        removed in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
    ) {
        let (ground, set) = shapes(&which);
        let (base, _) = change(ground, 2, &data, &[]);
        let base = Arc::new(base);
        let removed: Vec<Small> =
            if data.is_empty() { Vec::new() } else { removed.iter().map(|it| *it.get(&data)).collect() };
        let (view, patch) = change(Arc::clone(&base), 3, &added, &removed);
        let touched: Affected = affected(&view, &set, &news(&patch.added, &base), &news(&patch.removed, &view));
        let whole = |view: &View| told(&check(view, &set, limits()).unwrap());
        let part = |view: &View| told(&check_affected(view, &set, limits(), &touched).unwrap());
        prop_assert_eq!(without(&whole(&base), &part(&base)), without(&whole(&view), &part(&view)));
    }
}

/// One changed triple among many nodes is looked at from the few nodes that can see it.
#[test]
fn few_nodes_are_looked_at() {
    let (ground, set) = shapes(&[(2, 0), (2, 1), (2, 5), (2, 19), (2, 20), (2, 31)]);
    let many: Vec<Quad> = (0..5_000)
        .map(|n| {
            let iri = |it: String| NamedNode::new_unchecked(it);
            Quad::new(
                iri(format!("urn:many:{n}")),
                iri("urn:ex:p".to_owned()),
                iri(format!("urn:many:{}", n / 2)),
                GraphNameRef::DefaultGraph.into_owned(),
            )
        })
        .collect();
    let mut stage = Stage::new(ground);
    for quad in &many {
        let ids = stage.intern_quad(quad.as_ref());
        stage.insert(ids);
    }
    let base = Arc::new(stage.freeze(2).0);
    let (view, patch) = change(Arc::clone(&base), 3, &[(0, 5, 1, false), (0, 6, 1, false)], &[]);
    let touched = affected(&view, &set, &news(&patch.added, &base), &news(&patch.removed, &view));
    let n_nodes = touched.n_nodes().unwrap();
    assert!((1..=30).contains(&n_nodes), "{n_nodes}");
    assert!(check_affected(&view, &set, limits(), &touched).unwrap().focus_nodes <= n_nodes);
}
