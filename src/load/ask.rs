//! How does the room of shapes ask SPARQL? Through this adapter, because the two stand side by side.

use crate::graph::{Reading, View};
use crate::shape::{Asker, Form, Prepared, Question, Session, Solution};
use crate::sparql::{self, Cancel, DefaultGraph, PreBound, PreBoundText};
use oxrdf::Term;
use std::sync::Arc;

/// Lends SPARQL over the union of all graphs, within these limits for each single question.
#[derive(Clone, Debug, Default)]
pub struct SparqlAsker {
    pub limits: sparql::Limits,
    pub cancel: Cancel,
}

impl Asker for SparqlAsker {
    fn prepare(&self, question: &Question) -> Result<Arc<dyn Prepared>, String> {
        let of = PreBoundText {
            text: &question.text,
            prefixes: &question.prefixes,
            variables: &question.pre_bound,
            projected: &question.projected,
        };
        let query = PreBound::parse(&of, DefaultGraph::Union, &self.limits)
            .map_err(|it| format!("the SPARQL query cannot be used: {it}"))?;
        let form = match query.form() {
            sparql::Form::Ask => Form::Ask,
            sparql::Form::Select | sparql::Form::Graph => Form::Select,
        };
        if form != question.form {
            return Err("the SPARQL query is of the wrong form".to_owned());
        }
        let starts: &[&str] = if form == Form::Ask { &["this", "value"] } else { &["this"] };
        let readings = query.readings(starts, &question.pre_bound);
        Ok(Arc::new(Ready { query, readings, asker: self.clone() }))
    }
}

#[derive(Debug)]
struct Ready {
    query: PreBound,
    readings: Option<Vec<Reading>>,
    asker: SparqlAsker,
}

impl Prepared for Ready {
    fn readings(&self) -> Option<&[Reading]> {
        self.readings.as_deref()
    }

    fn session<'a>(&'a self, view: &'a View) -> Box<dyn Session + 'a> {
        let SparqlAsker { limits, cancel } = &self.asker;
        Box::new(Series(self.query.session(view, limits, cancel)))
    }
}

struct Series<'a>(sparql::Session<'a>);

impl Session for Series<'_> {
    fn ask(&mut self, values: &[(&str, Term)], changing: &[&str]) -> Result<Vec<Solution>, String> {
        self.0.solutions(values, changing).map_err(|it| it.to_string())
    }
}
