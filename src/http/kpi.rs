//! `/kpi/...`: figures of indicators, what is computed from them, and on what each number rests.

mod xlsx;

use super::bridge;
use super::negotiate::{self, Media};
use super::openapi::{self, AS_OF, Endpoint, FORMAT, LANG, Parameter, REVISION};
use super::params::{Params, encode};
use super::problem::{Code, Problem};
use super::reading::{CONCORD_RESULT, Reading};
use super::report;
use super::state::Shared;
use super::stream::Ending;
use crate::graph::View;
use crate::kpi::{Answer, Data, KpiError};
use crate::registry::{KpiOperation, KpiQuestion, KpiTold, Registry};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};
use std::sync::Arc;

/// The forms in which figures are told.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum KpiForm {
    Json,
    Csv,
    JsonStat,
    SdmxCsv,
    Xlsx,
}

const fn form(
    name: &'static str,
    essence: &'static str,
    content_type: &'static str,
    value: KpiForm,
) -> Media<KpiForm> {
    Media::new(name, essence, content_type, value)
}

/// The preferred one first.
#[rustfmt::skip]
pub(super) const FORMS: &[Media<KpiForm>] = &[
    form("json", "application/json", "application/json", KpiForm::Json),
    form("csv", "text/csv", "text/csv; charset=utf-8", KpiForm::Csv),
    form("json-stat", "application/vnd.json-stat+json", "application/vnd.json-stat+json", KpiForm::JsonStat),
    form("sdmx-csv", "application/vnd.sdmx.data+csv", "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8", KpiForm::SdmxCsv),
    form("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", KpiForm::Xlsx),
];

/// The catalogue and explanations have no table.
const JSON: &[Media<KpiForm>] = &[FORMS[0]];

/// Parameters that every read takes, beside those of the question.
const COMMON: [&str; 5] = ["revision", "as-of", "format", "lang", "figure"];

const INDICATOR: Parameter = Parameter::path(
    "indicator",
    "An indicator by its code, such as JO-6, the last part of its IRI or its IRI.",
);

pub(super) const API: &[Endpoint] = &[
    Endpoint::get(
        "/kpi/indicators",
        "indicators",
        "The catalogue of indicators, with the series that are loaded.",
    )
    .taking(&[LANG, REVISION, AS_OF]),
    Endpoint::get("/kpi/indicators/{indicator}", "indicator", "One indicator of the catalogue.")
        .taking(&[INDICATOR, LANG, REVISION, AS_OF]),
];

/// The paths that the operations have, each described in OpenAPI.
pub(super) fn described() -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for operation in KpiOperation::ALL {
        let parameters = |more: &[Parameter]| {
            let own = operation.choices().iter().map(|it| Parameter {
                is_needed: it.is_needed,
                may_repeat: it.may_repeat,
                ..Parameter::query(it.name, "string", it.means)
            });
            let path = operation.is_of_one().then_some(INDICATOR);
            let common = [LANG, REVISION, AS_OF].into_iter().chain(more.iter().copied());
            path.into_iter().chain(own).chain(common).collect::<Vec<_>>()
        };
        let name = operation.name().replace('-', "_");
        let types: Vec<&str> = FORMS.iter().map(|it| it.essence).collect();
        let answer = parameters(&[FORMAT]);
        let told = openapi::described(
            &format!("kpi_{name}"),
            operation.about(),
            answer.iter().map(openapi::parameter),
            &types,
        );
        all.push((path(operation), told));
        let figure = Parameter::query(
            "figure",
            "string",
            "Which figure, ROW.NTH from 0, as the links of an answer name it.",
        )
        .needed();
        let summary = format!("On what one figure rests. {}", operation.about());
        let explain = parameters(&[figure]);
        let told = openapi::described(
            &format!("kpi_{name}_explain"),
            &summary,
            explain.iter().map(openapi::parameter),
            &["application/json"],
        );
        all.push((format!("{}/explain", path(operation)), told));
    }
    all
}

/// Every route below `/kpi` that this file answers.
pub(super) fn routes() -> Router<Shared> {
    let mut router = Router::new()
        .route("/kpi/indicators", get(indicators))
        .route("/kpi/indicators/{indicator}", get(indicator));
    for operation in KpiOperation::ALL {
        let path = path(operation);
        router = if operation.is_of_one() {
            let answer =
                move |app, Path(code): Path<String>, request| answer(app, operation, code, request, false);
            let explain = move |app, Path(code): Path<String>, request| {
                self::answer(app, operation, code, request, true)
            };
            router.route(&path, get(answer)).route(&format!("{path}/explain"), get(explain))
        } else {
            let answer = move |app, request| answer(app, operation, String::new(), request, false);
            let explain = move |app, request| self::answer(app, operation, String::new(), request, true);
            router.route(&path, get(answer)).route(&format!("{path}/explain"), get(explain))
        };
    }
    router
}

