//! How do units and their changes stand in the registry?

use super::changes::{Change, ChangeKind, Shares};
use super::gather::{Code, Gathered, Unit};
use super::{FORMER, SUCCESSOR, Version};
use crate::vocab::{ID, con, dcterms, prov, rdf, rdfs, skos, xsd};
use oxrdf::{Literal, NamedNode, Term, Triple};

/// Units are named `{NUTS}{code}`, as everywhere in the data of the Union.
const NUTS: &str = "http://data.europa.eu/nuts/code/";

/// The decimals of a share.
const SHARE_DECIMALS: usize = 9;

/// A page that attests what the tables say, as the seeds describe it.
struct WebSource {
    slug: &'static str,
    label: &'static str,
    title: &'static str,
    publisher: &'static str,
    license: Option<&'static str>,
    url: &'static str,
}

/// Of the lists.
const EUROSTAT: WebSource = WebSource {
    slug: "eurostat-nuts-2021-2024",
    label: "Eurostat: NUTS 2021 and NUTS 2024 codes and their changes",
    title: "NUTS 2021 - NUTS 2024",
    publisher: "Eurostat",
    license: Some("http://creativecommons.org/licenses/by/4.0/"),
    url: "https://ec.europa.eu/eurostat/web/nuts/history",
};

/// Of the tables of shares.
const CONVERTER: WebSource = WebSource {
    slug: "jrc-nuts-converter",
    label: "Joint Research Centre: area and population shared by units of two NUTS versions",
    title: "NUTS converter",
    publisher: "Joint Research Centre of the European Commission",
    license: None,
    url: "https://urban.jrc.ec.europa.eu/nutsconverter",
};

/// The statements of one graph.
pub(super) fn write(gathered: &Gathered, changes: &[Change]) -> Vec<Triple> {
    let mut out = Out { triples: Vec::new() };
    let has_lists = gathered.units.values().any(|it| it.is_listed) || changes.iter().any(|it| it.is_stated);
    let has_shares =
        gathered.units.values().any(|it| !it.is_listed) || changes.iter().any(|it| it.shares.is_some());
    for (source, is_used) in [(&EUROSTAT, has_lists), (&CONVERTER, has_shares)] {
        if is_used {
            out.source(source);
        }
    }
    for (code, unit) in &gathered.units {
        out.unit(code, unit);
    }
    for change in changes {
        out.change(change);
        let is_gone = gathered.units.get(&change.former).is_some_and(|it| !it.versions.contains(&SUCCESSOR));
        if is_gone {
            let (former, successor) = (unit_iri(&change.former), unit_iri(&change.successor));
            out.link(&former, dcterms::IS_REPLACED_BY, successor.as_str());
            out.link(&successor, dcterms::REPLACES, former.as_str());
        }
    }
    out.triples
}

struct Out {
    triples: Vec<Triple>,
}

impl Out {
    fn add(&mut self, subject: &NamedNode, predicate: &str, object: impl Into<Term>) {
        let predicate = NamedNode::new_unchecked(predicate);
        self.triples.push(Triple::new(subject.clone(), predicate, object));
    }

    fn link(&mut self, subject: &NamedNode, predicate: &str, object: &str) {
        self.add(subject, predicate, NamedNode::new_unchecked(object));
    }

    fn text(&mut self, subject: &NamedNode, predicate: &str, text: &str) {
        self.add(subject, predicate, Literal::new_simple_literal(text));
    }

    fn english(&mut self, subject: &NamedNode, predicate: &str, text: &str) {
        self.add(subject, predicate, Literal::new_language_tagged_literal_unchecked(text, "en"));
    }

    fn source(&mut self, source: &WebSource) {
        let node = source_iri(source);
        self.link(&node, rdf::TYPE, con::class::WEB_SOURCE);
        self.english(&node, rdfs::LABEL, source.label);
        self.english(&node, dcterms::TITLE, source.title);
        self.text(&node, dcterms::PUBLISHER, source.publisher);
        if let Some(license) = source.license {
            self.link(&node, dcterms::LICENSE, license);
        }
        let url = Literal::new_typed_literal(source.url, NamedNode::new_unchecked(xsd::ANY_URI));
        self.add(&node, con::property::URL, url);
    }

    /// The tables do not tell the language of a name, and some names are in two: they have no tag.
    fn unit(&mut self, code: &Code, unit: &Unit) {
        let node = unit_iri(code);
        self.link(&node, rdf::TYPE, con::class::NUTS_UNIT);
        if let Some(name) = &unit.name {
            self.text(&node, rdfs::LABEL, name);
        }
        for name in &unit.other_names {
            self.text(&node, skos::ALT_LABEL, name);
        }
        self.text(&node, skos::NOTATION, code.as_str());
        for version in &unit.versions {
            self.link(&node, con::property::NUTS_VERSION, version.iri());
        }
        self.link(&node, con::property::LEVEL, level_iri(code));
        if let Some(parent) = code.parent() {
            self.link(&node, skos::BROADER, unit_iri(&parent).as_str());
        }
        let source = if unit.is_listed { &EUROSTAT } else { &CONVERTER };
        self.attest(&node, con::individual::SURENESS_A, &[source]);
    }

