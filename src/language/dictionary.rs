//! Known words, and the ones that a misspelt word may have been.

use std::collections::HashMap;

use strsim::osa_distance;

/// Standing of a word: of two equally near corrections, the one with the higher standing was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Only written in some fact, or a country that is no party.
    Written,
    /// A topic's word, a synonym, a word of questions.
    Vocabulary,
    /// A party's name in another language than English.
    Abroad,
    /// Part of a party's or a person's name.
    Name,
}

/// Words by their letter pairs, so that few of them are compared letter by letter.
#[derive(Debug, Default)]
pub struct Dictionary {
    words: Vec<(String, Standing)>,
    positions: HashMap<String, usize>,
    pairs: HashMap<[char; 2], Vec<u32>>,
}

/// Letters of a word at most; what is longer is no misspelling of one.
const LONGEST: usize = 40;

impl Dictionary {
    /// Adds a normalised word, or raises its standing.
    pub fn add(&mut self, word: &str, standing: Standing) {
        if let Some(&at) = self.positions.get(word) {
            self.words[at].1 = self.words[at].1.max(standing);
            return;
        }
        let at = self.words.len();
        self.positions.insert(word.to_owned(), at);
        self.words.push((word.to_owned(), standing));
        if let Ok(at) = u32::try_from(at) {
            for pair in pairs(word) {
                let list = self.pairs.entry(pair).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
    }

    /// Whether the word is known as it is.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        self.positions.contains_key(word)
    }

    /// A known word's standing.
    #[must_use]
    pub fn standing(&self, word: &str) -> Option<Standing> {
        self.positions.get(word).map(|at| self.words[*at].1)
    }

    /// The words that `typed` was most likely meant to be: all that are equally near and of equal standing.
    ///
    /// The budget is Meilisearch's: no edit in words of up to four letters, one up to eight, two beyond; swapping
    /// neighbours is one edit, a wrong first letter one more than its own. In words of three and four letters swapped
    /// neighbours and, of four, one letter left out are mended. Digits are never mended.
    #[must_use]
    pub fn nearest(&self, typed: &str) -> Vec<&str> {
        let letters: Vec<char> = typed.chars().collect();
        let length = letters.len();
        if !(3..=LONGEST).contains(&length) || letters.iter().any(char::is_ascii_digit) {
            return Vec::new();
        }
        let budget = if length <= 8 { 1 } else { 2 };
        let mut best = None;
        let mut nearest: Vec<&str> = Vec::new();
        for at in self.candidates(typed, length, budget) {
            let (word, standing) = &self.words[at];
            let left_out = length == 4 && word.chars().count() == 5;
            if length <= 4 && (*standing == Standing::Written || !(is_swap(&letters, word) || left_out)) {
                continue;
            }
            let first_differs = word.chars().next() != letters.first().copied();
            let distance =
                osa_distance(typed, word) + usize::from(first_differs && !swaps_first(&letters, word));
            if distance == 0 || distance > budget {
                continue;
            }
            let rank = (distance, std::cmp::Reverse(*standing), is_unlikely(&letters, word));
            match best {
                Some(held) if rank > held => continue,
                Some(held) if rank == held => {}
                _ => nearest.clear(),
            }
            best = Some(rank);
            nearest.push(word);
        }
        nearest
    }

    /// Words of a fitting length that share enough letter pairs: an edit changes at most two, a swap three.
    fn candidates(&self, typed: &str, length: usize, budget: usize) -> Vec<usize> {
        let own = pairs(typed);
        let needed = own.len().saturating_sub(3 * budget).max(1);
        // A word of at most LONGEST letters has fewer pairs than a byte counts.
        let mut shared = vec![0_u8; self.words.len()];
        let mut enough = Vec::new();
        for pair in &own {
            for &at in self.pairs.get(pair).into_iter().flatten() {
                let count = &mut shared[at as usize];
                *count += 1;
                if usize::from(*count) == needed {
                    enough.push(at as usize);
                }
            }
        }
        enough.retain(|at| self.words[*at].0.chars().count().abs_diff(length) <= budget);
        // In the order of the dictionary, so that the same words come first whatever was typed.
        enough.sort_unstable();
        enough
    }
}

/// The letter pairs of a word, its two ends included.
fn pairs(word: &str) -> Vec<[char; 2]> {
    let padded: Vec<char> = std::iter::once('^').chain(word.chars()).chain(std::iter::once('$')).collect();
    let mut pairs: Vec<[char; 2]> = padded.windows(2).map(|pair| [pair[0], pair[1]]).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Whether a letter stands for another that is neither near it on a keyboard nor a vowel as it is: "icland" is "iceland"
/// with a letter left out rather than "irland" with another in its place.
fn is_unlikely(letters: &[char], word: &str) -> bool {
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    const VOWELS: &str = "aeiouy";
    let key = |c: char| ROWS.iter().enumerate().find_map(|(row, keys)| Some((row, keys.find(c)?)));
    let near = |a: char, b: char| match (key(a), key(b)) {
        (Some((row, at)), Some((other, place))) => row.abs_diff(other) <= 1 && at.abs_diff(place) <= 1,
        _ => false,
    };
    let likely = |a: char, b: char| a == b || near(a, b) || VOWELS.contains(a) && VOWELS.contains(b);
    word.chars().count() == letters.len()
        && !is_swap(letters, word)
        && !letters.iter().zip(word.chars()).all(|(a, b)| likely(*a, b))
}

/// Whether it has the same letters in another order. With one edit allowed that is two neighbours swapped.
fn is_swap(letters: &[char], word: &str) -> bool {
    word.chars().count() == letters.len() && {
        let (mut a, mut b) = (letters.to_vec(), word.chars().collect::<Vec<_>>());
        a.sort_unstable();
        b.sort_unstable();
        a == b
    }
}

fn swaps_first(letters: &[char], word: &str) -> bool {
    let mut word = word.chars();
    matches!((word.next(), word.next(), letters), (Some(a), Some(b), [c, d, ..]) if a == *d && b == *c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary() -> Dictionary {
        let mut dictionary = Dictionary::default();
        for name in ["netherlands", "ireland", "iceland", "poland", "denmark", "finnish", "austria"] {
            dictionary.add(name, Standing::Name);
        }
        for word in ["when", "who", "how", "agreement", "signed", "aid"] {
            dictionary.add(word, Standing::Vocabulary);
        }
        for word in ["iran", "australia", "plant", "arrangement"] {
            dictionary.add(word, Standing::Written);
        }
        dictionary
    }

    #[test]
    fn mends_slips() {
        for (typed, meant) in [
            ("nethrlands", "netherlands"),
            ("natherlands", "netherlands"),
            ("denmrak", "denmark"),
            ("wehn", "when"),
            ("agremeent", "agreement"),
            ("singed", "signed"),
            ("adi", "aid"),
            ("rieland", "ireland"),
        ] {
            assert_eq!(dictionary().nearest(typed), [meant], "{typed}");
        }
    }

    #[test]
    fn leaves_alone_what_is_too_far_and_tells_of_all_that_are_equally_near() {
        // Too short, too far, or with digits, which are never mended.
        for typed in ["iren", "narnia", "2025", "f17", "ab", "pl"] {
            assert!(dictionary().nearest(typed).is_empty(), "{typed}");
        }
        assert_eq!(dictionary().nearest("ieland"), ["ireland", "iceland"]);
    }
}
