//! Interactions that came before: a request that somebody caught could be sent again while its timestamp is fresh.

use std::collections::{HashSet, VecDeque};

use jiff::Timestamp;

/// Interactions remembered at most, some 10 MB: five minutes of 500 a second. Past that the oldest are forgotten first.
const MOST: usize = 150_000;

/// The interactions that came while their timestamps are fresh.
#[derive(Debug, Default)]
pub struct Replays {
    known: HashSet<u64>,
    /// In the order of arrival, with the second until which the timestamp is fresh.
    order: VecDeque<(u64, i64)>,
}

impl Replays {
    /// Whether this interaction is new; remembers it until the second that it is `fresh_until`.
    pub fn is_new(&mut self, id: u64, fresh_until: i64, now: Timestamp) -> bool {
        while let Some((old, until)) = self.order.front().copied() {
            if until >= now.as_second() && self.order.len() < MOST {
                break;
            }
            self.order.pop_front();
            self.known.remove(&old);
        }
        let is_new = self.known.insert(id);
        if is_new {
            self.order.push_back((id, fresh_until));
        }
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a second in this century")
    }

    #[test]
    fn an_interaction_is_new_once_while_its_timestamp_is_fresh() {
        let mut replays = Replays::default();
        assert!(replays.is_new(1, 1_300, at(1_000)));
        assert!(!replays.is_new(1, 1_300, at(1_300)));
        assert!(replays.is_new(2, 1_601, at(1_301)));
        assert_eq!(replays.known.len(), 1, "what is not fresh any more is refused for that");
    }

    #[test]
    fn is_bounded() {
        let mut replays = Replays::default();
        for id in 0..(MOST as u64 + 10) {
            assert!(replays.is_new(id, 1_300, at(1_000)));
        }
        assert_eq!((replays.known.len(), replays.order.len()), (MOST, MOST));
    }
}
