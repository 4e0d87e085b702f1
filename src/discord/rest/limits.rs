//! The waits that Discord asks for, by route, so that none is called into.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use reqwest::header::HeaderMap;
use serde_json::Value;

/// The wait after a 429 that does not say how long: most of Discord's limits are counted by the second.
const UNTOLD: Duration = Duration::from_secs(1);
/// The longest wait that is believed; Discord's longest is that of an hour's quota.
const LONGEST: Duration = Duration::from_hours(1);

/// What a route is limited by: calls of the same kind on the same channel, server or interaction.
pub fn route(method: &str, path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let major = match parts.as_slice() {
        ["channels", _, "messages", _, ..] => 3,
        _ => parts.len(),
    };
    format!("{method} {}", parts[..major].join("/"))
}

/// What an answer says of limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// How long to wait; none where there is something left.
    pub wait: Duration,
    /// Whether every route has to wait.
    pub everywhere: bool,
}

/// What the headers of an answer say.
pub fn asked(headers: &HeaderMap) -> Asked {
    let number =
        |name: &str| headers.get(name).and_then(|value| value.to_str().ok()?.trim().parse::<f64>().ok());
    let spent = number("x-ratelimit-remaining") == Some(0.0);
    let after = number("x-ratelimit-reset-after").filter(|_| spent);
    let wait = number("retry-after").or(after).map(seconds).unwrap_or_default();
    Asked { wait, everywhere: headers.contains_key("x-ratelimit-global") }
}

impl Asked {
    /// The same with what the body of a refusal says, which is exact where the header has whole seconds.
    pub fn told(self, status: u16, body: &Value) -> Self {
        if status != 429 {
            return self;
        }
        let exact = body["retry_after"].as_f64().map(seconds);
        let wait = exact.unwrap_or(if self.wait.is_zero() { UNTOLD } else { self.wait });
        Self { wait, everywhere: self.everywhere || body["global"] == Value::Bool(true) }
    }
}

fn seconds(told: f64) -> Duration {
    Duration::try_from_secs_f64(told).unwrap_or_default().min(LONGEST)
}

/// The waits asked for and not over.
#[derive(Debug, Default)]
pub struct Limits {
    routes: HashMap<String, Instant>,
    everywhere: Option<Instant>,
}

impl Limits {
    /// How long a route still has to wait.
    pub fn wait(&self, route: &str, now: Instant) -> Option<Duration> {
        let until = self.routes.get(route).copied();
        // The callbacks of interactions do not count against the limit of the whole bot.
        let everywhere = self.everywhere.filter(|_| !route.contains("interactions/"));
        let until = until.max(everywhere)?;
        Some(until.saturating_duration_since(now)).filter(|left| !left.is_zero())
    }

    /// Keeps what an answer of a route asked for.
    pub fn keep(&mut self, route: &str, asked: &Asked, now: Instant) {
        if asked.wait.is_zero() {
            return;
        }
        // Each interaction is a route of its own, so what is over has to go.
        self.routes.retain(|_, until| *until > now);
        if asked.everywhere {
            self.everywhere = Some(now + asked.wait);
        } else {
            self.routes.insert(route.to_owned(), now + asked.wait);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn headers(given: &[(&'static str, &'static str)]) -> HeaderMap {
        given
            .iter()
            .map(|(name, value)| {
                (reqwest::header::HeaderName::from_static(name), value.parse().expect("a header's value"))
            })
            .collect()
    }

    #[test]
    fn the_body_is_exact_and_the_header_counts_without_it() {
        let header = asked(&headers(&[("retry-after", "10")]));
        assert_eq!(header.told(429, &Value::Null).wait, Duration::from_secs(10));
        let body = header.told(429, &json!({ "retry_after": 9.5, "global": true }));
        assert_eq!((body.wait, body.everywhere), (Duration::from_millis(9_500), true));
        assert_eq!(Asked::default().told(429, &Value::Null).wait, UNTOLD);
        for odd in ["-1", "NaN", "inf", "soon"] {
            assert_eq!(asked(&headers(&[("retry-after", odd)])).wait, Duration::ZERO, "{odd}");
        }
    }

    #[test]
    fn a_route_waits_alone_and_all_wait_for_a_global_limit() {
        let (mut limits, now) = (Limits::default(), Instant::now());
        let post = route("POST", "/channels/5/messages");
        let spent = asked(&headers(&[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset-after", "2.5")]));
        limits.keep(&post, &spent, now);
        assert_eq!(limits.wait(&post, now), Some(Duration::from_millis(2_500)));
        assert_eq!(limits.wait(&route("POST", "/channels/6/messages"), now), None);
        assert_eq!(limits.wait(&post, now + Duration::from_secs(3)), None);
        limits.keep(&post, &Asked { wait: Duration::from_secs(1), everywhere: true }, now);
        assert!(limits.wait(&route("GET", "/gateway/bot"), now).is_some());
        assert_eq!(limits.wait(&route("POST", "/interactions/1/token/callback"), now), None);
    }
}
