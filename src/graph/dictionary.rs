//! Which number stands for which term?
//!
//! A term is interned once into a `u32` and its lexical form is kept as written: `"01"^^xsd:integer` stays `01`.
//! Text lives in one string per segment, so that a million terms are a handful of allocations.
//! Deliberately absent: deletion. A term that nothing uses any more stays until the index is rebuilt from a checkpoint.

use hashbrown::HashTable;
use oxrdf::{
    BaseDirection, BlankNode, Literal, LiteralRef, NamedNode, NamedOrBlankNode, Term, TermRef, Triple,
};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The number of a term in a [`Dictionary`]; [`NONE`] is no term.
pub type TermId = u32;

/// No term: an unbound variable, or the default graph where a graph name is expected.
pub const NONE: TermId = 0;

const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";

/// The kinds of RDF 1.2 terms, as far as they differ in how they are stored.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[repr(u8)]
pub enum Kind {
    Iri = 0,
    Blank = 1,
    /// A literal of datatype `xsd:string`.
    String = 2,
    /// A language-tagged string; the tag is a term of kind [`Kind::String`].
    Lang = 3,
    /// Any other literal; the datatype is a term of kind [`Kind::Iri`].
    Typed = 4,
    /// A language-tagged string written from left to right.
    LangLtr = 5,
    /// A language-tagged string written from right to left.
    LangRtl = 6,
    /// A triple term.
    Triple = 7,
}

pub(super) const KINDS: [Kind; 8] = [
    Kind::Iri,
    Kind::Blank,
    Kind::String,
    Kind::Lang,
    Kind::Typed,
    Kind::LangLtr,
    Kind::LangRtl,
    Kind::Triple,
];

impl Kind {
    pub fn is_literal(self) -> bool {
        !matches!(self, Self::Iri | Self::Blank | Self::Triple)
    }

    pub fn is_lang(self) -> bool {
        matches!(self, Self::Lang | Self::LangLtr | Self::LangRtl)
    }
}

/// What the dictionary holds of one term, borrowed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Entry<'a> {
    pub kind: Kind,
    /// The IRI, the blank node's label or the lexical form; empty for a triple term.
    pub text: &'a str,
    /// The language tag or the datatype as a term, [`NONE`] where the kind has neither.
    pub qualifier: TermId,
    /// Subject, predicate and object of a triple term, [`NONE`] otherwise.
    pub triple: [TermId; 3],
}

/// A run of terms with consecutive numbers.
#[derive(Clone, Debug, Default)]
struct Segment {
    first: TermId,
    text: String,
    /// Where the text of each term starts (56 bits) with its kind in the top byte; one more entry closes the last.
    starts: Vec<u64>,
    qualifiers: Vec<u32>,
    triples: Vec<[TermId; 3]>,
    table: HashTable<TermId>,
}

const OFFSET_MASK: u64 = (1 << 56) - 1;

impl Segment {
    fn new(first: TermId) -> Self {
        Self { first, starts: vec![0], ..Self::default() }
    }

    fn len(&self) -> usize {
        self.qualifiers.len()
    }

    fn next(&self) -> TermId {
        self.first + self.len() as TermId
    }

    /// The kind alone, without a look at the text, which is elsewhere in memory.
    fn kind(&self, id: TermId) -> Kind {
        KINDS[(self.starts[(id - self.first) as usize] >> 56) as usize & 7]
    }

    fn entry(&self, id: TermId) -> Entry<'_> {
        let at = (id - self.first) as usize;
        let (start, end) = (self.starts[at], self.starts[at + 1] & OFFSET_MASK);
        let kind = self.kind(id);
        let qualifier = self.qualifiers[at];
        let (qualifier, triple) = match kind {
            Kind::Triple => (NONE, self.triples[qualifier as usize]),
            Kind::Iri
            | Kind::Blank
            | Kind::String
            | Kind::Lang
            | Kind::Typed
            | Kind::LangLtr
            | Kind::LangRtl => (qualifier, [NONE; 3]),
        };
        Entry { kind, text: &self.text[(start & OFFSET_MASK) as usize..end as usize], qualifier, triple }
    }

    fn find(&self, hash: u64, wanted: &Entry<'_>) -> Option<TermId> {
        self.table.find(hash, |id| self.entry(*id) == *wanted).copied()
    }

    fn push(&mut self, hash: u64, entry: &Entry<'_>) -> TermId {
        let id = self.next();
        let at = self.len();
        self.starts[at] |= (entry.kind as u64) << 56;
        self.text.push_str(entry.text);
        self.starts.push(self.text.len() as u64);
        if entry.kind == Kind::Triple {
            self.qualifiers.push(self.triples.len() as u32);
            self.triples.push(entry.triple);
        } else {
            self.qualifiers.push(entry.qualifier);
        }
        self.index(hash, id);
        id
    }

    fn index(&mut self, hash: u64, id: TermId) {
        let Self { table, text, starts, qualifiers, triples, first } = self;
        let (first, text, starts, qualifiers, triples) = (*first, &*text, &*starts, &*qualifiers, &*triples);
        table.insert_unique(hash, id, |id| {
            let at = (*id - first) as usize;
            let start = starts[at];
            let kind = KINDS[(start >> 56) as usize & 7];
            let text = &text[(start & OFFSET_MASK) as usize..(starts[at + 1] & OFFSET_MASK) as usize];
            if kind == Kind::Triple {
                hash_of(&Entry { kind, text, qualifier: NONE, triple: triples[qualifiers[at] as usize] })
            } else {
                hash_of(&Entry { kind, text, qualifier: qualifiers[at], triple: [NONE; 3] })
            }
        });
    }
}

