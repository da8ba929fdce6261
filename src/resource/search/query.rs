//! Which names answer a text, and which of them best?

use super::similar::{Nearness, may_err, nearness, split_first};
use super::{Name, SearchIndex, fold};
use crate::graph::{Pattern, TermId, View};
use crate::resource::Label;
use crate::vocab::{rdf, rdfs};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// The longest text that is searched for, characters.
pub const TEXT_CHARS_MAX: usize = 200;

/// Different words of a text that is searched for.
const WORDS_MAX: usize = 16;

/// Classes that a search can be bound to.
pub const TYPES_MAX: usize = 16;

/// Languages that are preferred.
pub const LANGUAGES_MAX: usize = 9;

/// Names, words and types that one search looks at, unless it says otherwise: about 20 ms.
const LOOKED_AT_MAX: usize = 200_000;

/// What is searched for.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// Every word of it must begin a word of the name, in any order.
    pub text: &'a str,
    /// Classes one of which, or of whose subclasses, the thing must be an instance of; none allows everything.
    /// The number of no term, [`crate::graph::NONE`], stands for a class without instances.
    pub types: &'a [TermId],
    /// Languages whose names go before others, the best first, such as `de`, which stands for `de-AT` as well.
    pub languages: &'a [String],
    /// Hits that are listed.
    pub limit: usize,
    /// Better hits that are passed over.
    pub offset: usize,
    /// Names, words and types that are looked at before the search breaks off.
    pub looked_at_max: usize,
}

impl Default for Query<'_> {
    fn default() -> Self {
        Self { text: "", types: &[], languages: &[], limit: 20, offset: 0, looked_at_max: LOOKED_AT_MAX }
    }
}

/// A search that cannot be done.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum QueryError {
    #[error("the text has more than {TEXT_CHARS_MAX} characters")]
    Length,
    #[error("the text has more than {WORDS_MAX} different words")]
    Words,
    #[error("more than {TYPES_MAX} classes are given")]
    Types,
    #[error("more than {LANGUAGES_MAX} languages are given")]
    Languages,
    #[error("the index was built from another view")]
    View,
}

/// How well a name answers a text, the best last.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Closeness {
    /// Each word begins a word of the name, some of them after one typing error.
    SimilarPrefixes = 1,
    /// Each word is a word of the name, some of them after one typing error.
    SimilarWords = 2,
    /// Each word begins a word of the name.
    Prefixes = 3,
    /// Each word is a word of the name.
    Words = 4,
    /// The name begins with the text.
    Start = 5,
    /// The name is the text.
    Whole = 6,
}

impl Closeness {
    /// Whether a typing error has been forgiven.
    pub fn is_similar(self) -> bool {
        self <= Self::SimilarWords
    }
}

/// One thing that was found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Hit<'a> {
    pub subject: TermId,
    /// The best of its names that answer the text.
    pub label: Label<'a>,
    /// The property that says this name; `None` where it is the last part of the thing's IRI.
    pub property: Option<&'static str>,
    pub closeness: Closeness,
    /// Three digits, 1 to 6, 1 to 4 and 0 to 9: the closeness; how much the property is a name (4 label, preferred
    /// label, title or name, 3 alternative label, 2 notation or identifier, 1 part of the IRI); how much the language
    /// is wanted (9 the first one asked for, 0 none of them).
    /// Hits of one score stand in the order of the length of their labels, of the labels and of the IRIs.
    pub score: u16,
}

/// What was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Hits<'a> {
    /// The best first.
    pub list: Vec<Hit<'a>>,
    /// All things that answer, listed or not; at least so many where the search was not whole.
    pub total: usize,
    /// Whether every name was considered.
    pub is_whole: bool,
    /// Names, words and types that were looked at.
    pub n_looked_at: usize,
}

