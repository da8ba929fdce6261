//! The published tables, by the mappings of the repository.

use super::*;
use std::fs;

fn mapping(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings").join(name)).unwrap()
}

fn imported(registry: &Registry, mapping_text: &str, file: &Path, graph: &str) -> (Eurostat, String) {
    let reader = Box::new(fs::File::open(file).unwrap());
    let tables = registry
        .read_eurostat(EurostatImport {
            mapping_name: "mapping.ttl".to_owned(),
            mapping: mapping_text,
            sources: vec![Source { name: file.display().to_string(), reader }],
            retrieved_at: None,
            graph,
            limits: Limits::default(),
        })
        .unwrap();
    (tables, graph.to_owned())
}

/// Reads a table and loads it; gives its counts after having held them against each other.
fn load(
    registry: &Registry,
    name: &str,
    file: &str,
) -> Option<(concord::import::eurostat::Counts, Vec<String>, Report)> {
    let folder = shared("kpi")?;
    let text = mapping(name);
    let graph = format!("https://w3id.org/concord/graph/{}", name.trim_end_matches(".ttl"));
    let (tables, graph) = imported(registry, &text, &folder.join(file), &graph);
    let (counts, told) = (tables.counts.clone(), rejected(&tables));
    let left_out: usize = counts.left_out.values().sum();
    assert_eq!(
        counts.rows,
        counts.loaded + left_out + tables.rejected.total,
        "{file}: every row is accounted for"
    );
    assert_eq!(told.len(), tables.rejected.total);
    assert_eq!(counts.idle_rules, [""; 0], "{file}");
    let report = registry.import_eurostat(tables, &graph, &author()).unwrap();
    assert!(report.is_change, "{file}");
    let (again, graph) = imported(registry, &text, &folder.join(file), &graph);
    assert!(
        !registry.import_eurostat(again, &graph, &author()).unwrap().is_change,
        "{file}: the same again is no change"
    );
    Some((counts, told, report))
}

#[test]
fn the_published_tables_come_in_whole() {
    let (_folder, registry) = registry();
    let Some((counts, told, report)) = load(&registry, "eurostat-2005-2020.ttl", "eurostat_2005_2020.csv.gz")
    else {
        return;
    };
    assert_eq!(counts.rows, 55_209);
    assert!(
        told.iter().all(|it| it.contains("stands for what no region can be given")),
        "{:?}",
        told.iter().find(|it| !it.contains("no region"))
    );
    assert_eq!((counts.loaded, counts.missing, told.len()), EXPECTED, "{:?}", counts.by_version);
    assert!(!report.findings.is_refusal());
    let Some((counts, told, report)) =
        load(&registry, "regional-yearbook-2026.ttl", "regional_yearbook_2026.csv.gz")
    else {
        return;
    };
    assert_eq!((counts.rows, counts.loaded, told.len()), (4_987, 3_822, 0), "{told:?}");
    assert_eq!(counts.left_out.values().sum::<usize>(), 1_165);
    assert!(!report.findings.is_refusal());
    let Some((counts, told, _)) = load(&registry, "tgs00026.ttl", "tgs00026.csv") else { return };
    assert_eq!((counts.rows, counts.loaded, told.len()), (2_723, 2_723, 0), "{told:?}");
    // The characters of a value, told apart by sex, with the version of its code.
    let query = "SELECT ?v ?n { ?o con:indicator <https://w3id.org/concord/id/indicator/unemployment-15-plus> ; con:measuredTerritory nuts:ITC4 ; \
        con:refPeriod ?p ; con:sex con:sex-female ; con:obsValue ?v ; con:nutsVersion ?n . FILTER(STR(?p) = '2019') }";
    assert_eq!(rows(&registry, query), ["6.8,https://w3id.org/concord/ns#nuts-2016"]);
}

/// Loaded, of these without a value, rejected.
const EXPECTED: (usize, usize, usize) = (54_994, 203, 215);

#[test]
fn beside_the_classification_units_keep_their_names_and_codes_are_held_against_it() {
    let Some(folder) = shared("kpi") else { return };
    let (_folder, registry) = registry();
    let open = |name: &str| Source {
        name: name.to_owned(),
        reader: Box::new(fs::File::open(folder.join("../nuts").join(name)).unwrap()),
    };
    let shares = ["n1_cm_v2021_v2024.csv", "n2_cm_v2021_v2024.csv", "n3_cm_v2021_v2024.csv"];
    let nuts = concord::import::nuts::read(concord::import::nuts::Request {
        version: concord::import::nuts::Version::Nuts2024,
        lists: vec![open("nuts_2024.csv")],
        shares: shares.iter().map(|it| open(it)).collect(),
        limits: concord::import::Limits::default(),
    })
    .unwrap();
    registry.import_nuts(&nuts, "https://w3id.org/concord/graph/nuts-2024", &author()).unwrap();
    let (counts, told, _) = load(&registry, "tgs00026.ttl", "tgs00026.csv").unwrap();
    assert_eq!((counts.loaded, told.len()), (2_723, 0), "{told:?}");
    assert!(counts.new_units.is_empty(), "{:?}", counts.new_units);
    let text = mapping("tgs00026.ttl");
    let table = "unit,direct,na_item,geo,time,values\nPPS_EU27_2020_HAB,BAL,B6N,AT11,2020,1\nPPS_EU27_2020_HAB,BAL,B6N,AT19,2020,1\nPPS_EU27_2020_HAB,BAL,B6N,PT19,2020,1\n";
    let told = rejected(&read(&registry, &text, table).unwrap());
    assert!(told[0].contains("AT19 is no unit of nuts-2021:"), "{told:?}");
    assert!(told[1].contains("PT19 is no unit of nuts-2021 but of nuts-2024"), "{told:?}");
    // In the other order as well: units that a table brought are the same as those of the classification.
    let (_folder, registry) = super::registry();
    load(&registry, "regional-yearbook-2026.ttl", "regional_yearbook_2026.csv.gz").unwrap();
    registry.import_nuts(&nuts, "https://w3id.org/concord/graph/nuts-2024", &author()).unwrap();
}

#[test]
fn the_figures_of_the_seeds_are_what_the_import_gives() {
    let Some(folder) = shared("kpi") else { return };
    let (_folder, registry) = registry();
    let text = mapping("seed-figures.ttl");
    let graph = "https://w3id.org/concord/graph/eurostat-figures";
    let (tables, graph) = imported(&registry, &text, &folder.join("eurostat_2005_2020.csv.gz"), graph);
    assert_eq!((tables.counts.loaded, tables.rejected.total), (3_520, 0));
    let report = registry.import_eurostat(tables, &graph, &author()).unwrap();
    assert!(!report.is_change, "{} added, {} removed", report.added, report.removed);
}
