//! Which training closes a gap, for how many, and which offers together do so at the least cost?

use super::catalogue::{Catalogue, SkillAt};
use super::exact::Fraction;
use super::read::{first, values};
use crate::graph::{TermId, View};
use crate::vocab::{con, dcterms};
use rustc_hash::FxHashMap;

/// The place of an offer in its catalogue; places follow the names.
pub type OfferAt = u32;

/// A training offer, as far as answers rest on it.
#[derive(Clone, Debug)]
pub struct Offer {
    pub term: TermId,
    /// The skills that it teaches, ascending; those that the view does not have are left out.
    pub outcomes: Vec<SkillAt>,
    /// Thousandths of an hour.
    pub hours_milli: Option<u64>,
    /// Thousandths of a euro.
    pub cost_milli: Option<u64>,
    pub seats: Option<u64>,
    pub languages: Vec<TermId>,
    pub territories: Vec<TermId>,
    pub form: Option<TermId>,
    /// Whether it can be attended from everywhere.
    pub is_online: bool,
    pub is_micro_credential: bool,
    /// Whether it has an assessment and says what underpins its quality.
    pub is_assured: bool,
}

/// Which offers count.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// In one of these territories or online; empty for everywhere.
    pub territories: Vec<TermId>,
    /// In one of these languages; empty for all.
    pub languages: Vec<TermId>,
    /// At most so much, thousandths of a euro; an offer that tells no cost does not count then.
    pub cost_milli_max: Option<u64>,
    /// Only with assessment and quality assurance.
    pub is_assured: bool,
}

/// How much of a gap the offers can close, by the people who lack each skill.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OfferCoverage {
    /// Of the people, those for whom there is any offer at all.
    pub any: Option<Fraction>,
    /// Those for whom there is a seat; an offer that tells no seats has none here.
    pub capacity: Option<Fraction>,
    /// Those for whom there is an offer among the wanted ones.
    pub reachable: Option<Fraction>,
    /// Offers that teach something of the gap and tell no seats.
    pub n_without_seats: usize,
}

/// What is to be the least.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Objective {
    #[default]
    Hours,
    Cost,
    /// The number of offers.
    Offers,
}

/// Offers that together teach what can be taught of a gap.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Choice {
    /// Each with the skills that it is taken for.
    pub offers: Vec<(OfferAt, Vec<SkillAt>)>,
    /// Their hours or euros in thousandths, or their number.
    pub total: u64,
    /// Skills that no offer teaches that counts and tells what the objective asks for.
    pub untaught: Vec<SkillAt>,
    /// Whether no other choice is better.
    pub is_exact: bool,
    /// How many times the least total this one may have; 1 where it is exact.
    pub at_most_times: Fraction,
}

/// Offers among which the best choice is searched for; more are chosen from step by step.
const EXACT_OFFERS_MAX: usize = 24;

/// Choices that the search looks at.
const EXACT_STEPS_MAX: usize = 200_000;

pub(super) fn read(view: &View, terms: &[TermId], catalogue: &Catalogue) -> Vec<Offer> {
    terms.iter().map(|it| read_offer(view, *it, catalogue)).collect()
}

fn read_offer(view: &View, term: TermId, catalogue: &Catalogue) -> Offer {
    let text = |property: &str| first(view, term, property).map(|it| view.dictionary().text(it));
    let is = |property: &str| text(property).is_some_and(|it| matches!(it, "true" | "1"));
    let amount = |property: &str| text(property).and_then(amount_milli);
    let outcomes = values(view, term, con::property::LEARNING_OUTCOME);
    let mut outcomes: Vec<SkillAt> =
        outcomes.into_iter().filter_map(|it| catalogue.find_skill(it)).map(|it| it.0).collect();
    outcomes.sort_unstable();
    outcomes.dedup();
    let form = first(view, term, con::property::PARTICIPATION_FORM);
    Offer {
        term,
        outcomes,
        hours_milli: amount(con::property::WORKLOAD_HOURS),
        cost_milli: amount(con::property::COST_EURO),
        seats: text(con::property::SEATS).and_then(|it| it.parse().ok()),
        languages: values(view, term, dcterms::LANGUAGE),
        territories: values(view, term, dcterms::SPATIAL),
        form,
        is_online: form.is_some_and(|it| view.dictionary().text(it) == con::individual::MODE_ONLINE),
        is_micro_credential: is(con::property::IS_MICRO_CREDENTIAL),
        is_assured: text(con::property::ASSESSMENT_TYPE).is_some()
            && text(con::property::QUALITY_ASSURANCE).is_some(),
    }
}

