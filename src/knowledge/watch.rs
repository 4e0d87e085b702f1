//! Noticing that the fact file changed on disk, whichever way it was saved.

use std::path::Path;
use std::time::Duration;

use notify_debouncer_mini::notify::{Config, Error, PollWatcher, RecursiveMode};
use notify_debouncer_mini::{DebounceEventResult, Debouncer, new_debouncer_opt};

/// How often the files' times and contents are looked at: times are compared in whole seconds, and only if they grow.
/// Asking the disk works on every volume, where the system's own
/// notifications do not cross network mounts; a few dozen files cost nothing.
const EVERY: Duration = Duration::from_millis(700);
/// How long the files have to rest, so that a file half written or a checkout half done is not read.
const REST: Duration = Duration::from_millis(300);

/// Watches until it is dropped.
pub struct Watch(
    #[expect(dead_code, reason = "held for its thread, which ends with it")] Debouncer<PollWatcher>,
);

/// Calls `changed` within two seconds of each change to the fact file at `path`: a folder, or one file of any name.
///
/// # Errors
/// When it cannot be watched.
pub fn watch(path: &Path, changed: impl Fn() + Send + 'static) -> Result<Watch, Error> {
    let config = notify_debouncer_mini::Config::default()
        .with_timeout(REST)
        .with_notify_config(Config::default().with_poll_interval(EVERY).with_compare_contents(true));
    let is_one = path.is_file();
    let is_fact_file = move |path: &Path| {
        is_one || path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
    };
    let handle = move |events: DebounceEventResult| {
        if events.is_ok_and(|events| events.iter().any(|event| is_fact_file(&event.path))) {
            changed();
        }
    };
    let mut debouncer = new_debouncer_opt::<_, PollWatcher>(config, handle)?;
    debouncer.watcher().watch(path, RecursiveMode::Recursive)?;
    Ok(Watch(debouncer))
}
