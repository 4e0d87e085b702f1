//! The facts as bags of terms, found by term.

use std::collections::HashMap;

use rayon::prelude::*;

use super::entry::{Entry, Said, answers, named, person_of, said, touches};
use super::grams::Grams;
use super::phrasing::{Ask, verbatim};
use crate::knowledge::{Aspect, CountryAt, Fact, Knowledge, PartyAt, Role};
use crate::language::dictionary::Standing;
use crate::language::lexicon::Lexicon;
use crate::language::meaning::{Kind, Meaning};
use crate::language::normalize::words;
use crate::language::reading::{Reading, Token, read};

/// A term's number.
pub type Term = u32;

/// How strongly a term speaks for a fact, by where it stands in it.
mod strength {
    pub const ASK: f32 = 1.0;
    pub const TOPIC: f32 = 0.95;
    pub const PARENT_TOPIC: f32 = 0.7;
    pub const STATEMENT: f32 = 0.85;
    pub const NOTE: f32 = 0.5;
}

/// Topics above a fact's own that find it too.
const DEPTH: usize = 4;
/// Weight of a term that nearly every fact has.
pub(super) const LEAST_WEIGHT: f32 = 0.12;

/// The index over all facts and shortcuts: entry `i` is fact `i`, then come the shortcuts.
pub struct Index {
    /// The lexicon that facts and questions are read with.
    pub lexicon: Lexicon,
    /// What can be found: facts, then commands.
    pub entries: Vec<Entry>,
    /// The command of each entry behind the facts.
    shortcuts: Vec<String>,
    /// Countries that facts speak of without their being parties: naming one says nothing about which fact is meant.
    pub setting: Vec<CountryAt>,
    /// The party of each person.
    pub(super) people: Vec<Option<PartyAt>>,
    /// What the words mean that ask for each aspect of a record.
    pub(super) aspects: Vec<(Aspect, Vec<Meaning>)>,
    /// Of each group of synonyms, what it stands for.
    pub(super) roles: Vec<Option<Role>>,
    pub(super) terms: HashMap<String, Term>,
    pub(super) postings: Vec<Vec<(u32, f32)>>,
    pub(super) weights: Vec<f32>,
}

/// The texts of a fact as they are read.
struct FactRead {
    asks: Vec<Reading>,
    statement: Reading,
    note: Option<Reading>,
}

impl FactRead {
    fn new(fact: &Fact, knowledge: &Knowledge, lexicon: &Lexicon) -> Self {
        Self {
            asks: knowledge.asks_of(fact).map(|(_, ask)| read(ask, lexicon)).collect(),
            statement: read(&fact.statement, lexicon),
            note: fact.note.as_ref().map(|note| read(note, lexicon)),
        }
    }
}

impl Index {
    /// Indexes all facts.
    #[must_use]
    pub fn new(knowledge: &Knowledge) -> Self {
        let mut lexicon = Lexicon::new(knowledge);
        for (_, asks) in &knowledge.vocabulary.shortcuts {
            for ask in asks {
                words(ask).iter().for_each(|word| lexicon.dictionary.add(&word.text, Standing::Written));
            }
        }
        for fact in &knowledge.facts {
            let asks = knowledge.asks_of(fact).map(|(_, ask)| ask);
            for text in asks.chain([fact.statement.as_str()]) {
                words(text).iter().for_each(|word| lexicon.dictionary.add(&word.text, Standing::Written));
            }
        }
        let mut index = Self {
            aspects: aspects(knowledge, &lexicon),
            lexicon,
            entries: Vec::new(),
            shortcuts: knowledge.vocabulary.shortcuts.iter().map(|(command, _)| command.clone()).collect(),
            people: knowledge
                .people
                .iter()
                .map(|person| party_position(knowledge, person.party.as_ref()))
                .collect(),
            setting: (0..knowledge.countries.len())
                .map(CountryAt)
                .filter(|at| knowledge.about.setting.contains(&knowledge.countries[*at].code))
                .collect(),
            roles: knowledge.vocabulary.synonyms.iter().map(|(_, role)| *role).collect(),
            terms: HashMap::new(),
            postings: Vec::new(),
            weights: Vec::new(),
        };
        // Reading is nearly all of the work, and each text is read by itself.
        let read_facts = |fact| FactRead::new(fact, knowledge, &index.lexicon);
        let read: Vec<FactRead> = knowledge.facts.par_iter().map(read_facts).collect();
        let mut asks = Vec::new();
        for (fact, read) in knowledge.facts.iter().zip(read) {
            index.add_fact(knowledge, fact, &read);
            asks.push(read.asks);
        }
        for (_, ways) in &knowledge.vocabulary.shortcuts {
            asks.push(index.add_shortcut(ways));
        }
        index.weigh();
        let asks: Vec<Vec<Ask>> = asks
            .par_iter()
            .zip(&index.entries)
            .map(|(readings, entry)| readings.iter().map(|reading| index.ask(reading, entry)).collect())
            .collect();
        for (entry, asks) in index.entries.iter_mut().zip(asks) {
            entry.shortest = asks.iter().map(|ask| ask.weight).fold(f32::INFINITY, f32::min);
            entry.asks = asks;
        }
        index
    }

