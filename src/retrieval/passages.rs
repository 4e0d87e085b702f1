//! The texts of the fact file that questions are compared with.

use crate::knowledge::{Fact, Knowledge};

/// The texts of a fact: its statement, then its ways of asking, each behind the name of the fact's party, for most ways
/// of asking do not name it. The encoder was taught on these.
#[must_use]
pub fn of(fact: &Fact, knowledge: &Knowledge) -> Vec<String> {
    let party = fact.party.as_deref().and_then(|id| knowledge.party(id));
    let asks = knowledge.asks_of(fact).map(|(_, ask)| match party {
        Some(party) => format!("{}: {ask}", party.name),
        None => ask.to_owned(),
    });
    std::iter::once(fact.statement.clone()).chain(asks).collect()
}

/// The texts of all facts.
#[must_use]
pub fn all(knowledge: &Knowledge) -> Vec<String> {
    knowledge.facts.iter().flat_map(|fact| of(fact, knowledge)).collect()
}
