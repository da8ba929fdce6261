//! How far do skills that somebody holds cover the skills of a matter?
//!
//! A figure for an assessor and for transparency, and never an outcome: legal routes compare matters. It is exact, so that it
//! is the same on every machine. Deliberately absent: similarity of texts, and levels.

use super::{Iri, Ratio};
use rustc_hash::{FxHashMap, FxHashSet};

/// Steps between two skills that are followed.
const STEPS_MAX: usize = 16;

/// The order of skills: which one is the more general.
#[derive(Clone, Debug, Default)]
pub struct Hierarchy {
    broader: FxHashMap<Iri, Vec<Iri>>,
    narrower: FxHashMap<Iri, Vec<Iri>>,
    close: FxHashSet<(Iri, Iri)>,
}

impl Hierarchy {
    /// The first skill is narrower than the second, by one step.
    pub fn add(&mut self, narrower: Iri, broader: Iri) {
        self.broader.entry(narrower.clone()).or_default().push(broader.clone());
        self.narrower.entry(broader).or_default().push(narrower);
    }

    /// The two are nearly the same (`skos:closeMatch`).
    pub fn add_close(&mut self, one: Iri, other: Iri) {
        self.close.insert((one.clone(), other.clone()));
        self.close.insert((other, one));
    }

    /// Steps from a skill up to a more general one.
    fn steps_up(&self, from: &Iri, to: &Iri) -> Option<u32> {
        let (mut level, mut seen) = (vec![from], FxHashSet::default());
        for steps in 0..STEPS_MAX {
            if level.contains(&to) {
                return u32::try_from(steps).ok();
            }
            level = level.iter().flat_map(|it| self.broader.get(*it).into_iter().flatten()).collect();
            level.retain(|it| seen.insert(*it));
        }
        None
    }

    fn are_siblings(&self, one: &Iri, other: &Iri) -> bool {
        let above =
            |it: &Iri| self.broader.get(it).into_iter().flatten().cloned().collect::<FxHashSet<Iri>>();
        one != other && !above(one).is_disjoint(&above(other))
    }
}

/// The weights of a comparison (`con:MatchProfile`).
#[derive(Clone, Debug)]
pub struct Profile {
    pub close: Ratio,
    /// For each step from a narrower skill up to the one asked for.
    pub narrower: Ratio,
    /// For each step from a more general skill down to the one asked for.
    pub broader: Ratio,
    /// In transparency alone.
    pub sibling: Ratio,
    pub covered: Ratio,
    pub open: Ratio,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            close: Ratio::new(9, 10),
            narrower: Ratio::new(4, 5),
            broader: Ratio::new(1, 2),
            sibling: Ratio::new(3, 10),
            covered: Ratio::new(4, 5),
            open: Ratio::new(2, 5),
        }
    }
}

/// A skill of a matter.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub skill: Iri,
    pub weight: u32,
    /// A general claim does not prove it.
    pub is_safety_critical: bool,
}

/// A skill that somebody holds.
#[derive(Clone, Debug)]
pub struct Held {
    pub skill: Iri,
    /// 1 for assessed or validated, less for weaker evidence.
    pub reliability: Ratio,
}

/// What a share of coverage means.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    Covered,
    /// An assessor has to judge.
    Open,
    Missing,
}

/// The share of a matter that held skills cover, from 0 to 1; `is_transparency` lets neighbours count a little.
pub fn share(
    hierarchy: &Hierarchy,
    profile: &Profile,
    wanted: &[Wanted],
    held: &[Held],
    is_transparency: bool,
) -> Ratio {
    let (mut sum, mut weights) = (Ratio::ZERO, 0);
    for it in wanted {
        let best = held.iter().map(|held| one(hierarchy, profile, it, held, is_transparency)).max();
        let cover = best.unwrap_or(Ratio::ZERO).max(of_children(hierarchy, &it.skill, held));
        sum = sum.plus(cover.times(Ratio::whole(it.weight)));
        weights += it.weight;
    }
    if weights == 0 { Ratio::ZERO } else { sum.over(Ratio::whole(weights)) }
}

/// What a share means by the thresholds of a profile.
pub fn standing(profile: &Profile, share: Ratio) -> Standing {
    if share >= profile.covered {
        Standing::Covered
    } else if share >= profile.open {
        Standing::Open
    } else {
        Standing::Missing
    }
}

