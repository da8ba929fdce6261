//! What does a constraint expect, in words? For findings whose shape says nothing itself.

use super::model::{Constraint, NodeKinds, Range};
use crate::vocab::PREFIXES;
use oxrdf::{NamedNode, Term};

/// An English sentence without a full stop.
pub(super) fn sentence(constraint: &Constraint<Term>) -> String {
    match constraint {
        Constraint::Class(it) => format!("the value must be a {}", short(it)),
        Constraint::Datatype(it) => format!("the value must be a well-formed {}", short(it)),
        Constraint::NodeKind(it) => format!("the value must be {}", kinds(*it)),
        Constraint::MinCount(1) => "a value is missing".to_owned(),
        Constraint::MinCount(n) => format!("at least {n} values are needed"),
        Constraint::MaxCount(0) => "no value is permitted".to_owned(),
        Constraint::MaxCount(1) => "only one value is permitted".to_owned(),
        Constraint::MaxCount(n) => format!("at most {n} values are permitted"),
        Constraint::Range(Range::MinExclusive, it) => {
            format!("the value must be greater than {}", short(it))
        }
        Constraint::Range(Range::MinInclusive, it) => format!("the value must be at least {}", short(it)),
        Constraint::Range(Range::MaxExclusive, it) => format!("the value must be less than {}", short(it)),
        Constraint::Range(Range::MaxInclusive, it) => format!("the value must be at most {}", short(it)),
        Constraint::MinLength(n) => format!("the value must have at least {n} characters"),
        Constraint::MaxLength(n) => format!("the value must have at most {n} characters"),
        Constraint::Pattern(it) => format!("the value must match the pattern {}", it.as_str()),
        Constraint::LanguageIn(all) => format!("the language must be one of {}", all.join(", ")),
        Constraint::UniqueLang => "a language may be used only once".to_owned(),
        Constraint::Equals(it) => format!("the values must be those of {}", short(it)),
        Constraint::Disjoint(it) => format!("the value must not be one of {}", short(it)),
        Constraint::LessThan(it) => format!("the value must be less than each of {}", short(it)),
        Constraint::LessThanOrEquals(it) => {
            format!("the value must be at most equal to each of {}", short(it))
        }
        Constraint::Not(_) => "the value has a shape that it must not have".to_owned(),
        Constraint::And(_) => "the value must have all of the shapes of a list".to_owned(),
        Constraint::Or(_) => "the value must have at least one of the shapes of a list".to_owned(),
        Constraint::Xone(_) => "the value must have exactly one of the shapes of a list".to_owned(),
        Constraint::Node(_) => "the value does not have the shape that it must have".to_owned(),
        Constraint::Property(_) => "the value does not have the properties that it must have".to_owned(),
        Constraint::QualifiedMin(_, n) => format!("at least {n} values of a certain shape are needed"),
        Constraint::QualifiedMax(_, n) => format!("at most {n} values of a certain shape are permitted"),
        Constraint::Closed(_) => "this property is not permitted here".to_owned(),
        Constraint::HasValue(it) => format!("the value {} is missing", short(it)),
        Constraint::In(all) => {
            let mut names: Vec<String> = all.iter().take(12).map(short).collect();
            if all.len() > 12 {
                names.push(format!("{} more", all.len() - 12));
            }
            format!("the value must be one of {}", names.join(", "))
        }
        Constraint::Sparql(it) if it.constraint.is_some() => "the rule of the shape must hold".to_owned(),
        Constraint::Sparql(it) => format!("the rule {} must hold", short(&it.component.clone().into())),
    }
}

fn kinds(it: NodeKinds) -> String {
    let names = [(it.iri, "an IRI"), (it.blank, "a blank node"), (it.literal, "a literal")];
    let names: Vec<&str> = names.iter().filter(|it| it.0).map(|it| it.1).collect();
    names.join(" or ")
}

/// A term as people write it: with a known prefix, a plain literal in quotes.
pub(super) fn short(term: &Term) -> String {
    match term {
        Term::NamedNode(it) => short_iri(it),
        Term::Literal(it)
            if it.language().is_none() && it.datatype().as_str() != crate::vocab::xsd::STRING =>
        {
            it.value().to_owned()
        }
        Term::Literal(_) | Term::BlankNode(_) | Term::Triple(_) => term.to_string(),
    }
}

pub(super) fn short_iri(iri: &NamedNode) -> String {
    let found = PREFIXES.iter().rev().find_map(|(prefix, namespace)| {
        let local = iri.as_str().strip_prefix(namespace)?;
        let is_name = !local.is_empty() && !local.contains(['/', '#', '?']);
        is_name.then(|| format!("{prefix}:{local}"))
    });
    found.unwrap_or_else(|| iri.to_string())
}
