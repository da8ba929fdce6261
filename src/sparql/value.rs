//! What is a term worth in an expression, and how do two values compare?
//!
//! SPARQL 1.1 sections 17.3 and 17.4 with the types of XSD; what this room does not know itself
//! (durations, partial dates other than years, triple terms) is [`Value::Other`] and is compared by the reference evaluator.

use super::reference::{self, Operator};
use crate::graph::{Entry, Kind};
use oxrdf::{BlankNode, Literal, NamedNode, Term};
use oxsdatatypes::{Date, DateTime, Decimal, Double, Float, GYear, GYearMonth, Integer, Time};
use std::borrow::Cow;
use std::cmp::Ordering;

pub(super) const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    Iri(Cow<'a, str>),
    Blank(Cow<'a, str>),
    String(Cow<'a, str>),
    /// Text and language tag.
    Lang(Cow<'a, str>, Cow<'a, str>),
    Boolean(bool),
    Integer(Integer),
    Decimal(Decimal),
    Float(Float),
    Double(Double),
    DateTime(DateTime),
    Date(Date),
    Time(Time),
    GYear(GYear),
    GYearMonth(GYearMonth),
    Other(Box<Term>),
}

/// The types that values are read as; the integers of XSD are one type here.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Datatype {
    Boolean,
    Integer,
    Decimal,
    Float,
    Double,
    DateTime,
    Date,
    Time,
    GYear,
    GYearMonth,
    Other,
}

impl Datatype {
    pub(super) fn of(iri: &str) -> Self {
        match iri.strip_prefix(XSD) {
            Some("boolean") => Self::Boolean,
            Some("decimal") => Self::Decimal,
            Some("float") => Self::Float,
            Some("double") => Self::Double,
            Some("dateTime" | "dateTimeStamp") => Self::DateTime,
            Some("date") => Self::Date,
            Some("time") => Self::Time,
            Some("gYear") => Self::GYear,
            Some("gYearMonth") => Self::GYearMonth,
            Some(
                "integer" | "byte" | "short" | "int" | "long" | "unsignedByte" | "unsignedShort"
                | "unsignedInt" | "unsignedLong" | "positiveInteger" | "negativeInteger"
                | "nonPositiveInteger" | "nonNegativeInteger",
            ) => Self::Integer,
            Some(_) | None => Self::Other,
        }
    }

    /// The value of a lexical form, `None` where it is not one of the type.
    pub(super) fn parse(self, text: &str) -> Option<Value<'static>> {
        Some(match self {
            Self::Boolean => match text.trim() {
                "true" | "1" => Value::Boolean(true),
                "false" | "0" => Value::Boolean(false),
                _ => return None,
            },
            Self::Integer => Value::Integer(text.parse().ok()?),
            Self::Decimal => Value::Decimal(text.parse().ok()?),
            Self::Float => Value::Float(text.parse().ok()?),
            Self::Double => Value::Double(text.parse().ok()?),
            Self::DateTime => Value::DateTime(text.parse().ok()?),
            Self::Date => Value::Date(text.parse().ok()?),
            Self::Time => Value::Time(text.parse().ok()?),
            Self::GYear => Value::GYear(text.parse().ok()?),
            Self::GYearMonth => Value::GYearMonth(text.parse().ok()?),
            Self::Other => return None,
        })
    }
}

impl<'a> Value<'a> {
    /// The value of a dictionary entry; `qualifier` is the text of its language tag or datatype.
    pub(super) fn of_entry(
        entry: Entry<'a>,
        qualifier: &'a str,
        datatype: Datatype,
        term: impl FnOnce() -> Term,
    ) -> Self {
        match entry.kind {
            Kind::Iri => Self::Iri(entry.text.into()),
            Kind::Blank => Self::Blank(entry.text.into()),
            Kind::String => Self::String(entry.text.into()),
            Kind::Lang => Self::Lang(entry.text.into(), qualifier.into()),
            Kind::Typed => datatype.parse(entry.text).unwrap_or_else(|| Self::Other(Box::new(term()))),
            Kind::LangLtr | Kind::LangRtl | Kind::Triple => Self::Other(Box::new(term())),
        }
    }

