//! Which entries answer a question best.

use std::collections::{BTreeSet, HashMap};

use super::cover::{cover, fits_names};
use super::entry::Entry;
use super::index::{Index, Term};
use super::phrasing::verbatim;
use super::query::{CARRIES, Query};
use crate::language::meaning::Kind;
use crate::language::reading::Reading;

/// A candidate for an answer.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each tells something else of one comparison")]
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
    /// Whether the question names something that nobody knows and the entry does not have: "the Lateran Treaty".
    pub misses_name: bool,
    /// The greatest weight of a carrying word that the entry does not have.
    pub missed: f32,
    /// The weight of all carrying words that the entry does not have.
    pub missing: f32,
    /// Share of what the question says that the entry has in the very words, 0 to 1.
    pub own: f32,
    /// Likeness to the entry's best way of asking, 0 to 1.
    pub likeness: f32,
    /// Share of that way of asking that the question has, 0 to 1.
    pub said: f32,
    /// Likeness to a way of asking by letters, 0 to 1; only of the best candidates by words.
    pub letters: f32,
    /// Whether it is asked in the very words of one of its ways of asking.
    pub verbatim: bool,
}

impl Hit {
    /// An entry that is not compared yet.
    fn new(entry: usize, coverage: f32) -> Self {
        Self {
            entry,
            score: coverage,
            coverage,
            matched: 0.0,
            misses_topic: false,
            answers_kind: false,
            misses_counted: false,
            missed: 0.0,
            misses_name: false,
            missing: 0.0,
            own: 0.0,
            likeness: 0.0,
            said: 0.0,
            letters: 0.0,
            verbatim: false,
        }
    }
}

/// Likeness of a question that is one of an entry's own.
pub const EXACTLY: f32 = 0.97;
/// Candidates that are compared with their ways of asking; the others share too little with the question.
const SHORTLIST: usize = 64;
/// Of these, the ones whose letters are compared too.
const COMPARED: usize = 24;

/// Weights of the parts of a score; found by trying on the project's questions.
mod part {
    pub const COVERAGE: f32 = 1.3;
    pub const TOPIC_MISSED: f32 = -0.3;
    pub const LIKENESS: f32 = 0.6;
    pub const LETTERS: f32 = 0.4;
    pub const ASKED_EXACTLY: f32 = 0.25;
    pub const VERBATIM: f32 = 0.1;
    pub const OWN_WORDS: f32 = 0.25;
    pub const KIND_ANSWERED: f32 = 0.18;
    pub const KIND_TOUCHED: f32 = 0.05;
    pub const KIND_MISSED: f32 = -0.12;
    pub const OF_ONE_PARTY: f32 = -0.25;
    pub const OTHER_PARTY: f32 = -0.25;
}

/// Ranks the entries that fit the parties named, and of `also` those that do or belong to none. The best comes first.
#[must_use]
pub fn rank(reading: &Reading, index: &Index, also: &BTreeSet<usize>) -> Vec<Hit> {
    let query = Query::new(reading, index);
    if query.weight <= 0.0 && also.is_empty() {
        return Vec::new();
    }
    let covered = cover(&query, reading, index);
    let mut hits: Vec<Hit> = covered
        .into_iter()
        .map(|(entry, sum)| Hit::new(entry, sum / query.weight.max(f32::MIN_POSITIVE)))
        .collect();
    mark_verbatim(&mut hits, reading, index);
    if hits.len() > SHORTLIST {
        // Of those that have as much of the question, the ones with the least besides are nearest to it.
        let shortest = |hit: &Hit| index.entries[hit.entry].shortest;
        let nearer = |a: &Hit, b: &Hit| {
            b.verbatim
                .cmp(&a.verbatim)
                .then(b.coverage.total_cmp(&a.coverage))
                .then(shortest(a).total_cmp(&shortest(b)))
                .then(a.entry.cmp(&b.entry))
        };
        hits.select_nth_unstable_by(SHORTLIST, nearer);
        let rest = hits.split_off(SHORTLIST);
        hits.extend(rest.into_iter().filter(|hit| also.contains(&hit.entry)));
    }
    let known: BTreeSet<usize> = hits.iter().map(|hit| hit.entry).collect();
    let fits = |at: &&usize| {
        let entry = &index.entries[**at];
        entry.party.is_none() || fits_names(reading, entry, index)
    };
    hits.extend(also.difference(&known).filter(fits).map(|at| Hit::new(*at, 0.0)));
    for hit in &mut hits {
        compare(hit, &query, reading, index);
    }
    sort(&mut hits);
    let mut grams = HashMap::new();
    for (_, hit) in
        hits.iter_mut().enumerate().filter(|(place, hit)| *place < COMPARED || also.contains(&hit.entry))
    {
        let entry = &index.entries[hit.entry];
        let party = entry.party.filter(|party| reading.parties().contains(party));
        let question = grams.entry(party).or_insert_with(|| query.grams(party));
        let likeness = entry.asks.iter().map(|ask| question.likeness(&ask.grams)).fold(0.0, f32::max);
        hit.letters = likeness;
        hit.score += part::LETTERS * likeness;
    }
    sort(&mut hits);
    hits
}

