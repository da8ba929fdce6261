//! The same figures over GraphQL.

use super::super::graphql::{api, data, seeded};

#[test]
fn figures_are_asked_for_on_the_root_on_indicators_and_on_regions() {
    let folder = tempfile::tempdir().unwrap();
    let api = api(&seeded(folder.path()));
    let found = data(
        &api,
        r#"{
          kpi(operation: RANKING, indicator: "PO-1", parameters: [{name: "region", value: "lombardy,piedmont"}]) {
            rows { territory { id } measured { id } isProxy figures { name value unit published explain } } notes
          }
          indicators(where: {code: {eq: "PO-1"}}) {
            nodes { series(region: ["lombardy"], from: "2018") { rows { period observation { id } figures { published } } } }
          }
          regions(where: {label: {eq: "Lombardy"}}) { nodes { kpis(indicators: ["PO-1", "DI-1"]) { period figures { value unit } } } }
        }"#,
    );
    let rows = found["kpi"]["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["territory"]["id"], "https://w3id.org/concord/id/region/lombardy");
    assert_eq!(rows[0]["measured"]["id"], "http://data.europa.eu/nuts/code/ITC4");
    assert_eq!(rows[0]["figures"][1]["value"], 1.0, "{found:#}");
    let series = found["indicators"]["nodes"][0]["series"]["rows"].as_array().unwrap();
    assert!(series.len() >= 2 && series[0]["period"] == "2018" && !series[0]["observation"]["id"].is_null());
    let kpis = found["regions"]["nodes"][0]["kpis"].as_array().unwrap();
    assert_eq!(kpis.len(), 2, "{found:#}");
}
