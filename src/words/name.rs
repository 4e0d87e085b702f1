//! What the fact file says, in a language: statements, notes, titles and names. What is not translated is told in English, and a
//! statement with a word that says so.

use std::borrow::Cow;

use super::bundle::{Words, text};
use super::capitalised;
use crate::knowledge::{Agreement, Aspect, Fact, Knowledge, Language, Person};

impl Words {
    /// A name or short text of the file.
    #[must_use]
    pub fn name(self, english: &str, knowledge: &Knowledge) -> String {
        knowledge.name_in(english, self.language()).map_or(english, |name| &name.is).to_owned()
    }

    /// A name as it stands behind "of", "from" and "for".
    #[must_use]
    pub fn name_within(self, english: &str, knowledge: &Knowledge) -> String {
        let name = knowledge.name_in(english, self.language());
        name.map_or(english, |name| name.of_it.as_ref().unwrap_or(&name.is)).to_owned()
    }

    /// The name of the party with this id as a heading.
    #[must_use]
    pub fn party(self, id: &str, knowledge: &Knowledge) -> String {
        self.name(knowledge.party_name(id), knowledge)
    }

    /// The name of the party with this id as it stands behind "of", "from" and "for".
    #[must_use]
    pub fn party_within(self, id: &str, knowledge: &Knowledge) -> String {
        let english = knowledge.party(id).map_or(id, |party| &party.in_sentence);
        self.name_within(english, knowledge)
    }

    /// The name of the topic with this id.
    #[must_use]
    pub fn topic(self, id: &str, knowledge: &Knowledge) -> String {
        self.name(knowledge.topic(id).map_or(id, |topic| &topic.name), knowledge)
    }

    /// A person's name.
    #[must_use]
    pub fn person(self, person: &Person, knowledge: &Knowledge) -> String {
        self.name(&person.name, knowledge)
    }

    /// An agreement's title.
    #[must_use]
    pub fn title(self, agreement: &Agreement, knowledge: &Knowledge) -> String {
        let own = knowledge.agreement_in(agreement, self.language());
        own.map_or(&agreement.title, |own| &own.statement).clone()
    }

    /// An agreement's note.
    #[must_use]
    pub fn agreement_note(self, agreement: &Agreement, knowledge: &Knowledge) -> Option<String> {
        let own = knowledge.agreement_in(agreement, self.language());
        own.map_or(&agreement.note, |own| &own.note).clone()
    }

    /// What a fact says. One that is not translated from the English as it is now is told in English, which is said.
    #[must_use]
    pub fn statement<'a>(self, fact: &'a Fact, knowledge: &'a Knowledge) -> Cow<'a, str> {
        if self.language() == Language::English {
            return Cow::Borrowed(&fact.statement);
        }
        if let Some((agreement, aspect)) = knowledge.record_of(fact).zip(fact.aspect) {
            return Cow::Owned(self.record(agreement, aspect, knowledge));
        }
        match knowledge.statement_in(fact, self.language()) {
            Some(own) => Cow::Borrowed(own),
            None => Cow::Owned(self.say_with("in-english", [("statement", text(&fact.statement))])),
        }
    }

    /// A fact's note.
    #[must_use]
    pub fn fact_note(self, fact: &Fact, knowledge: &Knowledge) -> Option<String> {
        if let Some(agreement) = knowledge.record_of(fact) {
            return self.agreement_note(agreement, knowledge);
        }
        knowledge.fact_in(fact, self.language()).map_or(&fact.note, |own| &own.note).clone()
    }

    /// Where something was: "in Kharkiv".
    #[must_use]
    pub fn in_place(self, place: &str, knowledge: &Knowledge) -> String {
        let name = knowledge.name_in(place, self.language());
        name.and_then(|name| name.in_it.clone())
            .unwrap_or_else(|| self.say_with("in-place", [("place", text(self.name(place, knowledge)))]))
    }

    /// Where an agreement was signed: "in Kharkiv, Ukraine".
    #[must_use]
    pub fn in_country(self, agreement: &Agreement, knowledge: &Knowledge) -> String {
        let place = text(self.in_place(&agreement.place, knowledge));
        let country = text(self.name(&agreement.country, knowledge));
        self.say_with("in-country", [("in_place", place), ("country", country)])
    }

    /// Who signed an agreement, each with the role: "Mark Rutte (Prime Minister of the Netherlands) and …".
    #[must_use]
    pub fn signatories(self, agreement: &Agreement, knowledge: &Knowledge) -> String {
        let by = agreement.signatories.iter().map(|signatory| {
            let person = knowledge.person(&signatory.person);
            let person = person.map_or(signatory.person.clone(), |person| self.person(person, knowledge));
            format!("{person} ({})", self.name(&signatory.role, knowledge))
        });
        self.listed(&by.collect::<Vec<_>>())
    }

    /// One aspect of an agreement's record in a sentence.
    #[must_use]
    pub fn record(self, agreement: &Agreement, aspect: Aspect, knowledge: &Knowledge) -> String {
        let title = self.title(agreement, knowledge);
        let party = self.party_within(&agreement.party, knowledge);
        // Further agreements of a party go by their titles, since "the agreement" means the one that is counted.
        let name = if agreement.counted {
            self.say_with("agreement-with", [("party", text(&party))])
        } else {
            self.say_with("agreement-titled", [("title", text(&title))])
        };
        let (day, whole) = (text(self.day(agreement.signed)), text(capitalised(&name)));
        match aspect {
            Aspect::Signing => {
                let place = if agreement.place.contains(&agreement.country) {
                    self.in_place(&agreement.place, knowledge)
                } else {
                    self.in_country(agreement, knowledge)
                };
                let people = text(self.signatories(agreement, knowledge));
                let told =
                    [("people", people), ("agreement", text(name)), ("in_place", text(place)), ("day", day)];
                self.say_with("record-signing", told)
            }
            Aspect::Duration => {
                let duration = self.name(agreement.duration.as_deref().unwrap_or_default(), knowledge);
                self.say_with(
                    "record-duration",
                    [("Agreement", whole), ("day", day), ("duration", text(duration))],
                )
            }
            Aspect::Title => {
                self.say_with("record-title", [("party", text(party)), ("day", day), ("title", text(title))])
            }
            Aspect::Status => {
                let status = text(self.name(&agreement.status, knowledge));
                let known = text(self.day(agreement.status_as_of));
                let told = [("Agreement", whole), ("day", day), ("status", status), ("known", known)];
                self.say_with("record-status", told)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::load;

    #[test]
    fn records_are_told_in_english_as_the_facts_derived_from_them_are() {
        let knowledge = load("knowledge".as_ref()).unwrap_or_else(|_| panic!("the shipped facts load"));
        for fact in &knowledge.facts {
            if let Some((agreement, aspect)) = knowledge.record_of(fact).zip(fact.aspect) {
                assert_eq!(Words::ENGLISH.record(agreement, aspect, &knowledge), fact.statement);
            }
        }
    }
}
