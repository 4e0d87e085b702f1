//! The words in pictures, and what is said of a picture to those who do not see it.

use jiff::civil::Date;

use super::bundle::{Words, text};
use super::{BETWEEN, capitalised, years};
use crate::knowledge::{Agreement, Fact, Knowledge, Money, Party};

/// Characters of an alternative text at most; Discord's limit.
const LONGEST_ALT: usize = 1_024;

/// A party's sums by year.
impl Words {
    /// The title.
    #[must_use]
    pub fn years_title(self, party: &Party, knowledge: &Knowledge) -> String {
        self.say_with("picture-years", [("party", text(self.name(&party.name, knowledge)))])
    }

    /// What is said to those who do not see it.
    #[must_use]
    pub fn years_alt(self, title: &str, sums: &[(&Fact, &Money)]) -> String {
        let said = sums.iter().map(|(fact, money)| {
            let (sum, covers, day) = (self.sum(money), self.covers(money), self.brief_day(fact.as_of));
            format!("{}: {sum}{covers} ({day})", years(money))
        });
        let before = self.say_with("picture-years-alt", [("title", text(title))]);
        alt(&before, &said.collect::<Vec<_>>(), "; ")
    }

    /// Beside a bar: what the sum covers, in a word, and the day it is known for.
    #[must_use]
    pub fn scope_and_day(self, money: &Money, known: Date) -> String {
        let scope = money.covers.as_deref();
        let scope = scope.map(|kind| self.say_with("picture-scope", [("kind", text(kind))]));
        let parts: Vec<String> = scope.into_iter().chain([self.brief_day(known)]).collect();
        parts.join(BETWEEN)
    }

    /// A sum without a bar, by what it is of: "2025 at least $8 million in all". No line ends within the sum.
    #[must_use]
    pub fn without_bar(self, of: &str, money: &Money) -> String {
        let held = format!("{of} {}", self.sum(money)).replace(' ', "\u{a0}");
        format!("{held}{}", self.covers(money))
    }

    /// A currency by name: "Danish krone (DKK)"; one that has no name here by its code.
    #[must_use]
    pub fn currency(self, code: &str) -> String {
        self.say_with("currency", [("currency", text(code))])
    }

    /// The heading over bars where another currency has its own beneath.
    #[must_use]
    pub fn axis(self, code: &str) -> String {
        self.say_with("picture-axis", [("currency", text(self.currency(code)))])
    }
}

/// Sums of parties side by side.
impl Words {
    /// The title: what they cover and for when.
    #[must_use]
    pub fn sums_title(self, money: &Money) -> String {
        let kind = money.covers.as_deref().unwrap_or("all");
        let title = self.say_with("picture-sums", [("kind", text(kind))]);
        match years(money) {
            years if years.is_empty() => title,
            years => self.say_with("picture-sums-for", [("title", text(title)), ("years", text(years))]),
        }
    }

    /// What is said to those who do not see them.
    #[must_use]
    pub fn sums_alt(self, title: &str, sums: &[(&Fact, &Money)], knowledge: &Knowledge) -> String {
        let said = sums
            .iter()
            .map(|(fact, money)| format!("{}: {}", self.party_of(fact, knowledge), self.sum(money)));
        let before = self.say_with("picture-sums-alt", [("title", text(title))]);
        alt(&before, &said.collect::<Vec<_>>(), "; ")
    }

    /// The name of a fact's party; nothing where it has none.
    #[must_use]
    pub fn party_of(self, fact: &Fact, knowledge: &Knowledge) -> String {
        fact.party.as_deref().map(|id| self.party(id, knowledge)).unwrap_or_default()
    }
}

/// The map.
impl Words {
    /// The title.
    #[must_use]
    pub fn map_title(self, count: usize) -> String {
        self.say_with("picture-map", [("count", count.into())])
    }

    /// Under the title: from when to when they were signed.
    #[must_use]
    pub fn signed_between(self, first: Date, last: Date) -> String {
        if first == last {
            return self.say_with("picture-map-day", [("day", text(self.day(first)))]);
        }
        let [first, last] = [first, last].map(|day| text(self.brief_day(day)));
        self.say_with("picture-map-days", [("first", first), ("last", last)])
    }

    /// In the legend: how many countries signed, and who besides is not on the map.
    #[must_use]
    pub fn signed_on_map(self, countries: usize, others: &[&Party], knowledge: &Knowledge) -> String {
        let counted = self.say_with("picture-countries", [("count", countries.into())]);
        let others = others.iter().map(|party| self.name_within(&party.in_sentence, knowledge));
        let all: Vec<String> = std::iter::once(counted).chain(others).collect();
        self.say_with("picture-signed", [("parties", text(self.listed(&all)))])
    }

