//! Two or three parties side by side.

use super::answer::{Answer, Content, Row, RowOf, Unclear};
use super::command::Question;
use super::{party, suggest};
use crate::knowledge::{Aspect, Fact};
use crate::retrieval::corpus::Corpus;

/// Parties that are compared at most.
const MOST: usize = 3;

/// `/compare`: the parties by their options, or all in the first.
pub(super) fn command(question: &Question, corpus: &Corpus) -> Answer {
    let mut parties: Vec<String> = Vec::new();
    let mut corrections = Vec::new();
    for option in ["first", "second", "third"] {
        let Some(text) = question.option(option) else { continue };
        let reading = corpus.read(text);
        corrections.extend(reading.corrections.clone());
        if reading.parties.len() > 1 {
            parties.extend(corpus.parties(&reading).into_iter().map(|party| party.id.clone()));
        } else {
            match party::resolve(text, &reading, corpus) {
                Ok(id) => parties.push(id),
                Err(answer) => return *answer,
            }
        }
        // A country that has no agreement is told so, and not left out of the comparison in silence.
        if let Some(country) = corpus.countries(&reading).first() {
            return no_agreement(&country.name, corpus);
        }
    }
    let mut topics = Vec::new();
    if let Some(text) = question.option("topic") {
        topics = corpus.topics(&corpus.read(text)).into_iter().map(|topic| topic.id.clone()).collect();
    }
    let mut answer = compare(&parties, &topics, corpus);
    answer.corrections = corrections;
    answer
}

fn no_agreement(country: &str, corpus: &Corpus) -> Answer {
    let unknown = super::answer::Unknown::NoAgreement { country: country.to_owned() };
    let suggestions = suggest::parties_like(country, corpus);
    Answer { suggestions, ..Answer::new(Content::Unknown(unknown), 0.0) }
}

/// Puts parties side by side, on the topics given or on what every agreement has.
pub(super) fn compare(parties: &[String], topics: &[String], corpus: &Corpus) -> Answer {
    let mut ids: Vec<String> = Vec::new();
    for party in parties {
        if !ids.contains(party) {
            ids.push(party.clone());
        }
    }
    ids.truncate(MOST);
    if let [only] = ids.as_slice() {
        let others = corpus.knowledge.parties.iter().filter(|party| party.id != *only).take(4);
        let suggestions = others.map(|other| suggest::comparison(only, &other.id, corpus)).collect();
        return Answer { suggestions, ..Answer::new(Content::DidYouMean(Unclear::Party), 0.3) };
    }
    let mut rows: Vec<Row> = if topics.is_empty() {
        vec![RowOf::Signing, RowOf::Duration, RowOf::Aid]
    } else {
        topics
            .iter()
            .map(|topic| if topic == party::AID { RowOf::Aid } else { RowOf::Topic(topic.clone()) })
            .collect()
    }
    .into_iter()
    .map(|of| Row { cells: ids.iter().map(|id| cell(id, &of, corpus)).collect(), of })
    .collect();
    if topics.is_empty() {
        rows.retain(|row| row.cells.iter().any(Option::is_some));
    }
    Answer::new(Content::Comparison { parties: ids, rows }, 1.0)
}

fn cell(id: &str, of: &RowOf, corpus: &Corpus) -> Option<String> {
    let current = |fact: &&Fact| fact.is_current();
    let fact = match of {
        RowOf::Signing => party::aspect(id, Aspect::Signing, corpus),
        RowOf::Duration => party::aspect(id, Aspect::Duration, corpus),
        RowOf::Aid => party::aid_facts(id, corpus).into_iter().find(current),
        RowOf::Topic(topic) => {
            let own = corpus.facts_on(id, topic).filter(current).find(|fact| fact.topic == *topic);
            own.or_else(|| corpus.facts_on(id, topic).find(current))
        }
    };
    fact.map(|fact| fact.id.clone())
}
