//! Dates in figures, spelled out before a text is parted into words, whose marks would be lost: "16.02.2024" is
//! "16 february 2024", "2024-05" is "may 2024", "2024-2028" is "between 2024 and 2028".

use std::borrow::Cow;

/// English names, which every vocabulary knows beside its own.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const SEPARATORS: [char; 4] = ['.', '/', '-', '–'];

/// Spells out the dates in figures.
///
/// Of days and months that could be either, the day comes first; 02/16/2024 can only be the 16th of February. A day that
/// does not exist is spelled out all the same: whoever reads it says so.
#[must_use]
pub fn spell(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let mut spelled = String::with_capacity(text.len() + 16);
    let mut changed = false;
    for word in text.split_inclusive(char::is_whitespace) {
        let digits = |c: char| c.is_ascii_digit();
        let (Some(from), Some(to)) = (word.find(digits), word.rfind(digits)) else {
            spelled.push_str(word);
            continue;
        };
        match in_words(&word[from..=to]) {
            Some(words) if !word[..from].contains(char::is_alphanumeric) => {
                changed = true;
                spelled.push_str(&word[..from]);
                spelled.push_str(&words);
                spelled.push_str(&word[to + 1..]);
            }
            _ => spelled.push_str(word),
        }
    }
    if changed { Cow::Owned(spelled) } else { Cow::Borrowed(text) }
}

fn in_words(figures: &str) -> Option<String> {
    let parts: Vec<&str> = figures.split(SEPARATORS).collect();
    if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let number = |part: &str| part.parse::<usize>().ok();
    let is_year = |part: &&str| part.len() == 4 && matches!(&part[..2], "19" | "20" | "21");
    let month = |at: usize| at.checked_sub(1).and_then(|at| MONTHS.get(at));
    match parts.as_slice() {
        [year, second, third] if is_year(year) && second.len() <= 2 && third.len() <= 2 => {
            Some(format!("{} {} {year}", number(third)?, month(number(second)?)?))
        }
        [first, second, last] if first.len() <= 2 && second.len() <= 2 => {
            let year = if is_year(last) {
                (*last).to_owned()
            } else if last.len() == 2 {
                format!("20{last}")
            } else {
                return None;
            };
            let (first, second) = (number(first)?, number(second)?);
            let (day, month) = match (month(second), month(first)) {
                (Some(month), _) => (first, month),
                (None, Some(month)) => (second, month),
                (None, None) => return None,
            };
            Some(format!("{day} {month} {year}"))
        }
        [first, last] if is_year(first) && is_year(last) => Some(format!("between {first} and {last}")),
        [year, short] if is_year(year) && short.len() == 2 => match month(number(short)?) {
            Some(month) => Some(format!("{month} {year}")),
            None => Some(format!("between {year} and {}{short}", &year[..2])),
        },
        [short, year] if is_year(year) && short.len() <= 2 && !figures.contains('.') => {
            Some(format!("{} {year}", month(number(short)?)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::spell;

    #[test]
    fn spells_out_dates_in_figures() {
        for (typed, spelled) in [
            ("who signed on 16.02.2024?", "who signed on 16 february 2024?"),
            ("02/16/2024", "16 february 2024"),
            ("1.3.2024 or 1-3-24", "1 march 2024 or 1 march 2024"),
            ("2024-05-27", "27 may 2024"),
            ("since 2024/05", "since may 2024"),
            ("2024-2028", "between 2024 and 2028"),
            ("2024/25", "between 2024 and 2025"),
            ("31.06.2024", "31 june 2024"),
        ] {
            assert_eq!(spell(typed), spelled);
        }
    }

    #[test]
    fn leaves_other_figures_alone() {
        for text in ["7.1 billion", "2.000.000", "F-16", "24-hour", "ASC-890", "3-4", "99/99/2024", "2024"] {
            assert_eq!(spell(text), text);
        }
    }
}
