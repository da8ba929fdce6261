//! Which number does a term have here? The dictionary's where it has one, else one after its end.
//!
//! A target node or a permitted value need not occur in the data.

use crate::graph::{Dictionary, Entry, Kind, NONE, TermId};
use oxrdf::{BaseDirection, BlankNode, Literal, NamedNode, Term};
use rustc_hash::FxHashMap;

struct Extra {
    kind: Kind,
    text: String,
    qualifier: TermId,
}

/// A dictionary with the terms of the shapes laid over it.
pub(super) struct Terms<'v> {
    dictionary: &'v Dictionary,
    extra: Vec<Extra>,
    numbers: FxHashMap<Term, TermId>,
}

impl<'v> Terms<'v> {
    pub(super) fn new(dictionary: &'v Dictionary) -> Self {
        Self { dictionary, extra: Vec::new(), numbers: FxHashMap::default() }
    }

    pub(super) fn intern(&mut self, term: &Term) -> TermId {
        if let Some(id) = self.dictionary.id(term.as_ref()) {
            return id;
        }
        if let Some(id) = self.numbers.get(term) {
            return *id;
        }
        let extra = match term {
            Term::NamedNode(it) => Extra { kind: Kind::Iri, text: it.as_str().to_owned(), qualifier: NONE },
            Term::BlankNode(it) => Extra { kind: Kind::Blank, text: it.as_str().to_owned(), qualifier: NONE },
            Term::Literal(it) => self.literal(it),
            // Shapes name no triple terms (they are refused when read), so that none is compared by its parts.
            Term::Triple(_) => Extra { kind: Kind::Triple, text: term.to_string(), qualifier: NONE },
        };
        let id = self.dictionary.end() + self.extra.len() as TermId;
        self.extra.push(extra);
        self.numbers.insert(term.clone(), id);
        id
    }

    /// Whether a number stands for a term of the data or of the shapes.
    pub(super) fn knows(&self, id: TermId) -> bool {
        id < self.dictionary.end() + self.extra.len() as TermId
    }

    /// The number of a term that the data or the shapes have.
    pub(super) fn known(&self, term: &Term) -> Option<TermId> {
        self.dictionary.id(term.as_ref()).or_else(|| self.numbers.get(term).copied())
    }

    fn literal(&mut self, it: &Literal) -> Extra {
        let text = it.value().to_owned();
        if let Some(language) = it.language() {
            let qualifier = self.intern(&Literal::new_simple_literal(language).into());
            let kind = match it.direction() {
                None => Kind::Lang,
                Some(BaseDirection::Ltr) => Kind::LangLtr,
                Some(BaseDirection::Rtl) => Kind::LangRtl,
            };
            return Extra { kind, text, qualifier };
        }
        if it.datatype().as_str() == crate::vocab::xsd::STRING {
            return Extra { kind: Kind::String, text, qualifier: NONE };
        }
        let qualifier = self.intern(&it.datatype().into_owned().into());
        Extra { kind: Kind::Typed, text, qualifier }
    }

    pub(super) fn entry(&self, id: TermId) -> Entry<'_> {
        match id.checked_sub(self.dictionary.end()) {
            None => self.dictionary.entry(id),
            Some(at) => {
                let it = &self.extra[at as usize];
                Entry { kind: it.kind, text: &it.text, qualifier: it.qualifier, triple: [NONE; 3] }
            }
        }
    }

    /// The datatype's IRI or the language tag; empty for a term that has neither.
    pub(super) fn qualifier(&self, entry: &Entry<'_>) -> &str {
        if entry.qualifier == NONE { "" } else { self.entry(entry.qualifier).text }
    }

    pub(super) fn term(&self, id: TermId) -> Term {
        if id < self.dictionary.end() {
            return self.dictionary.term(id);
        }
        let entry = self.entry(id);
        match entry.kind {
            Kind::Blank => BlankNode::new_unchecked(entry.text).into(),
            Kind::String => Literal::new_simple_literal(entry.text).into(),
            Kind::Typed => {
                Literal::new_typed_literal(entry.text, NamedNode::new_unchecked(self.qualifier(&entry)))
                    .into()
            }
            Kind::Lang | Kind::LangLtr | Kind::LangRtl => {
                Literal::new_language_tagged_literal_unchecked(entry.text, self.qualifier(&entry)).into()
            }
            Kind::Iri | Kind::Triple => NamedNode::new_unchecked(entry.text).into(),
        }
    }
}