    /// The command that a question is asked for in the very words the vocabulary has for it, if it is one.
    #[must_use]
    pub fn command_of(&self, reading: &Reading) -> Option<&str> {
        let from = self.entries.len() - self.shortcuts.len();
        let mut commands = self.shortcuts.iter().zip(&self.entries[from..]);
        commands.find(|(_, entry)| entry.is_asked_by(reading)).map(|(command, _)| command.as_str())
    }

    fn add_fact(&mut self, knowledge: &Knowledge, fact: &Fact, read: &FactRead) {
        let at = self.entries.len();
        let party = party_position(knowledge, fact.party.as_ref());
        let mut found: HashMap<Term, f32> = HashMap::new();
        let FactRead { asks, statement, note } = read;
        for reading in asks {
            self.collect(reading, strength::ASK, &mut found);
        }
        self.collect(statement, strength::STATEMENT, &mut found);
        if let Some(note) = note {
            self.collect(note, strength::NOTE, &mut found);
        }
        for id in fact.topics() {
            let mut topic = knowledge.topic_at(id);
            let mut force = strength::TOPIC;
            for _ in 0..DEPTH {
                let Some(position) = topic else { break };
                self.raise(&Meaning::Topic(position), force, &mut found);
                force = strength::PARENT_TOPIC;
                let parent = knowledge.topics[position].parent.as_ref();
                topic = parent.and_then(|id| knowledge.topic_at(id));
            }
        }
        let mut names: Vec<Meaning> = asks.iter().chain([statement]).flat_map(named).collect();
        for person in [fact.speaker.as_ref(), fact.value.as_ref().and_then(person_of)].into_iter().flatten() {
            if let Some(position) = knowledge.person_at(person) {
                self.raise(&Meaning::Person(position), strength::ASK, &mut found);
                names.push(Meaning::Person(position));
            }
        }
        if let Some(party) = party {
            // A party's facts need not name it: they are its own.
            self.raise(&Meaning::Party(party), strength::ASK, &mut found);
        }
        self.post(at, &found);
        let answers = answers(fact);
        let touches = touches(statement, fact, &self.roles);
        let newer = newer(fact, knowledge);
        let said = Said { newer, ..said(statement, &self.roles) };
        self.entries.push(Entry {
            is_command: false,
            party,
            names,
            asks: Vec::new(),
            shortest: 0.0,
            answers,
            touches,
            said,
        });
    }

    fn add_shortcut(&mut self, ways: &[String]) -> Vec<Reading> {
        let at = self.entries.len();
        let readings: Vec<Reading> = ways.iter().map(|ask| read(ask, &self.lexicon)).collect();
        let mut found = HashMap::new();
        readings.iter().for_each(|reading| self.collect(reading, strength::ASK, &mut found));
        self.post(at, &found);
        // A command tells all there is, of whatever kind.
        let (names, answers, touches) =
            (Vec::new(), Kind::ALL.iter().map(|(kind, _)| *kind).collect(), Vec::new());
        self.entries.push(Entry {
            is_command: true,
            party: None,
            names,
            asks: Vec::new(),
            shortest: 0.0,
            answers,
            touches,
            said: Said::default(),
        });
        readings
    }

    fn collect(&mut self, reading: &Reading, force: f32, found: &mut HashMap<Term, f32>) {
        for token in reading.tokens() {
            for name in names_of(token).into_iter().chain(self.parts_of(token)) {
                let term = self.intern(name);
                let held = found.entry(term).or_insert(0.0);
                *held = held.max(force);
            }
        }
    }

    /// The terms of a phrase's single words: a fact that says "10 years" is found by "years" too.
    fn parts_of(&self, token: &Token) -> Vec<String> {
        if token.stems.len() < 2 {
            return Vec::new();
        }
        let meanings = token.stems.iter().filter_map(|stem| self.lexicon.longest(std::slice::from_ref(stem)));
        let meant = meanings
            .flat_map(|(_, meanings)| meanings)
            .filter(|m| matches!(m, Meaning::Synonym(_) | Meaning::Topic(_)));
        let own = token.stems.iter().map(|stem| format!("w:{stem}"));
        meant.filter_map(|meaning| name_of(*meaning)).chain(own).collect()
    }