/// Where an operation is answered, as a template.
pub(super) fn path(operation: KpiOperation) -> String {
    let name = operation.name();
    if operation.is_of_one() { format!("/kpi/{{indicator}}/{name}") } else { format!("/kpi/{name}") }
}

/// GET: the answer to a question, or the explanation of one of its figures.
async fn answer(
    State(app): State<Shared>,
    operation: KpiOperation,
    indicator: String,
    request: Request,
    is_explanation: bool,
) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let offers = if is_explanation { JSON } else { FORMS };
    let media = negotiate::choose(params.only("format")?, &parts.headers, offers)?;
    let figure = params.only("figure")?.map(str::to_owned);
    if figure.is_some() != is_explanation {
        let detail = if is_explanation {
            "the parameter `figure` is missing: which figure to explain, as the links of an answer name it"
        } else {
            "`figure` is a parameter of the explanation alone"
        };
        return Err(Problem::new(Code::BadParameter, detail));
    }
    let words = params.pairs().filter(|it| !COMMON.contains(&it.0));
    let question =
        KpiQuestion::new(operation, &indicator, words.map(|it| (it.0.to_owned(), it.1.to_owned())))?;
    let language = report::language(&params, &parts.headers);
    let reading = Reading::new(&app, &params).await?;
    let tag = reading.tag(&parts, (&question, &language, media.name, &figure));
    if let Some(unchanged) = reading.unchanged(&parts, &tag) {
        return Ok(unchanged);
    }
    let permit = app.gate.enter().await?;
    let (registry, view) = (Arc::clone(&app.registry), Arc::clone(&reading.view));
    let form = media.value;
    let body = bridge::run(move || {
        let _permit = permit;
        told(&registry, &view, &question, &language, |it| match &figure {
            Some(figure) => explanation(it, figure),
            None => written(it, form),
        })
    })
    .await??;
    Ok(reading.answer(&tag, media.content_type, body))
}

/// Answers a question and hands what is to be told to whoever writes it.
fn told<T>(
    registry: &Registry,
    view: &Arc<View>,
    question: &KpiQuestion,
    language: &str,
    write: impl FnOnce(&KpiTold<'_>) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let cube = registry.cube(view);
    let (data, answer) = registry.kpi(view, &cube, question)?;
    write(&KpiTold { data, question, answer: &answer, language, encode })
}

fn written(told: &KpiTold<'_>, form: KpiForm) -> Result<Vec<u8>, Problem> {
    Ok(match form {
        KpiForm::Json => told.json().to_string().into_bytes(),
        KpiForm::Csv => told.csv().into_bytes(),
        KpiForm::JsonStat => told.json_stat().to_string().into_bytes(),
        KpiForm::SdmxCsv => told.sdmx_csv().into_bytes(),
        KpiForm::Xlsx => xlsx::write(told)?,
    })
}

fn explanation(told: &KpiTold<'_>, figure: &str) -> Result<Vec<u8>, Problem> {
    let none = || Problem::new(Code::NoFigure, format!("the answer has no figure {figure}"));
    Ok(told.explained(figure).ok_or_else(none)??.json().to_string().into_bytes())
}

/// GET: the catalogue of indicators, with the series that are loaded.
async fn indicators(app: State<Shared>, request: Request) -> Result<Response, Problem> {
    catalogue(app, None, request).await
}

/// GET: one indicator of the catalogue.
async fn indicator(
    app: State<Shared>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    catalogue(app, Some(code), request).await
}

async fn catalogue(
    State(app): State<Shared>,
    code: Option<String>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let media = negotiate::choose(params.only("format")?, &parts.headers, JSON)?;
    let language = report::language(&params, &parts.headers);
    let reading = Reading::new(&app, &params).await?;
    let tag = reading.tag(&parts, (&code, &language));
    if let Some(unchanged) = reading.unchanged(&parts, &tag) {
        return Ok(unchanged);
    }
    let (registry, view) = (Arc::clone(&app.registry), Arc::clone(&reading.view));
    let body = bridge::run(move || listed(&registry, &view, code.as_deref(), &language)).await??;
    let mut response = reading.answer(&tag, media.content_type, body.to_string());
    response.headers_mut().insert(CONCORD_RESULT, Ending::Complete.header());
    Ok(response)
}

fn listed(
    registry: &Registry,
    view: &Arc<View>,
    code: Option<&str>,
    language: &str,
) -> Result<Value, KpiError> {
    let cube = registry.cube(view);
    let data = Data { view, cube: &cube };
    let only = code.map(|it| data.indicator(it)).transpose()?;
    let question =
        KpiQuestion { operation: KpiOperation::Series, indicator: String::new(), words: Vec::new() };
    let answer = Answer::default();
    let told = KpiTold { data, question: &question, answer: &answer, language, encode };
    let mut all = KpiTold::catalogue(data, only, &told);
    if only.is_some() {
        return Ok(all.pop().unwrap_or_default());
    }
    Ok(json!({ "revision": view.revision(), "indicators": all, "unreadable": cube.n_faults }))
}
