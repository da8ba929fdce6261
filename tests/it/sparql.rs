//! Does our engine answer as Oxigraph's own store does?
//!
//! Random queries on random data, each answered by both and compared as bags of solutions.

use concord::graph::{Stage, View};
use concord::sparql::{
    Cancel, DefaultGraph, Format, Limits, Options, PreBound, PreBoundText, Query, QueryResultsFormat,
    SparqlError, Table, execute,
};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use oxrdf::{GraphName, Literal, NamedNode, Quad, Term};
use proptest::prelude::*;
use std::sync::Arc;

fn iri(name: &str) -> NamedNode {
    NamedNode::new(format!("http://example.com/{name}")).unwrap()
}

fn data() -> impl Strategy<Value = Vec<Quad>> {
    let object = prop_oneof![
        3 => (0..6u8).prop_map(|it| Term::from(iri(&format!("n{it}")))),
        2 => (0..4i64).prop_map(|it| Term::from(Literal::from(it))),
        1 => (0..3u8).prop_map(|it| Term::from(Literal::new_simple_literal(format!("t{it}")))),
        1 => (0..2u8).prop_map(|it| Term::from(Literal::new_language_tagged_literal(format!("t{it}"), "en").unwrap())),
        1 => (0..3i64).prop_map(|it| Term::from(Literal::new_typed_literal(format!("{it}.5"), oxrdf::vocab::xsd::DECIMAL))),
    ];
    let quad = (0..6u8, 0..3u8, object, 0..3u8).prop_map(|(s, p, object, g)| Quad {
        subject: iri(&format!("n{s}")).into(),
        predicate: iri(&format!("p{p}")),
        object,
        graph_name: if g == 0 { GraphName::DefaultGraph } else { iri(&format!("g{g}")).into() },
    });
    // Every named graph holds something: what GRAPH means for one that is not there, the store takes otherwise.
    prop::collection::vec(quad, 0..30).prop_map(|mut quads| {
        quads.extend((1..4u8).map(|it| {
            let graph = iri(&format!("g{it}"));
            Quad::new(iri("n0"), iri("p0"), iri("n1"), graph)
        }));
        quads
    })
}

fn variable() -> impl Strategy<Value = String> {
    (0..4u8).prop_map(|it| format!("?v{it}"))
}

fn node() -> impl Strategy<Value = String> {
    prop_oneof![4 => variable(), 1 => (0..6u8).prop_map(|it| format!(":n{it}"))]
}

fn predicate() -> impl Strategy<Value = String> {
    let name = || (0..3u8).prop_map(|it| format!(":p{it}"));
    prop_oneof![
        6 => name(),
        1 => variable(),
        1 => (name(), name()).prop_map(|(a, b)| format!("{a}/{b}")),
        1 => (name(), name()).prop_map(|(a, b)| format!("({a}|^{b})+")),
        1 => name().prop_map(|it| format!("{it}+")),
        1 => name().prop_map(|it| format!("{it}*")),
        1 => name().prop_map(|it| format!("{it}?")),
        1 => name().prop_map(|it| format!("!({it})")),
        1 => (name(), name()).prop_map(|(a, b)| format!("({a}/{b})+")),
    ]
}

fn object() -> impl Strategy<Value = String> {
    prop_oneof![4 => node(), 1 => (0..4u8).prop_map(|it| it.to_string()), 1 => Just("\"t1\"".to_owned())]
}

fn triple() -> impl Strategy<Value = String> {
    (node(), predicate(), object(), variable(), variable()).prop_map(|(s, p, o, from, to)| {
        // From a term that is in no statement, the store knows no way of no steps; section 18.4 does.
        if p.ends_with(['*', '?']) { format!("{from} {p} {to} . ") } else { format!("{s} {p} {o} . ") }
    })
}

