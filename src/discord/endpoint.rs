//! Discord's other door: interactions that come as signed requests. The response to one goes back in the request's own.
//! Follows *Interactions: Receiving and Responding, Setting Up an Endpoint* of Discord's documentation.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use jiff::Timestamp;
use serde_json::{Value, json};
use serenity::interactions_endpoint::Verifier;
use thiserror::Error;
use tokio::sync::oneshot;
use tokio::time::timeout;
use tracing::info;

use super::callback::Callback;
use super::deliver::FOR_INTERACTION;
use super::gateway::{GatewayError, ask};
use super::replay::Replays;
use super::responder::{PING, named};
use super::service::{Service, Settings};
use crate::health::Health;
use crate::retrieval::library::Library;

/// How far a request's timestamp may be from the time here, in seconds. Discord documents no window; peers take five
/// minutes.
const WINDOW: i64 = 300;

/// Where signed requests are received.
pub struct Endpoint {
    verifier: Verifier,
    replays: Mutex<Replays>,
    service: Service,
}

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The signature is missing, malformed, or not Discord's.
    #[error("the signature is not right")]
    Signature,
    /// The timestamp is missing, malformed, or too far from the time here.
    #[error("the timestamp is not right")]
    Timestamp,
    /// The same interaction came before.
    #[error("the interaction came before")]
    Replayed,
    /// It is signed, but no interaction.
    #[error("this is no interaction")]
    Malformed,
    /// It was not answered in time.
    #[error("not answered in time")]
    Late,
}

impl Refusal {
    /// The reason as metrics name it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Signature => "signature",
            Self::Timestamp => "timestamp",
            Self::Replayed => "replayed",
            Self::Malformed => "malformed",
            Self::Late => "late",
        }
    }
}

/// A request as it came.
#[derive(Debug, Clone, Copy)]
pub struct Signed<'a> {
    /// The header `X-Signature-Ed25519`, where it is text.
    pub signature: Option<&'a str>,
    /// The header `X-Signature-Timestamp`, where it is text.
    pub timestamp: Option<&'a str>,
    /// The body, byte for byte.
    pub body: &'a [u8],
}

impl Endpoint {
    /// An endpoint for requests that are signed for this key: the application's public key, as bytes.
    ///
    /// # Errors
    /// When the key is none, the token has not the form of one, or TLS cannot be set up.
    pub fn open(
        key: [u8; 32],
        settings: Settings,
        library: Arc<Library>,
        health: Arc<Health>,
    ) -> Result<Self, GatewayError> {
        let verifier = Verifier::try_new(key).map_err(|_| GatewayError::PublicKey)?;
        let service = Service::start(settings, library, health)?;
        Ok(Self { verifier, replays: Mutex::default(), service })
    }

    /// Answers a request that is signed for this endpoint: the response that Discord waits for, as JSON.
    ///
    /// # Errors
    /// When it is not Discord's, is no interaction, or cannot be answered in time.
    pub async fn receive(&self, request: Signed<'_>, now: Timestamp) -> Result<Value, Refusal> {
        let arrived = Instant::now();
        let received = self.authentic(request, now);
        let answer = match received {
            Ok(interaction) if interaction["type"] == PING => Ok(json!({ "type": PONG })),
            Ok(interaction) => self.answer(interaction, arrived).await,
            Err(refusal) => Err(refusal),
        };
        answer.inspect_err(|refusal| self.service.responder.health.metrics.refused(refusal.label()))
    }

    /// The interaction in a request, where it is Discord's, and new.
    fn authentic(&self, request: Signed<'_>, now: Timestamp) -> Result<Value, Refusal> {
        let timestamp = request.timestamp.ok_or(Refusal::Timestamp)?;
        let sent: i64 = timestamp.parse().map_err(|_| Refusal::Timestamp)?;
        if now.as_second().abs_diff(sent) > WINDOW.unsigned_abs() {
            return Err(Refusal::Timestamp);
        }
        let signature = request.signature.ok_or(Refusal::Signature)?;
        self.verifier.verify(signature, timestamp, request.body).map_err(|()| Refusal::Signature)?;
        let interaction: Value = serde_json::from_slice(request.body).map_err(|_| Refusal::Malformed)?;
        if interaction["type"] == PING {
            return Ok(interaction);
        }
        let (id, _) = named(&interaction).ok_or(Refusal::Malformed)?;
        let is_new =
            self.replays.lock().unwrap_or_else(PoisonError::into_inner).is_new(id, sent + WINDOW, now);
        if is_new { Ok(interaction) } else { Err(Refusal::Replayed) }
    }

    async fn answer(&self, interaction: Value, arrived: Instant) -> Result<Value, Refusal> {
        let (callback, response) = oneshot::channel();
        self.service.responder.take(interaction, arrived, Callback::Body(callback));
        match timeout(FOR_INTERACTION, response).await {
            Ok(Ok(response)) => Ok(response),
            _ => Err(Refusal::Late),
        }
    }

    /// Registers the commands; returns only where Discord refuses the token.
    pub async fn registered(&self) -> GatewayError {
        match ask(async || self.service.rest.introduce().await).await {
            Ok(me) => {
                info!(name = %me.name, "known to Discord");
                self.service.register(&me).await;
                std::future::pending().await
            }
            Err(error) => error,
        }
    }

    /// Waits, no longer than until then, for what was acknowledged and is not answered yet.
    pub async fn close(&self, until: tokio::time::Instant) {
        self.service.end(until).await;
    }
}

/// The type of the response to a ping.
const PONG: u64 = 1;
