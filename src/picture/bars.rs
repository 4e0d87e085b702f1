//! Bars with their sums above them, from one zero: as many lines as a phone has, and no label beside a bar that could run over.

use super::font::{Type, rough};
use super::svg::{Canvas, Held, INNER, MARGIN, colour, types};

/// Height of a bar, and of it with its words.
const BAR: f32 = 9.0;
const ROW: f32 = 34.0;
/// Height of a note that stands under its figure.
const UNDER: f32 = 13.0;
/// What is left between a label and its figure, and between that and a note beside it.
const GAP: f32 = 10.0;
/// What is left between the axis and a figure.
const INDENT: f32 = 6.0;

/// One bar.
pub struct Bar {
    /// What it is of: a year, a party; empty where that is said above.
    pub label: String,
    /// The sum, in words.
    pub figure: String,
    /// Beside the sum, or under it where there is no room.
    pub note: String,
    /// The sum in whole units, which the bar's length tells.
    pub amount: i64,
    /// Colour.
    pub fill: &'static str,
}

/// What the labels of some bars need.
pub fn label_width(bars: &[Bar]) -> f32 {
    let widest = bars.iter().map(|bar| types::FIGURE.width(&bar.label)).fold(0.0, f32::max);
    widest.min(0.36 * INNER)
}

/// Draws bars on one axis beneath what is there; their labels take `labels` of the width.
pub fn bars(canvas: &mut Canvas, bars: &[Bar], labels: f32) {
    let greatest = bars.iter().map(|bar| bar.amount).max().unwrap_or(0);
    let zero = MARGIN + labels + GAP;
    let width = MARGIN + INNER - zero;
    let room = width - INDENT;
    // Where a currency's name is long, all figures are a little smaller: none is cut.
    let widest = bars.iter().map(|bar| types::FIGURE.width(&bar.figure)).fold(room, f32::max);
    let figures = Type { size: types::FIGURE.size * room / widest, ..types::FIGURE };
    let fits = |bar: &Bar| figures.width(&bar.figure) + GAP + types::NOTE.width(&bar.note) <= room;
    // All notes stand alike, so that the eye finds them.
    let under = if bars.iter().all(fits) { 0.0 } else { UNDER };
    let row = ROW + under;
    let top = canvas.down + 4.0;
    canvas.rectangle((zero - 1.0, top + 4.0, 1.0, row * rough(bars.len()) - 6.0), 0.0, colour::QUIET);
    for (at, bar) in bars.iter().enumerate() {
        let y = top + row * rough(at) + 14.0;
        canvas.text((MARGIN, y), Held::Start, types::FIGURE, &types::FIGURE.cut(&bar.label, labels));
        canvas.text((zero + INDENT, y), Held::Start, figures, &bar.figure);
        if under > 0.0 {
            canvas.text(
                (zero + INDENT, y + under),
                Held::Start,
                types::NOTE,
                &types::NOTE.cut(&bar.note, room),
            );
        } else {
            canvas.text((MARGIN + INNER, y), Held::End, types::NOTE, &bar.note);
        }
        // A sum too small to be seen is still there.
        let long = (width * share(bar.amount, greatest)).max(1.5);
        canvas.rectangle((zero, y + under + 5.0, long, BAR), 1.5, bar.fill);
    }
    canvas.down = top + row * rough(bars.len());
}

/// Which part of the greatest a sum is, 0 to 1.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "the length of a bar, to a pixel"
)]
fn share(amount: i64, greatest: i64) -> f32 {
    if greatest > 0 { (amount.max(0) as f64 / greatest as f64) as f32 } else { 0.0 }
}

/// The colour of what a sum covers: military aid, all aid, or what is not said.
pub fn fill(covers: Option<&str>) -> &'static str {
    match covers {
        Some("military") => colour::BLUE,
        Some("total") => colour::ORANGE,
        _ => colour::GREEN,
    }
}
