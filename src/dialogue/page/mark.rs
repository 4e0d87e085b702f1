//! What of a statement was asked for: its typed value where the words have it.

use super::Span;
use crate::knowledge::{Fact, Knowledge, Language, Value};
use crate::language::figure::figures;
use crate::words::{BETWEEN, Words};

/// A text of a fact with its value marked, if it stands there.
pub fn marked(text: &str, fact: &Fact, words: Words, knowledge: &Knowledge) -> Vec<Span> {
    match place(text, fact, words, knowledge) {
        Some((from, to)) => {
            let parts = [
                Span::Plain(text[..from].to_owned()),
                Span::Strong(text[from..to].to_owned()),
                Span::Plain(text[to..].to_owned()),
            ];
            let is_empty = |span: &Span| matches!(span, Span::Plain(text) if text.is_empty());
            parts.into_iter().filter(|span| !is_empty(span)).collect()
        }
        None => vec![Span::Plain(text.to_owned())],
    }
}

/// As [`marked`], its text no longer than `most` characters: what is cut off ends in an ellipsis, between words, and a value
/// that would be cut off stands before it; not a day where the line `is_dated` already.
pub fn brief(
    text: &str,
    most: usize,
    is_dated: bool,
    fact: &Fact,
    words: Words,
    knowledge: &Knowledge,
) -> Vec<Span> {
    let short = cut(text, most);
    let has = |text| place(text, fact, words, knowledge).is_some();
    let is_said = is_dated && matches!(fact.value, Some(Value::Date(_)));
    let is_lost = !is_said && !has(&short) && has(text);
    let value = fact.value.as_ref().filter(|_| is_lost).and_then(|value| words.value(value));
    let before = value.map(|value| [Span::Strong(value), Span::Plain(BETWEEN.to_owned())]);
    before.into_iter().flatten().chain(marked(&short, fact, words, knowledge)).collect()
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let end = text.char_indices().nth(most - 1).map_or(text.len(), |(at, _)| at);
    let is_between = text[end..].starts_with(char::is_whitespace);
    let end = if is_between { end } else { text[..end].rfind(char::is_whitespace).unwrap_or(end) };
    format!("{}…", text[..end].trim_end_matches([',', ';', ':', ' ', '–', '(']))
}

/// Where a text has the fact's value: first and last byte.
fn place(text: &str, fact: &Fact, words: Words, knowledge: &Knowledge) -> Option<(usize, usize)> {
    let language = words.language();
    let found = |needle: &str| text.find(needle).map(|at| (at, at + needle.len()));
    match fact.value.as_ref()? {
        #[expect(clippy::cast_precision_loss, reason = "sums of money are far below 2^53")]
        Value::Money(money) => number(text, money.amount as f64, language),
        Value::Number { number: count, .. } => number(text, *count, language),
        Value::Date(date) => {
            let day = words.day(*date);
            // Ukrainian has a word behind the year, which some dates do without.
            let in_brief = || found(day.rsplit_once(' ')?.0).filter(|_| language == Language::Ukrainian);
            found(&day).or_else(in_brief)
        }
        Value::Person(id) => {
            let name = words.person(knowledge.person(id)?, knowledge);
            found(&name).or_else(|| found(name.rsplit(' ').next()?))
        }
        Value::Place(place) => found(&words.name(place, knowledge)),
        Value::Duration(duration) => {
            let duration = words.name(duration, knowledge);
            found(&duration).or_else(|| found(duration.split(' ').next()?))
        }
        Value::Answer(_) => None,
    }
}

/// Where a text has a number, with its currency and magnitude: "€2 billion", "NOK 27 billion", "24".
fn number(text: &str, wanted: f64, language: Language) -> Option<(usize, usize)> {
    let figure = figures(text).into_iter().find(|figure| match language {
        Language::English => figure.is(wanted),
        _ => figure.may_be(wanted),
    })?;
    Some((with_currency(text, figure.from), figure.to))
}

/// Where a sum begins: at its sign or its currency's code.
fn with_currency(text: &str, from: usize) -> usize {
    let before = &text[..from];
    if let Some(sign) =
        before.trim_end_matches(['\u{a0}', ' ']).chars().next_back().filter(|c| "€$£¥".contains(*c))
    {
        return before.trim_end_matches(['\u{a0}', ' ']).len() - sign.len_utf8();
    }
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code && before.ends_with([' ', '\u{a0}']) { before.trim_end().len() - word.len() } else { from }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_found_as_it_is_written() {
        let at = |text: &'static str, wanted| {
            number(text, wanted, Language::English).map(|(from, to)| &text[from..to])
        };
        assert_eq!(at("On 1 March it committed €2 billion of support.", 2e9), Some("€2 billion"));
        assert_eq!(at("a sum of NOK 27 billion in 2024", 27e9), Some("NOK 27 billion"));
        assert_eq!(at("with €4,315 million spent", 4.315e9), Some("€4,315 million"));
        assert_eq!(at("24 F-16s were promised", 24.0), Some("24"));
        assert_eq!(at("135,010 people.", 135_010.0), Some("135,010"));
        assert_eq!(at("nothing of the kind in 2024", 3.0), None);
    }

    #[test]
    fn what_is_cut_ends_between_words() {
        assert_eq!(cut("one two three four", 12), "one two…");
        assert_eq!(cut("short", 12), "short");
        assert_eq!(cut("ключ до всього", 8), "ключ до…");
    }
}
