//! What stands under every picture: the day that the newest of it is known for, and where it is from.

use jiff::civil::Date;

use super::svg::{Canvas, INNER, types};
use crate::knowledge::{Citation, Knowledge};
use crate::words::{BETWEEN, Words, publisher};

/// Publishers that are named at most; the answer beside the picture links each.
const NAMED: usize = 6;
/// Lines that they take at most.
const LINES: usize = 2;

/// The day and the publishers of what is shown, each once.
pub fn footer<'a>(
    canvas: &mut Canvas,
    known: Option<Date>,
    cited: impl Iterator<Item = &'a Citation>,
    words: Words,
    knowledge: &'a Knowledge,
) {
    let mut publishers: Vec<&str> = Vec::new();
    for source in cited.filter_map(|citation| knowledge.source(&citation.source)) {
        let name = publisher(source);
        if !publishers.contains(&name) {
            publishers.push(name);
        }
    }
    let text = |named: usize| {
        let mut parts: Vec<String> = known.map(|known| words.as_of(known)).into_iter().collect();
        parts.extend(
            (named > 0).then(|| format!("{}: {}", words.say("sources"), publishers[..named].join(", "))),
        );
        parts.extend((named < publishers.len()).then(|| words.more_sources(publishers.len() - named)));
        parts.join(BETWEEN)
    };
    let fits = |named: &usize| types::SMALL.lines(&text(*named), INNER, LINES + 1).len() <= LINES;
    let named = (1..=publishers.len().min(NAMED)).rev().find(fits).unwrap_or(publishers.len().min(1));
    canvas.paragraph(12.0, types::SMALL, &text(named), INNER, LINES);
}
