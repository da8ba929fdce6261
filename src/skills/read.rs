//! How does a view become a catalogue?

use super::catalogue::{Catalogue, Importance, Need, Note, Origin, Profile, ProfileAt, SkillAt, Weights};
use super::offers;
use super::region;
use super::table::Table;
use crate::graph::{Kind, Pattern, TermId, View};
use crate::vocab::{con, dcterms, esco, rdf, skos};
use rustc_hash::FxHashMap;

/// Occupations above an occupation, in steps; ESCO has two.
const STEPS_MAX: u32 = 64;

pub(super) fn catalogue(view: &View) -> Catalogue {
    let skills = instances(view, esco::SKILL);
    let occupations = instances(view, esco::OCCUPATION);
    let job_profiles = instances(view, con::class::JOB_PROFILE);
    let skill_at = places(&skills, 0);
    let occupation_at = places(&occupations, 0);
    let mut profile_at = places(&job_profiles, occupations.len());
    // What is both is an occupation.
    profile_at.extend(&occupation_at);
    let job_profiles: Vec<TermId> =
        job_profiles.into_iter().filter(|it| !occupation_at.contains_key(it)).collect();
    let n_skills = skills.len();
    let broader_pairs = pairs(view, skos::BROADER, &skill_at, &skill_at);
    let upwards = |it: &[(u32, u32)]| it.iter().map(|(a, b)| (*b, *a)).collect::<Vec<_>>();
    let narrower = Table::new(n_skills, upwards(&broader_pairs));
    let both_ways = |property: &str| {
        let there = pairs(view, property, &skill_at, &skill_at);
        let back = upwards(&there);
        Table::new(n_skills, there.into_iter().chain(back).filter(|it| it.0 != it.1).collect())
    };
    let mut catalogue = Catalogue {
        broader: Table::new(n_skills, broader_pairs),
        narrower,
        exact: both_ways(skos::EXACT_MATCH),
        close: both_ways(skos::CLOSE_MATCH),
        broader_occupations: Table::new(
            occupations.len(),
            pairs(view, skos::BROADER, &occupation_at, &occupation_at),
        ),
        replaced_by: replacements(view),
        n_occupations: occupations.len(),
        skills,
        skill_at,
        profile_at,
        ..Catalogue::default()
    };
    read_occupations(view, &occupations, &occupation_at, &mut catalogue);
    for (at, term) in (occupations.len()..).zip(job_profiles) {
        catalogue.profile_at.insert(term, at as ProfileAt);
        let profile = read_job_profile(view, term, &catalogue);
        catalogue.profiles.push(profile);
    }
    turn_round(&mut catalogue);
    let offers = instances(view, con::class::TRAINING_OFFER);
    catalogue.offers = offers::read(view, &offers, &catalogue);
    let teaches = (0u32..).zip(&catalogue.offers);
    let taught_by = teaches.flat_map(|(at, it)| it.outcomes.iter().map(move |skill| (*skill, at)));
    catalogue.taught_by = Table::new(n_skills, taught_by.collect());
    catalogue.hours = offers::hours(&catalogue.offers);
    catalogue.labour = region::read(view, &catalogue);
    catalogue
}

/// From what profiles need to who needs a skill, and what the skills of each weigh together.
fn turn_round(catalogue: &mut Catalogue) {
    let n_skills = catalogue.skills.len();
    let needs =
        || (0u32..).zip(&catalogue.profiles).flat_map(|(at, it)| it.needs.iter().map(move |need| (at, need)));
    let essential = || needs().filter(|it| it.1.importance == Importance::Essential);
    let needed_by = Table::new(n_skills, needs().map(|(at, need)| (need.skill, at)).collect());
    let essential_for = Table::new(n_skills, essential().map(|(at, need)| (need.skill, at)).collect());
    let of_profiles =
        Table::new(catalogue.profiles.len(), essential().map(|(at, need)| (at, need.skill)).collect());
    let weights = |table: &Table| -> Vec<u32> {
        let weight = |(skill, profile): (u32, u32)| {
            catalogue.profile(profile).need(skill).map_or(0, |need| need.weight_milli)
        };
        table.entries().map(weight).collect()
    };
    let (needed_weights, essential_weights) = (weights(&needed_by), weights(&essential_for));
    let sum = |it: &Profile| Weights {
        all: it.needs.iter().map(|it| u64::from(it.weight_milli)).sum(),
        essential: it.essential().map(|it| u64::from(it.weight_milli)).sum(),
    };
    let weights = catalogue.profiles.iter().map(sum).collect();
    catalogue.needed_by = needed_by;
    catalogue.needed_weights = needed_weights;
    catalogue.essential = of_profiles;
    catalogue.essential_for = essential_for;
    catalogue.essential_weights = essential_weights;
    catalogue.weights = weights;
}

