//! Which language a question is in, where its words or letters tell.

use crate::knowledge::{Language, Telling};

/// Letters from which a word tells as much as two short ones, which other languages are likelier to have too.
const LONG: usize = 5;
/// What has to be told at least, in short words.
const CLEAR: usize = 2;

/// The language that most words of a text tell; none where that is little, or two languages are told alike.
///
/// # Examples
/// ```
/// use accord::knowledge::{Language, load};
/// use accord::language::tongue::language_of;
///
/// let knowledge = load("tests/facts".as_ref()).map_err(|error| format!("{error:?}"))?;
/// let language = |text| language_of(text, &knowledge.vocabulary.languages);
/// assert_eq!(language("hoeveel geld in 2024?"), Some(Language::Dutch));
/// assert_eq!(language("скільки грошей"), Some(Language::Ukrainian));
/// assert_eq!(language("nl aid 2024"), None);
/// # Ok::<(), String>(())
/// ```
#[must_use]
pub fn language_of(text: &str, telling: &[Telling]) -> Option<Language> {
    let lower = text.to_lowercase();
    let by_letters = telling.iter().find(|own| lower.contains(own.letters.as_slice()));
    if let Some(own) = by_letters {
        return Some(own.language);
    }
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic() && c != '\'').collect();
    let told = |own: &Telling| -> usize {
        let known = words.iter().filter(|word| own.words.iter().any(|known| known == *word));
        known.map(|word| if word.chars().count() < LONG { 1 } else { 2 }).sum()
    };
    let mut by_words: Vec<(usize, Language)> = telling.iter().map(|own| (told(own), own.language)).collect();
    by_words.sort_by_key(|(told, _)| std::cmp::Reverse(*told));
    let (most, language) = *by_words.first()?;
    let second = by_words.get(1).map_or(0, |(told, _)| *told);
    (most >= CLEAR && most > second).then_some(language)
}
