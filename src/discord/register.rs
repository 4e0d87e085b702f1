//! Registering the commands with Discord, beside everything else: what one server refuses costs nobody else anything.

use std::sync::Arc;

use serde_json::{Value, json};
use tracing::{debug, info, warn};

use super::commands;
use super::gateway::Backoff;
use super::mentions::Mentions;
use super::moderation::commands as facts;
use super::rest::{Rest, RestError};

/// What is registered where.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The application's id.
    pub application: String,
    /// The one server that gets the commands, for trying out; everywhere without one.
    pub trying_out: Option<u64>,
    /// The servers that get the command which moderates the facts.
    pub moderation: Vec<u64>,
}

impl Plan {
    /// The commands of each place that is configured: a server, or everywhere.
    fn places(&self) -> Vec<(Option<u64>, Value)> {
        let here = self.trying_out.is_some_and(|guild| self.moderation.contains(&guild));
        let all: Vec<_> = commands::commands()
            .into_iter()
            .chain(here.then(facts::commands).into_iter().flatten())
            .collect();
        let moderated = self.moderation.iter().filter(|guild| Some(**guild) != self.trying_out);
        let first = (self.trying_out, json!(all));
        std::iter::once(first)
            .chain(moderated.map(|guild| (Some(*guild), json!(facts::commands()))))
            .collect()
    }
}

/// Registers what Discord has not got already, and takes away what stands in servers that are not configured any more. The
/// ids that Discord tells of the commands for everybody become known.
pub async fn register(plan: Plan, rest: Arc<Rest>, mentions: Arc<Mentions>) {
    for (guild, wanted) in plan.places() {
        let learn = |told: &[Value]| {
            if guild == plan.trying_out {
                mentions.learn(guild, told);
            }
        };
        place(&rest, &plan.application, guild, &wanted, learn).await;
    }
    if let Err(error) = tidy(&plan, &rest).await {
        debug!(%error, "whether commands were left behind in other servers is not known");
    }
}

/// Registers the commands of one place, again and again until that is done or refused.
async fn place(rest: &Rest, application: &str, guild: Option<u64>, wanted: &Value, learn: impl Fn(&[Value])) {
    let mut backoff = Backoff::default();
    let mut is_told = false;
    loop {
        let error = match in_place(rest, application, guild, wanted, &learn).await {
            Ok(changed) => {
                info!(server = guild, commands = if changed { "registered" } else { "unchanged" });
                return;
            }
            Err(error) => error,
        };
        if !error.passes() {
            if let Some(server) = guild {
                let hint = "is the bot in that server, invited with the scope applications.commands?";
                warn!(server, %error, "the server refuses the commands; {hint}");
            } else {
                warn!(%error, "Discord refuses the commands");
            }
            return;
        }
        let wait = backoff.after_failure();
        let wait = if let RestError::Limited(asked) = error { asked.max(wait) } else { wait };
        if !std::mem::replace(&mut is_told, true) {
            warn!(server = guild, %error, "the commands are not registered yet; next attempt in {wait:?}");
        }
        tokio::time::sleep(wait).await;
    }
}

async fn in_place(
    rest: &Rest,
    application: &str,
    guild: Option<u64>,
    wanted: &Value,
    learn: impl Fn(&[Value]),
) -> Result<bool, RestError> {
    let there = rest.commands(application, guild).await?;
    // They keep their ids where they are registered anew, and are there still where that is refused.
    learn(&there);
    if commands::is_current(&there, wanted) {
        return Ok(false);
    }
    learn(&rest.set_commands(application, guild, wanted).await?);
    Ok(true)
}

/// Takes away commands in servers that are not configured: an earlier configuration left them there.
async fn tidy(plan: &Plan, rest: &Rest) -> Result<(), RestError> {
    let configured = |guild: &u64| plan.trying_out == Some(*guild) || plan.moderation.contains(guild);
    for guild in rest.servers().await?.into_iter().filter(|guild| !configured(guild)) {
        let left = match rest.commands(&plan.application, Some(guild)).await {
            Err(RestError::Limited(wait)) => {
                tokio::time::sleep(wait).await;
                rest.commands(&plan.application, Some(guild)).await
            }
            told => told,
        };
        // A server that does not let the bot look has none of its commands either.
        let Ok(left) = left else { continue };
        if left.is_empty() {
            continue;
        }
        rest.set_commands(&plan.application, Some(guild), &json!([])).await?;
        info!(server = guild, "commands that an earlier configuration left behind were taken away");
    }
    Ok(())
}
