//! The state of a connection in the log: told when it changes, not with each try.

use tracing::{debug, info, warn};

use super::Lost;

/// What was told of a shard's connection since it was last steady.
#[derive(Debug, Default)]
pub struct Log {
    shard: u32,
    lost: Vec<Lost>,
    failures: u32,
    was_up: bool,
    unreadable: bool,
}

impl Log {
    /// Nothing told yet.
    #[must_use]
    pub fn new(shard: u32) -> Self {
        Self { shard, ..Self::default() }
    }

    /// The connection was lost. Each reason is told once.
    pub fn lost(&mut self, lost: &Lost, wait: std::time::Duration) {
        self.failures += 1;
        let (shard, failures) = (self.shard, self.failures);
        if self.lost.contains(lost) {
            debug!(shard, failures, reason = %lost, "not connected; next attempt in {wait:?}");
            return;
        }
        self.lost.push(lost.clone());
        if *lost == Lost::Asked {
            info!(shard, reason = %lost, "connecting anew in {wait:?}");
        } else {
            warn!(shard, reason = %lost, "not connected; next attempt in {wait:?}, then up to 64 s apart");
        }
    }

    /// The connection is welcome.
    pub fn up(&mut self, event: &str) {
        let shard = self.shard;
        let how = if event == "READY" { "connected" } else { "resumed" };
        if std::mem::replace(&mut self.was_up, true) && self.failures > 1 {
            debug!(shard, "{how}");
        } else {
            info!(shard, "{how}");
        }
    }

    /// It has lasted.
    pub fn steady(&mut self) {
        if self.failures > 1 {
            info!(shard = self.shard, failures = self.failures, "the connection holds again");
        }
        *self = Self { was_up: true, ..Self::new(self.shard) };
    }

    /// Whether this is the first unreadable frame since the connection was steady.
    pub fn is_first_unreadable(&mut self) -> bool {
        !std::mem::replace(&mut self.unreadable, true)
    }
}
