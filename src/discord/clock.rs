//! Discord's clock: when what arrives was made there. The ids of interactions and messages tell it, and what is replayed after
//! an outage is older than the moment in which it is read.
//!
//! The clock of this machine may be wrong by any time, so it is not asked: Discord's answers to calls tell the second, and the
//! freshest of what arrives mends the rest.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::fmt::rfc2822::DateTimeParser;

/// The moment that ids are counted from, in milliseconds of Unix time: the first of January 2015. See *Snowflakes* in
/// Discord's reference.
const EPOCH: i64 = 1_420_070_400_000;
/// Bits of an id below those of its time.
const BELOW: u32 = 22;
/// What lies further from now than this is no time: an interaction's token lasts as long, in milliseconds.
const LONGEST: i64 = 15 * 60 * 1_000;
/// How far this clock may be off where only the second is known, in milliseconds.
const FINE: i64 = 2_000;
/// From how far on it is set anew.
const COARSE: i64 = 1_000;

/// Discord's clock, as far as it is known.
#[derive(Debug, Default)]
pub struct Clock(Mutex<Option<Known>>);

#[derive(Debug)]
struct Known {
    at: Instant,
    /// Discord's time then, in milliseconds of Unix time.
    discord: i64,
    /// The least that anything seemed to be old since, in milliseconds.
    least: i64,
}

impl Clock {
    /// Takes the time that an answer of Discord's has in its `Date`, which has whole seconds.
    pub fn hear(&self, date: &str, now: Instant) {
        let Ok(told) = DateTimeParser::new().parse_timestamp(date) else { return };
        let told = told.as_millisecond() + 500;
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let off = held.as_ref().map(|known| (told - known.time(now)).abs());
        if off.is_none_or(|off| off > COARSE) {
            *held = Some(Known { at: now, discord: told, least: i64::MAX });
        }
    }

    /// When what has this id was made, where it arrived at this moment. The moment itself where that is not known.
    pub fn made(&self, id: u64, arrived: Instant) -> Instant {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (Some(known), Ok(made)) = (held.as_mut(), i64::try_from(id >> BELOW)) else { return arrived };
        let late = known.time(arrived) - (made + EPOCH);
        if late.abs() > LONGEST {
            return arrived;
        }
        known.least = known.least.min(late);
        let age = late - known.least.clamp(-FINE, FINE);
        let age = Duration::from_millis(u64::try_from(age).unwrap_or_default());
        arrived.checked_sub(age).unwrap_or(arrived)
    }
}

impl Known {
    /// Discord's time at a moment.
    fn time(&self, moment: Instant) -> i64 {
        let millis = |duration: Duration| i64::try_from(duration.as_millis()).unwrap_or(i64::MAX / 2);
        let since = millis(moment.saturating_duration_since(self.at));
        self.discord + since - millis(self.at.saturating_duration_since(moment))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATE: &str = "Fri, 27 Nov 2026 14:34:40 GMT";
    const MILLIS: i64 = 1_795_790_080_500;

    /// The id of what was made so long before the clock was heard, which may be a negative time.
    fn id(millis: i64) -> u64 {
        u64::try_from(MILLIS - millis - EPOCH).expect("after the first of 2015") << BELOW | 5
    }

    fn age(clock: &Clock, id: u64, arrived: Instant) -> Duration {
        arrived.duration_since(clock.made(id, arrived))
    }

    #[test]
    fn what_is_replayed_is_as_old_as_it_is() {
        let (clock, now) = (Clock::default(), Instant::now());
        assert_eq!(clock.made(id(8_000), now), now, "no clock, no age");
        clock.hear(DATE, now);
        assert_eq!(age(&clock, id(300), now), Duration::ZERO, "the freshest shows how far the clock is off");
        assert_eq!(age(&clock, id(8_300), now), Duration::from_secs(8));
        let later = now + Duration::from_secs(100);
        assert_eq!(age(&clock, id(-99_700), later), Duration::ZERO);
        assert_eq!(age(&clock, id(0), later), Duration::from_millis(99_700));
    }

    #[test]
    fn a_clock_that_is_off_drops_nothing_fresh() {
        let (clock, now) = (Clock::default(), Instant::now());
        clock.hear(DATE, now);
        assert_eq!(age(&clock, id(-1_200), now), Duration::ZERO, "made in the future");
        assert_eq!(age(&clock, id(6_800), now), Duration::from_secs(8));
        let made_up = 1_310_000_000_000_000_012;
        assert_eq!(clock.made(made_up, now), now, "years ago is no time");
        // The machine slept: this clock stood still, and the next answer sets it.
        assert_eq!(age(&clock, id(-60_000), now), Duration::ZERO);
        clock.hear("Fri, 27 Nov 2026 14:35:40 GMT", now);
        assert_eq!(age(&clock, id(-60_000), now), Duration::ZERO);
        assert_eq!(age(&clock, id(-55_000), now), Duration::from_secs(5));
        clock.hear("soon", now);
        assert_eq!(age(&clock, id(-55_000), now), Duration::from_secs(5));
    }
}
