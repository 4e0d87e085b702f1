//! Facts: those that have most of a question's words, or come nearest to it in meaning.

use std::collections::BTreeSet;

use crate::dialogue::answer::Content;
use crate::dialogue::evidence::{Evidence, flag};
use crate::dialogue::proposal::Asked;
use crate::dialogue::record;
use crate::knowledge::{Aspect, Cue, Fact, Role, TopicAt, Value};
use crate::language::meaning::{Kind, Meaning};
use crate::language::reading::{Reading, Token};
use crate::retrieval::closeness::Close;
use crate::retrieval::corpus::{Corpus, Found};
use crate::retrieval::hit::Hit;

/// Facts proposed for one question: what is right is among the first eight nearly as often as among all.
const MOST: usize = 8;
/// Facts that are closest of all in meaning, among which those of the party asked about are looked for.
const NEAR: usize = 300;
/// Newer facts, matched weight and lacking weight from which more makes no difference.
const NEWER: f32 = 4.0;
const MATCHED: f32 = 2.0;
const MISSING: f32 = 3.0;
/// Lead of a score from which more makes no difference.
const LEAD: f32 = 0.6;
/// Scores of two facts that are nearer than this are as good.
const RIVAL: f32 = 0.1;

/// A fact with what it was found by.
struct Candidate<'a> {
    fact: &'a Fact,
    hit: Hit,
}

/// The facts nearest to a question.
pub(super) fn propose(asked: &Asked<'_>) -> Vec<(Content, Evidence)> {
    let (reading, corpus) = (asked.question.reading(), asked.corpus);
    let mut candidates = ranked(reading, &BTreeSet::new(), corpus);
    // A question in a fact's own words needs no other closeness.
    let in_its_words = candidates.iter().any(|candidate| candidate.hit.verbatim);
    let closeness = if in_its_words { None } else { corpus.close_to(asked.question.meant()) };
    if let Some(closeness) = &closeness {
        candidates = ranked(reading, &nearest(closeness), corpus);
    }
    candidates.extend(of_all(reading, corpus));
    candidates.sort_by(|a, b| b.hit.score.total_cmp(&a.hit.score));
    let mut seen = BTreeSet::new();
    candidates.retain(|candidate| seen.insert(candidate.hit.entry));
    let close = closeness.as_ref().map(|closeness| by_meaning(&candidates, closeness));
    let is_near = |at: &usize| {
        *at < MOST || close.as_ref().is_some_and(|close| close[*at].place_by_meaning > place(MOST))
    };
    let headlines = headlines(reading, corpus);
    let told = asked.told.fact.and_then(|id| corpus.knowledge.fact(id));
    let kin = told.filter(|_| close.is_some()).map(|told| {
        let positions: Vec<usize> = candidates.iter().map(|candidate| candidate.hit.entry).collect();
        corpus.between(told, &positions)
    });
    (0..candidates.len())
        .filter(is_near)
        .map(|at| {
            let candidate = &candidates[at];
            let mut evidence = by_slot(candidate, asked);
            if let Some(Nearness { close, close_statement, close_lead, place_by_meaning }) =
                close.as_ref().map(|close| close[at])
            {
                evidence = Evidence { close, close_statement, close_lead, place_by_meaning, ..evidence };
            }
            words(&mut evidence, &candidates, at);
            evidence.kin = kin.as_ref().map_or(0.0, |kin| kin[at]);
            evidence.headline = flag(headlines.contains(&candidate.fact.id.as_str()));
            (Content::Facts { facts: vec![candidate.fact.id.clone()] }, evidence)
        })
        .collect()
}

/// One over a place counted from 0.
#[expect(clippy::cast_precision_loss, reason = "a handful of candidates")]
fn place(at: usize) -> f32 {
    1.0 / (at + 1) as f32
}

/// How near a candidate is in meaning, beside the others.
#[derive(Clone, Copy)]
struct Nearness {
    close: f32,
    close_statement: f32,
    close_lead: f32,
    place_by_meaning: f32,
}

/// The positions of the facts that are closest of all; those of other parties than asked for are left out later.
fn nearest(closeness: &[Close]) -> BTreeSet<usize> {
    let mut order: Vec<usize> = (0..closeness.len()).collect();
    order.sort_unstable_by(|a, b| closeness[*b].best.total_cmp(&closeness[*a].best));
    order.into_iter().take(NEAR).collect()
}

