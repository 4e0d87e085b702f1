//! What can be found: a fact, or a command that plain words reach.

use super::phrasing::{Ask, verbatim};
use crate::knowledge::{Aspect, Cue, Fact, PartyAt, Period, Role, Value};
use crate::language::meaning::{Kind, Meaning};
use crate::language::reading::{Reading, Token};

/// What can be found: a fact, or a command that plain words reach.
#[derive(Debug)]
pub struct Entry {
    /// Whether it is a command, not a fact.
    pub is_command: bool,
    /// Position of the party, if it belongs to one.
    pub party: Option<PartyAt>,
    /// Parties, countries and people it names in its statement and asks.
    pub names: Vec<Meaning>,
    /// Its ways of asking.
    pub asks: Vec<Ask>,
    /// The weight of the shortest of them.
    pub shortest: f32,
    /// Kinds of question that its value answers.
    pub answers: Vec<Kind>,
    /// Kinds of question that something in its statement answers.
    pub touches: Vec<Kind>,
    /// What its statement says apart from its words.
    pub said: Said,
}

/// What a statement says apart from its words, for a question to agree with or not.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// The times it names.
    pub periods: Vec<Period>,
    /// Whether it tells of something done, not only promised.
    pub done: bool,
    /// Whether it tells of an offer.
    pub offers: bool,
    /// Whether it says that something is not so.
    pub negated: bool,
    /// Facts of the same party and topic that are newer.
    pub newer: usize,
}

impl Entry {
    /// Whether a question is one of its ways of asking, word for word.
    #[must_use]
    pub fn is_asked_by(&self, reading: &Reading) -> bool {
        let words = verbatim(reading.tokens().iter(), self);
        self.asks.iter().any(|ask| ask.verbatim == words)
    }
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
        Some(Value::Answer(_)) | None => Vec::new(),
    }
}

/// `roles`: of each group of synonyms, what it stands for.
pub(super) fn touches(statement: &Reading, fact: &Fact, roles: &[Option<Role>]) -> Vec<Kind> {
    let mut kinds = Vec::new();
    let is_sum = |m: &Meaning| matches!(m, Meaning::Synonym(at) if roles[at.0] == Some(Role::Sum));
    if statement.tokens().iter().any(|token| token.meanings.iter().any(is_sum)) {
        kinds.push(Kind::HowMuch);
    }
    if !statement.people().is_empty() || fact.speaker.is_some() {
        kinds.push(Kind::Who);
    }
    if !statement.time().is_empty() {
        kinds.push(Kind::When);
    }
    if !statement.countries().is_empty() || statement.parties().len() > 1 {
        kinds.push(Kind::Which);
    }
    if (0..statement.tokens().len()).any(|at| is_count(at, statement.tokens())) {
        kinds.push(Kind::HowMany);
    }
    kinds
}

/// What a statement says apart from its words.
pub(super) fn said(statement: &Reading, roles: &[Option<Role>]) -> Said {
    let offers = |m: &Meaning| matches!(m, Meaning::Synonym(at) if roles[at.0] == Some(Role::Offer));
    Said {
        periods: statement.time().periods.clone(),
        done: statement.has(Cue::Done),
        offers: statement.tokens().iter().any(|token| token.meanings.iter().any(offers)),
        negated: statement.has(Cue::Not),
        newer: 0,
    }
}

pub(super) fn person_of(value: &Value) -> Option<&String> {
    match value {
        Value::Person(person) => Some(person),
        _ => None,
    }
}

pub(super) fn named(reading: &Reading) -> Vec<Meaning> {
    let meanings = reading.tokens().iter().flat_map(|token| token.meanings.iter().copied());
    meanings
        .filter_map(|meaning| match meaning {
            Meaning::Party(at) | Meaning::Seat(at) => Some(Meaning::Party(at)),
            Meaning::Country(_) | Meaning::Person(_) => Some(meaning),
            _ => None,
        })
        .collect()
}

/// Whether the word there is a number that is no part of a date.
fn is_count(at: usize, tokens: &[Token]) -> bool {
    let is_month = |token: &Token| token.meanings.iter().any(|m| matches!(m, Meaning::Month(_)));
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| tokens.get(at));
    let starts = tokens[at].text.starts_with(|c: char| c.is_ascii_digit());
    starts && !tokens[at].is_year() && !beside.into_iter().any(is_month)
}
