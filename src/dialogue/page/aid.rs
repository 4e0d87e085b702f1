//! Aid: a party's sums year by year, and sums side by side. Nothing is added up.

use std::collections::BTreeMap;

use super::facts::plain;
use super::sheet::{LINES, Sheet};
use super::{Line, Page, Span};
use crate::knowledge::{Fact, Money};
use crate::words;

/// Sums shown for one year.
const OF_A_YEAR: usize = 3;
/// Sums over several years.
const IN_ALL: usize = 2;

/// A party's aid: the headline with the years on the first page, all facts on those after it.
pub fn aid(title: String, party: &str, facts: &[&Fact], at: usize, sheet: Sheet<'_>) -> Page {
    let sheet = sheet.of([party.to_owned()]);
    let [first, others @ ..] = facts else { return sheet.titled(title).done() };
    if others.is_empty() {
        return sheet.titled(title).fact(first).done();
    }
    let pages = 1 + facts.len().div_ceil(LINES);
    if at > 0 {
        let page = plain(title, facts, at - 1, sheet, |_| Vec::new());
        return Page { at: at.min(pages - 1), pages, ..page };
    }
    let mut sheet = sheet.titled(title).fact(first).paged(0, pages);
    let years = by_year(facts, &mut sheet);
    let in_all = over_years(facts, &mut sheet);
    sheet.tell(facts);
    let words = sheet.words;
    sheet
        .block(words.say("by-year"), years)
        .block(words.say("over-years"), in_all)
        .counted(words.facts_on_file(facts.len()))
        .done()
}

/// Whether a sum is a party's aid as a whole, or all its military aid.
fn is_whole(money: &Money) -> bool {
    matches!(money.covers.as_deref(), None | Some("military" | "total"))
}

/// A line for each year that has a sum of its own.
fn by_year(facts: &[&Fact], sheet: &mut Sheet<'_>) -> Vec<Line> {
    let mut years: BTreeMap<i16, Vec<(&Fact, &Money)>> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| fact.is_current()) {
        let Some(money) = fact.money().filter(|money| is_whole(money)) else { continue };
        if let Some(period) = money.period.filter(|period| period.first.year() == period.last.year()) {
            let sums = years.entry(period.first.year()).or_default();
            if sums.len() < OF_A_YEAR {
                sums.push((fact, money));
            }
        }
    }
    let line = |(year, sums): (i16, Vec<(&Fact, &Money)>)| {
        let mut spans = vec![Span::Plain(words::before_sums(&year.to_string()))];
        for (at, (fact, money)) in sums.into_iter().enumerate() {
            if at > 0 {
                spans.push(Span::Plain(words::BETWEEN.to_owned()));
            }
            spans.push(Span::Strong(sheet.words.sum(money)));
            spans.push(Span::Plain(sheet.words.covers(money)));
            sheet.source(&mut spans, &fact.sources);
        }
        Line { party: None, spans }
    };
    years.into_iter().map(line).collect()
}

/// The newest sums over several years.
fn over_years(facts: &[&Fact], sheet: &mut Sheet<'_>) -> Vec<Line> {
    let spans_years = |money: &&Money| {
        is_whole(money) && money.period.is_some_and(|period| period.first.year() < period.last.year())
    };
    let mut sums: Vec<(&Fact, &Money)> = facts
        .iter()
        .filter(|fact| fact.is_current())
        .filter_map(|fact| Some((*fact, fact.money().filter(spans_years)?)))
        .collect();
    sums.sort_by_key(|(fact, _)| std::cmp::Reverse(fact.as_of));
    sums.truncate(IN_ALL);
    let line = |(fact, money): (&Fact, &Money)| {
        let mut spans = vec![
            Span::Plain(words::before_sums(&words::years(money))),
            Span::Strong(sheet.words.sum(money)),
            Span::Plain(sheet.words.covers(money)),
            Span::Plain(sheet.words.as_of_brief(fact.as_of)),
        ];
        sheet.source(&mut spans, &fact.sources);
        Line { party: None, spans }
    };
    sums.into_iter().map(line).collect()
}

/// Sums of several parties, the greatest first where they can be ranked.
pub fn side_by_side(facts: &[String], ranked: bool, sheet: Sheet<'_>) -> Page {
    let known: Vec<&Fact> = facts.iter().filter_map(|id| sheet.knowledge.fact(id)).collect();
    let title = sheet.words.sums_heading(ranked);
    let mut sheet = sheet.titled(title);
    sheet.tell(&known);
    let lines = known.iter().map(|fact| sum_line(fact, &mut sheet)).collect();
    sheet.block("", lines).done()
}

/// One party's sum: how much, of what, for when.
pub fn sum_line(fact: &Fact, sheet: &mut Sheet<'_>) -> Line {
    let Some(money) = fact.money() else { return sheet.line(Vec::new(), fact) };
    let mut spans = vec![
        Span::Strong(sheet.words.sum(money)),
        Span::Plain(sheet.words.covers(money)),
        Span::Plain(sheet.words.for_period(money)),
    ];
    sheet.source(&mut spans, &fact.sources);
    match &fact.party {
        Some(party) => sheet.named(party, spans),
        None => Line { party: None, spans },
    }
}