fn expression() -> impl Strategy<Value = String> {
    let operand = prop_oneof![
        4 => variable(),
        1 => (0..4u8).prop_map(|it| it.to_string()),
        1 => variable().prop_map(|it| format!("STR({it})")),
        1 => (variable(), 0..3u8).prop_map(|(it, n)| format!("({it} + {n})")),
    ];
    let operand2 = operand.clone().boxed();
    let leaf = prop_oneof![
        4 => (operand.clone(), prop_oneof![Just("="), Just("!="), Just("<"), Just(">="), Just(">")], operand2)
            .prop_map(|(a, op, b)| format!("({a} {op} {b})")),
        1 => variable().prop_map(|it| format!("BOUND({it})")),
        1 => variable().prop_map(|it| format!("isIRI({it})")),
        1 => variable().prop_map(|it| format!("(LANG({it}) = \"en\")")),
        1 => (variable(), triple()).prop_map(|(v, it)| format!("EXISTS {{ {it} FILTER({v} = {v}) }}")),
        1 => triple().prop_map(|it| format!("NOT EXISTS {{ {it} }}")),
        1 => variable().prop_map(|it| format!("({it} IN (:n1, :n2, 1))")),
        1 => variable().prop_map(|it| format!("CONTAINS(STR({it}), \"1\")")),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} && {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} || {b})")),
            inner.prop_map(|it| format!("(!{it})")),
        ]
    })
}

/// The inside of a group: triples, then nested parts.
fn group() -> impl Strategy<Value = String> {
    let base = prop::collection::vec(triple(), 1..3).prop_map(|it| it.concat()).boxed();
    base.prop_recursive(3, 12, 3, move |inner| {
        let part = prop_oneof![
            3 => triple(),
            2 => inner.clone().prop_map(|it| format!("OPTIONAL {{ {it} }} ")),
            2 => expression().prop_map(|it| format!("FILTER({it}) ")),
            2 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{{ {a} }} UNION {{ {b} }} ")),
            1 => inner.clone().prop_map(|it| format!("MINUS {{ {it} }} ")),
            1 => inner.clone().prop_map(|it| format!("{{ {it} }} ")),
            // One GRAPH inside another, the store takes otherwise than section 18.6.
            1 => (0..4u8, triple(), triple(), expression()).prop_map(|(g, a, b, it)| {
                let it = format!("{a} OPTIONAL {{ {b} }} FILTER({it})");
                let name = if g == 0 { "?g".to_owned() } else { format!(":g{g}") };
                format!("GRAPH {name} {{ {it} }} ")
            }),
            1 => Just("VALUES ?v1 { :n1 :n2 UNDEF } ".to_owned()),
            1 => (variable(), inner.clone()).prop_map(|(v, it)| format!("{{ SELECT DISTINCT {v} WHERE {{ {it} }} }} ")),
            1 => (variable(), inner)
                .prop_map(|(v, it)| format!("{{ SELECT {v} (COUNT(*) AS ?n) WHERE {{ {it} }} GROUP BY {v} }} ")),
        ];
        prop::collection::vec(part, 1..4).prop_map(|it| it.concat())
    })
}

fn query() -> impl Strategy<Value = String> {
    let prefix = "PREFIX : <http://example.com/> ";
    prop_oneof![
        5 => group().prop_map(move |it| format!("{prefix}SELECT * WHERE {{ {it} }}")),
        1 => (variable(), group()).prop_map(move |(v, it)| format!("{prefix}SELECT DISTINCT {v} WHERE {{ {it} }}")),
        1 => group().prop_map(move |it| format!("{prefix}ASK {{ {it} }}")),
        1 => (variable(), variable(), group()).prop_map(move |(a, b, it)| format!(
            "{prefix}SELECT {a} (COUNT({b}) AS ?c) (SUM({b}) AS ?s) (MIN({b}) AS ?m) (COUNT(DISTINCT {b}) AS ?d) WHERE {{ {it} }} GROUP BY {a}"
        )),
        1 => (variable(), group()).prop_map(move |(a, it)| format!(
            "{prefix}SELECT * WHERE {{ {it} BIND(IF(BOUND({a}), {a}, 7) AS ?bound) }}"
        )),
    ]
}

/// The solutions as sorted lines; numbers by value, since the store does not keep their lexical form.
fn ours(view: &View, text: &str) -> Result<Vec<String>, String> {
    let options = Options { default_graph: DefaultGraph::Strict, ..Options::default() };
    let query = Query::parse(text, &options, &Limits::default()).map_err(|it| it.to_string())?;
    let mut out = Vec::new();
    let format = Format::Results(QueryResultsFormat::Json);
    execute(view, &query, &Limits::default(), &Cancel::default(), format, &mut out)
        .map_err(|it| it.to_string())?;
    let parser = sparesults::QueryResultsParser::from_format(QueryResultsFormat::Json);
    let mut lines = Vec::new();
    match parser.for_slice(&out).unwrap() {
        sparesults::SliceQueryResultsParserOutput::Boolean(it) => lines.push(it.to_string()),
        sparesults::SliceQueryResultsParserOutput::Solutions(rows) => {
            for row in rows {
                let row = row.unwrap();
                lines.push(line(row.iter().map(|(name, term)| (name.as_str().to_owned(), term.clone()))));
            }
        }
    }
    lines.sort();
    Ok(lines)
}

