//! The vectors of texts, kept in a file so that they are made once.
//!
//! The file: [`MAGIC`], the model's id (u64), how many rows (u64); each row the hash of its text (u64), a scale (f32)
//! and [`DIMENSIONS`] numbers in 8 bits, in the order of the hashes; the hash of all that. Little endian, 396 bytes a
//! text: 3.4 MB for 8,600. The same texts and model give the same file.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::encoder::ModelId;
use super::vector::{DIMENSIONS, Vector};

const MAGIC: &[u8; 8] = b"ACCORDV1";
const HEAD: usize = MAGIC.len() + 8 + 8;
const ROW: usize = 8 + 4 + DIMENSIONS;
const FOOT: usize = 8;

/// A row of [`Vectors`], of these and of those that grew from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowAt(usize);

/// A question's vector in whole numbers, to compare with many rows.
#[derive(Debug, Clone)]
pub struct Probe {
    codes: [i16; DIMENSIONS],
    scale: f32,
}

impl Probe {
    /// The largest number: the sum over a row stays within 32 bits (384 times 127 times 4,095).
    const MOST: f32 = 4_095.0;

    /// The probe of a question.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "at most 4,095 by the scale")]
    pub fn of(question: &Vector) -> Self {
        let scale = scale(question, Self::MOST);
        Self { codes: question.numbers().map(|x| (x / scale).round() as i16), scale }
    }
}

/// The vectors of texts by text, all of one model.
#[derive(Debug, Clone)]
pub struct Vectors {
    model: ModelId,
    rows: HashMap<u64, usize>,
    codes: Vec<[i8; DIMENSIONS]>,
    scales: Vec<f32>,
}

impl Vectors {
    /// None yet.
    ///
    /// # Examples
    /// ```
    /// use accord::retrieval::encoder::ModelId;
    /// use accord::retrieval::vector::{DIMENSIONS, Vector};
    /// use accord::retrieval::vectors::{Probe, Vectors};
    ///
    /// let mut vectors = Vectors::none(ModelId(1));
    /// let east = Vector::of(&std::array::from_fn(|at| if at == 0 { 1.0 } else { 0.0 }));
    /// vectors.insert("east", &east);
    /// assert_eq!(vectors.missing(["east", "west"]), ["west"]);
    /// let row = vectors.at("east").ok_or("it was put in")?;
    /// assert!(vectors.closeness(row, &Probe::of(&east)) > 0.999);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn none(model: ModelId) -> Self {
        Self { model, rows: HashMap::new(), codes: Vec::new(), scales: Vec::new() }
    }

    /// Reads the vectors that `model` made. A file that is missing gives none; so does one of another model and one
    /// that is damaged, which a warning tells: they can be made anew.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn load(path: &Path, model: ModelId) -> io::Result<Self> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::none(model)),
            read => read?,
        };
        Ok(match Self::parse(&bytes) {
            Some(vectors) if vectors.model == model => vectors,
            found => {
                let why = if found.is_some() { "of another model" } else { "damaged" };
                tracing::warn!(path = %path.display(), why, "vectors are not used and will be made anew");
                Self::none(model)
            }
        })
    }

    /// Writes them: the file is the old one or the new one, whatever happens meanwhile.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        let new = path.with_extension(format!("{}.new", std::process::id()));
        let written = File::create(&new).and_then(|mut file| {
            file.write_all(&self.bytes())?;
            file.sync_all()
        });
        written.and_then(|()| fs::rename(&new, path)).inspect_err(|_| {
            // Nobody reads what is left of it.
            let _ = fs::remove_file(&new);
        })
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.scales.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    /// Which model made them.
    #[must_use]
    pub fn model(&self) -> ModelId {
        self.model
    }

    /// The row of a text.
    #[must_use]
    pub fn at(&self, text: &str) -> Option<RowAt> {
        self.rows.get(&key(text)).copied().map(RowAt)
    }

    /// The vector of a text.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<Vector> {
        let RowAt(row) = self.at(text)?;
        Some(Vector::of(&self.codes[row].map(f32::from)))
    }

    /// The texts that have no vector yet, each once.
    #[must_use]
    pub fn missing<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        let mut seen = std::collections::HashSet::new();
        texts.into_iter().filter(|text| self.at(text).is_none() && seen.insert(*text)).collect()
    }

    /// Puts the vector of a text in; rows that are there keep their places.
    #[expect(clippy::cast_possible_truncation, reason = "at most 127 by the scale")]
    pub fn insert(&mut self, text: &str, vector: &Vector) {
        let scale = scale(vector, 127.0);
        let row = (vector.numbers().map(|x| (x / scale).round() as i8), scale);
        self.put(key(text), row);
    }

    /// Takes over what others of the same model have and these lack.
    pub fn extend(&mut self, others: &Self) {
        if others.model == self.model {
            for (key, row) in &others.rows {
                self.put(*key, (others.codes[*row], others.scales[*row]));
            }
        }
    }

    /// Those of these texts, and of them those that `known` lacks.
    #[must_use]
    pub fn of<'a>(&self, texts: impl IntoIterator<Item = &'a str>, known: &Self) -> Self {
        let mut own = Self::none(self.model);
        for text in known.missing(texts) {
            if let Some(RowAt(row)) = self.at(text) {
                own.put(key(text), (self.codes[row], self.scales[row]));
            }
        }
        own
    }

    /// How close a question comes to a row: the cosine, to three digits. 0 for a row of other vectors.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "the sum is below 2^31 and three digits are wanted")]
    pub fn closeness(&self, RowAt(row): RowAt, probe: &Probe) -> f32 {
        let Some(codes) = self.codes.get(row) else { return 0.0 };
        let sum: i32 = codes.iter().zip(&probe.codes).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
        sum as f32 * self.scales[row] * probe.scale
    }

    fn put(&mut self, key: u64, (codes, scale): ([i8; DIMENSIONS], f32)) {
        let row = *self.rows.entry(key).or_insert(self.scales.len());
        if row == self.scales.len() {
            self.codes.push(codes);
            self.scales.push(scale);
        }
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let (whole, hash) = bytes.split_last_chunk::<FOOT>()?;
        if whole.get(..MAGIC.len())? != MAGIC || xxh3_64(whole) != u64::from_le_bytes(*hash) {
            return None;
        }
        let (head, rows) = whole.split_at_checked(HEAD)?;
        let number = |at: usize| Some(u64::from_le_bytes(*head.get(at..)?.first_chunk()?));
        let mut vectors = Self::none(ModelId(number(MAGIC.len())?));
        if u64::try_from(rows.len()).ok()?
            != number(MAGIC.len() + 8)?.checked_mul(u64::try_from(ROW).ok()?)?
        {
            return None;
        }
        for row in rows.chunks_exact(ROW) {
            let (key, rest) = row.split_first_chunk::<8>()?;
            let (scale, codes) = rest.split_first_chunk::<4>()?;
            let codes = codes.first_chunk::<DIMENSIONS>()?.map(u8::cast_signed);
            vectors.put(u64::from_le_bytes(*key), (codes, f32::from_le_bytes(*scale)));
        }
        Some(vectors)
    }

    fn bytes(&self) -> Vec<u8> {
        let mut order: Vec<(u64, usize)> = self.rows.iter().map(|(key, row)| (*key, *row)).collect();
        order.sort_unstable();
        let mut bytes = Vec::with_capacity(HEAD + order.len() * ROW + FOOT);
        bytes.extend(MAGIC);
        bytes.extend(self.model.0.to_le_bytes());
        bytes.extend((order.len() as u64).to_le_bytes());
        for (key, row) in order {
            bytes.extend(key.to_le_bytes());
            bytes.extend(self.scales[row].to_le_bytes());
            bytes.extend(self.codes[row].map(i8::cast_unsigned));
        }
        let hash = xxh3_64(&bytes);
        bytes.extend(hash.to_le_bytes());
        bytes
    }
}

