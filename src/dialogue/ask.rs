//! A plain question: understood, ranked, and answered, asked back or declined.

use super::answer::{Answer, Content, Refusal, Unclear, Unknown};
use super::context::Context;
use super::{compare, follow_up, list, party, respond, suggest};
use crate::knowledge::{Fact, Knowledge, Party, Period, Topic};
use crate::matching::corpus::{Corpus, Found};
use crate::matching::lexicon::{Kind, Meaning};
use crate::matching::reading::{Reading, Token};
use crate::matching::score::{CARRIES, Hit};

/// What may answer a question.
pub struct Candidate<'a> {
    /// The fact, or a command that answers.
    pub found: Found<'a>,
    /// What it is ranked by.
    pub score: f32,
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

/// Below this confidence nothing is said: wrong is worse than declined.
const ENOUGH: f32 = 0.55;
/// A fact that only mentions the party asked for answers less surely than one of its own,
const MENTIONS: f32 = 0.85;
/// and one of another party less still.
const MENTIONS_OTHER: f32 = 0.75;
/// A question that names nothing that the fact file is about has to fit better,
const STRANGER_ENOUGH: f32 = 0.7;
/// and needs this weight of shared words.
const STRANGER_MATCHED: f32 = 1.2;
/// A command is not guessed at.
const SHORTCUT_ENOUGH: f32 = 0.85;
/// Likeness to a way of asking from which a short question needs no rare word: "how many countries have signed".
pub(super) const IN_ITS_WORDS: f32 = 0.75;
/// Likeness of a question that is one of a fact's own.
const EXACTLY: f32 = 0.97;
/// Likeness from which a question that names nothing known is taken for it.
const NEARLY_ITS_WORDS: f32 = 0.8;
/// Two facts whose scores are nearer than this are as good as one another.
const MARGIN: f32 = 0.05;
/// Parts of a score that come from what facts are, not from their words.
mod part {
    pub const SUPERSEDED: f32 = -0.3;
    pub const PERIOD_FITS: f32 = 0.12;
    pub const PERIOD_MISSED: f32 = -0.08;
    pub const PERIOD_DIFFERS: f32 = -0.4;
    pub const HEADLINE: f32 = 0.2;
}

/// Answers a plain question within a conversation; gives what it was understood as, too.
pub(super) fn ask(text: &str, context: &Context, corpus: &Corpus) -> (Answer, Reading) {
    let mut reading = corpus.read(text);
    if reading.tokens.is_empty() {
        return (Answer::new(Content::Refused(Refusal::Empty), 1.0), reading);
    }
    let mut answer = follow_up::answer(&mut reading, context, corpus);
    if answer.corrections.is_empty() {
        answer.corrections.clone_from(&reading.corrections);
    }
    (answer, reading)
}

/// Answers a question that leaves nothing out.
pub(super) fn answer(reading: &Reading, corpus: &Corpus) -> Answer {
    if let Some(of_party) = leader_for_party(reading, corpus) {
        return answer(&of_party, corpus);
    }
    if let Some(answer) = declined(reading, corpus) {
        return answer;
    }
    if let Some(answer) = no_agreement(reading, corpus) {
        return answer;
    }
    if let Some(answer) = by_names(reading, corpus) {
        return answer;
    }
    if let Some(command) = timed_shortcut(reading, corpus) {
        return respond::answer(&command, corpus);
    }
    let candidates = candidates(reading, corpus);
    let Some(best) = candidates.first().filter(|best| is_sure(best, reading, corpus)) else {
        return nothing(reading, &candidates, corpus);
    };
    if let (Kind::HowMuch, Some(period)) = (kind(reading), reading.periods.first())
        && best.fact().is_some_and(|fact| fact.money().is_some() && !party::is_for(fact, *period))
    {
        return nothing_for(*period, reading, &candidates, corpus);
    }
    match best.found {
        Found::Shortcut(command) => respond::answer(&shortcut(command, reading), corpus),
        Found::Fact(fact) => match which_party(reading, fact, &candidates, corpus) {
            Some(answer) => answer,
            None => told(fact, best.confidence),
        },
    }
}

