//! How do two values compare? The `<` of SPARQL 1.1, section 17.3, as sections 4.3 and 4.5 of SHACL ask.

use super::terms::Terms;
use crate::graph::{Kind, TermId};
use crate::vocab::xsd;
use oxsdatatypes::{
    Date, DateTime, DayTimeDuration, Decimal, Double, Duration, Float, GYear, GYearMonth, Time,
};
use std::cmp::Ordering;

/// A value that has an order.
pub(super) enum Value<'t> {
    Decimal(Decimal),
    /// An integer or decimal of more digits than [`Decimal`] holds.
    Large(f64),
    Float(Float),
    Double(Double),
    String(&'t str),
    Boolean(bool),
    DateTime(DateTime),
    Date(Date),
    Time(Time),
    GYear(GYear),
    GYearMonth(GYearMonth),
    Duration(Duration),
}

impl<'t> Value<'t> {
    /// `None` for a term without an order: a node, a language-tagged or an ill-formed literal, another datatype.
    pub(super) fn of(terms: &'t Terms<'_>, id: TermId) -> Option<Self> {
        let entry = terms.entry(id);
        let text = entry.text;
        match entry.kind {
            Kind::String => return Some(Self::String(text)),
            Kind::Typed => (),
            Kind::Iri | Kind::Blank | Kind::Lang | Kind::LangLtr | Kind::LangRtl | Kind::Triple => {
                return None;
            }
        }
        let datatype = terms.qualifier(&entry);
        if !super::lexical::is_well_formed(text, datatype) {
            return None;
        }
        Some(match datatype.strip_prefix(xsd::NS)? {
            "boolean" => Self::Boolean(matches!(text, "true" | "1")),
            "float" => Self::Float(text.parse().ok()?),
            "double" => Self::Double(text.parse().ok()?),
            "dateTime" | "dateTimeStamp" => Self::DateTime(text.parse().ok()?),
            "date" => Self::Date(text.parse().ok()?),
            "time" => Self::Time(text.parse().ok()?),
            "gYear" => Self::GYear(text.parse().ok()?),
            "gYearMonth" => Self::GYearMonth(text.parse().ok()?),
            "duration" | "yearMonthDuration" => Self::Duration(text.parse().ok()?),
            "dayTimeDuration" => Self::Duration(text.parse::<DayTimeDuration>().ok()?.into()),
            "decimal" | "integer" | "long" | "int" | "short" | "byte" | "unsignedLong" | "unsignedInt"
            | "unsignedShort" | "unsignedByte" | "nonNegativeInteger" | "positiveInteger"
            | "nonPositiveInteger" | "negativeInteger" => match text.parse() {
                Ok(it) => Self::Decimal(it),
                Err(_) => Self::Large(text.parse().ok()?),
            },
            _ => return None,
        })
    }

    fn double(&self) -> Option<Double> {
        match self {
            Self::Decimal(it) => Some((*it).into()),
            Self::Large(it) => Some((*it).into()),
            Self::Float(it) => Some((*it).into()),
            Self::Double(it) => Some(*it),
            Self::String(_)
            | Self::Boolean(_)
            | Self::DateTime(_)
            | Self::Date(_)
            | Self::Time(_)
            | Self::GYear(_)
            | Self::GYearMonth(_)
            | Self::Duration(_) => None,
        }
    }

    /// `None` where the two have no order, as a time with and one without a time zone.
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Decimal(a), Self::Decimal(b)) => Some(a.cmp(b)),
            (Self::Float(a), Self::Float(b)) => a.partial_cmp(b),
            (Self::String(a), Self::String(b)) => Some(a.cmp(b)),
            (Self::Boolean(a), Self::Boolean(b)) => Some(a.cmp(b)),
            (Self::DateTime(a), Self::DateTime(b)) => a.partial_cmp(b),
            (Self::Date(a), Self::Date(b)) => a.partial_cmp(b),
            (Self::Time(a), Self::Time(b)) => a.partial_cmp(b),
            (Self::GYear(a), Self::GYear(b)) => a.partial_cmp(b),
            (Self::GYearMonth(a), Self::GYearMonth(b)) => a.partial_cmp(b),
            (Self::Duration(a), Self::Duration(b)) => a.partial_cmp(b),
            _ => self.double()?.partial_cmp(&other.double()?),
        }
    }
}