impl SearchIndex {
    /// Searches the names of the view that the index was built from.
    ///
    /// A text without a letter or digit finds nothing. Typing errors are only forgiven where nothing answers the
    /// text as it is.
    ///
    /// # Errors
    /// [`QueryError`] for a query beyond the limits, and [`QueryError::View`].
    pub fn search<'v>(&self, view: &'v View, query: &Query<'_>) -> Result<Hits<'v>, QueryError> {
        if !self.is_of(view) {
            return Err(QueryError::View);
        }
        let asked = fold_query(query)?;
        let words = distinct_words(&asked)?;
        let mut walk = Walk::new(self, view, query);
        if !words.is_empty() {
            walk.exact(&asked, &words);
            if walk.best.is_empty() && !walk.is_cut_off {
                walk.similar(&words);
            }
        }
        Ok(walk.hits())
    }
}

fn fold_query(query: &Query<'_>) -> Result<String, QueryError> {
    if query.text.chars().nth(TEXT_CHARS_MAX).is_some() {
        return Err(QueryError::Length);
    }
    if query.types.len() > TYPES_MAX {
        return Err(QueryError::Types);
    }
    if query.languages.len() > LANGUAGES_MAX {
        return Err(QueryError::Languages);
    }
    Ok(fold::fold(query.text))
}

