//! Years, months and days in a question.

use super::meaning::Meaning;
use super::reading::Token;
use crate::knowledge::Period;

/// The years that a question may be about; other numbers of four digits count something.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// The periods named: ISO dates as typed, "1 March 2024", "March 2024", "2024".
#[must_use]
pub fn find(tokens: &[Token], text: &str) -> Vec<Period> {
    let iso: Vec<Period> = text.split_whitespace().filter_map(iso).collect();
    if !iso.is_empty() {
        return iso;
    }
    let mut periods = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (period, used) = starting(&tokens[at..]);
        periods.extend(period);
        at += used;
    }
    periods
}

/// "2024-05" and "2024-05-01", with punctuation around it.
fn iso(word: &str) -> Option<Period> {
    let word = word.trim_matches(|c: char| !c.is_ascii_digit());
    let year_first = word.get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()));
    (year_first && word.contains('-')).then(|| word.parse().ok()).flatten()
}

/// The period that begins with the first token, and how many tokens it takes.
fn starting(tokens: &[Token]) -> (Option<Period>, usize) {
    let (first, second, third) = (tokens.first(), tokens.get(1), tokens.get(2));
    if let (Some(month), Some(year)) = (first.and_then(month), second.and_then(year)) {
        return (Period::month(year, month).ok(), 2);
    }
    if let (Some(day), Some(month), Some(year)) =
        (first.and_then(day), second.and_then(month), third.and_then(year))
    {
        return (jiff::civil::Date::new(year, month, day).ok().map(Period::day), 3);
    }
    if let (Some(month), Some(day), Some(year)) =
        (first.and_then(month), second.and_then(day), third.and_then(year))
    {
        return (jiff::civil::Date::new(year, month, day).ok().map(Period::day), 3);
    }
    (first.and_then(year).and_then(|year| Period::year(year).ok()), 1)
}

fn year(token: &Token) -> Option<i16> {
    token.text.parse().ok().filter(|year| YEARS.contains(year))
}

fn month(token: &Token) -> Option<i8> {
    token.meanings.iter().find_map(|meaning| match meaning {
        Meaning::Month(month) => Some(*month),
        _ => None,
    })
}

fn day(token: &Token) -> Option<i8> {
    let digits = token.text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}
