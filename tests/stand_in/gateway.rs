//! The gateway: hello, identify, heartbeats, resume, and every way in which Discord ends a connection.
//! Follows *Gateway*, *Gateway Events* and *Opcodes and Status Codes* of Discord's documentation.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::http::Uri;
use axum::response::Response;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::messages::{BOT, as_delivered, bot_user};
use super::transcript::Event;
use super::{TOKEN, World};

/// `GUILD_MEMBERS`, `GUILD_PRESENCES` and `MESSAGE_CONTENT`, which the bot promises not to need.
pub const PRIVILEGED_INTENTS: u64 = 1 << 1 | 1 << 8 | 1 << 15;
/// Discord's own interval between two heartbeats.
const USUAL_HEARTBEAT: Duration = Duration::from_millis(41_250);

/// What the stand-in does with an identify or a resume that is right.
#[derive(Debug, Clone, Copy)]
pub enum Welcome {
    /// Opcode 9: whether the session can be resumed.
    InvalidSession(bool),
    /// The connection is closed with this code.
    Close(u16),
}

/// What is done to a connection.
enum Order {
    Send(Value),
    Raw(String),
    Close(Option<u16>),
    Drop,
}

/// What Discord knows of the bot's session, over all its connections.
pub struct Gateway {
    connections: usize,
    current: Option<(usize, UnboundedSender<Order>)>,
    session: Option<String>,
    /// Whether the current connection has identified or resumed, so that events go out on it.
    attached: bool,
    intents: u64,
    /// The events of the session, to be sent again on a resume; the first has the number 1.
    events: Vec<Value>,
    welcomes: VecDeque<Welcome>,
    /// Whether heartbeats are answered.
    pub acknowledges: bool,
    /// The code that the connection is closed with after each READY and RESUMED.
    pub closes_when_welcome: Option<u16>,
    /// How many of the next upgrades are never answered.
    pub mute_upgrades: usize,
    /// The interval that hello tells.
    pub heartbeat: Duration,
}

impl Default for Gateway {
    fn default() -> Self {
        Self {
            connections: 0,
            current: None,
            session: None,
            attached: false,
            intents: 0,
            events: Vec::new(),
            welcomes: VecDeque::new(),
            acknowledges: true,
            closes_when_welcome: None,
            mute_upgrades: 0,
            heartbeat: USUAL_HEARTBEAT,
        }
    }
}

impl Gateway {
    /// Meets the next identify or resume with this instead of READY or RESUMED.
    pub fn plan(&mut self, welcome: Welcome) {
        self.welcomes.push_back(welcome);
    }

    /// Sends an event, or keeps it for a resume while the bot is away.
    ///
    /// Like Discord, sends nothing that the intents do not ask for, and messages without their text where the bot
    /// may not see it.
    pub fn dispatch(&mut self, name: &str, data: Value) {
        let direct = data["guild_id"].is_null();
        let (wanted, data) = match name {
            "MESSAGE_CREATE" if direct => (1 << 12, data),
            "MESSAGE_CREATE" => (1 << 9, as_delivered(&data)),
            "GUILD_CREATE" => (1, data),
            _ => (0, data),
        };
        if wanted & self.intents != wanted {
            return;
        }
        let event = json!({ "op": 0, "t": name, "s": self.events.len() + 1, "d": data });
        self.events.push(event.clone());
        if self.attached {
            self.order(Order::Send(event));
        }
    }

    /// Asks the bot to connect anew (opcode 7), and closes when it does not.
    pub fn ask_to_reconnect(&mut self) {
        self.order(Order::Send(json!({ "op": 7, "d": null, "s": null, "t": null })));
    }

    /// Ends the session (opcode 9).
    pub fn invalidate(&mut self, resumable: bool) {
        if !resumable {
            self.session = None;
        }
        self.attached = false;
        self.order(Order::Send(json!({ "op": 9, "d": resumable, "s": null, "t": null })));
    }

    /// Closes the connection, with a code or without one.
    pub fn close(&mut self, code: Option<u16>) {
        self.attached = false;
        self.order(Order::Close(code));
    }

    /// Lets the connection break off with no word.
    pub fn drop_socket(&mut self) {
        self.attached = false;
        self.order(Order::Drop);
        self.current = None;
    }

    /// Sends something as it is, which need not be anything that Discord has documented.
    pub fn send_raw(&mut self, text: &str) {
        self.order(Order::Raw(text.to_owned()));
    }

    fn order(&self, order: Order) {
        if let Some((_, orders)) = &self.current {
            // A connection that has just ended takes no orders; the transcript tells that it ended.
            let _ = orders.send(order);
        }
    }

    fn open(&mut self) -> (usize, UnboundedReceiver<Order>) {
        let (orders, to_do) = unbounded_channel();
        let number = self.connections;
        self.connections += 1;
        self.attached = false;
        self.current = Some((number, orders));
        (number, to_do)
    }

    fn hung_up(&mut self, number: usize) {
        if self.current.as_ref().is_some_and(|(current, _)| *current == number) {
            self.current = None;
            self.attached = false;
        }
    }

    /// Answers one opcode of the bot. Tells what is wrong with it.
    fn hear(&mut self, op: u64, data: &Value, port: u16) -> Option<String> {
        match op {
            1 if self.acknowledges => {
                self.order(Order::Send(json!({ "op": 11, "d": null, "s": null, "t": null })));
            }
            1 | 3 => {}
            2 => return self.identify(data, port),
            6 => return self.resume(data),
            _ => {
                self.close(Some(4001));
                return Some(format!("the bot sent opcode {op}: {data}"));
            }
        }
        None
    }

