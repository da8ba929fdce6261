//! What holds for every application (P1 to P7 of the specification), on random ones.

use super::random::{self, Dice};
use super::{MADE_FACTS, ready, registry, turtle};
use concord::graph::{CanonLimits, NONE, Stage, graph_hash};
use concord::recognition::{Application, Assessment, Outcome, Provenance, Validated, Verdict};
use concord::registry::{Ready, Registry};
use oxrdf::GraphName;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const CASES: u64 = 2_000;

struct World {
    registry: Registry,
    ready: Arc<Ready>,
    _place: tempfile::TempDir,
}

fn world(more: &[&str]) -> World {
    let place = tempfile::tempdir().unwrap();
    let registry = registry(place.path());
    let ready = ready(&registry, more);
    World { registry, ready, _place: place }
}

/// The same facts with a change made to their text.
fn changed(world: &World, change: impl Fn(&str) -> String) -> Arc<Ready> {
    let mut stage = Stage::new(Arc::default());
    let seeds = concord::ground::SEEDS.iter().filter(|it| it.name.starts_with("recognition"));
    let texts: Vec<String> = seeds.map(|it| change(it.text)).chain([change(MADE_FACTS)]).collect();
    let inputs = texts.iter().map(|it| turtle(it)).collect();
    concord::load::load(&mut stage, inputs, concord::load::Mode::Add, 1, &concord::load::Limits::default())
        .unwrap();
    let view = Arc::new(stage.freeze(1).0);
    world.registry.recognition_facts(&view).unwrap()
}

#[test]
fn p1_a_validated_matter_never_makes_it_worse() {
    let world = world(&[MADE_FACTS]);
    let mut better = 0;
    for seed in 0..CASES {
        let before = random::application(seed);
        let dice = &mut Dice::new(seed + 77);
        let matter =
            dice.of(&["commission", "inspect", "retrofit", "business", "trainer", "electrics", "service"]);
        let matter: concord::recognition::Iri = format!("https://w3id.org/concord/id/matter/{matter}").into();
        let mut after = before.clone();
        after.validated.push(Validated { iri: matter.clone(), matter, date: None, has_body: false });
        let (a, b) = (world.ready.decide(&before).outcome, world.ready.decide(&after).outcome);
        // More is known of no application without an award: what was asked for is asked for still.
        let is_worse =
            b.rank() < a.rank() && !(a == Outcome::NeedsInformation || b == Outcome::NeedsInformation);
        assert!(!is_worse, "seed {seed}: {a:?} became {b:?}");
        assert!(
            a == Outcome::NeedsInformation || b != Outcome::NeedsInformation,
            "seed {seed}: {a:?} became {b:?}"
        );
        better += usize::from(b.rank() > a.rank());
    }
    assert!(better > 0, "no validation changed anything");
}

#[test]
fn p2_levels_of_the_european_framework_have_no_effect_on_access() {
    let world = world(&[MADE_FACTS]);
    let all_one = changed(&world, |text| {
        (1..=8).fold(text.to_owned(), |text, level| {
            text.replace(&format!("elm:EQFLevel eqf:{level}"), "elm:EQFLevel eqf:1")
        })
    });
    assert_ne!(all_one.hash, changed(&world, str::to_owned).hash, "the levels were changed");
    for seed in 0..CASES {
        let application = random::application(seed);
        assert_eq!(world.ready.decide(&application), all_one.decide(&application), "seed {seed}");
    }
}

#[test]
fn p3_without_listings_only_results_of_r14_change() {
    // Onward clauses work through listings by design, so they are taken out of both worlds.
    let world = world(&[MADE_FACTS]);
    let no_onward = |text: &str| text.replace("con:onward true", "con:onward false");
    let with = changed(&world, no_onward);
    let none = changed(&world, |text| no_onward(text).replace("a con:Listing", "a con:FormerListing"));
    let (mut removed, mut kept) = (0, 0);
    for seed in 0..CASES {
        let mut application = random::application(seed);
        if application.reference.as_deref() == Some("https://w3id.org/concord/id/recognition/ref-unheard-of")
        {
            application.reference = None;
        }
        let (before, after) = (with.decide(&application), none.decide(&application));
        if before.basis == "R14-agreement" {
            removed += 1;
            assert_ne!(after.basis, "R14-agreement", "seed {seed}");
        } else {
            kept += 1;
            assert_eq!(
                (before.outcome, before.basis, &before.missing),
                (after.outcome, after.basis, &after.missing),
                "seed {seed}"
            );
        }
    }
    assert!(removed > 10 && kept > 1_000, "{removed} removed, {kept} kept");
}

