//! A question's words looked up in the index: once a question, not once for each entry that is compared with it.

use super::grams::Grams;
use super::index::{Index, Term};
use crate::knowledge::PartyAt;
use crate::language::meaning::{Kind, Meaning};
use crate::language::reading::{Reading, Token};

/// A word of a question that carries something.
pub(super) struct QueryWord<'a> {
    pub token: &'a Token,
    /// The terms of which an entry has to have one.
    pub terms: Vec<Term>,
    /// The terms of what it stands for, where it is a name of its own ("Gripen") and they count for less.
    pub wider: Vec<Term>,
    /// The term of its very words, where others stand for it too.
    pub own: Option<Term>,
    /// What it counts in this question.
    pub weight: f32,
    /// What it takes away that an entry does not have it.
    pub missed: f32,
    /// Whether it names a topic.
    pub is_topic: bool,
}

/// A question as terms.
pub(super) struct Query<'a> {
    pub words: Vec<QueryWord<'a>>,
    /// Sum of the words' weights.
    pub weight: f32,
    /// What may stand for the things that are counted ("how many frigates").
    pub counted: Option<Vec<Term>>,
    /// The positions of the words that a term is of, by term.
    places: Vec<(Term, usize)>,
}

impl QueryWord<'_> {
    /// Whether it names this party, or the place of its government.
    pub fn names(&self, party: Option<PartyAt>) -> bool {
        party.is_some_and(|party| {
            self.token.means(Meaning::Party(party)) || self.token.means(Meaning::Seat(party))
        })
    }
}

/// What words of a false premise count.
const PREMISE: f32 = 0.4;
/// What an unknown word of another language counts.
const FOREIGN: f32 = 0.3;
/// Words of this weight or more carry a question; lighter ones stand in most facts.
pub const CARRIES: f32 = 0.3;

impl<'a> Query<'a> {
    pub fn new(reading: &'a Reading, index: &Index) -> Self {
        let carrying = reading.tokens().iter().filter(|token| !token.is_filler());
        let words: Vec<QueryWord<'_>> = carrying.map(|token| look_up(token, reading, index)).collect();
        let weight = words.iter().map(|word| word.weight).sum();
        let of =
            |(at, word): (usize, &QueryWord<'_>)| word.terms.iter().map(move |term| (*term, at)).collect();
        let mut places: Vec<(Term, usize)> = words.iter().enumerate().flat_map::<Vec<_>, _>(of).collect();
        places.sort_unstable();
        Self { counted: counted(&words, index), weight, words, places }
    }

    /// The positions of the words that a term is of.
    pub fn words_of(&self, term: Term) -> &[(Term, usize)] {
        let from = self.places.partition_point(|(other, _)| *other < term);
        let count = self.places[from..].partition_point(|(other, _)| *other == term);
        &self.places[from..from + count]
    }

    /// Its words but for the name of an entry's own party, which the entry's ways of asking need not say.
    pub fn beside(&self, party: Option<PartyAt>) -> impl Iterator<Item = &QueryWord<'a>> {
        self.words.iter().filter(move |word| !word.names(party))
    }

    /// The letter triples of these words.
    pub fn grams(&self, party: Option<PartyAt>) -> Grams {
        Grams::of(self.beside(party).flat_map(|word| word.token.plain_stems()))
    }
}

fn look_up<'a>(token: &'a Token, reading: &Reading, index: &Index) -> QueryWord<'a> {
    let weight = index.weight(token);
    let is_form = reading.foreign && !token.known && !reading.topics().is_empty();
    let carries = !(token.is_place_name() || token.is_time() || is_form || index.is_light(token));
    let wider = token.meanings.iter().filter(|_| index.is_specific(token));
    QueryWord {
        token,
        terms: index.meant(token),
        wider: wider.filter_map(|meaning| index.term_of(*meaning)).collect(),
        own: index.own_term(token),
        weight: weight * share(token, reading, index),
        missed: if carries { weight } else { 0.0 },
        is_topic: token.meanings.iter().any(|m| matches!(m, Meaning::Topic(_))),
    }
}

/// How much of a word's weight counts. Beside a party that is named, another party's leader or capital is a false
/// premise more often than the point. An unknown word of another language is most often a form of a known one.
fn share(token: &Token, reading: &Reading, index: &Index) -> f32 {
    if reading.foreign && !token.known {
        return FOREIGN;
    }
    let others = |meaning: &Meaning| match *meaning {
        Meaning::Seat(party) => !reading.parties().contains(&party),
        Meaning::Place => true,
        Meaning::Person(person) => {
            index.party_of(person).is_some_and(|party| !reading.parties().contains(&party))
        }
        _ => false,
    };
    if !reading.parties().is_empty() && token.meanings.iter().any(others) { PREMISE } else { 1.0 }
}

/// The terms of the word behind "how many": itself, and words that mean the same, but not its topic. A fact on the navy
/// that counts minehunters does not tell how many frigates there are.
fn counted(words: &[QueryWord<'_>], index: &Index) -> Option<Vec<Term>> {
    let asks = |word: &QueryWord<'_>, kind| word.token.means(Meaning::Kind(kind));
    // In many languages one word asks for a sum and for a number.
    if words.iter().any(|word| asks(word, Kind::HowMuch)) {
        return None;
    }
    let at = words.iter().position(|word| asks(word, Kind::HowMany))?;
    let is_thing = |word: &&QueryWord<'_>| {
        let token = word.token;
        !(token.is_place_name() || token.is_time() || token.is_kind() || index.is_light(token))
    };
    words[at + 1..].iter().find(is_thing).map(|thing| index.close_terms(thing.token))
}
