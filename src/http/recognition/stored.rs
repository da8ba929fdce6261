//! `/recognition/assessments/{id}`: an assessment that somebody stored, for the token that stored it.

use super::{graph, is_json, private};
use crate::http::negotiate::{self, GRAPHS};
use crate::http::params::Params;
use crate::http::problem::{Code, Problem};
use crate::http::reading;
use crate::http::state::Shared;
use crate::http::{auth, bridge, report};
use crate::registry::{At, Kept, Registry, Role, Shown, assessment_iri, decide_query};
use crate::sparql::{Format, RdfFormat};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use oxrdf::Triple;
use serde_json::json;
use std::sync::Arc;

/// What a handler needs of a request for one stored assessment.
struct Asked {
    registry: Arc<Registry>,
    kept: Kept,
    params: Params,
    language: String,
    parts: Parts,
}

async fn asked(app: &Shared, id: String, request: Request) -> Result<Asked, Problem> {
    let (parts, _) = request.into_parts();
    let token = auth::require(app, &parts.headers, Role::Reader).await?;
    let params = Params::of(&parts)?;
    let language = report::language(&params, &parts.headers);
    let registry = Arc::clone(&app.registry);
    let reader = Arc::clone(&registry);
    let kept = bridge::run(move || reader.kept_assessment(&id, &token)).await??;
    Ok(Asked { registry, kept, params, language, parts })
}

/// GET: as it was answered, or as RDF.
pub(in crate::http) async fn one(
    State(app): State<Shared>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let Asked { registry, kept, params, parts, .. } = asked(&app, id, request).await?;
    let media = negotiate::choose(params.first("format"), &parts.headers, negotiate::HISTORY)?;
    if is_json(media) {
        let mut answer = kept.answer.clone();
        answer["id"] = json!(kept.id);
        answer["stored"] = json!(kept.stored);
        return Ok(private(media.content_type, answer.to_string().into_bytes(), kept.revision));
    }
    let work = move || {
        let view = registry.view_at(&At::Revision(kept.revision))?;
        let (application, assessment, ready) = registry.again(&kept, &view)?;
        let shown = Shown { application: &application, assessment: &assessment, ready: &ready, view: &view };
        let body = graph(&shown.triples(&assessment_iri(&kept.id)), media)?;
        Ok::<_, Problem>(private(media.content_type, body, kept.revision))
    };
    bridge::run(work).await?
}

/// DELETE: gone for good.
pub(in crate::http) async fn delete(
    State(app): State<Shared>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let token = auth::require(&app, &parts.headers, Role::Reader).await?;
    let registry = Arc::clone(&app.registry);
    bridge::run(move || registry.forget_assessment(&id, &token)).await??;
    let mut response = private("text/plain", Vec::new(), app.registry.view().revision());
    *response.status_mut() = StatusCode::NO_CONTENT;
    Ok(response)
}

/// GET: every rule as it was evaluated.
pub(in crate::http) async fn trace(
    State(app): State<Shared>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let Asked { kept, .. } = asked(&app, id, request).await?;
    let body = json!({ "id": kept.id, "application": kept.answer["application"], "outcome": kept.answer["outcome"],
        "basis": kept.answer["basis"], "trace": kept.answer["trace"] });
    Ok(private("application/json", body.to_string().into_bytes(), kept.revision))
}

/// GET: the same application by the facts of another time: the last revision, or `revision` or `as-of`.
pub(in crate::http) async fn replay(
    State(app): State<Shared>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let Asked { registry, kept, params, language, .. } = asked(&app, id, request).await?;
    let at = match params.only("asOfKnown")? {
        Some(time) => At::AsOf(time.replace(' ', "+")),
        None => reading::at(&params)?,
    };
    let work = move || {
        let view = registry.view_at(&at)?;
        let replay = registry.replay(&kept, &view, &language)?;
        let facts: Vec<_> =
            replay.facts.iter().map(|(iri, change)| json!({ "fact": iri, "change": change })).collect();
        let body = json!({
            "id": kept.id,
            "result": if replay.is_same { "same" } else { "changed" },
            "then": replay.then,
            "now": replay.now,
            "changedFacts": facts,
        });
        Ok::<_, Problem>(private("application/json", body.to_string().into_bytes(), view.revision()))
    };
    bridge::run(work).await?
}

/// GET: the SPARQL question with the hash of its dataset; with `dataset=true` the dataset itself, to ask it anywhere.
pub(in crate::http) async fn query(
    State(app): State<Shared>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let Asked { registry, kept, params, .. } = asked(&app, id, request).await?;
    let wants_dataset = report::flag(&params, "dataset")?;
    let work = move || {
        let view = registry.view_at(&At::Revision(kept.revision))?;
        let (application, _, ready) = registry.again(&kept, &view)?;
        if wants_dataset {
            let dataset = ready.dataset_with(&application);
            let dictionary = dataset.dictionary();
            let all = dataset.scan(crate::graph::Pattern::default());
            let triples: Vec<Triple> = all.map(|it| dictionary.triple(it)).collect();
            let lines = GRAPHS.iter().find(|it| it.value == Format::Rdf(RdfFormat::NTriples));
            let media = lines.ok_or_else(|| Problem::new(Code::Internal, "no format for triples"))?;
            return Ok(private(media.content_type, graph(&triples, media)?, kept.revision));
        }
        let answer = ready.ask(&application, &registry.settings().limits)?;
        let body = json!({
            "id": kept.id,
            "query": decide_query(),
            "facts": { "revision": ready.revision, "hash": ready.hash },
            "dataset": format!("/recognition/assessments/{}/query?dataset=true", kept.id),
            "answer": { "outcome": answer.outcome, "basis": answer.basis, "missing": answer.missing },
        });
        Ok::<_, Problem>(private("application/json", body.to_string().into_bytes(), kept.revision))
    };
    bridge::run(work).await?
}
