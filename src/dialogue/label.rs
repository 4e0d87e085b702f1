//! Labelled questions: what was typed, and what would have been right.

use serde::Deserialize;

use super::answer::{Answer, Content, Kind, ListOf};
use crate::knowledge::{Knowledge, Party, day};
use crate::words::Words;

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
    /// its text. A question that `is_wide` asks for what there is, see [`Evidence::is_wide`]: an overview that has one of the facts
    /// is as right as the fact.
    ///
    /// [`Evidence::is_wide`]: super::evidence::Evidence::is_wide
    #[must_use]
    pub fn is_met_by(
        &self,
        content: &Content,
        is_wide: bool,
        said: impl FnOnce() -> String,
        knowledge: &Knowledge,
    ) -> bool {
        let answer = Answer::new(content.clone(), 0.0);
        let first = answer.facts().first().copied().unwrap_or_default();
        let record = |id: &str| id.split('.').next().unwrap_or_default().to_owned();
        let is_record = |id: &str| knowledge.agreement(&record(id)).is_some();
        // An id of a record without an aspect means any of it.
        let meets = |id: &String| *id == first || !id.contains('.') && is_record(id) && record(first) == *id;
        if self.answers.iter().any(meets) {
            return !matches!(content, Content::Nearest { .. });
        }
        if let (
            true,
            Content::FactList { about: ListOf::Aid { .. } | ListOf::Topic { party: Some(_), .. }, facts },
        ) = (is_wide, content)
        {
            return self.answers.iter().any(|id| facts.contains(id));
        }
        let Some(computed) = &self.computed else { return false };
        if computed.ask == "chat" {
            return answer.kind() == Kind::Chat;
        }
        if matches!(content, Content::Chat(_) | Content::Card { .. }) || computed.says.is_empty() {
            return false;
        }
        if let Content::Signatories { agreements, .. } = content
            && let Some(right) = computed.is_met_by_list(agreements, knowledge)
        {
            return right;
        }
        let said = said().to_lowercase();
        let says = |text: &str| said.contains(&text.to_lowercase());
        // A list has the day of signing in brief.
        let in_brief = |must: &str| {
            let mut days = knowledge.agreements.iter().map(|agreement| agreement.signed);
            days.find(|signed| day(*signed) == must)
                .is_some_and(|signed| says(&Words::ENGLISH.brief_day(signed)))
        };
        computed.says.iter().all(|must| says(must) || in_brief(must))
    }
}

/// What is asked of agreements that names parties, all that are to be told.
const OF_PARTIES: [&str; 9] =
    ["list", "signers", "same day", "first", "last", "nth", "next", "previous", "nth from last"];

impl Computed {
    /// Whether a list is the one asked for: of the parties that must be told and of no other, or of as many as must be told.
    /// `None` where what is asked for is something else of the list, which its text tells or not.
    fn is_met_by_list(&self, agreements: &[String], knowledge: &Knowledge) -> Option<bool> {
        let is_told = |party: &Party| self.says.contains(&party.name);
        let told = knowledge.parties.iter().filter(|party| is_told(party)).count();
        let listed = agreements.iter().filter_map(|id| knowledge.party(&knowledge.agreement(id)?.party));
        match self.ask.as_str() {
            "count" => {
                let number: usize = self.says.first()?.split(' ').next()?.parse().ok()?;
                Some(agreements.len() == number)
            }
            ask if OF_PARTIES.contains(&ask) && told > 0 => {
                // "Who else on the day of Italy?" is answered with Italy in the list.
                let others = listed.into_iter().filter(|party| !is_told(party)).count();
                Some(agreements.len() == told + others && others <= usize::from(self.ask == "list"))
            }
            _ => None,
        }
    }
}