/// Whatever is of a class and has a name, by name.
pub(super) fn instances(view: &View, class: &str) -> Vec<TermId> {
    let dictionary = view.dictionary();
    let (Some(a), Some(class)) = (dictionary.iri(rdf::TYPE), dictionary.iri(class)) else {
        return Vec::new();
    };
    let found = view.scan(Pattern::new(None, Some(a), Some(class))).map(|it| it[0]);
    let mut found: Vec<TermId> = found.filter(|it| dictionary.kind(*it) == Kind::Iri).collect();
    found.sort_unstable_by_key(|it| dictionary.text(*it));
    found
}

fn places(terms: &[TermId], first: usize) -> FxHashMap<TermId, u32> {
    (first as u32..).zip(terms).map(|(at, term)| (*term, at)).collect()
}

/// The statements of one property whose ends have places.
pub(super) fn pairs(
    view: &View,
    property: &str,
    subjects: &FxHashMap<TermId, u32>,
    objects: &FxHashMap<TermId, u32>,
) -> Vec<(u32, u32)> {
    let Some(property) = view.dictionary().iri(property) else { return Vec::new() };
    let all = view.scan(Pattern::new(None, Some(property), None));
    all.filter_map(|[s, _, o]| Some((*subjects.get(&s)?, *objects.get(&o)?))).collect()
}

fn replacements(view: &View) -> FxHashMap<TermId, TermId> {
    let mut found = FxHashMap::default();
    for property in [esco::REPLACED_BY, dcterms::IS_REPLACED_BY] {
        let Some(property) = view.dictionary().iri(property) else { continue };
        for [old, _, new] in view.scan(Pattern::new(None, Some(property), None)) {
            // Of several the first by name, so that the answer does not hang on the order of loads.
            let text = |it: TermId| view.dictionary().text(it);
            let kept = found.entry(old).or_insert(new);
            if text(new) < text(*kept) {
                *kept = new;
            }
        }
    }
    found
}

fn read_occupations(
    view: &View,
    occupations: &[TermId],
    occupation_at: &FxHashMap<TermId, u32>,
    catalogue: &mut Catalogue,
) {
    let mut own: Vec<Vec<(SkillAt, Importance)>> = vec![Vec::new(); occupations.len()];
    for (property, importance) in [
        (esco::RELATED_ESSENTIAL_SKILL, Importance::Essential),
        (esco::RELATED_OPTIONAL_SKILL, Importance::Optional),
    ] {
        for (occupation, skill) in pairs(view, property, occupation_at, &catalogue.skill_at) {
            own[occupation as usize].push((skill, importance));
        }
    }
    for (at, term) in (0u32..).zip(occupations) {
        // ESCO: what a broader concept needs is inherited; essential wins over optional, and what is nearer over what
        // is further.
        let mut found: Vec<(SkillAt, Importance, u32, Origin)> = Vec::new();
        found.extend(own[at as usize].iter().map(|it| (it.0, it.1, 0, Origin::Own)));
        for (above, steps) in catalogue.broader_occupations.walk(at, STEPS_MAX) {
            let origin = Origin::Inherited(occupations[above as usize]);
            found.extend(own[above as usize].iter().map(|it| (it.0, it.1, steps, origin)));
        }
        found.sort_by_key(|it| (it.0, it.1, it.2));
        found.dedup_by_key(|it| it.0);
        let needs = found.into_iter().map(|(skill, importance, _, origin)| Need {
            skill,
            importance,
            weight_milli: importance.weight_milli(),
            is_safety_critical: false,
            proficiency: None,
            origin,
        });
        catalogue.profiles.push(Profile {
            term: *term,
            occupation: None,
            is_job_profile: false,
            needs: needs.collect(),
            notes: Vec::new(),
        });
    }
}

