//! The connection to Discord: starting, answering what arrives, and stopping with nothing left half-said.

mod backoff;
mod close;
mod connection;
mod error;
mod follow;
mod log;
mod shard;
mod socket;
mod starts;

use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serenity::all::GatewayIntents;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{info, warn};

pub use self::backoff::Backoff;
pub use self::error::{GatewayError, Lost};

use self::follow::follow;
use self::shard::{Outcome, Shard};
use self::starts::Starts;
use super::audit::Audit;
use super::handler::Handler;
use super::moderation::Desk;
use super::moderation::rights::Rights;
use super::register::{Plan, register};
use super::rest::{Entrance, Introduction, Rest, RestError};
use crate::retrieval::library::Library;

/// Time that is left to answers under way when the bot is told to stop; it has to be gone within five seconds.
const GRACE: Duration = Duration::from_millis(3_500);
/// And to the leave from the gateway, before it.
const LEAVING: Duration = Duration::from_secs(1);
/// And to the last counts of unanswered questions.
const COUNTS: Duration = Duration::from_millis(300);
/// Messages that mention the bot and direct messages bring their text without the privileged intent.
const INTENTS: GatewayIntents = GatewayIntents::GUILD_MESSAGES.union(GatewayIntents::DIRECT_MESSAGES);

/// How to connect.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The bot's token.
    pub token: SecretString,
    /// Another base than Discord's for REST and, through it, the gateway.
    pub api_url: Option<String>,
    /// Registers the commands in this server alone.
    pub guild: Option<u64>,
    /// Who may change the facts, and where.
    pub rights: Rights,
    /// The channel that each change is posted in.
    pub audit_channel: Option<u64>,
    /// Whether unanswered questions are counted.
    pub gaps: bool,
}

/// Connects and answers until `stop` is done.
///
/// # Errors
/// When Discord refuses the bot for good, or has too few session starts left for it.
pub async fn run(
    settings: Settings,
    library: Arc<Library>,
    stop: impl Future<Output = ()> + Send,
) -> Result<(), GatewayError> {
    if serenity::utils::token::validate(settings.token.expose_secret()).is_err() {
        return Err(GatewayError::MalformedToken);
    }
    let rest =
        Rest::new(settings.token.clone(), settings.api_url.as_deref()).map_err(GatewayError::Client)?;
    let rest = Arc::new(rest);
    let mut stop = std::pin::pin!(stop);
    let (me, entrance) = tokio::select! {
        known = prepare(&rest) => known?,
        () = &mut stop => return Ok(()),
    };
    info!(name = %me.name, "known to Discord");
    let leave = CancellationToken::new();
    let plan = Plan {
        application: me.application.clone(),
        trying_out: settings.guild,
        moderation: settings.rights.guilds.clone(),
    };
    // Registering goes on beside: a server that refuses its commands keeps nobody else waiting.
    let registering = tokio::spawn(register(plan, rest.clone()));
    let under_way = TaskTracker::new();
    let audit = Audit::new(rest.clone(), settings.audit_channel);
    let desk = Desk::new(library.clone(), settings.rights, settings.gaps);
    let handler = Handler::new(library.clone(), desk, &me, rest.clone(), audit.clone(), under_way.clone());
    let counts = CancellationToken::new();
    let counting = tokio::spawn(handler.clone().keep_counts(counts.clone()));
    let _watch = follow(library, audit);
    let mut connected = std::pin::pin!(keep_connected(&settings.token, entrance, &rest, &handler, &leave));
    let outcome = tokio::select! {
        outcome = &mut connected => outcome,
        () = &mut stop => {
            leave.cancel();
            tokio::time::timeout(LEAVING, connected).await.unwrap_or(Ok(()))
        }
    };
    registering.abort();
    under_way.close();
    if tokio::time::timeout(GRACE, under_way.wait()).await.is_err() {
        warn!("answers under way were given up after {GRACE:?}");
    }
    counts.cancel();
    // A disk that does not answer is not waited for: what is lost are counts.
    let _ = tokio::time::timeout(COUNTS, counting).await;
    info!("stopped");
    outcome
}

/// Learns who the bot is and where the gateway is, again and again until Discord can be reached.
async fn prepare(rest: &Rest) -> Result<(Introduction, Entrance), GatewayError> {
    let mut backoff = Backoff::default();
    let mut told = None;
    loop {
        let known = async { Ok((rest.introduce().await?, rest.entrance().await?)) };
        let error = match known.await {
            Ok(known) => return Ok(known),
            Err(error) => error,
        };
        wait_after(error, &mut backoff, &mut told).await?;
    }
}

/// Asks for the gateway anew, until it is told.
async fn entrance_anew(rest: &Rest) -> Result<Entrance, GatewayError> {
    let (mut backoff, mut told) = (Backoff::default(), None);
    loop {
        match rest.entrance().await {
            Ok(entrance) => return Ok(entrance),
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

/// Keeps as many shards connected as Discord asks for, until told to leave.
async fn keep_connected(
    token: &SecretString,
    mut entrance: Entrance,
    rest: &Arc<Rest>,
    handler: &Handler,
    leave: &CancellationToken,
) -> Result<(), GatewayError> {
    let starts = Arc::new(Starts::new(&entrance));
    let mut backoff = Backoff::default();
    loop {
        let these = leave.child_token();
        let mut shards = JoinSet::new();
        for number in 0..entrance.shards {
            let shard = Shard {
                number,
                total: entrance.shards,
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
            match ended {
                Ok(Ok(Outcome::Stopped)) => {}
                Ok(Ok(Outcome::Recount)) => recount = true,
                Ok(Err(error)) => outcome = Err(error),
                Err(error) => warn!(%error, "a shard ended in disorder"),
            }
            // None of them is of use without the others.
            these.cancel();
        }
        if outcome.is_err() || leave.is_cancelled() || !recount {
            return outcome;
        }
        let wait = backoff.after_failure();
        warn!(
            shards = entrance.shards,
            "Discord asks for another number of shards; asking for it in {wait:?}"
        );
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = leave.cancelled() => return Ok(()),
        }
        entrance = tokio::select! {
            entrance = entrance_anew(rest) => entrance?,
            () = leave.cancelled() => return Ok(()),
        };
    }
}
