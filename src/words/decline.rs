//! What is said where there is nothing, where something is unclear, and where a question cannot be read.

use fluent_bundle::FluentValue;

use super::bundle::{Words, text};
use crate::dialogue::answer::{Refusal, Unclear, Unknown};
use crate::knowledge::Knowledge;

impl Words {
    /// What is said when there is nothing.
    #[must_use]
    pub fn unknown(self, unknown: &Unknown, knowledge: &Knowledge) -> String {
        let typed = |id, typed: &str| self.say_with(id, [("typed", text(brief(typed)))]);
        let named = |party: &str| text(self.name_within(party, knowledge));
        match unknown {
            Unknown::NoAgreement { country } => {
                self.say_with("no-agreement", [("country", text(self.name(country, knowledge)))])
            }
            Unknown::NoParty { typed: name } => typed("no-party", name),
            Unknown::NoTopic { typed: name } => typed("no-topic", name),
            Unknown::NoPerson { typed: name } => typed("no-person", name),
            Unknown::NoFact { typed: name } => typed("no-fact", name),
            Unknown::Stranger { typed: name } => typed("stranger", name),
            Unknown::NoQuotes { person } => {
                self.say_with("no-quotes", [("person", text(self.name(person, knowledge)))])
            }
            Unknown::NothingOnTopic { party, topic } => self.say_with(
                "nothing-on-topic",
                [("topic", text(self.name(topic, knowledge))), ("party", named(party))],
            ),
            Unknown::NothingForPeriod { party: Some(party), period } => {
                self.say_with("no-figure", [("party", named(party)), ("period", text(period.to_string()))])
            }
            Unknown::NothingForPeriod { party: None, period } => {
                self.say_with("nothing-for", [("period", text(period.to_string()))])
            }
            Unknown::NoSuchDay { day, month, year } => self.say_with(
                "no-such-day",
                [("day", (*day).into()), ("month", (*month).into()), ("year", (*year).into())],
            ),
            Unknown::Declined { reason } => self.declined(reason, "nothing"),
            Unknown::Nothing { party, about } => self.nothing("nothing", party.as_ref(), about, knowledge),
        }
    }

    /// What is said before the nearest there is. That nothing is on file is said only where that is certain: what comes near
    /// may be what was asked for.
    #[must_use]
    pub fn unsure(self, reason: &Unknown, knowledge: &Knowledge) -> String {
        match reason {
            Unknown::Nothing { party, about } => self.nothing("unsure", party.as_ref(), about, knowledge),
            Unknown::NothingForPeriod { party, period } => {
                let period = ("period", text(period.to_string()));
                match party {
                    None => self.say_with("unsure-for", [period]),
                    Some(party) => {
                        let party = text(self.name_within(party, knowledge));
                        self.say_with("unsure-of-for", [("party", party), period])
                    }
                }
            }
            Unknown::Declined { reason } => self.declined(reason, "unsure"),
            other => self.unknown(other, knowledge),
        }
    }

    /// Why a question is not for the fact file; another message where its words tell no more than that.
    fn declined(self, reason: &str, otherwise: &str) -> String {
        match reason {
            "opinion" | "prediction" => self.say(reason),
            _ => self.say(otherwise),
        }
    }

    /// The message that names as much of what was asked about as there is.
    fn nothing(self, id: &str, party: Option<&String>, about: &[String], knowledge: &Knowledge) -> String {
        let told: [(&'static str, FluentValue<'_>); 2] = [
            ("party", text(party.map(|party| self.name_within(party, knowledge)).unwrap_or_default())),
            ("about", text(brief(&about.join(", ")))),
        ];
        let on = if about.is_empty() { "" } else { "-on" };
        let of = if party.is_none() { "" } else { "-of" };
        self.say_with(&format!("{id}{on}{of}"), told)
    }

    /// What is said when something is unclear; the choices follow.
    #[must_use]
    pub fn unclear(self, unclear: &Unclear) -> String {
        match unclear {
            Unclear::Party => self.say("which-party"),
            Unclear::Fact => self.say("which-fact"),
            Unclear::Name { typed } => self.say_with("which-name", [("typed", text(brief(typed)))]),
        }
    }

    /// What is said when a question cannot be read.
    #[must_use]
    pub fn refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::Empty => self.say("empty"),
            Refusal::TooLong { limit } => self.say_with("too-long", [("limit", (*limit).into())]),
            Refusal::UnknownCommand { name, nearest: Some(nearest) } => {
                self.say_with("no-command-but", [("name", text(brief(name))), ("nearest", text(*nearest))])
            }
            Refusal::UnknownCommand { name, nearest: None } => {
                self.say_with("no-command", [("name", text(brief(name)))])
            }
            Refusal::MissingOption { command, option } => {
                self.say_with("needs-option", [("command", text(*command)), ("option", text(*option))])
            }
            Refusal::BadPeriod { typed } => self.say_with("no-date", [("typed", text(brief(typed)))]),
            Refusal::BadChoice { typed, accepted } => self.say_with(
                "no-choice",
                [("typed", text(brief(typed))), ("accepted", text(accepted.join(", ")))],
            ),
        }
    }
}

/// Typed text is quoted back, but not pages of it.
fn brief(typed: &str) -> String {
    const LONGEST: usize = 60;
    let shown: String = typed.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    if typed.chars().count() > LONGEST { format!("{shown}…") } else { shown }
}
