//! Headings of lists and rows, offices, what the file says of itself, and what is said for company's sake.

use super::bundle::{Words, text};
use super::capitalised;
use crate::dialogue::answer::{Chat, ListOf, Range, RowOf};
use crate::knowledge::{Knowledge, Office, Person};

impl Words {
    /// The heading of a list.
    #[must_use]
    pub fn list_heading(self, about: &ListOf, knowledge: &Knowledge) -> String {
        match about {
            ListOf::Aid { party, period } => {
                let party = ("party", text(self.party_within(party, knowledge)));
                match period {
                    None => self.say_with("aid-from", [party]),
                    Some(period) => {
                        self.say_with("aid-from-for", [party, ("period", text(period.to_string()))])
                    }
                }
            }
            ListOf::Topic { topic, party } => {
                let topic = capitalised(&self.topic(topic, knowledge));
                match party {
                    None => topic,
                    // Behind a colon a name stands by itself, which only English tells apart from one in a sentence.
                    Some(party) => format!("{topic}: {}", self.party_alone(party, knowledge)),
                }
            }
            ListOf::Quotes { person } => {
                let person =
                    knowledge.person(person).map_or(person.clone(), |own| self.person(own, knowledge));
                self.say_with("words-of", [("person", text(person))])
            }
            ListOf::Timeline { range, party, topic } => {
                let timeline = match self.within(range) {
                    None => self.say("timeline"),
                    Some(within) => self.say_with("timeline-within", [("within", text(within))]),
                };
                let party = party.as_ref().map(|party| self.party_alone(party, knowledge));
                let of: Vec<String> = party
                    .into_iter()
                    .chain(topic.as_ref().map(|topic| self.topic(topic, knowledge)))
                    .collect();
                if of.is_empty() { timeline } else { format!("{timeline}: {}", of.join(", ")) }
            }
        }
    }

    /// A party by name behind a colon.
    fn party_alone(self, id: &str, knowledge: &Knowledge) -> String {
        knowledge.party(id).map_or(id.to_owned(), |party| self.name(&party.in_sentence, knowledge))
    }

    /// The heading of the list of agreements.
    #[must_use]
    pub fn signatories_heading(
        self,
        count: usize,
        range: &Range,
        place: Option<&str>,
        knowledge: &Knowledge,
    ) -> String {
        let place = place.map(|place| self.in_place(place, knowledge));
        let within: Vec<String> = place.into_iter().chain(self.within(range)).collect();
        let within = within.join(" ");
        match (count, within.is_empty()) {
            (0, true) => self.say("none-signed-ever"),
            (0, false) => self.say_with("none-signed", [("within", text(within))]),
            (count, true) => self.say_with("on-file", [("count", count.into())]),
            (count, false) => {
                self.say_with("signed-within", [("count", count.into()), ("within", text(within))])
            }
        }
    }

    /// Who holds an office, since when and until when, as far as the file tells. It begins with the person's name.
    #[must_use]
    pub fn office(self, person: &Person, office: &Office, knowledge: &Knowledge) -> String {
        let title = text(self.name(&office.title, knowledge));
        let of = office.of.as_ref().map(|id| text(self.party_within(id, knowledge)));
        let held = match of {
            Some(party) => text(self.say_with("office-of", [("title", title), ("party", party)])),
            None => title,
        };
        let (person, held) = (("person", text(self.person(person, knowledge))), ("office", held));
        let since = office.since.map(|since| ("since", text(self.day(since))));
        let until = office.until.map(|until| ("until", text(self.day(until))));
        match (since, until) {
            (None, None) => self.say_with("office-is", [person, held]),
            (Some(since), None) => self.say_with("office-is-since", [person, held, since]),
            (None, Some(until)) => self.say_with("office-was", [person, held, until]),
            (Some(since), Some(until)) => self.say_with("office-was-since", [person, held, since, until]),
        }
    }

    /// The heading of sums side by side.
    #[must_use]
    pub fn sums_heading(self, ranked: bool) -> String {
        self.say(if ranked { "ranked" } else { "unranked" })
    }

    /// What is said for company's sake.
    #[must_use]
    pub fn chat(self, chat: Chat) -> String {
        self.say(match chat {
            Chat::Thanks => "thanks",
            Chat::Greeting => "greeting",
            Chat::Farewell => "farewell",
            Chat::Assent => "assent",
        })
    }

    /// What a row of a comparison is about.
    #[must_use]
    pub fn row(self, of: &RowOf, knowledge: &Knowledge) -> String {
        match of {
            RowOf::Signing => self.say("row-signed"),
            RowOf::Duration => self.say("row-duration"),
            RowOf::Aid => self.say("row-aid"),
            RowOf::Topic(id) => match knowledge.topic(id) {
                Some(_) => capitalised(&self.topic(id, knowledge)),
                None => id.clone(),
            },
        }
    }

    /// What the fact file says of itself.
    #[must_use]
    pub fn about(self, knowledge: &Knowledge) -> String {
        let about = &knowledge.about;
        let newest = knowledge.newest.map(|date| self.say_with("newest", [("day", text(self.day(date)))]));
        let counts = self.say_with(
            "about-counts",
            [
                ("facts", knowledge.written_facts().into()),
                ("agreements", knowledge.agreements.len().into()),
                ("parties", knowledge.parties.len().into()),
                ("sources", knowledge.sources.len().into()),
            ],
        );
        let counts: Vec<String> = std::iter::once(counts).chain(newest).collect();
        let texts = [&about.title, &about.description, &about.covers].map(|own| self.name(own, knowledge));
        format!("{}\n{}\nAccord {}", texts.join("\n"), counts.join(" "), env!("CARGO_PKG_VERSION"))
    }
}
