//! `/kpi/milestones`, `/kpi/objectives`: how far the programme is.

use super::bridge;
use super::openapi::{AS_OF, Endpoint, FORMAT, Parameter, REVISION};
use super::params::Params;
use super::problem::{Code, Problem};
use super::reading::Reading;
use super::state::Shared;
use crate::registry::{Milestone, Monitored, ObjectiveIndicator, RegistryError};
use axum::extract::{Request, State};
use axum::http::header;
use axum::response::Response;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) const API: &[Endpoint] = &[
    Endpoint::get("/kpi/milestones", "milestones", "Where milestones and commitments stand on a day.")
        .taking(&[
            Parameter::query("at", "string", "The day; today where it is not given."),
            FORMAT,
            REVISION,
            AS_OF,
        ])
        .answering(&["application/json", "text/csv"]),
    Endpoint::get("/kpi/objectives", "objectives", "Objectives with the indicators that serve them.")
        .taking(&[FORMAT, REVISION, AS_OF])
        .answering(&["application/json", "text/csv"]),
];

/// GET: `at` is a day, today where it is not given; `format` is json or csv.
pub(super) async fn milestones(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let at = match params.only("at")? {
        Some(at) => at.to_owned(),
        None => jiff::Timestamp::now().to_string().chars().take(10).collect(),
    };
    let form = Form::of(&params, &parts.headers)?;
    let reading = Reading::new(&app, &params).await?;
    let tag = reading.tag(&parts, (&at, form.media_type()));
    if let Some(unchanged) = reading.unchanged(&parts, &tag) {
        return Ok(unchanged);
    }
    let permit = app.gate.enter().await?;
    let (registry, view) = (Arc::clone(&app.registry), Arc::clone(&reading.view));
    let body = bridge::run(move || {
        let _permit = permit;
        let answer = registry.milestones(&view, &at)?;
        Ok::<_, RegistryError>(match form {
            Form::Json => milestones_json(&answer, &at, view.revision()).to_string(),
            Form::Csv => milestones_csv(&answer),
        })
    })
    .await??;
    Ok(reading.answer(&tag, form.media_type(), body))
}

/// GET: `format` is json or csv.
pub(super) async fn objectives(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let form = Form::of(&params, &parts.headers)?;
    let reading = Reading::new(&app, &params).await?;
    let tag = reading.tag(&parts, form.media_type());
    if let Some(unchanged) = reading.unchanged(&parts, &tag) {
        return Ok(unchanged);
    }
    let permit = app.gate.enter().await?;
    let (registry, view) = (Arc::clone(&app.registry), Arc::clone(&reading.view));
    let body = bridge::run(move || {
        let _permit = permit;
        let answer = registry.objectives(&view)?;
        Ok::<_, RegistryError>(match form {
            Form::Json => objectives_json(&answer, view.revision()).to_string(),
            Form::Csv => objectives_csv(&answer),
        })
    })
    .await??;
    Ok(reading.answer(&tag, form.media_type(), body))
}

/// What an answer is written as.
#[derive(Clone, Copy)]
enum Form {
    Json,
    Csv,
}

impl Form {
    fn of(params: &Params, headers: &axum::http::HeaderMap) -> Result<Self, Problem> {
        match params.only("format")? {
            Some("json") => Ok(Self::Json),
            Some("csv") => Ok(Self::Csv),
            Some(other) => {
                Err(Problem::new(Code::BadParameter, format!("`format` is json or csv, and not `{other}`")))
            }
            None => {
                let accept = headers.get(header::ACCEPT).and_then(|it| it.to_str().ok()).unwrap_or_default();
                Ok(if accept.trim_start().starts_with("text/csv") { Self::Csv } else { Self::Json })
            }
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

fn milestones_json(answer: &Monitored<Milestone>, at: &str, revision: u64) -> Value {
    let row = |it: &Milestone| {
        json!({
            "kind": it.kind,
            "provision": { "iri": it.provision, "name": it.provision_name },
            "target": it.target.as_ref().map(|iri| json!({ "iri": iri, "name": it.target_name })),
            "comparator": it.comparator,
            "value": it.value,
            "unit": it.unit,
            "dueText": it.due_text,
            "firstDay": it.first_day,
            "lastDay": it.last_day,
            "counted": it.counted,
            "status": it.standing.words(),
            "reason": it.reason,
        })
    };
    let rows: Vec<Value> = answer.rows.iter().map(row).collect();
    json!({ "at": at, "revision": revision, "milestones": rows, "explain": { "sparql": answer.query } })
}

fn milestones_csv(answer: &Monitored<Milestone>) -> String {
    let mut text = "kind,provision,provisionName,target,targetName,comparator,value,unit,dueText,firstDay,lastDay,counted,status,reason\r\n".to_owned();
    for it in &answer.rows {
        let text_of = |it: &Option<String>| it.clone().unwrap_or_default();
        let cells = [
            it.kind.clone(),
            it.provision.clone(),
            it.provision_name.clone(),
            text_of(&it.target),
            text_of(&it.target_name),
            text_of(&it.comparator),
            text_of(&it.value),
            text_of(&it.unit),
            text_of(&it.due_text),
            text_of(&it.first_day),
            text_of(&it.last_day),
            it.counted.map(|it| it.to_string()).unwrap_or_default(),
            it.standing.words().to_owned(),
            text_of(&it.reason),
        ];
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        line(&cells, &mut text);
    }
    text
}

fn objectives_json(answer: &Monitored<ObjectiveIndicator>, revision: u64) -> Value {
    let mut objectives: Vec<Value> = Vec::new();
    for (place, it) in answer.rows.iter().enumerate() {
        if place == 0 || answer.rows[place - 1].objective != it.objective {
            let gap = if it.indicator.is_none() { it.gap.clone() } else { None };
            objectives.push(json!({
                "number": it.number,
                "objective": { "iri": it.objective, "name": it.objective_name },
                "gap": gap,
                "indicators": [],
            }));
        }
        let indicators = objectives.last_mut().and_then(|it| it["indicators"].as_array_mut());
        if let (Some((code, iri, name)), Some(indicators)) = (&it.indicator, indicators) {
            indicators.push(json!({
                "code": code, "iri": iri, "name": name, "basis": it.basis, "values": it.values, "gap": it.gap,
            }));
        }
    }
    json!({ "revision": revision, "objectives": objectives, "explain": { "sparql": answer.query } })
}

fn objectives_csv(answer: &Monitored<ObjectiveIndicator>) -> String {
    let mut text =
        "number,objective,objectiveName,code,indicator,indicatorName,basis,values,gap\r\n".to_owned();
    for it in &answer.rows {
        let (code, iri, name) =
            it.indicator.as_ref().map_or(("", "", ""), |(code, iri, name)| (code, iri, name));
        let values = it.values.to_string();
        let (basis, gap) = (it.basis.as_deref().unwrap_or(""), it.gap.as_deref().unwrap_or(""));
        line(
            &[&it.number, &it.objective, &it.objective_name, code, iri, name, basis, &values, gap],
            &mut text,
        );
    }
    text
}

/// Writes cells as a line of RFC 4180.
fn line(cells: &[&str], text: &mut String) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
    text.push_str("\r\n");
}