fn theirs(store: &Store, text: &str) -> Vec<String> {
    let results = SparqlEvaluator::new().parse_query(text).unwrap().on_store(store).execute().unwrap();
    let mut lines = Vec::new();
    match results {
        QueryResults::Boolean(it) => lines.push(it.to_string()),
        QueryResults::Solutions(rows) => {
            for row in rows {
                let row = row.unwrap();
                lines.push(line(row.iter().map(|(name, term)| (name.as_str().to_owned(), term.clone()))));
            }
        }
        QueryResults::Graph(_) => panic!("no graph was asked for"),
    }
    lines.sort();
    lines
}

fn line(row: impl Iterator<Item = (String, Term)>) -> String {
    let mut cells: Vec<String> = row.map(|(name, term)| format!("{name}={term}")).collect();
    cells.sort();
    cells.join(" ")
}

/// `count` subjects with three statements each, and one of them with a fourth.
fn ladder(count: u32) -> View {
    let mut stage = Stage::new(Arc::new(View::default()));
    let mut triples = Vec::new();
    for nth in 0..count {
        for p in ["p0", "p1", "p2"] {
            let quad =
                Quad::new(iri(&format!("s{nth}")), iri(p), iri(&format!("o{nth}")), GraphName::DefaultGraph);
            triples.push(stage.intern_quad(quad.as_ref()).triple);
        }
    }
    let rare = Quad::new(iri("s1"), iri("rare"), iri("o1"), GraphName::DefaultGraph);
    triples.push(stage.intern_quad(rare.as_ref()).triple);
    stage.insert_all(0, triples);
    stage.freeze(1).0
}

fn run(view: &View, text: &str, limits: &Limits) -> Result<(u64, u64), SparqlError> {
    let text = format!("PREFIX : <http://example.com/> {text}");
    let query = Query::parse(&text, &Options::default(), limits)?;
    let format = Format::Results(QueryResultsFormat::Json);
    execute(view, &query, limits, &Cancel::default(), format, &mut Vec::new()).map(|it| (it.rows, it.reads))
}

#[test]
fn ten_times_the_data_costs_no_more_reads_where_the_answer_is_small() {
    let (small, large) = (ladder(300), ladder(3_000));
    for text in [
        "ASK { ?s :p0 ?o ; :p1 ?o }",
        "SELECT * { ?s :p0 ?o ; :p1 ?o ; :p2 ?o } LIMIT 5",
        // The rare pattern stands last and comes first.
        "SELECT * { ?s :p0 ?o ; :p1 ?o ; :p2 ?o ; :rare ?r }",
        "SELECT * { ?s :p0 ?o OPTIONAL { ?s :p1 ?x } ?s :rare ?r }",
        "SELECT * { { SELECT ?s { ?s :rare ?r } } ?s :p0 ?o }",
        "SELECT * { ?s :rare ?r FILTER EXISTS { ?x :p0 ?y } }",
        "SELECT (COUNT(*) AS ?n) { ?s :p0 ?o }",
        "SELECT ?o (COUNT(?s) AS ?n) { ?s ?p ?o FILTER(?p = :rare) } GROUP BY ?o",
        "SELECT * { ?s :p0 ?o FILTER(?s IN (:s1, :s2)) }",
    ] {
        let limits = Limits::default();
        let (few, many) = (run(&small, text, &limits).unwrap(), run(&large, text, &limits).unwrap());
        assert_eq!(few, many, "{text}");
        assert!(few.1 < 40, "{text}: {} reads", few.1);
    }
}

