//! What may answer a question: facts and commands, ranked by words, time, standing and whose they are.

use super::confidence::{confidence, evidence};
use super::party;
use crate::knowledge::{Fact, Party, Period, Topic};
use crate::language::meaning::Kind;
use crate::language::reading::Reading;
use crate::retrieval::corpus::{Corpus, Found};
use crate::retrieval::hit::{EXACTLY, Hit};

/// What may answer a question.
pub struct Candidate<'a> {
    /// The fact, or a command that answers.
    pub found: Found<'a>,
    /// What it is ranked by.
    pub score: f32,
    /// How much of the question it fits, 0 to 1.
    pub fit: f32,
    /// How sure it is that it answers the question, 0 to 1.
    pub confidence: f32,
    /// What it was found by.
    pub hit: Hit,
}

impl<'a> Candidate<'a> {
    /// The fact, unless it is a shortcut.
    #[must_use]
    pub fn fact(&self) -> Option<&'a Fact> {
        match self.found {
            Found::Fact(fact) => Some(fact),
            Found::Shortcut(_) => None,
        }
    }
}

/// What a fact of no party counts, where a party is asked for that it only mentions.
const MENTIONS: f32 = 0.85;
/// What another party's fact counts that mentions the one asked for.
const MENTIONS_OTHER: f32 = 0.75;
/// Parts of a score that come from what facts are, not from their words.
mod part {
    pub const SUPERSEDED: f32 = -0.3;
    pub const PERIOD_FITS: f32 = 0.12;
    pub const PERIOD_NARROW: f32 = 0.04;
    pub const PERIOD_MISSED: f32 = -0.08;
    pub const PERIOD_DIFFERS: f32 = -0.4;
    pub const HEADLINE: f32 = 0.2;
    pub const QUOTE: f32 = -0.1;
}

/// The kind of question that decides which value is wanted.
pub(super) fn kind(reading: &Reading) -> Kind {
    let valued = [Kind::HowLong, Kind::HowMuch, Kind::HowMany, Kind::When, Kind::Where, Kind::Who];
    valued.into_iter().find(|kind| reading.kinds.contains(kind)).unwrap_or(Kind::Which)
}

/// All candidates, ranked: by words first, then by time, standing and whether they are a party's headline.
#[must_use]
pub fn candidates<'a>(reading: &Reading, corpus: &'a Corpus) -> Vec<Candidate<'a>> {
    let topics = corpus.topics(reading);
    let is_aid = |topic: &&Topic| corpus.knowledge.within_topic(&topic.id, party::AID);
    let asks_for_money = kind(reading) == Kind::HowMuch && topics.iter().all(|topic| topic.general)
        || topics.iter().any(is_aid);
    let headlines: Vec<&str> = if asks_for_money {
        let first = |party: &Party| Some(corpus.facts_on(&party.id, party::AID).next()?.id.as_str());
        corpus.parties(reading).into_iter().filter_map(first).collect()
    } else {
        Vec::new()
    };
    let hits = corpus.rank(reading);
    // A question that is another fact's own asks for that one: "how much per year".
    let is_others = |hit: &Hit| {
        let is_headline = |fact: &Fact| headlines.contains(&fact.id.as_str());
        hit.likeness > EXACTLY && matches!(corpus.found(hit), Found::Fact(fact) if !is_headline(fact))
    };
    let of_another = hits.iter().any(is_others);
    let mut candidates: Vec<Candidate<'_>> = hits
        .into_iter()
        .map(|hit| {
            let found = corpus.found(&hit);
            let mut score = hit.score;
            if let Found::Fact(fact) = found {
                score += time_part(reading, fact);
                // What was done comes before what was said of it.
                if fact.speaker.is_some() {
                    score += part::QUOTE;
                }
                if !of_another && headlines.contains(&fact.id.as_str()) {
                    score += part::HEADLINE;
                }
            }
            let share = share(found, reading, corpus);
            // How sure it is shows beside the others, below.
            Candidate { found, score: score * share, fit: fit(&hit) * share, confidence: 0.0, hit }
        })
        .collect();
    candidates.extend(of_all(reading, corpus));
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let on_subject = corpus.is_on_subject(reading);
    for at in 0..candidates.len() {
        let lead = candidates[at].score - next_score(&candidates, at);
        let evidence = evidence(&candidates[at].hit, lead, reading, on_subject);
        candidates[at].confidence = share(candidates[at].found, reading, corpus) * confidence(&evidence);
    }
    candidates
}

