//! What those who run the bot ask: whether the process lives, whether it is ready, what it does in numbers.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::health::Health;

/// The content type of what `/metrics` answers.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The routes of probes.
pub fn routes(health: Arc<Health>) -> Router {
    Router::new()
        .route("/healthz", get("alive\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(health)
}

async fn ready(State(health): State<Arc<Health>>) -> Response {
    if health.gateway.is_ready() {
        return "ready\n".into_response();
    }
    let (expected, connected) = health.gateway.shards();
    let told = format!("not ready: {connected} of {expected} shards are connected to the gateway\n");
    (StatusCode::SERVICE_UNAVAILABLE, told).into_response()
}

async fn metrics(State(health): State<Arc<Health>>) -> Response {
    match health.text() {
        Ok(text) => ([(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
