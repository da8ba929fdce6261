//! `concord kpi` as a user types it.

use super::super::cli::{done, fails};
use super::super::registry::settings;
use super::rest::{load, synthetic};
use concord::registry::Registry;

#[test]
fn figures_come_as_a_table_with_a_sparkline_and_as_data() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    {
        let registry = Registry::open(settings(&it.join("data"))).unwrap();
        load(&registry, &synthetic());
    }
    let list = done(it, &["kpi", "list"]);
    assert!(list.lines().count() > 29 && list.contains("JO-6") && list.contains("no observations loaded"));
    let series = done(it, &["kpi", "series", "JO-6", "region=lombardy,trnava", "from=2012"]);
    assert!(series.contains("SK02 (proxy)"), "{series}");
    let course = series.lines().find(|it| it.contains("ITC4")).unwrap();
    assert_eq!(course.chars().filter(|it| ('▁'..='█').contains(it)).count(), 10, "{course}");
    let ranking = done(it, &["kpi", "rank", "JO-6", "group=nuts2", "period=2021", "--format", "csv"]);
    assert!(ranking.starts_with("role,indicator,territory,measured,proxy,"), "{ranking}");
    let json = done(it, &["kpi", "project", "JO-6", "region=DE21", "year=2030", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["rows"].as_array().unwrap().len(), 3, "{json:#}");
    let words = ["kpi", "explain", "change", "JO-6", "region=DE21", "from=2012", "figure=0.1"];
    let explained = done(it, &words);
    assert!(explained.starts_with("percentChange = ") && explained.contains("SELECT"), "{explained}");
    assert!(explained.contains("https://w3id.org/concord/graph/synthetic"), "{explained}");
    assert!(fails(it, 2, &["kpi", "series", "JO6"]).contains("JO-6"));
    assert!(fails(it, 2, &["kpi", "guess", "JO-6"]).contains("ranking"));
    assert!(fails(it, 2, &["kpi", "rank"]).contains("indicator"));
    assert!(fails(it, 2, &["kpi", "rank", "JO-6", "group"]).contains("NAME=VALUE"));
}
