//! Random catalogues: every fast way gives what the definitions give.

use super::super::{Among, Covers, Held, Measure, Mode, Objective, Question, Rules, Wanted};
use super::{Catalogue, World, naive};
use crate::vocab::{con, skos};
use num_rational::Ratio;
use proptest::prelude::*;
use std::collections::BTreeSet;

const SKILLS: usize = 14;
const JOBS: usize = 7;

fn name(kind: char, at: usize) -> String {
    format!("{kind}{at:02}")
}

#[derive(Debug, Clone)]
struct Plan {
    broader: Vec<(usize, usize)>,
    close: Vec<(usize, usize)>,
    /// For each job: skill, kind of need, weight.
    needs: Vec<Vec<(usize, u8, u8)>>,
    offers: Vec<(Vec<usize>, Option<u16>)>,
    held: Vec<(usize, u32)>,
}

fn plan() -> impl Strategy<Value = Plan> {
    let pair = || (0..SKILLS, 0..SKILLS);
    let need = (0..SKILLS, 0..3_u8, 0..5_u8);
    (
        proptest::collection::vec(pair(), 0..12),
        proptest::collection::vec(pair(), 0..4),
        proptest::collection::vec(proptest::collection::vec(need, 0..9), JOBS),
        proptest::collection::vec(
            (proptest::collection::vec(0..SKILLS, 0..5), proptest::option::of(1..200_u16)),
            0..7,
        ),
        proptest::collection::vec(
            (0..SKILLS, prop_oneof![Just(1000_u32), Just(900), Just(800), Just(0)]),
            0..8,
        ),
    )
        .prop_map(|(broader, close, needs, offers, held)| Plan {
            // Upwards by number, so that there is no circle.
            broader: broader.into_iter().filter(|it| it.0 < it.1).collect(),
            close: close.into_iter().filter(|it| it.0 != it.1).collect(),
            needs,
            offers,
            held,
        })
}