fn hash_of(entry: &Entry<'_>) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(entry.text.as_bytes());
    hasher.write_u32(u32::from(entry.kind as u8) | entry.qualifier << 3);
    if entry.kind == Kind::Triple {
        entry.triple.hash(&mut hasher);
    }
    // FxHasher's entropy sits in the high bits, the table's buckets are chosen by the low ones.
    hasher.finish()
}

/// An immutable set of terms: a large base and a small tail, both shared between revisions.
#[derive(Clone, Debug)]
pub struct Dictionary {
    base: Arc<Segment>,
    tail: Arc<Segment>,
}

impl Default for Dictionary {
    fn default() -> Self {
        Self { base: Arc::new(Segment::new(1)), tail: Arc::new(Segment::new(1)) }
    }
}

impl Dictionary {
    /// One more than the largest number in use.
    pub fn end(&self) -> TermId {
        self.tail.next()
    }

    pub fn len(&self) -> usize {
        self.end() as usize - 1
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes held by texts and tables.
    pub fn bytes(&self) -> usize {
        [&self.base, &self.tail]
            .iter()
            .map(|it| {
                it.text.capacity()
                    + it.starts.capacity() * 8
                    + it.qualifiers.capacity() * 4
                    + it.table.capacity() * 5
            })
            .sum()
    }

    /// What is stored under a number.
    ///
    /// # Panics
    /// Where `id` is [`NONE`] or was never given out: numbers never come from outside.
    pub fn entry(&self, id: TermId) -> Entry<'_> {
        if id < self.tail.first { self.base.entry(id) } else { self.tail.entry(id) }
    }

    pub fn kind(&self, id: TermId) -> Kind {
        if id < self.tail.first { self.base.kind(id) } else { self.tail.kind(id) }
    }

    /// The IRI, label or lexical form of a term.
    pub fn text(&self, id: TermId) -> &str {
        self.entry(id).text
    }

    pub(crate) fn find(&self, wanted: &Entry<'_>) -> Option<TermId> {
        let hash = hash_of(wanted);
        self.base.find(hash, wanted).or_else(|| self.tail.find(hash, wanted))
    }

    /// The number of an IRI, `None` where no statement of any kept revision uses it.
    pub fn iri(&self, iri: &str) -> Option<TermId> {
        self.find(&plain(Kind::Iri, iri))
    }

    /// The number of a term, `None` where it is unknown.
    pub fn id(&self, term: TermRef<'_>) -> Option<TermId> {
        resolve(term, &mut |entry| self.find(entry))
    }

    /// The number of a literal given by its parts.
    pub fn literal(&self, text: &str, kind: Kind, qualifier: TermId) -> Option<TermId> {
        self.find(&Entry { kind, text, qualifier, triple: [NONE; 3] })
    }

    pub fn term(&self, id: TermId) -> Term {
        let entry = self.entry(id);
        match entry.kind {
            Kind::Iri => NamedNode::new_unchecked(entry.text).into(),
            Kind::Blank => BlankNode::new_unchecked(entry.text).into(),
            Kind::String => Literal::new_simple_literal(entry.text).into(),
            Kind::Typed => {
                Literal::new_typed_literal(entry.text, NamedNode::new_unchecked(self.text(entry.qualifier)))
                    .into()
            }
            Kind::Lang => {
                Literal::new_language_tagged_literal_unchecked(entry.text, self.text(entry.qualifier)).into()
            }
            Kind::LangLtr | Kind::LangRtl => {
                let direction =
                    if entry.kind == Kind::LangLtr { BaseDirection::Ltr } else { BaseDirection::Rtl };
                Literal::new_directional_language_tagged_literal_unchecked(
                    entry.text,
                    self.text(entry.qualifier),
                    direction,
                )
                .into()
            }
            Kind::Triple => self.triple(entry.triple).into(),
        }
    }

    /// A triple of the index as terms.
    pub fn triple(&self, [s, p, o]: [TermId; 3]) -> Triple {
        Triple::new(self.subject(s), NamedNode::new_unchecked(self.text(p)), self.term(o))
    }

    pub fn subject(&self, id: TermId) -> NamedOrBlankNode {
        let entry = self.entry(id);
        if entry.kind == Kind::Blank {
            BlankNode::new_unchecked(entry.text).into()
        } else {
            NamedNode::new_unchecked(entry.text).into()
        }
    }

    /// Every number with what is stored under it, in order.
    pub fn entries(&self) -> impl Iterator<Item = (TermId, Entry<'_>)> {
        (1..self.end()).map(|id| (id, self.entry(id)))
    }

