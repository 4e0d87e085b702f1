//! What a conversation has come to: a small value that travels with it.

use super::answer::{Answer, Content, ListOf, Range, RowOf};
use crate::knowledge::{Fact, Knowledge, Period, Value};
use crate::language::meaning::Kind;
use crate::language::reading::Reading;

/// Parties that are remembered at most.
const MOST: usize = 3;

/// What the next question may leave out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// Ids of the parties talked of; several after a comparison.
    pub parties: Vec<String>,
    /// Id of the topic.
    pub topic: Option<String>,
    /// The kind of question last asked.
    pub kind: Option<Kind>,
    /// The time talked of.
    pub period: Option<Period>,
    /// Id of the fact that answered, or of the first one shown.
    pub fact: Option<String>,
    /// What was shown.
    pub shown: Shown,
}

/// What kind of answer was shown: lists are made again from it when one of their items is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// Nothing yet.
    #[default]
    Nothing,
    /// One fact.
    Fact,
    /// A card.
    Card,
    /// A party's aid.
    Aid,
    /// A topic's facts.
    Topic,
    /// The list of agreements.
    Signatories(Range),
    /// Two or three side by side.
    Comparison,
    /// Another list.
    Other,
}

impl Context {
    /// The context after an answer. What was declined leaves the conversation where it was.
    #[must_use]
    pub fn after(self, answer: &Answer, reading: Option<&Reading>, knowledge: &Knowledge) -> Self {
        let facts = answer.facts();
        let first = facts.iter().find_map(|id| knowledge.fact(id));
        let kind = reading.and_then(|reading| reading.kinds().first().copied());
        let period = reading.and_then(|reading| reading.time().period());
        let of = |shown| Self {
            parties: first.and_then(|fact| fact.party.clone()).into_iter().collect(),
            topic: first.map(|fact| fact.topic.clone()),
            kind: kind.or_else(|| first.and_then(kind_of)),
            period: period.or_else(|| first.and_then(period_of)),
            fact: first.map(|fact| fact.id.clone()),
            shown,
        };
        let named = || {
            let parties = &reading.filter(|reading| !reading.parties().is_empty())?.parties();
            Some(parties.iter().map(|at| knowledge.parties[*at].id.clone()).collect())
        };
        match &answer.content {
            Content::Facts { .. } | Content::Office { .. } => {
                let next = of(Shown::Fact);
                if !next.parties.is_empty() {
                    return next;
                }
                // A fact that belongs to no party leaves the one asked for in mind; a question that was complete without
                // one has left it.
                Self { parties: named().unwrap_or_default(), ..next }
            }
            Content::FactList { about: ListOf::Aid { party, .. }, .. } => {
                let kind = Some(Kind::HowMuch);
                Self {
                    parties: vec![party.clone()],
                    topic: Some(super::record::AID.to_owned()),
                    kind,
                    ..of(Shown::Aid)
                }
            }
            Content::FactList { about: ListOf::Topic { topic, party }, .. } => Self {
                parties: party.iter().cloned().collect(),
                topic: Some(topic.clone()),
                kind: None,
                period: None,
                ..of(Shown::Topic)
            },
            Content::Signatories { range, .. }
            | Content::FactList { about: ListOf::Timeline { range, .. }, .. } => {
                Self { shown: Shown::Signatories(*range), ..Self::default() }
            }
            Content::FactList { .. } => Self { period: None, ..of(Shown::Other) },
            Content::Card { agreement, .. } => Self {
                parties: knowledge.agreement(agreement).map(|a| a.party.clone()).into_iter().collect(),
                topic: None,
                kind: None,
                period: None,
                fact: Some(agreement.clone()),
                shown: Shown::Card,
            },
            Content::Comparison { parties, rows } => Self {
                parties: parties.clone(),
                topic: rows.first().filter(|_| rows.len() == 1).map(|row| match &row.of {
                    RowOf::Topic(topic) => topic.clone(),
                    RowOf::Aid => super::record::AID.to_owned(),
                    RowOf::Signing => "signing".to_owned(),
                    RowOf::Duration => "duration".to_owned(),
                }),
                kind: None,
                period: None,
                ..of(Shown::Comparison)
            },
            Content::DidYouMean(_) if answer.nearest.is_some() => {
                let near = answer.nearest.as_ref().and_then(|id| knowledge.fact(id));
                Self {
                    parties: Vec::new(),
                    topic: near.map(|fact| fact.topic.clone()),
                    kind,
                    period,
                    fact: near.map(|fact| fact.id.clone()),
                    shown: Shown::Fact,
                }
            }
            Content::Sums { facts, .. } => Self {
                parties: facts.iter().filter_map(|id| knowledge.fact(id)?.party.clone()).take(MOST).collect(),
                kind: Some(Kind::HowMuch),
                ..of(Shown::Comparison)
            },
            // What is declined moves the conversation to what it named: "how many tanks did Malta send?", "and Poland?". The
            // nearest that is told first of all is talked of for want of anything else.
            Content::Unknown(_) | Content::Nearest { .. }
                if reading.is_some_and(names_something)
                    || self == Self::default() && matches!(answer.content, Content::Nearest { .. }) =>
            {
                let near = first.map(|fact| fact.id.clone()).or_else(|| answer.nearest.clone());
                moved(reading, near.as_deref(), named(), knowledge)
            }
            Content::Chat(_)
            | Content::Nearest { .. }
            | Content::Sources { .. }
            | Content::About
            | Content::Help
            | Content::DidYouMean(_)
            | Content::Unknown(_)
            | Content::Refused(_) => self,
        }
    }
}

/// Where a question that is declined moves the conversation: to what it named, and to what came near it.
fn moved(
    reading: Option<&Reading>,
    near: Option<&str>,
    parties: Option<Vec<String>>,
    knowledge: &Knowledge,
) -> Context {
    let near = near.and_then(|id| knowledge.fact(id));
    let topics = reading.map(Reading::topics).unwrap_or_default();
    let topic = topics.first().map(|at| knowledge.topics[*at].id.clone());
    Context {
        parties: parties.unwrap_or_default(),
        topic: topic.or_else(|| near.map(|fact| fact.topic.clone())),
        kind: reading.and_then(|reading| reading.kinds().first().copied()),
        period: reading.and_then(|reading| reading.time().period()),
        fact: near.map(|fact| fact.id.clone()),
        shown: Shown::Other,
    }
}

fn names_something(reading: &Reading) -> bool {
    !(reading.topics().is_empty() && reading.parties().is_empty())
}

/// The kind of question that a fact's value answers.
fn kind_of(fact: &Fact) -> Option<Kind> {
    Some(match fact.value.as_ref()? {
        Value::Money(_) => Kind::HowMuch,
        Value::Number { .. } => Kind::HowMany,
        Value::Date(_) => Kind::When,
        Value::Person(_) => Kind::Who,
        Value::Place(_) => Kind::Where,
        Value::Duration(_) => Kind::HowLong,
        Value::Answer(_) => return None,
    })
}

fn period_of(fact: &Fact) -> Option<Period> {
    fact.money().and_then(|money| money.period)
}
