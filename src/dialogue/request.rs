//! What commands answer, each from its options.

use super::answer::{Answer, Content, Range, Refusal, Unclear, Unknown};
use super::command::{Command, Request};
use super::context::Context;
use super::converse::ask;
use super::{record, suggestion as suggest};
use crate::knowledge::{Period, Topic};
use crate::language::meaning::Meaning;
use crate::language::reading::{Reading, Token};
use crate::retrieval::corpus::Corpus;

/// The year of the first agreements, from which the timeline is told unless another is asked for.
const FIRST_YEAR: i16 = 2024;

/// Answers a request within a conversation, and tells what the conversation has come to.
#[must_use]
pub fn respond(request: &Request, context: &Context, corpus: &Corpus) -> (Answer, Context) {
    if request.command == Command::Ask {
        return ask(request.option("question").unwrap_or_default(), context, corpus);
    }
    let mut answer =
        outcome(request, corpus).unwrap_or_else(|refusal| Answer::new(Content::Refused(refusal), 1.0));
    if answer.suggestions.is_empty() {
        answer.suggestions = suggest::next(&answer, corpus);
    }
    let next = context.clone().after(&answer, None, &corpus.knowledge);
    (answer, next)
}

/// Answers a command, which leaves nothing out.
fn outcome(request: &Request, corpus: &Corpus) -> Result<Answer, Refusal> {
    let text = |option: &'static str| {
        let command = request.command.spec().name;
        request.option(option).ok_or(Refusal::MissingOption { command, option })
    };
    Ok(match request.command {
        Command::Ask => plain(text("question")?, corpus),
        Command::Aid => {
            let period = period(request, "period")?;
            with_party(text("party")?, corpus, |id, reading| {
                record::aid(id, period.or(reading.time().period()), corpus)
            })
        }
        Command::Agreement => with_party(text("party")?, corpus, |id, _| record::card(id, corpus)),
        Command::Signatories => {
            let order = request.option("order").unwrap_or("date");
            let accepted = &["date", "name"];
            let order = order.to_lowercase();
            if !accepted.contains(&order.as_str()) {
                return Err(Refusal::BadChoice { typed: order, accepted });
            }
            record::signatories(order == "name", range(request)?, corpus)
        }
        Command::Timeline => {
            let asked = range(request)?;
            // What came before the agreements is told where it is asked for.
            let since = Period::year(FIRST_YEAR).ok().filter(|_| asked == Range::default());
            timeline(Range { since: since.or(asked.since), ..asked }, request, corpus)
        }
        Command::Topic => topic(text("topic")?, request.option("party"), corpus),
        Command::Compare => compare(request, corpus),
        Command::Quote => quote(text("person")?, corpus),
        Command::Source => source(text("fact")?, corpus),
        Command::About => Answer::new(Content::About, 1.0),
        Command::Help => Answer::new(Content::Help, 1.0),
    })
}

fn plain(text: &str, corpus: &Corpus) -> Answer {
    ask(text, &Context::default(), corpus).0
}

/// Answers about the one party that a text names, or says why there is none.
fn with_party(text: &str, corpus: &Corpus, answer: impl FnOnce(&str, &Reading) -> Answer) -> Answer {
    let reading = corpus.read(text);
    let mut answer = match party(text, &reading, corpus) {
        Ok(id) => answer(&id, &reading),
        Err(answer) => return *answer,
    };
    answer.corrections.clone_from(&reading.corrections);
    answer
}

/// Id of the party that a text names, or the answer that says why it names none.
fn party(text: &str, reading: &Reading, corpus: &Corpus) -> Result<String, Box<Answer>> {
    if let Some(party) = corpus.knowledge.party(text.trim()) {
        return Ok(party.id.clone());
    }
    let parties = corpus.parties(reading);
    match parties.as_slice() {
        [party] => return Ok(party.id.clone()),
        [] => {}
        several => {
            let suggestions = several.iter().map(|party| suggest::agreement(party)).collect();
            return Err(Box::new(Answer {
                suggestions,
                ..Answer::new(Content::DidYouMean(Unclear::Party), 0.4)
            }));
        }
    }
    // In a field for a party, a code that is a common word elsewhere ("no", "is") means the country.
    let by_code = corpus
        .knowledge
        .parties
        .iter()
        .find(|party| party.code.as_deref().is_some_and(|code| code.eq_ignore_ascii_case(text.trim())));
    if let Some(party) = by_code {
        return Ok(party.id.clone());
    }
    if let [person, ..] = reading.people()
        && let Some(party) = &corpus.knowledge.people[*person].party
    {
        return Ok(party.clone());
    }
    let unknown = match corpus.countries(reading).first() {
        Some(country) => Unknown::NoAgreement { country: country.name.clone() },
        None => Unknown::NoParty { typed: text.to_owned() },
    };
    let suggestions = suggest::parties_like(text, corpus);
    Err(Box::new(Answer { suggestions, ..Answer::new(Content::Unknown(unknown), 0.0) }))
}

