//! Constraints on cubes: as the published queries say, as declarations say, and as a change says.

use std::collections::BTreeSet;
use std::{env, fs, path::PathBuf, sync::Arc};

use concord::graph::{Ids, Pattern, Stage, View};
use concord::load::{
    Compression, Input, Limits, Mode, RdfFormat, SparqlAsker, ValidateError, load, read_shapes, validate,
};
use concord::shape::cube::{self, Rechecked, Scope};
use concord::shape::{self, Finding, ShapeSet, words};
use concord::sparql::{self, Cancel, Format, Options, Query, QueryResultsFormat, Update};
use proptest::prelude::*;

const SHAPES_GRAPH: &str = "https://w3id.org/concord/graph/shapes";
const SHAPES: &str = include_str!("../../shapes/cube.ttl");
const FINDINGS_MAX: usize = 100_000;

/// The constraints beside no data.
fn base() -> (Arc<View>, ShapeSet) {
    let mut stage = Stage::new(Arc::default());
    let graph = stage.interner().intern_iri(SHAPES_GRAPH);
    stage.keep_apart(graph);
    add(&mut stage, Some(SHAPES_GRAPH), SHAPES);
    let (view, _) = stage.freeze(1);
    let shapes = read_shapes(&view, SHAPES_GRAPH, &SparqlAsker::default()).unwrap();
    (Arc::new(view), shapes)
}

fn input(text: &str, graph: Option<&str>) -> Input<'static> {
    Input {
        name: "case".to_owned(),
        format: RdfFormat::Turtle,
        compression: Compression::None,
        graph: graph.map(str::to_owned),
        base_iri: None,
        reader: Box::new(std::io::Cursor::new(text.to_owned().into_bytes())),
    }
}

fn add(stage: &mut Stage, graph: Option<&str>, text: &str) {
    load(stage, vec![input(text, graph)], Mode::Add, 1, &Limits::default()).unwrap();
}

fn with(base: &Arc<View>, texts: &[&str]) -> Arc<View> {
    let mut stage = Stage::new(Arc::clone(base));
    for text in texts {
        add(&mut stage, None, text);
    }
    Arc::new(stage.freeze(2).0)
}

/// `IC-12` of a finding.
fn number(finding: &Finding) -> &str {
    finding.source.component.as_str().rsplit('#').next().unwrap()
}

fn whole(view: &View, shapes: &ShapeSet) -> Vec<Finding> {
    cube::check(view, shapes, Scope::Whole, FINDINGS_MAX).all
}

fn violated(view: &View, shapes: &ShapeSet) -> BTreeSet<String> {
    whole(view, shapes).iter().map(|it| number(it).to_owned()).collect()
}

mod published {
    //! The queries of the Recommendation, run on cubes that its own updates have normalised.

    use super::*;

    const PREFIXES: &str = "PREFIX qb: <http://purl.org/linked-data/cube#> \
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> \
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX owl: <http://www.w3.org/2002/07/owl#> \
        PREFIX eg: <urn:template:> ";

    fn options() -> Options {
        Options { default_graph: sparql::DefaultGraph::Union, ..Options::default() }
    }

