//! How is the registry reached over HTTP? Routes, negotiation, limits, problems; one file per resource.
//!
//! The core below is synchronous; `bridge` is the one door between it and the async server.
//! Deliberately absent: rules of the domain. A handler reads a request, calls one use case and shapes the answer.

mod auth;
mod body;
mod bridge;
mod credential;
mod data;
mod diff;
mod entity;
mod gate;
mod graphql;
mod health;
mod html;
mod kpi;
mod loads;
mod monitoring;
mod multipart;
mod named;
mod negotiate;
mod news;
mod openapi;
mod pace;
mod pages;
mod params;
mod problem;
mod reading;
mod recognition;
mod report;
mod respond;
mod revisions;
mod search;
mod server;
mod skills;
mod sparql;
mod state;
mod stream;
mod update;
mod upload;
mod validate;
mod void;
mod web;

pub use server::{HttpError, serve};
pub use state::Settings;

use crate::registry::Registry;
use axum::Router;
use axum::http::{HeaderName, Method};
use axum::routing::{get, post};
use state::App;
use std::sync::Arc;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::cors::{AllowHeaders, Any, CorsLayer};

/// Shorter answers are sent as they are: compressing them costs more time than it saves, bytes.
const COMPRESSED_BYTES_MIN: u16 = 1_024;

/// Every route, ready to serve or to be tested in process.
pub fn router(registry: Arc<Registry>, settings: Settings) -> Router {
    let app = Arc::new(App::new(registry, settings));
    Router::new()
        .route("/sparql", get(sparql::get).post(sparql::post))
        .route("/update", post(update::post))
        .route("/graphql", get(graphql::get).post(graphql::post))
        .route("/graphql/ws", get(graphql::socket))
        .route("/graphql/schema.graphql", get(graphql::schema))
        .route("/data", get(data::get).put(data::put).post(data::post).delete(data::delete))
        .route("/loads", post(loads::post))
        .route("/validate", post(validate::post))
        .route("/revisions", get(revisions::all))
        .route("/revisions/{number}", get(revisions::one))
        .route("/revisions/{number}/diff", get(diff::get))
        .route("/revisions/{number}/rollback", post(diff::rollback))
        .route("/search", get(search::get))
        .route("/kpi/milestones", get(monitoring::milestones))
        .route("/kpi/objectives", get(monitoring::objectives))
        .route("/recognition/assessments", post(recognition::post))
        .route("/recognition/assessments/{id}", get(recognition::one).delete(recognition::delete))
        .route("/recognition/assessments/{id}/trace", get(recognition::trace))
        .route("/recognition/assessments/{id}/replay", get(recognition::replay))
        .route("/recognition/assessments/{id}/query", get(recognition::query))
        .route("/recognition/counterfactuals", post(recognition::counterfactuals))
        .route("/recognition/regulated", get(recognition::regulated))
        .route("/recognition/agreements", get(recognition::agreements))
        .route("/recognition/chains", get(recognition::chains))
        .route("/recognition/coverage", get(recognition::coverage))
        .route("/recognition/compare", get(recognition::compare))
        .route("/recognition/credentials", post(credential::sign))
        .route("/recognition/issuer", get(credential::issuer))
        .route("/recognition/verify", post(credential::verify))
        .route("/profiles", get(skills::profiles))
        .route("/profiles/{slug}", get(skills::profile))
        .route("/profiles/occupation/{id}", get(skills::occupation))
        .route("/skills/gap", get(skills::gap))
        .route("/skills/near", get(skills::near))
        .route("/skills/fits", get(skills::fits))
        .route("/skills/transitions", get(skills::transitions))
        .route("/skills/training", get(skills::training))
        .route("/skills/region", get(skills::region))
        .route("/id/{kind}/{slug}", get(entity::id))
        .route("/doc/{kind}/{slug}", get(entity::doc))
        .route("/doc", get(entity::any))
        .route("/ns", get(named::ontology))
        .route("/ns.{suffix}", get(named::ontology))
        .route("/graph/{slug}", get(named::graph))
        .route("/.well-known/void", get(void::get))
        .route("/openapi.json", get(openapi::get))
        .merge(web::routes())
        .route("/registry", get(pages::front))
        .route("/style.css", get(pages::style))
        .route("/problems", get(pages::problems))
        .route("/health", get(health::health))
        .route("/ready", get(health::health))
        .route("/metrics", get(health::metrics))
        .merge(kpi::routes())
        .fallback(pages::no_such_page)
        .method_not_allowed_fallback(pages::no_such_method)
        .layer(compression())
        .layer(cors())
        .with_state(app)
}

fn compression() -> CompressionLayer<impl Predicate> {
    let worth_it = SizeAbove::new(COMPRESSED_BYTES_MIN).and(NotForContentType::IMAGES);
    CompressionLayer::new().compress_when(worth_it)
}

/// Any page of any origin may read; a token never travels as a cookie, so that nothing is lent.
fn cors() -> CorsLayer {
    const EXPOSED: [HeaderName; 6] = [
        axum::http::header::ETAG,
        axum::http::header::RETRY_AFTER,
        axum::http::header::LOCATION,
        reading::CONCORD_REVISION,
        reading::CONCORD_RESULT,
        reading::MEMENTO_DATETIME,
    ];
    const METHODS: [Method; 6] =
        [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS];
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods(METHODS)
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers(EXPOSED)
        .vary([])
}
