//! One connection to the gateway, from its greeting to its end.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep_until};
use tokio_util::sync::CancellationToken;
use tracing::{debug, warn};

use super::close::{self, After};
use super::log::Log;
use super::shard::Shard;
use super::socket::{Frame, Socket};
use super::{GatewayError, Lost};

/// Time for the greeting, and then for READY or RESUMED. Replaying a long session takes some.
const GREETING: Duration = Duration::from_secs(15);
const WELCOME: Duration = Duration::from_secs(30);
/// A connection that lasted so long was a good one: the next failure is a new one.
pub const STEADY: Duration = Duration::from_mins(1);

/// The opcodes that are sent.
mod op {
    pub const HEARTBEAT: u64 = 1;
    pub const IDENTIFY: u64 = 2;
    pub const RESUME: u64 = 6;
}

/// A session that can be resumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: String,
    /// Where Discord wants it to be resumed.
    pub url: Option<String>,
    /// The number of the last event that was seen.
    pub seq: u64,
}

/// What a shard keeps from one connection to the next.
#[derive(Debug, Default)]
pub struct Kept {
    /// The session, where one can be resumed.
    pub session: Option<Session>,
    /// Whether a session start was taken for it that is not spent yet.
    pub may_identify: bool,
    /// What was told of it in the log.
    pub log: Log,
}

/// How a connection ended.
#[derive(Debug)]
pub enum End {
    /// It was lost.
    Lost(Lost),
    /// Discord asks for another number of shards.
    Recount,
    /// The bot was told to stop, and has taken its leave.
    Stopped,
    /// No attempt mends it.
    Fatal(GatewayError),
}

/// Times at which something is due.
struct Clock {
    /// The next heartbeat, and the time between two.
    heartbeat: Instant,
    interval: Duration,
    acknowledged: bool,
    /// When the connection has to be welcome, until it is.
    welcome: Option<Instant>,
    /// When it counts as steady, once it is welcome.
    steady: Option<Instant>,
}

/// Connects, identifies or resumes, and hands on events until the connection ends. Whether it was steady is told too.
pub async fn converse(shard: &Shard, url: &str, kept: &mut Kept, stop: &CancellationToken) -> (End, bool) {
    let opened = tokio::select! {
        opened = Socket::open(url) => opened,
        () = stop.cancelled() => return (End::Stopped, false),
    };
    let mut socket = match opened {
        Ok(socket) => socket,
        Err(lost) => return (End::Lost(lost), false),
    };
    let mut clock = match greet(shard, &mut socket, kept, stop).await {
        Ok(clock) => clock,
        Err(end) => return (end, false),
    };
    let end = loop {
        let wake = clock.heartbeat.min(clock.welcome.unwrap_or(clock.heartbeat));
        let wake = wake.min(clock.steady.unwrap_or(wake));
        let outcome = tokio::select! {
            biased;
            () = stop.cancelled() => {
                socket.close(close::LEAVE).await;
                return (End::Stopped, false);
            }
            () = sleep_until(wake) => due(&mut socket, &mut clock, kept).await,
            frame = socket.next() => take(shard, &mut socket, frame, &mut clock, kept).await,
        };
        if let Err(end) = outcome {
            break end;
        }
    };
    let was_steady = clock.welcome.is_none() && clock.steady.is_none();
    // The session goes on, so the connection is left with a code that lets it.
    socket.close(close::TO_RESUME).await;
    (end, was_steady)
}

/// Waits for the greeting and answers it.
async fn greet(
    shard: &Shard,
    socket: &mut Socket,
    kept: &mut Kept,
    stop: &CancellationToken,
) -> Result<Clock, End> {
    let greeting = async {
        loop {
            match socket.next().await {
                Frame::Hello(interval) => return Ok(interval),
                Frame::Closed(code) => return Err(closed(code)),
                _ => {}
            }
        }
    };
    let interval = tokio::select! {
        greeting = tokio::time::timeout(GREETING, greeting) => {
            greeting.unwrap_or(Err(After::Resume.end(Lost::NoGreeting)))?
        }
        () = stop.cancelled() => return Err(End::Stopped),
    };
    let token = shard.token.expose_secret();
    let sent = if let Some(session) = &kept.session {
        let resume = json!({ "token": token, "session_id": session.id, "seq": session.seq });
        socket.send(op::RESUME, &resume).await
    } else {
        kept.may_identify = false;
        socket.send(op::IDENTIFY, &identify(shard, token)).await
    };
    sent.map_err(End::Lost)?;
    let now = Instant::now();
    Ok(Clock {
        heartbeat: now + interval.mul_f64(jitter()),
        interval,
        acknowledged: true,
        welcome: Some(now + WELCOME),
        steady: None,
    })
}

