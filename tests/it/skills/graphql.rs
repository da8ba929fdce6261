//! The computed fields tell what the library tells, and their nodes can be read further.

use concord::graphql::{Api, Limits, Request};
use concord::registry::{GapQuery, HeldQuery, Registry};
use serde_json::Value;
use std::sync::Arc;

const ENGINE_ASSEMBLER: &str = "http://data.europa.eu/esco/occupation/c3cae318-8b15-4339-a617-1a66b9ff6609";
const BATTERY_ASSEMBLER: &str = "http://data.europa.eu/esco/occupation/718bba63-75b7-4b3a-9912-e201b729fe4c";

fn ask(api: &Api, query: &str) -> Value {
    serde_json::from_slice(&api.execute(&Request::of(query)).body).unwrap()
}

#[test]
fn gaps_near_profiles_ways_and_training_over_graphql() {
    let folder = super::answers::seeds();
    let registry: Arc<Registry> = Arc::new(super::answers::open(folder.path()));
    let api = Api::new(Arc::clone(&registry), Limits::default());
    let (from, to) = (ENGINE_ASSEMBLER, BATTERY_ASSEMBLER);
    let query = format!(
        "{{ skillGap(profile: \"{to}\", worksAs: [\"{from}\"]) {{ profile {{ id ... on Occupation {{ codes }} }}
            essential {{ fraction value }} missingCount openCount coveredCount
            lines {{ status importance skill {{ id labels(lang: \"fr\") {{ value }} }} because {{ relation held {{ id }} }} }} }}
          nearProfiles(profile: \"{from}\", by: COVER_TO, first: 3) {{ profile {{ id }} jaccard {{ value }} }}
          fittingProfiles(worksAs: [\"{from}\"], among: JOB_PROFILES, first: 2) {{ profile {{ id }} missingCount }}
          transitions(from: \"{from}\", to: \"{to}\", via: 2, viable: 0.2) {{ totalCount complete
            targets {{ ways {{ missingCount largestStep steps {{ profile {{ id }} missing {{ id }} }} }} }} }} }}"
    );
    let body = ask(&api, &query);
    assert!(body.get("errors").is_none(), "{body:#}");
    let gap = &body["data"]["skillGap"];
    let asked = GapQuery {
        held: HeldQuery { works_as: vec![from.to_owned()], ..HeldQuery::default() },
        profile: to.to_owned(),
        language: "en".to_owned(),
    };
    let expected = registry.skill_gap(&registry.view(), &asked).unwrap();
    assert_eq!(gap["profile"]["id"], to);
    assert_eq!(gap["profile"]["codes"][0], "8212.3.1");
    assert_eq!(gap["missingCount"], expected.n_missing);
    assert_eq!(gap["essential"]["fraction"], expected.essential.as_ref().unwrap().fraction);
    let lines = gap["lines"].as_array().unwrap();
    assert_eq!(lines.len(), expected.lines.len());
    for (told, expected) in lines.iter().zip(&expected.lines) {
        assert_eq!(told["skill"]["id"], expected.need.skill.iri);
        assert_eq!(told["status"], expected.status);
        let because = expected.because.as_ref().map(|it| it.held.iri.as_str());
        assert_eq!(told["because"]["held"]["id"].as_str(), because);
    }
    assert!(lines.iter().any(|it| it["skill"]["labels"]["value"].is_string()), "{lines:?}");
    assert_eq!(body["data"]["nearProfiles"].as_array().unwrap().len(), 3);
    assert_eq!(body["data"]["fittingProfiles"].as_array().unwrap().len(), 2);
    assert_eq!(body["data"]["transitions"]["complete"], true);

    let missing = lines.iter().find(|it| it["status"] == "missing").unwrap()["skill"]["id"].as_str().unwrap();
    let body = ask(
        &api,
        &format!(
            "{{ trainingFor(gap: [\"{missing}\"]) {{ exact untaught {{ id }} offers {{ offer {{ id }} }} }} }}"
        ),
    );
    assert_eq!(body["data"]["trainingFor"]["untaught"][0]["id"], missing, "{body:#}");
}

#[test]
fn what_is_asked_wrongly_has_a_code() {
    let folder = super::answers::seeds();
    let api = Api::new(Arc::new(super::answers::open(folder.path())), Limits::default());
    for query in [
        "{ skillGap(profile: \"no such job\", held: [\"electronics\"]) { missingCount } }".to_owned(),
        format!("{{ skillGap(profile: \"{BATTERY_ASSEMBLER}\") {{ missingCount }} }}"),
        format!("{{ nearProfiles(profile: \"{BATTERY_ASSEMBLER}\", first: -1) {{ profile {{ id }} }} }}"),
        format!("{{ transitions(from: \"{BATTERY_ASSEMBLER}\", viable: 2.5) {{ totalCount }} }}"),
        "{ trainingFor(gap: []) { exact } }".to_owned(),
    ] {
        let body = ask(&api, &query);
        assert_eq!(body["errors"][0]["extensions"]["code"], "bad-argument", "{query}\n{body:#}");
    }
}
