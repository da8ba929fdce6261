//! The SPARQL question says what the rules say, on random applications.

use super::{MADE_FACTS, random, ready, registry};
use concord::recognition::{Outcome, local};
use concord::registry::Answer;
use concord::sparql;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Random applications of an ordinary run; `CONCORD_RECOGNITION_CASES` asks for more.
const CASES: u64 = 2_000;

#[test]
fn rules_and_question_agree_on_random_applications() {
    let place = tempfile::tempdir().unwrap();
    let registry = registry(place.path());
    let ready = ready(&registry, &[MADE_FACTS]);
    let cases =
        std::env::var("CONCORD_RECOGNITION_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(CASES);
    let compared: Vec<(Outcome, &'static str, Option<String>)> = (0..cases)
        .into_par_iter()
        .map(|seed| {
            let application = random::application(seed);
            let assessment = ready.decide(&application);
            let mut missing: Vec<String> = assessment.missing.iter().map(|it| local(it).to_owned()).collect();
            missing.sort_unstable();
            let by_rules = Answer {
                outcome: assessment.outcome.code().to_owned(),
                basis: assessment.basis.to_owned(),
                missing,
            };
            let by_question = ready.ask(&application, &sparql::Limits::default()).unwrap();
            let difference = (by_rules != by_question).then(|| {
                format!("seed {seed}: {by_rules:?} by the rules, {by_question:?} by SPARQL: {application:#?}")
            });
            (assessment.outcome, assessment.basis, difference)
        })
        .collect();
    let differences: Vec<&String> = compared.iter().filter_map(|it| it.2.as_ref()).collect();
    assert!(differences.is_empty(), "{} differences, the first: {}", differences.len(), differences[0]);
    // A comparison that never met an outcome has shown nothing about it.
    let mut met: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (outcome, basis, _) in &compared {
        *met.entry((outcome.code(), basis)).or_default() += 1;
    }
    println!("{cases} applications: {met:?}");
    for outcome in Outcome::ALL {
        assert!(met.keys().any(|it| it.0 == outcome.code()), "no {} among {met:?}", outcome.code());
    }
    for basis in [
        "R10-EU-act",
        "R11-AnnexV",
        "R13-Art17",
        "R14-agreement",
        "R20-general-system",
        "R26-TFEU",
        "R01-national-law",
        "R30-national",
        "R40-LRC",
    ] {
        assert!(met.keys().any(|it| it.1 == basis), "no {basis} among {met:?}");
    }
}
