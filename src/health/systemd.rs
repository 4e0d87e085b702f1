//! Word to systemd, where it started the process: that it is ready, that it still runs, that it ends.

use std::time::Duration;

use sd_notify::NotifyState;
use tracing::debug;

/// How often readiness is looked at until it is there.
const LOOK: Duration = Duration::from_millis(100);

/// Tells systemd when the process `is_ready`, and from then on, where the unit sets `WatchdogSec`, that it still runs:
/// twice in that time. Goes on for ever; a runtime that no longer runs its tasks stops it, and systemd starts the bot anew.
pub async fn keep_told(is_ready: impl Fn() -> bool) {
    while !is_ready() {
        tokio::time::sleep(LOOK).await;
    }
    tell(NotifyState::Ready);
    let Some(limit) = sd_notify::watchdog_enabled() else { return };
    loop {
        tell(NotifyState::Watchdog);
        tokio::time::sleep(limit / 2).await;
    }
}

/// Tells systemd that the process ends because it was told to.
pub fn stopping() {
    tell(NotifyState::Stopping);
}

/// Without systemd there is nobody to tell.
fn tell(state: NotifyState<'_>) {
    if let Err(error) = sd_notify::notify(&[state]) {
        debug!(%error, "systemd was not told");
    }
}
