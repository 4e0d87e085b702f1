//! Questions about an agreement's record, whatever they suppose: "was it signed in Rome?", "why does it run for only five
//! years?". The record itself answers.

use super::answer::Answer;
use super::asked::Asked;
use super::candidate::{Candidate, EXACTLY};
use super::sure::{IN_ITS_WORDS, is_sure};
use super::{ask, party};
use crate::knowledge::{Aspect, Fact};
use crate::matching::corpus::Corpus;
use crate::matching::meaning::{Kind, Meaning};
use crate::matching::reading::{Reading, Token};

/// How sure it is that the record answers a question that says nothing else.
const SURE: f32 = 0.95;

/// The fact of the record that a question asks for, where it says nothing but the party, the record's own words, and
/// names, numbers and times that it supposes.
pub(super) fn by_record(asked: &Asked<'_>) -> Option<Answer> {
    let (reading, corpus) = (asked.reading, asked.corpus);
    let [party] = corpus.parties(reading)[..] else { return None };
    let supposes = |token: &Token| is_supposed(token, reading);
    let aspect = [Aspect::Duration, Aspect::Signing].into_iter().find(|aspect| {
        let says_only = |token: &Token| {
            says_nothing(token, corpus) || supposes(token) || corpus.index.tells(*aspect, token)
        };
        asks_for(*aspect, reading, corpus) && reading.tokens.iter().all(says_only)
    })?;
    let counts = reading.tokens.iter().any(|token| token.is_time() && !token.is_year());
    if counts && corpus.knowledge.agreements_of(&party.id).nth(1).is_some() {
        // "The hundred-year one": a number may tell a party's agreements apart.
        return None;
    }
    let has_own = |best: &Candidate<'_>| {
        let topic = |fact: &Fact| fact.aspect == Some(aspect) || fact.topic == aspect.name();
        let alike = best.hit.likeness >= IN_ITS_WORDS && best.fact().is_some_and(topic);
        is_sure(best, reading, corpus) && (best.hit.likeness > EXACTLY || alike)
    };
    if asked.best().is_some_and(has_own) {
        return None;
    }
    let fact = party::aspect(&party.id, aspect, corpus)?;
    Some(ask::told(fact, SURE))
}

/// Whether a question is on this aspect of the record: it says "signed", or "how long".
fn asks_for(aspect: Aspect, reading: &Reading, corpus: &Corpus) -> bool {
    let topic = corpus.topics(reading).iter().any(|topic| topic.id == aspect.name());
    let says = |wanted: &dyn Fn(&Meaning) -> bool| {
        reading.tokens.iter().any(|token| token.meanings.iter().any(wanted))
    };
    if aspect == Aspect::Duration {
        let own = |token: &Token| !token.is_time() && corpus.index.tells(aspect, token);
        let counts = reading.tokens.iter().any(|token| token.is_time() && !token.is_year());
        return topic
            || reading.kinds.contains(&Kind::HowLong)
            || counts && reading.tokens.iter().any(|token| own(token) && !is_kind(token));
    }
    let others = corpus.knowledge.vocabulary.subjects.get(1..).unwrap_or_default();
    let signs = says(&|m| matches!(m, Meaning::Synonym(at) if others.contains(at)));
    let supposed = reading.tokens.iter().any(|token| is_supposed(token, reading));
    let asks = reading.kinds.iter().any(|kind| matches!(kind, Kind::Who | Kind::When | Kind::Where));
    (topic || signs) && (supposed || asks) && (supposed || !reading.kinds.contains(&Kind::Why))
}

fn is_kind(token: &Token) -> bool {
    token.meanings.iter().any(|m| matches!(m, Meaning::Kind(_)))
}

/// Whether it carries nothing that the record would have to have.
fn says_nothing(token: &Token, corpus: &Corpus) -> bool {
    let subject = corpus.knowledge.vocabulary.subjects.first();
    token.is_filler()
        || corpus.index.is_light(token)
        || token.means(Meaning::Kind(Kind::Which))
        || token.means(Meaning::Kind(Kind::Why))
        || token.meanings.iter().any(|m| matches!(m, Meaning::Synonym(at) if Some(at) == subject))
        || token.meanings.iter().any(|m| matches!(m, Meaning::Party(_)))
}

/// Whether it is a place, a person or a time that the question takes for true.
fn is_supposed(token: &Token, reading: &Reading) -> bool {
    let named = |m: &Meaning| match m {
        Meaning::Seat(_) | Meaning::Place | Meaning::Person(_) => true,
        Meaning::Country(at) => reading.countries.contains(at),
        _ => false,
    };
    token.is_time() || token.meanings.iter().any(named) || token.meanings.is_empty() && token.capital
}