/// How near each candidate is in meaning, by its position.
fn by_meaning(candidates: &[Candidate<'_>], closeness: &[Close]) -> Vec<Nearness> {
    let of = |at: usize| closeness[candidates[at].hit.entry];
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|a, b| of(*b).best.total_cmp(&of(*a).best));
    let mut near = vec![
        Nearness { close: 0.0, close_statement: 0.0, close_lead: 0.0, place_by_meaning: 0.0 };
        order.len()
    ];
    for (rank, at) in order.iter().enumerate() {
        let other = order.iter().find(|other| *other != at).map_or(0.0, |other| of(*other).best);
        let Close { best, statement } = of(*at);
        near[*at] = Nearness {
            close: best,
            close_statement: statement,
            close_lead: best - other,
            place_by_meaning: place(rank),
        };
    }
    near
}

fn ranked<'a>(reading: &Reading, also: &BTreeSet<usize>, corpus: &'a Corpus) -> Vec<Candidate<'a>> {
    let facts = corpus.rank(reading, also).into_iter().filter_map(|hit| match corpus.found(&hit) {
        Found::Fact(fact) => Some(Candidate { fact, hit }),
        Found::Shortcut(_) => None,
    });
    facts.collect()
}

/// What holds for all agreements answers for one of them too: "is the one with the Netherlands like Article 5?"
fn of_all<'a>(reading: &Reading, corpus: &'a Corpus) -> Vec<Candidate<'a>> {
    if reading.parties().is_empty() || reading.topics().is_empty() {
        return Vec::new();
    }
    let mut general = reading.clone();
    general.without_parties();
    let of_none = ranked(&general, &BTreeSet::new(), corpus).into_iter().take(MOST);
    of_none
        .filter(|candidate| {
            candidate.fact.party.is_none() && corpus.index.entries[candidate.hit.entry].names.is_empty()
        })
        .collect()
}

/// The headline sums of the parties named.
fn headlines<'a>(reading: &Reading, corpus: &'a Corpus) -> Vec<&'a str> {
    let first = |party: &str| Some(record::aid_facts(party, corpus).first()?.id.as_str());
    corpus.parties(reading).into_iter().filter_map(|party| first(&party.id)).collect()
}

/// What words and meaning tell of a candidate beside the others.
fn words(evidence: &mut Evidence, candidates: &[Candidate<'_>], at: usize) {
    let hit = &candidates[at].hit;
    let next = candidates.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, c)| c.hit.score);
    let next = next.fold(0.0, f32::max);
    let party = |candidate: &Candidate<'_>| candidate.fact.party.clone();
    let rival = candidates
        .iter()
        .any(|other| party(other) != party(&candidates[at]) && other.hit.score > hit.score - RIVAL);
    evidence.coverage = hit.coverage;
    evidence.covers_all = flag(hit.missing <= 0.0);
    evidence.own_words = hit.own;
    evidence.likeness = hit.likeness;
    evidence.said = hit.said;
    evidence.letters = hit.letters;
    evidence.verbatim = flag(hit.verbatim);
    evidence.matched = hit.matched.min(MATCHED) / MATCHED;
    evidence.missed = hit.missed;
    evidence.missing = hit.missing.min(MISSING) / MISSING;
    evidence.misses_topic = flag(hit.misses_topic);
    evidence.misses_counted = flag(hit.misses_counted);
    evidence.misses_name = flag(hit.misses_name);
    evidence.score = hit.score;
    evidence.lead = (hit.score - next).clamp(-LEAD, LEAD);
    evidence.place_by_words = place(at);
    evidence.party_rival = flag(evidence.party_unasked > 0.0 && rival);
}

