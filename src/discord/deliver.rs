//! Bringing an answer to Discord: again, where a limit or a fault of the moment stood in the way.

use std::time::{Duration, Instant};

use prometheus_client::metrics::counter::Counter;
use tracing::debug;

use super::rest::RestError;

/// Discord gives up on an interaction that is not answered within three seconds.
pub const FOR_INTERACTION: Duration = Duration::from_millis(2_800);
/// A message may be answered later, but not when nobody waits any more.
pub const FOR_MESSAGE: Duration = Duration::from_secs(15);
/// What was acknowledged can be edited for fifteen minutes; whoever pressed the button does not look that long.
pub const FOR_EDIT: Duration = Duration::from_mins(2);
/// The wait before the second attempt; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(300);

/// Sends until it is delivered, refused for good, or `patience` since `arrived` is over. `send` is given the time that an
/// attempt may take: half of the patience, so that there is some for another one. None begins when the patience is over.
/// Further attempts are counted.
///
/// # Errors
/// What the last attempt failed with; [`RestError::TooLate`] where there was time for none.
pub async fn deliver<F: Future<Output = Result<(), RestError>>>(
    arrived: Instant,
    patience: Duration,
    retries: &Counter,
    send: impl Fn(Duration) -> F,
) -> Result<(), RestError> {
    let mut wait = FIRST_WAIT;
    let mut may_have_arrived = false;
    loop {
        let left = patience.saturating_sub(arrived.elapsed());
        if left.is_zero() {
            return Err(RestError::TooLate);
        }
        let error = match send(left.min(patience / 2)).await {
            Err(error) if error.passes() => error,
            // What had arrived after all, though its answer was lost, cannot be done a second time.
            Err(error) if may_have_arrived && error.is_answered_already() => return Ok(()),
            outcome => return outcome,
        };
        may_have_arrived |= error.may_have_arrived();
        let asked = match error {
            RestError::Limited(asked) => asked.max(Duration::from_millis(10)),
            _ => wait,
        };
        if arrived.elapsed() + asked >= patience {
            return Err(error);
        }
        debug!(%error, "sent again in {asked:?}");
        tokio::time::sleep(asked).await;
        retries.inc();
        wait *= 2;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Delivers where the attempts fail with these errors, one after the other; the outcome, how many attempts, how long.
    async fn with(errors: &[RestError], patience: Duration) -> (Result<(), RestError>, usize, Duration) {
        let (tried, began) = (AtomicUsize::new(0), tokio::time::Instant::now());
        let outcome = deliver(Instant::now(), patience, &Counter::default(), |_| {
            let at = tried.fetch_add(1, Ordering::Relaxed);
            let outcome = errors.get(at).cloned().map_or(Ok(()), Err);
            async move { outcome }
        })
        .await;
        (outcome, tried.into_inner(), began.elapsed())
    }

    fn refused(status: u16, code: i64) -> RestError {
        RestError::Refused { status, code, message: String::new() }
    }

    #[tokio::test]
    async fn waits_as_long_as_it_is_asked_to_and_gives_up_where_that_is_too_long() {
        let asked = RestError::Limited(Duration::from_millis(700));
        let (outcome, tried, took) = with(std::slice::from_ref(&asked), Duration::from_secs(2)).await;
        assert!(outcome.is_ok() && tried == 2 && took >= Duration::from_millis(700), "{took:?}");
        let (outcome, tried, took) = with(std::slice::from_ref(&asked), Duration::from_millis(500)).await;
        assert!(outcome == Err(asked) && tried == 1 && took < Duration::from_millis(200), "{took:?}");
    }

    #[tokio::test]
    async fn nothing_is_sent_when_nobody_waits_any_more() {
        let long_ago = Instant::now().checked_sub(Duration::from_secs(3)).expect("the machine runs longer");
        let tried = AtomicUsize::new(0);
        let outcome = deliver(long_ago, Duration::from_secs(2), &Counter::default(), |_| {
            tried.fetch_add(1, Ordering::Relaxed);
            async { Ok(()) }
        })
        .await;
        assert_eq!((outcome, tried.into_inner()), (Err(RestError::TooLate), 0));
    }

    #[tokio::test]
    async fn an_answer_that_had_arrived_after_all_counts_as_delivered() {
        let lost = RestError::Lost("broken pipe".to_owned());
        let patience = Duration::from_secs(2);
        assert!(with(&[lost, refused(400, 40_060)], patience).await.0.is_ok());
        assert!(with(&[refused(400, 40_060)], patience).await.0.is_err(), "that was somebody else");
        assert_eq!(with(&[refused(404, 10_062)], patience).await.1, 1, "refused for good");
    }
}
