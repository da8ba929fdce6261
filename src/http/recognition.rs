//! `/recognition/...`: applications assessed, and what the facts say about regulation, agreements and titles.
//!
//! An application is assessed and forgotten, unless `store=true` asks to keep it; then only the token that stored it reads it.

mod stored;
mod tables;

pub(super) use stored::{delete, one, query, replay, trace};
pub(super) use tables::{agreements, chains, compare, coverage, regulated};

use super::negotiate::{self, Media};
use super::params::Params;
use super::problem::{Code, Problem};
use super::reading::{self, CONCORD_REVISION};
use super::state::Shared;
use super::upload::Upload;
use super::{auth, bridge, report};
use crate::graph::View;
use crate::recognition::{self, Addition, Application, Assessment};
use crate::registry::{Ready, RecognitionError, Registry, Role, Shown, Token, assessment_iri};
use crate::sparql::{Format, QueryResultsFormat, RdfFormat};
use crate::vocab::PREFIXES;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use oxrdf::Triple;
use oxrdfio::RdfSerializer;
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// Applications of one request.
const APPLICATIONS_MAX: usize = 1_000;

/// POST of one application or several, as Turtle, JSON-LD or another RDF format.
pub(super) async fn post(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let params = Params::of(&parts)?;
    let media = negotiate::choose(params.first("format"), &parts.headers, negotiate::HISTORY)?;
    let language = report::language(&params, &parts.headers);
    let token = if report::flag(&params, "store")? {
        Some(auth::require(&app, &parts.headers, Role::Reader).await?)
    } else {
        None
    };
    let base = format!("{}recognition/assessments", app.base(&parts.headers));
    let at = reading::at(&params)?;
    let upload = Upload::read(&app, &parts, base, false, body).await?;
    let permit = app.gate.enter().await?;
    let registry = Arc::clone(&app.registry);
    let work = move || {
        let _permit = permit;
        let view = registry.view_at(&at)?;
        let asked = Asked { registry: &registry, view, media, language, token };
        asked.answer(upload)
    };
    bridge::run(work).await?
}

/// What is asked of one body.
struct Asked<'a> {
    registry: &'a Registry,
    view: Arc<View>,
    media: &'static Media<Format>,
    language: String,
    token: Option<Token>,
}

impl Asked<'_> {
    fn answer(&self, upload: Upload) -> Result<Response, Problem> {
        let applications = self.registry.applications(vec![upload.into_input(None)])?;
        if applications.len() > APPLICATIONS_MAX {
            return Err(RecognitionError::TooMany(applications.len()).into());
        }
        let ready = self.registry.recognition_facts(&self.view)?;
        let (mut answers, mut triples, mut location) = (Vec::new(), Vec::new(), None);
        for application in &applications {
            let assessment = ready.decide(application);
            let shown = Shown { application, assessment: &assessment, ready: &ready, view: &self.view };
            let mut id = None;
            if let Some(token) = &self.token {
                let kept = self.registry.keep_assessment(&shown, token, &self.language)?;
                location = Some(format!("/recognition/assessments/{}", kept.id));
                id = Some(kept.id);
            }
            if is_json(self.media) {
                let mut answer = shown.json(&self.language);
                if let Some(id) = &id {
                    answer["id"] = json!(id);
                }
                answers.push(answer);
            } else {
                let name = id.unwrap_or_else(|| format!("transient-{}", answers.len() + 1));
                triples.extend(shown.triples(&assessment_iri(&name)));
                answers.push(Json::Null);
            }
        }
        let body = if is_json(self.media) { one_or_all(answers) } else { graph(&triples, self.media)? };
        let mut response = private(self.media.content_type, body, ready.revision);
        if let Some(location) = location.and_then(|it| HeaderValue::from_str(&it).ok()) {
            *response.status_mut() = StatusCode::CREATED;
            response.headers_mut().insert(header::LOCATION, location);
        }
        Ok(response)
    }
}

/// POST of one application: what would change its outcome for the better.
pub(super) async fn counterfactuals(
    State(app): State<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let params = Params::of(&parts)?;
    let at = reading::at(&params)?;
    let language = report::language(&params, &parts.headers);
    let base = format!("{}recognition/counterfactuals", app.base(&parts.headers));
    let upload = Upload::read(&app, &parts, base, false, body).await?;
    let permit = app.gate.enter().await?;
    let registry = Arc::clone(&app.registry);
    let work = move || {
        let _permit = permit;
        let view = registry.view_at(&at)?;
        let application = only_application(&registry, upload)?;
        let ready = registry.recognition_facts(&view)?;
        let before = ready.decide(&application);
        let mut body = changes_json(&application, &before, &ready);
        body["training"] = registry.matter_training(&view, &before.missing, &language)?;
        let body = body.to_string();
        Ok(private("application/json", body.into_bytes(), ready.revision))
    };
    bridge::run(work).await?
}

