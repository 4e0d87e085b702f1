//! What was last talked of, per person and channel: for `/ask` and mentions, which carry no message to read it from.
//! Kept in memory only, for a while, and never shared between people.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::dialogue::context::Context;

/// How long a conversation is remembered after its last question.
const KEPT: Duration = Duration::from_secs(15 * 60);
/// Conversations remembered at most; the oldest go first.
const MOST: usize = 10_000;

/// Whose conversation: ids of the person and the channel.
pub type Speaker = (u64, u64);

/// The conversations remembered.
#[derive(Debug, Default)]
pub struct Memory {
    contexts: HashMap<Speaker, (Context, Instant)>,
}

impl Memory {
    /// What this person talked of in this channel, if it is not too long ago.
    #[must_use]
    pub fn recall(&self, speaker: Speaker, now: Instant) -> Context {
        let fresh = self.contexts.get(&speaker).filter(|(_, at)| now.duration_since(*at) < KEPT);
        fresh.map(|(context, _)| context.clone()).unwrap_or_default()
    }

    /// Remembers what they talk of now.
    pub fn remember(&mut self, speaker: Speaker, context: Context, now: Instant) {
        if self.contexts.len() >= MOST && !self.contexts.contains_key(&speaker) {
            self.contexts.retain(|_, (_, at)| now.duration_since(*at) < KEPT);
        }
        if self.contexts.len() >= MOST && !self.contexts.contains_key(&speaker) {
            let oldest = self.contexts.iter().min_by_key(|(_, (_, at))| *at).map(|(speaker, _)| *speaker);
            oldest.and_then(|speaker| self.contexts.remove(&speaker));
        }
        self.contexts.insert(speaker, (context, now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(party: &str) -> Context {
        Context { parties: vec![party.to_owned()], ..Context::default() }
    }

    #[test]
    fn forgets_after_a_while_and_tells_people_apart() {
        let mut memory = Memory::default();
        let now = Instant::now();
        memory.remember((1, 1), context("netherlands"), now);
        assert_eq!(memory.recall((1, 1), now + Duration::from_secs(60)), context("netherlands"));
        assert_eq!(memory.recall((2, 1), now), Context::default());
        assert_eq!(memory.recall((1, 2), now), Context::default());
        assert_eq!(memory.recall((1, 1), now + KEPT), Context::default());
    }

    #[test]
    fn is_bounded() {
        let mut memory = Memory::default();
        let now = Instant::now();
        for person in 0..(MOST as u64 + 10) {
            memory.remember((person, 1), context("netherlands"), now + Duration::from_millis(person));
        }
        assert_eq!(memory.contexts.len(), MOST);
        assert_eq!(memory.recall((0, 1), now), Context::default(), "the oldest went first");
    }
}
