//! Questions about an agreement's record, whatever they suppose: "was it signed in Rome?", "why does it run for only five
//! years?". The record itself answers.

use super::answer::{Answer, Content};
use super::asked::Asked;
use super::candidate::Candidate;
use super::context::Context;
use super::sure::{IN_ITS_WORDS, is_sure};
use super::{ask, party};
use crate::knowledge::{Aspect, Fact, Role};
use crate::language::meaning::{Kind, Meaning};
use crate::language::reading::{Reading, Token};
use crate::retrieval::corpus::Corpus;
use crate::retrieval::hit::EXACTLY;

/// How sure it is that the record answers a question that says nothing else.
const SURE: f32 = 0.95;

/// The fact of the record that a question asks for, where it says nothing but the party, the record's own words, and
/// names, numbers and times that it supposes.
pub(super) fn by_record(asked: &Asked<'_>) -> Option<Answer> {
    let (reading, corpus) = (asked.reading, asked.corpus);
    let [party] = corpus.parties(reading)[..] else { return None };
    let aspect = [Aspect::Duration, Aspect::Signing].into_iter().find(|aspect| {
        let says_only = |at: usize| {
            let token = &reading.tokens[at];
            says_nothing(token, corpus)
                || is_supposed(at, reading, corpus)
                || corpus.index.tells(*aspect, token)
        };
        asks_for(*aspect, reading, corpus) && (0..reading.tokens.len()).all(says_only)
    })?;
    let counts = reading.tokens.iter().any(|token| token.is_time() && !token.is_year());
    if counts && corpus.knowledge.agreements_of(&party.id).nth(1).is_some() {
        // "The hundred-year one": a number may tell a party's agreements apart.
        return None;
    }
    let has_own = |best: &Candidate<'_>| {
        let topic = |fact: &Fact| fact.aspect == Some(aspect) || fact.topic == aspect.name();
        let alike = best.hit.likeness >= IN_ITS_WORDS && best.fact().is_some_and(topic);
        let fits = best.hit.likeness > EXACTLY || best.confidence > SURE;
        is_sure(best, reading, corpus) && (fits || alike)
    };
    if asked.best().is_some_and(has_own) {
        return None;
    }
    let fact = party::aspect(&party.id, aspect, corpus)?;
    Some(ask::told(fact, SURE))
}

/// An answer from a party's record, of the agreement that was talked of where the party has several: "who signed it?" after
/// the hundred-year partnership.
pub(super) fn of_agreement_shown(answer: Answer, context: &Context, corpus: &Corpus) -> Answer {
    let knowledge = &corpus.knowledge;
    let shown = context.fact.as_ref().and_then(|id| knowledge.fact(id)).filter(|fact| fact.aspect.is_some());
    let told = answer.facts().first().and_then(|id| knowledge.fact(id));
    let (Content::Facts { .. }, Some(shown), Some(told)) = (&answer.content, shown, told) else {
        return answer;
    };
    let (Some(aspect), Some((agreement, _))) = (told.aspect, shown.id.rsplit_once('.')) else {
        return answer;
    };
    match knowledge.fact(&format!("{agreement}.{}", aspect.name())) {
        Some(fact) if shown.party == told.party => ask::told(fact, answer.confidence),
        _ => answer,
    }
}

/// Whether a question has a word of its own that a fact of the record lacks.
pub(super) fn asks_more(entry: usize, reading: &Reading, corpus: &Corpus) -> bool {
    let index = &corpus.index;
    let is_own = |token: &&Token| {
        let is_person = token.meanings.iter().any(|m| matches!(m, Meaning::Person(_)));
        let names = token.is_place_name() || is_person || index.is_own_name(token);
        !(token.is_filler() || token.is_kind() || token.is_time() || names)
    };
    reading
        .tokens
        .iter()
        .filter(is_own)
        .any(|token| !index.has_meant(entry, token) && !index.plays(token, Role::Agreement))
}

/// Whether a question is on this aspect of the record: it says "signed", or "how long".
fn asks_for(aspect: Aspect, reading: &Reading, corpus: &Corpus) -> bool {
    let topic = corpus.topics(reading).iter().any(|topic| topic.id == aspect.name());
    if aspect == Aspect::Duration {
        let own = |token: &Token| !token.is_time() && corpus.index.tells(aspect, token);
        let counts = reading.tokens.iter().any(|token| token.is_time() && !token.is_year());
        return topic
            || reading.kinds.contains(&Kind::HowLong)
            || counts && reading.tokens.iter().any(|token| own(token) && !token.is_kind());
    }
    let signs = reading.tokens.iter().any(|token| corpus.index.plays(token, Role::Signing));
    let taken_for_true: Vec<&Token> = (0..reading.tokens.len())
        .filter(|at| is_supposed(*at, reading, corpus))
        .map(|at| &reading.tokens[at])
        .collect();
    let supposed = !taken_for_true.is_empty();
    // "Why was the signing delayed to July?" asks for more than the record has.
    let misplaced = taken_for_true.iter().any(|token| !token.is_time());
    let asks = reading.kinds.iter().any(|kind| matches!(kind, Kind::Who | Kind::When | Kind::Where));
    (topic || signs) && (supposed || asks) && (misplaced || !reading.kinds.contains(&Kind::Why))
}

/// Whether it carries nothing that the record would have to have.
fn says_nothing(token: &Token, corpus: &Corpus) -> bool {
    token.is_filler()
        || corpus.index.is_light(token)
        || token.means(Meaning::Kind(Kind::Which))
        || token.means(Meaning::Kind(Kind::Why))
        || corpus.index.plays(token, Role::Agreement)
        || token.meanings.iter().any(|m| matches!(m, Meaning::Party(_)))
}

/// Whether the word there is a place, a person or a time that the question takes for true: "in Rome", "by Musk". What names
/// another agreement ("the Minsk agreement") or another side of it ("with Hungary") asks for something else.
fn is_supposed(at: usize, reading: &Reading, corpus: &Corpus) -> bool {
    let token = &reading.tokens[at];
    let is = |wanted: fn(&Meaning) -> bool| token.meanings.iter().any(wanted);
    if token.is_time() || is(|m| matches!(m, Meaning::Place | Meaning::Person(_))) {
        return true;
    }
    let before = at.checked_sub(1).map(|before| reading.tokens[before].text.as_str());
    if is(|m| matches!(m, Meaning::Country(_))) {
        return before.is_some_and(|word| corpus.index.lexicon.comes_before_places(word));
    }
    is_name(token) && !names_agreement(at, reading, corpus)
}

/// Whether it is the place of a government, or a word nobody knows that is written as names are.
fn is_name(token: &Token) -> bool {
    token.meanings.iter().any(|m| matches!(m, Meaning::Seat(_))) || token.meanings.is_empty() && token.capital
}

/// Whether a name tells which agreement is meant: "the Minsk agreement", "the agreement on Nord Stream".
fn names_agreement(at: usize, reading: &Reading, corpus: &Corpus) -> bool {
    let is_agreement = |token: &Token| corpus.index.plays(token, Role::Agreement);
    let (before, after) = reading.tokens.split_at(at);
    let next = after.iter().find(|token| !is_name(token));
    let mut earlier = before.iter().rev().skip_while(|token| is_name(token)).peekable();
    let in_place = earlier.peek().is_some_and(|token| corpus.index.lexicon.comes_before_places(&token.text));
    let previous = earlier.find(|token| !token.is_filler());
    next.is_some_and(is_agreement) || !in_place && previous.is_some_and(is_agreement)
}
