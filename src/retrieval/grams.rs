//! Letter triples: how alike two questions are where their words differ in form ("crossed out", "strikethrough" hardly;
//! "subscribe", "subscription" well).

/// The letter triples of some words, each once.
#[derive(Debug, Default)]
pub struct Grams(Vec<u64>);

/// Bits that a character takes: Unicode's last is below 2^21.
const BITS: u32 = 21;
/// What stands before and after each word.
const EDGE: char = ' ';

impl Grams {
    /// The triples of these words, their edges included.
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut triples = Vec::new();
        for word in words {
            let letters: Vec<char> =
                std::iter::once(EDGE).chain(word.chars()).chain(std::iter::once(EDGE)).collect();
            let packed = |triple: &[char]| triple.iter().fold(0, |sum, c| sum << BITS | u64::from(*c));
            triples.extend(letters.windows(3).map(packed));
        }
        triples.sort_unstable();
        triples.dedup();
        Self(triples)
    }

    /// Twice what both have over what each has (Dice), 0 to 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "questions have far fewer letters than 2^24")]
    pub fn likeness(&self, other: &Self) -> f32 {
        let all = self.0.len() + other.0.len();
        let (mut both, mut rest) = (0, other.0.iter().peekable());
        for triple in &self.0 {
            while rest.next_if(|theirs| *theirs < triple).is_some() {}
            both += usize::from(rest.next_if_eq(&triple).is_some());
        }
        if all == 0 { 0.0 } else { 2.0 * both as f32 / all as f32 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_alike_and_other_words_are_not() {
        let grams = |text: &str| Grams::of(text.split(' '));
        assert!((grams("archived mail").likeness(&grams("mail archived")) - 1.0).abs() < f32::EPSILON);
        assert!(grams("subscription").likeness(&grams("subscribe")) > 0.5);
        assert!(grams("strikethrough").likeness(&grams("calendar")) < 0.1);
        assert!(grams("").likeness(&Grams::default()) < f32::EPSILON);
    }
}
