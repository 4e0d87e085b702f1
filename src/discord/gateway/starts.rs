//! The session starts of a day, which Discord counts: whoever spends them all has the token reset.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;

use super::GatewayError;
use crate::discord::rest::{Entrance, Rest, RestError};

/// Discord lets a shard identify once in five seconds; connecting takes one longer than the other.
const BETWEEN: Duration = Duration::from_millis(5_500);
/// The part of a day's starts that is never spent by the bot itself: one of so many.
const RESERVE: u64 = 100;

/// What is left, as Discord says and as was counted here.
#[derive(Debug, Clone, Copy)]
struct Count {
    remaining: u64,
    total: u64,
    until: Instant,
}

impl Count {
    fn of(entrance: &Entrance, now: Instant) -> Self {
        let Entrance { remaining, total, reset_after, .. } = *entrance;
        Self { remaining, total, until: now + reset_after }
    }

    /// What is left after Discord was asked again. Before the day is over it can only have become less.
    fn asked_again(self, told: Self, now: Instant) -> Self {
        if now < self.until { Self { remaining: told.remaining.min(self.remaining), ..told } } else { told }
    }

    /// Counts one start, unless only the reserve is left.
    fn take(&mut self) -> bool {
        let reserve = self.total.div_ceil(RESERVE);
        if self.remaining <= reserve {
            return false;
        }
        self.remaining -= 1;
        true
    }
}

/// Why a session cannot be started now.
#[derive(Debug)]
pub enum NoStart {
    /// Discord could not be asked.
    Unknown(RestError),
    /// Too few are left.
    Spent(GatewayError),
}

struct Kept {
    count: Count,
    is_fresh: bool,
    /// When the shards of each bucket identified last.
    last: Vec<Option<Instant>>,
}

/// The day's starts, shared by all shards.
pub struct Starts(Mutex<Kept>);

impl Starts {
    /// What Discord says is left. Shards before the `first` of this process are other processes', which start at the same
    /// time: theirs identify before.
    #[must_use]
    pub fn new(entrance: &Entrance, first: u32) -> Self {
        let now = Instant::now();
        let last = (0..entrance.max_concurrency).map(|bucket| {
            let others = before(first, bucket, entrance.max_concurrency);
            others.checked_sub(1).map(|others| now + BETWEEN * others)
        });
        let last = last.collect();
        Self(Mutex::new(Kept { count: Count::of(entrance, Instant::now()), is_fresh: true, last }))
    }

    /// Waits until a shard may identify, and counts that it does.
    ///
    /// # Errors
    /// When so few starts are left that none should be spent, or Discord cannot be asked how many.
    pub async fn take(&self, shard: u32, rest: &Rest) -> Result<(), NoStart> {
        let mut kept = self.0.lock().await;
        if !std::mem::take(&mut kept.is_fresh) {
            let entrance = rest.entrance().await.map_err(NoStart::Unknown)?;
            let now = Instant::now();
            kept.count = kept.count.asked_again(Count::of(&entrance, now), now);
        }
        let Count { remaining, total, until } = kept.count;
        if !kept.count.take() {
            let left = until.saturating_duration_since(Instant::now());
            return Err(NoStart::Spent(GatewayError::NoStartsLeft { remaining, total, reset: left }));
        }
        let bucket = usize::try_from(shard).unwrap_or_default() % kept.last.len().max(1);
        if let Some(last) = kept.last[bucket] {
            tokio::time::sleep_until(last + BETWEEN).await;
        }
        kept.last[bucket] = Some(Instant::now());
        Ok(())
    }
}

/// How many shards with numbers below `first` identify in this bucket of so many.
fn before(first: u32, bucket: u32, buckets: u32) -> u32 {
    first / buckets + u32::from(bucket < first % buckets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shards_of_other_processes_come_before() {
        let counted = |first, buckets| (0..buckets).map(|bucket| before(first, bucket, buckets)).collect();
        let counts: [Vec<u32>; 4] = [counted(0, 1), counted(3, 1), counted(5, 2), counted(16, 16)];
        assert_eq!(counts, [vec![0], vec![3], vec![3, 2], vec![1; 16]]);
    }

    fn count(remaining: u64, seconds: u64, now: Instant) -> Count {
        Count { remaining, total: 1_000, until: now + Duration::from_secs(seconds) }
    }

    #[test]
    fn the_last_hundredth_is_not_spent() {
        let mut left = count(12, 60, Instant::now());
        assert_eq!([left.take(), left.take(), left.take()], [true, true, false]);
        assert_eq!(left.remaining, 10);
    }

    #[test]
    fn what_was_counted_here_holds_until_the_day_is_over() {
        let now = Instant::now();
        let kept = count(500, 60, now);
        assert_eq!(kept.asked_again(count(999, 60, now), now).remaining, 500);
        assert_eq!(kept.asked_again(count(400, 60, now), now).remaining, 400);
        let tomorrow = now + Duration::from_secs(61);
        assert_eq!(kept.asked_again(count(1_000, 60, tomorrow), tomorrow).remaining, 1_000);
    }
}