/// A decimal that is not negative, in thousandths, rounded up.
fn amount_milli(text: &str) -> Option<u64> {
    let text = text.strip_prefix('+').unwrap_or(text);
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    if !is_digits(whole) || !is_digits(part) || (whole.is_empty() && part.is_empty()) {
        return None;
    }
    let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let kept: u64 = format!("{:0<3}", part.get(..3).unwrap_or(part)).parse().ok()?;
    let is_more = part.bytes().skip(3).any(|it| it != b'0');
    whole.checked_mul(1_000)?.checked_add(kept + u64::from(is_more))
}

/// The hours that each skill takes at the least: the workload of an offer spread evenly over its outcomes, rounded up.
pub(super) fn hours(offers: &[Offer]) -> FxHashMap<SkillAt, u64> {
    let mut hours: FxHashMap<SkillAt, u64> = FxHashMap::default();
    for offer in offers {
        let Some(whole) = offer.hours_milli else { continue };
        let each = whole.div_ceil(offer.outcomes.len().max(1) as u64);
        for skill in &offer.outcomes {
            let kept = hours.entry(*skill).or_insert(each);
            *kept = (*kept).min(each);
        }
    }
    hours
}

impl Wanted {
    fn takes(&self, offer: &Offer) -> bool {
        let meets =
            |wanted: &[TermId], has: &[TermId]| wanted.is_empty() || has.iter().any(|it| wanted.contains(it));
        (offer.is_online || meets(&self.territories, &offer.territories))
            && meets(&self.languages, &offer.languages)
            && self.cost_milli_max.is_none_or(|max| offer.cost_milli.is_some_and(|it| it <= max))
            && (offer.is_assured || !self.is_assured)
    }
}

impl Catalogue {
    /// Every offer, by name.
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    pub fn offer(&self, at: OfferAt) -> &Offer {
        &self.offers[at as usize]
    }

    /// The offers that teach a skill, by name.
    pub fn taught_by(&self, skill: SkillAt) -> &[OfferAt] {
        self.taught_by.of(skill)
    }

    /// How much of a gap the offers close: each skill once, with the people who lack it.
    pub fn offer_coverage(&self, gap: &[(SkillAt, u64)], wanted: &Wanted) -> OfferCoverage {
        let (mut whole, mut any, mut capacity, mut reachable) = (0_i128, 0_i128, 0_i128, 0_i128);
        let mut without_seats: Vec<OfferAt> = Vec::new();
        for (skill, people) in gap {
            let people = i128::from(*people);
            whole += people;
            let offers = self.taught_by(*skill);
            any += if offers.is_empty() { 0 } else { people };
            reachable += if offers.iter().any(|it| wanted.takes(self.offer(*it))) { people } else { 0 };
            let seats: i128 = offers.iter().filter_map(|it| self.offer(*it).seats).map(i128::from).sum();
            capacity += people.min(seats);
            without_seats.extend(offers.iter().filter(|it| self.offer(**it).seats.is_none()));
        }
        without_seats.sort_unstable();
        without_seats.dedup();
        OfferCoverage {
            any: Fraction::of(any, whole),
            capacity: Fraction::of(capacity, whole),
            reachable: Fraction::of(reachable, whole),
            n_without_seats: without_seats.len(),
        }
    }

    /// Offers that together teach these skills, as far as any do, at the least total: the best choice where the offers
    /// are few, else one that takes the offer with the least for each new skill, again and again.
    pub fn best_offers(&self, missing: &[SkillAt], wanted: &Wanted, objective: Objective) -> Choice {
        let mut skills: Vec<SkillAt> = missing.to_vec();
        skills.sort_unstable();
        skills.dedup();
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut offers: Vec<OfferAt> = skills.iter().flat_map(|it| self.taught_by(*it)).copied().collect();
        offers.sort_unstable();
        offers.dedup();
        for at in offers {
            let offer = self.offer(at);
            let weight = match objective {
                Objective::Hours => offer.hours_milli,
                Objective::Cost => offer.cost_milli,
                Objective::Offers => Some(1),
            };
            let teaches: Vec<usize> =
                (0..skills.len()).filter(|it| offer.outcomes.binary_search(&skills[*it]).is_ok()).collect();
            if let Some(weight) = weight.filter(|_| wanted.takes(offer)) {
                candidates.push(Candidate { at, weight, teaches });
            }
        }
        let is_taught = |it: &usize| candidates.iter().any(|offer| offer.teaches.contains(it));
        let (taught, untaught): (Vec<usize>, Vec<usize>) = (0..skills.len()).partition(is_taught);
        let untaught = untaught.into_iter().map(|it| skills[it]).collect();
        let greedy = greedy(&candidates, &taught);
        let largest = candidates.iter().map(|it| it.teaches.len()).max().unwrap_or(0);
        let (chosen, is_exact) = match exact(&candidates, &taught, skills.len(), &greedy) {
            Some(best) => (best, true),
            None => (greedy, false),
        };
        let total = chosen.iter().map(|it| candidates[*it].weight).sum();
        // Chvátal: the harmonic number of the most skills that one offer teaches.
        let harmonic = (1..=largest as i128).filter_map(|it| Fraction::of(1, it));
        let bound = harmonic.fold(Fraction::integer(0), |sum, it| sum.plus(&it));
        let at_most_times = if is_exact { Fraction::integer(1) } else { bound.max(Fraction::integer(1)) };
        Choice { offers: told(&candidates, &chosen, &skills), total, untaught, is_exact, at_most_times }
    }
}

