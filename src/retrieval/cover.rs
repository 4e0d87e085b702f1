//! How much of a question each entry has: the postings of its words, added up.

use super::entry::Entry;
use super::index::Index;
use super::query::{Query, QueryWord};
use crate::knowledge::CountryAt;
use crate::language::meaning::Meaning;
use crate::language::reading::Reading;

/// What the topic of a name counts for, where the name itself is not there.
const OF_ITS_TOPIC: f32 = 0.5;

/// For each entry that fits the names: the sum of the weights of the words it has. What only belongs to the party named,
/// and has no other word of the question, is looked at where there is nothing else.
pub(super) fn cover(query: &Query<'_>, reading: &Reading, index: &Index) -> Vec<(usize, f32)> {
    let numbered = (1..).zip(&query.words);
    let (names, words): (Vec<_>, Vec<_>) = numbered.partition(|(_, word)| word.token.is_place_name());
    let mut sums = Sums::new(index);
    words.iter().for_each(|(number, word)| sums.add(*number, word, index, false));
    names.iter().for_each(|(number, word)| sums.add(*number, word, index, true));
    let fits = |entry: &usize| fits_names(reading, &index.entries[*entry], index);
    sums.reached.retain(fits);
    if sums.reached.is_empty() {
        sums = Sums::new(index);
        names.iter().for_each(|(number, word)| sums.add(*number, word, index, false));
        sums.reached.retain(fits);
    }
    sums.reached.iter().map(|entry| (*entry, sums.of[*entry].0)).collect()
}

struct Sums {
    /// Of each entry: its sum, what the last word added to it, and that word's number. A tuple of zeros, because the
    /// memory of those comes unwritten: pages that no word touches cost nothing.
    of: Vec<(f32, f32, u32)>,
    /// The entries that have a word.
    reached: Vec<usize>,
}

impl Sums {
    fn new(index: &Index) -> Self {
        Self { of: vec![(0.0, 0.0, 0); index.entries.len()], reached: Vec::new() }
    }

    /// Adds a word to the entries that have it; only to those that had one before, where `reached_only`.
    fn add(&mut self, number: u32, word: &QueryWord<'_>, index: &Index, reached_only: bool) {
        // A name of its own ("Gripen") is worth less where the entry only has its topic.
        let wider = word.wider.iter().map(|term| (*term, OF_ITS_TOPIC));
        for (term, share) in word.terms.iter().map(|term| (*term, 1.0)).chain(wider) {
            for &(entry, force) in index.postings(term) {
                let force = force * share;
                let (sum, held, of) = &mut self.of[entry as usize];
                if *of == 0 {
                    if reached_only {
                        continue;
                    }
                    self.reached.push(entry as usize);
                }
                // Of a word's several terms the strongest counts, once.
                if *of != number {
                    (*of, *held) = (number, 0.0);
                }
                if force > *held {
                    *sum += (force - *held) * word.weight;
                    *held = force;
                }
            }
        }
    }
}

/// Never another country's figure: an entry has to belong to a party named, or to none and name it.
pub(super) fn fits_names(reading: &Reading, entry: &Entry, index: &Index) -> bool {
    let names = |meaning| entry.names.contains(&meaning);
    let party_fits = reading.parties().is_empty()
        || entry.party.is_some_and(|party| reading.parties().contains(&party))
        || reading.parties().iter().any(|party| names(Meaning::Party(*party)));
    let person_fits = reading.people().is_empty()
        || !reading.parties().is_empty()
        || reading.people().iter().any(|person| names(Meaning::Person(*person)));
    // What another party gives is no answer to how much or how many this one does.
    let own =
        reading.parties().is_empty() || entry.party.is_none_or(|party| reading.parties().contains(&party));
    let figure_fits = own || !entry.answers.iter().any(|kind| kind.wants_figure());
    let filters = |country: &&CountryAt| !index.setting.contains(*country);
    party_fits
        && person_fits
        && figure_fits
        && reading.countries().iter().filter(filters).all(|country| names(Meaning::Country(*country)))
}
