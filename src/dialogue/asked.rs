//! A question on its way to an answer: what it was read as, and its candidates, ranked once however many steps look at them.

use super::candidate::{Candidate, candidates};
use crate::language::reading::Reading;
use crate::retrieval::corpus::Corpus;

/// A question that was read.
pub(super) struct Asked<'a> {
    /// What it was read as.
    pub reading: &'a Reading,
    /// What it is answered from.
    pub corpus: &'a Corpus,
    /// Its candidates, the best first.
    pub candidates: Vec<Candidate<'a>>,
}

impl<'a> Asked<'a> {
    /// A question with its candidates.
    pub fn new(reading: &'a Reading, corpus: &'a Corpus) -> Self {
        Self { reading, corpus, candidates: candidates(reading, corpus) }
    }

    /// The best candidate.
    pub fn best(&self) -> Option<&Candidate<'a>> {
        self.candidates.first()
    }
}
