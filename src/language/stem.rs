//! One form for the forms of a word: "signed" and "signing", "Нідерландами" and "Нідерланди".

use std::collections::HashSet;

use rust_stemmers::{Algorithm, Stemmer};

/// Takes endings off words.
pub struct Stems {
    english: Stemmer,
    /// Words that are no form of the word they would be cut to: "died" is none of the German "die".
    whole: HashSet<String>,
    /// Endings of inflected names, longest first.
    endings: Vec<String>,
}

/// Letters that stay, so that short words are not eaten up.
const KEPT: usize = 3;
/// Letters of a flag's word, "flag" and a country's code, which has no endings: "flagis" and "flagie" are two.
const FLAG: usize = 6;

impl Stems {
    /// `endings`: normalised case endings of the languages that are not in the Latin script.
    #[must_use]
    pub fn new(mut endings: Vec<String>) -> Self {
        endings.sort_by_key(|ending| std::cmp::Reverse(ending.chars().count()));
        endings.dedup();
        Self { english: Stemmer::create(Algorithm::English), endings, whole: HashSet::new() }
    }

    /// Leaves a normalised word as it is from now on.
    pub(super) fn keep(&mut self, word: &str) {
        self.whole.insert(word.to_owned());
    }

    /// The stem of a normalised word.
    #[must_use]
    pub fn stem(&self, word: &str) -> String {
        if self.whole.contains(word) {
            return word.to_owned();
        }
        if word.is_ascii() {
            // A plural of a designation ("F-16s") has no vowel, which Snowball asks for.
            if let Some(one) =
                word.strip_suffix('s').filter(|one| one.ends_with(|c: char| c.is_ascii_digit()))
            {
                return one.to_owned();
            }
            // Snowball's English: most words are English, and the others' plurals end alike.
            let is_flag = word.len() == FLAG && word.starts_with("flag");
            let stem = if word.len() <= KEPT || is_flag || word.bytes().all(|b| b.is_ascii_digit()) {
                word.into()
            } else {
                self.english.stem(word)
            };
            // "itly" is no form of "it".
            return if stem.len() < KEPT { word.to_owned() } else { stem.into_owned() };
        }
        let length = word.chars().count();
        let fits =
            |ending: &&String| length >= KEPT + ending.chars().count() && word.ends_with(ending.as_str());
        self.endings
            .iter()
            .find(fits)
            .and_then(|ending| word.strip_suffix(ending.as_str()))
            .unwrap_or(word)
            .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_have_one_stem() {
        let stems = Stems::new(["ами", "и", "ею", "я", "і"].map(str::to_owned).to_vec());
        for (a, b) in [
            ("signed", "signs"),
            ("agreement", "agreements"),
            ("нідерландами", "нідерланди"),
            ("данія", "данією"),
        ] {
            let (a, b) = (stems.stem(a), stems.stem(b));
            assert!(a == b || b.starts_with(&a) || a.starts_with(&b), "{a} {b}");
        }
        assert_eq!(stems.stem("f16"), "f16");
        assert_eq!(stems.stem("f16s"), "f16");
        assert_eq!(stems.stem("2024"), "2024");
    }
}
