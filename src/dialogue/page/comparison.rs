//! Parties side by side: by attribute, a line for each party, what is equal said once.

use std::cmp::Reverse;

use super::aid::sum_line;
use super::sheet::Sheet;
use super::{Line, Page, Span};
use crate::dialogue::answer::{Row, RowOf};
use crate::knowledge::{Agreement, Fact, Money, Value};
use crate::words::{self, text};

/// The comparison.
pub fn comparison(parties: &[String], rows: &[Row], sheet: Sheet<'_>) -> Page {
    let names: Vec<String> = parties.iter().map(|id| sheet.words.party(id, sheet.knowledge)).collect();
    let title = names.join(words::BETWEEN);
    let mut sheet = sheet.titled(title).of(parties.to_vec());
    for row in rows {
        let heading = sheet.words.row(&row.of, sheet.knowledge);
        let lines = lines(parties, row, &mut sheet);
        sheet = sheet.block(heading, lines);
        if let Some(more) = more(row, &sheet) {
            sheet = sheet.counted(more);
        }
    }
    sheet.done()
}

/// Which of the sums is more, or why that cannot be said.
fn more(row: &Row, sheet: &Sheet<'_>) -> Option<String> {
    if row.of != RowOf::Aid {
        return None;
    }
    let facts = row.cells.iter().flatten().filter_map(|cell| sheet.knowledge.fact(cell));
    let mut sums: Vec<(&Fact, &Money)> = facts.filter_map(|fact| Some((fact, fact.money()?))).collect();
    sums.sort_by_key(|(_, money)| Reverse(money.amount));
    let [(most, first), (_, second), ..] = sums.as_slice() else { return None };
    if !sums.iter().all(|(_, money)| money.is_comparable(first)) {
        return Some(sheet.words.say("sums-unlike"));
    }
    if first.amount == second.amount {
        return None;
    }
    let party = sheet.words.party(most.party.as_ref()?, sheet.knowledge);
    Some(sheet.words.say_with("sums-most", [("party", text(party))]))
}

fn lines(parties: &[String], row: &Row, sheet: &mut Sheet<'_>) -> Vec<Line> {
    let facts: Vec<Option<&Fact>> =
        row.cells.iter().map(|cell| sheet.knowledge.fact(cell.as_ref()?)).collect();
    let known: Vec<&Fact> = facts.iter().flatten().copied().collect();
    sheet.tell(&known);
    if let Some(said) = equal(&facts) {
        let said = sheet.words.name(&said, sheet.knowledge);
        let mut spans = vec![Span::Strong(said), Span::Plain(sheet.words.for_each(facts.len()))];
        known.iter().for_each(|fact| sheet.source(&mut spans, &fact.sources));
        return vec![Line { party: None, spans }];
    }
    let line = |(party, fact): (&String, Option<&Fact>)| {
        let line = match fact {
            Some(fact) => cell(&row.of, fact, sheet),
            None => sheet.named(party, vec![Span::Plain(sheet.words.say("nothing-on-file"))]),
        };
        Line { party: Some(party.clone()), ..line }
    };
    parties.iter().zip(facts.iter().copied()).map(line).collect()
}

/// What all cells say, where they say the same of how long.
fn equal(facts: &[Option<&Fact>]) -> Option<String> {
    let duration = |fact: Option<&Fact>| match &fact?.value {
        Some(Value::Duration(duration)) => Some(duration.clone()),
        _ => None,
    };
    let first = duration(*facts.first()?)?;
    (facts.len() > 1 && facts.iter().all(|fact| duration(*fact).as_ref() == Some(&first))).then_some(first)
}

fn cell(of: &RowOf, fact: &Fact, sheet: &mut Sheet<'_>) -> Line {
    match (of, sheet.knowledge.record_of(fact)) {
        (RowOf::Aid, _) => sum_line(fact, sheet),
        (RowOf::Signing, Some(agreement)) => signing(agreement, sheet),
        _ => sheet.line(Vec::new(), fact),
    }
}

fn signing(agreement: &Agreement, sheet: &mut Sheet<'_>) -> Line {
    let mut spans = vec![
        Span::Strong(sheet.words.day(agreement.signed)),
        Span::Plain(sheet.words.place_and_people(agreement, sheet.knowledge)),
    ];
    sheet.source(&mut spans, &agreement.sources);
    sheet.named(&agreement.party, spans)
}