/// Whether a candidate may answer. A question that names no party, country or person has to share more with it than
/// one common word: "cancel my card" is no question on ending an agreement.
pub(super) fn is_sure(best: &Candidate<'_>, reading: &Reading, corpus: &Corpus) -> bool {
    let names = !reading.parties.is_empty() || !reading.countries.is_empty() || !reading.people.is_empty();
    if let Found::Shortcut(_) = best.found {
        let shared = best.hit.matched > 0.0 || best.hit.likeness >= IN_ITS_WORDS;
        return best.confidence >= SHORTCUT_ENOUGH && shared && !names;
    }
    // A sum or a number of something else than what was asked for is wrong.
    let counts = matches!(kind(reading), Kind::HowMuch | Kind::HowMany);
    if names
        && counts
        && best.hit.answers_kind
        && best.hit.missed >= CARRIES
        && best.hit.likeness < NEARLY_ITS_WORDS
    {
        return false;
    }
    let stranger = !names && !reading.carried && !corpus.is_on_subject(reading);
    if stranger && best.confidence < STRANGER_ENOUGH && best.hit.likeness < IN_ITS_WORDS {
        return false;
    }
    let needed = match (names, !stranger) {
        (true, _) => 0.0,
        (false, true) if best.hit.likeness >= IN_ITS_WORDS => 0.0,
        (false, true) => CARRIES,
        // Asked in the very words of one of its questions, little can be wrong.
        (false, false) if best.hit.likeness > NEARLY_ITS_WORDS => STRANGER_MATCHED / 2.0,
        (false, false) => STRANGER_MATCHED,
    };
    best.confidence >= ENOUGH && best.hit.matched >= needed
}

/// Nothing for the time asked for.
fn nothing_for(period: Period, reading: &Reading, candidates: &[Candidate<'_>], corpus: &Corpus) -> Answer {
    let party = corpus.parties(reading).first().map(|party| party.in_sentence.clone());
    let unknown = Unknown::NothingForPeriod { party, period };
    let suggestions = nearest(candidates, corpus);
    Answer { suggestions, ..Answer::new(Content::Unknown(unknown), 0.0) }
}

/// "How much did Rutte promise?" asks for what the party promised that he spoke for.
fn leader_for_party(reading: &Reading, corpus: &Corpus) -> Option<Reading> {
    let is_aid =
        corpus.topics(reading).iter().any(|topic| corpus.knowledge.within_topic(&topic.id, party::AID));
    let [person] = reading.people.as_slice() else { return None };
    if !reading.parties.is_empty() || !(is_aid || kind(reading) == Kind::HowMuch) {
        return None;
    }
    let party = corpus.index.party_of(*person)?;
    let mut reading = reading.clone();
    reading.people.clear();
    reading.parties.push(party);
    reading.tokens.retain(|token| !token.means(Meaning::Person(*person)));
    Some(reading)
}

fn told(fact: &Fact, confidence: f32) -> Answer {
    Answer::new(Content::Facts { facts: vec![fact.id.clone()] }, confidence)
}

/// The kind of question that decides which value is wanted.
fn kind(reading: &Reading) -> Kind {
    let valued = [Kind::HowLong, Kind::HowMuch, Kind::HowMany, Kind::When, Kind::Where, Kind::Who];
    valued.into_iter().find(|kind| reading.kinds.contains(kind)).unwrap_or(Kind::Which)
}

/// Opinions, predictions and the like: declined, unless a fact is asked for in these very words.
fn declined(reading: &Reading, corpus: &Corpus) -> Option<Answer> {
    let reason = reading.declined.first()?;
    let sure = candidates(reading, corpus).first().is_some_and(|best| best.confidence >= 0.9);
    if sure {
        return None;
    }
    let reason = corpus.knowledge.vocabulary.declined[*reason].0.clone();
    Some(Answer::new(Content::Unknown(Unknown::Declined { reason }), 0.0))
}

/// A country without an agreement is told so by name, unless a fact speaks of it.
fn no_agreement(reading: &Reading, corpus: &Corpus) -> Option<Answer> {
    let country = *corpus.countries(reading).first()?;
    if !reading.parties.is_empty() {
        return None;
    }
    let in_setting = corpus.knowledge.about.setting.contains(&country.code);
    let general = corpus.topics(reading).iter().all(|topic| topic.general) && reading.people.is_empty();
    let about_agreements = general && residue(reading, corpus).is_empty();
    let sure = |best: &Candidate<'_>| best.confidence >= ENOUGH;
    let known = candidates(reading, corpus).first().is_some_and(sure);
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

/// Words that carry the question, apart from names, topics, kinds and times.
pub(super) fn residue<'a>(reading: &'a Reading, corpus: &Corpus) -> Vec<&'a Token> {
    let carries = |token: &&Token| {
        !token.is_filler()
            && !token.is_place_name()
            && !token
                .meanings
                .iter()
                .any(|m| matches!(m, Meaning::Topic(_) | Meaning::Kind(_) | Meaning::Month(_)))
            && !token.text.starts_with(|c: char| c.is_ascii_digit())
            && corpus.index.weight(token) >= CARRIES
    };
    reading.tokens.iter().filter(carries).collect()
}

