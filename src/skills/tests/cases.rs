//! The numeric cases of the specification of recognition, 4.4 and 6, exactly.

use super::super::catalogue::{Importance, Note, Origin};
use super::super::{
    Among, Fraction, Held, Measure, Mode, Objective, Question, RegionQuestion, Relation, Rules, Status,
    Tension, Wanted, hellinger, matching_loss, relative_gap, specialisation, squared_mismatch, tension,
    total_variation,
};
use super::{Catalogue, World, held, hierarchy, profile, skill};
use crate::vocab::{con, esco, rdf, skos};
use num_rational::Ratio;

/// C1 to C6: the covered share of the target by what is held.
#[test]
fn coverage_by_the_hierarchy() {
    let view = hierarchy().view();
    let catalogue = Catalogue::new(&view);
    let target = profile(&view, &catalogue, "target");
    let share = |mode: Mode, names: &[(&str, u32)]| {
        let gap = catalogue.gap(&held(&view, &catalogue, names), target, &Rules::of_mode(mode));
        gap.essential.unwrap().to_string()
    };
    let legal = |names: &[(&str, u32)]| share(Mode::Legal, names);
    assert_eq!(legal(&[("elec", 1000), ("lv", 1000), ("disc", 1000)]), "2/5", "C1");
    assert_eq!(legal(&[("elec", 1000), ("lv", 1000), ("disc", 1000), ("hv", 1000)]), "29/35", "C2");
    assert_eq!(legal(&[("disc", 1000), ("drum", 1000)]), "1/7", "C3");
    assert_eq!(share(Mode::Transparency, &[("lv", 1000), ("brk", 1000)]), "33/70", "C4");
    assert_eq!(legal(&[("chassis", 1000)]), "1/7", "C5");
    assert_eq!(legal(&[("lv", 800)]), "8/35", "C6");
}

#[test]
fn each_line_of_a_gap_has_its_reason() {
    let view = hierarchy().view();
    let catalogue = Catalogue::new(&view);
    let target = profile(&view, &catalogue, "target");
    let [elec, lv, disc] = ["elec", "lv", "disc"].map(|it| skill(&view, &catalogue, it));
    let gap = catalogue.gap(
        &held(&view, &catalogue, &[("elec", 1000), ("lv", 1000), ("disc", 1000)]),
        target,
        &Rules::default(),
    );
    let line =
        |name: &str| *gap.lines.iter().find(|it| it.need.skill == skill(&view, &catalogue, name)).unwrap();
    assert_eq!(
        (line("hv").status, line("hv").best),
        (Status::Missing, None),
        "safety blocks the broader claim"
    );
    let best = line("brk").best.unwrap();
    assert_eq!((best.held, best.relation, best.value), (disc, Relation::Narrower(1), Ratio::new(4, 5)));
    assert_eq!(line("brk").status, Status::Covered, "four fifths are enough");
    assert_eq!(line("lv").best.unwrap().relation, Relation::Same);
    assert_eq!(line("susp").status, Status::Missing);
    assert_eq!(gap.lines[0].need.skill, skill(&view, &catalogue, "hv"), "the heaviest missing one first");
    assert_eq!((gap.n_essential(Status::Missing), gap.missing().count()), (2, 2));
    let other = catalogue.gap(&held(&view, &catalogue, &[("chassis", 1000)]), target, &Rules::default());
    let best = other.lines.iter().find_map(|it| it.best).unwrap();
    assert_eq!((best.relation, best.value), (Relation::Broader(1), Ratio::new(1, 2)));
    assert_eq!(other.lines.iter().filter(|it| it.status == Status::Open).count(), 2);
    assert!(elec != lv);
}

