//! What words mean before any fact is looked at: names, topics, kinds of question, synonyms, filler.

use std::collections::{HashMap, HashSet};

use super::dictionary::{Dictionary, Standing};
use super::normalize::words;
use super::stem::Stems;
use crate::knowledge::Knowledge;

/// The kinds of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A sum.
    HowMuch,
    /// A count.
    HowMany,
    /// A day.
    When,
    /// A place.
    Where,
    /// A person.
    Who,
    /// A span of time.
    HowLong,
    /// What follows from an event.
    WhatIf,
    /// One or several of many.
    Which,
    /// A reason.
    Why,
    /// Two or more side by side.
    Compare,
}

impl Kind {
    /// All kinds with the names they have in the vocabulary.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::HowMuch, "how-much"),
        (Self::HowMany, "how-many"),
        (Self::When, "when"),
        (Self::Where, "where"),
        (Self::Who, "who"),
        (Self::HowLong, "how-long"),
        (Self::WhatIf, "what-if"),
        (Self::Which, "which"),
        (Self::Why, "why"),
        (Self::Compare, "compare"),
    ];

    /// The kind with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, own)| *own == name).map(|(kind, _)| kind)
    }
}

/// What words point back at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reference {
    /// What was talked of.
    It,
    /// The person talked of.
    Person,
    /// More of the same, where the question begins with it.
    And,
    /// What was talked of before that.
    Again,
    /// The sources of what was said.
    Source,
    /// The rest of it.
    More,
    /// The reason for it.
    Why,
    /// An item of the list shown, counted from 0.
    Item(usize),
    /// The last item of the list shown.
    Last,
    /// The other of two.
    Other,
    /// So many years after the one talked of.
    Years(i16),
}

impl Reference {
    /// The reference with this name in the vocabulary.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "it" => Self::It,
            "person" => Self::Person,
            "and" => Self::And,
            "again" => Self::Again,
            "source" => Self::Source,
            "more" => Self::More,
            "why" => Self::Why,
            "first" => Self::Item(0),
            "second" => Self::Item(1),
            "third" => Self::Item(2),
            "last" => Self::Last,
            "other" => Self::Other,
            "year-before" => Self::Years(-1),
            "year-after" => Self::Years(1),
            "same-year" => Self::Years(0),
            _ => return None,
        })
    }
}

/// What a word or phrase may mean. Numbers are positions in the facts' lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// A party.
    Party(usize),
    /// A place that stands for a party when no other party is named.
    Seat(usize),
    /// A city where something took place: "in Berlin".
    Place,
    /// A country that is no party.
    Country(usize),
    /// The country that all agreements are with.
    Home,
    /// A person.
    Person(usize),
    /// A topic.
    Topic(usize),
    /// A kind of question.
    Kind(Kind),
    /// A month, 1 to 12.
    Month(i8),
    /// A reason to decline.
    Declined(usize),
    /// A group of synonyms.
    Synonym(usize),
    /// Something said before.
    Reference(Reference),
    /// Nothing.
    Filler,
}

/// Letters of an inflected name's ending at most, and of what stays of it at least.
const LONGEST_ENDING: usize = 3;
const SHORTEST_STEM: usize = 5;

/// Letters of a name at most that may be a common word as well.
const SHORTEST_NAME: usize = 3;

/// Words in a phrase at most.
const LONGEST: usize = 7;

/// Phrases and their meanings, and every known word for mending slips.
pub struct Lexicon {
    phrases: HashMap<String, Vec<Meaning>>,
    /// Phrases that are another word when written small ("US", "NO", "IS"): capitals are needed.
    capitals: HashSet<String>,
    /// Numbers as words, and their digits.
    numbers: HashMap<String, String>,
    /// Stems of cities, and of the words that stand before one that is only a place.
    places: HashSet<String>,
    before_places: HashSet<String>,
    /// Words of topics that are names of their own, which the fact file writes with a capital.
    proper: HashSet<String>,
    /// Names of one word, sorted.
    names: Vec<String>,
    /// Pairs of words that questions begin with, for mending what is too short to be mended alone: "hw much".
    openings: Dictionary,
    /// The dictionary of all words known.
    pub dictionary: Dictionary,
    english: HashSet<String>,
    light: HashSet<String>,
    /// How words lose their endings.
    pub stems: Stems,
}

