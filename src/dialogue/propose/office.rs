//! Who holds an office: now, at a time, or when the agreement was signed.

use jiff::civil::Date;

use crate::dialogue::answer::Content;
use crate::dialogue::evidence::{Evidence, flag};
use crate::dialogue::proposal::Asked;
use crate::knowledge::{Cue, Fact, Office, Person, Role, Value};
use crate::language::meaning::{Kind, Meaning};
use crate::language::reading::Token;
use crate::retrieval::corpus::Corpus;
use crate::retrieval::entry::Entry;

/// The fact on who held the office named, of the party named, at the time named; without a time, who holds it last.
pub(super) fn propose(asked: &Asked<'_>) -> Vec<(Content, Evidence)> {
    let (reading, corpus) = (asked.question.reading(), asked.corpus);
    let knowledge = &corpus.knowledge;
    let mut proposed = Vec::new();
    for at in reading.offices() {
        let title = &knowledge.vocabulary.offices[at.0].0;
        let party = match reading.parties() {
            [] => None,
            [only] => Some(knowledge.parties[*only].id.as_str()),
            _ => continue,
        };
        let signing = reading.tokens().iter().any(|token| corpus.index.plays(token, Role::Signing));
        let day = match reading.time().period() {
            Some(period) => Some(period.last),
            None if signing && !reading.has(Cue::Now) => party
                .and_then(|party| knowledge.agreements_of(party).next())
                .map(|agreement| agreement.signed),
            None => None,
        };
        let Some((person, at)) = holder(title, party, day, corpus) else { continue };
        let office = &person.offices[at];
        let Some(fact) = on(person, corpus) else { continue };
        let evidence = asked.explained(|token: &Token| {
            token.is_place_name()
                || token.is_time()
                || token.means(Meaning::Kind(Kind::Who))
                || token.means(Meaning::Kind(Kind::Which))
                || token.meanings.iter().any(|m| matches!(m, Meaning::Office(_) | Meaning::Synonym(_)))
        });
        proposed.push((
            Content::Office { person: person.id.clone(), office: at, fact: fact.id.clone() },
            Evidence {
                is_office: 1.0,
                holds_office: flag(office.until.is_none() || day.is_some()),
                party_own: flag(party.is_some()),
                has_person: 1.0,
                kind_answered: flag(reading.asks(Kind::Who)),
                time_conflict: flag(office.until.is_some() && day.is_none()),
                ..evidence
            },
        ));
    }
    proposed
}

/// Who held an office on a day, or holds it last: one that has not ended, begun latest.
fn holder<'a>(
    title: &str,
    party: Option<&str>,
    day: Option<Date>,
    corpus: &'a Corpus,
) -> Option<(&'a Person, usize)> {
    let held = corpus
        .knowledge
        .people
        .iter()
        .flat_map(|person| person.offices.iter().map(move |office| (person, office)));
    let fits = |(_, office): &(&Person, &Office)| {
        let own = match party {
            Some(party) => office.of.as_deref() == Some(party) && office.title == title,
            // "President" alone is the home country's, whose office names it.
            None => {
                office.of.is_none()
                    && (office.title == title || office.title.starts_with(&format!("{title} of Ukraine")))
            }
        };
        own && day
            .is_none_or(|day| office.is_held_on(day) && (office.since.is_some() || office.until.is_some()))
    };
    let (person, office) =
        held.filter(fits).max_by_key(|(_, office)| (office.until.is_none(), office.until, office.since))?;
    Some((person, person.offices.iter().position(|own| std::ptr::eq(own, office))?))
}

/// The fact that tells who somebody is, or the newest one whose value is that person.
fn on<'a>(person: &Person, corpus: &'a Corpus) -> Option<&'a Fact> {
    let is_value = |fact: &&Fact| matches!(&fact.value, Some(Value::Person(id)) if *id == person.id);
    let facts = corpus.knowledge.facts.iter().filter(|fact| fact.is_current());
    let of_value = || facts.filter(is_value).max_by_key(|fact| fact.as_of);
    let at = corpus.knowledge.person_at(&person.id);
    let names = |(fact, entry): &(&'a Fact, &Entry)| {
        fact.party == person.party
            && fact.is_current()
            && at.is_some_and(|at| entry.names.contains(&Meaning::Person(at)))
    };
    let by_name = || {
        let told = corpus.knowledge.facts.iter().zip(&corpus.index.entries).filter(names);
        told.map(|(fact, _)| fact).max_by_key(|fact| fact.as_of)
    };
    corpus.knowledge.fact(&format!("who-is-{}", person.id)).or_else(of_value).or_else(by_name)
}
