//! Lists: who has signed, what happened when, what is said on a topic.

use super::answer::{Answer, Content, ListOf, Range, Unknown};
use super::suggest;
use crate::knowledge::{Fact, Value};
use crate::retrieval::corpus::Corpus;
use jiff::civil::Date;

impl Range {
    /// Whether a day lies within.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.since.is_none_or(|since| day >= since.first) && self.until.is_none_or(|until| day <= until.last)
    }
}

/// The agreements of the series, by date or by name.
pub(super) fn signatories(by_name: bool, range: Range, corpus: &Corpus) -> Answer {
    let knowledge = &corpus.knowledge;
    let mut agreements: Vec<_> =
        knowledge.agreements.iter().filter(|a| a.counted && range.holds(a.signed)).collect();
    if by_name {
        agreements.sort_by_key(|agreement| knowledge.party(&agreement.party).map(|party| &party.name));
    }
    let agreements = agreements.into_iter().map(|agreement| agreement.id.clone()).collect();
    Answer::new(Content::Signatories { agreements, range, by_name }, 1.0)
}

/// Dated facts in order.
pub(super) fn timeline(range: Range, corpus: &Corpus) -> Answer {
    let mut dated: Vec<(Date, &Fact)> = corpus
        .knowledge
        .facts
        .iter()
        .filter(|fact| fact.is_current())
        .filter_map(|fact| match fact.value {
            Some(Value::Date(day)) if range.holds(day) => Some((day, fact)),
            _ => None,
        })
        .collect();
    dated.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    let facts: Vec<String> = dated.into_iter().map(|(_, fact)| fact.id.clone()).collect();
    if facts.is_empty() {
        if let Some(period) = range.since.or(range.until) {
            return Answer::new(Content::Unknown(Unknown::NothingForPeriod { party: None, period }), 0.0);
        }
        return Answer::new(Content::Unknown(Unknown::Nothing { party: None }), 0.0);
    }
    Answer::new(Content::FactList { about: ListOf::Timeline(range), facts }, 1.0)
}

/// What is said on a topic: by one party's facts, or by one fact of each party.
pub(super) fn topic(topic: &str, party: Option<&str>, corpus: &Corpus) -> Answer {
    let knowledge = &corpus.knowledge;
    let fits = |fact: &&Fact| {
        fact.is_current()
            && party.is_none_or(|party| fact.party.as_deref() == Some(party))
            && fact.topics().any(|own| knowledge.within_topic(own, topic))
    };
    let mut facts: Vec<&Fact> = knowledge.facts.iter().filter(fits).collect();
    // A fact whose own topic it is comes before one that only touches it; the file's order holds otherwise.
    facts.sort_by_key(|fact| fact.topic != topic);
    if party.is_none() {
        let mut seen = Vec::new();
        facts.retain(|fact| {
            let first = fact.party.is_none() || !seen.contains(&fact.party);
            seen.push(fact.party.clone());
            first
        });
    }
    if facts.is_empty() {
        let name = |id: &str| knowledge.topic(id).map_or(id.to_owned(), |topic| topic.name.clone());
        let unknown = match party.and_then(|party| knowledge.party(party)) {
            Some(party) => Unknown::NothingOnTopic { party: party.in_sentence.clone(), topic: name(topic) },
            None => Unknown::NoTopic { typed: name(topic) },
        };
        let suggestions = party.map(|party| suggest::of_party(party, &[], corpus)).unwrap_or_default();
        return Answer { suggestions, ..Answer::new(Content::Unknown(unknown), 0.0) };
    }
    let about = ListOf::Topic { topic: topic.to_owned(), party: party.map(str::to_owned) };
    let facts = facts.into_iter().map(|fact| fact.id.clone()).collect();
    Answer::new(Content::FactList { about, facts }, 1.0)
}

/// What a person, by position, is quoted with, or that there is nothing.
pub(super) fn quotes(person: usize, corpus: &Corpus) -> Answer {
    let person = &corpus.knowledge.people[person];
    let said = corpus.knowledge.facts.iter().filter(|fact| fact.speaker.as_ref() == Some(&person.id));
    let facts: Vec<String> = said.map(|fact| fact.id.clone()).collect();
    if facts.is_empty() {
        let unknown = Unknown::NoQuotes { person: person.name.clone() };
        let suggestions = suggest::people(corpus);
        return Answer { suggestions, ..Answer::new(Content::Unknown(unknown), 0.0) };
    }
    let about = ListOf::Quotes { person: person.id.clone() };
    Answer::new(Content::FactList { about, facts }, 1.0)
}
