//! How far is the programme? Milestones, yearly targets, commitments and objectives at a date, asked of one view.
//!
//! A question file is the definition of each status (`queries/kpi/milestones.rq`, `queries/kpi/objectives.rq`); what is
//! told here is its answer, with the query that gives it again. Nothing is counted here.

use super::{Registry, RegistryError};
use crate::graph::View;
use crate::ground::{QUERIES, find};
use crate::sparql::{self, Cancel, Format, Options, Query, QueryResultsFormat, SparqlError};
use serde::Deserialize;
use std::collections::HashMap;

/// Rows of an answer, with the query that has the same answer at the same revision.
#[derive(Clone, Debug)]
pub struct Monitored<T> {
    pub rows: Vec<T>,
    /// Standard SPARQL, with the values in their places.
    pub query: String,
}

/// Where a milestone, a yearly target or a commitment stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// The period of the target has not begun, and nothing counts yet.
    NotStarted,
    /// As much is done as there is time gone.
    OnTrack,
    /// The period has begun, and less is done than there is time gone.
    Due,
    Met,
    /// The last day has passed, and the registry does not know the target as met.
    Overdue,
    /// [`Milestone::reason`] says why.
    NotMeasurable,
}

impl Standing {
    const ALL: [Self; 6] =
        [Self::NotStarted, Self::OnTrack, Self::Due, Self::Met, Self::Overdue, Self::NotMeasurable];

    /// As the question and every interface calls it.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotStarted => "not started",
            Self::OnTrack => "on track",
            Self::Due => "due",
            Self::Met => "met",
            Self::Overdue => "overdue",
            Self::NotMeasurable => "not measurable",
        }
    }
}

/// One milestone target, yearly target or commitment at a date.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Milestone {
    /// `milestone`, `yearly target` or `commitment`.
    pub kind: String,
    /// The provision that sets it, as IRI.
    pub provision: String,
    /// In English.
    pub provision_name: String,
    /// The target as IRI; a commitment without a number has none.
    pub target: Option<String>,
    pub target_name: Option<String>,
    pub comparator: Option<String>,
    /// The number aimed at, as it is written.
    pub value: Option<String>,
    pub unit: Option<String>,
    /// The deadline in the words of the document.
    pub due_text: Option<String>,
    /// The first day of the period in which things count, `2025-01-01`.
    pub first_day: Option<String>,
    /// The last day on which the target can be met in time.
    pub last_day: Option<String>,
    /// What the registry knows to count up to the date; none where it is not known what counts.
    pub counted: Option<u64>,
    pub standing: Standing,
    /// Why it cannot be measured.
    pub reason: Option<String>,
}

/// One indicator that serves an objective, or an objective that none serves.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ObjectiveIndicator {
    /// Of the objective in its document.
    pub number: String,
    pub objective: String,
    /// In English.
    pub objective_name: String,
    /// The code, the IRI and the English name of the indicator.
    pub indicator: Option<(String, String, String)>,
    /// The texts and needs on which the indicator rests, with semicolons between them.
    pub basis: Option<String>,
    /// Observations with a value.
    pub values: u64,
    /// What is missing: an indicator, or its observations.
    pub gap: Option<String>,
}

impl Registry {
    /// Where each milestone, yearly target and commitment stands on a day (`2025-06-30`), by what a view knows.
    ///
    /// # Errors
    /// [`RegistryError::Sparql`]: a day that is none, a limit that was met.
    pub fn milestones(&self, view: &View, at: &str) -> Result<Monitored<Milestone>, RegistryError> {
        let asked = self.question(view, "kpi/milestones.rq", &[("at", at)])?;
        let rows = asked.rows.into_iter().map(milestone).collect();
        Ok(Monitored { rows, query: asked.query })
    }

    /// The objectives of the Working Agreement with the indicators that serve them; an objective without one is a row.
    ///
    /// # Errors
    /// [`RegistryError::Sparql`] for a limit that was met.
    pub fn objectives(&self, view: &View) -> Result<Monitored<ObjectiveIndicator>, RegistryError> {
        let asked = self.question(view, "kpi/objectives.rq", &[])?;
        let rows = asked.rows.into_iter().map(objective).collect();
        Ok(Monitored { rows, query: asked.query })
    }

    /// The rows of an embedded question.
    fn question(
        &self,
        view: &View,
        name: &str,
        values: &[(&str, &str)],
    ) -> Result<Monitored<Row>, RegistryError> {
        let text = find(QUERIES, name).map_or("", |it| it.text);
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let options = Options { values, ..Options::default() };
        let limits = &self.settings().limits;
        let query = Query::parse(text, &options, limits)?;
        let mut json = Vec::new();
        let format = Format::Results(QueryResultsFormat::Json);
        sparql::execute(view, &query, limits, &Cancel::default(), format, &mut json)?;
        let answer: Answer =
            serde_json::from_slice(&json).map_err(|it| SparqlError::Evaluation(it.to_string()))?;
        let row =
            |it: HashMap<String, Cell>| Row(it.into_iter().map(|(name, cell)| (name, cell.value)).collect());
        Ok(Monitored { rows: answer.results.bindings.into_iter().map(row).collect(), query: query.text() })
    }
}

/// SPARQL JSON results.
#[derive(Deserialize)]
struct Answer {
    results: Results,
}

#[derive(Deserialize)]
struct Results {
    bindings: Vec<HashMap<String, Cell>>,
}

#[derive(Deserialize)]
struct Cell {
    value: String,
}

struct Row(HashMap<String, String>);

impl Row {
    fn take(&mut self, name: &str) -> String {
        self.0.remove(name).unwrap_or_default()
    }

    fn maybe(&mut self, name: &str) -> Option<String> {
        self.0.remove(name).filter(|it| !it.is_empty())
    }
}

fn milestone(mut row: Row) -> Milestone {
    let status = row.take("status");
    Milestone {
        kind: row.take("kind"),
        provision: row.take("provision"),
        provision_name: row.take("provisionName"),
        target: row.maybe("target"),
        target_name: row.maybe("targetName"),
        comparator: row.maybe("comparator"),
        value: row.maybe("value"),
        unit: row.maybe("unit"),
        due_text: row.maybe("dueText"),
        first_day: row.maybe("firstDay"),
        last_day: row.maybe("lastDay"),
        counted: row.maybe("counted").and_then(|it| it.parse().ok()),
        standing: Standing::ALL
            .into_iter()
            .find(|it| it.words() == status)
            .unwrap_or(Standing::NotMeasurable),
        reason: row.maybe("reason"),
    }
}

fn objective(mut row: Row) -> ObjectiveIndicator {
    let name = row.maybe("indicatorName");
    let (code, iri) = (row.maybe("code"), row.maybe("indicator"));
    ObjectiveIndicator {
        number: row.take("number"),
        objective: row.take("objective"),
        objective_name: row.take("objectiveName"),
        indicator: code.zip(iri).zip(name).map(|((code, iri), name)| (code, iri, name)),
        basis: row.maybe("basis"),
        values: row.take("values").parse().unwrap_or_default(),
        gap: row.maybe("gap"),
    }
}
