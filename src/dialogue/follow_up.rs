//! A question that leaves something out: what is missing is taken from the conversation, what is new replaces it.

use super::answer::{Answer, Content, ListOf, Unclear};
use super::context::{Context, Shown};
use super::{ask, by_names, candidate, list, nothing, party, record, subject, suggest, sure};
use crate::knowledge::{Fact, Period, Role, Value};
use crate::language::meaning::{Kind, Meaning, Reference};
use crate::language::reading::{Reading, Token};
use crate::retrieval::corpus::Corpus;

/// Answers a plain question within a conversation.
pub(super) fn answer(reading: &mut Reading, context: &Context, corpus: &Corpus) -> Answer {
    if *context == Context::default() || !reading.countries.is_empty() || is_command(reading, corpus) {
        return ask::answer(reading, corpus);
    }
    if let Some(answer) = by_reference(reading, context, corpus) {
        return answer;
    }
    let own = by_names::residue(reading, corpus).len();
    let bare = own == 0 && reading.people.is_empty();
    if reading.parties.is_empty() {
        return without_party(reading, bare, context, corpus);
    }
    if let Some(answer) = subject::on_subject(reading, context, corpus) {
        return answer;
    }
    // "The UK 100yr" says more than "and the UK?", however little the rest is known.
    let says_more = |token: &Token| {
        let is_time = !reading.periods.is_empty() && token.is_time();
        let names = token.is_place_name() || token.is_filler() || token.is_kind() || is_time;
        !names && !corpus.index.plays(token, Role::Agreement)
    };
    if bare
        && !reading.tokens.iter().any(says_more)
        && reading.topics.is_empty()
        && reading.kinds.iter().all(|kind| matches!(kind, Kind::Which | Kind::Compare))
    {
        return other_party(reading, context, corpus);
    }
    ask::answer(reading, corpus)
}

/// Whether it is what a command is asked with, word for word: "help" asks for no aid, whatever was talked of.
fn is_command(reading: &Reading, corpus: &Corpus) -> bool {
    let mut commands = corpus.index.entries.iter().rev().take_while(|entry| entry.is_command);
    commands.any(|command| command.is_asked_by(reading))
}

/// "Source?", "more", "the first one", "the other", "the year before".
fn by_reference(reading: &mut Reading, context: &Context, corpus: &Corpus) -> Option<Answer> {
    let says_more = reading.tokens.iter().any(|token| !token.is_filler() && !is_pointer(token));
    let references = reading.references.clone();
    let named = !reading.parties.is_empty() || !reading.topics.is_empty();
    for reference in references {
        match reference {
            Reference::Source if !says_more && !named => {
                let fact = context.fact.clone()?;
                return Some(Answer::new(Content::Sources { fact }, 1.0));
            }
            Reference::More if !says_more && !named => return more(context, corpus),
            Reference::Why if !says_more && !named => return Some(unclear(context, corpus)),
            Reference::Item(at) if reading.parties.is_empty() => {
                point(reading, &item(context, |items| items.get(at).cloned(), corpus)?, corpus);
            }
            Reference::Last | Reference::Other if reading.parties.is_empty() => {
                point(reading, &item(context, |items| items.last().cloned(), corpus)?, corpus);
            }
            Reference::Person if !named && reading.people.is_empty() => {
                let at = person(context, corpus)?;
                reading.people.push(at);
                reading.tokens.push(carried(&corpus.knowledge.people[at].name, Meaning::Person(at)));
                return Some(ask::answer(reading, corpus));
            }
            Reference::Years(years) if reading.periods.is_empty() => {
                let year = context.period?.first.year().checked_add(years)?;
                reading.periods.push(Period::year(year).ok()?);
            }
            _ => {}
        }
    }
    None
}

fn is_pointer(token: &Token) -> bool {
    token.meanings.iter().any(|m| matches!(m, Meaning::Reference(_)))
}

/// Who "he" or "she" is: whom the last answer quoted or named, or who signed for the party.
fn person(context: &Context, corpus: &Corpus) -> Option<usize> {
    let knowledge = &corpus.knowledge;
    let fact = knowledge.fact(context.fact.as_ref()?)?;
    let named = match &fact.value {
        Some(Value::Person(person)) => Some(person),
        _ => fact.speaker.as_ref(),
    };
    let of_party = |id: &&String| knowledge.person(id).is_some_and(|person| person.party == fact.party);
    let signed = || {
        let agreement =
            knowledge.agreements.iter().find(|agreement| Some(&agreement.party) == fact.party.as_ref())?;
        agreement.signatories.iter().map(|signatory| &signatory.person).find(of_party)
    };
    let id = named.or_else(signed)?;
    knowledge.people.iter().position(|person| person.id == *id)
}

/// Puts a party into the question as if it had been named.
fn point(reading: &mut Reading, party: &str, corpus: &Corpus) {
    if let Some(at) = corpus.knowledge.party_at(party) {
        reading.parties.push(at);
        // The words that pointed at it have done their work.
        reading.tokens.retain(|token| !is_pointer(token));
    }
}

