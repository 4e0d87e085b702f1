//! From SVG to PNG, by resvg. It takes the processor for some hundredths of a second: doors call it where that holds nobody up.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use thiserror::Error;

use super::font::{FAMILY, FONTS};

/// Pixels of a unit: a phone's own pixels lie that close.
const SCALE: f32 = 2.5;
/// Pixels of a side at most. The pictures stay far below; a mistake in one must not take the machine's memory.
const LARGEST: u32 = 4_096;

/// Why there is no PNG.
#[derive(Debug, Error)]
pub enum DrawError {
    /// The SVG cannot be read.
    #[error("the picture's SVG cannot be read: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// It has no size, or one that nothing is drawn in.
    #[error("a picture of {width} × {height} units is not drawn")]
    Size {
        /// Width in units.
        width: f32,
        /// Height in units.
        height: f32,
    },
    /// It cannot be written as PNG.
    #[error("the picture cannot be written as PNG: {0}")]
    Png(String),
}

/// Draws a picture as PNG.
///
/// # Errors
/// When the SVG is none, or of a size that is not drawn.
pub fn png(svg: &str) -> Result<Vec<u8>, DrawError> {
    let options = Options { font_family: FAMILY.to_owned(), fontdb: FONTS.clone(), ..Options::default() };
    let tree = Tree::from_str(svg, &options)?;
    let size = tree.size();
    let wrong = || DrawError::Size { width: size.width(), height: size.height() };
    let scaled = size.to_int_size().scale_by(SCALE).ok_or_else(wrong)?;
    if scaled.width() > LARGEST || scaled.height() > LARGEST {
        return Err(wrong());
    }
    let mut pixels = Pixmap::new(scaled.width(), scaled.height()).ok_or_else(wrong)?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| DrawError::Png(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_drawn_is_told() {
        assert!(matches!(png("no svg"), Err(DrawError::Svg(_))));
        let vast = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="9"/>"#;
        assert!(matches!(png(vast), Err(DrawError::Size { .. })));
    }
}
