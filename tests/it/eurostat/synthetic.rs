//! Small tables that are made up: every format, every fault of a row, versions of NUTS, constraints on the cube.

use super::*;
use crate::cli;
use concord::import::ImportError;
use std::fs;

/// A mapping for made-up values of an indicator of the catalogue, broken down by sex.
const MAPPING: &str = r#"
@prefix con: <https://w3id.org/concord/ns#> .
@prefix dataset: <https://w3id.org/concord/id/dataset/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix indicator: <https://w3id.org/concord/id/indicator/> .
@prefix mapping: <https://w3id.org/concord/id/mapping/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix source: <https://w3id.org/concord/id/source/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

mapping:synthetic a con:TableMapping ;
    rdfs:label "synthetic table of a test"@en ;
    con:mappingVersion [ a con:MappingVersion ; con:nutsVersion con:nuts-2024 ] ;
    con:mappingRule [ a con:MappingRule ;
        con:where [ a con:MappingCondition ; con:column "freq" ; con:cell "A" ] ;
        con:mappingBreakdown [ a con:MappingBreakdown ; con:dimension con:sex ; con:column "sex" ] ;
        con:givesIndicator indicator:jo-6 ; con:unit con:unit-percent ; con:intoDataset dataset:synthetic ] ;
    con:mappingRule [ a con:MappingRule ;
        con:where [ a con:MappingCondition ; con:column "freq" ; con:cell "Q" ] ;
        con:leaveOutReason "quarters are not followed"@en ] .

dataset:synthetic a con:Dataset ;
    rdfs:label "synthetic data of a test"@en ;
    con:retrievedAt "2026-01-02T03:04:05Z"^^xsd:dateTime ;
    con:sureness con:sureness-A ;
    prov:hadPrimarySource source:synthetic .

source:synthetic a con:WebSource ;
    rdfs:label "synthetic source of a test"@en ;
    dct:title "synthetic"@en .
"#;

const SDMX_1: &str = "DATAFLOW,LAST UPDATE,freq,unit,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n\
    SYNTHETIC,x,A,PC,T,ITC4,2022,4.9,\n\
    SYNTHETIC,x,A,PC,F,ITC4,2022,6.1,bu\n\
    SYNTHETIC,x,A,PC,T,SK02,2022,,c\n\
    SYNTHETIC,x,A,PC,T,EU27_2020,2022,6.20,p\n\
    SYNTHETIC,x,Q,PC,T,ITC4,2022-Q1,5.0,\n";

const SDMX_2: &str = "STRUCTURE,STRUCTURE_ID,freq: Frequency,unit: Unit,sex: Sex,geo: Place,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n\
    dataflow,SYNTHETIC,A: Annual,PC: Percent,T: Total,ITC4: Lombardia,2022,4.9,,F\n\
    dataflow,SYNTHETIC,A: Annual,PC: Percent,F: Females,ITC4: Lombardia,2022,6.1,bu,F\n\
    dataflow,SYNTHETIC,A: Annual,PC: Percent,T: Total,SK02: West,2022,,,C\n\
    dataflow,SYNTHETIC,A: Annual,PC: Percent,T: Total,EU27_2020: Union,2022,6.20,p,F\n";

const TSV: &str = "freq,unit,sex,geo\\TIME_PERIOD\t2021 \t2022 \n\
    A,PC,T,ITC4\t: \t4.9 \n\
    A,PC,F,ITC4\t: \t6.1 bu\n\
    A,PC,T,SK02\t: \t: c\n\
    A,PC,T,EU27_2020\t: \t6.20 p\n";

const JSON: &str = r#"{"version": "2.0", "class": "dataset", "id": ["freq", "unit", "sex", "geo", "time"], "size": [1, 1, 2, 3, 1],
    "value": {"0": 4.9, "2": "6.20", "3": 6.1}, "status": {"1": "c", "2": "p", "3": "bu"},
    "dimension": {"freq": {"category": {"index": ["A"]}}, "unit": {"category": {"index": {"PC": 0}}},
        "sex": {"category": {"index": ["T", "F"]}}, "geo": {"category": {"index": ["ITC4", "SK02", "EU27_2020"]}},
        "time": {"category": {"label": {"2022": "2022"}}}}}"#;