fn read_job_profile(view: &View, term: TermId, catalogue: &Catalogue) -> Profile {
    let mut profile =
        Profile { term, occupation: None, is_job_profile: true, needs: Vec::new(), notes: Vec::new() };
    if let Some(occupation) = first(view, term, con::property::OCCUPATION) {
        match catalogue.find_profile(occupation) {
            Some((at, instead)) if (at as usize) < catalogue.n_occupations => {
                profile.occupation = Some(at);
                profile.needs.clone_from(&catalogue.profile(at).needs);
                profile.notes.extend(instead.map(|it| Note::ReplacedOccupation(occupation, it)));
            }
            Some(_) | None => profile.notes.push(Note::UnknownOccupation(occupation)),
        }
    }
    let mut changed: Vec<SkillAt> = Vec::new();
    for change in values(view, term, con::property::SKILL_CHANGE) {
        let Some(skill) = first(view, change, con::property::CHANGED_SKILL) else { continue };
        let Some((skill, _)) = catalogue.find_skill(skill) else {
            profile.notes.push(Note::UnknownSkill(skill));
            continue;
        };
        if changed.contains(&skill) {
            profile.notes.push(Note::SecondChange(change));
            continue;
        }
        changed.push(skill);
        if !apply(view, change, skill, &mut profile.needs) {
            profile.notes.push(Note::NoSuchNeed(change));
        }
    }
    profile
}

/// Does a change, if it can be done.
fn apply(view: &View, change: TermId, skill: SkillAt, needs: &mut Vec<Need>) -> bool {
    let is = |property: &str, individual: &str| {
        first(view, change, property).is_some_and(|it| view.dictionary().text(it) == individual)
    };
    let place = needs.binary_search_by_key(&skill, |it| it.skill);
    let is_kind = |kind: &str| is(con::property::SKILL_CHANGE_KIND, kind);
    let place = match place {
        Ok(place) if is_kind(con::individual::SKILL_REMOVED) => {
            needs.remove(place);
            return true;
        }
        Ok(place) => place,
        Err(place) if is_kind(con::individual::SKILL_ADDED) => {
            let importance = Importance::Essential;
            let weight_milli = importance.weight_milli();
            let origin = Origin::Changed(change);
            needs.insert(
                place,
                Need {
                    skill,
                    importance,
                    weight_milli,
                    is_safety_critical: false,
                    proficiency: None,
                    origin,
                },
            );
            place
        }
        Err(_) => return false,
    };
    let need = &mut needs[place];
    need.origin = Origin::Changed(change);
    let importance = con::property::SKILL_IMPORTANCE;
    if is(importance, con::individual::IMPORTANCE_ESSENTIAL) {
        need.importance = Importance::Essential;
    } else if is(importance, con::individual::IMPORTANCE_OPTIONAL) {
        need.importance = Importance::Optional;
    }
    let weight = first(view, change, con::property::SKILL_WEIGHT);
    need.weight_milli = weight
        .and_then(|it| thousandths(view.dictionary().text(it)))
        .unwrap_or_else(|| need.importance.weight_milli());
    if let Some(mark) = first(view, change, con::property::IS_SAFETY_CRITICAL) {
        need.is_safety_critical = matches!(view.dictionary().text(mark), "true" | "1");
    }
    need.proficiency = first(view, change, con::property::PROFICIENCY).or(need.proficiency);
    true
}

/// A decimal with at most three places, in thousandths; the shapes let no other in.
pub(super) fn thousandths(text: &str) -> Option<u32> {
    let (whole, part) = text.strip_prefix('+').unwrap_or(text).split_once('.').unwrap_or((text, ""));
    if part.len() > 3 || !part.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let whole: u32 = whole.parse().ok()?;
    let part: u32 = format!("{part:0<3}").parse().ok()?;
    whole.checked_mul(1_000)?.checked_add(part)
}

/// The values of a property, by name.
pub(super) fn values(view: &View, thing: TermId, property: &str) -> Vec<TermId> {
    let Some(property) = view.dictionary().iri(property) else { return Vec::new() };
    let mut found: Vec<TermId> =
        view.scan(Pattern::new(Some(thing), Some(property), None)).map(|it| it[2]).collect();
    found.sort_unstable_by_key(|it| view.dictionary().text(*it));
    found
}

/// The value of a property; of several the first by name.
pub(super) fn first(view: &View, thing: TermId, property: &str) -> Option<TermId> {
    values(view, thing, property).into_iter().next()
}
