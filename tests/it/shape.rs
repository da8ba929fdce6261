//! A passing and a failing case for each constraint component, refusals with their reasons, hostile shapes.

use concord::load::{Compression, Input, Limits, RdfFormat, SparqlAsker, ValidateError, validate};
use concord::registry::{FindingsFormat, write_findings};
use concord::shape::{self, Findings, words};
use std::fmt::Write as _;

const PREFIXES: &str = "@prefix ex: <urn:ex:> . @prefix sh: <http://www.w3.org/ns/shacl#> . \
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . \
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n";

fn input(name: &str, text: &str) -> Input<'static> {
    let text = format!("{PREFIXES}{text}").into_bytes();
    Input {
        name: name.to_owned(),
        format: RdfFormat::Turtle,
        compression: Compression::None,
        graph: None,
        base_iri: None,
        reader: Box::new(std::io::Cursor::new(text)),
    }
}

fn run(shapes: &str, data: &str) -> Result<Findings, ValidateError> {
    let limits = shape::Limits { steps_max: 100_000, ..shape::Limits::default() };
    let (shapes, data) = (vec![input("shapes", shapes)], vec![input("data", data)]);
    validate(shapes, data, &Limits::default(), limits, &SparqlAsker::default())
}

/// The local names of the components that miss, in order.
fn components(findings: &Findings) -> Vec<String> {
    let name = |it: &shape::Finding| {
        let name = it.source.component.as_str();
        name.rsplit(['#', ':']).next().unwrap().trim_end_matches("ConstraintComponent").to_owned()
    };
    findings.all.iter().map(name).collect()
}

