//! A question as it was understood, word by word, before any fact is looked at.

use super::date::spell;
use super::lexicon::Lexicon;
use super::meaning::{Kind, Meaning, Reference};
use super::mend::mend;
use super::normalize::{Word, words};
use super::number::canonical;
use super::time::{self, Time};
use crate::knowledge::{CountryAt, Cue, OfficeAt, PartyAt, Period, PersonAt, ReasonAt, TopicAt};

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
    /// Whether it was put in from the conversation.
    pub carried: bool,
}

/// A slip that was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// As typed.
    pub typed: String,
    /// What it was read as.
    pub read_as: String,
}

/// A question as understood. What it names follows from its tokens; what a conversation adds comes by the `add_…` methods.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    tokens: Vec<Token>,
    /// Slips mended.
    pub corrections: Vec<Correction>,
    /// Parties that a misspelt word may mean, where it may mean several.
    pub unclear: Vec<PartyAt>,
    /// Whether fewer than half of its words are English, so that unknown ones are no slips and say little.
    pub foreign: bool,
    named: Named,
    time: Time,
}

/// What the tokens name, in order, each once.
#[derive(Debug, Clone, Default)]
struct Named {
    parties: Vec<PartyAt>,
    countries: Vec<CountryAt>,
    people: Vec<PersonAt>,
    topics: Vec<TopicAt>,
    kinds: Vec<Kind>,
    declined: Vec<ReasonAt>,
    references: Vec<Reference>,
    cues: Vec<Cue>,
    offices: Vec<OfficeAt>,
    ordinals: Vec<i8>,
}

impl Token {
    /// A token that a conversation brings.
    #[must_use]
    pub fn carried(text: &str, meaning: Meaning) -> Self {
        Self {
            stems: vec![text.to_owned()],
            text: text.to_owned(),
            meanings: vec![meaning],
            capital: false,
            known: true,
            carried: true,
        }
    }

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
        // "May" is a month beside a number only, which the time is read from.
        let carries = |m: &Meaning| match m {
            Meaning::Filler
            | Meaning::Home
            | Meaning::Reference(_)
            | Meaning::Cue(_)
            | Meaning::Ordinal(_) => false,
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

    /// Whether it points back at what was said before.
    #[must_use]
    pub fn is_pointer(&self) -> bool {
        self.meanings.iter().any(|m| matches!(m, Meaning::Reference(_)))
    }

    /// Whether it is a name that nothing on file has: a stranger's, or a word that nobody knows, written as names are.
    #[must_use]
    pub fn is_strange(&self) -> bool {
        self.means(Meaning::Stranger) || self.meanings.is_empty() && self.capital && !self.known
    }

    /// Whether it is said for company's sake: thanks, a greeting.
    #[must_use]
    pub fn is_chat(&self) -> bool {
        self.meanings.iter().any(|m| matches!(m, Meaning::Cue(cue) if cue.is_chat()))
    }
}

impl Reading {
    /// Its tokens in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Parties named.
    #[must_use]
    pub fn parties(&self) -> &[PartyAt] {
        &self.named.parties
    }

    /// Countries named that are no parties.
    #[must_use]
    pub fn countries(&self) -> &[CountryAt] {
        &self.named.countries
    }

    /// People named.
    #[must_use]
    pub fn people(&self) -> &[PersonAt] {
        &self.named.people
    }

    /// Topics named.
    #[must_use]
    pub fn topics(&self) -> &[TopicAt] {
        &self.named.topics
    }

    /// Kinds of question.
    #[must_use]
    pub fn kinds(&self) -> &[Kind] {
        &self.named.kinds
    }

    /// The kind that decides which value is wanted.
    #[must_use]
    pub fn kind(&self) -> Kind {
        let valued = [Kind::HowLong, Kind::HowMuch, Kind::HowMany, Kind::When, Kind::Where, Kind::Who];
        valued.into_iter().find(|kind| self.asks(*kind)).unwrap_or(Kind::Which)
    }

    /// Whether it asks for this kind of answer.
    #[must_use]
    pub fn asks(&self, kind: Kind) -> bool {
        self.named.kinds.contains(&kind)
    }

    /// Reasons to decline that its words give.
    #[must_use]
    pub fn declined(&self) -> &[ReasonAt] {
        &self.named.declined
    }

    /// What it points back at.
    #[must_use]
    pub fn references(&self) -> &[Reference] {
        &self.named.references
    }

    /// Whether it has this cue.
    #[must_use]
    pub fn has(&self, cue: Cue) -> bool {
        self.named.cues.contains(&cue)
    }

    /// Offices it speaks of.
    #[must_use]
    pub fn offices(&self) -> &[OfficeAt] {
        &self.named.offices
    }

    /// Places in an order that it speaks of, counted from 1.
    #[must_use]
    pub fn ordinals(&self) -> &[i8] {
        &self.named.ordinals
    }

    /// The time it is about.
    #[must_use]
    pub fn time(&self) -> &Time {
        &self.time
    }

    /// Whether it names a party, another country or a person.
    #[must_use]
    pub fn has_names(&self) -> bool {
        !(self.parties().is_empty() && self.countries().is_empty() && self.people().is_empty())
    }

    /// Adds a party that was talked of.
    pub fn add_party(&mut self, at: PartyAt) {
        push(&mut self.named.parties, at);
    }

    /// Adds a topic that was talked of, under its name.
    pub fn add_topic(&mut self, at: TopicAt, name: &str) {
        if !self.named.topics.contains(&at) {
            self.named.topics.push(at);
            self.tokens.push(Token::carried(name, Meaning::Topic(at)));
        }
    }

