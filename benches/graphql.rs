//! How long does a nested query take beside one walk of the index, written by hand, that gives the same JSON?
//!
//! `cargo bench --bench graphql -- [DATA.nt]` compares the bytes of both answers and prints medians and the ratio: for
//! data that it makes, and for a file of the peer kit (`gen.py --scale 10`) where one is named.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it compares")]

use concord::graph::{Pattern, TermId, View};
use concord::graphql::{Api, Limits, Request};
use concord::load::{Compression, Input, Mode, RdfFormat};
use concord::registry::{Author, Registry, SHAPES_GRAPH, Settings};
use concord::sparql::DefaultGraph;
use std::error::Error;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The terms of one tree: a top with a name leads to middles, and these to leaves.
struct Tree {
    title: &'static str,
    class: &'static str,
    name: &'static str,
    /// The predicate from a middle to its top, or from a top to its middles.
    down: Result<&'static str, &'static str>,
    middle: &'static str,
    leaves: &'static str,
    leaf: &'static str,
    first: &'static str,
    second: &'static str,
}

const MADE: Tree = Tree {
    title: "made here: 100 regions, 300 plants, 600 products",
    class: "https://example.org/Region",
    name: "https://example.org/name",
    down: Err("https://example.org/in"),
    middle: "https://example.org/Plant",
    leaves: "https://example.org/makes",
    leaf: "https://example.org/Product",
    first: "https://example.org/price",
    second: "https://example.org/code",
};

/// In the data that `gen.py` of the peer kit makes.
const KIT: Tree = Tree {
    title: "of the peer kit: qualifications, outcomes, skills",
    class: "https://data.example.eu/def#Qualification",
    name: "http://purl.org/dc/terms/title",
    down: Ok("https://data.example.eu/def#learningOutcome"),
    middle: "https://data.example.eu/def#LearningOutcome",
    leaves: "https://data.example.eu/def#skill",
    leaf: "http://data.europa.eu/esco/model#Skill",
    first: "http://data.europa.eu/esco/model#skillType",
    second: "http://data.europa.eu/esco/model#reuseLevel",
};