/// Questions that consist of names and topics alone.
fn by_names(reading: &Reading, corpus: &Corpus) -> Option<Answer> {
    if !reading.countries.is_empty() {
        return None;
    }
    let knowledge = &corpus.knowledge;
    let parties: Vec<String> = corpus.parties(reading).into_iter().map(|party| party.id.clone()).collect();
    let topics: Vec<String> = corpus.topics(reading).into_iter().map(|topic| topic.id.clone()).collect();
    let compares = reading.kinds.contains(&Kind::Compare);
    let bare = residue(reading, corpus).is_empty() && reading.people.is_empty();
    if parties.len() >= 2 && (compares || bare) {
        let topics: Vec<String> =
            topics.into_iter().filter(|topic| says_something(topic, &parties, knowledge)).collect();
        let aid = reading.kinds.contains(&Kind::HowMuch) && topics.is_empty();
        let topics = if aid { vec![party::AID.to_owned()] } else { topics };
        return Some(compare::compare(&parties, &topics, corpus));
    }
    let asked = reading.kinds.iter().any(|kind| *kind != Kind::Which);
    let is_aid = |topic: &String| knowledge.within_topic(topic, party::AID);
    match (parties.as_slice(), topics.as_slice()) {
        ([party], []) if names_only(reading, corpus) => Some(party::card(party, corpus)),
        // "What did Canada commit in its agreement?"
        ([party], [])
            if bare
                && (!asked || kind(reading) == Kind::HowMuch)
                && offers(reading, corpus)
                && plainly_aid(reading, corpus) =>
        {
            headline(party, party::AID, reading, corpus)
        }
        // "aid nl", "aid nl 2024": the headline, or the sum for that time.
        ([party], [topic])
            if bare
                && topic == party::AID
                && (!asked || kind(reading) == Kind::HowMuch)
                && plainly_aid(reading, corpus) =>
        {
            let period = reading.periods.first().copied();
            headline(party, topic, reading, corpus)
                .or_else(|| Some(nothing_for(period?, reading, &[], corpus)))
        }
        ([], [topic]) if bare && !asked && !is_aid(topic) && reading.periods.is_empty() => {
            // "What is a Patriot?" has an answer of its own.
            if has_own_answer(reading, corpus) {
                return None;
            }
            let answer = list::topic(topic, None, corpus);
            matches!(answer.content, Content::FactList { .. }).then_some(answer)
        }
        _ => None,
    }
}

