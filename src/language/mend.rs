//! Slips of a question set right, word by word: misspelt, run together, torn apart.

use super::lexicon::Lexicon;
use super::normalize::Word;
use super::reading::Correction;
use crate::knowledge::PartyAt;

/// Unknown words of a question that are mended; each is compared with many known ones.
const MOST_MENDED: usize = 40;

/// Mends slips: words that nobody knows become the nearest known one; words run together or torn apart are set right.
pub(super) fn mend(
    typed: &mut Vec<Word>,
    lexicon: &Lexicon,
    corrections: &mut Vec<Correction>,
    unclear: &mut Vec<PartyAt>,
) {
    let known =
        |word: &str| lexicon.dictionary.knows(word) || lexicon.spelled_right(word) || is_name(word, lexicon);
    let mut correct = |typed: String, read_as: String| {
        let correction = Correction { typed, read_as };
        if !corrections.contains(&correction) {
            corrections.push(correction);
        }
    };
    let (mut at, mut unknown) = (0, 0);
    while at < typed.len() && unknown < MOST_MENDED {
        let word = typed[at].text.clone();
        if let Some(next) = typed.get(at + 1)
            && let Some((first, second)) = lexicon.opening(&word, &next.text)
        {
            correct(format!("{} {}", typed[at].typed, next.typed), format!("{first} {second}"));
            first.clone_into(&mut typed[at].text);
            second.clone_into(&mut typed[at + 1].text);
            at += 2;
            continue;
        }
        if known(&word) {
            at += 1;
            continue;
        }
        if let Some(next) = typed.get(at + 1) {
            let joined = format!("{word}{}", next.text);
            let parts = !known(&next.text) || word.chars().count() == 1 || lexicon.party(&joined).is_some();
            if lexicon.dictionary.knows(&joined) && parts {
                typed[at].text.clone_from(&joined);
                typed.remove(at + 1);
                at += 1;
                continue;
            }
        }
        unknown += 1;
        if let Some(nearest) = lexicon.correction(&word) {
            correct(typed[at].typed.clone(), nearest.to_owned());
            nearest.clone_into(&mut typed[at].text);
        } else if let Some(parts) = split(&word, lexicon) {
            let whole = typed[at].typed.clone();
            correct(whole.clone(), parts.join(" "));
            typed.splice(at..=at, parts.map(|text| Word { text, typed: whole.clone() }));
            at += 1;
        } else if let Some(parts) = part_at_name(&word, lexicon) {
            let whole = typed[at].typed.clone();
            // What follows the name may hold another.
            let name = usize::from(!known(&parts[0]));
            typed.splice(at..=at, parts.into_iter().map(|text| Word { text, typed: whole.clone() }));
            at += name;
        } else if let Some(name) = lexicon.inflected(&word) {
            name.clone_into(&mut typed[at].text);
        } else {
            unclear.extend(lexicon.alternatives(&word));
        }
        at += 1;
    }
}

/// A word whose stem is a known phrase is known in another form.
fn is_name(word: &str, lexicon: &Lexicon) -> bool {
    let stem = lexicon.stems.stem(word);
    lexicon.longest(std::slice::from_ref(&stem)).is_some()
}

/// Letters of words run together, at most: every place where they may part is tried.
const LONGEST_RUN: usize = 60;
/// Letters of the longer of two words run together, at least.
const SHORTEST_TELLING: usize = 5;

/// "netherlandsaid" is two known words of three letters or more: those with the longest name, not "netherland said".
fn split(word: &str, lexicon: &Lexicon) -> Option<[String; 2]> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() > LONGEST_RUN || letters.iter().copied().any(is_unspaced) {
        return None;
    }
    // One of them has to be telling: "portland" is no slip for "port land".
    let tells = |part: &String| part.chars().count() >= SHORTEST_TELLING && is_name(part, lexicon);
    let halves = (3..letters.len().saturating_sub(2))
        .map(|at| [letters[..at].iter().collect::<String>(), letters[at..].iter().collect()]);
    let known: Vec<[String; 2]> = halves
        .filter(|parts| parts.iter().all(|part| lexicon.dictionary.knows(part)) && parts.iter().any(tells))
        .collect();
    let longest = |parts: &[String; 2]| parts.iter().filter(|part| tells(part)).map(String::len).max();
    // Of several the last of `max_by_key` would win; the first is the one nearest to how it begins.
    known.into_iter().rev().max_by_key(longest)
}

/// Parts of a script that is written without spaces: before the longest name in it, the name, and after it.
fn part_at_name(word: &str, lexicon: &Lexicon) -> Option<Vec<String>> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() > LONGEST_RUN || !letters.iter().copied().any(is_unspaced) {
        return None;
    }
    let longest_first =
        (0..letters.len()).flat_map(|from| (from + 1..=letters.len()).rev().map(move |to| (from, to)));
    for (from, to) in longest_first {
        let part: String = letters[from..to].iter().collect();
        if to - from >= 2 && to - from < letters.len() && is_name(&part, lexicon) {
            let [before, after] =
                [&letters[..from], &letters[to..]].map(|end| end.iter().collect::<String>());
            return Some([before, part, after].into_iter().filter(|part| !part.is_empty()).collect());
        }
    }
    None
}

/// Whether a letter is of a script that is written without spaces between words, or with few.
fn is_unspaced(letter: char) -> bool {
    matches!(u32::from(letter), 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af)
}
