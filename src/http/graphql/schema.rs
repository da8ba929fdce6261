//! `/graphql/schema.graphql`: the schema as text, in the Schema Definition Language (GraphQL, 3).

use crate::graphql::SchemaError;
use crate::http::bridge;
use crate::http::negotiate::{self, SCHEMAS};
use crate::http::params::Params;
use crate::http::problem::{Code, Problem};
use crate::http::reading::Reading;
use crate::http::state::Shared;
use crate::registry::At;
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

pub(in crate::http) async fn get(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let params = Params::of(&parts)?;
    let reading = Reading::new(&app, &params).await?;
    let media = negotiate::choose(params.first("format"), &parts.headers, SCHEMAS)?;
    let tag = reading.tag(&parts, media.name);
    if let Some(unchanged) = reading.unchanged(&parts, &tag) {
        return Ok(unchanged);
    }
    let permit = app.gate.enter().await?;
    let (api, at) = (Arc::clone(&app.graphql), At::Revision(reading.view.revision()));
    let text = bridge::run(move || {
        let _permit = permit;
        api.sdl(&at)
    });
    Ok(reading.answer(&tag, media.content_type, text.await??))
}

impl From<SchemaError> for Problem {
    fn from(error: SchemaError) -> Self {
        match error {
            SchemaError::Registry(error) => error.into(),
            SchemaError::Build(_) => Self::new(Code::BadShapes, error.to_string()),
        }
    }
}
