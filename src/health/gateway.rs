//! Which shards are connected to Discord's gateway.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The shards that there have to be, and those that are connected.
#[derive(Debug, Default)]
struct Shards {
    /// None where no gateway is wanted.
    expected: Option<u32>,
    connected: BTreeSet<u32>,
}

/// The state of the connections to the gateway.
#[derive(Debug, Default)]
pub struct Gateway(Mutex<Shards>);

impl Gateway {
    /// A gateway that is wanted and not connected yet.
    #[must_use]
    pub fn wanted() -> Self {
        Self(Mutex::new(Shards { expected: Some(1), connected: BTreeSet::new() }))
    }

    /// There have to be so many shards, and none of them is connected yet.
    pub fn expect(&self, shards: u32) {
        *self.held() = Shards { expected: Some(shards), connected: BTreeSet::new() };
    }

    /// A shard is connected: Discord has said READY or RESUMED.
    pub fn up(&self, shard: u32) {
        self.held().connected.insert(shard);
    }

    /// A shard is not connected any more.
    pub fn down(&self, shard: u32) {
        self.held().connected.remove(&shard);
    }

    /// How many shards there have to be, and how many are connected.
    #[must_use]
    pub fn shards(&self) -> (u32, u32) {
        let shards = self.held();
        let connected = u32::try_from(shards.connected.len()).unwrap_or(u32::MAX);
        (shards.expected.unwrap_or_default(), connected)
    }

    /// Whether every shard is connected; so it is where no gateway is wanted.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        let (expected, connected) = self.shards();
        connected >= expected
    }

    /// A thread that panicked while it held the lock has left it whole: each change is one call.
    fn held(&self) -> MutexGuard<'_, Shards> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_ready_while_every_shard_is_connected() {
        assert!(Gateway::default().is_ready(), "no gateway is wanted");
        let gateway = Gateway::wanted();
        assert!(!gateway.is_ready());
        gateway.expect(2);
        gateway.up(0);
        assert!(!gateway.is_ready(), "one of two");
        gateway.up(1);
        assert!(gateway.is_ready());
        gateway.down(0);
        assert_eq!((gateway.is_ready(), gateway.shards()), (false, (2, 1)));
    }
}