fn world(plan: &Plan) -> World {
    let mut world = World::default();
    for at in 0..SKILLS {
        world.skills(&[&name('s', at)]);
    }
    for (narrower, broader) in &plan.broader {
        world.link(&name('s', *narrower), skos::BROADER, &name('s', *broader));
    }
    for (one, other) in &plan.close {
        world.link(&name('s', *one), skos::CLOSE_MATCH, &name('s', *other));
    }
    for (at, needs) in plan.needs.iter().enumerate() {
        let (job, profile) = (name('j', at), name('p', at));
        world.occupation(&job, &[], &[]);
        world.link(&profile, crate::vocab::rdf::TYPE, con::class::JOB_PROFILE);
        world.link(&profile, con::property::OCCUPATION, &job);
        let mut seen = BTreeSet::new();
        for (skill, kind, weight) in needs {
            if !seen.insert(*skill) {
                continue;
            }
            let skill = name('s', *skill);
            match kind {
                0 => world.occupation(&job, &[&skill], &[]),
                1 => world.occupation(&job, &[], &[&skill]),
                _ => world.change(
                    &profile,
                    &skill,
                    con::individual::SKILL_ADDED,
                    Some(&weight.to_string()),
                    *weight > 2,
                ),
            };
        }
    }
    for (at, (outcomes, hours)) in plan.offers.iter().enumerate() {
        let outcomes: Vec<String> = outcomes.iter().map(|it| name('s', *it)).collect();
        let outcomes: Vec<&str> = outcomes.iter().map(String::as_str).collect();
        world.offer(&name('o', at), &outcomes, hours.map(|it| it.to_string()).as_deref(), None);
    }
    world
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn covers_and_fits_are_those_of_the_definition(plan in plan(), is_legal: bool) {
        let view = world(&plan).view();
        let catalogue = Catalogue::new(&view);
        let rules = Rules::of_mode(if is_legal { Mode::Legal } else { Mode::Transparency });
        let held: Vec<Held> = plan.held.iter().map(|it| Held { skill: it.0 as u32, reliability_milli: it.1 }).collect();
        let covers = Covers::new(&catalogue, &held, &rules);
        for skill in 0..SKILLS as u32 {
            for is_safety in [false, true] {
                let expected = naive::cover(&catalogue, &held, skill, is_safety, &rules);
                let found = covers.of(skill, is_safety).map_or(Ratio::from_integer(0), |it| it.value);
                prop_assert_eq!(found, expected, "skill {} {}", skill, is_safety);
            }
        }
        let fits = catalogue.fits(&held, Among::All, &rules, usize::MAX);
        for at in 0..catalogue.profiles().len() as u32 {
            let expected = naive::share(&catalogue, &held, at, &rules);
            let gap = catalogue.gap(&held, at, &rules);
            prop_assert_eq!(gap.essential.as_ref().map(ToString::to_string), expected.clone());
            let fit = fits.iter().find(|it| it.profile == at).map(|it| it.essential.to_string());
            prop_assert_eq!(fit, expected.filter(|it| it != "0"));
        }
        prop_assert!(fits.windows(2).all(|it| it[0].essential >= it[1].essential));
        let cut = catalogue.fits(&held, Among::All, &rules, 3);
        prop_assert_eq!(&cut[..], &fits[..fits.len().min(3)]);
    }

    #[test]
    fn the_nearest_are_those_of_all_pairs(plan in plan()) {
        let view = world(&plan).view();
        let catalogue = Catalogue::new(&view);
        for from in 0..catalogue.profiles().len() as u32 {
            for measure in [Measure::Jaccard, Measure::Weighted, Measure::CoverTo, Measure::CoverFrom] {
                let near = catalogue.near(from, Among::All, measure, usize::MAX);
                let others = (0..catalogue.profiles().len() as u32).filter(|it| *it != from);
                let alike: BTreeSet<u32> =
                    others.filter(|it| catalogue.compare(from, *it).n_shared > 0).collect();
                prop_assert_eq!(near.iter().map(|it| it.profile).collect::<BTreeSet<_>>(), alike);
                for it in &near {
                    prop_assert_eq!(it, &catalogue.compare(from, it.profile));
                }
                prop_assert!(near.windows(2).all(|it| it[0].by(measure) >= it[1].by(measure)));
            }
        }
    }

    #[test]
    fn the_ways_are_those_that_trying_all_leaves(plan in plan(), tenths in 0..8_u64, via_max in 0..3_u8) {
        let view = world(&plan).view();
        let catalogue = Catalogue::new(&view);
        let held: Vec<u32> = plan.held.iter().take(2).map(|it| it.0 as u32).collect();
        for to in 1..JOBS as u32 {
            let base = Question::from_profile(0);
            let question = Question { held: held.clone(), to: Some(to), via_max, viable_min: Ratio::new(tenths, 10), ..base };
            let found = catalogue.transitions(&question);
            prop_assert!(found.is_whole);
            let costs: BTreeSet<_> = found.targets.iter().flat_map(|it| &it.ways).map(|it| it.cost).collect();
            // A job that shares nothing is no step even where nothing is asked to be there.
            let expected = naive::front(&catalogue, &question, to);
            if tenths > 0 {
                prop_assert_eq!(&costs, &expected);
                if via_max < 2 {
                    let anywhere = catalogue.transitions(&Question { to: None, limit: usize::MAX, ..question });
                    let of_target = anywhere.targets.iter().find(|it| it.profile == to);
                    let costs: BTreeSet<_> = of_target.iter().flat_map(|it| &it.ways).map(|it| it.cost).collect();
                    prop_assert_eq!(costs, expected);
                }
            }
            for way in found.targets.iter().flat_map(|it| &it.ways) {
                let n_missing: usize = way.steps.iter().map(|it| it.missing.len()).sum();
                prop_assert_eq!(n_missing, way.cost.n_missing as usize);
                prop_assert_eq!(way.steps.last().unwrap().profile, to);
            }
        }
    }

    #[test]
    fn the_best_offers_are_those_of_all_sets(plan in plan()) {
        let view = world(&plan).view();
        let catalogue = Catalogue::new(&view);
        let missing: Vec<u32> = (0..SKILLS as u32).step_by(2).collect();
        let choice = catalogue.best_offers(&missing, &Wanted::default(), Objective::Hours);
        prop_assert!(choice.is_exact);
        prop_assert_eq!(choice.total, naive::least_hours(&catalogue, &missing));
        let taken: Vec<u32> = choice.offers.iter().flat_map(|it| it.1.clone()).collect();
        prop_assert_eq!(taken.len() + choice.untaught.len(), missing.len());
    }
}