#[test]
fn every_format_says_the_same() {
    let (_folder, registry) = registry();
    let tables = read(&registry, MAPPING, SDMX_1).unwrap();
    assert_eq!((tables.counts.rows, tables.counts.loaded, tables.counts.missing), (5, 4, 1));
    assert_eq!(tables.counts.left_out.get("quarters are not followed"), Some(&1));
    assert_eq!(tables.rejected.total, 0);
    assert_eq!(tables.counts.by_version.get("nuts-2024"), Some(&3));
    let report = fill(&registry, tables);
    assert!(report.is_change && report.findings.total == 0, "{}", report.findings);
    for table in [SDMX_2, TSV, JSON, SDMX_1] {
        let tables = read(&registry, MAPPING, table).unwrap();
        assert_eq!((tables.counts.loaded, tables.rejected.total), (4, 0), "{table}");
        assert!(!fill(&registry, tables).is_change, "{table}");
    }
    assert_eq!(
        rows(
            &registry,
            "SELECT ?p ?o { <https://w3id.org/concord/id/observation/jo-6-itc4-2022-f> ?p ?o } ORDER BY ?p ?o"
        ),
        [
            "http://purl.org/linked-data/cube#dataSet,https://w3id.org/concord/id/dataset/synthetic",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type,https://w3id.org/concord/ns#Observation",
            "https://w3id.org/concord/ns#indicator,https://w3id.org/concord/id/indicator/jo-6",
            "https://w3id.org/concord/ns#measuredTerritory,http://data.europa.eu/nuts/code/ITC4",
            "https://w3id.org/concord/ns#nutsVersion,https://w3id.org/concord/ns#nuts-2024",
            "https://w3id.org/concord/ns#obsFlag,https://w3id.org/concord/ns#flag-b",
            "https://w3id.org/concord/ns#obsFlag,https://w3id.org/concord/ns#flag-u",
            "https://w3id.org/concord/ns#obsValue,6.1",
            "https://w3id.org/concord/ns#refPeriod,2022",
            "https://w3id.org/concord/ns#sex,https://w3id.org/concord/ns#sex-female",
            "https://w3id.org/concord/ns#unit,https://w3id.org/concord/ns#unit-percent",
        ]
    );
    // A value keeps its characters; a value that is missing is a reason and no cell of the cube.
    assert_eq!(
        rows(
            &registry,
            "SELECT (STR(?v) AS ?w) { id:observation/jo-6-eu27-2020-2022-t con:obsValue ?v }"
                .replace(
                    "id:observation/jo-6-eu27-2020-2022-t",
                    "<https://w3id.org/concord/id/observation/jo-6-eu27-2020-2022-t>"
                )
                .as_str()
        ),
        ["6.20"]
    );
    let missing = "SELECT ?r ?d ?v { <https://w3id.org/concord/id/observation/jo-6-sk02-2022-t> con:missingReason ?r ; con:missingFrom ?d . OPTIONAL { <https://w3id.org/concord/id/observation/jo-6-sk02-2022-t> con:obsValue|qb:dataSet ?v } FILTER(LANG(?r) = 'en') }";
    assert_eq!(rows(&registry, missing), ["confidential,https://w3id.org/concord/id/dataset/synthetic,"]);
    assert_eq!(
        rows(
            &registry,
            "SELECT (COUNT(*) AS ?n) { ?d qb:structure ?s . ?s qb:component/qb:dimension ?x . FILTER(?d = <https://w3id.org/concord/id/dataset/synthetic>) }"
        ),
        ["4"]
    );
}

