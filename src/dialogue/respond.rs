//! From a question to its answer: each command finds its own.

use super::answer::{Answer, Content, Range, Refusal, Unknown};
use super::command::{Command, Question, parse};
use super::context::Context;
use super::{ask, compare, list, party, suggest};
use crate::knowledge::Period;
use crate::language::meaning::Meaning;
use crate::language::reading::{Reading, Token};
use crate::retrieval::corpus::Corpus;

/// Answers what was typed, a slash command or a plain question, as the first of a conversation.
#[must_use]
pub fn answer(text: &str, corpus: &Corpus) -> Answer {
    converse(text, &Context::default(), corpus).0
}

/// Answers what was typed within a conversation, and tells what the conversation has come to.
#[must_use]
pub fn converse(text: &str, context: &Context, corpus: &Corpus) -> (Answer, Context) {
    match parse(text) {
        Ok(question) => respond(&question, context, corpus),
        Err(refusal) => (Answer::new(Content::Refused(refusal), 1.0), context.clone()),
    }
}

/// Answers a question within a conversation, and tells what the conversation has come to.
#[must_use]
pub fn respond(question: &Question, context: &Context, corpus: &Corpus) -> (Answer, Context) {
    let (mut answer, reading) = if question.command == Command::Ask {
        let text = question.option("question").unwrap_or_default();
        let (answer, reading) = ask::ask(text, context, corpus);
        (answer, Some(reading))
    } else {
        let answer =
            outcome(question, corpus).unwrap_or_else(|refusal| Answer::new(Content::Refused(refusal), 1.0));
        (answer, None)
    };
    if answer.suggestions.is_empty() {
        answer.suggestions = suggest::next(&answer, corpus);
    }
    let next = context.clone().after(&answer, reading.as_ref(), &corpus.knowledge);
    (answer, next)
}

/// Answers a command, which leaves nothing out.
fn outcome(question: &Question, corpus: &Corpus) -> Result<Answer, Refusal> {
    let text = |option: &'static str| {
        let command = question.command.spec().name;
        question.option(option).ok_or(Refusal::MissingOption { command, option })
    };
    Ok(match question.command {
        Command::Ask => ask::answer(&corpus.read(text("question")?), corpus),
        Command::Aid => {
            let period = period(question, "period")?;
            with_party(text("party")?, corpus, |id, reading| {
                let period = period.or(reading.periods.first().copied());
                party::aid(id, period, corpus)
            })
        }
        Command::Agreement => with_party(text("party")?, corpus, |id, _| party::card(id, corpus)),
        Command::Signatories => {
            let order = question.option("order").unwrap_or("date");
            let accepted = &["date", "name"];
            let order = order.to_lowercase();
            if !accepted.contains(&order.as_str()) {
                return Err(Refusal::BadChoice { typed: order, accepted });
            }
            list::signatories(order == "name", range(question)?, corpus)
        }
        Command::Timeline => list::timeline(range(question)?, corpus),
        Command::Topic => topic(text("topic")?, question.option("party"), corpus),
        Command::Compare => compare::command(question, corpus),
        Command::Quote => quote(text("person")?, corpus),
        Command::Source => source(text("fact")?, corpus),
        Command::About => Answer::new(Content::About, 1.0),
        Command::Help => Answer::new(Content::Help, 1.0),
    })
}

/// Answers about the one party that a text names, or says why there is none.
fn with_party(text: &str, corpus: &Corpus, answer: impl FnOnce(&str, &Reading) -> Answer) -> Answer {
    let reading = corpus.read(text);
    let mut answer = match party::resolve(text, &reading, corpus) {
        Ok(id) => answer(&id, &reading),
        Err(answer) => return *answer,
    };
    answer.corrections.clone_from(&reading.corrections);
    answer
}

fn topic(text: &str, of: Option<&str>, corpus: &Corpus) -> Answer {
    let reading = corpus.read(text);
    let of_reading = of.map(|of| corpus.read(of));
    let party = match (of, &of_reading) {
        (Some(of), Some(read)) => match party::resolve(of, read, corpus) {
            Ok(id) => Some(id),
            Err(answer) => return *answer,
        },
        _ => reading.parties.first().map(|at| corpus.knowledge.parties[*at].id.clone()),
    };
    let by_id = corpus.knowledge.topic(text.trim());
    let Some(topic) = by_id.or(corpus.topics(&reading).first().copied()).map(|topic| topic.id.clone()) else {
        // No topic of that name; it may still be a word that facts are written with.
        let answer = ask::answer(&corpus.read(&format!("{text} {}", of.unwrap_or_default())), corpus);
        if matches!(answer.content, Content::Unknown(_)) {
            let unknown = Unknown::NoTopic { typed: text.to_owned() };
            return Answer {
                suggestions: suggest::topics(text, corpus),
                ..Answer::new(Content::Unknown(unknown), 0.0)
            };
        }
        return answer;
    };
    let mut answer = list::topic(&topic, party.as_deref(), corpus);
    answer.corrections = reading.corrections;
    answer
}

fn quote(text: &str, corpus: &Corpus) -> Answer {
    let reading = corpus.read(text);
    let knowledge = &corpus.knowledge;
    let leads =
        |party: &str| knowledge.people.iter().position(|person| person.party.as_deref() == Some(party));
    let of_party = || corpus.parties(&reading).first().and_then(|party| leads(&party.id));
    let by_id = || knowledge.people.iter().position(|person| person.id == text.trim());
    // In a field for a person a name that is a country's too is the person's.
    let named = |token: &Token| {
        token.meanings.iter().find_map(|m| if let Meaning::Person(at) = m { Some(*at) } else { None })
    };
    let by_name = || reading.tokens.iter().find_map(named);
    let Some(at) = by_id().or_else(by_name).or_else(of_party) else {
        let unknown = Unknown::NoPerson { typed: text.to_owned() };
        return Answer {
            suggestions: suggest::people(corpus),
            ..Answer::new(Content::Unknown(unknown), 0.0)
        };
    };
    Answer { corrections: reading.corrections, ..list::quotes(at, corpus) }
}

fn source(text: &str, corpus: &Corpus) -> Answer {
    let id = text.trim().trim_matches(|c: char| "[]`()".contains(c)).to_lowercase();
    let knowledge = &corpus.knowledge;
    if knowledge.fact(&id).is_some() || knowledge.agreement(&id).is_some() {
        return Answer::new(Content::Sources { fact: id }, 1.0);
    }
    // Not an id: the sources of the fact that answers it as a question.
    let answer = ask::answer(&corpus.read(text), corpus);
    match (&answer.content, answer.facts().first()) {
        (Content::Facts { .. } | Content::Card { .. }, Some(fact)) => {
            let fact = (*fact).to_owned();
            Answer {
                corrections: answer.corrections,
                ..Answer::new(Content::Sources { fact }, answer.confidence)
            }
        }
        _ => Answer::new(Content::Unknown(Unknown::NoFact { typed: text.to_owned() }), 0.0),
    }
}

/// An option that takes a period.
fn period(question: &Question, option: &str) -> Result<Option<Period>, Refusal> {
    let read = |typed: &str| typed.parse().map_err(|_| Refusal::BadPeriod { typed: typed.to_owned() });
    question.option(option).map(read).transpose()
}

fn range(question: &Question) -> Result<Range, Refusal> {
    Ok(Range { since: period(question, "since")?, until: period(question, "until")? })
}
