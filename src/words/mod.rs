//! The words of answers that both doors say alike, in one place. What only one door says stands with it.

pub mod findings;
mod page;
pub mod picture;

use crate::dialogue::answer::{Chat, ListOf, Range, Refusal, RowOf, Unclear, Unknown};
use crate::knowledge::{Knowledge, Office, Period, Person, day};

pub use page::*;

/// What is said when there is nothing.
#[must_use]
pub fn unknown(unknown: &Unknown) -> String {
    match unknown {
        Unknown::NoAgreement { country } => {
            format!("The fact file has no security agreement between Ukraine and {country}.")
        }
        Unknown::NoParty { typed } => {
            format!("The fact file knows no country or organisation called “{}”.", brief(typed))
        }
        Unknown::NoTopic { typed } => format!("The fact file has nothing on “{}”.", brief(typed)),
        Unknown::NoPerson { typed } => format!("The fact file knows nobody called “{}”.", brief(typed)),
        Unknown::NoQuotes { person } => format!("The fact file has no words of {person} on record."),
        Unknown::NoFact { typed } => format!("There is no fact “{}” on file.", brief(typed)),
        Unknown::NothingOnTopic { party, topic } => {
            format!("The fact file has nothing on {topic} for {party}.")
        }
        Unknown::NothingForPeriod { party: Some(party), period } => {
            format!("The fact file has no figure for {party} and {period}.")
        }
        Unknown::NothingForPeriod { party: None, period } => {
            format!("The fact file has nothing for {period}.")
        }
        Unknown::NoSuchDay { day, month, year } => {
            format!("There is no {day}th day in month {month} of {year}: no calendar has that date.")
        }
        Unknown::Stranger { typed } => {
            format!("The fact file knows nobody and no party called “{}”.", brief(typed))
        }
        Unknown::Declined { reason } => match reason.as_str() {
            "opinion" => "That is a matter of opinion; the fact file holds facts only.".to_owned(),
            "prediction" => {
                "Nobody knows that yet; the fact file holds what has happened and what was agreed.".to_owned()
            }
            _ => "The fact file has nothing on that.".to_owned(),
        },
        Unknown::Nothing { party, about } => {
            format!("The fact file has nothing on {}{}.", what(about), of(party.as_ref()))
        }
    }
}

/// What is said before the nearest there is. That nothing is on file is said only where that is certain: what comes near may
/// be what was asked for.
#[must_use]
pub fn unsure(reason: &Unknown) -> String {
    match reason {
        Unknown::Nothing { party, about } if about.is_empty() => {
            format!("No sure answer on file{}.", of(party.as_ref()))
        }
        Unknown::Nothing { party, about } => {
            format!("No sure answer on file on {}{}.", what(about), of(party.as_ref()))
        }
        Unknown::NothingForPeriod { party, period } => {
            format!("No sure answer on file{} and {period}.", of(party.as_ref()))
        }
        other => unknown(other),
    }
}

/// What was asked about, as it was typed.
fn what(about: &[String]) -> String {
    if about.is_empty() { "that".to_owned() } else { format!("“{}”", brief(&about.join(", "))) }
}

fn of(party: Option<&String>) -> String {
    party.map(|party| format!(" for {party}")).unwrap_or_default()
}

/// Typed text is quoted back, but not pages of it.
fn brief(typed: &str) -> String {
    const LONGEST: usize = 60;
    let shown: String = typed.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    if typed.chars().count() > LONGEST { format!("{shown}…") } else { shown }
}

/// What is said when something is unclear; the choices follow.
#[must_use]
pub fn unclear(unclear: &Unclear) -> String {
    match unclear {
        Unclear::Party => "Which party do you mean?".to_owned(),
        Unclear::Fact => "Which of these do you mean?".to_owned(),
        Unclear::Name { typed } => format!("“{}” could be more than one. Which do you mean?", brief(typed)),
    }
}

/// What is said when a question cannot be read.
#[must_use]
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Empty => "Ask something: a question in plain words, or /help.".to_owned(),
        Refusal::TooLong { limit } => {
            format!("That is too long: a question may have up to {limit} characters.")
        }
        Refusal::UnknownCommand { name, nearest: Some(nearest) } => {
            format!("There is no command /{}. Did you mean /{nearest}?", brief(name))
        }
        Refusal::UnknownCommand { name, nearest: None } => {
            format!("There is no command /{}. /help lists them.", brief(name))
        }
        Refusal::MissingOption { command, option } => {
            format!("/{command} needs a {option}: /{command} {option}:…")
        }
        Refusal::BadPeriod { typed } => {
            format!("“{}” is no date that can be read: write 2024, 2024-05 or 2024-05-31.", brief(typed))
        }
        Refusal::BadChoice { typed, accepted } => {
            format!("“{}” is not one of: {}.", brief(typed), accepted.join(", "))
        }
    }
}

