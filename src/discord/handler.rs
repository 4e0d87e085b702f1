//! What happens when something arrives over the gateway.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use serenity::all::{Message, UserId};
use tracing::{info, warn};

use super::address::{Said, addressed, reply};
use super::attachment::{attachments, drawn, may_be_for_files};
use super::callback::Callback;
use super::deliver::{FOR_MESSAGE, deliver};
use super::responder::Responder;
use super::rest::{File, Introduction, RestError};
use crate::health::Health;

/// Answers what arrives.
#[derive(Clone)]
pub struct Handler {
    responder: Responder,
    me: UserId,
}

/// What has waited so long is dropped: a message has no limit but the patience of who wrote it.
const TOO_OLD_MESSAGE: Duration = Duration::from_secs(10);
/// The door's name in metrics, and that of a message among commands.
const DOOR: &str = "gateway";
const MESSAGE: &str = "message";

impl Handler {
    /// A handler that answers as `me`.
    #[must_use]
    pub fn new(responder: Responder, me: &Introduction) -> Self {
        Self { responder, me: UserId::new(me.user) }
    }

    /// What is told to those who run the bot.
    #[must_use]
    pub fn health(&self) -> &Health {
        &self.responder.health
    }

    /// Takes an event; what is to be answered is answered beside.
    pub fn event(&self, name: &str, data: Value) {
        let arrived = Instant::now();
        match name {
            "INTERACTION_CREATE" => self.responder.take(data, arrived, Callback::Rest),
            "MESSAGE_CREATE" => {
                let handler = self.clone();
                self.responder.beside(async move { handler.message(data, arrived).await });
            }
            _ => {}
        }
    }

    async fn message(&self, data: Value, arrived: Instant) {
        let Ok(message) = serde_json::from_value::<Message>(data) else { return };
        let arrived = self.responder.rest.clock.made(message.id.get(), arrived);
        if addressed(&message, self.me).is_none() {
            return;
        }
        let Responder { library, memory, mentions, gallery, health, .. } = self.responder.clone();
        let me = self.me;
        let (channel, id) = (message.channel_id.get(), message.id.get());
        let text = message.content.replace(&format!("<@{me}>"), " ");
        let work = move || {
            let mut said = reply(&message, me, &library.current(), &memory, &mentions, arrived)?;
            let files = drawn(said.picture.take(), &gallery);
            Some((said, files))
        };
        let answer = self.responder.think(arrived, TOO_OLD_MESSAGE, work).await;
        let Some((Said { reply, outcome, told, .. }, files)) = answer.flatten() else { return };
        if outcome.is_unanswered() {
            self.responder.unanswered(&text);
        }
        let sent = self.post(channel, &json!(reply), &files, id, arrived).await;
        if sent.is_ok() {
            self.responder.told(&told);
        }
        health.metrics.answered(DOOR, MESSAGE, Some(outcome), sent.is_ok(), arrived.elapsed());
        match sent {
            Ok(()) => info!(command = MESSAGE, ?outcome, took = ?arrived.elapsed(), "answered"),
            Err(error) => warn!(command = MESSAGE, ?outcome, %error, "the answer was not delivered"),
        }
    }

    /// Posts a reply; without its files or the message it refers to, where Discord refuses it for these.
    async fn post(
        &self,
        channel: u64,
        message: &Value,
        files: &[File],
        to: u64,
        arrived: Instant,
    ) -> Result<(), RestError> {
        let rest = &self.responder.rest;
        let post_with = async |message: &Value, files: &[File], nonce: &str| {
            let send = |within| rest.post(channel, message, files, nonce, within);
            deliver(arrived, FOR_MESSAGE, &rest.retries, send).await
        };
        if !files.is_empty() {
            let mut whole = message.clone();
            whole["attachments"] = attachments(files);
            match post_with(&whole, files, &format!("p{to}")).await {
                Err(error) if may_be_for_files(&error) => {}
                sent => return sent,
            }
        }
        let post = async |message: &Value, nonce: &str| post_with(message, &[], nonce).await;
        let sent = post(message, &format!("r{to}")).await;
        let Err(error) = &sent else { return sent };
        if !error.is_about_reference() || message["message_reference"].is_null() {
            return sent;
        }
        let mut alone = message.clone();
        alone.as_object_mut().map(|fields| fields.remove("message_reference"));
        post(&alone, &format!("a{to}")).await
    }
}
