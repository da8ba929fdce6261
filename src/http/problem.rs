//! Which problem does a client see for which error? The one table, as RFC 9457 describes it.

use crate::kpi::KpiError;
use crate::load::{LoadError, ValidateError};
use crate::registry::{RegistryError, SkillsError, findings_json};
use crate::resource::search::QueryError;
use crate::shape::{CheckError, Findings};
use crate::sparql::SparqlError;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::str::Utf8Error;

/// The stable code of a problem.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Code {
    Syntax,
    TooDeep,
    BadIri,
    BadParameter,
    NotUtf8,
    Unsupported,
    Evaluation,
    NoToken,
    Forbidden,
    NoPage,
    NoRevision,
    NoGraph,
    NoEntity,
    NoIndicator,
    NoTerritory,
    NoFigure,
    NoKey,
    NotComparable,
    OutOfReach,
    Stale,
    BadMethod,
    NotAcceptable,
    TooLarge,
    BadMediaType,
    SlowBody,
    BrokenBody,
    Refused,
    BadShapes,
    CheckFailed,
    Deadline,
    Memory,
    Cancelled,
    Busy,
    BatchRefused,
    NoUpgrade,
    PersistedUnknown,
    PersistedMismatch,
    PersistedUnsupported,
    TooManySubscriptions,
    Internal,
}

