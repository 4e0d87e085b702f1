//! The connection to Discord: starting, answering what arrives, and stopping with nothing left half-said.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serenity::all::{
    BotGateway, ClientBuilder, GatewayIntents, GuildId, Http, HttpBuilder, HttpError, UserId,
};
use thiserror::Error;
use tokio_util::task::TaskTracker;
use tracing::{info, warn};

use super::commands;
use super::deliver::is_rate_limit;
use super::escape::escape;
use super::handler::{Handler, post};
use super::moderation::Desk;
use super::moderation::rights::Rights;
use super::words::NOT_VALID;
use crate::knowledge::watch::{Watch, watch};
use crate::retrieval::library::Library;
use crate::words::findings::load_error;

/// Time that is left to answers under way when the bot is told to stop; it has to be gone within five seconds.
const GRACE: Duration = Duration::from_secs(4);
/// First and longest wait between two attempts to reach Discord at the start.
const BACKOFF: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(64));
/// The least wait after a rate limit: serenity's error does not tell how long Discord asked for.
const LIMITED: Duration = Duration::from_secs(5);

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

/// Why the bot stopped without being told to.
#[derive(Debug, Error)]
pub enum GatewayError {
    /// Discord does not accept the token.
    #[error(
        "Discord does not accept DISCORD_TOKEN; copy it again: https://discord.com/developers/applications, your application, Bot, Reset Token"
    )]
    WrongToken,
    /// The token has not the form of one.
    #[error(
        "DISCORD_TOKEN has not the form of a bot token: three parts joined by dots, from the Bot page of your application"
    )]
    MalformedToken,
    /// Anything else.
    #[error("the connection to Discord failed: {0}")]
    Failed(#[source] Box<serenity::Error>),
}

/// Connects and answers until `stop` is done.
///
/// # Errors
/// When Discord refuses the token, or serenity gives up.
pub async fn run(
    settings: Settings,
    library: Arc<Library>,
    stop: impl Future<Output = ()> + Send,
) -> Result<(), GatewayError> {
    let token = settings.token.expose_secret();
    if serenity::utils::token::validate(token).is_err() {
        return Err(GatewayError::MalformedToken);
    }
    let mut builder = HttpBuilder::new(token);
    if let Some(url) = &settings.api_url {
        // With serenity's own limiter on, the proxy is passed by in silence; a proxy limits for itself.
        builder = builder.proxy(url.trim_end_matches('/')).ratelimiter_disabled(true);
    }
    let http = builder.build();
    let mut stop = std::pin::pin!(stop);
    let (me, entrance) = tokio::select! {
        known = prepare(&http, &settings) => known?,
        () = &mut stop => return Ok(()),
    };
    let under_way = TaskTracker::new();
    let desk = Desk::new(library.clone(), settings.rights, settings.gaps);
    let handler = Handler::new(library.clone(), desk, me, settings.audit_channel, under_way.clone());
    // Messages that mention the bot and direct messages bring their text without the privileged intent.
    let intents = GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES;
    let mut client = ClientBuilder::new_with_http(http, intents)
        .event_handler(handler.clone())
        .raw_event_handler(handler)
        .await
        .map_err(failed)?;
    // serenity asks for the gateway by itself and, where that fails, takes Discord's own, whatever base is configured.
    client.ws_url.lock().await.clone_from(&entrance.url);
    let _watch = follow(library, client.http.clone(), settings.audit_channel);
    let shards = client.shard_manager.clone();
    let outcome = tokio::select! {
        outcome = client.start_shards(entrance.shards.max(1)) => outcome.map_err(failed),
        () = &mut stop => Ok(()),
    };
    under_way.close();
    if tokio::time::timeout(GRACE, under_way.wait()).await.is_err() {
        warn!("answers under way were given up after {GRACE:?}");
    }
    let _ = tokio::time::timeout(Duration::from_millis(500), shards.shutdown_all()).await;
    info!("stopped");
    outcome
}

/// Learns who the bot is, registers its commands and asks for the gateway, again and again until Discord can be reached.
async fn prepare(http: &Http, settings: &Settings) -> Result<(UserId, BotGateway), GatewayError> {
    let mut wait = BACKOFF.0;
    loop {
        match introduce(http, settings).await {
            Ok(known) => return Ok(known),
            Err(error) => match failed(error) {
                GatewayError::Failed(error) => {
                    if is_rate_limit(&error) {
                        wait = wait.max(LIMITED);
                    }
                    warn!(%error, "Discord cannot be reached; next attempt in {wait:?}");
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(BACKOFF.1);
                }
                refused => return Err(refused),
            },
        }
    }
}

async fn introduce(http: &Http, settings: &Settings) -> serenity::Result<(UserId, BotGateway)> {
    let application = http.get_current_application_info().await?;
    http.set_application_id(application.id);
    let me = http.get_current_user().await?;
    let everywhere = settings.guild.map(GuildId::new);
    let mut changed = commands::register(http, everywhere, &settings.rights.guilds).await?;
    for guild in settings.rights.guilds.iter().filter(|guild| Some(**guild) != settings.guild) {
        changed |= commands::register_moderation(http, GuildId::new(*guild)).await?;
    }
    info!(name = %me.name, commands = if changed { "registered" } else { "unchanged" }, "known to Discord");
    Ok((me.id, http.get_bot_gateway().await?))
}

fn failed(error: serenity::Error) -> GatewayError {
    use serenity::gateway::GatewayError as Gateway;
    match &error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) if response.status_code == 401 => {
            GatewayError::WrongToken
        }
        serenity::Error::Gateway(Gateway::InvalidAuthentication) => GatewayError::WrongToken,
        _ => GatewayError::Failed(Box::new(error)),
    }
}

/// Takes up changes of the fact file on disk. What is not valid leaves the facts in use, and is told in the log and in the
/// audit channel, once.
fn follow(library: Arc<Library>, http: Arc<Http>, channel: Option<u64>) -> Option<Watch> {
    let runtime = tokio::runtime::Handle::current();
    let told = Mutex::new(String::new());
    let folder = library.editor().folder().to_owned();
    let reload = move || {
        let outcome = library.reload();
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        let Err(error) = outcome else {
            told.clear();
            info!(facts = library.current().knowledge.written_facts(), "the fact file was read again");
            return;
        };
        let problem = load_error(&error, library.editor());
        if *told == problem {
            return;
        }
        warn!(%problem, "the fact file changed and is not valid; the facts in use stay as they are");
        if let Some(channel) = channel {
            let text = format!("{NOT_VALID}\n{}", escape(&problem));
            let http = http.clone();
            runtime.spawn(async move { post(&http, channel, &text).await });
        }
        *told = problem;
    };
    watch(&folder, reload)
        .inspect_err(|error| warn!(%error, "changes of the fact file on disk are not noticed"))
        .ok()
}
