//! From what a person typed to plain words: case, accents, punctuation, width, flags and invisible marks gone.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A question is read up to here; Discord's longest message has 4,000 characters.
pub const MAX_CHARS: usize = 4_000;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Normalised: lower case, no accents, no punctuation.
    pub text: String,
    /// As typed, for telling "US" from "us" and for quoting it back.
    pub typed: String,
}

/// Splits a text into normalised words.
///
/// Hyphens within a designation join ("F-16" is `f16`), others part; a flag becomes `flag` and its country's code;
/// thousands separators go ("20,000" is `20000`); an English possessive goes with its apostrophe.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut pending = Pending::default();
    // Compatibility forms are unfolded first, since some of them hold punctuation ("⒈" is "1.") or a whole sentence.
    let chars: Vec<char> = text.chars().nfkc().take(MAX_CHARS).filter(|c| !is_ignorable(*c)).collect();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let next = chars.get(at + 1).copied();
        if let (Some(first), Some(second)) = (regional(c), next.and_then(regional)) {
            pending.finish(&mut words);
            words.push(Word {
                text: format!("flag{first}{second}"),
                typed: [c, next.unwrap_or(c)].iter().collect(),
            });
            at += 2;
            continue;
        }
        if c.is_alphanumeric() || is_combining_mark(c) || joins(c, &chars, at) {
            pending.typed.push(c);
        } else {
            pending.finish(&mut words);
        }
        at += 1;
    }
    pending.finish(&mut words);
    words
}

/// The normalised words of a text, joined by spaces. Normalising that again changes nothing.
#[must_use]
pub fn normalize(text: &str) -> String {
    let words = words(text);
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Pending {
    typed: String,
}

impl Pending {
    fn finish(&mut self, words: &mut Vec<Word>) {
        let typed = std::mem::take(&mut self.typed);
        for part in elisions(&typed) {
            let text = fold(part);
            if !text.is_empty() {
                words.push(Word { text, typed: part.to_owned() });
            }
        }
    }
}

const APOSTROPHES: [char; 5] = ['\'', '’', 'ʼ', '`', '´'];

/// Whether a mark between two characters holds them together in one word.
fn joins(mark: char, chars: &[char], at: usize) -> bool {
    let (Some(&before), Some(&after)) = (at.checked_sub(1).and_then(|i| chars.get(i)), chars.get(at + 1))
    else {
        return false;
    };
    if APOSTROPHES.contains(&mark) {
        return before.is_alphabetic() && after.is_alphabetic();
    }
    let digits_after = chars[at + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
    match mark {
        // A decimal point, or a thousands separator before exactly three digits.
        '.' | ',' => before.is_ascii_digit() && digits_after > 0 && (digits_after <= 3),
        // "F-16", "ATACMS-300": letters, a hyphen, digits. "2024-2025" and "10-year" part.
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {
            before.is_alphabetic() && digits_after > 0 && letters_before(chars, at) <= 3
        }
        _ => false,
    }
}

fn letters_before(chars: &[char], at: usize) -> usize {
    chars[..at].iter().rev().take_while(|c| c.is_alphanumeric()).count()
}

/// Articles and particles that lose their vowel before another.
const ELIDED: [&str; 12] = ["l", "d", "j", "qu", "n", "dell", "nell", "all", "dall", "sull", "un", "s"];

/// Parts elided articles from their nouns ("l'accord", "dell'Italia") and possessives from their owners.
fn elisions(typed: &str) -> Vec<&str> {
    let Some((before, after)) = typed.split_once(APOSTROPHES) else { return vec![typed] };
    let last = after.strip_suffix(APOSTROPHES).unwrap_or(after);
    if last.eq_ignore_ascii_case("s") {
        return vec![before];
    }
    let lower = before.to_lowercase();
    if ELIDED.contains(&lower.as_str()) { vec![before, after] } else { vec![typed] }
}

/// One word without case, accents and inner marks.
fn fold(typed: &str) -> String {
    let lower = typed.to_lowercase();
    let mut folded = String::with_capacity(lower.len());
    let mut digits = true;
    for c in lower.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ґ' => folded.push('г'),
            '.' | ',' => folded.push('.'),
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase().filter(|c| c.is_alphanumeric())),
            _ => {}
        }
        digits &= c.is_ascii_digit() || c == '.' || c == ',';
    }
    if digits && folded.contains('.') { number(&folded) } else { folded.replace('.', "") }
}

/// "20.000" and "1.234.567" are whole numbers, "7.1" and "2.50" are not.
fn number(folded: &str) -> String {
    let mut groups = folded.split('.');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    if rest.iter().all(|group| group.len() == 3) && first != "0" && first.len() <= 3 {
        return folded.replace('.', "");
    }
    match rest.as_slice() {
        [fraction] => format!("{first}.{fraction}"),
        _ => folded.replace('.', ""),
    }
}

/// The letter that a regional indicator symbol stands for.
fn regional(c: char) -> Option<char> {
    let offset = u32::from(c).checked_sub(0x1F1E6).filter(|offset| *offset < 26)?;
    char::from_u32(u32::from('a') + offset)
}

/// Zero-width marks, direction overrides and variation selectors carry nothing; soft hyphens neither.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forgives_what_does_not_tell_words_apart() {
        for (typed, expected) in [
            ("  The NETHERLANDS'  aid?! ", "the netherlands aid"),
            ("Kharkiv’s F-16s, 20,000 and 7.1", "kharkiv f16s 20000 and 7.1"),
            ("24-hour air-defence 2024-2025", "24 hour air defence 2024 2025"),
            ("l'accord néerlandais", "l accord neerlandais"),
            ("🇳🇱🇩🇪", "flagnl flagde"),
            ("Z\u{335}a\u{336}lgo\u{200b}", "zalgo"),
            ("ﬁnland Ｎａｔｏ Łotwa", "finland nato lotwa"),
            ("п'ять Угоду", "пять угоду"),
            ("€2.000.000", "2000000"),
        ] {
            assert_eq!(normalize(typed), expected, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in "\\PC{0,60}") {
            let once = normalize(&text);
            prop_assert_eq!(normalize(&once), once);
        }

        #[test]
        fn normalising_words_twice_changes_nothing(text in "[a-zA-Z0-9'’.,\\- éßŁ🇦🇧İ]{0,40}") {
            let once = normalize(&text);
            prop_assert_eq!(normalize(&once), once);
        }
    }
}
