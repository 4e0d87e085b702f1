//! Whether a candidate may answer: wrong is worse than declined.

use super::candidate::{Candidate, is_own, kind};
use super::record;
use crate::language::reading::Reading;
use crate::retrieval::corpus::{Corpus, Found};
use crate::retrieval::query::CARRIES;

/// Below this confidence nothing is said: wrong is worse than declined.
const ENOUGH: f32 = 0.32;
/// What names nothing that the fact file is about may be about anything.
const STRANGER_ENOUGH: f32 = 0.5;
/// Fit below which most of a question is about something else.
const FITS: f32 = 0.42;
/// Fit of a question that leaves out what was said before.
const CARRIED_ENOUGH: f32 = 0.55;
/// Fit of a command's questions: a command is not guessed at.
const SHORTCUT_ENOUGH: f32 = 0.85;
/// Likeness to a way of asking from which a short question needs no rare word: "how many countries have signed".
pub(super) const IN_ITS_WORDS: f32 = 0.75;
/// Likeness to a way of asking of a fact that belongs to no party or to another than the one asked about.
const MENTIONED_ENOUGH: f32 = 0.5;
/// Likeness from which a question is taken for the same.
const NEARLY_ITS_WORDS: f32 = 0.8;

/// Whether a candidate may answer.
pub(super) fn is_sure(best: &Candidate<'_>, reading: &Reading, corpus: &Corpus) -> bool {
    let names = has_names(reading);
    let hit = &best.hit;
    if let Found::Shortcut(_) = best.found {
        let alike = hit.likeness >= IN_ITS_WORDS && (hit.verbatim || corpus.is_on_subject(reading));
        let shared = hit.matched > 0.0 || alike;
        return best.fit >= SHORTCUT_ENOUGH && shared && !names;
    }
    if tells_other(best, reading, corpus) {
        return false;
    }
    if reading.carried {
        return fits_carried(best, reading);
    }
    // A fact that only mentions the party, and is not asked for in words like these, tells something else of it.
    let only_mentions = best.fact().is_some_and(|fact| !is_own(fact, reading, corpus));
    if only_mentions && hit.likeness < MENTIONED_ENOUGH {
        return false;
    }
    if best.fit < FITS {
        return false;
    }
    let known = names || corpus.is_on_subject(reading) || hit.verbatim;
    best.confidence >= if known { ENOUGH } else { STRANGER_ENOUGH }
}

/// Whether a candidate is about something else than what was asked for: it counts other things, does not have the name
/// that the question is on, or somebody else said it.
fn tells_other(best: &Candidate<'_>, reading: &Reading, corpus: &Corpus) -> bool {
    let hit = &best.hit;
    let counts = kind(reading).wants_figure();
    let names = has_names(reading) || !reading.topics.is_empty();
    let counts_other = names && counts && hit.answers_kind && hit.missed >= CARRIES;
    let speaker = best.fact().and_then(|fact| fact.speaker.as_ref());
    let said_by = |id: &String| reading.people.iter().any(|at| corpus.knowledge.people[*at].id == *id);
    // The record of an agreement tells who signed it, not who criticised it.
    let in_record = best.fact().is_some_and(|fact| fact.aspect.is_some());
    let asks_more = in_record && record::asks_more(hit.entry, reading, corpus);
    let asks_person = !reading.people.is_empty() && reading.parties.is_empty();
    // Words of one topic are alike, but frigates are no minehunters.
    hit.misses_counted && !hit.verbatim
        || (counts_other || asks_more || hit.misses_name) && hit.likeness < NEARLY_ITS_WORDS
        || asks_person && speaker.is_some_and(|id| !said_by(id))
}

/// Whether a candidate answers what was asked within a conversation, which leaves out what it can: all that it does say
/// has to be there, and where it asks for a value, more than the party's name.
fn fits_carried(best: &Candidate<'_>, reading: &Reading) -> bool {
    let hit = &best.hit;
    let asks_value = reading.kinds.iter().any(|kind| kind.wants_value());
    let has_some = hit.matched > 0.0 || hit.answers_kind || !asks_value;
    let has_all = hit.missed < CARRIES && has_some;
    best.fit >= CARRIED_ENOUGH && (has_all || hit.likeness >= IN_ITS_WORDS)
}

/// Whether a question names a party, another country or a person.
pub(super) fn has_names(reading: &Reading) -> bool {
    !(reading.parties.is_empty() && reading.countries.is_empty() && reading.people.is_empty())
}