fn one(
    hierarchy: &Hierarchy,
    profile: &Profile,
    wanted: &Wanted,
    held: &Held,
    is_transparency: bool,
) -> Ratio {
    let power = |base: Ratio, steps: u32| (0..steps).fold(Ratio::ONE, |it, _| it.times(base));
    let weight = if let Some(steps) = hierarchy.steps_up(&held.skill, &wanted.skill) {
        power(profile.narrower, steps)
    } else if hierarchy.close.contains(&(held.skill.clone(), wanted.skill.clone())) {
        profile.close
    } else if let Some(steps) = hierarchy.steps_up(&wanted.skill, &held.skill) {
        if wanted.is_safety_critical { Ratio::ZERO } else { power(profile.broader, steps) }
    } else if is_transparency
        && !wanted.is_safety_critical
        && hierarchy.are_siblings(&held.skill, &wanted.skill)
    {
        profile.sibling
    } else {
        Ratio::ZERO
    };
    weight.times(held.reliability)
}

/// The mean over the narrower skills: whoever holds all of them holds the whole.
fn of_children(hierarchy: &Hierarchy, skill: &Iri, held: &[Held]) -> Ratio {
    let children = hierarchy.narrower.get(skill).map_or(&[][..], Vec::as_slice);
    if children.is_empty() {
        return Ratio::ZERO;
    }
    let of = |child: &Iri| held.iter().filter(|it| it.skill == *child).map(|it| it.reliability).max();
    let sum = children.iter().filter_map(of).fold(Ratio::ZERO, Ratio::plus);
    sum.over(Ratio::new(children.len() as i128, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numeric tests C1 to C6 of the specification.
    #[test]
    fn shares_are_those_of_the_specification() {
        let mut hierarchy = Hierarchy::default();
        for (narrower, broader) in [
            ("hv", "elec"),
            ("lv", "elec"),
            ("brk", "chassis"),
            ("susp", "chassis"),
            ("disc", "brk"),
            ("drum", "brk"),
        ] {
            hierarchy.add(narrower.into(), broader.into());
        }
        let wanted = [("hv", 3), ("lv", 2), ("brk", 1), ("susp", 1)].map(|(skill, weight)| Wanted {
            skill: skill.into(),
            weight,
            is_safety_critical: skill == "hv",
        });
        let profile = Profile::default();
        let share = |held: &[(&str, &str)], is_transparency| {
            let held: Vec<Held> = held
                .iter()
                .map(|(skill, reliability)| Held {
                    skill: (*skill).into(),
                    reliability: Ratio::parse(reliability).unwrap(),
                })
                .collect();
            super::share(&hierarchy, &profile, &wanted, &held, is_transparency)
        };
        assert_eq!(share(&[("elec", "1"), ("lv", "1"), ("disc", "1")], false), Ratio::new(2, 5));
        let fourth = share(&[("elec", "1"), ("lv", "1"), ("disc", "1"), ("hv", "1")], false);
        assert_eq!(fourth, Ratio::new(29, 35));
        assert_eq!(standing(&profile, fourth), Standing::Covered);
        assert_eq!(share(&[("disc", "1"), ("drum", "1")], false), Ratio::new(1, 7));
        assert_eq!(share(&[("lv", "1"), ("brk", "1")], true), Ratio::new(33, 70));
        assert_eq!(share(&[("chassis", "1")], false), Ratio::new(1, 7));
        assert_eq!(share(&[("lv", "0.8")], false), Ratio::new(8, 35));
        assert_eq!(standing(&profile, Ratio::new(1, 7)), Standing::Missing);
        assert_eq!(standing(&profile, Ratio::new(2, 5)), Standing::Open);
    }

    #[test]
    fn a_circle_of_skills_ends() {
        let mut hierarchy = Hierarchy::default();
        hierarchy.add("a".into(), "b".into());
        hierarchy.add("b".into(), "a".into());
        hierarchy.add_close("a".into(), "c".into());
        let wanted = [Wanted { skill: "c".into(), weight: 1, is_safety_critical: false }];
        let held = |skill: &str| [Held { skill: skill.into(), reliability: Ratio::ONE }];
        let profile = Profile::default();
        assert_eq!(share(&hierarchy, &profile, &wanted, &held("b"), false), Ratio::ZERO);
        assert_eq!(share(&hierarchy, &profile, &wanted, &held("a"), false), Ratio::new(9, 10));
        assert_eq!(share(&hierarchy, &profile, &[], &held("a"), false), Ratio::ZERO);
    }
}
