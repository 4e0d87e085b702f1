//! How sure it is that a candidate answers a question, as a number: of answers given with confidence c, about c are right.

use super::sure::has_names;
use crate::language::reading::Reading;
use crate::retrieval::hit::Hit;

/// What speaks for a candidate and against it, in the order of [`WEIGHTS`].
pub(super) type Evidence = [f32; 12];

/// Share of a question's words from which all of them are there.
const ALL: f32 = 0.97;
/// Likeness to a way of asking from which it is the same question in other words.
const ALIKE: f32 = 0.7;
/// A lead over the next candidate, the weight of matched words and a number of words that are as good as more.
const LEAD: f32 = 0.4;
const MATCHED: f32 = 1.5;
const WORDS: f32 = 8.0;

/// Weights of a logistic regression (L2, C = 1) over 1,780 questions: the project's golden ones, half of those that fresh
/// testers wrote against it, and 800 of other subjects. The testers' other half was held back to see that it holds.
const WEIGHTS: Evidence = [3.64, 1.77, 1.59, 0.66, 1.17, 1.15, -1.15, 2.68, 1.17, 0.61, 0.53, 0.44];
const BIAS: f32 = -9.15;

/// Gathers what speaks for a candidate: `lead` is how much its score is above the next fact's, `on_subject` whether the
/// question speaks of what the fact file is about.
pub(super) fn evidence(hit: &Hit, lead: f32, reading: &Reading, on_subject: bool) -> Evidence {
    let flag = |is: bool| if is { 1.0 } else { 0.0 };
    let names = has_names(reading);
    let asked = reading.kinds.iter().any(|kind| kind.wants_value());
    let lead = lead.clamp(0.0, LEAD);
    let words = reading.tokens.iter().filter(|token| !token.is_filler()).count();
    #[expect(clippy::cast_precision_loss, reason = "a question has fewer words than 2^24")]
    let words = (words as f32).min(WORDS);
    [
        hit.coverage,
        flag(hit.coverage > ALL),
        hit.likeness,
        (hit.likeness - ALIKE).max(0.0),
        flag(names),
        flag(on_subject),
        flag(asked && !hit.answers_kind),
        lead,
        lead * flag(names),
        hit.matched.min(MATCHED),
        words,
        flag(reading.foreign),
    ]
}

/// Scale and shift of the logit (Platt's) over 326 answers to questions of testers that nothing was fitted to.
const SCALE: f32 = 0.55;
const SHIFT: f32 = 1.3;

/// The confidence of an answer that is told, 0 to 1: what was too unsure or about something else is declined before, so
/// that more of what is left is right than of all candidates alike.
pub(super) fn of_told(confidence: f32) -> f32 {
    let logit = (confidence / (1.0 - confidence)).ln();
    logistic(SCALE * logit + SHIFT)
}

/// The confidence that a candidate answers, 0 to 1.
pub(super) fn confidence(evidence: &Evidence) -> f32 {
    let sum: f32 = evidence.iter().zip(WEIGHTS).map(|(one, weight)| one * weight).sum();
    logistic(BIAS + sum)
}

fn logistic(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}
