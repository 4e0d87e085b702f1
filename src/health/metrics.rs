//! What the bot does, in numbers, by the conventions of Prometheus: base units in names, counters in `_total`.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use crate::dialogue::answer::Kind;

/// Bounds in seconds of the time that an answer takes: up to the three seconds that Discord waits.
const BUCKETS: [f64; 11] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0];

/// What was asked, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    door: &'static str,
    command: &'static str,
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Door {
    door: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    reason: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfFact {
    fact: String,
}

/// The numbers. Each is documented in README's table of metrics.
pub struct Metrics {
    registry: Registry,
    interactions: Family<Asked, Counter>,
    durations: Family<Door, Histogram>,
    reads: Family<Outcome, Counter>,
    refused: Family<Reason, Counter>,
    told: Family<OfFact, Counter>,
    /// Interactions and messages that were dropped, because they were too old before anything was thought about them.
    pub dropped: Counter,
    /// Changes of the facts that were made from Discord.
    pub edits: Counter,
    /// Questions that had no answer.
    pub unanswered_questions: Counter,
    /// Calls of Discord's REST API that were sent again.
    pub rest_retries: Counter,
    /// Connections to the gateway that were lost, and attempts that failed.
    pub connections_lost: Counter,
    /// Facts in use.
    pub facts: Gauge,
    /// Shards that there have to be.
    pub shards: Gauge,
    /// Shards that are connected.
    pub shards_connected: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("accord");
        let durations = Family::new_with_constructor((|| Histogram::new(BUCKETS)) as fn() -> Histogram);
        let metrics = Self {
            interactions: Family::default(),
            reads: Family::default(),
            refused: Family::default(),
            told: Family::default(),
            dropped: Counter::default(),
            edits: Counter::default(),
            unanswered_questions: Counter::default(),
            rest_retries: Counter::default(),
            connections_lost: Counter::default(),
            facts: Gauge::default(),
            shards: Gauge::default(),
            shards_connected: Gauge::default(),
            durations,
            registry: Registry::default(),
        };
        let version = Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The version that runs", version);
        registry.register(
            "interactions",
            "Interactions and messages answered, by door, command and outcome",
            metrics.interactions.clone(),
        );
        registry.register_with_unit(
            "interaction_duration",
            "Time from the arrival of an interaction or message to its answer's delivery, by door",
            Unit::Seconds,
            metrics.durations.clone(),
        );
        registry.register(
            "interactions_dropped",
            "Dropped as too old to be answered in time",
            metrics.dropped.clone(),
        );
        registry.register(
            "http_requests_refused",
            "Requests to /interactions refused, by reason",
            metrics.refused.clone(),
        );
        registry.register("gateway_shards", "Shards there have to be", metrics.shards.clone());
        registry.register(
            "gateway_shards_connected",
            "Shards connected to the gateway",
            metrics.shards_connected.clone(),
        );
        registry.register(
            "gateway_connections_lost",
            "Gateway connections lost and attempts that failed",
            metrics.connections_lost.clone(),
        );
        registry.register(
            "rest_retries",
            "Calls of Discord's REST API sent again",
            metrics.rest_retries.clone(),
        );
        registry.register("facts", "Facts in use", metrics.facts.clone());
        registry.register("fact_answers", "Answers that told a fact, by fact", metrics.told.clone());
        registry.register(
            "fact_file_reads",
            "Readings of the fact file after a change on disk, by outcome",
            metrics.reads.clone(),
        );
        registry.register("edits", "Changes of the facts made from Discord", metrics.edits.clone());
        registry.register(
            "unanswered_questions",
            "Questions that had no answer",
            metrics.unanswered_questions.clone(),
        );
        Self { registry, ..metrics }
    }
}

impl Metrics {
    /// All of them, for an encoder.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Counts an answer that came out by a door, with the time it took. Labels are of few values: `command` is one of the
    /// bot's own or `unknown`.
    pub fn answered(
        &self,
        door: &'static str,
        command: &'static str,
        outcome: Option<Kind>,
        delivered: bool,
        took: Duration,
    ) {
        let outcome = if delivered { outcome.map_or("done", label) } else { "undelivered" };
        self.interactions.get_or_create(&Asked { door, command, outcome }).inc();
        self.durations.get_or_create(&Door { door }).observe(took.as_secs_f64());
    }

    /// Counts a reading of the fact file, and whether what it says is in use.
    pub fn read_again(&self, in_use: bool) {
        let outcome = if in_use { "in_use" } else { "not_valid" };
        self.reads.get_or_create(&Outcome { outcome }).inc();
    }

    /// Counts an answer that told a fact of the fact file. There are as many labels as facts that were told.
    pub fn told(&self, fact: &str) {
        self.told.get_or_create(&OfFact { fact: fact.to_owned() }).inc();
    }

    /// Counts a request that was refused.
    pub fn refused(&self, reason: &'static str) {
        self.refused.get_or_create(&Reason { reason }).inc();
    }
}

/// The kind of an answer as a label.
fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Answer => "answer",
        Kind::List => "list",
        Kind::Comparison => "comparison",
        Kind::DidYouMean => "did_you_mean",
        Kind::Unknown => "unknown",
        Kind::Nearest => "nearest",
        Kind::Chat => "chat",
        Kind::Error => "error",
    }
}
