//! What a moderator should look at again before a fact is confirmed. Nothing of it keeps them from it.

use jiff::civil::Date;

use crate::dialogue::strays_of;
use crate::discord::escape::escape;
use crate::knowledge::{Fact, Value, day};
use crate::retrieval::corpus::Corpus;

/// Words after a figure, and what they multiply it by.
const SCALES: [(&str, f64); 12] = [
    ("billion", 1e9),
    ("bn", 1e9),
    ("bln", 1e9),
    ("million", 1e6),
    ("mln", 1e6),
    ("mn", 1e6),
    ("m", 1e6),
    ("thousand", 1e3),
    ("k", 1e3),
    ("trillion", 1e12),
    ("hundred", 1e2),
    ("dozen", 12.0),
];

/// Warnings for a fact as it would be, a line each.
pub fn warnings(id: &str, corpus: &Corpus, today: Date) -> Vec<String> {
    let mut told: Vec<String> = strays_of(id, corpus)
        .iter()
        .map(|stray| match &stray.instead {
            Some(instead) => format!("“{}” leads to `{instead}` instead", escape(&stray.ask)),
            None => format!("“{}” leads elsewhere: nothing answers it", escape(&stray.ask)),
        })
        .collect();
    let Some(fact) = corpus.knowledge.fact(id) else { return told };
    if let Some(differs) = differs(fact) {
        told.push(differs);
    }
    if fact.as_of > today {
        told.push(format!("`as_of` lies ahead: {}", day(fact.as_of)));
    }
    if let Some(by) = &fact.superseded_by {
        told.push(format!("superseded by `{by}`; it speaks for {} alone", day(fact.as_of)));
    }
    told
}

/// Where the statement does not say its value.
fn differs(fact: &Fact) -> Option<String> {
    let (wanted, told) = match fact.value.as_ref()? {
        #[expect(clippy::cast_precision_loss, reason = "sums stay far below 2^53")]
        Value::Money(money) => (money.amount as f64, format!("{} {}", money.currency, money.amount)),
        Value::Number { number, unit } => (*number, format!("{number} {unit}")),
        Value::Date(date) => {
            let year = date.year().to_string();
            let is_told = fact.statement.contains(&year);
            return (!is_told)
                .then(|| format!("the value is {}, and the statement has no such year", day(*date)));
        }
        Value::Person(_) | Value::Place(_) | Value::Duration(_) | Value::Answer(_) => return None,
    };
    let figures = figures(&fact.statement);
    let is_it = |figure: &f64| (figure - wanted).abs() <= wanted.abs() * 1e-9;
    // A small count may stand there as a word: "two radars".
    let may_be_word = wanted.fract() == 0.0 && (0.0..=20.0).contains(&wanted);
    (!figures.iter().any(is_it) && !may_be_word)
        .then(|| format!("the value is {told}, and the statement does not say that"))
}

/// All figures of a text: as they stand, and multiplied by the words after them.
fn figures(text: &str) -> Vec<f64> {
    let mut found = Vec::new();
    let letters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let goes_on = |at: usize| {
            let between = matches!(letters[at], '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '_' | '\'');
            letters[at].is_ascii_digit() || between && letters.get(at + 1).is_some_and(char::is_ascii_digit)
        };
        while at < letters.len() && goes_on(at) {
            at += 1;
        }
        let digits: String =
            letters[start..at].iter().filter(|c| !c.is_whitespace() && **c != '_' && **c != '\'').collect();
        let rest: String = letters[at..].iter().take(20).collect::<String>().to_lowercase();
        let rest = rest.trim_start_matches([' ', '-', '\u{a0}', '\u{202f}']);
        let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
        let scale = SCALES.iter().find(|(name, _)| *name == word).map_or(1.0, |(_, scale)| *scale);
        // 2.000 and 9,5: a point or a comma may part thousands or begin the fraction.
        for plain in [
            digits.replace(',', ""),
            digits.replace('.', "").replace(',', "."),
            digits.replace([',', '.'], ""),
        ] {
            found.extend(plain.parse::<f64>().ok().map(|figure| figure * scale));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_people_write_them() {
        for (text, figure) in [
            ("€2 billion", 2e9),
            ("EUR 2bn for 2024", 2e9),
            ("2,000 million euros", 2e9),
            ("2.000.000.000 euros", 2e9),
            ("9,5 billion", 9.5e9),
            ("1.85 billion", 1.85e9),
            ("120 metres", 120.0),
            ("a 24-hour consultation", 24.0),
            ("$60.4m", 6.04e7),
        ] {
            assert!(
                figures(text).iter().any(|own| (own - figure).abs() < 1e-3),
                "{text}: {:?}",
                figures(text)
            );
        }
    }
}
