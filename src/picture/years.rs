//! A party's aid by year: a bar for each sum that the file has for a year, one axis a currency. A year without a sum has no bar,
//! since nothing on file is not nothing given.

use super::bars::{Bar, bars, fill, label_width};
use super::footer::footer;
use super::svg::{Canvas, INNER, types};
use super::{Picture, sums_of};
use crate::knowledge::{Fact, Knowledge, Money};
use crate::words::{BETWEEN, Words, text, years as years_of};

/// Draws it; none where the party or its sums are gone.
pub fn years(
    party: &str,
    axes: &[Vec<String>],
    apart: &[String],
    words: Words,
    knowledge: &Knowledge,
) -> Option<Picture> {
    let of = knowledge.party(party)?;
    let panels: Vec<Vec<(&Fact, &Money)>> = axes.iter().map(|ids| sums_of(ids, knowledge)).collect();
    let rest = sums_of(apart, knowledge);
    let shown: Vec<(&Fact, &Money)> = panels.iter().flatten().chain(&rest).copied().collect();
    let title = words.years_title(of, knowledge);
    let mut canvas = Canvas::default();
    canvas.paragraph(16.0, types::TITLE, &title, INNER, 2);
    canvas.paragraph(6.0, types::NOTE, &words.say("picture-years-below"), INNER, 2);
    let drawn: Vec<Vec<Bar>> = panels.iter().map(|sums| bars_of(sums, words)).collect();
    let labels = drawn.iter().map(|bars| label_width(bars)).fold(0.0, f32::max);
    for (sums, drawn) in panels.iter().zip(&drawn) {
        let Some((_, money)) = sums.first() else { continue };
        let heading =
            if panels.len() > 1 { words.axis(&money.currency) } else { words.currency(&money.currency) };
        canvas.paragraph(12.0, types::HEADING, &heading, INNER, 1);
        bars(&mut canvas, drawn, labels);
    }
    if !rest.is_empty() {
        let said = rest.iter().map(|(_, money)| words.without_bar(&years_of(money), money));
        let said = said.collect::<Vec<_>>().join(BETWEEN);
        let said = words.say_with("picture-other-currency", [("sums", text(said))]);
        canvas.paragraph(10.0, types::NOTE, &said, INNER, 6);
    }
    let known = shown.iter().map(|(fact, _)| fact.as_of).max();
    footer(&mut canvas, known, shown.iter().flat_map(|(fact, _)| &fact.sources), words, knowledge);
    let alt = words.years_alt(&title, &shown);
    Some(Picture { name: format!("aid-{party}.png"), alt, svg: canvas.finish() })
}

/// A bar a sum; the year is said once.
fn bars_of(sums: &[(&Fact, &Money)], words: Words) -> Vec<Bar> {
    let mut last = String::new();
    let bar = |(fact, money): &(&Fact, &Money)| {
        let years = years_of(money);
        let label = if years == last { String::new() } else { years.clone() };
        last = years;
        Bar {
            label,
            figure: words.sum(money),
            note: words.scope_and_day(money, fact.as_of),
            amount: money.amount,
            fill: fill(money.covers.as_deref()),
        }
    };
    sums.iter().map(bar).collect()
}
