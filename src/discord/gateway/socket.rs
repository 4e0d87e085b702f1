//! The websocket below a gateway connection: every step of it with a time limit, and what it brings read into frames.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

use super::Lost;

/// Time for a connection to be made and upgraded.
const OPENING: Duration = Duration::from_secs(10);
/// Time for a frame to be taken by the other side.
const SENDING: Duration = Duration::from_secs(10);
/// Time for a close to be answered.
const CLOSING: Duration = Duration::from_millis(400);
/// Bytes of a frame at most; READY with thousands of servers stays far below.
const LARGEST: usize = 16 * 1024 * 1024;
/// Heartbeats are not sent more or less often than this, whatever is asked for.
const HEARTBEATS: (Duration, Duration) = (Duration::from_millis(200), Duration::from_mins(5));

/// What Discord sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Frame {
    /// An event.
    Event {
        /// Its number in the session.
        seq: u64,
        /// Its name.
        name: String,
        /// Its data.
        data: Value,
    },
    /// A heartbeat is asked for at once.
    Heartbeat,
    /// The bot shall connect anew.
    Reconnect,
    /// The session is invalid, or at least cannot go on here.
    Invalid {
        /// Whether it can be resumed.
        resumable: bool,
    },
    /// The greeting, with the time between two heartbeats.
    Hello(Duration),
    /// A heartbeat has arrived.
    Acknowledged,
    /// The connection was closed, with a code or without.
    Closed(Option<u16>),
    /// Something of later, which may be left alone.
    Unknown,
    /// Something that is no frame, of so many bytes. Its text is told nowhere: it may hold a question or a token.
    Unreadable(usize),
}

#[derive(Deserialize)]
struct Payload {
    op: u64,
    #[serde(default)]
    s: Option<u64>,
    #[serde(default)]
    t: Option<String>,
    #[serde(default)]
    d: Value,
}

/// The opcodes that are received.
mod op {
    pub const EVENT: u64 = 0;
    pub const HEARTBEAT: u64 = 1;
    pub const RECONNECT: u64 = 7;
    pub const INVALID_SESSION: u64 = 9;
    pub const HELLO: u64 = 10;
    pub const ACKNOWLEDGED: u64 = 11;
}

/// Reads a frame's text.
fn read(text: &str) -> Frame {
    let Ok(Payload { op, s, t, d }) = serde_json::from_str(text) else {
        return Frame::Unreadable(text.len());
    };
    match (op, s, t) {
        (op::EVENT, Some(seq), Some(name)) => Frame::Event { seq, name, data: d },
        (op::HEARTBEAT, ..) => Frame::Heartbeat,
        (op::RECONNECT, ..) => Frame::Reconnect,
        (op::INVALID_SESSION, ..) => Frame::Invalid { resumable: d == Value::Bool(true) },
        (op::HELLO, ..) => match d["heartbeat_interval"].as_u64() {
            Some(interval) => Frame::Hello(Duration::from_millis(interval).clamp(HEARTBEATS.0, HEARTBEATS.1)),
            None => Frame::Unreadable(text.len()),
        },
        (op::ACKNOWLEDGED, ..) => Frame::Acknowledged,
        _ => Frame::Unknown,
    }
}

/// An open websocket.
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// Connects to the gateway.
    ///
    /// # Errors
    /// When nobody is there, or the upgrade is refused or not answered in time.
    pub async fn open(url: &str) -> Result<Self, Lost> {
        let config = WebSocketConfig::default().max_message_size(Some(LARGEST)).max_frame_size(Some(LARGEST));
        let address = format!("{}/?v=10&encoding=json", url.trim_end_matches('/'));
        match timeout(OPENING, connect_async_with_config(address, Some(config), true)).await {
            Ok(Ok((stream, _))) => Ok(Self(stream)),
            Ok(Err(error)) => Err(Lost::NotOpened(told(&error))),
            Err(_) => Err(Lost::NotOpened(format!("no answer within {OPENING:?}"))),
        }
    }

    /// Waits for the next frame. Safe to give up at any time: nothing is lost.
    pub async fn next(&mut self) -> Frame {
        loop {
            return match self.0.next().await {
                Some(Ok(Message::Text(text))) => read(&text),
                Some(Ok(Message::Binary(bytes))) => Frame::Unreadable(bytes.len()),
                Some(Ok(Message::Close(frame))) => Frame::Closed(frame.map(|frame| frame.code.into())),
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => Frame::Closed(None),
            };
        }
    }

    /// Sends an opcode.
    ///
    /// # Errors
    /// When the other side is gone, or does not take it.
    pub async fn send(&mut self, op: u64, data: &Value) -> Result<(), Lost> {
        let text = json!({ "op": op, "d": data }).to_string();
        match timeout(SENDING, self.0.send(Message::text(text))).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Lost::BrokeOff),
        }
    }

    /// Closes with a code, and waits a moment for the other side to hear it.
    pub async fn close(mut self, code: u16) {
        let frame = CloseFrame { code: code.into(), reason: "".into() };
        // Whoever does not answer a good-bye is gone.
        let _ = timeout(CLOSING, async {
            if self.0.close(Some(frame)).await.is_ok() {
                while let Some(Ok(_)) = self.0.next().await {}
            }
        })
        .await;
    }
}

/// An error of the websocket without what was sent or received.
fn told(error: &Error) -> String {
    match error {
        Error::Io(error) => error.to_string(),
        Error::Tls(error) => error.to_string(),
        Error::Http(response) => format!("HTTP status {}", response.status().as_u16()),
        Error::Url(error) => error.to_string(),
        _ => "it was not upgraded to a websocket".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_read_and_what_is_none_is_counted_alone() {
        assert_eq!(
            read(r#"{"op":0,"s":3,"t":"READY","d":{}}"#),
            Frame::Event { seq: 3, name: "READY".to_owned(), data: json!({}) }
        );
        assert_eq!(read(r#"{"op":9,"d":true}"#), Frame::Invalid { resumable: true });
        assert_eq!(read(r#"{"op":9}"#), Frame::Invalid { resumable: false });
        assert_eq!(read(r#"{"op":10,"d":{"heartbeat_interval":0}}"#), Frame::Hello(HEARTBEATS.0));
        assert_eq!(read(r#"{"op":99,"d":null,"s":null,"t":null}"#), Frame::Unknown);
        for odd in ["not json", "[]", r#"{"op":"0"}"#, r#"{"op":10,"d":{}}"#] {
            assert_eq!(read(odd), Frame::Unreadable(odd.len()));
        }
    }

    #[tokio::test]
    async fn tls_is_there_and_a_peer_without_it_is_told() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let port = listener.local_addr().expect("a bound socket has an address").port();
        let peer = tokio::spawn(async move { listener.accept().await.map(drop) });
        let opened = Socket::open(&format!("wss://127.0.0.1:{port}")).await;
        assert!(matches!(opened, Err(Lost::NotOpened(_))));
        peer.await.expect("no panic").expect("a connection came");
    }
}
