//! Completing an option while it is typed: ranked, typo-tolerant, useful before the first letter.

use super::command::Takes;
use crate::language::normalize::normalize;
use crate::retrieval::corpus::Corpus;

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
        Takes::Text | Takes::Period => Vec::new(),
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
