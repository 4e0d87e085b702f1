//! What happens when something arrives over the gateway.

use std::sync::Arc;
use std::time::Instant;

use serde_json::{Value, json};
use serenity::all::{
    Context as Connection, Event, EventHandler, Interaction, InteractionId, Message, RawEventHandler, Ready,
    ResumedEvent, UserId,
};
use serenity::async_trait;
use tokio::sync::Mutex;
use tokio_util::task::TaskTracker;
use tracing::{info, warn};

use super::deliver::{FOR_INTERACTION, FOR_MESSAGE, deliver};
use super::interact::{interact, reply};
use super::memory::Memory;
use super::words;
use crate::matching::library::Library;

/// Answers what arrives.
#[derive(Clone)]
pub struct Handler {
    library: Arc<Library>,
    memory: Arc<Mutex<Memory>>,
    me: UserId,
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
    pub fn new(library: Arc<Library>, me: UserId, under_way: TaskTracker) -> Self {
        Self { library, memory: Arc::default(), me, under_way }
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
        let corpus = self.library.current();
        let answer = interact(&interaction, &corpus, &mut *self.memory.lock().await, began);
        let Some(answer) = answer else { return };
        let thought = began.elapsed();
        let (id, token) = (interaction.id(), interaction.token());
        let sent = deliver(began, FOR_INTERACTION, || {
            connection.http.create_interaction_response(id, token, &answer.response, Vec::new())
        })
        .await;
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
