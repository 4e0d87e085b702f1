//! Discord's other door: interactions that are posted, signed, to the bot's endpoint, following *Interactions: Receiving
//! and Responding, Setting Up an Endpoint*. A test file whose name begins with `http` has its interactions sent this way.

use std::fmt::Write;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};

use super::World;
use super::rest::callback;
use super::transcript::{Call, Event};

/// The seed of the key that this Discord signs with.
const SEED: [u8; 32] = [17; 32];

/// Whether this test's bot is one that serves HTTP.
pub fn is_http() -> bool {
    env!("CARGO_CRATE_NAME").starts_with("http")
}

/// The public key for `DISCORD_PUBLIC_KEY`.
pub fn public_key() -> String {
    hex(SigningKey::from_bytes(&SEED).verifying_key().as_bytes())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a text takes more");
        digits
    })
}

/// A request as Discord makes it, to be spoilt.
#[derive(Debug, Clone)]
pub struct Request {
    /// `X-Signature-Ed25519`.
    pub signature: Option<String>,
    /// `X-Signature-Timestamp`.
    pub timestamp: Option<String>,
    /// The body.
    pub body: String,
}

impl Request {
    /// A request with this body, signed so many seconds from now.
    pub fn signed(body: String, seconds: i64) -> Self {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("a time after 1970");
        let timestamp = i64::try_from(now.as_secs()).expect("a time of this age") + seconds;
        Self::signed_at(body, &timestamp.to_string())
    }

    /// A request with this body and timestamp, signed.
    pub fn signed_at(body: String, timestamp: &str) -> Self {
        let signature = SigningKey::from_bytes(&SEED).sign(format!("{timestamp}{body}").as_bytes());
        Self { signature: Some(hex(&signature.to_bytes())), timestamp: Some(timestamp.to_owned()), body }
    }

    /// An interaction, signed now.
    pub fn of(interaction: &Value) -> Self {
        Self::signed(interaction.to_string(), 0)
    }

    /// Posts it; gives the HTTP status and what is answered, null where that is no JSON.
    pub async fn post(&self, address: &str) -> reqwest::Result<(u16, Value)> {
        let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(30)).build()?;
        let mut request = client.post(format!("http://{address}/interactions")).body(self.body.clone());
        for (name, value) in
            [("X-Signature-Ed25519", &self.signature), ("X-Signature-Timestamp", &self.timestamp)]
        {
            request = value.iter().fold(request, |request, value| request.header(name, value));
        }
        let response = request.header("Content-Type", "application/json").send().await?;
        let status = response.status().as_u16();
        Ok((status, serde_json::from_str(&response.text().await?).unwrap_or_default()))
    }
}

/// What a path at this address answers to those who run the bot: status and text.
pub async fn get(address: &str, path: &str) -> (u16, String) {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let response = client.get(format!("http://{address}{path}")).send().await.expect("an answer");
    (response.status().as_u16(), response.text().await.expect("a text"))
}

/// Posts an interaction and takes the answer, as the REST API takes one that is called back.
/// One that may be in vain reaches nobody where the bot is killed meanwhile.
pub async fn deliver(world: Arc<World>, address: String, interaction: Value, may_be_in_vain: bool) {
    let text = |key: &str| interaction[key].as_str().unwrap_or_default().to_owned();
    let (id, token) = (text("id"), text("token"));
    let body = match Request::of(&interaction).post(&address).await {
        Ok((200, body)) => body,
        Err(_) if may_be_in_vain => return,
        other => {
            return world.transcript.add(Event::Violation(format!("posted interaction {id}: {other:?}")));
        }
    };
    let reply = callback(&world, &id, &token, &body);
    let path = format!("/interactions/{id}/{token}/callback");
    world.transcript.add(Event::Called(Call { method: "POST".to_owned(), path, body, status: reply.0 }));
}

/// Discord's question whether the endpoint is there.
pub fn ping() -> Value {
    json!({ "id": "1", "application_id": super::messages::BOT, "type": 1, "token": "a-token", "version": 1 })
}
