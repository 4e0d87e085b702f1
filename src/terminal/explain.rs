//! `accord ask --explain`: how a question was read, what it may be, and what was proposed for it with which evidence.

use std::fmt::Write;

use super::words;
use crate::dialogue::context::Context;
use crate::dialogue::judge::Judge;
use crate::dialogue::proposal::Proposal;
use crate::dialogue::{consider, converse};
use crate::language::meaning::Meaning;
use crate::retrieval::corpus::Corpus;

/// Proposals shown.
const SHOWN: usize = 6;
/// Meanings of one word shown.
const MEANINGS: usize = 3;

/// The reading of a question, the questions it may be, and the likeliest proposals with their evidence, as text.
#[must_use]
pub fn explain(text: &str, corpus: &Corpus) -> String {
    let judged = consider(text, &Context::default(), corpus);
    let mut out = String::new();
    for token in judged.reading.tokens() {
        let weight = if token.is_filler() {
            words::FILLER.to_owned()
        } else {
            words::weight(corpus.index.weight(token))
        };
        let meant = token.meanings.iter().filter_map(|meaning| name(*meaning, corpus)).take(MEANINGS);
        let line = format!("{:<24} {weight:<12} {}", token.text, meant.collect::<Vec<_>>().join(", "));
        let _ = writeln!(out, "{}", line.trim_end());
    }
    let _ = writeln!(out, "{}", words::read_as(&judged.reading, corpus));
    for (at, question) in judged.questions.iter().enumerate() {
        let _ = writeln!(out, "question {}: {}", at + 1, question.text());
    }
    for (chance, proposal) in judged.proposals.iter().take(SHOWN) {
        let shares = Judge::fitted(judged.by_meaning)
            .map(|judge| judge.shares(&proposal.evidence))
            .unwrap_or_default();
        let line =
            words::proposal(&proposed(proposal), *chance, proposal.question, &proposal.evidence, &shares);
        let _ = writeln!(out, "{line}");
    }
    let (answer, _) = converse(text, &Context::default(), corpus);
    let _ = writeln!(out, "{}", words::decided(&answer, &corpus.knowledge));
    out
}

/// A proposal by the first fact it is made of, or its kind.
fn proposed(proposal: &Proposal) -> String {
    let answer = crate::dialogue::answer::Answer::new(proposal.content.clone(), 0.0);
    match answer.facts().first() {
        Some(fact) => format!("{:?} {fact}", answer.kind()),
        None => format!("{:?}", answer.kind()),
    }
}

/// What a word may mean, by the id that the fact file has for it.
fn name(meaning: Meaning, corpus: &Corpus) -> Option<String> {
    let knowledge = &corpus.knowledge;
    let text = match meaning {
        Meaning::Party(at) => format!("party {}", knowledge.parties[at].id),
        Meaning::Seat(at) => format!("seat of {}", knowledge.parties[at].id),
        Meaning::Country(at) => format!("country {}", knowledge.countries[at].code),
        Meaning::Person(at) => format!("person {}", knowledge.people[at].id),
        Meaning::Topic(at) => format!("topic {}", knowledge.topics[at].id),
        Meaning::Synonym(at) => format!("as “{}”", knowledge.vocabulary.synonyms[at.0].0.first()?),
        Meaning::Office(at) => format!("office {}", knowledge.vocabulary.offices[at.0].0),
        Meaning::Kind(kind) => format!("asks {kind:?}"),
        Meaning::Declined(at) => format!("declined: {}", knowledge.vocabulary.declined[at.0].0),
        Meaning::Reference(reference) => format!("points back: {reference:?}"),
        Meaning::Cue(cue) => format!("cue {cue:?}"),
        Meaning::Ordinal(place) => format!("place {place}"),
        Meaning::Month(month) => format!("month {month}"),
        Meaning::Home => "the home country".to_owned(),
        Meaning::Place => "a place".to_owned(),
        Meaning::Stranger => "a stranger".to_owned(),
        Meaning::Filler => return None,
    };
    Some(text)
}
