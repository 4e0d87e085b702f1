//! A question as it was understood, word by word, before any fact is looked at.

use super::lexicon::Lexicon;
use super::meaning::{Kind, Meaning, Reference};
use super::mend::mend;
use super::normalize::{Word, words};
use super::period;
use crate::knowledge::Period;

/// One or more words that mean one thing.
#[derive(Debug, Clone)]
pub struct Token {
    /// The words' stems.
    pub stems: Vec<String>,
    /// The normalised words, joined.
    pub text: String,
    /// Everything it may mean.
    pub meanings: Vec<Meaning>,
    /// Whether it was written with a capital within a sentence, as names are.
    pub capital: bool,
    /// Whether it stands in the dictionary or among the common English words.
    pub known: bool,
}

/// A slip that was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// As typed.
    pub typed: String,
    /// What it was read as.
    pub read_as: String,
}

/// A question as understood.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Its tokens in order.
    pub tokens: Vec<Token>,
    /// Slips mended.
    pub corrections: Vec<Correction>,
    /// Parties named, in order, each once.
    pub parties: Vec<usize>,
    /// Countries named that are no parties.
    pub countries: Vec<usize>,
    /// People named.
    pub people: Vec<usize>,
    /// Topics named.
    pub topics: Vec<usize>,
    /// Kinds of question.
    pub kinds: Vec<Kind>,
    /// Years, months and days named.
    pub periods: Vec<Period>,
    /// Reasons to decline.
    pub declined: Vec<usize>,
    /// Parties that a misspelt word may mean, where it may mean several.
    pub unclear: Vec<usize>,
    /// What it points back at.
    pub references: Vec<Reference>,
    /// Whether fewer than half of its words are English, so that unknown ones are no slips and say little.
    pub foreign: bool,
    /// Whether its parties come from the conversation, not from its own words.
    pub carried: bool,
}

impl Token {
    /// Whether it has this meaning.
    #[must_use]
    pub fn means(&self, meaning: Meaning) -> bool {
        self.meanings.contains(&meaning)
    }

    /// Whether it asks for a kind of answer: "how many", "when".
    #[must_use]
    pub fn is_kind(&self) -> bool {
        self.meanings.iter().any(|m| matches!(m, Meaning::Kind(_)))
    }

    /// The stems of its words, unless it is a kind of question.
    pub fn plain_stems(&self) -> impl Iterator<Item = &str> {
        let is_kind = self.is_kind();
        self.stems.iter().filter(move |_| !is_kind).map(String::as_str)
    }

    /// Whether it carries nothing.
    #[must_use]
    pub fn is_filler(&self) -> bool {
        // "May" is a month beside a number only, which the periods are read from.
        let carries = |m: &Meaning| match m {
            Meaning::Filler | Meaning::Home | Meaning::Reference(_) => false,
            Meaning::Month(_) => !self.means(Meaning::Filler),
            _ => true,
        };
        !self.meanings.is_empty() && !self.meanings.iter().any(carries)
    }

    /// Whether it is part of a date: a number or a month.
    #[must_use]
    pub fn is_time(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
            || self.meanings.iter().any(|m| matches!(m, Meaning::Month(_)))
    }

