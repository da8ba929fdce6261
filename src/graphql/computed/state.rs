//! What is in the registry? Its revision, its size, and how many things of each kind it holds.

use super::{Call, Domain, Tree};
use crate::graph::{NONE, Pattern};
use crate::graphql::error::Fault;
use crate::vocab::rdf;
use rustc_hash::FxHashMap;

pub(super) const DOMAIN: Domain = Domain {
    sdl: r#"
"What the registry holds at a revision."
type RegistryState {
  "The number of the revision."
  revision: Int!
  "When it was accepted; null for the empty registry."
  time: DateTime
  "Statements, each counted in every graph that makes it."
  quadCount: Int!
  "Graphs that hold statements."
  graphCount: Int!
  "How many things of each class there are, the most frequent first."
  classes: [ClassCount!]!
}

"How many instances a class has."
type ClassCount {
  "The class."
  class: Node!
  "Its direct instances."
  count: Int!
}

extend type Query {
  "What is in the registry."
  registry: RegistryState
}
"#,
    resolve,
};

fn resolve(call: &Call<'_>) -> Result<Vec<Tree>, Fault> {
    let view = call.view;
    let revision = view.revision();
    let heads = call.registry.revisions();
    let head = heads.iter().find(|it| it.number == revision);
    let mut counts: FxHashMap<_, usize> = FxHashMap::default();
    if let Some(types) = view.dictionary().iri(rdf::TYPE) {
        for [_, _, class] in view.union().scan(Pattern::new(None, Some(types), None)) {
            *counts.entry(class).or_default() += 1;
            call.meter.work(1)?;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(class, n)| (std::cmp::Reverse(*n), view.dictionary().text(*class)));
    let n_graphs = view.graphs().filter(|it| it.0 != NONE && !it.1.is_empty()).count();
    Ok(vec![Tree::Record(vec![
        ("revision", Tree::Int(i64::try_from(revision).unwrap_or(i64::MAX))),
        ("time", Tree::maybe(head, |it| Tree::text(it.time.clone()))),
        ("quadCount", Tree::count(view.n_quads())),
        ("graphCount", Tree::count(n_graphs)),
        (
            "classes",
            Tree::list(counts, |(class, n)| {
                Tree::Record(vec![("class", Tree::Node(class)), ("count", Tree::count(n))])
            }),
        ),
    ])])
}
