//! What is not answered: declined, asked back, or nothing on file with the nearest that there is.

use super::answer::{Answer, Content, Suggestion, Unclear, Unknown};
use super::asked::Asked;
use super::by_names::residue;
use super::candidate::Candidate;
use super::suggest;
use crate::knowledge::{Fact, Party, Period, Role};
use crate::language::meaning::Meaning;
use crate::language::reading::{Reading, Token};
use crate::retrieval::corpus::Corpus;

/// Two facts whose scores are nearer than this are as good as one another.
const MARGIN: f32 = 0.3;
/// The same of the share of a question's words.
const MARGIN_OF_WORDS: f32 = 0.1;
/// Fit from which a fact speaks of what is asked.
const FITS: f32 = 0.55;
/// Candidates whose topics are suggested where none answers.
const NEAREST: usize = 6;
/// Likeness from which a fact is asked for, even with words of an opinion.
const ASKED_FOR: f32 = 0.8;

/// Opinions, predictions and the like: declined, unless a fact is asked for in these very words.
pub(super) fn declined(asked: &Asked<'_>) -> Option<Answer> {
    let reason = asked.reading.declined.first()?;
    let sure = asked.best().is_some_and(|best| best.hit.likeness >= ASKED_FOR);
    if sure {
        return None;
    }
    let reason = asked.corpus.knowledge.vocabulary.declined[*reason].0.clone();
    Some(Answer::new(Content::Unknown(Unknown::Declined { reason }), 0.0))
}

/// Support the other way round ("how much did Ukraine promise the Netherlands?") or for somebody else ("… give Russia?"), and
/// agreements with somebody else: the facts tell of the home country's agreements and of support for it.
pub(super) fn misdirected(asked: &Asked<'_>) -> Option<Answer> {
    let (reading, corpus) = (asked.reading, asked.corpus);
    if reading.parties.is_empty() {
        return None;
    }
    let is_offer = |token: &Token| corpus.index.plays(token, Role::Offer);
    let is_country = |token: &Token| token.meanings.iter().any(|m| matches!(m, Meaning::Country(_)));
    let gives = reading.tokens.windows(2).any(|pair| {
        pair[0].means(Meaning::Home) && is_offer(&pair[1]) || is_offer(&pair[0]) && is_country(&pair[1])
    });
    // "Their agreement with Belarus" is none of these.
    let mut of_agreement =
        reading.tokens.iter().skip_while(|token| !corpus.index.plays(token, Role::Agreement)).skip(1);
    let of_other =
        of_agreement.find(|token| !token.is_filler() || token.means(Meaning::Home)).is_some_and(is_country);
    let astray = gives && reading.kinds.iter().any(|kind| kind.wants_figure()) || of_other;
    astray.then(|| nothing(reading, &[], corpus))
}

/// A country without an agreement is told so by name, unless a fact speaks of it.
pub(super) fn no_agreement(asked: &Asked<'_>) -> Option<Answer> {
    let (reading, corpus) = (asked.reading, asked.corpus);
    let country = *corpus.countries(reading).first()?;
    if !reading.parties.is_empty() {
        return None;
    }
    let in_setting = corpus.knowledge.about.setting.contains(&country.code);
    let general = corpus.topics(reading).iter().all(|topic| topic.general) && reading.people.is_empty();
    let about_agreements = general && residue(reading, corpus).is_empty();
    let sure = |best: &Candidate<'_>| best.fit >= FITS;
    let known = asked.best().is_some_and(sure);
    // "What if Russia attacks again?" asks for no agreement with Russia.
    if in_setting && !about_agreements {
        return None;
    }
    // "Did Austria sign?" is answered by name even where some fact speaks of Austria.
    if known && !about_agreements {
        return None;
    }
    let unknown = Unknown::NoAgreement { country: country.name.clone() };
    let suggestions = suggest::parties_like(&country.name, corpus);
    Some(Answer { suggestions, ..Answer::new(Content::Unknown(unknown), 0.0) })
}

