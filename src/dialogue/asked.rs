//! A question on its way to an answer: what it was read as, and its candidates, ranked once however many steps look at them.

use once_cell::unsync::OnceCell;

use super::candidate::{Candidate, candidates};
use crate::matching::corpus::Corpus;
use crate::matching::reading::Reading;

/// A question that was read.
pub(super) struct Asked<'a> {
    /// What it was read as.
    pub reading: &'a Reading,
    /// What it is answered from.
    pub corpus: &'a Corpus,
    ranked: OnceCell<Vec<Candidate<'a>>>,
}

impl<'a> Asked<'a> {
    /// A question whose candidates are not ranked yet.
    pub fn new(reading: &'a Reading, corpus: &'a Corpus) -> Self {
        Self { reading, corpus, ranked: OnceCell::new() }
    }

    /// Its candidates, the best first.
    pub fn candidates(&self) -> &[Candidate<'a>] {
        self.ranked.get_or_init(|| candidates(self.reading, self.corpus))
    }

    /// The best candidate.
    pub fn best(&self) -> Option<&Candidate<'a>> {
        self.candidates().first()
    }
}
