//! Which training is offered? A table of offers as statements, one offer a row.
//!
//! Columns are told by their names: those of the elements of the Council Recommendation of 16 June 2022 on
//! micro-credentials, as far as they concern an offer. Outcomes are skills of ESCO by IRI.
//! What cannot be read is told with its row and left out; a row without a name, a provider or an outcome is no offer.
//!
//! Deliberately absent: a guess which skill a text may mean.

use super::table::{Row, Table, shown};
use super::{ImportError, Limits, Rejected, Rejections, Source};
use crate::vocab::{ID, con, dcterms, prov, rdf, rdfs, xsd};
use oxrdf::{Literal, NamedNode, Term, Triple};
use oxsdatatypes::{Date, Decimal};
use std::collections::BTreeMap;
use std::str::FromStr as _;

/// What is to be read.
pub struct Request<'a> {
    pub table: Source<'a>,
    /// Where the offers are taken from, as it becomes a source in the registry: its slug and its title.
    pub source: (String, String),
    /// How sure the table is: the letter of a sureness level.
    pub sureness: char,
    /// Whether an IRI is a skill that the registry knows.
    pub is_skill: &'a dyn Fn(&str) -> bool,
    pub limits: Limits,
}

/// What the table says.
#[derive(Debug)]
pub struct Offers {
    pub triples: Vec<Triple>,
    pub rejected: Rejections,
    /// Rows below the header.
    pub rows: usize,
    /// Rows that are offers.
    pub offers: usize,
}

/// Reads a table of offers to its end.
///
/// # Errors
/// [`ImportError`]: a file that is no such table or too large; [`ImportError::Nothing`] where no row is an offer.
pub fn read(request: Request<'_>) -> Result<Offers, ImportError> {
    let Request { table, source, sureness, is_skill, limits } = request;
    let table = Table::read(table, &limits)?;
    let columns = Columns::of(&table)?;
    let mut out = Out { triples: Vec::new(), rejected: Vec::new(), table: &table };
    let source_iri = NamedNode::new_unchecked(format!("{ID}source/{}", slug(&source.0)));
    out.link(&source_iri, rdf::TYPE, con::class::WEB_SOURCE);
    out.add(&source_iri, rdfs::LABEL, Literal::new_language_tagged_literal_unchecked(&source.1, "en"));
    out.add(&source_iri, dcterms::TITLE, Literal::new_language_tagged_literal_unchecked(&source.1, "en"));
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    let mut offers = 0;
    for row in &table.rows {
        if let Some(problem) = table.width_problem(row) {
            out.reject(row, problem);
            continue;
        }
        let Some(offer) = columns.offer(row, is_skill, &mut out) else { continue };
        if let Some(line) = seen.insert(offer.slug.clone(), row.line) {
            out.reject(row, format!("the identifier {} stands in line {line} too", shown(&offer.slug)));
            continue;
        }
        offers += 1;
        out.offer(&offer, &source_iri, sureness);
    }
    let Out { triples, rejected, .. } = out;
    let rejected = Rejections::of(rejected, &limits);
    if offers == 0 {
        let first = rejected.list.first().map_or_else(|| "there are no rows".to_owned(), Rejected::to_string);
        let (source_name, rows) = (table.source_name.clone(), table.rows.len());
        return Err(ImportError::Nothing { source_name, rows, first });
    }
    Ok(Offers { triples, rejected, rows: table.rows.len(), offers })
}

/// How the value of a column is written.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    /// A number that is not negative.
    Amount,
    Count,
    Day,
    YesNo,
    Iri,
    Address,
    Form,
}

/// The columns that may be there, by their names, with the property that they fill.
const OPTIONAL: [(&[&str], &str, Kind); 14] = [
    (&["awarding body"], con::property::AWARDING_BODY, Kind::Text),
    (&["award", "award title"], con::property::AWARD_TITLE, Kind::Text),
    (&["micro-credential", "is micro-credential"], con::property::IS_MICRO_CREDENTIAL, Kind::YesNo),
    (&["language", "languages"], dcterms::LANGUAGE, Kind::Iri),
    (&["form", "form of participation"], con::property::PARTICIPATION_FORM, Kind::Form),
    (&["hours", "workload hours"], con::property::WORKLOAD_HOURS, Kind::Amount),
    (&["ects", "workload ects"], con::property::WORKLOAD_ECTS, Kind::Amount),
    (&["cost euro", "cost"], con::property::COST_EURO, Kind::Amount),
    (&["seats"], con::property::SEATS, Kind::Count),
    (&["assessment", "type of assessment"], con::property::ASSESSMENT_TYPE, Kind::Text),
    (&["quality assurance"], con::property::QUALITY_ASSURANCE, Kind::Text),
    (&["territory", "territories"], dcterms::SPATIAL, Kind::Iri),
    (&["catalogue", "catalogues"], con::property::IN_CATALOGUE, Kind::Iri),
    (&["url", "address"], con::property::URL, Kind::Address),
];

/// The property of the first day of a run.
const START_DATE: &str = "http://www.w3.org/ns/dcat#startDate";