    fn raise(&mut self, meaning: &Meaning, force: f32, found: &mut HashMap<Term, f32>) {
        if let Some(name) = name_of(*meaning) {
            let term = self.intern(name);
            let held = found.entry(term).or_insert(0.0);
            *held = held.max(force);
        }
    }

    fn post(&mut self, entry: usize, found: &HashMap<Term, f32>) {
        let Ok(entry) = u32::try_from(entry) else { return };
        for (&term, &force) in found {
            self.postings[term as usize].push((entry, force));
        }
    }

    fn intern(&mut self, name: String) -> Term {
        let next = self.postings.len();
        *self.terms.entry(name).or_insert_with(|| {
            self.postings.push(Vec::new());
            // More terms than 32 bits count would take a fact file of gigabytes, which is refused before.
            u32::try_from(next).unwrap_or(u32::MAX)
        })
    }

    /// Rare terms tell facts apart, common ones hardly do: inverse document frequency, scaled to 1.
    fn weigh(&mut self) {
        #[allow(clippy::cast_precision_loss, reason = "numbers of facts are far below 2^24")]
        let of = |count: usize| count as f32;
        let all = of(self.entries.len().max(2));
        let most = (all + 1.0).ln();
        let weight = |list: &Vec<(u32, f32)>| ((all + 1.0) / (of(list.len()) + 0.5)).ln() / most;
        self.weights = self.postings.iter().map(|list| weight(list).clamp(LEAST_WEIGHT, 1.0)).collect();
    }

    fn ask(&self, reading: &Reading, entry: &Entry) -> Ask {
        let party = entry.party;
        let carrying = reading.tokens().iter().filter(|token| !token.is_filler());
        let carrying: Vec<&Token> =
            carrying.filter(|token| party.is_none_or(|party| !token.means(Meaning::Party(party)))).collect();
        let words = carrying.iter().map(|token| (self.meant(token), self.weight(token)));
        Ask::new(
            words,
            Grams::of(carrying.iter().flat_map(|token| token.plain_stems())),
            verbatim(reading.tokens().iter(), entry),
        )
    }
}

/// How many current facts of the same party and topic, with a value of the same kind, are newer.
fn newer(fact: &Fact, knowledge: &Knowledge) -> usize {
    let same = |other: &&Fact| {
        other.party == fact.party
            && other.topic == fact.topic
            && other.is_current()
            && other.as_of > fact.as_of
            && answers(other) == answers(fact)
    };
    knowledge.facts.iter().filter(same).count()
}

fn aspects(knowledge: &Knowledge, lexicon: &Lexicon) -> Vec<(Aspect, Vec<Meaning>)> {
    let meant = |asks: &Vec<String>| -> Vec<Meaning> {
        let tokens = asks.iter().flat_map(|ask| read(ask, lexicon).tokens().to_vec());
        let carries = |m: &Meaning| matches!(m, Meaning::Kind(_) | Meaning::Topic(_) | Meaning::Synonym(_));
        tokens.flat_map(|token| token.meanings).filter(carries).collect()
    };
    knowledge.vocabulary.records.iter().map(|(aspect, _, asks)| (*aspect, meant(asks))).collect()
}

fn party_position(knowledge: &Knowledge, id: Option<&String>) -> Option<PartyAt> {
    id.and_then(|id| knowledge.party_at(id))
}

/// The names of all terms a token stands for: its own words, and what they mean.
pub(super) fn names_of(token: &Token) -> Vec<String> {
    if token.is_filler() {
        return Vec::new();
    }
    let meant = token.meanings.iter().filter_map(|meaning| name_of(*meaning));
    let own = (!token.is_kind()).then(|| own_word(token));
    meant.chain(own).collect()
}

pub(super) fn own_word(token: &Token) -> String {
    format!("w:{}", token.stems.join(" "))
}

pub(super) fn name_of(meaning: Meaning) -> Option<String> {
    match meaning {
        Meaning::Party(at) | Meaning::Seat(at) => Some(format!("party:{}", at.0)),
        Meaning::Country(at) => Some(format!("country:{}", at.0)),
        Meaning::Person(at) => Some(format!("person:{}", at.0)),
        Meaning::Topic(at) => Some(format!("topic:{}", at.0)),
        Meaning::Kind(kind) => Some(format!("kind:{kind:?}")),
        Meaning::Synonym(at) => Some(format!("synonym:{}", at.0)),
        Meaning::Month(month) => Some(format!("month:{month}")),
        Meaning::Office(at) => Some(format!("office:{}", at.0)),
        Meaning::Home
        | Meaning::Place
        | Meaning::Declined(_)
        | Meaning::Reference(_)
        | Meaning::Cue(_)
        | Meaning::Ordinal(_)
        | Meaning::Stranger
        | Meaning::Filler => None,
    }
}
