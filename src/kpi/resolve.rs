//! Which indicator, territory, group or series does a word mean?

use super::cube::{Block, Cube, IndicatorId, text};
use super::error::KpiError;
use super::indicator::one;
use super::period::Period;
use super::territory::{Level, TerritoryId, objects};
use crate::graph::{NONE, TermId, View};
use crate::vocab::{con, org, rdfs, skos};
use rustc_hash::FxHashSet;

/// Suggestions of one refusal.
const LIKE_MAX: usize = 3;

/// A word is like another if it takes no more than this many edits, and no more than a third of its length.
const EDITS_MAX: usize = 3;

/// The part of a view that all functions of this room read.
#[derive(Clone, Copy, Debug)]
pub struct Data<'v> {
    pub view: &'v View,
    pub cube: &'v Cube,
}

impl<'v> Data<'v> {
    /// An indicator by its code (`JO-6`), the last part of its IRI (`jo-6`) or its IRI.
    ///
    /// # Errors
    /// [`KpiError::NoIndicator`] with the most similar codes and names.
    pub fn indicator(self, asked: &str) -> Result<IndicatorId, KpiError> {
        let (asked, cube) = (asked.trim(), self.cube);
        let found = cube.indicators().find(|(_, it)| self.is_called(asked, it.term, it.code)).map(|it| it.0);
        found.ok_or_else(|| {
            let all: Vec<(TermId, TermId)> = cube.indicators().map(|it| (it.1.term, it.1.code)).collect();
            KpiError::NoIndicator { asked: asked.to_owned(), like: self.like(asked, &all) }
        })
    }

    /// A territory by its code (`DE21`), the last part of its IRI (`lombardy`) or its IRI.
    ///
    /// Where several are called so the first with observations is meant.
    ///
    /// # Errors
    /// [`KpiError::NoTerritory`] with the most similar codes and names.
    pub fn territory(self, asked: &str) -> Result<TerritoryId, KpiError> {
        let (asked, territories) = (asked.trim(), &self.cube.territories);
        territories.named(self.view, asked).ok_or_else(|| {
            let all: Vec<(TermId, TermId)> = territories.all().map(|it| (it.1.term, it.1.code)).collect();
            KpiError::NoTerritory { asked: asked.to_owned(), like: self.like(asked, &all) }
        })
    }

    /// A period as written.
    ///
    /// # Errors
    /// [`KpiError::Period`].
    pub fn period(self, asked: &str) -> Result<Period, KpiError> {
        Period::parse(asked.trim()).ok_or_else(|| KpiError::Period(asked.to_owned()))
    }

    /// The territories of a group: `nuts0` to `nuts3` are all of a level that have values in the block, `DE:nuts2` those
    /// of a country, and any other word is a body (`asa`) whose member territories are meant.
    ///
    /// # Errors
    /// [`KpiError::NoGroup`], [`KpiError::NoTerritory`].
    pub fn group(self, asked: &str, block: &Block) -> Result<Vec<TerritoryId>, KpiError> {
        let (country, level) = match asked.split_once(':') {
            Some((country, level)) => (Some(self.territory(country)?), level),
            None => (None, asked),
        };
        let territories = &self.cube.territories;
        let country = country.map(|it| territories.get(it).country.unwrap_or(it));
        if let Some(level) = level.strip_prefix("nuts").and_then(|it| it.parse().ok()).filter(|it| *it < 4) {
            return Ok(self
                .cube
                .series(block)
                .map(|it| it.0)
                .filter(|it| territories.get(*it).level == Some(Level::Nuts(level)))
                .filter(|it| country.is_none() || territories.get(*it).country == country)
                .collect());
        }
        let members = self.members(asked);
        if members.is_empty() {
            return Err(KpiError::NoGroup {
                asked: asked.to_owned(),
                like: ["asa", "nuts2", "DE:nuts2"].map(str::to_owned).to_vec(),
            });
        }
        Ok(members)
    }

    /// The territories that are, or were, members of a body.
    fn members(self, body: &str) -> Vec<TerritoryId> {
        let is_body = |it: TermId| self.is_called(body, it, NONE);
        let memberships: FxHashSet<TermId> =
            objects(self.view, org::ORGANIZATION_OF).filter(|it| is_body(it.1)).map(|it| it.0).collect();
        let members = objects(self.view, org::MEMBER).filter(|it| memberships.contains(&it.0));
        let mut members: Vec<TerritoryId> =
            members.filter_map(|it| self.cube.territories.of_term(it.1)).collect();
        members.sort_unstable();
        members.dedup();
        members
    }