/// What a property shape on `ex:p` says, then data that has it and data that has it not.
#[rustfmt::skip]
const PROPERTY_CASES: &[(&str, &str, &str, &str)] = &[
    ("Class", "sh:class ex:C", "ex:n ex:p ex:a . ex:a a ex:D . ex:D rdfs:subClassOf ex:C .", "ex:n ex:p ex:a . ex:a a ex:E ."),
    ("Datatype", "sh:datatype xsd:byte", "ex:n ex:p '12'^^xsd:byte .", "ex:n ex:p '300'^^xsd:byte ."),
    ("Datatype", "sh:datatype rdf:langString", "ex:n ex:p 'a'@en .", "ex:n ex:p 'a' ."),
    ("NodeKind", "sh:nodeKind sh:BlankNodeOrIRI", "ex:n ex:p ex:a, [] .", "ex:n ex:p 1 ."),
    ("MinCount", "sh:minCount 2", "ex:n ex:p 1, 2 .", "ex:n ex:p 1 ."),
    ("MaxCount", "sh:maxCount 1", "ex:n ex:p 1 .", "ex:n ex:p 1, 2 ."),
    ("MinExclusive", "sh:minExclusive 1", "ex:n ex:p 1.5 .", "ex:n ex:p 1.0 ."),
    ("MinInclusive", "sh:minInclusive 1", "ex:n ex:p 1.0 .", "ex:n ex:p 0.9e0 ."),
    ("MaxExclusive", "sh:maxExclusive '2024-01-01'^^xsd:date", "ex:n ex:p '2023-12-31'^^xsd:date .", "ex:n ex:p '2024-01-01'^^xsd:date ."),
    ("MaxInclusive", "sh:maxInclusive 99999999999999999999999999999999999999999", "ex:n ex:p 5 .", "ex:n ex:p 'five' ."),
    ("MinLength", "sh:minLength 3", "ex:n ex:p 'äöü' .", "ex:n ex:p 'äö' ."),
    ("MaxLength", "sh:maxLength 2", "ex:n ex:p 'äö' .", "ex:n ex:p [] ."),
    ("Pattern", "sh:pattern '^a+$' ; sh:flags 'i'", "ex:n ex:p 'AAA' .", "ex:n ex:p 'b' ."),
    ("LanguageIn", "sh:languageIn ( 'en' 'de' )", "ex:n ex:p 'a'@en-GB .", "ex:n ex:p 'a'@enx ."),
    ("UniqueLang", "sh:uniqueLang true", "ex:n ex:p 'a'@en, 'b'@de .", "ex:n ex:p 'a'@en, 'b'@en ."),
    ("Equals", "sh:equals ex:q", "ex:n ex:p 1 ; ex:q 1 .", "ex:n ex:p 1 ; ex:q 1, 2 ."),
    ("Disjoint", "sh:disjoint ex:q", "ex:n ex:p 1 ; ex:q 2 .", "ex:n ex:p 1 ; ex:q 1, 2 ."),
    ("LessThan", "sh:lessThan ex:q", "ex:n ex:p 1 ; ex:q 2 .", "ex:n ex:p 2 ; ex:q 2 ."),
    ("LessThanOrEquals", "sh:lessThanOrEquals ex:q", "ex:n ex:p 2 ; ex:q 2 .", "ex:n ex:p 3 ; ex:q 2 ."),
    ("Not", "sh:not [ sh:datatype xsd:string ]", "ex:n ex:p 1 .", "ex:n ex:p 'a' ."),
    ("And", "sh:and ( [ sh:minInclusive 1 ] [ sh:maxInclusive 3 ] )", "ex:n ex:p 2 .", "ex:n ex:p 4 ."),
    ("Or", "sh:or ( [ sh:datatype xsd:string ] [ sh:datatype xsd:integer ] )", "ex:n ex:p 2, 'a' .", "ex:n ex:p 1.5 ."),
    ("Xone", "sh:xone ( [ sh:minInclusive 1 ] [ sh:maxInclusive 3 ] )", "ex:n ex:p 4 .", "ex:n ex:p 2 ."),
    ("Node", "sh:node [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ]", "ex:n ex:p ex:a . ex:a ex:q 1 .", "ex:n ex:p ex:a ."),
    ("MinCount", "sh:property [ sh:path ex:q ; sh:minCount 1 ]", "ex:n ex:p ex:a . ex:a ex:q 1 .", "ex:n ex:p ex:a ."),
    ("QualifiedMinCount", "sh:qualifiedValueShape [ sh:class ex:C ] ; sh:qualifiedMinCount 1", "ex:n ex:p ex:a, ex:b . ex:a a ex:C .", "ex:n ex:p ex:a ."),
    ("QualifiedMaxCount", "sh:qualifiedValueShape [ sh:class ex:C ] ; sh:qualifiedMaxCount 0", "ex:n ex:p ex:a .", "ex:n ex:p ex:a . ex:a a ex:C ."),
    ("HasValue", "sh:hasValue 1", "ex:n ex:p 1, 2 .", "ex:n ex:p 2 ."),
    ("In", "sh:in ( 1 ex:a )", "ex:n ex:p 1, ex:a .", "ex:n ex:p 01 ."),
    ("Closed", "sh:closed true ; sh:ignoredProperties ( ex:q )", "ex:n ex:p ex:a . ex:a ex:q 1 .", "ex:n ex:p ex:a . ex:a ex:r 1 ."),
    ("SPARQL", "sh:sparql [ sh:select 'SELECT $this ?value { $this $PATH ?value FILTER(?value > 3) }' ]", "ex:n ex:p 3 .", "ex:n ex:p 4 ."),
];

#[test]
fn each_component_holds_and_misses() {
    for (component, says, pass, fail) in PROPERTY_CASES {
        let shapes = format!("ex:S sh:targetNode ex:n ; sh:property [ sh:path ex:p ; {says} ] .");
        let passed = run(&shapes, pass).unwrap();
        assert!(passed.conforms(), "{says} on {pass}: {:?}", components(&passed));
        let failed = run(&shapes, fail).unwrap();
        assert_eq!(components(&failed), [*component], "{says} on {fail}");
    }
}

#[test]
fn each_kind_of_path_reaches_its_values() {
    let data = "ex:n ex:p ex:a . ex:a ex:p ex:b . ex:b ex:p ex:n . ex:x ex:q ex:n .";
    for (path, n) in [
        ("ex:p", 1),
        ("[ sh:inversePath ex:q ]", 1),
        ("( ex:p ex:p )", 1),
        ("[ sh:alternativePath ( ex:p [ sh:inversePath ex:q ] ) ]", 2),
        ("[ sh:zeroOrMorePath ex:p ]", 3),
        ("[ sh:oneOrMorePath ex:p ]", 3),
        ("[ sh:zeroOrOnePath ex:p ]", 2),
        ("[ sh:inversePath ( ex:q ex:p ex:p ) ]", 0),
        ("[ sh:inversePath ( ex:q [ sh:zeroOrMorePath ex:p ] ) ]", 1),
        ("( [ sh:zeroOrMorePath ex:p ] [ sh:inversePath ex:q ] )", 1),
    ] {
        let count = |n: i32| {
            format!(
                "ex:S sh:targetNode ex:n ; sh:property [ sh:path {path} ; sh:minCount {n} ; sh:maxCount {n} ] ."
            )
        };
        assert!(run(&count(n), data).unwrap().conforms(), "{path} {n}");
        assert!(!run(&count(n + 1), data).unwrap().conforms(), "{path} {}", n + 1);
    }
}

