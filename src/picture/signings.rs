//! Signings over time: a tile each in the column of its month, or of a longer stretch where there are too many months.

use jiff::civil::{Date, date};

use super::Picture;
use super::font::{Type, rough};
use super::footer::footer;
use super::svg::{Canvas, Held, INNER, MARGIN, colour, legend, types};
use crate::knowledge::{Agreement, Knowledge};
use crate::words::Words;

/// Columns at most: each has room for a tile with two letters.
const COLUMNS: i32 = 14;
/// Tiles on one another at most; the column's count tells of the rest.
const TILES: usize = 12;
/// A tile's side and what is left between two, at most.
const TILE: f32 = 24.0;
const GAP: f32 = 2.0;

/// Draws it; none where the agreements are gone.
pub fn signings(ids: &[String], words: Words, knowledge: &Knowledge) -> Option<Picture> {
    let agreements: Vec<&Agreement> = ids.iter().filter_map(|id| knowledge.agreement(id)).collect();
    let first = agreements.iter().map(|agreement| agreement.signed).min()?;
    let last = agreements.iter().map(|agreement| agreement.signed).max()?;
    let columns = Columns::over(first, last, words);
    let title = words.signings_title(agreements.len());
    let mut canvas = Canvas::default();
    canvas.paragraph(16.0, types::TITLE, &title, INNER, 2);
    canvas.paragraph(6.0, types::NOTE, &words.say("picture-signings-below"), INNER, 2);
    let mut stacks: Vec<Vec<&Agreement>> = vec![Vec::new(); columns.count];
    for agreement in &agreements {
        stacks[columns.at(agreement.signed)].push(agreement);
    }
    tiles(&mut canvas, &columns, &stacks, knowledge);
    if agreements.iter().any(|agreement| !agreement.counted) {
        let entries = [(colour::BLUE, "picture-counted"), (colour::ORANGE, "picture-uncounted")]
            .map(|(fill, id)| (fill, words.say(id)));
        legend(&mut canvas, 12.0, &entries);
    }
    footer(&mut canvas, None, agreements.iter().flat_map(|agreement| &agreement.sources), words, knowledge);
    let counts: Vec<(String, usize)> = stacks
        .iter()
        .enumerate()
        .filter(|(_, stack)| !stack.is_empty())
        .map(|(at, stack)| (columns.name(at), stack.len()))
        .collect();
    let alt = words.signings_alt(&title, &counts);
    Some(Picture { name: "signings.png".to_owned(), alt, svg: canvas.finish() })
}

/// The columns with the count on each, and the time beneath.
fn tiles(canvas: &mut Canvas, columns: &Columns, stacks: &[Vec<&Agreement>], knowledge: &Knowledge) {
    let step = (INNER / rough(columns.count)).min(2.0 * TILE);
    let side = TILE.min(step - GAP);
    let highest = stacks.iter().map(Vec::len).max().unwrap_or(0).min(TILES);
    let ground = canvas.down + 26.0 + (side + GAP) * rough(highest);
    let letters = Type { size: 0.45 * side, strong: true, fill: colour::GROUND };
    for (at, stack) in stacks.iter().enumerate() {
        let middle = MARGIN + step * (rough(at) + 0.5);
        for (place, agreement) in stack.iter().take(TILES).enumerate() {
            let top = ground - (side + GAP) * rough(place + 1);
            let fill = if agreement.counted { colour::BLUE } else { colour::ORANGE };
            canvas.rectangle((middle - side / 2.0, top, side, side), 3.0, fill);
            let base = top + 0.5 * side + 0.36 * letters.size;
            canvas.text((middle, base), Held::Middle, letters, &columns.words.tile(agreement, knowledge));
        }
        if !stack.is_empty() {
            let top = ground - (side + GAP) * rough(stack.len().min(TILES));
            canvas.text((middle, top - 5.0), Held::Middle, types::NOTE, &stack.len().to_string());
        }
        canvas.text((middle, ground + 13.0), Held::Middle, types::NOTE, &columns.brief(at));
    }
    canvas.rectangle((MARGIN, ground, step * rough(columns.count), 1.0), 0.0, colour::QUIET);
    canvas.down = ground + 16.0;
    if columns.has_years() {
        for (at, year) in columns.years() {
            let year = year.to_string();
            let last = MARGIN + INNER - types::HEADING.width(&year);
            let x = (MARGIN + step * rough(at) + 0.5 * (step - side)).min(last);
            canvas.text((x, ground + 27.0), Held::Start, types::HEADING, &year);
        }
        canvas.down = ground + 29.0;
    }
}