/// Code, status, title, what to do.
type Row = (Code, &'static str, StatusCode, &'static str, &'static str);

/// The table itself; each code stands in it once.
///
/// 400 says that a text is malformed, 500 that it is well formed but cannot be done (SPARQL 1.1 Protocol, 2.1.4).
#[rustfmt::skip]
pub(super) const TABLE: &[Row] = &[
    (Code::Syntax, "syntax-error", StatusCode::BAD_REQUEST, "The text is not well formed", "Correct the text at the line and column given."),
    (Code::TooDeep, "nesting-too-deep", StatusCode::BAD_REQUEST, "The text nests too deeply", "Use fewer groups inside each other."),
    (Code::BadIri, "bad-iri", StatusCode::BAD_REQUEST, "Not a valid IRI", "Give an absolute IRI, with reserved signs percent-encoded."),
    (Code::BadParameter, "bad-parameter", StatusCode::BAD_REQUEST, "A parameter has no meaning here", "Correct the parameter named in the detail."),
    (Code::NotUtf8, "not-utf-8", StatusCode::BAD_REQUEST, "The text is not UTF-8", "Send the text encoded as UTF-8."),
    (Code::Unsupported, "unsupported", StatusCode::INTERNAL_SERVER_ERROR, "This is not supported", "Ask in another way; the detail names what is missing."),
    (Code::Evaluation, "evaluation-failed", StatusCode::INTERNAL_SERVER_ERROR, "The query could not be evaluated", "Change the query; the detail says what failed."),
    (Code::NoToken, "token-needed", StatusCode::UNAUTHORIZED, "A valid token is needed", "Send `Authorization: Bearer TOKEN`; `concord token add` makes one."),
    (Code::Forbidden, "role-too-low", StatusCode::FORBIDDEN, "The token's role does not allow this", "Use a token with the role named in the detail."),
    (Code::NoPage, "no-such-page", StatusCode::NOT_FOUND, "Nothing lives at this address", "The front page `/` links to everything."),
    (Code::NoRevision, "no-such-revision", StatusCode::NOT_FOUND, "There is no such revision", "`/revisions` lists the revisions."),
    (Code::NoGraph, "no-such-graph", StatusCode::NOT_FOUND, "There is no such graph", "The front page `/` lists the graphs."),
    (Code::NoEntity, "no-such-entity", StatusCode::NOT_FOUND, "Nothing is known of this entity", "Look for its name by a query at `/sparql`."),
    (Code::NoIndicator, "no-such-indicator", StatusCode::NOT_FOUND, "There is no such indicator", "`/kpi/indicators` lists the indicators."),
    (Code::NoTerritory, "no-such-territory", StatusCode::NOT_FOUND, "There is no such territory", "Name a territory by its code, such as DE21, or look for its name at `/search`."),
    (Code::NoFigure, "no-figures", StatusCode::NOT_FOUND, "There are no such figures", "Ask for what is loaded: `/kpi/indicators` tells the series and their periods."),
    (Code::NoKey, "no-signing-key", StatusCode::NOT_IMPLEMENTED, "This server signs nothing", "Ask the operator to start it with `--key`, or sign by `concord recognise --sign`."),
    (Code::NotComparable, "not-comparable", StatusCode::UNPROCESSABLE_ENTITY, "These values must not be put together", "Ask for less, or correct the data that the detail names."),
    (Code::OutOfReach, "graph-out-of-reach", StatusCode::FORBIDDEN, "The token does not reach this graph", "Write to a graph whose name starts with the prefix of the token, or use another token."),
    (Code::Stale, "stale", StatusCode::PRECONDITION_FAILED, "The registry has changed meanwhile", "Read the last revision, see that the change still holds, and send it with the new `ETag`."),
    (Code::BadMethod, "method-not-allowed", StatusCode::METHOD_NOT_ALLOWED, "This address does not take this method", "The `Allow` header lists the methods."),
    (Code::NotAcceptable, "not-acceptable", StatusCode::NOT_ACCEPTABLE, "None of the accepted formats is available", "Accept one of the formats listed in `available`."),
    (Code::TooLarge, "too-large", StatusCode::PAYLOAD_TOO_LARGE, "The request is too large", "Send it in smaller parts."),
    (Code::BadMediaType, "unsupported-media-type", StatusCode::UNSUPPORTED_MEDIA_TYPE, "This kind of content is not taken here", "Send one of the media types listed in `available`."),
    (Code::SlowBody, "request-timeout", StatusCode::REQUEST_TIMEOUT, "The request did not come in in time", "Send it again, over a faster connection or in smaller parts."),
    (Code::BrokenBody, "broken-body", StatusCode::BAD_REQUEST, "The request broke off", "Send it again, whole; nothing was changed."),
    (Code::Refused, "data-refused", StatusCode::UNPROCESSABLE_ENTITY, "The data was refused", "Correct the data as the findings say; nothing was changed."),
    (Code::BadShapes, "bad-shapes", StatusCode::UNPROCESSABLE_ENTITY, "The shapes cannot be checked", "Correct the shapes as the detail says."),
    (Code::CheckFailed, "check-failed", StatusCode::UNPROCESSABLE_ENTITY, "The check could not be finished", "Simplify the shape that the detail names."),
    (Code::Deadline, "deadline", StatusCode::SERVICE_UNAVAILABLE, "The evaluation took too long", "Ask for less, or in smaller parts."),
    (Code::Memory, "memory-limit", StatusCode::SERVICE_UNAVAILABLE, "The evaluation needs too much memory", "Ask for less: add conditions, or aggregate in smaller parts."),
    (Code::Cancelled, "cancelled", StatusCode::SERVICE_UNAVAILABLE, "The evaluation was cancelled", "Send the request again."),
    (Code::Busy, "busy", StatusCode::SERVICE_UNAVAILABLE, "The server is busy", "Send the request again after the time in `Retry-After`."),
    (Code::BatchRefused, "batch-not-supported", StatusCode::BAD_REQUEST, "One request holds one operation", "Send each operation as a request of its own."),
    (Code::NoUpgrade, "upgrade-required", StatusCode::UPGRADE_REQUIRED, "This address speaks WebSocket", "Connect with the subprotocol `graphql-transport-ws`; queries are answered at `/graphql` too."),
    (Code::PersistedUnknown, "PERSISTED_QUERY_NOT_FOUND", StatusCode::NOT_FOUND, "The hash stands for no query that is known here", "Send the hash together with the query once."),
    (Code::PersistedMismatch, "PERSISTED_QUERY_HASH_MISMATCH", StatusCode::BAD_REQUEST, "The hash is not that of the query", "Send the SHA-256 hash of the query's UTF-8 text in hexadecimal."),
    (Code::PersistedUnsupported, "PERSISTED_QUERY_NOT_SUPPORTED", StatusCode::BAD_REQUEST, "This kind of persisted query is not supported", "Use version 1 of automatic persisted queries, or send whole queries."),
    (Code::TooManySubscriptions, "too-many-subscriptions", StatusCode::SERVICE_UNAVAILABLE, "One socket holds no more operations", "Complete an operation first, or open another socket."),
    (Code::Internal, "internal", StatusCode::INTERNAL_SERVER_ERROR, "The server failed", "The server's log tells more."),
];

/// Seconds after which a client that was turned away may come again.
const RETRY_S: u64 = 1;

/// What went wrong, as a client is told.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) code: Code,
    pub(super) detail: String,
    pub(super) place: Option<(u64, u64)>,
    pub(super) available: Vec<&'static str>,
    findings: Option<Box<Findings>>,
    language: Option<String>,
}

