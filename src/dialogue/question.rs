//! A question that is whole in itself, with what of it came from the conversation.

use crate::knowledge::{Fact, PartyAt, Period, PersonAt, TopicAt};
use crate::language::meaning::Kind;
use crate::language::reading::Reading;
use crate::retrieval::corpus::Corpus;

/// What of a question was carried from the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each slot is carried or not, whatever the others are")]
pub struct Carried {
    /// The party.
    pub party: bool,
    /// The topic.
    pub topic: bool,
    /// The words of the fact just told.
    pub words: bool,
    /// The person.
    pub person: bool,
    /// The kind of question.
    pub kind: bool,
    /// The time.
    pub time: bool,
    /// An item of the list shown.
    pub item: bool,
}

/// A question that is whole in itself.
#[derive(Debug, Clone)]
pub struct Question {
    reading: Reading,
    text: String,
    meant: String,
    /// What of it was carried from the conversation.
    pub carried: Carried,
}

impl Question {
    /// A question as it stands.
    #[must_use]
    pub fn plain(reading: Reading, text: &str) -> Self {
        Self { reading, text: text.to_owned(), meant: text.to_owned(), carried: Carried::default() }
    }

    /// What it was read as.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Its words, what was carried before what was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is compared by meaning: its words with the party, the person and the words carried, without the topic's name, which
    /// adds little to them. Questions that differ in nothing else are compared once.
    #[must_use]
    pub fn meant(&self) -> &str {
        &self.meant
    }

    /// Whether anything of it was carried.
    #[must_use]
    pub fn is_carried(&self) -> bool {
        self.carried != Carried::default()
    }

    fn before(&mut self, words: &str) {
        self.text.insert_str(0, words);
        self.meant.insert_str(0, words);
    }

    /// The same question of a party that was talked of.
    #[must_use]
    pub fn of_party(mut self, at: PartyAt, corpus: &Corpus) -> Self {
        self.reading.add_party(at);
        let name = &corpus.knowledge.parties[at].name;
        self.before(&format!("{name}: "));
        self.carried.party = true;
        self
    }

    /// The same question of several parties that were talked of.
    #[must_use]
    pub fn of_parties(self, parties: &[PartyAt], corpus: &Corpus) -> Self {
        parties.iter().fold(self, |question, at| question.of_party(*at, corpus))
    }

    /// The same question of an item of the list shown; the words that pointed at it have done their work.
    #[must_use]
    pub fn of_item(mut self, at: PartyAt, corpus: &Corpus) -> Self {
        self.reading.without_pointers();
        self.carried.item = true;
        self.of_party(at, corpus)
    }

    /// The same question on a topic that was talked of.
    #[must_use]
    pub fn on_topic(mut self, at: TopicAt, corpus: &Corpus) -> Self {
        let name = &corpus.knowledge.topics[at].name;
        self.reading.add_topic(at, name);
        self.text = format!("{name} {}", self.text);
        self.carried.topic = true;
        self
    }

    /// The same question on what a fact is about, in the words of its first way of asking.
    #[must_use]
    pub fn about(mut self, fact: &Fact, corpus: &Corpus) -> Self {
        if let Some(ask) = fact.asks.first() {
            self.reading.add_words(&corpus.read(ask));
            self.before(&format!("{ask} "));
            self.carried.words = true;
        }
        self
    }

    /// The same question of a person who was talked of.
    #[must_use]
    pub fn of_person(mut self, at: PersonAt, corpus: &Corpus) -> Self {
        let name = &corpus.knowledge.people[at].name;
        self.reading.add_person(at, name);
        self.before(&format!("{name}: "));
        self.carried.person = true;
        self
    }

    /// The same question as the last in kind.
    #[must_use]
    pub fn asking(mut self, kind: Option<Kind>) -> Self {
        if let Some(kind) = kind.filter(|_| self.reading.kinds().is_empty()) {
            self.reading.add_kind(kind);
            self.carried.kind = true;
        }
        self
    }

    /// The same question for a time that was talked of.
    #[must_use]
    pub fn during(mut self, period: Option<Period>) -> Self {
        if let Some(period) = period.filter(|_| self.reading.time().is_empty()) {
            self.reading.add_period(period);
            self.text = format!("{} {period}", self.text);
            self.meant = format!("{} {period}", self.meant);
            self.carried.time = true;
        }
        self
    }

    /// The same question, its months in the year that was talked of.
    #[must_use]
    pub fn in_year(mut self, year: i16) -> Self {
        self.reading.in_year(year);
        self.carried.time = true;
        self
    }

    /// The same question of the party that a person stands for: "how much did Rutte promise".
    #[must_use]
    pub fn for_party_of(mut self, person: PersonAt, corpus: &Corpus) -> Option<Self> {
        let party = corpus.index.party_of(person)?;
        self.reading.without_people();
        self.reading.add_party(party);
        Some(self)
    }
}
