//! The shapes find in each case exactly what its head says, and nothing in the seeds.

use std::{collections::BTreeMap, fs, path::Path as FilePath, sync::Arc};

use concord::graph::{Stage, View};
use concord::ground::{GroundFile, ONTOLOGY, SEEDS, SHAPES};
use concord::load::{
    Compression, Input, Limits, Mode, RdfFormat, SparqlAsker, embedded_shapes, load, read_shapes, validate,
};
use concord::shape::{self, Path, ShapeSet, check_only};
use oxrdf::NamedNode;
use rayon::prelude::*;

const SHAPES_GRAPH: &str = "https://w3id.org/concord/graph/shapes";
const CASE_GRAPH: &str = "https://w3id.org/concord/graph/case";

#[test]
fn the_seeds_conform() {
    let data = ONTOLOGY.iter().chain(SEEDS).map(|it| input(it.name, it.text, None)).collect();
    let asker = SparqlAsker::default();
    let findings =
        validate(embedded_shapes(), data, &Limits::default(), shape::Limits::default(), &asker).unwrap();
    assert!(findings.conforms(), "{}", shape::words::text(&findings, "en"));
    assert!(findings.focus_nodes > 1_000);
}

#[test]
fn each_case_gives_what_its_head_says() {
    let (base, shapes) = ground();
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/shapes");
    let mut files = Vec::new();
    collect(&folder, &mut files);
    assert!(files.len() > 900);
    let faults: Vec<String> = files
        .par_iter()
        .filter_map(|name| {
            let text = fs::read_to_string(folder.join(name)).unwrap();
            let expected = expected(&text);
            assert_eq!(
                expected.is_empty(),
                name.contains("/pass/"),
                "{name}: the head and the folder disagree"
            );
            let found = found(&base, &shapes, name, &text);
            (expected != found).then(|| format!("{name}: expected {expected:?}, found {found:?}"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every shape and rule has a folder with a case of each kind; every folder has a shape.
#[test]
fn each_shape_has_cases() {
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/shapes");
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(is_shape(&name), "{name} has cases and no shape");
    }
    for name in SHAPES.iter().flat_map(|it| it.text.lines()).filter_map(shape) {
        assert!(folder.join(name).join("pass").is_dir(), "{name} has no passing case");
    }
}

fn is_shape(name: &str) -> bool {
    SHAPES.iter().flat_map(|it| it.text.lines()).filter_map(shape).any(|it| it == name)
}

/// The name of the shape, or of the constraint on cubes, that a line starts.
fn shape(line: &str) -> Option<&str> {
    let (name, class) = line.strip_prefix("shape:")?.split_once(" a ")?;
    ["sh:NodeShape ;", "con:CubeConstraint ;"].contains(&class).then_some(name)
}

/// The ontology and the seeds, and the shapes beside them.
fn ground() -> (Arc<View>, ShapeSet) {
    let mut stage = Stage::new(Arc::default());
    let graph = stage.interner().intern_iri(SHAPES_GRAPH);
    stage.keep_apart(graph);
    let text = |it: &'static GroundFile| input(it.name, it.text, None);
    let shapes = SHAPES.iter().map(|it| Input { graph: Some(SHAPES_GRAPH.to_owned()), ..text(it) }).collect();
    load(&mut stage, shapes, Mode::Add, 1, &Limits::default()).unwrap();
    let data = ONTOLOGY.iter().chain(SEEDS).map(text).collect();
    load(&mut stage, data, Mode::Add, 2, &Limits::default()).unwrap();
    let (view, _) = stage.freeze(1);
    let shapes = read_shapes(&view, SHAPES_GRAPH, &SparqlAsker::default()).unwrap();
    (Arc::new(view), shapes)
}

/// What a case finds at the nodes that it names.
fn found(base: &Arc<View>, shapes: &ShapeSet, name: &str, text: &str) -> BTreeMap<String, usize> {
    let mut stage = Stage::new(Arc::clone(base));
    let case = input(name, text, Some(CASE_GRAPH));
    load(&mut stage, vec![case], Mode::Add, 3, &Limits::default())
        .unwrap_or_else(|it| panic!("{name}: {it}"));
    let (view, _) = stage.freeze(2);
    let graph = view.graph(view.dictionary().iri(CASE_GRAPH).unwrap()).unwrap();
    let nodes: Vec<_> = graph.sorted().iter().flat_map(|it| [it[0], it[2]]).collect();
    let findings = check_only(&view, shapes, shape::Limits::default(), &nodes).unwrap();
    let mut found = BTreeMap::new();
    for finding in &findings.all {
        let component = local(&finding.source.component);
        *found.entry(format!("{component} {}", path(finding.path()))).or_default() += 1;
    }
    found
}

fn path(path: Option<&Path<NamedNode>>) -> String {
    match path {
        None => "-".to_owned(),
        Some(Path::Predicate(it)) => local(it).to_owned(),
        Some(Path::Inverse(it)) => format!("^{}", self::path(Some(it))),
        Some(Path::Sequence(steps)) => {
            let steps: Vec<String> = steps.iter().map(|it| self::path(Some(it))).collect();
            steps.join("/")
        }
        Some(other) => panic!("{other:?} has no short form"),
    }
}

fn local(iri: &NamedNode) -> &str {
    iri.as_str().rsplit(['/', '#']).next().unwrap()
}

/// The lines `# expect: COMPONENT PATH COUNT` at the head of a file.
fn expected(text: &str) -> BTreeMap<String, usize> {
    let heads = text.lines().map_while(|it| it.strip_prefix("# expect: "));
    heads
        .map(|it| it.rsplit_once(' ').unwrap())
        .map(|(what, n)| (what.to_owned(), n.parse().unwrap()))
        .collect()
}

fn input<'a>(name: &str, text: &'a str, graph: Option<&str>) -> Input<'a> {
    Input {
        name: name.to_owned(),
        format: RdfFormat::Turtle,
        compression: Compression::None,
        graph: graph.map(str::to_owned),
        base_iri: None,
        reader: Box::new(text.as_bytes()),
    }
}

fn collect(folder: &FilePath, files: &mut Vec<String>) {
    for shape in fs::read_dir(folder).unwrap() {
        let shape = shape.unwrap().file_name().into_string().unwrap();
        for kind in ["pass", "fail"] {
            let Ok(entries) = fs::read_dir(folder.join(&shape).join(kind)) else { continue };
            files.extend(
                entries
                    .map(|it| format!("{shape}/{kind}/{}", it.unwrap().file_name().into_string().unwrap())),
            );
        }
    }
    files.sort();
}
