//! How does the balance of a region become an answer?

use super::answer::{BalanceLine, FigureAnswer, RegionAnswer};
use super::ask::{Asked, RegionQuery, SkillsError, shown};
use super::tell::{Teller, lines};
use crate::graph::View;
use crate::registry::Registry;
use crate::skills::{Figure, Fraction, RegionQuestion, SkillBalance, Tension};
use std::sync::Arc;

/// What the figures are not.
const DO_NOT_READ_AS: &str = "Demand is what vacancies ask for by the skills that ESCO relates to their occupation, and supply what people in an occupation are taken to have; neither was asked of anybody.";

impl Registry {
    /// Demand and supply of skills in a territory and a year, from the labour counts that are loaded.
    ///
    /// # Errors
    /// [`SkillsError::NoThing`] for a territory that is not there, [`SkillsError::NoCount`] where nothing is counted.
    pub fn region_skills(&self, view: &Arc<View>, query: &RegionQuery) -> Result<RegionAnswer, SkillsError> {
        let asked = Asked::new(self, view);
        let limit = lines(query.limit)?;
        let territory = view.dictionary().iri(&query.territory);
        let territory = territory.ok_or_else(|| SkillsError::NoThing(shown(&query.territory)))?;
        let question =
            RegionQuestion { territory, year: query.year.clone(), employed_milli: query.employed_milli };
        let none = || SkillsError::NoCount { territory: shown(&query.territory), year: shown(&query.year) };
        let mut balance = asked.catalogue.region_balance(&question).ok_or_else(none)?;
        let teller = Teller { asked: &asked, language: &query.language };
        let total = balance.skills.len();
        balance.skills.sort_by(|a, b| b.gap.value.cmp(&a.gap.value).then_with(|| a.skill.cmp(&b.skill)));
        balance.skills.truncate(limit);
        let line = |it: &SkillBalance| BalanceLine {
            skill: teller.thing(asked.catalogue.skill(it.skill)),
            demand: fraction(&it.demand),
            supply: fraction(&it.supply),
            gap: fraction(&it.gap),
            tension: fraction(&Figure {
                value: match &it.tension.value {
                    Some(Tension::Ratio(it)) => Some(it.clone()),
                    Some(Tension::NoSupply) | None => None,
                },
                ..it.gap.clone()
            }),
            no_supply: it.tension.value == Some(Tension::NoSupply),
            share_gap: fraction(&it.share_gap),
            specialisation: fraction(&it.specialisation),
        };
        Ok(RegionAnswer {
            revision: view.revision(),
            territory: teller.thing(territory),
            year: query.year.clone(),
            total_variation: fraction(&balance.total_variation),
            squared_mismatch: fraction(&balance.squared_mismatch),
            hellinger: number(&balance.hellinger),
            matching_loss: number(&balance.matching_loss),
            total,
            skills: balance.skills.iter().map(line).collect(),
            counts: balance.counts.iter().map(|it| view.dictionary().text(*it).to_owned()).collect(),
            do_not_read_as: DO_NOT_READ_AS,
        })
    }
}

fn fraction(it: &Figure<Fraction>) -> FigureAnswer {
    FigureAnswer {
        value: it.value.as_ref().and_then(|it| it.decimal(4).parse().ok()),
        fraction: it.value.as_ref().map(ToString::to_string),
        n: it.n,
        suppressed: it.is_suppressed,
    }
}

fn number(it: &Figure<f64>) -> FigureAnswer {
    let rounded = |it: f64| (it * 10_000.0).round() / 10_000.0;
    FigureAnswer { value: it.value.map(rounded), fraction: None, n: it.n, suppressed: it.is_suppressed }
}