#[test]
fn each_kind_of_target_finds_its_nodes() {
    let data = "ex:a a ex:D ; ex:p ex:b . ex:D rdfs:subClassOf ex:C .";
    for (target, node) in [
        ("sh:targetNode ex:unknown", "<urn:ex:unknown>"),
        ("sh:targetNode 'text'", "\"text\""),
        ("sh:targetClass ex:C", "<urn:ex:a>"),
        ("sh:targetSubjectsOf ex:p", "<urn:ex:a>"),
        ("sh:targetObjectsOf ex:p", "<urn:ex:b>"),
    ] {
        let found = run(&format!("ex:S {target} ; sh:nodeKind sh:BlankNode ."), data).unwrap();
        assert_eq!(found.all.len(), 1, "{target}");
        assert_eq!(found.all[0].focus_node.to_string(), node);
    }
    let implicit = run("ex:D a rdfs:Class, sh:NodeShape ; sh:nodeKind sh:BlankNode .", data).unwrap();
    assert_eq!(implicit.total, 1);
}

#[test]
fn severity_messages_and_deactivation() {
    let shapes = "ex:S sh:targetNode ex:n ; sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:severity sh:Warning ; \
        sh:message 'fehlt'@de, 'missing'@en ] , [ sh:path ex:q ; sh:minCount 1 ; sh:deactivated true ] .";
    let found = run(shapes, "").unwrap();
    assert_eq!((found.total, found.blocking), (1, 0));
    let said = |language| words::message(&found.all[0], language);
    assert_eq!([said("de"), said("en"), said("fr")], ["fehlt", "missing", "missing"]);
    assert!(words::text(&found, "de").starts_with("warning (1): fehlt\n"), "{}", words::text(&found, "de"));
    let told = |format| {
        let mut out = Vec::new();
        write_findings(&found, format, "en", &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    assert!(told(FindingsFormat::Csv).contains("\r\nwarning,<urn:ex:n>,<urn:ex:p>,,missing,"));
    assert!(told(FindingsFormat::Json).contains("\"message\":\"missing\""));
}

#[test]
fn components_of_the_shapes_graph() {
    let shapes = "ex:LongerThan a sh:ConstraintComponent ; sh:parameter [ sh:path ex:longerThan ] ; \
        sh:validator [ a sh:SPARQLAskValidator ; sh:message 'more than {$longerThan} signs' ; \
        sh:ask 'ASK { FILTER(STRLEN(STR($value)) > $longerThan) }' ] . \
        ex:S sh:targetNode ex:n ; sh:property [ sh:path ex:p ; ex:longerThan 2 ] .";
    let found = run(shapes, "ex:n ex:p 'abc', 'ab' .").unwrap();
    assert_eq!(components(&found), ["LongerThan"]);
    assert_eq!(words::message(&found.all[0], "en"), "more than 2 signs");
}

#[test]
fn a_blank_focus_node_is_bound_in_queries() {
    let shapes = "ex:S sh:targetClass ex:C ; \
        sh:sparql [ sh:select 'SELECT $this ?value { { FILTER(isBlank($this)) } $this <urn:ex:p> ?value }' ] .";
    let found = run(shapes, "[] a ex:C ; ex:p 1 . [] a ex:C ; ex:p 2 .").unwrap();
    assert_eq!(found.total, 2);
}

/// Shapes and a word of the reason for which they are refused.
#[rustfmt::skip]
const REFUSED: &[(&str, &str)] = &[
    ("ex:S sh:targetNode ex:n ; sh:minCuont 1 .", "sh:minCuont is unknown"),
    ("ex:S sh:targetNode ex:n ; sh:minCount 1 .", "needs a property shape"),
    ("ex:S sh:targetNode ex:n ; sh:path ex:p ; sh:minCount 'one' .", "not an xsd:integer"),
    ("ex:S sh:targetNode ex:n ; sh:path ex:p ; sh:minCount 1, 2 .", "one value only"),
    ("ex:S sh:targetNode ex:n ; sh:path ex:p ; sh:minCount 2 ; sh:maxCount 1 .", "sh:minCount 2 and sh:maxCount 1 exclude each other"),
    ("ex:S sh:targetNode ex:n ; sh:minLength 5 ; sh:maxLength 4 .", "sh:minLength 5 and sh:maxLength 4 exclude each other"),
    ("ex:S sh:targetNode ex:n ; sh:path ex:p ; sh:minInclusive 2.5 ; sh:maxExclusive 2.5 .", "no value is within"),
    ("ex:S sh:targetNode ex:n ; sh:minExclusive '2027-01-01'^^xsd:date ; sh:maxInclusive '2026-12-31'^^xsd:date .", "no value is within"),
    ("ex:S sh:targetNode ex:n ; sh:datatype xsd:date ; sh:nodeKind sh:IRI .", "sh:nodeKind permits none"),
    ("ex:S sh:targetNode ex:n ; sh:path ex:p ; sh:qualifiedValueShape [ sh:class ex:C ] ; sh:qualifiedMinCount 2 ; sh:qualifiedMaxCount 1 .", "exclude each other"),
    ("ex:S sh:targetNode ex:n ; sh:path ex:p, ex:q .", "exactly one sh:path"),
    ("ex:S sh:targetNode ex:n ; sh:path [ sh:inversePath ex:p ; sh:zeroOrMorePath ex:q ] .", "ill-formed"),
    ("ex:S sh:targetNode ex:n ; sh:path _:p . _:p sh:inversePath _:p .", "contains itself"),
    ("ex:S sh:targetNode ex:n ; sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l .", "has no end"),
    ("ex:S sh:targetNode ex:n ; sh:in _:l . _:l rdf:first 1 .", "is ill-formed"),
    ("ex:S sh:targetNode ex:n ; sh:node ex:S .", "recursive"),
    ("ex:S sh:targetNode ex:n ; sh:not ex:T . ex:T sh:and ( ex:U ) . ex:U sh:property [ sh:path ex:p ; sh:node ex:S ] .", "recursive"),
    ("ex:S sh:targetNode ex:n ; sh:pattern '(a' .", "cannot be used"),
    ("ex:S sh:targetNode ex:n ; sh:pattern '(?=a)b' .", "cannot be used"),
    ("ex:S sh:targetNode ex:n ; sh:pattern '((a{1000}){1000}){1000}' .", "cannot be used"),
    ("ex:S sh:targetNode ex:n ; sh:nodeKind ex:Kind .", "no sh:nodeKind"),
    ("ex:S sh:targetNode ex:n ; sh:class 'C' .", "not an IRI"),
    ("ex:S sh:targetNode ex:n ; sh:property ex:T .", "has no sh:path"),
    ("ex:S sh:targetNode ex:n ; sh:target [ a sh:SPARQLTarget ] .", "sh:target is unknown"),
    ("ex:S sh:targetNode ex:n ; sh:sparql [ sh:select 'SELECT $this { $this ?p ?o MINUS { ?s ?p ?o } }' ] .", "MINUS"),
    ("ex:S sh:targetNode ex:n ; sh:sparql [ sh:select 'SELECT $this { VALUES ?x { 1 } }' ] .", "VALUES"),
    ("ex:S sh:targetNode ex:n ; sh:sparql [ sh:select 'SELECT $this { FILTER NOT EXISTS { SERVICE <urn:s> { ?s ?p ?o } } }' ] .", "SERVICE"),
    ("ex:S sh:targetNode ex:n ; sh:sparql [ sh:select 'SELECT $this { BIND(1 AS $this) }' ] .", "AS $this"),
    ("ex:S sh:targetNode ex:n ; sh:sparql [ sh:select 'SELECT $this { { SELECT ?o { $this ?p ?o } } }' ] .", "sub-SELECT"),
    ("ex:S sh:targetNode ex:n ; sh:sparql [ sh:select 'SELECT ?o { $this ?p ?o }' ] .", "project $this"),
    ("ex:S sh:targetNode ex:n ; sh:sparql [ sh:select 'SELECT $this {' ] .", "syntax error"),
    ("ex:S sh:targetNode ex:n ; sh:sparql [ sh:ask 'ASK {}' ] .", "needs a sh:select"),
];

#[test]
fn ill_formed_shapes_are_refused_with_their_reason() {
    for (shapes, reason) in REFUSED {
        match run(shapes, "ex:n ex:p 1 .") {
            Err(ValidateError::Shapes(error)) => {
                assert!(error.to_string().contains(reason), "{shapes}: {error}");
            }
            other => panic!("{shapes}: {other:?}"),
        }
    }
}

#[test]
fn hostile_shapes_end() {
    // Forty shapes that each use the next one twice: 2 to the power of 40 checks.
    let mut shapes = "ex:s0 sh:targetNode ex:n .".to_owned();
    for n in 0..40 {
        let _ = write!(shapes, "ex:s{n} sh:and ( ex:s{} ex:s{} ) .", n + 1, n + 1);
    }
    shapes += "ex:s40 sh:nodeKind sh:IRI .";
    let error = run(&shapes, "ex:n ex:p 1 .").unwrap_err();
    assert!(error.to_string().contains("steps_max"), "{error}");
    // A chain of ten thousand.
    let mut shapes = "ex:s0 sh:targetNode ex:n .".to_owned();
    for n in 0..10_000 {
        let _ = write!(shapes, "ex:s{n} sh:not ex:s{} .", n + 1);
    }
    let error = run(&shapes, "ex:n ex:p 1 .").unwrap_err();
    assert!(error.to_string().contains("nested deeper"), "{error}");
    // A pattern that makes a backtracking matcher run for ages.
    let text = "a".repeat(100_000);
    let shapes = "ex:S sh:targetNode ex:n ; sh:property [ sh:path ex:p ; sh:pattern '^(a+)+b$' ] .";
    assert_eq!(run(shapes, &format!("ex:n ex:p '{text}' .")).unwrap().total, 1);
}

#[test]
fn findings_are_capped_and_counted() {
    let mut data = String::new();
    for n in 0..1_000 {
        let _ = writeln!(data, "ex:n{n} a ex:C .");
    }
    let shapes = vec![input("shapes", "ex:S sh:targetClass ex:C ; sh:nodeKind sh:Literal .")];
    let limits = shape::Limits { findings_max: 10, ..shape::Limits::default() };
    let data = vec![input("data", &data)];
    let found = validate(shapes, data, &Limits::default(), limits, &SparqlAsker::default()).unwrap();
    assert_eq!((found.all.len(), found.total, found.blocking), (10, 1_000, 1_000));
    assert!(words::text(&found, "en").contains("only the first 10 of 1000 findings"));
}

/// However many remarks come before it, a violation is told.
#[test]
fn the_gravest_findings_are_kept() {
    let shapes = vec![input(
        "shapes",
        "ex:A sh:targetClass ex:C ; sh:nodeKind sh:Literal ; sh:severity sh:Info . \
         ex:B sh:targetNode ex:n999 ; sh:nodeKind sh:BlankNode . \
         ex:D sh:targetNode ex:n5 ; sh:nodeKind sh:BlankNode ; sh:severity sh:Warning .",
    )];
    let mut data = String::new();
    for n in 0..1_000 {
        let _ = writeln!(data, "ex:n{n} a ex:C .");
    }
    let limits = shape::Limits { findings_max: 10, ..shape::Limits::default() };
    let data = vec![input("data", &data)];
    let found = validate(shapes, data, &Limits::default(), limits, &SparqlAsker::default()).unwrap();
    assert_eq!((found.total, found.blocking, found.warnings, found.infos), (1_002, 1, 1, 1_000));
    assert_eq!(found.all.len(), 10);
    assert_eq!(found.all[0].focus_node.to_string(), "<urn:ex:n999>");
    assert_eq!(found.all[1].focus_node.to_string(), "<urn:ex:n5>");
}

/// Each of 3,000 nodes is at fault with each other one: the check ends, and says why.
#[test]
fn findings_without_number_end_the_check() {
    let shapes = "ex:S sh:targetClass ex:C ; sh:sparql [ sh:select \
        'SELECT $this ?value { $this <urn:ex:key> ?key . ?value <urn:ex:key> ?key . FILTER($this != ?value) }' ] .";
    let mut data = String::new();
    for n in 0..3_000 {
        let _ = writeln!(data, "ex:n{n} a ex:C ; ex:key 1 .");
    }
    let (shapes, data) = (vec![input("shapes", shapes)], vec![input("data", &data)]);
    let limits = shape::Limits { counted_max: 100_000, ..shape::Limits::default() };
    let error = validate(shapes, data, &Limits::default(), limits, &SparqlAsker::default()).unwrap_err();
    assert!(error.to_string().contains("more than 100000 findings (counted_max)"), "{error}");
}