    pub(super) fn of_term(term: &Term) -> Value<'static> {
        match term {
            Term::NamedNode(it) => Value::Iri(Cow::Owned(it.as_str().to_owned())),
            Term::BlankNode(it) => Value::Blank(Cow::Owned(it.as_str().to_owned())),
            Term::Literal(it) if it.direction().is_some() => Value::Other(Box::new(term.clone())),
            Term::Literal(it) => {
                let text = it.value();
                if let Some(language) = it.language() {
                    return Value::Lang(Cow::Owned(text.to_owned()), Cow::Owned(language.to_owned()));
                }
                let datatype = it.datatype();
                if datatype.as_str() == "http://www.w3.org/2001/XMLSchema#string" {
                    return Value::String(Cow::Owned(text.to_owned()));
                }
                Datatype::of(datatype.as_str())
                    .parse(text)
                    .unwrap_or_else(|| Value::Other(Box::new(term.clone())))
            }
            Term::Triple(_) => Value::Other(Box::new(term.clone())),
        }
    }

    pub(super) fn into_term(self) -> Term {
        match self {
            Self::Iri(it) => NamedNode::new_unchecked(it).into(),
            Self::Blank(it) => BlankNode::new_unchecked(it).into(),
            Self::String(it) => Literal::new_simple_literal(it).into(),
            Self::Lang(text, language) => {
                Literal::new_language_tagged_literal_unchecked(text, language).into()
            }
            Self::Boolean(it) => Literal::from(it).into(),
            Self::Integer(it) => Literal::from(it).into(),
            Self::Decimal(it) => Literal::from(it).into(),
            Self::Float(it) => Literal::from(it).into(),
            Self::Double(it) => Literal::from(it).into(),
            Self::DateTime(it) => Literal::from(it).into(),
            Self::Date(it) => Literal::from(it).into(),
            Self::Time(it) => Literal::from(it).into(),
            Self::GYear(it) => Literal::from(it).into(),
            Self::GYearMonth(it) => Literal::from(it).into(),
            Self::Other(it) => *it,
        }
    }

    /// The effective boolean value (section 17.2.2), `None` where there is none.
    pub(super) fn truth(&self) -> Option<bool> {
        Some(match self {
            Self::Boolean(it) => *it,
            Self::String(it) => !it.is_empty(),
            Self::Integer(it) => *it != Integer::from(0),
            Self::Decimal(it) => *it != Decimal::from(0),
            Self::Float(it) => *it != Float::from(0.0) && !it.is_nan(),
            Self::Double(it) => *it != Double::from(0.0) && !it.is_nan(),
            Self::Other(it) => return reference::truth(it),
            Self::Iri(_)
            | Self::Blank(_)
            | Self::Lang(..)
            | Self::DateTime(_)
            | Self::Date(_)
            | Self::Time(_)
            | Self::GYear(_)
            | Self::GYearMonth(_) => return None,
        })
    }

    fn numeric(&self) -> Option<Numeric> {
        Some(match self {
            Self::Integer(it) => Numeric::Integer(*it),
            Self::Decimal(it) => Numeric::Decimal(*it),
            Self::Float(it) => Numeric::Float(*it),
            Self::Double(it) => Numeric::Double(*it),
            Self::Iri(_)
            | Self::Blank(_)
            | Self::String(_)
            | Self::Lang(..)
            | Self::Boolean(_)
            | Self::DateTime(_)
            | Self::Date(_)
            | Self::Time(_)
            | Self::GYear(_)
            | Self::GYearMonth(_)
            | Self::Other(_) => return None,
        })
    }

    pub(super) fn is_numeric(&self) -> bool {
        self.numeric().is_some()
    }

    /// `=` of section 17.3; `None` is an error.
    pub(super) fn equals(&self, other: &Self) -> Option<bool> {
        if let (Some(a), Some(b)) = (self.numeric(), other.numeric()) {
            return Some(Pair::new(a, b).compare() == Some(Ordering::Equal));
        }
        match (self, other) {
            (Self::Iri(a), Self::Iri(b))
            | (Self::Blank(a), Self::Blank(b))
            | (Self::String(a), Self::String(b)) => Some(a == b),
            (Self::Lang(a, la), Self::Lang(b, lb)) => Some(a == b && la == lb),
            (Self::Boolean(a), Self::Boolean(b)) => Some(a == b),
            // With a time zone on one side alone, two points in time may be neither equal nor different.
            (Self::DateTime(_), Self::DateTime(_))
            | (Self::Date(_), Self::Date(_))
            | (Self::Time(_), Self::Time(_))
            | (Self::GYear(_), Self::GYear(_))
            | (Self::GYearMonth(_), Self::GYearMonth(_)) => Some(self.compare(other)? == Ordering::Equal),
            (Self::Other(_), _) | (_, Self::Other(_)) => {
                reference::operate(Operator::Equal, self.clone().into_term(), other.clone().into_term())
            }
            _ => Some(false),
        }
    }

    /// The order that `<` and its kin ask for; `None` is an error.
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        if let (Some(a), Some(b)) = (self.numeric(), other.numeric()) {
            return Pair::new(a, b).compare();
        }
        match (self, other) {
            (Self::String(a), Self::String(b)) => Some(a.cmp(b)),
            (Self::Lang(a, la), Self::Lang(b, lb)) if la == lb => Some(a.cmp(b)),
            (Self::Boolean(a), Self::Boolean(b)) => Some(a.cmp(b)),
            (Self::DateTime(a), Self::DateTime(b)) => a.partial_cmp(b),
            (Self::Date(a), Self::Date(b)) => a.partial_cmp(b),
            (Self::Time(a), Self::Time(b)) => a.partial_cmp(b),
            (Self::GYear(a), Self::GYear(b)) => a.partial_cmp(b),
            (Self::GYearMonth(a), Self::GYearMonth(b)) => a.partial_cmp(b),
            (Self::Other(_), Self::Other(_)) => {
                let (a, b) = (self.clone().into_term(), other.clone().into_term());
                if reference::operate(Operator::Less, a.clone(), b.clone())? {
                    Some(Ordering::Less)
                } else if reference::operate(Operator::Less, b.clone(), a.clone())? {
                    Some(Ordering::Greater)
                } else {
                    reference::operate(Operator::LessOrEqual, a, b)?.then_some(Ordering::Equal)
                }
            }
            _ => None,
        }
    }

    /// The order of `ORDER BY` (section 15.1): blank nodes, IRIs, literals, triple terms; literals that do not
    /// compare by value go by lexical form, datatype and language.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        self.class().cmp(&other.class()).then_with(|| match (self, other) {
            (Self::Iri(a), Self::Iri(b)) | (Self::Blank(a), Self::Blank(b)) => a.cmp(b),
            (Self::Other(a), Self::Other(b)) if self.class() == 3 => order_triples(a, b),
            _ => self.compare(other).unwrap_or_else(|| self.spelling().cmp(&other.spelling())),
        })
    }

    fn class(&self) -> u8 {
        match self {
            Self::Blank(_) => 0,
            Self::Iri(_) => 1,
            Self::Other(it) if matches!(**it, Term::Triple(_)) => 3,
            Self::String(_)
            | Self::Lang(..)
            | Self::Boolean(_)
            | Self::Integer(_)
            | Self::Decimal(_)
            | Self::Float(_)
            | Self::Double(_)
            | Self::DateTime(_)
            | Self::Date(_)
            | Self::Time(_)
            | Self::GYear(_)
            | Self::GYearMonth(_)
            | Self::Other(_) => 2,
        }
    }

    fn spelling(&self) -> (String, String, String) {
        match self.clone().into_term() {
            Term::Literal(it) => (
                it.value().to_owned(),
                it.datatype().as_str().to_owned(),
                it.language().unwrap_or("").to_owned(),
            ),
            other @ (Term::NamedNode(_) | Term::BlankNode(_) | Term::Triple(_)) => {
                (other.to_string(), String::new(), String::new())
            }
        }
    }

    /// `a + b` and its kin for numbers; anything else is left to the reference evaluator.
    pub(super) fn calculate(operator: Operator, a: &Self, b: &Self) -> Option<Value<'static>> {
        if let (Some(a), Some(b)) = (a.numeric(), b.numeric()) {
            return Pair::new(a, b).calculate(operator);
        }
        reference::calculate(operator, a.clone().into_term(), b.clone().into_term())
            .map(|it| Value::of_term(&it))
    }
}

