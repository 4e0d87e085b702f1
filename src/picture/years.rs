//! A party's aid by year: a bar for each sum that the file has for a year, one axis a currency. A year without a sum has no bar,
//! since nothing on file is not nothing given.

use super::bars::{Bar, bars, fill, label_width};
use super::footer::footer;
use super::svg::{Canvas, INNER, types};
use super::{Picture, sums_of};
use crate::knowledge::{Fact, Knowledge, Money};
use crate::words::{self, Words, picture as own};

/// Draws it; none where the party or its sums are gone.
pub fn years(party: &str, axes: &[Vec<String>], apart: &[String], knowledge: &Knowledge) -> Option<Picture> {
    let of = knowledge.party(party)?;
    let panels: Vec<Vec<(&Fact, &Money)>> = axes.iter().map(|ids| sums_of(ids, knowledge)).collect();
    let rest = sums_of(apart, knowledge);
    let shown: Vec<(&Fact, &Money)> = panels.iter().flatten().chain(&rest).copied().collect();
    let mut canvas = Canvas::default();
    canvas.paragraph(16.0, types::TITLE, &own::years_title(of), INNER, 2);
    canvas.paragraph(6.0, types::NOTE, own::YEARS_SUBTITLE, INNER, 2);
    let drawn: Vec<Vec<Bar>> = panels.iter().map(|sums| bars_of(sums)).collect();
    let labels = drawn.iter().map(|bars| label_width(bars)).fold(0.0, f32::max);
    for (sums, drawn) in panels.iter().zip(&drawn) {
        let Some((_, money)) = sums.first() else { continue };
        let heading =
            if panels.len() > 1 { own::axis(&money.currency) } else { own::currency(&money.currency) };
        canvas.paragraph(12.0, types::HEADING, &heading, INNER, 1);
        bars(&mut canvas, drawn, labels);
    }
    if !rest.is_empty() {
        let said = rest.iter().map(|(_, money)| own::without_bar(&words::years(money), money));
        let said = said.collect::<Vec<_>>().join(words::BETWEEN);
        canvas.paragraph(10.0, types::NOTE, &format!("{} {said}", own::OTHER_CURRENCY), INNER, 3);
    }
    let known = shown.iter().map(|(fact, _)| fact.as_of).max();
    footer(&mut canvas, known, shown.iter().flat_map(|(fact, _)| &fact.sources), knowledge);
    let alt = own::years_alt(of, &shown);
    Some(Picture { name: format!("aid-{party}.png"), alt, svg: canvas.finish() })
}

/// A bar a sum; the year is said once.
fn bars_of(sums: &[(&Fact, &Money)]) -> Vec<Bar> {
    let mut last = String::new();
    let bar = |(fact, money): &(&Fact, &Money)| {
        let years = words::years(money);
        let label = if years == last { String::new() } else { years.clone() };
        last = years;
        Bar {
            label,
            figure: Words::ENGLISH.sum(money),
            note: own::covers_and_day(money, fact.as_of),
            amount: money.amount,
            fill: fill(money.covers.as_deref()),
        }
    };
    sums.iter().map(bar).collect()
}
