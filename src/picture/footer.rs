//! What stands under every picture: the day that the newest of it is known for, and where it is from.

use jiff::civil::Date;

use super::svg::{Canvas, INNER, types};
use crate::knowledge::{Citation, Knowledge};
use crate::words;

/// Publishers that are named at most; the answer beside the picture links each.
const NAMED: usize = 6;

/// The day and the publishers of what is shown, each once.
pub fn footer<'a>(
    canvas: &mut Canvas,
    known: Option<Date>,
    cited: impl Iterator<Item = &'a Citation>,
    knowledge: &'a Knowledge,
) {
    let mut names: Vec<&str> = Vec::new();
    for source in cited.filter_map(|citation| knowledge.source(&citation.source)) {
        let name = words::publisher(source);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let mut parts: Vec<String> = known.map(words::picture::newest).into_iter().collect();
    if !names.is_empty() {
        parts.push(words::picture::sources(&names));
    }
    if more > 0 {
        parts.push(words::more_sources(more));
    }
    canvas.paragraph(12.0, types::SMALL, &parts.join(words::BETWEEN), INNER, 2);
}