    /// Adds a person who was talked of, under their name.
    pub fn add_person(&mut self, at: PersonAt, name: &str) {
        push(&mut self.named.people, at);
        self.tokens.push(Token::carried(name, Meaning::Person(at)));
    }

    /// Adds the kind of question that was asked before.
    pub fn add_kind(&mut self, kind: Kind) {
        if !self.asks(kind) {
            self.named.kinds.push(kind);
            self.tokens.push(Token::carried("", Meaning::Kind(kind)));
        }
    }

    /// Adds the time that was talked of.
    pub fn add_period(&mut self, period: Period) {
        push(&mut self.time.periods, period);
    }

    /// Gives months without a year the year that was talked of.
    pub fn in_year(&mut self, year: i16) {
        let months = std::mem::take(&mut self.time.months);
        self.time.periods.extend(months.into_iter().filter_map(|month| month.of(year)));
    }

    /// Adds the carrying words of another text, and the topics it names.
    pub fn add_words(&mut self, other: &Self) {
        let carries = |token: &&Token| {
            !(token.is_filler() || token.is_place_name() || token.is_time() || token.is_kind())
        };
        let words = other.tokens.iter().filter(carries).cloned();
        self.tokens.extend(words.map(|token| Token { carried: true, ..token }));
        other.named.topics.iter().for_each(|topic| push(&mut self.named.topics, *topic));
    }

    /// Takes people out, whose words a party stands for instead.
    pub fn without_people(&mut self) {
        self.named.people.clear();
        self.tokens.retain(|token| !token.meanings.iter().any(|m| matches!(m, Meaning::Person(_))));
    }

    /// Takes the words out that pointed back, once what they pointed at is there.
    pub fn without_pointers(&mut self) {
        self.tokens.retain(|token| !token.is_pointer());
        self.named.references.clear();
    }

    /// Takes the parties out, for what holds of all of them.
    pub fn without_parties(&mut self) {
        self.named.parties.clear();
        self.tokens.retain(|token| !token.is_place_name());
    }
}

fn push<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// Reads a question.
#[must_use]
pub fn read(text: &str, lexicon: &Lexicon) -> Reading {
    let mut typed = words(&spell(text));
    let mut reading = Reading::default();
    let ordinals = places(&mut typed);
    for word in &mut typed {
        if let Some(digits) = lexicon.digits(&word.text) {
            digits.clone_into(&mut word.text);
        }
    }
    canonical(&mut typed, lexicon);
    mend(&mut typed, lexicon, &mut reading.corrections, &mut reading.unclear);
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
    reading.time = time::find(&reading.tokens);
    reading.named = gather(&reading.tokens);
    ordinals.into_iter().for_each(|place| push(&mut reading.named.ordinals, place));
    reading
}

/// "The 23rd package" is package 23: the number loses its ending, and is told as a place in an order besides.
fn places(words: &mut [Word]) -> Vec<i8> {
    const ENDINGS: [&str; 10] = ["st", "nd", "rd", "th", "e", "de", "ste", "й", "а", "го"];
    let mut places = Vec::new();
    for word in words {
        let end = word.text.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.text.len());
        let (digits, ending) = word.text.split_at(end);
        if let (Ok(place), true) = (digits.parse::<i8>(), ENDINGS.contains(&ending)) {
            word.text = digits.to_owned();
            places.push(place);
        }
    }
    places
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
        carried: false,
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

fn gather(tokens: &[Token]) -> Named {
    let mut named = Named::default();
    let is_person = |token: &Token| token.meanings.iter().any(|m| matches!(m, Meaning::Person(_)));
    let is_country = |token: &Token| token.meanings.iter().any(|m| matches!(m, Meaning::Country(_)));
    let mut seats = Vec::new();
    let names_party = tokens.iter().any(|t| t.meanings.iter().any(|m| matches!(m, Meaning::Party(_))));
    for (place, token) in tokens.iter().enumerate() {
        for meaning in &token.meanings {
            match *meaning {
                Meaning::Reference(Reference::And) if place > 0 => {}
                Meaning::Party(at) => push(&mut named.parties, at),
                Meaning::Seat(at) => push(&mut seats, at),
                // "Montenegro" is Portugal's prime minister beside Portugal's name, else the country.
                Meaning::Country(_) if names_party && is_person(token) => {}
                Meaning::Person(_) if !names_party && is_country(token) => {}
                Meaning::Country(at) => push(&mut named.countries, at),
                Meaning::Person(at) => push(&mut named.people, at),
                Meaning::Topic(at) => push(&mut named.topics, at),
                Meaning::Kind(kind) => push(&mut named.kinds, kind),
                Meaning::Reference(reference) => push(&mut named.references, reference),
                Meaning::Declined(at) => push(&mut named.declined, at),
                Meaning::Cue(cue) => push(&mut named.cues, cue),
                Meaning::Office(at) => push(&mut named.offices, at),
                Meaning::Ordinal(at) => push(&mut named.ordinals, at),
                Meaning::Month(_)
                | Meaning::Synonym(_)
                | Meaning::Filler
                | Meaning::Home
                | Meaning::Stranger
                | Meaning::Place => {}
            }
        }
    }
    // "The Hague" alone means the Dutch; beside another party's name it is a place on the map.
    if named.parties.is_empty()
        && let [only] = seats.as_slice()
    {
        named.parties.push(*only);
    }
    named
}