/// What its slots tell: party, person, kind, time, topic, standing.
fn by_slot(candidate: &Candidate<'_>, asked: &Asked<'_>) -> Evidence {
    let (reading, corpus, fact) = (asked.question.reading(), asked.corpus, candidate.fact);
    let knowledge = &corpus.knowledge;
    let entry = &corpus.index.entries[candidate.hit.entry];
    let named = |meaning| entry.names.contains(&meaning);
    let asks_party = !reading.parties().is_empty();
    let own = entry.party.is_some_and(|party| reading.parties().contains(&party));
    let mentioned = reading.parties().iter().any(|party| named(Meaning::Party(*party)));
    let is_speaker = |id: &String| reading.people().iter().any(|at| knowledge.people[*at].id == *id);
    let valued = reading.kinds().iter().filter(|kind| kind.wants_value());
    let answered = reading.kinds().iter().any(|kind| entry.answers.contains(kind));
    let touched = valued.clone().any(|kind| entry.touches.contains(kind));
    let topics =
        |at: &TopicAt| fact.topics().any(|own| knowledge.within_topic(own, &knowledge.topics[*at].id));
    #[expect(clippy::cast_precision_loss, reason = "at most a few hundred facts of one topic")]
    let newer = (entry.said.newer as f32).min(NEWER) / NEWER;
    let done = reading.has(Cue::Done);
    let mut evidence = Evidence {
        is_fact: 1.0,
        is_record: flag(fact.aspect.is_some()),
        told_before: flag(asked.told.fact == Some(fact.id.as_str())),
        same_topic: flag(asked.told.topic.is_some_and(|topic| fact.topics().any(|own| own == topic))),
        same_party: flag(fact.party.as_ref().is_some_and(|party| asked.told.parties.contains(party))),
        party_own: flag(own),
        party_mentioned: flag(asks_party && !own && mentioned),
        party_general: flag(asks_party && fact.party.is_none()),
        party_unasked: flag(!asks_party && fact.party.is_some()),
        person_named: flag(reading.people().iter().any(|at| named(Meaning::Person(*at)))),
        person_speaks: flag(fact.speaker.as_ref().is_some_and(is_speaker)),
        reports: flag(fact.speaker.is_some()),
        kind_answered: flag(answered),
        kind_touched: flag(touched),
        kind_missed: flag(valued.count() > 0 && !answered && !touched),
        has_money: flag(entry.answers.contains(&Kind::HowMuch)),
        has_number: flag(entry.answers.contains(&Kind::HowMany)),
        has_date: flag(entry.answers.contains(&Kind::When)),
        has_person: flag(entry.answers.contains(&Kind::Who)),
        has_answer: flag(matches!(fact.value, Some(Value::Answer(_)))),
        newer,
        superseded: flag(!fact.is_current()),
        done_agrees: flag(done == entry.said.done),
        done_missed: flag(done && !entry.said.done && entry.said.offers),
        negation_agrees: flag(reading.has(Cue::Not) == entry.said.negated),
        topic_own: flag(reading.topics().iter().any(topics)),
        record_only: flag(fact.aspect.is_some_and(|aspect| says_only(aspect, reading, corpus))),
        ..asked.evidence
    };
    time(&mut evidence, candidate, reading, corpus);
    evidence
}

/// Whether the fact is for the time asked for.
fn time(evidence: &mut Evidence, candidate: &Candidate<'_>, reading: &Reading, corpus: &Corpus) {
    let Some(asked) = reading.time().period() else { return };
    let entry = &corpus.index.entries[candidate.hit.entry];
    let of_value = candidate.fact.money().and_then(|money| money.period);
    let periods: Vec<_> = match of_value {
        Some(own) => vec![own],
        None => entry.said.periods.clone(),
    };
    evidence.time_equal = flag(periods.contains(&asked));
    evidence.time_within = flag(periods.iter().any(|own| *own != asked && asked.contains(own)));
    evidence.time_spans = flag(periods.iter().any(|own| *own != asked && own.contains(&asked)));
    evidence.time_conflict = flag(!periods.is_empty() && !periods.iter().any(|own| own.overlaps(&asked)));
    evidence.time_silent = flag(periods.is_empty());
    let years = reading.tokens().iter().filter(|token| token.is_year());
    evidence.year_said = flag(
        years.clone().count() > 0
            && years.clone().all(|year| corpus.index.has_word(candidate.hit.entry, year)),
    );
}

/// Whether a question says nothing but the party, the words of this aspect of a record, and names, numbers and times that
/// it takes for true: "was it signed in Rome?", "by Musk?".
fn says_only(aspect: Aspect, reading: &Reading, corpus: &Corpus) -> bool {
    let index = &corpus.index;
    let supposed = |token: &Token| {
        let is_name = |m: &Meaning| {
            matches!(
                m,
                Meaning::Place
                    | Meaning::Person(_)
                    | Meaning::Seat(_)
                    | Meaning::Stranger
                    | Meaning::Country(_)
            )
        };
        token.is_time() || token.meanings.iter().any(is_name)
    };
    let own = |token: &Token| {
        token.is_filler()
            || index.is_light(token)
            || token.means(Meaning::Kind(Kind::Which))
            || index.plays(token, Role::Agreement)
            || token.meanings.iter().any(|m| matches!(m, Meaning::Party(_)))
            || index.tells(aspect, token)
    };
    let tells = reading.tokens().iter().any(|token| index.tells(aspect, token));
    tells && reading.tokens().iter().all(|token| own(token) || supposed(token))
}
