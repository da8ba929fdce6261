//! How is one node read from a view, value by value, with a finding for each that does not fit?
//!
//! Deliberately absent: what the values mean.

use super::day::{Day, Interval};
use super::ratio::Ratio;
use super::{Finding, Iri};
use crate::graph::{Kind, Pattern, TermId, View};
use crate::vocab::{con, rdf, xsd};

/// Reads one view and keeps what did not fit.
pub(super) struct Reader<'v> {
    pub(super) view: &'v View,
    pub(super) findings: Vec<Finding>,
}

impl<'v> Reader<'v> {
    pub(super) fn new(view: &'v View) -> Self {
        Self { view, findings: Vec::new() }
    }

    /// The nodes of a class that have an IRI, in the order of their IRIs; a blank node is a finding.
    pub(super) fn instances(&mut self, class: &str) -> Vec<TermId> {
        let (Some(a), Some(class)) = (self.id(rdf::TYPE), self.id(class)) else { return Vec::new() };
        self.named(Pattern::new(None, Some(a), Some(class)))
    }

    /// The nodes that have a property, in the order of their IRIs.
    pub(super) fn having(&mut self, property: &str) -> Vec<TermId> {
        let Some(property) = self.id(property) else { return Vec::new() };
        self.named(Pattern::new(None, Some(property), None))
    }

    fn named(&mut self, pattern: Pattern) -> Vec<TermId> {
        let mut nodes: Vec<TermId> = self.view.scan(pattern).map(|it| it[0]).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes.sort_by_key(|it| self.view.dictionary().text(*it));
        nodes
    }

    fn id(&self, iri: &str) -> Option<TermId> {
        self.view.dictionary().iri(iri)
    }

    /// The name of a node: its IRI, or `_:label`.
    pub(super) fn name(&self, node: TermId) -> Iri {
        let entry = self.view.dictionary().entry(node);
        match entry.kind {
            Kind::Blank => format!("_:{}", entry.text).into(),
            Kind::Iri
            | Kind::String
            | Kind::Lang
            | Kind::Typed
            | Kind::LangLtr
            | Kind::LangRtl
            | Kind::Triple => entry.text.into(),
        }
    }

    pub(super) fn objects(&self, node: TermId, property: &str) -> Vec<TermId> {
        let Some(property) = self.id(property) else { return Vec::new() };
        self.view.scan(Pattern::new(Some(node), Some(property), None)).map(|it| it[2]).collect()
    }

    fn fault(&mut self, node: TermId, property: &str, problem: String) {
        let finding = Finding { node: self.name(node), property: property.into(), problem };
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// The one value of a property; several are a finding and stand for none.
    fn only(&mut self, node: TermId, property: &str) -> Option<TermId> {
        let values = self.objects(node, property);
        if values.len() > 1 {
            self.fault(node, property, format!("it has {} values and may have one", values.len()));
            return None;
        }
        values.first().copied()
    }

    /// The IRIs that a property leads to, sorted; a literal is a finding.
    pub(super) fn iris(&mut self, node: TermId, property: &str) -> Vec<Iri> {
        let mut iris = Vec::new();
        for value in self.objects(node, property) {
            iris.extend(self.iri_of(node, property, value));
        }
        iris.sort_unstable();
        iris.dedup();
        iris
    }

    fn iri_of(&mut self, node: TermId, property: &str, value: TermId) -> Option<Iri> {
        let entry = self.view.dictionary().entry(value);
        if entry.kind == Kind::Iri {
            return Some(entry.text.into());
        }
        let text = entry.text.to_owned();
        self.fault(node, property, format!("\"{text}\" is no IRI"));
        None
    }

    pub(super) fn iri(&mut self, node: TermId, property: &str) -> Option<Iri> {
        let value = self.only(node, property)?;
        self.iri_of(node, property, value)
    }

    /// Nodes, blank ones as well.
    pub(super) fn nodes(&mut self, node: TermId, property: &str) -> Vec<TermId> {
        let mut nodes = self.objects(node, property);
        nodes.sort_by_key(|it| self.name(*it));
        let mut kept = Vec::new();
        for value in nodes {
            let entry = self.view.dictionary().entry(value);
            if entry.kind.is_literal() {
                let text = entry.text.to_owned();
                self.fault(node, property, format!("\"{text}\" is no node"));
            } else {
                kept.push(value);
            }
        }
        kept
    }

    /// The text of the one literal of one of some datatypes.
    fn literal(&mut self, node: TermId, property: &str, datatypes: &[&str], what: &str) -> Option<&'v str> {
        let value = self.only(node, property)?;
        let dictionary = self.view.dictionary();
        let entry = dictionary.entry(value);
        let datatype = match entry.kind {
            Kind::String => xsd::STRING,
            Kind::Typed => dictionary.text(entry.qualifier),
            Kind::Iri | Kind::Blank | Kind::Lang | Kind::LangLtr | Kind::LangRtl | Kind::Triple => "",
        };
        if datatypes.contains(&datatype) {
            return Some(entry.text);
        }
        let text = entry.text.to_owned();
        self.fault(node, property, format!("\"{text}\" is no {what}"));
        None
    }

    pub(super) fn text(&mut self, node: TermId, property: &str) -> Option<Iri> {
        self.literal(node, property, &[xsd::STRING], "text without language").map(Into::into)
    }

    pub(super) fn number(&mut self, node: TermId, property: &str) -> Option<u32> {
        const WHOLE: &[&str] =
            &[xsd::INTEGER, xsd::INT, xsd::LONG, xsd::NON_NEGATIVE_INTEGER, xsd::POSITIVE_INTEGER];
        let text = self.literal(node, property, WHOLE, "whole number")?;
        // 4,000 years of months are enough for every use, and sums of them do not overflow.
        let number = text.trim().trim_start_matches('+').parse().ok().filter(|it| *it <= 50_000);
        if number.is_none() {
            self.fault(node, property, format!("\"{text}\" is no whole number from 0 to 50000"));
        }
        number
    }

    pub(super) fn decimal(&mut self, node: TermId, property: &str) -> Option<Ratio> {
        let text = self.literal(node, property, &[xsd::DECIMAL, xsd::INTEGER], "decimal number")?;
        let number = Ratio::parse(text.trim());
        if number.is_none() {
            self.fault(node, property, format!("\"{text}\" is no decimal number of at most 12 digits"));
        }
        number
    }

    pub(super) fn flag(&mut self, node: TermId, property: &str) -> Option<bool> {
        let text = self.literal(node, property, &[xsd::BOOLEAN], "boolean")?;
        match text.trim() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            other => {
                self.fault(node, property, format!("\"{other}\" is neither true nor false"));
                None
            }
        }
    }

    pub(super) fn day(&mut self, node: TermId, property: &str) -> Option<Day> {
        let text = self.literal(node, property, &[xsd::DATE], "date (xsd:date)")?;
        let day = Day::parse(text.trim());
        if day.is_none() {
            self.fault(node, property, format!("\"{text}\" is no day of the calendar"));
        }
        day
    }

    pub(super) fn interval(&mut self, node: TermId) -> Interval {
        let from = self.day(node, con::property::VALID_FROM);
        let to = self.day(node, con::property::VALID_TO);
        if from.is_some_and(|from| to.is_some_and(|to| to <= from)) {
            self.fault(node, con::property::VALID_TO, "it ends before it begins".to_owned());
        }
        Interval { from, to }
    }
}
