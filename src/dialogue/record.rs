//! What the file holds of one party, of all agreements, of a topic: the answers that commands give, and which plain
//! questions may propose.

use jiff::civil::Date;

use super::answer::{Answer, Content, ListOf, Range, Row, RowOf, Unclear, Unknown};
use super::suggestion as suggest;
use crate::knowledge::{Aspect, Fact, Period, PersonAt, Value};
use crate::retrieval::corpus::Corpus;

/// The topic under which all kinds of aid stand.
pub(super) const AID: &str = "aid";
const PRIORITIES: &str = "priorities";
/// Parties that are compared at most.
const MOST_COMPARED: usize = 3;

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
    Answer::new(Content::Signatories { agreements, range, by_name, place: None }, 1.0)
}

/// Dated facts in order, of one party and on one topic where those are given.
pub(super) fn timeline(range: Range, party: Option<&str>, topic: Option<&str>, corpus: &Corpus) -> Answer {
    let knowledge = &corpus.knowledge;
    let fits = |fact: &&Fact| {
        fact.is_current()
            && party.is_none_or(|party| fact.party.as_deref() == Some(party))
            && topic.is_none_or(|topic| fact.topics().any(|own| knowledge.within_topic(own, topic)))
    };
    let mut dated: Vec<(Date, &Fact)> = knowledge
        .facts
        .iter()
        .filter(fits)
        .filter_map(|fact| match fact.value {
            Some(Value::Date(day)) if range.holds(day) => Some((day, fact)),
            _ => None,
        })
        .collect();
    dated.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    let facts: Vec<String> = dated.into_iter().map(|(_, fact)| fact.id.clone()).collect();
    if facts.is_empty() {
        let of = party.and_then(|party| knowledge.party(party)).map(|party| party.in_sentence.clone());
        let name = topic.and_then(|topic| knowledge.topic(topic)).map(|topic| topic.name.clone());
        let unknown = match (range.since.or(range.until), of, name) {
            (None, Some(party), Some(topic)) => Unknown::NothingOnTopic { party, topic },
            (Some(period), party, _) => Unknown::NothingForPeriod { party, period },
            (None, party, topic) => Unknown::Nothing { party, about: topic.into_iter().collect() },
        };
        return Answer::new(Content::Unknown(unknown), 0.0);
    }
    let (party, topic) = (party.map(str::to_owned), topic.map(str::to_owned));
    Answer::new(Content::FactList { about: ListOf::Timeline { range, party, topic }, facts }, 1.0)
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

/// What a person is quoted with, or that there is nothing.
pub(super) fn quotes(person: PersonAt, corpus: &Corpus) -> Answer {
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

/// What a party committed: its aid facts, the headline first.
///
/// The headline is the first fact on aid in the party's file that names a sum; a curator puts it there.
pub(super) fn aid(party: &str, period: Option<Period>, corpus: &Corpus) -> Answer {
    let mut facts = aid_facts(party, corpus);
    if let Some(period) = period {
        facts.retain(|fact| is_for(fact, period));
        facts.sort_by_key(|fact| fits_time(fact, period, corpus));
    }
    // A fact that a newer one replaces is told only where its own time is asked for.
    if period.is_none() || facts.iter().any(|fact| fact.is_current()) {
        facts.retain(|fact| fact.is_current());
    }
    if facts.is_empty() {
        let name = corpus.knowledge.party(party).map(|party| party.in_sentence.clone());
        let unknown = match period {
            Some(period) => Unknown::NothingForPeriod { party: name, period },
            None => Unknown::NothingOnTopic { party: name.unwrap_or_default(), topic: AID.to_owned() },
        };
        let suggestions = suggest::of_party(party, &[], corpus);
        return Answer { suggestions, ..Answer::new(Content::Unknown(unknown), 0.0) };
    }
    let facts = facts.into_iter().map(|fact| fact.id.clone()).collect();
    Answer::new(Content::FactList { about: ListOf::Aid { party: party.to_owned(), period }, facts }, 1.0)
}

/// All facts on aid of a party: its headline, which the file has first, then those with a sum, else in the file's order.
pub(super) fn aid_facts<'a>(party: &str, corpus: &'a Corpus) -> Vec<&'a Fact> {
    let knowledge = &corpus.knowledge;
    let mut facts = corpus.facts_on(party, AID);
    let headline = facts.next();
    let (with_sum, without): (Vec<&Fact>, Vec<&Fact>) = facts.partition(|fact| fact.money().is_some());
    // Facts whose own topic is aid come before those that only touch it.
    let (mut own, touching): (Vec<&Fact>, Vec<&Fact>) =
        with_sum.into_iter().partition(|fact| knowledge.within_topic(&fact.topic, AID));
    own.extend(touching);
    own.extend(without);
    headline.into_iter().chain(own).collect()
}

