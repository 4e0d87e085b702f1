//! A proposal: one answer that a question may be meant to get, with what speaks for it.

use super::answer::Content;
use super::evidence::{Evidence, flag};
use super::question::Question;
use crate::language::reading::Token;
use crate::retrieval::corpus::Corpus;
use crate::retrieval::query::CARRIES;

/// One answer that a question may be meant to get.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The answer.
    pub content: Content,
    /// What speaks for it and against it.
    pub evidence: Evidence,
    /// Position of the question that it answers, among those that a text may be.
    pub question: usize,
}

/// What was told last, for a proposal to be the same or not.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    /// Id of the fact.
    pub fact: Option<&'a str>,
    /// Id of the topic.
    pub topic: Option<&'a str>,
    /// Ids of the parties.
    pub parties: &'a [String],
}

/// A question with all that proposing for it needs.
pub(super) struct Asked<'a> {
    /// The question.
    pub question: &'a Question,
    /// What it is answered from.
    pub corpus: &'a Corpus,
    /// What the question brings to every proposal.
    pub evidence: Evidence,
    /// What was told last.
    pub told: Told<'a>,
}

impl Asked<'_> {
    /// The evidence for an answer that is made of what the question names: how much of its words it explains.
    pub fn explained(&self, explains: impl Fn(&Token) -> bool) -> Evidence {
        let index = &self.corpus.index;
        let (mut all, mut lacking, mut missed) = (0.0, 0.0, 0.0_f32);
        for token in self.question.reading().tokens().iter().filter(|token| !token.is_filler()) {
            let weight = index.weight(token);
            all += weight;
            if !explains(token) {
                lacking += weight;
                missed = missed.max(weight);
            }
        }
        let coverage = if all > 0.0 { 1.0 - lacking / all } else { 1.0 };
        Evidence {
            coverage,
            covers_all: flag(missed < CARRIES),
            missed,
            missing: (lacking / 3.0).min(1.0),
            ..self.evidence
        }
    }
}