#[test]
fn matches_count_as_they_are_close() {
    let mut world = World::default();
    world.skills(&["a", "b", "c", "d"]).occupation("job", &["b", "c", "d"], &[]);
    world.link("a", skos::EXACT_MATCH, "b").link("c", skos::CLOSE_MATCH, "a").link("d", skos::BROADER, "b");
    let view = world.view();
    let catalogue = Catalogue::new(&view);
    let gap = catalogue.gap(
        &held(&view, &catalogue, &[("a", 1000)]),
        profile(&view, &catalogue, "job"),
        &Rules::default(),
    );
    let mut relations: Vec<_> =
        gap.lines.iter().filter_map(|it| it.best).map(|it| (it.relation, it.value)).collect();
    relations.sort();
    assert_eq!(
        relations,
        [
            (Relation::ExactMatch, Ratio::new(1, 1)),
            (Relation::CloseMatch, Ratio::new(9, 10)),
            (Relation::Broader(1), Ratio::new(1, 2)),
        ]
    );
}

#[test]
fn essential_wins_over_optional_and_what_is_broader_is_inherited() {
    let mut world = World::default();
    world.skills(&["a", "b", "c", "d"]);
    world.occupation("top", &["a", "b"], &["d"]).occupation("low", &["c"], &["b"]);
    world.link("low", skos::BROADER, "top").link("top", skos::BROADER, "low");
    world.link("mine", rdf::TYPE, con::class::JOB_PROFILE).link("mine", con::property::OCCUPATION, "low");
    world.change("mine", "a", con::individual::SKILL_REMOVED, None, false);
    world.change("mine", "d", con::individual::SKILL_REWEIGHTED, Some("0.75"), true);
    world.change("mine", "gone", con::individual::SKILL_ADDED, None, false);
    world.link("other", rdf::TYPE, con::class::JOB_PROFILE).link(
        "other",
        con::property::OCCUPATION,
        "former",
    );
    world.link("former", esco::REPLACED_BY, "low");
    world.change("other", "e", con::individual::SKILL_REMOVED, None, false).skills(&["e"]);
    world.link("lost", rdf::TYPE, con::class::JOB_PROFILE).link("lost", con::property::OCCUPATION, "nowhere");
    let view = world.view();
    let catalogue = Catalogue::new(&view);
    let needs = |name: &str| -> Vec<(String, Importance, u32, bool, bool)> {
        let needs = &catalogue.profile(profile(&view, &catalogue, name)).needs;
        let text = |it: u32| view.dictionary().text(catalogue.skill(it)).replace(super::BASE, "");
        needs
            .iter()
            .map(|it| {
                (
                    text(it.skill),
                    it.importance,
                    it.weight_milli,
                    it.is_safety_critical,
                    it.origin == Origin::Own,
                )
            })
            .collect()
    };
    let (essential, optional) = (Importance::Essential, Importance::Optional);
    let a = ("a".to_owned(), essential, 1000, false, false);
    let b = ("b".to_owned(), essential, 1000, false, false);
    let c = ("c".to_owned(), essential, 1000, false, true);
    let d = ("d".to_owned(), optional, 300, false, false);
    assert_eq!(needs("low"), [a.clone(), b.clone(), c.clone(), d.clone()]);
    let heavier = ("d".to_owned(), optional, 750, true, false);
    assert_eq!(needs("mine"), [b.clone(), c.clone(), heavier]);
    assert_eq!(needs("other"), [a, b, c, d], "what replaced the occupation is followed");
    assert!(needs("lost").is_empty());
    let notes = |name: &str| catalogue.profile(profile(&view, &catalogue, name)).notes.clone();
    assert!(matches!(notes("mine")[..], [Note::UnknownSkill(_)]));
    assert!(matches!(notes("other")[..], [Note::ReplacedOccupation(_, _), Note::NoSuchNeed(_)]));
    assert!(matches!(notes("lost")[..], [Note::UnknownOccupation(_)]));
}