/// The heading of a list.
#[must_use]
pub fn list_heading(about: &ListOf, knowledge: &Knowledge) -> String {
    let party = |id: &str| knowledge.party(id).map_or(id.to_owned(), |party| party.in_sentence.clone());
    let topic = |id: &str| knowledge.topic(id).map_or(id.to_owned(), |topic| topic.name.clone());
    match about {
        ListOf::Aid { party: id, period: None } => format!("Aid from {}", party(id)),
        ListOf::Aid { party: id, period: Some(period) } => format!("Aid from {}, {period}", party(id)),
        ListOf::Topic { topic: id, party: None } => capitalised(&topic(id)),
        ListOf::Topic { topic: id, party: Some(of) } => format!("{}: {}", capitalised(&topic(id)), party(of)),
        ListOf::Quotes { person } => {
            let name = knowledge.person(person).map_or(person.as_str(), |person| person.name.as_str());
            format!("Recorded words of {name}")
        }
        ListOf::Timeline(range) => format!("Timeline{}", range_words(range)),
    }
}

/// The heading of the list of agreements.
#[must_use]
pub fn signatories_heading(count: usize, range: &Range, place: Option<&str>) -> String {
    let place = place.map(|place| format!(" in {place}")).unwrap_or_default();
    let within = format!("{place}{}", range_words(range));
    match count {
        0 => format!("No agreement on file was signed{within}."),
        1 if within.is_empty() => "1 agreement on file".to_owned(),
        1 => format!("1 agreement signed{within}"),
        several if within.is_empty() => format!("{several} agreements on file"),
        several => format!("{several} agreements signed{within}"),
    }
}

fn range_words(range: &Range) -> String {
    if let (Some(since), Some(until)) = (range.since, range.until) {
        return if since == until {
            within(since)
        } else {
            format!(" from {} to {}", span(since), span(until))
        };
    }
    let since = range.since.map(|since| format!(" since {}", span(since))).unwrap_or_default();
    let until = range.until.map(|until| format!(" until {}", span(until))).unwrap_or_default();
    format!("{since}{until}")
}

/// " in 2024", " in July 2024", " on 1 July 2024".
fn within(period: Period) -> String {
    let before = if period.first == period.last { "on" } else { "in" };
    format!(" {before} {}", span(period))
}

/// "2024", "July 2024", "1 July 2024".
fn span(period: Period) -> String {
    if period.first == period.last {
        day(period.first)
    } else if period.last == period.first.last_of_month() {
        month(period.first)
    } else {
        period.to_string()
    }
}

/// Who holds an office, since when and until when, as far as the file tells.
#[must_use]
pub fn office(person: &Person, office: &Office, knowledge: &Knowledge) -> String {
    let of = office.of.as_ref().and_then(|id| knowledge.party(id));
    let of = of.map(|party| format!(" of {}", party.in_sentence)).unwrap_or_default();
    let since = office.since.map(|since| format!(" since {}", day(since))).unwrap_or_default();
    match office.until {
        None => format!("{} is {}{of}{since}.", person.name, office.title),
        Some(until) => format!(
            "{} was {}{of}{}until {}.",
            person.name,
            office.title,
            if since.is_empty() { " ".to_owned() } else { format!("{since} and ") },
            day(until)
        ),
    }
}

/// Said once where there is no sentence encoder.
#[must_use]
pub fn no_encoder(folder: &std::path::Path) -> String {
    format!(
        "No sentence encoder in {}: questions are answered from their words alone. ENCODER_PATH names its folder, MEANING=off \
         leaves it out.",
        folder.display()
    )
}

/// Said before what comes near without answering.
pub const NEAREST: &str = "Nearest on file:";

/// The heading of sums side by side.
#[must_use]
pub fn sums_heading(ranked: bool) -> &'static str {
    if ranked {
        "Sums of one currency and time, the greatest first"
    } else {
        "Side by side; of different currencies, times or scopes, so that none is said to be more"
    }
}

/// What is said for company's sake.
#[must_use]
pub fn chat(chat: Chat) -> &'static str {
    match chat {
        Chat::Thanks => "You are welcome. Ask on, whenever you like.",
        Chat::Greeting => "Hello! Ask about Ukraine's security agreements: “how much did the Dutch promise?”",
        Chat::Farewell => "Goodbye, and come back with questions.",
        Chat::Assent => "All right. What else would you like to know?",
    }
}

/// What a row of a comparison is about.
#[must_use]
pub fn row(of: &RowOf, knowledge: &Knowledge) -> String {
    match of {
        RowOf::Signing => "Signed".to_owned(),
        RowOf::Duration => "Duration".to_owned(),
        RowOf::Aid => "Aid".to_owned(),
        RowOf::Topic(id) => knowledge.topic(id).map_or(id.clone(), |topic| capitalised(&topic.name)),
    }
}

/// What the fact file says of itself.
#[must_use]
pub fn about(knowledge: &Knowledge) -> String {
    let about = &knowledge.about;
    let newest =
        knowledge.newest.map(|date| format!(" The newest is as of {}.", day(date))).unwrap_or_default();
    format!(
        "{}\n{}\n{}\n{} facts on {} agreements with {} parties, from {} sources.{newest}\nAccord {}",
        about.title,
        about.description,
        about.covers,
        knowledge.written_facts(),
        knowledge.agreements.len(),
        knowledge.parties.len(),
        knowledge.sources.len(),
        env!("CARGO_PKG_VERSION"),
    )
}

/// The first letter large.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// How to ask, before the commands are listed.
pub const HELP: &str = "Ask in plain words, in short (“nl aid 2024”) or with a command. \
Every answer is made of stored facts with their sources; where there is none, you are told so.";
