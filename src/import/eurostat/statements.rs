//! How do rows stand in the registry? As N-Triples that are written while they are read.

use super::Observation;
use super::cells::FLAGS;
use super::known::Known;
use super::mapping::{Mapping, Outcome, local};
use super::take::Taken;
use super::territories::{NUTS, Territory, is_unit_code};
use crate::vocab::con::{class, individual, property};
use crate::vocab::{ID, prov, qb, rdf, rdfs, skos, xsd};
use oxrdf::Literal;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Read};

/// Observations that are written at once: enough for every core, little enough for memory.
const BATCH_ROWS: usize = 16_384;

/// The statements of one graph as N-Triples, to be read once.
pub struct Statements {
    observations: Vec<Observation>,
    words: Words,
    new_units: BTreeSet<String>,
    /// What is written and not yet read.
    ready: Vec<u8>,
    read: usize,
    /// The next observation.
    next: usize,
}

/// What observations are written with, each a term of N-Triples.
struct Words {
    territories: Vec<Territory>,
    /// Literals.
    periods: Vec<String>,
    /// Parts of addresses.
    period_slugs: Vec<String>,
    /// By slice: concepts, and the part of the address.
    slices: Vec<(Vec<String>, String)>,
    rules: Vec<Option<Gives>>,
}

/// What all observations of a rule share.
struct Gives {
    indicator: String,
    unit: String,
    data_set: String,
    /// The dimensions that the row tells, in its order.
    dimensions: Vec<String>,
    /// Dimensions that other rules of the data set have: the total stands there.
    totals: Vec<(String, String)>,
}

impl Statements {
    pub(super) fn new(
        observations: Vec<Observation>,
        territories: Vec<Territory>,
        taken: &Taken,
        mapping: &Mapping,
        known: &Known,
        retrieved_at: Option<&str>,
    ) -> Self {
        let dimensions = dimensions_of_data_sets(mapping);
        let notation = |dimension: &str, concept: &str| {
            let listed = known.list(dimension).and_then(|it| it.notations.get(concept)).cloned();
            slug(&listed.unwrap_or_else(|| local(concept).to_owned()))
        };
        let mut rules = Vec::new();
        for rule in &mapping.rules {
            let Outcome::Gives { indicator, unit, data_set } = &rule.outcome else {
                rules.push(None);
                continue;
            };
            let own: Vec<String> = rule.breakdowns.iter().map(|it| it.dimension.clone()).collect();
            let others = dimensions[data_set].iter().filter(|it| !own.contains(it));
            let total = |it: &String| Some((it.clone(), known.list(it)?.total.clone()?));
            let totals = others.filter_map(total).collect();
            let (indicator, unit, data_set) = (indicator.clone(), unit.clone(), data_set.clone());
            rules.push(Some(Gives { indicator, unit, data_set, dimensions: own, totals }));
        }
        // The address of a slice needs the dimensions, which are those of the first rule that has it.
        let mut slices: Vec<(Vec<String>, String)> =
            taken.slices.all.iter().map(|it| (it.clone(), String::new())).collect();
        for it in &observations {
            let Some(gives) = &rules[usize::from(it.draft.rule)] else { continue };
            let slice = &mut slices[it.draft.slice as usize];
            if slice.1.is_empty() {
                let parts = gives
                    .dimensions
                    .iter()
                    .zip(&slice.0)
                    .map(|(dimension, it)| format!("-{}", notation(dimension, it)));
                slice.1 = parts.collect();
            }
        }
        let literal = |text: &str, datatype: &str| {
            Literal::new_typed_literal(text, oxrdf::NamedNode::new_unchecked(datatype)).to_string()
        };
        let periods = taken.periods.all.iter().map(|it| literal(&it.text, it.datatype)).collect();
        let period_slugs = taken.periods.all.iter().map(|it| slug(&it.text)).collect();
        let words = Words { territories, periods, period_slugs, slices, rules };
        let mut new_units = BTreeSet::new();
        let head = head(&observations, &words, mapping, known, &dimensions, retrieved_at, &mut new_units);
        Self { observations, words, new_units, ready: head.into_bytes(), read: 0, next: 0 }
    }