/// `/timeline`, of the party and on the topic that are given.
fn timeline(range: Range, request: &Request, corpus: &Corpus) -> Answer {
    let given = |option| request.option(option).map(|text| (text, corpus.read(text)));
    let (of, on) = (given("party"), given("topic"));
    let party = match of.as_ref().map(|(text, reading)| party(text, reading, corpus)).transpose() {
        Ok(party) => party,
        Err(answer) => return *answer,
    };
    let topic = match &on {
        None => None,
        Some((text, reading)) => match named_topic(text, reading, corpus) {
            Some(topic) => Some(topic.id.as_str()),
            None => return no_topic(text, corpus),
        },
    };
    let read = of.iter().chain(&on);
    let corrections = read.flat_map(|(_, reading)| reading.corrections.clone()).collect();
    Answer { corrections, ..record::timeline(range, party.as_deref(), topic, corpus) }
}

/// The topic that a text names, by id or by one of its words.
fn named_topic<'a>(text: &str, reading: &Reading, corpus: &'a Corpus) -> Option<&'a Topic> {
    corpus.knowledge.topic(text.trim()).or(corpus.topics(reading).first().copied())
}

/// That no topic has that name, with those that have one like it.
fn no_topic(text: &str, corpus: &Corpus) -> Answer {
    let unknown = Unknown::NoTopic { typed: text.to_owned() };
    Answer { suggestions: suggest::topics(text, corpus), ..Answer::new(Content::Unknown(unknown), 0.0) }
}

fn topic(text: &str, of: Option<&str>, corpus: &Corpus) -> Answer {
    let reading = corpus.read(text);
    let of_reading = of.map(|of| corpus.read(of));
    let party = match (of, &of_reading) {
        (Some(of), Some(read)) => match party(of, read, corpus) {
            Ok(id) => Some(id),
            Err(answer) => return *answer,
        },
        _ => reading.parties().first().map(|at| corpus.knowledge.parties[*at].id.clone()),
    };
    let Some(topic) = named_topic(text, &reading, corpus).map(|topic| topic.id.clone()) else {
        // No topic of that name; it may still be a word that facts are written with.
        let answer = plain(&format!("{text} {}", of.unwrap_or_default()), corpus);
        if matches!(answer.content, Content::Unknown(_)) {
            return no_topic(text, corpus);
        }
        return answer;
    };
    let mut answer = record::topic(&topic, party.as_deref(), corpus);
    answer.corrections = reading.corrections;
    answer
}

/// `/compare`: the parties by their options, or all in the first.
fn compare(request: &Request, corpus: &Corpus) -> Answer {
    let mut parties: Vec<String> = Vec::new();
    let mut corrections = Vec::new();
    for option in ["first", "second", "third"] {
        let Some(text) = request.option(option) else { continue };
        let reading = corpus.read(text);
        corrections.extend(reading.corrections.clone());
        if reading.parties().len() > 1 {
            parties.extend(corpus.parties(&reading).into_iter().map(|party| party.id.clone()));
        } else {
            match party(text, &reading, corpus) {
                Ok(id) => parties.push(id),
                Err(answer) => return *answer,
            }
        }
        // A country that has no agreement is told so, and not left out of the comparison in silence.
        if let Some(country) = corpus.countries(&reading).first() {
            let unknown = Unknown::NoAgreement { country: country.name.clone() };
            let suggestions = suggest::parties_like(&country.name, corpus);
            return Answer { suggestions, ..Answer::new(Content::Unknown(unknown), 0.0) };
        }
    }
    let topics = request.option("topic").map(|text| corpus.read(text));
    let topics = topics.iter().flat_map(|reading| corpus.topics(reading)).map(|topic| topic.id.clone());
    let topics: Vec<String> = topics.collect();
    Answer { corrections, ..record::compare(&parties, &topics, corpus) }
}

fn quote(text: &str, corpus: &Corpus) -> Answer {
    let reading = corpus.read(text);
    let knowledge = &corpus.knowledge;
    let leads = |party: &str| {
        let person = knowledge.people.iter().find(|person| person.party.as_deref() == Some(party))?;
        knowledge.person_at(&person.id)
    };
    let of_party = || corpus.parties(&reading).first().and_then(|party| leads(&party.id));
    let by_id = || knowledge.person_at(text.trim());
    // In a field for a person a name that is a country's too is the person's.
    let named = |token: &Token| {
        token.meanings.iter().find_map(|m| if let Meaning::Person(at) = m { Some(*at) } else { None })
    };
    let by_name = || reading.tokens().iter().find_map(named);
    let Some(at) = by_id().or_else(by_name).or_else(of_party) else {
        let unknown = Unknown::NoPerson { typed: text.to_owned() };
        return Answer {
            suggestions: suggest::people(corpus),
            ..Answer::new(Content::Unknown(unknown), 0.0)
        };
    };
    Answer { corrections: reading.corrections.clone(), ..record::quotes(at, corpus) }
}

fn source(text: &str, corpus: &Corpus) -> Answer {
    let id = text.trim().trim_matches(|c: char| "[]`()".contains(c)).to_lowercase();
    let knowledge = &corpus.knowledge;
    if knowledge.fact(&id).is_some() || knowledge.agreement(&id).is_some() {
        return Answer::new(Content::Sources { fact: id }, 1.0);
    }
    // Not an id: the sources of the fact that answers it as a question.
    let answer = plain(text, corpus);
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
fn period(request: &Request, option: &str) -> Result<Option<Period>, Refusal> {
    let read = |typed: &str| typed.parse().map_err(|_| Refusal::BadPeriod { typed: typed.to_owned() });
    request.option(option).map(read).transpose()
}

fn range(request: &Request) -> Result<Range, Refusal> {
    Ok(Range { since: period(request, "since")?, until: period(request, "until")? })
}
