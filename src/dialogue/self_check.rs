//! Whether each fact's own questions lead back to it.

use super::candidate;
use crate::knowledge::Fact;
use crate::matching::corpus::{Corpus, Found};

/// Scores this near are as good as one another.
const AS_GOOD: f32 = 0.02;

/// A way of asking that does not lead to its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// Id of the fact.
    pub fact: String,
    /// The question.
    pub ask: String,
    /// Id of the fact that answered instead, if any did.
    pub instead: Option<String>,
}

/// Asks every current fact's questions of its party and tells which lead elsewhere.
#[must_use]
pub fn self_check(corpus: &Corpus) -> Vec<Stray> {
    let written = corpus.knowledge.facts.iter().filter(|fact| fact.aspect.is_none() && fact.is_current());
    written.flat_map(|fact| fact.asks.iter().filter_map(|ask| stray(fact, ask, corpus))).collect()
}

/// The questions of one fact that lead elsewhere.
#[must_use]
pub fn strays_of(id: &str, corpus: &Corpus) -> Vec<Stray> {
    let fact = corpus.knowledge.fact(id).filter(|fact| fact.is_current());
    fact.into_iter().flat_map(|fact| fact.asks.iter().filter_map(|ask| stray(fact, ask, corpus))).collect()
}

fn stray(fact: &Fact, ask: &str, corpus: &Corpus) -> Option<Stray> {
    let mut reading = corpus.read(ask);
    if let Some(party) = fact.party.as_ref().and_then(|id| corpus.knowledge.party(id))
        && !corpus.parties(&reading).iter().any(|named| named.id == party.id)
    {
        reading = corpus.read(&format!("{}: {ask}", party.name));
    }
    let candidates = candidate::candidates(&reading, corpus);
    let top = candidates.first().map_or(0.0, |best| best.score);
    // The one that answers, or one as good: two facts may say the same of one question.
    let mut as_good = candidates.iter().take_while(|candidate| top - candidate.score < AS_GOOD);
    // The agreement's record may tell the same shorter.
    let tells_it = |found: &Fact| {
        found.id == fact.id
            || found.aspect.is_some() && found.party == fact.party && found.topic == fact.topic
    };
    if as_good.any(|candidate| candidate.fact().is_some_and(tells_it)) {
        return None;
    }
    let instead = candidates.first().map(|best| match best.found {
        Found::Fact(fact) => fact.id.clone(),
        Found::Shortcut(command) => command.to_owned(),
    });
    Some(Stray { fact: fact.id.clone(), ask: ask.to_owned(), instead })
}