    /// Codes of units that the registry did not hold.
    pub(super) fn new_units(&self) -> BTreeSet<String> {
        self.new_units.clone()
    }
}

impl Read for Statements {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.read == self.ready.len() && self.next < self.observations.len() {
            let end = (self.next + BATCH_ROWS).min(self.observations.len());
            let batch = &self.observations[self.next..end];
            let parts: Vec<String> = batch
                .par_chunks(1_024)
                .map(|rows| {
                    let mut text = String::with_capacity(rows.len() * 1_400);
                    for it in rows {
                        self.words.write(it, &mut text);
                    }
                    text
                })
                .collect();
            self.ready = parts.concat().into_bytes();
            self.read = 0;
            self.next = end;
        }
        let rest = &self.ready[self.read..];
        let n_bytes = rest.len().min(buffer.len());
        buffer[..n_bytes].copy_from_slice(&rest[..n_bytes]);
        self.read += n_bytes;
        Ok(n_bytes)
    }
}

impl Words {
    fn write(&self, observation: &Observation, text: &mut String) {
        let draft = &observation.draft;
        let Some(gives) = &self.rules[usize::from(draft.rule)] else { return };
        let territory = &self.territories[observation.territory as usize];
        let (concepts, slice) = &self.slices[draft.slice as usize];
        let indicator = local(&gives.indicator);
        let period = &self.period_slugs[draft.period as usize];
        let subject = format!("<{ID}observation/{indicator}-{}-{period}{slice}>", territory.slug);
        let mut link = |property: &str, object: &str| {
            // Writing to memory cannot fail.
            let _ = writeln!(text, "{subject} <{property}> <{object}> .");
        };
        link(rdf::TYPE, class::OBSERVATION);
        link(property::INDICATOR, &gives.indicator);
        link(property::MEASURED_TERRITORY, &territory.iri);
        link(property::UNIT, &gives.unit);
        link(if draft.value.is_some() { qb::DATA_SET } else { property::MISSING_FROM }, &gives.data_set);
        for (dimension, concept) in gives.dimensions.iter().zip(concepts) {
            link(dimension, concept);
        }
        for (dimension, total) in &gives.totals {
            link(dimension, total);
        }
        for flag in draft.flags.iris() {
            link(property::OBS_FLAG, flag);
        }
        if let Some(version) = &territory.version {
            link(property::NUTS_VERSION, version);
        }
        if let Some((_, version)) = &territory.as_given {
            link(property::VERSION_AS_GIVEN, version);
        }
        let _ =
            writeln!(text, "{subject} <{}> {} .", property::REF_PERIOD, self.periods[draft.period as usize]);
        if let Some((code, _)) = &territory.as_given {
            let _ = writeln!(text, "{subject} <{}> \"{code}\" .", property::CODE_AS_GIVEN);
        }
        if let Some(value) = &draft.value {
            let _ = writeln!(text, "{subject} <{}> \"{value}\"^^<{}> .", property::OBS_VALUE, xsd::DECIMAL);
        } else {
            for (reason, language) in missing_reason(|letter| draft.flags.has(letter)) {
                let _ = writeln!(text, "{subject} <{}> \"{reason}\"@{language} .", property::MISSING_REASON);
            }
        }
    }
}

/// Why a value is missing, by its flags.
fn missing_reason(has: impl Fn(char) -> bool) -> [(&'static str, &'static str); 3] {
    let [en, de, fr] = if has('c') {
        ["confidential", "vertraulich", "confidentiel"]
    } else if has('z') {
        ["not applicable", "nicht anwendbar", "sans objet"]
    } else if has('n') {
        ["not significant", "nicht signifikant", "non significatif"]
    } else if has('u') || has('x') || has('y') {
        ["not reliable", "nicht zuverlässig", "peu fiable"]
    } else {
        ["not available in the source", "in der Quelle nicht vorhanden", "non disponible dans la source"]
    };
    [(en, "en"), (de, "de"), (fr, "fr")]
}

