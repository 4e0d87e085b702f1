//! What is told to those who run the bot: whether it is ready, and what it does, in numbers.

pub mod gateway;
pub mod metrics;
pub mod panics;
pub mod systemd;

use std::sync::Arc;

use prometheus_client::encoding::text::encode;

use gateway::Gateway;
use metrics::Metrics;

use crate::retrieval::library::Library;

/// The state of the process. A bot that could not load its facts has ended, so that they are loaded is a given.
pub struct Health {
    /// What it does, in numbers.
    pub metrics: Metrics,
    /// The connections to Discord's gateway, where there are any.
    pub gateway: Gateway,
    library: Arc<Library>,
}

impl Health {
    /// Of a process with these facts that answers interactions over HTTP alone.
    #[must_use]
    pub fn new(library: Arc<Library>) -> Self {
        Self { metrics: Metrics::default(), gateway: Gateway::default(), library }
    }

    /// Of a process that is not ready before it is connected to the gateway.
    #[must_use]
    pub fn with_gateway(library: Arc<Library>) -> Self {
        Self { gateway: Gateway::wanted(), ..Self::new(library) }
    }

    /// The numbers in the text format of `OpenMetrics`, which Prometheus reads.
    ///
    /// # Errors
    /// When a number cannot be written, which a text that is kept in memory never refuses.
    pub fn text(&self) -> Result<String, std::fmt::Error> {
        let facts = self.library.current().knowledge.written_facts();
        self.metrics.facts.set(i64::try_from(facts).unwrap_or(i64::MAX));
        let (expected, connected) = self.gateway.shards();
        self.metrics.shards.set(i64::from(expected));
        self.metrics.shards_connected.set(i64::from(connected));
        let mut text = String::new();
        encode(&mut text, self.metrics.registry())?;
        Ok(text)
    }
}
