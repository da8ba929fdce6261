//! Which skills does a region ask for, which are there, and how far apart are the two?
//!
//! Demand and supply are added up over labour counts: vacancies ask for the skills of their occupation, people bring
//! them, each by its importance; graduates of a training bring its outcomes.
//! What rests on few people or jobs is withheld (see [`Figure`]).

use super::catalogue::{Catalogue, ProfileAt, SkillAt};
use super::exact::Fraction;
use super::mismatch::{
    Figure, Tension, hellinger, matching_loss, relative_gap, specialisation, squared_mismatch, tension,
    total_variation,
};
use super::offers::OfferAt;
use super::read::{first, instances, values};
use crate::graph::{TermId, View};
use crate::vocab::con;
use std::collections::BTreeMap;

/// What is counted.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Counted {
    Vacancies(ProfileAt),
    Employed(ProfileAt),
    Unemployed(ProfileAt),
    Graduates(OfferAt),
}

/// One count of a territory and a year.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LabourCount {
    pub term: TermId,
    pub territory: TermId,
    /// As it is written: `2026`.
    pub year: String,
    pub counted: Counted,
    pub count: u64,
}

/// Which counts are added up.
#[derive(Clone, Debug)]
pub struct RegionQuestion {
    pub territory: TermId,
    pub year: String,
    /// How much of the employed people counts as supply beside the unemployed ones, thousandths from 0 to 1,000.
    pub employed_milli: u64,
}

/// Demand and supply of one skill.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillBalance {
    pub skill: SkillAt,
    /// Jobs, each by the importance of the skill.
    pub demand: Figure<Fraction>,
    /// People, each by the importance of the skill.
    pub supply: Figure<Fraction>,
    /// From -1, all supply, to 1, all demand.
    pub gap: Figure<Fraction>,
    pub tension: Figure<Tension>,
    /// The share of demand less the share of supply.
    pub share_gap: Figure<Fraction>,
    /// How much more the region asks for the skill than all territories of the year together.
    pub specialisation: Figure<Fraction>,
}

/// The skills of a region.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionBalance {
    /// By skill.
    pub skills: Vec<SkillBalance>,
    pub total_variation: Figure<Fraction>,
    pub squared_mismatch: Figure<Fraction>,
    pub hellinger: Figure<f64>,
    /// With an elasticity of a half.
    pub matching_loss: Figure<f64>,
    /// The counts that were added up.
    pub counts: Vec<TermId>,
}

/// What a skill has on one side.
#[derive(Clone, Copy, Default)]
struct Side {
    /// Thousandths.
    weighted: i128,
    n: u64,
}

pub(super) fn read(view: &View, catalogue: &Catalogue) -> Vec<LabourCount> {
    let mut found = Vec::new();
    for term in instances(view, con::class::LABOUR_COUNT) {
        let text = |property: &str| first(view, term, property).map(|it| view.dictionary().text(it));
        let occupation = || {
            let (at, _) = catalogue.find_profile(first(view, term, con::property::COUNTED_OCCUPATION)?)?;
            ((at as usize) < catalogue.n_occupations).then_some(at)
        };
        let offer = || {
            let offer = first(view, term, con::property::COUNTED_OFFER)?;
            catalogue.offers.iter().position(|it| it.term == offer).map(|it| it as OfferAt)
        };
        let counted = match text(con::property::LABOUR_KIND) {
            Some(con::individual::LABOUR_VACANCIES) => occupation().map(Counted::Vacancies),
            Some(con::individual::LABOUR_EMPLOYED) => occupation().map(Counted::Employed),
            Some(con::individual::LABOUR_UNEMPLOYED) => occupation().map(Counted::Unemployed),
            Some(con::individual::LABOUR_GRADUATES) => offer().map(Counted::Graduates),
            Some(_) | None => None,
        };
        let count = text(con::property::COUNT_VALUE).and_then(|it| it.parse().ok());
        let year = text(con::property::COUNT_YEAR);
        let (Some(counted), Some(count), Some(year)) = (counted, count, year) else { continue };
        for territory in values(view, term, con::property::COUNTED_IN) {
            found.push(LabourCount { term, territory, year: year.to_owned(), counted, count });
        }
    }
    found
}

impl Catalogue {
    /// Every labour count that can be added up, by name.
    pub fn labour_counts(&self) -> &[LabourCount] {
        &self.labour
    }