    fn change(&mut self, change: &Change) {
        let node = change_iri(change);
        self.link(&node, rdf::TYPE, con::class::NUTS_CHANGE);
        let (from, to) = (FORMER.year(), SUCCESSOR.year());
        let label = format!("{} of NUTS {from} to {} of NUTS {to}", change.former, change.successor);
        self.english(&node, rdfs::LABEL, &label);
        self.link(&node, con::property::FORMER_UNIT, unit_iri(&change.former).as_str());
        self.link(&node, con::property::FORMER_VERSION, FORMER.iri());
        self.link(&node, con::property::SUCCESSOR_UNIT, unit_iri(&change.successor).as_str());
        self.link(&node, con::property::SUCCESSOR_VERSION, SUCCESSOR.iri());
        self.link(&node, con::property::CHANGE_KIND, kind_iri(change.kind));
        if let Some(shares) = &change.shares {
            self.shares(&node, shares);
        }
        if let Some((by_areas, by_list)) = change.disagreement {
            let text = format!(
                "By the shared areas this is {}; the publisher's list of changes calls it {}.",
                by_areas.words(),
                by_list.words()
            );
            self.english(&node, con::property::OPEN_READING, &text);
        }
        let sureness =
            if change.is_inferred { con::individual::SURENESS_C } else { con::individual::SURENESS_A };
        let sources: Vec<&WebSource> = [(&EUROSTAT, change.is_stated), (&CONVERTER, change.shares.is_some())]
            .into_iter()
            .filter_map(|(source, is_used)| is_used.then_some(source))
            .collect();
        self.attest(&node, sureness, &sources);
    }

    fn shares(&mut self, node: &NamedNode, shares: &Shares) {
        let Shares { former_area, successor_area, former_population, successor_population } = shares;
        for (property, share) in [
            (con::property::FORMER_AREA_SHARE, Some(*former_area)),
            (con::property::SUCCESSOR_AREA_SHARE, Some(*successor_area)),
            (con::property::FORMER_POPULATION_SHARE, *former_population),
            (con::property::SUCCESSOR_POPULATION_SHARE, *successor_population),
        ] {
            if let Some(share) = share {
                let decimal = NamedNode::new_unchecked(xsd::DECIMAL);
                self.add(node, property, Literal::new_typed_literal(decimal_text(share), decimal));
            }
        }
    }

    fn attest(&mut self, node: &NamedNode, sureness: &str, sources: &[&WebSource]) {
        self.link(node, con::property::SURENESS, sureness);
        for source in sources {
            self.link(node, prov::HAD_PRIMARY_SOURCE, source_iri(source).as_str());
        }
    }
}

/// A share with [`SHARE_DECIMALS`] decimals, zeros at the end left out but the first: `0.5`, `1.0`.
pub(super) fn decimal_text(share: f64) -> String {
    let text = format!("{share:.SHARE_DECIMALS$}");
    let short = text.trim_end_matches('0');
    if short.ends_with('.') { format!("{short}0") } else { short.to_owned() }
}

fn source_iri(source: &WebSource) -> NamedNode {
    NamedNode::new_unchecked(format!("{ID}source/{}", source.slug))
}

fn unit_iri(code: &Code) -> NamedNode {
    NamedNode::new_unchecked(format!("{NUTS}{code}"))
}

fn change_iri(change: &Change) -> NamedNode {
    let side = |version: Version, code: &Code| format!("{}-{}", version.year(), code.as_str().to_lowercase());
    let (former, successor) = (side(FORMER, &change.former), side(SUCCESSOR, &change.successor));
    NamedNode::new_unchecked(format!("{ID}nuts-change/{former}-{successor}"))
}

fn level_iri(code: &Code) -> &'static str {
    match code.level() {
        0 => con::individual::LEVEL_NUTS0,
        1 => con::individual::LEVEL_NUTS1,
        2 => con::individual::LEVEL_NUTS2,
        _ => con::individual::LEVEL_NUTS3,
    }
}

fn kind_iri(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Same => con::individual::CHANGE_SAME,
        ChangeKind::Split => con::individual::CHANGE_SPLIT,
        ChangeKind::Merged => con::individual::CHANGE_MERGED,
        ChangeKind::Shifted => con::individual::CHANGE_SHIFTED,
    }
}
