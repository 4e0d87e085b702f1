//! What was last talked of, per person and channel: for `/ask` and mentions, which carry no message to read it from.
//! Kept in memory only, for a while, and never shared between people.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::dialogue::context::Context;
use crate::knowledge::Language;

/// How long a conversation is remembered after its last question.
const KEPT: Duration = Duration::from_mins(15);
/// Conversations remembered at most; the oldest go first.
const MOST: usize = 10_000;

/// Whose conversation: ids of the person and the channel.
pub type Speaker = (u64, u64);

/// What was talked of, and the language where it was chosen or told by a question.
pub type Remembered = (Context, Option<Language>);

/// The conversations remembered. Locked for the moment of a look alone: nobody thinks meanwhile.
#[derive(Debug, Default)]
pub struct Memory {
    contexts: Mutex<HashMap<Speaker, (Remembered, Instant)>>,
}

impl Memory {
    /// What this person talked of in this channel, if it is not too long ago.
    #[must_use]
    pub fn recall(&self, speaker: Speaker, now: Instant) -> Remembered {
        let contexts = self.held();
        let fresh = contexts.get(&speaker).filter(|(_, at)| now.duration_since(*at) < KEPT);
        fresh.map(|(remembered, _)| remembered.clone()).unwrap_or_default()
    }

    /// Remembers what they talk of now.
    pub fn remember(&self, speaker: Speaker, remembered: Remembered, now: Instant) {
        let mut contexts = self.held();
        if contexts.len() >= MOST && !contexts.contains_key(&speaker) {
            contexts.retain(|_, (_, at)| now.duration_since(*at) < KEPT);
        }
        if contexts.len() >= MOST && !contexts.contains_key(&speaker) {
            let oldest = contexts.iter().min_by_key(|(_, (_, at))| *at).map(|(speaker, _)| *speaker);
            oldest.and_then(|speaker| contexts.remove(&speaker));
        }
        contexts.insert(speaker, (remembered, now));
    }

    /// A thread that panicked while it held the lock has left the map whole: each change to it is one call.
    fn held(&self) -> MutexGuard<'_, HashMap<Speaker, (Remembered, Instant)>> {
        self.contexts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(party: &str) -> Remembered {
        (Context { parties: vec![party.to_owned()], ..Context::default() }, Some(Language::Dutch))
    }

    #[test]
    fn forgets_after_a_while_and_tells_people_apart() {
        let memory = Memory::default();
        let now = Instant::now();
        memory.remember((1, 1), context("netherlands"), now);
        assert_eq!(memory.recall((1, 1), now + Duration::from_mins(1)), context("netherlands"));
        assert_eq!(memory.recall((2, 1), now), Remembered::default());
        assert_eq!(memory.recall((1, 2), now), Remembered::default());
        assert_eq!(memory.recall((1, 1), now + KEPT), Remembered::default());
    }

    #[test]
    fn is_bounded() {
        let memory = Memory::default();
        let now = Instant::now();
        for person in 0..(MOST as u64 + 10) {
            memory.remember((person, 1), context("netherlands"), now + Duration::from_millis(person));
        }
        assert_eq!(memory.held().len(), MOST);
        assert_eq!(memory.recall((0, 1), now), Remembered::default(), "the oldest went first");
    }
}
