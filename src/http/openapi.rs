//! `/openapi.json`: every path of the server in OpenAPI 3.1, made of the tables that stand beside the handlers.

mod domains;

use super::negotiate;
use super::params::Params;
use super::problem::{self, Problem};
use super::reading::Tag;
use super::state::Shared;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, Value, json};
use std::sync::OnceLock;

/// One method of one path.
#[derive(Clone, Copy, Debug)]
pub(super) struct Endpoint {
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    /// A name that no other has, for the functions that clients generate.
    pub(super) id: &'static str,
    pub(super) summary: &'static str,
    pub(super) parameters: &'static [Parameter],
    /// Media types of the body that it takes.
    pub(super) body: &'static [&'static str],
    /// The status of an answer that is no problem.
    pub(super) status: u16,
    /// Media types of that answer.
    pub(super) answers: &'static [&'static str],
    /// Whether a token is needed.
    pub(super) is_write: bool,
}

/// What is given in the path or in the query of an address.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) place: &'static str,
    pub(super) is_needed: bool,
    pub(super) may_repeat: bool,
    /// The type in JSON Schema.
    pub(super) kind: &'static str,
    pub(super) means: &'static str,
}

impl Endpoint {
    pub(super) const fn get(path: &'static str, id: &'static str, summary: &'static str) -> Self {
        Self {
            method: "get",
            path,
            id,
            summary,
            parameters: &[],
            body: &[],
            status: 200,
            answers: &["application/json"],
            is_write: false,
        }
    }

    pub(super) const fn taking(self, parameters: &'static [Parameter]) -> Self {
        Self { parameters, ..self }
    }

    pub(super) const fn answering(self, answers: &'static [&'static str]) -> Self {
        Self { answers, ..self }
    }

    /// With another status, and no body where it needs none.
    pub(super) const fn giving(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// Another method, with the media types of its body.
    pub(super) const fn by(self, method: &'static str, body: &'static [&'static str]) -> Self {
        Self { method, body, ..self }
    }

    pub(super) const fn writing(self) -> Self {
        Self { is_write: true, ..self }
    }
}

impl Parameter {
    pub(super) const fn query(name: &'static str, kind: &'static str, means: &'static str) -> Self {
        Self { name, place: "query", is_needed: false, may_repeat: false, kind, means }
    }

    pub(super) const fn path(name: &'static str, means: &'static str) -> Self {
        Self { name, place: "path", is_needed: true, may_repeat: false, kind: "string", means }
    }

    pub(super) const fn needed(self) -> Self {
        Self { is_needed: true, ..self }
    }

    pub(super) const fn repeated(self) -> Self {
        Self { may_repeat: true, ..self }
    }
}

pub(super) const REVISION: Parameter = Parameter::query(
    "revision",
    "integer",
    "The number of the revision that is read; the last one without it.",
);
pub(super) const AS_OF: Parameter =
    Parameter::query("as-of", "string", "A date-time: the last revision at or before it is read.");
pub(super) const FORMAT: Parameter = Parameter::query(
    "format",
    "string",
    "The short name of a format, or its media type; goes before `Accept`.",
);
pub(super) const LANG: Parameter =
    Parameter::query("lang", "string", "The language of names; goes before `Accept-Language`.");

/// The media types of graphs.
pub(super) const RDF: &[&str] = &[
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/trig",
    "application/n-quads",
];

/// The tables of all resources.
const TABLES: &[&[Endpoint]] = &[
    super::sparql::API,
    super::update::API,
    super::graphql::API,
    super::data::API,
    super::loads::API,
    super::validate::API,
    super::revisions::API,
    super::diff::API,
    super::search::API,
    super::entity::API,
    super::named::API,
    super::void::API,
    super::pages::API,
    super::health::API,
    super::kpi::API,
    super::monitoring::API,
    domains::RECOGNITION,
    domains::SKILLS,
    domains::PAGES,
    API,
];

pub(super) const API: &[Endpoint] =
    &[Endpoint::get("/openapi.json", "openapi", "This description.").answering(&["application/json"])];

/// The description, the same for every revision.
pub(super) fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for endpoint in TABLES.iter().copied().flatten() {
        put(&mut paths, endpoint.path.to_owned(), endpoint.method, operation(endpoint));
    }
    for (path, described) in super::kpi::described() {
        put(&mut paths, path, "get", described);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Concord",
            "summary": "A linked-data registry and KPI API for Europe's automotive regions.",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer", "description": "`concord token add` makes one." } },
            "schemas": { "Problem": problem_schema() },
            "headers": {
                "Concord-Revision": { "description": "The revision that was read.", "schema": { "type": "integer" } },
                "Concord-Result": { "description": "Whether the answer is whole.", "schema": { "enum": ["complete", "truncated", "cancelled"] } },
                "ETag": { "description": "A strong validator; `If-None-Match` gives 304.", "schema": { "type": "string" } },
            },
            "responses": { "Problem": {
                "description": "What went wrong, where, and what to do (RFC 9457).",
                "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
            } },
        },
    })
}

