//! Which territories are there, what do they lie in, and which stand in for another?

use super::names::Names;
use super::resolve::last;
use crate::graph::{NONE, Pattern, TermId, View};
use crate::vocab::con;
use rustc_hash::{FxHashMap, FxHashSet};

/// The number of a territory in [`Territories`], in the order of codes, then of names.
pub type TerritoryId = u32;

/// How high a territory stands.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Level {
    /// The European Union or another union of states.
    Union,
    /// Level 0 are the countries.
    Nuts(u8),
    Municipality,
}

/// A territory as the data describes it.
#[derive(Clone, Copy, Debug)]
pub struct Territory {
    pub term: TermId,
    /// Its code as a literal, `NONE` where it has none.
    pub code: TermId,
    pub level: Option<Level>,
    parent: Option<TerritoryId>,
    /// The country that it lies in, by the first of the names for that country; itself where it is one.
    pub country: Option<TerritoryId>,
}

/// A unit whose values may be shown for a territory of another area.
#[derive(Clone, Copy, Debug)]
pub struct StandIn {
    pub unit: TerritoryId,
    /// How the areas differ.
    pub fit: TermId,
    /// Whether the unit is one of several that only together cover the territory.
    is_part: bool,
}

#[derive(Debug, Default)]
pub struct Territories {
    all: Vec<Territory>,
    by_term: FxHashMap<TermId, TerritoryId>,
    /// By code and by the last part of the IRI, in lower case; several may be called so.
    by_name: FxHashMap<String, Vec<TerritoryId>>,
    /// Whether a territory has cells.
    has_cells: Vec<bool>,
    /// Other names of the same area, both ways.
    same: FxHashMap<TerritoryId, Vec<TerritoryId>>,
    stand_ins: FxHashMap<TerritoryId, Vec<StandIn>>,
}

/// A way up is no longer than this; longer ones are circles.
const STEPS_MAX: usize = 12;

impl Territories {
    /// Every territory that has a level, and those of `measured`.
    pub(super) fn read(view: &View, names: &Names, measured: &[TermId]) -> Self {
        let levels: FxHashMap<TermId, Level> = objects(view, names.level)
            .filter_map(|(territory, level)| Some((territory, level_of(view.dictionary().text(level))?)))
            .collect();
        let known: FxHashSet<TermId> =
            objects(view, names.level).map(|it| it.0).chain(measured.iter().copied()).collect();
        let mut codes: FxHashMap<TermId, TermId> = FxHashMap::default();
        for name in [names.code, con::property::EUROSTAT_CODE] {
            for (territory, code) in objects(view, name).filter(|it| known.contains(&it.0)) {
                codes.entry(territory).or_insert(code);
            }
        }
        let mut order: Vec<(&str, &str, TermId)> = known
            .iter()
            .map(|it| {
                let code = codes.get(it).map_or("~", |it| view.dictionary().text(*it));
                (code, view.dictionary().text(*it), *it)
            })
            .collect();
        order.sort_unstable();
        let by_term: FxHashMap<TermId, TerritoryId> = (0..).zip(&order).map(|(at, it)| (it.2, at)).collect();
        let mut parents: FxHashMap<TermId, TerritoryId> = FxHashMap::default();
        for name in names.parents {
            for (child, parent) in objects(view, name).filter(|it| known.contains(&it.0)) {
                if let Some(parent) = by_term.get(&parent) {
                    parents.entry(child).or_insert(*parent);
                }
            }
        }
        let all = order
            .iter()
            .map(|(_, _, term)| Territory {
                term: *term,
                code: codes.get(term).copied().unwrap_or_default(),
                level: levels.get(term).copied(),
                parent: parents.get(term).copied(),
                country: None,
            })
            .collect();
        let mut territories = Self { all, by_term, ..Self::default() };
        territories.read_names(view);
        territories.read_links(view);
        territories.find_countries();
        territories
    }

    fn read_names(&mut self, view: &View) {
        for (id, territory) in (0..).zip(&self.all) {
            let code = Some(territory.code).filter(|it| *it != NONE).map(|it| view.dictionary().text(it));
            for name in [Some(last(view.dictionary().text(territory.term))), code].into_iter().flatten() {
                let list = self.by_name.entry(name.to_lowercase()).or_default();
                if !list.contains(&id) {
                    list.push(id);
                }
            }
        }
    }

    /// Notes which territories have cells.
    pub(super) fn measured(&mut self, territories: impl Iterator<Item = TerritoryId>) {
        self.has_cells = vec![false; self.all.len()];
        for territory in territories {
            self.has_cells[territory as usize] = true;
        }
    }

    /// The territory of a name: its code, the last part of its IRI or its IRI; of several the first with cells.
    pub(super) fn named(&self, view: &View, name: &str) -> Option<TerritoryId> {
        if let Some(found) = view.dictionary().iri(name).and_then(|it| self.of_term(it)) {
            return Some(found);
        }
        let all = self.by_name.get(&name.to_lowercase())?;
        let with_cells = all.iter().find(|it| self.has_cells.get(**it as usize) == Some(&true));
        with_cells.or(all.first()).copied()
    }

