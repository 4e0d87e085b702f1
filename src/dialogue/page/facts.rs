//! Facts told one by one, in a list, or as the nearest there is.

use jiff::civil::Date;

use super::sheet::{LINES, Sheet};
use super::{Line, Page, Span, Tone, agreements, aid};
use crate::dialogue::answer::{ListOf, Unknown};
use crate::knowledge::{Aspect, Citation, Fact, Value};
use crate::words::{self, capitalised};

/// The facts that answer: the first whole, others in a line each.
pub fn told(facts: &[String], verdict: Option<bool>, sheet: Sheet<'_>) -> Page {
    let mut known = facts.iter().filter_map(|id| sheet.knowledge.fact(id));
    let Some(first) = known.next() else { return sheet.gone() };
    let others: Vec<&Fact> = known.collect();
    let title = sheet.words.subject(first, sheet.knowledge);
    let mut sheet = sheet.titled(title).fact(first).judged(verdict);
    let lines = others.into_iter().map(|fact| sheet.line(Vec::new(), fact)).collect();
    sheet.block("", lines).done()
}

/// A page of a list.
pub fn list(about: &ListOf, facts: &[String], at: usize, sheet: Sheet<'_>) -> Page {
    let known: Vec<&Fact> = facts.iter().filter_map(|id| sheet.knowledge.fact(id)).collect();
    let title = sheet.words.list_heading(about, sheet.knowledge);
    match about {
        ListOf::Aid { party, .. } => aid::aid(title, party, &known, at, sheet),
        ListOf::Timeline { .. } => timeline(title, &known, at, sheet),
        ListOf::Topic { party, .. } => plain(title, &known, at, sheet.of(party.clone()), |_| Vec::new()),
        ListOf::Quotes { .. } => {
            let own = sheet.words;
            plain(title, &known, at, sheet, |fact| {
                vec![Span::Strong(own.brief_day(fact.as_of)), Span::Plain(words::BETWEEN.to_owned())]
            })
        }
    }
}

/// A page of facts, a line each behind what `before` puts there.
pub fn plain(
    title: String,
    facts: &[&Fact],
    at: usize,
    sheet: Sheet<'_>,
    before: impl Fn(&Fact) -> Vec<Span>,
) -> Page {
    if let [only] = facts {
        return sheet.titled(title).fact(only).done();
    }
    let (mut sheet, shown) = sheet.titled(title).turned(facts, LINES, at);
    let own = sheet.is_of_one();
    let line = |fact: &&Fact| {
        let line = sheet.line(before(fact), fact);
        // Where all are of one party, its flag stands in the title.
        if own { Line { party: None, ..line } } else { line }
    };
    let lines = shown.iter().map(line).collect();
    sheet.block("", lines).done()
}

/// A page of dated facts: the month as a heading, the day before each.
fn timeline(title: String, facts: &[&Fact], at: usize, sheet: Sheet<'_>) -> Page {
    let (mut sheet, shown) = sheet.titled(title).turned(facts, LINES, at);
    let mut months: Vec<(String, Vec<Line>)> = Vec::new();
    for fact in shown {
        let on = happened(fact);
        let month = capitalised(&sheet.words.month(on));
        let day = Span::Strong(on.day().to_string());
        let signed = sheet.knowledge.record_of(fact).filter(|_| fact.aspect == Some(Aspect::Signing));
        let line = match signed {
            Some(agreement) => agreements::event(day, agreement, &mut sheet),
            None => sheet.line(vec![day, Span::Plain(words::AFTER_DAY.to_owned())], fact),
        };
        sheet.told(&fact.id);
        match months.last_mut() {
            Some((last, lines)) if *last == month => lines.push(line),
            _ => months.push((month, vec![line])),
        }
    }
    months.into_iter().fold(sheet, |sheet, (month, lines)| sheet.block(month, lines)).done()
}

/// The day that a fact tells of.
fn happened(fact: &Fact) -> Date {
    match fact.value {
        Some(Value::Date(day)) => day,
        _ => fact.as_of,
    }
}

/// Who holds an office.
pub fn office(person: &str, office: usize, fact: &str, sheet: Sheet<'_>) -> Page {
    let knowledge = sheet.knowledge;
    let held = knowledge.person(person).and_then(|person| Some((person, person.offices.get(office)?)));
    let Some(((person, office), fact)) = held.zip(knowledge.fact(fact)) else {
        return sheet.gone();
    };
    let said = sheet.words.office(person, office, knowledge);
    let name = sheet.words.person(person, knowledge);
    let rest = said.strip_prefix(&name).unwrap_or(&said).to_owned();
    let lead = vec![Span::Strong(name), Span::Plain(rest)];
    sheet.fact(fact).led(lead).without_rest().done()
}

/// What comes near, in a line each, after what there is nothing on.
pub fn nearest(facts: &[String], unknown: &Unknown, sheet: Sheet<'_>) -> Page {
    let known: Vec<&Fact> = facts.iter().filter_map(|id| sheet.knowledge.fact(id)).collect();
    let words = sheet.words;
    let said = words.unsure(unknown, sheet.knowledge);
    let mut sheet = sheet.toned(Tone::Near).led(vec![Span::Plain(said)]);
    let lines = known.into_iter().map(|fact| sheet.near_line(fact)).collect();
    sheet.block(words.say("nearest"), lines).done()
}

/// All sources of a fact or record, a line each.
pub fn sources(id: &str, sheet: Sheet<'_>) -> Page {
    let (knowledge, words) = (sheet.knowledge, sheet.words);
    let (said, as_of, sources, party) = if let Some(fact) = knowledge.fact(id) {
        (words.statement(fact, knowledge).into_owned(), fact.as_of, &fact.sources, fact.party.clone())
    } else if let Some(agreement) = knowledge.agreement(id) {
        (
            words.title(agreement, knowledge),
            agreement.signed,
            &agreement.sources,
            Some(agreement.party.clone()),
        )
    } else {
        return sheet.gone();
    };
    let mut sheet = sheet.titled(words.say("sources")).of(party).led(vec![Span::Plain(said)]).dated(as_of);
    let line = |citation: &Citation| {
        let source = knowledge.source(&citation.source)?;
        let mut spans = vec![Span::Plain(words.source(source, citation))];
        sheet.source(&mut spans, std::slice::from_ref(citation));
        Some(Line { party: None, spans })
    };
    let lines = sources.iter().filter_map(line).collect();
    sheet.told(id);
    sheet.block("", lines).done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Knowledge, load};
    use crate::words::Words;

    fn shipped() -> Knowledge {
        // What is wrong with them `accord check` tells; here it would be the whole file.
        load("knowledge".as_ref()).unwrap_or_else(|_| panic!("the shipped facts load"))
    }

    #[test]
    fn that_a_newer_fact_has_taken_its_place_is_told() {
        let knowledge = shipped();
        let old = knowledge.facts.iter().find(|fact| !fact.is_current()).expect("one is superseded");
        let page = told(std::slice::from_ref(&old.id), None, Sheet::new(&knowledge, Words::ENGLISH));
        assert_eq!(page.superseded_by, old.superseded_by);
    }

    #[test]
    fn a_page_past_the_last_is_the_last() {
        let knowledge = shipped();
        let facts: Vec<&Fact> = knowledge.facts.iter().take(LINES + 1).collect();
        let page = plain(String::new(), &facts, 9, Sheet::new(&knowledge, Words::ENGLISH), |_| Vec::new());
        assert_eq!((page.at, page.pages, page.blocks[0].lines.len()), (1, 2, 1));
    }
}