fn distinct_words(asked: &str) -> Result<Vec<&str>, QueryError> {
    let mut words = Vec::new();
    for word in asked.split_ascii_whitespace() {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    if words.len() > WORDS_MAX { Err(QueryError::Words) } else { Ok(words) }
}

/// One search on its way.
struct Walk<'a, 'v> {
    index: &'a SearchIndex,
    view: &'v View,
    query: &'a Query<'a>,
    /// The classes asked for with their subclasses; `None` where any will do.
    classes: Option<FxHashSet<TermId>>,
    /// Whether a thing is of those classes, as far as it was asked.
    is_wanted: FxHashMap<TermId, bool>,
    /// Of each thing the best name: the smallest rank, see [`rank`].
    best: FxHashMap<TermId, u64>,
    n_looked_at: usize,
    is_cut_off: bool,
}

/// A number that is the smaller the better: the score turned round, then the name's number, which breaks ties.
fn rank(score: u16, name: u32) -> u64 {
    u64::from(u16::MAX - score) << 32 | u64::from(name)
}

fn score_of(rank: u64) -> u16 {
    u16::MAX - (rank >> 32) as u16
}

impl<'a, 'v> Walk<'a, 'v> {
    fn new(index: &'a SearchIndex, view: &'v View, query: &'a Query<'a>) -> Self {
        let mut walk = Self {
            index,
            view,
            query,
            classes: None,
            is_wanted: FxHashMap::default(),
            best: FxHashMap::default(),
            n_looked_at: 0,
            is_cut_off: index.n_left_out > 0,
        };
        if !query.types.is_empty() {
            walk.classes = Some(walk.with_subclasses(query.types));
        }
        walk
    }

    /// Notes that something is looked at; `false` where nothing more may be.
    fn look(&mut self) -> bool {
        if self.n_looked_at >= self.query.looked_at_max {
            self.is_cut_off = true;
            return false;
        }
        self.n_looked_at += 1;
        true
    }

    fn with_subclasses(&mut self, types: &[TermId]) -> FxHashSet<TermId> {
        let mut classes: FxHashSet<TermId> = types.iter().copied().collect();
        let Some(sub_class_of) = self.view.dictionary().iri(rdfs::SUB_CLASS_OF) else { return classes };
        let mut open = types.to_vec();
        while let Some(class) = open.pop() {
            for [subclass, _, _] in self.view.scan(Pattern::new(None, Some(sub_class_of), Some(class))) {
                if !self.look() {
                    return classes;
                }
                if classes.insert(subclass) {
                    open.push(subclass);
                }
            }
        }
        classes
    }

    /// Names that hold the words as they are, found through the rarest word.
    fn exact(&mut self, asked: &str, words: &[&str]) {
        let index = self.index;
        let ranges = words.iter().map(|it| index.words_from(it, 0..index.n_words()));
        let Some(rarest) = ranges.min_by_key(|it| index.texts_of(it.clone()).len()) else { return };
        self.consider(&[rarest], |text| closeness(asked, words, text));
    }

    /// Names that hold the words with at most one typing error each, found through the rarest word.
    fn similar(&mut self, words: &[&str]) {
        if !words.iter().any(|it| may_err(it)) {
            return;
        }
        let mut rarest: Option<(usize, Vec<Range<usize>>)> = None;
        for word in words {
            let ranges = self.words_near(word);
            let n_texts = ranges.iter().map(|it| self.index.texts_of(it.clone()).len()).sum();
            if rarest.as_ref().is_none_or(|it| n_texts < it.0) {
                rarest = Some((n_texts, ranges));
            }
        }
        if let Some((_, ranges)) = rarest {
            self.consider(&ranges, |text| similarity(words, text));
        }
    }

    /// The ranges of words that begin with a text at most one edit away: sorted, apart from each other.
    ///
    /// An edit behind the letters that a word shares with the index is tried with each letter that follows there.
    fn words_near(&mut self, word: &str) -> Vec<Range<usize>> {
        let index = self.index;
        let mut ranges = vec![index.words_from(word, 0..index.n_words())];
        if may_err(word) {
            let mut shared = 0..index.n_words();
            for (at, letter) in word.char_indices() {
                let (start, rest) = (&word[..at], &word[at + letter.len_utf8()..]);
                shared = index.words_from(start, shared);
                if shared.is_empty() {
                    break;
                }
                let mut attempts = vec![format!("{start}{rest}")];
                if let Some((next, rest)) = split_first(rest) {
                    attempts.push(format!("{start}{next}{letter}{rest}"));
                }
                for follower in self.followers(start, &shared) {
                    attempts.push(format!("{start}{follower}{rest}"));
                    attempts.push(format!("{start}{follower}{letter}{rest}"));
                }
                for attempt in attempts {
                    if self.look() {
                        ranges.push(index.words_from(&attempt, shared.clone()));
                    }
                }
            }
        }
        ranges.retain(|it| !it.is_empty());
        ranges.sort_unstable_by_key(|it| (it.start, it.end));
        let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match apart.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                Some(_) | None => apart.push(range),
            }
        }
        apart
    }

    /// The letters that follow a beginning in the words of a range.
    fn followers(&mut self, start: &str, within: &Range<usize>) -> Vec<char> {
        let mut followers = Vec::new();
        let mut at = within.start;
        while at < within.end && self.look() {
            match split_first(&self.index.word(at)[start.len()..]) {
                Some((letter, _)) => {
                    followers.push(letter);
                    at = self.index.words_from(&format!("{start}{letter}"), at..within.end).end;
                }
                None => at += 1,
            }
        }
        followers
    }

    /// Looks at the texts of some words, those of the first word first.
    fn consider(&mut self, ranges: &[Range<usize>], closeness: impl Fn(&str) -> Option<Closeness>) {
        let index = self.index;
        for text in ranges.iter().flat_map(|it| index.texts_of(it.clone())) {
            if !self.look() {
                return;
            }
            let text = *text as usize;
            let Some(closeness) = closeness(index.folded_text(text)) else { continue };
            for at in index.names_of(text) {
                if !self.look() {
                    return;
                }
                let name = index.names[at as usize];
                if self.is_wanted(name.subject) {
                    let rank = rank(self.score(closeness, name), at);
                    self.best.entry(name.subject).and_modify(|it| *it = rank.min(*it)).or_insert(rank);
                }
            }
        }
    }

    fn score(&self, closeness: Closeness, name: Name) -> u16 {
        closeness as u16 * 100 + name.tier() as u16 * 10 + self.language_digit(name)
    }

    fn language_digit(&self, name: Name) -> u16 {
        if self.query.languages.is_empty() {
            return 0;
        }
        let Some(language) = name.label(self.view).language else { return 0 };
        let place = self.query.languages.iter().position(|it| is_in_range(language, it));
        place.map_or(0, |it| (LANGUAGES_MAX - it.min(LANGUAGES_MAX)) as u16)
    }

    fn is_wanted(&mut self, subject: TermId) -> bool {
        if self.classes.is_none() {
            return true;
        }
        if let Some(known) = self.is_wanted.get(&subject) {
            return *known;
        }
        let is_wanted = self.has_class(subject);
        self.is_wanted.insert(subject, is_wanted);
        is_wanted
    }

    fn has_class(&mut self, subject: TermId) -> bool {
        let Some(a) = self.view.dictionary().iri(rdf::TYPE) else { return false };
        for [_, _, class] in self.view.scan(Pattern::new(Some(subject), Some(a), None)) {
            if !self.look() {
                return false;
            }
            if self.classes.as_ref().is_some_and(|it| it.contains(&class)) {
                return true;
            }
        }
        false
    }

    fn hits(self) -> Hits<'v> {
        let total = self.best.len();
        let mut ranks: Vec<u64> = self.best.into_values().collect();
        let end = self.query.offset.saturating_add(self.query.limit);
        if end < total {
            ranks.select_nth_unstable(end);
            ranks.truncate(end);
        }
        ranks.sort_unstable();
        let list = ranks.into_iter().skip(self.query.offset).map(|rank| {
            let name = self.index.names[rank as u32 as usize];
            let score = score_of(rank);
            Hit {
                subject: name.subject,
                label: name.label(self.view),
                property: name.property(),
                closeness: closeness_of(score),
                score,
            }
        });
        Hits { list: list.collect(), total, is_whole: !self.is_cut_off, n_looked_at: self.n_looked_at }
    }
}

