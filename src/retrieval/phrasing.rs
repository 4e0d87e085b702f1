//! A fact's own way of asking, and how like it a question is.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::entry::Entry;
use super::grams::Grams;
use super::index::Term;
use super::query::Query;
use crate::knowledge::PartyAt;
use crate::language::meaning::Meaning;
use crate::language::reading::Token;

/// A way of asking, as terms.
///
/// All terms lie in one list: a question is compared with some hundred ways of asking, whose memory is seldom at hand.
#[derive(Debug)]
pub struct Ask {
    /// For each word that carries something: where its terms end, and its weight.
    words: Box<[(usize, f32)]>,
    /// What the words may match.
    terms: Box<[Term]>,
    /// Sum of the weights.
    pub(super) weight: f32,
    /// The words' letter triples.
    pub(super) grams: Grams,
    /// Its very words, as [`verbatim`] gives them.
    pub(super) verbatim: u64,
}

/// A number that stands for a question's very words: the same for the same words, in practice for no others.
///
/// Of a fact, what carries nothing and the name of its party may differ; the home country counts, since "who signed" is
/// not "who signed for Ukraine". Of a command nothing may: "thanks for helping me" asks for no help.
pub(super) fn verbatim<'a>(tokens: impl Iterator<Item = &'a Token>, entry: &Entry) -> u64 {
    let mut hasher = DefaultHasher::new();
    let names = |token: &Token| entry.party.is_some_and(|party| token.means(Meaning::Party(party)));
    let counts = |token: &&Token| {
        entry.is_command || !names(token) && (!token.is_filler() || token.means(Meaning::Home))
    };
    tokens.filter(counts).for_each(|token| token.stems.hash(&mut hasher));
    hasher.finish()
}

impl Ask {
    /// A way of asking of these words: what each may match, and its weight.
    pub(super) fn new(words: impl Iterator<Item = (Vec<Term>, f32)>, grams: Grams, verbatim: u64) -> Self {
        let mut terms = Vec::new();
        let ends = words.map(|(own, weight)| {
            terms.extend(own);
            (terms.len(), weight)
        });
        let words: Box<[(usize, f32)]> = ends.collect();
        let weight = words.iter().map(|(_, weight)| weight).sum();
        Self { words, terms: terms.into(), weight, grams, verbatim }
    }

    /// The likeness of a question by words: twice what both have over what each has, and what share of this way of asking
    /// the question has, each 0 to 1. The name of the party whose fact it is counts on neither side.
    pub(super) fn likeness(&self, query: &Query<'_>, party: Option<PartyAt>) -> (f32, f32) {
        let mut shared = vec![false; query.words.len()];
        let (mut theirs, mut from) = (0.0, 0);
        for &(end, weight) in &self.words {
            let mut is_shared = false;
            for &(_, at) in self.terms[from..end].iter().flat_map(|term| query.words_of(*term)) {
                if !query.words[at].names(party) {
                    shared[at] = true;
                    is_shared = true;
                }
            }
            if is_shared {
                theirs += weight;
            }
            from = end;
        }
        let weight: f32 = query.beside(party).map(|word| word.weight).sum();
        let ours: f32 =
            query.words.iter().zip(shared).filter(|(_, is)| *is).map(|(word, _)| word.weight).sum();
        let both = weight + self.weight;
        let likeness = if both > 0.0 { (ours + theirs) / both } else { 0.0 };
        (likeness, if self.weight > 0.0 { theirs / self.weight } else { 0.0 })
    }
}