fn key(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// What one step of a vector's numbers is worth where its largest is `most` steps.
fn scale(vector: &Vector, most: f32) -> f32 {
    let largest = vector.numbers().iter().fold(0.0_f32, |largest, x| largest.max(x.abs()));
    if largest > 0.0 { largest / most } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A vector that no other seed has.
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn vector(seed: usize) -> Vector {
        Vector::of(&std::array::from_fn(|at| ((at * 31 + seed * 17) % 101) as f32 - 50.0))
    }

    fn some() -> Vectors {
        let mut vectors = Vectors::none(ModelId(7));
        for seed in 0..50 {
            vectors.insert(&format!("text {seed}"), &vector(seed));
        }
        vectors
    }

    #[test]
    fn rows_are_near_what_was_put_in_and_keep_their_places() -> Result<(), &'static str> {
        let mut vectors = some();
        let row = vectors.at("text 3").ok_or("it was put in")?;
        vectors.insert("later", &vector(99));
        assert_eq!(vectors.at("text 3"), Some(row));
        let probe = Probe::of(&vector(5));
        for seed in 0..50 {
            let kept = vectors.get(&format!("text {seed}")).ok_or("it was put in")?;
            assert!(kept.closeness(&vector(seed)) > 0.9999);
            let row = vectors.at(&format!("text {seed}")).ok_or("it was put in")?;
            assert!((vectors.closeness(row, &probe) - vector(seed).closeness(&vector(5))).abs() < 0.003);
        }
        Ok(())
    }

    #[test]
    fn a_file_is_read_as_it_was_written_and_is_the_same_in_any_order() -> io::Result<()> {
        let (folder, vectors) = (tempfile::tempdir()?, some());
        let path = folder.path().join("vectors.bin");
        vectors.save(&path)?;
        let read = Vectors::load(&path, ModelId(7))?;
        assert_eq!((read.len(), read.get("text 9")), (50, vectors.get("text 9")));
        let mut backwards = Vectors::none(ModelId(7));
        for seed in (0..50).rev() {
            backwards.insert(&format!("text {seed}"), &vector(seed));
        }
        assert_eq!(backwards.bytes(), fs::read(&path)?);
        assert_eq!(fs::read_dir(folder.path())?.count(), 1, "nothing is left beside it");
        Ok(())
    }

    #[test]
    fn what_is_missing_damaged_or_of_another_model_gives_none() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("vectors.bin");
        assert!(Vectors::load(&path, ModelId(7))?.is_empty());
        some().save(&path)?;
        assert!(Vectors::load(&path, ModelId(8))?.is_empty());
        let whole = fs::read(&path)?;
        for length in [0, 7, HEAD, whole.len() / 2, whole.len() - 1] {
            fs::write(&path, &whole[..length])?;
            assert!(Vectors::load(&path, ModelId(7))?.is_empty(), "{length} bytes of it");
        }
        let mut flipped = whole;
        flipped[HEAD + 20] ^= 1;
        fs::write(&path, &flipped)?;
        assert!(Vectors::load(&path, ModelId(7))?.is_empty());
        assert!(Vectors::load(folder.path(), ModelId(7)).is_err(), "a folder is no file");
        Ok(())
    }
}