impl Lexicon {
    /// Gathers the meanings of all names and words in the fact file.
    #[must_use]
    pub fn new(knowledge: &Knowledge) -> Self {
        let vocabulary = &knowledge.vocabulary;
        let plain = |texts: &[String]| -> Vec<String> {
            texts.iter().flat_map(|text| words(text)).map(|word| word.text).collect()
        };
        let endings = plain(&vocabulary.endings);
        let mut lexicon = Self {
            phrases: HashMap::new(),
            capitals: HashSet::new(),
            numbers: HashMap::new(),
            proper: HashSet::new(),
            places: HashSet::new(),
            before_places: plain(&vocabulary.before_places).into_iter().collect(),
            names: Vec::new(),
            openings: Dictionary::default(),
            dictionary: Dictionary::default(),
            english: vocabulary.english.iter().cloned().collect(),
            light: vocabulary.light.iter().cloned().collect(),
            stems: Stems::new(endings),
        };
        lexicon.add_vocabulary(knowledge);
        lexicon.add_numbers(knowledge);
        lexicon.add_places(knowledge);
        lexicon.add_parties(knowledge);
        lexicon.add_countries(knowledge);
        lexicon.add_people(knowledge);
        lexicon.add_proper(knowledge);
        lexicon.names.sort_unstable();
        lexicon.names.dedup();
        lexicon
    }

    fn add_vocabulary(&mut self, knowledge: &Knowledge) {
        let vocabulary = &knowledge.vocabulary;
        for word in &vocabulary.filler {
            self.add(word, Meaning::Filler, Standing::Vocabulary);
        }
        for (name, words) in &vocabulary.questions {
            if let Some(kind) = Kind::named(name) {
                for phrase in words {
                    self.add(phrase, Meaning::Kind(kind), Standing::Vocabulary);
                    if let [first, second] = words_of(phrase).as_slice() {
                        self.openings.add(&format!("{first} {second}"), Standing::Vocabulary);
                    }
                }
            }
        }
        for (name, words) in &vocabulary.references {
            if let Some(reference) = Reference::named(name) {
                words
                    .iter()
                    .for_each(|word| self.add(word, Meaning::Reference(reference), Standing::Vocabulary));
            }
        }
        for (number, names) in &vocabulary.months {
            names.iter().for_each(|name| self.add(name, Meaning::Month(*number), Standing::Vocabulary));
        }
        for (at, (_, words)) in vocabulary.declined.iter().enumerate() {
            words.iter().for_each(|word| self.add(word, Meaning::Declined(at), Standing::Written));
        }
        for (at, group) in vocabulary.synonyms.iter().enumerate() {
            group.iter().for_each(|word| self.add(word, Meaning::Synonym(at), Standing::Vocabulary));
        }
        for (at, topic) in knowledge.topics.iter().enumerate() {
            let names = std::iter::once(&topic.name).chain(&topic.words);
            names.for_each(|word| self.add(word, Meaning::Topic(at), Standing::Vocabulary));
        }
    }

    /// Topics' words with a capital are names of their own, unless they name a party as well.
    fn add_proper(&mut self, knowledge: &Knowledge) {
        let words = knowledge.topics.iter().flat_map(|topic| &topic.words);
        for word in words.filter(|word| word.chars().any(char::is_uppercase)) {
            let key = self.key(word);
            let is_party = |meaning: &Meaning| matches!(meaning, Meaning::Party(_));
            if !self.phrases.get(&key).is_some_and(|meanings| meanings.iter().any(is_party)) {
                self.proper.insert(key);
            }
        }
    }

    fn add_numbers(&mut self, knowledge: &Knowledge) {
        for (number, names) in &knowledge.vocabulary.numbers {
            for word in names.iter().flat_map(|name| words(name)) {
                self.dictionary.add(&word.text, Standing::Vocabulary);
                self.numbers.insert(word.text, number.to_string());
            }
        }
    }

    fn add_places(&mut self, knowledge: &Knowledge) {
        let signed = knowledge.agreements.iter().flat_map(|agreement| agreement.place.split(','));
        let seats = knowledge.parties.iter().flat_map(|party| &party.places).map(String::as_str);
        for place in signed.chain(seats) {
            let key = self.key(place);
            self.places.insert(key);
        }
    }

    /// Whether the words name one thing of its own among those that a topic covers.
    #[must_use]
    pub fn is_proper(&self, stems: &[String]) -> bool {
        self.proper.contains(&stems.join(" "))
    }

    /// The digits that a word stands for.
    #[must_use]
    pub fn digits(&self, word: &str) -> Option<&str> {
        self.numbers.get(word).map(String::as_str)
    }

    /// Whether a city stands after a word like "in", so that it is a place and no government.
    #[must_use]
    pub fn is_place(&self, before: &str, stems: &[String]) -> bool {
        self.before_places.contains(before) && self.places.contains(&stems.join(" "))
    }

