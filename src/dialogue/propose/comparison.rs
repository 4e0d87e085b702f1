//! Parties side by side.

use crate::dialogue::answer::Content;
use crate::dialogue::evidence::Evidence;
use crate::dialogue::proposal::Asked;
use crate::dialogue::record::{self, AID};
use crate::knowledge::Role;
use crate::language::meaning::{Kind, Meaning};
use crate::language::reading::Token;

/// The parties named beside each other, on the topics named that each has something on.
pub(super) fn propose(asked: &Asked<'_>) -> Vec<(Content, Evidence)> {
    let (reading, corpus) = (asked.question.reading(), asked.corpus);
    let knowledge = &corpus.knowledge;
    if reading.parties().len() < 2 {
        return Vec::new();
    }
    let parties: Vec<String> = reading.parties().iter().map(|at| knowledge.parties[*at].id.clone()).collect();
    let says = |topic: &String| parties.iter().any(|party| corpus.facts_on(party, topic).next().is_some());
    let mut topics: Vec<String> =
        reading.topics().iter().map(|at| knowledge.topics[*at].id.clone()).filter(says).collect();
    if topics.is_empty() && reading.asks(Kind::HowMuch) {
        topics.push(AID.to_owned());
    }
    let explains = |token: &Token| {
        token.is_place_name()
            || token
                .meanings
                .iter()
                .any(|m| matches!(m, Meaning::Topic(_) | Meaning::Kind(Kind::Compare | Kind::Which)))
            || corpus.index.plays(token, Role::Agreement)
            || corpus.index.plays(token, Role::Offer)
    };
    let evidence = Evidence { is_comparison: 1.0, party_own: 1.0, ..asked.explained(explains) };
    vec![(record::compare(&parties, &topics, corpus).content, evidence)]
}
