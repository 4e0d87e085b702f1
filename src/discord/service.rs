//! What both of Discord's doors need while they are open: the REST API, the responder, and what goes on beside.

use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use tokio::time::{Instant, timeout, timeout_at};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{info, warn};

use super::audit::Audit;
use super::follow::follow;
use super::gateway::GatewayError;
use super::moderation::Desk;
use super::moderation::rights::Rights;
use super::register::{Plan, register};
use super::responder::Responder;
use super::rest::{Introduction, Rest};
use crate::health::Health;
use crate::knowledge::store::Watch;
use crate::retrieval::library::Library;
use crate::shards::Shards;

/// Time that is left to answers under way when the bot is told to stop; it has to be gone within five seconds.
pub const GRACE: Duration = Duration::from_millis(3_500);
/// And to the last counts of unanswered questions.
const COUNTS: Duration = Duration::from_millis(300);

/// How to connect, and who may do what.
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
    /// The shards of the gateway that this process runs; all that Discord asks for where nothing is said.
    pub shards: Option<Shards>,
}

/// What a door needs, until it is closed.
pub struct Service {
    /// The REST API.
    pub rest: Arc<Rest>,
    /// What answers.
    pub responder: Responder,
    settings: Settings,
    under_way: TaskTracker,
    counts: CancellationToken,
    counting: TaskTracker,
    _watch: Option<Watch>,
}

impl Service {
    /// Begins to follow the fact file and to keep the counts. Nothing is asked of Discord yet.
    ///
    /// # Errors
    /// When the token has not the form of one, or TLS cannot be set up.
    pub fn start(
        settings: Settings,
        library: Arc<Library>,
        health: Arc<Health>,
    ) -> Result<Self, GatewayError> {
        if serenity::utils::token::validate(settings.token.expose_secret()).is_err() {
            return Err(GatewayError::MalformedToken);
        }
        let retries = health.metrics.rest_retries.clone();
        let rest = Rest::new(settings.token.clone(), settings.api_url.as_deref(), retries);
        let rest = Arc::new(rest.map_err(GatewayError::Client)?);
        let under_way = TaskTracker::new();
        let audit = Audit::new(rest.clone(), settings.audit_channel);
        let desk = Desk::new(library.clone(), settings.rights.clone(), settings.gaps);
        let watch = follow(library.clone(), audit.clone(), health.clone());
        let responder = Responder::new(library, desk, rest.clone(), audit, health, under_way.clone());
        let counts = CancellationToken::new();
        let counting = TaskTracker::new();
        counting.spawn(responder.clone().keep_counts(counts.clone()));
        counting.close();
        Ok(Self { rest, responder, settings, under_way, counts, counting, _watch: watch })
    }

    /// Registers the commands of the bot that was introduced.
    pub async fn register(&self, me: &Introduction) {
        let plan = Plan {
            application: me.application.clone(),
            trying_out: self.settings.guild,
            moderation: self.settings.rights.guilds.clone(),
        };
        register(plan, self.rest.clone(), self.responder.mentions.clone()).await;
    }

    /// Waits, no longer than until then, for the answers under way, and writes the last counts.
    pub async fn end(&self, until: Instant) {
        self.under_way.close();
        if timeout_at(until, self.under_way.wait()).await.is_err() {
            warn!("answers under way were given up after {GRACE:?}");
        }
        self.counts.cancel();
        // A disk that does not answer is not waited for: what is lost are counts.
        let _ = timeout(COUNTS, self.counting.wait()).await;
        info!("stopped");
    }
}
