//! Questions that consist of names and topics alone.

use super::answer::{Answer, Content};
use super::asked::Asked;
use super::candidate::{Candidate, kind};
use super::nothing::nothing_for;
use super::sure::is_sure;
use super::{ask, compare, list, party};
use crate::knowledge::{Fact, Role};
use crate::language::meaning::{Kind, Meaning};
use crate::language::reading::{Reading, Token};
use crate::retrieval::corpus::Corpus;
use crate::retrieval::hit::EXACTLY;
use crate::retrieval::query::CARRIES;

/// Words that carry the question, apart from names, topics, kinds and times.
pub(super) fn residue<'a>(reading: &'a Reading, corpus: &Corpus) -> Vec<&'a Token> {
    let carries = |token: &&Token| {
        !token.is_filler()
            && !token.is_place_name()
            && !token
                .meanings
                .iter()
                .any(|m| matches!(m, Meaning::Topic(_) | Meaning::Kind(_) | Meaning::Month(_)))
            && !token.text.starts_with(|c: char| c.is_ascii_digit())
            && corpus.index.weight(token) >= CARRIES
    };
    reading.tokens.iter().filter(carries).collect()
}

/// Questions that consist of names and topics alone.
pub(super) fn by_names(asked: &Asked<'_>) -> Option<Answer> {
    let (reading, corpus) = (asked.reading, asked.corpus);
    if !reading.countries.is_empty() {
        return None;
    }
    let knowledge = &corpus.knowledge;
    let parties: Vec<String> = corpus.parties(reading).into_iter().map(|party| party.id.clone()).collect();
    let topics: Vec<String> = corpus.topics(reading).into_iter().map(|topic| topic.id.clone()).collect();
    let compares = reading.kinds.contains(&Kind::Compare);
    let bare = residue(reading, corpus).is_empty() && reading.people.is_empty();
    let asks_reason = reading.kinds.iter().any(|kind| matches!(kind, Kind::Why | Kind::WhatIf));
    if parties.len() >= 2 && (compares || bare && !is_of_both(asked)) && !asks_reason {
        let topics: Vec<String> =
            topics.into_iter().filter(|topic| says_something(topic, &parties, corpus)).collect();
        let aid = reading.kinds.contains(&Kind::HowMuch) && topics.is_empty();
        let topics = if aid { vec![party::AID.to_owned()] } else { topics };
        return Some(compare::compare(&parties, &topics, corpus));
    }
    let asks_kind = reading.kinds.iter().any(|kind| *kind != Kind::Which);
    let asks_giver =
        reading.kinds.iter().all(|kind| matches!(kind, Kind::Which | Kind::Who)) && offers(reading, corpus);
    let is_aid = |topic: &String| knowledge.within_topic(topic, party::AID);
    match (parties.as_slice(), topics.as_slice()) {
        ([party], []) if names_only(reading, corpus) => Some(party::card(party, corpus)),
        // "What did Canada commit in its agreement?"
        ([party], [])
            if bare
                && (!asks_kind || kind(reading) == Kind::HowMuch)
                && offers(reading, corpus)
                && plainly_aid(reading, corpus) =>
        {
            headline(party, party::AID, asked)
        }
        // "aid nl", "aid nl 2024": the headline, or the sum for that time.
        ([party], [topic])
            if bare
                && topic == party::AID
                && (!asks_kind || kind(reading) == Kind::HowMuch)
                && plainly_aid(reading, corpus) =>
        {
            let period = reading.periods.first().copied();
            headline(party, topic, asked).or_else(|| Some(nothing_for(period?, reading, &[], corpus)))
        }
        // "Patriots", and "who gives Patriots?"
        ([], [topic])
            if bare && (!asks_kind || asks_giver) && !is_aid(topic) && reading.periods.is_empty() =>
        {
            // "What is a Patriot?" has an answer of its own.
            if has_own_answer(asked) {
                return None;
            }
            let answer = list::topic(topic, None, corpus);
            matches!(answer.content, Content::FactList { .. }).then_some(answer)
        }
        _ => None,
    }
}

