//! `accord vectors`: makes the file of vectors that is shipped beside the model.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use crate::knowledge::Knowledge;
use crate::retrieval::encoder::Encoder;
use crate::retrieval::passages;
use crate::retrieval::vectors::Vectors;

/// Texts between two lines of progress.
const SOME: usize = 512;

/// Makes `vectors.bin` in the model's folder for exactly the texts of these facts; what it has already is kept.
///
/// # Errors
/// When there is no model, or a file cannot be read or written.
pub fn run(folder: &Path, knowledge: &Knowledge) -> io::Result<ExitCode> {
    let encoder = Encoder::load(folder).map_err(io::Error::other)?;
    let path = folder.join("vectors.bin");
    let texts = passages::all(knowledge);
    let texts = || texts.iter().map(String::as_str);
    let none = Vectors::none(encoder.identity());
    let mut vectors = Vectors::load(&path, encoder.identity())?.of(texts(), &none);
    let (missing, began) = (vectors.missing(texts()), Instant::now());
    for (at, some) in missing.chunks(SOME).enumerate() {
        for (text, vector) in some.iter().zip(encoder.passages(some)) {
            vectors.insert(text, &vector);
        }
        let made = at * SOME + some.len();
        writeln!(io::stderr(), "{made} of {}, {} s", missing.len(), began.elapsed().as_secs())?;
    }
    vectors.save(&path)?;
    writeln!(io::stdout(), "{}: {} vectors, {} of them new", path.display(), vectors.len(), missing.len())?;
    Ok(ExitCode::SUCCESS)
}
