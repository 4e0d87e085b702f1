//! The facts together with their index: what a question is answered from.

use std::collections::BTreeSet;
use std::sync::Arc;

use once_cell::sync::OnceCell;

use super::closeness::{Close, Closeness};
use super::embedder::Embedder;
use super::hit::{Hit, rank};
use super::index::Index;
use crate::knowledge::{Country, Fact, Knowledge, Party, Topic, TopicAt};
use crate::language::meaning::Meaning;
use crate::language::normalize::normalize;
use crate::language::reading::{Reading, Token, read};

/// Facts and their index, built once and shared.
pub struct Corpus {
    /// The facts.
    pub knowledge: Knowledge,
    /// Their index.
    pub index: Index,
    /// Of each party, what its facts are on.
    topics: Vec<Vec<OnTopic>>,
    /// Made when someone first types into an option: the terminal mostly does without.
    names: OnceCell<Names>,
    /// None where questions are answered from words alone.
    closeness: Option<Closeness>,
}

/// What a party's facts say on a topic.
struct OnTopic {
    /// Position of the topic.
    topic: TopicAt,
    /// Positions of the facts whose own topic it is, or which touch it, in the file's order.
    facts: Vec<usize>,
    /// The first of those whose own topic it is that a curator wrote.
    written: Option<usize>,
}

/// All that an option can be completed to, normalised, by position in the facts' lists.
pub struct Names {
    /// Of each party: name, aliases, demonyms, code, and its country's names.
    pub parties: Vec<Vec<String>>,
    /// Of each topic: name, id and words.
    pub topics: Vec<Vec<String>>,
    /// Of each person: name and aliases.
    pub people: Vec<Vec<String>>,
    /// Of each fact: id and statement.
    pub facts: Vec<Vec<String>>,
}

impl Names {
    fn of(knowledge: &Knowledge) -> Self {
        fn all<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
            names.map(|name| normalize(name)).collect()
        }
        let of_party = |party: &Party| {
            let country =
                knowledge.countries.iter().find(|country| Some(&country.code) == party.code.as_ref());
            let own =
                [&party.name].into_iter().chain(&party.aliases).chain(&party.demonyms).chain(&party.code);
            all(own.chain(country.into_iter().flat_map(|country| &country.names)))
        };
        Self {
            parties: knowledge.parties.iter().map(of_party).collect(),
            topics: knowledge
                .topics
                .iter()
                .map(|t| all([&t.name, &t.id].into_iter().chain(&t.words)))
                .collect(),
            people: knowledge.people.iter().map(|p| all([&p.name].into_iter().chain(&p.aliases))).collect(),
            facts: knowledge.facts.iter().map(|f| all([&f.id, &f.statement].into_iter())).collect(),
        }
    }
}