#[test]
fn each_faulty_row_is_told_with_its_line() {
    let (_folder, registry) = registry();
    let table = "freq,unit,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n\
        A,PC,T,ITC4,2022,4.9,\n\
        A,PC,T,ITC4,2021,4.8,q\n\
        A,PC,T,ITC4,2020,4;8,\n\
        A,NR,T,ITC4,2019,4.7,\n\
        A,PC,T,ITH5,2022,5.0,\n\
        A,PC,T,ITH5,2022,5.1,\n\
        A,PC,T,ITC4,2022,4.9,\n\
        A,PC,X,ITC4,2018,4.6,\n\
        A,PC,T,ITC4,2018S1,4.6,\n\
        M,PC,T,ITC4,2018,4.6,\n\
        A,PC,T,ITZZ,2022,1.0,\n\
        A,PC,T,Lombardia,2022,1.0,\n\
        A,PC,T,PT16,2022,1.0,\n\
        A,PC,T,ITC4\n\
        Q,PC,T,ITC4,2022-Q1,1.0,\n";
    let tables = read(&registry, MAPPING, table).unwrap();
    let told = rejected(&tables);
    let counts = &tables.counts;
    let left_out: usize = counts.left_out.values().sum();
    assert_eq!((counts.rows, counts.loaded, left_out, tables.rejected.total), (15, 1, 1, 13), "{told:#?}");
    let expected = [
        (3, "`q` holds a flag that is not known"),
        (4, "`4;8` is no number"),
        (5, "mixed units: `NR` here and `PC` in line 2, by the same rule jo-6"),
        (
            6,
            "a second value for the same indicator, territory, period and breakdown stands in table:7 (5.1): neither is taken",
        ),
        (7, "stands in table:6 (5.0)"),
        (8, "the row repeats table:2 (4.9)"),
        (9, "`X` in the column sex is no entry of the code list of sex"),
        (10, "`2018S1` is no period known here"),
        (11, "no rule of the mapping takes the row: freq = `M`"),
        (12, "ITZZ stands for what no region can be given"),
        (13, "`Lombardia` is no code of a NUTS unit"),
        (14, "PT16 is no unit of nuts-2024 but of nuts-2021"),
        (15, "the row has 4 cells and the header 7"),
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (line, (number, reason)) in told.iter().zip(expected) {
        assert!(line.starts_with(&format!("table:{number}: ")) && line.contains(reason), "{line}");
    }
}

#[test]
fn a_mapping_that_does_not_fit_is_refused() {
    let (_folder, registry) = registry();
    let error = |mapping: &str, table: &str| read(&registry, mapping, table).err().unwrap();
    let told = error(MAPPING, "freq,unit,geo,TIME_PERIOD,OBS_VALUE\nA,PC,ITC4,2022,1\n").to_string();
    assert!(
        told.contains("table:1: the mapping does not fit: no column `sex` holds what the rule jo-6 asks for"),
        "{told}"
    );
    let nothing = error(MAPPING, &SDMX_1.replace(",A,", ",H,").replace(",Q,", ",H,"));
    assert!(matches!(&nothing, RegistryError::Import(ImportError::Nothing { rows: 5, .. })), "{nothing}");
    assert!(nothing.to_string().contains("no rule of the mapping takes the row"), "{nothing}");
    // What the shapes of mappings say.
    for (from, to, told) in [
        (
            "con:where [ a con:MappingCondition ; con:column \"freq\" ; con:cell \"A\" ]",
            "con:whre \"A\"",
            "whre",
        ),
        ("con:givesIndicator indicator:jo-6", "con:givesIndicator indicator:jo-99", "gives indicator"),
        ("con:unit con:unit-percent ;", "", "con:leaveOutReason"),
        ("con:nutsVersion con:nuts-2024", "con:nutsVersion con:nuts-1999", "NUTS version"),
    ] {
        let mapping = MAPPING.replace(from, to);
        assert_ne!(mapping, MAPPING, "{from}");
        let RegistryError::Refused(findings) = error(&mapping, SDMX_1) else { panic!("{to}: not refused") };
        let text = concord::shape::words::text(&findings, "en");
        assert!(text.contains(told), "{to}: {text}");
    }
    let two = format!(
        "{MAPPING}\nmapping:second a con:TableMapping ; rdfs:label \"second\"@en ; con:mappingRule [ a con:MappingRule ; con:leaveOutReason \"all\"@en ] ."
    );
    assert!(error(&two, SDMX_1).to_string().contains("describes one con:TableMapping, this one 2"));
    let broken = error("@prefix con: <", SDMX_1).to_string();
    assert!(broken.contains("mapping.ttl"), "{broken}");
    // A unit that is not the indicator's comes through the reading and not through the gate.
    let tables = read(&registry, &MAPPING.replace("con:unit-percent", "con:unit-persons"), SDMX_1).unwrap();
    let refused = registry.import_eurostat(tables, GRAPH, &author()).unwrap_err();
    assert!(matches!(refused, RegistryError::Refused(_)), "{refused}");
    assert_eq!(registry.view().revision(), 1, "nothing was kept");
}

#[test]
fn a_rule_that_no_row_fits_is_told() {
    let (_folder, registry) = registry();
    let tables = read(&registry, MAPPING, &SDMX_2.replace("A: Annual", "A")).unwrap();
    assert_eq!(tables.counts.idle_rules, ["quarters are not followed"]);
    let twice =
        MAPPING.replace("con:column \"freq\" ; con:cell \"Q\"", "con:column \"sex\" ; con:cell \"T\"");
    let told = rejected(&read(&registry, &twice, SDMX_1).unwrap());
    assert!(
        told[0].contains("two rules of the mapping take the row: jo-6 and quarters are not followed"),
        "{told:?}"
    );
}

/// Units of a state that does not exist: XA11 was given the code XA12, XA21 was split.
const CHANGES: &str = r#"
@prefix con: <https://w3id.org/concord/ns#> .
@prefix nuts: <http://data.europa.eu/nuts/code/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix document: <https://w3id.org/concord/id/document/> .
@prefix change: <https://w3id.org/concord/id/nuts-change/> .

nuts:XA a con:NutsUnit ; skos:notation "XA" ; con:nutsVersion con:nuts-2021, con:nuts-2024 ; con:level con:level-nuts0 ;
    con:sureness con:sureness-A ; prov:hadPrimarySource document:leipzig-declaration .
nuts:XA1 a con:NutsUnit ; skos:notation "XA1" ; con:nutsVersion con:nuts-2021, con:nuts-2024 ; con:level con:level-nuts1 ; skos:broader nuts:XA ;
    con:sureness con:sureness-A ; prov:hadPrimarySource document:leipzig-declaration .
nuts:XA11 a con:NutsUnit ; skos:notation "XA11" ; con:nutsVersion con:nuts-2021 ; con:level con:level-nuts2 ; skos:broader nuts:XA1 ;
    con:sureness con:sureness-A ; prov:hadPrimarySource document:leipzig-declaration .
nuts:XA12 a con:NutsUnit ; skos:notation "XA12" ; con:nutsVersion con:nuts-2024 ; con:level con:level-nuts2 ; skos:broader nuts:XA1 ;
    con:sureness con:sureness-A ; prov:hadPrimarySource document:leipzig-declaration .
nuts:XA13 a con:NutsUnit ; skos:notation "XA13" ; con:nutsVersion con:nuts-2021 ; con:level con:level-nuts2 ; skos:broader nuts:XA1 ;
    con:sureness con:sureness-A ; prov:hadPrimarySource document:leipzig-declaration .
nuts:XA14 a con:NutsUnit ; skos:notation "XA14" ; con:nutsVersion con:nuts-2024 ; con:level con:level-nuts2 ; skos:broader nuts:XA1 ;
    con:sureness con:sureness-A ; prov:hadPrimarySource document:leipzig-declaration .

change:2021-xa11-2024-xa12 a con:NutsChange ; rdfs:label "synthetic"@en ;
    con:formerUnit nuts:XA11 ; con:formerVersion con:nuts-2021 ; con:successorUnit nuts:XA12 ; con:successorVersion con:nuts-2024 ;
    con:changeKind con:change-same ; con:formerAreaShare 1.0 ; con:successorAreaShare 1.0 ;
    con:sureness con:sureness-A ; prov:hadPrimarySource document:leipzig-declaration .
change:2021-xa13-2024-xa14 a con:NutsChange ; rdfs:label "synthetic"@en ;
    con:formerUnit nuts:XA13 ; con:formerVersion con:nuts-2021 ; con:successorUnit nuts:XA14 ; con:successorVersion con:nuts-2024 ;
    con:changeKind con:change-shifted ; con:formerAreaShare 0.9 ; con:successorAreaShare 0.9 ;
    con:sureness con:sureness-A ; prov:hadPrimarySource document:leipzig-declaration .
"#;

fn of(codes: &[&str]) -> String {
    let row = |code: &&str| format!("A,PC,T,{code},2022,1.5,\n");
    format!("freq,unit,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n{}", codes.iter().map(row).collect::<String>())
}

#[test]
fn a_code_is_carried_over_only_where_the_territory_is_the_same() {
    let (_folder, registry) = registry();
    add(&registry, CHANGES);
    let declared = MAPPING.replace("con:nuts-2024", "con:nuts-2021");
    let tables = read(&registry, &declared, &of(&["XA11", "XA13", "SK02"])).unwrap();
    assert_eq!((tables.counts.loaded, tables.counts.carried_over), (3, 1));
    assert_eq!(fill(&registry, tables).findings.total, 0);
    let query = "SELECT ?t ?v ?c ?w { ?o a con:Observation ; con:measuredTerritory ?t ; con:nutsVersion ?v . \
        OPTIONAL { ?o con:codeAsGiven ?c ; con:versionAsGiven ?w } FILTER(STRSTARTS(STR(?t), STR(nuts:XA))) } ORDER BY ?t";
    assert_eq!(
        rows(&registry, query),
        [
            "http://data.europa.eu/nuts/code/XA12,https://w3id.org/concord/ns#nuts-2024,XA11,https://w3id.org/concord/ns#nuts-2021",
            "http://data.europa.eu/nuts/code/XA13,https://w3id.org/concord/ns#nuts-2021,,",
        ]
    );
    // Two codes that come to mean one unit are two values for one key.
    let mixed = MAPPING.replace("con:nutsVersion con:nuts-2024 ]", "con:nutsVersion con:nuts-2024 ] ;\n    con:mappingVersion [ a con:MappingVersion ; con:nutsVersion con:nuts-2021 ; con:codePrefix \"XA11\" ]");
    let rival = of(&["XA11", "XA12", "SK02"]).replacen("1.5", "1.6", 1);
    let told = rejected(&read(&registry, &mixed, &rival).unwrap());
    assert!(
        told.len() == 2 && told[0].contains("stands in table:3 (1.5)") && told[1].contains("table:2 (1.6)"),
        "{told:?}"
    );
}

#[test]
fn the_version_is_recognised_by_the_codes_of_the_file() {
    let (_folder, registry) = registry();
    add(&registry, CHANGES);
    let undeclared =
        MAPPING.replace("con:mappingVersion [ a con:MappingVersion ; con:nutsVersion con:nuts-2024 ] ;", "");
    let tables =
        read(&registry, &undeclared, &of(&["XA12", "XA14", "PT19", "XA11", "XA13", "XB11"])).unwrap();
    assert_eq!(tables.counts.by_version.get("nuts-2024"), Some(&3), "{:?}", tables.counts);
    let told = rejected(&tables);
    assert_eq!(tables.counts.loaded, 3, "XA11 means the same as XA12 and is a repeat of it: {told:?}");
    assert!(told[0].contains("the row repeats table:2"), "{told:?}");
    assert!(
        told[1].contains("XA13 is no unit of nuts-2024 but of nuts-2021: which is that of most codes"),
        "{told:?}"
    );
    assert!(told[2].contains("XB11 is of no NUTS version that the registry knows"), "{told:?}");
    let older = read(&registry, &undeclared, &of(&["XA13", "PT16", "SK02"])).unwrap();
    assert_eq!(older.counts.by_version.get("nuts-2021"), Some(&3), "{:?}", rejected(&older));
}

#[test]
fn units_that_the_registry_lacks_come_in_with_their_parents() {
    let (_folder, registry) = registry();
    let older = MAPPING.replace("con:nuts-2024", "con:nuts-2010");
    let tables = read(&registry, &older, &of(&["XC11", "SK02"])).unwrap();
    let new: Vec<&str> = tables.counts.new_units.iter().map(String::as_str).collect();
    assert_eq!(
        new,
        [
            "SK (nuts-2010)",
            "SK0 (nuts-2010)",
            "SK02 (nuts-2010)",
            "XC (nuts-2010)",
            "XC1 (nuts-2010)",
            "XC11 (nuts-2010)"
        ]
    );
    assert_eq!(fill(&registry, tables).findings.total, 0);
    assert_eq!(
        rows(
            &registry,
            "SELECT ?l ?p { nuts:XC11 con:level ?l ; <http://www.w3.org/2004/02/skos/core#broader> ?p }"
        )
        .len(),
        1
    );
    // What the first import put there does not count as known: the same again is no change.
    let again = read(&registry, &older, &of(&["XC11", "SK02"])).unwrap();
    assert_eq!(again.counts.new_units.len(), 6);
    assert!(!fill(&registry, again).is_change);
}

#[test]
fn the_cube_that_comes_of_a_table_is_whole_and_breaks_where_it_is_broken() {
    let (_folder, registry) = registry();
    let tables = read(&registry, MAPPING, SDMX_1).unwrap();
    fill(&registry, tables);
    let prefixes = "@prefix con: <https://w3id.org/concord/ns#> . @prefix qb: <http://purl.org/linked-data/cube#> . \
        @prefix nuts: <http://data.europa.eu/nuts/code/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . \
        @prefix o: <https://w3id.org/concord/id/observation/> . @prefix d: <https://w3id.org/concord/id/dataset/> . ";
    let observation = "a con:Observation ; con:indicator <https://w3id.org/concord/id/indicator/jo-6> ; con:measuredTerritory nuts:ITC4 ; \
        con:refPeriod \"2020\"^^xsd:gYear ; con:sex con:sex-total ; con:unit con:unit-percent ; con:nutsVersion con:nuts-2024 ; \
        con:obsValue 1.5 ; qb:dataSet d:synthetic .";
    let with = |from: &str, to: &str| {
        assert!(observation.contains(from), "{from}");
        broken(&registry, &format!("{prefixes} o:more {}", observation.replace(from, to)))
    };
    assert!(with("1.5", "1.6").is_empty(), "a whole observation is let through");
    let has =
        |found: Vec<String>, name: &str| assert!(found.iter().any(|it| it == name), "{name}: {found:?}");
    has(with("qb:dataSet d:synthetic", "qb:dataSet d:synthetic, d:eafo"), "IC-1");
    has(with("con:sex con:sex-total ;", ""), "IC-11");
    has(with("\"2020\"^^xsd:gYear", "\"2022\"^^xsd:gYear"), "IC-12");
    has(with("con:unit con:unit-percent ;", ""), "IC-13");
    has(with("con:obsValue 1.5", "con:missingReason \"confidential\"@en"), "IC-14");
    has(with("con:sex con:sex-total", "con:sex con:unit-percent"), "IC-19");
    let structure = "<https://w3id.org/concord/id/structure/indicator-territory-period-sex>";
    has(
        broken(
            &registry,
            &format!(
                "{prefixes} d:synthetic qb:structure <urn:other> . <urn:other> a qb:DataStructureDefinition ; qb:component [ qb:measure con:obsValue ] ."
            ),
        ),
        "IC-2",
    );
    has(
        broken(
            &registry,
            &format!(
                "{prefixes} {structure} qb:component [ qb:dimension <urn:dimension> ] . <urn:dimension> a qb:DimensionProperty ."
            ),
        ),
        "IC-4",
    );
    has(
        broken(
            &registry,
            &format!(
                "{prefixes} {structure} qb:component [ qb:dimension con:age ; qb:componentRequired false ] ."
            ),
        ),
        "IC-6",
    );
}

#[test]
fn commands_report_as_text_and_json() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    fs::write(it.join("mapping.ttl"), MAPPING).unwrap();
    fs::write(it.join("table.csv"), SDMX_1.replace("4.9", "n/a")).unwrap();
    fs::write(it.join("other.csv"), "a,b\n1,2\n").unwrap();
    let words = ["import", "eurostat", "table.csv", "--mapping", "mapping.ttl"];
    let output = cli::concord(it, &words);
    assert!(output.status.success());
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.starts_with("table.csv:2: `n/a` is no number") && error.lines().count() == 1, "{error}");
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.starts_with("5 rows: 3 loaded, 1 left out by the mapping, 1 rejected\n"), "{out}");
    assert!(
        out.contains("left out: 1 because quarters are not followed\n") && out.contains("\nrevision 2: "),
        "{out}"
    );
    let out = cli::done(it, &[&words[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["rows"], 5);
    assert_eq!(json["loaded"], 3);
    assert_eq!(json["change"], false);
    assert_eq!(json["graph"], "https://w3id.org/concord/graph/mapping");
    assert_eq!(json["rejected"]["total"], 1);
    assert_eq!(json["rejected"]["list"][0]["line"], 2);
    let retrieved =
        cli::done(it, &[&words[..], &["--format", "json", "--retrieved", "2026-05-06T07:08:09Z"]].concat());
    let json: serde_json::Value = serde_json::from_str(&retrieved).unwrap();
    assert_eq!((&json["added"], &json["removed"]), (&1.into(), &1.into()), "{json}");
    let fails = |exit, more: &[&str]| cli::fails(it, exit, &[&["import", "eurostat"], more].concat());
    assert!(
        fails(1, &["other.csv", "--mapping", "mapping.ttl"]).contains("no column `geo` holds the territory")
    );
    assert!(fails(3, &["absent.csv", "--mapping", "mapping.ttl"]).contains("failed to read absent.csv"));
    assert!(fails(3, &["table.csv", "--mapping", "absent.ttl"]).contains("failed to read absent.ttl"));
    fails(2, &["table.csv"]);
    fails(2, &["table.csv", "--mapping", "mapping.ttl", "--graph", "no iri"]);
    fails(2, &["table.csv", "--mapping", "mapping.ttl", "--retrieved", "yesterday"]);
}