    fn add_parties(&mut self, knowledge: &Knowledge) {
        for (at, party) in knowledge.parties.iter().enumerate() {
            let names =
                [&party.name, &party.in_sentence].into_iter().chain(&party.aliases).chain(&party.demonyms);
            for name in names {
                self.add_name(name, Meaning::Party(at), Standing::Name);
            }
            for place in &party.places {
                self.add_name(place, Meaning::Seat(at), Standing::Name);
            }
            if let Some(code) = &party.code {
                self.add_name(code, Meaning::Party(at), Standing::Name);
                self.add(&format!("flag{}", code.to_lowercase()), Meaning::Party(at), Standing::Written);
            }
        }
    }

    fn add_countries(&mut self, knowledge: &Knowledge) {
        for (at, country) in knowledge.countries.iter().enumerate() {
            let party = knowledge.parties.iter().position(|party| party.code.as_ref() == Some(&country.code));
            let is_home = knowledge.about.home.as_ref() == Some(&country.code);
            let meaning = match party {
                Some(party) => Meaning::Party(party),
                None if is_home => Meaning::Home,
                None => Meaning::Country(at),
            };
            let standing = if party.is_some() { Standing::Name } else { Standing::Written };
            for name in std::iter::once(&country.name).chain(&country.demonyms) {
                self.add_name(name, meaning, standing);
            }
            for name in &country.names {
                // "Island" is Iceland in German: a foreign name that is an English word means the word.
                if !self.is_english(name) {
                    self.add_name(name, meaning, standing.min(Standing::Abroad));
                }
            }
            self.add(&format!("flag{}", country.code.to_lowercase()), meaning, Standing::Written);
        }
    }

    fn add_people(&mut self, knowledge: &Knowledge) {
        let surnames =
            knowledge.people.iter().map(|person| person.name.rsplit(' ').next().unwrap_or_default());
        let surnames: Vec<&str> = surnames.collect();
        for (at, person) in knowledge.people.iter().enumerate() {
            let own = surnames[at];
            let unique = surnames.iter().filter(|surname| **surname == own).count() == 1;
            let surname = unique.then(|| own.to_owned());
            for name in std::iter::once(&person.name).chain(&person.aliases).chain(&surname) {
                self.add_name(name, Meaning::Person(at), Standing::Name);
            }
        }
    }

    fn is_english(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        self.english.contains(&lower)
            || self.phrases.get(&lower).is_some_and(|m| m.contains(&Meaning::Filler))
    }

    /// Whether a name's stem is a short word that carries nothing: "Ests" would be the French "est".
    fn is_eaten_up(&self, name: &str) -> bool {
        let key = self.key(name);
        key.chars().count() < name.chars().count()
            && key.chars().count() <= SHORTEST_NAME
            && self.phrases.get(&key).is_some_and(|meanings| meanings.contains(&Meaning::Filler))
    }

    /// A name: where it is a common word too and short, only its capitals tell it apart.
    fn add_name(&mut self, name: &str, meaning: Meaning, standing: Standing) {
        if self.is_eaten_up(name) {
            return;
        }
        if name.chars().count() <= SHORTEST_NAME && self.is_english(name) {
            self.capitals.insert(self.key(name));
        }
        self.add(name, meaning, standing);
    }

    fn add(&mut self, phrase: &str, meaning: Meaning, standing: Standing) {
        let parts = words(phrase);
        if parts.is_empty() || parts.len() > LONGEST {
            return;
        }
        let meanings = self
            .phrases
            .entry(self.stems.key(&parts.iter().map(|w| w.text.as_str()).collect::<Vec<_>>()))
            .or_default();
        // A word that carries nothing carries nothing in any other language either ("an" is no French year).
        let is_filler = meanings.contains(&Meaning::Filler)
            && !is_name(meaning)
            && !matches!(meaning, Meaning::Reference(_) | Meaning::Month(_));
        if !meanings.contains(&meaning) && !is_filler {
            meanings.push(meaning);
        }
        if let ([word], true) = (parts.as_slice(), is_name(meaning)) {
            self.names.push(word.text.clone());
        }
        for word in &parts {
            self.dictionary.add(&word.text, standing);
        }
    }

    fn key(&self, phrase: &str) -> String {
        let parts = words(phrase);
        self.stems.key(&parts.iter().map(|word| word.text.as_str()).collect::<Vec<_>>())
    }

    /// The longest phrase that begins at the first of these stems: how many of them, and what they mean.
    #[must_use]
    pub fn longest(&self, stems: &[String]) -> Option<(usize, &[Meaning])> {
        let mut key = String::new();
        let mut found = None;
        for (count, stem) in stems.iter().take(LONGEST).enumerate() {
            if count > 0 {
                key.push(' ');
            }
            key.push_str(stem);
            if let Some(meanings) = self.phrases.get(&key) {
                found = Some((count + 1, meanings.as_slice()));
            }
        }
        found
    }

