//! From what was judged to the answer: told, asked back, the nearest told as such, or declined.

use super::answer::{Answer, Content, Unclear, Unknown};
use super::context::Context;
use super::converse::Judged;
use super::evidence::residue;
use super::judge::Judge;
use super::proposal::Proposal;
use super::suggestion as suggest;
use crate::knowledge::{Fact, Party, Value};
use crate::language::meaning::Meaning;
use crate::language::reading::{Reading, Token};
use crate::retrieval::corpus::Corpus;

/// Facts told as the nearest at most.
const NEAREST: usize = 2;
/// Chance from which a list or an overview is told: its heading says what it is of, so it need only be likelier right than not.
const LISTED: f32 = 0.5;
/// Chance from which the nearest is told although the question seems none for the fact file: likelier right than not.
const DESPITE: f32 = 0.5;
/// Parties that are asked back about at most.
const CHOICES: usize = 4;
/// Words that a refusal names at most.
const ABOUT: usize = 3;
/// Carrying words, as a share of ten, above which a question says itself what it is about: "when did they sign it" has none.
const POINTING: f32 = 0.1;
/// What a chance may lie below the best and still be as good, where several parties are meant.
const AS_GOOD: f32 = 0.6;

/// The answer, and what the conversation has come to.
pub(super) fn compose(judged: &Judged, context: &Context, corpus: &Corpus) -> (Answer, Context) {
    let (tell, near) = Judge::fitted(judged.by_meaning).map_or((1.0, 1.0), |judge| (judge.tell, judge.near));
    let is_told = |(chance, proposal): &&(f32, Proposal)| {
        *chance >= tell || *chance >= LISTED && says_what_it_is_of(proposal)
    };
    let best = judged.proposals.iter().find(is_told);
    let mut answer = match best {
        Some((chance, proposal)) => told(*chance, proposal, judged, corpus),
        None => declined(judged, near, *context == Context::default(), corpus),
    };
    answer.corrections.clone_from(&judged.reading.corrections);
    if answer.suggestions.is_empty() {
        answer.suggestions = suggest::next(&answer, corpus);
    }
    let meant = best.or_else(|| judged.proposals.first());
    let meant = meant.map_or(&judged.reading, |(_, proposal)| judged.questions[proposal.question].reading());
    let next = context.clone().after(&answer, Some(meant), &corpus.knowledge);
    (answer, next)
}

/// Whether an answer's heading says what it is of: agreements that something narrows down, or what there is where no more than
/// that is asked for.
fn says_what_it_is_of(proposal: &Proposal) -> bool {
    let evidence = &proposal.evidence;
    let is_overview = evidence.is_aid + evidence.is_topic + evidence.is_card > 0.0;
    evidence.is_agreements * evidence.filtered > 0.0 || is_overview && evidence.is_wide()
}

/// The best proposal, or the question which of several parties is meant where each has a fact as good.
fn told(chance: f32, proposal: &Proposal, judged: &Judged, corpus: &Corpus) -> Answer {
    let which = which_party(chance, proposal, judged, corpus);
    let verdict = verdict(proposal, corpus);
    which.unwrap_or_else(|| Answer { verdict, ..Answer::new(proposal.content.clone(), chance) })
}

/// Yes or no, where the question asks for it as the fact has it: one that is put the other way round is left to the statement.
fn verdict(proposal: &Proposal, corpus: &Corpus) -> Option<bool> {
    let evidence = &proposal.evidence;
    let value = fact_of(proposal, corpus).and_then(|fact| fact.value.as_ref());
    match value {
        Some(Value::Answer(yes)) if evidence.asks_yes_no > 0.0 && evidence.negated <= 0.0 => Some(*yes),
        _ => None,
    }
}

fn fact_of<'a>(proposal: &Proposal, corpus: &'a Corpus) -> Option<&'a Fact> {
    match &proposal.content {
        Content::Facts { facts } => corpus.knowledge.fact(facts.first()?),
        Content::Office { fact, .. } => corpus.knowledge.fact(fact),
        _ => None,
    }
}

