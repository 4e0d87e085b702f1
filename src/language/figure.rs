//! Figures in a text as people write them, with the words that multiply them: "€2 billion", "2.000.000", "9,5 Mrd", "24".

/// Words after a figure, and what they multiply it by.
const SCALES: [(&str, f64); 21] = [
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
    ("per cent", 1.0),
    ("miljard", 1e9),
    ("mld", 1e9),
    ("miljoen", 1e6),
    ("duizend", 1e3),
    ("biljoen", 1e12),
    ("млрд", 1e9),
    ("млн", 1e6),
    ("тис", 1e3),
];
/// Beginnings of words after a figure that end in as many ways as Ukrainian has cases.
const STEMS: [(&str, f64); 4] = [("мільярд", 1e9), ("мільйон", 1e6), ("тисяч", 1e3), ("трильйон", 1e12)];
/// Digits between two marks of thousands.
const THOUSANDS: usize = 3;
/// How near two numbers are that are the same.
const SAME: f64 = 1e-9;

/// A figure in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its first byte.
    pub from: usize,
    /// The byte after it, the word that multiplies it included.
    pub to: usize,
    /// What it may be: with commas between thousands as English has them, the other way round, and without a fraction.
    readings: [Option<f64>; 3],
}

impl Figure {
    /// The number as English writes it; not a number where it is none.
    #[must_use]
    pub fn english(&self) -> f64 {
        self.readings[0].unwrap_or(f64::NAN)
    }

    /// Whether it is a number as English writes it.
    #[must_use]
    pub fn is(&self, number: f64) -> bool {
        self.readings[0].is_some_and(|reading| same(reading, number))
    }

    /// Whether it may be a number, whatever a point and a comma stand for.
    #[must_use]
    pub fn may_be(&self, number: f64) -> bool {
        self.readings.iter().flatten().any(|reading| same(*reading, number))
    }
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= other.abs() * SAME
}

/// The figures of a text, in order.
///
/// # Examples
/// ```
/// use accord::language::figure::figures;
///
/// let text = "NOK 27 billion, or €2.375 bn";
/// let found = figures(text);
/// assert_eq!(&text[found[0].from..found[0].to], "27 billion");
/// assert!(found[0].is(27e9) && found[1].is(2.375e9));
/// ```
#[must_use]
pub fn figures(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(from) = text[at..].find(|c: char| c.is_ascii_digit()).map(|digit| at + digit) {
        let end = end(text, from);
        let (scale, to) = scaled(text, end);
        let is_digit = |c: &char| !c.is_whitespace() && *c != '_' && *c != '\'';
        let digits: String = text[from..end].chars().filter(is_digit).collect();
        // 2.000 and 9,5: a point or a comma may part thousands or begin the fraction.
        let plain = [
            digits.replace(',', ""),
            digits.replace('.', "").replace(',', "."),
            digits.replace([',', '.'], ""),
        ];
        let readings = plain.map(|plain| plain.parse().ok().map(|figure: f64| figure * scale));
        found.push(Figure { from, to, readings });
        at = end;
    }
    found
}

/// The byte after a figure's last digit. A blank parts thousands alone: "in 2025 135,010 people" has two figures.
fn end(text: &str, from: usize) -> usize {
    let mut end = from;
    let mut group = 0;
    for (at, c) in text[from..].char_indices() {
        let after = from + at + c.len_utf8();
        if c.is_ascii_digit() {
            (end, group) = (after, group + 1);
            continue;
        }
        let next = text[after..].chars().take_while(char::is_ascii_digit).count();
        let goes_on = match c {
            '.' | ',' | '_' | '\'' => next > 0,
            ' ' | '\u{a0}' | '\u{202f}' => next == THOUSANDS && group <= THOUSANDS,
            _ => false,
        };
        if !goes_on {
            break;
        }
        group = 0;
    }
    end
}

/// What the word after a figure multiplies it by, and the byte after that word; 1 and the figure's own end without one.
fn scaled(text: &str, end: usize) -> (f64, usize) {
    let after = text[end..].trim_start_matches([' ', '-', '\u{a0}', '\u{202f}']);
    // A letter multiplies only at the figure itself: "$60.4m", and not "28 M-55S tanks".
    let is_apart = after.len() < text[end..].len();
    let is_whole = |rest: &str| !rest.starts_with(char::is_alphabetic);
    let named = |name: &str| {
        if is_apart && name.len() == 1 {
            return None;
        }
        let word = after.get(..name.len()).filter(|word| word.eq_ignore_ascii_case(name))?;
        after.get(word.len()..).filter(|rest| is_whole(rest))
    };
    let found = SCALES.iter().find_map(|(name, scale)| Some((*scale, text.len() - named(name)?.len())));
    let begun = || {
        let (stem, scale) = STEMS.iter().find(|(stem, _)| after.starts_with(stem))?;
        let rest = after[stem.len()..].trim_start_matches(char::is_alphabetic);
        Some((*scale, text.len() - rest.len()))
    };
    found.or_else(begun).unwrap_or((1.0, end))
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
            ("€ 1,94 miljard", 1.94e9),
            ("4,315 мільярда євро", 4.315e9),
            ("10 000 осіб", 10_000.0),
        ] {
            assert!(figures(text).iter().any(|own| own.may_be(figure)), "{text}: {:?}", figures(text));
        }
    }

    #[test]
    fn a_year_is_no_part_of_the_figure_after_it() {
        for (text, figure) in [
            ("On 2 November 2025 135,010 people", 135_010.0),
            ("in 2023 59 per cent", 59.0),
            ("24 000 soldiers", 24_000.0),
            ("28 M-55S tanks", 28.0),
            ("1 234 567 shells", 1_234_567.0),
        ] {
            assert!(figures(text).iter().any(|own| own.is(figure)), "{text}: {:?}", figures(text));
        }
    }

    #[test]
    fn a_word_multiplies_as_a_whole() {
        let figures = figures("3 million, 3 metres, 3-million, 66 per cent");
        assert_eq!(
            figures.iter().map(|figure| figure.readings[0]).collect::<Vec<_>>(),
            [3e6, 3.0, 3e6, 66.0].map(Some)
        );
    }
}
