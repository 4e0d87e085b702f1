//! Which entries answer a question best, and how sure that is.

use super::entry::{Ask, Entry};
use super::grams::Grams;
use super::index::{Index, Term};
use super::meaning::{Kind, Meaning};
use super::reading::{Reading, Token};

/// A candidate for an answer.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// Position of the entry.
    pub entry: usize,
    /// What it is ranked by.
    pub score: f32,
    /// Share of what the question says that the entry has, 0 to 1.
    pub coverage: f32,
    /// Weight of the question's carrying words that the entry has.
    pub matched: f32,
    /// Whether the question names a topic that the entry does not have.
    pub misses_topic: bool,
    /// Whether its value is of the kind asked for.
    pub answers_kind: bool,
    /// Whether the things that are counted ("how many frigates") stand in the entry only by their topic.
    pub misses_counted: bool,
    /// The greatest weight of a carrying word that the entry does not have.
    pub missed: f32,
    /// Likeness to the entry's best way of asking, 0 to 1.
    pub likeness: f32,
}

/// Candidates that are compared with their ways of asking; the others share too little with the question.
const SHORTLIST: usize = 64;
/// Of these, the ones whose letters are compared too.
const COMPARED: usize = 24;

/// What the topic of a name counts for, where the name itself is not there.
const OF_ITS_TOPIC: f32 = 0.5;
/// What words of a false premise count.
const PREMISE: f32 = 0.4;
/// What an unknown word of another language counts.
const FOREIGN: f32 = 0.3;

/// Weights of the parts of a score; found by trying on the project's questions.
mod part {
    pub const COVERAGE: f32 = 1.3;
    pub const TOPIC_MISSED: f32 = -0.3;
    pub const LIKENESS: f32 = 0.6;
    pub const LETTERS: f32 = 0.4;
    pub const ASKED_EXACTLY: f32 = 0.25;
    pub const OWN_WORDS: f32 = 0.25;
    pub const KIND_ANSWERED: f32 = 0.18;
    pub const KIND_TOUCHED: f32 = 0.05;
    pub const KIND_MISSED: f32 = -0.12;
    pub const OF_ONE_PARTY: f32 = -0.25;
    pub const OTHER_PARTY: f32 = -0.25;
}

/// Ranks the entries that fit the parties named. The best comes first.
#[must_use]
pub fn rank(reading: &Reading, index: &Index) -> Vec<Hit> {
    let tokens: Vec<(&Token, Vec<Term>, f32)> = reading
        .tokens
        .iter()
        .filter(|token| !token.is_filler())
        .map(|token| (token, index.meant(token), index.weight(token) * share(token, reading, index)))
        .collect();
    let all: f32 = tokens.iter().map(|(_, _, weight)| weight).sum();
    if all <= 0.0 {
        return Vec::new();
    }
    let covered = cover(reading, index, &tokens);
    let mut hits: Vec<Hit> = covered
        .into_iter()
        .map(|(entry, sum)| Hit {
            entry,
            score: sum / all,
            coverage: sum / all,
            matched: 0.0,
            misses_topic: false,
            missed: 0.0,
            misses_counted: false,
            answers_kind: false,
            likeness: 0.0,
        })
        .collect();
    if hits.len() > SHORTLIST {
        hits.select_nth_unstable_by(SHORTLIST, better);
        hits.truncate(SHORTLIST);
    }
    sort(&mut hits);
    for hit in &mut hits {
        let entry = &index.entries[hit.entry];
        hit.likeness = likeness(&tokens, entry);
        hit.answers_kind = reading.kinds.iter().any(|kind| entry.answers.contains(kind));
        hit.misses_topic = misses_topic(&tokens, hit.entry, index);
        hit.misses_counted = misses_counted(&tokens, hit.entry, index);
        hit.missed = missed(&tokens, hit.entry, reading, index);
        hit.matched = matched(&tokens, hit.entry, index);
        let exactly = if hit.likeness > 0.97 { part::ASKED_EXACTLY } else { 0.0 };
        let topic = if hit.misses_topic { part::TOPIC_MISSED } else { 0.0 };
        let own = part::OWN_WORDS * own_words(&tokens, hit.entry, index) / all;
        let words = topic + part::COVERAGE * hit.coverage + part::LIKENESS * hit.likeness + exactly + own;
        hit.score = words + kind_part(reading, entry) + party_part(reading, entry);
    }
    sort(&mut hits);
    for hit in hits.iter_mut().take(COMPARED) {
        hit.score += part::LETTERS * letters(&tokens, &index.entries[hit.entry]);
    }
    sort(&mut hits);
    hits
}

/// The best comes first; of equals, the one that stands first in the fact file.
fn sort(hits: &mut [Hit]) {
    hits.sort_by(better);
}

fn better(a: &Hit, b: &Hit) -> std::cmp::Ordering {
    b.score.total_cmp(&a.score).then(a.entry.cmp(&b.entry))
}

