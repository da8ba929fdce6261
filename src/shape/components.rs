//! What do single values have to be, and how are the questions of a shapes graph asked?

use super::check::CheckError;
use super::evaluate::{At, Evaluator, Hit, Sink, Stop, Walk};
use super::lexical;
use super::model::Asked;
use super::path::Path;
use super::question::{Form, Session, Solution};
use super::terms::Terms;
use crate::graph::{Kind, NONE, TermId};
use crate::vocab::{rdf, xsd};
use oxrdf::{Literal, Term};
use std::sync::Arc;

/// Section 4.1.2: a literal of this datatype whose text is well formed.
pub(super) fn has_datatype(terms: &Terms<'_>, id: TermId, datatype: TermId) -> bool {
    let entry = terms.entry(id);
    match entry.kind {
        Kind::Typed => {
            entry.qualifier == datatype && lexical::is_well_formed(entry.text, terms.qualifier(&entry))
        }
        Kind::String => terms.entry(datatype).text == xsd::STRING,
        Kind::Lang => terms.entry(datatype).text == rdf::LANG_STRING,
        Kind::LangLtr | Kind::LangRtl => terms.entry(datatype).text == rdf::DIR_LANG_STRING,
        Kind::Iri | Kind::Blank | Kind::Triple => false,
    }
}

/// The `str()` of SPARQL; `None` for a blank node.
pub(super) fn text<'t>(terms: &'t Terms<'_>, id: TermId) -> Option<&'t str> {
    let entry = terms.entry(id);
    match entry.kind {
        Kind::Blank | Kind::Triple => None,
        Kind::Iri | Kind::String | Kind::Lang | Kind::Typed | Kind::LangLtr | Kind::LangRtl => {
            Some(entry.text)
        }
    }
}

/// The number of characters, `None` for a blank node.
pub(super) fn length(terms: &Terms<'_>, id: TermId) -> Option<u64> {
    text(terms, id).map(|it| it.chars().count() as u64)
}

/// Section 4.4.4: `langMatches` with one of the ranges.
pub(super) fn has_language(terms: &Terms<'_>, id: TermId, ranges: &[String]) -> bool {
    let entry = terms.entry(id);
    if !entry.kind.is_lang() || entry.qualifier == NONE {
        return false;
    }
    let tag = terms.qualifier(&entry);
    ranges.iter().any(|range| {
        range == "*"
            || tag.get(..range.len()).is_some_and(|it| it.eq_ignore_ascii_case(range))
                && matches!(tag.as_bytes().get(range.len()), None | Some(b'-'))
    })
}

/// The pre-bound variables that are others for each focus node.
const CHANGING: &[&str] = &["this", "value"];

impl<'w> Evaluator<'w> {
    /// Sections 5.3 and 6.3: a SELECT gives one result a solution, an ASK one for each value that it denies.
    pub(super) fn ask(&self, at: At<'w, '_>, asked: &'w Arc<Asked>, sink: Sink<'_, 'w>) -> Walk {
        let whole = self.whole;
        let shape = &whole.shapes.shapes[at.shape];
        let mut values: Vec<(&str, Term)> =
            vec![("this", whole.terms.term(at.focus)), ("currentShape", shape.node.clone())];
        if let Some(graph) = &whole.shapes.shapes_graph {
            values.push(("shapesGraph", graph.clone().into()));
        }
        values.extend(asked.parameters.iter().map(|(name, term)| (name.as_str(), term.clone())));
        let run = |values: &[(&str, Term)]| {
            self.solutions(asked, values).map_err(|message| {
                let shape = shape.node.to_string();
                Stop::Failed(Box::new(CheckError::Question { shape, message }))
            })
        };
        if asked.form == Form::Ask {
            for value in at.values {
                values.push(("value", whole.terms.term(*value)));
                if run(&values)?.is_empty() {
                    let messages = filled(&asked.messages, &values, &Vec::new());
                    sink(Hit { messages, ..at.miss_of(*value) })?;
                }
                values.pop();
            }
            return Ok(());
        }
        for solution in run(&values)? {
            if matches!(bound(&solution, "failure"), Some(Term::Literal(it)) if it.value() == "true") {
                let message = "the query binds ?failure to true".to_owned();
                let shape = shape.node.to_string();
                return Err(Stop::Failed(Box::new(CheckError::Question { shape, message })));
            }
            sink(Self::hit(at, asked, &values, &solution))?;
        }
        Ok(())
    }

    /// One session serves a question for every focus node that this evaluator meets.
    fn solutions(&self, asked: &'w Arc<Asked>, values: &[(&str, Term)]) -> Result<Vec<Solution>, String> {
        let mut sessions = self.sessions.borrow_mut();
        let is_it = |it: &(*const Asked, Box<dyn Session + 'w>)| std::ptr::eq(it.0, Arc::as_ptr(asked));
        let at = sessions.iter().position(is_it).unwrap_or_else(|| {
            sessions.push((Arc::as_ptr(asked), asked.prepared.session(self.whole.view)));
            sessions.len() - 1
        });
        sessions[at].1.ask(values, CHANGING)
    }

    /// Section 5.3.2: how a solution becomes a result.
    fn hit(at: At<'w, '_>, asked: &Asked, values: &[(&str, Term)], solution: &Solution) -> Hit<'w> {
        let is_node_shape = at.plan.path.is_none();
        let path = match bound(solution, "path") {
            Some(Term::NamedNode(it)) => Some(Path::Predicate(it.clone())),
            _ => None,
        };
        let value = bound(solution, "value").cloned();
        let messages = match bound(solution, "message") {
            Some(Term::Literal(it)) => vec![it.clone()],
            _ => filled(&asked.messages, values, solution),
        };
        let own = (value.is_none() && is_node_shape).then_some(at.focus);
        Hit { check: at.check, focus: at.focus, value: own, value_term: value, path, messages }
    }
}

fn bound<'s>(solution: &'s Solution, name: &str) -> Option<&'s Term> {
    solution.iter().find(|it| it.0.as_str() == name).map(|it| &it.1)
}

/// Messages with `{$name}` and `{?name}` replaced by values (section 5.3.2).
pub(super) fn filled(messages: &[Literal], values: &[(&str, Term)], solution: &Solution) -> Vec<Literal> {
    let fill = |text: &str| {
        let mut text = text.to_owned();
        let named = solution.iter().map(|(name, term)| (name.as_str(), term));
        for (name, term) in named.chain(values.iter().map(|(name, term)| (*name, term))) {
            let word = match term {
                Term::Literal(it) => it.value().to_owned(),
                Term::NamedNode(_) | Term::BlankNode(_) | Term::Triple(_) => super::expect::short(term),
            };
            text = text.replace(&format!("{{${name}}}"), &word).replace(&format!("{{?{name}}}"), &word);
        }
        text
    };
    messages
        .iter()
        .map(|it| match it.language() {
            Some(tag) => Literal::new_language_tagged_literal_unchecked(fill(it.value()), tag),
            None => Literal::new_simple_literal(fill(it.value())),
        })
        .collect()
}
