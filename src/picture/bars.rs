//! Bars with their sums above them, from one zero: as many lines as a phone has, and no label beside a bar that could run over.

use super::font::rough;
use super::svg::{Canvas, Held, INNER, MARGIN, colour, types};

/// Height of a bar, and of it with its words.
const BAR: f32 = 9.0;
const ROW: f32 = 34.0;
/// What is left between a label and its figure.
const GAP: f32 = 10.0;

/// One bar.
pub struct Bar {
    /// What it is of: a year, a party; empty where that is said above.
    pub label: String,
    /// The sum, in words.
    pub figure: String,
    /// Beside the sum.
    pub note: String,
    /// The sum in whole units, which the bar's length tells.
    pub amount: i64,
    /// Colour.
    pub fill: &'static str,
}

/// What the labels of some bars need.
pub fn label_width(bars: &[Bar]) -> f32 {
    let widest = bars.iter().map(|bar| types::FIGURE.width(&bar.label)).fold(0.0, f32::max);
    widest.min(INNER / 3.0)
}

/// Draws bars on one axis beneath what is there; their labels take `labels` of the width.
pub fn bars(canvas: &mut Canvas, bars: &[Bar], labels: f32) {
    let greatest = bars.iter().map(|bar| bar.amount).max().unwrap_or(0);
    let zero = MARGIN + labels + GAP;
    let width = MARGIN + INNER - zero;
    let top = canvas.down + 4.0;
    canvas.rectangle((zero - 1.0, top + 4.0, 1.0, ROW * rough(bars.len()) - 6.0), 0.0, colour::QUIET);
    for (at, bar) in bars.iter().enumerate() {
        let y = top + ROW * rough(at) + 14.0;
        canvas.text((MARGIN, y), Held::Start, types::FIGURE, &types::FIGURE.cut(&bar.label, labels));
        let figure = types::FIGURE.cut(&bar.figure, width - 6.0);
        canvas.text((zero + 6.0, y), Held::Start, types::FIGURE, &figure);
        let room = width - 6.0 - types::FIGURE.width(&figure) - GAP;
        if types::NOTE.width(&bar.note) <= room {
            canvas.text((MARGIN + INNER, y), Held::End, types::NOTE, &bar.note);
        }
        // A sum too small to be seen is still there.
        let long = (width * share(bar.amount, greatest)).max(1.5);
        canvas.rectangle((zero, y + 5.0, long, BAR), 1.5, bar.fill);
    }
    canvas.down = top + ROW * rough(bars.len());
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
