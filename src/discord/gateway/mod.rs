//! The connection to Discord: starting, answering what arrives, and stopping with nothing left half-said.

mod backoff;
mod close;
mod connection;
mod error;
mod log;
mod shard;
mod socket;
mod starts;

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use serenity::all::GatewayIntents;
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

pub use self::backoff::Backoff;
pub use self::error::{GatewayError, Lost};

use self::shard::{Outcome, Shard};
use self::starts::Starts;
use super::handler::Handler;
use super::rest::{Entrance, Rest, RestError};
use super::service::{GRACE, Service, Settings};
use crate::health::Health;
use crate::retrieval::library::Library;
use crate::shards::Shards;

/// Time that is left to the leave from the gateway, before the grace for answers under way.
const LEAVING: Duration = Duration::from_secs(1);
/// Messages that mention the bot and direct messages bring their text without the privileged intent.
const INTENTS: GatewayIntents = GatewayIntents::GUILD_MESSAGES.union(GatewayIntents::DIRECT_MESSAGES);

/// Connects and answers until `stop` is done.
///
/// # Errors
/// When Discord refuses the bot for good, or has too few session starts left for it.
pub async fn run(
    settings: Settings,
    library: Arc<Library>,
    health: Arc<Health>,
    stop: impl Future<Output = ()> + Send,
) -> Result<(), GatewayError> {
    let (token, shards) = (settings.token.clone(), settings.shards);
    let service = Service::start(settings, library, health)?;
    let outcome = stay_connected(&service, &token, shards, stop).await;
    service.end(Instant::now() + GRACE).await;
    outcome
}

/// Learns who the bot is and where the gateway is, and stays connected until `stop` is done.
async fn stay_connected(
    service: &Service,
    token: &SecretString,
    shards: Option<Shards>,
    stop: impl Future<Output = ()> + Send,
) -> Result<(), GatewayError> {
    let mut stop = std::pin::pin!(stop);
    let known = ask(async || Ok((service.rest.introduce().await?, service.rest.entrance().await?)));
    let (me, entrance) = tokio::select! {
        known = known => known?,
        () = &mut stop => return Ok(()),
    };
    info!(name = %me.name, "known to Discord");
    let leave = CancellationToken::new();
    let handler = Handler::new(service.responder.clone(), &me);
    let mut connected =
        std::pin::pin!(keep_connected(token, shards, entrance, &service.rest, &handler, &leave));
    // Registering goes on beside: a server that refuses its commands keeps nobody else waiting.
    let registering = async {
        service.register(&me).await;
        std::future::pending::<()>().await;
    };
    tokio::select! {
        outcome = &mut connected => outcome,
        () = registering => Ok(()),
        () = &mut stop => {
            leave.cancel();
            tokio::time::timeout(LEAVING, connected).await.unwrap_or(Ok(()))
        }
    }
}

/// Asks Discord again and again, until it answers or refuses the token. Each reason is told once.
pub(super) async fn ask<T>(call: impl AsyncFn() -> Result<T, RestError>) -> Result<T, GatewayError> {
    let (mut backoff, mut told) = (Backoff::default(), None);
    loop {
        match call().await {
            Ok(answer) => return Ok(answer),
            Err(error) => wait_after(error, &mut backoff, &mut told).await?,
        }
    }
}

/// Waits before Discord is asked again; tells each reason once.
async fn wait_after(
    error: RestError,
    backoff: &mut Backoff,
    told: &mut Option<RestError>,
) -> Result<(), GatewayError> {
    if error.is_wrong_token() {
        return Err(GatewayError::WrongToken);
    }
    let wait = backoff.after_failure();
    let wait = if let RestError::Limited(asked) = error { asked.max(wait) } else { wait };
    if told.as_ref() != Some(&error)
        && !matches!((&told, &error), (Some(RestError::Limited(_)), RestError::Limited(_)))
    {
        warn!(%error, "Discord cannot be reached; next attempt in {wait:?}, then up to 64 s apart");
    }
    *told = Some(error);
    tokio::time::sleep(wait).await;
    Ok(())
}

/// How a shard ended; one whose task panicked is an error, so that the process ends as one that failed.
fn in_order(ended: Result<Result<Outcome, GatewayError>, JoinError>) -> Result<Outcome, GatewayError> {
    ended.unwrap_or(Err(GatewayError::Disorder))
}

/// Keeps this process's part of the shards connected, or as many as Discord asks for, until told to leave.
async fn keep_connected(
    token: &SecretString,
    part: Option<Shards>,
    mut entrance: Entrance,
    rest: &Arc<Rest>,
    handler: &Handler,
    leave: &CancellationToken,
) -> Result<(), GatewayError> {
    let starts = Arc::new(Starts::new(&entrance, part.map_or(0, |part| part.first)));
    let mut backoff = Backoff::default();
    loop {
        let all = Shards { first: 0, last: entrance.shards - 1, total: entrance.shards };
        let Shards { first, last, total } = part.unwrap_or(all);
        handler.health().gateway.expect(last + 1 - first);
        let these = leave.child_token();
        let mut shards = JoinSet::new();
        for number in first..=last {
            let shard = Shard {
                number,
                total,
                url: entrance.url.clone(),
                token: token.clone(),
                intents: INTENTS.bits(),
                starts: starts.clone(),
                rest: rest.clone(),
                handler: handler.clone(),
            };
            shards.spawn(shard.run(these.clone()));
        }
        let mut recount = false;
        let mut outcome = Ok(());
        while let Some(ended) = shards.join_next().await {
            match in_order(ended) {
                Ok(Outcome::Stopped) => {}
                Ok(Outcome::Recount) => recount = true,
                Err(error) => outcome = Err(error),
            }
            // None of them is of use without the others.
            these.cancel();
        }
        if outcome.is_err() || leave.is_cancelled() || !recount {
            return outcome;
        }
        if part.is_some() {
            return Err(GatewayError::TooFewShards(total));
        }
        let wait = backoff.after_failure();
        warn!(shards = total, "Discord asks for another number of shards; asking for it in {wait:?}");
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = leave.cancelled() => return Ok(()),
        }
        entrance = tokio::select! {
            entrance = ask(async || rest.entrance().await) => entrance?,
            () = leave.cancelled() => return Ok(()),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_shard_that_panics_is_an_error() {
        let ended = tokio::spawn(async { panic!("a fault") }).await;
        assert!(matches!(in_order(ended), Err(GatewayError::Disorder)));
    }
}
