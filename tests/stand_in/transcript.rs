//! What happened between the bot and the stand-in, in order, so that a test waits for it instead of sleeping.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::sync::watch;
use tokio::time::timeout;

/// How long a test waits for something that has to happen: long enough for a debug build on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// A call of the REST API, with what it was answered.
#[derive(Debug, Clone)]
pub struct Call {
    /// The HTTP method.
    pub method: String,
    /// The path behind `/api/v10`.
    pub path: String,
    /// The JSON sent, or null.
    pub body: Value,
    /// The HTTP status it was answered with.
    pub status: u16,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// A REST call was answered.
    Called(Call),
    /// The bot did what Discord does not allow.
    Violation(String),
    /// A REST call to this path has come, and is kept waiting.
    Held(String),
    /// A gateway connection was asked for, at this path.
    Upgrade(String),
    /// A gateway connection was opened.
    Opened(usize),
    /// The bot sent an opcode over the gateway.
    Sent {
        /// The connection, counted from 0.
        connection: usize,
        /// The opcode.
        op: u64,
        /// Its `d`.
        data: Value,
    },
    /// The bot closed a gateway connection, with a code if it took its leave.
    Closed {
        /// The connection, counted from 0.
        connection: usize,
        /// The close code.
        code: Option<u16>,
    },
}

impl Event {
    /// The call, if it is one of this method and with this in its path.
    pub fn call(&self, method: &str, path: &str) -> Option<&Call> {
        match self {
            Self::Called(call) if call.method == method && call.path.contains(path) => Some(call),
            _ => None,
        }
    }

    /// The connection and `d`, if the bot sent this opcode.
    pub fn sent(&self, wanted: u64) -> Option<(usize, &Value)> {
        match self {
            Self::Sent { connection, op, data } if *op == wanted => Some((*connection, data)),
            _ => None,
        }
    }
}

/// An event and when it happened.
#[derive(Debug, Clone)]
pub struct Entry {
    /// When.
    pub at: Instant,
    /// What.
    pub event: Event,
}

/// The events so far.
pub struct Transcript {
    entries: Mutex<Vec<Entry>>,
    length: watch::Sender<usize>,
}

impl Default for Transcript {
    fn default() -> Self {
        Self { entries: Mutex::default(), length: watch::Sender::new(0) }
    }
}

impl Transcript {
    /// Adds what has just happened.
    pub fn add(&self, event: Event) {
        let mut entries = self.lock();
        entries.push(Entry { at: Instant::now(), event });
        self.length.send_replace(entries.len());
    }

    /// The place after the last event: what is waited for from here has yet to happen.
    pub fn mark(&self) -> usize {
        self.lock().len()
    }

    /// All events from a place on.
    pub fn since(&self, mark: usize) -> Vec<Entry> {
        self.lock().iter().skip(mark).cloned().collect()
    }

    /// What `find` finds in each event from a place on.
    pub fn find<T>(&self, mark: usize, find: impl Fn(&Entry) -> Option<T>) -> Vec<T> {
        self.lock().iter().skip(mark).filter_map(find).collect()
    }

    /// What `find` finds first from a place on, or else the place to go on from.
    ///
    /// Fails the test at once where the bot did something wrong: what is waited for may then never come.
    fn search<T>(&self, mark: usize, find: impl Fn(&Event) -> Option<T>) -> Result<T, usize> {
        let entries = self.lock();
        let wrong = entries.iter().skip(mark).find_map(|entry| match &entry.event {
            Event::Violation(wrong) => Some(wrong.clone()),
            _ => None,
        });
        if let Some(wrong) = wrong {
            drop(entries);
            panic!("the bot did what Discord does not allow: {wrong}\nWhat happened:\n{}", self.tell());
        }
        entries.iter().skip(mark).find_map(|entry| find(&entry.event)).ok_or(entries.len())
    }

    /// When each event that fits happened, since the first of them.
    pub fn times(&self, fits: impl Fn(&Event) -> bool) -> Vec<Duration> {
        let entries = self.lock();
        let times: Vec<Instant> =
            entries.iter().filter(|entry| fits(&entry.event)).map(|entry| entry.at).collect();
        times.iter().map(|at| *at - times[0]).collect()
    }

    /// How many events from the beginning on fit.
    pub fn count(&self, fits: impl Fn(&Event) -> bool) -> usize {
        self.lock().iter().filter(|entry| fits(&entry.event)).count()
    }

    /// Waits for the first event from `mark` on that `find` finds something in.
    ///
    /// Fails the test with the whole transcript when nothing comes.
    pub async fn wait_for<T>(&self, what: &str, mark: usize, find: impl Fn(&Event) -> Option<T>) -> T {
        let mut length = self.length.subscribe();
        let mut seen = mark;
        let search = async {
            loop {
                length.mark_unchanged();
                match self.search(seen, &find) {
                    Ok(found) => return found,
                    Err(length) => seen = length,
                }
                length.changed().await.expect("the transcript outlives who waits on it");
            }
        };
        let Ok(found) = timeout(PATIENCE, search).await else {
            panic!("within {PATIENCE:?} there was no {what}. What happened:\n{}", self.tell());
        };
        found
    }

    /// All events, a line each, for the message of a failed test.
    pub fn tell(&self) -> String {
        let entries = self.lock();
        let Some(began) = entries.first().map(|entry| entry.at) else { return "  nothing".to_owned() };
        let line = |entry: &Entry| {
            let event: String = format!("{:?}", entry.event).chars().take(400).collect();
            format!("  {:>8.3} s  {event}", (entry.at - began).as_secs_f64())
        };
        entries.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    // A test that failed while it held the lock must not hide its failure behind a second one.
    fn lock(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