    /// Whether it is a number like a year's.
    #[must_use]
    pub fn is_year(&self) -> bool {
        self.text.len() == 4 && self.text.bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether it names a party, a country or a place that stands for a party.
    #[must_use]
    pub fn is_place_name(&self) -> bool {
        let is_name = |m: &Meaning| {
            matches!(m, Meaning::Party(_) | Meaning::Seat(_) | Meaning::Country(_) | Meaning::Place)
        };
        self.meanings.iter().any(is_name)
    }
}

/// Reads a question.
#[must_use]
pub fn read(text: &str, lexicon: &Lexicon) -> Reading {
    let mut typed = words(text);
    let mut reading = Reading::default();
    for word in &mut typed {
        if let Some(digits) = lexicon.digits(&word.text) {
            digits.clone_into(&mut word.text);
        }
    }
    mend(&mut typed, lexicon, &mut reading);
    let shouted = !text.chars().any(char::is_lowercase);
    let stems: Vec<String> = typed.iter().map(|word| lexicon.stems.stem(&word.text)).collect();
    let mut at = 0;
    while at < typed.len() {
        let mut token = token(&typed[at..], &stems[at..], lexicon, shouted);
        token.capital = at > 0 && !shouted && typed[at].typed.starts_with(char::is_uppercase);
        let before = at.checked_sub(1).map(|before| typed[before].text.as_str());
        if before.is_some_and(|before| lexicon.is_place(before, &token.stems)) {
            token.meanings.retain(|m| !matches!(m, Meaning::Seat(_)));
            token.meanings.push(Meaning::Place);
        }
        at += token.stems.len();
        reading.tokens.push(token);
    }
    let english = typed.iter().filter(|word| lexicon.spelled_right(&word.text)).count();
    reading.foreign = english * 2 < typed.len();
    settle(&mut reading.tokens);
    reading.periods = period::find(&reading.tokens, text);
    gather(&mut reading);
    reading
}

fn token(typed: &[Word], stems: &[String], lexicon: &Lexicon, shouted: bool) -> Token {
    let (count, meanings) = lexicon.longest(stems).unwrap_or((1, &[]));
    let mut meanings = meanings.to_vec();
    let small = shouted || typed[0].typed.chars().any(char::is_lowercase);
    if count == 1 && small && lexicon.needs_capitals(&stems[0]) {
        meanings.retain(|m| {
            !matches!(m, Meaning::Party(_) | Meaning::Seat(_) | Meaning::Country(_) | Meaning::Person(_))
        });
    }
    let own: Vec<&str> = typed[..count].iter().map(|word| word.text.as_str()).collect();
    Token {
        stems: stems[..count].to_vec(),
        text: own.join(" "),
        capital: false,
        known: !meanings.is_empty()
            || own.iter().all(|word| lexicon.dictionary.knows(word) || lexicon.spelled_right(word)),
        meanings,
    }
}

/// What is both a party and a topic ("the EU") is the topic beside another party, unless the two are compared.
fn settle(tokens: &mut [Token]) {
    let is_party = |m: &Meaning| matches!(m, Meaning::Party(_));
    let is_topic = |m: &Meaning| matches!(m, Meaning::Topic(_));
    let is_both = |token: &Token| token.meanings.iter().any(is_party) && token.meanings.iter().any(is_topic);
    let of_two = |m: &Meaning| matches!(m, Meaning::Kind(Kind::Compare | Kind::HowMuch));
    let compared = tokens.iter().any(|token| token.meanings.iter().any(of_two));
    let other = tokens.iter().any(|token| !is_both(token) && token.meanings.iter().any(is_party));
    for token in tokens.iter_mut().filter(|token| is_both(token)) {
        if other && !compared {
            token.meanings.retain(|m| !is_party(m));
        } else {
            token.meanings.retain(|m| !is_topic(m));
        }
    }
}

fn gather(reading: &mut Reading) {
    fn push<T: PartialEq>(list: &mut Vec<T>, item: T) {
        if !list.contains(&item) {
            list.push(item);
        }
    }
    let is_person = |token: &Token| token.meanings.iter().any(|m| matches!(m, Meaning::Person(_)));
    let is_country = |token: &Token| token.meanings.iter().any(|m| matches!(m, Meaning::Country(_)));
    let mut seats = Vec::new();
    let names_party =
        reading.tokens.iter().any(|t| t.meanings.iter().any(|m| matches!(m, Meaning::Party(_))));
    for (place, token) in reading.tokens.iter().enumerate() {
        for meaning in &token.meanings {
            match *meaning {
                Meaning::Reference(Reference::And) if place > 0 => {}
                Meaning::Party(at) => push(&mut reading.parties, at),
                Meaning::Seat(at) => push(&mut seats, at),
                // "Montenegro" is Portugal's prime minister beside Portugal's name, else the country.
                Meaning::Country(_) if names_party && is_person(token) => {}
                Meaning::Person(_) if !names_party && is_country(token) => {}
                Meaning::Country(at) => push(&mut reading.countries, at),
                Meaning::Person(at) => push(&mut reading.people, at),
                Meaning::Topic(at) => push(&mut reading.topics, at),
                Meaning::Kind(kind) => push(&mut reading.kinds, kind),
                Meaning::Reference(reference) => push(&mut reading.references, reference),
                Meaning::Declined(at) => push(&mut reading.declined, at),
                Meaning::Month(_)
                | Meaning::Synonym(_)
                | Meaning::Filler
                | Meaning::Home
                | Meaning::Place => {}
            }
        }
    }
    // "The Hague" alone means the Dutch; beside another party's name it is a place on the map.
    if reading.parties.is_empty()
        && let [only] = seats.as_slice()
    {
        reading.parties.push(*only);
    }
}
