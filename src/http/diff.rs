//! `/revisions/{n}/diff` and `/revisions/{n}/rollback`: what a revision changed, and how its state is brought back.

use super::bridge;

use super::negotiate::{self, DIFFS, DiffForm};
use super::openapi::{Endpoint, FORMAT, LANG, Parameter};
use super::params::Params;
use super::problem::{Code, Problem};
use super::reading::Reading;
use super::report::{self, author, flag};
use super::state::Shared;
use super::{auth, pages};
use crate::registry::{At, Role, Telling, changes_json};
use crate::resource::{ChangeLimits, write_changes};
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::response::Response;
use std::io;
use std::sync::Arc;

pub(super) const API: &[Endpoint] = &[
    Endpoint::get("/revisions/{number}/diff", "diff", "What is different between two revisions.")
        .taking(&[
            Parameter::path("number", "The later revision."),
            Parameter::query("from", "integer", "The earlier revision; the one before without it."),
            Parameter::query("limit", "integer", "Tell at most so many things."),
            FORMAT,
            LANG,
        ])
        .answering(&["application/json", "text/plain", "application/rdf-patch"]),
    Endpoint::get(
        "/revisions/{number}/rollback",
        "rollback",
        "Bring back what an earlier revision held, as a new one.",
    )
    .by("post", &[])
    .taking(&[
        Parameter::path("number", "The earlier revision."),
        Parameter::query("dry-run", "boolean", "Tell what would change, and change nothing."),
        Parameter::query("reason", "string", "Why, for the history."),
    ])
    .writing(),
];

/// Things that a difference tells of, unless `limit` says less.
const ENTITIES_MAX: u64 = 10_000;

/// Bytes of a patch.
const PATCH_BYTES_MAX: usize = 256 << 20;

pub(super) async fn get(State(app): State<Shared>, Path(number): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    show(&app, &parts, &number).await.unwrap_or_else(|problem| pages::told(&parts, problem))
}

async fn show(app: &Shared, parts: &Parts, number: &str) -> Result<Response, Problem> {
    let params = Params::of(parts)?;
    let to = number_of(app, number)?;
    let from = params.number("from")?.unwrap_or(to - 1);
    if from > app.registry.revisions().len() as u64 {
        return Err(no_revision(&from.to_string()));
    }
    let media = negotiate::choose(params.first("format"), &parts.headers, DIFFS)?;
    let limit = params.number("limit")?.unwrap_or(1_000).min(ENTITIES_MAX);
    let language = report::language(&params, &parts.headers);
    let reading = Reading::at(app, At::Revision(to)).await?;
    let tag = reading.tag(parts, (media.name, from, limit, &language));
    if let Some(unchanged) = reading.unchanged(parts, &tag) {
        return Ok(unchanged);
    }
    let (registry, form) = (Arc::clone(&app.registry), media.value);
    let permit = app.gate.enter().await?;
    let body = bridge::run(move || -> Result<Vec<u8>, Problem> {
        let _permit = permit;
        let diff = registry.diff(from, to)?;
        let limits = ChangeLimits { entities_max: limit as usize, ..ChangeLimits::default() };
        let mut out = Bounded(Vec::new());
        let written = match form {
            DiffForm::Patch => diff.write_patch(&mut out),
            DiffForm::Text => write_changes(&diff.changes(&language, limits), &mut out),
            DiffForm::Json => {
                let mut json = changes_json(&diff.changes(&language, limits));
                json["from"] = from.into();
                json["to"] = to.into();
                serde_json::to_writer(&mut out, &json).map_err(io::Error::from)
            }
        };
        let too_large = |_| {
            let detail =
                format!("the difference has more than {PATCH_BYTES_MAX} bytes: compare nearer revisions");
            Problem::new(Code::Memory, detail)
        };
        written.map_err(too_large)?;
        Ok(out.0)
    });
    Ok(reading.answer(&tag, media.content_type, body.await??))
}

/// A text that may not get too long.
struct Bounded(Vec<u8>);

impl io::Write for Bounded {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        if self.0.len() + data.len() > PATCH_BYTES_MAX {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(data);
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn number_of(app: &Shared, text: &str) -> Result<u64, Problem> {
    let known = 1..=app.registry.revisions().len() as u64;
    text.parse().ok().filter(|it| known.contains(it)).ok_or_else(|| no_revision(text))
}

fn no_revision(text: &str) -> Problem {
    Problem::new(Code::NoRevision, format!("there is no revision {text}"))
}

/// POST: a new revision holds what that one held.
pub(super) async fn rollback(
    State(app): State<Shared>,
    Path(number): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let token = auth::require(&app, &parts.headers, Role::Steward).await?;
    let params = Params::of(&parts)?;
    let number = number_of(&app, &number)?;
    let mut author = author(token, &parts.headers, &params, &format!("rollback to revision {number}"));
    author.terms.is_dry_run = flag(&params, "dry-run")?;
    let language = report::language(&params, &parts.headers);
    author.terms.telling = Some(Telling { language: language.clone(), ..Telling::default() });
    app.registry.require_current(&author)?;
    let permit = app.gate.enter().await?;
    let (registry, is_dry_run) = (Arc::clone(&app.registry), author.terms.is_dry_run);
    let done = bridge::run(move || {
        let _permit = permit;
        registry.rollback(number, &author)
    });
    let done = done.await?.map_err(|it| Problem::from(it).speaking(&language))?;
    Ok(report::long(&done, is_dry_run, &language))
}
