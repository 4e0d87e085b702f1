//! Agreements: one at a glance, and the list of them.

use super::sheet::Sheet;
use super::{Line, Page, Span};
use crate::dialogue::answer::Range;
use crate::knowledge::Agreement;
use crate::words;

/// Agreements on a page, a line each.
const LINES: usize = 15;

/// The card of a party's agreements.
pub fn card(id: &str, facts: &[String], others: &[String], sheet: Sheet<'_>) -> Page {
    let knowledge = sheet.knowledge;
    let Some(agreement) = knowledge.agreement(id) else { return sheet.gone() };
    let words = sheet.words;
    let mut sheet = sheet
        .titled(words.title(agreement, knowledge))
        .of([agreement.party.clone()])
        .noted(words.agreement_note(agreement, knowledge).unwrap_or_default());
    sheet.told(id);
    let lines = record(agreement, &mut sheet);
    let told = facts.iter().filter_map(|id| knowledge.fact(id)).map(|fact| sheet.line(Vec::new(), fact));
    let told = told.map(|line| Line { party: None, ..line }).collect();
    let also = others.iter().filter_map(|id| knowledge.agreement(id));
    let also = also.map(|other| in_a_line(other, false, &mut sheet)).collect();
    sheet.block("", lines).block("", told).block(words.say("also-signed"), also).done()
}

/// Day and place, by whom, how long, in force or not.
fn record(agreement: &Agreement, sheet: &mut Sheet<'_>) -> Vec<Line> {
    let (words, knowledge) = (sheet.words, sheet.knowledge);
    let mut signed = vec![
        Span::Plain(format!("{} ", words.say("signed-on"))),
        Span::Strong(words.day(agreement.signed)),
        Span::Plain(format!(" {}", words.in_country(agreement, knowledge))),
    ];
    sheet.source(&mut signed, &agreement.sources);
    sheet.cites(&agreement.sources);
    let by = words.signed_by(agreement, knowledge);
    let status = words.status(agreement, knowledge);
    let duration = agreement.duration.as_deref().map(|duration| words.runs_for(duration, knowledge));
    let rest = [Some(by), duration, Some(status)].into_iter().flatten();
    let line = |spans| Line { party: None, spans };
    std::iter::once(line(signed)).chain(rest.map(|text| line(vec![Span::Plain(text)]))).collect()
}

/// A page of the list.
pub fn list(ids: &[String], range: &Range, place: Option<&str>, at: usize, sheet: Sheet<'_>) -> Page {
    let knowledge = sheet.knowledge;
    let known: Vec<&Agreement> = ids.iter().filter_map(|id| knowledge.agreement(id)).collect();
    let (mut sheet, shown) = sheet.turned(&known, LINES, at);
    let lines = shown.iter().map(|agreement| in_a_line(agreement, true, &mut sheet)).collect();
    let title = sheet.words.signatories_heading(known.len(), range, place, knowledge);
    let sheet = sheet.titled(title);
    let uncounted = uncounted(range, place, &sheet);
    let led = span(&known, &sheet);
    let sheet = if is_by_date(&known) { sheet.led(led) } else { sheet };
    sheet.block("", lines).noted(uncounted).done()
}

fn is_by_date(agreements: &[&Agreement]) -> bool {
    agreements.is_sorted_by_key(|agreement| agreement.signed)
}

/// The first and the last of a list that is longer than its page, by date.
fn span(agreements: &[&Agreement], sheet: &Sheet<'_>) -> Vec<Span> {
    let [first, .., last] = agreements else { return Vec::new() };
    if agreements.len() <= LINES {
        return Vec::new();
    }
    let words = sheet.words;
    let end = |agreement: &Agreement| Span::Strong(words.end_of_list(agreement, sheet.knowledge));
    vec![
        Span::Plain(format!("{} ", words.say("from-first"))),
        end(first),
        Span::Plain(format!("{} ", words.say("to-last"))),
        end(last),
        Span::Plain(".".to_owned()),
    ]
}

/// Day, party and place.
fn in_a_line(agreement: &Agreement, by_party: bool, sheet: &mut Sheet<'_>) -> Line {
    let (words, knowledge) = (sheet.words, sheet.knowledge);
    let name =
        if by_party { words.party(&agreement.party, knowledge) } else { words.title(agreement, knowledge) };
    let mut spans = vec![
        Span::Strong(words.brief_day(agreement.signed)),
        Span::Plain(words::party_at(&name, &words.name(&agreement.place, knowledge))),
    ];
    sheet.source(&mut spans, &agreement.sources);
    Line { party: Some(agreement.party.clone()).filter(|_| by_party), spans }
}

/// A signing among other events, behind the day of the month.
pub fn event(day: Span, agreement: &Agreement, sheet: &mut Sheet<'_>) -> Line {
    let signs = sheet.words.signs(agreement, sheet.knowledge);
    let mut spans = vec![day, Span::Plain(words::AFTER_DAY.to_owned()), Span::Strong(signs)];
    sheet.source(&mut spans, &agreement.sources);
    Line { party: Some(agreement.party.clone()), spans }
}

/// The agreements that are not counted among those of the declaration, where the list is of all.
fn uncounted(range: &Range, place: Option<&str>, sheet: &Sheet<'_>) -> String {
    if place.is_some() || *range != Range::default() {
        return String::new();
    }
    let others: Vec<String> = sheet
        .knowledge
        .agreements
        .iter()
        .filter(|agreement| !agreement.counted)
        .map(|agreement| sheet.words.uncounted(agreement, sheet.knowledge))
        .collect();
    if others.is_empty() { String::new() } else { sheet.words.not_counted(&others) }
}