struct Columns {
    id: usize,
    name: usize,
    provider: usize,
    outcomes: usize,
    starts: Option<usize>,
    optional: Vec<(usize, &'static str, Kind)>,
}

/// One row as it becomes an offer.
struct Offer {
    slug: String,
    name: String,
    provider: String,
    outcomes: Vec<String>,
    values: Vec<(&'static str, Term)>,
}

impl Columns {
    fn of(table: &Table) -> Result<Self, ImportError> {
        Ok(Self {
            id: table.required("identifiers", &["id", "identifier"])?,
            name: table.required("names", &["name", "title"])?,
            provider: table.required("providers", &["provider"])?,
            outcomes: table
                .required("outcomes as IRIs of ESCO skills", &["outcomes", "learning outcomes"])?,
            starts: table.column(&["starts", "starts on", "start"]),
            optional: OPTIONAL.iter().filter_map(|it| Some((table.column(it.0)?, it.1, it.2))).collect(),
        })
    }

    fn offer(&self, row: &Row, is_skill: &dyn Fn(&str) -> bool, out: &mut Out<'_>) -> Option<Offer> {
        for (column, what) in [(self.id, "identifier"), (self.name, "name"), (self.provider, "provider")] {
            if row.cell(column).is_empty() {
                out.reject(row, format!("there is no {what}"));
                return None;
            }
        }
        let slug = slug(row.cell(self.id));
        if slug.is_empty() {
            out.reject(
                row,
                format!("the identifier {} has no letter and no digit", shown(row.cell(self.id))),
            );
            return None;
        }
        let mut outcomes = Vec::new();
        for outcome in parts(row.cell(self.outcomes)) {
            if is_skill(outcome) {
                outcomes.push(outcome.to_owned());
            } else {
                out.reject(
                    row,
                    format!(
                        "the outcome {} is no skill that the registry knows: left out",
                        shown_iri(outcome)
                    ),
                );
            }
        }
        if outcomes.is_empty() {
            out.reject(row, "there is no outcome that the registry knows: the row is no offer".to_owned());
            return None;
        }
        let mut values = Vec::new();
        let days = self.starts.iter().map(|it| (*it, START_DATE, Kind::Day));
        for (column, property, kind) in self.optional.iter().copied().chain(days) {
            let cell = row.cell(column);
            let several: Vec<&str> =
                if matches!(kind, Kind::Iri) { parts(cell).collect() } else { vec![cell] };
            for part in several {
                if part.is_empty() {
                    continue;
                }
                if let Some(term) = term(part, kind) {
                    values.push((property, term));
                } else {
                    let name = property.rsplit(['#', '/']).next().unwrap_or(property);
                    out.reject(row, format!("{} is no value of {name}: left out", shown(part)));
                }
            }
        }
        let (name, provider) = (row.cell(self.name).to_owned(), row.cell(self.provider).to_owned());
        Some(Offer { slug, name, provider, outcomes, values })
    }
}

/// The parts of a cell that holds several values.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(|it: char| it.is_whitespace() || it == '|').filter(|it| !it.is_empty())
}

fn term(text: &str, kind: Kind) -> Option<Term> {
    let typed = |value: &str, datatype: &str| {
        Some(Literal::new_typed_literal(value, NamedNode::new_unchecked(datatype)).into())
    };
    let number = |text: &str| text.replace(',', ".");
    match kind {
        Kind::Text => Some(Literal::new_simple_literal(text).into()),
        Kind::Amount => {
            let text = number(text);
            let amount = Decimal::from_str(&text).ok()?;
            (amount >= Decimal::from(0)).then(|| typed(&text, xsd::DECIMAL))?
        }
        Kind::Count => text.parse::<u32>().ok().and_then(|it| typed(&it.to_string(), xsd::INTEGER)),
        Kind::Day => Date::from_str(text).ok().and_then(|_| typed(text, xsd::DATE)),
        Kind::YesNo => match text.to_lowercase().as_str() {
            "yes" | "true" | "1" => Some(Literal::from(true).into()),
            "no" | "false" | "0" => Some(Literal::from(false).into()),
            _ => None,
        },
        Kind::Iri => NamedNode::new(text).ok().map(Term::from),
        Kind::Address => NamedNode::new(text).ok().and_then(|it| typed(it.as_str(), xsd::ANY_URI)),
        Kind::Form => {
            let form = match text.to_lowercase().as_str() {
                "in person" | "onsite" | "on site" => con::individual::MODE_IN_PERSON,
                "online" => con::individual::MODE_ONLINE,
                "hybrid" | "blended" => con::individual::MODE_HYBRID,
                _ => return None,
            };
            Some(NamedNode::new_unchecked(form).into())
        }
    }
}

/// An identifier as the end of an address: small letters, digits and single hyphens.
fn slug(text: &str) -> String {
    const CHARS_MAX: usize = 100;
    let plain: String = text
        .chars()
        .take(CHARS_MAX)
        .map(|it| if it.is_ascii_alphanumeric() { it.to_ascii_lowercase() } else { '-' })
        .collect();
    plain.split('-').filter(|it| !it.is_empty()).collect::<Vec<_>>().join("-")
}

/// An IRI as a message shows it: its end names the skill.
fn shown_iri(text: &str) -> String {
    const CHARS_MAX: usize = 120;
    let told: String = text.chars().take(CHARS_MAX).flat_map(char::escape_debug).collect();
    format!("`{told}`")
}

struct Out<'t> {
    triples: Vec<Triple>,
    rejected: Vec<Rejected>,
    table: &'t Table,
}