/// Where no party was named and several parties' facts fit alike, which one is meant is asked.
pub(super) fn which_party(
    reading: &Reading,
    fact: &Fact,
    candidates: &[Candidate<'_>],
    corpus: &Corpus,
) -> Option<Answer> {
    if !reading.parties.is_empty() || !reading.people.is_empty() || fact.party.is_none() {
        return None;
    }
    let best = candidates.first()?;
    // What lacks a word that the best has is not as good, however near.
    let as_good = |one: &&Candidate<'_>| best.hit.coverage - one.hit.coverage < MARGIN_OF_WORDS;
    let near = candidates.iter().take_while(|one| best.score - one.score < MARGIN).filter(as_good);
    let mut parties: Vec<&str> = Vec::new();
    for party in near.filter_map(Candidate::fact).filter_map(|fact| fact.party.as_deref()) {
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    if parties.len() < 2 {
        return None;
    }
    let known: Vec<&Party> = parties.iter().filter_map(|id| corpus.knowledge.party(id)).take(4).collect();
    Some(Answer { nearest: Some(fact.id.clone()), ..did_you_mean(&known, reading, corpus) })
}

/// Asks which of several parties is meant.
fn did_you_mean(parties: &[&Party], reading: &Reading, corpus: &Corpus) -> Answer {
    let suggestions = match corpus.topics(reading).first() {
        Some(topic) => parties.iter().map(|party| suggest::on_topic(topic, Some(party))).collect(),
        None => parties.iter().map(|party| suggest::agreement(party)).collect(),
    };
    Answer { suggestions, ..Answer::new(Content::DidYouMean(Unclear::Party), 0.4) }
}

/// Nothing on file, with the nearest that there is.
pub(super) fn nothing(reading: &Reading, candidates: &[Candidate<'_>], corpus: &Corpus) -> Answer {
    if reading.parties.is_empty() && !reading.unclear.is_empty() {
        let meant: Vec<&Party> = reading.unclear.iter().map(|at| &corpus.knowledge.parties[*at]).collect();
        return did_you_mean(&meant, reading, corpus);
    }
    let parties = corpus.parties(reading);
    let unknown = match (parties.as_slice(), corpus.topics(reading).as_slice()) {
        // That there is nothing on a topic is said only where it is so.
        ([party], [topic, ..])
            if residue(reading, corpus).is_empty()
                && corpus.facts_on(&party.id, &topic.id).next().is_none() =>
        {
            Unknown::NothingOnTopic { party: party.in_sentence.clone(), topic: topic.name.clone() }
        }
        ([party, ..], _) => Unknown::Nothing { party: Some(party.in_sentence.clone()) },
        _ => Unknown::Nothing { party: None },
    };
    let mut suggestions = nearest(candidates, corpus);
    if let ([party, ..], true) = (parties.as_slice(), suggestions.is_empty()) {
        suggestions = suggest::of_party(&party.id, &[], corpus);
    }
    Answer { suggestions, ..Answer::new(Content::Unknown(unknown), 0.0) }
}

/// Nothing for the time asked for.
pub(super) fn nothing_for(
    period: Period,
    reading: &Reading,
    candidates: &[Candidate<'_>],
    corpus: &Corpus,
) -> Answer {
    let party = corpus.parties(reading).first().map(|party| party.in_sentence.clone());
    let unknown = Unknown::NothingForPeriod { party, period };
    let suggestions = nearest(candidates, corpus);
    Answer { suggestions, ..Answer::new(Content::Unknown(unknown), 0.0) }
}

/// The topics of the nearest facts, as questions.
fn nearest(candidates: &[Candidate<'_>], corpus: &Corpus) -> Vec<Suggestion> {
    let mut suggestions = Vec::new();
    let near = candidates.iter().take(NEAREST).filter(|candidate| candidate.fit > FITS / 2.0);
    for fact in near.filter_map(Candidate::fact) {
        let party = fact.party.as_ref().and_then(|id| corpus.knowledge.party(id));
        if let Some(topic) = corpus.knowledge.topic(&fact.topic) {
            let suggestion = suggest::on_topic(topic, party);
            if !suggestions.contains(&suggestion) {
                suggestions.push(suggestion);
            }
        }
    }
    suggestions.truncate(3);
    suggestions
}
