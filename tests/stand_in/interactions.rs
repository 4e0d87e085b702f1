//! The life of an interaction: sent, answered once and in time, followed up with its token.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Discord's time for the first answer, following *Receiving and Responding, Interaction Callback*.
const IN_TIME: Duration = Duration::from_secs(3);

/// An interaction that was sent to the bot.
struct Sent {
    token: String,
    /// What kind of interaction, as a number.
    kind: u64,
    on_message: bool,
    at: Instant,
    answer: Option<Value>,
    /// Whether an acknowledgement was followed by what it announced.
    followed: bool,
    /// Whether the bot could not hear that its answer was taken.
    unheard: bool,
}

impl Sent {
    /// Whether it was acknowledged alone: the person sees that the bot is thinking.
    fn is_pending(&self) -> bool {
        let kind = self.answer.as_ref().and_then(|answer| answer["type"].as_u64());
        matches!(kind, Some(5 | 6)) && !self.followed
    }
}

/// All interactions that were sent.
#[derive(Default)]
pub struct Interactions(HashMap<String, Sent>);

/// Why Discord refuses an answer: HTTP status and error body, with what the test is told.
pub struct Refused {
    /// The HTTP status.
    pub status: u16,
    /// Discord's error body.
    pub body: Value,
    /// What the bot did wrong, where it did.
    pub violation: Option<String>,
}

impl Interactions {
    /// Notes that an interaction goes out now.
    pub fn sent(&mut self, interaction: &Value) {
        let text = |key: &str| interaction[key].as_str().unwrap_or_default().to_owned();
        let sent = Sent {
            token: text("token"),
            kind: interaction["type"].as_u64().unwrap_or_default(),
            on_message: interaction["message"].is_object(),
            at: Instant::now(),
            answer: None,
            followed: false,
            unheard: false,
        };
        self.0.insert(text("id"), sent);
    }

    /// Takes the first answer to an interaction.
    ///
    /// Refuses, as Discord does, one that is late, a second one, and one to an interaction that was never sent.
    pub fn answer(&mut self, id: &str, token: &str, body: &Value) -> Result<(), Refused> {
        let Some(sent) = self.0.get_mut(id).filter(|sent| sent.token == token) else {
            return Err(unknown(format!("answered interaction {id}, which was never sent")));
        };
        let took = sent.at.elapsed();
        if took > IN_TIME {
            return Err(unknown(format!(
                "answered interaction {id} after {took:?}; Discord waits {IN_TIME:?}"
            )));
        }
        if sent.answer.is_some() {
            return Err(Refused {
                status: 400,
                body: json!({ "message": "Interaction has already been acknowledged.", "code": 40060 }),
                violation: (!sent.unheard).then(|| format!("answered interaction {id} twice")),
            });
        }
        let violation = fits(sent.kind, sent.on_message, body["type"].as_u64().unwrap_or_default());
        sent.answer = Some(body.clone());
        violation.map_or(Ok(()), |violation| {
            Err(Refused {
                status: 400,
                body: json!({ "message": "Invalid Form Body", "code": 50035 }),
                violation: Some(format!("interaction {id}: {violation}")),
            })
        })
    }

    /// Whether a token is one of an interaction that was answered: only then can it be followed up.
    pub fn is_answered(&self, token: &str) -> bool {
        self.0.values().any(|sent| sent.token == token && sent.answer.is_some())
    }

    /// Whether a token is one of an interaction that was sent.
    pub fn is_sent(&self, token: &str) -> bool {
        self.0.values().any(|sent| sent.token == token)
    }

    /// Notes that the bot could not hear what was answered to its call of this path.
    pub fn unheard(&mut self, path: &str) {
        self.0.values_mut().filter(|sent| path.contains(&sent.token)).for_each(|sent| sent.unheard = true);
    }

    /// Notes that the first answer to the interaction with this token was changed.
    pub fn followed(&mut self, token: &str) {
        self.0.values_mut().filter(|sent| sent.token == token).for_each(|sent| sent.followed = true);
    }

    /// Forgets those that were not answered.
    pub fn forgive(&mut self) {
        self.0.retain(|_, sent| sent.answer.is_some() && !sent.is_pending());
    }

    /// Interactions that nothing answered, in words.
    pub fn unanswered(&self) -> Vec<String> {
        let left = self.0.iter().filter(|(_, sent)| sent.answer.is_none());
        let left = left.map(|(id, sent)| format!("interaction {id} (type {}) was never answered", sent.kind));
        let pending = self.0.iter().filter(|(_, sent)| sent.is_pending());
        left.chain(pending.map(|(id, _)| format!("interaction {id} was acknowledged, and left at that")))
            .collect()
    }
}

fn unknown(violation: String) -> Refused {
    Refused {
        status: 404,
        body: json!({ "message": "Unknown interaction", "code": 10062 }),
        violation: Some(violation),
    }
}

/// What is wrong with answering this kind of interaction with that kind of callback, following *Interaction Callback
/// Type*. Only moderation defers, and a change of a message only where there is one.
fn fits(interaction: u64, on_message: bool, callback: u64) -> Option<String> {
    let allowed: &[u64] = match (interaction, on_message) {
        (2, _) | (5, false) => &[4, 5, 9],
        (3, _) => &[4, 5, 6, 7, 9],
        (4, _) => &[8],
        (5, true) => &[4, 5, 6, 7],
        // A kind that did not exist when this was written: a message is all that can be said to it.
        _ => &[4],
    };
    let fits = allowed.contains(&callback) && !(interaction == 5 && callback == 9);
    (!fits).then(|| format!("type {interaction} was answered with callback type {callback}"))
}
