//! In which language is a text served?
//!
//! One chain: each language asked for, then its base (`de` of `de-AT`, and any `de-...`), then English, then a text
//! without language, then any, by its tag. What was served is told beside the text.

use crate::graph::{Dictionary, TermId};
use std::cell::RefCell;

/// The language of last resort, which every entity has names in.
const FALLBACK: &str = "en";

/// Languages of one request that are looked at.
const LANGUAGES_MAX: usize = 20;

/// The order of preference among languages.
#[derive(Debug, Default)]
pub(super) struct Languages {
    chain: Vec<String>,
    /// Ranks by the number of the tag: there are few tags, and many texts.
    known: RefCell<Vec<(TermId, u32)>>,
}

impl Languages {
    pub(super) fn new<'a>(asked: impl IntoIterator<Item = &'a str>) -> Self {
        let mut chain: Vec<String> =
            asked.into_iter().take(LANGUAGES_MAX).map(str::to_ascii_lowercase).collect();
        if !chain.iter().any(|it| it == FALLBACK) {
            chain.push(FALLBACK.to_owned());
        }
        Self { chain, known: RefCell::default() }
    }

    /// The languages as asked for, for fingerprints.
    pub(super) fn chain(&self) -> &[String] {
        &self.chain
    }

    /// The smaller, the better.
    fn rank(&self, tag: Option<&str>) -> u32 {
        let n = self.chain.len() as u32 * 2;
        let Some(tag) = tag else { return n };
        for (at, wanted) in (0u32..).zip(&self.chain) {
            if tag.eq_ignore_ascii_case(wanted) {
                return at * 2;
            }
            if base(tag).eq_ignore_ascii_case(base(wanted)) {
                return at * 2 + 1;
            }
        }
        n + 1
    }

    fn rank_of(&self, dictionary: &Dictionary, id: TermId) -> u32 {
        let entry = dictionary.entry(id);
        if !entry.kind.is_lang() {
            return self.rank(None);
        }
        let mut known = self.known.borrow_mut();
        if let Some(found) = known.iter().find(|it| it.0 == entry.qualifier) {
            return found.1;
        }
        let rank = self.rank(Some(dictionary.text(entry.qualifier)));
        known.push((entry.qualifier, rank));
        rank
    }

    /// The best of some texts; among equals the first one, of any language the one with the least tag.
    pub(super) fn best(&self, dictionary: &Dictionary, texts: &[TermId]) -> Option<TermId> {
        let mut best: Option<(u32, TermId)> = None;
        for id in texts {
            let entry = dictionary.entry(*id);
            if !entry.kind.is_literal() {
                continue;
            }
            let rank = self.rank_of(dictionary, *id);
            let tag = |id: TermId| {
                let it = dictionary.entry(id);
                if it.kind.is_lang() { dictionary.text(it.qualifier) } else { "" }
            };
            if best.is_none_or(|(known, other)| rank < known || (rank == known && tag(*id) < tag(other))) {
                best = Some((rank, *id));
            }
        }
        best.map(|it| it.1)
    }
}

fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Whether a tag is a language or a part of it: `de-AT` is `de` (RFC 4647, basic filtering).
pub(super) fn matches_language(tag: &str, wanted: &str) -> bool {
    let start = tag.get(..wanted.len()).unwrap_or_default();
    start.eq_ignore_ascii_case(wanted) && matches!(tag.as_bytes().get(wanted.len()), None | Some(b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_goes_from_the_asked_to_any() {
        let languages = Languages::new(["de-AT", "fr"]);
        let ranks = [Some("de-AT"), Some("de"), Some("fr"), Some("fr-CA"), Some("en"), None, Some("sv")];
        let ranks = ranks.map(|it| languages.rank(it));
        assert!(ranks.is_sorted() && ranks.windows(2).all(|it| it[0] < it[1]), "{ranks:?}");
        assert!(matches_language("de-AT", "de") && !matches_language("den", "de"));
    }
}
