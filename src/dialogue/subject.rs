//! A follow-up on the fact just told: "how many?", "when was that?", "who leads it?".

use super::answer::Answer;
use super::candidate::{Candidate, candidates};
use super::context::{Context, Shown};
use super::{ask, by_names};
use crate::knowledge::Fact;
use crate::language::meaning::{Kind, Meaning, Reference};
use crate::language::reading::{Reading, Token};
use crate::retrieval::corpus::Corpus;

/// Words of its own that such a question has at most; what says more is a question in itself.
const OWN_WORDS: usize = 2;
/// Fit that the subject's words and the question's own have together.
const ENOUGH: f32 = 0.6;

/// The answer about what the last fact was about, where that was something more particular than a party's aid or its
/// agreement's record, and a fact on it has all that the question says. Of another party only where the question
/// points at it: "does France take part in it?"
pub(super) fn on_subject(reading: &Reading, context: &Context, corpus: &Corpus) -> Option<Answer> {
    let knowledge = &corpus.knowledge;
    let shown =
        context.fact.as_ref().and_then(|id| knowledge.fact(id)).filter(|_| context.shown == Shown::Fact)?;
    let general = knowledge.topic(&shown.topic).is_some_and(|topic| topic.general);
    let own = by_names::residue(reading, corpus).len();
    let points = reading.references.contains(&Reference::It);
    let names_other = !reading.parties.is_empty() && !points;
    let names_subject = corpus.topics(reading).iter().any(|topic| !topic.general);
    let on_agreement = reading.tokens.iter().any(|token| corpus.index.is_subject(token));
    let says = points && reading.tokens.iter().any(|token| !token.is_filler());
    let asks = own > 0
        || says
        || !(reading.kinds.is_empty() && reading.periods.is_empty() && reading.topics.is_empty());
    let complete = names_other
        || names_subject
        || !reading.people.is_empty()
        || on_agreement
        || own > OWN_WORDS
        || !asks;
    if general || shown.aspect.is_some() || complete || reading.parties.len() > 1 {
        return None;
    }
    let about = with_subject(reading, shown, corpus)?;
    let best = candidates(&about, corpus).into_iter().find(|best| best.fact().is_some())?;
    let fact = best.fact()?;
    let party = corpus.parties(&about).first().map(|party| &party.id);
    let related = fact.id == shown.id || is_related(fact, shown, party);
    (related && is_told(&best, reading, corpus) && best.fit >= ENOUGH).then(|| ask::told_by(fact, &best))
}

/// The question with the words of the fact's first way of asking, and its party unless another is named.
fn with_subject(reading: &Reading, shown: &Fact, corpus: &Corpus) -> Option<Reading> {
    let words = corpus.read(shown.asks.first()?);
    let is_subject =
        |token: &&Token| !token.is_filler() && !token.is_place_name() && !token.is_time() && !token.is_kind();
    let mut about = reading.clone();
    about.tokens.extend(words.tokens.iter().filter(is_subject).cloned());
    about.topics.extend(words.topics);
    if about.parties.is_empty() {
        let party = shown.party.as_ref().and_then(|party| corpus.knowledge.party_at(party));
        about.parties.extend(party);
    }
    about.carried = true;
    Some(about)
}

/// Whether a fact is of the party asked about, and on something that the one shown is on.
fn is_related(fact: &Fact, shown: &Fact, party: Option<&String>) -> bool {
    fact.party.as_ref() == party && fact.topics().any(|topic| shown.topics().any(|other| other == topic))
}

/// Whether an entry has all that the question itself says: its words, a value of the kind asked for, the time.
fn is_told(best: &Candidate<'_>, reading: &Reading, corpus: &Corpus) -> bool {
    let index = &corpus.index;
    let entry = &index.entries[best.hit.entry];
    let has = |kind: &Kind| entry.answers.contains(kind) || entry.touches.contains(kind);
    let tells = |kind: &Kind| has(kind) || !kind.wants_value();
    let own = by_names::residue(reading, corpus);
    let is_topic = |token: &Token| token.meanings.iter().any(|m| matches!(m, Meaning::Topic(_)));
    (reading.kinds.is_empty() || reading.kinds.iter().any(tells))
        && own.iter().all(|token| index.has_any(best.hit.entry, token))
        && reading
            .tokens
            .iter()
            .filter(|token| is_topic(token))
            .all(|token| index.has_meant(best.hit.entry, token))
        && reading
            .tokens
            .iter()
            .filter(|token| token.is_year())
            .all(|year| index.has_word(best.hit.entry, year))
}
