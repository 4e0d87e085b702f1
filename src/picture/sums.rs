//! Sums of parties side by side, where they are of one currency, time and scope; what is of another is told without a bar.

use super::bars::{Bar, bars, fill, label_width};
use super::footer::footer;
use super::svg::{Canvas, INNER, types};
use super::{Picture, sums_of};
use crate::knowledge::{Fact, Knowledge, Money};
use crate::words::{BETWEEN, Words, text};

/// Draws it; none where the sums are gone.
pub fn sums(facts: &[String], apart: &[String], words: Words, knowledge: &Knowledge) -> Option<Picture> {
    let (compared, rest) = (sums_of(facts, knowledge), sums_of(apart, knowledge));
    let (_, first) = compared.first()?;
    let title = words.sums_title(first);
    let mut canvas = Canvas::default();
    canvas.paragraph(16.0, types::TITLE, &title, INNER, 2);
    canvas.paragraph(6.0, types::NOTE, &words.say("picture-sums-below"), INNER, 2);
    canvas.paragraph(12.0, types::HEADING, &words.currency(&first.currency), INNER, 1);
    let bar = |(fact, money): &(&Fact, &Money)| Bar {
        label: words.party_of(fact, knowledge),
        figure: words.sum(money),
        note: words.brief_day(fact.as_of),
        amount: money.amount,
        fill: fill(money.covers.as_deref()),
    };
    let drawn: Vec<Bar> = compared.iter().map(bar).collect();
    bars(&mut canvas, &drawn, label_width(&drawn));
    if !rest.is_empty() {
        let said = rest.iter().map(|(fact, money)| {
            let sum = words.without_bar(&words.party_of(fact, knowledge), money);
            format!("{sum}{}", words.for_period(money))
        });
        let said = said.collect::<Vec<_>>().join(BETWEEN);
        let said = words.say_with("picture-not-comparable", [("sums", text(said))]);
        canvas.paragraph(10.0, types::NOTE, &said, INNER, 6);
    }
    let shown: Vec<(&Fact, &Money)> = compared.into_iter().chain(rest).collect();
    let known = shown.iter().map(|(fact, _)| fact.as_of).max();
    footer(&mut canvas, known, shown.iter().flat_map(|(fact, _)| &fact.sources), words, knowledge);
    let alt = words.sums_alt(&title, &shown, knowledge);
    Some(Picture { name: "sums.png".to_owned(), alt, svg: canvas.finish() })
}
