//! Which jobs can be reached from a job, by which steps, and what does each step ask?
//!
//! Whoever works in a job has its essential skills, and takes them along. A step to another job is possible where the
//! skills that are there cover enough of its essential ones, by weight and skill by skill; what is missing has to be
//! learned before it. The ways to a job are compared by the skills to be learned in all, by those that no offer teaches,
//! by the hours of training, and by the largest single step; a way is told where no other is better in all of these.
//!
//! Hours come from the training offers alone: the workload of an offer spread evenly over its outcomes, the least of
//! all offers counting for a skill. A skill that no offer with a workload teaches has none, and is counted apart.

use super::catalogue::{Catalogue, ProfileAt, SkillAt};
use super::near::Among;
use num_rational::Ratio;
use rustc_hash::FxHashMap;

/// Intermediate jobs of a way.
pub const VIA_MAX: u8 = 2;

/// Ways that are looked at; beyond, the answer says that it is not complete.
const WAYS_MAX: usize = 4_000_000;

/// What is asked of the ways from a job.
#[derive(Clone, Debug)]
pub struct Question {
    pub from: ProfileAt,
    /// Skills that are there beside the essential ones of the job.
    pub held: Vec<SkillAt>,
    /// The job to be reached; `None` for all that can be.
    pub to: Option<ProfileAt>,
    /// At most so many jobs in between, up to [`VIA_MAX`]; without a target up to 1.
    pub via_max: u8,
    /// The least share of the essential skills of a job that must be there for a step to it.
    pub viable_min: Ratio<u64>,
    pub among: Among,
    /// Targets that are told.
    pub limit: usize,
}

impl Question {
    /// With the usual limits: a step is viable where three tenths are there.
    pub fn from_profile(from: ProfileAt) -> Self {
        Self {
            from,
            held: Vec::new(),
            to: None,
            via_max: 1,
            viable_min: Ratio::new_raw(3, 10),
            among: Among::Occupations,
            limit: 20,
        }
    }

    /// With another least share, in thousandths.
    #[must_use]
    pub fn viable_from(self, share_milli: u64) -> Self {
        Self { viable_min: Ratio::new(share_milli, 1_000), ..self }
    }
}

/// One step of a way.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Step {
    pub profile: ProfileAt,
    /// The share of its essential skills that is there before the step, by weight.
    pub cover: Ratio<u64>,
    /// Its essential skills that are there already.
    pub n_there: u32,
    /// Its essential skills that are missing before the step.
    pub missing: Vec<SkillAt>,
}

/// What a way costs; less is better in each.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Cost {
    /// Essential skills to be learned in all steps.
    pub n_missing: u32,
    /// Of these, the ones that no offer with a workload teaches.
    pub n_untaught: u32,
    /// Training for the others, thousandths of an hour.
    pub hours_milli: u64,
    /// Skills to be learned for the largest step.
    pub largest_step: u32,
}

impl Cost {
    /// Whether no part is worse and one is better.
    fn beats(&self, other: &Self) -> bool {
        self.n_missing <= other.n_missing
            && self.n_untaught <= other.n_untaught
            && self.hours_milli <= other.hours_milli
            && self.largest_step <= other.largest_step
            && self != other
    }
}

/// A way from one job to another.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Way {
    pub cost: Cost,
    /// The jobs after the first, the last of them the target.
    pub steps: Vec<Step>,
}

/// A job that can be reached, with the ways that no other way beats.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reachable {
    pub profile: ProfileAt,
    /// By cost; of equal ones the shortest, then the first by name.
    pub ways: Vec<Way>,
}

/// The answer.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Transitions {
    /// By the cost of the best way, then by name.
    pub targets: Vec<Reachable>,
    /// Jobs that can be reached, those that are not told included.
    pub total: usize,
    /// Whether every way was looked at.
    pub is_whole: bool,
}

/// A way without its details: up to two jobs in between.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Sketch {
    cost: Cost,
    n_via: u8,
    via: [ProfileAt; 2],
}

impl Sketch {
    fn jobs(&self, target: ProfileAt) -> Vec<ProfileAt> {
        let between = self.via[..usize::from(self.n_via)].iter().copied();
        between.chain(std::iter::once(target)).collect()
    }
}

/// Ways of which none beats another, one for each cost.
#[derive(Default)]
struct Front(Vec<Sketch>);

impl Front {
    fn add(&mut self, way: Sketch) {
        if self.0.iter().any(|it| it.cost.beats(&way.cost) || (it.cost == way.cost && *it <= way)) {
            return;
        }
        self.0.retain(|it| !way.cost.beats(&it.cost) && it.cost != way.cost);
        self.0.push(way);
    }
}

