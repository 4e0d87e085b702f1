//! Completing an option while it is typed: ranked, typo-tolerant, useful before the first letter.

use std::collections::BTreeSet;

use super::command::Takes;
use super::suggestion as suggest;
use crate::knowledge::Fact;
use crate::language::normalize::normalize;
use crate::retrieval::closeness::Close;
use crate::retrieval::corpus::{Corpus, Found};

/// Choices that Discord shows at most.
pub const MOST: usize = 25;
/// Characters of a choice's name and value at most.
pub const LONGEST: usize = 100;
/// Likeness from which a misspelt beginning still counts.
const ALIKE: f64 = 0.8;
/// Rank of what only resembles what was typed, after all that holds it.
const RESEMBLES: u32 = 3;
/// Letters from which what holds or resembles them counts.
const SHORTEST: usize = 3;

/// Words from which what is typed is compared by meaning: with fewer it says too little.
const WHOLE: usize = 3;

/// A choice: what is shown, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is shown, at most [`LONGEST`] characters.
    pub label: String,
    /// What is sent, at most [`LONGEST`] characters.
    pub value: String,
}

/// The choices for what was typed so far, best first, at most [`MOST`].
#[must_use]
pub fn complete(takes: Takes, typed: &str, corpus: &Corpus) -> Vec<Choice> {
    let (knowledge, names) = (&corpus.knowledge, corpus.names());
    let begun = normalize(typed);
    let best = |of: &[Vec<String>], choice: &dyn Fn(usize) -> Choice| {
        let mut ranked: Vec<(u32, usize)> = Vec::new();
        for (at, names) in of.iter().enumerate() {
            let rank = names.iter().filter_map(|name| rank(name, &begun)).min();
            ranked.extend(rank.map(|rank| (rank, at)));
        }
        ranked.sort_unstable();
        if ranked.len() < MOST {
            // Only where too little was typed right are misspellings looked for, which takes much longer.
            let known: Vec<usize> = ranked.iter().map(|(_, at)| *at).collect();
            let resembles = |at: &usize| of[*at].iter().any(|name| resembles(name, &begun));
            let others = (0..of.len()).filter(|at| !known.contains(at)).filter(resembles);
            ranked.extend(others.take(MOST - known.len()).map(|at| (RESEMBLES, at)));
        }
        ranked.into_iter().take(MOST).map(|(_, at)| choice(at)).collect()
    };
    let same = |text: &str| choice(text, text);
    match takes {
        Takes::Period => Vec::new(),
        Takes::Question => questions(typed, corpus),
        Takes::Choice(words) => {
            let normal: Vec<Vec<String>> = words.iter().map(|word| vec![normalize(word)]).collect();
            best(&normal, &|at| same(words[at]))
        }
        Takes::Party => best(&names.parties, &|at| same(&knowledge.parties[at].name)),
        Takes::Topic => best(&names.topics, &|at| same(&knowledge.topics[at].name)),
        Takes::Person => best(&names.people, &|at| same(&knowledge.people[at].name)),
        Takes::Fact => best(&names.facts, &|at| {
            let fact = &knowledge.facts[at];
            choice(&format!("{}: {}", fact.id, fact.statement), &fact.id)
        }),
    }
}

/// Questions that the facts answer, those nearest to what was typed first; before the first letter, where to begin.
fn questions(typed: &str, corpus: &Corpus) -> Vec<Choice> {
    let reading = corpus.read(typed);
    if reading.tokens().is_empty() {
        let starts = corpus.knowledge.facts.iter().filter(|fact| fact.is_current() && fact.party.is_none());
        return starts
            .take(MOST)
            .filter_map(|fact| Some(as_choice(&suggest::asked_like("", fact, corpus)?)))
            .collect();
    }
    let by_words = corpus.rank(&reading, &BTreeSet::new());
    let mut facts: Vec<&Fact> = by_words
        .iter()
        .filter_map(|hit| match corpus.found(hit) {
            Found::Fact(fact) => Some(fact),
            Found::Shortcut(_) => None,
        })
        .take(MOST)
        .collect();
    if reading.tokens().len() >= WHOLE
        && let Some(closeness) = corpus.close_to(typed)
    {
        facts = merged(&facts, &closest(&closeness, corpus));
    }
    let mut choices: Vec<Choice> = Vec::new();
    for question in facts.into_iter().filter_map(|fact| suggest::asked_like(typed, fact, corpus)) {
        let choice = as_choice(&question);
        if !choices.contains(&choice) {
            choices.push(choice);
        }
    }
    choices.truncate(MOST);
    choices
}

/// The facts closest in meaning.
fn closest<'a>(closeness: &[Close], corpus: &'a Corpus) -> Vec<&'a Fact> {
    let mut order: Vec<usize> = (0..closeness.len()).collect();
    order.sort_by(|a, b| closeness[*b].best.total_cmp(&closeness[*a].best));
    order.into_iter().take(MOST).map(|at| &corpus.knowledge.facts[at]).collect()
}

/// One of each in turn, none twice.
fn merged<'a>(first: &[&'a Fact], second: &[&'a Fact]) -> Vec<&'a Fact> {
    let mut seen = BTreeSet::new();
    let longest = first.len().max(second.len());
    let turns = (0..longest).flat_map(|at| first.get(at).into_iter().chain(second.get(at)));
    turns.copied().filter(|fact| seen.insert(fact.id.as_str())).collect()
}

fn as_choice(question: &str) -> Choice {
    choice(question, question)
}

/// Lower is better: begins so, a word in it begins so, holds it.
fn rank(name: &str, begun: &str) -> Option<u32> {
    if begun.is_empty() || name.starts_with(begun) {
        return Some(0);
    }
    if name.split(' ').any(|word| word.starts_with(begun)) {
        return Some(1);
    }
    (begun.chars().count() >= SHORTEST && name.contains(begun)).then_some(2)
}

/// Whether a name's beginning resembles what was typed: as much of it, since the rest is not there yet.
fn resembles(name: &str, begun: &str) -> bool {
    let length = begun.chars().count();
    let head: String = name.chars().take(length).collect();
    length >= SHORTEST && strsim::jaro_winkler(&head, begun) > ALIKE
}

fn choice(label: &str, value: &str) -> Choice {
    let cut = |text: &str| {
        let mut cut: String = text.chars().take(LONGEST).collect();
        if text.chars().count() > LONGEST {
            cut.pop();
            cut.push('…');
        }
        cut
    };
    Choice { label: cut(label), value: cut(value) }
}
