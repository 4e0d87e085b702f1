//! The words in pictures, and what is said of a picture to those who do not see it.

use iso_currency::Currency;
use jiff::civil::Date;

use super::{BETWEEN, Words, years};
use crate::knowledge::{Agreement, Fact, Knowledge, Money, Party, day};

/// Pictures are in English whatever the answer's language.
const ENGLISH: Words = Words::ENGLISH;
/// Characters of an alternative text at most; Discord's limit.
const LONGEST_ALT: usize = 1_024;
/// Under the title of a party's sums.
pub const YEARS_SUBTITLE: &str = "Each bar is one fact, with the day it is known for. None are added up.";
/// Under the title of sums side by side.
pub const SUMS_SUBTITLE: &str = "Of one currency, time and scope. None are added up or converted.";
/// Under the title of signings.
pub const SIGNINGS_SUBTITLE: &str = "A tile each, by the signatory's country code.";
/// Of what cannot stand on an axis with others: another currency.
pub const OTHER_CURRENCY: &str = "In another currency, so without a bar:";
/// Of what cannot stand on an axis with others for any reason.
pub const NOT_COMPARABLE: &str = "Of another currency, time or scope, so without a bar:";
/// Legend of the map: those who have signed.
pub const SIGNED: &str = "Signed";
/// Legend of the map and of signings: on file, and not among those counted.
pub const UNCOUNTED: &str = "Signed, not counted";
/// Legend of signings: counted.
pub const COUNTED: &str = "Counted";
/// Where the map's outlines are from, as their licence and courtesy ask.
pub const OUTLINES: &str = "Outlines: Natural Earth, visionscarto";

/// The title of a party's sums.
#[must_use]
pub fn years_title(party: &Party) -> String {
    format!("{}: aid to Ukraine, by year", party.name)
}

/// What is said of a party's sums to those who do not see them.
#[must_use]
pub fn years_alt(party: &Party, sums: &[(&Fact, &Money)]) -> String {
    let said = sums.iter().map(|(fact, money)| {
        format!(
            "{}: {}{} ({})",
            years(money),
            ENGLISH.sum(money),
            kind_behind(money),
            ENGLISH.brief_day(fact.as_of)
        )
    });
    alt(
        &format!("Bar chart. {}, each bar one fact, none added up", years_title(party)),
        &said.collect::<Vec<_>>(),
        "; ",
    )
}

/// The title of sums side by side: what they cover and for when.
#[must_use]
pub fn sums_title(money: &Money) -> String {
    let kind = match money.covers.as_deref() {
        None => "Aid".to_owned(),
        Some("total") => "Aid in all".to_owned(),
        Some(kind) => format!("{} aid", super::capitalised(kind)),
    };
    let time = money.period.map(|_| format!(" for {}", years(money))).unwrap_or_default();
    format!("{kind} to Ukraine{time}")
}

/// What is said of sums side by side to those who do not see them.
#[must_use]
pub fn sums_alt(title: &str, sums: &[(&Fact, &Money)], knowledge: &Knowledge) -> String {
    let said =
        sums.iter().map(|(fact, money)| format!("{}: {}", party_of(fact, knowledge), ENGLISH.sum(money)));
    alt(&format!("Bar chart. {title}, none added up or converted"), &said.collect::<Vec<_>>(), "; ")
}

/// The name of a fact's party; nothing where it has none.
#[must_use]
pub fn party_of<'a>(fact: &'a Fact, knowledge: &'a Knowledge) -> &'a str {
    fact.party.as_deref().map_or("", |id| knowledge.party_name(id))
}

/// What a sum covers, in a word.
#[must_use]
pub fn kind(money: &Money) -> &str {
    match money.covers.as_deref() {
        None => "",
        Some("total") => "in all",
        Some(kind) => kind,
    }
}

fn kind_behind(money: &Money) -> String {
    let kind = kind(money);
    if kind.is_empty() { String::new() } else { format!(" {kind}") }
}