/// What a candidate counts by whose it is.
fn share(found: Found<'_>, reading: &Reading, corpus: &Corpus) -> f32 {
    match found {
        Found::Fact(fact) if !is_own(fact, reading, corpus) => {
            if fact.party.is_none() {
                MENTIONS
            } else {
                MENTIONS_OTHER
            }
        }
        _ => 1.0,
    }
}

/// The score of the next candidate that is another fact.
fn next_score(candidates: &[Candidate<'_>], at: usize) -> f32 {
    let is_other =
        |other: &&Candidate<'_>| other.hit.entry != candidates[at].hit.entry && other.fact().is_some();
    candidates[at + 1..].iter().find(is_other).map_or(0.0, |other| other.score)
}

/// What holds for all agreements answers for one of them too: "is the one with the Netherlands like Article 5?"
fn of_all<'a>(reading: &Reading, corpus: &'a Corpus) -> Vec<Candidate<'a>> {
    if reading.parties.is_empty() || reading.topics.is_empty() {
        return Vec::new();
    }
    let mut general = reading.clone();
    general.parties.clear();
    general.tokens.retain(|token| !token.is_place_name());
    let asked = |fact: &Fact| {
        let within = |topic: &&Topic| {
            !topic.general && fact.topics().any(|own| corpus.knowledge.within_topic(own, &topic.id))
        };
        fact.party.is_none() && fact.value.is_none() && corpus.topics(reading).iter().any(within)
    };
    let of_all = corpus.rank(&general).into_iter().filter_map(|hit| {
        let found = corpus.found(&hit);
        let Found::Fact(fact) = found else { return None };
        let names_no_party = corpus.index.entries[hit.entry].names.is_empty();
        (names_no_party && asked(fact)).then(|| Candidate {
            found,
            score: hit.score * MENTIONS,
            fit: fit(&hit) * MENTIONS,
            confidence: 0.0,
            hit,
        })
    });
    of_all.collect()
}

/// Whether a fact belongs to a party that was named, or none was.
pub(super) fn is_own(fact: &Fact, reading: &Reading, corpus: &Corpus) -> bool {
    reading.parties.is_empty()
        || corpus.parties(reading).iter().any(|party| fact.party.as_ref() == Some(&party.id))
}

/// How much of a question an entry fits: most of its words have to be there, and a value of the kind asked for speaks for
/// it too.
fn fit(hit: &Hit) -> f32 {
    let words = 0.75 * hit.coverage + 0.25 * hit.likeness.max(hit.coverage * 0.6);
    let kind = if hit.answers_kind { 0.1 } else { 0.0 };
    // A question that names a topic is not answered by a fact on another one.
    let topic = if hit.misses_topic { 0.75 } else { 1.0 };
    (topic * (words + kind)).clamp(0.0, 1.0)
}

fn time_part(reading: &Reading, fact: &Fact) -> f32 {
    let standing = if fact.is_current() { 0.0 } else { part::SUPERSEDED };
    let Some(period) = reading.periods.first() else { return standing };
    match fact.money().and_then(|money| money.period) {
        Some(own) if own.overlaps(period) => {
            // Asked for one year, a sum for that year is meant before one that spans it.
            let narrow = if period.contains(&own) { part::PERIOD_NARROW } else { 0.0 };
            // For its own time even a superseded fact was right.
            part::PERIOD_FITS + narrow + standing / 2.0
        }
        Some(_) => part::PERIOD_DIFFERS,
        None if period.overlaps(&Period::day(fact.as_of)) => standing,
        None => part::PERIOD_MISSED + standing,
    }
}
