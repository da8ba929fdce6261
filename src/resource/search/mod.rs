//! Which things are called so?
//!
//! An index over the names of one view: folded words, sorted, each with the texts that hold it, and under each text
//! the things that are called so. A prefix is a range of words. It is built from the view alone and holds numbers of
//! the view's dictionary; the texts that are shown stay there.
//!
//! Deliberately absent: blank nodes, because an answer must be able to name what it found; descriptions and notes;
//! the graph of revisions, which is in no union.

mod fold;
mod query;
mod similar;
#[cfg(test)]
mod tests;

pub use query::{Closeness, Hit, Hits, LANGUAGES_MAX, Query, QueryError, TEXT_CHARS_MAX, TYPES_MAX};

use super::Label;
use crate::graph::{Kind, Pattern, TermId, Triples, View};
use crate::vocab::{dcterms, foaf, rdfs, skos};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

/// The part of a text that is searched, letters; a longer one is found by its beginning only.
const NAME_CHARS_MAX: usize = 1_000;

/// Folded text of the whole index, bytes; names beyond are left out, the longest first.
const FOLDED_BYTES_MAX: usize = 1 << 30;

/// How much a property is a name, the higher the more.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Tier {
    LastPart = 1,
    Notation = 2,
    Alternative = 3,
    Preferred = 4,
}

/// The properties that name things, and how much each is a name.
const PROPERTIES: &[(&str, Tier)] = &[
    (rdfs::LABEL, Tier::Preferred),
    (skos::PREF_LABEL, Tier::Preferred),
    (dcterms::TITLE, Tier::Preferred),
    (foaf::NAME, Tier::Preferred),
    (skos::ALT_LABEL, Tier::Alternative),
    (skos::NOTATION, Tier::Notation),
    (dcterms::IDENTIFIER, Tier::Notation),
];

/// One thing called by one text.
#[derive(Clone, Copy, Debug)]
struct Name {
    subject: TermId,
    /// The literal; the subject itself where its IRI is the name.
    term: TermId,
    /// The place in [`PROPERTIES`]; their number where the IRI is the name.
    property: u8,
}

impl Name {
    /// The property's IRI; `None` where the thing's own IRI is the name.
    fn property(self) -> Option<&'static str> {
        PROPERTIES.get(usize::from(self.property)).map(|it| it.0)
    }

    fn tier(self) -> Tier {
        PROPERTIES.get(usize::from(self.property)).map_or(Tier::LastPart, |it| it.1)
    }

    /// As it is written.
    fn label(self, view: &View) -> Label<'_> {
        let entry = view.dictionary().entry(self.term);
        if entry.kind == Kind::Iri {
            return Label { text: last_part(entry.text), language: None };
        }
        let language = entry.kind.is_lang().then(|| view.dictionary().text(entry.qualifier));
        Label { text: entry.text, language }
    }
}

/// A text that one or more things are called by.
#[derive(Clone, Copy, Debug)]
struct Text {
    /// Where its folded words start in the arena; they end where those of the next text start.
    start: u32,
    /// The first of its names; the last is before the first of the next text.
    name: u32,
}

/// The names of one view, ready to be searched.
///
/// Names are numbered in the order that breaks ties: shorter texts first, then by text, IRI, property and language.
#[derive(Debug)]
pub struct SearchIndex {
    /// What the index was built from, to know it again.
    union: Triples,
    names: Vec<Name>,
    /// With one more that closes the last.
    texts: Vec<Text>,
    folded: String,
    /// The places of the words in the arena, sorted by word, each word once.
    words: Vec<(u32, u32)>,
    /// Where the texts of each word start in `postings`, with one more that closes the last.
    posting_starts: Vec<u32>,
    /// The numbers of texts, ascending for each word.
    postings: Vec<u32>,
    n_left_out: usize,
}

impl SearchIndex {
    /// Reads every name of the union of all graphs.
    pub fn new(view: &View) -> Self {
        let mut index = Self {
            union: view.union().clone(),
            names: Vec::new(),
            texts: Vec::new(),
            folded: String::new(),
            words: Vec::new(),
            posting_starts: vec![0],
            postings: Vec::new(),
            n_left_out: 0,
        };
        index.read_names(view);
        index.read_words();
        index
    }

    /// Whether the index was built from this view, or from one that says the same by the same numbers.
    pub fn is_of(&self, view: &View) -> bool {
        self.union.is_shared_with(view.union())
    }

    /// How many names can be found, the last parts of IRIs included.
    pub fn n_names(&self) -> usize {
        self.names.len()
    }

    /// How many different words the names hold.
    pub fn n_words(&self) -> usize {
        self.words.len()
    }

    /// How many names had no room.
    pub fn n_left_out(&self) -> usize {
        self.n_left_out
    }

    /// Bytes held beside the view.
    pub fn bytes(&self) -> usize {
        self.names.capacity() * size_of::<Name>()
            + self.texts.capacity() * size_of::<Text>()
            + self.folded.capacity()
            + self.words.capacity() * size_of::<(u32, u32)>()
            + (self.posting_starts.capacity() + self.postings.capacity()) * size_of::<u32>()
    }

    fn read_names(&mut self, view: &View) {
        let found = sorted_names(view);
        self.names.reserve_exact(found.len());
        let mut is_full = false;
        for same in found.chunk_by(|a, b| a.text == b.text) {
            let start = self.folded.len();
            let end = same[0].text.char_indices().nth(NAME_CHARS_MAX).map_or(same[0].text.len(), |it| it.0);
            if !is_full {
                fold::fold_into(&same[0].text[..end], &mut self.folded);
                is_full = self.folded.len() > FOLDED_BYTES_MAX;
            }
            if is_full {
                self.folded.truncate(start);
                self.n_left_out += same.len();
            } else if self.folded.len() > start {
                self.texts.push(Text { start: start as u32, name: self.names.len() as u32 });
                self.names.extend(same.iter().map(|it| it.name));
            }
        }
        self.texts.push(Text { start: self.folded.len() as u32, name: self.names.len() as u32 });
        self.folded.shrink_to_fit();
        self.texts.shrink_to_fit();
    }