    /// The word that a misspelt one was meant to be: the nearest, or any of several that mean the same. Where they mean
    /// different things none is taken, since a wrong guess is worse than none.
    #[must_use]
    pub fn correction(&self, word: &str) -> Option<&str> {
        let mut nearest = self.dictionary.nearest(word);
        let meanings = |word: &str| self.phrases.get(&self.stems.stem(word)).map_or(&[][..], Vec::as_slice);
        // A word that means something by itself comes before one that is only part of a longer name.
        if nearest.iter().any(|word| !meanings(word).is_empty()) {
            nearest.retain(|word| !meanings(word).is_empty());
        }
        // Nobody asks for a word that carries nothing: "signd" is no German "sind".
        let carries = |word: &&str| !meanings(word).contains(&Meaning::Filler);
        if nearest.iter().any(carries) {
            nearest.retain(carries);
        }
        let (first, others) = nearest.split_first()?;
        let same = |other: &&str| {
            self.stems.stem(first) == self.stems.stem(other)
                || meanings(first).iter().any(|m| meanings(other).contains(m))
        };
        others.iter().all(same).then_some(*first)
    }

    /// The pair of words that a misspelt pair was meant to be, where one is nearest: "how lng" is "how long".
    #[must_use]
    pub fn opening(&self, first: &str, second: &str) -> Option<(&str, &str)> {
        let is_sure = |word: &str| {
            self.spelled_right(word) || self.dictionary.standing(word) >= Some(Standing::Vocabulary)
        };
        let fits = |typed: &str, read: &str| typed == read || !is_sure(typed);
        if is_sure(first) && is_sure(second) {
            return None;
        }
        let near = self.openings.nearest(&format!("{first} {second}"));
        let [only] = near.as_slice() else { return None };
        only.split_once(' ').filter(|read| fits(first, read.0) && fits(second, read.1))
    }

    /// The parties that a misspelt word may be meant for, where it is as near to several.
    #[must_use]
    pub fn alternatives(&self, word: &str) -> Vec<usize> {
        let mut parties: Vec<usize> =
            self.dictionary.nearest(word).into_iter().filter_map(|near| self.party(near)).collect();
        parties.sort_unstable();
        parties.dedup();
        parties
    }

    /// The name that a word is an inflected form of: all but a few last letters alike ("Niemcami" is "Niemcy"), and no
    /// name that means anything else as near.
    #[must_use]
    pub fn inflected(&self, word: &str) -> Option<&str> {
        let length = word.chars().count();
        let kept = length.saturating_sub(LONGEST_ENDING).max(SHORTEST_STEM);
        if length < SHORTEST_STEM + 1 {
            return None;
        }
        let head: String = word.chars().take(kept).collect();
        let from = self.names.partition_point(|name| name.as_str() < head.as_str());
        let alike = self.names[from..].iter().take_while(|name| name.starts_with(&head));
        let near: Vec<&String> = alike.filter(|name| name.chars().count() <= kept + 2).collect();
        let meanings = |name: &str| self.phrases.get(&self.stems.stem(name)).map_or(&[][..], Vec::as_slice);
        let (first, others) = near.split_first()?;
        others
            .iter()
            .all(|other| meanings(first).iter().any(|m| meanings(other).contains(m)))
            .then_some(first.as_str())
    }

    /// The party that a normalised word names.
    #[must_use]
    pub fn party(&self, word: &str) -> Option<usize> {
        self.phrases.get(&self.stems.stem(word))?.iter().find_map(|meaning| match meaning {
            Meaning::Party(at) => Some(*at),
            _ => None,
        })
    }

    /// Whether the phrase names something only when written in capitals.
    #[must_use]
    pub fn needs_capitals(&self, stem: &str) -> bool {
        self.capitals.contains(stem)
    }

    /// Whether a word is hardly ever a noun.
    #[must_use]
    pub fn is_light(&self, word: &str) -> bool {
        self.light.contains(word)
    }

    /// Whether a word is spelled right: a common English word.
    #[must_use]
    pub fn spelled_right(&self, word: &str) -> bool {
        self.english.contains(word)
    }
}

fn words_of(phrase: &str) -> Vec<String> {
    words(phrase).into_iter().map(|word| word.text).collect()
}

fn is_name(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Party(_) | Meaning::Seat(_) | Meaning::Country(_) | Meaning::Home | Meaning::Person(_)
    )
}

impl Stems {
    /// The key of a phrase: its words' stems.
    fn key(&self, words: &[&str]) -> String {
        words.iter().map(|word| self.stem(word)).collect::<Vec<_>>().join(" ")
    }
}
