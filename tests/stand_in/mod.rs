//! A stand-in for Discord on loopback: REST and gateway, with a transcript of what the bot did and a list of what it
//! did wrong. A test starts one, lets the built binary connect, plays people, and ends with [`StandIn::finish`].

#![allow(dead_code, reason = "each test binary compiles this module; not all of them use all of it")]

pub mod bot;
mod commands;
pub mod desk;
pub mod door;
pub mod faults;
pub mod fixtures;
pub mod gateway;
mod interactions;
pub mod messages;
pub mod moderators;
mod multipart;
pub mod payload;
pub mod reading;
mod rest;
pub mod transcript;

use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use bot::{Bot, LISTENING, Output};
use faults::Fault;
use gateway::Gateway;
use rest::Rest;
use transcript::{Event, PATIENCE, Transcript};

/// A token of the right form that opens nothing.
pub const TOKEN: &str = "MTIxMDAwMDAwMDAwMDAwMDAwMQ.AAAAAA.a-stand-in-takes-this-for-a-token-0000";

/// What the REST and the gateway side share.
pub struct World {
    port: u16,
    /// What happened.
    pub transcript: Transcript,
    gateway: Mutex<Gateway>,
    rest: Mutex<Rest>,
    /// What the bot that started last has said: among other things, where it listens.
    said: Mutex<Arc<Output>>,
}

impl World {
    /// The gateway's side. Held no longer than for one step.
    pub fn gateway(&self) -> MutexGuard<'_, Gateway> {
        self.gateway.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn rest(&self) -> MutexGuard<'_, Rest> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn violation(&self, what: String) {
        self.transcript.add(Event::Violation(what));
    }
}

/// A stand-in that is up, unless it was sent away.
pub struct StandIn {
    world: Arc<World>,
    /// A runtime of its own: with it go the listener and every connection at once, as with a server that dies.
    server: Option<Runtime>,
    checked: bool,
}