/// The likeness to the best way of asking by letters, which forms of a word share though their stems differ.
fn letters(tokens: &[(&Token, Vec<Term>, f32)], entry: &Entry) -> f32 {
    let own = own_tokens(tokens, entry).flat_map(|(token, _, _)| token.plain_stems());
    let question = Grams::of(own);
    entry.asks.iter().map(|ask| question.likeness(&ask.grams)).fold(0.0, f32::max)
}

/// The question's words but for the name of the entry's own party, which its ways of asking need not say.
fn own_tokens<'a>(
    tokens: &'a [(&'a Token, Vec<Term>, f32)],
    entry: &Entry,
) -> impl Iterator<Item = &'a (&'a Token, Vec<Term>, f32)> {
    let party = entry.party;
    let names = move |token: &Token| {
        party.is_some_and(|party| token.means(Meaning::Party(party)) || token.means(Meaning::Seat(party)))
    };
    tokens.iter().filter(move |(token, _, _)| !names(token))
}

/// How much of a word's weight counts. Beside a party that is named, another party's leader or capital is a false
/// premise more often than the point. An unknown word of another language is most often a form of a known one.
fn share(token: &Token, reading: &Reading, index: &Index) -> f32 {
    if reading.foreign && !token.known {
        return FOREIGN;
    }
    let others = |meaning: &Meaning| match *meaning {
        Meaning::Seat(party) => !reading.parties.contains(&party),
        Meaning::Place => true,
        Meaning::Person(person) => {
            index.party_of(person).is_some_and(|party| !reading.parties.contains(&party))
        }
        _ => false,
    };
    if !reading.parties.is_empty() && token.meanings.iter().any(others) { PREMISE } else { 1.0 }
}

/// For each entry that fits the names: the sum of the weights of the tokens it has.
fn cover(reading: &Reading, index: &Index, tokens: &[(&Token, Vec<Term>, f32)]) -> Vec<(usize, f32)> {
    // All zero, so that pages no token touches are never written.
    let mut sums = vec![0.0_f32; index.entries.len()];
    let mut of = vec![0_u32; index.entries.len()];
    let mut held = vec![0.0_f32; index.entries.len()];
    let mut reached = vec![false; index.entries.len()];
    let mut touched = Vec::new();
    // What only belongs to the party named, and has no other word of the question, is looked at last.
    let mut named = Vec::new();
    for (number, (token, terms, weight)) in (1..).zip(tokens) {
        // A name of its own ("Gripen") is worth less where the entry only has its topic.
        let wider =
            token.meanings.iter().filter(|_| index.is_specific(token)).filter_map(|m| index.term_of(*m));
        let wider = wider.map(|term| (term, OF_ITS_TOPIC));
        for (term, share) in terms.iter().map(|term| (*term, 1.0)).chain(wider) {
            for &(entry, force) in index.postings(term) {
                let (entry, force) = (entry as usize, force * share);
                if token.is_place_name() {
                    named.push(entry);
                } else if !reached[entry] {
                    reached[entry] = true;
                    touched.push(entry);
                }
                // Of a token's several terms the strongest counts, once.
                if of[entry] != number {
                    (of[entry], held[entry]) = (number, 0.0);
                }
                if force > held[entry] {
                    sums[entry] += (force - held[entry]) * weight;
                    held[entry] = force;
                }
            }
        }
    }
    let fits = |at: &usize| fits_names(reading, &index.entries[*at], index);
    touched.retain(fits);
    if touched.is_empty() {
        named.sort_unstable();
        named.dedup();
        named.retain(fits);
        touched = named;
    }
    touched.into_iter().map(|at| (at, sums[at])).collect()
}

fn missed(tokens: &[(&Token, Vec<Term>, f32)], entry: usize, reading: &Reading, index: &Index) -> f32 {
    let carries = |token: &Token| {
        let is_form = reading.foreign && !token.known && !reading.topics.is_empty();
        !(token.is_place_name() || token.is_time() || is_form || index.is_light(token))
    };
    let absent = |(token, terms, _): &&(&Token, Vec<Term>, f32)| carries(token) && !has(terms, entry, index);
    tokens.iter().filter(absent).map(|(token, _, _)| index.weight(token)).fold(0.0, f32::max)
}

/// Words of this weight or more carry a question; lighter ones stand in most facts.
pub const CARRIES: f32 = 0.3;

fn has(terms: &[Term], entry: usize, index: &Index) -> bool {
    terms.iter().any(|term| index.has(*term, entry))
}

fn misses_topic(tokens: &[(&Token, Vec<Term>, f32)], entry: usize, index: &Index) -> bool {
    let names_topic = |token: &Token| token.meanings.iter().any(|m| matches!(m, Meaning::Topic(_)));
    let missed = |(token, terms, weight): &&(&Token, Vec<Term>, f32)| {
        names_topic(token) && *weight >= CARRIES && !has(terms, entry, index)
    };
    tokens.iter().any(|token| missed(&token))
}

