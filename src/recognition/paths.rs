//! Which agreements lead from a title to a state, and how up to date are their lists?
//!
//! A chain of agreements is information: it can serve as evidence or as an argument for a longer list, and it is never an
//! outcome, because a treaty binds only its parties. Deliberately absent: any verdict.

use super::Iri;
use super::day::Day;
use super::facts::{Agreement, Facts};

/// Agreements one after another in a chain.
const HOPS_MAX: usize = 3;

/// Chains that are told.
const CHAINS_MAX: usize = 100;

/// One agreement of a chain.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Hop {
    pub agreement: Iri,
    pub from: Iri,
    pub to: Iri,
    /// The listing that names the title, on the first hop.
    pub listing: Option<Iri>,
    pub is_onward: bool,
}

/// A way from a title to a state.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Chain {
    pub hops: Vec<Hop>,
    /// Whether the chain is one hop with a listing, which alone has an effect of its own.
    pub has_legal_effect: bool,
    /// Why it has none: `not-listed`, `no-onward-clause`; and the agreement that stops it.
    pub stops: Option<(&'static str, Iri)>,
}

/// Chains of at most three agreements in force from the state of a title; the shortest first.
pub fn chains(facts: &Facts, title: &str, host: Option<&str>, day: Day) -> Vec<Chain> {
    let Some(start) = facts.qualifications.get(title).and_then(|it| it.issued_in.clone()) else {
        return Vec::new();
    };
    let mut agreements: Vec<&Agreement> =
        facts.agreements.values().filter(|it| it.interval.contains(day)).collect();
    agreements.sort_by(|a, b| a.iri.cmp(&b.iri));
    let mut done = Vec::new();
    let mut open: Vec<Vec<Hop>> = vec![Vec::new()];
    for _ in 0..HOPS_MAX {
        let mut longer = Vec::new();
        for hops in &open {
            let here = hops.last().map_or(&start, |it| &it.to);
            for agreement in agreements.iter().filter(|it| it.issuers.contains(here)) {
                for to in &agreement.recognisers {
                    let is_circle = *to == start || hops.iter().any(|it| it.to == *to);
                    if is_circle || longer.len() + done.len() >= CHAINS_MAX {
                        continue;
                    }
                    let listing = facts.listings.iter().find(|it| {
                        hops.is_empty()
                            && it.agreement == agreement.iri
                            && &*it.from == title
                            && it.interval.contains(day)
                    });
                    let mut next = hops.clone();
                    next.push(Hop {
                        agreement: agreement.iri.clone(),
                        from: here.clone(),
                        to: to.clone(),
                        listing: listing.map(|it| it.iri.clone()),
                        is_onward: agreement.is_onward,
                    });
                    longer.push(next);
                }
            }
        }
        let wanted = |hops: &Vec<Hop>| host.is_none_or(|host| hops.last().is_some_and(|it| &*it.to == host));
        done.extend(longer.iter().filter(|it| wanted(it)).map(|it| chain(it)));
        open = longer;
    }
    done
}

fn chain(hops: &[Hop]) -> Chain {
    let first = &hops[0];
    let stops = if first.listing.is_none() {
        Some(("not-listed", first.agreement.clone()))
    } else {
        let unfit = hops.iter().take(hops.len() - 1).find(|it| !it.is_onward);
        unfit.map(|it| ("no-onward-clause", it.agreement.clone()))
    };
    Chain { hops: hops.to_vec(), has_legal_effect: hops.len() == 1 && stops.is_none(), stops }
}

/// How well the list of an agreement covers the titles that its issuing states award.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Coverage {
    pub agreement: Iri,
    /// Titles that the issuing states award on the day and the registry knows, for activities of the titles listed.
    pub current: Vec<Iri>,
    /// Those of them that a listing names.
    pub listed: Vec<Iri>,
    /// Listings of titles that are not awarded any more, or for a reference that has ended.
    pub orphans: Vec<Iri>,
}

/// List coverage and orphan listings of every agreement in force, by the titles that the registry knows.
///
/// The share of awards needs numbers of awards, which the registry does not hold; titles are counted instead.
pub fn coverage(facts: &Facts, day: Day) -> Vec<Coverage> {
    let mut all: Vec<Coverage> = Vec::new();
    for agreement in facts.agreements.values().filter(|it| it.interval.contains(day)) {
        let listings: Vec<_> = facts
            .listings
            .iter()
            .filter(|it| it.agreement == agreement.iri && it.interval.contains(day))
            .collect();
        let activities: Vec<&Iri> = listings
            .iter()
            .filter_map(|it| facts.qualifications.get(&it.from))
            .flat_map(|it| &it.activities)
            .collect();
        let is_current = |title: &Iri| {
            facts
                .qualifications
                .get(title)
                .is_some_and(|it| it.succeeded_by.is_empty() && it.interval.contains(day))
        };
        let mut current: Vec<Iri> = facts
            .qualifications
            .values()
            .filter(|it| it.issued_in.as_ref().is_some_and(|issuer| agreement.issuers.contains(issuer)))
            .filter(|it| activities.is_empty() || it.activities.iter().any(|it| activities.contains(&it)))
            .map(|it| it.iri.clone())
            .filter(|it| is_current(it))
            .collect();
        current.sort_unstable();
        let listed =
            current.iter().filter(|title| listings.iter().any(|it| it.from == **title)).cloned().collect();
        let has_ended = |reference: &Iri| {
            facts
                .references
                .get(reference)
                .is_some_and(|it| !it.interval.contains(day) || !it.succeeded_by.is_empty())
        };
        let orphans = listings.iter().filter(|it| !is_current(&it.from) || has_ended(&it.to));
        let orphans = orphans.map(|it| it.iri.clone()).collect();
        all.push(Coverage { agreement: agreement.iri.clone(), current, listed, orphans });
    }
    all.sort_by(|a, b| a.agreement.cmp(&b.agreement));
    all
}
