//! The definitions, word for word and slowly: what the fast ways are held against.

use super::super::{Catalogue, Cost, Held, Mode, ProfileAt, Question, Rules, SkillAt};
use num_rational::{BigRational, Ratio};
use std::collections::BTreeSet;

/// Fewest steps upwards from one skill to another, if there is a way.
fn steps_up(catalogue: &Catalogue, from: SkillAt, to: SkillAt) -> Option<i32> {
    let mut level = BTreeSet::from([from]);
    for steps in 0..=12 {
        if level.contains(&to) {
            return Some(steps);
        }
        level = level.iter().flat_map(|it| catalogue.broader.of(*it)).copied().collect();
    }
    None
}

/// mu(h, t) of the specification.
fn mu(catalogue: &Catalogue, h: SkillAt, t: SkillAt, is_safety_critical: bool, rules: &Rules) -> Ratio<i64> {
    let zero = Ratio::from_integer(0);
    let mut best = if h == t { Ratio::from_integer(1) } else { zero };
    if catalogue.close.of(h).contains(&t) {
        best = best.max(rules.close);
    }
    if let Some(steps) = steps_up(catalogue, h, t) {
        best = best.max(rules.narrower.pow(steps));
    }
    if let Some(steps) = steps_up(catalogue, t, h).filter(|_| !is_safety_critical) {
        best = best.max(rules.broader.pow(steps));
    }
    let are_siblings = catalogue.broader.of(h).iter().any(|it| catalogue.broader.of(t).contains(it));
    if rules.mode == Mode::Transparency && are_siblings && !is_safety_critical {
        best = best.max(rules.sibling);
    }
    best
}

/// cover(t) of the specification, without exact matches.
pub(super) fn cover(
    catalogue: &Catalogue,
    held: &[Held],
    t: SkillAt,
    is_safety_critical: bool,
    rules: &Rules,
) -> Ratio<i64> {
    let trust = |it: &Held| Ratio::new(i64::from(it.reliability_milli), 1_000);
    let one = held.iter().map(|it| trust(it) * mu(catalogue, it.skill, t, is_safety_critical, rules));
    let mut best = one.max().unwrap_or_default();
    let children = catalogue.narrower.of(t);
    if !children.is_empty() {
        let of_child = |child: &SkillAt| {
            held.iter().filter(|it| it.skill == *child).map(trust).max().unwrap_or_default()
        };
        let sum: Ratio<i64> = children.iter().map(of_child).sum();
        best = best.max(sum / i64::from(children.len() as u32));
    }
    best
}

/// C(m) of the specification over the essential needs.
pub(super) fn share(
    catalogue: &Catalogue,
    held: &[Held],
    profile: ProfileAt,
    rules: &Rules,
) -> Option<String> {
    let (mut part, mut whole) = (BigRational::from_integer(0.into()), 0_i64);
    for need in catalogue.profile(profile).essential() {
        let value = cover(catalogue, held, need.skill, need.is_safety_critical, rules);
        let value = BigRational::new((*value.numer()).into(), (*value.denom()).into());
        part += value * BigRational::from_integer(need.weight_milli.into());
        whole += i64::from(need.weight_milli);
    }
    (whole > 0).then(|| (part / BigRational::from_integer(whole.into())).to_string())
}

/// The costs of the ways that no other beats, by trying every way.
pub(super) fn front(catalogue: &Catalogue, question: &Question, to: ProfileAt) -> BTreeSet<Cost> {
    let essential = |it: ProfileAt| -> BTreeSet<SkillAt> {
        catalogue.profile(it).essential().map(|it| it.skill).collect()
    };
    let profiles: Vec<ProfileAt> = (0..catalogue.profiles.len() as ProfileAt)
        .filter(|it| catalogue.is_among(*it, question.among))
        .collect();
    let mut ways: Vec<Vec<ProfileAt>> = vec![vec![to]];
    if question.via_max >= 1 {
        ways.extend(profiles.iter().map(|it| vec![*it, to]));
    }
    if question.via_max >= 2 {
        ways.extend(profiles.iter().flat_map(|a| profiles.iter().map(|b| vec![*a, *b, to])));
    }
    let mut costs = BTreeSet::new();
    'ways: for way in ways {
        let is_once = way.iter().collect::<BTreeSet<_>>().len() == way.len();
        if !is_once || way.contains(&question.from) {
            continue;
        }
        let mut there: BTreeSet<SkillAt> =
            essential(question.from).into_iter().chain(question.held.clone()).collect();
        let mut cost = Cost::default();
        for job in way {
            let weight = |it: &SkillAt| u64::from(catalogue.profile(job).need(*it).unwrap().weight_milli);
            let all: u64 = essential(job).iter().map(weight).sum();
            let has: u64 = essential(job).intersection(&there).map(weight).sum();
            if all == 0 || Ratio::new(has, all) < question.viable_min {
                continue 'ways;
            }
            let missing: Vec<SkillAt> = essential(job).difference(&there).copied().collect();
            cost.n_missing += missing.len() as u32;
            cost.largest_step = cost.largest_step.max(missing.len() as u32);
            for skill in missing {
                match catalogue.hours.get(&skill) {
                    Some(hours) => cost.hours_milli += hours,
                    None => cost.n_untaught += 1,
                }
                there.insert(skill);
            }
        }
        costs.insert(cost);
    }
    let is_beaten = |it: &Cost| {
        costs.iter().any(|other| {
            other != it
                && other.n_missing <= it.n_missing
                && other.n_untaught <= it.n_untaught
                && other.hours_milli <= it.hours_milli
                && other.largest_step <= it.largest_step
        })
    };
    costs.iter().filter(|it| !is_beaten(it)).copied().collect()
}

/// The least total of offers that teach all that any offer teaches, by trying every set.
pub(super) fn least_hours(catalogue: &Catalogue, missing: &[SkillAt]) -> u64 {
    let offers: Vec<_> = catalogue.offers.iter().filter(|it| it.hours_milli.is_some()).collect();
    let taught: BTreeSet<SkillAt> =
        missing.iter().filter(|skill| offers.iter().any(|it| it.outcomes.contains(skill))).copied().collect();
    let sets = 0..1_u32 << offers.len();
    let totals = sets.filter_map(|set| {
        let chosen = || offers.iter().enumerate().filter(move |it| set >> it.0 & 1 == 1).map(|it| it.1);
        let is_all = taught.iter().all(|skill| chosen().any(|it| it.outcomes.contains(skill)));
        is_all.then(|| chosen().map(|it| it.hours_milli.unwrap()).sum())
    });
    totals.min().unwrap()
}