/// Whether a question says nothing but names and "agreement": "the Dutch deal".
fn names_only(reading: &Reading, corpus: &Corpus) -> bool {
    let subjects = &corpus.knowledge.vocabulary.subjects;
    let says_nothing = |token: &Token| {
        token.is_filler()
            || token.is_place_name()
            || token.means(Meaning::Kind(Kind::Which))
            || token
                .meanings
                .iter()
                .any(|m| matches!(m, Meaning::Synonym(at) if subjects.first() == Some(at)))
    };
    reading.tokens.iter().all(says_nothing) && reading.periods.is_empty()
}

/// Whether a question is one of a fact's own.
fn has_own_answer(reading: &Reading, corpus: &Corpus) -> bool {
    let is_own = |best: &Candidate<'_>| best.hit.likeness > EXACTLY && is_sure(best, reading, corpus);
    candidates(reading, corpus).first().is_some_and(is_own)
}

/// Whether a question speaks of giving and agreements alone, and so of the headline: not of "per year" or "in all".
fn plainly_aid(reading: &Reading, corpus: &Corpus) -> bool {
    let vocabulary = &corpus.knowledge.vocabulary;
    let is_plain = |token: &Token| {
        let says = |m: &Meaning| match m {
            Meaning::Topic(_) | Meaning::Kind(_) => true,
            Meaning::Synonym(at) => vocabulary.offers.contains(at) || vocabulary.subjects.contains(at),
            _ => false,
        };
        token.is_filler() || token.is_place_name() || token.is_time() || token.meanings.iter().any(says)
    };
    reading.tokens.iter().all(is_plain)
}

/// Whether a question asks what a party offers: "what did they promise?"
fn offers(reading: &Reading, corpus: &Corpus) -> bool {
    let groups = &corpus.knowledge.vocabulary.offers;
    let is_offer = |m: &Meaning| matches!(m, Meaning::Synonym(at) if groups.contains(at));
    reading.tokens.iter().any(|token| token.meanings.iter().any(is_offer))
}

fn says_something(topic: &str, parties: &[String], knowledge: &Knowledge) -> bool {
    let of_them = |fact: &&Fact| {
        fact.party.as_ref().is_some_and(|party| parties.contains(party)) && fact.aspect.is_none()
    };
    knowledge
        .facts
        .iter()
        .filter(of_them)
        .any(|fact| fact.topics().any(|own| knowledge.within_topic(own, topic)))
}

/// A party's headline sum, or the one for a time.
fn headline(party: &str, topic: &str, reading: &Reading, corpus: &Corpus) -> Option<Answer> {
    let knowledge = &corpus.knowledge;
    let of_topic = |fact: &&Fact| fact.topics().any(|own| knowledge.within_topic(own, topic));
    let mut facts = party::aid_facts(party, corpus).into_iter().filter(of_topic);
    let fact = match reading.periods.first().copied() {
        None => facts.find(|fact| fact.is_current()),
        Some(period) => {
            let mut fitting: Vec<&Fact> = facts.filter(|fact| party::is_for(fact, period)).collect();
            // Of several that fit the time alike, the one that the words fit best.
            let ranked = candidates(reading, corpus);
            let place = |fact: &Fact| {
                let found = ranked.iter().position(|one| one.fact().is_some_and(|own| own.id == fact.id));
                found.unwrap_or(usize::MAX)
            };
            fitting.sort_by_cached_key(|fact| (party::fits_time(fact, period, corpus), place(fact)));
            fitting.iter().find(|fact| fact.is_current()).or(fitting.first()).copied()
        }
    };
    fact.map(|fact| told(fact, 0.95))
}