#[test]
fn work_without_end_stops_at_its_limit() {
    let view = ladder(2_000);
    let limits = Limits { query_ms_max: 50, held_values_max: 1_000_000, ..Limits::default() };
    for text in [
        "SELECT (COUNT(*) AS ?n) { ?a :p0 ?b . ?c :p1 ?d . ?e :p2 ?f }",
        "ASK { ?a :p0 ?b . ?c :p1 ?d . ?e :p2 ?f FILTER(CONCAT(STR(?a), STR(?d)) = STR(?f)) }",
        "SELECT * { ?a :p0 ?b . ?c :p1 ?d . ?e :p2 ?f FILTER(STRLEN(STR(?a)) = STRLEN(STR(?e)) + 50) }",
        "SELECT (COUNT(*) AS ?n) { ?a (:p0|^:p0|:p1)* ?b . ?c (:p0|^:p0)* ?d . ?e :p1 ?f }",
        "ASK { FILTER EXISTS { ?a :p0 ?b . ?c :p1 ?d . ?e :p2 ?f FILTER(CONCAT(STR(?a), STR(?d)) = STR(?f)) } }",
    ] {
        let outcome = run(&view, text, &limits);
        assert!(matches!(outcome, Err(SparqlError::Deadline { query_ms_max: 50 })), "{text}: {outcome:?}");
    }
    let patient = Limits { query_ms_max: 60_000, ..limits };
    for text in [
        "SELECT * { ?a :p0 ?b . ?c :p1 ?d } ORDER BY ?b",
        "SELECT DISTINCT ?a ?c { ?a :p0 ?b . ?c :p1 ?d }",
        "SELECT ?a ?c (COUNT(*) AS ?n) { ?a :p0 ?b . ?c :p1 ?d } GROUP BY ?a ?c",
        "SELECT * { { SELECT * { ?a :p0 ?b . ?c :p1 ?d } LIMIT 3000000 } ?a :p2 ?e }",
        "SELECT (CONCAT(STR(?a), STR(?c)) AS ?x) { ?a :p0 ?b . ?c :p1 ?d }",
        "SELECT (GROUP_CONCAT(STR(?a)) AS ?x) { ?a :p0 ?b . ?c :p1 ?d }",
    ] {
        let outcome = run(&view, text, &patient);
        assert!(matches!(outcome, Err(SparqlError::Memory { .. })), "{text}: {outcome:?}");
    }
    let doubled: Vec<String> =
        (0..60).map(|it| format!("BIND(CONCAT(?x{it}, ?x{it}) AS ?x{})", it + 1)).collect();
    let doubled = doubled.join(" ");
    let outcome = run(&view, &format!("SELECT * {{ BIND(\"aaaaaaaa\" AS ?x0) {doubled} }}"), &patient);
    assert!(matches!(outcome, Err(SparqlError::Memory { .. } | SparqlError::Evaluation(_))), "{outcome:?}");
}

