//! Which triples do the rules read?
//!
//! The facts alone, so that one decision can be asked of a small dataset, and so that their hash changes with nothing else.
//! Deliberately absent: levels of the European and the national frameworks of referencing statements; no rule reads them.

use super::reader::Reader;
use crate::graph::{Ids, Pattern, TermId, View};
use crate::vocab::con::{class, property};
use crate::vocab::elm;
use rustc_hash::FxHashSet;

/// The classes of the facts that rules read; agreements are known by their parties.
const CLASSES: &[&str] = &[
    class::LAW_VERSION,
    class::RULESET,
    class::EXPERIENCE_LIMB,
    class::REGULATED_ACTIVITY,
    class::REGULATION,
    class::REGULATION_STATEMENT,
    class::MATTER_HOURS,
    class::EU_INSTRUMENT,
    class::ANNEX_V_ENTRY,
    class::COMMON_TRAINING_FRAMEWORK,
    class::LISTING,
    class::QUALIFICATION_VERSION,
    class::REFERENCE_QUALIFICATION,
    class::MATTER,
    elm::ACCREDITATION,
];

/// The triples of every fact of recognition in the union of all graphs; sorted, none twice.
pub fn fact_triples(view: &View) -> Vec<Ids> {
    let mut reader = Reader::new(view);
    let mut nodes: Vec<TermId> = CLASSES.iter().flat_map(|it| reader.instances(it)).collect();
    nodes.extend(reader.having(property::ISSUERS));
    let mut seen: FxHashSet<TermId> = nodes.iter().copied().collect();
    let mut triples = Vec::new();
    while let Some(node) = nodes.pop() {
        for triple in view.scan(Pattern::new(Some(node), None, None)) {
            triples.push(triple);
            // What hangs on a fact without a name of its own belongs to it.
            let is_blank = view.dictionary().kind(triple[2]) == crate::graph::Kind::Blank;
            if is_blank && seen.insert(triple[2]) {
                nodes.push(triple[2]);
            }
        }
    }
    triples.sort_unstable();
    triples.dedup();
    triples
}