impl StandIn {
    /// Starts on a free port of loopback.
    pub fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
        let port = listener.local_addr().expect("a bound socket has an address").port();
        let world = Arc::new(World {
            port,
            transcript: Transcript::default(),
            gateway: Mutex::default(),
            rest: Mutex::default(),
            said: Mutex::default(),
        });
        let server = Some(serve(&world, listener));
        Self { world, server, checked: false }
    }

    /// Starts, with a bot that has connected.
    pub async fn with_bot() -> (Self, Bot) {
        let stand_in = Self::start();
        let bot = Bot::start(&stand_in, &[]);
        stand_in.connected().await;
        (stand_in, bot)
    }

    /// The base for `DISCORD_API_URL`.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.world.port)
    }

    /// What happened so far.
    pub fn transcript(&self) -> &Transcript {
        &self.world.transcript
    }

    /// The gateway's side, to be programmed.
    pub fn gateway(&self) -> MutexGuard<'_, Gateway> {
        self.world.gateway()
    }

    /// Lets the next calls with this method and this in their path fail.
    pub fn fail(&self, method: &str, path: &str, fault: Fault, times: usize) {
        self.world.rest().faults.plan(method, path, fault, times);
    }

    /// Is gone: connections break off, and new ones are refused.
    pub fn go_away(&mut self) {
        if let Some(server) = self.server.take() {
            server.shutdown_background();
        }
        self.gateway().drop_socket();
    }

    /// Is back at the same port, with the same sessions, commands and messages.
    pub fn come_back(&mut self) {
        let began = Instant::now();
        let listener = loop {
            match TcpListener::bind((Ipv4Addr::LOCALHOST, self.world.port)) {
                Ok(listener) => break listener,
                // The old runtime may still be letting go of the port.
                Err(error) => assert!(began.elapsed() < PATIENCE, "the port is not free again: {error}"),
            }
            std::thread::sleep(Duration::from_millis(10));
        };
        self.server = Some(serve(&self.world, listener));
    }

    /// Waits until the bot has identified for the first time.
    pub async fn connected(&self) {
        self.identified(0).await;
    }

    /// Waits until the bot identifies, from a place in the transcript on, and gives what it sent.
    ///
    /// A bot that serves HTTP does not identify: it listens.
    pub async fn identified(&self, mark: usize) -> Value {
        if door::is_http() {
            return Value::String(self.address().await);
        }
        self.transcript().wait_for("identify", mark, |event| Some(event.sent(2)?.1.clone())).await
    }

    /// Waits until the bot that started last listens, and gives the address.
    pub async fn address(&self) -> String {
        let output = self.said().clone();
        output.says(LISTENING).await;
        output.word_after(LISTENING)
    }

    fn said(&self) -> MutexGuard<'_, Arc<Output>> {
        self.world.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the bot resumes, from a place in the transcript on, and gives what it sent.
    pub async fn resumed(&self, mark: usize) -> Value {
        self.transcript().wait_for("resume", mark, |event| Some(event.sent(6)?.1.clone())).await
    }

    /// Waits until the bot either identifies or resumes, from a place in the transcript on.
    pub async fn greeted(&self, mark: usize) {
        let greeted = |event: &Event| event.sent(2).or(event.sent(6)).map(|_| ());
        self.transcript().wait_for("identify or resume", mark, greeted).await;
    }

    /// Sends an interaction. That it has to be answered is noted; [`Self::answer`] waits for it.
    pub fn send(&self, interaction: &Value) {
        self.world.rest().interactions.sent(interaction);
        if door::is_http() {
            let address = self.said().word_after(LISTENING);
            return self.deliver(&address, interaction, false);
        }
        self.gateway().dispatch("INTERACTION_CREATE", interaction.clone());
    }

    fn deliver(&self, address: &str, interaction: &Value, may_be_in_vain: bool) {
        let server = self.server.as_ref().expect("the stand-in is up");
        let (world, address) = (self.world.clone(), address.to_owned());
        server.spawn(door::deliver(world, address, interaction.clone(), may_be_in_vain));
    }

    /// Posts an interaction to one of several bots that is about to be killed.
    pub fn send_in_vain(&self, address: &str, interaction: &Value) {
        self.world.rest().interactions.sent(interaction);
        self.deliver(address, interaction, true);
    }

    /// Posts an interaction to one of several bots, and waits for the answer.
    pub async fn ask_at(&self, address: &str, interaction: &Value) -> Value {
        let mark = self.transcript().mark();
        self.world.rest().interactions.sent(interaction);
        self.deliver(address, interaction, false);
        self.answer_since(mark, interaction).await
    }

    /// Waits for the accepted answer to an interaction that was sent.
    pub async fn answer(&self, interaction: &Value) -> Value {
        self.answer_since(0, interaction).await
    }

    /// Sends an interaction and waits for the answer.
    pub async fn ask(&self, interaction: &Value) -> Value {
        let mark = self.transcript().mark();
        self.send(interaction);
        self.answer_since(mark, interaction).await
    }

    async fn answer_since(&self, mark: usize, interaction: &Value) -> Value {
        let first = self.acknowledged_since(mark, interaction).await;
        // What was acknowledged is answered by the edit that follows.
        let (kind, flags) = match first["type"].as_u64() {
            Some(5) => (4, first["data"]["flags"].clone()),
            Some(6) => (7, interaction["message"]["flags"].clone()),
            _ => return first,
        };
        let token = interaction["token"].as_str().unwrap_or_default();
        let path = format!("/{token}/messages/@original");
        let edited = |event: &Event| {
            event.call("PATCH", &path).filter(|call| call.status == 200).map(|call| call.body.clone())
        };
        let what = format!("edit of the answer to {}", interaction["data"]);
        let mut message = self.transcript().wait_for(&what, mark, edited).await;
        if kind == 7 {
            // An edit leaves what it does not name.
            for part in ["content", "embeds", "components"] {
                if message[part].is_null() {
                    message[part] = interaction["message"][part].clone();
                }
            }
        }
        message["flags"] = flags;
        json!({ "type": kind, "data": message })
    }

    /// Waits for the first answer to an interaction, be it an acknowledgement alone.
    pub async fn acknowledged_since(&self, mark: usize, interaction: &Value) -> Value {
        let id = interaction["id"].as_str().expect("an interaction has an id");
        let path = format!("/interactions/{id}/");
        let what = format!("accepted answer to {}", interaction["data"]);
        let answered = |event: &Event| {
            event.call("POST", &path).filter(|call| call.status == 204).map(|call| call.body.clone())
        };
        self.transcript().wait_for(&what, mark, answered).await
    }

    /// The bot is in these servers.
    pub fn is_in(&self, servers: &[&str]) {
        self.world.rest().servers = servers.iter().map(|id| (*id).to_owned()).collect();
    }

    /// So many of the day's session starts are left.
    pub fn starts_left(&self, remaining: u64) {
        self.world.rest().starts.remaining = remaining;
    }

    /// So many shards are recommended.
    pub fn recommends_shards(&self, shards: u64) {
        self.world.rest().starts.shards = shards;
    }

    /// Registers commands in a server, as an earlier configuration might have left them.
    pub fn left_behind(&self, server: &str, commands: Vec<Value>) {
        let path = format!("/applications/{}/guilds/{server}/commands", messages::BOT);
        self.world.rest().commands.insert(path, commands);
    }

    /// Lets a file be downloaded, and gives its address.
    pub fn attach(&self, name: &str, text: &str) -> String {
        self.world.rest().attachments.insert(name.to_owned(), text.to_owned());
        format!("{}/attachments/{name}", self.url())
    }

    /// Asks no more for answers to what was sent so far: the bot was killed meanwhile.
    pub fn forgive(&self) {
        self.world.rest().interactions.forgive();
    }

    /// Changes the commands that are registered, as a person with another version of the bot might.
    pub fn change_commands(&self, change: impl FnMut(&mut Vec<Value>)) {
        self.world.rest().commands.values_mut().for_each(change);
    }

    /// Lets someone write a message.
    pub fn say(&self, message: &Value) {
        let id = message["id"].as_str().expect("a message has an id").to_owned();
        self.world.rest().messages.insert(id, message.clone());
        self.gateway().dispatch("MESSAGE_CREATE", message.clone());
    }

    /// Waits for the reply to a message, and gives it as it then stands in the channel.
    pub async fn reply(&self, message: &Value) -> Value {
        let is_reply = |sent: &Value| sent["message_reference"]["message_id"] == message["id"];
        let posted = |event: &Event| {
            let call = event.call("POST", "/messages").filter(|call| call.status == 200)?;
            is_reply(&call.body).then_some(())
        };
        self.transcript().wait_for(&format!("reply to {}", message["content"]), 0, posted).await;
        let rest = self.world.rest();
        rest.messages.values().find(|kept| is_reply(kept)).cloned().expect("what was posted is kept")
    }

    /// Stops the bot, and fails the test with everything it did wrong.
    pub async fn finish(self, mut bot: Bot) {
        bot.stop(Signal::SIGTERM).await;
        self.check();
    }

    /// Fails the test with everything that the bot did wrong, where it has ended already.
    pub fn check(mut self) {
        self.checked = true;
        let entries = self.transcript().since(0);
        let mut wrong: Vec<String> = entries
            .into_iter()
            .filter_map(|entry| match entry.event {
                Event::Violation(wrong) => Some(wrong),
                _ => None,
            })
            .collect();
        wrong.extend(self.world.rest().interactions.unanswered());
        assert!(
            wrong.is_empty(),
            "the bot did what Discord does not allow:\n  {}\nWhat happened:\n{}",
            wrong.join("\n  "),
            self.transcript().tell()
        );
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            server.shutdown_background();
        }
        assert!(self.checked || std::thread::panicking(), "a test ended without StandIn::finish");
    }
}

fn serve(world: &Arc<World>, listener: TcpListener) -> Runtime {
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime for the stand-in can be started");
    listener.set_nonblocking(true).expect("a socket can be made non-blocking");
    let router = rest::router(Arc::clone(world));
    runtime.spawn(async move {
        let listener = tokio::net::TcpListener::from_std(listener).expect("the runtime takes the socket");
        axum::serve(listener, router).await.expect("the stand-in serves until it is sent away");
    });
    runtime
}
