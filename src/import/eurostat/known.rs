//! What does the registry know that a table is to be read by? Territories, what became of them, and code lists.
//!
//! Read once from a view, without the graph that an import fills: what an earlier import of the same table put there
//! must not decide what the table says today.

use super::mapping::Mapping;
use crate::graph::{Pattern, TermId, Triples, View};
use crate::vocab::{con, prov, qb, skos};
use rustc_hash::{FxHashMap, FxHashSet};

/// A version is known as a whole, not by a few units, if the registry holds so many units of it: the versions have
/// about 1,600 to 1,800, and the seeds name some hundred.
const WHOLE_VERSION_UNITS_MIN: usize = 1_000;

/// What a registry knows.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// By code: the IRIs of the versions that have the unit.
    units: FxHashMap<String, FxHashSet<String>>,
    /// By version: how many units.
    n_units: FxHashMap<String, usize>,
    /// By code: the sources that attest the unit and no data set, which are those of the classification.
    attested: FxHashMap<String, Vec<String>>,
    /// By source: the versions that it attests units of.
    covered: FxHashMap<String, FxHashSet<String>>,
    /// By the code of Eurostat: territories that are no NUTS units.
    areas: FxHashMap<String, String>,
    /// By code and version: the unit with exactly the same territory in a later version.
    same: FxHashMap<(String, String), (String, String)>,
    /// By dimension: its list.
    lists: FxHashMap<String, CodeList>,
    /// The places of versions in time, by IRI.
    orders: FxHashMap<String, String>,
}

/// The entries of one code list.
#[derive(Clone, Debug, Default)]
pub(super) struct CodeList {
    /// By notation.
    pub(super) concepts: FxHashMap<String, String>,
    /// By concept.
    pub(super) notations: FxHashMap<String, String>,
    pub(super) total: Option<String>,
}

impl Known {
    /// Reads a registry without one of its graphs, and the mapping beside it.
    pub fn read(view: &View, but: Option<&str>, mapping: &Mapping) -> Self {
        let mapping = mapping.view();
        let left_out = but.and_then(|it| view.dictionary().iri(it));
        let mut known = Self::default();
        let registry =
            Facts::new(view, view.graphs().filter(|it| Some(it.0) != left_out).map(|it| it.1).collect());
        known.territories(&registry);
        known.attestations(&registry);
        known.changes(&registry);
        known.code_lists(&registry);
        let beside = Facts::new(mapping, vec![mapping.union()]);
        known.areas(&beside);
        known.code_lists(&beside);
        known
    }

    fn territories(&mut self, facts: &Facts<'_>) {
        let versions = facts.pairs(con::property::NUTS_VERSION);
        let notations: FxHashMap<&str, &str> = facts.pairs(skos::NOTATION).into_iter().collect();
        let units: FxHashSet<&str> = facts.instances(con::class::NUTS_UNIT).into_iter().collect();
        for (unit, version) in versions {
            if let (true, Some(code)) = (units.contains(unit), notations.get(unit)) {
                let is_new = self.units.entry((*code).to_owned()).or_default().insert(version.to_owned());
                *self.n_units.entry(version.to_owned()).or_default() += usize::from(is_new);
            }
        }
        self.areas(facts);
        for version in facts.instances(con::class::NUTS_VERSION) {
            if let Some(notation) = notations.get(version) {
                self.orders.insert(version.to_owned(), (*notation).to_owned());
            }
        }
    }

    /// What the sources of the classification speak of: a version and the source of a unit, told in the same graph.
    fn attestations(&mut self, facts: &Facts<'_>) {
        let data_sets: FxHashSet<&str> = facts.instances(con::class::DATASET).into_iter().collect();
        let of_tables: FxHashSet<&str> = facts
            .pairs(prov::HAD_PRIMARY_SOURCE)
            .into_iter()
            .filter(|it| data_sets.contains(it.0))
            .map(|it| it.1)
            .collect();
        for graph in &facts.graphs {
            let graph = Facts::new(facts.view, vec![graph]);
            let units: FxHashSet<&str> = graph.instances(con::class::NUTS_UNIT).into_iter().collect();
            let mut sources: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
            for (unit, source) in graph.pairs(prov::HAD_PRIMARY_SOURCE) {
                if units.contains(unit) && !of_tables.contains(source) {
                    sources.entry(unit).or_default().push(source);
                }
            }
            for (unit, version) in graph.pairs(con::property::NUTS_VERSION) {
                let code = unit.rsplit('/').next().unwrap_or_default();
                for source in sources.get(unit).into_iter().flatten() {
                    self.covered.entry((*source).to_owned()).or_default().insert(version.to_owned());
                    self.attested.entry(code.to_owned()).or_default().push((*source).to_owned());
                }
            }
        }
    }

    fn areas(&mut self, facts: &Facts<'_>) {
        let areas = facts.pairs(con::property::EUROSTAT_CODE);
        self.areas.extend(areas.into_iter().map(|(area, code)| (code.to_owned(), area.to_owned())));
    }

