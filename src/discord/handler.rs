//! What happens when something arrives over the gateway.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use serenity::all::{Interaction, Message, UserId};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{info, warn};

use super::attachment::{attachments, drawn, may_be_for_files};
use super::audit::Audit;
use super::deliver::{FOR_EDIT, FOR_INTERACTION, FOR_MESSAGE, deliver};
use super::interact::{Reply, addressed, interact, reply};
use super::memory::Memory;
use super::moderation::{Attached, Desk, Done};
use super::rest::{File, Introduction, Rest, RestError};
use crate::knowledge::Language;
use crate::picture::gallery::Gallery;
use crate::retrieval::library::Library;
use crate::words::Words;

/// Answers what arrives.
#[derive(Clone)]
pub struct Handler {
    library: Arc<Library>,
    memory: Arc<Memory>,
    gallery: Arc<Gallery>,
    desk: Arc<Desk>,
    application: Arc<str>,
    me: UserId,
    rest: Arc<Rest>,
    audit: Audit,
    under_way: TaskTracker,
    /// As many think at once as there are cores; the connection keeps its own time.
    thinking: Arc<Semaphore>,
}

/// Types of interaction: one that asks whether the bot is there, one that asks for choices.
const PING: u64 = 1;
const AUTOCOMPLETE: u64 = 4;
/// What has waited so long can hardly be answered in time any more: it is dropped before anything is thought about it.
/// Half of Discord's three seconds: under such a load it has waited before it was read, too.
const TOO_OLD: Duration = Duration::from_millis(1_500);
/// How often the counts of unanswered questions are written.
const COUNTS: Duration = Duration::from_secs(5);
/// For a message, which has no such limit, but somebody who waits.
const TOO_OLD_MESSAGE: Duration = Duration::from_secs(10);