/// By data set: the breakdowns of all its rules.
fn dimensions_of_data_sets(mapping: &Mapping) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for rule in &mapping.rules {
        if let Outcome::Gives { data_set, .. } = &rule.outcome {
            let of_rule = rule.breakdowns.iter().map(|it| it.dimension.clone());
            all.entry(data_set.clone()).or_default().extend(of_rule);
        }
    }
    all
}

/// Everything beside the observations: definitions, structures, units that the registry lacks.
fn head(
    observations: &[Observation],
    words: &Words,
    mapping: &Mapping,
    known: &Known,
    dimensions: &BTreeMap<String, BTreeSet<String>>,
    retrieved_at: Option<&str>,
    new_units: &mut BTreeSet<String>,
) -> String {
    let rules: BTreeSet<u16> = observations.iter().map(|it| it.draft.rule).collect();
    let gives: Vec<&Gives> = rules.iter().filter_map(|it| words.rules[usize::from(*it)].as_ref()).collect();
    let places: BTreeSet<u32> = observations.iter().map(|it| it.territory).collect();
    let mut defined: BTreeSet<&str> = BTreeSet::new();
    let mut data_sets: BTreeSet<&str> = BTreeSet::new();
    for it in gives {
        defined.extend([it.indicator.as_str(), it.data_set.as_str(), it.unit.as_str()]);
        defined.extend(it.dimensions.iter().map(String::as_str));
        data_sets.insert(&it.data_set);
    }
    defined.extend(places.iter().map(|it| words.territories[*it as usize].iri.as_str()));
    let defined: Vec<&str> = defined.into_iter().collect();
    let mut out = Out { text: mapping.definitions(&defined, retrieved_at.is_some()) };
    let mut structures: BTreeMap<String, &BTreeSet<String>> = BTreeMap::new();
    for data_set in &data_sets {
        let structure = structure_iri(&dimensions[*data_set]);
        out.link(data_set, qb::STRUCTURE, &structure);
        structures.insert(structure, &dimensions[*data_set]);
        if let Some(moment) = retrieved_at {
            out.literal(data_set, property::RETRIEVED_AT, &format!("\"{moment}\"^^<{}>", xsd::DATE_TIME));
        }
    }
    for (structure, breakdowns) in structures {
        out.structure(&structure, breakdowns);
    }
    let mut units: BTreeSet<(String, String)> = BTreeSet::new();
    for place in places {
        let territory = &words.territories[place as usize];
        if let (true, Some(version)) = (territory.is_new, &territory.version) {
            let code = territory.iri.strip_prefix(NUTS).unwrap_or_default();
            // With its parents, as far as the registry lacks them too.
            for length in (2..=code.len()).rev() {
                if known.has_unit(&code[..length], version) {
                    break;
                }
                units.insert((code[..length].to_owned(), version.clone()));
            }
        }
    }
    let source = data_sets.iter().find_map(|it| source_of(mapping, it));
    for (code, version) in units {
        debug_assert!(is_unit_code(&code));
        out.unit(&code, &version, known, source.as_deref());
        new_units.insert(format!("{code} ({})", known.name_of(&version)));
    }
    out.text
}

/// The source that the mapping names for a data set.
fn source_of(mapping: &Mapping, data_set: &str) -> Option<String> {
    let facts = super::known::Facts::new(mapping.view(), vec![mapping.view().union()]);
    let mut sources: Vec<&str> = facts
        .pairs(prov::HAD_PRIMARY_SOURCE)
        .into_iter()
        .filter(|it| it.0 == data_set)
        .map(|it| it.1)
        .collect();
    sources.sort_unstable();
    sources.first().map(|it| (*it).to_owned())
}

struct Out {
    text: String,
}

