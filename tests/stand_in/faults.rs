//! Faults that Discord's REST API shows: rate limits and errors of the server, for the next calls of a path.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Clocks of two processes, and the way between them, differ by less than this.
const TOLERANCE: Duration = Duration::from_millis(20);

/// What happens to a call.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    /// 429 with `Retry-After`, following *Rate Limits*.
    RateLimited {
        /// How long the bot has to wait.
        retry_after: Duration,
        /// Whether the bot is limited everywhere, not on this route alone.
        global: bool,
    },
    /// An error of the server, with its HTTP status.
    Broken(u16),
    /// Nothing, but only after this time.
    Slow(Duration),
    /// A refusal: an HTTP status with Discord's error code.
    Refused(u16, u64),
    /// The connection is lost before the answer: with the call done, or not.
    Lost {
        /// Whether the call was done.
        done: bool,
    },
}

/// What a faulty call is answered.
pub struct Failure {
    /// The HTTP status.
    pub status: u16,
    /// Headers beside the content type.
    pub headers: Vec<(&'static str, String)>,
    /// The body: JSON for a rate limit, and nothing from a broken server.
    pub body: Option<Value>,
}

struct Planned {
    method: String,
    path: String,
    fault: Fault,
    times: usize,
}

/// The faults to come, and the waits that were demanded.
#[derive(Default)]
pub struct Faults {
    planned: Vec<Planned>,
    limited_until: HashMap<String, Instant>,
}

impl Faults {
    /// Lets the next calls with this method and this in their path fail.
    pub fn plan(&mut self, method: &str, path: &str, fault: Fault, times: usize) {
        self.planned.push(Planned { method: method.to_owned(), path: path.to_owned(), fault, times });
    }

    /// How long this call is kept waiting, if that is planned.
    pub fn hold(&mut self, method: &str, path: &str) -> Option<Duration> {
        match self.take(method, path, |fault| matches!(fault, Fault::Slow(_))) {
            Some(Fault::Slow(time)) => Some(time),
            _ => None,
        }
    }

    /// The failure that is planned for this call, if any.
    pub fn next(&mut self, method: &str, path: &str) -> Option<Failure> {
        match self.take(method, path, |fault| !matches!(fault, Fault::Slow(_) | Fault::Lost { .. }))? {
            Fault::Broken(status) => Some(Failure { status, headers: Vec::new(), body: None }),
            Fault::RateLimited { retry_after, global } => {
                self.limited_until.insert(format!("{method} {path}"), Instant::now() + retry_after);
                Some(rate_limited(retry_after, global))
            }
            Fault::Refused(status, code) => Some(Failure {
                status,
                headers: Vec::new(),
                body: Some(json!({ "message": "Refused", "code": code })),
            }),
            Fault::Slow(_) | Fault::Lost { .. } => None,
        }
    }

    /// Whether the connection is to be lost before this call's answer, and whether the call is done then.
    pub fn lost(&mut self, method: &str, path: &str) -> Option<bool> {
        match self.take(method, path, |fault| matches!(fault, Fault::Lost { .. })) {
            Some(Fault::Lost { done }) => Some(done),
            _ => None,
        }
    }

    fn take(&mut self, method: &str, path: &str, wanted: impl Fn(Fault) -> bool) -> Option<Fault> {
        let mut planned = self.planned.iter_mut();
        let plan = planned.find(|plan| {
            plan.times > 0 && plan.method == method && path.contains(&plan.path) && wanted(plan.fault)
        })?;
        plan.times -= 1;
        Some(plan.fault)
    }

    /// What is wrong with calling now: nothing, or that a wait was not kept.
    pub fn impatience(&self, method: &str, path: &str) -> Option<String> {
        let call = format!("{method} {path}");
        let until = self.limited_until.get(&call)?;
        let early = until.saturating_duration_since(Instant::now());
        (early > TOLERANCE).then(|| format!("{call} came {early:?} before Retry-After had passed"))
    }
}

fn rate_limited(retry_after: Duration, global: bool) -> Failure {
    let seconds = retry_after.as_secs_f64();
    let mut headers = vec![
        // The header holds whole seconds; the body is exact.
        ("retry-after", format!("{}", seconds.ceil())),
        ("x-ratelimit-scope", if global { "global" } else { "user" }.to_owned()),
    ];
    if global {
        headers.push(("x-ratelimit-global", "true".to_owned()));
    } else {
        headers.push(("x-ratelimit-limit", "1".to_owned()));
        headers.push(("x-ratelimit-remaining", "0".to_owned()));
        headers.push(("x-ratelimit-reset-after", format!("{seconds:.3}")));
        headers.push(("x-ratelimit-bucket", "abcd1234".to_owned()));
    }
    let body = json!({ "message": "You are being rate limited.", "retry_after": seconds, "global": global });
    Failure { status: 429, headers, body: Some(body) }
}