    /// Demand and supply of each skill in a territory and year, and how far apart they are; `None` where nothing is
    /// counted there.
    pub fn region_balance(&self, question: &RegionQuestion) -> Option<RegionBalance> {
        let of_year: Vec<&LabourCount> = self.labour.iter().filter(|it| it.year == question.year).collect();
        let is_used =
            |it: &LabourCount| question.employed_milli > 0 || !matches!(it.counted, Counted::Employed(_));
        let here: Vec<&LabourCount> =
            of_year.iter().filter(|it| it.territory == question.territory && is_used(it)).copied().collect();
        if here.is_empty() {
            return None;
        }
        let sides = self.sides(&here, question.employed_milli.min(1_000));
        let demand: Vec<Fraction> = sides.values().map(|it| thousandths(it.0.weighted)).collect();
        let supply: Vec<Fraction> = sides.values().map(|it| thousandths(it.1.weighted)).collect();
        let n_all: u64 = here.iter().map(|it| it.count).sum();
        let sum = |all: &[Fraction]| all.iter().fold(Fraction::integer(0), |sum, it| sum.plus(it));
        let (all_demand, all_supply) = (sum(&demand), sum(&supply));
        let special = self.demand_specialisation(&of_year, question.territory, &sides);
        let skills = sides.iter().zip(demand.iter().zip(&supply)).zip(special);
        let skills = skills.map(|(((skill, sides), (asked, there)), special)| {
            let n = sides.0.n + sides.1.n;
            let share_gap = || Some(asked.over(&all_demand)?.minus(&there.over(&all_supply)?));
            SkillBalance {
                skill: *skill,
                demand: Figure::of(sides.0.n, || Some(asked.clone())),
                supply: Figure::of(sides.1.n, || Some(there.clone())),
                gap: Figure::of(n, || relative_gap(asked, there)),
                tension: Figure::of(n, || tension(asked, there)),
                share_gap: Figure::of(n, share_gap),
                specialisation: Figure::of(sides.0.n, || special),
            }
        });
        Some(RegionBalance {
            skills: skills.collect(),
            total_variation: Figure::of(n_all, || total_variation(&demand, &supply)),
            squared_mismatch: Figure::of(n_all, || squared_mismatch(&demand, &supply)),
            hellinger: Figure::of(n_all, || hellinger(&demand, &supply)),
            matching_loss: Figure::of(n_all, || matching_loss(&demand, &supply, 0.5)),
            counts: here.iter().map(|it| it.term).collect(),
        })
    }

    /// Demand and supply by skill.
    fn sides(&self, counts: &[&LabourCount], employed_milli: u64) -> BTreeMap<SkillAt, (Side, Side)> {
        let mut sides: BTreeMap<SkillAt, (Side, Side)> = BTreeMap::new();
        for it in counts {
            let count = i128::from(it.count);
            match it.counted {
                Counted::Graduates(offer) => {
                    for skill in &self.offer(offer).outcomes {
                        let supply = &mut sides.entry(*skill).or_default().1;
                        supply.weighted += 1_000 * count;
                        supply.n += it.count;
                    }
                }
                Counted::Vacancies(job) | Counted::Employed(job) | Counted::Unemployed(job) => {
                    let part =
                        if matches!(it.counted, Counted::Employed(_)) { employed_milli } else { 1_000 };
                    for need in &self.profile(job).needs {
                        let both = sides.entry(need.skill).or_default();
                        let side = if matches!(it.counted, Counted::Vacancies(_)) {
                            &mut both.0
                        } else {
                            &mut both.1
                        };
                        side.weighted += i128::from(need.weight_milli) * count * i128::from(part) / 1_000;
                        side.n += it.count;
                    }
                }
            }
        }
        sides
    }

    /// For each skill how much more of the demand here asks for it than of the demand everywhere.
    fn demand_specialisation(
        &self,
        of_year: &[&LabourCount],
        territory: TermId,
        sides: &BTreeMap<SkillAt, (Side, Side)>,
    ) -> Vec<Option<Fraction>> {
        let elsewhere: Vec<&LabourCount> =
            of_year.iter().filter(|it| it.territory != territory).copied().collect();
        let elsewhere = self.sides(&elsewhere, 0);
        let demand = |it: &(Side, Side)| u64::try_from(it.0.weighted).unwrap_or(u64::MAX);
        let here: Vec<u64> = sides.values().map(demand).collect();
        // Skills that only others ask for count in their sum.
        let mut other: Vec<u64> = sides.keys().map(|it| elsewhere.get(it).map_or(0, demand)).collect();
        let rest = elsewhere.iter().filter(|it| !sides.contains_key(it.0)).map(|it| demand(it.1)).sum();
        other.push(rest);
        let here = here.into_iter().chain([0]).collect();
        let mut rows = specialisation(&[here, other]);
        let mut row = rows.swap_remove(0);
        row.pop();
        row
    }
}

fn thousandths(it: i128) -> Fraction {
    Fraction::of(it, 1_000).unwrap_or_else(|| Fraction::integer(0))
}
