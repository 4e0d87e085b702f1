//! The time that a question is about: years, months and days, ranges of them, and on which side of them.

use super::meaning::Meaning;
use super::reading::Token;
use crate::knowledge::{Cue, Period};
use jiff::civil::Date;

/// The years that a question may be about; other numbers of four digits count something.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;
/// Words that may stand between a cue and its time: "by the end of 2024".
const BETWEEN: usize = 4;

/// On which side of the time named something is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Within it.
    #[default]
    Within,
    /// From its first day on.
    Since,
    /// Up to its last day.
    Until,
    /// Before its first day.
    Before,
    /// After its last day.
    After,
}

/// The time that a question is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Time {
    /// Years, months, days and ranges of them, in the order named.
    pub periods: Vec<Period>,
    /// Months, and days of months, named without a year.
    pub months: Vec<InMonth>,
    /// The side of the first period that is asked for.
    pub side: Side,
    /// A day that does not exist, as it was named: (day, month, year).
    pub impossible: Option<(i8, i8, i16)>,
}

/// A month of any year, or a day of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InMonth {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31, where a day is named.
    pub day: Option<i8>,
}

impl InMonth {
    /// It in a year, where that year has such a day.
    #[must_use]
    pub fn of(self, year: i16) -> Option<Period> {
        match self.day {
            Some(day) => Date::new(year, self.month, day).ok().map(Period::day),
            None => Period::month(year, self.month).ok(),
        }
    }

    fn holds(self, date: Date) -> bool {
        date.month() == self.month && self.day.is_none_or(|day| day == date.day())
    }
}

impl Time {
    /// Whether no time is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.periods.is_empty() && self.months.is_empty() && self.impossible.is_none()
    }

    /// The first period named.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        self.periods.first().copied()
    }

    /// Whether something on this day is asked for; a month without a year is that of any year.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        let Some(first) = self.period() else {
            return self.months.is_empty() || self.months.iter().any(|month| month.holds(day));
        };
        match self.side {
            Side::Within => self.periods.iter().any(|period| (period.first..=period.last).contains(&day)),
            Side::Since => day >= first.first,
            Side::Until => day <= first.last,
            Side::Before => day < first.first,
            Side::After => day > first.last,
        }
    }
}

/// One time in the text: the words it takes, and what it is.
struct Named {
    from: usize,
    to: usize,
    is: Is,
}

enum Is {
    Period(Period),
    Month(InMonth),
    Impossible(i8, i8, i16),
}

/// The time that these words name.
#[must_use]
pub fn find(tokens: &[Token]) -> Time {
    let mut named = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        // "May" is another word too: by itself it is the month where a time is spoken of.
        let only_month = at.checked_sub(1).is_some_and(|before| opens(&tokens[before]));
        match starting(&tokens[at..], only_month) {
            Some((is, used)) => {
                named.push(Named { from: at, to: at + used, is });
                at += used;
            }
            None => at += 1,
        }
    }
    give_years(&mut named);
    let mut time = Time { side: side(tokens, &named), ..Time::default() };
    for one in &named {
        match one.is {
            Is::Period(period) => time.periods.push(period),
            Is::Month(month) => time.months.push(month),
            Is::Impossible(day, month, year) => time.impossible = Some((day, month, year)),
        }
    }
    if let ([first, second, ..], true) = (time.periods.as_slice(), is_range(tokens, &named)) {
        time.periods =
            vec![Period { first: first.first.min(second.first), last: second.last.max(first.last) }];
        time.side = Side::Within;
    }
    time
}

/// Whether a time is likely to follow: "in", "since", "before".
fn opens(token: &Token) -> bool {
    let cue = |m: &Meaning| {
        matches!(m, Meaning::Cue(Cue::Since | Cue::Until | Cue::Before | Cue::After | Cue::Between))
    };
    token.text == "in" || token.meanings.iter().any(cue)
}

/// "In May and June 2024": a month without a year has that of the next.
fn give_years(named: &mut [Named]) {
    let mut next = None;
    for one in named.iter_mut().rev() {
        match one.is {
            Is::Period(period) => next = Some(period.first.year()),
            Is::Month(month) => {
                if let Some(period) = next.and_then(|year| month.of(year)) {
                    one.is = Is::Period(period);
                }
            }
            Is::Impossible(..) => {}
        }
    }
}

/// The cue before a time, where only words that carry nothing stand between.
fn cue_before(tokens: &[Token], at: usize) -> Option<Cue> {
    let before = tokens[..at].iter().rev().take(BETWEEN);
    for token in before {
        let cue = token.meanings.iter().find_map(|m| match m {
            Meaning::Cue(cue @ (Cue::Since | Cue::Until | Cue::Before | Cue::After | Cue::Between)) => {
                Some(*cue)
            }
            _ => None,
        });
        if cue.is_some() {
            return cue;
        }
        if !token.is_filler() {
            return None;
        }
    }
    None
}

fn side(tokens: &[Token], named: &[Named]) -> Side {
    match named.first().and_then(|first| cue_before(tokens, first.from)) {
        Some(Cue::Since) => Side::Since,
        Some(Cue::Until) => Side::Until,
        Some(Cue::Before) => Side::Before,
        Some(Cue::After) => Side::After,
        _ => Side::Within,
    }
}

/// "Between A and B", "from A to B", "since A until B".
fn is_range(tokens: &[Token], named: &[Named]) -> bool {
    let [first, second, ..] = named else { return false };
    match cue_before(tokens, first.from) {
        Some(Cue::Between) => true,
        Some(Cue::Since) => {
            tokens[first.to..second.from].iter().any(|token| token.means(Meaning::Cue(Cue::Until)))
        }
        _ => false,
    }
}

/// The time that begins with the first token, and how many tokens it takes.
fn starting(tokens: &[Token], only_month: bool) -> Option<(Is, usize)> {
    let of = |at: usize| tokens.get(at);
    if let (Some(month), Some(year)) = (of(0).and_then(month), of(1).and_then(year)) {
        return Period::month(year, month).ok().map(|period| (Is::Period(period), 2));
    }
    // "27th of June": what carries nothing may stand between the two.
    let between = usize::from(of(1).is_some_and(Token::is_filler) && of(0).and_then(day).is_some());
    let at = |first: usize, second: usize| Some((of(first).and_then(day)?, of(second).and_then(month)?));
    if let Some((day, month)) = at(0, 1 + between).or_else(|| at(1, 0)) {
        let used = 2 + between;
        let year = of(used).and_then(|token| year(token).or_else(|| short_year(token)));
        return Some(match year.map(|year| Date::new(year, month, day).map_err(|_| (day, month, year))) {
            Some(Ok(date)) => (Is::Period(Period::day(date)), used + 1),
            Some(Err((day, month, year))) => (Is::Impossible(day, month, year), used + 1),
            None => (Is::Month(InMonth { month, day: Some(day) }), used),
        });
    }
    if let Some(year) = of(0).and_then(year) {
        return Period::year(year).ok().map(|period| (Is::Period(period), 1));
    }
    let alone =
        of(0).filter(|token| only_month || token.meanings.iter().all(|m| matches!(m, Meaning::Month(_))));
    alone.and_then(month).map(|month| (Is::Month(InMonth { month, day: None }), 1))
}

fn year(token: &Token) -> Option<i16> {
    token.text.parse().ok().filter(|year| YEARS.contains(year))
}

/// "24" behind a day and a month.
fn short_year(token: &Token) -> Option<i16> {
    let digits = token.text.as_str();
    (digits.len() == 2).then(|| digits.parse::<i16>().ok()).flatten().map(|year| 2000 + year)
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