impl Tree {
    fn shapes(&self) -> String {
        let down = match self.down {
            Ok(forward) => format!("<{forward}>"),
            Err(backward) => format!("[ sh:inversePath <{backward}> ]"),
        };
        let Self { class, name, middle, leaves, leaf, first, second, .. } = self;
        format!(
            "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix con: <https://w3id.org/concord/ns#> .
            @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix : <urn:shape:> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            :Top a sh:NodeShape ; sh:targetClass <{class}> ; con:graphqlName \"Top\" ;
                sh:property [ sh:path {down} ; sh:class <{middle}> ; con:graphqlName \"middles\" ] ,
                    [ sh:path <{name}> ; sh:datatype rdf:langString ; sh:uniqueLang true ; con:graphqlName \"name\" ] .
            :Middle a sh:NodeShape ; sh:targetClass <{middle}> ; con:graphqlName \"Middle\" ;
                sh:property [ sh:path <{leaves}> ; sh:class <{leaf}> ; con:graphqlName \"leaves\" ] .
            :Leaf a sh:NodeShape ; sh:targetClass <{leaf}> ; con:graphqlName \"Leaf\" ;
                sh:property [ sh:path <{first}> ; sh:maxCount 1 ; sh:datatype xsd:string ; sh:severity sh:Info ; con:graphqlName \"first\" ] ,
                    [ sh:path <{second}> ; sh:maxCount 1 ; sh:datatype xsd:string ; sh:severity sh:Info ; con:graphqlName \"second\" ] ."
        )
    }
}

/// So many tops that there are about 1,000 objects on the three levels.
const TOPS: usize = 100;

const RUNS: usize = 301;

/// Regions in the registry; the query reads the first hundred.
const REGIONS: usize = 2_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with("--")).collect();
    compare(&MADE, RdfFormat::Turtle, &data()?, TOPS)?;
    if let Some(file) = arguments.first() {
        compare(&KIT, RdfFormat::NTriples, &std::fs::read_to_string(file)?, KIT_TOPS)?;
    }
    Ok(())
}

/// Qualifications with outcomes and skills that make about 1,000 objects.
const KIT_TOPS: usize = 60;

fn compare(tree: &Tree, format: RdfFormat, data: &str, n_tops: usize) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let registry = Arc::new(Registry::open(Settings {
        folder: folder.path().to_owned(),
        empty: true,
        default_graph: DefaultGraph::Union,
        limits: concord::sparql::Limits::default(),
        load: concord::load::Limits::default(),
    })?);
    for (text, format, graph) in
        [(&*tree.shapes(), RdfFormat::Turtle, SHAPES_GRAPH), (data, format, "https://example.org/graph")]
    {
        let input = Input {
            name: graph.to_owned(),
            format,
            compression: Compression::None,
            base_iri: None,
            graph: Some(graph.to_owned()),
            reader: Box::new(text.as_bytes()),
        };
        registry.load(vec![input], Mode::Replace, &Author::default())?;
    }
    let api = Api::new(Arc::clone(&registry), Limits::default());
    let query = format!(
        "{{ tops(first: {n_tops}) {{ nodes {{ id name {{ value lang }}
            middles {{ id leaves {{ id first second }} }} }} }} }}"
    );
    let request = Request::of(query);
    let view = registry.view();
    let walk = Walk::new(&view, tree).ok_or("the data has no such terms")?;
    let tops = walk.tops(n_tops);

    let answer = api.execute(&request).body;
    let by_hand = walk.write(&tops);
    let is_same = answer.starts_with(&by_hand[..by_hand.len() - 1]);
    if !is_same {
        return Err(
            format!("{}\n{}", String::from_utf8_lossy(&answer), String::from_utf8_lossy(&by_hand)).into()
        );
    }
    let n_objects = answer.windows(5).filter(|it| it == b"\"id\":").count();
    // In turn, so that whatever else the machine does falls on both.
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(timed(|| api.execute(&request).body.len()));
        theirs.push(timed(|| walk.write(&tops).len()));
    }
    let (ours, theirs) = (median(ours), median(theirs));
    println!("{}: {} triples, {n_objects} objects, {} bytes", tree.title, view.union().len(), answer.len());
    println!("| three levels, the same bytes | median of {RUNS} runs |\n|---|---|");
    println!("| GraphQL, from the text of the query on | {:.3} ms |", ours.as_secs_f64() * 1e3);
    println!("| one walk of the index by hand | {:.3} ms |", theirs.as_secs_f64() * 1e3);
    println!("| ratio | {:.2} |\n", ours.as_secs_f64() / theirs.as_secs_f64());
    Ok(())
}

fn timed(run: impl Fn() -> usize) -> Duration {
    let start = Instant::now();
    std::hint::black_box(run());
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn data() -> Result<String, std::fmt::Error> {
    let mut text = String::from(
        "@prefix ex: <https://example.org/> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n",
    );
    for region in 0..REGIONS {
        writeln!(
            text,
            "ex:region{region} a ex:Region ; ex:name \"Region {region}\"@en , \"Gebiet {region}\"@de ."
        )?;
        for plant in 0..3 {
            let name = format!("ex:plant{region}-{plant}");
            let year = 1900 + (region + plant) % 120;
            writeln!(
                text,
                "{name} a ex:Plant ; ex:in ex:region{region} ; ex:opened \"{year}\"^^xsd:gYear ;"
            )?;
            writeln!(text, "    ex:makes {name}-a , {name}-b .")?;
            for product in ["a", "b"] {
                writeln!(
                    text,
                    "{name}-{product} a ex:Product ; ex:price {region}.5 ; ex:code \"{product}{plant}\" ."
                )?;
            }
        }
    }
    Ok(text)
}

/// The walk by hand, with the numbers of its terms.
struct Walk<'v> {
    view: &'v View,
    rdf_type: TermId,
    class: TermId,
    name: TermId,
    down: Result<TermId, TermId>,
    leaves: TermId,
    first: TermId,
    second: TermId,
    english: TermId,
}