/// All candidates, ranked: by words first, then by time, standing and whether they are a party's headline.
#[must_use]
pub fn candidates<'a>(reading: &Reading, corpus: &'a Corpus) -> Vec<Candidate<'a>> {
    let topics = corpus.topics(reading);
    let is_aid = |topic: &&Topic| corpus.knowledge.within_topic(&topic.id, party::AID);
    let asks_for_money = kind(reading) == Kind::HowMuch && topics.iter().all(|topic| topic.general)
        || topics.iter().any(is_aid);
    let headlines: Vec<&str> = if asks_for_money {
        let of = |party: &crate::knowledge::Party| {
            party::aid_facts(&party.id, corpus).first().map(|fact| fact.id.as_str())
        };
        corpus.parties(reading).into_iter().filter_map(of).collect()
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
                if !of_another && headlines.contains(&fact.id.as_str()) {
                    score += part::HEADLINE;
                }
            }
            let mut confidence = confidence(&hit);
            if let (Found::Fact(fact), false) = (found, own(reading, found, corpus)) {
                let share = if fact.party.is_none() { MENTIONS } else { MENTIONS_OTHER };
                confidence *= share;
                score *= share;
            }
            Candidate { found, score, confidence, hit }
        })
        .collect();
    candidates.extend(of_all(reading, corpus));
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    candidates
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
            confidence: confidence(&hit) * MENTIONS,
            hit,
        })
    });
    of_all.collect()
}

/// Whether a fact belongs to a party that was named, or none was.
fn own(reading: &Reading, found: Found<'_>, corpus: &Corpus) -> bool {
    let Found::Fact(fact) = found else { return true };
    reading.parties.is_empty()
        || corpus.parties(reading).iter().any(|party| fact.party.as_ref() == Some(&party.id))
}

/// How sure it is that an entry answers: most of the question's words have to be in it, and a value of the kind asked
/// for speaks for it too.
fn confidence(hit: &Hit) -> f32 {
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
            let narrow = if period.contains(&own) { 0.04 } else { 0.0 };
            // For its own time even a superseded fact was right.
            part::PERIOD_FITS + narrow + standing / 2.0
        }
        Some(_) => part::PERIOD_DIFFERS,
        None if period.overlaps(&Period::day(fact.as_of)) => standing,
        None => part::PERIOD_MISSED + standing,
    }
}

/// Where no party was named and several parties' facts fit alike, which one is meant is asked.
fn which_party(
    reading: &Reading,
    fact: &Fact,
    candidates: &[Candidate<'_>],
    corpus: &Corpus,
) -> Option<Answer> {
    if !reading.parties.is_empty() || !reading.people.is_empty() || fact.party.is_none() {
        return None;
    }
    let best = candidates.first()?.score;
    let near = candidates.iter().take_while(|candidate| best - candidate.score < MARGIN);
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
fn nothing(reading: &Reading, candidates: &[Candidate<'_>], corpus: &Corpus) -> Answer {
    if reading.parties.is_empty() && !reading.unclear.is_empty() {
        let meant: Vec<&Party> = reading.unclear.iter().map(|at| &corpus.knowledge.parties[*at]).collect();
        return did_you_mean(&meant, reading, corpus);
    }
    let parties = corpus.parties(reading);
    let unknown = match (parties.as_slice(), corpus.topics(reading).as_slice()) {
        ([party], [topic, ..]) if residue(reading, corpus).is_empty() => {
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

/// The topics of the nearest facts, as questions.
fn nearest(candidates: &[Candidate<'_>], corpus: &Corpus) -> Vec<super::answer::Suggestion> {
    let mut suggestions = Vec::new();
    let near = candidates.iter().take(6).filter(|candidate| candidate.confidence > ENOUGH / 2.0);
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

/// "Which countries signed in May 2024?": the list for a time, where the rest of the question asks for the list.
fn timed_shortcut(reading: &Reading, corpus: &Corpus) -> Option<String> {
    if reading.periods.is_empty() || !reading.parties.is_empty() || !reading.people.is_empty() {
        return None;
    }
    let mut timeless = reading.clone();
    timeless.tokens.retain(|token| !token.is_time());
    let best = candidates(&timeless, corpus).into_iter().next()?;
    match best.found {
        Found::Shortcut(command) if is_sure(&best, &timeless, corpus) => Some(shortcut(command, reading)),
        _ => None,
    }
}

/// A shortcut's command, with the time that was named.
fn shortcut(command: &str, reading: &Reading) -> String {
    match reading.periods.first() {
        Some(period) if command == "/signatories" || command == "/timeline" => {
            format!("{command} since:{period} until:{period}")
        }
        _ => command.to_owned(),
    }
}
