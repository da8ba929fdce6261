//! On what does one figure rest, in words, symbols, observations and a query?

use super::told::KpiTold;
use crate::graph::{NONE, TermId};
use crate::ground;
use crate::kpi::{Cell, CellId, Explanation, explain};
use crate::sparql::{Limits, Options, Query, SparqlError};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Inputs that are told one by one; all are counted.
const INPUTS_TOLD_MAX: usize = 2_000;

/// A figure with its explanation.
pub struct Explained<'a> {
    told: KpiTold<'a>,
    figure: Value,
    pub explanation: Explanation,
    /// The query that gives the same number, its parameters bound.
    pub query: Query,
}

impl<'a> KpiTold<'a> {
    /// Explains the figure at a place, `ROW.NTH` from 0; `None` where there is none.
    ///
    /// # Errors
    /// [`SparqlError`] where the question cannot be read or bound, which is a fault of ours.
    pub fn explained(&self, place: &str) -> Option<Result<Explained<'a>, SparqlError>> {
        let (row, nth) = place.split_once('.')?;
        let (at, nth): (usize, usize) = (row.parse().ok()?, nth.parse().ok()?);
        let row = self.answer.rows.get(at)?;
        let figure = row.figures.get(nth)?;
        let explanation = explain(self.data, self.answer, row, figure);
        let query = bound(&explanation);
        let figure = self.figure(at, nth, row, figure);
        Some(query.map(|query| Explained { told: *self, figure, explanation, query }))
    }
}

fn bound(explanation: &Explanation) -> Result<Query, SparqlError> {
    let file = ground::find(ground::QUERIES, &explanation.question);
    let values = explanation.parameters.iter().map(|it| (it.0.to_owned(), it.1.clone())).collect();
    let options = Options { values, ..Options::default() };
    Query::parse(file.map_or("", |it| it.text), &options, &Limits::default())
}

impl Explained<'_> {
    /// The text of the query without parameters.
    pub fn text(&self) -> String {
        self.query.text()
    }

    pub fn json(&self) -> Value {
        let about = self.explanation.about;
        let text = self.text();
        let told = &self.told;
        let revision = told.revision();
        let inputs = &self.explanation.inputs;
        let formulas = self
            .explanation
            .formulas
            .iter()
            .map(|it| json!({ "indicator": told.indicator(*it), "formula": told.formula(*it) }));
        json!({
            "figure": self.figure,
            "revision": revision,
            "method": about.method,
            "formula": about.formula,
            "formulas": formulas.collect::<Vec<_>>(),
            "inputs": inputs.iter().take(INPUTS_TOLD_MAX).map(|it| self.input(*it)).collect::<Vec<_>>(),
            "inputsTotal": inputs.len(),
            "graphs": self.graphs(),
            "query": {
                "name": self.explanation.question,
                "parameters": self.explanation.parameters.iter().map(|it| (it.0.to_owned(), it.1.clone().into())).collect::<serde_json::Map<_, Value>>(),
                "column": about.column,
                "text": text,
                "link": format!("/sparql?query={}&revision={revision}", (told.encode)(&text)),
            },
        })
    }

    fn input(&self, id: CellId) -> Value {
        let (told, cell) = (&self.told, self.told.cube().cell(id));
        let cube = told.cube();
        let iri = |it: TermId| if it == NONE { Value::Null } else { told.text(it).into() };
        json!({
            "observation": iri(cell.observation),
            "indicator": cube.indicator_of_cell(id).map(|it| cube.code(told.data.view, it)),
            "territory": cube.territory_of(id).map(|it| cube.place(told.data.view, it)),
            "period": cell.period.to_string(),
            "value": iri(cell.literal),
            "unit": told.label(cell.unit),
            "flags": cube.flags(cell.flags).map(|it| told.notation(it)).collect::<Vec<_>>(),
            "dataset": iri(cell.dataset),
            "sources": told.sources(cell.observation, cell.dataset),
        })
    }

    /// The graphs that hold the values.
    fn graphs(&self) -> BTreeSet<String> {
        let view = self.told.data.view;
        let cells = self.explanation.inputs.iter().map(|it| self.told.cube().cell(*it));
        let Some(value) = view.dictionary().iri(crate::vocab::con::property::OBS_VALUE) else {
            return BTreeSet::new();
        };
        let of = |cell: Cell| view.graphs_of([cell.observation, value, cell.literal]);
        let found = cells.filter(|it| it.literal != NONE).flat_map(of);
        let graphs: BTreeSet<TermId> = found.collect();
        graphs.into_iter().map(|it| self.told.text(it).to_owned()).collect()
    }
}