/// Whether the word behind "how many" is there neither itself nor by a word that means the same: a fact on the navy that
/// counts minehunters does not tell how many frigates there are.
fn misses_counted(tokens: &[(&Token, Vec<Term>, f32)], entry: usize, index: &Index) -> bool {
    let is_count = |(token, _, _): &(&Token, Vec<Term>, f32)| token.means(Meaning::Kind(Kind::HowMany));
    // In many languages one word asks for a sum and for a number.
    let is_sum = |(token, _, _): &(&Token, Vec<Term>, f32)| token.means(Meaning::Kind(Kind::HowMuch));
    if tokens.iter().any(is_sum) {
        return false;
    }
    let Some(at) = tokens.iter().position(is_count) else { return false };
    let is_kind = |token: &Token| token.meanings.iter().any(|m| matches!(m, Meaning::Kind(_)));
    let is_thing = |token: &Token| {
        !(token.is_place_name() || token.is_time() || is_kind(token) || index.is_light(token))
    };
    let Some((thing, _, _)) = tokens[at + 1..].iter().find(|(token, _, _)| is_thing(token)) else {
        return false;
    };
    !has(&index.close_terms(thing), entry, index)
}

/// The weight of the words an entry has exactly as asked, not by their topic or a synonym: "ASC 890".
fn own_words(tokens: &[(&Token, Vec<Term>, f32)], entry: usize, index: &Index) -> f32 {
    let is_there = |token: &Token| index.own_term(token).is_some_and(|term| has(&[term], entry, index));
    tokens.iter().filter(|(token, _, _)| is_there(token)).map(|(_, _, weight)| weight).sum()
}

/// The weight of the carrying words an entry has. A phrase is as telling as two words.
fn matched(tokens: &[(&Token, Vec<Term>, f32)], entry: usize, index: &Index) -> f32 {
    let carrying = tokens
        .iter()
        .filter(|(token, terms, weight)| *weight >= CARRIES && !token.is_year() && has(terms, entry, index));
    carrying.map(|(token, _, weight)| if token.stems.len() > 1 { 2.0 * weight } else { *weight }).sum()
}

/// Never another country's figure: an entry has to belong to a party named, or to none and name it.
fn fits_names(reading: &Reading, entry: &Entry, index: &Index) -> bool {
    let names = |meaning| entry.names.contains(&meaning);
    let party_fits = reading.parties.is_empty()
        || entry.party.is_some_and(|party| reading.parties.contains(&party))
        || reading.parties.iter().any(|party| names(Meaning::Party(*party)));
    let person_fits = reading.people.is_empty()
        || !reading.parties.is_empty()
        || reading.people.iter().any(|person| names(Meaning::Person(*person)));
    // What another party gives is no answer to how much or how many this one does.
    let counts = |kind: &Kind| matches!(kind, Kind::HowMuch | Kind::HowMany);
    let own = reading.parties.is_empty() || entry.party.is_none_or(|party| reading.parties.contains(&party));
    let figure_fits = own || !entry.answers.iter().any(counts);
    let filters = |country: &&usize| !index.setting.contains(*country);
    party_fits
        && person_fits
        && figure_fits
        && reading.countries.iter().filter(filters).all(|country| names(Meaning::Country(*country)))
}

fn party_part(reading: &Reading, entry: &Entry) -> f32 {
    match entry.party {
        Some(party) if reading.parties.contains(&party) => 0.0,
        // Asked of no party in particular, what holds for all comes first.
        Some(_) if reading.parties.is_empty() && reading.people.is_empty() => part::OF_ONE_PARTY,
        Some(_) if reading.parties.is_empty() => 0.0,
        None => 0.0,
        Some(_) => part::OTHER_PARTY,
    }
}

fn kind_part(reading: &Reading, entry: &Entry) -> f32 {
    let part = |kind: &Kind| {
        if entry.answers.contains(kind) {
            part::KIND_ANSWERED
        } else if entry.touches.contains(kind) {
            part::KIND_TOUCHED
        } else {
            part::KIND_MISSED
        }
    };
    let asked = reading
        .kinds
        .iter()
        .filter(|kind| !matches!(kind, Kind::Which | Kind::Why | Kind::WhatIf | Kind::Compare));
    asked.map(part).max_by(f32::total_cmp).unwrap_or(0.0)
}

/// The likeness to the best way of asking: twice what both have over what each has.
fn likeness(tokens: &[(&Token, Vec<Term>, f32)], entry: &Entry) -> f32 {
    let question: Vec<_> = own_tokens(tokens, entry).collect();
    let weight: f32 = question.iter().map(|(_, _, weight)| weight).sum();
    let compare = |ask: &Ask| {
        let shares = |a: &[Term], b: &[Term]| a.iter().any(|term| b.contains(term));
        let ours: f32 = question
            .iter()
            .filter(|(_, terms, _)| ask.words.iter().any(|(own, _)| shares(terms, own)))
            .map(|(_, _, w)| w)
            .sum();
        let theirs: f32 = ask
            .words
            .iter()
            .filter(|(own, _)| question.iter().any(|(_, terms, _)| shares(terms, own)))
            .map(|(_, w)| w)
            .sum();
        let both = weight + ask.weight;
        if both > 0.0 { (ours + theirs) / both } else { 0.0 }
    };
    entry.asks.iter().map(compare).fold(0.0, f32::max)
}