fn hash(assessment: &Assessment) -> String {
    let mut stage = Stage::new(Arc::default());
    let provenance = Provenance { revision: 1, facts: "facts".to_owned() };
    for triple in assessment.triples("https://w3id.org/concord/id/assessment/it", &[], &provenance) {
        let ids = stage.intern_quad(triple.in_graph(GraphName::DefaultGraph).as_ref());
        stage.insert(ids);
    }
    let (view, _) = stage.freeze(1);
    graph_hash(&view, NONE, CanonLimits::default()).unwrap().to_string()
}

#[test]
fn p4_the_same_facts_and_dates_give_the_same_hash() {
    let (first, second) = (world(&[MADE_FACTS]), world(&[MADE_FACTS]));
    assert_eq!(first.ready.hash, second.ready.hash);
    for seed in 0..200 {
        let application = random::application(seed);
        let (a, b) = (first.ready.decide(&application), second.ready.decide(&application));
        assert_eq!(a, b, "seed {seed}");
        assert_eq!(hash(&a), hash(&b), "seed {seed}");
    }
}

#[test]
fn p5_what_is_unknown_is_never_a_refusal() {
    let world = world(&[MADE_FACTS]);
    for seed in 0..CASES {
        let known = random::application(seed);
        let unknown: concord::recognition::Iri = "http://example.com/unknown".into();
        let elsewhere = Application { host: Some(unknown.clone()), ..known.clone() };
        let other_work = Application { activity: Some(unknown), ..known };
        for application in [elsewhere, other_work] {
            let outcome = world.ready.decide(&application).outcome;
            assert_eq!(outcome, Outcome::NeedsInformation, "seed {seed}");
        }
    }
}

#[test]
fn p6_the_order_of_evidence_has_no_effect() {
    let world = world(&[MADE_FACTS]);
    for seed in 0..CASES {
        let application = random::application(seed);
        let mut turned = application.clone();
        turned.awards.reverse();
        turned.periods.reverse();
        turned.validated.reverse();
        assert_eq!(world.ready.decide(&application), world.ready.decide(&turned), "seed {seed}");
    }
}

