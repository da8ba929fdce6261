//! What did a new release of ESCO change, and which of our job profiles does that touch?

use super::catalogue::{Catalogue, Importance, Note, Profile};
use super::read::pairs;
use crate::graph::{TermId, View};
use crate::vocab::esco;
use std::collections::{BTreeMap, BTreeSet};

/// A relation between an occupation and a skill that came or went; one that became essential or optional does both.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct RelationChange {
    /// IRI.
    pub occupation: String,
    /// IRI.
    pub skill: String,
    pub importance: Importance,
}

/// A job profile that the change touches.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TouchedProfile {
    /// IRI.
    pub profile: String,
    /// Its occupation is gone; IRI.
    pub occupation_gone: Option<String>,
    /// Skills that it needs now and did not before; IRIs.
    pub skills_came: Vec<String>,
    /// Skills that it needed before; IRIs.
    pub skills_went: Vec<String>,
    /// Skills that are essential now and were optional, or the other way round, or weigh otherwise; IRIs.
    pub skills_reweighted: Vec<String>,
    /// Its own changes that have no effect any more; IRIs.
    pub changes_without_effect: Vec<String>,
}

/// What two views say differently of occupations, skills and their relations, as sorted IRIs.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct EscoChanges {
    pub occupations_came: Vec<String>,
    pub occupations_went: Vec<String>,
    pub skills_came: Vec<String>,
    pub skills_went: Vec<String>,
    pub relations_came: Vec<RelationChange>,
    pub relations_went: Vec<RelationChange>,
    pub touched: Vec<TouchedProfile>,
}

impl EscoChanges {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How many of the relations that went did so with their occupation.
    pub fn n_went_with_occupation(&self) -> usize {
        let is_gone = |it: &&RelationChange| self.occupations_went.binary_search(&it.occupation).is_ok();
        self.relations_went.iter().filter(is_gone).count()
    }
}

/// Compares two views; they may be of different registries.
pub fn changes(old: &View, new: &View) -> EscoChanges {
    let (before, after) = (Catalogue::new(old), Catalogue::new(new));
    let (occupations_came, occupations_went) =
        both_ways(&occupations(old, &before), &occupations(new, &after));
    let skills = |view: &View, it: &Catalogue| -> BTreeSet<String> {
        it.skills.iter().map(|it| text(view, *it)).collect()
    };
    let (skills_came, skills_went) = both_ways(&skills(old, &before), &skills(new, &after));
    let (relations_came, relations_went) = both_ways(&relations(old, &before), &relations(new, &after));
    let touched = touched(old, &before, new, &after);
    EscoChanges {
        occupations_came,
        occupations_went,
        skills_came,
        skills_went,
        relations_came,
        relations_went,
        touched,
    }
}

fn text(view: &View, term: TermId) -> String {
    view.dictionary().text(term).to_owned()
}

/// What came, and what went.
fn both_ways<T: Clone + Ord>(before: &BTreeSet<T>, after: &BTreeSet<T>) -> (Vec<T>, Vec<T>) {
    (after.difference(before).cloned().collect(), before.difference(after).cloned().collect())
}

fn occupations(view: &View, catalogue: &Catalogue) -> BTreeSet<String> {
    catalogue.profiles[..catalogue.n_occupations].iter().map(|it| text(view, it.term)).collect()
}

/// The relations that ESCO itself states; what is inherited follows from them.
fn relations(view: &View, catalogue: &Catalogue) -> BTreeSet<RelationChange> {
    let mut found = BTreeSet::new();
    for (property, importance) in [
        (esco::RELATED_ESSENTIAL_SKILL, Importance::Essential),
        (esco::RELATED_OPTIONAL_SKILL, Importance::Optional),
    ] {
        let stated = pairs(view, property, &catalogue.profile_at, &catalogue.skill_at);
        let of_occupations = stated.into_iter().filter(|it| (it.0 as usize) < catalogue.n_occupations);
        found.extend(of_occupations.map(|(occupation, skill)| RelationChange {
            occupation: text(view, catalogue.profile(occupation).term),
            skill: text(view, catalogue.skill(skill)),
            importance,
        }));
    }
    found
}

fn touched(old: &View, before: &Catalogue, new: &View, after: &Catalogue) -> Vec<TouchedProfile> {
    let job_profiles = |it: &Catalogue| it.profiles[it.n_occupations..].to_vec();
    let earlier: BTreeMap<String, Profile> =
        job_profiles(before).into_iter().map(|it| (text(old, it.term), it)).collect();
    let mut found = Vec::new();
    for profile in job_profiles(after) {
        // A profile that is new is no profile that a release touches.
        let name = text(new, profile.term);
        let Some(former) = earlier.get(&name) else { continue };
        let needs =
            |view: &View, catalogue: &Catalogue, it: &Profile| -> BTreeMap<String, (Importance, u32)> {
                let named = it.needs.iter().map(|need| {
                    (text(view, catalogue.skill(need.skill)), (need.importance, need.weight_milli))
                });
                named.collect()
            };
        let (was, is) = (needs(old, before, former), needs(new, after, &profile));
        let mut it = TouchedProfile { profile: name, ..TouchedProfile::default() };
        it.skills_came = is.keys().filter(|it| !was.contains_key(*it)).cloned().collect();
        it.skills_went = was.keys().filter(|it| !is.contains_key(*it)).cloned().collect();
        let is_other =
            |(skill, value): &(&String, &(Importance, u32))| was.get(*skill).is_some_and(|it| it != *value);
        it.skills_reweighted = is.iter().filter(is_other).map(|it| it.0.clone()).collect();
        let known = |view: &View, note: &Note| match note {
            Note::UnknownOccupation(term) | Note::ReplacedOccupation(term, _) => {
                (Some(text(view, *term)), None)
            }
            Note::UnknownSkill(term) | Note::NoSuchNeed(term) | Note::SecondChange(term) => {
                (None, Some(text(view, *term)))
            }
        };
        let former_notes: Vec<_> = former.notes.iter().map(|note| known(old, note)).collect();
        for note in profile.notes.iter().map(|note| known(new, note)).filter(|it| !former_notes.contains(it))
        {
            it.occupation_gone = note.0.or(it.occupation_gone);
            it.changes_without_effect.extend(note.1);
        }
        if it != (TouchedProfile { profile: it.profile.clone(), ..TouchedProfile::default() }) {
            found.push(it);
        }
    }
    found
}