impl<'v> Walk<'v> {
    fn new(view: &'v View, tree: &Tree) -> Option<Self> {
        let iri = |it: &str| view.dictionary().iri(it);
        Some(Self {
            rdf_type: iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")?,
            class: iri(tree.class)?,
            name: iri(tree.name)?,
            down: match tree.down {
                Ok(it) => Ok(iri(it)?),
                Err(it) => Err(iri(it)?),
            },
            leaves: iri(tree.leaves)?,
            first: iri(tree.first)?,
            second: iri(tree.second)?,
            english: view.dictionary().literal("en", concord::graph::Kind::String, concord::graph::NONE)?,
            view,
        })
    }

    fn tops(&self, n: usize) -> Vec<TermId> {
        let pattern = Pattern::new(None, Some(self.rdf_type), Some(self.class));
        let mut all: Vec<TermId> = self.view.scan(pattern).map(|it| it[0]).collect();
        self.sort(&mut all);
        all.truncate(n);
        all
    }

    fn sort(&self, nodes: &mut [TermId]) {
        nodes.sort_unstable_by_key(|it| self.view.dictionary().text(*it));
    }

    fn objects(&self, subject: TermId, predicate: TermId) -> impl Iterator<Item = TermId> {
        self.view.scan(Pattern::new(Some(subject), Some(predicate), None)).map(|it| it[2])
    }

    fn string(&self, id: TermId, out: &mut Vec<u8>) {
        out.push(b'"');
        for byte in self.view.dictionary().text(id).bytes() {
            match byte {
                b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
                0..=0x1f => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
                _ => out.push(byte),
            }
        }
        out.push(b'"');
    }

    fn field(&self, key: &str, subject: TermId, predicate: TermId, out: &mut Vec<u8>) {
        out.extend_from_slice(key.as_bytes());
        match self.objects(subject, predicate).next() {
            Some(it) => self.string(it, out),
            None => out.extend_from_slice(b"null"),
        }
    }

    fn write(&self, tops: &[TermId]) -> Vec<u8> {
        let mut out = b"{\"data\":{\"tops\":{\"nodes\":[".to_vec();
        for (n, top) in tops.iter().enumerate() {
            if n > 0 {
                out.push(b',');
            }
            out.extend_from_slice(b"{\"id\":");
            self.string(*top, &mut out);
            out.extend_from_slice(b",\"name\":");
            let mut names = self.objects(*top, self.name);
            match names.find(|it| self.view.dictionary().entry(*it).qualifier == self.english) {
                Some(name) => {
                    out.extend_from_slice(b"{\"value\":");
                    self.string(name, &mut out);
                    out.extend_from_slice(b",\"lang\":\"en\"}");
                }
                None => out.extend_from_slice(b"null"),
            }
            out.extend_from_slice(b",\"middles\":[");
            let mut middles: Vec<TermId> = match self.down {
                Ok(it) => self.objects(*top, it).collect(),
                Err(it) => self.view.scan(Pattern::new(None, Some(it), Some(*top))).map(|it| it[0]).collect(),
            };
            self.sort(&mut middles);
            for (n, middle) in middles.iter().enumerate() {
                if n > 0 {
                    out.push(b',');
                }
                self.middle(*middle, &mut out);
            }
            out.extend_from_slice(b"]}");
        }
        out.extend_from_slice(b"]}}}");
        out
    }

    fn middle(&self, middle: TermId, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"id\":");
        self.string(middle, out);
        out.extend_from_slice(b",\"leaves\":[");
        let mut leaves: Vec<TermId> = self.objects(middle, self.leaves).collect();
        self.sort(&mut leaves);
        for (n, leaf) in leaves.iter().enumerate() {
            if n > 0 {
                out.push(b',');
            }
            out.extend_from_slice(b"{\"id\":");
            self.string(*leaf, out);
            self.field(",\"first\":", *leaf, self.first, out);
            self.field(",\"second\":", *leaf, self.second, out);
            out.push(b'}');
        }
        out.extend_from_slice(b"]}");
    }
}
