//! Which values does a code list have? IC-19 to IC-21 of section 11.1.

use super::names::Data;
use crate::graph::{Kind, TermId};
use crate::shape::path::Path;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// How the values of a list are told.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Telling {
    /// IC-19: `skos:inScheme`.
    Scheme,
    /// IC-19: `skos:member`, over any number of collections.
    Collection,
    /// IC-20: from the roots along a property.
    Downward(TermId),
    /// IC-21: from the roots against the property that `owl:inverseOf` names.
    Upward(TermId),
}

/// A list that the values of a dimension must be in.
pub(super) struct Codes {
    /// The constraint's.
    pub(super) number: u8,
    values: Arc<FxHashSet<TermId>>,
}

impl Codes {
    pub(super) fn contains(&self, value: TermId) -> bool {
        self.values.contains(&value)
    }
}

/// Reads each list once.
#[derive(Default)]
pub(super) struct Lists {
    read: FxHashMap<(TermId, Telling), Arc<FxHashSet<TermId>>>,
}

impl Lists {
    /// The lists of a dimension.
    pub(super) fn of(&mut self, data: &Data<'_>, dimension: TermId) -> Vec<Codes> {
        let names = &data.names;
        let mut all = Vec::new();
        for list in data.objects(dimension, names.code_list).iter().copied() {
            let is = |class| data.triples.contains([list, names.rdf_type, class]);
            if is(names.concept_scheme) {
                all.push(self.codes(data, 19, list, Telling::Scheme));
            }
            if is(names.collection) {
                all.push(self.codes(data, 19, list, Telling::Collection));
            }
            if is(names.hierarchy_class) {
                for property in data.objects(list, names.parent_child).iter().copied() {
                    match data.terms.entry(property).kind {
                        Kind::Iri => all.push(self.codes(data, 20, list, Telling::Downward(property))),
                        Kind::Blank => {
                            for inverse in data.objects(property, names.inverse_of).iter() {
                                all.push(self.codes(data, 21, list, Telling::Upward(*inverse)));
                            }
                        }
                        Kind::String
                        | Kind::Lang
                        | Kind::Typed
                        | Kind::LangLtr
                        | Kind::LangRtl
                        | Kind::Triple => (),
                    }
                }
            }
        }
        all
    }

    fn codes(&mut self, data: &Data<'_>, number: u8, list: TermId, telling: Telling) -> Codes {
        let read = self.read.entry((list, telling)).or_insert_with(|| Arc::new(values(data, list, telling)));
        Codes { number, values: Arc::clone(read) }
    }
}

fn values(data: &Data<'_>, list: TermId, telling: Telling) -> FxHashSet<TermId> {
    let names = &data.names;
    let step = match telling {
        Telling::Scheme => return data.subjects(names.in_scheme, list).collect(),
        Telling::Collection => {
            let path = Path::OneOrMore(Box::new(Path::Predicate(names.member)));
            return path.values(data.triples, list).iter().copied().collect();
        }
        Telling::Downward(property) => Path::Predicate(property),
        Telling::Upward(property) => Path::Inverse(Box::new(Path::Predicate(property))),
    };
    let path = Path::Sequence(vec![Path::Predicate(names.hierarchy_root), Path::ZeroOrMore(Box::new(step))]);
    path.values(data.triples, list).iter().copied().collect()
}