    /// In the legend: who signed and is not counted.
    #[must_use]
    pub fn uncounted_on_map(self, names: &[String]) -> String {
        format!("{}: {}", self.say("picture-uncounted"), names.join(", "))
    }

    /// What is said to those who do not see it.
    #[must_use]
    pub fn map_alt(self, title: &str, signed: &[String], uncounted: &[String], home: Option<&str>) -> String {
        let mut parts = vec![self.say_with("picture-map-alt", [("title", text(title))])];
        parts.extend(home.map(|home| self.say_with("picture-home", [("home", text(home))])));
        parts.extend((!uncounted.is_empty()).then(|| format!("{}.", self.uncounted_on_map(uncounted))));
        parts.push(self.say("picture-signatories"));
        alt(&parts.join(" "), signed, ", ")
    }
}

/// Signings over time.
impl Words {
    /// The title.
    #[must_use]
    pub fn signings_title(self, count: usize) -> String {
        self.say_with("picture-signings", [("count", count.into())])
    }

    /// What is said to those who do not see them: how many in each stretch of time.
    #[must_use]
    pub fn signings_alt(self, title: &str, counts: &[(String, usize)]) -> String {
        let said: Vec<String> = counts.iter().map(|(time, count)| format!("{time} {count}")).collect();
        alt(&self.say_with("picture-signings-alt", [("title", text(title))]), &said, ", ")
    }

    /// A month in the width of one letter: "J".
    #[must_use]
    pub fn month_letter(self, date: Date) -> String {
        capitalised(&self.month(date)).chars().take(1).collect()
    }

    /// A quarter, 1 to 4, in the width of two letters: "Q1".
    #[must_use]
    pub fn quarter(self, quarter: i8) -> String {
        self.say_with("quarter", [("quarter", quarter.into())])
    }

    /// A quarter of a year: "Q1 2024".
    #[must_use]
    pub fn quarter_of(self, quarter: i8, year: i16) -> String {
        self.say_with("quarter-of", [("quarter", quarter.into()), ("year", year.into())])
    }

    /// An agreement's signatory on a tile: its country code, or the beginning of its name.
    #[must_use]
    pub fn tile(self, agreement: &Agreement, knowledge: &Knowledge) -> String {
        let code = knowledge.party(&agreement.party).and_then(|party| party.code.clone());
        code.unwrap_or_else(|| self.party(&agreement.party, knowledge).chars().take(2).collect())
    }
}

/// What a picture says and its items, as far as they fit.
fn alt(before: &str, items: &[String], between: &str) -> String {
    let mut text = format!("{before}: ");
    for (at, item) in items.iter().enumerate() {
        let joint = if at == 0 { "" } else { between };
        let rest = format!("{joint}{item}");
        // Room is left for the mark that more follows.
        if text.chars().count() + rest.chars().count() + 2 > LONGEST_ALT {
            return format!("{text}…");
        }
        text.push_str(&rest);
    }
    format!("{text}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Language;

    #[test]
    fn an_alternative_text_keeps_discords_limit() {
        let items = vec!["a name of some length".to_owned(); 80];
        let text = alt("Many", &items, ", ");
        assert!(text.chars().count() <= LONGEST_ALT && text.ends_with('…'), "{text}");
        assert_eq!(alt("Two", &["a".to_owned(), "b".to_owned()], ", "), "Two: a, b.");
    }

    #[test]
    fn titles_have_the_plurals_of_their_language() {
        let said = |count| Language::ALL.map(|language| Words::of(language).map_title(count));
        assert_eq!(said(1)[..2], ["1 agreement with Ukraine", "1 overeenkomst met Oekraïne"]);
        assert_eq!(said(28)[..2], ["28 agreements with Ukraine", "28 overeenkomsten met Oekraïne"]);
        assert_eq!(
            [1, 3, 5, 21].map(|count| said(count)[2].clone()),
            ["1 угода з Україною", "3 угоди з Україною", "5 угод з Україною", "21 угода з Україною"]
        );
    }

    #[test]
    fn a_currency_without_a_name_is_its_code() {
        let said = |code| Language::ALL.map(|language| Words::of(language).currency(code));
        assert_eq!(said("DKK"), ["Danish krone (DKK)", "Deense kroon (DKK)", "Данська крона (DKK)"]);
        assert_eq!(said("THB"), ["THB"; 3]);
    }
}