    fn read_links(&mut self, view: &View) {
        use con::property;
        let iri = |it: &str| view.dictionary().iri(it);
        let of = |node: TermId, name: &str| {
            view.scan(Pattern::new(Some(node), Some(iri(name)?), None)).map(|it| it[2]).next()
        };
        let is_same = |node| {
            of(node, property::CODE_RELATION)
                .is_some_and(|it| Some(it) == iri(con::individual::RELATION_SAME))
        };
        let known = |this: &Self, term: Option<TermId>| term.and_then(|it| this.by_term.get(&it).copied());
        for (territory, code) in objects(view, property::HAS_CODE) {
            let pair = (known(self, Some(territory)), known(self, of(code, property::CODE)));
            if let ((Some(territory), Some(unit)), true) = (pair, is_same(code)) {
                self.link(territory, unit);
            }
        }
        for (area, territory) in objects(view, con::property::FIGURES_FOR) {
            if let Some((area, territory)) = known(self, Some(area)).zip(known(self, Some(territory))) {
                self.link(area, territory);
            }
        }
        let parts = iri(con::individual::FIT_SUM_OF_COUNTS);
        for (territory, proxy) in objects(view, property::HAS_PROXY) {
            let Some((territory, unit)) =
                known(self, Some(territory)).zip(known(self, of(proxy, property::PROXY_UNIT)))
            else {
                continue;
            };
            if is_same(proxy) {
                self.link(territory, unit);
                continue;
            }
            let Some(fit) = of(proxy, property::PROXY_FIT) else { continue };
            let stand_in = StandIn { unit, fit, is_part: Some(fit) == parts };
            let list = self.stand_ins.entry(territory).or_default();
            if list.iter().all(|it| it.unit != unit) {
                list.push(stand_in);
            }
        }
    }

    fn link(&mut self, one: TerritoryId, other: TerritoryId) {
        for (one, other) in [(one, other), (other, one)] {
            let list = self.same.entry(one).or_default();
            if one != other && !list.contains(&other) {
                list.push(other);
            }
        }
    }

    fn find_countries(&mut self) {
        let countries: Vec<Option<TerritoryId>> = (0..self.all.len() as TerritoryId)
            .map(|start| {
                let mut at = start;
                for _ in 0..STEPS_MAX {
                    if self.get(at).level == Some(Level::Nuts(0)) {
                        let names = self
                            .same(at)
                            .iter()
                            .copied()
                            .filter(|it| self.get(*it).level == Some(Level::Nuts(0)));
                        return names.chain([at]).min();
                    }
                    at = self.get(at).parent?;
                }
                None
            })
            .collect();
        for (territory, country) in self.all.iter_mut().zip(countries) {
            territory.country = country;
        }
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub fn get(&self, territory: TerritoryId) -> Territory {
        self.all[territory as usize]
    }

    pub fn all(&self) -> impl Iterator<Item = (TerritoryId, &Territory)> {
        (0..).zip(&self.all)
    }

    pub fn of_term(&self, term: TermId) -> Option<TerritoryId> {
        self.by_term.get(&term).copied()
    }

    /// Other names of the same area.
    pub fn same(&self, territory: TerritoryId) -> &[TerritoryId] {
        self.same.get(&territory).map_or(&[], Vec::as_slice)
    }

    /// Where a value of a territory may have been measured, the best first: under its own name, under another name of
    /// the same area, in a unit that stands in for it.
    pub fn places(&self, territory: TerritoryId) -> impl Iterator<Item = (TerritoryId, Option<TermId>)> + '_ {
        let own = [territory].into_iter().chain(self.same(territory).iter().copied());
        let others = self.stand_ins.get(&territory).into_iter().flatten().filter(|it| !it.is_part);
        own.map(|it| (it, None)).chain(others.map(|it| (it.unit, Some(it.fit))))
    }

    /// The units that only together cover a territory.
    pub fn parts(&self, territory: TerritoryId) -> impl Iterator<Item = TerritoryId> + '_ {
        self.stand_ins.get(&territory).into_iter().flatten().filter(|it| it.is_part).map(|it| it.unit)
    }

    /// Whether two names are of one area.
    pub fn is_same(&self, one: TerritoryId, other: TerritoryId) -> bool {
        one == other || self.same(one).contains(&other)
    }
}

/// Every (subject, object) of a property in the union; nothing for an empty or unknown name.
pub(super) fn objects<'v>(view: &'v View, property: &str) -> impl Iterator<Item = (TermId, TermId)> + 'v {
    let property = view.dictionary().iri(property);
    property.into_iter().flat_map(|it| view.scan(Pattern::new(None, Some(it), None))).map(|it| (it[0], it[2]))
}

/// Levels are told by concepts such as `level-nuts2`, or by the number alone.
fn level_of(text: &str) -> Option<Level> {
    let name = text.rsplit(['#', '/']).next().unwrap_or(text);
    let number = name.strip_prefix("level-nuts").unwrap_or(name);
    match (name, number.parse()) {
        (_, Ok(level @ 0..=3)) => Some(Level::Nuts(level)),
        ("level-eu", _) => Some(Level::Union),
        ("level-lau", _) => Some(Level::Municipality),
        _ => None,
    }
}
