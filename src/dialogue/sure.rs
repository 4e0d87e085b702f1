//! Whether a candidate may answer: wrong is worse than declined.

use super::candidate::{Candidate, EXACTLY, kind};
use crate::matching::corpus::{Corpus, Found};
use crate::matching::meaning::Kind;
use crate::matching::query::CARRIES;
use crate::matching::reading::Reading;

/// Below this confidence nothing is said: wrong is worse than declined.
const ENOUGH: f32 = 0.32;
/// What names nothing that the fact file is about may be about anything.
const STRANGER_ENOUGH: f32 = 0.5;
/// Fit of a question that leaves out what was said before.
const CARRIED_ENOUGH: f32 = 0.55;
/// Fit of a command's questions: a command is not guessed at.
const SHORTCUT_ENOUGH: f32 = 0.85;
/// Likeness to a way of asking from which a short question needs no rare word: "how many countries have signed".
pub(super) const IN_ITS_WORDS: f32 = 0.75;
/// Likeness from which a question is taken for the same.
const NEARLY_ITS_WORDS: f32 = 0.8;

/// Whether a candidate may answer.
pub(super) fn is_sure(best: &Candidate<'_>, reading: &Reading, corpus: &Corpus) -> bool {
    let names = !reading.parties.is_empty() || !reading.countries.is_empty() || !reading.people.is_empty();
    let hit = &best.hit;
    if let Found::Shortcut(_) = best.found {
        let shared = hit.matched > 0.0 || hit.likeness >= IN_ITS_WORDS;
        return best.fit >= SHORTCUT_ENOUGH && shared && !names;
    }
    let misses = hit.missed >= CARRIES;
    // A sum or a number of something else than what was asked for is wrong,
    let counts = matches!(kind(reading), Kind::HowMuch | Kind::HowMany);
    let of_other = names && counts && hit.answers_kind && misses;
    if (of_other || hit.misses_counted) && hit.likeness < NEARLY_ITS_WORDS {
        return false;
    }
    // and so is an answer to less than what was asked within a conversation, which leaves out what it can.
    if reading.carried {
        return best.fit >= CARRIED_ENOUGH && (!misses || hit.likeness >= IN_ITS_WORDS);
    }
    // A name of the facts' own ("PURL") is the subject too, where it is asked for in a fact's very words.
    let is_own = || hit.likeness > EXACTLY && reading.tokens.iter().any(|t| corpus.index.is_own_name(t));
    let known = names || corpus.is_on_subject(reading) || is_own();
    best.confidence >= if known { ENOUGH } else { STRANGER_ENOUGH }
}
