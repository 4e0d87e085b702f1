//! Answers about one party: which one is meant, its aid, its agreement's card.

use super::answer::{Answer, Content, ListOf, Unclear, Unknown};
use super::suggest;
use crate::knowledge::{Aspect, Fact, Period};
use crate::language::reading::Reading;
use crate::retrieval::corpus::Corpus;

/// The topic under which all kinds of aid stand.
pub(super) const AID: &str = "aid";
const PRIORITIES: &str = "priorities";

/// Id of the party that a text names, or the answer that says why it names none.
pub(super) fn resolve(text: &str, reading: &Reading, corpus: &Corpus) -> Result<String, Box<Answer>> {
    if let Some(party) = corpus.knowledge.party(text.trim()) {
        return Ok(party.id.clone());
    }
    let parties = corpus.parties(reading);
    match parties.as_slice() {
        [party] => return Ok(party.id.clone()),
        [] => {}
        several => {
            let suggestions = several.iter().map(|party| suggest::agreement(party)).collect();
            return Err(Box::new(Answer {
                suggestions,
                ..Answer::new(Content::DidYouMean(Unclear::Party), 0.4)
            }));
        }
    }
    // In a field for a party, a code that is a common word elsewhere ("no", "is") means the country.
    let by_code = corpus
        .knowledge
        .parties
        .iter()
        .find(|party| party.code.as_deref().is_some_and(|code| code.eq_ignore_ascii_case(text.trim())));
    if let Some(party) = by_code {
        return Ok(party.id.clone());
    }
    if let [person, ..] = reading.people.as_slice()
        && let Some(party) = &corpus.knowledge.people[*person].party
    {
        return Ok(party.clone());
    }
    let unknown = match corpus.countries(reading).first() {
        Some(country) => Unknown::NoAgreement { country: country.name.clone() },
        None => Unknown::NoParty { typed: text.to_owned() },
    };
    let suggestions = suggest::parties_like(text, corpus);
    Err(Box::new(Answer { suggestions, ..Answer::new(Content::Unknown(unknown), 0.0) }))
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
    Answer::new(Content::FactList { about: ListOf::Aid { party: party.to_owned() }, facts }, 1.0)
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
        let name = knowledge.party(party).map_or(party, |party| party.name.as_str());
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