/// How well an aid fact answers for a time, the least first: for that very time, within it, spanning it narrowly; then
/// military or all aid before other kinds, aid itself before one use of it.
pub(super) fn fits_time(fact: &Fact, period: Period, corpus: &Corpus) -> (u8, i32, bool, bool) {
    let days = |period: Period| period.last.since(period.first).map_or(i32::MAX, |span| span.get_days());
    let money = fact.money();
    let (rank, span) = match money.and_then(|money| money.period) {
        Some(own) if own == period => (0, 0),
        Some(own) if period.contains(&own) => (1, 0),
        Some(own) => (2, days(own)),
        None => (3, 0),
    };
    let partial =
        money.is_some_and(|money| !matches!(money.covers.as_deref(), None | Some("military" | "total")));
    let touches = !corpus.knowledge.within_topic(&fact.topic, AID);
    (rank, span, partial, touches)
}

/// Whether a fact is about this time: its sum's period, else the day it is known for.
pub(super) fn is_for(fact: &Fact, period: Period) -> bool {
    match fact.money().and_then(|money| money.period) {
        Some(own) => own.overlaps(&period),
        None => period.overlaps(&Period::day(fact.as_of)),
    }
}

/// The card of a party's agreement.
pub(super) fn card(party: &str, corpus: &Corpus) -> Answer {
    let knowledge = &corpus.knowledge;
    let mut agreements = knowledge.agreements_of(party);
    let Some(agreement) = agreements.next() else {
        let name = knowledge.party_name(party);
        return Answer::new(Content::Unknown(Unknown::NoAgreement { country: name.to_owned() }), 0.0);
    };
    let headline = aid_facts(party, corpus).into_iter().find(|fact| fact.is_current());
    let priorities =
        corpus.facts_on(party, PRIORITIES).find(|fact| fact.is_current() && fact.topic == PRIORITIES);
    let facts = headline.into_iter().chain(priorities).map(|fact| fact.id.clone());
    let facts: Vec<String> = facts.fold(Vec::new(), |mut facts, id| {
        if !facts.contains(&id) {
            facts.push(id);
        }
        facts
    });
    let others = agreements.map(|agreement| agreement.id.clone()).collect();
    Answer::new(Content::Card { agreement: agreement.id.clone(), facts, others }, 1.0)
}

/// The fact that tells one aspect of a party's first agreement.
pub(super) fn aspect<'a>(party: &str, aspect: Aspect, corpus: &'a Corpus) -> Option<&'a Fact> {
    let agreement = corpus.knowledge.agreements_of(party).next()?;
    corpus.knowledge.fact(&format!("{}.{}", agreement.id, aspect.name()))
}

/// Puts parties side by side, on the topics given or on what every agreement has.
pub(super) fn compare(parties: &[String], topics: &[String], corpus: &Corpus) -> Answer {
    let mut ids: Vec<String> = Vec::new();
    for party in parties {
        if !ids.contains(party) {
            ids.push(party.clone());
        }
    }
    ids.truncate(MOST_COMPARED);
    if let [only] = ids.as_slice() {
        let others = corpus.knowledge.parties.iter().filter(|party| party.id != *only).take(4);
        let suggestions = others.map(|other| suggest::comparison(only, &other.id, corpus)).collect();
        return Answer { suggestions, ..Answer::new(Content::DidYouMean(Unclear::Party), 0.3) };
    }
    let of = if topics.is_empty() {
        vec![RowOf::Signing, RowOf::Duration, RowOf::Aid]
    } else {
        let row = |topic: &String| if topic == AID { RowOf::Aid } else { RowOf::Topic(topic.clone()) };
        topics.iter().map(row).collect()
    };
    let row = |of: RowOf| Row { cells: ids.iter().map(|id| cell(id, &of, corpus)).collect(), of };
    let mut rows: Vec<Row> = of.into_iter().map(row).collect();
    if topics.is_empty() {
        rows.retain(|row| row.cells.iter().any(Option::is_some));
    }
    Answer::new(Content::Comparison { parties: ids, rows }, 1.0)
}

fn cell(id: &str, of: &RowOf, corpus: &Corpus) -> Option<String> {
    let current = |fact: &&Fact| fact.is_current();
    let fact = match of {
        RowOf::Signing => aspect(id, Aspect::Signing, corpus),
        RowOf::Duration => aspect(id, Aspect::Duration, corpus),
        RowOf::Aid => aid_facts(id, corpus).into_iter().find(current),
        RowOf::Topic(topic) => {
            let own = corpus.facts_on(id, topic).filter(current).find(|fact| fact.topic == *topic);
            own.or_else(|| corpus.facts_on(id, topic).find(current))
        }
    };
    fact.map(|fact| fact.id.clone())
}