/// Stretches of time of the same length: months, quarters or years.
struct Columns {
    /// Months since the year 0, of the first.
    first: i32,
    /// Months of each.
    months: i32,
    count: usize,
    /// In whose language they are named.
    words: Words,
}

impl Columns {
    /// The shortest stretches of which no more are needed than fit; of very long ones years in tens and hundreds.
    fn over(first: Date, last: Date, words: Words) -> Self {
        let (from, to) = (month(first), month(last));
        let lengths = [1, 3, 12, 120, 1_200, 12_000];
        let fits = |months: &i32| to / months - from / months < COLUMNS;
        let months = lengths.into_iter().find(fits).unwrap_or(12_000);
        let count = usize::try_from(to / months - from / months + 1).unwrap_or(1);
        Self { first: from / months * months, months, count, words }
    }

    fn at(&self, day: Date) -> usize {
        usize::try_from((month(day) - self.first) / self.months).unwrap_or(0).min(self.count - 1)
    }

    /// Year and month, counted from 0, of a column's beginning.
    fn start(&self, at: usize) -> (i16, i8) {
        let months = self.first + i32::try_from(at).unwrap_or(0) * self.months;
        (i16::try_from(months / 12).unwrap_or(i16::MAX), i8::try_from(months % 12).unwrap_or(0))
    }

    /// Beneath a column: J for January, Q1, 2024.
    fn brief(&self, at: usize) -> String {
        let (year, month) = self.start(at);
        match self.months {
            1 => self.words.month_letter(date(year, month + 1, 1)),
            3 => self.words.quarter(month / 3 + 1),
            _ => year.to_string(),
        }
    }

    /// In words: "March 2024", "Q1 2024", "2024".
    fn name(&self, at: usize) -> String {
        let (year, month) = self.start(at);
        match self.months {
            1 => self.words.month(date(year, month + 1, 1)),
            3 => self.words.quarter_of(month / 3 + 1, year),
            _ => year.to_string(),
        }
    }

    /// Whether the year has to be said under the columns.
    fn has_years(&self) -> bool {
        self.months < 12
    }

    /// The columns in which a year begins, and the first.
    fn years(&self) -> impl Iterator<Item = (usize, i16)> {
        let starts = (0..self.count).map(|at| (at, self.start(at)));
        starts.filter(|(at, (_, month))| *at == 0 || *month == 0).map(|(at, (year, _))| (at, year))
    }
}

fn month(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Language;

    fn over(from: (i16, i8), to: (i16, i8), language: Language) -> Columns {
        Columns::over(date(from.0, from.1, 9), date(to.0, to.1, 2), Words::of(language))
    }

    #[test]
    fn columns_grow_longer_where_there_are_many() {
        let months = over((2024, 1), (2025, 1), Language::English);
        assert_eq!(
            (months.count, months.name(12).as_str(), months.brief(0).as_str()),
            (13, "January 2025", "J")
        );
        let quarters = over((2023, 12), (2025, 3), Language::English);
        assert_eq!((quarters.count, quarters.name(0).as_str()), (6, "Q4 2023"));
        assert_eq!(quarters.years().collect::<Vec<_>>(), [(0, 2023), (1, 2024), (5, 2025)]);
        let years = over((1994, 12), (2026, 1), Language::English);
        assert_eq!((years.count, years.name(0).as_str(), years.at(date(2026, 1, 2))), (4, "1990", 3));
    }

    #[test]
    fn columns_are_named_as_each_language_does() {
        let named = |columns: &Columns| (columns.brief(0), columns.name(0));
        let both = |language| {
            let (months, quarters) = (((2024, 2), (2024, 9)), ((2023, 12), (2025, 3)));
            [months, quarters].map(|(from, to)| named(&over(from, to, language)))
        };
        let own = |brief: &str, name: &str| (brief.to_owned(), name.to_owned());
        assert_eq!(both(Language::Dutch), [own("F", "februari 2024"), own("K4", "4e kwartaal 2023")]);
        assert_eq!(both(Language::Ukrainian), [own("Л", "лютий 2024"), own("IV", "IV квартал 2023")]);
    }
}
