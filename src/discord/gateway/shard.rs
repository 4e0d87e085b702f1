//! One shard: connected again and again, at a pace that spends neither Discord's patience nor the log's room.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use super::backoff::Backoff;
use super::connection::{End, Kept, converse};
use super::log::Log;
use super::starts::{NoStart, Starts};
use super::{GatewayError, Lost};
use crate::discord::handler::Handler;
use crate::discord::rest::Rest;

/// A shard, and what it needs.
pub struct Shard {
    /// Its number, and how many there are.
    pub number: u32,
    /// How many shards there are.
    pub total: u32,
    /// The gateway's address.
    pub url: String,
    /// The bot's token.
    pub token: SecretString,
    /// The events that are asked for, as bits.
    pub intents: u64,
    /// The day's session starts.
    pub starts: Arc<Starts>,
    /// The REST API.
    pub rest: Arc<Rest>,
    /// What events are handed to.
    pub handler: Handler,
}

/// Why a shard is not run any more.
#[derive(Debug)]
pub enum Outcome {
    /// The bot was told to stop.
    Stopped,
    /// There have to be another number of shards.
    Recount,
}

impl Shard {
    /// Keeps the shard connected until it is told to stop.
    ///
    /// # Errors
    /// When Discord refuses for good.
    pub async fn run(self, stop: CancellationToken) -> Result<Outcome, GatewayError> {
        let mut kept = Kept { log: Log::new(self.number), ..Kept::default() };
        let mut backoff = Backoff::default();
        let mut resume_there = true;
        loop {
            let there = kept.session.as_ref().and_then(|session| session.url.clone());
            let there = there.filter(|_| resume_there);
            let url = there.as_ref().unwrap_or(&self.url);
            let (end, was_steady) = match self.permitted(&mut kept, &stop).await {
                Ok(()) => converse(&self, url, &mut kept, &stop).await,
                Err(end) => (end, false),
            };
            self.handler.health().gateway.down(self.number);
            let lost = match end {
                End::Lost(lost) => lost,
                End::Recount => return Ok(Outcome::Recount),
                End::Stopped => return Ok(Outcome::Stopped),
                End::Fatal(error) => return Err(error),
            };
            // Where the session's own gateway is gone, the one that everybody uses may still know the session.
            resume_there = !(matches!(lost, Lost::NotOpened(_)) && there.is_some());
            let wait = if was_steady {
                backoff.reset();
                Duration::ZERO
            } else {
                backoff.after_failure()
            };
            self.handler.health().metrics.connections_lost.inc();
            kept.log.lost(&lost, wait);
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = stop.cancelled() => return Ok(Outcome::Stopped),
            }
        }
    }

    /// Takes one of the day's session starts where the next connection needs it.
    async fn permitted(&self, kept: &mut Kept, stop: &CancellationToken) -> Result<(), End> {
        if kept.session.is_some() || kept.may_identify {
            return Ok(());
        }
        let taken = tokio::select! {
            taken = self.starts.take(self.number, &self.rest) => taken,
            () = stop.cancelled() => return Err(End::Stopped),
        };
        match taken {
            Ok(()) => {
                kept.may_identify = true;
                Ok(())
            }
            Err(NoStart::Unknown(error)) if error.is_wrong_token() => {
                Err(End::Fatal(GatewayError::WrongToken))
            }
            Err(NoStart::Unknown(error)) => Err(End::Lost(Lost::NotCounted(error))),
            Err(NoStart::Spent(error)) => Err(End::Fatal(error)),
        }
    }
}
