//! Registering the commands with Discord, beside everything else: what one server refuses costs nobody else anything.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::time::Instant;
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

/// Registers what Discord has not got already, and takes away what stands in servers that are not configured any more. A place
/// where that fails is tried again, and keeps none of the others waiting. The ids that Discord tells of the commands for
/// everybody become known.
pub async fn register(plan: Plan, rest: Arc<Rest>, mentions: Arc<Mentions>) {
    let place = |(guild, wanted)| Place { guild, wanted, backoff: Backoff::default(), due: None };
    let mut left: Vec<Place> = plan.places().into_iter().map(place).collect();
    let mut is_tidy = false;
    while !left.is_empty() || !is_tidy {
        // Those that were never tried come first, in their order; then whichever is due.
        let next = (0..left.len()).min_by_key(|at| left[*at].due);
        let Some(at) = next.filter(|at| is_tidy || left[*at].due.is_none()) else {
            tidy(&plan, &rest).await;
            is_tidy = true;
            continue;
        };
        let mut place = left.remove(at);
        if let Some(due) = place.due {
            tokio::time::sleep_until(due).await;
        }
        let learn = |told: &[Value]| {
            if place.guild == plan.trying_out {
                mentions.learn(place.guild, told);
            }
        };
        let outcome = in_place(&rest, &plan.application, place.guild, &place.wanted, learn).await;
        if place.is_to_be_tried_again(outcome) {
            left.push(place);
        }
    }
}

/// A place whose commands are not registered yet.
struct Place {
    guild: Option<u64>,
    wanted: Value,
    backoff: Backoff,
    /// When it is tried again; none before the first time.
    due: Option<Instant>,
}

impl Place {
    /// Tells what became of an attempt, and whether there has to be another one.
    fn is_to_be_tried_again(&mut self, outcome: Result<bool, RestError>) -> bool {
        let error = match outcome {
            Ok(changed) => {
                info!(server = self.guild, commands = if changed { "registered" } else { "unchanged" });
                return false;
            }
            Err(error) => error,
        };
        if !error.passes() {
            if let Some(server) = self.guild {
                let hint = "is the bot in that server, invited with the scope applications.commands?";
                warn!(server, %error, "the server refuses the commands; {hint}");
            } else {
                warn!(%error, "Discord refuses the commands");
            }
            return false;
        }
        let wait = self.backoff.after_failure();
        let wait = if let RestError::Limited(asked) = error { asked.max(wait) } else { wait };
        if self.due.replace(Instant::now() + wait).is_none() {
            warn!(server = self.guild, %error, "the commands are not registered yet; next attempt in {wait:?}");
        }
        true
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
async fn tidy(plan: &Plan, rest: &Rest) {
    let configured = |guild: &u64| plan.trying_out == Some(*guild) || plan.moderation.contains(guild);
    let servers = match rest.servers().await {
        Ok(servers) => servers,
        Err(error) => {
            debug!(%error, "whether commands were left behind in other servers is not known");
            return;
        }
    };
    for guild in servers.into_iter().filter(|guild| !configured(guild)) {
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
        match rest.set_commands(&plan.application, Some(guild), &json!([])).await {
            Ok(_) => {
                info!(server = guild, "commands that an earlier configuration left behind were taken away");
            }
            Err(error) => {
                warn!(server = guild, %error, "commands that an earlier configuration left behind are still there");
            }
        }
    }
}
