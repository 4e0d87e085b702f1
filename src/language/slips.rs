//! Slips: what a word that nobody knows was meant to be.

use super::dictionary::Standing;
use super::lexicon::Lexicon;
use super::meaning::Meaning;
use crate::knowledge::PartyAt;

/// Letters of an inflected name's ending at most, and of what stays of it at least.
const LONGEST_ENDING: usize = 3;
const SHORTEST_STEM: usize = 5;

impl Lexicon {
    /// The word that a misspelt one was meant to be: the nearest, or any of several that mean the same. Where they mean
    /// different things none is taken, since a wrong guess is worse than none.
    #[must_use]
    pub fn correction(&self, word: &str) -> Option<&str> {
        let mut nearest = self.dictionary.nearest(word);
        let meanings = |word: &str| self.meanings(word);
        // A word that means something by itself comes before one that is only part of a longer name.
        if nearest.iter().any(|word| !meanings(word).is_empty()) {
            nearest.retain(|word| !meanings(word).is_empty());
        }
        // What only tells that a question is none of ours is no word to mend one into: "hatte" is no "hate".
        let is_ours = |word: &&str| {
            let meant = meanings(word);
            meant.is_empty() || !meant.iter().all(|m| matches!(m, Meaning::Declined(_)))
        };
        nearest.retain(is_ours);
        // Nobody asks for a word that carries nothing: "signd" is no German "sind".
        let carries = |word: &&str| !meanings(word).contains(&Meaning::Filler);
        if nearest.iter().any(carries) {
            nearest.retain(carries);
        }
        let (first, others) = nearest.split_first()?;
        let same = |other: &&str| {
            self.stems.stem(first) == self.stems.stem(other)
                || meanings(first).iter().any(|m| meanings(other).contains(m))
        };
        others.iter().all(same).then_some(*first)
    }

    /// The pair of words that a misspelt pair was meant to be, where one is nearest: "how lng" is "how long".
    #[must_use]
    pub fn opening(&self, first: &str, second: &str) -> Option<(&str, &str)> {
        let is_sure = |word: &str| {
            self.spelled_right(word) || self.dictionary.standing(word) >= Some(Standing::Vocabulary)
        };
        let fits = |typed: &str, read: &str| typed == read || !is_sure(typed);
        // One of the two is as it should be: a pair is too short for two slips.
        let [firsts, seconds] = &self.opening_words;
        let is_half =
            firsts.contains(first) && !is_sure(second) || seconds.contains(second) && !is_sure(first);
        if !is_half {
            return None;
        }
        let near = self.openings.nearest(&format!("{first} {second}"));
        let [only] = near.as_slice() else { return None };
        only.split_once(' ').filter(|read| fits(first, read.0) && fits(second, read.1))
    }

    /// The parties that a misspelt word may be meant for, where it is as near to several.
    #[must_use]
    pub fn alternatives(&self, word: &str) -> Vec<PartyAt> {
        let mut parties: Vec<PartyAt> =
            self.dictionary.nearest(word).into_iter().filter_map(|near| self.party(near)).collect();
        parties.sort_unstable();
        parties.dedup();
        parties
    }

    /// The name that a word is an inflected form of: all but a few last letters alike ("Niemcami" is "Niemcy"), and no
    /// name that means anything else as near.
    #[must_use]
    pub fn inflected(&self, word: &str) -> Option<&str> {
        let length = word.chars().count();
        let kept = length.saturating_sub(LONGEST_ENDING).max(SHORTEST_STEM);
        if length < SHORTEST_STEM + 1 {
            return None;
        }
        let head: String = word.chars().take(kept).collect();
        let from = self.names.partition_point(|name| name.as_str() < head.as_str());
        let alike = self.names[from..].iter().take_while(|name| name.starts_with(&head));
        let near: Vec<&String> = alike.filter(|name| name.chars().count() <= kept + 2).collect();
        let meanings = |name: &str| self.meanings(name);
        let (first, others) = near.split_first()?;
        others
            .iter()
            .all(|other| meanings(first).iter().any(|m| meanings(other).contains(m)))
            .then_some(first.as_str())
    }
}
