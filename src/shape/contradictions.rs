//! Do constraints of one shape exclude each other, so that no value could ever have it?
//!
//! The specification lets such shapes be; whoever writes one has mistaken something, and would see it only when nothing
//! can be loaded any more.

use super::model::{Constraint, Range};
use super::read::Reason;
use crate::vocab::xsd;
use oxrdf::{Literal, Term};
use oxsdatatypes::Double;
use std::cmp::Ordering;

/// Refuses what cannot be met, with the two constraints that exclude each other.
pub(super) fn refuse(all: &[Constraint<Term>]) -> Result<(), Reason> {
    counts(all)?;
    kinds(all)?;
    for low in all {
        for high in all {
            let (low, low_name, is_low_open) = match low {
                Constraint::Range(Range::MinInclusive, Term::Literal(it)) => (it, "sh:minInclusive", false),
                Constraint::Range(Range::MinExclusive, Term::Literal(it)) => (it, "sh:minExclusive", true),
                _ => continue,
            };
            let (high, high_name, is_high_open) = match high {
                Constraint::Range(Range::MaxInclusive, Term::Literal(it)) => (it, "sh:maxInclusive", false),
                Constraint::Range(Range::MaxExclusive, Term::Literal(it)) => (it, "sh:maxExclusive", true),
                _ => continue,
            };
            let is_empty = match compare(low, high) {
                Some(Ordering::Greater) => true,
                Some(Ordering::Equal) => is_low_open || is_high_open,
                Some(Ordering::Less) | None => false,
            };
            if is_empty {
                return Err(format!("no value is within {low_name} {low} and {high_name} {high}"));
            }
        }
    }
    Ok(())
}

fn counts(all: &[Constraint<Term>]) -> Result<(), Reason> {
    let (mut values, mut lengths, mut qualified) = ((0, u64::MAX), (0, u64::MAX), (0, u64::MAX));
    for constraint in all {
        match constraint {
            Constraint::MinCount(n) => values.0 = *n,
            Constraint::MaxCount(n) => values.1 = *n,
            Constraint::MinLength(n) => lengths.0 = *n,
            Constraint::MaxLength(n) => lengths.1 = *n,
            Constraint::QualifiedMin(_, n) => qualified.0 = *n,
            Constraint::QualifiedMax(_, n) => qualified.1 = *n,
            _ => (),
        }
    }
    for ((min, max), name) in [(values, "Count"), (lengths, "Length"), (qualified, "QualifiedCount")] {
        if min > max {
            let (low, high) = match name {
                "QualifiedCount" => ("sh:qualifiedMinCount".to_owned(), "sh:qualifiedMaxCount".to_owned()),
                _ => (format!("sh:min{name}"), format!("sh:max{name}")),
            };
            return Err(format!("{low} {min} and {high} {max} exclude each other"));
        }
    }
    Ok(())
}

fn kinds(all: &[Constraint<Term>]) -> Result<(), Reason> {
    let has = |wanted: fn(&Constraint<Term>) -> bool| all.iter().any(wanted);
    let wants_literal = has(|it| matches!(it, Constraint::Datatype(_)));
    let forbids_literal = has(|it| matches!(it, Constraint::NodeKind(kinds) if !kinds.literal));
    if wants_literal && forbids_literal {
        return Err("sh:datatype needs literals, and sh:nodeKind permits none".to_owned());
    }
    Ok(())
}

/// Numbers by value, days by their order; nothing is said of other types.
fn compare(a: &Literal, b: &Literal) -> Option<Ordering> {
    let is_number = |it: &Literal| {
        [xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE, xsd::FLOAT].contains(&it.datatype().as_str())
    };
    if is_number(a) && is_number(b) {
        return number(a)?.partial_cmp(&number(b)?);
    }
    let is_day = |it: &Literal| it.datatype().as_str() == xsd::DATE && it.value().len() == "2026-01-01".len();
    (is_day(a) && is_day(b)).then(|| a.value().cmp(b.value()))
}

fn number(it: &Literal) -> Option<f64> {
    it.value().parse::<Double>().ok().map(f64::from)
}