/// The wire form, `application/problem+json`.
#[derive(Serialize)]
struct Wire<'a> {
    r#type: String,
    title: &'static str,
    status: u16,
    code: &'static str,
    detail: &'a str,
    action: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u64>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    available: &'a [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    findings_total: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<serde_json::Value>>,
}

impl Problem {
    pub(super) fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
            place: None,
            available: Vec::new(),
            findings: None,
            language: None,
        }
    }

    /// With the line and column (from 1) of the fault.
    pub(super) fn at(mut self, line: u64, column: u64) -> Self {
        self.place = Some((line, column));
        self
    }

    /// With the formats or media types that would do.
    pub(super) fn offering(mut self, available: impl Iterator<Item = &'static str>) -> Self {
        self.available = available.collect();
        self
    }

    /// With the messages of findings in that language.
    pub(super) fn speaking(mut self, language: &str) -> Self {
        self.language = Some(language.to_owned());
        self
    }

    /// With what the shapes found.
    fn finding(mut self, findings: Findings) -> Self {
        self.findings = Some(Box::new(findings));
        self
    }

    fn of_check(error: &CheckError) -> Self {
        let code = match error {
            CheckError::Steps { .. } | CheckError::Question { .. } => Code::CheckFailed,
            CheckError::Findings { .. } => Code::Refused,
        };
        Self::new(code, error.to_string())
    }

    pub(super) fn utf8(error: Utf8Error) -> Self {
        Self::new(Code::NotUtf8, format!("the byte at offset {} is not UTF-8", error.valid_up_to()))
    }

    pub(super) fn row(&self) -> &'static Row {
        TABLE.iter().find(|it| it.0 == self.code).unwrap_or(&TABLE[TABLE.len() - 1])
    }

    pub(super) fn status(&self) -> StatusCode {
        self.row().2
    }

    fn json(&self) -> String {
        let (_, code, status, title, action) = *self.row();
        let language = self.language.as_deref().unwrap_or("en");
        let wire = Wire {
            r#type: format!("/problems#{code}"),
            title,
            status: status.as_u16(),
            code,
            detail: &self.detail,
            action,
            line: self.place.map(|it| it.0),
            column: self.place.map(|it| it.1),
            available: &self.available,
            findings_total: self.findings.as_deref().map(|it| it.total),
            findings: self.findings.as_deref().map(|it| findings_json(it, language)),
        };
        serde_json::to_string(&wire).unwrap_or_default()
    }

    /// The headers that a problem asks for beside its body.
    pub(super) fn dress(&self, response: &mut Response) {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.status() == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(RETRY_S));
        }
        if self.code == Code::NoUpgrade {
            headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
        }
        if self.code == Code::NoToken {
            let challenge = HeaderValue::from_static("Bearer realm=\"concord\"");
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.json()));
        *response.status_mut() = self.status();
        let json = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        self.dress(&mut response);
        response
    }
}

impl From<SparqlError> for Problem {
    fn from(error: SparqlError) -> Self {
        let detail = error.to_string();
        match error {
            SparqlError::Syntax { message, line, column } => {
                Self::new(Code::Syntax, message).at(line, column)
            }
            SparqlError::Depth { line, column, .. } => Self::new(Code::TooDeep, detail).at(line, column),
            SparqlError::Length { .. } => Self::new(Code::TooLarge, detail),
            SparqlError::Iri(_) => Self::new(Code::BadIri, detail),
            SparqlError::Dataset | SparqlError::Parameter { .. } | SparqlError::NoParameter(_) => {
                Self::new(Code::BadParameter, detail)
            }
            SparqlError::Unsupported(_) => Self::new(Code::Unsupported, detail),
            SparqlError::Deadline { .. } => Self::new(Code::Deadline, detail),
            SparqlError::Memory { .. } => Self::new(Code::Memory, detail),
            SparqlError::Evaluation(_) => Self::new(Code::Evaluation, detail),
            SparqlError::Cancelled | SparqlError::Write(_) => Self::new(Code::Cancelled, detail),
        }
    }
}