/// Behind a sum: what it covers, and the day it is known for.
#[must_use]
pub fn covers_and_day(money: &Money, known: Date) -> String {
    let parts = [kind(money).to_owned(), ENGLISH.brief_day(known)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(BETWEEN)
}

/// A sum without a bar, by what it is of: "2025 at least $8 million in all". No line ends within it.
#[must_use]
pub fn without_bar(of: &str, money: &Money) -> String {
    format!("{of} {}{}", ENGLISH.sum(money), kind_behind(money)).replace(' ', "\u{a0}")
}

/// A currency by name: "Danish krone (DKK)".
#[must_use]
pub fn currency(code: &str) -> String {
    match Currency::from_code(code) {
        Some(currency) => format!("{} ({code})", currency.name()),
        None => code.to_owned(),
    }
}

/// The heading over bars where another currency has its own beneath.
#[must_use]
pub fn axis(code: &str) -> String {
    format!("{}, on an axis of its own", currency(code))
}

/// The title of the map.
#[must_use]
pub fn map_title(count: usize) -> String {
    if count == 1 {
        "1 agreement with Ukraine".to_owned()
    } else {
        format!("{count} agreements with Ukraine")
    }
}

/// Under the map's title: from when to when they were signed.
#[must_use]
pub fn between(first: Date, last: Date) -> String {
    if first == last {
        format!("signed on {}", day(first))
    } else {
        format!("signed {} – {}", ENGLISH.brief_day(first), ENGLISH.brief_day(last))
    }
}

/// In the legend: how many countries signed, and who besides is not on the map.
#[must_use]
pub fn signed_by(countries: usize, others: &[&str]) -> String {
    let counted = if countries == 1 { "1 country".to_owned() } else { format!("{countries} countries") };
    let all: Vec<&str> = std::iter::once(counted.as_str()).chain(others.iter().copied()).collect();
    format!("{SIGNED}: {}", all.join(", and "))
}

/// In the legend: who signed and is not counted.
#[must_use]
pub fn uncounted(names: &[&str]) -> String {
    format!("{UNCOUNTED}: {}", names.join(", "))
}

/// What is said of the map to those who do not see it.
#[must_use]
pub fn map_alt(title: &str, signed: &[&str], uncounted: &[&str], home: Option<&str>) -> String {
    let mut before = format!("Map of Europe, North America and Japan. {title}.");
    if let Some(home) = home {
        before = format!("{before} {home} is shown in its internationally recognised borders.");
    }
    if !uncounted.is_empty() {
        before = format!("{before} {UNCOUNTED}: {}.", uncounted.join(", "));
    }
    alt(&format!("{before} {SIGNED}"), signed, ", ")
}

/// The title of signings over time.
#[must_use]
pub fn signings_title(count: usize) -> String {
    format!("{count} agreements signed, over time")
}

/// What is said of signings to those who do not see them: how many in each stretch of time.
#[must_use]
pub fn signings_alt(title: &str, counts: &[(String, usize)]) -> String {
    let said: Vec<String> = counts.iter().map(|(time, count)| format!("{time} {count}")).collect();
    alt(&format!("Chart. {title}"), &said, ", ")
}

/// An agreement's signatory on a tile: its country code, or the beginning of its name.
#[must_use]
pub fn tile(agreement: &Agreement, knowledge: &Knowledge) -> String {
    let party = knowledge.party(&agreement.party);
    let code = party.and_then(|party| party.code.clone());
    code.unwrap_or_else(|| knowledge.party_name(&agreement.party).chars().take(2).collect())
}

/// The day that the newest of what is shown is known for.
#[must_use]
pub fn newest(known: Date) -> String {
    ENGLISH.as_of(known)
}

/// Before the publishers of what is shown.
#[must_use]
pub fn sources(names: &[&str]) -> String {
    format!("Sources: {}", names.join(", "))
}

/// What a picture says and its items, as far as they fit.
fn alt(before: &str, items: &[impl AsRef<str>], between: &str) -> String {
    let mut text = format!("{before}: ");
    for (at, item) in items.iter().enumerate() {
        let joint = if at == 0 { "" } else { between };
        let rest = format!("{joint}{}", item.as_ref());
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

    #[test]
    fn an_alternative_text_keeps_discords_limit() {
        let items = vec!["a name of some length"; 80];
        let text = alt("Many", &items, ", ");
        assert!(text.chars().count() <= LONGEST_ALT && text.ends_with('…'), "{text}");
        assert_eq!(alt("Two", &["a", "b"], ", "), "Two: a, b.");
    }
}