/// A = {a, b, c, d}, B = {b, c, e} with weights 1, 3, 2, 1, 3.
#[test]
fn likeness_of_profiles() {
    let mut world = World::default();
    world.skills(&["a", "b", "c", "d", "e"]);
    for (profile, skills) in [("A", ["a1", "b3", "c2", "d1"].as_slice()), ("B", &["b3", "c2", "e3"])] {
        world.link(profile, rdf::TYPE, con::class::JOB_PROFILE);
        for it in skills {
            let (skill, weight) = it.split_at(1);
            world.change(profile, skill, con::individual::SKILL_ADDED, Some(weight), false);
        }
    }
    let view = world.view();
    let catalogue = Catalogue::new(&view);
    let [a, b] = ["A", "B"].map(|it| profile(&view, &catalogue, it));
    let near = catalogue.compare(a, b);
    assert_eq!(near.jaccard, Ratio::new(2, 5));
    assert_eq!(near.weighted, Ratio::new(1, 2));
    assert_eq!(near.cover_to, Ratio::new(5, 8));
    assert_eq!(near.cover_from, Ratio::new(5, 7));
    assert_eq!(catalogue.near(a, Among::All, Measure::Jaccard, 5), [near]);
    assert_eq!(catalogue.near(a, Among::Occupations, Measure::Jaccard, 5), []);
    let back = catalogue.compare(b, a);
    assert_eq!((back.cover_to, back.cover_from), (Ratio::new(5, 7), Ratio::new(5, 8)));
}

/// D = 60, 30, 10 and S = 40, 40, 20.
#[test]
fn mismatch_of_demand_and_supply() {
    let all = |it: [i128; 3]| it.map(|it| Fraction::of(it, 1).unwrap());
    let (demand, supply) = (all([60, 30, 10]), all([40, 40, 20]));
    let gaps: Vec<String> =
        demand.iter().zip(&supply).map(|(d, s)| relative_gap(d, s).unwrap().to_string()).collect();
    assert_eq!(gaps, ["1/5", "-1/7", "-1/3"]);
    assert_eq!(total_variation(&demand, &supply), Fraction::of(1, 5));
    assert_eq!(squared_mismatch(&demand, &supply), Fraction::of(6, 100));
    let rounded = |it: Option<f64>| format!("{:.4}", it.unwrap());
    assert_eq!(rounded(hellinger(&demand, &supply)), "0.1492");
    assert_eq!(rounded(matching_loss(&demand, &supply, 0.5)), "0.0223");
    assert_eq!(tension(&demand[0], &supply[0]), Fraction::of(3, 2).map(Tension::Ratio));
    let zero = Fraction::of(0, 1).unwrap();
    assert_eq!(tension(&demand[0], &zero), Some(Tension::NoSupply));
    assert_eq!((tension(&zero, &zero), relative_gap(&zero, &zero)), (None, None));
    assert_eq!(total_variation(&demand, &supply[..2]), None);
    let rca = specialisation(&[vec![30, 10], vec![10, 50]]);
    let told: Vec<String> = rca.iter().flatten().map(|it| it.as_ref().unwrap().decimal(4)).collect();
    assert_eq!(told, ["1.8750", "0.4167", "0.4167", "1.3889"]);
    assert_eq!(specialisation(&[vec![0, 0], vec![1, 0]])[0], [None, None]);
}

/// Gaps 20 and 5 with seats 12 and 0.
#[test]
fn offers_for_a_gap() {
    let mut world = World::default();
    world.skills(&["s", "t"]).offer("course", &["s"], Some("8.0005"), Some(12));
    let view = world.view();
    let catalogue = Catalogue::new(&view);
    let [s, t] = ["s", "t"].map(|it| skill(&view, &catalogue, it));
    let coverage = catalogue.offer_coverage(&[(s, 20), (t, 5)], &Wanted::default());
    assert_eq!((coverage.any, coverage.capacity), (Fraction::of(4, 5), Fraction::of(12, 25)));
    let dear = Wanted { cost_milli_max: Some(0), ..Wanted::default() };
    assert_eq!(catalogue.offer_coverage(&[(s, 20), (t, 5)], &dear).reachable, Fraction::of(0, 1));
    assert_eq!(catalogue.offer(0).hours_milli, Some(8_001), "half a thousandth is rounded up");
}