/// What a sub-SELECT shows need not be bound: a filter behind it may not count on it.
#[test]
fn what_is_shown_is_not_always_bound() {
    let quad = Quad::new(iri("n1"), iri("p0"), iri("n2"), GraphName::DefaultGraph);
    let (mut stage, store) = (Stage::new(Arc::new(View::default())), Store::new().unwrap());
    let ids = stage.intern_quad(quad.as_ref());
    stage.insert(ids);
    store.insert(&quad).unwrap();
    let view = stage.freeze(1).0;
    let all = "{ SELECT DISTINCT ?v1 { ?v2 :p0* ?v2 } }";
    for (text, rows) in [
        (format!("SELECT * {{ {all} FILTER EXISTS {{ ?v1 :p0 ?v0 FILTER(?v1 = ?v1) }} }}"), 1),
        (format!("SELECT ?x {{ {all} BIND(EXISTS {{ ?v1 :p0 ?v0 FILTER(ISIRI(?v1)) }} AS ?x) }}"), 1),
        (format!("SELECT (SUM(IF(EXISTS {{ ?v1 :p0 ?v0 FILTER(ISIRI(?v1)) }}, 1, 0)) AS ?n) {{ {all} }}"), 1),
        (format!("SELECT * {{ {all} FILTER EXISTS {{ ?v1 :p0 ?v0 FILTER(!ISIRI(?v1)) }} }}"), 0),
    ] {
        let text = format!("PREFIX : <http://example.com/> {text}");
        let answer = ours(&view, &text);
        assert_eq!(answer, Ok(theirs(&store, &text)), "{text}");
        assert_eq!(answer.map(|it| it.len()), Ok(rows), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn random_queries_are_answered_as_by_the_reference_store(quads in data(), text in query()) {
        let mut stage = Stage::new(Arc::new(View::default()));
        let store = Store::new().unwrap();
        for quad in &quads {
            let ids = stage.intern_quad(quad.as_ref());
            stage.insert(ids);
            store.insert(quad).unwrap();
        }
        let view = stage.freeze(1).0;
        if SparqlEvaluator::new().parse_query(&text).is_err() {
            return Ok(());
        }
        prop_assert_eq!(ours(&view, &text), Ok(theirs(&store, &text)), "{}", text);
    }

    #[test]
    fn a_plan_for_many_values_answers_as_a_plan_for_each(quads in data(), text in query()) {
        let mut stage = Stage::new(Arc::new(View::default()));
        for quad in &quads {
            let ids = stage.intern_quad(quad.as_ref());
            stage.insert(ids);
        }
        let view = stage.freeze(1).0;
        let variables = ["v0".to_owned(), "v1".to_owned()];
        let of = PreBoundText { text: &text, variables: &variables, ..PreBoundText::default() };
        let (limits, cancel) = (Limits::default(), Cancel::default());
        let Ok(query) = PreBound::parse(&of, DefaultGraph::Union, &limits) else { return Ok(()) };
        let mut session = query.session(&view, &limits, &cancel);
        let node = |it: usize| Term::from(iri(&format!("n{it}")));
        let mut values: Vec<[Term; 2]> = (0..36).map(|it| [node(it / 6), node(it % 6)]).collect();
        values.push([node(1), Literal::from(1).into()]);
        values.push([oxrdf::BlankNode::new_unchecked("b").into(), node(9)]);
        values.push([node(2), node(2)]);
        for [a, b] in values {
            let values = [("v0", a), ("v1", b)];
            let lines = |all: Result<Vec<Vec<(oxrdf::Variable, Term)>>, SparqlError>| {
                let mut lines: Vec<String> = all
                    .map_err(|it| it.to_string())?
                    .into_iter()
                    .map(|row| line(row.into_iter().map(|(name, term)| (name.into_string(), term))))
                    .collect();
                lines.sort();
                Ok::<_, String>(lines)
            };
            let one = lines(query.solutions(&view, &values, &limits, &cancel));
            prop_assert_eq!(lines(session.solutions(&values, &["v0", "v1"])), one, "{} {:?}", text, values);
        }
    }
}

/// `PROPTEST_CASES` asks for more than the quick number.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(2_000)
}

/// Lists of values, each row joined in; the text that tells the query with its values has the same answer.
#[test]
fn a_table_of_values_is_joined_in_and_told_in_the_text() {
    let mut stage = Stage::new(Arc::new(View::default()));
    let mut triples = Vec::new();
    for nth in 0..6 {
        let value = Literal::new_typed_literal(format!("{nth}.5"), oxrdf::vocab::xsd::DECIMAL);
        let quad = Quad::new(iri(&format!("s{nth}")), iri("value"), value, GraphName::DefaultGraph);
        triples.push(stage.intern_quad(quad.as_ref()).triple);
    }
    stage.insert_all(0, triples);
    let view = stage.freeze(1).0;
    let text = "PREFIX math: <http://www.w3.org/2005/xpath-functions/math#>
        SELECT (SUM(?v * ?w) AS ?sum) (math:sqrt(SUM(?v)) AS ?root) { ?s <http://example.com/value> ?v }";
    let row = |name: &str, weight: i64| vec![iri(name).into(), Literal::from(weight).into()];
    let table =
        Table { variables: vec!["s".to_owned(), "w".to_owned()], rows: vec![row("s1", 2), row("s3", 10)] };
    let options = Options { tables: vec![table], ..Options::default() };
    let query = Query::parse(text, &options, &Limits::default()).unwrap();
    let told = Query::parse(&query.text(), &Options::default(), &Limits::default()).unwrap();
    for query in [query, told] {
        let mut out = Vec::new();
        let format = Format::Results(QueryResultsFormat::Csv);
        execute(&view, &query, &Limits::default(), &Cancel::default(), format, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "sum,root\r\n38,2.23606797749979\r\n");
    }
}