/// A party of the list that was shown.
fn item(
    context: &Context,
    choose: impl FnOnce(&[String]) -> Option<String>,
    corpus: &Corpus,
) -> Option<String> {
    let knowledge = &corpus.knowledge;
    let items: Vec<String> = match context.shown {
        Shown::Signatories(range) => {
            let agreements = knowledge.agreements.iter().filter(|a| a.counted && range.holds(a.signed));
            agreements.map(|agreement| agreement.party.clone()).collect()
        }
        Shown::Topic if context.parties.is_empty() => {
            let answer = list::topic(context.topic.as_deref()?, None, corpus);
            answer.facts().into_iter().filter_map(|id| knowledge.fact(id)?.party.clone()).collect()
        }
        _ => context.parties.clone(),
    };
    choose(&items)
}

/// The rest of what was asked for: the topic's other facts, or the party's card.
fn more(context: &Context, corpus: &Corpus) -> Option<Answer> {
    let party = context.parties.first()?;
    match &context.topic {
        Some(topic) if context.shown == Shown::Fact => {
            let mut answer = list::topic(topic, Some(party), corpus);
            if let Content::FactList { facts, .. } = &mut answer.content {
                facts.retain(|fact| Some(fact) != context.fact.as_ref());
                if facts.is_empty() {
                    return Some(party::card(party, corpus));
                }
            }
            Some(answer)
        }
        _ if context.shown == Shown::Card => Some(party::aid(party, None, corpus)),
        _ => Some(party::card(party, corpus)),
    }
}

fn unclear(context: &Context, corpus: &Corpus) -> Answer {
    let shown: Vec<&Fact> = context.fact.iter().filter_map(|id| corpus.knowledge.fact(id)).collect();
    let suggestions =
        context.parties.first().map(|party| suggest::of_party(party, &shown, corpus)).unwrap_or_default();
    Answer { suggestions, ..Answer::new(Content::DidYouMean(Unclear::Fact), 0.3) }
}

/// "How much did they promise?": of the party talked of, unless it is a complete question of its own.
fn without_party(reading: &mut Reading, bare: bool, context: &Context, corpus: &Corpus) -> Answer {
    if says_nothing(reading) {
        return nothing::nothing(reading, &[], corpus);
    }
    if let Some(answer) = subject::on_subject(reading, context, corpus) {
        return answer;
    }
    let points = !reading.references.is_empty();
    if !points && is_complete(reading, bare, context, corpus) {
        return ask::answer(reading, corpus);
    }
    let alone = reading.clone();
    let known = |id: &String| corpus.knowledge.party_at(id);
    reading.parties = context.parties.iter().filter_map(known).collect();
    reading.carried = !reading.parties.is_empty();
    let names_nothing = |token: &Token| token.is_filler() || token.is_kind() || token.is_time();
    if bare && reading.topics.is_empty() && reading.tokens.iter().all(names_nothing) {
        carry_topic(reading, context, corpus);
    }
    let answer = ask::answer(reading, corpus);
    if matches!(answer.content, Content::Unknown(_)) {
        // Nothing of that party: perhaps it was a question of its own after all.
        let own = ask::answer(&alone, corpus);
        let of_all = matches!(own.content, Content::FactList { about: ListOf::Topic { .. }, .. });
        // What another party gives is no answer about the one talked of.
        let of_other = |id: &str| {
            let party = corpus.knowledge.fact(id).and_then(|fact| fact.party.as_ref());
            party.is_some_and(|party| !context.parties.contains(party))
        };
        let strays = !context.parties.is_empty() && own.facts().into_iter().any(of_other);
        if !of_all && !strays && !matches!(own.content, Content::Unknown(_) | Content::DidYouMean(_)) {
            *reading = alone;
            return own;
        }
    }
    record::of_agreement_shown(answer, context, corpus)
}

/// Whether nothing is asked: "ok", "thanks", "42".
fn says_nothing(reading: &Reading) -> bool {
    let asks = !(reading.references.is_empty() && reading.kinds.is_empty() && reading.periods.is_empty());
    !asks && reading.tokens.iter().all(|token| token.is_filler() || token.is_time())
}

/// Whether a question says all it needs: it has an answer of its own that belongs to no party.
fn is_complete(reading: &Reading, bare: bool, context: &Context, corpus: &Corpus) -> bool {
    let short = bare && reading.people.is_empty() && reading.topics.len() <= 1;
    let candidates = candidate::candidates(reading, corpus);
    candidates.first().is_some_and(|best| {
        let of_no_party = best.fact().is_none_or(|fact| fact.party.is_none());
        let in_its_words = !short || reading.topics.is_empty() && best.hit.likeness >= sure::IN_ITS_WORDS;
        let fits = of_no_party && in_its_words && sure::is_sure(best, reading, corpus);
        // "Who signed?" is as much a question about the party talked of.
        fits && !(short && fits_party(reading, best.hit.likeness, context, corpus))
    })
}

