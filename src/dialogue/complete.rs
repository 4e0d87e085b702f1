//! Completing an option while it is typed: ranked, typo-tolerant, useful before the first letter.

use super::command::Takes;
use crate::matching::corpus::Corpus;
use crate::matching::normalize::normalize;

/// Choices that Discord shows at most.
pub const MOST: usize = 25;
/// Characters of a choice's name and value at most.
pub const LONGEST: usize = 100;
/// Likeness from which a misspelt beginning still counts.
const ALIKE: f64 = 0.8;

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
    let begun = normalize(typed);
    let mut ranked: Vec<(u32, Choice)> = candidates(takes, corpus)
        .into_iter()
        .filter_map(|(choice, names)| {
            let rank = names.iter().filter_map(|name| rank(&normalize(name), &begun)).min()?;
            Some((rank, choice))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, choice)| choice).take(MOST).collect()
}

/// Lower is better: begins so, a word in it begins so, holds it, resembles it.
fn rank(name: &str, begun: &str) -> Option<u32> {
    if begun.is_empty() || name.starts_with(begun) {
        return Some(0);
    }
    if name.split(' ').any(|word| word.starts_with(begun)) {
        return Some(1);
    }
    if begun.chars().count() >= 3 && name.contains(begun) {
        return Some(2);
    }
    // As much of the name as was typed, since the rest is not there yet.
    let head: String = name.chars().take(begun.chars().count()).collect();
    (begun.chars().count() >= 3 && strsim::jaro_winkler(&head, begun) > ALIKE).then_some(3)
}

fn candidates(takes: Takes, corpus: &Corpus) -> Vec<(Choice, Vec<&str>)> {
    let knowledge = &corpus.knowledge;
    match takes {
        Takes::Text | Takes::Period => Vec::new(),
        Takes::Choice(words) => words.iter().map(|word| (choice(word, word), vec![*word])).collect(),
        Takes::Party => knowledge
            .parties
            .iter()
            .map(|party| {
                let country =
                    knowledge.countries.iter().find(|country| Some(&country.code) == party.code.as_ref());
                let own =
                    [&party.name].into_iter().chain(&party.aliases).chain(&party.demonyms).chain(&party.code);
                let foreign = country.into_iter().flat_map(|country| &country.names);
                (choice(&party.name, &party.name), own.chain(foreign).map(String::as_str).collect())
            })
            .collect(),
        Takes::Topic => knowledge
            .topics
            .iter()
            .map(|topic| {
                let names = [&topic.name, &topic.id].into_iter().chain(&topic.words);
                (choice(&topic.name, &topic.name), names.map(String::as_str).collect())
            })
            .collect(),
        Takes::Person => knowledge
            .people
            .iter()
            .map(|person| {
                let names = [&person.name].into_iter().chain(&person.aliases);
                (choice(&person.name, &person.name), names.map(String::as_str).collect())
            })
            .collect(),
        Takes::Fact => knowledge
            .facts
            .iter()
            .map(|fact| {
                let label = format!("{}: {}", fact.id, fact.statement);
                (choice(&label, &fact.id), vec![fact.id.as_str(), fact.statement.as_str()])
            })
            .collect(),
    }
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
