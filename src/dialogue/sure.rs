//! Whether a candidate may answer: wrong is worse than declined.

use super::candidate::{Candidate, kind};
use crate::matching::corpus::{Corpus, Found};
use crate::matching::lexicon::Kind;
use crate::matching::reading::Reading;
use crate::matching::score::CARRIES;

/// Below this confidence nothing is said: wrong is worse than declined.
pub(super) const ENOUGH: f32 = 0.55;
/// A question that names nothing that the fact file is about has to fit better,
const STRANGER_ENOUGH: f32 = 0.7;
/// and needs this weight of shared words.
const STRANGER_MATCHED: f32 = 1.2;
/// A command is not guessed at.
const SHORTCUT_ENOUGH: f32 = 0.85;
/// Likeness to a way of asking from which a short question needs no rare word: "how many countries have signed".
pub(super) const IN_ITS_WORDS: f32 = 0.75;
/// Likeness from which a question that names nothing known is taken for it.
const NEARLY_ITS_WORDS: f32 = 0.8;
/// Whether a candidate may answer. A question that names no party, country or person has to share more with it than
/// one common word: "cancel my card" is no question on ending an agreement.
pub(super) fn is_sure(best: &Candidate<'_>, reading: &Reading, corpus: &Corpus) -> bool {
    let names = !reading.parties.is_empty() || !reading.countries.is_empty() || !reading.people.is_empty();
    if let Found::Shortcut(_) = best.found {
        let shared = best.hit.matched > 0.0 || best.hit.likeness >= IN_ITS_WORDS;
        return best.confidence >= SHORTCUT_ENOUGH && shared && !names;
    }
    // A sum or a number of something else than what was asked for is wrong.
    let counts = matches!(kind(reading), Kind::HowMuch | Kind::HowMany);
    if names
        && counts
        && best.hit.answers_kind
        && best.hit.missed >= CARRIES
        && best.hit.likeness < NEARLY_ITS_WORDS
    {
        return false;
    }
    // Neither is a number of other things, or an answer to less than what was asked within a conversation.
    if best.hit.misses_counted && best.hit.likeness < NEARLY_ITS_WORDS
        || reading.carried && best.hit.missed >= CARRIES && best.hit.likeness < IN_ITS_WORDS
    {
        return false;
    }
    // A name of the facts' own ("Kharkiv", "PURL") is the subject too, where the fact has all else that is asked.
    let has_all = best.hit.missed < CARRIES && reading.tokens.iter().any(|t| corpus.index.is_own_name(t));
    let stranger = !names && !reading.carried && !has_all && !corpus.is_on_subject(reading);
    if stranger && best.confidence < STRANGER_ENOUGH && best.hit.likeness < IN_ITS_WORDS {
        return false;
    }
    let needed = match (names, !stranger) {
        (true, _) => 0.0,
        (false, true) if best.hit.likeness >= IN_ITS_WORDS => 0.0,
        (false, true) => CARRIES,
        // Asked in the very words of one of its questions, little can be wrong.
        (false, false) if best.hit.likeness > NEARLY_ITS_WORDS => STRANGER_MATCHED / 2.0,
        (false, false) => STRANGER_MATCHED,
    };
    best.confidence >= ENOUGH && best.hit.matched >= needed
}