/// Triple terms by subject, predicate and object.
fn order_triples(a: &Term, b: &Term) -> Ordering {
    let (Term::Triple(a), Term::Triple(b)) = (a, b) else { return Ordering::Equal };
    let order = |a: Term, b: Term| Value::of_term(&a).order(&Value::of_term(&b));
    order(a.subject.clone().into(), b.subject.clone().into())
        .then_with(|| a.predicate.cmp(&b.predicate))
        .then_with(|| order(a.object.clone(), b.object.clone()))
}

#[derive(Clone, Copy, Debug)]
enum Numeric {
    Integer(Integer),
    Decimal(Decimal),
    Float(Float),
    Double(Double),
}

/// Two numbers brought to the type that `XPath` promotes both to.
#[derive(Clone, Copy, Debug)]
enum Pair {
    Integer(Integer, Integer),
    Decimal(Decimal, Decimal),
    Float(Float, Float),
    Double(Double, Double),
}

impl Pair {
    fn new(a: Numeric, b: Numeric) -> Self {
        use Numeric as N;
        let float = |it: N| match it {
            N::Integer(it) => Float::from(it),
            N::Decimal(it) => Float::from(it),
            N::Float(it) => it,
            N::Double(it) => Float::from(it),
        };
        let double = |it: N| match it {
            N::Integer(it) => Double::from(it),
            N::Decimal(it) => Double::from(it),
            N::Float(it) => Double::from(it),
            N::Double(it) => it,
        };
        match (a, b) {
            (N::Double(_), _) | (_, N::Double(_)) => Self::Double(double(a), double(b)),
            (N::Float(_), _) | (_, N::Float(_)) => Self::Float(float(a), float(b)),
            (N::Decimal(a), N::Decimal(b)) => Self::Decimal(a, b),
            (N::Decimal(a), N::Integer(b)) => Self::Decimal(a, b.into()),
            (N::Integer(a), N::Decimal(b)) => Self::Decimal(a.into(), b),
            (N::Integer(a), N::Integer(b)) => Self::Integer(a, b),
        }
    }

