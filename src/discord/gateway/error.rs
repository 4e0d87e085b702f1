//! Why a connection is lost, and why the bot ends.

use std::time::Duration;

use thiserror::Error;

use crate::discord::rest::RestError;

/// Why a connection to the gateway was lost. The bot comes back by itself.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Lost {
    /// It could not be made.
    #[error("the gateway cannot be reached: {0}")]
    NotOpened(String),
    /// It was made, and nothing came.
    #[error("the gateway does not greet")]
    NoGreeting,
    /// The greeting came, and nothing after it.
    #[error("the gateway does not answer")]
    NotWelcome,
    /// Heartbeats are not acknowledged: the other side is gone without a word.
    #[error("a heartbeat was not acknowledged")]
    NotAcknowledged,
    /// Discord asked to connect anew, as it does now and then.
    #[error("Discord asks to")]
    Asked,
    /// Discord takes the session for invalid.
    #[error("Discord takes the session for invalid")]
    Invalid,
    /// Discord closed with a code that lets the bot come back.
    #[error("Discord closed the connection with code {0}")]
    Closed(u16),
    /// It broke off.
    #[error("the connection broke off")]
    BrokeOff,
    /// A session cannot be started before Discord has told how many may be.
    #[error("the session start limit cannot be read: {0}")]
    NotCounted(RestError),
}

/// Why the bot stopped without being told to.
#[derive(Debug, Error)]
pub enum GatewayError {
    /// Discord does not accept the token.
    #[error(
        "Discord does not accept DISCORD_TOKEN; copy it again: https://discord.com/developers/applications, your application, Bot, Reset Token"
    )]
    WrongToken,
    /// The token has not the form of one.
    #[error(
        "DISCORD_TOKEN has not the form of a bot token: three parts joined by dots, from the Bot page of your application"
    )]
    MalformedToken,
    /// The public key is no point of the curve.
    #[error(
        "DISCORD_PUBLIC_KEY is no key; copy it again: https://discord.com/developers/applications, your application, General Information, Public Key"
    )]
    PublicKey,
    /// Discord closed the gateway for good.
    #[error("Discord closed the connection with code {code}: {meaning}")]
    Closed {
        /// The close code.
        code: u16,
        /// What it means.
        meaning: &'static str,
    },
    /// Too few session starts are left for today.
    #[error(
        "only {remaining} of the day's {total} session starts are left, counted anew in {} minutes. Past the last one Discord resets the token, so none is spent; find out what makes the bot or Discord start sessions so often", reset.as_secs().div_ceil(60)
    )]
    NoStartsLeft {
        /// How many are left.
        remaining: u64,
        /// Of how many.
        total: u64,
        /// Until they are counted anew.
        reset: Duration,
    },
    /// Discord asks for another number of shards than SHARDS says.
    #[error(
        "Discord asks for more shards than the {0} of SHARDS; set a larger total, the same for all processes, and start them all anew"
    )]
    TooFewShards(u32),
    /// A part of the gateway failed in a way that it should not.
    #[error("a shard ended in disorder; the bot has to be started anew")]
    Disorder,
    /// TLS or the HTTP client cannot be set up.
    #[error("the client of Discord's API cannot be set up: {0}")]
    Client(RestError),
    /// The HTTP endpoint cannot accept requests.
    #[error("no request can be accepted at HTTP_ADDR: {0}")]
    Server(std::io::Error),
}
