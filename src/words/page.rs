//! The words of an answer's page that both doors draw: sums, days, places, headings.

use jiff::civil::Date;

use super::capitalised;
use crate::knowledge::{Agreement, Citation, Fact, Knowledge, Money, Source, Value, day, listed};

/// What stands between two parts of a line.
pub const BETWEEN: &str = " · ";
/// What stands between the day of a month and what happened on it.
pub const AFTER_DAY: &str = "  ";
/// Where what an answer was made of is no longer there.
pub const GONE: &str = "That is no longer on file.";
/// The heading of a fact's sources.
pub const SOURCES: &str = "Sources";
/// The heading of a party's further agreements.
pub const ALSO: &str = "Also signed";
/// Before the day of signing.
pub const SIGNED: &str = "Signed on ";
/// The heading of sums by year.
pub const BY_YEAR: &str = "Year by year, never added up";
/// The heading of sums over several years.
pub const IN_ALL: &str = "Over several years";
/// Before the first of a list that is longer than its page, and before its last.
pub const FROM: &str = "From ";
/// Likewise.
pub const TO: &str = ", to ";
/// A cell with nothing in it.
pub const NOTHING_ON_FILE: &str = "nothing on file";

/// A sum: "at least €2 billion a year".
#[must_use]
pub fn sum(money: &Money) -> String {
    let qualifier = money.qualifier.as_ref().map(|word| format!("{word} ")).unwrap_or_default();
    let yearly = if money.yearly { " a year" } else { "" };
    let currency = match money.currency.as_str() {
        "EUR" => "€".to_owned(),
        "USD" => "$".to_owned(),
        "GBP" => "£".to_owned(),
        code => format!("{code} "),
    };
    format!("{qualifier}{currency}{}{yearly}", amount(money.amount))
}

/// "2 billion", "4.315 billion", "529 million", "500,000".
fn amount(units: i64) -> String {
    let (unit, name) = match units {
        1_000_000_000.. => (1_000_000_000, " billion"),
        1_000_000.. => (1_000_000, " million"),
        _ => return thousands(units),
    };
    // Statements give three digits after the point at most; more would be another figure, and is written out.
    let thousandths = units * 1_000 / unit;
    if thousandths * unit != units * 1_000 {
        return thousands(units);
    }
    let (whole, rest) = (thousandths / 1_000, thousandths % 1_000);
    let fraction = format!("{rest:03}").trim_end_matches('0').to_owned();
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{}{point}{fraction}{name}", thousands(whole))
}

fn thousands(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A typed value by itself; none where it says nothing alone.
#[must_use]
pub fn value(value: &Value) -> Option<String> {
    match value {
        Value::Money(money) => Some(sum(money)),
        Value::Date(date) => Some(day(*date)),
        Value::Number { .. } | Value::Person(_) | Value::Place(_) | Value::Duration(_) | Value::Answer(_) => {
            None
        }
    }
}

/// What a sum covers, behind it: " military".
#[must_use]
pub fn covers(money: &Money) -> String {
    match money.covers.as_deref() {
        None => String::new(),
        Some("total") => " in all".to_owned(),
        Some(kind) => format!(" {kind}"),
    }
}

/// What time a sum is for, behind it: ", for 2024".
#[must_use]
pub fn for_period(money: &Money) -> String {
    money.period.map(|period| format!(", for {}", dashed(&period.to_string()))).unwrap_or_default()
}

/// The years of a sum: "2022–2025".
#[must_use]
pub fn years(money: &Money) -> String {
    money.period.map(|period| dashed(&period.to_string())).unwrap_or_default()
}

/// Years with the dash that belongs between them; months and days keep their hyphens.
fn dashed(period: &str) -> String {
    if period.len() == 9 { period.replace('-', "–") } else { period.to_owned() }
}

/// Before an answer to a question for yes or no.
#[must_use]
pub fn verdict(yes: bool) -> &'static str {
    if yes { "Yes." } else { "No." }
}

/// What stands before the sums of a year or a party.
#[must_use]
pub fn before_sums(of: &str) -> String {
    format!("{of}: ")
}

/// Behind what was known on a day: ", as of 8 Dec 2025".
#[must_use]
pub fn as_of_brief(date: Date) -> String {
    format!(", as of {}", brief_day(date))
}

/// The day for which an answer is known.
#[must_use]
pub fn as_of(date: Date) -> String {
    format!("As of {}", day(date))
}

/// "1 Mar 2024".
#[must_use]
pub fn brief_day(date: Date) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = usize::try_from(date.month() - 1).ok().and_then(|at| MONTHS.get(at));
    format!("{} {} {}", date.day(), month.unwrap_or(&""), date.year())
}

/// "March 2024".
#[must_use]
pub fn month(date: Date) -> String {
    let day = day(date);
    day.split_once(' ').map_or(day.clone(), |(_, month)| month.to_owned())
}

/// Where a list begins or ends: "Spain, 27 May 2024".
#[must_use]
pub fn end_of_list(party: &str, date: Date) -> String {
    format!("{party}, {}", day(date))
}

