//! What happens when something arrives over the gateway.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde_json::{Value, json};
use serenity::all::{
    Builder, ChannelId, Context as Connection, CreateAllowedMentions, CreateMessage, Event, EventHandler,
    Http, Interaction, InteractionId, Message, RawEventHandler, Ready, ResumedEvent, UserId,
};
use serenity::async_trait;
use tokio::sync::Mutex;
use tokio_util::task::TaskTracker;
use tracing::{info, warn};

use super::deliver::{FOR_INTERACTION, FOR_MESSAGE, deliver};
use super::escape::fit;
use super::interact::{Reply, interact, reply};
use super::memory::Memory;
use super::moderation::{Attached, Desk};
use super::words;
use crate::dialogue::answer::Kind;
use crate::retrieval::library::Library;

/// Answers what arrives.
#[derive(Clone)]
pub struct Handler {
    library: Arc<Library>,
    memory: Arc<Mutex<Memory>>,
    desk: Arc<Desk>,
    me: UserId,
    audit_channel: Option<u64>,
    under_way: TaskTracker,
}

/// The name that Discord gives an interaction's event.
const INTERACTION: &str = "INTERACTION_CREATE";
/// Types of interaction: one that asks whether the bot is there, one that asks for choices.
const PING: u64 = 1;
const AUTOCOMPLETE: u64 = 4;

impl Handler {
    /// A handler that answers as `me` from the library.
    #[must_use]
    pub fn new(
        library: Arc<Library>,
        desk: Desk,
        me: UserId,
        audit_channel: Option<u64>,
        under_way: TaskTracker,
    ) -> Self {
        Self { library, memory: Arc::default(), desk: Arc::new(desk), me, audit_channel, under_way }
    }

    /// What is answered to an interaction, and the line for the audit channel.
    async fn answer(&self, interaction: &Interaction, began: Instant) -> Option<(Reply, Option<String>)> {
        if Desk::concerns(interaction) {
            // Nothing is fetched for who may not change the facts.
            let attached = if self.desk.allows(interaction) { attached(interaction).await } else { None };
            // Changing a file waits for the disk; other answers go on meanwhile.
            let done = tokio::task::block_in_place(|| {
                self.desk.moderate(interaction, attached, began, Timestamp::now())
            });
            return Some((done.reply, done.audit));
        }
        let corpus = self.library.current();
        let reply = interact(interaction, &corpus, &mut *self.memory.lock().await, began)?;
        Some((reply, None))
    }

    fn unanswered(&self, question: &str) {
        if let Err(error) = self.desk.unanswered(question, Timestamp::now()) {
            warn!(%error, "the counts of unanswered questions cannot be written");
        }
    }
}

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, _: Connection, ready: Ready) {
        info!(user = %ready.user.name, "connected");
    }

    async fn resume(&self, _: Connection, _: ResumedEvent) {
        info!("resumed");
    }

    async fn interaction_create(&self, connection: Connection, interaction: Interaction) {
        let _token = self.under_way.token();
        let began = Instant::now();
        let Some((answer, audit)) = self.answer(&interaction, began).await else { return };
        let thought = began.elapsed();
        let (id, token) = (interaction.id(), interaction.token());
        let sent = deliver(began, FOR_INTERACTION, || {
            answer.response.clone().execute(&connection.http, (id, token))
        })
        .await;
        if let (Some(channel), Some(line)) = (self.audit_channel, audit) {
            post(&connection.http, channel, &line).await;
        }
        if let Some(question) = &answer.unanswered {
            self.unanswered(question);
        }
        let (command, outcome, took) = (&answer.name, answer.outcome, began.elapsed());
        match sent {
            Ok(()) => info!(%command, ?outcome, ?thought, ?took, "answered"),
            Err(error) => warn!(%command, ?outcome, ?took, %error, "the answer was not delivered"),
        }
    }

    async fn message(&self, connection: Connection, message: Message) {
        let _token = self.under_way.token();
        let began = Instant::now();
        let corpus = self.library.current();
        let answer = reply(&message, self.me, &corpus, &mut *self.memory.lock().await, began);
        let Some((text, outcome)) = answer else { return };
        if outcome == Kind::Unknown {
            self.unanswered(&message.content.replace(&format!("<@{}>", self.me), " "));
        }
        let sent = deliver(began, FOR_MESSAGE, || {
            let text = text.clone();
            message.channel_id.send_message(&connection.http, text)
        })
        .await;
        match sent {
            Ok(_) => info!(command = "message", ?outcome, took = ?began.elapsed(), "answered"),
            Err(error) => warn!(command = "message", ?outcome, %error, "the answer was not delivered"),
        }
    }
}

#[async_trait]
impl RawEventHandler for Handler {
    /// An interaction that serenity cannot read, because its kind or a part of it is newer than this program, is told so.
    async fn raw_event(&self, connection: Connection, event: Event) {
        let Event::Unknown(unknown) = event else { return };
        if unknown.kind != INTERACTION {
            return;
        }
        let _token = self.under_way.token();
        let began = Instant::now();
        let Some((id, token, response)) = politely(&unknown.value) else { return };
        let sent = deliver(began, FOR_INTERACTION, || {
            connection.http.create_interaction_response(id, &token, &response, Vec::new())
        })
        .await;
        match sent {
            Ok(()) => info!(command = "unreadable", "answered"),
            Err(error) => warn!(command = "unreadable", %error, "the answer was not delivered"),
        }
    }
}

/// Bytes of a file that is imported, at most; the shipped ones stay below half a megabyte.
const LARGEST_IMPORT: u32 = 2 * 1024 * 1024;

/// Time for fetching it: what is left of Discord's three seconds is for checking it.
const DOWNLOAD: Duration = Duration::from_millis(1_500);

/// The file that came with a command, as text.
async fn attached(interaction: &Interaction) -> Option<Attached> {
    let Interaction::Command(command) = interaction else { return None };
    let file = command.data.resolved.attachments.values().next()?;
    let text = if file.size > LARGEST_IMPORT {
        Err("it is larger than 2 MiB".to_owned())
    } else {
        match tokio::time::timeout(DOWNLOAD, file.download()).await {
            Ok(Ok(bytes)) => String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned()),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("Discord took too long to hand it over; try again".to_owned()),
        }
    };
    Some(Attached { name: file.filename.clone(), text })
}

/// Posts a line in a channel, without pings.
pub(super) async fn post(http: &Http, channel: u64, text: &str) {
    let message =
        CreateMessage::new().content(fit(text, 2_000)).allowed_mentions(CreateAllowedMentions::new());
    if let Err(error) = ChannelId::new(channel).send_message(http, message).await {
        warn!(%error, "the audit channel cannot be written");
    }
}

/// The answer to an interaction that could not be read.
fn politely(value: &Value) -> Option<(InteractionId, String, Value)> {
    let id = value["id"].as_str()?.parse().ok().filter(|id| *id > 0).map(InteractionId::new)?;
    let token = value["token"].as_str()?.to_owned();
    let response = match value["type"].as_u64() {
        Some(PING) => return None,
        Some(AUTOCOMPLETE) => json!({ "type": 8, "data": { "choices": [] } }),
        _ => json!({
            "type": 4,
            "data": { "content": words::UNKNOWN_INTERACTION, "flags": 64, "allowed_mentions": { "parse": [] } },
        }),
    };
    Some((id, token, response))
}
