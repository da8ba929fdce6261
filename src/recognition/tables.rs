//! Which regulations and agreements are in force on a day?

use super::Iri;
use super::day::Day;
use super::facts::Facts;
use crate::vocab::con::individual;

/// One mode of pursuit of an activity in a state.
#[derive(Clone, Debug)]
pub struct Regulated<'f> {
    pub mode: &'static str,
    /// None where nothing is recorded or it is not established.
    pub is_regulated: Option<bool>,
    /// Whether a fact says so, be it that it is not established.
    pub is_known: bool,
    pub regulation: Option<&'f Iri>,
    pub required_art11: Option<u32>,
    pub requires: Vec<&'f Iri>,
    pub is_fixture: bool,
}

/// What is known of an activity in a state, in one mode or in each.
pub fn regulated<'f>(
    facts: &'f Facts,
    host: &str,
    activity: &str,
    mode: Option<&str>,
    day: Day,
) -> Vec<Regulated<'f>> {
    let modes = [individual::EMPLOYED, individual::SELF_EMPLOYED, individual::MANAGER];
    let asked = modes.into_iter().filter(|it| mode.is_none_or(|mode| mode == *it));
    asked
        .map(|mode| {
            let regulation = facts.regulation(host, activity, mode, day);
            let statement = facts.statement(host, activity, mode, day);
            Regulated {
                mode,
                is_regulated: regulation.map(|_| true).or_else(|| statement.and_then(|it| it.is_regulated)),
                is_known: regulation.is_some() || statement.is_some(),
                regulation: regulation.map(|it| &it.iri).or_else(|| statement.map(|it| &it.iri)),
                required_art11: regulation.and_then(|it| it.required_art11),
                requires: regulation.into_iter().flat_map(|it| &it.requires).collect(),
                is_fixture: regulation.is_some_and(|it| it.is_fixture),
            }
        })
        .collect()
}

/// An agreement in force.
#[derive(Clone, Debug)]
pub struct InForce<'f> {
    pub agreement: &'f Iri,
    pub issuers: &'f [Iri],
    pub recognisers: &'f [Iri],
    pub effect: Option<&'f Iri>,
    pub is_onward: bool,
    pub cites: &'f [Iri],
    /// Listing, title, reference; those in force, in the order of their IRIs.
    pub listings: Vec<(&'f Iri, &'f Iri, &'f Iri)>,
}

/// Agreements in force on a day between states, with a title among their listings where one is named.
pub fn agreements<'f>(
    facts: &'f Facts,
    from: Option<&str>,
    to: Option<&str>,
    title: Option<&str>,
    day: Day,
) -> Vec<InForce<'f>> {
    let among =
        |all: &[Iri], wanted: Option<&str>| wanted.is_none_or(|it| all.iter().any(|one| &**one == it));
    let mut found: Vec<InForce<'f>> = facts
        .agreements
        .values()
        .filter(|it| it.interval.contains(day) && among(&it.issuers, from) && among(&it.recognisers, to))
        .map(|it| InForce {
            agreement: &it.iri,
            issuers: &it.issuers,
            recognisers: &it.recognisers,
            effect: it.effect.as_ref(),
            is_onward: it.is_onward,
            cites: &it.cites,
            listings: facts
                .listings
                .iter()
                .filter(|listing| listing.agreement == it.iri && listing.interval.contains(day))
                .filter(|listing| title.is_none_or(|title| &*listing.from == title))
                .map(|it| (&it.iri, &it.from, &it.to))
                .collect(),
        })
        .filter(|it| title.is_none() || !it.listings.is_empty())
        .collect();
    found.sort_by(|a, b| a.agreement.cmp(b.agreement));
    found
}