struct Candidate {
    at: OfferAt,
    weight: u64,
    /// Places of skills in the list.
    teaches: Vec<usize>,
}

/// The chosen offers by name, each with the skills that no chosen one before it teaches.
fn told(candidates: &[Candidate], chosen: &[usize], skills: &[SkillAt]) -> Vec<(OfferAt, Vec<SkillAt>)> {
    let mut chosen = chosen.to_vec();
    chosen.sort_unstable();
    let mut is_there = vec![false; skills.len()];
    let offer = |it: usize| {
        let new: Vec<SkillAt> = candidates[it]
            .teaches
            .iter()
            .filter(|place| !std::mem::replace(&mut is_there[**place], true))
            .map(|place| skills[*place])
            .collect();
        (candidates[it].at, new)
    };
    chosen.into_iter().map(offer).collect()
}

/// Takes the offer with the least weight for each new skill until all are there; of equals the first by name.
fn greedy(candidates: &[Candidate], taught: &[usize]) -> Vec<usize> {
    let mut left: Vec<usize> = taught.to_vec();
    let mut chosen = Vec::new();
    while !left.is_empty() {
        let news = |it: &Candidate| it.teaches.iter().filter(|place| left.contains(place)).count() as u128;
        let with_news = candidates.iter().enumerate().filter(|it| news(it.1) > 0);
        let best = with_news
            .min_by(|(_, a), (_, b)| (u128::from(a.weight) * news(b)).cmp(&(u128::from(b.weight) * news(a))));
        let Some((at, best)) = best else { break };
        left.retain(|it| !best.teaches.contains(it));
        chosen.push(at);
    }
    chosen
}

/// The choice with the least total; of equals the first that is found, in the order of names. `None` where the search
/// would look at too many.
fn exact(
    candidates: &[Candidate],
    taught: &[usize],
    n_skills: usize,
    greedy: &[usize],
) -> Option<Vec<usize>> {
    if candidates.len() > EXACT_OFFERS_MAX || n_skills > 128 {
        return None;
    }
    let bits = |places: &[usize]| places.iter().fold(0_u128, |all, it| all | 1 << it);
    let teaches: Vec<u128> = candidates.iter().map(|it| bits(&it.teaches)).collect();
    let mut search = ExactSearch {
        candidates,
        teaches,
        best: greedy.to_vec(),
        least: greedy.iter().map(|it| candidates[*it].weight).sum(),
        chosen: Vec::new(),
        n_steps: 0,
    };
    search.go_on(bits(taught), 0).then_some(search.best)
}

struct ExactSearch<'c> {
    candidates: &'c [Candidate],
    teaches: Vec<u128>,
    best: Vec<usize>,
    least: u64,
    chosen: Vec<usize>,
    n_steps: usize,
}

impl ExactSearch<'_> {
    /// Tries every offer for the first skill that is left; `false` where there are too many tries.
    fn go_on(&mut self, left: u128, total: u64) -> bool {
        self.n_steps += 1;
        if self.n_steps > EXACT_STEPS_MAX {
            return false;
        }
        if left == 0 {
            if total < self.least {
                self.least = total;
                self.best.clone_from(&self.chosen);
            }
            return true;
        }
        let skill = 1 << left.trailing_zeros();
        for at in 0..self.candidates.len() {
            let next = total.saturating_add(self.candidates[at].weight);
            if self.teaches[at] & skill == 0 || next >= self.least {
                continue;
            }
            self.chosen.push(at);
            let is_done = self.go_on(left & !self.teaches[at], next);
            self.chosen.pop();
            if !is_done {
                return false;
            }
        }
        true
    }
}