fn put(paths: &mut Map<String, Value>, path: String, method: &str, operation: Value) {
    let methods = paths.entry(path).or_insert_with(|| json!({}));
    methods[method] = operation;
}

fn problem_schema() -> Value {
    let codes: Vec<&str> = problem::TABLE.iter().map(|it| it.1).collect();
    json!({
        "type": "object",
        "required": ["type", "title", "status", "code", "detail", "action"],
        "properties": {
            "type": { "type": "string" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "code": { "enum": codes },
            "detail": { "type": "string" },
            "action": { "type": "string" },
            "line": { "type": "integer" },
            "column": { "type": "integer" },
            "available": { "type": "array", "items": { "type": "string" } },
            "findings_total": { "type": "integer" },
            "findings": { "type": "array", "items": { "type": "object" } },
        },
    })
}

fn operation(endpoint: &Endpoint) -> Value {
    let mut value =
        described(endpoint.id, endpoint.summary, endpoint.parameters.iter().map(parameter), endpoint.answers);
    if endpoint.status != 200 {
        let mut answer = value["responses"]["200"].take();
        if endpoint.answers.is_empty()
            && let Some(answer) = answer.as_object_mut()
        {
            answer.remove("content");
        }
        value["responses"] =
            json!({ endpoint.status.to_string(): answer, "default": value["responses"]["default"] });
    }
    if !endpoint.body.is_empty() {
        value["requestBody"] = json!({ "required": true, "content": contents(endpoint.body) });
    }
    if endpoint.is_write {
        value["security"] = json!([{ "token": [] }]);
    }
    value
}

/// An operation that reads.
pub(super) fn described(
    id: &str,
    summary: &str,
    parameters: impl Iterator<Item = Value>,
    answers: &[&str],
) -> Value {
    let header = |it: &str| json!({ "$ref": format!("#/components/headers/{it}") });
    json!({
        "operationId": id,
        "summary": summary,
        "parameters": parameters.collect::<Vec<_>>(),
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": {
                    "Concord-Revision": header("Concord-Revision"),
                    "Concord-Result": header("Concord-Result"),
                    "ETag": header("ETag"),
                },
                "content": contents(answers),
            },
            "default": { "$ref": "#/components/responses/Problem" },
        },
    })
}

fn contents(types: &[&str]) -> Value {
    let schema = |it: &str| {
        let is_json = it.ends_with("json");
        json!({ "schema": if is_json { json!({}) } else { json!({ "type": "string" }) } })
    };
    Value::Object(types.iter().map(|it| ((*it).to_owned(), schema(it))).collect())
}

pub(super) fn parameter(it: &Parameter) -> Value {
    let schema = if it.may_repeat {
        json!({ "type": "array", "items": { "type": it.kind } })
    } else {
        json!({ "type": it.kind })
    };
    json!({
        "name": it.name,
        "in": it.place,
        "required": it.is_needed,
        "description": it.means,
        "schema": schema,
    })
}

/// GET: the description.
pub(super) async fn get(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    static TEXT: OnceLock<String> = OnceLock::new();
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let media = negotiate::choose(params.only("format")?, &parts.headers, negotiate::JSON)?;
    let text = TEXT.get_or_init(|| format!("{:#}\n", document()));
    let revision = app.registry.view().revision();
    let tag = Tag::new(0, &parts, env!("CARGO_PKG_VERSION"));
    let mut response = if tag.is_held(&parts.headers) {
        axum::http::StatusCode::NOT_MODIFIED.into_response()
    } else {
        text.clone().into_response()
    };
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media.content_type));
    tag.dress(response.headers_mut(), revision, false);
    Ok(response)
}