/// The one application of a body.
pub(super) fn only_application(registry: &Registry, upload: Upload) -> Result<Application, Problem> {
    let applications = registry.applications(vec![upload.into_input(None)])?;
    let [application]: [Application; 1] = applications.try_into().map_err(|it: Vec<_>| {
        Problem::new(Code::BadParameter, format!("send one application, not {}", it.len()))
    })?;
    Ok(application)
}

fn changes_json(application: &Application, before: &Assessment, ready: &Ready) -> Json {
    let addition = |it: &Addition| match it {
        Addition::Matter(matter) => json!({ "kind": "matter", "matter": &**matter }),
        Addition::Experience { capacity, country, months } => {
            json!({ "kind": "experience", "capacity": &**capacity, "country": &**country, "months": months })
        }
        Addition::Listing { agreement, title, reference } => {
            json!({ "kind": "listing", "agreement": &**agreement, "title": &**title, "reference": &**reference })
        }
    };
    let changes = recognition::changes(application, &ready.facts);
    let changes: Vec<Json> = changes
        .iter()
        .map(|it| {
            json!({
                "additions": it.additions.iter().map(addition).collect::<Vec<_>>(),
                "outcome": it.outcome.code(),
                "basis": it.basis,
                "missing": it.missing.iter().map(|it| recognition::local(it)).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({ "application": &*application.iri, "outcome": before.outcome.code(), "changes": changes })
}

fn is_json(media: &Media<Format>) -> bool {
    media.value == Format::Results(QueryResultsFormat::Json)
}

/// One answer as an object, several as a list.
fn one_or_all(mut answers: Vec<Json>) -> Vec<u8> {
    let answer = if answers.len() == 1 { answers.remove(0) } else { Json::Array(answers) };
    answer.to_string().into_bytes()
}

/// Triples in the format that was chosen.
fn graph(triples: &[Triple], media: &Media<Format>) -> Result<Vec<u8>, Problem> {
    let Format::Rdf(format) = media.value else {
        return Err(Problem::new(Code::NotAcceptable, "a graph has no such format"));
    };
    let failed = |it: std::io::Error| Problem::new(Code::NotAcceptable, it.to_string());
    let mut serializer = RdfSerializer::from_format(format);
    if matches!(format, RdfFormat::Turtle | RdfFormat::TriG | RdfFormat::RdfXml) {
        for (prefix, namespace) in PREFIXES {
            let with = serializer.with_prefix(*prefix, *namespace);
            serializer = with.map_err(|it| Problem::new(Code::Internal, it.to_string()))?;
        }
    }
    let mut writer = serializer.for_writer(Vec::new());
    for triple in triples {
        writer.serialize_triple(triple.as_ref()).map_err(failed)?;
    }
    writer.finish().map_err(failed)
}

/// An answer about one person, which no cache keeps.
pub(super) fn private(content_type: &'static str, body: Vec<u8>, revision: u64) -> Response {
    let mut response = Response::new(Body::from(body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(CONCORD_REVISION, HeaderValue::from(revision));
    response
}

impl From<RecognitionError> for Problem {
    fn from(error: RecognitionError) -> Self {
        let detail = error.to_string();
        match error {
            RecognitionError::Load(error) => error.into(),
            RecognitionError::Sparql(error) => error.into(),
            RecognitionError::Registry(error) => error.into(),
            RecognitionError::Faulty(findings) => {
                let told: Vec<String> = findings.iter().take(100).map(ToString::to_string).collect();
                Self::new(Code::Refused, format!("{detail}: {}", told.join("; ")))
            }
            RecognitionError::NoApplication | RecognitionError::Canon(_) => Self::new(Code::Refused, detail),
            RecognitionError::TooMany(_) | RecognitionError::Full => Self::new(Code::TooLarge, detail),
            RecognitionError::NotKept(_) => Self::new(Code::NoEntity, detail),
            RecognitionError::Damaged(_) | RecognitionError::Random(_) => Self::new(Code::Internal, detail),
        }
    }
}