    fn read_words(&mut self) {
        // The hash of the standard library, because whoever loads data chooses the words.
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut found: Vec<FoundWord> = Vec::new();
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for text in 0..self.n_texts() {
            let mut at = self.texts[text].start as usize;
            for word in self.folded_text(text).split(' ') {
                let number = *numbers.entry(word).or_insert_with(|| {
                    found.push(FoundWord {
                        place: (at as u32, (at + word.len()) as u32),
                        n_texts: 0,
                        last: None,
                    });
                    found.len() as u32 - 1
                });
                at += word.len() + 1;
                let known = &mut found[number as usize];
                if known.last != Some(text) {
                    known.last = Some(text);
                    known.n_texts += 1;
                    pairs.push((number, text as u32));
                }
            }
        }
        drop(numbers);
        let word = |number: u32| {
            let (start, end) = found[number as usize].place;
            &self.folded[start as usize..end as usize]
        };
        let mut order: Vec<u32> = (0..found.len() as u32).collect();
        order.sort_unstable_by(|a, b| word(*a).cmp(word(*b)));
        let (mut next, mut n_pairs) = (vec![0u32; found.len()], 0);
        self.words.reserve_exact(order.len());
        self.posting_starts.reserve_exact(order.len());
        for number in order {
            let it = &found[number as usize];
            next[number as usize] = n_pairs;
            n_pairs += it.n_texts;
            self.words.push(it.place);
            self.posting_starts.push(n_pairs);
        }
        self.postings = vec![0; pairs.len()];
        for (number, text) in pairs {
            let place = &mut next[number as usize];
            self.postings[*place as usize] = text;
            *place += 1;
        }
    }

    fn n_texts(&self) -> usize {
        self.texts.len() - 1
    }

    /// The words of a text, folded, with blanks between them.
    fn folded_text(&self, text: usize) -> &str {
        &self.folded[self.texts[text].start as usize..self.texts[text + 1].start as usize]
    }

    fn names_of(&self, text: usize) -> Range<u32> {
        self.texts[text].name..self.texts[text + 1].name
    }

    fn word(&self, at: usize) -> &str {
        let (start, end) = self.words[at];
        &self.folded[start as usize..end as usize]
    }

    /// The words of a range that begin so.
    fn words_from(&self, prefix: &str, within: Range<usize>) -> Range<usize> {
        let first = |mut low: usize, mut high: usize, is_before: &dyn Fn(&str) -> bool| {
            while low < high {
                let middle = usize::midpoint(low, high);
                if is_before(self.word(middle)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            low
        };
        let start = first(within.start, within.end, &|it| it < prefix);
        start..first(start, within.end, &|it| it.starts_with(prefix))
    }

    /// The texts of a range of words, those of the first word first.
    fn texts_of(&self, words: Range<usize>) -> &[u32] {
        &self.postings[self.posting_starts[words.start] as usize..self.posting_starts[words.end] as usize]
    }
}

struct FoundWord {
    /// In the arena.
    place: (u32, u32),
    n_texts: u32,
    /// The last text that holds it.
    last: Option<usize>,
}

/// A name with what it is sorted by.
struct FoundName<'a> {
    n_chars: usize,
    text: &'a str,
    name: Name,
}

/// Every name of a view in the order of [`SearchIndex`].
fn sorted_names(view: &View) -> Vec<FoundName<'_>> {
    let dictionary = view.dictionary();
    let mut names = Vec::new();
    for (property, (iri, _)) in (0u8..).zip(PROPERTIES) {
        let Some(predicate) = dictionary.iri(iri) else { continue };
        for [subject, _, term] in view.scan(Pattern::new(None, Some(predicate), None)) {
            if dictionary.kind(subject) == Kind::Iri && dictionary.kind(term).is_literal() {
                names.push(Name { subject, term, property });
            }
        }
    }
    let mut is_seen = vec![false; dictionary.end() as usize];
    for [subject, _, _] in view.scan(Pattern::default()) {
        let is_seen = &mut is_seen[subject as usize];
        if !*is_seen && dictionary.kind(subject) == Kind::Iri {
            names.push(Name { subject, term: subject, property: PROPERTIES.len() as u8 });
        }
        *is_seen = true;
    }
    let found = names.into_iter().map(|name| {
        let text = name.label(view).text;
        FoundName { n_chars: text.chars().count(), text, name }
    });
    let mut found: Vec<FoundName<'_>> = found.collect();
    found.sort_unstable_by(|a, b| by_length(a, b).then_with(|| by_thing(view, a.name, b.name)));
    found
}

fn by_length(a: &FoundName<'_>, b: &FoundName<'_>) -> Ordering {
    a.n_chars.cmp(&b.n_chars).then_with(|| a.text.cmp(b.text))
}

/// Two names with the same text.
fn by_thing(view: &View, a: Name, b: Name) -> Ordering {
    let iri = |it: Name| view.dictionary().text(it.subject);
    let iris = if a.subject == b.subject { Ordering::Equal } else { iri(a).cmp(iri(b)) };
    iris.then(a.property.cmp(&b.property)).then_with(|| a.label(view).language.cmp(&b.label(view).language))
}

/// What stands after the last `/` or `#` of an IRI that says something after it.
fn last_part(iri: &str) -> &str {
    let end = iri.trim_end_matches(['/', '#']);
    end.rsplit(['/', '#']).next().unwrap_or(end)
}
