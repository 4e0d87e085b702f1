//! Bringing an answer to Discord: again, where a limit or a fault of the moment stood in the way.

use std::time::{Duration, Instant};

use serenity::all::HttpError;
use tracing::debug;

/// Discord gives up on an interaction that is not answered within three seconds.
pub const FOR_INTERACTION: Duration = Duration::from_millis(2_800);
/// A message may be answered later, but not when nobody waits any more.
pub const FOR_MESSAGE: Duration = Duration::from_secs(15);
/// The wait before the second attempt; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(300);
/// The least wait after a rate limit. serenity's own limiter waits as Discord says; behind a proxy it is off, and its
/// errors do not tell for how long. Most of Discord's limits are counted by the second.
const LIMITED: Duration = Duration::from_secs(1);

/// Sends until it is delivered, refused for good, or `patience` since `arrived` is over.
///
/// # Errors
/// What the last attempt failed with.
pub async fn deliver<T, F: Future<Output = serenity::Result<T>>>(
    arrived: Instant,
    patience: Duration,
    send: impl Fn() -> F,
) -> serenity::Result<T> {
    let mut wait = FIRST_WAIT;
    loop {
        let error = match send().await {
            Err(error) if passes(&error) => error,
            outcome => return outcome,
        };
        if is_rate_limit(&error) {
            wait = wait.max(LIMITED);
        }
        if arrived.elapsed() + wait >= patience {
            return Err(error);
        }
        debug!(%error, "sent again in {wait:?}");
        tokio::time::sleep(wait).await;
        wait *= 2;
    }
}

/// Whether an error is one of the moment: a rate limit, or a fault on Discord's side.
fn passes(error: &serenity::Error) -> bool {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            response.status_code == 429 || response.status_code.is_server_error()
        }
        // Not refused but not arrived either; whether an interaction was answered after all, Discord then says itself.
        serenity::Error::Http(HttpError::Request(error)) => error.is_connect(),
        _ => false,
    }
}

/// Whether Discord told the bot to slow down.
pub fn is_rate_limit(error: &serenity::Error) -> bool {
    matches!(error, serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) if response.status_code == 429)
}
