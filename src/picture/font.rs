//! The pictures' own font, Inter (`OFL.txt`): nothing is read from the system, so that a picture is the same everywhere.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::Database;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// The family's name within the font files.
pub const FAMILY: &str = "Inter";
const REGULAR: &[u8] = include_bytes!("Inter-Regular.otf");
const SEMI_BOLD: &[u8] = include_bytes!("Inter-SemiBold.otf");

/// The fonts as the drawing of SVG takes them.
pub static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(SEMI_BOLD.to_vec());
    Arc::new(fonts)
});

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Type {
    /// Height in units of the canvas.
    pub size: f32,
    /// Whether semi-bold.
    pub strong: bool,
    /// Colour.
    pub fill: &'static str,
}

impl Type {
    /// How wide a text is in units of the canvas, the nearness of single pairs of letters aside.
    #[must_use]
    pub fn width(self, text: &str) -> f32 {
        let bytes = if self.strong { SEMI_BOLD } else { REGULAR };
        // The fonts are part of the program; were they broken, the widest letters would still fit.
        let Ok(font) = FontRef::new(bytes) else { return 0.9 * self.size * rough(text.chars().count()) };
        let (letters, widths) =
            (font.charmap(), font.glyph_metrics(Size::new(self.size), LocationRef::default()));
        let width =
            |c: char| letters.map(c).and_then(|glyph| widths.advance_width(glyph)).unwrap_or(self.size);
        text.chars().map(width).sum()
    }

    /// A text in lines of a width, parted at blanks that are not held together (U+00A0); what does not fit into so many ends in an ellipsis.
    #[must_use]
    pub fn lines(self, text: &str, width: f32, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match longer.filter(|longer| self.width(longer) <= width) {
                Some(longer) => {
                    lines.pop();
                    lines.push(longer);
                }
                None if lines.len() < most => lines.push(self.cut(word, width)),
                None => {
                    let last = lines.pop().map(|line| self.cut(&format!("{line} {word}"), width));
                    lines.extend(last);
                    return lines;
                }
            }
        }
        lines
    }

    /// A text no wider than this: what is cut off ends in an ellipsis.
    #[must_use]
    pub fn cut(self, text: &str, width: f32) -> String {
        if self.width(text) <= width {
            return text.to_owned();
        }
        let mut short = text.to_owned();
        while short.pop().is_some() && self.width(&format!("{short}…")) > width {}
        format!("{}…", short.trim_end_matches([' ', ',', ';', '·']))
    }
}

/// A count as a measure; those of a picture are far below what an `f32` holds exactly.
#[expect(clippy::cast_precision_loss, reason = "counts of lines, bars and letters")]
#[must_use]
pub fn rough(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: Type = Type { size: 10.0, strong: false, fill: "#000" };

    #[test]
    fn has_every_letter_that_answers_are_written_with() {
        let font = FontRef::new(REGULAR).expect("the embedded font");
        let texts = [include_str!("../../knowledge/people.toml"), "€$£₴–—…·’“”„ ґєїі ЩЮЯ ñåßøłšž"];
        let is_kept = |c: &char| !c.is_control() && u32::from(*c) < 0x500;
        let lacking: Vec<char> = texts.iter().flat_map(|text| text.chars()).filter(is_kept).collect();
        let lacking: Vec<char> = lacking.into_iter().filter(|c| font.charmap().map(*c).is_none()).collect();
        assert!(lacking.is_empty(), "{lacking:?}");
    }

    #[test]
    fn lines_are_no_wider_than_they_may_be() {
        let text =
            "The ministry of defence of the Netherlands, the House of Representatives, and the government";
        for most in 1..4 {
            let lines = TYPE.lines(text, 120.0, most);
            assert!(lines.len() <= most && lines.iter().all(|line| TYPE.width(line) <= 120.0), "{lines:?}");
        }
        assert!(TYPE.lines(text, 120.0, 1)[0].ends_with('…'));
        assert_eq!(TYPE.lines("short", 120.0, 2), ["short"]);
        assert!(TYPE.width("iii") < TYPE.width("www"), "letters have widths of their own");
    }
}
