//! The tables of NUTS units and of their changes, as they are published, beside the seeds.
//!
//! The real tables stand outside of the repository: in the folder that `CONCORD_SHARED` names, else in `../shared`.

use super::cli::{concord, done, fails};
use concord::ground::{ONTOLOGY, SEEDS};
use concord::import::nuts::{ChangeKind, Counts, Request, Version};
use concord::import::{Limits, Source, nuts};
use concord::load::{self, Compression, Input, RdfFormat, SparqlAsker, embedded_shapes, validate};
use concord::shape;
use concord::vocab;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const GRAPH: &str = "https://w3id.org/concord/graph/nuts-2024";

/// The folder of the published tables, if it is there.
fn tables() -> Option<PathBuf> {
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("CONCORD_SHARED").map_or(usual, PathBuf::from).join("data/nuts");
    if folder.join("nuts_2024.csv").is_file() {
        return Some(folder);
    }
    eprintln!("skipped: no shared data in {}", folder.display());
    None
}

const SHARES: [&str; 3] = ["n1_cm_v2021_v2024.csv", "n2_cm_v2021_v2024.csv", "n3_cm_v2021_v2024.csv"];

fn request(folder: &Path) -> Request<'static> {
    let source = |name: &str| Source {
        name: name.to_owned(),
        reader: Box::new(fs::File::open(folder.join(name)).unwrap()),
    };
    Request {
        version: Version::Nuts2024,
        lists: vec![source("nuts_2024.csv")],
        shares: SHARES.iter().map(|it| source(it)).collect(),
        limits: Limits::default(),
    }
}

/// The member states of the Union by the codes of the classification.
const UNION: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The answer to a query about a registry in that folder, a row a line, without the header.
fn rows(folder: &Path, words: &[&str]) -> Vec<String> {
    let answer = done(folder, &[&["query", "--format", "csv"], words].concat());
    answer.lines().skip(1).map(str::to_owned).collect()
}

/// Runs the import of all published tables, with these words behind.
fn import(folder: &Path, tables: &Path, words: &[&str]) -> String {
    let name = |it: &str| tables.join(it).display().to_string();
    let list = name("nuts_2024.csv");
    let shares: Vec<String> = SHARES.iter().map(|it| name(it)).collect();
    let mut all = vec!["import", "nuts", &list];
    for file in &shares {
        all.extend(["--changes", file]);
    }
    all.extend(words);
    done(folder, &all)
}

#[test]
fn the_published_tables_give_the_published_counts() {
    let Some(folder) = tables() else { return };
    let nuts = nuts::read(request(&folder)).unwrap();
    assert_eq!(nuts.rejected.total, 0, "{:?}", nuts.rejected.list);
    let Counts { rows, by_level, changes, .. } = &nuts.counts;
    assert_eq!(*rows, 1798 + 96 + 261 + 1222);
    assert_eq!(by_level[&Version::Nuts2024], [39, 115, 299, 1345]);
    assert_eq!(by_level[&Version::Nuts2021], [30, 95, 257, 1206]);
    let expected =
        [(ChangeKind::Same, 33), (ChangeKind::Split, 11), (ChangeKind::Merged, 2), (ChangeKind::Shifted, 42)];
    assert_eq!(*changes, BTreeMap::from(expected));
    let in_the_union = |code: &str| UNION.contains(&&code[..2]);
    let mut by_length = [0; 4];
    for triple in nuts.triples.iter().filter(|it| it.predicate.as_str().ends_with("#nutsVersion")) {
        let subject = triple.subject.to_string();
        let code = subject.trim_end_matches('>').rsplit('/').next().unwrap();
        if triple.object.to_string().ends_with("nuts-2024>") && in_the_union(code) {
            by_length[code.len() - 2] += 1;
        }
    }
    assert_eq!(by_length, [27, 92, 244, 1165]);
}

#[test]
fn tables_and_seeds_conform_together() {
    let Some(folder) = tables() else { return };
    let nuts = nuts::read(request(&folder)).unwrap();
    let lines: Vec<String> = nuts.triples.iter().map(|it| format!("{it} .\n")).collect();
    let text = lines.concat();
    let ground = |it: &'static concord::ground::GroundFile| Input {
        name: it.name.to_owned(),
        format: RdfFormat::Turtle,
        compression: Compression::None,
        graph: Some(format!("{}{}", vocab::GRAPH, it.slug)),
        base_iri: None,
        reader: Box::new(it.text.as_bytes()),
    };
    let mut data: Vec<Input<'_>> = ONTOLOGY.iter().chain(SEEDS).map(ground).collect();
    data.push(Input {
        name: "nuts".to_owned(),
        format: RdfFormat::NTriples,
        compression: Compression::None,
        graph: Some(GRAPH.to_owned()),
        base_iri: None,
        reader: Box::new(text.as_bytes()),
    });
    let (limits, shape_limits) = (load::Limits::default(), shape::Limits::default());
    let findings = validate(embedded_shapes(), data, &limits, shape_limits, &SparqlAsker::default()).unwrap();
    assert!(findings.conforms(), "{}", shape::words::text(&findings, "en"));
    assert!(findings.focus_nodes > 3_000);
}

