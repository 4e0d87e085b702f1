//! Days, times, lists and sums, as each language writes them.

use jiff::civil::Date;

use super::bundle::{Words, text};
use crate::dialogue::answer::Range;
use crate::knowledge::{Money, Period, Value};

impl Words {
    /// "1 March 2024".
    #[must_use]
    pub fn day(self, date: Date) -> String {
        self.dated("day", date)
    }

    /// "1 Mar 2024".
    #[must_use]
    pub fn brief_day(self, date: Date) -> String {
        self.dated("brief-day", date)
    }

    /// "March 2024".
    #[must_use]
    pub fn month(self, date: Date) -> String {
        self.dated("month", date)
    }

    fn dated(self, id: &str, date: Date) -> String {
        let parts =
            [("day", date.day().into()), ("month", date.month().into()), ("year", date.year().into())];
        self.say_with(id, parts)
    }

    /// "A, B and C".
    #[must_use]
    pub fn listed(self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [most @ .., last] => {
                self.say_with("list", [("most", text(most.join(", "))), ("last", text(last))])
            }
        }
    }

    /// A sum: "at least €2 billion a year".
    #[must_use]
    pub fn sum(self, money: &Money) -> String {
        let amount = self.amount(money.amount);
        let currency = text(&money.currency);
        let mut sum = self.say_with("money", [("currency", currency), ("amount", text(amount))]);
        if money.yearly {
            sum = self.say_with("a-year", [("sum", text(sum))]);
        }
        let qualifier = match money.qualifier.as_deref() {
            None => return sum,
            Some("at least") => "at-least",
            Some("up to") => "up-to",
            Some(_) => "roughly",
        };
        self.say_with(qualifier, [("sum", text(sum))])
    }

    /// "2 billion", "4.315 billion", "529 million", "500,000".
    fn amount(self, units: i64) -> String {
        let (unit, scale) = match units {
            1_000_000_000.. => (1_000_000_000, "billions"),
            1_000_000.. => (1_000_000, "millions"),
            _ => return self.thousands(units),
        };
        // Statements give three digits after the point at most; more would be another figure, and is written out.
        let thousandths = units * 1_000 / unit;
        if thousandths * unit != units * 1_000 {
            return self.thousands(units);
        }
        let (whole, rest) = (thousandths / 1_000, thousandths % 1_000);
        let fraction = format!("{rest:03}").trim_end_matches('0').to_owned();
        let mark = if fraction.is_empty() { String::new() } else { self.say("decimal-mark") };
        let figure = format!("{}{mark}{fraction}", self.thousands(whole));
        #[expect(clippy::cast_precision_loss, reason = "it is below a million, and chooses a plural alone")]
        let count = if rest == 0 { whole.into() } else { (thousandths as f64 / 1_000.0).into() };
        self.say_with(scale, [("figure", text(figure)), ("count", count)])
    }

    fn thousands(self, number: i64) -> String {
        let (digits, mark) = (number.to_string(), self.say("thousands-mark"));
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(&mark);
            }
            text.push(digit);
        }
        text
    }

    /// A typed value by itself; none where it says nothing alone.
    #[must_use]
    pub fn value(self, value: &Value) -> Option<String> {
        match value {
            Value::Money(money) => Some(self.sum(money)),
            Value::Date(date) => Some(self.day(*date)),
            Value::Number { .. }
            | Value::Person(_)
            | Value::Place(_)
            | Value::Duration(_)
            | Value::Answer(_) => None,
        }
    }

    /// What a sum covers, in a word; empty where it covers what its party gives as a whole.
    #[must_use]
    pub fn kind(self, money: &Money) -> String {
        let kind = money.covers.as_deref();
        kind.map(|kind| self.say_with("covers", [("kind", text(kind))])).unwrap_or_default()
    }

    /// What a sum covers, behind it: " military".
    #[must_use]
    pub fn covers(self, money: &Money) -> String {
        let kind = self.kind(money);
        if kind.is_empty() { kind } else { format!(" {kind}") }
    }

    /// What time a sum is for, behind it: ", for 2024".
    #[must_use]
    pub fn for_period(self, money: &Money) -> String {
        let years = years(money);
        if years.is_empty() { years } else { self.say_with("for-years", [("years", text(years))]) }
    }

    /// "since July 2024", "from 2024 to 2025", "in 2024"; none without an end.
    pub(super) fn within(self, range: &Range) -> Option<String> {
        let span = |period| text(self.span(period));
        Some(match (range.since, range.until) {
            (None, None) => return None,
            (Some(since), Some(until)) if since == until && since.first == since.last => {
                self.say_with("on-day", [("day", span(since))])
            }
            (Some(since), Some(until)) if since == until => self.say_with("in-time", [("time", span(since))]),
            (Some(since), Some(until)) => {
                self.say_with("from-to", [("since", span(since)), ("until", span(until))])
            }
            (Some(since), None) => self.say_with("since", [("since", span(since))]),
            (None, Some(until)) => self.say_with("until", [("until", span(until))]),
        })
    }

    /// "2024", "July 2024", "1 July 2024".
    fn span(self, period: Period) -> String {
        if period.first == period.last {
            self.day(period.first)
        } else if period.last == period.first.last_of_month() {
            self.month(period.first)
        } else {
            period.to_string()
        }
    }
}

/// The years of a sum: "2022–2025", with the dash that belongs between them; months and days keep their hyphens.
#[must_use]
pub fn years(money: &Money) -> String {
    let period = money.period.map(|period| period.to_string()).unwrap_or_default();
    if period.len() == 9 { period.replace('-', "–") } else { period }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Language;

    #[test]
    fn amounts_are_written_as_people_say_them() {
        let said = |units| Language::ALL.map(|language| Words::of(language).amount(units));
        assert_eq!(said(2_000_000_000), ["2 billion", "2 miljard", "2 мільярди"]);
        assert_eq!(said(4_315_000_000), ["4.315 billion", "4,315 miljard", "4,315 мільярда"]);
        assert_eq!(said(529_000_000), ["529 million", "529 miljoen", "529 мільйонів"]);
        assert_eq!(said(21_000_000), ["21 million", "21 miljoen", "21 мільйон"]);
        assert_eq!(said(500_000), ["500,000", "500.000", "500\u{a0}000"]);
        assert_eq!(said(1_234_567_891)[0], "1,234,567,891");
    }

    #[test]
    fn a_sum_stands_before_or_behind_its_currency() {
        let money = Money {
            amount: 3_500_000_000,
            currency: "EUR".to_owned(),
            period: None,
            yearly: true,
            qualifier: Some("at least".to_owned()),
            covers: Some("military".to_owned()),
        };
        let said = Language::ALL.map(Words::of).map(|words| words.sum(&money) + &words.covers(&money));
        assert_eq!(said[0], "at least €3.5 billion a year military");
        assert_eq!(said[1], "minstens € 3,5 miljard per jaar militair");
        assert_eq!(said[2], "щонайменше 3,5 мільярда євро на рік військової допомоги");
    }

    #[test]
    fn days_and_months_are_as_each_language_has_them() {
        let date = jiff::civil::date(2024, 3, 1);
        let said =
            Language::ALL.map(Words::of).map(|own| [own.day(date), own.brief_day(date), own.month(date)]);
        assert_eq!(said[0], ["1 March 2024", "1 Mar 2024", "March 2024"]);
        assert_eq!(said[1], ["1 maart 2024", "1 mrt 2024", "maart 2024"]);
        assert_eq!(said[2], ["1 березня 2024 року", "1 бер 2024", "березень 2024"]);
    }
}
