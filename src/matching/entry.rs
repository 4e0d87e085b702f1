//! What can be found: a fact, or a command that plain words reach.

use super::ask::Ask;
use super::meaning::{Kind, Meaning};
use super::reading::{Reading, Token};
use crate::knowledge::{Aspect, Fact, Value};

/// What can be found: a fact, or a command that plain words reach.
#[derive(Debug)]
pub struct Entry {
    /// Position of the party, if it belongs to one.
    pub party: Option<usize>,
    /// Parties, countries and people it names in its statement and asks.
    pub names: Vec<Meaning>,
    /// Its ways of asking.
    pub asks: Vec<Ask>,
    /// Kinds of question that its value answers.
    pub answers: Vec<Kind>,
    /// Kinds of question that something in its statement answers.
    pub touches: Vec<Kind>,
}

pub(super) fn answers(fact: &Fact) -> Vec<Kind> {
    if fact.aspect == Some(Aspect::Signing) {
        return vec![Kind::When, Kind::Where, Kind::Who];
    }
    match &fact.value {
        Some(Value::Money(_)) => vec![Kind::HowMuch],
        Some(Value::Number { .. }) => vec![Kind::HowMany],
        Some(Value::Date(_)) => vec![Kind::When],
        Some(Value::Place(_)) => vec![Kind::Where],
        Some(Value::Person(_)) => vec![Kind::Who],
        Some(Value::Duration(_)) => vec![Kind::HowLong],
        None => Vec::new(),
    }
}

/// `sums`: positions of the synonyms that sums are told with.
pub(super) fn touches(statement: &Reading, fact: &Fact, sums: &[usize]) -> Vec<Kind> {
    let mut kinds = Vec::new();
    let is_sum = |m: &Meaning| matches!(m, Meaning::Synonym(at) if sums.contains(at));
    if statement.tokens.iter().any(|token| token.meanings.iter().any(is_sum)) {
        kinds.push(Kind::HowMuch);
    }
    if !statement.people.is_empty() || fact.speaker.is_some() {
        kinds.push(Kind::Who);
    }
    if !statement.periods.is_empty() {
        kinds.push(Kind::When);
    }
    if !statement.countries.is_empty() || statement.parties.len() > 1 {
        kinds.push(Kind::Which);
    }
    let is_number = |token: &Token| token.text.starts_with(|c: char| c.is_ascii_digit());
    if statement.tokens.iter().any(is_number) {
        kinds.push(Kind::HowMany);
    }
    kinds
}

pub(super) fn person_of(value: &Value) -> Option<&String> {
    match value {
        Value::Person(person) => Some(person),
        _ => None,
    }
}

pub(super) fn named(reading: &Reading) -> Vec<Meaning> {
    let meanings = reading.tokens.iter().flat_map(|token| token.meanings.iter().copied());
    meanings
        .filter_map(|meaning| match meaning {
            Meaning::Party(at) | Meaning::Seat(at) => Some(Meaning::Party(at)),
            Meaning::Country(_) | Meaning::Person(_) => Some(meaning),
            _ => None,
        })
        .collect()
}
