//! The server under the routes: limits on what a connection may take, and an end with nothing left half-said.

use std::io;
use std::net::TcpListener;
use std::time::Duration;

use axum::Router;
use axum_server::Handle;
use tokio_util::sync::CancellationToken;
use tracing::info;

/// Time for a request's head, which is also the time that a connection may lie idle: longer than the minute after which
/// reverse proxies close theirs, so that none sends a request into a connection that is just being closed.
const HEAD: Duration = Duration::from_secs(75);
/// Time for requests under way when the server is told to leave: what Discord waits for an answer. Within the five seconds
/// that the process has.
const DRAIN: Duration = Duration::from_secs(3);

/// Serves until told to leave; then no connection is accepted any more, and requests under way are answered.
///
/// # Errors
/// When nothing can be accepted.
pub async fn serve(listener: TcpListener, routes: Router, leave: CancellationToken) -> io::Result<()> {
    info!(address = %listener.local_addr()?, "listening");
    let handle = Handle::new();
    let mut server = axum_server::from_tcp(listener)?.handle(handle.clone());
    server.http_builder().http1().header_read_timeout(HEAD);
    let mut serving = std::pin::pin!(server.serve(routes.into_make_service()));
    tokio::select! {
        outcome = &mut serving => return outcome,
        () = leave.cancelled() => handle.graceful_shutdown(Some(DRAIN)),
    }
    serving.await
}
