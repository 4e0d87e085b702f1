//! `accord ask --explain`: how a question was read, and why the winner won.

use std::fmt::Write;

use super::words;
use crate::dialogue::{Candidate, decide, ranking};
use crate::language::meaning::Meaning;
use crate::language::reading::{Reading, Token};
use crate::retrieval::corpus::{Corpus, Found};

/// Candidates shown.
const SHOWN: usize = 6;
/// Meanings of one word shown.
const MEANINGS: usize = 3;

/// The reading of a question, its best candidates and what decided, as text.
#[must_use]
pub fn explain(text: &str, corpus: &Corpus) -> String {
    let reading = corpus.read(text);
    let mut out = String::new();
    for token in &reading.tokens {
        let weight = if token.is_filler() {
            words::FILLER.to_owned()
        } else {
            words::weight(corpus.index.weight(token))
        };
        let meant = token.meanings.iter().filter_map(|meaning| name(*meaning, corpus)).take(MEANINGS);
        let line = format!("{:<24} {weight:<12} {}", token.text, meant.collect::<Vec<_>>().join(", "));
        let _ = writeln!(out, "{}", line.trim_end());
    }
    let _ = writeln!(out, "{}", words::read_as(&reading, corpus));
    for candidate in ranking(&reading, corpus).iter().take(SHOWN) {
        let id = match candidate.found {
            Found::Fact(fact) => fact.id.as_str(),
            Found::Shortcut(command) => command,
        };
        let _ = writeln!(out, "{}", words::candidate(id, candidate, &lacks(candidate, &reading, corpus)));
    }
    let (answer, step) = decide(&reading, corpus);
    let _ = writeln!(out, "{}", words::decided(&answer, step));
    out
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
        Meaning::Synonym(at) => format!("as “{}”", knowledge.vocabulary.synonyms[at].0.first()?),
        Meaning::Kind(kind) => format!("asks {kind:?}"),
        Meaning::Declined(at) => format!("declined: {}", knowledge.vocabulary.declined[at].0),
        Meaning::Reference(reference) => format!("points back: {reference:?}"),
        Meaning::Month(month) => format!("month {month}"),
        Meaning::Home => "the home country".to_owned(),
        Meaning::Place => "a place".to_owned(),
        Meaning::Filler => return None,
    };
    Some(text)
}

/// Words of the question that a candidate has not.
fn lacks<'a>(candidate: &Candidate<'_>, reading: &'a Reading, corpus: &Corpus) -> Vec<&'a str> {
    let index = &corpus.index;
    let has = |token: &Token| index.meant(token).into_iter().any(|term| index.has(term, candidate.hit.entry));
    let lacking = reading.tokens.iter().filter(|token| !token.is_filler() && !has(token));
    lacking.map(|token| token.text.as_str()).collect()
}
