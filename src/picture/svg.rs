//! The SVG of a picture in the making: what is put where, in units that are pixels on a phone of 390.

use std::fmt::Write;

use super::font::{FAMILY, Type, rough};

/// Width of every picture: that of a phone.
pub const WIDTH: f32 = 390.0;
/// Left free on every side.
pub const MARGIN: f32 = 16.0;
/// What is left between the margins.
pub const INNER: f32 = WIDTH - 2.0 * MARGIN;

/// Colours that colour-blind people tell apart (Okabe and Ito, 2008), on a ground of their own: a picture is read alike in a
/// dark and in a light theme.
pub mod colour {
    /// The ground.
    pub const GROUND: &str = "#1d2430";
    /// What is read first.
    pub const TEXT: &str = "#f4f6f8";
    /// What is read after it: 8:1 against the ground.
    pub const FAINT: &str = "#b6c0cd";
    /// Lines and land that say nothing.
    pub const QUIET: &str = "#3b4656";
    /// Sky blue.
    pub const BLUE: &str = "#56b4e9";
    /// Orange.
    pub const ORANGE: &str = "#e69f00";
    /// Yellow.
    pub const YELLOW: &str = "#f0e442";
    /// Bluish green.
    pub const GREEN: &str = "#009e73";
}

/// The types of the house.
pub mod types {
    use super::{Type, colour};

    /// The title.
    pub const TITLE: Type = Type { size: 16.0, strong: true, fill: colour::TEXT };
    /// A figure, and what a bar is of.
    pub const FIGURE: Type = Type { size: 12.0, strong: true, fill: colour::TEXT };
    /// Beside a figure.
    pub const NOTE: Type = Type { size: 10.5, strong: false, fill: colour::FAINT };
    /// The heading of a part.
    pub const HEADING: Type = Type { size: 11.0, strong: true, fill: colour::FAINT };
    /// Under everything.
    pub const SMALL: Type = Type { size: 9.5, strong: false, fill: colour::FAINT };
}

/// Where a text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// At its beginning.
    Start,
    /// In its middle.
    Middle,
    /// At its end.
    End,
}

/// A picture in the making.
#[derive(Debug, Default)]
pub struct Canvas {
    body: String,
    /// How far down it is filled.
    pub down: f32,
}

impl Canvas {
    /// A text whose letters stand on `y`.
    pub fn text(&mut self, (x, y): (f32, f32), held: Held, of: Type, text: &str) {
        let anchor = match held {
            Held::Start => "start",
            Held::Middle => "middle",
            Held::End => "end",
        };
        let weight = if of.strong { 600 } else { 400 };
        let _ = writeln!(
            self.body,
            r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}" font-size="{}" font-weight="{weight}" fill="{}">{}</text>"#,
            of.size,
            of.fill,
            escaped(text)
        );
    }

    /// A text in lines beneath what is there, `gap` below it.
    pub fn paragraph(&mut self, gap: f32, of: Type, text: &str, width: f32, most: usize) {
        let lines = of.lines(text, width, most);
        if lines.is_empty() {
            return;
        }
        self.down += gap;
        for line in &lines {
            // Inter's letters rise some three quarters of their size above the line.
            self.text((MARGIN, self.down + 0.75 * of.size), Held::Start, of, line);
            self.down += 1.3 * of.size;
        }
        self.down -= 0.3 * of.size;
    }

    /// A rectangle with round corners: left, top, width, height.
    pub fn rectangle(&mut self, (x, y, width, height): (f32, f32, f32, f32), radius: f32, fill: &str) {
        let _ = writeln!(
            self.body,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="{radius}" fill="{fill}"/>"#
        );
    }

    /// A piece of SVG of the picture's own.
    pub fn put(&mut self, piece: &str) {
        self.body.push_str(piece);
        self.body.push('\n');
    }

    /// The SVG, as high as it is filled and a margin.
    #[must_use]
    pub fn finish(self) -> String {
        // Even, so that its pixels are whole at two and a half a unit.
        let height = 2.0 * f32::midpoint(self.down, MARGIN).ceil();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" font-family=\"{FAMILY}\">\n\
             <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"{}\"/>\n{}</svg>\n",
            colour::GROUND,
            self.body
        )
    }
}

/// A legend: coloured squares (or what stands for one) and words, from left to right in lines.
pub fn legend(canvas: &mut Canvas, gap: f32, entries: &[(&str, String)]) {
    /// Side of a square, and what is left after it and after a word.
    const SIDE: f32 = 10.0;
    let of = types::NOTE;
    let (mut x, mut line) = (MARGIN, 0);
    let top = canvas.down + gap;
    for (fill, words) in entries {
        let width = SIDE + 5.0 + of.width(words);
        if x > MARGIN && x + width > MARGIN + INNER {
            (x, line) = (MARGIN, line + 1);
        }
        let y = top + 16.0 * rough(line);
        canvas.rectangle((x, y, SIDE, SIDE), 2.0, fill);
        canvas.text((x + SIDE + 5.0, y + 9.0), Held::Start, of, words);
        x += width + 14.0;
    }
    canvas.down = top + 16.0 * rough(line) + SIDE;
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    // SVG has no way to write control characters.
    for c in text.chars().filter(|c| !c.is_control()) {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // What XML has no place for.
            '\u{fffe}' | '\u{ffff}' => {}
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_break_out() {
        let mut canvas = Canvas::default();
        canvas.text((0.0, 0.0), Held::Start, types::NOTE, "<script>\u{0}&\"\u{ffff}");
        let svg = canvas.finish();
        assert!(svg.contains("&lt;script&gt;&amp;&quot;</text>"), "{svg}");
    }
}
