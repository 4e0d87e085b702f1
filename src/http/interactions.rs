//! `POST /interactions`: what Discord sends, and what its probes try.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use jiff::Timestamp;
use tower_http::timeout::TimeoutLayer;
use tracing::debug;

use crate::discord::endpoint::{Endpoint, Refusal, Signed};

/// Bytes of a body at most; with every option filled to its limit an interaction stays well below.
const LARGEST: usize = 1024 * 1024;
/// Time for a request as a whole, its body included. Discord itself waits three seconds.
const REQUEST: Duration = Duration::from_secs(4);
/// The headers of the signature.
const SIGNATURE: &str = "x-signature-ed25519";
const TIMESTAMP: &str = "x-signature-timestamp";

/// The route of interactions.
pub fn routes(endpoint: Arc<Endpoint>) -> Router {
    Router::new()
        .route("/interactions", post(receive))
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, REQUEST))
        .with_state(endpoint)
}

async fn receive(State(endpoint): State<Arc<Endpoint>>, headers: HeaderMap, body: Bytes) -> Response {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let signed = Signed { signature: text(SIGNATURE), timestamp: text(TIMESTAMP), body: &body };
    match endpoint.receive(signed, Timestamp::now()).await {
        Ok(response) => ([(header::CONTENT_TYPE, "application/json")], response.to_string()).into_response(),
        Err(refusal) => {
            debug!(%refusal, "refused");
            status(refusal).into_response()
        }
    }
}

fn status(refusal: Refusal) -> StatusCode {
    match refusal {
        // Discord takes an endpoint away that answers anything else to a signature that is not right.
        Refusal::Signature | Refusal::Timestamp | Refusal::Replayed => StatusCode::UNAUTHORIZED,
        Refusal::Malformed => StatusCode::BAD_REQUEST,
        Refusal::Late => StatusCode::SERVICE_UNAVAILABLE,
    }
}