    fn compare(self) -> Option<Ordering> {
        match self {
            Self::Integer(a, b) => a.partial_cmp(&b),
            Self::Decimal(a, b) => a.partial_cmp(&b),
            Self::Float(a, b) => a.partial_cmp(&b),
            Self::Double(a, b) => a.partial_cmp(&b),
        }
    }

    fn calculate(self, operator: Operator) -> Option<Value<'static>> {
        use Operator as O;
        Some(match (self, operator) {
            (Self::Integer(a, b), O::Add) => Value::Integer(a.checked_add(b)?),
            (Self::Integer(a, b), O::Subtract) => Value::Integer(a.checked_sub(b)?),
            (Self::Integer(a, b), O::Multiply) => Value::Integer(a.checked_mul(b)?),
            (Self::Integer(a, b), O::Divide) => Value::Decimal(Decimal::from(a).checked_div(b)?),
            (Self::Decimal(a, b), O::Add) => Value::Decimal(a.checked_add(b)?),
            (Self::Decimal(a, b), O::Subtract) => Value::Decimal(a.checked_sub(b)?),
            (Self::Decimal(a, b), O::Multiply) => Value::Decimal(a.checked_mul(b)?),
            (Self::Decimal(a, b), O::Divide) => Value::Decimal(a.checked_div(b)?),
            (Self::Float(a, b), O::Add) => Value::Float(a + b),
            (Self::Float(a, b), O::Subtract) => Value::Float(a - b),
            (Self::Float(a, b), O::Multiply) => Value::Float(a * b),
            (Self::Float(a, b), O::Divide) => Value::Float(a / b),
            (Self::Double(a, b), O::Add) => Value::Double(a + b),
            (Self::Double(a, b), O::Subtract) => Value::Double(a - b),
            (Self::Double(a, b), O::Multiply) => Value::Double(a * b),
            (Self::Double(a, b), O::Divide) => Value::Double(a / b),
            (_, O::Equal | O::Less | O::LessOrEqual) => return None,
        })
    }
}
