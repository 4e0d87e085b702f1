//! Sums as people write them, brought to one form: "2bn", "€2,000 million" and "2.000.000.000" are "2 billion".

use super::lexicon::Lexicon;
use super::normalize::Word;

/// What is less than this is told in figures, not in millions.
const LEAST: f64 = 1e6;
/// A magnitude of one letter ("977m") multiplies only where it stands at the number itself.
const SHORTEST_APART: usize = 2;

/// Rewrites every sum in `words` as the number and "billion" or "million", as facts tell it.
pub(super) fn canonical(words: &mut Vec<Word>, lexicon: &Lexicon) {
    let mut at = 0;
    while at < words.len() {
        if let Some((value, used)) = sum(&words[at..], lexicon) {
            let typed =
                words[at..at + used].iter().map(|word| word.typed.as_str()).collect::<Vec<_>>().join(" ");
            let (figure, unit) =
                if value >= 1e9 { (value / 1e9, "billion") } else { (value / 1e6, "million") };
            let told = [round(figure), unit.to_owned()];
            words.splice(at..at + used, told.map(|text| Word { text, typed: typed.clone() }));
            at += 1;
        }
        at += 1;
    }
}

/// The sum that begins with the first word, and how many words it takes.
fn sum(words: &[Word], lexicon: &Lexicon) -> Option<(f64, usize)> {
    let first = &words[0].text;
    let end = first.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(first.len());
    let number: f64 = first[..end].parse().ok()?;
    let attached = &first[end..];
    let next = words.get(1).filter(|next| next.text.chars().count() >= SHORTEST_APART);
    let (power, used) = match (attached, next) {
        ("", Some(next)) => lexicon.magnitude(&next.text).map_or((0, 1), |power| (power, 2)),
        ("", None) => (0, 1),
        (letters, _) => (lexicon.magnitude(letters)?, 1),
    };
    let value = number * 10_f64.powi(i32::from(power));
    (value >= LEAST && value.is_finite()).then_some((value, used))
}

/// Up to three decimals, as few as it takes.
fn round(figure: f64) -> String {
    let text = format!("{figure:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