fn which_party(chance: f32, best: &Proposal, judged: &Judged, corpus: &Corpus) -> Option<Answer> {
    let fact = fact_of(best, corpus)?;
    if best.evidence.party_unasked < 1.0 || best.evidence.names_person > 0.0 {
        return None;
    }
    let as_good = judged.proposals.iter().take_while(|(other, _)| *other >= chance * AS_GOOD);
    let mut parties: Vec<&Party> = Vec::new();
    for (_, other) in as_good {
        let party = fact_of(other, corpus).and_then(|fact| corpus.knowledge.party(fact.party.as_ref()?));
        if let Some(party) = party.filter(|party| !parties.iter().any(|known| known.id == party.id)) {
            parties.push(party);
        }
    }
    if parties.len() < 2 {
        return None;
    }
    parties.truncate(CHOICES);
    Some(Answer { nearest: Some(fact.id.clone()), ..ask_back(&parties, &judged.reading, corpus) })
}

/// "And when was it signed?" where nothing was talked of: the parties that it may be about.
fn pointed_at_nothing<'a>(judged: &Judged, corpus: &'a Corpus) -> Option<Vec<&'a Party>> {
    let (_, best) = judged.proposals.first()?;
    if judged.reading.has_names()
        || best.evidence.party_unasked + best.evidence.is_agreements < 1.0
        || best.evidence.points + best.evidence.adds < 1.0
        || best.evidence.residue > POINTING
    {
        return None;
    }
    let facts = judged.proposals.iter().filter_map(|(_, proposal)| fact_of(proposal, corpus));
    let mut parties: Vec<&Party> = Vec::new();
    for party in facts.filter_map(|fact| corpus.knowledge.party(fact.party.as_ref()?)) {
        if !parties.iter().any(|known| known.id == party.id) {
            parties.push(party);
        }
    }
    parties.truncate(CHOICES);
    (parties.len() > 1).then_some(parties)
}

/// Asks which of several parties is meant.
fn ask_back(parties: &[&Party], reading: &Reading, corpus: &Corpus) -> Answer {
    let suggestions = match corpus.topics(reading).first() {
        Some(topic) => parties.iter().map(|party| suggest::on_topic(topic, Some(party))).collect(),
        None => parties.iter().map(|party| suggest::agreement(party)).collect(),
    };
    Answer { suggestions, ..Answer::new(Content::DidYouMean(Unclear::Party), 0.4) }
}

/// Nothing told: why not, with the nearest there is where something comes close.
fn declined(judged: &Judged, near: f32, begins: bool, corpus: &Corpus) -> Answer {
    let reading = &judged.reading;
    if let Some(parties) = pointed_at_nothing(judged, corpus).filter(|_| begins) {
        return ask_back(&parties, reading, corpus);
    }
    if reading.parties().is_empty() && !reading.unclear.is_empty() {
        let meant: Vec<&Party> = reading.unclear.iter().map(|at| &corpus.knowledge.parties[*at]).collect();
        return ask_back(&meant, reading, corpus);
    }
    let best = judged.proposals.first().map(|(_, proposal)| &judged.questions[proposal.question]);
    let meant = best.map_or(reading, |question| question.reading());
    let unknown = reason(reading, meant, corpus);
    let said = matches!(
        unknown,
        Unknown::NoSuchDay { .. }
            | Unknown::Stranger { .. }
            | Unknown::NoAgreement { .. }
            | Unknown::Declined { .. }
    );
    let near = if said { near.max(DESPITE) } else { near };
    let close = judged.proposals.iter().take_while(|(chance, _)| *chance >= near);
    let mut facts: Vec<String> = Vec::new();
    for (_, proposal) in close {
        match fact_of(proposal, corpus) {
            Some(fact) if !facts.contains(&fact.id) => facts.push(fact.id.clone()),
            _ => {}
        }
    }
    facts.truncate(NEAREST);
    let chance = judged.proposals.first().map_or(0.0, |(chance, _)| *chance);
    if !facts.is_empty() {
        return Answer::new(Content::Nearest { facts, unknown }, chance);
    }
    let suggestions = match (&unknown, meant.parties()) {
        (Unknown::NoAgreement { country }, _) => suggest::parties_like(country, corpus),
        _ if !said && corpus.is_on_subject(meant) => {
            suggest::asked_nearest(&typed(reading), closest(judged, corpus), corpus)
        }
        (_, [party, ..]) => suggest::of_party(&corpus.knowledge.parties[*party].id, &[], corpus),
        _ => Vec::new(),
    };
    let nearest = judged.proposals.iter().find_map(|(_, proposal)| fact_of(proposal, corpus));
    Answer {
        suggestions,
        nearest: nearest.map(|fact| fact.id.clone()),
        ..Answer::new(Content::Unknown(unknown), 0.0)
    }
}

