//! What a person said: the quote that has the words asked for, or all there are.

use super::answer::Answer;
use super::asked::Asked;
use super::{ask, list};
use crate::knowledge::{Fact, Role};
use crate::language::meaning::Meaning;
use crate::language::reading::Token;

/// "What did Rutte say?", "what did Rutte say about the war?": only what that person is quoted with.
pub(super) fn by_person(asked: &Asked<'_>) -> Option<Answer> {
    let (reading, corpus) = (asked.reading, asked.corpus);
    let index = &corpus.index;
    let [at] = reading.people[..] else { return None };
    let person = &corpus.knowledge.people[at];
    let of_other = corpus.parties(reading).iter().any(|party| Some(&party.id) != person.party.as_ref());
    // "What does the agreement say about Rutte?"
    let of_agreement = reading.tokens.iter().any(|token| index.is_subject(token));
    if of_other || of_agreement || !reading.tokens.iter().any(|token| index.plays(token, Role::Saying)) {
        return None;
    }
    let carries = |token: &&Token| {
        let is_asked =
            token.means(Meaning::Person(at)) || index.plays(token, Role::Saying) || token.is_kind();
        !(is_asked || token.is_filler() || token.is_place_name() || index.is_light(token))
    };
    let own: Vec<&Token> = reading.tokens.iter().filter(carries).collect();
    if own.is_empty() {
        return Some(list::quotes(at, corpus));
    }
    let said = |fact: &Fact| fact.speaker.as_ref() == Some(&person.id);
    let told = asked.candidates.iter().find(|one| {
        one.fact().is_some_and(said) && own.iter().all(|token| index.has_meant(one.hit.entry, token))
    })?;
    Some(ask::told_by(told.fact()?, told))
}