#[test]
fn the_best_offers_are_found_where_the_greedy_way_misses_them() {
    let mut world = World::default();
    let skills = ["a", "b", "c", "d", "e", "f"];
    world.skills(&skills).skills(&["g"]);
    // Two offers teach all; one that teaches four of the six looks best at first.
    world.offer("left", &["a", "b", "c"], Some("10"), None).offer(
        "right",
        &["d", "e", "f"],
        Some("10"),
        None,
    );
    world.offer("most", &["a", "b", "d", "e"], Some("12"), None).offer(
        "unknown",
        &["a", "b", "c", "d", "e", "f"],
        None,
        None,
    );
    let view = world.view();
    let catalogue = Catalogue::new(&view);
    let missing: Vec<u32> = skills.iter().chain(&["g"]).map(|it| skill(&view, &catalogue, it)).collect();
    let choice = catalogue.best_offers(&missing, &Wanted::default(), Objective::Hours);
    assert_eq!((choice.total, choice.is_exact, choice.offers.len()), (20_000, true, 2));
    assert_eq!(choice.untaught, [skill(&view, &catalogue, "g")]);
    assert_eq!(choice.at_most_times, Fraction::of(1, 1).unwrap());
    let fewest = catalogue.best_offers(&missing, &Wanted::default(), Objective::Offers);
    assert_eq!((fewest.total, fewest.offers.len()), (1, 1), "hours are not asked for here");
}