fn identify(shard: &Shard, token: &str) -> Value {
    json!({
        "token": token,
        "intents": shard.intents,
        "shard": [shard.number, shard.total],
        "properties": { "os": std::env::consts::OS, "browser": "accord", "device": "accord" },
    })
}

/// A part of the first interval, as Discord asks for, so that bots which start together do not beat together.
fn jitter() -> f64 {
    let random = RandomState::new().build_hasher().finish();
    f64::from(u16::try_from(random % 1_000).unwrap_or_default()) / 1_000.0
}

/// Does what has become due.
async fn due(socket: &mut Socket, clock: &mut Clock, kept: &mut Kept) -> Result<(), End> {
    let now = Instant::now();
    if clock.welcome.is_some_and(|welcome| now >= welcome) {
        return Err(End::Lost(Lost::NotWelcome));
    }
    if clock.steady.is_some_and(|steady| now >= steady) {
        clock.steady = None;
        kept.log.steady();
    }
    if now < clock.heartbeat {
        return Ok(());
    }
    if !clock.acknowledged {
        return Err(End::Lost(Lost::NotAcknowledged));
    }
    clock.acknowledged = false;
    clock.heartbeat = now + clock.interval;
    beat(socket, kept.session.as_ref()).await
}

async fn beat(socket: &mut Socket, session: Option<&Session>) -> Result<(), End> {
    let seq = session.map_or(Value::Null, |session| json!(session.seq));
    socket.send(op::HEARTBEAT, &seq).await.map_err(End::Lost)
}

/// Does what a frame asks for.
async fn take(
    shard: &Shard,
    socket: &mut Socket,
    frame: Frame,
    clock: &mut Clock,
    kept: &mut Kept,
) -> Result<(), End> {
    match frame {
        Frame::Event { seq, name, data } => {
            if let Some(session) = kept.session.as_mut() {
                session.seq = seq;
            }
            if name == "READY" {
                kept.session = begun(&data, seq);
            }
            if name == "READY" || name == "RESUMED" {
                clock.welcome = None;
                clock.steady = Some(Instant::now() + STEADY);
                shard.handler.health().gateway.up(shard.number);
                kept.log.up(&name);
            }
            shard.handler.event(&name, data);
        }
        Frame::Heartbeat => beat(socket, kept.session.as_ref()).await?,
        Frame::Acknowledged => clock.acknowledged = true,
        Frame::Reconnect => return Err(End::Lost(Lost::Asked)),
        Frame::Invalid { resumable } => {
            if !resumable {
                kept.session = None;
            }
            return Err(End::Lost(Lost::Invalid));
        }
        Frame::Closed(code) => {
            if close::after(code) == After::Identify {
                kept.session = None;
            }
            return Err(closed(code));
        }
        Frame::Unreadable(bytes) if kept.log.is_first_unreadable() => {
            warn!(bytes, "Discord sent what cannot be read; it is left out");
        }
        Frame::Hello(_) | Frame::Unknown | Frame::Unreadable(_) => debug!("a frame was left out"),
    }
    Ok(())
}

/// The session that READY begins.
fn begun(ready: &Value, seq: u64) -> Option<Session> {
    let url = ready["resume_gateway_url"].as_str();
    let url = url.filter(|url| url.starts_with("wss://") || url.starts_with("ws://"));
    Some(Session { id: ready["session_id"].as_str()?.to_owned(), url: url.map(str::to_owned), seq })
}

fn closed(code: Option<u16>) -> End {
    close::after(code).end(code.map_or(Lost::BrokeOff, Lost::Closed))
}

impl After {
    fn end(self, lost: Lost) -> End {
        match (self, &lost) {
            (Self::Recount, _) => End::Recount,
            (Self::End, Lost::Closed(code)) => End::Fatal(close::fatal(*code)),
            _ => End::Lost(lost),
        }
    }
}