    /// Whether both give the same numbers to the terms they share, because one grew out of the other.
    pub fn is_same_line(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.base, &other.base) && {
            let (short, long) = if self.end() <= other.end() { (self, other) } else { (other, self) };
            (short.tail.first..short.end()).all(|id| short.entry(id) == long.entry(id))
        }
    }
}

/// Numbers new terms on top of a dictionary that stays as it is.
#[derive(Clone, Debug)]
pub struct Interner {
    base: Arc<Segment>,
    tail: Segment,
}

/// A tail shorter than this is never worth merging, in terms.
const TAIL_TERMS_MIN: usize = 4_096;

impl Interner {
    pub fn new(dictionary: &Dictionary) -> Self {
        Self { base: Arc::clone(&dictionary.base), tail: Segment::clone(&dictionary.tail) }
    }

    /// An empty one with room for so many terms and bytes of text.
    pub(super) fn with_capacity(n_terms: usize, text_bytes: usize) -> Self {
        let mut tail = Segment::new(1);
        tail.text.reserve_exact(text_bytes);
        tail.starts.reserve_exact(n_terms);
        tail.qualifiers.reserve_exact(n_terms);
        tail.table = HashTable::with_capacity(n_terms);
        Self { base: Arc::new(Segment::new(1)), tail }
    }

    pub fn intern(&mut self, term: TermRef<'_>) -> TermId {
        // Interning never fails, so that `None` cannot come back.
        resolve(term, &mut |entry| Some(self.intern_entry(entry))).unwrap_or(NONE)
    }

    pub fn intern_iri(&mut self, iri: &str) -> TermId {
        self.intern_entry(&plain(Kind::Iri, iri))
    }

    pub fn intern_blank(&mut self, label: &str) -> TermId {
        self.intern_entry(&plain(Kind::Blank, label))
    }

    pub(crate) fn intern_entry(&mut self, entry: &Entry<'_>) -> TermId {
        let hash = hash_of(entry);
        if let Some(id) = self.base.find(hash, entry).or_else(|| self.tail.find(hash, entry)) {
            return id;
        }
        self.tail.push(hash, entry)
    }

    pub fn entry(&self, id: TermId) -> Entry<'_> {
        if id < self.tail.first { self.base.entry(id) } else { self.tail.entry(id) }
    }

    /// One more than the largest number in use.
    pub fn end(&self) -> TermId {
        self.tail.next()
    }

    /// Ends the growth: a tail that has become long against its base is merged into a new base.
    pub fn freeze(self) -> Dictionary {
        if self.tail.len() < TAIL_TERMS_MIN.max(self.base.len() / 4) {
            return Dictionary { base: self.base, tail: Arc::new(self.tail) };
        }
        let merged = if self.base.len() == 0 { self.tail } else { merge(&self.base, &self.tail) };
        let next = merged.next();
        Dictionary { base: Arc::new(merged), tail: Arc::new(Segment::new(next)) }
    }
}

fn merge(base: &Segment, tail: &Segment) -> Segment {
    let mut merged = base.clone();
    for id in tail.first..tail.next() {
        let entry = tail.entry(id);
        merged.push(hash_of(&entry), &entry);
    }
    merged
}

fn plain(kind: Kind, text: &str) -> Entry<'_> {
    Entry { kind, text, qualifier: NONE, triple: [NONE; 3] }
}

/// Turns a term into its entry, parts first, and asks `find` for the number of each.
fn resolve(term: TermRef<'_>, find: &mut dyn FnMut(&Entry<'_>) -> Option<TermId>) -> Option<TermId> {
    match term {
        TermRef::NamedNode(it) => find(&plain(Kind::Iri, it.as_str())),
        TermRef::BlankNode(it) => find(&plain(Kind::Blank, it.as_str())),
        TermRef::Literal(it) => resolve_literal(it, find),
        TermRef::Triple(it) => {
            let s = resolve(it.subject.as_ref().into(), find)?;
            let p = resolve(it.predicate.as_ref().into(), find)?;
            let o = resolve(it.object.as_ref(), find)?;
            find(&Entry { kind: Kind::Triple, text: "", qualifier: NONE, triple: [s, p, o] })
        }
    }
}

fn resolve_literal(it: LiteralRef<'_>, find: &mut dyn FnMut(&Entry<'_>) -> Option<TermId>) -> Option<TermId> {
    let text = it.value();
    if let Some(language) = it.language() {
        let qualifier = find(&plain(Kind::String, language))?;
        let kind = match it.direction() {
            None => Kind::Lang,
            Some(BaseDirection::Ltr) => Kind::LangLtr,
            Some(BaseDirection::Rtl) => Kind::LangRtl,
        };
        return find(&Entry { kind, text, qualifier, triple: [NONE; 3] });
    }
    let datatype = it.datatype();
    if datatype.as_str() == XSD_STRING {
        return find(&plain(Kind::String, text));
    }
    let qualifier = find(&plain(Kind::Iri, datatype.as_str()))?;
    find(&Entry { kind: Kind::Typed, text, qualifier, triple: [NONE; 3] })
}
