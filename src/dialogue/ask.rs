//! A plain question: understood, ranked, and answered, asked back or declined.

use super::answer::{Answer, Content, Refusal};
use super::asked::Asked;
use super::by_names::by_names;
use super::candidate::{Candidate, candidates, is_own, kind};
use super::confidence::of_told;
use super::context::Context;
use super::nothing::{declined, misdirected, no_agreement, nothing, nothing_for, which_party};
use super::quotes::by_person;
use super::record::by_record;
use super::sure::{IN_ITS_WORDS, is_sure};
use super::{follow_up, party, respond};
use crate::knowledge::{Fact, Period};
use crate::language::meaning::{Kind, Meaning};
use crate::language::reading::Reading;
use crate::retrieval::corpus::{Corpus, Found};

/// Answers a plain question within a conversation; gives what it was understood as, too.
pub(super) fn ask(text: &str, context: &Context, corpus: &Corpus) -> (Answer, Reading) {
    let mut reading = corpus.read(text);
    if reading.tokens.is_empty() {
        return (Answer::new(Content::Refused(Refusal::Empty), 1.0), reading);
    }
    let mut answer = follow_up::answer(&mut reading, context, corpus);
    if answer.corrections.is_empty() {
        answer.corrections.clone_from(&reading.corrections);
    }
    (answer, reading)
}

/// What decided an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is asked in the very words of one of a fact's questions.
    Words,
    /// It has words of an opinion, a prediction, an instruction.
    Declined,
    /// It names a country without an agreement.
    Country,
    /// It asks what the home country gives, or what another gets.
    Direction,
    /// It asks what a person said.
    Quotes,
    /// It says nothing but names and topics.
    Names,
    /// It asks for a list, for a time.
    List,
    /// It asks for the agreement's record.
    Record,
    /// The best candidate.
    Ranking,
    /// The best candidate is for another time.
    Time,
    /// Several parties have candidates as good.
    Party,
    /// No candidate is sure enough.
    Unsure,
}

/// Looks for an answer of its own.
type Answers = fn(&Asked<'_>) -> Option<Answer>;

/// Steps that come before candidates are weighed, in their order.
const STEPS: [(Answers, Step); 8] = [
    (in_its_words, Step::Words),
    (declined, Step::Declined),
    (no_agreement, Step::Country),
    (misdirected, Step::Direction),
    (by_person, Step::Quotes),
    (by_names, Step::Names),
    (timed_shortcut, Step::List),
    (by_record, Step::Record),
];

/// Answers a question that leaves nothing out.
pub(super) fn answer(reading: &Reading, corpus: &Corpus) -> Answer {
    decide(reading, corpus).0
}

/// Answers a question that leaves nothing out, and tells what decided.
#[must_use]
pub fn decide(reading: &Reading, corpus: &Corpus) -> (Answer, Step) {
    if let Some(of_party) = leader_for_party(reading, corpus) {
        return decide(&of_party, corpus);
    }
    let asked = Asked::new(reading, corpus);
    let by_step = STEPS.into_iter().find_map(|(step, name)| Some((step(&asked)?, name)));
    by_step.unwrap_or_else(|| by_ranking(&asked))
}

/// The best candidate, where it is sure enough, for the time and of one party.
fn by_ranking(asked: &Asked<'_>) -> (Answer, Step) {
    let (reading, corpus) = (asked.reading, asked.corpus);
    let candidates = &asked.candidates;
    let Some(best) = candidates.first().filter(|best| is_sure(best, reading, corpus)) else {
        return (nothing(reading, candidates, corpus), Step::Unsure);
    };
    if let Some(period) = reading.periods.first()
        && misses_time(best, *period, reading, corpus)
    {
        return (nothing_for(*period, reading, candidates, corpus), Step::Time);
    }
    match best.found {
        Found::Shortcut(command) => (respond::answer(&shortcut(command, reading), corpus), Step::Ranking),
        Found::Fact(fact) => match which_party(reading, fact, candidates, corpus) {
            Some(answer) => (answer, Step::Party),
            None => (told_by(fact, best), Step::Ranking),
        },
    }
}

/// A question in the very words of one of a fact's own, of the party named: what curators wrote down for it.
fn in_its_words(asked: &Asked<'_>) -> Option<Answer> {
    let (reading, corpus) = (asked.reading, asked.corpus);
    let is_meant = |one: &&Candidate<'_>| {
        let own = |fact: &Fact| {
            fact.party.is_none() || !reading.parties.is_empty() && is_own(fact, reading, corpus)
        };
        one.hit.verbatim && one.fact().is_some_and(|fact| fact.is_current() && own(fact))
    };
    let best = asked.candidates.iter().find(is_meant)?;
    let other_time =
        reading.periods.first().is_some_and(|period| misses_time(best, *period, reading, corpus));
    best.fact().filter(|_| !other_time).map(|fact| told_by(fact, best))
}

/// Whether a time is named that the best candidate says nothing of: its sum is for another, or it never mentions the year.
fn misses_time(best: &Candidate<'_>, period: Period, reading: &Reading, corpus: &Corpus) -> bool {
    let Some(fact) = best.fact() else { return false };
    if party::is_for(fact, period) {
        return false;
    }
    if kind(reading) == Kind::HowMuch && fact.money().is_some() {
        return true;
    }
    let years = reading.tokens.iter().filter(|token| token.is_year());
    best.hit.likeness < IN_ITS_WORDS
        && years.into_iter().any(|year| !corpus.index.has_word(best.hit.entry, year))
}

/// "How much did Rutte promise?" asks for what the party promised that he spoke for.
fn leader_for_party(reading: &Reading, corpus: &Corpus) -> Option<Reading> {
    let is_aid =
        corpus.topics(reading).iter().any(|topic| corpus.knowledge.within_topic(&topic.id, party::AID));
    let [person] = reading.people.as_slice() else { return None };
    if !reading.parties.is_empty() || !(is_aid || kind(reading) == Kind::HowMuch) {
        return None;
    }
    let party = corpus.index.party_of(*person)?;
    let mut reading = reading.clone();
    reading.people.clear();
    reading.parties.push(party);
    reading.tokens.retain(|token| !token.means(Meaning::Person(*person)));
    Some(reading)
}

pub(super) fn told(fact: &Fact, confidence: f32) -> Answer {
    Answer::new(Content::Facts { facts: vec![fact.id.clone()] }, confidence)
}

/// A candidate's fact, as sure as what is told is right.
pub(super) fn told_by(fact: &Fact, candidate: &Candidate<'_>) -> Answer {
    told(fact, of_told(candidate.confidence))
}

/// "Which countries signed in May 2024?": the list for a time, where the rest of the question asks for the list.
fn timed_shortcut(asked: &Asked<'_>) -> Option<Answer> {
    let (reading, corpus) = (asked.reading, asked.corpus);
    if reading.periods.is_empty() || !reading.parties.is_empty() || !reading.people.is_empty() {
        return None;
    }
    let mut timeless = reading.clone();
    timeless.tokens.retain(|token| !token.is_time());
    let best = candidates(&timeless, corpus).into_iter().next()?;
    match best.found {
        Found::Shortcut(command) if is_sure(&best, &timeless, corpus) => {
            Some(respond::answer(&shortcut(command, reading), corpus))
        }
        _ => None,
    }
}

/// A shortcut's command, with the time that was named.
fn shortcut(command: &str, reading: &Reading) -> String {
    match reading.periods.first() {
        Some(period) if command == "/signatories" || command == "/timeline" => {
            format!("{command} since:{period} until:{period}")
        }
        _ => command.to_owned(),
    }
}