#[test]
fn what_became_of_a_unit_is_asked_and_answered() {
    let Some(tables) = tables() else { return };
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    let told = import(it, &tables, &["-m", "NUTS 2024"]);
    assert!(told.starts_with("3377 rows, 0 rejected; "), "{told}");
    assert!(told.contains("NUTS 2024: 39 countries, levels 1 to 3: 115, 299, 1345\n"), "{told}");
    assert!(told.contains("\nrevision 2: "), "{told}");
    let again = import(it, &tables, &[]);
    assert!(again.ends_with("no change: revision 2 holds all of this already\n"), "{again}");
    let history = done(it, &["history"]);
    assert!(history.contains("n3_cm_v2021_v2024.csv"), "the revision names its files: {history}");

    let query = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/nuts/successors.rq");
    let query = query.display().to_string();
    let unit = "http://data.europa.eu/nuts/code/PT16";
    assert_eq!(
        rows(it, &[&query]),
        [
            format!("{unit},PT19,Centro (PT),boundary shift,0.824990189,1.0,0.742416936,1.0,A"),
            format!(
                "{unit},PT1D,Oeste e Vale do Tejo,boundary shift,0.175009811,0.535336978,0.257583064,0.708609705,A"
            ),
        ]
    );
    let split = rows(it, &[&query, "--param", "unit=http://data.europa.eu/nuts/code/PT17"]);
    assert_eq!(split.len(), 2, "{split:?}");
    assert!(split.iter().all(|it| it.contains(",split,")), "{split:?}");
    let kept = rows(it, &[&query, "--param", "unit=http://data.europa.eu/nuts/code/ITI3"]);
    assert!(kept.iter().all(|it| it.contains(",boundary shift,")) && kept.len() == 2, "{kept:?}");
    assert_eq!(
        rows(it, &[&query, "--param", "unit=http://data.europa.eu/nuts/code/SK02"]),
        [""; 0],
        "nothing became of what stayed"
    );

    let text = "PREFIX con: <https://w3id.org/concord/ns#> SELECT (COUNT(?unit) AS ?n) WHERE { ?unit a con:NutsUnit ; \
        con:nutsVersion con:nuts-2024 ; con:level ?level . FILTER NOT EXISTS { ?unit \
        <http://www.w3.org/2004/02/skos/core#broader>/con:nutsVersion con:nuts-2024 } FILTER (?level != con:level-nuts0) }";
    assert_eq!(rows(it, &["-q", text]), ["0"], "every unit has its parent in the same version");
    let text = "PREFIX con: <https://w3id.org/concord/ns#> SELECT DISTINCT ?country WHERE { ?change con:formerUnit ?unit . \
        BIND (SUBSTR(STR(?unit), 33, 2) AS ?country) } ORDER BY ?country";
    assert_eq!(rows(it, &["-q", text]), ["DE", "FI", "IT", "LV", "NL", "NO", "PT", "RO"]);
    let text = "SELECT ?to { <http://data.europa.eu/nuts/code/PT16> <http://purl.org/dc/terms/isReplacedBy> ?to } ORDER BY ?to";
    assert_eq!(rows(it, &["-q", text]).len(), 2);
}

#[test]
fn refusals_have_their_exit_codes_and_keep_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    let write = |name: &str, text: &[u8]| fs::write(it.join(name), text).unwrap();
    write("good.csv", b"code,level,name\nXA,0,Alfa\nXA1,1,One\nXA2,2,Odd\n");
    write("other.csv", b"a,b\n1,2\n");
    write("sheet.xlsx", b"PK\x03\x04...");
    write("latin1.csv", b"code,level,name\nXA,0,\xc9\n");
    write("some.nt", b"<urn:a> <urn:b> <urn:c> .\n");
    done(it, &["load", "--empty", "some.nt"]);
    for (file, told) in [
        ("other.csv", "other.csv: no column holds NUTS codes"),
        ("sheet.xlsx", "save the sheet as CSV in UTF-8"),
        ("latin1.csv", "latin1.csv:2: the text is not UTF-8"),
    ] {
        let error = fails(it, 1, &["import", "nuts", file]);
        assert!(error.contains(told), "{error}");
    }
    fails(it, 3, &["import", "nuts", "absent.csv"]);
    fails(it, 2, &["import", "nuts", "good.csv", "--version", "2016"]);
    fails(it, 2, &["import", "wine", "good.csv"]);
    fails(it, 2, &["import", "nuts", "good.csv", "--graph", "no iri"]);

    let output = concord(it, &["import", "nuts", "good.csv", "--dry-run"]);
    assert!(output.status.success());
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(error, "good.csv:4: the level is 2, but the code XA2 is one of level 1\n");
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(
        out.starts_with(
            "3 rows, 1 rejected; 2 units\nNUTS 2024: 1 countries, levels 1 to 3: 1, 0, 0\ndry run: "
        ),
        "{out}"
    );
}

#[test]
fn the_source_of_the_lists_is_described_as_in_the_seeds() {
    let list: &[u8] = b"code,level,name\nXA,0,Alfa\n";
    let source = Source { name: "list.csv".to_owned(), reader: Box::new(list) };
    let request = Request {
        version: Version::Nuts2024,
        lists: vec![source],
        shares: Vec::new(),
        limits: Limits::default(),
    };
    let nuts = nuts::read(request).unwrap();
    let seeds = SEEDS.iter().find(|it| it.slug == "regions").unwrap();
    let parser = oxrdfio::RdfParser::from_format(RdfFormat::Turtle);
    let of_seeds = parser.for_slice(seeds.text).map(|it| it.unwrap());
    let name = "<https://w3id.org/concord/id/source/eurostat-nuts-2021-2024>";
    let mut expected: Vec<String> = of_seeds
        .filter(|it| it.subject.to_string() == name)
        .map(|it| format!("{} {}", it.predicate, it.object))
        .collect();
    let mut written: Vec<String> = nuts
        .triples
        .iter()
        .filter(|it| it.subject.to_string() == name)
        .map(|it| format!("{} {}", it.predicate, it.object))
        .collect();
    expected.sort();
    written.sort();
    assert_eq!(written, expected);
}
