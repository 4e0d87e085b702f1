//! From an interaction to its answer, whichever door it came in by.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use serenity::all::Interaction;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{info, warn};

use super::attachment::{attachments, drawn};
use super::audit::Audit;
use super::callback::Callback;
use super::deliver::{FOR_EDIT, deliver};
use super::interact::{COMPONENT, MODAL, Reply, interact};
use super::memory::Memory;
use super::mentions::Mentions;
use super::moderation::commands::FACTS;
use super::moderation::{Attached, Desk, Done};
use super::rest::{File, Rest, RestError};
use super::words;
use crate::dialogue::command::COMMANDS;
use crate::health::Health;
use crate::knowledge::Language;
use crate::picture::gallery::Gallery;
use crate::retrieval::library::Library;
use crate::words::Words;

/// Answers interactions.
#[derive(Clone)]
pub struct Responder {
    /// The facts in use.
    pub library: Arc<Library>,
    /// What was last talked of.
    pub memory: Arc<Memory>,
    /// The commands that can be tapped.
    pub mentions: Arc<Mentions>,
    /// Pictures drawn.
    pub gallery: Arc<Gallery>,
    /// Where the facts are moderated.
    pub desk: Arc<Desk>,
    /// The REST API.
    pub rest: Arc<Rest>,
    /// What is told to those who run the bot.
    pub health: Arc<Health>,
    audit: Audit,
    under_way: TaskTracker,
    /// As many think at once as there are cores; the doors keep their own time.
    thinking: Arc<Semaphore>,
}

/// Types of interaction: one that asks whether the bot is there, one that asks for choices.
pub const PING: u64 = 1;
const AUTOCOMPLETE: u64 = 4;
/// What has waited so long can hardly be answered in time any more: it is dropped before anything is thought about it.
/// Half of Discord's three seconds: under such a load it has waited before it was read, too.
const TOO_OLD: Duration = Duration::from_millis(1_500);
/// How long an answer in a body is given to reach Discord before its picture follows; what overtakes it is sent again.
const ON_ITS_WAY: Duration = Duration::from_millis(300);
/// How often the counts of unanswered questions and of facts told are written.
const COUNTS: Duration = Duration::from_secs(5);

