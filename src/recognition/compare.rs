//! What do titles have in common, by learning outcome?
//!
//! Levels and months stand side by side; what counts is which matters each covers. Neither an equal level nor an equal name
//! makes titles equivalent, and what one covers of another says nothing of the way back.
//! Deliberately absent: a verdict, and any sum over credits of different systems.

use super::Iri;
use super::facts::{Facts, Qualification};
use std::collections::BTreeSet;

/// Titles in one comparison.
pub const TITLES_MAX: usize = 20;

/// One title.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Side {
    pub title: Iri,
    pub issued_in: Option<Iri>,
    pub eqf: Option<Iri>,
    pub nqf: Vec<Iri>,
    /// 1 for (a) up to 5 for (e).
    pub art11: Option<u32>,
    pub training_months: Option<u32>,
    /// None where nobody has recorded them.
    pub matters: Option<BTreeSet<Iri>>,
    pub is_fixture: bool,
}

/// What one title covers of another.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cover {
    pub from: Iri,
    pub to: Iri,
    pub shared: Vec<Iri>,
    /// Matters of `to` that `from` does not cover; None where the matters of one of them are not recorded.
    pub missing: Option<Vec<Iri>>,
    pub has_same_level: Option<bool>,
}

/// Titles side by side.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Comparison {
    pub sides: Vec<Side>,
    /// Every ordered pair.
    pub covers: Vec<Cover>,
    /// Titles asked for that the registry does not know.
    pub unknown: Vec<Iri>,
}

/// Compares titles in the order given; no title twice.
pub fn compare(facts: &Facts, titles: &[Iri]) -> Comparison {
    let mut comparison = Comparison { sides: Vec::new(), covers: Vec::new(), unknown: Vec::new() };
    for title in titles.iter().take(TITLES_MAX) {
        if comparison.sides.iter().any(|it| it.title == *title) {
            continue;
        }
        match facts.qualifications.get(title) {
            Some(it) => comparison.sides.push(side(it)),
            None => comparison.unknown.push(title.clone()),
        }
    }
    for from in &comparison.sides {
        for to in comparison.sides.iter().filter(|it| it.title != from.title) {
            comparison.covers.push(cover(from, to));
        }
    }
    comparison
}

fn side(it: &Qualification) -> Side {
    Side {
        title: it.iri.clone(),
        issued_in: it.issued_in.clone(),
        eqf: it.eqf.clone(),
        nqf: it.nqf.clone(),
        art11: it.art11,
        training_months: it.training_months,
        matters: (!it.covers.is_empty()).then(|| it.covers.clone()),
        is_fixture: it.is_fixture,
    }
}

fn cover(from: &Side, to: &Side) -> Cover {
    let both = from.matters.as_ref().zip(to.matters.as_ref());
    Cover {
        from: from.title.clone(),
        to: to.title.clone(),
        shared: both.map(|(from, to)| to.intersection(from).cloned().collect()).unwrap_or_default(),
        missing: both.map(|(from, to)| to.difference(from).cloned().collect()),
        has_same_level: from.eqf.as_ref().zip(to.eqf.as_ref()).map(|(a, b)| a == b),
    }
}