impl From<RegistryError> for Problem {
    fn from(error: RegistryError) -> Self {
        let detail = error.to_string();
        match error {
            RegistryError::NoRevision(_) => Self::new(Code::NoRevision, detail),
            RegistryError::Sparql(error) => error.into(),
            RegistryError::Load(error) => error.into(),
            RegistryError::Time(_) => Self::new(Code::BadParameter, detail),
            RegistryError::DerivedGraph | RegistryError::Canon { .. } | RegistryError::Import(_) => {
                Self::new(Code::Refused, detail)
            }
            RegistryError::Refused(findings) => Self::new(Code::Refused, detail).finding(*findings),
            RegistryError::Shapes(_) => Self::new(Code::BadShapes, detail),
            RegistryError::Check(error) => Self::of_check(&error),
            RegistryError::OutOfReach { .. } => Self::new(Code::OutOfReach, detail),
            RegistryError::Stale { .. } => Self::new(Code::Stale, detail),
            RegistryError::Log(_)
            | RegistryError::Token(_)
            | RegistryError::Replay { .. }
            | RegistryError::Mismatch { .. }
            | RegistryError::Checkpoint { .. }
            | RegistryError::Ground { .. } => Self::new(Code::Internal, detail),
        }
    }
}

impl From<SkillsError> for Problem {
    fn from(error: SkillsError) -> Self {
        let detail = error.to_string();
        match error {
            SkillsError::NoProfile(_)
            | SkillsError::NoSkill(_)
            | SkillsError::NoThing(_)
            | SkillsError::NoCount { .. } => Self::new(Code::NoEntity, detail),
            SkillsError::Ambiguous { .. }
            | SkillsError::Evidence(_)
            | SkillsError::TooMany { .. }
            | SkillsError::NothingHeld
            | SkillsError::Via { .. }
            | SkillsError::Share(_) => Self::new(Code::BadParameter, detail),
        }
    }
}

impl From<KpiError> for Problem {
    fn from(error: KpiError) -> Self {
        let code = match &error {
            KpiError::NoIndicator { .. } => Code::NoIndicator,
            KpiError::NoTerritory { .. } | KpiError::NoGroup { .. } => Code::NoTerritory,
            KpiError::NoObservations { .. } | KpiError::Outside { .. } | KpiError::NoSlice { .. } => {
                Code::NoFigure
            }
            KpiError::TwoValues { .. } | KpiError::MixedUnits { .. } | KpiError::TooFew { .. } => {
                Code::NotComparable
            }
            KpiError::Period(_) | KpiError::ManySlices { .. } | KpiError::Parameter { .. } => {
                Code::BadParameter
            }
        };
        Self::new(code, error.to_string())
    }
}

impl From<QueryError> for Problem {
    fn from(error: QueryError) -> Self {
        let detail = error.to_string();
        match error {
            QueryError::Length | QueryError::Words | QueryError::Types | QueryError::Languages => {
                Self::new(Code::BadParameter, detail)
            }
            QueryError::View => Self::new(Code::Internal, detail),
        }
    }
}

impl From<ValidateError> for Problem {
    fn from(error: ValidateError) -> Self {
        let detail = error.to_string();
        match error {
            ValidateError::Load(error) => error.into(),
            ValidateError::Shapes(_) => Self::new(Code::BadShapes, detail),
            ValidateError::Check(error) => Self::of_check(&error),
        }
    }
}

impl From<LoadError> for Problem {
    fn from(error: LoadError) -> Self {
        let detail = error.to_string();
        match error {
            LoadError::Syntax { message, line, column, .. } => {
                Self::new(Code::Syntax, message).at(line, column)
            }
            LoadError::Invalid { .. } | LoadError::Compressed { .. } => Self::new(Code::Syntax, detail),
            LoadError::TooLarge { .. } => Self::new(Code::TooLarge, detail),
            LoadError::UnknownFormat(_) => Self::new(Code::BadMediaType, detail),
            LoadError::GraphName { .. } => Self::new(Code::BadIri, detail),
            LoadError::Read { .. } => Self::new(Code::Internal, detail),
        }
    }
}