fn closeness_of(score: u16) -> Closeness {
    const ALL: [Closeness; 6] = [
        Closeness::SimilarPrefixes,
        Closeness::SimilarWords,
        Closeness::Prefixes,
        Closeness::Words,
        Closeness::Start,
        Closeness::Whole,
    ];
    ALL[usize::from(score / 100 - 1)]
}

/// Basic filtering of RFC 4647, 3.3.1: `de` takes in `de-AT`.
fn is_in_range(tag: &str, range: &str) -> bool {
    let start = tag.get(..range.len());
    start.is_some_and(|it| it.eq_ignore_ascii_case(range))
        && matches!(tag.as_bytes().get(range.len()), None | Some(b'-'))
}

/// How a folded text answers folded words; `asked` is all of them as they stand in the query.
fn closeness(asked: &str, words: &[&str], text: &str) -> Option<Closeness> {
    if let Some(rest) = text.strip_prefix(asked) {
        return Some(if rest.is_empty() { Closeness::Whole } else { Closeness::Start });
    }
    let mut closeness = Closeness::Words;
    for word in words {
        let mut found = None;
        for rest in text.split(' ').filter_map(|it| it.strip_prefix(word)) {
            found = Some(Closeness::Prefixes).max(found);
            if rest.is_empty() {
                found = Some(Closeness::Words);
                break;
            }
        }
        closeness = closeness.min(found?);
    }
    Some(closeness)
}

/// How a folded text answers folded words with at most one typing error each.
fn similarity(words: &[&str], text: &str) -> Option<Closeness> {
    let mut similarity = Nearness::Word;
    for asked in words {
        let best = text.split(' ').filter_map(|word| {
            if may_err(asked) {
                return nearness(asked, word);
            }
            let rest = word.strip_prefix(asked)?;
            Some(if rest.is_empty() { Nearness::Word } else { Nearness::Prefix })
        });
        similarity = similarity.min(best.max()?);
    }
    Some(match similarity {
        Nearness::Word => Closeness::SimilarWords,
        Nearness::Prefix => Closeness::SimilarPrefixes,
    })
}