/// Marks the entries that are asked in the very words of one of their ways of asking. They have all of the question.
fn mark_verbatim(hits: &mut [Hit], reading: &Reading, index: &Index) {
    // Whether a party's name belongs to the words is all that differs between entries.
    let mut asked = HashMap::new();
    for hit in hits.iter_mut().filter(|hit| hit.coverage > EXACTLY) {
        let entry = &index.entries[hit.entry];
        let party = entry.party.filter(|party| reading.parties().contains(party));
        let words = *asked
            .entry((entry.is_command, party))
            .or_insert_with(|| verbatim(reading.tokens().iter(), entry));
        hit.verbatim = entry.asks.iter().any(|ask| ask.verbatim == words);
    }
}

/// Compares an entry of the shortlist with the question in all ways but by its letters.
fn compare(hit: &mut Hit, query: &Query<'_>, reading: &Reading, index: &Index) {
    let entry = &index.entries[hit.entry];
    let has = |terms: &[Term]| terms.iter().any(|term| index.has(*term, hit.entry));
    let mut own = 0.0;
    for word in &query.words {
        if has(&word.terms) {
            // A phrase is as telling as two words.
            let telling = if word.token.stems.len() > 1 { 2.0 } else { 1.0 };
            if word.weight >= CARRIES && !word.token.is_year() {
                hit.matched += telling * word.weight;
            }
        } else {
            hit.missed = hit.missed.max(word.missed);
            hit.missing += word.missed;
            hit.misses_name |= word.token.capital && word.token.meanings.is_empty();
            hit.misses_topic |= word.is_topic && word.weight >= CARRIES;
        }
        // Words it has exactly as asked, not by their topic or a synonym: "ASC 890".
        if word.own.is_some_and(|term| has(&[term])) {
            own += word.weight;
        }
    }
    hit.misses_counted = query.counted.as_ref().is_some_and(|terms| !has(terms));
    hit.own = own / query.weight.max(f32::MIN_POSITIVE);
    let asks = entry.asks.iter().map(|ask| ask.likeness(query, entry.party));
    (hit.likeness, hit.said) = asks.fold((0.0, 0.0), |best, ask| if ask.0 > best.0 { ask } else { best });
    hit.answers_kind = reading.kinds().iter().any(|kind| entry.answers.contains(kind));
    let verbatim = if hit.verbatim { part::VERBATIM } else { 0.0 };
    let asked_of = entry.party.is_none_or(|party| reading.parties().contains(&party));
    let exactly = if hit.likeness > EXACTLY && asked_of { part::ASKED_EXACTLY } else { 0.0 };
    let topic = if hit.misses_topic { part::TOPIC_MISSED } else { 0.0 };
    let words = topic
        + part::COVERAGE * hit.coverage
        + part::LIKENESS * hit.likeness
        + exactly
        + verbatim
        + part::OWN_WORDS * hit.own;
    hit.score = words + kind_part(reading, entry) + party_part(reading, entry);
}

/// The best comes first; of equals, the one that stands first in the fact file.
fn sort(hits: &mut [Hit]) {
    hits.sort_by(better);
}

fn better(a: &Hit, b: &Hit) -> std::cmp::Ordering {
    b.score.total_cmp(&a.score).then(a.entry.cmp(&b.entry))
}

fn party_part(reading: &Reading, entry: &Entry) -> f32 {
    match entry.party {
        Some(party) if reading.parties().contains(&party) => 0.0,
        // Asked of no party in particular, what holds for all comes first.
        Some(_) if reading.parties().is_empty() && reading.people().is_empty() => part::OF_ONE_PARTY,
        Some(_) if reading.parties().is_empty() => 0.0,
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
    let asked = reading.kinds().iter().filter(|kind| kind.wants_value());
    asked.map(part).max_by(f32::total_cmp).unwrap_or(0.0)
}