impl Handler {
    /// A handler that answers as `me` from the library.
    #[must_use]
    pub fn new(
        library: Arc<Library>,
        desk: Desk,
        me: &Introduction,
        rest: Arc<Rest>,
        audit: Audit,
        under_way: TaskTracker,
    ) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            library,
            memory: Arc::default(),
            gallery: Arc::default(),
            desk: Arc::new(desk),
            application: me.application.as_str().into(),
            me: UserId::new(me.user),
            rest,
            audit,
            under_way,
            thinking: Arc::new(Semaphore::new(cores)),
        }
    }

    /// Takes an event; what is to be answered is answered beside.
    pub fn event(&self, name: &str, data: Value) {
        let (handler, arrived) = (self.clone(), Instant::now());
        match name {
            "INTERACTION_CREATE" => {
                self.under_way.spawn(async move { handler.interaction(data, arrived).await });
            }
            "MESSAGE_CREATE" => {
                self.under_way.spawn(async move { handler.message(data, arrived).await });
            }
            _ => {}
        }
    }

    async fn interaction(&self, data: Value, arrived: Instant) {
        let Ok(interaction) = Interaction::deserialize(&data) else {
            return self.unreadable(&data, arrived).await;
        };
        if Desk::concerns(&interaction) {
            return self.moderate(interaction, arrived).await;
        }
        let (id, token) = (interaction.id().get(), interaction.token().to_owned());
        let (library, memory) = (self.library.clone(), self.memory.clone());
        let gallery = self.gallery.clone();
        let work = move || {
            let mut answer = interact(&interaction, &library.current(), &memory, arrived)?;
            let files = drawn(answer.picture.take(), &gallery);
            Some((answer, files))
        };
        let Some((answer, files)) = self.think(arrived, TOO_OLD, work).await.flatten() else { return };
        let thought = arrived.elapsed();
        let response = json!(answer.response);
        let sent = self.respond_with(arrived, (id, &token), &response, &files).await;
        if let Some(question) = answer.unanswered.clone() {
            self.desk.unanswered(&question, Timestamp::now());
        }
        log(&answer, sent, thought, arrived);
    }

    /// Runs what takes the processor, as soon as a core is free for it; nothing where it has become too old till then.
    async fn think<T: Send + 'static>(
        &self,
        arrived: Instant,
        too_old: Duration,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let _turn = self.thinking.acquire().await.ok()?;
        let waited = arrived.elapsed();
        if waited >= too_old {
            warn!(?waited, "dropped: too old to be answered in time; more is asked than can be answered");
            return None;
        }
        let done = tokio::task::spawn_blocking(work).await;
        done.inspect_err(|_| warn!("an answer failed in a way that it should not")).ok()
    }

    async fn respond(
        &self,
        arrived: Instant,
        interaction: (u64, &str),
        response: &Value,
    ) -> Result<(), RestError> {
        self.respond_with(arrived, interaction, response, &[]).await
    }

    /// Answers with files; without them, where Discord refuses the answer for them.
    async fn respond_with(
        &self,
        arrived: Instant,
        interaction: (u64, &str),
        response: &Value,
        files: &[File],
    ) -> Result<(), RestError> {
        let respond = async |response: &Value, files: &[File]| {
            let send = |within| self.rest.respond(interaction, response, files, within);
            deliver(arrived, FOR_INTERACTION, send).await
        };
        if files.is_empty() {
            return respond(response, files).await;
        }
        let mut whole = response.clone();
        whole["data"]["attachments"] = attachments(files);
        match respond(&whole, files).await {
            Err(error) if may_be_for_files(&error) => respond(response, &[]).await,
            sent => sent,
        }
    }

    /// Moderation: what touches the disk is acknowledged first and edited when it is done.
    async fn moderate(&self, interaction: Interaction, arrived: Instant) {
        let (id, token) = (interaction.id().get(), interaction.token().to_owned());
        let acknowledgement = self.desk.acknowledgement(&interaction);
        if let Some(acknowledgement) = &acknowledgement
            && let Err(error) = self.respond(arrived, (id, &token), acknowledgement).await
        {
            // Who presses sees that it failed, so nothing may be done that they do not see.
            warn!(%error, "not acknowledged, so nothing was done");
            return;
        }
        // Nothing is fetched for who may not change the facts.
        let attached = if self.desk.allows(&interaction) { self.attached(&interaction).await } else { None };
        let desk = self.desk.clone();
        let work = move || desk.moderate(&interaction, attached, Timestamp::now());
        let Ok(Done { reply, audit, files }) = tokio::task::spawn_blocking(work).await else {
            warn!("a change failed in a way that it should not");
            return;
        };
        let thought = arrived.elapsed();
        let response = json!(reply.response);
        let sent = if acknowledgement.is_none() {
            self.respond(arrived, (id, &token), &response).await
        } else {
            let message = as_edit(&response, &files);
            deliver(Instant::now(), FOR_EDIT, |within| {
                self.rest.edit_response(&self.application, &token, &message, &files, within)
            })
            .await
        };
        if let Some(line) = audit {
            self.audit.post(&line).await;
        }
        log(&reply, sent, thought, arrived);
    }

    async fn message(&self, data: Value, arrived: Instant) {
        let Ok(message) = serde_json::from_value::<Message>(data) else { return };
        if addressed(&message, self.me).is_none() {
            return;
        }
        let (library, memory, me) = (self.library.clone(), self.memory.clone(), self.me);
        let (channel, id) = (message.channel_id.get(), message.id.get());
        let text = message.content.replace(&format!("<@{me}>"), " ");
        let gallery = self.gallery.clone();
        let work = move || {
            let (answer, outcome, picture) = reply(&message, me, &library.current(), &memory, arrived)?;
            Some((answer, outcome, drawn(picture, &gallery)))
        };
        let answer = self.think(arrived, TOO_OLD_MESSAGE, work).await;
        let Some((answer, outcome, files)) = answer.flatten() else { return };
        if outcome.is_unanswered() {
            self.desk.unanswered(&text, Timestamp::now());
        }
        match self.post(channel, &json!(answer), &files, id, arrived).await {
            Ok(()) => info!(command = "message", ?outcome, took = ?arrived.elapsed(), "answered"),
            Err(error) => warn!(command = "message", ?outcome, %error, "the answer was not delivered"),
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
        let post_with = async |message: &Value, files: &[File], nonce: &str| {
            let send = |within| self.rest.post(channel, message, files, nonce, within);
            deliver(arrived, FOR_MESSAGE, send).await
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

    /// Writes the counts of unanswered questions now and then, and when `leave` is done.
    pub async fn keep_counts(self, leave: CancellationToken) {
        let mut told = None;
        loop {
            let is_over = tokio::select! {
                () = tokio::time::sleep(COUNTS) => false,
                () = leave.cancelled() => true,
            };
            let desk = self.desk.clone();
            let wrong = match tokio::task::spawn_blocking(move || desk.flush()).await {
                Ok(Err(error)) => Some(error.to_string()),
                _ => None,
            };
            // A disk that goes on refusing is told of once.
            if let Some(error) = wrong.as_ref().filter(|error| told.as_ref() != Some(*error)) {
                warn!(%error, "the counts of unanswered questions");
            }
            told = wrong;
            if is_over {
                return;
            }
        }
    }

    /// An interaction that cannot be read, because its kind or a part of it is newer than this program, is told so.
    async fn unreadable(&self, data: &Value, arrived: Instant) {
        let Some((id, token, response)) = politely(data) else { return };
        match self.respond(arrived, (id, &token), &response).await {
            Ok(()) => info!(command = "unreadable", "answered"),
            Err(error) => warn!(command = "unreadable", %error, "the answer was not delivered"),
        }
    }

    /// The file that came with a command, as text.
    async fn attached(&self, interaction: &Interaction) -> Option<Attached> {
        let Interaction::Command(command) = interaction else { return None };
        let file = command.data.resolved.attachments.values().next()?;
        let text = match self.rest.download(&file.url, LARGEST_IMPORT, DOWNLOAD).await {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned()),
            Err(RestError::TooLong(_)) => Err("it is larger than 2 MiB".to_owned()),
            Err(RestError::TimedOut(_)) => Err("Discord took too long to hand it over; try again".to_owned()),
            Err(error) => Err(error.to_string()),
        };
        Some(Attached { name: file.filename.clone(), text })
    }
}

/// Bytes of a file that is imported, at most; the shipped ones stay below half a megabyte.
const LARGEST_IMPORT: usize = 2 * 1024 * 1024;
/// Time for fetching it; the command is acknowledged before.
const DOWNLOAD: Duration = Duration::from_secs(10);

fn log(answer: &Reply, sent: Result<(), RestError>, thought: Duration, arrived: Instant) {
    let (command, outcome, took) = (&answer.name, answer.outcome, arrived.elapsed());
    match sent {
        Ok(()) => info!(%command, ?outcome, ?thought, ?took, "answered"),
        Err(error) => warn!(%command, ?outcome, ?took, %error, "the answer was not delivered"),
    }
}

/// The message of a response as the edit of an acknowledged one: its flags were decided with the acknowledgement.
fn as_edit(response: &Value, files: &[File]) -> Value {
    let mut message = response["data"].clone();
    message.as_object_mut().map(|fields| fields.remove("flags"));
    // What is uploaded takes the place of what an earlier version of the message had.
    message["attachments"] = attachments(files);
    message
}

/// The answer to an interaction that could not be read.
fn politely(value: &Value) -> Option<(u64, String, Value)> {
    let id = value["id"].as_str()?.parse().ok().filter(|id| *id > 0)?;
    let token = value["token"].as_str()?.to_owned();
    let locale = value["locale"].as_str().unwrap_or_default();
    let words = Words::of(Language::of_locale(locale).unwrap_or_default());
    let response = match value["type"].as_u64() {
        Some(PING) => return None,
        Some(AUTOCOMPLETE) => json!({ "type": 8, "data": { "choices": [] } }),
        _ => json!({
            "type": 4,
            "data": { "content": words.say("unknown-interaction"), "flags": 64, "allowed_mentions": { "parse": [] } },
        }),
    };
    Some((id, token, response))
}
