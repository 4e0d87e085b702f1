//! Why a call of the REST API failed.

use std::time::Duration;

use serde_json::Value;
use thiserror::Error;

/// The error codes of Discord that something is made of.
mod code {
    /// An interaction was answered already.
    pub const ALREADY_ANSWERED: i64 = 40_060;
    /// A form body is invalid: of a message, mostly its reference to one that is gone.
    pub const INVALID_BODY: i64 = 50_035;
    /// A reply needs the right to read the history of messages.
    pub const NO_HISTORY: i64 = 160_002;
    /// Discord does not know an interaction's token, or not yet.
    pub const UNKNOWN_WEBHOOK: i64 = 10_015;
}

/// Why a call failed. None holds an address or a token.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RestError {
    /// Discord answered, but did not do it.
    #[error("Discord refuses: {status} {message} ({code})")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// Discord's own error code; 0 where it gave none.
        code: i64,
        /// Discord's words.
        message: String,
    },
    /// Discord, or the account of what it asked for, says to wait.
    #[error("Discord asks to wait for {0:?}")]
    Limited(Duration),
    /// Nothing was answered in time.
    #[error("no answer within {0:?}")]
    TimedOut(Duration),
    /// No connection could be made: nothing was sent.
    #[error("no connection: {0}")]
    Unreachable(String),
    /// The connection was lost before the answer; whether the call arrived is not known.
    #[error("the connection was lost before the answer: {0}")]
    Lost(String),
    /// Discord does not know the interaction's token yet: the acknowledgement is still on its way.
    #[error("Discord does not know of the acknowledgement yet")]
    Early,
    /// Nobody waits for it any more, so nothing was sent.
    #[error("too late: nobody waits for it any more")]
    TooLate,
    /// What was answered is longer than is read.
    #[error("the answer is longer than {0} bytes")]
    TooLong(usize),
    /// What was answered lacks what was asked for.
    #[error("the answer cannot be read: {0} is missing")]
    Unreadable(&'static str),
}

impl RestError {
    /// What Discord says in the body of a refusal.
    pub(super) fn refused(status: u16, body: &Value) -> Self {
        let message = body["message"].as_str().unwrap_or("without a word").chars().take(200).collect();
        Self::Refused { status, code: body["code"].as_i64().unwrap_or_default(), message }
    }

    /// Whether another attempt may mend it: a limit, a fault of Discord's, or of the way there.
    #[must_use]
    pub fn passes(&self) -> bool {
        match self {
            Self::Limited(_) | Self::TimedOut(_) | Self::Unreachable(_) | Self::Lost(_) | Self::Early => true,
            Self::Refused { status, .. } => *status >= 500,
            Self::TooLate | Self::TooLong(_) | Self::Unreadable(_) => false,
        }
    }

    /// Whether the call may have been done although this came back.
    #[must_use]
    pub fn may_have_arrived(&self) -> bool {
        match self {
            Self::TimedOut(_) | Self::Lost(_) => true,
            Self::Refused { status, .. } => *status >= 500,
            _ => false,
        }
    }

    /// Whether an interaction was answered before.
    #[must_use]
    pub fn is_answered_already(&self) -> bool {
        matches!(self, Self::Refused { code: code::ALREADY_ANSWERED, .. })
    }

    /// Whether a reply may be refused for the message it refers to: that is gone, or may not be referred to.
    #[must_use]
    pub fn is_about_reference(&self) -> bool {
        match self {
            Self::Refused { status, code, .. } => {
                *status == 403 || [code::INVALID_BODY, code::NO_HISTORY].contains(code)
            }
            _ => false,
        }
    }

    /// The same of an edit that may have overtaken the acknowledgement it follows.
    #[must_use]
    pub fn of_overtaking(self) -> Self {
        match self {
            Self::Refused { code: code::UNKNOWN_WEBHOOK, .. } => Self::Early,
            other => other,
        }
    }

    /// Whether the token is not accepted.
    #[must_use]
    pub fn is_wrong_token(&self) -> bool {
        matches!(self, Self::Refused { status: 401, .. })
    }
}

impl From<reqwest::Error> for RestError {
    fn from(error: reqwest::Error) -> Self {
        let connecting = error.is_connect();
        let error = error.without_url();
        // The words that help stand at the end of the chain: "connection refused", "certificate expired".
        let mut cause: &dyn std::error::Error = &error;
        while let Some(deeper) = cause.source() {
            cause = deeper;
        }
        let told = cause.to_string();
        if connecting { Self::Unreachable(told) } else { Self::Lost(told) }
    }
}