/// Whether a question says nothing but names and "agreement": "the Dutch deal".
fn names_only(reading: &Reading, corpus: &Corpus) -> bool {
    let says_nothing = |token: &Token| {
        token.is_filler()
            || token.is_place_name()
            || token.means(Meaning::Kind(Kind::Which))
            || corpus.index.plays(token, Role::Agreement)
    };
    reading.tokens.iter().all(says_nothing) && reading.periods.is_empty()
}

/// Whether a question for a value that names several parties is all told by one fact of theirs: what Romania paid for
/// the Dutch F-16s needs no two columns.
fn is_of_both(asked: &Asked<'_>) -> bool {
    let (reading, corpus) = (asked.reading, asked.corpus);
    let names_all = |best: &Candidate<'_>| {
        let entry = &corpus.index.entries[best.hit.entry];
        let has =
            |party: &usize| entry.party == Some(*party) || entry.names.contains(&Meaning::Party(*party));
        entry.party.is_some() && reading.parties.iter().all(has)
    };
    reading.kinds.iter().any(|kind| kind.wants_value())
        && asked.best().is_some_and(|best| {
            names_all(best) && best.hit.coverage > EXACTLY && is_sure(best, reading, corpus)
        })
}

/// Whether a question is one of a fact's own.
fn has_own_answer(asked: &Asked<'_>) -> bool {
    let is_own =
        |best: &Candidate<'_>| best.hit.likeness > EXACTLY && is_sure(best, asked.reading, asked.corpus);
    asked.best().is_some_and(is_own)
}

/// Whether a question speaks of giving and agreements alone, and so of the headline: not of "per year" or "in all".
fn plainly_aid(reading: &Reading, corpus: &Corpus) -> bool {
    let is_plain = |token: &Token| {
        let names = |m: &Meaning| matches!(m, Meaning::Topic(_) | Meaning::Kind(_));
        token.is_filler()
            || token.is_place_name()
            || token.is_time()
            || token.meanings.iter().any(names)
            || corpus.index.is_subject(token)
            || corpus.index.plays(token, Role::Offer)
            || corpus.index.plays(token, Role::Sum)
    };
    reading.tokens.iter().all(is_plain)
}

/// Whether a question asks what a party offers: "what did they promise?"
fn offers(reading: &Reading, corpus: &Corpus) -> bool {
    reading.tokens.iter().any(|token| corpus.index.plays(token, Role::Offer))
}

fn says_something(topic: &str, parties: &[String], corpus: &Corpus) -> bool {
    let written = |party: &String| corpus.facts_on(party, topic).any(|fact| fact.aspect.is_none());
    parties.iter().any(written)
}

/// A party's headline sum, or the one for a time.
fn headline(party: &str, topic: &str, asked: &Asked<'_>) -> Option<Answer> {
    let (reading, corpus) = (asked.reading, asked.corpus);
    let knowledge = &corpus.knowledge;
    let of_topic = |fact: &&Fact| fact.topics().any(|own| knowledge.within_topic(own, topic));
    let mut facts = party::aid_facts(party, corpus).into_iter().filter(of_topic);
    let fact = match reading.periods.first().copied() {
        None => facts.find(|fact| fact.is_current()),
        Some(period) => {
            let mut fitting: Vec<&Fact> = facts.filter(|fact| party::is_for(fact, period)).collect();
            // Of several that fit the time alike, the one that the words fit best.
            let ranked = &asked.candidates;
            let place = |fact: &Fact| {
                let found = ranked.iter().position(|one| one.fact().is_some_and(|own| own.id == fact.id));
                found.unwrap_or(usize::MAX)
            };
            fitting.sort_by_cached_key(|fact| (party::fits_time(fact, period, corpus), place(fact)));
            fitting.iter().find(|fact| fact.is_current()).or(fitting.first()).copied()
        }
    };
    fact.map(|fact| ask::told(fact, 0.95))
}
