//! What the facts say without any application: regulation, agreements, chains, coverage of lists, titles side by side.

use crate::graph::View;
use crate::http::params::Params;
use crate::http::problem::{Code, Problem};
use crate::http::reading::Reading;
use crate::http::state::Shared;
use crate::http::{bridge, report};
use crate::recognition::{Day, Iri, TITLES_MAX};
use crate::registry::{Ready, Tables};
use axum::extract::{Request, State};
use axum::response::Response;
use serde_json::Value as Json;
use std::sync::Arc;

/// One table as JSON, of the revision that is asked for.
async fn table(
    app: Shared,
    request: Request,
    work: impl FnOnce(&Params, &Ready, &View, &str) -> Result<Json, Problem> + Send + 'static,
) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let language = report::language(&params, &parts.headers);
    let reading = Reading::new(&app, &params).await?;
    let tag = reading.tag(&parts, (parts.uri.query(), &language));
    if let Some(unchanged) = reading.unchanged(&parts, &tag) {
        return Ok(unchanged);
    }
    let permit = app.gate.enter().await?;
    let (registry, view) = (Arc::clone(&app.registry), Arc::clone(&reading.view));
    let json = bridge::run(move || {
        let _permit = permit;
        let ready = registry.recognition_facts(&view)?;
        work(&params, &ready, &view, &language)
    });
    let json = json.await??;
    Ok(reading.answer(&tag, "application/json", json.to_string()))
}

/// GET: whether a state regulates an activity in a mode on a date, and what it requires.
pub(in crate::http) async fn regulated(
    State(app): State<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    table(app, request, |params, ready, view, language| {
        let tables = Tables { ready, view, language };
        let (host, activity) = (needed(params, "country")?, needed(params, "activity")?);
        Ok(tables.regulated(&host, &activity, params.only("mode")?, day(params)?))
    })
    .await
}

/// GET: agreements in force on a date, with their listings; `from`, `to` and `title` choose among them.
pub(in crate::http) async fn agreements(
    State(app): State<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    table(app, request, |params, ready, view, language| {
        let tables = Tables { ready, view, language };
        Ok(tables.agreements(params.only("from")?, params.only("to")?, params.only("title")?, day(params)?))
    })
    .await
}

/// GET: chains of agreements from a title, as information.
pub(in crate::http) async fn chains(
    State(app): State<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    table(app, request, |params, ready, view, language| {
        let tables = Tables { ready, view, language };
        Ok(tables.chains(&needed(params, "title")?, params.only("to")?, day(params)?))
    })
    .await
}

/// GET: how well lists cover the titles of today.
pub(in crate::http) async fn coverage(
    State(app): State<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    table(app, request, |params, ready, view, language| {
        Ok(Tables { ready, view, language }.coverage(day(params)?))
    })
    .await
}

/// GET: titles side by side, `qualification` as often as wanted.
pub(in crate::http) async fn compare(
    State(app): State<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    table(app, request, |params, ready, view, language| {
        let titles: Vec<Iri> = params.all("qualification").iter().map(|it| it.as_str().into()).collect();
        if !(2..=TITLES_MAX).contains(&titles.len()) {
            let detail = format!("`qualification` has to be given 2 to {TITLES_MAX} times");
            return Err(Problem::new(Code::BadParameter, detail));
        }
        Ok(Tables { ready, view, language }.compare(&titles))
    })
    .await
}

fn needed(params: &Params, name: &str) -> Result<String, Problem> {
    let missing = || Problem::new(Code::BadParameter, format!("the parameter `{name}` is missing: an IRI"));
    Ok(params.only(name)?.ok_or_else(missing)?.to_owned())
}

/// `date`, or today.
fn day(params: &Params) -> Result<Day, Problem> {
    let text = match params.only("date")? {
        Some(text) => text.to_owned(),
        None => jiff::Timestamp::now().strftime("%Y-%m-%d").to_string(),
    };
    Day::parse(&text).ok_or_else(|| {
        Problem::new(Code::BadParameter, format!("`date` is no day such as 2026-09-01: {text}"))
    })
}