    fn run(view: &View, text: &str) -> String {
        let limits = sparql::Limits::default();
        let query = Query::parse(&format!("{PREFIXES}{text}"), &options(), &limits).unwrap();
        let mut out = Vec::new();
        let format = Format::Results(QueryResultsFormat::Csv);
        let format = if query.form() == sparql::Form::Ask {
            Format::Results(QueryResultsFormat::Json)
        } else {
            format
        };
        sparql::execute(view, &query, &limits, &Cancel::default(), format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn change(view: &Arc<View>, text: &str) -> Arc<View> {
        let limits = sparql::Limits::default();
        let update = Update::parse(&format!("{PREFIXES}{text}"), &options(), &limits).unwrap();
        let no_host = |_: &str| Err("no host".to_owned());
        let next = view.revision() + 1;
        Arc::new(sparql::update(view, &update, next, &limits, &Cancel::default(), &no_host).unwrap().0)
    }

    /// The folder, if it is there.
    pub(super) fn folder() -> Option<PathBuf> {
        let shared = env::var_os("CONCORD_SHARED")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
        Some(shared.join("data/cube")).filter(|it| it.join("constraints").is_dir())
    }

    pub(super) fn read(folder: &std::path::Path, name: &str) -> String {
        fs::read_to_string(folder.join(name)).unwrap()
    }

    pub(super) fn names(folder: &std::path::Path, part: &str, ending: &str) -> Vec<String> {
        let entries = fs::read_dir(folder.join(part)).unwrap();
        let mut names: Vec<String> =
            entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|it| it.ends_with(ending));
        names.sort();
        names.into_iter().map(|it| format!("{part}/{it}")).collect()
    }

    /// Two queries as they are meant.
    ///
    /// IC-8 binds two variables that differ only in case, so that each slice key is held against each structure.
    /// IC-17 filters groups by a variable that SELECT binds after that (SPARQL 1.1, section 18.2.4), so that to an
    /// engine that goes by the book it never finds anything.
    fn corrected(number: &str, query: String) -> String {
        let (found, meant) = match number {
            "8" => ("?slicekey", "?sliceKey"),
            "17" => ("HAVING (?count ", "HAVING (COUNT(?obs2) "),
            _ => return query,
        };
        assert!(query.contains(found), "IC-{number} is another query: compare with it as it is");
        query.replace(found, meant)
    }

    /// The numbers of the queries that find a fault.
    pub(super) fn violated(folder: &std::path::Path, view: &Arc<View>) -> BTreeSet<String> {
        let text = |name: &str| read(folder, &format!("constraints/{name}"));
        let flat = change(&change(view, &text("closure.ru")), &text("flatten.ru"));
        let mut found = BTreeSet::new();
        for name in names(folder, "constraints", ".sparql") {
            let Some(number) = name.strip_prefix("constraints/integrity-") else { continue };
            let number = number.trim_end_matches(".sparql").trim_end_matches(['a', 'b']);
            let (list, place) = match number {
                "20" => ("list-hierarchies.sparql", "eg:child"),
                "21" => ("list-inverse-hierarchies.sparql", "eg:parent"),
                _ => ("", ""),
            };
            let query = corrected(number, read(folder, &name));
            let queries: Vec<String> = if list.is_empty() {
                vec![query]
            } else {
                let properties = run(&flat, &text(list));
                let properties: Vec<&str> = properties.lines().skip(1).collect();
                properties.iter().map(|it| query.replace(place, &format!("<{it}>"))).collect()
            };
            if queries.iter().any(|it| run(&flat, it).contains("true")) {
                found.insert(format!("IC-{number}"));
            }
        }
        found
    }
}

/// Every case alone, and on each of the cubes that the cases are written against.
#[test]
fn the_published_queries_find_the_same_constraints_violated() {
    let Some(folder) = published::folder() else {
        eprintln!("skipped: no shared data");
        return;
    };
    let (base, shapes) = base();
    let vocabulary = published::read(&folder, "cube.ttl");
    let mut faults = Vec::new();
    let mut n_violated = BTreeSet::new();
    for name in published::names(&folder, "cases", ".ttl") {
        let case = published::read(&folder, &name);
        let under = ["", "cases/abbrv-cube.ttl", "cases/mt-cube.ttl"];
        for under in under.into_iter().filter(|it| *it != name) {
            let cube = if under.is_empty() { String::new() } else { published::read(&folder, under) };
            let view = with(&base, &[&vocabulary, &cube, &case]);
            let mut expected = published::violated(&folder, &view);
            n_violated.extend(expected.iter().cloned());
            let mut found = violated(&view, &shapes);
            leave_out_broken(&mut expected, &mut found);
            if found != expected {
                faults.push(format!("{name} on {under:?}: the queries {expected:?}, found {found:?}"));
            }
            // The vocabulary need not be there.
            let without = violated(&with(&base, &[&cube, &case]), &shapes);
            let with = violated(&view, &shapes);
            if without != with {
                faults.push(format!("{name} on {under:?}: without the vocabulary {without:?}, not {with:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let numbers: BTreeSet<String> = (1..=21).map(|it| format!("IC-{it}")).collect();
    assert_eq!(n_violated, numbers, "not every query found a fault");
}

/// Leaves out two queries where the cube is broken anyway: a dimension without value is any value to them, and they
/// mix the data sets of an observation, or the structures of a data set, that has several.
fn leave_out_broken(expected: &mut BTreeSet<String>, found: &mut BTreeSet<String>) {
    if ["IC-1", "IC-2", "IC-11"].iter().any(|it| expected.contains(*it)) {
        for number in ["IC-12", "IC-17"] {
            expected.remove(number);
            found.remove(number);
        }
    }
}

fn refused(shapes: &str) -> String {
    let prefixes =
        "@prefix con: <https://w3id.org/concord/ns#> . @prefix sh: <http://www.w3.org/ns/shacl#> .";
    let shapes = vec![input(&format!("{prefixes} {shapes}"), None)];
    let limits = shape::Limits::default();
    match validate(shapes, Vec::new(), &Limits::default(), limits, &SparqlAsker::default()) {
        Err(ValidateError::Shapes(error)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn ill_formed_declarations_are_refused_with_their_reason() {
    for (shapes, reason) in [
        ("<urn:c> a con:CubeConstraint ; sh:message 'm' .", "needs a con:number"),
        ("<urn:c> a con:CubeConstraint ; con:number 'IC-1' .", "needs a sh:message"),
        ("<urn:c> a con:CubeConstraint ; con:number 'IC-22' ; sh:message 'm' .", "is unknown"),
        ("<urn:c> a con:CubeConstraint ; con:number 'IC-01' ; sh:message 'm' .", "is unknown"),
        ("<urn:c> a con:CubeConstraint ; con:number 1 ; sh:message 'm' .", "not a string"),
        ("[] a con:CubeConstraint ; con:number 'IC-1' ; sh:message 'm' .", "not an IRI"),
        (
            "<urn:c> a con:CubeConstraint ; con:number 'IC-1' ; sh:message 'm' ; sh:minCount 1 .",
            "sh:minCount is not supported",
        ),
        (
            "<urn:c> a con:CubeConstraint ; con:number 'IC-1' ; sh:message 'm' . \
             <urn:d> a con:CubeConstraint ; con:number 'IC-1' ; sh:message 'm' .",
            "declared twice",
        ),
    ] {
        let error = refused(shapes);
        assert!(error.contains(reason), "{shapes}: {error}");
    }
}

#[test]
fn what_is_not_declared_is_not_checked() {
    let data =
        "@prefix qb: <http://purl.org/linked-data/cube#> . <urn:a> a qb:Observation . <urn:d> a qb:DataSet .";
    let run = |shapes: &str| {
        let prefixes =
            "@prefix con: <https://w3id.org/concord/ns#> . @prefix sh: <http://www.w3.org/ns/shacl#> .";
        let shapes = vec![input(&format!("{prefixes} {shapes}"), None)];
        let data = vec![input(data, None)];
        let limits = shape::Limits::default();
        validate(shapes, data, &Limits::default(), limits, &SparqlAsker::default()).unwrap()
    };
    assert!(run("").conforms());
    let found = run("<urn:c> a con:CubeConstraint ; con:number 'IC-2' ; sh:severity sh:Warning ; \
        sh:message 'one structure'@en, 'eine Struktur'@de .");
    assert_eq!((found.total, found.blocking), (1, 0));
    assert_eq!(words::message(&found.all[0], "de"), "eine Struktur");
    let off = "<urn:c> a con:CubeConstraint ; con:number 'IC-2' ; sh:message 'm' ; sh:deactivated true .";
    assert!(run(off).conforms());
}

#[test]
fn messages_name_the_component() {
    let (base, shapes) = base();
    let text = "@prefix qb: <http://purl.org/linked-data/cube#> . @prefix con: <https://w3id.org/concord/ns#> . \
        <urn:s> qb:component [ qb:dimension con:indicator ; qb:componentRequired false ] .";
    let found = whole(&with(&base, &[text]), &shapes);
    let found = found.iter().find(|it| number(it) == "IC-6").unwrap();
    assert!(words::message(found, "en").starts_with("con:indicator is marked as optional"));
    assert!(words::message(found, "de").starts_with("con:indicator ist als freiwillig"));
}

/// Findings without their order; each is told once.
fn texts(findings: &[Finding]) -> BTreeSet<String> {
    let text = |it: &Finding| {
        let value = it.value.as_ref().map(ToString::to_string);
        format!("{} {} {:?} {value:?}", number(it), it.focus_node, it.path().map(ToString::to_string))
    };
    findings.iter().map(text).collect()
}

/// The definitions of small cubes, of which a random part is there.
#[rustfmt::skip]
const DEFINITIONS: &[&str] = &[
    "ex:set a qb:DataSet", "ex:set qb:structure ex:structure", "ex:set-2 qb:structure ex:structure-2",
    "ex:structure a qb:DataStructureDefinition", "ex:structure-2 a qb:DataStructureDefinition",
    "ex:structure qb:component ex:c1, ex:c2, ex:c3, ex:c4", "ex:structure-2 qb:component ex:c1, ex:c3, ex:c5, ex:c6",
    "ex:c1 qb:dimension ex:region", "ex:c2 qb:dimension ex:year", "ex:c3 qb:measure ex:jobs",
    "ex:c4 qb:attribute ex:unit ; qb:componentRequired true", "ex:c4 qb:componentAttachment qb:DataSet",
    "ex:c4 qb:componentAttachment qb:Slice", "ex:c4 qb:componentAttachment qb:MeasureProperty",
    "ex:c5 qb:dimension qb:measureType", "ex:c6 qb:measure ex:plants", "ex:set ex:unit 'u'", "ex:jobs ex:unit 'u'",
    "ex:set qb:slice ex:slice", "ex:slice qb:sliceStructure ex:key", "ex:slice ex:year 1", "ex:slice ex:unit 'u'",
    "ex:structure qb:sliceKey ex:key", "ex:key qb:componentProperty ex:year", "ex:region rdfs:range skos:Concept",
    "ex:year rdfs:range xsd:integer", "ex:region qb:codeList ex:list", "ex:list a skos:ConceptScheme",
    "ex:list a skos:Collection ; skos:member ex:r0, ex:r1", "ex:list a qb:HierarchicalCodeList",
    "ex:list qb:hierarchyRoot ex:r0 ; qb:parentChildProperty ex:holds", "ex:r0 ex:holds ex:r1",
    "ex:r0 skos:inScheme ex:list", "ex:r1 skos:inScheme ex:list", "ex:c2 qb:componentRequired false",
];

/// One statement of an observation: of eight observations, a few values of each property.
fn statement() -> impl Strategy<Value = String> {
    let said = prop_oneof![
        3 => Just("qb:dataSet ex:set".to_owned()),
        2 => Just("qb:dataSet ex:set-2".to_owned()),
        1 => Just("a qb:Observation".to_owned()),
        4 => (0..3).prop_map(|it| format!("ex:region ex:r{it}")),
        4 => prop::sample::select(vec!["1", "2", "1.0"]).prop_map(|it| format!("ex:year {it}")),
        2 => (1..3).prop_map(|it| format!("ex:jobs {it}")),
        2 => Just("ex:plants 1".to_owned()),
        2 => Just("qb:measureType ex:jobs".to_owned()),
        2 => Just("qb:measureType ex:plants".to_owned()),
        2 => Just("ex:unit 'v'".to_owned()),
    ];
    let own = (0..8, said).prop_map(|(n, said)| format!("ex:o{n} {said}"));
    prop_oneof![9 => own, 1 => (0..8).prop_map(|it| format!("ex:slice qb:observation ex:o{it}"))]
}

/// Whole observations, so that many are equal.
fn observation() -> impl Strategy<Value = Vec<String>> {
    (0..8, 0..2_usize, 0..3, 1..3, prop::bool::ANY).prop_map(|(n, set, region, year, is_typed)| {
        let set = ["ex:set", "ex:set-2"][set];
        let measure = if is_typed { "ex:jobs" } else { "ex:plants" };
        let says = [
            format!("qb:dataSet {set}"),
            format!("ex:region ex:r{region}"),
            format!("ex:year {year}"),
            format!("qb:measureType {measure}"),
            format!("{measure} 1"),
        ];
        says.iter().map(|it| format!("ex:o{n} {it}")).collect()
    })
}

fn turtle(statements: &[String]) -> String {
    let prefixes = "@prefix ex: <https://example.org/ns#> . @prefix qb: <http://purl.org/linked-data/cube#> . \
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . \
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . ";
    statements.iter().fold(prefixes.to_owned(), |text, it| text + it + " . ")
}

/// The triples of a graph of their own, in numbers of a stage on the base.
fn triples(base: &Arc<View>, statements: &[String]) -> (Stage, Vec<Ids>) {
    let mut stage = Stage::new(Arc::clone(base));
    let graph = stage.interner().intern_iri("urn:scratch");
    let mut scratch = stage.clone();
    add(&mut scratch, Some("urn:scratch"), &turtle(statements));
    let (view, _) = scratch.freeze(9);
    let all: Vec<Ids> = view.graph(graph).map(|it| it.scan(Pattern::default()).collect()).unwrap_or_default();
    let mut again = Stage::new(Arc::new(view));
    again.clear(graph);
    (again, all)
}

fn check_change(before: &Arc<View>, after: &View, shapes: &ShapeSet) -> Result<(), TestCaseError> {
    let (old, new): (BTreeSet<Ids>, BTreeSet<Ids>) =
        (before.union().scan(Pattern::default()).collect(), after.union().scan(Pattern::default()).collect());
    let changed: Vec<Ids> = old.symmetric_difference(&new).copied().collect();
    let touched = cube::touched(after, shapes, &changed);
    let is_touched = |it: &Finding| touched.contains(after.dictionary().id(it.focus_node.as_ref()).unwrap());
    // What is not touched is as it was, and the touched nodes alone give what they give among all, before and after.
    let (old, new) = (whole(before, shapes), whole(after, shapes));
    let part = |all: &[Finding], wanted: bool| {
        texts(&all.iter().filter(|it| is_touched(it) == wanted).cloned().collect::<Vec<_>>())
    };
    prop_assert_eq!(part(&old, false), part(&new, false));
    for (view, all) in [(&**before, &old), (after, &new)] {
        let found = cube::check(view, shapes, touched.scope(), FINDINGS_MAX).all;
        prop_assert_eq!(texts(&found), part(all, true));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_change_is_checked_as_exactly_as_the_whole(
        is_defined in prop::collection::vec(prop::bool::weighted(0.8), DEFINITIONS.len()),
        single in prop::collection::vec(statement(), 0..30),
        full in prop::collection::vec(observation(), 0..12),
        redefined in prop::sample::select(vec![0, 0, 0, 0, 1]),
        toggled in prop::collection::vec(prop_oneof![3 => statement(), 1 => (0..DEFINITIONS.len()).prop_map(
            |it| DEFINITIONS[it].to_owned())], 1..8),
        full_toggled in prop::collection::vec(observation(), 0..3),
    ) {
        let (base, shapes) = base();
        let mut start: Vec<String> =
            DEFINITIONS.iter().zip(&is_defined).filter(|it| *it.1).map(|it| (*it.0).to_owned()).collect();
        start.extend(single);
        start.extend(full.concat());
        let before = with(&base, &[&turtle(&start)]);
        let toggled: Vec<String> = toggled
            .into_iter()
            .filter(|it| redefined == 1 || !DEFINITIONS.contains(&it.as_str()))
            .chain(full_toggled.concat())
            .collect();
        let (mut stage, all) = triples(&before, &toggled);
        for triple in all {
            let quad = concord::graph::QuadIds { graph: concord::graph::NONE, triple };
            if before.union().contains(triple) { stage.remove(quad) } else { stage.insert(quad) }
        }
        let (after, _) = stage.freeze(3);
        check_change(&before, &after, &shapes)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_published_queries_agree_on_random_cubes(
        is_defined in prop::collection::vec(prop::bool::weighted(0.9), DEFINITIONS.len()),
        single in prop::collection::vec(statement(), 0..12),
        full in prop::collection::vec(observation(), 0..12),
    ) {
        let Some(folder) = published::folder() else { return Ok(()) };
        let (base, shapes) = base();
        // Attributes of measures are looked for here and not there.
        let definitions = DEFINITIONS.iter().zip(&is_defined).filter(|it| *it.1 && !it.0.contains("qb:MeasureProperty"));
        let mut statements: Vec<String> = definitions.map(|it| (*it.0).to_owned()).collect();
        statements.extend(single);
        statements.extend(full.concat());
        let vocabulary = published::read(&folder, "cube.ttl");
        let view = with(&base, &[&vocabulary, &turtle(&statements)]);
        let mut expected = published::violated(&folder, &view);
        let mut found = violated(&view, &shapes);
        leave_out_broken(&mut expected, &mut found);
        prop_assert_eq!(found, expected);
    }
}

/// A cube of 20 regions, 100 years and 5 kinds.
fn large(n: usize) -> String {
    use std::fmt::Write as _;
    let mut text = turtle(&[
        "ex:set a qb:DataSet ; qb:structure ex:structure".to_owned(),
        "ex:structure a qb:DataStructureDefinition ; qb:component [ qb:dimension ex:region ], \
         [ qb:dimension ex:year ], [ qb:dimension ex:kind ], [ qb:measure ex:jobs ]"
            .to_owned(),
        "ex:region rdfs:range rdfs:Resource . ex:year rdfs:range rdfs:Resource . ex:kind rdfs:range rdfs:Resource"
            .to_owned(),
    ]);
    for n in 0..n {
        let (kind, region, year) = (n % 5, n / 5 % 20, n / 100);
        let _ = writeln!(
            text,
            "ex:o{n} qb:dataSet ex:set ; ex:region ex:r{region} ; ex:year ex:y{year} ; ex:kind ex:k{kind} ; ex:jobs {n} ."
        );
    }
    text
}

#[test]
fn a_new_observation_rechecks_itself_and_its_equals() {
    let (base, shapes) = base();
    let before = with(&base, &[&large(10_000)]);
    assert!(whole(&before, &shapes).is_empty());
    let new =
        "ex:new qb:dataSet ex:set ; ex:region ex:r1 ; ex:year ex:y7 ; ex:kind ex:k2 ; ex:jobs 3".to_owned();
    let after = with(&before, &[&turtle(&[new])]);
    let changed: Vec<Ids> =
        after.union().scan(Pattern::default()).filter(|it| !before.union().contains(*it)).collect();
    assert_eq!(changed.len(), 5);
    let touched = cube::touched(&after, &shapes, &changed);
    let found = cube::check(&after, &shapes, touched.scope(), FINDINGS_MAX).all;
    let numbers: Vec<&str> = found.iter().map(number).collect();
    assert_eq!(numbers, ["IC-12", "IC-12"]);
    assert_eq!(texts(&found), texts(&whole(&after, &shapes)));
    // The new observation, the one that it equals, and the data set that it names.
    match touched {
        Rechecked::Nodes(nodes) => assert_eq!(nodes.len(), 3),
        Rechecked::All => panic!("a new observation rechecks everything"),
    }
    // And back again: the one that had an equal is looked at once more.
    let mut stage = Stage::new(Arc::clone(&after));
    for triple in &changed {
        stage.remove(concord::graph::QuadIds { graph: concord::graph::NONE, triple: *triple });
    }
    let (again, _) = stage.freeze(4);
    let touched = cube::touched(&again, &shapes, &changed);
    let gone = cube::check(&again, &shapes, touched.scope(), FINDINGS_MAX);
    assert_eq!((gone.total, gone.focus_nodes), (0, 3));
}
