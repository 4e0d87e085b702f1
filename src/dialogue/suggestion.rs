//! What to ask next: the nearest things that the facts do have.

use std::cmp::Reverse;

use super::answer::{Answer, Content, Label, Suggestion};
use super::record::AID;
use crate::knowledge::{Fact, Party, Topic};
use crate::language::normalize::normalize;
use crate::retrieval::corpus::Corpus;

/// Suggestions under one answer at most.
const MOST: usize = 4;

/// The most useful next questions after an answer.
pub(super) fn next(answer: &Answer, corpus: &Corpus) -> Vec<Suggestion> {
    let knowledge = &corpus.knowledge;
    let shown: Vec<&Fact> = answer.facts().into_iter().filter_map(|id| knowledge.fact(id)).collect();
    match &answer.content {
        Content::Card { agreement, .. } => {
            let party = knowledge.agreement(agreement).map(|agreement| agreement.party.clone());
            let of_party = party.map(|party| of_party(&party, &[], corpus)).unwrap_or_default();
            of_party.into_iter().filter(|next| !matches!(next.label, Label::Agreement(_))).collect()
        }
        Content::Comparison { parties, .. } => {
            let known = parties.iter().filter_map(|id| knowledge.party(id));
            known.map(agreement).take(MOST).collect()
        }
        Content::Signatories { agreements, .. } => {
            let newest = agreements.iter().rev().filter_map(|id| knowledge.agreement(id));
            newest.filter_map(|a| knowledge.party(&a.party)).map(agreement).take(2).collect()
        }
        Content::Facts { .. }
        | Content::FactList { .. }
        | Content::Sources { .. }
        | Content::Sums { .. }
        | Content::Office { .. }
        | Content::Nearest { .. } => match shown.iter().find_map(|fact| fact.party.as_ref()) {
            Some(party) => of_party(party, &shown, corpus),
            None => Vec::new(),
        },
        Content::Unknown(_) | Content::Refused(_) | Content::Help | Content::About | Content::Chat(_) => {
            starters(corpus)
        }
        Content::DidYouMean(_) => Vec::new(),
    }
}

/// Questions that a newcomer can begin with: who has signed, and the aid of those of which the file has most topics.
pub(super) fn starters(corpus: &Corpus) -> Vec<Suggestion> {
    let mut parties: Vec<&Party> = corpus.knowledge.parties.iter().collect();
    parties.sort_by_cached_key(|party| Reverse(corpus.topics_of(&party.id).len()));
    let mut suggestions = vec![signed()];
    suggestions.extend(parties.into_iter().take(2).map(aid));
    suggestions
}

/// What else there is about a party: its aid, its agreement, and topics not shown yet.
pub(super) fn of_party(id: &str, shown: &[&Fact], corpus: &Corpus) -> Vec<Suggestion> {
    let knowledge = &corpus.knowledge;
    let Some(party) = knowledge.party(id) else { return Vec::new() };
    let mut suggestions = Vec::new();
    let is_aid_shown = shown.iter().any(|fact| fact.topics().any(|topic| knowledge.within_topic(topic, AID)));
    if !is_aid_shown && corpus.facts_on(id, AID).next().is_some() {
        suggestions.push(aid(party));
    }
    if !shown.iter().any(|fact| fact.aspect.is_some()) {
        suggestions.push(agreement(party));
    }
    let is_shown = |topic: &Topic| shown.iter().any(|fact| fact.topic == topic.id);
    let others = corpus
        .topics_of(id)
        .into_iter()
        .filter(|topic| !(is_shown(topic) || knowledge.within_topic(&topic.id, AID)));
    suggestions.extend(others.map(|topic| on_topic(topic, Some(party))));
    suggestions.truncate(MOST);
    suggestions
}