/// Whether a question is as near to one of the facts of the party talked of.
fn fits_party(reading: &Reading, likeness: f32, context: &Context, corpus: &Corpus) -> bool {
    let known = |id: &String| corpus.knowledge.party_at(id);
    let parties: Vec<usize> = context.parties.iter().filter_map(known).collect();
    let carried = Reading { parties, ..reading.clone() };
    let own = candidate::candidates(&carried, corpus);
    !carried.parties.is_empty() && own.first().is_some_and(|best| best.hit.likeness >= likeness)
}

/// "When?", "and by whom?", "in 2025?": on the topic talked of, where its facts answer that kind of question.
fn carry_topic(reading: &mut Reading, context: &Context, corpus: &Corpus) {
    let signing = [Kind::When, Kind::Where, Kind::Who];
    let asked = reading.kinds.iter().copied().find(|kind| kind.wants_value());
    let own_topic = context.topic.as_deref().and_then(|id| corpus.knowledge.topic(id));
    let special = context.shown == Shown::Fact && own_topic.is_some_and(|topic| !topic.general);
    let topic = match asked {
        // "How many F-16s?", then "when?": when they come.
        Some(Kind::When | Kind::Where) if special => context.topic.as_deref(),
        Some(kind) if signing.contains(&kind) => Some("signing"),
        Some(Kind::HowLong) => Some("duration"),
        Some(Kind::HowMuch) if context.shown != Shown::Aid && context.kind != Some(Kind::HowMuch) => {
            Some(party::AID)
        }
        _ => context.topic.as_deref(),
    };
    if let Some(topic) = topic {
        add_topic(reading, topic, corpus);
    }
    if asked.is_none() {
        add_kind(reading, context.kind);
    }
}

/// "And Germany?": the same of another party.
fn other_party(reading: &mut Reading, context: &Context, corpus: &Corpus) -> Answer {
    let again = reading.references.contains(&Reference::Again);
    let compares = reading.kinds.contains(&Kind::Compare);
    let known = |id: &String| corpus.knowledge.party_at(id);
    if compares && reading.parties.len() == 1 {
        let carried = context.parties.iter().filter_map(known).filter(|at| !reading.parties.contains(at));
        let carried: Vec<usize> = carried.collect();
        reading.parties.splice(0..0, carried);
    }
    let Some(topic) = context.topic.clone() else { return ask::answer(reading, corpus) };
    if context.shown == Shown::Card || again && context.fact.is_none() {
        return ask::answer(reading, corpus);
    }
    if reading.periods.is_empty() && context.shown == Shown::Fact {
        reading.periods.extend(context.period.filter(|_| {
            context.topic.as_deref().is_some_and(|t| corpus.knowledge.within_topic(t, party::AID))
        }));
    }
    let plain = reading.clone();
    // First with the very words of the fact that answered before ("how many F-16 jets"), then with its topic alone.
    if let Some(ask) = context
        .fact
        .as_ref()
        .and_then(|id| corpus.knowledge.fact(id))
        .filter(|_| context.shown == Shown::Fact)
        .and_then(|fact| fact.asks.first())
    {
        let words = corpus.read(ask);
        reading.tokens.extend(
            words.tokens.iter().filter(|token| !token.is_filler() && !token.is_place_name()).cloned(),
        );
        reading.topics.extend(words.topics);
        add_kind(reading, context.kind);
        let answer = ask::answer(reading, corpus);
        let named = corpus.parties(reading).first().map(|party| &party.id);
        let of_topic = |id: &str| {
            corpus.knowledge.fact(id).is_some_and(|fact| {
                fact.party.as_ref() == named
                    && fact.topics().any(|own| corpus.knowledge.within_topic(own, &topic))
            })
        };
        if matches!(answer.content, Content::Facts { .. }) && answer.facts().into_iter().any(of_topic) {
            return answer;
        }
        *reading = plain;
    }
    add_topic(reading, &topic, corpus);
    add_kind(reading, context.kind);
    let answer = ask::answer(reading, corpus);
    if matches!(answer.content, Content::Unknown(_)) && !reading.periods.is_empty() {
        // Nothing for that time: what there is of the topic, with its own time on it.
        reading.periods.clear();
        return ask::answer(reading, corpus);
    }
    answer
}

fn add_topic(reading: &mut Reading, id: &str, corpus: &Corpus) {
    let Some(at) = corpus.knowledge.topic_at(id) else { return };
    if !reading.topics.contains(&at) {
        reading.topics.push(at);
        reading.tokens.push(carried(&corpus.knowledge.topics[at].name, Meaning::Topic(at)));
    }
}

fn add_kind(reading: &mut Reading, kind: Option<Kind>) {
    if let Some(kind) = kind.filter(|kind| !reading.kinds.contains(kind)) {
        reading.kinds.push(kind);
        reading.tokens.push(carried("", Meaning::Kind(kind)));
    }
}

fn carried(text: &str, meaning: Meaning) -> Token {
    Token {
        stems: vec![text.to_owned()],
        text: text.to_owned(),
        meanings: vec![meaning],
        capital: false,
        known: true,
    }
}
