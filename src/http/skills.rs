//! `/skills/...` and `/profiles/...`: gaps, nearness, ways and training, computed from one revision.

use super::bridge;
use super::params::Params;
use super::problem::{Code, Problem};
use super::reading::Reading;
use super::report;
use super::state::Shared;
use crate::graph::View;
use crate::registry::{
    FitQuery, GapQuery, HeldQuery, NearQuery, RegionQuery, Registry, SkillsError, TrainingQuery,
    TransitionQuery, amount_milli, share_milli,
};
use crate::skills::{Among, Measure, Objective};
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::response::Response;
use serde::Serialize;
use std::hash::Hash;
use std::sync::Arc;

/// Lines of one answer, unless `limit` says otherwise.
const LINES_DEFAULT: u64 = 20;

/// GET `/profiles/{slug}`: a job profile with everything that it needs.
pub(super) async fn profile(
    State(app): State<Shared>,
    Path(slug): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    one_profile(app, format!("profile/{slug}"), request).await
}

/// GET `/profiles/occupation/{id}`: the same of an occupation of ESCO.
pub(super) async fn occupation(
    State(app): State<Shared>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    one_profile(app, format!("http://data.europa.eu/esco/occupation/{id}"), request).await
}

async fn one_profile(app: Shared, name: String, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let asked = (name, language(&params, &parts)?);
    answer(app, &parts, &params, asked, |registry, view, (name, language)| {
        registry.job_profile(view, name, language)
    })
    .await
}

/// GET `/profiles`: every job profile by name.
pub(super) async fn profiles(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let asked = language(&params, &parts)?;
    answer(app, &parts, &params, asked, |registry, view, language| Ok(registry.job_profiles(view, language)))
        .await
}

/// GET `/skills/gap`: `profile`, and what is held: `held` and `as`, each as often as wanted.
pub(super) async fn gap(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let asked = gap_query(&params, &parts)?;
    answer(app, &parts, &params, asked, Registry::skill_gap).await
}

/// GET `/skills/near`: `profile`, `by` a measure, `among` a kind of profile, `limit`.
pub(super) async fn near(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let asked = NearQuery {
        profile: needed(&params, "profile")?,
        measure: choice(&params, "by", &MEASURES)?,
        among: choice(&params, "among", &AMONG)?,
        limit: limit(&params)?,
        language: language(&params, &parts)?,
    };
    answer(app, &parts, &params, asked, Registry::near_profiles).await
}

/// GET `/skills/fits`: what is held as in `/skills/gap`, `among`, `limit`.
pub(super) async fn fits(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let asked = FitQuery {
        held: held(&params)?,
        among: choice(&params, "among", &AMONG)?,
        limit: limit(&params)?,
        language: language(&params, &parts)?,
    };
    answer(app, &parts, &params, asked, Registry::fitting_profiles).await
}

/// GET `/skills/transitions`: `from`, `to` a target, `via` jobs in between, `viable` the least share, `held`, `limit`.
pub(super) async fn transitions(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let asked = TransitionQuery {
        from: needed(&params, "from")?,
        to: params.only("to")?.map(str::to_owned),
        held: params.all("held"),
        via_max: params.number("via")?.unwrap_or(1).try_into().unwrap_or(u8::MAX),
        viable_milli: share_milli(params.only("viable")?.unwrap_or("0.3"))?,
        among: choice(&params, "among", &AMONG)?,
        limit: limit(&params)?,
        language: language(&params, &parts)?,
    };
    answer(app, &parts, &params, asked, Registry::transitions).await
}

/// GET `/skills/training`: as `/skills/gap`, or the missing skills as `skill`; with `in` a territory, `in-language`, `cost-max`, `assured`, `least`.
pub(super) async fn training(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let amount = |text: &str| {
        let bad =
            || Problem::new(Code::BadParameter, "`cost-max` is no number of euros, such as 150 or 99.50");
        amount_milli(text).ok_or_else(bad)
    };
    let skills = params.all("skill");
    let gap = if skills.is_empty() {
        gap_query(&params, &parts)?
    } else {
        GapQuery { language: language(&params, &parts)?, ..GapQuery::default() }
    };
    let asked = TrainingQuery {
        skills,
        gap,
        territories: params.all("in"),
        languages: params.all("in-language"),
        cost_milli_max: params.only("cost-max")?.map(amount).transpose()?,
        is_assured: choice(&params, "assured", &YES_NO)?,
        objective: choice(&params, "least", &OBJECTIVES)?,
    };
    answer(app, &parts, &params, asked, Registry::training_for).await
}