impl Out {
    fn link(&mut self, subject: &str, property: &str, object: &str) {
        self.literal(subject, property, &format!("<{object}>"));
    }

    fn literal(&mut self, subject: &str, property: &str, term: &str) {
        // Writing to memory cannot fail.
        let _ = writeln!(self.text, "<{subject}> <{property}> {term} .");
    }

    /// The structure of all data sets with the same dimensions.
    fn structure(&mut self, structure: &str, breakdowns: &BTreeSet<String>) {
        let dimensions = [property::INDICATOR, property::MEASURED_TERRITORY, property::REF_PERIOD]
            .into_iter()
            .chain(breakdowns.iter().map(String::as_str));
        let named: Vec<&str> = dimensions.clone().map(local).collect();
        self.link(structure, rdf::TYPE, qb::DATA_STRUCTURE_DEFINITION);
        self.literal(structure, rdfs::LABEL, &format!("\"observations by {}\"@en", named.join(", ")));
        for dimension in dimensions {
            self.component(structure, qb::DIMENSION, dimension, None);
        }
        self.component(structure, qb::MEASURE, property::OBS_VALUE, None);
        self.component(structure, qb::ATTRIBUTE, property::UNIT, Some(true));
        for optional in
            [property::OBS_FLAG, property::NUTS_VERSION, property::CODE_AS_GIVEN, property::VERSION_AS_GIVEN]
        {
            self.component(structure, qb::ATTRIBUTE, optional, Some(false));
        }
        let retrieved = self.component(structure, qb::ATTRIBUTE, property::RETRIEVED_AT, Some(false));
        self.link(&retrieved, qb::COMPONENT_ATTACHMENT, qb::DATA_SET_CLASS);
    }

    fn component(&mut self, structure: &str, kind: &str, of: &str, is_required: Option<bool>) -> String {
        let component = format!("{ID}component/{}", slug(local(of)));
        self.link(structure, qb::COMPONENT, &component);
        self.link(&component, kind, of);
        if let Some(is_required) = is_required {
            self.literal(
                &component,
                qb::COMPONENT_REQUIRED,
                &format!("\"{is_required}\"^^<{}>", xsd::BOOLEAN),
            );
        }
        component
    }

    /// As an import of the classification itself writes a unit, so that both say the same.
    fn unit(&mut self, code: &str, version: &str, known: &Known, source: Option<&str>) {
        let unit = format!("{NUTS}{code}");
        self.link(&unit, property::NUTS_VERSION, version);
        if !known.versions_of(code).is_empty() {
            return;
        }
        self.link(&unit, rdf::TYPE, class::NUTS_UNIT);
        self.literal(&unit, rdfs::LABEL, &format!("\"{code}\""));
        self.literal(&unit, skos::NOTATION, &format!("\"{code}\""));
        let level = match code.len() {
            2 => individual::LEVEL_NUTS0,
            3 => individual::LEVEL_NUTS1,
            4 => individual::LEVEL_NUTS2,
            _ => individual::LEVEL_NUTS3,
        };
        self.link(&unit, property::LEVEL, level);
        if code.len() > 2 {
            self.link(&unit, skos::BROADER, &format!("{NUTS}{}", &code[..code.len() - 1]));
        }
        self.link(&unit, property::SURENESS, individual::SURENESS_A);
        if let Some(source) = source {
            self.link(&unit, prov::HAD_PRIMARY_SOURCE, source);
        }
    }
}

fn structure_iri(breakdowns: &BTreeSet<String>) -> String {
    let mut iri = format!("{ID}structure/indicator-territory-period");
    for it in breakdowns {
        iri.push('-');
        iri.push_str(&slug(local(it)));
    }
    iri
}

/// Lower-case letters and digits, with one hyphen for whatever stands between them.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for part in text.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty()) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&part.to_ascii_lowercase());
    }
    slug
}

const _: () = assert!(FLAGS.len() <= 16, "flags are the bits of a u16");