/// The fact's way of asking that is most like what was typed, in whichever language, with its party's name; the first in
/// English where none is like it, none where it has none.
pub(super) fn asked_like(typed: &str, fact: &Fact, corpus: &Corpus) -> Option<String> {
    let typed = normalize(typed);
    let asks = corpus.knowledge.asks_of(fact).map(|(language, ask)| {
        let likeness = strsim::sorensen_dice(&normalize(ask), &typed);
        (likeness, language, ask)
    });
    let (_, language, ask) = asks.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let party = fact.party.as_ref().and_then(|id| corpus.knowledge.party(id));
    Some(match party {
        Some(party) if corpus.read(ask).parties().is_empty() => {
            let name = corpus.knowledge.name_in(&party.name, language).map_or(&party.name, |own| &own.is);
            format!("{name}: {ask}")
        }
        _ => ask.to_owned(),
    })
}

/// The questions that these facts answer, as what was typed would put them.
pub(super) fn asked_nearest<'a>(
    typed: &str,
    facts: impl Iterator<Item = &'a Fact>,
    corpus: &Corpus,
) -> Vec<Suggestion> {
    let mut asked: Vec<String> = Vec::new();
    for question in facts.filter_map(|fact| asked_like(typed, fact, corpus)) {
        if asked.len() < MOST && !asked.contains(&question) {
            asked.push(question);
        }
    }
    asked.into_iter().map(|question| Suggestion { label: Label::Question, question }).collect()
}

/// Who has signed.
fn signed() -> Suggestion {
    Suggestion { label: Label::Signed, question: "/signatories".to_owned() }
}

/// A party's aid.
pub(super) fn aid(party: &Party) -> Suggestion {
    Suggestion { label: Label::Aid(party.id.clone()), question: format!("/aid {}", party.name) }
}

/// A party's card.
pub(super) fn agreement(party: &Party) -> Suggestion {
    Suggestion { label: Label::Agreement(party.id.clone()), question: format!("/agreement {}", party.name) }
}

/// A topic, of one party or of all.
pub(super) fn on_topic(topic: &Topic, party: Option<&Party>) -> Suggestion {
    let label = Label::Topic { topic: topic.id.clone(), party: party.map(|party| party.id.clone()) };
    let question = match party {
        Some(party) => format!("/topic {} party:{}", topic.name, party.name),
        None => format!("/topic {}", topic.name),
    };
    Suggestion { label, question }
}

/// Two parties side by side.
pub(super) fn comparison(first: &str, second: &str, corpus: &Corpus) -> Suggestion {
    let label = Label::Comparison(first.to_owned(), second.to_owned());
    let (first, second) = (corpus.knowledge.party_name(first), corpus.knowledge.party_name(second));
    Suggestion { label, question: format!("/compare first:{first} second:{second}") }
}

/// Parties whose names resemble what was typed.
pub(super) fn parties_like(typed: &str, corpus: &Corpus) -> Vec<Suggestion> {
    let typed = normalize(typed);
    let likeness = |party: &Party| {
        let names = std::iter::once(&party.name).chain(&party.aliases);
        names.map(|name| strsim::jaro_winkler(&normalize(name), &typed)).fold(0.0, f64::max)
    };
    let mut near: Vec<(f64, &Party)> =
        corpus.knowledge.parties.iter().map(|party| (likeness(party), party)).collect();
    near.retain(|(likeness, _)| *likeness > 0.75);
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut suggestions: Vec<Suggestion> =
        near.into_iter().take(3).map(|(_, party)| agreement(party)).collect();
    suggestions.push(signed());
    suggestions
}

/// Topics whose names resemble what was typed.
pub(super) fn topics(typed: &str, corpus: &Corpus) -> Vec<Suggestion> {
    let typed = normalize(typed);
    let mut near: Vec<(f64, &Topic)> = corpus
        .knowledge
        .topics
        .iter()
        .map(|topic| (strsim::jaro_winkler(&normalize(&topic.name), &typed), topic))
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.into_iter().take(3).map(|(_, topic)| on_topic(topic, None)).collect()
}

/// People whose words are on file.
pub(super) fn people(corpus: &Corpus) -> Vec<Suggestion> {
    let knowledge = &corpus.knowledge;
    let speaks = |id: &str| knowledge.facts.iter().any(|fact| fact.speaker.as_deref() == Some(id));
    let speakers = knowledge.people.iter().filter(|person| speaks(&person.id)).take(MOST);
    speakers
        .map(|p| Suggestion { label: Label::Quotes(p.id.clone()), question: format!("/quote {}", p.name) })
        .collect()
}