impl Responder {
    /// A responder for the library's facts, which are moderated at the desk.
    #[must_use]
    pub fn new(
        library: Arc<Library>,
        desk: Desk,
        rest: Arc<Rest>,
        audit: Audit,
        health: Arc<Health>,
        under_way: TaskTracker,
    ) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            library,
            memory: Arc::default(),
            mentions: Arc::default(),
            gallery: Arc::default(),
            desk: Arc::new(desk),
            rest,
            health,
            audit,
            under_way,
            thinking: Arc::new(Semaphore::new(cores)),
        }
    }

    /// Takes an interaction; it is answered beside. What it may take is counted from when Discord made it: what was missed in an
    /// outage is older than its arrival.
    pub fn take(&self, interaction: Value, arrived: Instant, callback: Callback) {
        let arrived = named(&interaction).map_or(arrived, |(id, _)| self.rest.clock.made(id, arrived));
        let responder = self.clone();
        self.beside(async move { responder.answer(interaction, arrived, callback).await });
    }

    /// Does something beside, which is waited for before the bot ends.
    pub fn beside(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.under_way.spawn(work);
    }

    async fn answer(&self, data: Value, arrived: Instant, callback: Callback) {
        let Ok(interaction) = Interaction::deserialize(&data) else {
            return self.unreadable(&data, arrived, callback).await;
        };
        if Desk::concerns(&interaction) {
            return self.moderate(interaction, arrived, callback).await;
        }
        let (door, follows) = (callback.door(), callback.can_be_overtaken());
        let (id, token) = (interaction.id().get(), interaction.token().to_owned());
        let application = interaction.application_id().to_string();
        let Self { library, memory, mentions, gallery, .. } = self.clone();
        let work = move || {
            let mut answer = interact(&interaction, &library.current(), &memory, &mentions, arrived)?;
            let files = drawn(answer.picture.take(), &gallery);
            Some((answer, files))
        };
        let Some((answer, files)) = self.think(arrived, TOO_OLD, work).await.flatten() else { return };
        let thought = arrived.elapsed();
        let response = json!(answer.response);
        let mut sent = callback.respond(&self.rest, arrived, (id, &token), &response, &files).await;
        if sent.is_ok() && follows && !files.is_empty() {
            tokio::time::sleep(ON_ITS_WAY).await;
            sent = self.edit(&application, &token, &response, &files, follows).await;
        }
        if let Some(question) = answer.unanswered.clone() {
            self.unanswered(&question);
        }
        if sent.is_ok() {
            self.told(&answer.told);
        }
        self.log(door, &answer, sent, thought, arrived);
    }

    /// Counts the facts that an answer told.
    pub fn told(&self, facts: &[String]) {
        for fact in facts {
            self.health.metrics.told(fact);
            self.desk.tells(fact);
        }
    }

    /// Counts a question that had no answer.
    pub fn unanswered(&self, question: &str) {
        self.health.metrics.unanswered_questions.inc();
        self.desk.unanswered(question, Timestamp::now());
    }

    /// Runs what takes the processor, as soon as a core is free for it; nothing where it has become too old till then.
    pub async fn think<T: Send + 'static>(
        &self,
        arrived: Instant,
        too_old: Duration,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let _turn = self.thinking.acquire().await.ok()?;
        let waited = arrived.elapsed();
        if waited >= too_old {
            self.health.metrics.dropped.inc();
            warn!(?waited, "dropped: too old to be answered in time; more is asked than can be answered");
            return None;
        }
        let done = tokio::task::spawn_blocking(work).await;
        done.inspect_err(|_| warn!("an answer failed in a way that it should not")).ok()
    }

    /// Moderation: what touches the disk is acknowledged first and edited when it is done.
    async fn moderate(&self, interaction: Interaction, arrived: Instant, callback: Callback) {
        let (door, can_be_overtaken) = (callback.door(), callback.can_be_overtaken());
        let (id, token) = (interaction.id().get(), interaction.token().to_owned());
        let application = interaction.application_id().to_string();
        let first = match self.desk.acknowledgement(&interaction) {
            None => Some(callback),
            Some(acknowledgement) => {
                let sent = callback.respond(&self.rest, arrived, (id, &token), &acknowledgement, &[]).await;
                if let Err(error) = sent {
                    // Who presses sees that it failed, so nothing may be done that they do not see.
                    warn!(%error, "not acknowledged, so nothing was done");
                    return;
                }
                None
            }
        };
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
        let sent = if let Some(callback) = first {
            callback.respond(&self.rest, arrived, (id, &token), &response, &[]).await
        } else {
            self.edit(&application, &token, &response, &files, can_be_overtaken).await
        };
        if let Some(line) = audit {
            self.health.metrics.edits.inc();
            self.audit.post(&line).await;
        }
        self.log(door, &reply, sent, thought, arrived);
    }

    /// Makes the first response, or the acknowledgement, this one.
    async fn edit(
        &self,
        application: &str,
        token: &str,
        response: &Value,
        files: &[File],
        can_overtake: bool,
    ) -> Result<(), RestError> {
        let message = as_edit(response, files);
        let edit = async |within| {
            let sent = self.rest.edit_response(application, token, &message, files, within).await;
            sent.map_err(|error| if can_overtake { error.of_overtaking() } else { error })
        };
        deliver(Instant::now(), FOR_EDIT, &self.rest.retries, edit).await
    }

    /// Writes the counts of unanswered questions and of facts told now and then, and when `leave` is done.
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
                warn!(%error, "the counts of unanswered questions and of facts told");
            }
            told = wrong;
            if is_over {
                return;
            }
        }
    }

    /// An interaction that cannot be read, because its kind or a part of it is newer than this program, is told so.
    async fn unreadable(&self, data: &Value, arrived: Instant, callback: Callback) {
        let Some((id, token, response)) = politely(data) else { return };
        let door = callback.door();
        let sent = callback.respond(&self.rest, arrived, (id, &token), &response, &[]).await;
        self.health.metrics.answered(door, "unreadable", None, sent.is_ok(), arrived.elapsed());
        match sent {
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

    fn log(
        &self,
        door: &'static str,
        answer: &Reply,
        sent: Result<(), RestError>,
        thought: Duration,
        arrived: Instant,
    ) {
        let (command, outcome, took) = (&answer.name, answer.outcome, arrived.elapsed());
        self.health.metrics.answered(door, known(command), outcome, sent.is_ok(), took);
        match sent {
            Ok(()) => info!(%command, ?outcome, ?thought, ?took, "answered"),
            Err(error) => warn!(%command, ?outcome, ?took, %error, "the answer was not delivered"),
        }
    }
}

/// Bytes of a file that is imported, at most; the shipped ones stay below half a megabyte.
const LARGEST_IMPORT: usize = 2 * 1024 * 1024;
/// Time for fetching it; the command is acknowledged before.
const DOWNLOAD: Duration = Duration::from_secs(10);

/// The name of a command in metrics: one of few, whatever arrives.
fn known(command: &str) -> &'static str {
    let own = COMMANDS.iter().map(|spec| spec.name).chain([
        FACTS,
        words::FIND_FACTS,
        words::MAKE_FACT,
        COMPONENT,
        MODAL,
    ]);
    own.into_iter().find(|own| *own == command).unwrap_or("unknown")
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
    let (id, token) = named(value)?;
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
    Some((id, token.to_owned(), response))
}

/// The id and the token of an interaction, whatever else it is.
pub fn named(interaction: &Value) -> Option<(u64, &str)> {
    let id = interaction["id"].as_str()?.parse().ok().filter(|id| *id > 0)?;
    Some((id, interaction["token"].as_str()?))
}
