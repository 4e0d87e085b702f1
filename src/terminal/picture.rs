//! The picture of an answer, written to a file.

use std::io;
use std::path::{Path, PathBuf};

use crate::dialogue::answer::Answer;
use crate::dialogue::picture::picture_of;
use crate::knowledge::Knowledge;
use crate::picture::draw::png;
use crate::picture::picture;
use crate::words::Words;

/// Writes the picture of an answer, in that answer's language, as PNG and gives the file's name: the one that was given, or the
/// picture's own in the working folder. None where the answer has no picture.
///
/// # Errors
/// When it cannot be drawn or written.
pub fn write(
    answer: &Answer,
    file: Option<&Path>,
    words: Words,
    knowledge: &Knowledge,
) -> io::Result<Option<PathBuf>> {
    let Some(picture) = picture_of(answer, knowledge).and_then(|of| picture(&of, words, knowledge)) else {
        return Ok(None);
    };
    let file = file.map_or_else(|| PathBuf::from(&picture.name), Path::to_path_buf);
    let bytes = png(&picture.svg).map_err(io::Error::other)?;
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", file.display()));
    std::fs::write(&file, bytes).map_err(named)?;
    Ok(Some(file))
}