struct Search<'c> {
    catalogue: &'c Catalogue,
    hours: &'c FxHashMap<SkillAt, u64>,
    question: &'c Question,
    /// Which skills are there: the number of the step that brought each, 0 where none did.
    there: Vec<u8>,
    /// For each profile what is there of it, as the last count found it.
    weights: Vec<u64>,
    n_there: Vec<u32>,
    n_looked_at: usize,
}

/// A job to which a step is possible, and what it asks.
#[derive(Clone, Copy)]
struct Viable {
    profile: ProfileAt,
    cost: Cost,
}

impl Catalogue {
    /// The jobs that can be reached from a job.
    ///
    /// Without a target at most one job lies in between.
    pub fn transitions(&self, question: &Question) -> Transitions {
        let mut search = Search {
            catalogue: self,
            hours: &self.hours,
            question,
            there: vec![0; self.skills.len()],
            weights: vec![0; self.profiles.len()],
            n_there: vec![0; self.profiles.len()],
            n_looked_at: 0,
        };
        for skill in self.essential.of(question.from).iter().chain(&question.held) {
            search.there[*skill as usize] = 1;
        }
        match question.to {
            Some(target) => search.to(target),
            None => search.anywhere(),
        }
    }
}

impl Search<'_> {
    /// What a job asks of whoever has the skills that are there.
    fn cost(&self, profile: ProfileAt) -> Cost {
        let mut cost = Cost::default();
        for skill in self.catalogue.essential.of(profile) {
            if self.there[*skill as usize] == 0 {
                cost.n_missing += 1;
                match self.hours.get(skill) {
                    Some(hours) => cost.hours_milli += hours,
                    None => cost.n_untaught += 1,
                }
            }
        }
        cost.largest_step = cost.n_missing;
        cost
    }

    /// Whether enough of a job is there.
    fn is_viable(&self, profile: ProfileAt) -> bool {
        let essential = self.catalogue.essential.of(profile);
        let weight = |it: &&SkillAt| {
            self.catalogue.profile(profile).need(**it).map_or(0, |it| u64::from(it.weight_milli))
        };
        let there = essential.iter().filter(|it| self.there[**it as usize] != 0).map(|it| weight(&it)).sum();
        self.is_enough(there, self.catalogue.weights[profile as usize].essential)
    }

    fn is_enough(&self, there: u64, whole: u64) -> bool {
        let least = self.question.viable_min;
        whole > 0
            && u128::from(there) * u128::from(*least.denom())
                >= u128::from(whole) * u128::from(*least.numer())
    }

    /// The jobs to which a step is possible, by name; a job that asks for nothing more is one of them.
    fn viable(&mut self) -> Vec<Viable> {
        let catalogue = self.catalogue;
        let mut met: Vec<ProfileAt> = Vec::new();
        for skill in (0u32..).zip(&self.there).filter(|it| *it.1 != 0).map(|it| it.0) {
            let range = catalogue.essential_for.range(skill);
            let weights = &catalogue.essential_weights[range];
            for (profile, weight) in catalogue.essential_for.of(skill).iter().zip(weights) {
                if self.n_there[*profile as usize] == 0 {
                    met.push(*profile);
                }
                self.n_there[*profile as usize] += 1;
                self.weights[*profile as usize] += u64::from(*weight);
            }
        }
        let mut viable: Vec<ProfileAt> = Vec::new();
        for profile in met {
            let there = std::mem::take(&mut self.weights[profile as usize]);
            self.n_there[profile as usize] = 0;
            let is_other = profile != self.question.from && catalogue.is_among(profile, self.question.among);
            if is_other && self.is_enough(there, catalogue.weights[profile as usize].essential) {
                viable.push(profile);
            }
        }
        viable.sort_unstable();
        viable.into_iter().map(|profile| Viable { profile, cost: self.cost(profile) }).collect()
    }

    /// Takes a job's skills along; the step is undone by [`Search::leave`].
    fn take(&mut self, profile: ProfileAt, step: u8) {
        for skill in self.catalogue.essential.of(profile) {
            let there = &mut self.there[*skill as usize];
            if *there == 0 {
                *there = step;
            }
        }
    }

    fn leave(&mut self, profile: ProfileAt, step: u8) {
        for skill in self.catalogue.essential.of(profile) {
            let there = &mut self.there[*skill as usize];
            if *there == step {
                *there = 0;
            }
        }
    }

    fn to(mut self, target: ProfileAt) -> Transitions {
        let mut front = Front::default();
        if target != self.question.from {
            self.direct(target, Cost::default(), 0, [0; 2], &mut front);
        }
        let via_max = self.question.via_max.min(VIA_MAX);
        let mut is_whole = true;
        if via_max >= 1 {
            for first in self.viable() {
                if first.profile == target {
                    continue;
                }
                self.take(first.profile, 2);
                self.direct(target, first.cost, 1, [first.profile, 0], &mut front);
                if via_max >= 2 {
                    for second in self.viable() {
                        if second.profile == target || second.profile == first.profile {
                            continue;
                        }
                        if self.n_looked_at == WAYS_MAX {
                            is_whole = false;
                            break;
                        }
                        let cost = first.cost.then(second.cost);
                        self.take(second.profile, 3);
                        self.direct(target, cost, 2, [first.profile, second.profile], &mut front);
                        self.leave(second.profile, 3);
                    }
                }
                self.leave(first.profile, 2);
            }
        }
        let targets: Vec<Reachable> =
            if front.0.is_empty() { Vec::new() } else { vec![self.told(target, front)] };
        Transitions { total: targets.len(), targets, is_whole }
    }

    /// Adds the way that goes on to the target, if a step to it is possible.
    fn direct(&mut self, target: ProfileAt, before: Cost, n_via: u8, via: [ProfileAt; 2], front: &mut Front) {
        self.n_looked_at += 1;
        if self.is_viable(target) {
            front.add(Sketch { cost: before.then(self.cost(target)), n_via, via });
        }
    }

    fn anywhere(mut self) -> Transitions {
        let mut fronts: FxHashMap<ProfileAt, Front> = FxHashMap::default();
        let mut is_whole = true;
        for first in self.viable() {
            let way = Sketch { cost: first.cost, n_via: 0, via: [0; 2] };
            fronts.entry(first.profile).or_default().add(way);
            if self.question.via_max == 0 {
                continue;
            }
            self.take(first.profile, 2);
            for second in self.viable().into_iter().filter(|it| it.profile != first.profile) {
                if self.n_looked_at == WAYS_MAX {
                    is_whole = false;
                    break;
                }
                self.n_looked_at += 1;
                let cost = first.cost.then(second.cost);
                let way = Sketch { cost, n_via: 1, via: [first.profile, 0] };
                fronts.entry(second.profile).or_default().add(way);
            }
            self.leave(first.profile, 2);
        }
        let total = fronts.len();
        let mut all: Vec<(ProfileAt, Front)> = fronts.into_iter().collect();
        for (_, front) in &mut all {
            front.0.sort_unstable();
        }
        super::near::keep_best(&mut all, self.question.limit, |a, b| {
            a.1.0[0].cost.cmp(&b.1.0[0].cost).then_with(|| a.0.cmp(&b.0))
        });
        let targets = all.into_iter().map(|(profile, front)| self.told(profile, front)).collect();
        Transitions { targets, total, is_whole }
    }

    /// The ways with their steps.
    fn told(&mut self, target: ProfileAt, mut front: Front) -> Reachable {
        front.0.sort_unstable();
        let ways = front.0.iter().map(|it| {
            let jobs = it.jobs(target);
            let steps = (2u8..).zip(&jobs).map(|(number, profile)| {
                let step = self.step(*profile);
                self.take(*profile, number);
                step
            });
            let steps: Vec<Step> = steps.collect();
            for (number, profile) in (2u8..).zip(&jobs) {
                self.leave(*profile, number);
            }
            Way { cost: it.cost, steps }
        });
        let ways = ways.collect();
        Reachable { profile: target, ways }
    }

    fn step(&self, profile: ProfileAt) -> Step {
        let (mut there, mut n_there, mut missing) = (0, 0, Vec::new());
        for need in self.catalogue.profile(profile).essential() {
            if self.there[need.skill as usize] == 0 {
                missing.push(need.skill);
            } else {
                n_there += 1;
                there += u64::from(need.weight_milli);
            }
        }
        let whole = self.catalogue.weights[profile as usize].essential;
        let cover = if whole == 0 { Ratio::new_raw(0, 1) } else { Ratio::new(there, whole) };
        Step { profile, cover, n_there, missing }
    }
}

impl Cost {
    /// The cost of both, one after the other.
    fn then(self, next: Self) -> Self {
        Self {
            n_missing: self.n_missing + next.n_missing,
            n_untaught: self.n_untaught + next.n_untaught,
            hours_milli: self.hours_milli + next.hours_milli,
            largest_step: self.largest_step.max(next.largest_step),
        }
    }
}