#[test]
fn a_way_over_another_job_makes_the_largest_step_smaller() {
    let mut world = World::default();
    let names: Vec<String> = (0..12).map(|it| format!("s{it:02}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    world.skills(&names);
    world.occupation("start", &names[0..4], &[]);
    world.occupation("between", &names[2..8], &[]);
    world.occupation("end", &names[4..10], &[]);
    world.occupation("far", &names[10..12], &[]);
    world.offer("course", &names[4..6], Some("30"), None);
    let view = world.view();
    let catalogue = Catalogue::new(&view);
    let [start, between, end, far] =
        ["start", "between", "end", "far"].map(|it| profile(&view, &catalogue, it));
    let question = Question { to: Some(end), via_max: 2, ..Question::from_profile(start) };
    let found = catalogue.transitions(&question);
    assert!(found.is_whole);
    assert_eq!(
        found.targets.len(),
        1,
        "the end shares nothing with the start and is reached over the job between"
    );
    let way = &found.targets[0].ways[0];
    assert_eq!(way.steps.iter().map(|it| it.profile).collect::<Vec<_>>(), [between, end]);
    let cost = way.cost;
    assert_eq!((cost.n_missing, cost.n_untaught, cost.hours_milli, cost.largest_step), (6, 4, 30_000, 4));
    assert_eq!((way.steps[0].cover, way.steps[1].cover), (Ratio::new(1, 3), Ratio::new(2, 3)));
    let anywhere = catalogue.transitions(&Question::from_profile(start));
    assert_eq!(anywhere.targets.iter().map(|it| it.profile).collect::<Vec<_>>(), [between, end]);
    let none = Question { to: Some(far), via_max: 2, ..Question::from_profile(start) };
    assert_eq!(catalogue.transitions(&none).total, 0);
    let direct = Question {
        to: Some(end),
        via_max: 0,
        held: vec![skill(&view, &catalogue, "s04"), skill(&view, &catalogue, "s05")],
        ..Question::from_profile(start)
    };
    assert_eq!(
        catalogue.transitions(&direct).targets[0].ways[0].cost.n_missing,
        4,
        "what is held beside counts"
    );
}

#[test]
fn profiles_that_somebody_nearly_fits() {
    let view = hierarchy().occupation("job", &["lv", "brk"], &["hv"]).occupation("none", &[], &["lv"]).view();
    let catalogue = Catalogue::new(&view);
    let held = held(&view, &catalogue, &[("lv", 1000), ("disc", 1000)]);
    let fits = catalogue.fits(&held, Among::All, &Rules::default(), 10);
    let told: Vec<_> = fits.iter().map(|it| (it.profile, it.essential.to_string(), it.n_missing)).collect();
    let [job, target] = ["job", "target"].map(|it| profile(&view, &catalogue, it));
    assert_eq!(told, [(job, "9/10".to_owned(), 0), (target, "2/5".to_owned(), 2)]);
    assert_eq!(
        catalogue.fits(&[Held { skill: 0, reliability_milli: 0 }], Among::All, &Rules::default(), 10),
        []
    );
}

/// Jobs with one skill each, so that the counts of the specification are demand and supply.
#[test]
fn a_region_has_the_figures_of_its_counts() {
    let mut world = World::default();
    let jobs = ["one", "two", "three"];
    for job in jobs {
        world.skills(&[job]);
        world.occupation(&format!("job-{job}"), &[job], &[]);
    }
    let (vacancies, people) = (con::individual::LABOUR_VACANCIES, con::individual::LABOUR_UNEMPLOYED);
    let of = con::property::COUNTED_OCCUPATION;
    for ((job, demand), supply) in jobs.iter().zip([60, 30, 10]).zip([40, 40, 20]) {
        let occupation = format!("job-{job}");
        world.count(&format!("v-{job}"), vacancies, (of, &occupation), "here", demand);
        world.count(&format!("u-{job}"), people, (of, &occupation), "here", supply);
        world.count(&format!("e-{job}"), con::individual::LABOUR_EMPLOYED, (of, &occupation), "here", 1_000);
    }
    world.count("few", vacancies, (of, "job-one"), "there", 9);
    let view = world.view();
    let catalogue = Catalogue::new(&view);
    let question = |territory: &str| RegionQuestion {
        territory: view.dictionary().iri(&format!("{}{territory}", super::BASE)).unwrap(),
        year: "2026".to_owned(),
        employed_milli: 0,
    };
    let balance = catalogue.region_balance(&question("here")).unwrap();
    let gap = |name: &str| {
        let at = skill(&view, &catalogue, name);
        balance.skills.iter().find(|it| it.skill == at).unwrap().gap.value.as_ref().unwrap().to_string()
    };
    assert_eq!([gap("one"), gap("two"), gap("three")], ["1/5", "-1/7", "-1/3"]);
    assert_eq!(balance.total_variation.value, Fraction::of(1, 5));
    assert_eq!((balance.total_variation.n, balance.counts.len()), (200, 6));
    assert_eq!(format!("{:.4}", balance.hellinger.value.unwrap()), "0.1492");
    // 60 of 100 here against 69 of 109 everywhere.
    let one = balance.skills.iter().find(|it| it.skill == skill(&view, &catalogue, "one")).unwrap();
    assert_eq!(one.specialisation.value, Fraction::of(60 * 109, 69 * 100));
    let half = catalogue.region_balance(&RegionQuestion { employed_milli: 500, ..question("here") }).unwrap();
    assert_eq!(half.skills[0].supply.n + half.skills[1].supply.n + half.skills[2].supply.n, 3_100);
    let few = catalogue.region_balance(&question("there")).unwrap();
    assert!(few.total_variation.is_suppressed && few.total_variation.value.is_none());
    assert!(
        few.skills.iter().all(|it| it.demand.value.is_none() && it.demand.is_suppressed && it.demand.n == 9)
    );
    assert_eq!(
        catalogue.region_balance(&RegionQuestion { year: "2025".to_owned(), ..question("here") }),
        None
    );
}
