//! Pictures: from what is to be shown ([`PictureOf`]) to an SVG of the program's own, and from that to PNG. Drawn in the
//! program, with its own font and outlines; nothing is fetched and nothing of the system's is read (SPEC section 9).

mod bars;
pub mod draw;
mod font;
mod footer;
pub mod gallery;
mod map;
mod outlines;
mod signings;
mod sums;
mod svg;
mod years;

use crate::dialogue::picture::PictureOf;
use crate::knowledge::{Fact, Knowledge, Money};
use crate::words::Words;

/// A picture before it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Name for its file: `aid-netherlands.png`.
    pub name: String,
    /// What it shows, for those who do not see it; at most 1,024 characters.
    pub alt: String,
    /// The SVG, 390 units wide.
    pub svg: String,
}

/// The picture of what is to be shown, in a language; none where that is no longer on file.
#[must_use]
pub fn picture(of: &PictureOf, words: Words, knowledge: &Knowledge) -> Option<Picture> {
    match of {
        PictureOf::Years { party, axes, apart } => years::years(party, axes, apart, words, knowledge),
        PictureOf::Sums { facts, apart } => sums::sums(facts, apart, words, knowledge),
        PictureOf::Signings { agreements } => signings::signings(agreements, words, knowledge),
        PictureOf::Map { agreements, uncounted } => map::map(agreements, uncounted, words, knowledge),
    }
}

/// The facts with these ids that have a sum.
fn sums_of<'a>(ids: &[String], knowledge: &'a Knowledge) -> Vec<(&'a Fact, &'a Money)> {
    let sum = |id: &String| {
        let fact = knowledge.fact(id)?;
        Some((fact, fact.money()?))
    };
    ids.iter().filter_map(sum).collect()
}