    /// Only what is surely the same territory: the kind says so, and no reading is open.
    fn changes(&mut self, facts: &Facts<'_>) {
        let open: FxHashSet<&str> =
            facts.pairs(con::property::OPEN_READING).into_iter().map(|it| it.0).collect();
        let of = |property: &str| -> FxHashMap<_, _> { facts.pairs(property).into_iter().collect() };
        let (former, former_version) = (of(con::property::FORMER_UNIT), of(con::property::FORMER_VERSION));
        let (successor, version) = (of(con::property::SUCCESSOR_UNIT), of(con::property::SUCCESSOR_VERSION));
        for (change, kind) in facts.pairs(con::property::CHANGE_KIND) {
            if kind != con::individual::CHANGE_SAME || open.contains(change) {
                continue;
            }
            let all =
                (former.get(change), former_version.get(change), successor.get(change), version.get(change));
            if let (Some(from), Some(from_version), Some(to), Some(to_version)) = all {
                let code = |unit: &str| unit.rsplit('/').next().unwrap_or_default().to_owned();
                self.same
                    .insert((code(from), (*from_version).to_owned()), (code(to), (*to_version).to_owned()));
            }
        }
    }

    fn code_lists(&mut self, facts: &Facts<'_>) {
        let notations: FxHashMap<&str, &str> = facts.pairs(skos::NOTATION).into_iter().collect();
        let schemes = facts.pairs(skos::IN_SCHEME);
        for (dimension, list) in facts.pairs(qb::CODE_LIST) {
            let entries = self.lists.entry(dimension.to_owned()).or_default();
            for (concept, scheme) in &schemes {
                if let (true, Some(notation)) = (*scheme == list, notations.get(concept)) {
                    entries.concepts.insert((*notation).to_owned(), (*concept).to_owned());
                    entries.notations.insert((*concept).to_owned(), (*notation).to_owned());
                }
            }
        }
        for (dimension, total) in facts.pairs(con::property::TOTAL_CODE) {
            self.lists.entry(dimension.to_owned()).or_default().total = Some(total.to_owned());
        }
    }

    pub(super) fn area(&self, code: &str) -> Option<&str> {
        self.areas.get(code).map(String::as_str)
    }

    pub(super) fn has_unit(&self, code: &str, version: &str) -> bool {
        self.units.get(code).is_some_and(|it| it.contains(version))
    }

    /// The versions that have a unit, the newest first.
    pub(super) fn versions_of(&self, code: &str) -> Vec<&str> {
        let mut versions: Vec<&str> =
            self.units.get(code).into_iter().flatten().map(String::as_str).collect();
        versions.sort_unstable_by_key(|it| std::cmp::Reverse(self.name_of(it)));
        versions
    }

    /// Whether every unit of the country that a version has is known.
    pub(super) fn is_whole(&self, code: &str, version: &str) -> bool {
        let n_units = self.n_units.get(version).copied().unwrap_or_default();
        n_units >= WHOLE_VERSION_UNITS_MIN && code.get(..2).is_some_and(|it| self.has_unit(it, version))
    }

    /// Whether a source of the classification speaks of the unit and of the version, so that a unit which it does not
    /// give that version has none. A table of values speaks of the codes that it uses and proves nothing.
    pub(super) fn is_surveyed(&self, code: &str, version: &str) -> bool {
        let covers = |source: &String| self.covered.get(source).is_some_and(|it| it.contains(version));
        self.attested.get(code).is_some_and(|it| it.iter().any(covers))
    }

    pub(super) fn same_later(&self, code: &str, version: &str) -> Option<&(String, String)> {
        self.same.get(&(code.to_owned(), version.to_owned()))
    }

    pub(super) fn list(&self, dimension: &str) -> Option<&CodeList> {
        self.lists.get(dimension)
    }

    /// `nuts-2024`.
    pub(super) fn name_of<'a>(&'a self, version: &'a str) -> &'a str {
        self.orders.get(version).map_or(version, String::as_str)
    }
}

/// Some graphs of a view, read as texts.
pub(super) struct Facts<'v> {
    view: &'v View,
    graphs: Vec<&'v Triples>,
}

impl<'v> Facts<'v> {
    pub(super) fn new(view: &'v View, graphs: Vec<&'v Triples>) -> Self {
        Self { view, graphs }
    }

    /// Subjects and objects of a predicate.
    pub(super) fn pairs(&self, predicate: &str) -> Vec<(&'v str, &'v str)> {
        let found = self.scan(|id| Pattern::new(None, Some(id), None), predicate);
        found
            .into_iter()
            .map(|it| (self.view.dictionary().text(it[0]), self.view.dictionary().text(it[2])))
            .collect()
    }

    fn instances(&self, class: &str) -> Vec<&'v str> {
        let Some(a) = self.view.dictionary().iri(crate::vocab::rdf::TYPE) else { return Vec::new() };
        let found = self.scan(|id| Pattern::new(None, Some(a), Some(id)), class);
        found.into_iter().map(|it| self.view.dictionary().text(it[0])).collect()
    }

    fn scan(&self, pattern: impl Fn(TermId) -> Pattern, iri: &str) -> Vec<[TermId; 3]> {
        let Some(id) = self.view.dictionary().iri(iri) else { return Vec::new() };
        self.graphs.iter().flat_map(|it| it.scan(pattern(id))).collect()
    }
}