impl Out<'_> {
    fn reject(&mut self, row: &Row, reason: String) {
        let source_name = self.table.source_name.clone();
        self.rejected.push(Rejected { source_name, line: row.line, reason });
    }

    fn add(&mut self, subject: &NamedNode, property: &str, object: impl Into<Term>) {
        self.triples.push(Triple::new(subject.clone(), NamedNode::new_unchecked(property), object));
    }

    fn link(&mut self, subject: &NamedNode, property: &str, object: &str) {
        self.add(subject, property, NamedNode::new_unchecked(object));
    }

    fn offer(&mut self, offer: &Offer, source: &NamedNode, sureness: char) {
        let node = NamedNode::new_unchecked(format!("{ID}training/{}", offer.slug));
        self.link(&node, rdf::TYPE, con::class::TRAINING_OFFER);
        self.add(&node, rdfs::LABEL, Literal::new_language_tagged_literal_unchecked(&offer.name, "en"));
        self.add(&node, con::property::PROVIDER_NAME, Literal::new_simple_literal(&offer.provider));
        for outcome in &offer.outcomes {
            self.link(&node, con::property::LEARNING_OUTCOME, outcome);
        }
        for (property, value) in &offer.values {
            self.add(&node, property, value.clone());
        }
        self.link(&node, con::property::SURENESS, &format!("{}sureness-{sureness}", con::NS));
        self.link(&node, prov::HAD_PRIMARY_SOURCE, source.as_str());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "ID;Name;Provider;Outcomes;Hours;Cost Euro;Seats;Form;Starts;Micro-credential\n";

    fn offers(rows: &str) -> Result<Offers, ImportError> {
        let text = format!("{HEAD}{rows}");
        let table = Source { name: "offers.csv".to_owned(), reader: Box::new(text.as_bytes()) };
        read(Request {
            table,
            source: ("Synthetic list".to_owned(), "Synthetic offers for a test".to_owned()),
            sureness: 'B',
            is_skill: &|it| it.starts_with("http://data.europa.eu/esco/skill/s"),
            limits: Limits::default(),
        })
    }

    #[test]
    fn a_row_is_an_offer_and_what_it_lacks_is_told() {
        let s = "http://data.europa.eu/esco/skill/s";
        let found = offers(&format!(
            "HV 1;High voltage;School;{s}1 | {s}2;40,5;0;12;online;2026-09-01;yes\n\
             hv-1;Again;School;{s}1;;;;;;\n\
             2;Half;School;{s}1 http://other;many;-1;x;by post;soon;perhaps\n\
             3;None;School;http://other;;;;;;\n4;;School;{s}1;;;;;;\n"
        ))
        .unwrap();
        assert_eq!((found.rows, found.offers), (5, 2));
        let told: Vec<String> = found.rejected.list.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "offers.csv:3: the identifier `hv-1` stands in line 2 too",
                "offers.csv:4: `-1` is no value of costEuro: left out",
                "offers.csv:4: `by post` is no value of participationForm: left out",
                "offers.csv:4: `many` is no value of workloadHours: left out",
                "offers.csv:4: `perhaps` is no value of isMicroCredential: left out",
                "offers.csv:4: `soon` is no value of startDate: left out",
                "offers.csv:4: `x` is no value of seats: left out",
                "offers.csv:4: the outcome `http://other` is no skill that the registry knows: left out",
                "offers.csv:5: the outcome `http://other` is no skill that the registry knows: left out",
                "offers.csv:5: there is no outcome that the registry knows: the row is no offer",
                "offers.csv:6: there is no name",
            ]
        );
        let lines: Vec<String> = found.triples.iter().map(ToString::to_string).collect();
        assert!(
            lines
                .iter()
                .any(|it| it.contains("training/hv-1> <https://w3id.org/concord/ns#workloadHours> \"40.5\""))
        );
        assert!(
            lines
                .iter()
                .any(|it| it.contains("#participationForm> <https://w3id.org/concord/ns#mode-online>"))
        );
    }

    #[test]
    fn a_table_without_offers_is_refused() {
        assert!(matches!(offers("1;a;b;http://other;;;;;;\n"), Err(ImportError::Nothing { .. })));
        let table = Source { name: "x.csv".to_owned(), reader: Box::new(b"a,b\n".as_slice()) };
        let request = Request {
            table,
            source: (String::new(), String::new()),
            sureness: 'A',
            is_skill: &|_| true,
            limits: Limits::default(),
        };
        assert!(matches!(read(request), Err(ImportError::Columns { .. })));
    }
}
