//! What words mean before any fact is looked at: names, topics, kinds of question, synonyms, filler.

use std::collections::{HashMap, HashSet};

use super::dictionary::{Dictionary, Standing};
use super::meaning::{Kind, Meaning, Reference};
use super::normalize::{normalize, words};
use super::stem::Stems;
use crate::knowledge::{CountryAt, GroupAt, Knowledge, OfficeAt, PartyAt, PersonAt, ReasonAt, TopicAt};

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
    /// Words that multiply the number before them, each with its power of ten.
    magnitudes: HashMap<String, i8>,
    /// Stems of cities, and of the words that stand before one that is only a place.
    places: HashSet<String>,
    before_places: HashSet<String>,
    /// Words of topics that are names of their own, which the fact file writes with a capital.
    proper: HashSet<String>,
    /// Names of one word, sorted.
    pub names: Vec<String>,
    /// Pairs of words that questions begin with, for mending what is too short to be mended alone: "hw much".
    pub(super) openings: Dictionary,
    /// Their first and second words.
    pub(super) opening_words: [HashSet<String>; 2],
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
            magnitudes: HashMap::new(),
            proper: HashSet::new(),
            places: HashSet::new(),
            before_places: plain(&vocabulary.before_places).into_iter().collect(),
            names: Vec::new(),
            openings: Dictionary::default(),
            opening_words: [HashSet::new(), HashSet::new()],
            dictionary: Dictionary::default(),
            english: vocabulary.english.iter().cloned().collect(),
            light: vocabulary.light.iter().cloned().collect(),
            stems: Stems::new(endings),
        };
        lexicon.keep_from_fillers(knowledge);
        lexicon.add_vocabulary(knowledge);
        lexicon.add_numbers(knowledge);
        lexicon.add_places(knowledge);
        lexicon.add_parties(knowledge);
        lexicon.add_countries(knowledge);
        lexicon.add_people(knowledge);
        lexicon.add_proper(knowledge);
        lexicon.add_strangers(knowledge);
        lexicon.names.sort_unstable();
        lexicon.names.dedup();
        lexicon
    }

    /// Words that mean something, and would be cut to a word of another language that carries nothing, stay whole.
    fn keep_from_fillers(&mut self, knowledge: &Knowledge) {
        let vocabulary = &knowledge.vocabulary;
        let single = |text: &String| match words(text).as_slice() {
            [word] => Some(word.text.clone()),
            _ => None,
        };
        let fillers: HashSet<String> = vocabulary.filler.iter().filter_map(single).collect();
        let groups = vocabulary.synonyms.iter().map(|(group, _)| group);
        let meant = groups.chain(knowledge.topics.iter().map(|topic| &topic.words)).flatten();
        for word in meant.filter_map(single).filter(|word| !fillers.contains(word)) {
            if fillers.contains(&self.stems.stem(&word)) {
                self.stems.keep(&word);
            }
        }
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
                        self.opening_words[0].insert(first.clone());
                        self.opening_words[1].insert(second.clone());
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
            words.iter().for_each(|word| self.add(word, Meaning::Declined(ReasonAt(at)), Standing::Written));
        }
        for (at, (group, _)) in vocabulary.synonyms.iter().enumerate() {
            group.iter().for_each(|word| self.add(word, Meaning::Synonym(GroupAt(at)), Standing::Vocabulary));
        }
        for (cue, words) in &vocabulary.cues {
            words.iter().for_each(|word| self.add(word, Meaning::Cue(*cue), Standing::Vocabulary));
        }
        for (number, words) in &vocabulary.ordinals {
            words.iter().for_each(|word| self.add(word, Meaning::Ordinal(*number), Standing::Vocabulary));
        }
        for (at, (_, words)) in vocabulary.offices.iter().enumerate() {
            words.iter().for_each(|word| self.add(word, Meaning::Office(OfficeAt(at)), Standing::Vocabulary));
        }
        for (power, words) in &vocabulary.magnitudes {
            self.magnitudes.extend(words.iter().map(|word| (normalize(word), *power)));
        }
        for (at, topic) in knowledge.topics.iter().enumerate() {
            let names = std::iter::once(&topic.name).chain(&topic.words);
            names.for_each(|word| self.add(word, Meaning::Topic(TopicAt(at)), Standing::Vocabulary));
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

    /// Strangers' names, unless somebody or something on file has them. They are no words to mend a slip into.
    fn add_strangers(&mut self, knowledge: &Knowledge) {
        for name in &knowledge.vocabulary.strangers {
            let key = self.key(name);
            if !key.is_empty() {
                self.phrases.entry(key).or_insert_with(|| vec![Meaning::Stranger]);
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

    /// The power of ten by which a word multiplies the number before it: 9 for "billion".
    #[must_use]
    pub fn magnitude(&self, word: &str) -> Option<i8> {
        self.magnitudes.get(word).copied()
    }

    /// Whether a city stands after a word like "in", so that it is a place and no government.
    #[must_use]
    pub fn is_place(&self, before: &str, stems: &[String]) -> bool {
        self.comes_before_places(before) && self.places.contains(&stems.join(" "))
    }

    /// Whether it is a word after which a name is a place: "in".
    #[must_use]
    pub fn comes_before_places(&self, word: &str) -> bool {
        self.before_places.contains(word)
    }

    fn add_parties(&mut self, knowledge: &Knowledge) {
        for (at, party) in knowledge.parties.iter().enumerate() {
            let names =
                [&party.name, &party.in_sentence].into_iter().chain(&party.aliases).chain(&party.demonyms);
            for name in names {
                self.add_name(name, Meaning::Party(PartyAt(at)), Standing::Name);
            }
            for place in &party.places {
                self.add_name(place, Meaning::Seat(PartyAt(at)), Standing::Name);
            }
            if let Some(code) = &party.code {
                self.add_name(code, Meaning::Party(PartyAt(at)), Standing::Name);
                self.add(
                    &format!("flag{}", code.to_lowercase()),
                    Meaning::Party(PartyAt(at)),
                    Standing::Written,
                );
            }
        }
    }

    fn add_countries(&mut self, knowledge: &Knowledge) {
        for (at, country) in knowledge.countries.iter().enumerate() {
            let party = knowledge.parties.iter().position(|party| party.code.as_ref() == Some(&country.code));
            let is_home = knowledge.about.home.as_ref() == Some(&country.code);
            let meaning = match party {
                Some(party) => Meaning::Party(PartyAt(party)),
                None if is_home => Meaning::Home,
                None => Meaning::Country(CountryAt(at)),
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
                self.add_name(name, Meaning::Person(PersonAt(at)), Standing::Name);
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
        // "Backes" is not the English "back".
        let lower = name.to_lowercase();
        if self.key(name) != lower && self.english.contains(&self.key(name)) {
            self.stems.keep(&lower);
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
            && !matches!(
                meaning,
                Meaning::Reference(_) | Meaning::Month(_) | Meaning::Cue(_) | Meaning::Ordinal(_)
            );
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

    /// What a normalised word means by itself.
    pub fn meanings(&self, word: &str) -> &[Meaning] {
        self.phrases.get(&self.stems.stem(word)).map_or(&[], Vec::as_slice)
    }

    /// The party that a normalised word names.
    #[must_use]
    pub fn party(&self, word: &str) -> Option<PartyAt> {
        self.meanings(word).iter().find_map(|meaning| match meaning {
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
