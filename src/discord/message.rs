//! What a message says, wherever it says it, and the facts that bear on it.

use serenity::all::{Embed, Message};

use crate::dialogue::answer::{Answer, Content, Kind, Unknown};
use crate::dialogue::context::Context;
use crate::dialogue::{LONGEST_QUESTION, converse};
use crate::retrieval::corpus::Corpus;

/// Sentences of a message that are looked at, and facts that are shown.
const SENTENCES: usize = 12;
const FACTS: usize = 4;
/// Characters from which a message is more than a question.
const PARAGRAPH: usize = 120;

/// The text of a message: its own, that of what it forwards, of its embeds and its poll.
#[must_use]
pub fn said_in(message: &Message) -> String {
    let mut texts = vec![message.content.clone()];
    texts.extend(message.embeds.iter().flat_map(said_in_embed));
    for forwarded in &message.message_snapshots {
        texts.push(forwarded.content.clone());
        texts.extend(forwarded.embeds.iter().flat_map(said_in_embed));
    }
    if let Some(poll) = &message.poll {
        texts.extend(poll.question.text.clone());
        texts.extend(poll.answers.iter().filter_map(|answer| answer.poll_media.text.clone()));
    }
    let kept = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    kept.collect::<Vec<_>>().join("\n")
}

fn said_in_embed(embed: &Embed) -> Vec<String> {
    let fields = embed.fields.iter().map(|field| format!("{}: {}", field.name, field.value));
    embed.title.iter().chain(&embed.description).cloned().chain(fields).collect()
}

/// The facts that bear on a text: on a question its answer, on a paragraph what answers its sentences, or else what comes
/// nearest to them, told as such.
#[must_use]
pub fn find_facts(text: &str, corpus: &Corpus) -> (Answer, Context) {
    let whole: String = text.chars().take(LONGEST_QUESTION).collect();
    let (mut at_once, next) = converse(&whole, &Context::default(), corpus);
    if at_once.kind() == Kind::Chat {
        // Somebody thanked somebody; whoever looks for facts on that did not.
        at_once.content = Content::Unknown(Unknown::Nothing { party: None, about: Vec::new() });
    }
    if text.chars().count() < PARAGRAPH && !text.contains('\n') {
        return (at_once, next);
    }
    let (mut told, mut near) = (Vec::new(), Vec::new());
    for sentence in sentences(text).take(SENTENCES) {
        let (answer, _) = converse(sentence, &Context::default(), corpus);
        let found = match answer.kind() {
            Kind::Answer => &mut told,
            Kind::Nearest => &mut near,
            _ => continue,
        };
        // The first of a card is a record, and no fact of its own.
        let first = answer.facts().into_iter().find(|id| corpus.knowledge.fact(id).is_some());
        found.extend(first.map(|id| (answer.confidence, id.to_owned())));
    }
    let content = match (first_of(told), first_of(near)) {
        (told, near) if told.is_empty() && near.is_empty() => return (at_once, next),
        (told, near) if told.is_empty() => {
            Content::Nearest { facts: near, unknown: Unknown::Nothing { party: None, about: Vec::new() } }
        }
        (told, _) => Content::Facts { facts: told },
    };
    (Answer::new(content, 1.0), next)
}

/// The surest of what was found, each once.
fn first_of(mut found: Vec<(f32, String)>) -> Vec<String> {
    found.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let mut facts: Vec<String> = Vec::new();
    for (_, fact) in found {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    facts.truncate(FACTS);
    facts
}

/// The sentences of a text. A point within a figure or after a single letter ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for (at, (byte, c)) in letters.iter().enumerate() {
        let before = at.checked_sub(2).map(|at| letters[at].1);
        let is_initial = before.is_none_or(|c| c.is_whitespace() || c == '.');
        let goes_on = letters.get(at + 1).is_some_and(|(_, next)| !next.is_whitespace());
        let ends = *c == '\n' || matches!(c, '!' | '?' | '。') || *c == '.' && !goes_on && !is_initial;
        if ends {
            parts.push(&text[start..*byte]);
            start = byte + c.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts.into_iter().map(str::trim).filter(|part| part.chars().count() >= 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_people_end_them() {
        let text = "The U.S. and Mr. Rutte spoke of 1.5 billion.\nMore tomorrow, they said! And then?";
        let found: Vec<&str> = sentences(text).collect();
        assert_eq!(found.last(), Some(&"And then"), "{found:?}");
        assert!(found.iter().any(|part| part.ends_with("1.5 billion")), "{found:?}");
    }
}
