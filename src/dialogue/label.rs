//! Labelled questions: what was typed, and what would have been right.

use serde::Deserialize;

use super::answer::{Answer, Content, Kind};
use crate::knowledge::Knowledge;

/// One labelled question, as a line of `training/` has it.
#[derive(Debug, Clone, Deserialize)]
pub struct Label {
    /// What was typed.
    pub text: String,
    /// Ids of the facts of which the first told should be one; empty where none answers.
    #[serde(default)]
    pub answers: Vec<String>,
    /// Ids of facts that come close without answering.
    #[serde(default)]
    pub nearest: Vec<String>,
    /// What the records answer where no single fact does.
    #[serde(default)]
    pub computed: Option<Computed>,
    /// Lines of the same conversation are its turns, in order.
    #[serde(default)]
    pub conversation: Option<String>,
}

/// What the records answer.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Computed {
    /// What is asked of them; `chat` for what asks nothing.
    pub ask: String,
    /// Names, dates and numbers that have to be told.
    pub says: Vec<String>,
}

impl Label {
    /// In which half of the questions it is, 0 or 1: all that a fact answers are in one. `models/lessons.py` halves them
    /// alike, so that the judge is fitted to questions that its encoder was not taught.
    #[must_use]
    pub fn half(&self, knowledge: &Knowledge) -> usize {
        let on_file = |id: &&String| knowledge.fact(id).is_some_and(|fact| fact.aspect.is_none());
        let mut ids = self.answers.iter().filter(on_file).chain(self.nearest.iter().filter(on_file));
        usize::from(crc32fast::hash(ids.next().unwrap_or(&self.text).as_bytes()) % 2 == 1)
    }

    /// Whether nothing on file answers.
    #[must_use]
    pub fn is_unanswerable(&self) -> bool {
        self.answers.is_empty() && self.computed.is_none()
    }

    /// Whether an answer is right: its first fact is among those that answer, or it tells what the records say. `said` is
    /// its text.
    #[must_use]
    pub fn is_met_by(&self, content: &Content, said: impl FnOnce() -> String, knowledge: &Knowledge) -> bool {
        let answer = Answer::new(content.clone(), 0.0);
        let first = answer.facts().first().copied().unwrap_or_default();
        let record = |id: &str| id.split('.').next().unwrap_or_default().to_owned();
        let is_record = |id: &str| knowledge.agreement(&record(id)).is_some();
        // An id of a record without an aspect means any of it.
        let meets = |id: &String| *id == first || !id.contains('.') && is_record(id) && record(first) == *id;
        if self.answers.iter().any(meets) {
            return !matches!(content, Content::Nearest { .. });
        }
        let Some(computed) = &self.computed else { return false };
        if computed.ask == "chat" {
            return answer.kind() == Kind::Chat;
        }
        if matches!(content, Content::Chat(_) | Content::Card { .. }) || computed.says.is_empty() {
            return false;
        }
        let said = said().to_lowercase();
        computed.says.iter().all(|must| said.contains(&must.to_lowercase()))
    }
}