#[test]
fn p7_a_fact_outside_of_its_interval_has_no_effect() {
    let world = world(&[MADE_FACTS]);
    let past = "con:validFrom \"1900-01-01\"^^xsd:date ; con:validTo \"1901-01-01\"^^xsd:date ; con:confidence \"synthetic\"";
    let future = "con:validFrom \"2990-01-01\"^^xsd:date ; con:validTo \"2991-01-01\"^^xsd:date ; con:confidence \"synthetic\"";
    let mut more = super::PREFIXES.to_owned();
    for (number, dates) in [past, future].iter().enumerate() {
        for host in ["DEU", "FRA", "ITA", "POL", "PRT", "SVN", "ESP"] {
            more += &format!(
                "t:p7-reg-{number}-{host} a con:Regulation ; con:host c:{host} ; con:activity x:vehicleRepair, t:none ; {dates} ;
                    con:mode con:Employed, con:SelfEmployed, con:Manager ; con:requiredArt11 5 ; con:requiresMatter m:mac .\n"
            ).replace(", t:none", "");
            more += &format!(
                "t:p7-status-{number}-{host} a con:RegulationStatement ; con:host c:{host} ; con:activity t:work ; {dates} ;
                    con:mode con:Employed, con:SelfEmployed, con:Manager .\n"
            );
        }
        more += &format!(
            "t:p7-law-{number} a con:LawVersion ; {dates} ; con:minMonthsUnregulated 1 ; con:maxLevelGap 0 ; con:durationGround true ;
                con:partialAccess false ; con:art134 true .
             t:p7-rules-{number} a con:Ruleset ; {dates} ; con:rulesetVersion \"0\" ; con:partialAccessShare 0.1 ; con:hoursPerMonth 1 .
             t:p7-limb-{number} a con:ExperienceLimb ; {dates} ; con:annexIV con:ListI ; con:capacity con:EmployedCap ; con:minMonths 1 ;
                <http://www.w3.org/2004/02/skos/core#notation> \"x\" .
             t:p7-act-{number} a con:EUInstrument ; {dates} ; con:activity x:vehicleRepair ; con:attestationType x:macAttestation .
             t:p7-agr-{number} con:issuers c:POL ; con:recognisers c:DEU ; con:effect con:Equivalence ; con:onward false ; {dates} .
             t:p7-l-{number} a con:Listing ; con:inAgreement t:p7-agr-{number} ; con:fromTitle x:q-PL-mechanik ;
                con:toReference x:ref-DE-KfzMechatroniker .
             t:p7-l2-{number} a con:Listing ; con:inAgreement x:agr-DE-AT ; con:fromTitle x:q-AT-KfzTechnik ;
                con:toReference x:ref-DE-KfzMechatroniker ; {dates} .\n"
        );
    }
    let with_more = ready(&world.registry, &[MADE_FACTS, &more]);
    let told =
        |it: &Assessment| (it.outcome, it.basis, it.missing.clone(), it.law.clone(), it.ruleset.clone());
    for seed in 0..CASES {
        let application = random::application(seed);
        assert_eq!(
            told(&world.ready.decide(&application)),
            told(&with_more.decide(&application)),
            "seed {seed}"
        );
    }
}

#[test]
fn every_decision_has_one_deciding_step_that_names_its_provision() {
    let world = world(&[MADE_FACTS]);
    for seed in 0..CASES {
        let assessment = world.ready.decide(&random::application(seed));
        let deciding: Vec<_> = assessment.trace.iter().filter(|it| it.verdict == Verdict::Decides).collect();
        assert_eq!(deciding.len(), 1, "seed {seed}: {assessment:#?}");
        assert!(!deciding[0].provision.is_empty());
        assert_eq!(
            assessment.information.is_empty(),
            assessment.outcome != Outcome::NeedsInformation,
            "seed {seed}"
        );
    }
}

/// What an assessment is told with has words in the ontology, in every language of the pages, and no word there is unused.
#[test]
fn every_rule_and_code_has_words_in_the_ontology() {
    let codes = concord::ground::ONTOLOGY.iter().find(|it| it.name == "recognition-codes.ttl").unwrap().text;
    let concepts: BTreeMap<&str, &str> = codes
        .split("\ncon:")
        .filter(|it| it.contains(" a skos:Concept,"))
        .map(|it| it.split_once(" a skos:Concept,").unwrap())
        .collect();
    let world = world(&[MADE_FACTS]);
    let mut used = BTreeSet::new();
    for seed in 0..CASES {
        let assessment = world.ready.decide(&random::application(seed));
        let notes = assessment.information.iter().chain(&assessment.notes);
        used.extend(notes.map(|it| format!("note-{}", it.code)));
        used.extend(assessment.trace.iter().map(|it| format!("rule-{}", it.rule)));
    }
    assert!(used.len() > 40, "{used:?}");
    for name in &used {
        let text = concepts.get(&**name).unwrap_or_else(|| panic!("no con:{name}"));
        for tag in ["@en", "@de", "@fr", "@es", "@it", "@nl"] {
            assert!(text.contains(tag), "con:{name} has no {tag}");
        }
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/recognition");
    let sources: String = [folder.clone(), folder.join("rules")]
        .iter()
        .flat_map(|it| std::fs::read_dir(it).unwrap())
        .map(|it| it.unwrap().path())
        .filter(|it| it.is_file())
        .map(|it| std::fs::read_to_string(it).unwrap())
        .collect();
    for name in concepts.keys() {
        let code = name.split_once('-').unwrap().1;
        assert!(sources.contains(&format!("\"{code}\"")), "nothing gives con:{name}");
    }
}
