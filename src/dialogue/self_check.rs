//! Whether each fact's own questions lead back to it.

use rayon::prelude::*;

use super::context::Context;
use super::converse::ask;
use crate::knowledge::Fact;
use crate::retrieval::corpus::Corpus;

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
    let written: Vec<&Fact> = written.collect();
    written.par_iter().flat_map_iter(|fact| strays(fact, corpus)).collect()
}

/// The questions of one fact that lead elsewhere.
#[must_use]
pub fn strays_of(id: &str, corpus: &Corpus) -> Vec<Stray> {
    let fact = corpus.knowledge.fact(id).filter(|fact| fact.is_current());
    fact.into_iter().flat_map(|fact| strays(fact, corpus)).collect()
}

fn strays<'a>(fact: &'a Fact, corpus: &'a Corpus) -> impl Iterator<Item = Stray> + 'a {
    corpus.knowledge.asks_of(fact).filter_map(|(_, ask)| stray(fact, ask, corpus))
}

fn stray(fact: &Fact, own: &str, corpus: &Corpus) -> Option<Stray> {
    let mut question = own.to_owned();
    if let Some(party) = fact.party.as_ref().and_then(|id| corpus.knowledge.party(id))
        && !corpus.parties(&corpus.read(own)).iter().any(|named| named.id == party.id)
    {
        question = format!("{}: {own}", party.name);
    }
    let (answer, _) = ask(&question, &Context::default(), corpus);
    // The agreement's record may tell the same shorter.
    let tells_it = |id: &&str| {
        let found = corpus.knowledge.fact(id);
        found.is_some_and(|found| {
            found.id == fact.id
                || found.aspect.is_some() && found.party == fact.party && found.topic == fact.topic
        })
    };
    if answer.facts().iter().any(tells_it) {
        return None;
    }
    let instead = answer.facts().first().map(|id| (*id).to_owned());
    Some(Stray { fact: fact.id.clone(), ask: own.to_owned(), instead })
}