/// What a fact is about: its party and topic, without what the lead says.
#[must_use]
pub fn subject(fact: &Fact, knowledge: &Knowledge) -> String {
    let topic = knowledge.topic(&fact.topic).map(|topic| topic.name.clone()).unwrap_or_default();
    match fact.party.as_deref().and_then(|id| knowledge.party(id)) {
        Some(party) => format!("{}{BETWEEN}{topic}", party.name),
        None => capitalised(&topic),
    }
}

/// A source as a line of the list of sources.
#[must_use]
pub fn source(source: &Source, citation: &Citation) -> String {
    let date = source.date.map(|date| format!(", {}", day(date))).unwrap_or_default();
    format!("{}: {}{date}{} ", source.publisher, source.title, at(citation))
}

/// A source in the line under an answer: publisher and place.
#[must_use]
pub fn source_brief(source: &Source, citation: &Citation) -> String {
    format!("{}{}", source.publisher, at(citation))
}

fn at(citation: &Citation) -> String {
    citation.at.as_ref().map(|at| format!(", {at}")).unwrap_or_default()
}

/// A publisher by name, without where it was carried or copied.
#[must_use]
pub fn publisher(source: &Source) -> &str {
    let name = source.publisher.split([',', '(']).next().unwrap_or_default().trim();
    if name.is_empty() { &source.publisher } else { name }
}

/// Sources that are not shown: "+3 more".
#[must_use]
pub fn more_sources(count: usize) -> String {
    format!("+{count} more")
}

/// Behind the day of signing: " in Kharkiv, Ukraine".
#[must_use]
pub fn in_place(place: &str) -> String {
    format!(" in {place}")
}

/// By whom an agreement was signed.
#[must_use]
pub fn signed_by(agreement: &Agreement, knowledge: &Knowledge) -> String {
    let by = agreement.signatories.iter().map(|signatory| {
        let person = knowledge.person(&signatory.person);
        format!("{} ({})", person.map_or(signatory.person.as_str(), |person| &person.name), signatory.role)
    });
    format!("By {}", listed(&by.collect::<Vec<_>>()))
}

/// How long an agreement runs.
#[must_use]
pub fn runs_for(duration: &str) -> String {
    format!("Runs for {duration}")
}

/// What has become of an agreement.
#[must_use]
pub fn status(agreement: &Agreement) -> String {
    format!("Status: {}, as of {}", agreement.status, day(agreement.status_as_of))
}

/// Behind the day: a party and where it signed.
#[must_use]
pub fn party_at(party: &str, place: &str) -> String {
    format!("  {party}{BETWEEN}{place}")
}

/// Behind the day, in a comparison: where, and who signed for the party.
#[must_use]
pub fn place_and_people(agreement: &Agreement, knowledge: &Knowledge) -> String {
    let of_party =
        |id: &str| knowledge.person(id).filter(|person| person.party.as_ref() == Some(&agreement.party));
    let people: Vec<String> = agreement
        .signatories
        .iter()
        .filter_map(|s| of_party(&s.person))
        .map(|person| person.name.clone())
        .collect();
    let by = if people.is_empty() { String::new() } else { format!("{BETWEEN}{}", listed(&people)) };
    format!(", {}{by}", agreement.place)
}

/// A signing among other events.
#[must_use]
pub fn signs(party: &str, agreement: &Agreement) -> String {
    let what = agreement.short.as_ref().map(|short| format!(" the {short}")).unwrap_or_default();
    format!("{party} signs{what} in {}", agreement.place)
}

/// An agreement's record in a sentence: party, title, day and place.
#[must_use]
pub fn recorded(agreement: &Agreement, knowledge: &Knowledge) -> String {
    let name = knowledge.party_name(&agreement.party);
    let (title, place) = (&agreement.title, &agreement.place);
    format!("{name}: {title}, signed on {} in {place}, {}", day(agreement.signed), agreement.country)
}

/// An agreement that is not among those counted.
#[must_use]
pub fn uncounted(agreement: &Agreement, knowledge: &Knowledge) -> String {
    let name = knowledge.party_name(&agreement.party);
    let name = agreement.short.as_deref().map_or(name.to_owned(), |short| format!("{name}, {short}"));
    format!("{name} ({})", brief_day(agreement.signed))
}

/// Which agreements a list leaves out.
#[must_use]
pub fn not_counted(others: &[String]) -> String {
    format!("Not counted: {}.", listed(others))
}

/// How many facts there are behind the first page.
#[must_use]
pub fn facts_on_file(count: usize) -> String {
    format!("{count} facts on file")
}

/// Behind what is equal for all parties compared.
#[must_use]
pub fn for_each(count: usize) -> &'static str {
    if count == 2 { ", both" } else { ", all of them" }
}

/// Which page of how many.
#[must_use]
pub fn page_of(at: usize, pages: usize) -> String {
    format!("Page {} of {pages}", at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_people_say_them() {
        let said = |units| amount(units);
        assert_eq!(said(2_000_000_000), "2 billion");
        assert_eq!(said(4_315_000_000), "4.315 billion");
        assert_eq!(said(529_000_000), "529 million");
        assert_eq!(said(500_000), "500,000");
        assert_eq!(said(1_234_567_891), "1,234,567,891");
    }

    #[test]
    fn days_and_months_are_short() {
        let date = jiff::civil::date(2024, 3, 1);
        assert_eq!((brief_day(date), month(date)), ("1 Mar 2024".to_owned(), "March 2024".to_owned()));
    }
}
