//! The channel that changes are posted in.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;
use std::time::Instant;

use serde_json::json;
use tracing::warn;

use super::deliver::{FOR_MESSAGE, deliver};
use super::escape::fit;
use super::rest::Rest;

/// Posts in the audit channel, where there is one.
#[derive(Clone)]
pub struct Audit {
    rest: Arc<Rest>,
    channel: Option<u64>,
}

impl Audit {
    /// Posts in this channel.
    #[must_use]
    pub fn new(rest: Arc<Rest>, channel: Option<u64>) -> Self {
        Self { rest, channel }
    }

    /// Posts a line, without pings.
    pub async fn post(&self, text: &str) {
        let Some(channel) = self.channel else { return };
        let message = json!({ "content": fit(text, 2_000), "allowed_mentions": { "parse": [] } });
        let nonce = RandomState::new().build_hasher().finish().to_string();
        let post = |within| self.rest.post(channel, &message, &[], &nonce, within);
        let sent = deliver(Instant::now(), FOR_MESSAGE, &self.rest.retries, post).await;
        if let Err(error) = sent {
            warn!(%error, "the audit channel cannot be written");
        }
    }
}
