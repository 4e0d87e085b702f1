//! All that a person is quoted with.

use crate::dialogue::answer::Content;
use crate::dialogue::evidence::Evidence;
use crate::dialogue::proposal::Asked;
use crate::dialogue::record;
use crate::knowledge::Role;
use crate::language::meaning::Meaning;

/// The words of the person named, where the question is on saying.
pub(super) fn propose(asked: &Asked<'_>) -> Vec<(Content, Evidence)> {
    let (reading, corpus) = (asked.question.reading(), asked.corpus);
    let [person] = reading.people() else { return Vec::new() };
    let index = &corpus.index;
    if !reading.tokens().iter().any(|token| index.plays(token, Role::Saying)) {
        return Vec::new();
    }
    let quotes = record::quotes(*person, corpus).content;
    if !matches!(quotes, Content::FactList { .. }) {
        return Vec::new();
    }
    let evidence = asked.explained(|token| {
        token.means(Meaning::Person(*person))
            || token.is_kind()
            || token.is_place_name()
            || index.plays(token, Role::Saying)
            || index.plays(token, Role::Agreement)
            || index.is_light(token)
    });
    vec![(quotes, Evidence { is_quotes: 1.0, person_speaks: 1.0, ..evidence })]
}