/// What an index entry is.
#[derive(Debug, Clone, Copy)]
pub enum Found<'a> {
    /// A fact.
    Fact(&'a Fact),
    /// A command that answers the question.
    Shortcut(&'a str),
}

impl Corpus {
    /// Indexes the facts, beside what their texts mean where there is an encoder.
    #[must_use]
    pub fn new(knowledge: Knowledge, meaning: Option<Arc<Embedder>>) -> Self {
        let index = Index::new(&knowledge);
        let mut topics: Vec<Vec<OnTopic>> = knowledge.parties.iter().map(|_| Vec::new()).collect();
        for (at, fact) in knowledge.facts.iter().enumerate() {
            if let Some(party) = index.entries[at].party {
                sort_in(&mut topics[party.0], at, fact, &knowledge);
            }
        }
        Self { knowledge, index, topics, names: OnceCell::new(), closeness: meaning.map(Closeness::new) }
    }

    /// The facts of a party on a topic and all below it, in the file's order.
    pub fn facts_on(&self, party: &str, topic: &str) -> impl Iterator<Item = &Fact> {
        let topics = &self.knowledge.topics;
        let within = |on: &&OnTopic| self.knowledge.within_topic(&topics[on.topic].id, topic);
        let mut places: Vec<usize> =
            self.topics_on(party).iter().filter(within).flat_map(|on| on.facts.iter().copied()).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|at| &self.knowledge.facts[at])
    }

    /// The topics that curators wrote facts of a party on, in the file's order.
    #[must_use]
    pub fn topics_of(&self, party: &str) -> Vec<&Topic> {
        let written = |on: &OnTopic| Some((on.written?, &self.knowledge.topics[on.topic]));
        let mut topics: Vec<(usize, &Topic)> = self.topics_on(party).iter().filter_map(written).collect();
        topics.sort_unstable_by_key(|(first, _)| *first);
        topics.into_iter().map(|(_, topic)| topic).collect()
    }

    fn topics_on(&self, party: &str) -> &[OnTopic] {
        let at = self.knowledge.party_at(party);
        at.map(|at| self.topics[at.0].as_slice()).unwrap_or_default()
    }

    /// What options are completed to.
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(&self.knowledge))
    }

    /// Reads a question.
    #[must_use]
    pub fn read(&self, text: &str) -> Reading {
        let mut reading = read(text, &self.index.lexicon);
        for correction in &mut reading.corrections {
            if let Some(party) = self.index.lexicon.party(&correction.read_as) {
                correction.read_as.clone_from(&self.knowledge.parties[party].name);
            }
        }
        reading
    }

    /// Whether a question speaks of what the fact file is about: the home country, one of the setting, an agreement. A fact
    /// file of no party is about whatever its facts say.
    #[must_use]
    pub fn is_on_subject(&self, reading: &Reading) -> bool {
        let knowledge = &self.knowledge;
        let speaks = |meaning: &Meaning| match *meaning {
            Meaning::Home | Meaning::Party(_) => true,
            Meaning::Country(at) => knowledge.about.setting.contains(&knowledge.countries[at].code),
            // "The G7 declaration", "NATO": a topic with a name of its own.
            Meaning::Topic(at) => knowledge.topics[at].name.contains(char::is_uppercase),
            _ => false,
        };
        let lexicon = &self.index.lexicon;
        let is_own = |token: &Token| {
            lexicon.is_proper(&token.stems) || self.index.is_own_name(token) || self.index.is_subject(token)
        };
        // "Russia attacks again" is a topic that names a country of the setting.
        let names_one = |token: &Token| {
            let parts = token.stems.iter().filter_map(|stem| lexicon.longest(std::slice::from_ref(stem)));
            token.stems.len() > 1 && parts.flat_map(|(_, meanings)| meanings).any(speaks)
        };
        knowledge.parties.is_empty()
            || reading
                .tokens()
                .iter()
                .any(|token| is_own(token) || token.meanings.iter().any(speaks) || names_one(token))
    }

    /// Ranks what may answer it, the entries of `also` among them.
    #[must_use]
    pub fn rank(&self, reading: &Reading, also: &BTreeSet<usize>) -> Vec<Hit> {
        rank(reading, &self.index, also)
    }

    /// Whether questions are compared by meaning too.
    #[must_use]
    pub fn compares_meaning(&self) -> bool {
        self.closeness.is_some()
    }

    /// How close each fact is to a question in meaning, by its position; none without an encoder.
    #[must_use]
    pub fn close_to(&self, question: &str) -> Option<Arc<[Close]>> {
        self.closeness.as_ref()?.to(question, &self.knowledge)
    }

    /// How close the statements of other facts, by position, come in meaning to the statement of one; 0 without an encoder.
    #[must_use]
    pub fn between(&self, fact: &Fact, others: &[usize]) -> Vec<f32> {
        let closeness = self.closeness.as_ref();
        closeness.map_or_else(|| vec![0.0; others.len()], |c| c.between(fact, others, &self.knowledge))
    }

    /// What a hit stands for.
    #[must_use]
    pub fn found(&self, hit: &Hit) -> Found<'_> {
        match hit.entry.checked_sub(self.knowledge.facts.len()) {
            None => Found::Fact(&self.knowledge.facts[hit.entry]),
            Some(at) => Found::Shortcut(&self.knowledge.vocabulary.shortcuts[at].0),
        }
    }

    /// The parties a reading names.
    #[must_use]
    pub fn parties(&self, reading: &Reading) -> Vec<&Party> {
        reading.parties().iter().map(|at| &self.knowledge.parties[*at]).collect()
    }

    /// The topics a reading names.
    #[must_use]
    pub fn topics(&self, reading: &Reading) -> Vec<&Topic> {
        reading.topics().iter().map(|at| &self.knowledge.topics[*at]).collect()
    }

    /// The countries a reading names that are no parties.
    #[must_use]
    pub fn countries(&self, reading: &Reading) -> Vec<&Country> {
        reading.countries().iter().map(|at| &self.knowledge.countries[*at]).collect()
    }
}

/// Adds a fact to what its party's facts are on.
fn sort_in(topics: &mut Vec<OnTopic>, at: usize, fact: &Fact, knowledge: &Knowledge) {
    for id in fact.topics() {
        let Some(topic) = knowledge.topic_at(id) else { continue };
        let place = topics.iter().position(|on| on.topic == topic).unwrap_or(topics.len());
        if place == topics.len() {
            topics.push(OnTopic { topic, facts: Vec::new(), written: None });
        }
        topics[place].facts.push(at);
        if fact.topic == id && fact.aspect.is_none() {
            topics[place].written.get_or_insert(at);
        }
    }
}
