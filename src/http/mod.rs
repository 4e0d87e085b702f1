//! The door that speaks HTTP: Discord's interactions, and what those who run the bot ask.

mod interactions;
mod probe;
mod probes;
mod server;

use std::net::TcpListener;
use std::sync::Arc;

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

pub use probe::probe;

use crate::discord::endpoint::Endpoint;
use crate::discord::gateway::GatewayError;
use crate::discord::service::GRACE;
use crate::health::Health;

/// Answers interactions, and what those who run the bot ask, until `stop` is done.
///
/// # Errors
/// When Discord refuses the bot's token, or nothing can be accepted any more.
pub async fn answer(
    listener: TcpListener,
    endpoint: Endpoint,
    health: Arc<Health>,
    stop: impl Future<Output = ()> + Send,
) -> Result<(), GatewayError> {
    let endpoint = Arc::new(endpoint);
    let routes = probes::routes(health).merge(interactions::routes(endpoint.clone()));
    let leave = CancellationToken::new();
    let mut server = std::pin::pin!(server::serve(listener, routes, leave.clone()));
    let outcome = tokio::select! {
        outcome = &mut server => return outcome.map_err(GatewayError::Server),
        error = endpoint.registered() => Err(error),
        () = stop => Ok(()),
    };
    let until = Instant::now() + GRACE;
    leave.cancel();
    let drained = server.await.map_err(GatewayError::Server);
    endpoint.close(until).await;
    outcome.and(drained)
}

/// Answers what those who run the bot ask, for as long as the bot runs.
///
/// # Errors
/// When nothing can be accepted any more.
pub async fn observe(listener: TcpListener, health: Arc<Health>) -> std::io::Result<()> {
    server::serve(listener, probes::routes(health), CancellationToken::new()).await
}