    /// The series that stands for an indicator where no further dimension is named: without such dimensions, or the
    /// total of each.
    ///
    /// # Errors
    /// As [`Data::block`].
    pub fn headline(self, indicator: IndicatorId) -> Result<&'v Block, KpiError> {
        self.cube.headline(self.view, indicator)
    }

    /// The series of an indicator with these values of further dimensions, and the total of all others.
    ///
    /// A dimension or value is named by its code, the last part of its IRI or its IRI.
    ///
    /// # Errors
    /// [`KpiError::NoObservations`], [`KpiError::NoSlice`], [`KpiError::ManySlices`].
    pub fn block(self, indicator: IndicatorId, asked: &[(String, String)]) -> Result<&'v Block, KpiError> {
        if asked.is_empty() {
            return self.headline(indicator);
        }
        let code = || self.cube.code(self.view, indicator).to_owned();
        let blocks: Vec<&Block> = self.cube.blocks_of(indicator).collect();
        if blocks.is_empty() {
            return Err(KpiError::NoObservations { indicator: code() });
        }
        let fits = |block: &&Block| {
            let names = |pair: &(TermId, TermId), (dimension, value): &(String, String)| {
                self.is_called(dimension, pair.0, NONE)
                    && self.is_called(value, pair.1, self.notation(pair.1))
            };
            let has_all = asked.iter().all(|it| block.slice.iter().any(|pair| names(pair, it)));
            let rest = block.slice.iter().filter(|pair| !asked.iter().any(|it| names(pair, it)));
            has_all && rest.into_iter().all(|it| is_total(self.view, *it))
        };
        let found: Vec<&Block> = blocks.iter().copied().filter(fits).collect();
        match found[..] {
            [one] => Ok(one),
            [] => {
                let asked =
                    asked.iter().map(|it| format!("{} = {}", it.0, it.1)).collect::<Vec<_>>().join(", ");
                Err(KpiError::NoSlice { indicator: code(), asked, available: self.told(&blocks) })
            }
            _ => Err(KpiError::ManySlices { indicator: code(), available: self.told(&found) }),
        }
    }

    fn told(self, blocks: &[&Block]) -> Vec<String> {
        blocks.iter().map(|it| self.slice_words(it)).collect()
    }

    /// `sex = F, age = Y25-64`, or `no further dimension`.
    pub fn slice_words(self, block: &Block) -> String {
        if block.slice.is_empty() {
            return "no further dimension".to_owned();
        }
        let text = |it: TermId| text(self.view, it);
        let pair = |it: &(TermId, TermId)| {
            let notation = self.notation(it.1);
            let value = if notation == NONE { last(text(it.1)) } else { text(notation) };
            format!("{} = {value}", last(text(it.0)))
        };
        block.slice.iter().map(pair).collect::<Vec<_>>().join(", ")
    }

    fn notation(self, term: TermId) -> TermId {
        one(self.view, term, skos::NOTATION).unwrap_or(NONE)
    }

    /// Whether a word is the IRI, the last part of the IRI or the code of a thing.
    fn is_called(self, asked: &str, term: TermId, code: TermId) -> bool {
        let iri = text(self.view, term);
        asked == iri
            || asked.eq_ignore_ascii_case(last(iri))
            || code != NONE && asked.eq_ignore_ascii_case(text(self.view, code))
    }

    /// The codes and names that are most like a word.
    fn like(self, asked: &str, things: &[(TermId, TermId)]) -> Vec<String> {
        let asked = asked.to_lowercase();
        let most = EDITS_MAX.min(asked.chars().count() / 3 + 1);
        let mut found: Vec<(usize, String)> = Vec::new();
        for (term, code) in things {
            let name = text(self.view, if *code == NONE { *term } else { *code });
            let mut words = vec![name.to_owned(), last(text(self.view, *term)).to_owned()];
            for label in [rdfs::LABEL, skos::PREF_LABEL, skos::ALT_LABEL] {
                let Some(label) = self.view.dictionary().iri(label) else { continue };
                let all = self.view.objects_of(&[*term], label);
                words.extend(all.into_iter().map(|it| self.view.dictionary().text(it.1).to_owned()));
            }
            let nearest = words.iter().map(|it| edits(&asked, &it.to_lowercase(), most)).min();
            if let Some(edits) = nearest.filter(|it| *it <= most) {
                found.push((edits, last(name).to_owned()));
            }
        }
        found.sort();
        found.dedup_by(|a, b| a.1 == b.1);
        found.into_iter().take(LIKE_MAX).map(|it| it.1).collect()
    }
}

impl Cube {
    /// See [`Data::headline`].
    pub(super) fn headline(&self, view: &View, indicator: IndicatorId) -> Result<&Block, KpiError> {
        let blocks: Vec<&Block> = self.blocks_of(indicator).collect();
        let code = || self.code(view, indicator).to_owned();
        let is_total = |it: &&&Block| it.slice.iter().all(|it| is_total(view, *it));
        match blocks[..] {
            [] => Err(KpiError::NoObservations { indicator: code() }),
            [one] => Ok(one),
            _ => {
                let mut totals = blocks.iter().filter(is_total);
                if let (Some(one), None) = (totals.next(), totals.next()) {
                    return Ok(one);
                }
                let available = Data { view, cube: self }.told(&blocks);
                Err(KpiError::ManySlices { indicator: code(), available })
            }
        }
    }
}

/// Whether a value of a further dimension stands for all of it.
fn is_total(view: &View, (dimension, value): (TermId, TermId)) -> bool {
    one(view, dimension, con::property::TOTAL_CODE) == Some(value)
}

/// The last part of an IRI.
pub fn last(iri: &str) -> &str {
    iri.rsplit(['/', '#']).next().unwrap_or(iri)
}

/// How many letters have to be put in, taken out or replaced; more than `most` is told as `most + 1`.
fn edits(one: &str, other: &str, most: usize) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > most {
        return most + 1;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let best = (corner + usize::from(a != b)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = best;
        }
    }
    row[other.len()].min(most + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted_up_to_a_bound() {
        assert_eq!(edits("jo-6", "jo-6", 3), 0);
        assert_eq!(edits("jo6", "jo-6", 3), 1);
        assert_eq!(edits("lombardie", "lombardy", 3), 2);
        assert_eq!(edits("lombardy", "piedmont", 3), 4);
        assert_eq!(edits("", "abcdef", 3), 4);
    }
}