/// GET `/skills/region`: `territory`, `year`, `employed` the share of employed people that counts as supply, `limit`.
pub(super) async fn region(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let asked = RegionQuery {
        territory: needed(&params, "territory")?,
        year: needed(&params, "year")?,
        employed_milli: share_milli(params.only("employed")?.unwrap_or("0"))?,
        limit: limit(&params)?,
        language: language(&params, &parts)?,
    };
    answer(app, &parts, &params, asked, Registry::region_skills).await
}

const MEASURES: [(&str, Measure); 4] = [
    ("jaccard", Measure::Jaccard),
    ("weighted", Measure::Weighted),
    ("cover-to", Measure::CoverTo),
    ("cover-from", Measure::CoverFrom),
];

const AMONG: [(&str, Among); 3] =
    [("occupations", Among::Occupations), ("job-profiles", Among::JobProfiles), ("all", Among::All)];

const OBJECTIVES: [(&str, Objective); 3] =
    [("hours", Objective::Hours), ("cost", Objective::Cost), ("offers", Objective::Offers)];

const MODES: [(&str, bool); 2] = [("legal", false), ("transparency", true)];

const YES_NO: [(&str, bool); 2] = [("no", false), ("yes", true)];

/// The value of a parameter with known values; the first of them where it is not given.
fn choice<T: Copy>(params: &Params, name: &str, known: &[(&str, T)]) -> Result<T, Problem> {
    let Some(text) = params.only(name)? else { return Ok(known[0].1) };
    let found = known.iter().find(|it| it.0 == text);
    found.map(|it| it.1).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|it| it.0).collect();
        Problem::new(Code::BadParameter, format!("`{name}` is none of {}", names.join(", ")))
    })
}

fn needed(params: &Params, name: &str) -> Result<String, Problem> {
    let missing = || Problem::new(Code::BadParameter, format!("the parameter `{name}` is missing"));
    params.only(name)?.map(str::to_owned).ok_or_else(missing)
}

fn limit(params: &Params) -> Result<usize, Problem> {
    Ok(usize::try_from(params.number("limit")?.unwrap_or(LINES_DEFAULT)).unwrap_or(usize::MAX))
}

fn language(params: &Params, parts: &Parts) -> Result<String, Problem> {
    Ok(params.only("lang")?.map_or_else(|| report::language(params, &parts.headers), str::to_owned))
}

fn held(params: &Params) -> Result<HeldQuery, Problem> {
    Ok(HeldQuery {
        skills: params.all("held"),
        works_as: params.all("as"),
        is_transparency: choice(params, "mode", &MODES)?,
    })
}

fn gap_query(params: &Params, parts: &Parts) -> Result<GapQuery, Problem> {
    let profile = needed(params, "profile")?;
    Ok(GapQuery { held: held(params)?, profile, language: language(params, parts)? })
}

/// Answers a question from the revision that the request means, as JSON.
async fn answer<Q, A>(
    app: Shared,
    parts: &Parts,
    params: &Params,
    asked: Q,
    compute: impl FnOnce(&Registry, &Arc<View>, &Q) -> Result<A, SkillsError> + Send + 'static,
) -> Result<Response, Problem>
where
    Q: Hash + Send + 'static,
    A: Serialize,
{
    let reading = Reading::new(&app, params).await?;
    let tag = reading.tag(parts, &asked);
    if let Some(unchanged) = reading.unchanged(parts, &tag) {
        return Ok(unchanged);
    }
    let permit = app.gate.enter().await?;
    let (registry, view) = (Arc::clone(&app.registry), Arc::clone(&reading.view));
    let body = bridge::run(move || {
        let _permit = permit;
        compute(&registry, &view, &asked).map(|it| serde_json::to_string(&it).unwrap_or_default())
    })
    .await??;
    Ok(reading.answer(&tag, "application/json", body))
}
