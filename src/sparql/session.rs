//! How is a pre-bound query asked for thousands of nodes of one view? It is planned once.
//!
//! Planning takes several times as long as the answer of such a query. So the plan is made with terms that stand for
//! nothing in the place of the values that change, and each question puts the numbers of its own values in
//! (`retarget`). Literals are planned for by themselves, because a plan may rest on a value being a node.

use super::answer::{self, Prepared, Solution};
use super::error::SparqlError;
use super::limits::{Cancel, Limits};
use super::prebind::PreBound;
use super::retarget::Retarget;
use crate::graph::{TermId, View};
use oxrdf::{NamedNode, Term};

/// Terms that a session computes before it starts anew.
const COMPUTED_MAX: usize = 4_096;

/// A pre-bound query, one view, and the plan for both.
pub struct Session<'a> {
    query: &'a PreBound,
    view: &'a View,
    limits: &'a Limits,
    cancel: &'a Cancel,
    ready: Option<Ready<'a>>,
}

/// A plan with places for values.
struct Ready<'a> {
    prepared: Prepared<'a>,
    /// The values that it holds as they are, by the names of their variables.
    fixed: Vec<(String, Term)>,
    /// The variables whose values change, with the numbers that stand in their places.
    places: Vec<(String, TermId)>,
}

impl<'a> Session<'a> {
    pub(super) fn new(query: &'a PreBound, view: &'a View, limits: &'a Limits, cancel: &'a Cancel) -> Self {
        Self { query, view, limits, cancel, ready: None }
    }

    /// The solutions for values of which those of `changing` may be others at each call.
    ///
    /// # Errors
    /// As [`super::execute`].
    pub fn solutions(
        &mut self,
        values: &[(&str, Term)],
        changing: &[&str],
    ) -> Result<Vec<Solution>, SparqlError> {
        let changes = |it: &&(&str, Term)| changing.contains(&it.0);
        if values.iter().filter(changes).any(|it| !matches!(it.1, Term::NamedNode(_) | Term::BlankNode(_))) {
            return self.query.solutions(self.view, values, self.limits, self.cancel);
        }
        let fits = |ready: &Ready<'_>| {
            ready.prepared.n_computed() < COMPUTED_MAX
                && ready.fixed.len() + ready.places.len() == values.len()
                && values.iter().all(|(name, term)| {
                    if changing.contains(name) {
                        ready.places.iter().any(|it| it.0 == *name)
                    } else {
                        ready.fixed.iter().any(|it| it.0 == *name && it.1 == *term)
                    }
                })
        };
        if !self.ready.as_ref().is_some_and(fits) {
            self.ready = Some(self.plan(values, changing)?);
        }
        let Some(ready) = &mut self.ready else { return Ok(Vec::new()) };
        let mut ids = Vec::with_capacity(ready.places.len());
        for (name, place) in &ready.places {
            if let Some((_, term)) = values.iter().find(|it| it.0 == name.as_str()) {
                ids.push((*place, ready.prepared.intern(term)));
            }
        }
        ready.prepared.solutions_at(&Retarget(&ids), self.limits, self.cancel)
    }

    fn plan(&self, values: &[(&str, Term)], changing: &[&str]) -> Result<Ready<'a>, SparqlError> {
        let (mut put_in, mut fixed, mut names) = (Vec::new(), Vec::new(), Vec::new());
        for (name, term) in values {
            if changing.contains(name) {
                let stand_in: Term = stand_in(names.len()).into();
                names.push(((*name).to_owned(), stand_in.clone(), term.clone()));
                put_in.push((*name, stand_in));
            } else {
                fixed.push(((*name).to_owned(), term.clone()));
                put_in.push((*name, term.clone()));
            }
        }
        let query = self.query.with(&put_in);
        // Counted is for the first values, which are as good as any.
        let like: Vec<(Term, Term)> = names.iter().map(|it| (it.1.clone(), it.2.clone())).collect();
        let prepared = answer::prepare(self.view, &query, self.limits, self.cancel, &like)?;
        let places = names.into_iter().map(|(name, stand_in, _)| {
            let id = prepared.intern(&stand_in);
            (name, id)
        });
        let places = places.collect();
        Ok(Ready { prepared, fixed, places })
    }
}

/// A term that no data has: no IRI starts so.
fn stand_in(n: usize) -> NamedNode {
    NamedNode::new_unchecked(format!("?{n}"))
}