    fn identify(&mut self, data: &Value, port: u16) -> Option<String> {
        if !is_token(&data["token"]) {
            self.close(Some(4004));
            return None;
        }
        self.intents = data["intents"].as_u64().unwrap_or_default();
        if self.intents & PRIVILEGED_INTENTS != 0 {
            self.close(Some(4014));
            return Some(format!("identify asks for privileged intents: {:#x}", self.intents));
        }
        if self.welcomed() {
            return None;
        }
        let session = format!("session-{}", self.connections);
        self.session = Some(session.clone());
        self.events.clear();
        self.attached = true;
        self.dispatch("READY", ready(&session, &data["shard"], port));
        if let Some(code) = self.closes_when_welcome {
            self.close(Some(code));
        }
        let properties = &data["properties"];
        ["os", "browser", "device"]
            .iter()
            .any(|key| properties[key].as_str().is_none_or(str::is_empty))
            .then(|| format!("identify lacks properties: {properties}"))
    }

    fn resume(&mut self, data: &Value) -> Option<String> {
        if !is_token(&data["token"]) {
            self.close(Some(4004));
            return None;
        }
        if self.welcomed() {
            return None;
        }
        let seen = data["seq"].as_u64().and_then(|seq| usize::try_from(seq).ok());
        let known = self.session.as_deref().is_some_and(|session| data["session_id"] == session);
        let Some(missed) = seen.filter(|_| known).and_then(|seen| self.events.get(seen..)) else {
            self.invalidate(false);
            return None;
        };
        missed.iter().cloned().for_each(|event| self.order(Order::Send(event)));
        self.attached = true;
        self.dispatch("RESUMED", json!({ "_trace": ["stand-in"] }));
        if let Some(code) = self.closes_when_welcome {
            self.close(Some(code));
        }
        None
    }

    /// Whether something else than the usual was planned, and is now done.
    fn welcomed(&mut self) -> bool {
        match self.welcomes.pop_front() {
            None => return false,
            Some(Welcome::InvalidSession(resumable)) => self.invalidate(resumable),
            Some(Welcome::Close(code)) => self.close(Some(code)),
        }
        true
    }
}

/// Discord takes the token with the prefix that it has in REST, too.
fn is_token(given: &Value) -> bool {
    given.as_str().is_some_and(|given| given.strip_prefix("Bot ").unwrap_or(given) == TOKEN)
}

fn ready(session: &str, shard: &Value, port: u16) -> Value {
    json!({
        "v": 10, "user_settings": {}, "user": bot_user(), "shard": shard, "session_type": "normal",
        "session_id": session, "resume_gateway_url": format!("ws://127.0.0.1:{port}/resume"), "relationships": [],
        "private_channels": [], "presences": [], "guilds": [], "guild_join_requests": [], "game_relationships": [],
        "geo_ordered_rtc_regions": ["rotterdam"], "auth": {}, "application": { "id": BOT, "flags": 0 },
        "_trace": ["stand-in"],
    })
}

/// Takes a gateway connection.
pub async fn accept(State(world): State<Arc<World>>, uri: Uri, upgrade: WebSocketUpgrade) -> Response {
    world.transcript.add(Event::Upgrade(uri.path().to_owned()));
    let mute = {
        let mut gateway = world.gateway();
        let left = gateway.mute_upgrades;
        gateway.mute_upgrades = left.saturating_sub(1);
        left > 0
    };
    if mute {
        std::future::pending::<()>().await;
    }
    upgrade.on_upgrade(move |socket| converse(world, socket))
}

async fn converse(world: Arc<World>, mut socket: WebSocket) {
    let (number, mut to_do) = world.gateway().open();
    world.transcript.add(Event::Opened(number));
    let interval = u64::try_from(world.gateway().heartbeat.as_millis()).unwrap_or(u64::MAX);
    let hello =
        json!({ "op": 10, "d": { "heartbeat_interval": interval, "_trace": [] }, "s": null, "t": null });
    let mut failed = socket.send(text(&hello)).await.is_err();
    while !failed {
        failed = tokio::select! {
            order = to_do.recv() => match order {
                Some(Order::Send(payload)) => socket.send(text(&payload)).await.is_err(),
                Some(Order::Raw(raw)) => socket.send(Message::Text(raw.into())).await.is_err(),
                Some(Order::Close(code)) => {
                    let frame = code.map(|code| CloseFrame { code, reason: "".into() });
                    socket.send(Message::Close(frame)).await.is_err()
                }
                Some(Order::Drop) => return,
                // Another connection has taken over; this one may still say good-bye.
                None => heard(&world, number, socket.recv().await),
            },
            message = socket.recv() => heard(&world, number, message),
        };
    }
    world.gateway().hung_up(number);
    // Reading on sends the reply to a close frame, without which the bot does not know that it was heard.
    while let Some(Ok(_)) = socket.recv().await {}
}

fn text(payload: &Value) -> Message {
    Message::Text(payload.to_string().into())
}

/// Takes in what came over a connection; whether it was the last of it.
fn heard(world: &World, connection: usize, message: Option<Result<Message, axum::Error>>) -> bool {
    match message {
        Some(Ok(Message::Text(payload))) => {
            let payload: Value = serde_json::from_str(&payload).unwrap_or_default();
            let (op, data) = (payload["op"].as_u64().unwrap_or(u64::MAX), payload["d"].clone());
            let wrong = world.gateway().hear(op, &data, world.port);
            wrong.into_iter().for_each(|wrong| world.violation(wrong));
            world.transcript.add(Event::Sent { connection, op, data });
            false
        }
        Some(Ok(Message::Close(frame))) => {
            world.transcript.add(Event::Closed { connection, code: frame.map(|frame| frame.code) });
            true
        }
        Some(Ok(_)) => false,
        Some(Err(_)) | None => {
            world.transcript.add(Event::Closed { connection, code: None });
            true
        }
    }
}
