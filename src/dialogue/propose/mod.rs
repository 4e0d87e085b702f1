//! Who can answer a question: one file for each kind of answer.

mod agreements;
mod chat;
mod comparison;
mod fact;
mod office;
mod overview;
mod quotes;
mod sources;
mod sums;

use super::evidence::Evidence;
use super::proposal::{Asked, Proposal, Told};
use super::question::Question;
use crate::retrieval::corpus::Corpus;

/// All answers that a question may be meant to get.
#[must_use]
pub fn propose(
    at: usize,
    question: &Question,
    told: Told<'_>,
    in_conversation: bool,
    corpus: &Corpus,
) -> Vec<Proposal> {
    let evidence = Evidence::of(question, in_conversation, corpus);
    let asked = Asked { question, corpus, evidence, told };
    let proposers = [
        chat::propose,
        sources::propose,
        overview::propose,
        agreements::propose,
        sums::propose,
        office::propose,
        comparison::propose,
        quotes::propose,
        fact::propose,
    ];
    let proposed: Vec<_> = proposers.into_iter().flat_map(|propose| propose(&asked)).collect();
    let closest = proposed.iter().map(|(_, evidence)| evidence.close).fold(0.0, f32::max);
    let proposal = |(content, evidence)| {
        let evidence = Evidence { closest, ..evidence };
        Proposal { content, evidence, question: at }
    };
    proposed.into_iter().map(proposal).collect()
}