/// The facts proposed, the closest in meaning first, or the likeliest where they were compared by words alone.
fn closest<'a>(judged: &Judged, corpus: &'a Corpus) -> impl Iterator<Item = &'a Fact> {
    let mut proposals: Vec<&(f32, Proposal)> = judged.proposals.iter().collect();
    proposals.sort_by(|(_, a), (_, b)| b.evidence.close.total_cmp(&a.evidence.close));
    proposals.into_iter().filter_map(|(_, proposal)| fact_of(proposal, corpus))
}

/// What there is nothing on, as precisely as it is known.
fn reason(reading: &Reading, meant: &Reading, corpus: &Corpus) -> Unknown {
    let knowledge = &corpus.knowledge;
    if let Some((day, month, year)) = reading.time().impossible {
        return Unknown::NoSuchDay { day, month, year };
    }
    if let Some(reason) = reading.declined().first() {
        return Unknown::Declined { reason: knowledge.vocabulary.declined[reason.0].0.clone() };
    }
    let in_setting = |code: &String| knowledge.about.setting.contains(code);
    let country = corpus.countries(reading).into_iter().find(|country| !in_setting(&country.code));
    if let (Some(country), true) = (country, reading.parties().is_empty()) {
        return Unknown::NoAgreement { country: country.name.clone() };
    }
    if let (Some(stranger), true) =
        (reading.tokens().iter().find(|token| token.is_strange()), reading.parties().is_empty())
    {
        return Unknown::Stranger { typed: stranger.text.clone() };
    }
    let parties = corpus.parties(meant);
    let only_names = residue(meant, corpus).next().is_none();
    match (parties.as_slice(), corpus.topics(meant).as_slice()) {
        // That there is nothing on a topic is said only where it is so.
        ([party], [topic, ..]) if only_names && corpus.facts_on(&party.id, &topic.id).next().is_none() => {
            Unknown::NothingOnTopic { party: party.in_sentence.clone(), topic: topic.name.clone() }
        }
        ([party, ..], _) => match meant.time().period() {
            Some(period) if meant.tokens().iter().any(Token::is_time) => {
                Unknown::NothingForPeriod { party: Some(party.in_sentence.clone()), period }
            }
            _ => Unknown::Nothing { party: Some(party.in_sentence.clone()), about: about(reading, corpus) },
        },
        _ => Unknown::Nothing { party: None, about: about(reading, corpus) },
    }
}

/// The words of a question.
fn typed(reading: &Reading) -> String {
    let words: Vec<&str> = reading.tokens().iter().map(|token| token.text.as_str()).collect();
    words.join(" ")
}

/// What a question asks about beside names, times and kinds, as it was typed.
fn about(reading: &Reading, corpus: &Corpus) -> Vec<String> {
    let is_topic = |token: &Token| token.meanings.iter().any(|m| matches!(m, Meaning::Topic(_)));
    let left: Vec<&Token> = residue(reading, corpus).collect();
    let said = reading.tokens().iter().filter(|token| {
        !token.carried
            && !token.is_place_name()
            && (is_topic(token) || left.iter().any(|other| std::ptr::eq(*other, *token)))
    });
    said.take(ABOUT).map(|token| token.text.clone()).collect()
}
